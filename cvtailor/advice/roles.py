"""Whose work it was: a role may not grow, and what stands low on the ladder may not be dropped.

The ladder is in `lexicons/language/guard.toml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cvtailor.advice import counting, facts, inflection
from cvtailor.advice.inflection import Form
from cvtailor.advice.types import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cvtailor.advice.reading import Text


def role(old: Text, new: Text, *, confirmed_opening: bool, free: bool = False) -> Iterator[Fault]:
    """Yield a role that grew, shrank or was dropped; a duty taken as done unless `confirmed_opening`."""
    for key, unless in (("watched", ""), ("assisted", "not_assisted"), ("shared", "not_shared")):
        one, two = (counting.count(text, "role", key, unless) for text in (old, new))
        if free:
            one = [at for at in one if not _no_role(old, at, key)]
        if key == "shared" and two and len({min(old.keys[at]) for at in one}) <= len(two):
            continue
        if len(one) > len(two) and not (key == "shared" and two):
            word = counting.quoted(old, one[-1] if two else one[0])
            message = f"The old text says “{word}”; without it the role grows."
            yield Fault(kind="role", text=word, message=message, side="old")
    vague = counting.count(old, "role", "vague")
    gone = len(vague) > len(counting.count(new, "role", "vague")) and not _own_verb(old, vague[0])
    if gone and (not free or _stronger(old, new)):
        word = counting.quoted(old, vague[0])
        message = f"“{word}” does not say what was done; the new text does."
        yield Fault(kind="role", text=word, message=message, side="old")
    yield from _leading(old, new, free=free)
    yield from _taken_over(old, new)
    had = set(old.lower)
    for at in counting.count(new, "role", "alone"):
        if new.lower[at] not in had and not (free and old.has(new.lower[at])):
            word = counting.quoted(new, at)
            yield Fault(kind="role", text=word, message=f"“{word}” claims the work for one person.")
    duty = counting.hits(old, counting.phrases("words", "duties"))
    if not confirmed_opening and duty and not counting.hits(new, counting.phrases("words", "duties")):
        word = counting.quoted(old, duty[0])
        message = f"“{word} …” is a duty; ask whether the person did it."
        yield Fault(kind="role", text=word, message=message, side="old")
    if free:
        yield from _ranks(old, new)


def _taken_over(old: Text, new: Text) -> Iterator[Fault]:
    """Yield what others did and the new text tells as the person's deed: "reviewed code written by X" → "wrote code"."""
    theirs: dict[str, str] = {}
    own: set[str] = set()
    for at, token in enumerate(old.tokens):
        done = inflection.lemmas(token.lower)
        if not done or inflection.reading(token.lower, Form.GERUND):
            own.update(done)
        elif _by_others(old, at):
            theirs.update(dict.fromkeys(done, f"{token.text} by {old.tokens[at + 2].text}"))
        else:
            own.update(done)
    for at, token in enumerate(new.tokens if theirs else ()):
        taken = [each for each in inflection.lemmas(token.lower) if each in theirs and each not in own]
        told = inflection.reading(token.lower, Form.PAST) or inflection.reading(token.lower, Form.THIRD)
        if not taken or not (told or token.first) or _by_others(new, at) or _passive(new, at):
            continue
        word = counting.quoted(new, at)
        message = f"In the old text others did that (“{theirs[taken[0]]} …”); the new one tells it as the person's deed."
        yield Fault(kind="role", text=word, message=message)
        return


def _by_others(text: Text, at: int) -> bool:
    """Return whether a participle is followed by whose deed it was: "written by contractors", no "cut by 12 %"."""
    if text.lower[at + 1 : at + 2] != ["by"] or at + 2 >= len(text.tokens):
        return False
    if not inflection.reading(text.lower[at], Form.PARTICIPLE) or at + 2 in text.counted:
        return False
    who = text.lower[at + 2 : at + 5]
    if set(who) & facts.words("words", "own_people"):
        return False
    return not inflection.reading(who[0], Form.GERUND) and not set(who[:2]) & facts.words(
        "words", "measures_by"
    )


def _passive(text: Text, at: int) -> bool:
    return at > 0 and text.lower[at - 1] in {"was", "were", "is", "are", "been", "being", "be"}


def _leading(old: Text, new: Text, *, free: bool) -> Iterator[Fault]:
    """Yield a leading role that was added or dropped."""
    one, two = (counting.count(text, "role", "led", "not_led") for text in (old, new))
    in_charge = counting.hits(old, counting.phrases("words", "leading_duties"))
    if len(two) > len(one) + len(in_charge):
        fresh = [at for at in two if not old.has(new.lower[at])]
        if free and (not fresh or one or _led_before(old, new, fresh[0])):
            return
        word = counting.quoted(new, fresh[0] if fresh else two[0])
        yield Fault(kind="role", text=word, message=f"“{word}” claims a role that the old text does not.")
    elif len(one) > len(two):
        gone = [at for at in one if not (free and new.has(old.lower[at]))]
        near = facts.words("free", "leads_like")
        if free and (two or not gone or any(not keys.isdisjoint(near) for keys in new.keys)):
            return
        word = counting.quoted(old, gone[0])
        yield Fault(kind="role", text=word, message=f"The role “{word}” was dropped.", side="old")


def _led_before(old: Text, new: Text, at: int) -> bool:
    """Return whether plain leading ("led") says what the old text says by "ran" or "responsible for staff"."""
    if new.keys[at].isdisjoint(facts.words("free", "leading_plain")):
        return False
    if any(counting.count(old, "role", key) for key in ("watched", "assisted")):
        return False
    duty = counting.hits(old, counting.phrases("words", "duties"))
    things = facts.words("free", "led_things")
    if duty and any(not keys.isdisjoint(things) for keys in old.keys):
        return True
    near = facts.words("free", "leads_like") - {"responsible"}
    return not counting.count(old, "role", "shared") and any(not keys.isdisjoint(near) for keys in old.keys)


def _no_role(text: Text, at: int, key: str) -> bool:
    """Return whether a word of role says nothing of a role where it stands."""
    if key == "shared":
        if text.lower[at] in {"our", "us"}:
            return text.lower[at + 1 : at + 2] not in ([each] for each in facts.guard()["free"]["own_groups"])
        if text.lower[at] == "member":
            return any(not keys.isdisjoint(facts.words("free", "bodies")) for keys in text.keys[at : at + 7])
        if "team" in text.keys[at]:
            return _team_served(text, at)
        return "pair" in text.keys[at] and text.lower[at] != "pair"
    if key == "assisted" and not text.keys[at].isdisjoint({"participate", "take", "part", "took"}):
        return any(
            not keys.isdisjoint(facts.words("free", "contests")) for keys in text.keys[at + 1 : at + 7]
        )
    taught = text.tokens[at].first or text.lower[at + 1 : at + 2] in (["to"], ["how"], ["about"])
    return key == "watched" and text.lower[at].startswith("learn") and not taught


def _team_served(text: Text, at: int) -> bool:
    """Return whether a team is one that was led, helped or worked for: "for the sales team"."""
    stops = facts.words("free", "for_team")
    if text.lower[at] == "teams":
        return True
    if text.lower[at + 1 : at + 2] in (["'s"], ["lead"], ["leader"]):
        return True
    for before in range(at - 1, max(at - 6, -1), -1):
        if not text.keys[before].isdisjoint(stops):
            return True
        if text.lower[before] in {
            "in",
            "with",
            "as",
            "within",
            "our",
            "we",
            "of",
            "part",
            "my",
            "member",
            ",",
            ".",
        }:
            return False
    return text.lower[at].endswith("'s")


def _stronger(old: Text, new: Text) -> bool:
    """Return whether the new text opens with a deed that the old one has not, where that one is vague."""
    soft = facts.words("claims", "filler")
    return any(
        token.first and inflection.readings(token.lower) and new.keys[at].isdisjoint(soft | old.known)
        for at, token in enumerate(new.tokens)
    )


def _ranks(old: Text, new: Text) -> Iterator[Fault]:
    """Yield a low rank that was dropped and a high one that was added."""
    for lower in sorted(facts.words("free", "low_rank") & set(old.lower)):
        if not _same_stem(new, lower):
            word = counting.quoted(old, old.lower.index(lower))
            yield Fault(kind="role", text=word, message=f"The rank “{word}” was dropped.", side="old")
            break
    if any(not keys.isdisjoint(facts.words("free", "leads_like")) for keys in old.keys):
        return
    covered = counting.covered(new, counting.phrases("role", "not_led"))
    for lower in sorted(facts.words("free", "high_rank") & set(new.lower)):
        at = new.lower.index(lower)
        if not old.has(lower) and not _same_stem(old, lower) and at not in covered:
            word = counting.quoted(new, at)
            yield Fault(
                kind="role", text=word, message=f"“{word}” is a rank that the old text does not give."
            )
            break


def _same_stem(text: Text, lower: str) -> bool:
    stem = lower[:6]
    return any(each.startswith(stem) for each in text.lower)


def _own_verb(text: Text, at: int) -> bool:
    """Whether a vague phrase ("worked on") is followed by a verb or noun of doing of its own."""
    derived = facts.guard()["derived"]
    following = [each for each in text.lower[at + 1 : at + 6] if each not in {"on", "the", "with"}]
    return bool(following) and (
        inflection.reading(following[0], inflection.Form.GERUND) is not None
        or facts.fold(following[0]) in derived
    )

"""What a text claims about its work: negated or only tried, up or down, whose role, how wide.

Each check takes the old and the new text and yields the faults. The lists are in
`lexicons/language/guard.toml`.
"""

from __future__ import annotations

import functools
from collections import Counter
from typing import TYPE_CHECKING

from cvtailor.advice import facts, inflection
from cvtailor.advice.types import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cvtailor.advice.reading import Text


@functools.cache
def _phrases(section: str, *lists: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return first word → phrases, as tuples of words, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in lists:
        for phrase in facts.guard()[section][name]:
            words = tuple(phrase.split())
            found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(each, key=lambda one: (-len(one), one))) for first, each in found.items()}


def _hits(
    text: Text, wanted: Mapping[str, tuple[tuple[str, ...], ...]], unless: Iterable[int] = ()
) -> list[int]:
    """Return the indexes at which one of the phrases begins (a single word also in another form)."""
    hits, barred = [], set(unless)
    for at in range(len(text.tokens)):
        if at in barred:
            continue
        for word in text.forms[at]:
            if any(
                (len(words) == 1 or tuple(text.lower[at + 1 : at + len(words)]) == words[1:])
                for words in wanted.get(word, ())
            ):
                hits.append(at)
                break
    return hits


def _covered(text: Text, wanted: Mapping[str, tuple[tuple[str, ...], ...]]) -> set[int]:
    """Return every index that lies inside one of the phrases as written."""
    covered: set[int] = set()
    for at, lower in enumerate(text.lower):
        for words in wanted.get(lower, ()):
            if tuple(text.lower[at : at + len(words)]) == words:
                covered.update(range(at, at + len(words)))
                break
    return covered


def _count(text: Text, section: str, key: str, unless: str = "") -> list[int]:
    # A capital inside a sentence is a name: "Sci-kit Learn" is nobody's learning.
    barred = {at for at in text.names if text.tokens[at].text.istitle()}
    if unless:
        barred |= _covered(text, _phrases(section, unless))
    return _hits(text, _phrases(section, key), barred)


def _quoted(text: Text, at: int) -> str:
    return text.tokens[at].text


def marked(old: Text, new: Text) -> Iterator[Fault]:
    """Negation, and things that were only tried, asked or planned."""
    sides = []
    for text in (old, new):
        contractions = [at for at, lower in enumerate(text.lower) if lower.endswith("n't")]
        sides.append([*_count(text, "negation", "markers", "not_negation"), *contractions])
    if len(sides[0]) != len(sides[1]):
        text, at = (old, sides[0][0]) if len(sides[0]) > len(sides[1]) else (new, sides[1][0])
        change = "was dropped" if text is old else "was added"
        word = _quoted(text, at)
        yield Fault(kind="negation", text=word, message=f"The negation “{word}” {change}.")
    one, two = (_count(text, "attempt", "markers", "not_attempt") for text in (old, new))
    if len(one) > len(two):
        word = _quoted(old, one[0])
        message = f"The old text says “{word}”; the new one states it as done."
        yield Fault(kind="claim", text=word, message=message)


def directions(old: Text, new: Text) -> Iterator[Fault]:
    """Yield what went up and now goes down, or the reverse, and words that became their opposite."""
    before, after = _moves(old), _moves(new)
    for thing, sides in after.items():
        if thing in before and before[thing].isdisjoint(sides):
            message = f"What happened to “{thing}” was turned round."
            yield Fault(kind="direction", text=thing, message=message)
    count = [Counter(side for sides in moves.values() for side in sides) for moves in (before, after)]
    flipped = (count[0]["up"] > count[1]["up"] and count[0]["down"] < count[1]["down"]) or (
        count[0]["up"] < count[1]["up"] and count[0]["down"] > count[1]["down"]
    )
    if flipped and not any(thing in before and before[thing] != after[thing] for thing in after):
        yield Fault(kind="direction", text="", message="An increase became a decrease, or the reverse.")
    turned = {(two, one) for one, two in _compared(old)}
    for one, two in sorted(turned & _compared(new)):
        yield Fault(kind="direction", text=one, message=f"“{one}” and “{two}” changed places.")
    for one, two in _opposites():
        for here, there in ((one, two), (two, one)):
            if here in old.lower and here not in new.lower and there in new.lower and there not in old.lower:
                yield Fault(kind="direction", text=there, message=f"“{here}” became “{there}”.")


@functools.cache
def _opposites() -> tuple[tuple[str, str], ...]:
    return tuple((one, two) for one, two in facts.guard()["direction"]["opposites"])


def _compared(text: Text) -> set[tuple[str, str]]:
    """Return (what is above, what is below) for verbs like "outperformed"."""
    pairs = set()
    for at in range(1, len(text.tokens) - 1):
        if text.keys[at].isdisjoint(facts.words("direction", "compare")):
            continue
        after = at + 2 if text.lower[at + 1] == "by" else at + 1
        right = next(_content(text, range(after, min(after + 4, len(text.tokens)))), "")
        left = next(_content(text, range(at - 1, max(at - 5, -1), -1)), "")
        if left and right:
            pairs.add((left, right) if after == at + 1 else (right, left))
    return pairs


def _content(text: Text, places: range) -> Iterator[str]:
    for at in places:
        if text.lower[at][0].isalpha() and not facts.is_function(text.lower[at]):
            yield min(text.keys[at])


def _moves(text: Text) -> dict[str, set[str]]:
    """Return thing → the directions it moved in; "better" is resolved by what is better when it falls."""
    moves: dict[str, set[str]] = {}
    for at in range(len(text.tokens)):
        side = next(
            (
                side
                for side in ("up", "down", "better", "worse", "faster")
                if not text.keys[at].isdisjoint(facts.words("direction", side))
            ),
            None,
        )
        if side is None or (at in text.counted and text.lower[at] in {"half", "quarter"}):
            continue
        thing = _object(text, at)
        if side in {"better", "worse", "faster"}:
            lower_better = not facts.keys(thing).isdisjoint(facts.words("direction", "lower_is_better"))
            up = (side != "worse") != lower_better
            if side == "faster" and not lower_better:
                continue
            side = "up" if up else "down"
        moves.setdefault(min(facts.keys(thing)) if thing else "", set()).add(side)
    return moves


def _object(text: Text, at: int) -> str:
    """Return the measure a word of change speaks of: the next noun phrase's head, else the one before."""
    head = ""
    for next_ in range(at + 1, min(at + 9, len(text.tokens))):
        lower = text.lower[next_]
        if (
            lower in {"of", "in", "the", "a", "an", "our", "its", "their", "by", "model", "overall"}
            and not head
        ):
            continue
        if next_ in text.counted and not head:
            continue
        if not lower[0].isalnum() or facts.is_function(lower) or next_ in text.counted:
            break
        head = lower
        if lower in facts.words("direction", "lower_is_better"):
            return head
    if head:
        return head
    for previous in range(at - 1, max(at - 5, -1), -1):
        lower = text.lower[previous]
        if lower[0].isalpha() and not facts.is_function(lower):
            return lower
    return ""


def role(old: Text, new: Text, *, confirmed_opening: bool) -> Iterator[Fault]:
    """Yield a role that grew, shrank or was dropped; a duty taken as done unless `confirmed_opening`."""
    for key, unless in (("watched", ""), ("assisted", "not_assisted"), ("shared", "not_shared")):
        one, two = (_count(text, "role", key, unless) for text in (old, new))
        if key == "shared" and two and len({min(old.keys[at]) for at in one}) <= len(two):
            continue
        if len(one) > len(two) and not (key == "shared" and two):
            word = _quoted(old, one[-1] if two else one[0])
            message = f"The old text says “{word}”; without it the role grows."
            yield Fault(kind="role", text=word, message=message)
    vague = _count(old, "role", "vague")
    if len(vague) > len(_count(new, "role", "vague")) and not _own_verb(old, vague[0]):
        word = _quoted(old, vague[0])
        message = f"“{word}” does not say what was done; the new text does."
        yield Fault(kind="role", text=word, message=message)
    one, two = (_count(text, "role", "led", "not_led") for text in (old, new))
    in_charge = _hits(old, _phrases("words", "leading_duties"))
    if len(two) > len(one) + len(in_charge):
        word = _quoted(new, two[0])
        yield Fault(kind="role", text=word, message=f"“{word}” claims a role that the old text does not.")
    elif len(one) > len(two):
        word = _quoted(old, one[0])
        yield Fault(kind="role", text=word, message=f"The role “{word}” was dropped.")
    had = set(old.lower)
    for at in _count(new, "role", "alone"):
        if new.lower[at] not in had:
            word = _quoted(new, at)
            yield Fault(kind="role", text=word, message=f"“{word}” claims the work for one person.")
    duty = _hits(old, _phrases("words", "duties"))
    if not confirmed_opening and duty and not _hits(new, _phrases("words", "duties")):
        word = _quoted(old, duty[0])
        message = f"“{word} …” is a duty; ask whether the person did it."
        yield Fault(kind="role", text=word, message=message)


def _own_verb(text: Text, at: int) -> bool:
    """Whether a vague phrase ("worked on") is followed by a verb or noun of doing of its own."""
    derived = facts.guard()["derived"]
    following = [each for each in text.lower[at + 1 : at + 6] if each not in {"on", "the", "with"}]
    return bool(following) and (
        inflection.reading(following[0], inflection.Form.GERUND) is not None
        or facts.fold(following[0]) in derived
    )


def scope(old: Text, new: Text) -> Iterator[Fault]:
    """Yield words that widen the claim, and narrowing words that were dropped."""
    for at in _count(new, "scope", "universal"):
        if not old.stands(new.lower[at]):
            word = _quoted(new, at)
            yield Fault(kind="scope", text=word, message=f"“{word}” is wider than the old text.")
    for at in _count(old, "scope", "partial", "not_partial"):
        if not new.stands(old.lower[at]) and at not in old.counted:
            word = _quoted(old, at)
            if word.lower() == "one" and {"a", "an", "single", "1"} & set(new.lower):
                continue
            yield Fault(kind="scope", text=word, message=f"“{word}” was dropped: the new text is wider.")

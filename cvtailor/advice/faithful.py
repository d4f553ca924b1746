"""The faithfulness guard: a new text may say nothing that the old one does not, and drop no fact of it.

It compares numbers (with unit, sign, hedge, and from/to/by), names and tools, negation, attempts,
direction, the role somebody had, scope, and the words themselves, in both directions: what was
added and what was dropped. It runs in time linear in the texts. Its lists are in
`lexicons/language/guard.toml`; its rules are project conventions.
"""

from __future__ import annotations

import dataclasses
import functools
from collections import Counter
from typing import TYPE_CHECKING

from cvtailor.advice import claims, facts, inflection, numbers, order, roles, scope, stages, stance
from cvtailor.advice.reading import Text
from cvtailor.advice.types import Fault, Verdict, Verification
from cvtailor.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cvtailor.advice.facts import Token


_MOST = 200  # faults that are told
_AROUND = 60  # characters of a quote on each side of the words at fault


def verify(
    before: str,
    after: str,
    *,
    usual: Mapping[str, str] | None = None,
    confirmed_opening: bool = True,
    free: bool = False,
) -> Verification:
    """Return whether `after` says nothing that `before` does not, and drops no fact of it.

    Args:
        before: the old text, a bullet or more.
        after: the new one. Bracketed blanks ("[, cutting latency from X ms to Y ms]") are ignored, but
            for digits inside them.
        usual: names as written in `before` and the usual name each stands for ("torch": "PyTorch").
        confirmed_opening: whether a duty phrase may give way to the verb of its own complement
            ("Responsible for training" → "Trained"). A person has to confirm that it was them, which a
            rewrite asks; with False it is a fault of kind "role".
        free: judge a text that a person or a language model wrote in words of their own. New plain words
            are then notes; by default each is a fault of kind "claim", as promised for our own rewrites.

    Returns:
        A verification; `faults` name what is wrong, numbers first. A digit in a blank is a fault.
    """
    old, new = (Text(facts.without_blanks(each), free=free) for each in (before, after))
    same_names = _usual(usual or {})
    faults = [
        *numbers.in_blanks(before, after),
        *numbers.compare(old, new, free=free),
        *_swapped(old, new),
        *_names(old, new, same_names, free=free),
        *stance.marked(old, new, free=free),
        *stance.directions(old, new, free=free),
        *(order.changed(old, new) if free else ()),
        *(stance.caveats(old, new) if free else ()),
        *(stages.compare(old, new) if free else ()),
        *roles.role(old, new, confirmed_opening=confirmed_opening, free=free),
        *scope.scope(old, new, free=free),
    ]
    notes: list[Fault] = []
    if free:
        claimed, notes = claims.judge(old, new, functools.partial(_accounted, usual=same_names))
        faults += claimed
    else:
        faults += _claims(old, new, same_names)
    unique, notes = _unique(faults)[:_MOST], _unique(notes)[:_MOST]
    return Verification(
        faithful=not unique,
        verdict=Verdict.FAIL if unique else Verdict.PASS,
        faults=tuple(_located(each, before, after) for each in unique),
        notes=tuple(_located(each, before, after) for each in notes),
    )


def _unique(faults: list[Fault]) -> list[Fault]:
    return list(dict.fromkeys(faults))


def _located(fault: Fault, before: str, after: str) -> Fault:
    """Give a fault the span of its words and what stands around them, where they can be found."""
    text = before if fault.side == "old" else after
    words = fault.text.split()
    for start in range(len(words)):
        wanted = " ".join(words[start:])
        at = _find(text, wanted)
        if at >= 0:
            span = Span(at, at + len(wanted))
            return dataclasses.replace(fault, span=span, quote=_around(text, span))
    return dataclasses.replace(fault, quote=_around(text, Span(0, 0)))


def _find(text: str, wanted: str) -> int:
    """Return where `wanted` stands as a word of its own; -1 when nowhere (or only inside words, many times)."""
    at, tries = text.find(wanted), 0
    while at >= 0 and tries < 100:
        end = at + len(wanted)
        if not (at and text[at - 1].isalnum()) and not text[end : end + 1].isalnum():
            return at
        at, tries = text.find(wanted, at + 1), tries + 1
    return -1


def _around(text: str, span: Span) -> str:
    start, end = max(0, span.start - _AROUND), min(len(text), span.end + _AROUND)
    head = text[start : span.start]
    tail = text[span.end : end]
    if start:
        head = "…" + head.partition(" ")[2]
    if end < len(text):
        tail = tail.rpartition(" ")[0] + "…"
    return " ".join((head + text[span.start : span.end] + tail).split())


def _usual(usual: Mapping[str, str]) -> dict[str, str]:
    """Return name key → the keys it stands for, both ways."""
    pairs: dict[str, str] = {}
    for written, name in usual.items():
        pairs[facts.squash(written)] = facts.squash(name)
        pairs[facts.squash(name)] = facts.squash(written)
        for word in name.split():
            pairs.setdefault(facts.squash(word), facts.squash(written))
    return pairs


def _swapped(old: Text, new: Text) -> Iterator[Fault]:
    """Two numbers or two names that changed places ("from A to B", "12 models on 3 sets")."""
    for kind, before, after in (
        ("number", _number_contexts(old), _number_contexts(new)),
        ("name", _name_contexts(old), _name_contexts(new)),
    ):
        owners: dict[tuple[str, str], list[str]] = {}
        for thing, context in before.items():
            for side in context:
                if side[1]:
                    owners.setdefault(side, []).append(thing)
        for thing, context in after.items():
            if thing not in before or _meet(before[thing], context):
                continue
            others = [other for side in context for other in owners.get(side, ())[:5] if other != thing]
            partner = next(
                (each for each in others if each in after and not _meet(before[each], after[each])), None
            )
            if partner:
                message = f"“{thing}” and “{partner}” changed places."
                yield Fault(kind=kind, text=thing, message=message)


def _meet(one: tuple[tuple[str, str], ...], two: tuple[tuple[str, str], ...]) -> bool:
    return any(side in two and side[1] for side in one)


def _number_contexts(text: Text) -> dict[str, tuple[tuple[str, str], ...]]:
    seen = Counter(each.value + each.unit for each in text.numbers)
    return {
        each.text: _context(text, each.at, each.end, text.counted)
        for each in text.numbers
        if seen[each.value + each.unit] == 1
    }


def _name_contexts(text: Text) -> dict[str, tuple[tuple[str, str], ...]]:
    seen = Counter(facts.squash(each.text) for each in text.names.values())
    skip = set(text.names)
    return {
        facts.squash(each.text): _context(text, at, at + 1, skip)
        for at, each in text.names.items()
        if seen[facts.squash(each.text)] == 1
    }


_JOINS = frozenset({"and", "or", ",", "/", "&", "(", "the", "a", "an"})


def _context(text: Text, start: int, end: int, skip: set[int]) -> tuple[tuple[str, str], ...]:
    """Return the nearest word on each side, others of its kind and their joins passed over."""
    left, right = start - 1, end
    while left >= 0 and start - left < 12 and (left in skip or text.lower[left] in _JOINS):
        left -= 1
    while right < len(text.tokens) and right - end < 12 and (right in skip or text.lower[right] in _JOINS):
        right += 1
    return (
        ("left", min(text.keys[left]) if left >= 0 else ""),
        ("right", min(text.keys[right]) if right < len(text.tokens) else ""),
    )


def _names(old: Text, new: Text, usual: dict[str, str], *, free: bool = False) -> Iterator[Fault]:
    yield from _missing_names(new, old, usual, "new", free=free)
    yield from _missing_names(old, new, usual, "old", free=free)


def _missing_names(
    having: Text, other: Text, usual: dict[str, str], side: str, *, free: bool
) -> Iterator[Fault]:
    message = "“{}” is not in the old text." if side == "new" else "“{}” was dropped."
    spelt_out = having.spelt_out(other)
    told: set[str] = set()
    for at, token in having.names.items():
        if token.text in told:
            continue
        verb = _only_as_verb(token, other)
        if at in spelt_out or (other.stands(token.text, usual) and not verb):
            continue
        joined = [
            facts.squash(having.tokens[each].text) + facts.squash(having.tokens[each + 1].text)
            for each in (at - 1, at)
            if 0 <= each < len(having.tokens) - 1
        ]
        if any(each in other.known for each in joined):
            continue
        if token.first and (inflection.readings(token.text) or token.lower in _droppable()):
            continue
        if free and not verb and (other_name(token.lower, other) or _plain_title(having, at)):
            continue
        told.add(token.text)
        yield Fault(kind="name", text=token.text, message=message.format(token.text), side=side)


def _only_as_verb(token: Token, other: Text) -> bool:
    """Return whether a name stands in the other text as a form of a verb only: "Go" and "went"."""
    named = not token.first and token.text.istitle() and token.lower in inflection.lemmas(token.lower)
    return named and token.lower not in other.lower and not other.abbreviates(token.text)


@functools.cache
def _name_families() -> dict[str, frozenset[str]]:
    return {word: frozenset(words) for words in facts.guard()["free"]["same_names"] for word in words}


def other_name(lower: str, other: Text) -> bool:
    """Return whether the other text has another form of a name: "Sept" and "September", "MSc" and "master's"."""
    keys = sorted({lower, facts.squash(lower), lower.removesuffix("'s")})
    families = [_name_families()[key] for key in keys if key in _name_families()]
    return any(
        each in other.known or (" " in each and each in other.joined)
        for family in families
        for each in family
    )


def stands(having: Text, other: Text, at: int) -> bool:
    """Return whether the word at a place of one text stands in the other in some form or by another name."""
    return _accounted(having, other, at, usual={}) or other_name(having.lower[at], other)


def added(old: Text, new: Text) -> Iterator[Fault]:
    """Yield the figures and names of `new` that stand nowhere in `old`; wide words and roles apart."""
    figures = {(each.value, each.unit) for each in old.numbers}
    for each in new.numbers:
        if (each.value, each.unit) not in figures and not numbers.is_one(each, old):
            message = f"“{numbers.shown(each, new)}” is not in the old text."
            yield Fault(kind="number", text=numbers.shown(each, new), message=message)
    yield from _missing_names(new, old, {}, "new", free=True)


def _plain_title(having: Text, at: int) -> bool:
    """Return whether a capital is for style only: a word of little weight ("the Team")."""
    text = having.tokens[at].text
    listed = facts.words("claims", "filler")
    return text.istitle() and len(text) > 3 and text not in facts.tools() and bool(facts.keys(text) & listed)


def _accounted(having: Text, other: Text, at: int, *, usual: dict[str, str]) -> bool:
    """Return whether the word at a place of one text stands in the other, in some form or as a synonym."""
    if other.stands(having.tokens[at].text, usual) or at in having.spelt_out(other):
        return True
    same = _same(free=True)
    if any(key in same and not same[key].isdisjoint(other.known) for key in having.keys[at]):
        return True
    for side in other.moved:
        if not having.keys[at].isdisjoint(facts.words("direction", side)):
            return True
    pairs = [(at, at + 1)] if at + 1 < len(having.lower) else []
    pairs += [(at - 1, at)] if at else []
    return any(facts.squash(having.lower[one] + having.lower[two]) in other.known for one, two in pairs)


@functools.cache
def _droppable() -> frozenset[str]:
    duties = {word for phrase in facts.guard()["words"]["duties"] for word in phrase.split()}
    return facts.words("words", "droppable") | duties


@functools.cache
def _same(*, free: bool = False) -> dict[str, frozenset[str]]:
    """Return word → the words it may stand for, in our own rewrites or in the words of somebody else."""
    found: dict[str, set[str]] = {}
    table = facts.guard()["same"]
    for words in [*table["sets"], *(table["free"] if free else [])]:
        for word in words:
            found.setdefault(word, set()).update(words)
    for side in ("up", "down", "better"):
        words = facts.guard()["direction"][side]
        extra = facts.guard()["direction"]["better"] if side != "better" else []
        for word in words:
            found.setdefault(word, set()).update([*words, *extra])
    for word in facts.guard()["direction"]["better"]:
        found[word].update(facts.guard()["direction"]["up"], facts.guard()["direction"]["down"])
    return {word: frozenset(each) for word, each in found.items()}


def _claims(old: Text, new: Text, usual: dict[str, str]) -> Iterator[Fault]:
    """Content words that the old text does not hold in any form."""
    spelt_out = new.spelt_out(old)
    moved = old.moved
    for at, token in enumerate(new.tokens):
        lower = token.lower
        if at in new.counted or at in new.names or not lower[0].isalpha() or facts.is_function(lower):
            continue
        if old.stands(token.text, usual) or at in spelt_out:
            continue
        if lower in facts.words("negation", "markers"):
            continue  # counted above
        if any(not new.keys[at].isdisjoint(facts.words("direction", side)) for side in moved):
            continue
        if any(
            not facts.keys(token.text).isdisjoint({key}) and not _same()[key].isdisjoint(old.known)
            for key in sorted(facts.keys(token.text))
            if key in _same()
        ):
            continue
        if at + 1 < len(new.tokens) and facts.squash(lower + new.lower[at + 1]) in old.known:
            continue
        if at and facts.squash(new.lower[at - 1] + lower) in old.known:
            continue
        yield Fault(kind="claim", text=token.text, message=f"“{token.text}” is not in the old text.")

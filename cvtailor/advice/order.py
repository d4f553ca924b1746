"""Two things that a text sets against each other, and words that became their opposite.

"From A to B", "replaced A by B", "A rather than B", "A is faster than B": the two may not change places.
"""

from __future__ import annotations

import functools
import itertools
from typing import TYPE_CHECKING

from cvtailor.advice import facts
from cvtailor.advice.types import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cvtailor.advice.reading import Text

_MOST_PAIRS = 60
_REACH = 6  # words that one of the two things may be long

Pair = tuple[frozenset[str], frozenset[str]]


def changed(old: Text, new: Text) -> Iterator[Fault]:
    """Yield things that changed places, and words that got or lost a prefix that turns them round."""
    after = list(itertools.islice(_pairs(new), _MOST_PAIRS))
    for one, two in itertools.islice(_pairs(old), _MOST_PAIRS):
        for other, another in after:
            if one & another and two & other and not one & other and not two & another:
                words = f"{min(one & another)} and {min(two & other)}"
                message = f"The two things changed places: {words}."
                yield Fault(kind="direction", text=min(two & other), message=message)
                return
    sides = [_upward(text) for text in (old, new)]
    if len(sides[0]) == len(sides[1]) == 1 and sides[0] != sides[1]:
        word = min(sides[1])
        yield Fault(kind="direction", text=word, message=f"“{min(sides[0])}” became “{word}”.")
    yield from _prefixed(old, new)


def _upward(text: Text) -> set[str]:
    """Return "up" and "down", where they tell which way something went."""
    moving = frozenset(facts.guard()["order"]["moving"])
    found = set()
    for at, lower in enumerate(text.lower):
        if lower not in {"up", "down"}:
            continue
        figures = at + 1 in text.counted or at - 1 in text.counted
        told = text.lower[at + 1 : at + 2] in (["by"], ["from"]) or figures
        if told or any(not keys.isdisjoint(moving) for keys in text.keys[max(0, at - 5) : at]):
            found.add(lower)
    return found


def _pairs(text: Text) -> Iterator[Pair]:
    """Yield (what stands first, what second) for each comparison or move, by kind of joint."""
    table = facts.guard()["order"]
    for at, lower in enumerate(text.lower):
        if lower == "from":
            to = next(
                (
                    each
                    for each in range(at + 1, min(at + 9, len(text.lower)))
                    if text.lower[each] in {"to", "into"}
                ),
                None,
            )
            if to:
                yield _phrase(text, range(at + 1, to)), _phrase(text, range(to + 1, len(text.lower)))
            back = next(
                (each for each in range(at - 1, max(at - 9, -1), -1) if text.lower[each] in {"to", "into"}),
                None,
            )
            if back is not None and to is None:
                yield _phrase(text, range(at + 1, len(text.lower))), _phrase(text, range(back + 1, at))
        if not text.keys[at].isdisjoint(table["replace"]):
            yield from _replaced(text, at)
        phrase = " ".join(text.lower[at : at + 2])
        if phrase in table["instead"]:
            yield _phrase(text, range(at + 2, len(text.lower))), _phrase(text, range(at - 1, -1, -1))
        if lower == "than":
            yield (
                _phrase(text, range(at + 1, len(text.lower))),
                _phrase(text, range(at - 2, -1, -1), skip=True),
            )


def _replaced(text: Text, at: int) -> Iterator[Pair]:
    """Yield (what went, what came) for "replaced A by B", "A was replaced by B" and "B replaced A"."""
    table = facts.guard()["order"]
    after = range(at + 1, min(at + 8, len(text.lower)))
    by = next((each for each in after if text.lower[each] in table["by"]), None)
    came = _phrase(text, range(by + 1, len(text.lower))) if by else frozenset()
    if by == at + 1:
        yield _phrase(text, range(at - 1, -1, -1), skip=True), came
    elif by:
        yield _phrase(text, range(at + 1, by)), came
    elif at and not text.tokens[at].first:
        yield _phrase(text, range(at + 1, len(text.lower))), _phrase(text, range(at - 1, -1, -1), skip=True)


def _phrase(text: Text, places: range, *, skip: bool = False) -> frozenset[str]:
    """Return the keys of the words nearest in `places`: to the first joint behind a content word."""
    found: set[str] = set()
    for count, at in enumerate(places):
        lower = text.lower[at]
        ends = found and (facts.is_function(lower) or not lower[0].isalnum())
        if count >= _REACH or (ends and lower not in {"of", "the", "a", "-"}):
            break
        if lower[0].isalpha() and not facts.is_function(lower) and not (skip and _vague(text, at)):
            found |= text.keys[at]
    return frozenset(found)


def _vague(text: Text, at: int) -> bool:
    return text.lower[at] in facts.guard()["order"]["passed_over"]


@functools.cache
def _turns() -> tuple[tuple[str, str], ...]:
    pairs = facts.guard()["order"]["prefixes"]
    return tuple((one, two) for one, two in pairs) + tuple((two, one) for one, two in pairs)


def _prefixed(old: Text, new: Text) -> Iterator[Fault]:
    """Yield words that differ by a prefix that turns them round: "outsourced" → "insourced"."""
    before = {each for each in old.lower if each.isalpha() and each not in new.known and len(each) > 3}
    for lower in new.lower:
        if len(lower) < 5 or lower in old.known or not lower.isalpha():
            continue
        for prefix, other in _turns():
            if lower.startswith(prefix) and (other + lower[len(prefix) :]) in before:
                was = other + lower[len(prefix) :]
                yield Fault(kind="direction", text=lower, message=f"“{was}” became “{lower}”.")
                return

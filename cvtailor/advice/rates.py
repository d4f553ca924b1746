"""Figures per hour, day or year: the period may neither change nor come or go."""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING

from cvtailor.advice import facts
from cvtailor.advice.types import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cvtailor.advice.figures import Number
    from cvtailor.advice.reading import Text

_NEAR = 6  # words between a number and its period
_PER = frozenset({"a", "an", "per", "each", "every", "/", "the"})


def compare(old: Text, new: Text) -> Iterator[Fault]:
    """Yield a period of a figure that the other text does not have ("a month" → "a year")."""
    one, two = (_periods(text) for text in (old, new))
    everywhere = [{period for period, _, _ in each} for each in (one, two)]
    for text, periods, other, side in ((old, one, everywhere[1], "old"), (new, two, everywhere[0], "new")):
        for period, at, attached in periods:
            if attached and period not in other:
                words = " ".join(each.text for each in text.tokens[max(0, at - 1) : at + 1])
                change = "was dropped" if side == "old" else "is not in the old text"
                yield Fault(kind="number", text=words, message=f"The rate “{words}” {change}.", side=side)


def _periods(text: Text) -> list[tuple[str, int, bool]]:
    """Return (period, its place, whether a figure stands near it) for each rate in the text."""
    table = facts.guard()["numbers"]["period"]
    found = []
    for at, lower in enumerate(text.lower):
        tail = lower.rpartition("/")[2]
        if tail not in table or (lower.endswith("s") and lower == tail and len(lower) > 1):
            continue
        adverb = lower.endswith("ly") or lower in {"daily", "annual"}
        per = "/" in lower or (at and text.lower[at - 1] in _PER - {"the"})
        if not adverb and not per:
            continue
        if per and at and text.lower[at - 1] in {"a", "an", "each", "every"} and not _after_number(text, at):
            continue
        near = any(not _a_year(each.text) for each in _before(text, at))
        found.append((table[tail], at, near))
    return found


def _after_number(text: Text, at: int) -> bool:
    return bool(_before(text, at))


def _before(text: Text, at: int) -> list[Number]:
    """Return the figures that end a few words before a place."""
    first = bisect.bisect_left(text.numbers, at - _NEAR, key=lambda each: each.end)
    return text.numbers[first : bisect.bisect_right(text.numbers, at, key=lambda each: each.end)]


def _a_year(written: str) -> bool:
    return len(written) == 4 and written.isdigit() and written[:2] in {"19", "20"}

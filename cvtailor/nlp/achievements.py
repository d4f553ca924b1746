"""Achievements of an item: kind, whether it is measurable, and the anatomy of each stated result."""

from __future__ import annotations

from cvtailor.nlp import slots
from cvtailor.nlp.readings import Says
from cvtailor.nlp.results import read
from cvtailor.nlp.types import Achievement, ResultKind

# An item longer than this is read up to here: no bullet is, and work stays bounded.
LONGEST = 4000


def read_achievements(text: str, offset: int = 0) -> tuple[ResultKind, bool, tuple[Achievement, ...]]:
    """Read one item.

    Args:
        text: the item's text.
        offset: code point of the document at which the item starts; the slots' spans count from there.

    Returns:
        the item's kind, whether it is measurable (an outcome, or a scale of reach), and its achievements
        in the order stated. Sizes that are not measurable give no achievement.
    """
    text = text[:LONGEST]
    clauses, results = read(text)
    outcome = any(each.says.outcome for each in results)
    reach = any(each.says is Says.REACH for each in results)
    size = any(each.says is Says.SIZE for each in results)
    kind = ResultKind.OUTCOME if outcome else ResultKind.SCALE if reach or size else ResultKind.NONE
    told = tuple(
        slots.achievement(text, clauses, each, offset) for each in results if each.says is not Says.SIZE
    )
    return kind, outcome or reach, told

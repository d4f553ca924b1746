"""Finds boxes drawn side by side around short lists and sections ("cards"): each is read to its end before the next."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from cvtailor.parsing.glyphs import Shape
from cvtailor.parsing.words import PageWord

# Project conventions.
_NARROWEST, _LOWEST = 80.0, 24.0  # points: what is smaller frames a word
_TALLEST = 0.45  # of the height that the words take: taller frames are columns
_MOST = 200  # frames that are looked at; a bound for hostile files
_TOUCH = 2.0  # points by which words may stick out of their frame, and frames may overlap
_TOP = 6.0  # points between the upper edges of frames that stand side by side
_LEAST_WORDS = 2

Row = tuple[float, float, list[Shape]]  # upper and lower edge, and the frames from left to right


def rows(words: Sequence[PageWord], shapes: Sequence[Shape]) -> list[Row]:
    """Return the rows of two frames or more that stand side by side, from top to bottom.

    A row counts when its frames begin at one height, overlap nowhere, hold words each, and hold all words of
    the stretch of the page that they cover.
    """
    if not words:
        return []
    height = max(word.bottom for word in words) - min(word.top for word in words)
    frames = [
        shape
        for shape in shapes
        if not shape.picture
        and (not shape.filled or shape.parts > 1)
        and shape.x1 - shape.x0 >= _NARROWEST
        and _LOWEST <= shape.bottom - shape.top <= _TALLEST * height
    ][:_MOST]
    frames = [
        each for each in frames if not any(_inside(other, each) for other in frames if other is not each)
    ]
    found: list[Row] = []
    for first in sorted(frames, key=lambda each: (each.top, each.x0)):
        if any(top <= first.top < bottom for top, bottom, _ in found):
            continue
        row = sorted((each for each in frames if abs(each.top - first.top) < _TOP), key=lambda each: each.x0)
        apart = all(one.x1 < two.x0 + _TOUCH for one, two in itertools.pairwise(row))
        top, bottom = min(each.top for each in row), max(each.bottom for each in row)
        lower = [each for each in frames if each not in row and top < each.top < bottom - _TOUCH]
        if len(row) > 1 and apart and not lower and _holds_all(words, row, top, bottom):
            found.append((top, bottom, row))
    return found


def holding(words: Sequence[PageWord], frame: Shape) -> list[PageWord]:
    """Return the words whose middle lies in a frame."""
    return [word for word in words if _in(word, frame)]


def _in(word: PageWord, frame: Shape) -> bool:
    middle = (word.top + word.bottom) / 2
    return (
        frame.x0 - _TOUCH <= word.x0 and word.x1 <= frame.x1 + _TOUCH and frame.top <= middle <= frame.bottom
    )


def _inside(inner: Shape, outer: Shape) -> bool:
    return (
        outer.x0 - _TOUCH <= inner.x0
        and inner.x1 <= outer.x1 + _TOUCH
        and outer.top - _TOUCH <= inner.top
        and inner.bottom <= outer.bottom + _TOUCH
        and (inner.x1 - inner.x0) * (inner.bottom - inner.top)
        < 0.9 * (outer.x1 - outer.x0) * (outer.bottom - outer.top)
    )


def _holds_all(words: Sequence[PageWord], row: Sequence[Shape], top: float, bottom: float) -> bool:
    across = [word for word in words if top <= (word.top + word.bottom) / 2 <= bottom]
    held = [holding(across, frame) for frame in row]
    return sum(map(len, held)) == len(across) and all(len(each) >= _LEAST_WORDS for each in held)

"""Rows in reading order → blocks: headings, header lines, bullets and paragraphs with their lines joined."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Set as AbstractSet

from cvtailor.parsing import composing, dates, repair
from cvtailor.parsing.glyphs import GlyphPage
from cvtailor.parsing.joining import Joiner
from cvtailor.parsing.rows import Row
from cvtailor.parsing.types import Block, Layer
from cvtailor.parsing.words import PageWord

_ENDS = ".!?;:"
_MOST_WRAPPED = 6  # words of a header that wrap under it


def blocks(
    rows: list[Row],
    pages: dict[int, GlyphPage],
    known: AbstractSet[str],
    layer: Layer = Layer.BODY,
    *,
    hidden: bool = False,
) -> list[Block]:
    """Return the blocks of rows given in reading order; `known` are the document's words, lower case."""
    rows = _unwrapped(rows)
    groups = Joiner(rows).groups()
    result: list[Block] = []
    before: Row | None = None
    levels = _levels(groups)
    rules = {number: composing.rules(pages[number]) for number in {row.page for row in rows}}
    ends = (
        (above.words[-1].text, below.words[0].text)
        for group in groups
        for above, below in itertools.pairwise(group)
        if above.words and below.words
    )
    breaks = repair.breaks_words(ends, known)
    for group in groups:
        result.append(composing.make(group, before, pages, rules, known, levels, layer, hidden, breaks))
        before = group[-1]
    return result


def _unwrapped(rows: list[Row]) -> list[Row]:
    """Return the rows with what wrapped in a row's left part put back before its right part.

    "MSc Data Science, University of      2018 – 2019" over "Calderbrook" is one header line.
    """
    result: list[Row] = []
    for row in rows:
        if not result or not _wraps(result[-1], row):
            result.append(row)
            continue
        above = result.pop()
        first = min(above.breaks)
        if _ends_range(above.words[first:], row.words):
            words, breaks = above.words + row.words, above.breaks
        else:
            words = above.words[:first] + row.words + above.words[first:]
            breaks = frozenset({first + len(row.words)})
        # The next row is as far from this one as from its last line.
        measured = (len(words), row.base, row.size, above.x1)
        result.append(dataclasses.replace(above, words=words, breaks=breaks, measured=measured))
    return result


def _ends_range(cell: list[PageWord], words: list[PageWord]) -> bool:
    """Return whether a range of dates begins in a cell, and words that wrapped under its row are the rest of it."""
    begun, whole = (" ".join(word.text for word in each) for each in (cell, cell + words))
    found = dates.find(whole)
    return (
        len(found) == 1
        and not found[0].single
        and found[0].start_at < len(begun) < found[0].end_at == len(whole)
    )


def _wraps(above: Row, row: Row) -> bool:
    """Return whether `row` is the rest of the left part of `above`, which its right part left no room for."""
    if len(above.breaks) != 1 or above.marker or row.marker or row.breaks or row.icon:
        return False
    if (above.page, above.piece) != (row.page, row.piece) or abs(above.size - row.size) > 0.4:
        return False
    first = min(above.breaks)
    left, right, size = above.words[first - 1], above.words[first], above.size
    at_edge = above.right - above.x1 < 2 * size and right.x0 > (above.left + above.right) / 2
    below = abs(above.x0 - row.x0) < 2 and 0.9 * size < row.base - above.base < 1.6 * size
    if not at_edge or not below or (left.bold != row.words[0].bold and right.bold != row.words[0].bold):
        return False
    if len(row.words) > _MOST_WRAPPED or row.text[-1] in _ENDS:
        return False  # a sentence under a header, not the rest of it
    if _ends_range(above.words[first:], row.words):
        return True
    if left.bold != row.words[0].bold:
        return False
    room = right.x0 - left.x1 - size
    return row.x1 < right.x0 and row.words[0].x1 - row.words[0].x0 > room


def _levels(groups: list[list[Row]]) -> dict[int, int]:
    """Return the list depth for each bullet group by how far its marker stands in."""
    result: dict[int, int] = {}
    stack: list[float] = []
    piece: tuple[int, int] | None = None
    for index, group in enumerate(groups):
        head = group[0]
        if head.marker is None:
            if head.x0 - head.left < 4:
                stack = []
            continue
        before = groups[index - 1][-1] if index else None
        if (
            before
            and before.marker
            and before.page == head.page
            and abs(before.base - head.base) < 1
            and stack
        ):
            result[index] = len(stack) - 1  # a list set in several columns
            continue
        here = (head.column, head.page)
        start = head.start - head.left
        if piece is not None and piece[0] != here[0]:
            stack = []
        piece = here
        while stack and start < stack[-1] - 3:
            stack.pop()
        if not stack or start > stack[-1] + 3:
            stack.append(start)
        result[index] = len(stack) - 1
    return {id(groups[index]): level for index, level in result.items()}

"""Splits off headings that stand in the left margin, in one row with the first line of their section."""

from __future__ import annotations

import dataclasses

from cvtailor.document import SectionKind
from cvtailor.parsing import headings
from cvtailor.parsing.types import Block, Layer, Word

_LONGEST = 40  # characters; a longer cell is text (project convention)
_KINDS = 3  # of section, in one margin, that make it one of headings though some are labels elsewhere
LEVEL = 9  # the heading level that headings of a margin get: below those of styles
_MARGIN = 12.0  # points, at least, between them and the text beside
_EDGE = 6.0  # points: headings of one margin start at the same place


def split(blocks: list[Block]) -> list[Block]:
    """Return the blocks with each margin heading as a block of its own, before the rest of its row.

    A known heading that opens a row counts where the file sets at least two kinds of section so, or
    where it alone is written in capitals; a surface that is also a label ("Skills", "Projects")
    counts only beside two that are none.
    """
    cells = {n: kind for n, block in enumerate(blocks) if (kind := _kind(block)) is not None}
    if sum(_heads(block) for block in blocks) >= _KINDS:
        # Headings stand across the page in bold: what is plain in the margin labels its row.
        cells = {n: kind for n, kind in cells.items() if _told_by_look(blocks[n])}
    sure = [n for n in cells if not headings.is_label(_cell(blocks[n]))]
    level = [n for n in cells if any(_alike(blocks[n], blocks[each]) for each in sure)]
    several = len({cells[n] for n in sure}) > 1 or len({cells[n] for n in level}) >= _KINDS
    chosen = set(level if several else ()) | {n for n in sure if _capitals(blocks[n])}
    chosen |= _further(blocks, chosen)
    depth = LEVEL if len(chosen) > 1 else None  # one alone tells nothing of how the others look
    result: list[Block] = []
    for n, block in enumerate(blocks):
        if n not in chosen:
            result.append(block)
        elif "\t" in block.text:
            result += _parts(block, depth)
        else:
            result.append(dataclasses.replace(block, heading=depth))
    return result


def _heads(block: Block) -> bool:
    """Return whether a block alone in its row is a heading in bold that cannot be a label."""
    if block.bullet or block.hidden or block.layer is not Layer.BODY or "\t" in block.text or not block.bold:
        return False
    return headings.known(block.text) is not None and not headings.is_label(block.text)


def _told_by_look(block: Block) -> bool:
    cell = _cell(block)
    return block.bold or block.strong >= len(cell) or cell.isupper() or block.heading is not None


def _further(blocks: list[Block], chosen: set[int]) -> set[int]:
    """Return the blocks that stand in the margin of the chosen ones: unknown headings, or alone in their row.

    A margin is one when most of the text begins well to the right of all chosen headings.
    """
    rest = sorted(
        _start(block) for n, block in enumerate(blocks) if n not in chosen and block.layer is Layer.BODY
    )
    if len(chosen) < 2 or not rest:
        return set()
    ends = [_end(blocks[n]) for n in chosen]
    beside = min(ends) > 0 and rest[len(rest) // 2] > max(ends)
    if not beside and rest[len(rest) // 2] < max(_start(blocks[n]) for n in chosen) + _MARGIN:
        return set()
    return {
        n
        for n, block in enumerate(blocks)
        if n not in chosen
        and _heading_like(block)
        and any(block.page is None or _alike(block, blocks[each]) for each in chosen)
    }


def _start(block: Block) -> float:
    """Return the left edge of a block in points: on the page, or in its column where that is all there is."""
    return next((word.box.x0 for word in block.words if word.box), block.indent)


def _heading_like(block: Block) -> bool:
    cell = _cell(block)
    if block.bullet or block.hidden or block.layer is not Layer.BODY or block.row is not None:
        return False
    words = cell.split()
    return (
        0 < len(words) <= 5
        and len(cell) <= _LONGEST
        and cell[0].isupper()
        and not any(char.isdigit() or char in ".,:;@|" for char in cell)
    )


def _cell(block: Block) -> str:
    return block.text.partition("\t")[0].strip()


def _kind(block: Block) -> SectionKind | None:
    """Return the kind of section that the first cell of a row names."""
    if block.bullet or block.hidden or block.layer is not Layer.BODY or block.row is not None:
        return None
    cell, tab, rest = block.text.partition("\t")
    if not tab or not rest.strip() or len(cell) > _LONGEST or headings.is_paper_title(cell):
        return None
    return headings.known(cell)


def _alike(block: Block, other: Block) -> bool:
    cells = _cell(block), _cell(other)
    ends = _end(block), _end(other)
    level = abs(block.indent - other.indent) < _EDGE or (ends[0] > 0 and abs(ends[0] - ends[1]) < _EDGE / 2)
    return level and cells[0].isupper() == cells[1].isupper()


def _end(block: Block) -> float:
    """Return the right edge of a row's first cell in points, 0 where it is unknown."""
    at = len(_cell(block))
    return max((word.box.x1 for word in block.words if word.box and word.end <= at), default=0.0)


def _capitals(block: Block) -> bool:
    cell, _, rest = block.text.partition("\t")
    return cell.isupper() and len(cell.strip()) > 4 and not rest.isupper()


def _parts(block: Block, level: int | None) -> list[Block]:
    """Return the heading and the rest of its row as two blocks, words with their places kept."""
    at = block.text.index("\t")
    rest = block.text[at + 1 :]
    start = at + 1 + len(rest) - len(rest.lstrip())
    first = tuple(word for word in block.words if word.end <= at)
    second = tuple(
        Word(start=word.start - start, end=word.end - start, page=word.page, box=word.box)
        for word in block.words
        if word.start >= start
    )
    body = dataclasses.replace(
        block,
        text=block.text[start:],
        words=second,
        strong=max(0, block.strong - start),
        gap=0.0,
        rule=False,
        heading=None,
    )
    head = dataclasses.replace(block, text=block.text[:at].rstrip(), words=first, lines=1, heading=level)
    return [head, body]

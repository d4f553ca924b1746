"""Splits off headings that stand in the left margin, in one row with the first line of their section."""

from __future__ import annotations

import dataclasses

from cvtailor.document import SectionKind
from cvtailor.parsing import headings
from cvtailor.parsing.types import Block, Layer, Word

_LONGEST = 40  # characters; a longer cell is text (project convention)
_EDGE = 6.0  # points: headings of one margin start at the same place


def split(blocks: list[Block]) -> list[Block]:
    """Return the blocks with each margin heading as a block of its own, before the rest of its row.

    A known heading that opens a row counts where the file sets at least two kinds of section so, or
    where it alone is written in capitals; a surface that is also a label ("Skills", "Projects")
    counts only beside two that are none.
    """
    cells = {n: kind for n, block in enumerate(blocks) if (kind := _kind(block)) is not None}
    sure = [n for n in cells if not headings.is_label(_cell(blocks[n]))]
    several = len({cells[n] for n in sure}) > 1
    chosen = {n for n in cells if (several and any(_alike(blocks[n], blocks[each]) for each in sure))} | {
        n for n in sure if _capitals(blocks[n])
    }
    result: list[Block] = []
    for n, block in enumerate(blocks):
        result += _parts(block) if n in chosen else [block]
    return result


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


def _parts(block: Block) -> list[Block]:
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
        block, text=block.text[start:], words=second, gap=0.0, rule=False, heading=None
    )
    return [dataclasses.replace(block, text=block.text[:at].rstrip(), words=first, lines=1), body]

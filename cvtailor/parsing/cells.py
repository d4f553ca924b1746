"""Puts the blocks of a page's table cells in the order a person reads them."""

from __future__ import annotations

from dataclasses import replace

from cvtailor.parsing import glyphs, tables, wording
from cvtailor.parsing.columns import Band
from cvtailor.parsing.grids import Grid
from cvtailor.parsing.tables import Kind, TableCell
from cvtailor.parsing.types import Block

_LOOSE = 0.7  # lines of one name stand no further apart, in lines (project convention)
_Place = tuple[int, int, int]  # table, row, cell


def in_order(blocks: list[Block], pages: list[list[Band]]) -> list[Block]:
    """Return the blocks with those of each table read as `tables.read` does; the rest keep their places.

    Args:
        blocks: in reading order, those of a table cell by cell.
        pages: the bands of each page.
    """
    heads = {
        (word.page, round(word.x0, 2), round(word.top, 2))
        for bands in pages
        for band in bands
        if band.boxes
        for strip in band.strips
        for word in strip.pieces[0][:1]
    }
    blocks = [
        replace(block, box=True)
        if heads and block.words and _key(block.words[0].page, block.words[0].box) in heads
        else block
        for block in blocks
    ]
    found = [grid for bands in pages for band in bands for strip in band.strips for grid in strip.tables]
    if not found:
        return blocks
    places = _places(found)
    result: list[Block] = []
    rows: list[list[TableCell]] = []
    last: _Place | None = None
    count = 1

    def close() -> None:
        nonlocal count, last
        kind = found[last[0]].kind if last is not None else None
        if kind is not None:
            for cell in (cell for row in rows for cell in row):
                cell.blocks = _unwrapped(cell, label=kind is Kind.FIELDS and cell.column == 0)
            made, numbered = tables.read(rows, kind, count)
            count += numbered
            result.extend(made)
        rows.clear()
        last = None

    for block in blocks:
        place = next(
            (p for word in block.words if (p := places.get(_key(word.page, word.box))) is not None), None
        )
        if place is None:
            close()
            result.append(block)
            continue
        table, row, cell = place
        if last is not None and table != last[0] and not (table == last[0] + 1 and found[table].again):
            close()
        if last is None or (table, row) != last[:2]:
            rows.append([])
        if last is None or place != last or not rows[-1]:
            where = found[table].rows[row][cell]
            rows[-1].append(TableCell(where.column, [], where.span, where.x1))
        rows[-1][-1].blocks.append(replace(block, rule=False))
        last = place
    close()
    return result


def _unwrapped(cell: TableCell, *, label: bool) -> list[Block]:
    """Return the blocks of a cell with the lines of one name joined that its width parted; a label is one."""
    made: list[Block] = []
    for block in cell.blocks:
        if made and (_wraps(made[-1], block, cell.right) or (label and _alike(made[-1], block))):
            made[-1] = replace(tables.joined([made[-1], block], " "), lines=made[-1].lines + block.lines)
        else:
            made.append(block)
    return made


def _alike(above: Block, block: Block) -> bool:
    return above.bold == block.bold and abs(above.size - block.size) <= 0.3 and not block.bullet


def _wraps(above: Block, block: Block, right: float) -> bool:
    """Return whether the first word of a block had no room at the end of the short block above it."""
    if above.bullet or not _alike(above, block):
        return False
    if not above.words or not block.words or above.page != block.page:
        return False
    last, first = above.words[-1].box, block.words[0].box
    if last is None or first is None or block.gap > _LOOSE:
        return False
    if "," in block.text and wording.is_place(block.text) and not above.text.endswith((",", "-")):
        return False  # "Reet University" over "Reet, Estonia"
    text, word = above.text.rsplit(" ", 1)[-1], block.text
    if (
        word[:1].islower()
        or text.lower() in glyphs.tables()["running_words"]
        or text in ("&", "/", "–", "-")
        or text.endswith(("-", "–", ",", "/"))
    ):
        return True
    return last.x1 + 0.2 * block.size + (first.x1 - first.x0) > right - 0.1 * block.size


def _places(found: list[Grid]) -> dict[object, _Place]:
    """Return the place of each word of the tables."""
    result: dict[object, _Place] = {}
    for table, grid in enumerate(found):
        for row, cells in enumerate(grid.rows):
            for number, cell in enumerate(cells):
                for word in cell.words:
                    result[word.page, round(word.x0, 2), round(word.top, 2)] = (table, row, number)
    return result


def _key(page: int | None, box: object) -> object:
    x0, top = getattr(box, "x0", None), getattr(box, "top", None)
    return (page, x0, top)

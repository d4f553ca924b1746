"""Tables of a DOCX: their rows and cells, and whether a person reads them across or down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from cvtailor.parsing import dates, headings, tables
from cvtailor.parsing.docx_lines import heads_section, names_section
from cvtailor.parsing.docx_styles import ANY_FILL, Styles, fill
from cvtailor.parsing.docx_xml import number, on, qn, value, whole
from cvtailor.parsing.types import Block

# Project conventions: what stands in the margin of an entry is short; a row of facts is not long.
_MARGIN = 60
_MARGIN_LINES = 4
_FACT = 160
_FEW_ROWS = 3  # a table that parts a page into columns has few rows
_MUCH = 3  # blocks; a column holds at least so many

_WRAPPERS = frozenset(qn(tag) for tag in ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo"))


@dataclass(slots=True)
class Cell:
    """One cell that holds text: the first grid column it takes, how many, its width, what was read."""

    element: Any
    start: int
    span: int
    width: float
    covered: bool = False
    blocks: list[Block] = field(default_factory=list)


def rows(table: Any) -> Iterator[Any]:
    """Yield the rows of a table, those in content controls too, inserted ones but no deleted ones."""
    for row in _children(table, qn("w:tr")):
        properties = row.find(qn("w:trPr"))
        if properties is None or properties.find(qn("w:del")) is None:
            yield row


def cells(row: Any) -> Iterator[Cell]:
    """Yield the cells of a row; what goes on from a merged cell is `covered`: nobody sees it."""
    properties = row.find(qn("w:trPr"))
    start = whole(value(properties, "w:gridBefore"))
    for element in _children(row, qn("w:tc")):
        here = element.find(qn("w:tcPr"))
        if here is not None and here.find(qn("w:cellDel")) is not None:
            continue
        span = max(1, min(100, whole(value(here, "w:gridSpan"))))
        width = here.find(qn("w:tcW")) if here is not None else None
        wide = 0.0
        if width is not None and width.get(qn("w:type"), "dxa") == "dxa":
            wide = number(width.get(qn("w:w")), 20)
        covered = any(
            each is not None and each.get(qn("w:val")) != "restart"
            for each in (
                here.find(qn(f"w:{name}")) if here is not None else None for name in ("vMerge", "hMerge")
            )
        )
        yield Cell(element, start, span, wide, covered)
        start += span


def _children(parent: Any, tag: str) -> Iterator[Any]:
    """Yield the children of a kind, also those wrapped in content controls, but none of a nested table."""
    stack = [iter(parent)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            stack.append(iter(child))


def ground(table: Any, cell: Any, styles: Styles, around: str) -> str:
    """Return the fill a cell's text stands on: its own, the table's, its style's, else that around it."""
    for element, name in ((cell, "w:tcPr"), (table, "w:tblPr")):
        shading = element.find(f"{qn(name)}/{qn('w:shd')}")
        if shading is not None and fill(shading):
            return fill(shading)
    style = value(table.find(qn("w:tblPr")), "w:tblStyle")
    return ANY_FILL if styles.fills(style) else around


def is_hidden(row: Any) -> bool:
    """Return whether a row is set not to show."""
    properties = row.find(qn("w:trPr"))
    hidden = properties.find(qn("w:hidden")) if properties is not None else None
    return hidden is not None and on(hidden)


def is_bar(cell: Cell, around: str) -> bool:
    """Return whether a lone line stands on a bar of its own colour, as headings do."""
    shading = cell.element.find(f"{qn('w:tcPr')}/{qn('w:shd')}")
    filled = fill(shading) if shading is not None else ""
    return filled not in ("", "FFFFFF", around) and not cell.blocks[0].bullet


def read(table: list[list[Cell]], *, column: int, first_row: int) -> tuple[list[Block], int]:
    """Return the blocks of a table in reading order, and how many rows were read across.

    Args:
        table: the filled cells of its rows, each with its blocks.
        column: the column of the page the table stands in; a sidebar gets one of its own (only within
            column 0).
        first_row: the number for the first row read across.
    """
    table = [row for row in table if row]
    rows_ = [[tables.TableCell(cell.start, cell.blocks, cell.span) for cell in row] for row in table]
    seen = not any(block.hidden for row in table for cell in row for block in cell.blocks)
    kind = tables.kind(rows_) if seen else None
    if kind is not None:
        return tables.read(rows_, kind, first_row)
    side = _sidebar(table)
    if side is None:
        return _by_rows(table, first_row)
    widest = max(cell.span for row in table if len(row) == 2 for cell in row if cell.start == side)
    main: list[Block] = []
    beside: list[Block] = []
    for cell in (cell for row in table for cell in row):
        # A row of one wide cell runs over both columns.
        (beside if cell.start == side and cell.span <= widest else main).extend(_apart(cell.blocks))
    if column == 0:
        beside = [replace(block, column=1) for block in beside]
    return main + beside, 0


def _by_rows(table: list[list[Cell]], first_row: int) -> tuple[list[Block], int]:
    made: list[Block] = []
    number_ = first_row
    # Where one row has a heading in its margin, the others have one too, however short they are.
    headed = any(len(row) > 1 and len(row[0].blocks) == 1 and _heads(row[0]) for row in table)
    headed = headed and sum(names_section(row[0].blocks[0]) for row in table if len(row) > 1) > 1
    headed = headed and not all(headings.is_label(row[0].blocks[0].text) for row in table if len(row) > 1)
    for row in table:
        if len(row) == 1:
            made += row[0].blocks
        elif headed and names_section(row[0].blocks[0]):
            made += [_in_row(block, number_) for cell in row for block in _apart(cell.blocks)]
            number_ += 1
        else:
            made += [_in_row(block, number_) for block in _across([cell.blocks for cell in row])]
            number_ += 1
    return made, number_ - first_row


def _apart(blocks: list[Block]) -> list[Block]:
    """Return the blocks of a cell that stands beside others: nothing runs on into it."""
    return [replace(blocks[0], gap=max(1.0, blocks[0].gap)), *blocks[1:]]


def _in_row(block: Block, number_: int) -> Block:
    return block if block.row is not None else replace(block, row=number_)


def _sidebar(table: list[list[Cell]]) -> int | None:
    """Return the grid column of a sidebar, null where the rows are read across.

    Two columns are read down where both hold headings of sections, or where both hold much in few
    rows; not where one holds nothing but the headings or the dates of what stands beside them.
    """
    pairs = [row for row in table if len(row) == 2]
    if not pairs or any(len(row) > 2 for row in table):
        return None
    left, right = ([row[side] for row in pairs] for side in (0, 1))
    if len({cell.start for cell in left}) > 1 or len({cell.start for cell in right}) > 1:
        return None
    headed = [sum(_heads(cell) for cell in column) for column in (left, right)]
    margin = all(len(cell.blocks) == 1 for cell in left if _heads(cell)) and not any(
        _heads(one) and _opens(other) for one, other in zip(left, right, strict=True)
    )
    much = len(pairs) <= _FEW_ROWS and any(
        min(len(one.blocks), len(other.blocks)) >= _MUCH for one, other in zip(left, right, strict=True)
    )
    dated = not any(headed) and any(all(_is_margin(c.blocks) for c in column) for column in (left, right))
    if not (all(headed) and not margin) and not (much and not dated and not (margin and headed[0])):
        return None
    widths: list[float] = [max(cell.width for cell in column) for column in (left, right)]
    sizes: list[float] = [
        sum(len(block.text) for cell in column for block in cell.blocks) for column in (left, right)
    ]
    measure = widths if min(widths) > 0 and max(widths) > 1.15 * min(widths) else sizes
    return (left, right)[measure.index(min(measure))][0].start


def _heads(cell: Cell) -> int:
    return sum(heads_section(block) for block in cell.blocks)


def _opens(cell: Cell) -> bool:
    return bool(_heads(replace(cell, blocks=cell.blocks[:1])))


def _is_margin(blocks: list[Block]) -> bool:
    """Return whether a cell holds the dates, and perhaps the place, of what stands beside it."""
    return (
        0 < len(blocks) <= _MARGIN_LINES
        and all(len(block.text) <= _MARGIN and not block.bullet for block in blocks)
        and any(dates.find(block.text) for block in blocks)
    )


def _across(read_: list[list[Block]]) -> list[Block]:
    """Read one row: across where its cells are single short paragraphs, else cell by cell."""
    single = all(len(blocks) == 1 and not blocks[0].bullet for blocks in read_)
    first = read_[0][0]
    if headings.known(first.text) and (not single or (len(read_) == 2 and len(read_[1][0].text.split()) > 6)):
        # A heading in the margin of what stands beside it.
        return [block for blocks in read_ for block in blocks]
    if single and sum(len(blocks[0].text) > _FACT for blocks in read_) <= (len(first.text) <= _MARGIN):
        return [_joined([blocks[0] for blocks in read_])]
    main = max(range(len(read_)), key=lambda each: sum(len(block.text) for block in read_[each]))
    beside = [blocks for each, blocks in enumerate(read_) if each != main]
    short = all(
        len(blocks) <= _MARGIN_LINES and all(len(b.text) <= _MARGIN and not b.bullet for b in blocks)
        for blocks in beside
    )
    if short and any(_is_margin(blocks) for blocks in beside) and not read_[main][0].bullet:
        return _with_margin(read_[main], [block for blocks in beside for block in blocks])
    return [block for blocks in read_ for block in blocks]


def _with_margin(main: list[Block], beside: list[Block]) -> list[Block]:
    """Join dates to the first line of the entry they stand beside, a place to the line of the organisation."""
    second = main[1] if len(main) > 1 else None
    if second is None or second.bullet or len(second.text) > _MARGIN:
        return [_joined([main[0], *beside]), *main[1:]]
    dated = [block for block in beside if dates.find(block.text)]
    places = [block for block in beside if not dates.find(block.text)]
    return [_joined([main[0], *dated]), _joined([second, *places]), *main[2:]]


def _joined(blocks: list[Block]) -> Block:
    """Join the blocks of one row with tabs; the look is that of the first."""
    links = tuple(dict.fromkeys(link for block in blocks for link in block.links))
    return replace(blocks[0], text="\t".join(block.text for block in blocks), links=links)

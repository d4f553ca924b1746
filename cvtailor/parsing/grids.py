"""Finds the tables of a page by their white gutters and ruled lines, and cuts them into rows and cells.

Only what reads as a table of a CV is taken (see `tables.kind`), and boxes of lists under headings that
stand side by side; all else is left to the columns.
"""

from __future__ import annotations

import bisect
import dataclasses
import itertools
import operator
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cvtailor.parsing import dates, headings, markers, tables
from cvtailor.parsing.glyphs import Shape
from cvtailor.parsing.tables import Kind, TableCell
from cvtailor.parsing.types import Block
from cvtailor.parsing.words import PageWord

# Project conventions.
_BIN = 2.0  # points per bit of a line's mask
_BRIDGE = 0.75  # of the font size: gaps up to this are word spaces
_BEHIND_BULLET = 4.0  # of the font size: gaps behind a bullet are up to this wide
_GUTTER = 5.0  # points of white between two columns
_MOST_LINES = 300  # more than any page of a CV has; a bound for hostile files
_MOST_COLUMNS = 12
_LABEL_LINES = 5
_MOST_CROSSING = 12  # lines of a merged cell
_PADDING = 10.0  # points; word processors, browsers and LaTeX keep 10 to 12
_RULE = 3.0  # points: what is higher is a box
_MOST_RULES = 2000
_STACK = 60  # characters of a date of several lines
_MOST_MISSED = 6  # lines of one column that look like the first of a table and are not
_RULED = 0.6  # of the table's width that the parts of a ruled line cover together
_LOOSE = 0.12  # of the font size, at least, that rows stand further apart than lines
_FAR = 3.2  # of the font size: what stands further down is not of the table
_FEW_BELOW = 4  # lines under boxes in which nothing of their columns goes on
_LEVEL, _LEFT = operator.attrgetter("base", "x0"), operator.attrgetter("x0")
_FEW_LINES, _TWO_BOXES = 16, 3  # of boxes side by side, their headings included


@dataclass(slots=True)
class Line:
    """The words on one baseline over the whole width; `mask` has a bit for each covered step of the page."""

    base: float
    size: float
    words: list[PageWord]
    mask: int = 0
    parts: int = 0  # that wide gaps set apart


@dataclass(slots=True)
class GridCell:
    """A cell: the first column it takes, how many, its words, and the sides of its columns in points."""

    column: int
    words: list[PageWord]
    x0: float
    x1: float
    span: int = 1


@dataclass(slots=True)
class Grid:
    """A table of a page: its first and last line, its rows of cells, the white between its columns.

    `kind` is null for boxes of lists: those have one row, and each is read down. `again` tells that it
    goes on from the page before.
    """

    kind: Kind | None
    first: int
    last: int
    rows: list[list[GridCell]]
    gutters: list[tuple[float, float]]
    again: bool = False
    ends_page: bool = False


def lines(words: list[PageWord]) -> list[Line]:
    """Return the lines of words from top to bottom, each from left to right."""
    result: list[Line] = []
    for word in sorted(words, key=_LEVEL):
        if result and word.base - result[-1].base <= 0.25 * min(word.size, result[-1].size):
            result[-1].words.append(word)
        else:
            result.append(Line(word.base, word.size, [word]))
    for line in result:
        line.words.sort(key=_LEFT)
        line.mask, line.parts = _mask(line.words)
    return result


def _parted(words: Sequence[PageWord], *, bullets: bool = True) -> Iterator[bool]:
    """Yield for each gap between neighbouring words whether it is wider than a word space, or than behind a bullet."""
    begins = bullets
    for word, following in itertools.pairwise(words):
        gap, size = following.x0 - word.x1, min(word.size, following.size)
        apart = gap >= _BRIDGE * size
        if apart and gap < _BEHIND_BULLET * size and bullets and markers.may_be(word):
            apart = not (begins or markers.is_sure(word))
        begins = apart and bullets
        yield apart


def _mask(words: list[PageWord], *, bullets: bool = True) -> tuple[int, int]:
    """Return which 2-point steps of the page a row covers, and in how many parts; small gaps and gaps behind bullets count too."""
    mask, parts, start, end = 0, 0, None, 0.0
    for word, parted in zip(words, [*_parted(words, bullets=bullets), True], strict=True):
        start, end = (word.x0, word.x1) if start is None else (start, max(end, word.x1))
        if parted:
            start_bit, end_bit = max(0, int(start / _BIN)), max(1, int(end / _BIN) + 1)
            mask |= ((1 << (min(end_bit, 5000) - min(start_bit, 4999))) - 1) << min(start_bit, 4999)
            start, parts = None, parts + 1
    return mask, parts


def widened(line: Line, x0: float, x1: float) -> Line:
    """Return a line that covers the page from `x0` to `x1`, in points, all through."""
    first, last = max(0, int(x0 / _BIN)), min(5000, max(1, int(x1 / _BIN) + 1))
    return dataclasses.replace(line, mask=line.mask | (((1 << max(0, last - first)) - 1) << first))


def _segments(words: list[PageWord]) -> list[list[PageWord]]:
    """Return the parts of a line that wide gaps set apart."""
    parts = [words[:1]]
    for word, parted in zip(words[1:], _parted(words), strict=True):
        if parted:
            parts.append([])
        parts[-1].append(word)
    return parts


def _text(words: Sequence[PageWord]) -> str:
    return " ".join(word.text for word in words if word.text)


@dataclass(slots=True)
class _Finder:
    page: list[Line]
    shapes: Sequence[Shape]
    result: list[Grid] = field(default_factory=list)

    # Where a table begins ------------------------------------------------------------------------

    def start(self, at: int) -> tuple[Kind | None, list[list[PageWord]]] | None:
        """Return the kind of table that may begin in a line (null: boxes), and the line's parts."""
        if not 2 <= self.page[at].parts <= _MOST_COLUMNS:
            return None
        parts = _segments(self.page[at].words)
        cells = [TableCell(column, [Block(text=_text(part))]) for column, part in enumerate(parts)]
        if self._names_columns(at, parts, cells):
            return Kind.COLUMNS, parts
        if all(headings.known(cell.text) and not any(c.isdigit() for c in cell.text) for cell in cells):
            return None, parts
        if len(parts) == 2 and tables.role(cells[0].text):
            return Kind.FIELDS, parts
        if len(parts) > 2 and tables.is_date(_text(parts[0])) and not markers.may_be(parts[1][0]):
            return Kind.ENTRIES, parts
        marked = len(parts[-1]) > 1 and markers.may_be(parts[-1][0])
        if marked and not markers.may_be(parts[0][0]):
            return Kind.ENTRIES, parts
        return None

    def higher(self, at: int, kind: Kind | None, gutter: tuple[float, float]) -> int:
        """Return 1 where a row begins in the line above, left of a list that LaTeX sets lower, else 0."""
        if kind is not Kind.ENTRIES or not at or (self.result and self.result[-1].last >= at - 1):
            return 0
        above, line = self.page[at - 1], self.page[at]
        near = line.base - above.base < 1.4 * line.size and above.size < 1.08 * line.size
        level = abs(above.words[0].x0 - line.words[0].x0) < 2
        inside = above.words[-1].x1 <= gutter[1] - _GUTTER
        return int(near and level and inside and headings.known(_text(above.words)) is None)

    def _names_columns(self, at: int, parts: list[list[PageWord]], cells: list[TableCell]) -> bool:
        """Return whether a line names columns, alone or with the line under it."""
        if tables.header(cells):
            return tables.role(cells[0].text) is not None and tables.role(cells[-1].text) is not None
        if at + 1 == len(self.page) or not any(tables.role(cell.text) for cell in cells):
            return False
        under = _segments(self.page[at + 1].words)
        if self.page[at + 1].base - self.page[at].base > 1.6 * self.page[at].size:
            return False
        both = [
            TableCell(
                column,
                [Block(text=_text([*part, *(w for more in under if _over(part, more) for w in more)]))],
            )
            for column, part in enumerate(parts)
        ]
        return tables.header(both) is not None and all(tables.role(cell.text) for cell in both)

    # How far it goes -----------------------------------------------------------------------------

    def extend(
        self, at: int, kind: Kind | None, gutters: list[tuple[float, float]]
    ) -> tuple[int, list[tuple[float, float]], set[int]]:
        """Return the last line that keeps to the gutters, what is left of those, and the lines of merged cells."""
        crossing: set[int] = set()
        last = at
        head = self.page[at].words[0]
        for index in range(at + 1, len(self.page)):
            line = self.page[index]
            if self._breaks(line, self.page[index - 1], head, gutters, kind):
                break
            # A number in a column of its own is no marker of the text beside it.
            mask = _mask(line.words, bullets=False)[0] if kind is Kind.COLUMNS else line.mask
            left = [_narrowed(gutter, mask) for gutter in gutters]
            resumed = index - 1 == last or len(_segments(line.words)) > 1
            if resumed and all(high - low >= _GUTTER for low, high in left):
                gutters, last = left, index
                continue
            if kind is not Kind.COLUMNS or index - last > _MOST_CROSSING:
                break
            crossing.add(index)  # kept only where rows of the table follow
        return last, gutters, {index for index in crossing if index < last}

    def _breaks(
        self, line: Line, above: Line, head: PageWord, gutters: list[tuple[float, float]], kind: Kind | None
    ) -> bool:
        """Return whether a line that keeps to the left begins what follows the table."""
        if line.words[0].x0 > gutters[0][0] or any(word.x1 > gutters[0][1] for word in line.words):
            return False
        gap, text = line.base - above.base, _text(line.words)
        first = line.words[0]
        if gap > _FAR * line.size:
            return True
        strong = first.bold or text.isupper() or line.size > 1.08 * above.size
        if kind is Kind.FIELDS:
            return False  # a heading of the form stands in its left column
        if headings.known(text) is not None and strong:
            return True
        looks = first.bold == head.bold and abs(first.size - head.size) < 0.3 and gap > 1.4 * line.size
        return line.size > 1.15 * above.size or (kind is None and looks)

    # Its rows ------------------------------------------------------------------------------------

    def grid(
        self, at: int, kind: Kind | None, gutters: list[tuple[float, float]], *, again: bool = False
    ) -> Grid:
        """Return the table that begins in a line, cut into rows in the first way that makes sense of it."""
        last, gutters, crossing = self.extend(at, kind, gutters)
        inside = self.page[at : last + 1]
        middles = [(low + high) / 2 for low, high in gutters]
        cut = [_cells(line, middles) for line in inside]
        edges = _edges(inside, gutters, max(word.x1 for line in self.page for word in line.words))
        grid = Grid(kind, at, last, [], gutters, again, last == len(self.page) - 1)
        merged = {index - at for index in crossing}
        for starts in self._starts(inside, cut, kind, merged) if kind else iter([set[int]()]):
            grid.rows = _rows(inside, cut, edges, starts, merged)
            if again or self.reads_as(grid):
                break
        return grid

    def _starts(
        self, inside: list[Line], cut: list[dict[int, list[PageWord]]], kind: Kind, merged: set[int]
    ) -> Iterator[set[int]]:
        """Yield the lines that begin rows: under ruled lines, at dates, behind white, where a look comes back."""
        named = {
            number
            for number, cells in enumerate(cut)
            if tables.header([TableCell(c, [Block(text=_text(w))]) for c, w in sorted(cells.items())])
        }
        ruled = self._under_rules(inside)
        # What goes on from the page before under the repeated header is a row of its own.
        ruled |= {
            number + 1
            for number in named
            if number + 1 < len(cut)
            and any(len(words) > 1 and markers.may_be(words[0]) for words in cut[number + 1].values())
        }
        wide = _behind_white(inside, cut, merged, kind)
        if kind is Kind.FIELDS:
            labelled, inner = _at_labels([_text(each.get(0, [])) for each in cut])
            inner |= {number for number in range(1, len(cut)) if _heading_wraps(inside, cut, number)}
            left = {number for number in wide if 0 in cut[number]}
            yield ruled or (labelled | left) - inner
            return
        dated = {number for number in _at_dates(cut, named) if len(_beside(inside, cut, number)) > 1}
        if ruled - {number + 1 for number in named} and 2 * len(ruled) >= len(dated):
            yield ruled | named
        if dated:
            yield dated | named | ruled
        if wide:
            yield wide | named | ruled
        looks = _at_looks(inside, cut)
        if looks:
            yield looks | named | ruled
        if _flat(cut):
            yield {number for number, cells in enumerate(cut) if len(cells) > 1} | named | ruled
        yield ruled | named | {number + 1 for number in named if number + 1 < len(inside)}

    def _under_rules(self, inside: list[Line]) -> set[int]:
        """Return the lines that a ruled line over most of the table's width parts from the line above."""
        left, right = (
            min(line.words[0].x0 for line in inside),
            max(w.x1 for line in inside for w in line.words),
        )
        top, bottom = inside[0].base - inside[0].size, inside[-1].base
        levels: list[tuple[float, float, float]] = []
        for shape in self.shapes[:_MOST_RULES]:
            if shape.picture or shape.bottom < top or shape.top > bottom or shape.width < 8:
                continue
            sides = (shape.top, shape.bottom) if shape.height > _RULE else ((shape.top + shape.bottom) / 2,)
            levels += [(y, max(left, shape.x0), min(right, shape.x1)) for y in sides if top < y < bottom]
        levels.sort()
        heights = [y for y, _, _ in levels]
        found: set[int] = set()
        for number in range(1, len(inside)):
            high = inside[number - 1].base - 0.2 * inside[number - 1].size
            low = inside[number].base - 0.5 * inside[number].size
            between = slice(bisect.bisect_right(heights, high), bisect.bisect_left(heights, low))
            parts = sorted((x0, x1) for _, x0, x1 in levels[between])
            reach, covered = left, 0.0
            for x0, x1 in parts:
                covered += max(0.0, x1 - max(x0, reach))
                reach = max(reach, x1)
            if covered >= _RULED * (right - left):
                found.add(number)
        return found

    # Whether it is one ---------------------------------------------------------------------------

    def reads_as(self, grid: Grid) -> bool:
        rows = [[TableCell(cell.column, _rough(cell.words), cell.span) for cell in row] for row in grid.rows]
        if grid.kind is None:
            return self._are_boxes(grid)
        if tables.kind(rows) is not grid.kind or len(rows) < 2:
            return False
        if grid.kind is not Kind.ENTRIES:
            return True
        several = [row for row in rows if len(row) > 1]
        if not all(tables.is_entry(row) or tables.is_short(row) for row in several) or len(several) < 2:
            return False
        # The names stand level with the first line of the text.
        tops = [[min(word.base for word in cell.words) for cell in row] for row in grid.rows if len(row) > 1]
        size = self.page[grid.first].size
        if any(max(each[:-1]) - min(each) > 3 or not -3 < each[-1] - each[0] < 1.4 * size for each in tops):
            return False
        return len(grid.gutters) > 1 or not self._is_page_column(grid)

    def _is_page_column(self, grid: Grid) -> bool:
        """Return whether the lines around a table of two columns keep to its gutter too: a sidebar."""
        held = max((each.last for each in self.result), default=-1)
        above = [self.page[n] for n in (grid.first - 1, grid.first - 2) if n > held]
        below = self.page[grid.last + 1 : grid.last + 2]
        return any(self._keeps(line, grid.gutters[0]) for line in (*above, *below))

    @staticmethod
    def _keeps(line: Line, gutter: tuple[float, float]) -> bool:
        """Return whether a line has words right of a gutter and leaves it white."""
        low, high = _narrowed(gutter, line.mask)
        return line.words[-1].x1 > gutter[1] and high - low >= _GUTTER

    @staticmethod
    def _goes_on(below: Sequence[Line], gutter: tuple[float, float]) -> bool:
        """Return whether text stands right of a gutter further down, before a line that crosses it."""
        for line in below:
            low, high = _narrowed(gutter, line.mask)
            if high - low < _GUTTER:
                return False
            if line.words[-1].x1 > gutter[1]:
                return True
        return False

    def _are_boxes(self, grid: Grid) -> bool:
        """Return whether headings of one look stand side by side, each over a list of its own."""
        cells_ = [cell for row in grid.rows for cell in row]
        if len(cells_) != len(grid.gutters) + 1:
            return False
        heads = self.page[grid.first].words
        text = self.page[min(grid.first + 1, grid.last)].words
        strong = all(word.bold for word in heads) or heads[0].size > 1.08 * text[0].size
        strong = strong or all(word.text.isupper() for word in heads)
        if not strong or max(word.size for word in heads) - min(word.size for word in heads) > 0.3:
            return False
        heights = [len({round(word.base) for word in cell.words}) for cell in cells_]
        if min(heights) < 2 or max(heights) > (_FEW_LINES if len(cells_) > 2 else _TWO_BOXES):
            return False  # two long ones are columns of the page
        if not grid.first or headings.known(_text(self.page[grid.first - 1].words)):
            return False  # groups within a section
        above = [self.page[grid.first - 1]] if grid.first else []
        below = self.page[grid.last + 1 : grid.last + 1 + _FEW_BELOW]
        parted = not any(
            self._keeps(line, gutter) for line in [*above, *below[:1]] for gutter in grid.gutters
        ) and not any(self._goes_on(below, gutter) for gutter in grid.gutters)
        parts = _segments(heads)
        if any(headings.is_contact(_text(part)) for part in parts) or headings.known(_text(heads)):
            return False  # "WORK    EXPERIENCE" set wide is one heading
        if any(_only_dates([word for word in cell.words if word not in heads]) for cell in cells_):
            return False
        return parted


def _only_dates(words: list[PageWord]) -> bool:
    """Return whether words are dates, and nothing else."""
    text = _text(words)
    rest = text
    for each in reversed(dates.find(text)):
        rest = rest[: each.start_at] + rest[each.end_at :]
    return rest != text and not any(char.isalnum() for char in rest)


def find(page: list[Line], shapes: Sequence[Shape], before: Grid | None = None) -> list[Grid]:
    """Return the tables of a page, or of a column of it, from top to bottom.

    Args:
        page: its lines.
        shapes: what is drawn on it.
        before: the table at the end of the page before, which may go on here.
    """
    if not 2 <= len(page) <= _MOST_LINES:
        return []
    finder = _Finder(page, shapes)
    found = finder.result
    missed: Counter[Kind | None] = Counter()
    at = 0
    if before is not None and before.kind is not None and before.ends_page:
        grid = _again(finder, before)
        if grid is not None:
            found.append(grid)
            at = grid.last + 1
    while at < len(page):
        begun = finder.start(at)
        if begun is not None and missed[begun[0]] < _MOST_MISSED:
            kind, parts = begun
            gutters = [
                (max(w.x1 for w in left), min(w.x0 for w in right))
                for left, right in itertools.pairwise(parts)
            ]
            grid = finder.grid(at - finder.higher(at, kind, gutters[-1]), kind, gutters)
            if grid.last > at and finder.reads_as(grid):
                found.append(grid)
                at = grid.last
            else:
                missed[kind] += 1
        at += 1
    return found


def _again(finder: _Finder, before: Grid) -> Grid | None:
    """Return the part of a table that goes on at the top of the page, if its first line keeps to the gutters."""
    line = finder.page[0]
    gutters = [_narrowed(gutter, line.mask) for gutter in before.gutters]
    if any(high - low < _GUTTER for low, high in gutters):
        return None
    if before.kind is not Kind.FIELDS and line.words[-1].x1 < gutters[0][0]:
        return None
    grid = finder.grid(0, before.kind, gutters, again=True)
    columns = {cell.column for row in grid.rows for cell in row}
    return grid if len(columns) > 1 else None


def _over(part: list[PageWord], under: list[PageWord]) -> bool:
    return min(part[-1].x1, under[-1].x1) > max(part[0].x0, under[0].x0)


def _narrowed(gutter: tuple[float, float], mask: int) -> tuple[float, float]:
    """Return the widest white part of a gutter in a line, given the steps that the line covers."""
    low, high = gutter
    start, end = int(low / _BIN), int(high / _BIN) + 1
    best, at = (low, low), start
    while at <= end:
        if mask >> at & 1:
            at += 1
            continue
        stop = at
        while stop <= end and not mask >> stop & 1:
            stop += 1
        part = (max(low, at * _BIN), min(high, stop * _BIN))
        if part[1] - part[0] > best[1] - best[0]:
            best = part
        at = stop
    return best


def _cells(line: Line, middles: list[float]) -> dict[int, list[PageWord]]:
    """Return the words of a line by column."""
    result: dict[int, list[PageWord]] = {}
    for word in line.words:
        result.setdefault(sum((word.x0 + word.x1) / 2 > middle for middle in middles), []).append(word)
    return result


def _edges(inside: list[Line], gutters: list[tuple[float, float]], right: float) -> list[tuple[float, float]]:
    """Return the left and right side of the text in each column; `right` is that of the page's text.

    A column ends where the next begins, less the white that tables keep on both sides of a border.
    """
    middles = [(low + high) / 2 for low, high in gutters]
    sides: dict[int, tuple[float, float]] = {}
    for line in inside:
        for column, words in _cells(line, middles).items():
            x0, x1 = min(word.x0 for word in words), max(word.x1 for word in words)
            low, high = sides.get(column, (x0, x1))
            sides[column] = (min(low, x0), max(high, x1))
    result = []
    for column in range(len(gutters) + 1):
        x0, x1 = sides.get(column, (0.0, 0.0))
        end = sides[column + 1][0] - _PADDING if column + 1 in sides else right
        result.append((x0, max(x1, end)))
    return result


def _rows(
    inside: list[Line],
    cut: list[dict[int, list[PageWord]]],
    edges: list[tuple[float, float]],
    starts: set[int],
    merged: set[int],
) -> list[list[GridCell]]:
    """Return the rows of cells that begin in the given lines; the first begins one in any case."""
    rows: list[list[GridCell]] = []
    for number, line in enumerate(inside):
        if number in merged:
            if number - 1 not in merged:
                rows.append([GridCell(0, [], edges[0][0], edges[-1][1], len(edges))])
            rows[-1][0].words += line.words
            continue
        if number in starts or number - 1 in merged or not rows:
            rows.append([])
        for column, words in cut[number].items():
            cell = next((each for each in rows[-1] if each.column == column), None)
            if cell is None:
                cell = GridCell(column, [], *edges[column])
                rows[-1].append(cell)
            cell.words += words
    for row in rows:
        row.sort(key=lambda cell: cell.column)
    return [row for row in rows if row]


def _beside(inside: list[Line], cut: list[dict[int, list[PageWord]]], number: int) -> set[int]:
    """Return the columns with text in a line, or in the one close under it: lists in LaTeX begin lower."""
    columns = set(cut[number])
    following = number + 1
    if 0 in columns and following < len(cut):
        line = inside[number]
        first = cut[following].get(max(cut[following]), [])
        if inside[following].base - line.base < 1.4 * line.size and first and markers.may_be(first[0]):
            columns |= set(cut[following])
    return columns


def _behind_white(
    inside: list[Line], cut: list[dict[int, list[PageWord]]], merged: set[int], kind: Kind
) -> set[int]:
    """Return the lines of several cells that stand further from the line above than lines of one cell do."""
    size = statistics.median([line.size for line in inside])
    distances = sorted(
        line.base - above.base
        for above, line, one, other in zip(inside, inside[1:], cut, cut[1:], strict=False)
        if one.keys() & other.keys() and 0.9 * size <= line.base - above.base <= 1.7 * size
    )
    pitch = distances[len(distances) // 4] if distances else 1.2 * size
    return {
        number
        for number in range(1, len(inside))
        if (kind is Kind.FIELDS or len(_beside(inside, cut, number)) > 1 or number - 1 in merged)
        and inside[number].base - inside[number - 1].base > pitch + max(1.5, _LOOSE * size)
    }


def _at_looks(inside: list[Line], cut: list[dict[int, list[PageWord]]]) -> set[int]:
    """Return the lines where a column's first look comes back behind others, or where names follow a date."""
    for column in sorted({column for cells in cut for column in cells}):
        lines_ = [(number, cells[column]) for number, cells in enumerate(cut) if column in cells]
        looks = [(words[0].bold, round(words[0].size, 1), words[0].italic) for _, words in lines_]
        beside = [len(_beside(inside, cut, number)) > 1 for number, _ in lines_]
        if len(set(looks)) > 1:
            found = {
                lines_[at][0]
                for at in range(len(lines_))
                if looks[at] == looks[0] and beside[at] and (not at or looks[at - 1] != looks[0])
            }
        else:
            dated = [bool(dates.find(_text(words))) for _, words in lines_]
            found = {
                lines_[at][0]
                for at in range(1, len(lines_))
                if dated[at - 1] and not dated[at] and beside[at]
            }
        if found - {0}:
            return found
    return set()


def _at_dates(cut: list[dict[int, list[PageWord]]], named: set[int]) -> set[int]:
    """Return the lines where a new date begins in a column that holds nothing but dates."""
    for column in sorted({column for cells in cut for column in cells}):
        lines_ = [
            (n, _text(cells[column])) for n, cells in enumerate(cut) if column in cells and n not in named
        ]
        text = " ".join(text for _, text in lines_)
        found = dates.find(text)
        told = sum(sum(map(str.isalnum, text[each.start_at : each.end_at])) for each in found)
        if len(found) < 1 or told < 0.75 * sum(map(str.isalnum, text)):
            continue
        starts: set[int] = set()
        stack = ""
        for number, line in lines_:
            if stack and (not dates.find(line) or len(dates.find(f"{stack} {line}")) == 1):
                stack = f"{stack} {line}"[-_STACK:]
                continue
            starts.add(number)
            stack = line
        return starts
    return set()


def _flat(cut: list[dict[int, list[PageWord]]]) -> bool:
    """Return whether nearly every line fills all columns: each is a row of its own."""
    most = max(len(cells) for cells in cut)
    return sum(len(cells) == most for cells in cut) >= 0.8 * len(cut)


def _heading_wraps(inside: list[Line], cut: list[dict[int, list[PageWord]]], number: int) -> bool:
    """Return whether a line of the left column alone goes on from one of the same look close above it."""
    line, above = inside[number], inside[number - 1]
    alone = cut[number].keys() == cut[number - 1].keys() == {0}
    first, other = line.words[0], above.words[0]
    alike = first.bold == other.bold and abs(first.size - other.size) < 0.3
    return alone and alike and line.base - above.base < 1.5 * line.size


def _at_labels(texts: list[str]) -> tuple[set[int], set[int]]:
    """Return the lines of a left column where its labels begin, and those that they only go on in."""
    begun: set[int] = set()
    inner: set[int] = set()
    at = 0
    while at < len(texts):
        lengths = [
            count
            for count in range(1, _LABEL_LINES + 1)
            if all(texts[at : at + count]) and tables.role(" ".join(texts[at : at + count]))
        ]
        if lengths:
            begun.add(at)
            inner |= set(range(at + 1, at + lengths[-1]))
        at += lengths[-1] if lengths else 1
    return begun, inner


def _rough(words: list[PageWord]) -> list[Block]:
    """Return about what blocks a cell holds: its lines, with those behind a bullet joined to it."""
    made: list[Block] = []
    for line in lines(words):
        marked = len(line.words) > 1 and markers.may_be(line.words[0])
        text = _text(line.words[1:] if marked else line.words)
        if not text:
            continue
        bold = all(word.bold for word in line.words)
        if not marked and made and (made[-1].bullet or (len(line.words) > 3 and made[-1].level)):
            made[-1] = Block(text=f"{made[-1].text} {text}", bullet=made[-1].bullet, level=made[-1].level)
        else:
            made.append(
                Block(text=text, bullet=marked, bold=bold, level=int(len(line.words) > 6 and not marked))
            )
    return made


def cells(grid: Grid) -> Iterator[GridCell]:
    """Yield the cells of a table, row by row."""
    for row in grid.rows:
        yield from row

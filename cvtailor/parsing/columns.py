"""Reading order on a page: finds text columns by their white gutters and reads them one after the other.

A page is cut from the largest gutter down, as in the XY-cut (Nagy & Seth 1984), with one care: a column of
dates, places or labels beside its rows is no text column and stays in its rows.
"""

from __future__ import annotations

import bisect
import itertools
import operator
import statistics
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cvtailor.parsing import cards, dates, grids, headings, margins, wording
from cvtailor.parsing.glyphs import GlyphPage, Shape
from cvtailor.parsing.grids import Grid, Line
from cvtailor.parsing.words import PageWord

# Project conventions, tried on the files of many producers.
_BIN = 2.0  # points per bit of a row's mask
_GUTTER = 6.0  # points: LaTeX sets columns 10 apart, less what a rounded or overfull line takes
_ROWS = 3  # fewer rows on a side make no column
_FREE = 0.34  # share of rows that keep no step with the other side's rows
_MOST_ROWS = 1500  # more than any page of text has; a bound for hostile files
_DEPTH = 6
_MOST_DATES = 60  # rows looked at
_LEAST_DIGITS = 0.1  # of the characters of dates, however long their months
_BESIDE = 1.1  # of the font size: what stands closer to a line, above or below, stands beside it
_MARGIN = 0.3  # of the width of both sides: a wider left side is no margin
_LEADING = 1.7  # of the font size: lines of one heading stand closer
_HEADING = 3  # lines of a heading in a margin, at most
_ACROSS = 0.9  # of the width of the text: bands of colour as wide as that go through all columns
_LOW, _HIGH = 8.0, 45.0  # points: the height of a band behind a heading
_HALF = 0.6  # of its band, that a heading takes at most
_MOST_BANDS = 60  # a bound for hostile files
_EQUAL = 1.3  # columns whose widths differ less are of one text


@dataclass(slots=True)
class Strip:
    """One column: its sides and the words of its pieces in reading order; each cell of a table is a piece."""

    x0: float
    x1: float
    pieces: list[list[PageWord]]
    column: int = 0
    tables: list[Grid] = field(default_factory=list)


@dataclass(slots=True)
class Band:
    """A horizontal part of a page with one column or several; `boxes` are lists set side by side within it."""

    strips: list[Strip]
    gutters: list[float] = field(default_factory=list)
    boxes: bool = False


_Side = tuple[float, list[PageWord]]  # the baseline of a row, and its words on one side of a gutter


@dataclass(slots=True)
class _Cut:
    first: int
    last: int
    x: float


def bands(words: list[PageWord], page: GlyphPage, before: Grid | None = None) -> list[Band]:
    """Return the page's bands from top to bottom; words are read band by band, strip by strip.

    `before` is the table at the end of the page before, if there is one.
    """
    result: list[Band] = []
    if not words:
        return result
    backgrounds = [
        shape
        for shape in page.shapes
        if shape.filled and shape.height > 0.25 * page.height and 40 < shape.width < 0.7 * page.width
    ]
    for part in _with_cards(words, page.shapes, backgrounds, before):
        if isinstance(part, Band):
            result.append(part)
        else:
            result.append(Band([_strip([part])]))
    for band in result:
        reach = max(strip.x1 - strip.x0 for strip in band.strips)
        if band.boxes or reach < _EQUAL * min(strip.x1 - strip.x0 for strip in band.strips):
            continue  # set like a newspaper: the text of one column goes on in the next
        # Of columns about equally wide the first is the main one. A broken font gives words of no width.
        wide = (strip for strip in band.strips if strip.x1 - strip.x0 > 0.85 * reach)
        main = next(wide, band.strips[0])
        others = [strip for strip in band.strips if strip is not main]
        for number, strip in enumerate(others, 1):
            strip.column = number
    return result


def _with_cards(
    words: list[PageWord], shapes: list[Shape], backgrounds: list[Shape], before: Grid | None
) -> Iterator[Band | list[PageWord]]:
    """Yield the parts of a page from top to bottom: rows of framed boxes, and what stands around them."""
    rest = words
    for top, _, frames in cards.rows(words, shapes):
        above = [word for word in rest if (word.top + word.bottom) / 2 < top]
        if above:
            yield from _cut(above, shapes, backgrounds, 0, before)
        before = None
        inside = [cards.holding(rest, frame) for frame in frames]
        gutters = [(one.x1 + two.x0) / 2 for one, two in itertools.pairwise(frames)]
        strips = [
            Strip(
                frame.x0,
                frame.x1,
                [piece for part in _cut(held, shapes, backgrounds, 1) for piece in _pieces(part)],
            )
            for frame, held in zip(frames, inside, strict=True)
        ]
        yield Band(strips, gutters, boxes=True)
        gone = {id(word) for each in (above, *inside) for word in each}
        rest = [word for word in rest if id(word) not in gone]
    if rest:
        yield from _cut(rest, shapes, backgrounds, 0, before)


def gather_margins(pages: list[list[Band]]) -> None:
    """Make the labels in the margins of all pages one word each; what one page shows of a margin holds for others."""
    pieces = [
        piece
        for bands in pages
        for band in bands
        for strip in band.strips
        if not strip.tables
        for piece in strip.pieces
    ]
    edges = sorted({edge for piece in pieces if (edge := margins.edge(piece)) is not None})
    for bands in pages if edges else []:
        for band in bands:
            for strip in band.strips:
                held = {id(cell.words) for grid in strip.tables for cell in grids.cells(grid)}
                strip.pieces = [
                    piece if id(piece) in held else margins.gather(piece, edges) for piece in strip.pieces
                ]


def last_table(bands: list[Band]) -> Grid | None:
    """Return the table that a page ends with, if it does."""
    if not bands or len(bands[-1].strips) != 1 or not bands[-1].strips[0].tables:
        return None
    table = bands[-1].strips[0].tables[-1]
    return table if table.ends_page else None


def _strip(pieces: list[list[PageWord]], held: list[Grid] | None = None) -> Strip:
    flat = [word for piece in pieces for word in piece]
    return Strip(min(word.x0 for word in flat), max(word.x1 for word in flat), pieces, 0, held or [])


def _cut(
    words: list[PageWord],
    shapes: list[Shape],
    backgrounds: list[Shape],
    depth: int,
    before: Grid | None = None,
) -> Iterable[Band | list[PageWord]]:
    """Return the parts of a page or column from top to bottom: its tables, and what stands around them."""
    rows = grids.lines(words)
    found = grids.find(rows, shapes, before)
    if not found:
        return _cut_columns(rows, shapes, backgrounds, depth)
    result: list[Band | list[PageWord]] = []
    at = 0
    for grid in found:
        if rows[at : grid.first]:
            result += _cut_columns(rows[at : grid.first], shapes, backgrounds, depth)
        if grid.kind is None:
            strips = [Strip(cell.x0, cell.x1, [cell.words]) for cell in grids.cells(grid)]
            result.append(Band(strips, [(low + high) / 2 for low, high in grid.gutters], boxes=True))
        else:
            result.append(Band([_strip([cell.words for cell in grids.cells(grid)], [grid])]))
        at = grid.last + 1
    if rows[at:]:
        result += _cut_columns(rows[at:], shapes, backgrounds, depth)
    return result


def _cut_columns(
    rows: list[Line], shapes: list[Shape], backgrounds: list[Shape], depth: int
) -> Iterable[Band | list[PageWord]]:
    cut = _best(_banded(rows, shapes), backgrounds) if depth < _DEPTH else None
    if cut is None:
        return [[word for row in rows for word in row.words]]
    above, middle, below = rows[: cut.first], rows[cut.first : cut.last + 1], rows[cut.last + 1 :]
    strips: list[Strip] = []
    gutters: list[float] = []
    for side in (0, 1):
        words = [word for row in middle for word in row.words if (word.x1 > cut.x) == bool(side)]
        inner = list(_cut(words, shapes, backgrounds, depth + 1))
        if len(inner) == 1 and isinstance(inner[0], Band) and not inner[0].boxes:
            strips += inner[0].strips
            gutters += inner[0].gutters
        else:
            held = [
                grid for part in inner if isinstance(part, Band) for s in part.strips for grid in s.tables
            ]
            strips.append(_strip([piece for part in inner for piece in _pieces(part)], held))
        if not side:
            gutters.append(cut.x)
    result: list[Band | list[PageWord]] = []
    if above:
        result += _cut_columns(above, shapes, backgrounds, depth + 1)
    result.append(Band(strips, gutters))
    if below:
        result += _cut_columns(below, shapes, backgrounds, depth + 1)
    return result


def _banded(rows: list[Line], shapes: list[Shape]) -> list[Line]:
    """Return the rows, headings set in a band of colour made as wide as their band: no column goes through it.

    A heading in the middle of its band would seem to stand in the right one of two columns.
    """
    width = max(row.words[-1].x1 for row in rows) - min(row.words[0].x0 for row in rows) if rows else 0.0
    wide = [
        shape
        for shape in shapes
        if shape.filled
        and not shape.picture
        and shape.width >= _ACROSS * width
        and _LOW <= shape.height <= _HIGH
    ][:_MOST_BANDS]
    if not wide:
        return rows
    result = []
    for row in rows:
        first, last = row.words[0], row.words[-1]
        middle = (first.top + first.bottom) / 2
        band = next(
            (
                shape
                for shape in wide
                if shape.top <= middle <= shape.bottom
                and shape.x0 - 2 <= first.x0
                and last.x1 <= shape.x1 + 2
                and last.x1 - first.x0 <= _HALF * shape.width
            ),
            None,
        )
        result.append(row if band is None or row.parts > 1 else grids.widened(row, band.x0, band.x1))
    return result


def _pieces(part: Band | list[PageWord]) -> list[list[PageWord]]:
    if isinstance(part, Band):
        return [piece for strip in part.strips for piece in strip.pieces]
    return [part]


def _best(rows: list[Line], backgrounds: list[Shape]) -> _Cut | None:
    """Return the cut between two text columns that covers the most rows, if there is one."""
    if not _ROWS <= len(rows) <= _MOST_ROWS:
        return None
    width = int(_GUTTER / _BIN)
    found: dict[tuple[int, int, int, int], list[int]] = {}
    for bit, white, left, right in _possible(rows, width):
        for first, last in _runs(white):
            within = (1 << last + 1) - (1 << first)
            count = (left & within).bit_count(), (right & within).bit_count()
            if min(count) >= _ROWS:
                found.setdefault((first, last, *count), []).append(bit)
    ranked = sorted(
        found.items(), key=lambda each: (-min(each[0][2:]), -sum(each[0][2:]), -len(each[1]), each[0])
    )
    for (first, last, _, _), bits in ranked[:40]:
        x = (bits[len(bits) // 2] + width / 2) * _BIN
        for start, end in _stretches(rows, first, last):
            cut = _trim(rows, _Cut(start, end, x))
            if cut and _is_gutter(rows, cut, backgrounds):
                return cut
    return None


def _possible(rows: list[Line], width: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield the 2-point steps that enough rows leave white and have words left and right of.

    The rows' masks are turned on their side: one number for each step, with a bit for each row. With a step
    come the rows that leave it white, and those of them with words to its left and to its right.
    """
    high = max([row.mask.bit_length() for row in rows])
    turned = zip(*(format(row.mask, f"0{high}b") for row in reversed(rows)), strict=True)
    sides = [int("".join(each), 2) for each in turned]
    sides.reverse()
    left = list(itertools.accumulate(sides, operator.or_, initial=0))
    right = list(itertools.accumulate(reversed(sides), operator.or_, initial=0))[::-1]
    every = (1 << len(rows)) - 1
    covered = sides
    for shift in range(1, width):
        covered = list(map(operator.or_, covered, sides[shift:]))
    for bit in range(1, high - width):
        white = every & ~covered[bit]
        before, beyond = left[bit] & white, right[bit + width] & white
        if before.bit_count() >= _ROWS and beyond.bit_count() >= _ROWS:
            yield bit, white, before, beyond


def _runs(bits: int) -> Iterator[tuple[int, int]]:
    """Yield the first and last place of each run of at least `_ROWS` ones in a number."""
    starts = bits
    for shift in range(1, _ROWS):
        starts &= bits >> shift
    while starts:
        first = (starts & -starts).bit_length() - 1
        beyond = ~bits >> first
        last = first + (beyond & -beyond).bit_length() - 2
        yield first, last
        starts = starts >> last + 1 << last + 1


def _stretches(rows: list[Line], first: int, last: int) -> list[tuple[int, int]]:
    """Return the whole run of rows, then its parts between wide white gaps: a small grid within a column."""
    result = [(first, last)]
    start = first
    for index in range(first + 1, last + 2):
        wide = index <= last and rows[index].base - rows[index - 1].base > 2.2 * rows[index].size
        if index > last or wide:
            if index - 1 - start >= _ROWS and (start, index - 1) != (first, last):
                result.append((start, index - 1))
            start = index
    return result


def _trim(rows: list[Line], cut: _Cut) -> _Cut | None:
    """Leave out one-sided rows at the ends that belong to the page-wide text above or below."""
    first, last = cut.first, cut.last

    def sides(row: Line) -> tuple[bool, bool]:
        return any(w.x1 <= cut.x for w in row.words), any(w.x1 > cut.x for w in row.words)

    # The last short line of a page-wide paragraph, and a page-wide heading just above page-wide text.
    while first > 0 and first < last and sides(rows[first])[0] and not sides(rows[first])[1]:
        above, below = rows[first].base - rows[first - 1].base, rows[first + 1].base - rows[first].base
        if above > 1.15 * below:
            break
        first += 1
    while last < len(rows) - 1 and last > first and not all(sides(rows[last])):
        above, below = rows[last].base - rows[last - 1].base, rows[last + 1].base - rows[last].base
        if above <= 1.15 * below:
            break
        last -= 1
    both = [sides(row) for row in rows[first : last + 1]]
    if sum(a for a, _ in both) < _ROWS or sum(b for _, b in both) < _ROWS:
        return None
    return _Cut(first, last, cut.x)


def _stand_apart(few: list[_Side], many: list[_Side], size: float) -> bool:
    """Return whether no line of one side has one of the other beside it: centred headings over short lists."""
    bases = [base for base, _ in many]
    for base, _ in few:
        at = bisect.bisect_left(bases, base)
        if any(abs(each - base) < _BESIDE * size for each in bases[max(0, at - 1) : at + 1]):
            return False
    return True


def _is_gutter(rows: list[Line], cut: _Cut, backgrounds: list[Shape]) -> bool:
    """Return whether the text left and right of a gutter are columns of their own.

    They are when their lines keep no step with each other, when both are prose, when the file wrote one
    side after the other, or when a background sets one side off. They are not when one side only labels or
    dates the rows of the other.
    """
    left: list[tuple[float, list[PageWord]]] = []
    right: list[tuple[float, list[PageWord]]] = []
    for row in rows[cut.first : cut.last + 1]:
        for words, side in (
            ([w for w in row.words if w.x1 <= cut.x], left),
            ([w for w in row.words if w.x1 > cut.x], right),
        ):
            if words:
                side.append((statistics.median([w.base for w in words]), words))
    top, bottom = max(left[0][0], right[0][0]), min(left[-1][0], right[-1][0])
    size = statistics.median([w.size for _, words in left + right for w in words])
    inner_left = [each for each in left if top - size <= each[0] <= bottom + size]
    inner_right = [each for each in right if top - size <= each[0] <= bottom + size]
    few, many = sorted((inner_left, inner_right), key=len)
    if len(few) < 2:
        # One side stands wholly above the other: nothing is read across, so no cut is needed.
        return False
    if _stand_apart(few, many, size):
        return False
    free = 1 - _in_step(few, many, size)
    set_off = any(
        abs(shape.x1 - cut.x) < 30 or abs(shape.x0 - cut.x) < 30
        for shape in backgrounds
        if shape.top <= top + size and shape.bottom >= bottom - size
    )
    if _only_labels(inner_right) and free < 0.7:
        return False
    dated = any(_only_dates(side) for side in (inner_left, inner_right))
    if dated or _labels_rows(left, right, size) or _heads_rows(left, right, size):
        return False
    if free >= _FREE and free * len(few) >= 2 and min(len(left), len(right)) >= _ROWS:
        return True
    dense = len(few) >= 0.4 * len(many)
    if all(_is_prose(side, size) for side in (inner_left, inner_right)) and len(few) >= 4:
        return True
    if all(_is_prose(side, size, 3) for side in (inner_left, inner_right)) and _switches(left, right) == 1:
        return True
    if set_off and (dense or free > 0.1):
        return True
    return dense and len(few) >= 4 and _switches(left, right) <= 2


def _in_step(
    few: list[tuple[float, list[PageWord]]], many: list[tuple[float, list[PageWord]]], size: float
) -> float:
    """Return the share of rows of `few` that stand at the same height beside a row of `many`."""
    offsets = []
    for base, _ in few:
        offsets.append(min((other - base for other, _ in many), key=abs))
    usual = statistics.median_low(offsets)
    if abs(usual) > 0.6 * size:
        usual = 0.0
    return sum(abs(offset - usual) <= max(1.2, 0.12 * size) for offset in offsets) / len(offsets)


def _only_labels(side: list[tuple[float, list[PageWord]]]) -> bool:
    """Return whether the right side is a flush-right column of short labels: dates and places."""
    edges = [max(w.x1 for w in words) for _, words in side]
    starts = [min(w.x0 for w in words) for _, words in side]
    flush = sum(abs(edge - max(edges)) < 2.5 for edge in edges) >= 0.75 * len(edges)
    ragged = sum(abs(start - min(starts)) < 2.5 for start in starts) <= 0.6 * len(starts)
    return flush and ragged and statistics.median([len(words) for _, words in side]) <= 5


def _labels_rows(
    left: list[tuple[float, list[PageWord]]], right: list[tuple[float, list[PageWord]]], size: float
) -> bool:
    """Return whether a narrow left side holds little but dates and headings, set level with the rows they name."""
    first, last = min(w.x0 for _, words in left for w in words), max(w.x1 for _, words in left for w in words)
    end = max(w.x1 for _, words in right for w in words)
    if last - first > _MARGIN * (end - first):
        return False
    lines = [(base, " ".join(word.text for word in words)) for base, words in left[:_MOST_DATES]]
    plain = [(base, text) for base, text in lines if headings.known(text) is None]
    text = " ".join(text for _, text in plain)
    rest, found = text, dates.find(text)
    for each in reversed(found):
        rest = rest[: each.start_at] + rest[each.end_at :]
    if len(found) < 2 or sum(map(str.isalnum, rest)) > 0.45 * sum(map(str.isalnum, text)):
        return False
    dated = [base for base, text in plain if any(char.isdigit() for char in text)]
    level = sum(any(abs(base - other) < 0.6 * size for other, _ in right) for base in dated)
    return 2 * level >= len(dated)


def _heads_rows(left: list[_Side], right: list[_Side], size: float) -> bool:
    """Return whether a narrow left side holds nothing but headings, each beside the first row of its section.

    A sidebar has text under its headings; here each stands alone, however many lines it takes.
    """
    first, last = min(w.x0 for _, words in left for w in words), max(w.x1 for _, words in left for w in words)
    end = max(w.x1 for _, words in right for w in words)
    if last - first > _MARGIN * (end - first):
        return False
    groups: list[list[_Side]] = []
    for base, words in left:
        if groups and base - groups[-1][-1][0] < _LEADING * max(size, words[0].size):
            groups[-1].append((base, words))
        else:
            groups.append([(base, words)])
    if len(groups) < _ROWS or any(len(group) > _HEADING for group in groups):
        return False
    said = [" ".join(word.text for _, words in group for word in words) for group in groups]
    beside = all(
        any(-_BESIDE * size < base - group[0][0] < 2 * size for base, _ in right) for group in groups
    )
    return beside and 2 * sum(headings.known(each) is not None for each in said) >= len(groups)


def _only_dates(side: list[tuple[float, list[PageWord]]]) -> bool:
    """Return whether a side holds nothing but dates, with places or without: they belong to the rows beside them."""
    lines = [" ".join(word.text for word in words) for _, words in side[:_MOST_DATES]]
    dated = [found[0] for line in lines if len(found := dates.find(line)) == 1]
    if 2 * len(dated) >= len(lines) and all(map(_is_date_or_place, lines)):
        return True
    text = " ".join(word.text for _, words in side[:_MOST_DATES] for word in words)
    if sum(map(str.isdigit, text)) < _LEAST_DIGITS * len(text):
        return False
    rest = text
    for each in reversed(dates.find(text)):
        rest = rest[: each.start_at] + rest[each.end_at :]
    return sum(map(str.isalnum, rest)) < 0.1 * sum(map(str.isalnum, text))


def _is_date_or_place(line: str) -> bool:
    rest = line
    for each in reversed(dates.find(line)):
        rest = rest[: each.start_at] + rest[each.end_at :]
    rest = rest.strip(" ,;·•|()–—-")
    return not rest or wording.is_place(rest)


def _is_prose(side: list[tuple[float, list[PageWord]]], size: float, rows: int = 4) -> bool:
    counts = [len(words) for _, words in side]
    widths = [max(w.x1 for w in words) - min(w.x0 for w in words) for _, words in side]
    return len(side) >= rows and statistics.median(counts) >= 4 and statistics.median(widths) >= 10 * size


def _switches(left: list[tuple[float, list[PageWord]]], right: list[tuple[float, list[PageWord]]]) -> int:
    """Return how often the file's own order changes between the sides."""
    order = sorted(
        [(w.order, 0) for _, words in left for w in words]
        + [(w.order, 1) for _, words in right for w in words]
    )
    return sum(a[1] != b[1] for a, b in itertools.pairwise(order))

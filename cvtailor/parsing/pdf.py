"""Reads a PDF into blocks in the order a person reads them."""

from __future__ import annotations

from cvtailor.document import Box, Observation, ObservationKind, Place
from cvtailor.errors import ReadError
from cvtailor.parsing import (
    cells,
    columns,
    edges,
    flow,
    grids,
    hidden,
    markers,
    pictures,
    repair,
    rows,
    words,
)
from cvtailor.parsing.columns import Band, Strip
from cvtailor.parsing.edges import Page
from cvtailor.parsing.glyphs import MAX_PAGES, Glyph, GlyphFile, GlyphPage, Shape
from cvtailor.parsing.grids import Grid
from cvtailor.parsing.rows import Row
from cvtailor.parsing.types import Block, Layer, Reading
from cvtailor.parsing.words import PageWord

MEDIA_TYPE = "application/pdf"
_WHITE = (255, 255, 255)
_SAME_BOX = 3.0  # points that the sides of one box differ by, together, between the two readers
_MOST_BOXES = 20  # of characters without a meaning
_BAD_TEXT = 0.04  # share of broken words from which the other reader is asked (project convention)


def read(data: bytes, *, reader: str = "pdfium") -> Reading:
    """Return the blocks of a PDF in reading order, with what was noticed.

    Args:
        data: the file's bytes.
        reader: "pdfium" (pdfminer takes over where PDFium's text is broken) or "pdfminer".

    Raises:
        ReadError: when the file is locked, damaged or without pages. A scanned or blank file is no error:
            it gives no blocks and an observation.
    """
    from cvtailor.parsing import miner, pdfium

    if reader not in {"pdfium", "pdfminer"}:
        raise ReadError(f"There is no PDF reader {reader!r}.", "Use pdfium or pdfminer.", kind="reader")
    if b"%PDF-" not in data[:1024] and b"%PDF-" not in data[:65536]:
        raise ReadError("The file is not a PDF.", "Check the file's name and content.", kind="damaged")
    if reader == "pdfminer":
        return layout(miner.read(data), "pdfminer")
    first = pdfium.read(data)
    pages = [_words(page) for page in first.pages]
    if any(page.unseen and _white_boxes(page.glyphs) for page in pages):
        pages = _with_patterns(data, first)
    broken = _badness(pages)
    if broken > _BAD_TEXT:
        try:
            second = miner.read(data)
        except ReadError:
            return _layout(first, pages, "pdfium")
        others = [_words(page) for page in second.pages]
        if _badness(others) < broken:
            return _layout(second, others, "pdfminer")
    return _layout(first, pages, "pdfium")


def _badness(pages: list[Page]) -> float:
    text = [word.code or word.text for page in pages for word in page.words]
    raw = "".join([glyph.text for page in pages for glyph in page.glyphs.glyphs])
    odd = sum(raw.count(sign) for sign in ("\x00", "\ufffd", "(cid:"))
    return max(repair.badness(" ".join(text)), 5 * odd / max(len(raw), 1))


def _white_boxes(page: GlyphPage) -> list[Shape]:
    return [shape for shape in page.shapes if shape.filled and shape.colour == _WHITE]


def _with_patterns(data: bytes, file: GlyphFile) -> list[Page]:
    """Return the pages' words anew, with the colours of gradients and patterns noted as unknown.

    PDFium calls them white, so that white text on a dark gradient looks hidden; pdfminer tells them apart.
    """
    from cvtailor.parsing import miner

    try:
        others = miner.read(data).pages
    except ReadError:
        others = []
    for page, other in zip(file.pages, others, strict=False):
        unknown = [shape for shape in other.shapes if shape.filled and shape.colour is None]
        for shape in _white_boxes(page):
            if any(
                abs(shape.x0 - each.x0) + abs(shape.x1 - each.x1) + abs(shape.top - each.top) < _SAME_BOX
                for each in unknown
            ):
                shape.colour = None
    return [_words(page) for page in file.pages]


def layout(file: GlyphFile, reader: str) -> Reading:
    """Return the reading of a file whose glyphs are there: the part that is the same for both readers."""
    return _layout(file, [_words(page) for page in file.pages], reader)


def _layout(file: GlyphFile, pages: list[Page], reader: str) -> Reading:
    edges.set_aside(pages)
    before: Grid | None = None
    for page in pages:
        page.bands = columns.bands(page.words, page.glyphs, before)
        before = columns.last_table(page.bands)
    columns.gather_margins([page.bands for page in pages])
    every = [word for page in pages for word in page.words]
    bullets = rows.repeated(every)
    known = frozenset(piece for word in every for piece in _pieces(word.text))
    shown = {page.glyphs.number: page.glyphs for page in pages}
    body = _ordered(pages, bullets)
    read_ = cells.in_order(flow.blocks(body, shown, known), [page.bands for page in pages])
    result = _with_layers(pages, read_, shown, known)
    observations = _observations(file, pages, result)
    return Reading(
        media_type=MEDIA_TYPE,
        reader=reader,
        pages=file.count,
        blocks=tuple(result),
        observations=tuple(observations),
    )


def _pieces(text: str) -> list[str]:
    plain = repair.inside(text).lower().strip(".,;:()[]\"'")
    return [plain] if plain and not text.endswith((repair.SOFT, "-")) else []


def _words(page: GlyphPage) -> Page:
    visible, unseen = hidden.split(page)
    upright = [glyph for glyph in visible if glyph.run.upright]
    found = words.build(upright, page.number)
    found = markers.split_glued(words.raise_small(found))
    found += markers.drawn(found, page)
    turned = words.turned([glyph for glyph in visible if not glyph.run.upright], page.number)
    return Page(page, found + turned, words.build(unseen, page.number))


def _ordered(pages: list[Page], bullets: frozenset[str]) -> list[Row]:
    """Return all body rows in reading order; side columns that go on over pages are read through first."""
    pending: list[tuple[int, Band]] = [(page.glyphs.number, band) for page in pages for band in page.bands]
    result: list[Row] = []
    single = [band.strips[0] for _, band in pending if len(band.strips) == 1]
    span = (min(strip.x0 for strip in single), max(strip.x1 for strip in single)) if single else None
    piece = 0
    at = 0
    while at < len(pending):
        chain = [pending[at]]
        while at + 1 < len(pending) and _goes_on(chain[-1], pending[at + 1]):
            at += 1
            chain.append(pending[at])
        at += 1
        for index in range(len(chain[0][1].strips)):
            for number, band in chain:
                strip = band.strips[index]
                for part in strip.pieces:
                    piece += 1
                    left, right = _edges(part, strip, span if len(band.strips) == 1 else None)
                    made = rows.build(
                        part,
                        page=number,
                        column=strip.column,
                        left=left,
                        right=right,
                        piece=piece,
                        bullets=bullets,
                    )
                    held = any(cell.words is part for grid in strip.tables for cell in grids.cells(grid))
                    for row in made:
                        row.cell = held
                    result += made
    rows.settle_numbers(result)
    return result


def _edges(part: list[PageWord], strip: Strip, span: tuple[float, float] | None) -> tuple[float, float]:
    """Return the sides of the column a piece stands in.

    They are those of its cell in a table, else of all page-wide text, else of the strip, else, in a grid
    within a strip, its own.
    """
    for table in strip.tables:
        for cell in grids.cells(table):
            if cell.words is part:
                return cell.x0, cell.x1
    top, bottom = min(word.top for word in part), max(word.base for word in part)
    for other in strip.pieces:
        if other is not part and min(w.top for w in other) < bottom and max(w.base for w in other) > top:
            return min(word.x0 for word in part), max(word.x1 for word in part)
    return span or (strip.x0, strip.x1)


def _goes_on(last: tuple[int, Band], following: tuple[int, Band]) -> bool:
    """Return whether a page's columns are the next part of the page before's side column and main column."""
    (page, band), (other_page, other) = last, following
    if (
        other_page != page + 1
        or len(band.strips) < 2
        or band.boxes
        or other.boxes
        or len(band.strips) != len(other.strips)
    ):
        return False
    if any(abs(a - b) > 15 for a, b in zip(band.gutters, other.gutters, strict=True)):
        return False
    widths = [strip.x1 - strip.x0 for strip in band.strips]
    return max(widths) > 1.3 * min(widths)


def _with_layers(
    pages: list[Page], body: list[Block], shown: dict[int, GlyphPage], known: frozenset[str]
) -> list[Block]:
    """Return body blocks with each page's header before its first, its footer and hidden text after its last."""
    before: list[Block] = []
    after: list[Block] = []
    for page in pages:
        number = page.glyphs.number
        for found, layer, unseen, place in (
            (page.header, Layer.HEADER, False, before),
            (page.footer, Layer.FOOTER, False, after),
            (page.unseen, Layer.BODY, True, after),
        ):
            if not found:
                continue
            lines = rows.build(
                found,
                page=number,
                column=0,
                left=min(word.x0 for word in found),
                right=max(word.x1 for word in found),
                piece=-number,
                bullets=frozenset(),
            )
            place.extend(flow.blocks(lines, shown, known, layer, hidden=unseen))
    return before + body + after


def _odd(page: GlyphPage) -> list[Glyph]:
    odd = {text for text in {glyph.text for glyph in page.glyphs} if repair.is_odd(text)}
    return [glyph for glyph in page.glyphs if glyph.text in odd] if odd else []


def _observations(file: GlyphFile, pages: list[Page], blocks: list[Block]) -> list[Observation]:
    found: list[Observation] = []

    def note(
        kind: ObservationKind, detail: str, page: int | None = None, boxes: tuple[Box, ...] = ()
    ) -> None:
        place = Place(page=page, boxes=boxes) if page else None
        found.append(Observation(kind=kind, detail=detail, place=place))

    blank = [page for page in pages if not page.words and not page.unseen]
    pictured = [page for page in blank if page.glyphs.pictures]
    if len(blank) == len(pages):
        what = (
            "its pages are pictures, as from a scanner"
            if pictured
            else "its pages hold neither text nor pictures"
        )
        note(ObservationKind.NO_TEXT, f"The PDF holds no text: {what}.")
    elif pictured:
        scans = ", ".join(str(page.glyphs.number) for page in pictured)
        detail = f"Of {file.count} pages these are pictures without text: {scans}."
        note(ObservationKind.PARTLY_SCANNED, detail, pictured[0].glyphs.number)
    for page in pages:
        count = max((len(band.strips) for band in page.bands), default=1)
        if count > 1:
            number = page.glyphs.number
            note(ObservationKind.COLUMNS, f"Page {number} has {count} columns of text side by side.", number)
    for page in pages:
        share = pictures.share(page.glyphs)
        if share >= pictures.MUCH and page.words:
            number = page.glyphs.number
            detail = f"Pictures cover {share:.0%} of page {number}: if words stand in them, machines cannot read them."
            note(ObservationKind.TEXT_IN_PICTURE, detail, number)
    secret = [block for block in blocks if block.hidden and any(c.isalpha() for c in block.text)]
    if secret:
        where = sorted({block.page for block in secret if block.page})
        size = sum(len(block.words) for block in secret)
        said = "1 word" if size == 1 else f"{size} words"
        detail = f"{said} on page {', '.join(map(str, where))} cannot be seen by a person."
        note(ObservationKind.HIDDEN_TEXT, detail, where[0])
    odd = [(page, glyph) for page in file.pages for glyph in _odd(page)]
    if odd:
        said = "1 character has" if len(odd) == 1 else f"{len(odd)} characters have"
        note(
            ObservationKind.ODD_GLYPHS,
            f"{said} no meaning in text: icons, symbols or a broken font.",
            odd[0][0].number,
            tuple(
                Box(x0=each.x0, top=each.top, x1=each.x1, bottom=each.bottom)
                for page, each in odd[:_MOST_BOXES]
                if page is odd[0][0]
            ),
        )
    if file.count > len(file.pages):
        note(ObservationKind.READ_LIMIT, f"Only the first {MAX_PAGES} of {file.count} pages were read.")
    for number in (page.number for page in file.pages if page.cut):
        note(ObservationKind.READ_LIMIT, f"Page {number} holds more than is read of one page.", number)
    return found

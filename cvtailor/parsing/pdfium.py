"""The first glyph reader: PDFium through pypdfium2's raw interface. Fast and faithful."""

from __future__ import annotations

import ctypes
import functools
import itertools
import math
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from cvtailor.errors import ReadError
from cvtailor.parsing import forms, pdfium_forms, turned, type3
from cvtailor.parsing.glyphs import (
    FAR,
    MAX_GLYPHS,
    MAX_LINKS,
    MAX_PAGES,
    MAX_SHAPES,
    Glyph,
    GlyphFile,
    GlyphPage,
    Link,
    Run,
    Shape,
    looks,
    tables,
    turning,
)

LOCK = threading.Lock()  # PDFium is not thread-safe
_Point = Callable[[float, float], tuple[float, float]]
_Font = tuple[str, bool, bool]
_Box = tuple[float, float, float, float]
_INVISIBLE = {3, 7}  # text render modes that paint nothing (ISO 32000-1, table 106)
_CUTTING = 7  # the one in which letters cut off what is painted next
_STROKED = {1, 2, 5, 6}  # those that draw the outline of letters
_LOST, _HYPHEN = 0xFFFE, 0x2
_BOLD_WEIGHT = 600
_FORM_DEPTH = 8
_SOLID = 255
_MOST_AGAIN = 300  # text objects of a page that repeat others; a bound for hostile files
_SPECK = 0.5  # points; what is narrower holds no letter
_MOST_CLIPS = 40  # paths that cut one object off; a bound for hostile files
_BOX, _ROUNDED = 5, 20  # segments of a rectangle, and more than those of one with rounded corners
# Letters and signs that follow each other this closely, in fractions of the font size, are read as one glyph:
# neither set tight nor spaced out, and far from the gap between two words.
_CLOSE = -0.03, 0.09
_ACCENT = 250  # characters that may stand between an accent and its letter in the order of the file
_SAME_LINE = 0.05  # of the font size: how far the boxes of letters on one line overshoot
_CLOSED = frozenset(map(chr, [*range(0x21, 0x7F), *range(0xC0, 0x250)])) - set("^`~×÷")
_MOST_OBJECTS = MAX_GLYPHS + 4 * MAX_SHAPES  # on a page; PDFium's text of more takes gigabytes


def read(data: bytes) -> GlyphFile:
    """Return the pages of a PDF.

    Raises:
        ReadError: when the file needs a password, is damaged, or holds no page.
    """
    with LOCK:
        file = _read(data)
    type3.repair(data, file)
    return file


def _read(data: bytes) -> GlyphFile:
    import pypdfium2
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "assword" in str(error):
            raise ReadError(
                "The PDF is locked with a password.",
                "Save a copy without a password and check that.",
                kind="encrypted",
            ) from error
        raise ReadError(
            "The PDF is damaged or cut short and cannot be opened.",
            "Export it again from the program it was written in.",
            kind="damaged",
        ) from error
    try:
        count = len(document)
        if not count:
            raise ReadError("The PDF has no pages.", "Export it again.", kind="no_pages")
        pages = []
        for number in range(1, min(count, MAX_PAGES) + 1):
            page = raw.FPDF_LoadPage(document.raw, number - 1)
            if not page:
                pages.append(GlyphPage(number=number, width=0, height=0))
                continue
            try:
                pages.append(_page(raw, document.raw, page, number))
            finally:
                raw.FPDF_ClosePage(page)
    finally:
        document.close()
    if not any(page.width for page in pages):
        raise ReadError(
            "No page of the PDF can be loaded: the file is damaged.", "Export it again.", kind="damaged"
        )
    return GlyphFile(pages=pages, count=count)


def _page(raw: Any, document: Any, page: Any, number: int) -> GlyphPage:
    """Return a page as a person reads it: with what is typed into its fields, turned so that text runs to the right."""
    links = _links(raw, document, page)
    shown, notes = page, []
    if pdfium_forms.has_any(raw, page):
        notes = pdfium_forms.typed(raw, document, page)
        pdfium_forms.paint(raw, page)  # this takes all annotations, links too, off the page
        shown = raw.FPDF_LoadPage(document, number - 1) or page
    try:
        result = _shown(raw, shown, number, notes, links)
        turn = turned.usual(result.glyphs)
        if turn:
            raw.FPDFPage_SetRotation(shown, (raw.FPDFPage_GetRotation(shown) + turn // 90) % 4)
            result = _shown(raw, shown, number, notes, links)
    finally:
        if shown is not page:
            raw.FPDF_ClosePage(shown)
    return result


def _shown(
    raw: Any, page: Any, number: int, notes: list[pdfium_forms.Note], links: list[tuple[str, _Box]]
) -> GlyphPage:
    """Return a page as it is shown, with notes and links whose boxes are in PDF user space."""
    result = GlyphPage(
        number=number, width=raw.FPDF_GetPageWidthF(page), height=raw.FPDF_GetPageHeightF(page)
    )
    if raw.FPDFPage_CountObjects(page) > _MOST_OBJECTS:
        result.cut = True
        return result
    place = _placing(raw, page, result.width, result.height)
    drawn = _objects(raw, page, result, place)
    text = raw.FPDFText_LoadPage(page)
    if text:
        try:
            known = _glyphs(raw, text, result, place, drawn)
        finally:
            raw.FPDFText_ClosePage(text)
        again = [each for each in drawn.items() if each[0] not in known]
        result.glyphs += _drawn_again(raw, result.glyphs, again, place)
    order = 1 + max((glyph.order + glyph.count for glyph in result.glyphs), default=0) if notes else 0
    for box, written, size in notes:
        made = forms.glyphs(_placed(box, place), written, size, order)
        result.glyphs += made
        order += len(made)
    for address, box in links:
        x0, top, x1, bottom = _placed(box, place)
        result.links.append(Link(address=address, x0=x0, top=top, x1=x1, bottom=bottom))
    return result


def _placed(box: _Box, place: _Point) -> _Box:
    """Return a box of PDF user space as left, top, right, bottom of the page as shown."""
    (x0, y0), (x1, y1) = place(box[0], box[1]), place(box[2], box[3])
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _placing(raw: Any, page: Any, width: float, height: float) -> _Point:
    """Return the map from PDF user space to points from the top left of the page as shown."""
    scale = 1000
    x, y = ctypes.c_int(), ctypes.c_int()

    def corner(px: float, py: float) -> tuple[float, float]:
        raw.FPDF_PageToDevice(page, 0, 0, int(width * scale), int(height * scale), 0, px, py, x, y)
        return x.value / scale, y.value / scale

    ox, oy = corner(0, 0)
    ax, ay = corner(1000, 0)
    bx, by = corner(0, 1000)
    xx, xy, yx, yy = (ax - ox) / 1000, (ay - oy) / 1000, (bx - ox) / 1000, (by - oy) / 1000
    return lambda px, py: (ox + xx * px + yx * py, oy + xy * px + yy * py)


def _font(raw: Any, text: Any, index: int) -> _Font:
    """Return a glyph's font name, and whether it is bold and italic."""
    name = ctypes.create_string_buffer(256)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, index, name, 256, flags)
    font = name.value.decode("utf-8", "replace")
    bold, italic = looks(font)
    if bold is None:
        weight = raw.FPDFText_GetFontWeight(text, index)
        # The descriptor's force-bold bit is 1 << 18, its italic bit 1 << 6 (ISO 32000-1, table 123).
        bold = weight >= _BOLD_WEIGHT or bool(flags.value > 0 and flags.value & 1 << 18)
    return font, bold, italic or bool(flags.value > 0 and flags.value & 1 << 6)


def _runs(
    raw: Any, text: Any, owners: list[int | None], drawn: dict[int, _Drawn], place: _Point
) -> list[Run | None]:
    """Return for each character what its text object says of type and paint; alike objects share one run.

    `owners` are the addresses of the text objects of the characters, `drawn` says how each was drawn. A
    character without an owner, as PDFium makes them up, gets null.
    """
    first: dict[int, int] = {}
    for index, owner in enumerate(owners):
        if owner is not None and owner not in first:
            first[owner] = index
    count = len(first)
    page = itertools.repeat(ctypes.cast(text, ctypes.c_void_p).value)
    pointer, number = ctypes.c_void_p, ctypes.c_int
    fonts = list(map(_quick(raw.FPDFTextObj_GetFont, pointer, pointer), first))
    modes = list(map(_quick(raw.FPDFTextObj_GetTextRenderMode, number, pointer), first))
    size_of = _quick(raw.FPDFText_GetFontSize, ctypes.c_double, pointer, number)
    sizes = list(map(size_of, page, first.values()))
    matrices, channels = (ctypes.c_float * (6 * count))(), (ctypes.c_uint * (4 * count))()
    at, slot = ctypes.addressof(matrices), ctypes.addressof(channels)
    matrix_of = _quick(raw.FPDFText_GetMatrix, number, pointer, number, pointer)
    for _ in map(matrix_of, page, first.values(), range(at, at + 24 * count, 24)):
        pass
    colour_of = _quick(raw.FPDFText_GetFillColor, number, pointer, number, *[pointer] * 4)
    places = (range(slot + 4 * part, slot + 4 * part + 16 * count, 16) for part in range(4))
    coloured = list(map(colour_of, page, first.values(), *places))
    scales, colours = list(matrices), list(channels)
    kinds: dict[int | None, _Font] = {}
    alike: dict[tuple[object, ...], Run] = {}
    runs: dict[int | None, Run | None] = {None: None}
    for nth, (owner, index) in enumerate(first.items()):
        scale = tuple(scales[6 * nth : 6 * nth + 4])
        colour = tuple(colours[4 * nth : 4 * nth + 4]) if coloured[nth] else None
        how = drawn.get(owner, _UNKNOWN)
        key = (fonts[nth], modes[nth], sizes[nth], scale, colour, how)
        run = alike.get(key)
        if run is None:
            kind = kinds.get(fonts[nth])
            if kind is None:
                kind = kinds[fonts[nth]] = _font(raw, text, index)
            run = _run(kind, modes[nth], sizes[nth], scale, colour, place)
            run.painted, run.alpha, run.clip = how.painted, min(run.alpha, how.alpha), how.clip
            if run.upright:  # text that runs another way is read one object at a time
                alike[key] = run
        runs[owner] = run
    return list(map(runs.__getitem__, owners))


def _run(
    font: _Font,
    mode: int,
    size: float,
    scale: tuple[float, ...],
    colour: tuple[int, ...] | None,
    place: _Point,
) -> Run:
    a, b, c, d = scale
    run = Run(font=font[0], bold=font[1], italic=font[2], size=size * (c * c + d * d) ** 0.5)
    if colour:
        run.colour = colour[0], colour[1], colour[2]
        run.alpha = colour[3] / _SOLID
        run.invisible = colour[3] == 0
    if not run.invisible:
        run.invisible = mode in _INVISIBLE
        run.cuts = mode == _CUTTING
        if mode in _STROKED:
            run.colour = None  # the outline shows, whatever the filling
    origin, end = place(0, 0), place(a, b)
    along, across = end[0] - origin[0], end[1] - origin[1]
    run.upright = along > 0 and abs(across) <= 0.05 * along
    if not run.upright:
        run.turn = turning(along, across)
    return run


@functools.lru_cache(maxsize=1024)
def _character(number: int) -> str:
    return chr(number) if number <= 0x10FFFF and not 0xD800 <= number < 0xE000 else "\ufffd"


def _bulk(raw: Any, text: Any, count: int) -> tuple[list[str], list[int | None], list[float]]:
    """Return the characters of a page, the addresses of their text objects, and the sides of their boxes.

    The sides are left, top, right, bottom of one glyph after the other, as in FS_RECTF. One foreign call for
    each property of each glyph is most of what reading costs, so the calls skip what ctypes does for
    comfort: types are plain addresses, and the interpreter's lock is kept (the calls are too short for
    another thread to gain by it).
    """
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(text, 0, count, buffer)
    address = ctypes.cast(text, ctypes.c_void_p).value
    plain = (ctypes.c_void_p, ctypes.c_int)
    code_at = _quick(raw.FPDFText_GetUnicode, ctypes.c_uint, *plain)
    numbers = list(buffer)[:count]
    if written != count + 1 or any(0xD800 <= number < 0xE000 for number in numbers):
        # The text leaves characters without a code out, or spells some in two units.
        numbers = list(map(code_at, itertools.repeat(address), range(count)))
    while _LOST in numbers:  # U+FFFE in the text stands for a hyphen, and for a character without a code
        at = numbers.index(_LOST)
        numbers[at] = code_at(address, at)
        if numbers[at] == _LOST:
            numbers[at] = _HYPHEN
    codes = [_character(number) for number in numbers]
    owner_of = _quick(raw.FPDFText_GetTextObject, ctypes.c_void_p, *plain)
    owners = list(map(owner_of, itertools.repeat(address), range(count)))
    boxes = (ctypes.c_float * (4 * count))()
    box_of = _quick(raw.FPDFText_GetLooseCharBox, ctypes.c_int, *plain, ctypes.c_void_p)
    at = ctypes.addressof(boxes)
    for _ in map(box_of, itertools.repeat(address), range(count), range(at, at + 16 * count, 16)):
        pass
    return codes, owners, list(boxes)


def _quick(function: Any, result: Any, *arguments: Any) -> Any:
    """Return a foreign function with other types, called without giving up the interpreter's lock."""
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


@dataclass(slots=True)
class _Piece:
    """Characters that are read as one glyph: the first one's index, and their box in PDF user space."""

    index: int
    text: str
    run: Run | None
    x0: float
    y1: float
    x1: float
    y0: float
    spaced: bool
    count: int = 1


def _pieces(
    codes: list[str], runs: list[Run | None], owners: list[int | None], boxes: list[float], close: list[bool]
) -> list[_Piece]:
    """Return the characters of a page, those that follow each other closely as one; white space made up is left out."""
    result: list[_Piece] = []
    parts: list[str] = []  # of the piece that grows
    spaced = False
    run: Run | None = None
    least = most = slack = above = below = last_x0 = last_x1 = math.nan
    high = low = 0.0
    places = zip(boxes[::4], boxes[1::4], boxes[2::4], boxes[3::4], strict=True)
    each = zip(codes, runs, close, places, strict=True)
    for index, (code, own, closes, (x0, y1, x1, y0)) in enumerate(each):
        level = -slack < y0 - below < slack  # letters of a page that is shown turned stand over each other
        if x0 == last_x0 and x1 == last_x1 and level and own is run and owners[index] == owners[index - 1]:
            parts.append(code)  # letters of one ligature share a box
            continue
        if (
            closes
            and own is run
            and least < x0 - last_x1 < most
            and level
            and -slack < y1 - above < slack
            and x1 > x0
        ):
            parts.append(code)
            last_x0, last_x1 = x0, x1
            if y1 > high or y0 < low:
                high, low = max(high, y1), min(low, y0)
            continue
        if len(parts) > 1:
            _grow(result[-1], parts, last_x1, high, low)
        parts, last_x0, last_x1 = [], math.nan, math.nan
        # White space that PDFium made up is a hint only: words are built from places.
        if code in "\n\r" or (code == " " and x1 <= x0):
            spaced = True
            continue
        if own is not run:
            run = own
            size = run.size if run else 0.0
            least, most, slack = _CLOSE[0] * size, _CLOSE[1] * size, _SAME_LINE * size
        result.append(_Piece(index, code, own, x0, y1, x1, y0, spaced))
        spaced = False
        if run and run.upright and x1 > x0:
            parts, last_x0, high, low = [code], x0, y1, y0
            last_x1, above, below = x1, y1 if closes else math.nan, y0
    if len(parts) > 1:
        _grow(result[-1], parts, last_x1, high, low)
    return result


def _grow(piece: _Piece, parts: list[str], x1: float, y1: float, y0: float) -> None:
    piece.text, piece.count = "".join(parts), len(parts)
    piece.x1, piece.y1, piece.y0 = x1, y1, y0


def _glyphs(raw: Any, text: Any, page: GlyphPage, place: _Point, drawn: dict[int, _Drawn]) -> set[int | None]:
    """Add the glyphs of a page to it; return the addresses of the text objects they come from."""
    count = raw.FPDFText_CountChars(text)
    page.cut = page.cut or count > MAX_GLYPHS
    count = max(0, min(count, MAX_GLYPHS))
    codes, owners, boxes = _bulk(raw, text, count)
    straight, ox, sx = _straight(place)
    close = _may_close(codes) if straight else [False] * count
    runs = _runs(raw, text, owners, drawn, place)
    sides = tuple(ctypes.c_double() for _ in range(4))
    x, y = ctypes.c_double(), ctypes.c_double()
    run: Run | None = None
    above = below = top = bottom = base = slack = math.nan
    for piece in _pieces(codes, runs, owners, boxes, close):
        px0, py1, px1, py0 = piece.x0, piece.y1, piece.x1, piece.y0
        if px1 <= px0:
            if not raw.FPDFText_GetCharBox(text, piece.index, *sides):
                continue
            px0, px1, py0, py1 = (side.value for side in sides)
        if piece.run is not run or run is None:
            run = piece.run or Run(size=raw.FPDFText_GetFontSize(text, piece.index))
            run.size = run.size or abs(place(px0, py0)[1] - place(px0, py1)[1])
            above, slack = math.nan, _SAME_LINE * run.size
        if straight and -slack < py1 - above < slack and -slack < py0 - below < slack:
            x0, x1 = ox + sx * px0, ox + sx * px1  # the same line of the same run
        else:
            raw.FPDFText_GetCharOrigin(text, piece.index, x, y)
            (x0, top), (x1, bottom) = place(px0, py1), place(px1, py0)
            top, bottom = min(top, bottom), max(top, bottom)
            base = place(x.value, y.value)[1]
            above, below = py1, py0
        x0, x1 = (x0, x1) if x0 <= x1 else (x1, x0)
        inside = x0 > -FAR and x1 < FAR and top > -FAR and bottom < FAR  # false where a value is none
        if inside and -FAR < base < FAR and run.size < FAR:
            page.glyphs.append(
                Glyph(piece.text, x0, top, x1, bottom, base, run, piece.index, piece.spaced, piece.count)
            )
    return set(owners)


def _drawn_again(
    raw: Any, glyphs: list[Glyph], objects: list[tuple[int, _Drawn]], place: _Point
) -> list[Glyph]:
    """Return glyphs drawn once more in another colour, in the order of the first ones.

    Of text drawn twice, a little aside, PDFium tells the first print only, which may be a shadow that cannot
    be seen. `objects` are the text objects it tells nothing of.
    """
    result: list[Glyph] = []
    sides = tuple(ctypes.c_float() for _ in range(4))
    channels = tuple(ctypes.c_uint() for _ in range(4))
    for address, how in objects[:_MOST_AGAIN]:
        item = ctypes.cast(address, raw.FPDF_PAGEOBJECT)
        if not raw.FPDFPageObj_GetBounds(item, *sides) or sides[2].value - sides[0].value < _SPECK:
            continue  # a space
        if not raw.FPDFPageObj_GetFillColor(item, *channels):
            continue
        if raw.FPDFTextObj_GetTextRenderMode(item) in _INVISIBLE:
            continue
        left, low, right, high = (side.value for side in sides)
        corners = [place(*_mapped(x, y, how.matrices)) for x in (left, right) for y in (low, high)]
        xs, ys = [at[0] for at in corners], [at[1] for at in corners]
        red, green, blue, alpha = (channel.value for channel in channels)
        runs: dict[int, Run] = {}
        for glyph in glyphs:
            middle = (glyph.x0 + glyph.x1) / 2
            if not (min(xs) <= middle <= max(xs) and min(ys) <= glyph.base - 0.3 * glyph.size <= max(ys)):
                continue
            run = runs.get(id(glyph.run))
            if run is None:
                run = runs[id(glyph.run)] = replace(
                    glyph.run,
                    colour=(red, green, blue),
                    alpha=min(alpha / _SOLID, how.alpha),
                    invisible=alpha == 0,
                    painted=how.painted,
                    clip=how.clip,
                )
            if (run.colour, run.alpha) != (glyph.run.colour, glyph.run.alpha):
                result.append(replace(glyph, run=run))
    return result


def _may_close(codes: list[str]) -> list[bool]:
    """Return for each character whether it may be read as one glyph with its neighbours.

    Accents set over letters, and characters without a meaning, are repaired by the places and widths of
    single glyphs: those of their neighbours, or of the whole page.
    """
    found = set(codes)
    if any(code < " " and code not in "\x02\t\n\r" for code in found):
        return [False] * len(codes)
    result = list(map(_CLOSED.__contains__, codes))
    for mark in found & tables()["accents"].keys():
        for at, code in enumerate(codes):
            if code == mark:
                near = slice(max(0, at - _ACCENT), at + _ACCENT)
                result[near] = [False] * len(result[near])
    return result


def _straight(place: _Point) -> tuple[bool, float, float]:
    """Return whether a page is shown upright, and then the origin and scale of its x axis."""
    (ox, oy), (ax, ay), (bx, by) = place(0, 0), place(1, 0), place(0, 1)
    return ay == oy and bx == ox and ax > ox and by < oy, ox, ax - ox


@dataclass(frozen=True, slots=True)
class _Drawn:
    """How a text object is drawn: after how many shapes, how much of it shows, what is cut off, in which forms."""

    painted: int = -1
    alpha: float = 1.0
    clip: _Box | None = None
    matrices: tuple[tuple[float, ...], ...] = field(default=(), compare=False)


_UNKNOWN = _Drawn()


@dataclass(frozen=True, slots=True, eq=False)
class _Form:
    """What a form lays on all that it holds: the maps to the page, how much shows through, what is cut off."""

    matrices: tuple[tuple[float, ...], ...] = ()
    alpha: float = 1.0
    clip: _Box | None = None


def _objects(raw: Any, page: Any, result: GlyphPage, place: _Point) -> dict[int, _Drawn]:
    """Add the shapes of a page to it; return how each text object is drawn, by its address."""
    pointer, number = ctypes.c_void_p, ctypes.c_int
    kind_of = _quick(raw.FPDFPageObj_GetType, number, pointer)
    on_page = _quick(raw.FPDFPage_GetObject, pointer, pointer, number)
    in_form = _quick(raw.FPDFFormObj_GetObject, pointer, pointer, ctypes.c_ulong)
    count = min(raw.FPDFPage_CountObjects(page), MAX_SHAPES * 4)
    items = list(map(on_page, itertools.repeat(ctypes.cast(page, pointer).value), range(count)))
    whole = _Form()
    pending: list[tuple[Any, _Form]] = [(item, whole) for item in reversed(items)]
    clips = _Clips(raw, place)
    drawn: dict[int, _Drawn] = {}
    seen = 0
    while pending and len(result.shapes) < MAX_SHAPES and seen < MAX_SHAPES * 4:
        address, form = pending.pop()
        seen += 1
        kind = kind_of(address)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            drawn[address] = _Drawn(len(result.shapes), form.alpha, clips.of(address, form), form.matrices)
            continue
        item = ctypes.cast(address, raw.FPDF_PAGEOBJECT)
        if kind == raw.FPDF_PAGEOBJ_FORM and len(form.matrices) < _FORM_DEPTH:
            own = raw.FS_MATRIX()
            raw.FPDFPageObj_GetMatrix(item, own)
            inner = _Form(
                ((own.a, own.b, own.c, own.d, own.e, own.f), *form.matrices),
                min(form.alpha, _alpha(raw, item)),
                clips.of(address, form),
            )
            size = min(raw.FPDFFormObj_CountObjects(item), MAX_SHAPES)
            pending.extend((in_form(address, at), inner) for at in reversed(range(size)))
        elif kind in {raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING}:
            shape = _shape(raw, item, kind, form.matrices, place)
            if shape:
                shape.painted = len(result.shapes) + 1
                shape.alpha = min(shape.alpha, form.alpha)
                shape.opaque = not form.matrices and _is_opaque(raw, item, shape)
                result.shapes.append(shape)
    result.cut = result.cut or bool(pending)
    return drawn


def _alpha(raw: Any, item: Any) -> float:
    """Return how much of what stands beneath an object is hidden by it, 0 to 1."""
    channels = [ctypes.c_uint() for _ in range(4)]
    return channels[3].value / 255 if raw.FPDFPageObj_GetFillColor(item, *channels) else 1.0


class _Clips:
    """Tells what clipping leaves of objects of one page, each set of clipping paths measured once.

    Objects drawn one after the other share their paths, so that the place of a path's first point in memory
    tells which it is.
    """

    def __init__(self, raw: Any, place: _Point) -> None:
        self.raw, self.place = raw, place
        pointer, number = ctypes.c_void_p, ctypes.c_int
        self.clip_of = _quick(raw.FPDFPageObj_GetClipPath, pointer, pointer)
        self.count_of = _quick(raw.FPDFClipPath_CountPaths, number, pointer)
        self.point_of = _quick(raw.FPDFClipPath_GetPathSegment, pointer, pointer, number, number)
        self.known: dict[tuple[Any, ...], _Box | None] = {}

    def of(self, item: int | None, form: _Form) -> _Box | None:
        """Return what may show of the object at address `item` in a form: left, top, right, bottom, or all (null)."""
        clip = self.clip_of(item)
        count = self.count_of(clip) if clip else 0
        if count <= 0:
            return form.clip
        if count > _MOST_CLIPS:
            count = _MOST_CLIPS
        key = (form, *[self.point_of(clip, at, 0) for at in range(count)])
        if key not in self.known:
            self.known[key] = self._measured(clip, count, form)
        return self.known[key]

    def _measured(self, clip: Any, count: int, form: _Form) -> _Box | None:
        box = form.clip
        raw = self.raw
        x, y = ctypes.c_float(), ctypes.c_float()
        handle = ctypes.cast(clip, raw.FPDF_CLIPPATH)
        for index in range(count):
            size = min(raw.FPDFClipPath_CountPathSegments(handle, index), MAX_SHAPES)
            xs, ys = [], []
            for at in range(size):
                segment = raw.FPDFClipPath_GetPathSegment(handle, index, at)
                raw.FPDFPathSegment_GetPoint(segment, x, y)
                px, py = self.place(*_mapped(x.value, y.value, form.matrices))
                xs.append(px)
                ys.append(py)
            if not xs or not all(map(math.isfinite, xs + ys)):
                continue
            own = (min(xs), min(ys), max(xs), max(ys))
            box = own if box is None else _shared(box, own)
        return box


def _shared(one: _Box, other: _Box) -> _Box:
    """Return what two boxes share: nothing wide or high where they share nothing."""
    x0, top = max(one[0], other[0]), max(one[1], other[1])
    return x0, top, max(x0, min(one[2], other[2])), max(top, min(one[3], other[3]))


def _mapped(x: float, y: float, matrices: tuple[tuple[float, ...], ...]) -> tuple[float, float]:
    """Return a point of a form as one of the page that holds it."""
    for a, b, c, d, e, f in matrices:
        x, y = a * x + c * y + e, b * x + d * y + f
    return x, y


def _is_opaque(raw: Any, item: Any, shape: Shape) -> bool:
    """Return whether a rectangle or picture surely hides all beneath it: no clipping, nothing see-through."""
    if not (shape.picture or (shape.filled and shape.colour and 4 <= shape.points <= 6)):
        return False
    if shape.width < 6 or shape.height < 3 or raw.FPDFPageObj_HasTransparency(item):
        return False
    clip = raw.FPDFPageObj_GetClipPath(item)
    count = raw.FPDFClipPath_CountPaths(clip) if clip else 0
    left, low, right, high = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(item, left, low, right, high)
    return count <= 4 and all(
        _contains(raw, clip, at, (left.value, low.value, right.value, high.value))
        for at in range(max(0, count))
    )


def _contains(raw: Any, clip: Any, index: int, box: tuple[float, float, float, float]) -> bool:
    """Return whether a path that clips is a rectangle around the whole box."""
    count = raw.FPDFClipPath_CountPathSegments(clip, index)
    if not 4 <= count <= 6:
        return False
    x, y = ctypes.c_float(), ctypes.c_float()
    xs, ys = [], []
    for at in range(count):
        raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, index, at), x, y)
        xs.append(x.value)
        ys.append(y.value)
    return min(xs) <= box[0] + 1 and min(ys) <= box[1] + 1 and max(xs) >= box[2] - 1 and max(ys) >= box[3] - 1


def _shape(
    raw: Any, item: Any, kind: int, matrices: tuple[tuple[float, ...], ...], place: _Point
) -> Shape | None:
    left, low, right, high = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(item, left, low, right, high):
        return None
    corners = [
        place(*_mapped(px, py, matrices))
        for px in (left.value, right.value)
        for py in (low.value, high.value)
    ]
    if not all(-FAR < value < FAR for at in corners for value in at):
        return None
    xs, ys = [at[0] for at in corners], [at[1] for at in corners]
    shape = Shape(x0=min(xs), top=min(ys), x1=max(xs), bottom=max(ys))
    if kind == raw.FPDF_PAGEOBJ_IMAGE:
        shape.picture = True
    elif kind == raw.FPDF_PAGEOBJ_SHADING:
        shape.filled = True
    else:
        mode, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item, mode, stroke)
        shape.filled = mode.value != 0
        shape.points = raw.FPDFPath_CountSegments(item)
        if not shape.filled and not stroke.value:
            return None
        if shape.filled and _BOX < shape.points <= _ROUNDED:
            segments = (raw.FPDFPath_GetPathSegment(item, at) for at in range(shape.points))
            shape.parts = sum(
                raw.FPDFPathSegment_GetType(each) == raw.FPDF_SEGMENT_MOVETO for each in segments
            )
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        get = raw.FPDFPageObj_GetFillColor if shape.filled else raw.FPDFPageObj_GetStrokeColor
        if get(item, red, green, blue, alpha):
            if alpha.value < 8:
                return None
            shape.alpha = alpha.value / 255
            shape.colour = (red.value, green.value, blue.value)
            if shape.filled and alpha.value == _SOLID and raw.FPDFPageObj_HasTransparency(item):
                shape.colour = (
                    None  # painted through a mask, as shadows are, or mixed with what stands beneath
                )
    return shape


def _links(raw: Any, document: Any, page: Any) -> list[tuple[str, _Box]]:
    """Return the addresses behind a page, each with its box in PDF user space."""
    found: list[tuple[str, _Box]] = []
    at, link = ctypes.c_int(0), raw.FPDF_LINK()
    for _ in range(MAX_LINKS):
        if not raw.FPDFLink_Enumerate(page, at, link):
            break
        action = raw.FPDFLink_GetAction(link)
        box = raw.FS_RECTF()
        if not action or not raw.FPDFLink_GetAnnotRect(link, box):
            continue
        size = raw.FPDFAction_GetURIPath(document, action, None, 0)
        if not 1 < size < 4000:
            continue
        buffer = ctypes.create_string_buffer(size)
        raw.FPDFAction_GetURIPath(document, action, buffer, size)
        address = "".join(c for c in buffer.value.decode("utf-8", "replace") if c.isprintable())
        found.append((address, (box.left, box.top, box.right, box.bottom)))
    return found

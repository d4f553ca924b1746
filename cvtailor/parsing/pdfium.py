"""The first glyph reader: PDFium through pypdfium2's raw interface. Fast and faithful."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable
from typing import Any

from cvtailor.errors import ReadError
from cvtailor.parsing.glyphs import (
    FAR,
    MAX_GLYPHS,
    MAX_LINKS,
    MAX_PAGES,
    MAX_SHAPES,
    Colour,
    Glyph,
    GlyphFile,
    GlyphPage,
    Link,
    Shape,
    looks,
)

_LOCK = threading.Lock()  # PDFium is not thread-safe
_Point = Callable[[float, float], tuple[float, float]]
_Font = tuple[str, bool, bool]
_INVISIBLE = {3, 7}  # text render modes that paint nothing (ISO 32000-1, table 106)
_BOLD_WEIGHT = 600
_FORM_DEPTH = 8
_MOST_OBJECTS = MAX_GLYPHS + 4 * MAX_SHAPES  # on a page; PDFium's text of more takes gigabytes


def read(data: bytes) -> GlyphFile:
    """Return the pages of a PDF.

    Raises:
        ReadError: when the file needs a password, is damaged, or holds no page.
    """
    with _LOCK:
        return _read(data)


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
    result = GlyphPage(
        number=number, width=raw.FPDF_GetPageWidthF(page), height=raw.FPDF_GetPageHeightF(page)
    )
    if raw.FPDFPage_CountObjects(page) > _MOST_OBJECTS:
        result.cut = True
        return result
    place = _placing(raw, page, result.width, result.height)
    text = raw.FPDFText_LoadPage(page)
    if text:
        try:
            _glyphs(raw, text, result, place)
        finally:
            raw.FPDFText_ClosePage(text)
    _objects(raw, page, result, place)
    _links(raw, document, page, result, place)
    return result


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


class _Run:
    """What all glyphs of one text object share."""

    __slots__ = ("bold", "colour", "font", "invisible", "italic", "number", "scale", "upright")

    def __init__(
        self, raw: Any, text: Any, index: int, owner: Any, number: int, place: _Point, fonts: dict[int, _Font]
    ) -> None:
        self.number = number
        handle = ctypes.cast(raw.FPDFTextObj_GetFont(owner), ctypes.c_void_p).value if owner else None
        known = fonts.get(handle) if handle else None
        if known is None:
            known = _font(raw, text, index)
            if handle:
                fonts[handle] = known
        self.font, self.bold, self.italic = known
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        self.colour: Colour | None = None
        self.invisible = False
        if raw.FPDFText_GetFillColor(text, index, red, green, blue, alpha):
            self.colour = (red.value, green.value, blue.value)
            self.invisible = alpha.value == 0
        mode = raw.FPDFTextObj_GetTextRenderMode(owner) if owner else 0
        self.invisible = self.invisible or mode in _INVISIBLE
        matrix = raw.FS_MATRIX()
        size = raw.FPDFText_GetFontSize(text, index)
        self.scale, self.upright = size, True
        if raw.FPDFText_GetMatrix(text, index, matrix):
            self.scale = size * (matrix.c**2 + matrix.d**2) ** 0.5
            start, end = place(0, 0), place(matrix.a, matrix.b)
            along, across = end[0] - start[0], end[1] - start[1]
            self.upright = along > 0 and abs(across) <= 0.05 * along


def _glyphs(raw: Any, text: Any, page: GlyphPage, place: _Point) -> None:
    count = raw.FPDFText_CountChars(text)
    page.cut = count > MAX_GLYPHS
    runs: dict[int, _Run] = {}
    fonts: dict[int, _Font] = {}
    box, left, right = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    low, high, x, y = ctypes.c_double(), ctypes.c_double(), ctypes.c_double(), ctypes.c_double()
    code_at, generated, owner_of = (
        raw.FPDFText_GetUnicode,
        raw.FPDFText_IsGenerated,
        raw.FPDFText_GetTextObject,
    )
    loose, origin = raw.FPDFText_GetLooseCharBox, raw.FPDFText_GetCharOrigin
    spaced = False
    for index in range(min(count, MAX_GLYPHS)):
        code = code_at(text, index)
        # White space that PDFium made up is a hint only: words are built from places.
        if code in {10, 13} or generated(text, index) == 1:
            spaced = True
            continue
        owner = owner_of(text, index)
        key = ctypes.cast(owner, ctypes.c_void_p).value or 0
        run = runs.get(key)
        if run is None:
            run = runs[key] = _Run(raw, text, index, owner, len(runs), place, fonts)
        if not loose(text, index, box) or box.right <= box.left:
            if not raw.FPDFText_GetCharBox(text, index, left, right, low, high):
                continue
            box.left, box.right, box.bottom, box.top = left.value, right.value, low.value, high.value
        origin(text, index, x, y)
        x0, y0 = place(box.left, box.top)
        x1, y1 = place(box.right, box.bottom)
        if not all(-FAR < at < FAR for at in (x0, y0, x1, y1, x.value, y.value, run.scale)):
            continue
        page.glyphs.append(
            Glyph(
                text=chr(code) if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else "\ufffd",
                x0=min(x0, x1),
                top=min(y0, y1),
                x1=max(x0, x1),
                bottom=max(y0, y1),
                base=place(x.value, y.value)[1],
                size=run.scale or abs(y1 - y0),
                font=run.font,
                bold=run.bold,
                italic=run.italic,
                colour=run.colour,
                invisible=run.invisible,
                upright=run.upright,
                run=run.number,
                order=index,
                spaced=spaced,
            )
        )
        spaced = False


def _objects(raw: Any, page: Any, result: GlyphPage, place: _Point) -> None:
    pending: list[tuple[Any, list[tuple[float, ...]]]] = [
        (raw.FPDFPage_GetObject(page, index), [])
        for index in range(min(raw.FPDFPage_CountObjects(page), MAX_SHAPES * 4))
    ]
    pending.reverse()
    seen = 0
    while pending and len(result.shapes) < MAX_SHAPES and seen < MAX_SHAPES * 4:
        item, matrices = pending.pop()
        seen += 1
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_FORM and len(matrices) < _FORM_DEPTH:
            own = raw.FS_MATRIX()
            raw.FPDFPageObj_GetMatrix(item, own)
            inner = [(own.a, own.b, own.c, own.d, own.e, own.f), *matrices]
            size = min(raw.FPDFFormObj_CountObjects(item), MAX_SHAPES)
            pending.extend((raw.FPDFFormObj_GetObject(item, at), inner) for at in reversed(range(size)))
        elif kind in {raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING}:
            shape = _shape(raw, item, kind, matrices, place)
            if shape:
                result.shapes.append(shape)
    result.cut = result.cut or bool(pending)


def _shape(raw: Any, item: Any, kind: int, matrices: list[tuple[float, ...]], place: _Point) -> Shape | None:
    left, low, right, high = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(item, left, low, right, high):
        return None
    corners = []
    for px in (left.value, right.value):
        for py in (low.value, high.value):
            at = (px, py)
            for a, b, c, d, e, f in matrices:
                at = (a * at[0] + c * at[1] + e, b * at[0] + d * at[1] + f)
            corners.append(place(*at))
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
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        get = raw.FPDFPageObj_GetFillColor if shape.filled else raw.FPDFPageObj_GetStrokeColor
        if get(item, red, green, blue, alpha):
            if alpha.value < 8:
                return None
            shape.colour = (red.value, green.value, blue.value)
    return shape


def _links(raw: Any, document: Any, page: Any, result: GlyphPage, place: _Point) -> None:
    at, link = ctypes.c_int(0), raw.FPDF_LINK()
    for _ in range(MAX_LINKS):
        if not raw.FPDFLink_Enumerate(page, at, link):
            return
        action = raw.FPDFLink_GetAction(link)
        box = raw.FS_RECTF()
        if not action or not raw.FPDFLink_GetAnnotRect(link, box):
            continue
        size = raw.FPDFAction_GetURIPath(document, action, None, 0)
        if not 1 < size < 4000:
            continue
        buffer = ctypes.create_string_buffer(size)
        raw.FPDFAction_GetURIPath(document, action, buffer, size)
        (x0, y0), (x1, y1) = place(box.left, box.top), place(box.right, box.bottom)
        address = "".join(c for c in buffer.value.decode("utf-8", "replace") if c.isprintable())
        result.links.append(
            Link(address=address, x0=min(x0, x1), top=min(y0, y1), x1=max(x0, x1), bottom=max(y0, y1))
        )

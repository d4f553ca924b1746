"""The first glyph reader: PDFium through pypdfium2's raw interface. Fast and faithful."""

from __future__ import annotations

import ctypes
import functools
import itertools
import math
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
    Glyph,
    GlyphFile,
    GlyphPage,
    Link,
    Run,
    Shape,
    looks,
)

LOCK = threading.Lock()  # PDFium is not thread-safe
_Point = Callable[[float, float], tuple[float, float]]
_Font = tuple[str, bool, bool]
_INVISIBLE = {3, 7}  # text render modes that paint nothing (ISO 32000-1, table 106)
_STROKED = {1, 2, 5, 6}  # those that draw the outline of letters
_LOST, _HYPHEN = 0xFFFE, 0x2
_BOLD_WEIGHT = 600
_FORM_DEPTH = 8
_BOX, _ROUNDED = 5, 20  # segments of a rectangle, and more than those of one with rounded corners
_MOST_OBJECTS = MAX_GLYPHS + 4 * MAX_SHAPES  # on a page; PDFium's text of more takes gigabytes


def read(data: bytes) -> GlyphFile:
    """Return the pages of a PDF.

    Raises:
        ReadError: when the file needs a password, is damaged, or holds no page.
    """
    with LOCK:
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
    runs: dict[int | None, Run] = {}
    if text:
        try:
            runs = _glyphs(raw, text, result, place)
        finally:
            raw.FPDFText_ClosePage(text)
    _objects(raw, page, result, place, runs)
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


class _Painting:
    """Tells how text objects of one page are painted, with one set of buffers for all of them."""

    def __init__(self, raw: Any, text: Any, place: _Point) -> None:
        self.raw, self.text = raw, text
        self.address = ctypes.cast(text, ctypes.c_void_p).value
        self.fonts: dict[int, _Font] = {}
        self.channels = (ctypes.c_uint * 4)()
        at = ctypes.addressof(self.channels)
        self.slots = (at, at + 4, at + 8, at + 12)
        self.matrix = (ctypes.c_float * 6)()
        self.matrix_at = ctypes.addressof(self.matrix)
        self.origin = place(0, 0)
        self.place = place
        pointer, number = ctypes.c_void_p, ctypes.c_int
        self.font_of = _quick(raw.FPDFTextObj_GetFont, pointer, pointer)
        self.mode_of = _quick(raw.FPDFTextObj_GetTextRenderMode, number, pointer)
        self.size_of = _quick(raw.FPDFText_GetFontSize, ctypes.c_double, pointer, number)
        self.matrix_of = _quick(raw.FPDFText_GetMatrix, number, pointer, number, pointer)
        self.colour_of = _quick(raw.FPDFText_GetFillColor, number, pointer, number, *[pointer] * 4)

    def run(self, index: int, owner: int | None) -> Run:
        """Return what the glyphs of the text object at address `owner` share; `index` is the first of them."""
        handle = self.font_of(owner) if owner else None
        known = self.fonts.get(handle) if handle else None
        if known is None:
            known = _font(self.raw, self.text, index)
            if handle:
                self.fonts[handle] = known
        run = Run(font=known[0], bold=known[1], italic=known[2])
        if self.colour_of(self.address, index, *self.slots):
            red, green, blue, alpha = self.channels
            run.colour = (red, green, blue)
            run.invisible = alpha == 0
        if owner and not run.invisible:
            mode = self.mode_of(owner)
            run.invisible = mode in _INVISIBLE
            if mode in _STROKED:
                run.colour = None  # the outline shows, whatever the filling
        run.size = self.size_of(self.address, index)
        if self.matrix_of(self.address, index, self.matrix_at):
            a, b, c, d, _, _ = self.matrix
            run.size *= (c * c + d * d) ** 0.5
            end = self.place(a, b)
            along, across = end[0] - self.origin[0], end[1] - self.origin[1]
            run.upright = along > 0 and abs(across) <= 0.05 * along
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


def _glyphs(raw: Any, text: Any, page: GlyphPage, place: _Point) -> dict[int | None, Run]:
    """Add the glyphs of a page to it; return their runs by the address of the text object."""
    count = raw.FPDFText_CountChars(text)
    page.cut = count > MAX_GLYPHS
    count = max(0, min(count, MAX_GLYPHS))
    codes, owners, boxes = _bulk(raw, text, count)
    runs: dict[int | None, Run] = {}
    painting = _Painting(raw, text, place)
    left, right, low, high, x, y = (ctypes.c_double() for _ in range(6))
    straight, ox, sx = _straight(place)
    glyphs = page.glyphs
    spaced = False
    at = -4
    owner: int | None = 0
    run = Run()
    above = below = top = bottom = base = math.nan
    for index, (code, holder) in enumerate(zip(codes, owners, strict=True)):
        at += 4
        # White space that PDFium made up is a hint only: words are built from places.
        if code in "\n\r" or (code == " " and raw.FPDFText_IsGenerated(text, index) == 1):
            spaced = True
            continue
        px0, py0, px1, py1 = boxes[at : at + 4]
        if px1 <= px0:
            if not raw.FPDFText_GetCharBox(text, index, left, right, low, high):
                continue
            px0, px1, py0, py1 = left.value, right.value, high.value, low.value
        if holder != owner or not runs:
            owner = holder
            known = runs.get(owner)
            if known is None:
                known = runs[owner] = painting.run(index, owner)
                known.size = known.size or abs(place(px0, py0)[1] - place(px0, py1)[1])
            run = known
            above = math.nan
        if straight and py0 == above and py1 == below:
            x0, x1 = ox + sx * px0, ox + sx * px1  # the same line of the same run
        else:
            raw.FPDFText_GetCharOrigin(text, index, x, y)
            (x0, top), (x1, bottom) = place(px0, py0), place(px1, py1)
            if top > bottom:
                top, bottom = bottom, top
            base = place(x.value, y.value)[1]
            above, below = py0, py1
        if x0 > x1:
            x0, x1 = x1, x0
        if (
            x0 > -FAR
            and x1 < FAR
            and top > -FAR
            and bottom < FAR
            and -FAR < base < FAR
            and -FAR < run.size < FAR
        ):
            glyphs.append(Glyph(code, x0, top, x1, bottom, base, run, index, spaced))
            spaced = False
    return runs


def _straight(place: _Point) -> tuple[bool, float, float]:
    """Return whether a page is shown unturned, and then the origin and scale of its x axis."""
    (ox, oy), (ax, ay), (bx, _) = place(0, 0), place(1, 0), place(0, 1)
    return ay == oy and bx == ox, ox, ax - ox


def _objects(raw: Any, page: Any, result: GlyphPage, place: _Point, runs: dict[int | None, Run]) -> None:
    """Add the shapes of a page to it, and note in what order text and shapes are painted."""
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
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            run = runs.get(ctypes.cast(item, ctypes.c_void_p).value)
            if run:
                run.painted = seen
        elif kind == raw.FPDF_PAGEOBJ_FORM and len(matrices) < _FORM_DEPTH:
            own = raw.FS_MATRIX()
            raw.FPDFPageObj_GetMatrix(item, own)
            inner = [(own.a, own.b, own.c, own.d, own.e, own.f), *matrices]
            size = min(raw.FPDFFormObj_CountObjects(item), MAX_SHAPES)
            pending.extend((raw.FPDFFormObj_GetObject(item, at), inner) for at in reversed(range(size)))
        elif kind in {raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING}:
            shape = _shape(raw, item, kind, matrices, place)
            if shape:
                shape.painted = seen
                shape.opaque = not matrices and _is_opaque(raw, item, shape)
                result.shapes.append(shape)
    result.cut = result.cut or bool(pending)


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

"""The first glyph reader: PDFium through pypdfium2's raw interface. Fast and faithful."""

from __future__ import annotations

import ctypes
import threading
from typing import Any

from cvtailor.errors import ReadError
from cvtailor.parsing import forms, pdfium_forms, pdfium_shapes, pdfium_text, turned, type3
from cvtailor.parsing.glyphs import MAX_GLYPHS, MAX_LINKS, MAX_PAGES, MAX_SHAPES, GlyphFile, GlyphPage, Link
from cvtailor.parsing.pdfium_shapes import Box, Point

LOCK = threading.Lock()  # PDFium is not thread-safe
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
    crowded = pdfium_forms.too_many(raw, page)
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
    result.cut = result.cut or crowded
    return result


def _shown(
    raw: Any, page: Any, number: int, notes: list[pdfium_forms.Note], links: list[tuple[str, Box]]
) -> GlyphPage:
    """Return a page as it is shown, with notes and links whose boxes are in PDF user space."""
    result = GlyphPage(
        number=number, width=raw.FPDF_GetPageWidthF(page), height=raw.FPDF_GetPageHeightF(page)
    )
    if raw.FPDFPage_CountObjects(page) > _MOST_OBJECTS:
        result.cut = True
        return result
    place = _placing(raw, page, result.width, result.height)
    drawn = pdfium_shapes.objects(raw, page, result, place)
    text = raw.FPDFText_LoadPage(page)
    if text:
        try:
            known = pdfium_text.glyphs(raw, text, result, place, drawn)
        finally:
            raw.FPDFText_ClosePage(text)
        again = [each for each in drawn.items() if each[0] not in known]
        result.glyphs += pdfium_text.drawn_again(raw, result.glyphs, again, place)
    order = 1 + max((glyph.order + glyph.count for glyph in result.glyphs), default=0) if notes else 0
    for box, written, size in notes:
        made = forms.glyphs(_placed(box, place), written, size, order)
        result.glyphs += made
        order += len(made)
    for address, box in links:
        x0, top, x1, bottom = _placed(box, place)
        result.links.append(Link(address=address, x0=x0, top=top, x1=x1, bottom=bottom))
    return result


def _placed(box: Box, place: Point) -> Box:
    """Return a box of PDF user space as left, top, right, bottom of the page as shown."""
    (x0, y0), (x1, y1) = place(box[0], box[1]), place(box[2], box[3])
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _placing(raw: Any, page: Any, width: float, height: float) -> Point:
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


def _links(raw: Any, document: Any, page: Any) -> list[tuple[str, Box]]:
    """Return the addresses behind a page, each with its box in PDF user space."""
    found: list[tuple[str, Box]] = []
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

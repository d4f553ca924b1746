"""The second glyph reader: pdfminer.six. Slower; the fallback and the second opinion."""

from __future__ import annotations

import itertools
import logging
from typing import Any

from cvtailor.errors import ReadError
from cvtailor.parsing import forms, turned
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
    Run,
    Shape,
    looks,
    turning,
)


def read(data: bytes) -> GlyphFile:
    """Return the pages of a PDF.

    Raises:
        ReadError: when the file needs a password, is damaged, holds no page, or takes too much memory.
    """
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfminer.pdfpage import PDFPage
    from pdfminer.psexceptions import PSException

    from cvtailor.parsing.miner_machine import machine, opened

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    pages: list[GlyphPage] = []
    count = 0
    try:
        device, interpreter = machine()
        for number, page in enumerate(PDFPage.create_pages(opened(data)), 1):
            count = number
            if number > MAX_PAGES:
                continue
            interpreter.process_page(page)
            made = _page(device.get_result(), page, number, device.whole)
            turn = turned.usual(made.glyphs)
            if turn:
                page.rotate = (page.rotate + turn) % 360
                interpreter.process_page(page)
                made = _page(device.get_result(), page, number, device.whole)
            pages.append(made)
    except PDFPasswordIncorrect as error:
        raise ReadError(
            "The PDF is locked with a password.",
            "Save a copy without a password and check that.",
            kind="encrypted",
        ) from error
    except MemoryError as error:  # a font may claim widths for billions of characters
        raise ReadError(
            "Reading the PDF takes more memory than there is.",
            "Export it again from the program it was written in.",
            kind="too_large",
        ) from error
    except (
        PSException,
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        AttributeError,
        RecursionError,
        OSError,
        AssertionError,
        ArithmeticError,
    ) as error:
        # pdfminer raises nearly anything on damaged files.
        raise ReadError(
            "The PDF is damaged or cut short and cannot be opened.",
            "Export it again from the program it was written in.",
            kind="damaged",
        ) from error
    if not pages:
        raise ReadError("The PDF has no pages.", "Export it again.", kind="no_pages")
    return GlyphFile(pages=pages, count=count)


def _page(layout: Any, page: Any, number: int, base: Any) -> GlyphPage:
    from pdfminer.layout import LTChar, LTCurve, LTFigure, LTImage

    # pdfminer lays the media box out with its corner at the origin; the crop box is what is shown.
    left, low, right, high = _crop(page, layout)
    result = GlyphPage(number=number, width=right - left, height=high - low)
    pending = list(reversed(list(layout)))
    runs: dict[int, Run] = {}
    seen = 0
    while pending:
        item: Any = pending.pop()
        if not all(-FAR < value < FAR for value in item.bbox):
            continue
        if isinstance(item, LTChar):
            if len(result.glyphs) >= MAX_GLYPHS:
                result.cut = True
                break
            glyph = _glyph(item, left, high, len(result.glyphs), runs)
            if glyph.run.painted < 0:
                seen += 1
                glyph.run.painted = seen
            result.glyphs.append(glyph)
        elif isinstance(item, LTFigure):
            pending.extend(reversed(list(item)))
        elif isinstance(item, LTCurve | LTImage) and len(result.shapes) < MAX_SHAPES:
            seen += 1
            shape = _shape(item, left, high, picture=isinstance(item, LTImage))
            shape.painted = seen
            result.shapes.append(shape)
    result.cut = result.cut or forms.too_many(page)
    for place, text, size in forms.typed(page):
        x0, low, x1, top = forms.around(place, base)
        result.glyphs += forms.glyphs(
            (x0 - left, high - top, x1 - left, high - low), text, size, len(result.glyphs)
        )
    _mark_frames(result.shapes)
    _links(page, result, left, high, base)
    return result


def _shape(item: Any, left: float, high: float, *, picture: bool) -> Shape:
    alpha, _, mixed = getattr(item, "cv_paint", (1.0, None, False))
    filled = not picture and bool(item.fill)
    colour = None if picture else item.non_stroking_color if filled else item.stroking_color
    return Shape(
        x0=item.x0 - left,
        top=high - item.y1,
        x1=item.x1 - left,
        bottom=high - item.y0,
        picture=picture,
        filled=filled,
        colour=None if filled and mixed else _colour(colour),
        points=0 if picture else len(getattr(item, "original_path", None) or item.pts),
        alpha=alpha,
    )


def _mark_frames(shapes: list[Shape]) -> None:
    """Note which boxes are the two outlines of one frame: pdfminer hands a path's outlines on as paths of their own."""
    for one, other in itertools.pairwise(shapes):
        outer, inner = (one, other) if one.width * one.height > other.width * other.height else (other, one)
        inside = (
            outer.x0 - 0.1 <= inner.x0
            and inner.x1 <= outer.x1 + 0.1
            and outer.top - 0.1 <= inner.top
            and inner.bottom <= outer.bottom + 0.1
        )
        smaller = outer.width - inner.width > 0.1 or outer.height - inner.height > 0.1  # no box drawn twice
        if inside and smaller and one.filled and other.filled and one.colour == other.colour:
            one.parts = other.parts = 2


def _crop(page: Any, layout: Any) -> tuple[float, float, float, float]:
    """Return the crop box in the layout's coordinates, after rotation."""
    (mx0, my0, mx1, my1), (cx0, cy0, cx1, cy1) = page.mediabox, page.cropbox
    cx0, cy0, cx1, cy1 = max(cx0, mx0), max(cy0, my0), min(cx1, mx1), min(cy1, my1)
    if cx1 <= cx0 or cy1 <= cy0:
        return 0.0, 0.0, layout.width, layout.height
    turn = page.rotate % 360
    if turn == 90:
        return cy0 - my0, mx1 - cx1, cy1 - my0, mx1 - cx0
    if turn == 180:
        return mx1 - cx1, my1 - cy1, mx1 - cx0, my1 - cy0
    if turn == 270:
        return my1 - cy1, cx0 - mx0, my1 - cy0, cx1 - mx0
    return cx0 - mx0, cy0 - my0, cx1 - mx0, cy1 - my0


def _glyph(item: Any, left: float, high: float, order: int, runs: dict[int, Run]) -> Glyph:
    call = getattr(item, "cv_run", 0)
    run = runs.get(call)
    if run is None:
        bold, italic = looks(item.fontname)
        a, b, c, d, _, _ = item.matrix
        mode = getattr(item, "cv_mode", 0)
        alpha, clip, _ = getattr(item, "cv_paint", (1.0, None, False))
        # LTChar.matrix holds the text matrix with the size left out: the box tells the size of upright text.
        upright = a > 0 and abs(b) <= 0.05 * a
        scaled = (c * c + d * d) ** 0.5 * abs(getattr(item, "cv_size", 0.0))
        run = runs[call] = Run(
            size=item.size if upright else scaled or item.size,
            font=item.fontname,
            bold=bool(bold),
            italic=italic,
            # Where the outline of letters is drawn, it shows whatever the filling.
            colour=None if mode in {1, 2, 5, 6} else _colour(item.graphicstate.ncolor),
            invisible=mode in {3, 7} or alpha == 0,
            cuts=mode == 7,
            upright=upright,
            alpha=alpha,
            clip=(clip[0] - left, high - clip[3], clip[2] - left, high - clip[1]) if clip else None,
            turn=turning(a, -b),
        )
    return Glyph(
        item.get_text(),
        item.x0 - left,
        high - item.y1,
        item.x1 - left,
        high - item.y0,
        high - item.matrix[5],
        run,
        order,
    )


def _colour(value: Any) -> Colour | None:
    if isinstance(value, int | float):
        value = (value,)
    if not isinstance(value, list | tuple) or not all(isinstance(each, int | float) for each in value):
        return None
    parts = [min(max(float(each), 0.0), 1.0) for each in value]
    if len(parts) == 1:
        parts *= 3
    elif len(parts) == 4:
        parts = [(1 - ink) * (1 - parts[3]) for ink in parts[:3]]
    if len(parts) != 3:
        return None
    red, green, blue = (round(255 * part) for part in parts)
    return red, green, blue


def _links(page: Any, result: GlyphPage, left: float, high: float, base: Any) -> None:
    from pdfminer.pdftypes import list_value, resolve1

    if not page.annots:
        return
    for reference in list_value(page.annots)[:MAX_LINKS]:
        note = resolve1(reference)
        action = resolve1(note.get("A")) if isinstance(note, dict) else None
        address = resolve1(action.get("URI")) if isinstance(action, dict) else None
        box = resolve1(note.get("Rect")) if isinstance(note, dict) else None
        if not isinstance(address, bytes) or not isinstance(box, list) or len(box) != 4:
            continue
        sides = tuple(float(resolve1(each)) for each in box)
        x0, y0, x1, y1 = forms.around((sides[0], sides[1], sides[2], sides[3]), base)
        text = "".join(c for c in address.decode("utf-8", "replace")[:4000] if c.isprintable())
        result.links.append(
            Link(
                address=text,
                x0=x0 - left,
                top=high - y1,
                x1=x1 - left,
                bottom=high - y0,
            )
        )

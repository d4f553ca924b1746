"""What PDFium says of the objects of a page: shapes, how text objects are drawn, and what is cut off."""

from __future__ import annotations

import ctypes
import functools
import itertools
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cvtailor.parsing.glyphs import FAR, MAX_SHAPES, GlyphPage, Shape

Point = Callable[[float, float], tuple[float, float]]
Box = tuple[float, float, float, float]
SOLID = 255  # the opacity that lets nothing through
_FORM_DEPTH = 8
_MOST_CLIPS = 40  # paths that cut one object off; a bound for hostile files
_BOX, _ROUNDED = 5, 20  # segments of a rectangle, and more than those of one with rounded corners


_prototype = functools.cache(ctypes.PYFUNCTYPE)  # ctypes makes a class anew each time


def quick(function: Any, result: Any, *arguments: Any) -> Any:
    """Return a foreign function with other types, called without giving up the interpreter's lock."""
    return _prototype(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


@dataclass(slots=True, eq=False)
class Drawn:
    """How text objects are drawn: after how many shapes, how much of them shows, what is cut off, in which forms.

    Objects that follow each other and are drawn alike share one.
    """

    painted: int = -1
    alpha: float = 1.0
    clip: Box | None = None
    matrices: tuple[tuple[float, ...], ...] = ()


UNKNOWN = Drawn()


@dataclass(frozen=True, slots=True, eq=False)
class _Form:
    """What a form lays on all that it holds: the maps to the page, how much shows through, what is cut off."""

    matrices: tuple[tuple[float, ...], ...] = ()
    alpha: float = 1.0
    clip: Box | None = None


def objects(raw: Any, page: Any, result: GlyphPage, place: Point) -> dict[int, Drawn]:
    """Add the shapes of a page to it; return how each text object is drawn, by its address."""
    pointer, number = ctypes.c_void_p, ctypes.c_int
    kind_of = quick(raw.FPDFPageObj_GetType, number, pointer)
    on_page = quick(raw.FPDFPage_GetObject, pointer, pointer, number)
    in_form = quick(raw.FPDFFormObj_GetObject, pointer, pointer, ctypes.c_ulong)
    count = min(raw.FPDFPage_CountObjects(page), MAX_SHAPES * 4)
    items = list(map(on_page, itertools.repeat(ctypes.cast(page, pointer).value), range(count)))
    whole = _Form()
    pending: list[tuple[Any, _Form]] = [(item, whole) for item in reversed(items)]
    clips = _Clips(raw, place)
    drawn: dict[int, Drawn] = {}
    how, within = UNKNOWN, None
    seen = 0
    while pending and len(result.shapes) < MAX_SHAPES and seen < MAX_SHAPES * 4:
        address, form = pending.pop()
        seen += 1
        kind = kind_of(address)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            clip = clips.of(address, form)
            if not (form is within and clip is how.clip and how.painted == len(result.shapes)):
                how, within = Drawn(len(result.shapes), form.alpha, clip, form.matrices), form
            drawn[address] = how
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

    def __init__(self, raw: Any, place: Point) -> None:
        self.raw, self.place = raw, place
        pointer, number = ctypes.c_void_p, ctypes.c_int
        self.clip_of = quick(raw.FPDFPageObj_GetClipPath, pointer, pointer)
        self.count_of = quick(raw.FPDFClipPath_CountPaths, number, pointer)
        self.point_of = quick(raw.FPDFClipPath_GetPathSegment, pointer, pointer, number, number)
        self.known: dict[tuple[Any, ...], Box | None] = {}

    def of(self, item: int | None, form: _Form) -> Box | None:
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

    def _measured(self, clip: Any, count: int, form: _Form) -> Box | None:
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
                px, py = self.place(*mapped(x.value, y.value, form.matrices))
                xs.append(px)
                ys.append(py)
            if not xs or not all(map(math.isfinite, xs + ys)):
                continue
            own = (min(xs), min(ys), max(xs), max(ys))
            box = own if box is None else _shared(box, own)
        return box


def _shared(one: Box, other: Box) -> Box:
    """Return what two boxes share: nothing wide or high where they share nothing."""
    x0, top = max(one[0], other[0]), max(one[1], other[1])
    return x0, top, max(x0, min(one[2], other[2])), max(top, min(one[3], other[3]))


def mapped(x: float, y: float, matrices: tuple[tuple[float, ...], ...]) -> tuple[float, float]:
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
    raw: Any, item: Any, kind: int, matrices: tuple[tuple[float, ...], ...], place: Point
) -> Shape | None:
    left, low, right, high = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(item, left, low, right, high):
        return None
    corners = [
        place(*mapped(px, py, matrices)) for px in (left.value, right.value) for py in (low.value, high.value)
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
            if shape.filled and alpha.value == SOLID and raw.FPDFPageObj_HasTransparency(item):
                shape.colour = (
                    None  # painted through a mask, as shadows are, or mixed with what stands beneath
                )
    return shape

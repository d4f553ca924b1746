"""Text that stands in a PDF's form fields and free notes instead of on its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cvtailor.parsing.glyphs import Glyph, Run

Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
SHOWN = frozenset({"Widget", "FreeText"})  # annotations whose text is read
FIELDS = frozenset({"Tx", "Ch"})  # fields with text in them (ISO 32000-1, table 220)
MOST = 2_000  # annotations of a page that are looked at, project convention
HIDDEN = 1 << 1 | 1 << 5  # annotation flags: hidden, no view (ISO 32000-1, table 165)
_WHOLE = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_LONGEST = 5_000  # characters of a field, project convention
_SIZE = re.compile(rb"(\d{1,3}(?:\.\d{1,4})?)\s+Tf")
_USUAL, _LARGEST = 10.0, 12.0  # points, of a field that sets its type as large as fits
_ADVANCE, _LEADING, _BASE = 0.5, 1.2, 0.8  # of the size: where letters are put that no font measures


@dataclass(frozen=True, slots=True)
class Appearance:
    """What an annotation shows: a stream, its resources, where on the page, and the map to it."""

    stream: Any
    resources: dict[Any, Any]
    place: Box
    matrix: Matrix


def appearances(page: Any) -> Iterator[Appearance]:
    """Yield what the fields and free notes of a pdfminer page show."""
    for note in _notes(page):
        stream = _appearance(note)
        place = box(note, "Rect")
        inner = box(stream, "BBox") if stream is not None else None
        if stream is None or place is None or inner is None:
            continue
        held = _resolved(stream.get("Resources"))
        resources = held if isinstance(held, dict) else _defaults(page)
        yield Appearance(stream, resources, place, _fitted(inner, matrix(stream), place))


def typed(page: Any) -> Iterator[tuple[Box, str, float]]:
    """Yield the place, text and size of fields and notes of a pdfminer page that show nothing by themselves."""
    for note in _notes(page):
        stream = _appearance(note)
        place = box(note, "Rect")
        if stream is not None or place is None:
            continue
        if _name(note.get("Subtype")) == "Widget":
            value = _inherited(note, "V") if _name(_inherited(note, "FT")) in FIELDS else None
        else:
            value = _resolved(note.get("Contents"))
        found = _SIZE.search(_bytes(_inherited(note, "DA")))
        text = plain(value)
        if text:
            yield place, text, float(found[1]) if found else 0.0


def glyphs(place: Box, text: str, size: float, order: int) -> list[Glyph]:
    """Return text as glyphs within a box (left, top, right, bottom of the page as shown).

    Fields without a look of their own tell neither font nor place of letters: lines are broken where the
    text says so or the box is full, in letters of one width.

    Args:
        place: the box.
        text: its lines.
        size: points, 0 where it is as large as fits.
        order: the place of the first glyph in the file's order.
    """
    x0, top, x1, bottom = place
    high = bottom - top
    lines = text.split("\n")
    if not 0 < size <= 3 * _LARGEST:  # as large as fits
        size = min(_LARGEST, max(4.0, high / _LEADING)) if len(lines) == 1 and high < 2 * _LARGEST else _USUAL
    size = max(size, 0.5)
    run = Run(size=size, font="", colour=(0, 0, 0))
    wide = max(10, int((x1 - x0) / (_ADVANCE * size)))
    rows = [row for line in lines for row in _wrapped(line, wide)] if high >= 2 * size else lines
    step = min(_LEADING * size, max(high / max(1, len(rows)), 0.9 * size))
    advance = min(_ADVANCE * size, (x1 - x0) / max(1, *map(len, rows)))
    made = []
    for number, row in enumerate(rows):
        base = top + number * step + (_BASE * size if len(rows) > 1 else (high + 0.7 * size) / 2)
        for at, letter in enumerate(row):
            left = x0 + at * advance
            glyph = Glyph(
                letter, left, base - _BASE * size, left + advance, base + 0.2 * size, base, run, order
            )
            made.append(glyph)
            order += 1
    return made


def plain(value: Any) -> str:
    """Return a field's value as text with line feeds: a string, a name, or a list of them."""
    if isinstance(value, list):
        return ", ".join(filter(None, (plain(_resolved(each)) for each in value[:100])))
    if isinstance(value, str):
        text = value
    elif isinstance(value, bytes):
        from pdfminer.utils import decode_text

        text = decode_text(value)
    else:
        return ""
    text = text[:_LONGEST].replace("\r\n", "\n").replace("\r", "\n")
    lines = ["".join(c if c.isprintable() else " " for c in line).strip() for line in text.split("\n")]
    return "\n".join(filter(None, lines))


def box(holder: Any, name: str) -> Box | None:
    """Return a rectangle of a dictionary or stream: left, low, right, high; null where it is none."""
    sides = _numbers(holder.get(name), 4)
    if sides is None:
        return None
    return min(sides[0], sides[2]), min(sides[1], sides[3]), max(sides[0], sides[2]), max(sides[1], sides[3])


def matrix(holder: Any) -> Matrix:
    """Return the Matrix of a form."""
    found = _numbers(holder.get("Matrix"), 6)
    return (found[0], found[1], found[2], found[3], found[4], found[5]) if found else _WHOLE


def around(inner: Box, by: Any) -> Box:
    """Return the box around another one that a matrix moves."""
    a, b, c, d, e, f = by
    xs = [a * x + c * y + e for x in (inner[0], inner[2]) for y in (inner[1], inner[3])]
    ys = [b * x + d * y + f for x in (inner[0], inner[2]) for y in (inner[1], inner[3])]
    return min(xs), min(ys), max(xs), max(ys)


def too_many(page: Any) -> bool:
    """Return whether a pdfminer page has more annotations than are looked at."""
    every = _resolved(page.annots)
    return isinstance(every, list) and len(every) > MOST


def _notes(page: Any) -> Iterator[dict[Any, Any]]:
    """Yield the annotations of a page that show text."""
    every = _resolved(page.annots)
    for each in every[:MOST] if isinstance(every, list) else []:
        note = _resolved(each)
        if isinstance(note, dict) and _name(note.get("Subtype")) in SHOWN:
            flags = _resolved(note.get("F"))
            if not (isinstance(flags, int) and flags & HIDDEN):
                yield note


def _appearance(note: dict[Any, Any]) -> Any:
    """Return the stream of what an annotation usually shows, null where it has none."""
    every = _resolved(note.get("AP"))
    shown = _resolved(every.get("N")) if isinstance(every, dict) else None
    if isinstance(shown, dict):  # one for each state of a box to tick
        shown = _resolved(shown.get(_name(note.get("AS"))))
    return shown if hasattr(shown, "get_data") else None


def _defaults(page: Any) -> dict[Any, Any]:
    """Return the resources that fields fall back on."""
    form = _resolved(page.doc.catalog.get("AcroForm"))
    found = _resolved(form.get("DR")) if isinstance(form, dict) else None
    return found if isinstance(found, dict) else {}


def _fitted(inner: Box, own: Matrix, place: Box) -> Matrix:
    """Return the map from an appearance to the page (ISO 32000-1, 12.5.5, algorithm 8.1)."""
    x0, y0, x1, y1 = around(inner, own)
    wide = (place[2] - place[0]) / (x1 - x0) if x1 > x0 else 1.0
    high = (place[3] - place[1]) / (y1 - y0) if y1 > y0 else 1.0
    a, b, c, d, e, f = own
    return (
        a * wide,
        b * high,
        c * wide,
        d * high,
        e * wide + place[0] - x0 * wide,
        f * high + place[1] - y0 * high,
    )


def _inherited(note: dict[Any, Any], key: str) -> Any:
    """Return what a field or one above it says."""
    at: Any = note
    for _ in range(8):
        found = _resolved(at.get(key))
        if found is not None:
            return found
        at = _resolved(at.get("Parent"))
        if not isinstance(at, dict):
            return None
    return None


def _wrapped(line: str, wide: int) -> Iterator[str]:
    """Yield a line broken at spaces, at most so many letters in each part where that can be."""
    while len(line) > wide:
        cut = line.rfind(" ", 0, wide + 1)
        if cut <= 0:
            break
        yield line[:cut]
        line = line[cut + 1 :]
    yield line


def _numbers(value: Any, count: int) -> list[float] | None:
    found = _resolved(value)
    if not isinstance(found, list) or len(found) != count:
        return None
    numbers = [_resolved(each) for each in found]
    if not all(isinstance(each, int | float) and abs(each) < 1e9 for each in numbers):
        return None
    return [float(each) for each in numbers]


def _bytes(value: Any) -> bytes:
    return value[:2_000] if isinstance(value, bytes) else b""


def _name(value: Any) -> str:
    found = _resolved(value)
    name = getattr(found, "name", "")
    return name if isinstance(name, str) else ""


def _resolved(value: Any) -> Any:
    from pdfminer.pdftypes import resolve1

    return resolve1(value)

"""Tells text a person can see from text that only a machine reads."""

from __future__ import annotations

from collections import defaultdict

from cvtailor.parsing.glyphs import Glyph, GlyphPage, Shape

_TINY = 2.0  # points; nobody reads smaller print (project convention)
_NEAR_WHITE = 240  # of 255, each channel
_DARK_ENOUGH = 215  # a background at least this dark in one channel shows white text
_OUTLINE = 2.0  # a shape higher than this many times the text is its background, not its outline

_SHELF, _ON_SHELF = 20, 300  # points; shapes kept for each (a bound for hostile files)
_Shelves = dict[int, list[Shape]]


def split(page: GlyphPage) -> tuple[list[Glyph], list[Glyph]]:
    """Return the glyphs of a page that can be seen, and those that cannot.

    Hidden are: text painted in no way (render mode 3, wholly transparent), near-white text with nothing
    darker behind it, text under 2 points, text off the page. Transparent text over its own drawn outlines
    (how browsers print fonts they may not embed) or over a scanned page (an OCR layer) can be seen.
    """
    visible: list[Glyph] = []
    hidden: list[Glyph] = []
    runs: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in page.glyphs:
        runs[glyph.run].append(glyph)
    solid = sum(not glyph.invisible for glyph in page.glyphs)
    scanned = solid < 0.1 * len(page.glyphs) and any(
        picture.width * picture.height > 0.5 * page.width * page.height for picture in page.pictures
    )
    dark = _by_height([shape for shape in page.shapes if shape.picture or (shape.filled and _is_dark(shape))])
    outlines = _by_height(
        [shape for shape in page.shapes if shape.filled and not shape.picture and shape.points > 5]
    )
    for run in runs.values():
        first = run[0]
        if first.invisible and not scanned:
            for glyph in run:
                (visible if _outlined(glyph, outlines) else hidden).append(glyph)
        elif first.size < _TINY and all(glyph.bottom - glyph.top < 2 * _TINY for glyph in run):
            hidden += run
        else:
            white = first.colour is not None and min(first.colour) >= _NEAR_WHITE and not first.invisible
            for glyph in run:
                gone = (white and not _covered(glyph, dark)) or _off(glyph, page)
                (hidden if gone else visible).append(glyph)
    outlined = [glyph for glyph in visible if glyph.invisible]
    if not scanned and len(outlined) < 0.4 * len(visible):
        # Browsers draw the bolder cuts of a variable font as outlines, the plain cut as type.
        for glyph in outlined:
            glyph.bold = True
    visible.sort(key=lambda glyph: glyph.order)
    hidden.sort(key=lambda glyph: glyph.order)
    return visible, hidden


def _by_height(shapes: list[Shape]) -> _Shelves:
    """Return the shapes by the height they stand at, so that a glyph meets only those beside it."""
    shelves: _Shelves = defaultdict(list)
    for shape in shapes:
        for shelf in range(max(0, int(shape.top / _SHELF)), min(500, int(shape.bottom / _SHELF)) + 1):
            if len(shelves[shelf]) < _ON_SHELF:
                shelves[shelf].append(shape)
    return shelves


def _is_dark(shape: Shape) -> bool:
    return shape.colour is None or min(shape.colour) <= _DARK_ENOUGH


def _off(glyph: Glyph, page: GlyphPage) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return not (0 <= x <= page.width and 0 <= y <= page.height)


def _covered(glyph: Glyph, shapes: _Shelves) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, glyph.base - 0.3 * glyph.size
    return any(s.x0 <= x <= s.x1 and s.top <= y <= s.bottom for s in shapes.get(int(y / _SHELF), ()))


def _outlined(glyph: Glyph, outlines: _Shelves) -> bool:
    """Return whether the glyph's own outline, or that of its line, is drawn where it stands."""
    x, height = (glyph.x0 + glyph.x1) / 2, glyph.bottom - glyph.top
    return any(
        s.x0 - 1 <= x <= s.x1 + 1
        and s.height <= _OUTLINE * height
        and min(glyph.bottom, s.bottom) - max(glyph.top, s.top) > 0.25 * height
        for s in outlines.get(int((glyph.base - 0.3 * glyph.size) / _SHELF), ())
    )

"""Tells text a person can see from text that only a machine reads."""

from __future__ import annotations

from collections import defaultdict
from operator import attrgetter

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
        runs[id(glyph.run)].append(glyph)
    solid = sum(not glyph.run.invisible for glyph in page.glyphs)
    scanned = solid < 0.1 * len(page.glyphs) and any(
        picture.width * picture.height > 0.5 * page.width * page.height for picture in page.pictures
    )
    dark = _by_height([shape for shape in page.shapes if shape.picture or (shape.filled and _is_dark(shape))])
    outlines = _by_height(
        [shape for shape in page.shapes if shape.filled and not shape.picture and shape.points > 5]
    )
    for glyphs in runs.values():
        run = glyphs[0].run
        if run.invisible and not scanned:
            for glyph in glyphs:
                (visible if _outlined(glyph, outlines) else hidden).append(glyph)
        elif run.size < _TINY and all(glyph.bottom - glyph.top < 2 * _TINY for glyph in glyphs):
            hidden += glyphs
        elif run.colour is not None and min(run.colour) >= _NEAR_WHITE and not run.invisible:
            for glyph in glyphs:
                (visible if _covered(glyph, dark) and not _off(glyph, page) else hidden).append(glyph)
        elif any(_off(glyph, page) for glyph in (glyphs[0], glyphs[-1])):
            for glyph in glyphs:
                (hidden if _off(glyph, page) else visible).append(glyph)
        else:
            visible += glyphs
    outlined = [glyph for glyph in visible if glyph.run.invisible]
    if not scanned and len(outlined) < 0.4 * len(visible):
        # Browsers draw the bolder cuts of a variable font as outlines, the plain cut as type.
        for glyph in outlined:
            glyph.run.bold = True
    visible.sort(key=attrgetter("order"))
    hidden.sort(key=attrgetter("order"))
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

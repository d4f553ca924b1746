"""Tells text a person can see from text that only a machine reads."""

from __future__ import annotations

import functools
from collections import defaultdict
from operator import attrgetter

from cvtailor.parsing.glyphs import Colour, Glyph, GlyphPage, Shape

_TINY = 2.0  # points; nobody reads smaller print (project convention)
# Text is lost on a ground where both the contrast of WCAG 2 ("contrast ratio", 1 to 21; its least demand for
# text is 3) and the difference in every channel (of 255) are this small: project conventions.
_LOST_CONTRAST = 1.2
_LOST_DIFFERENCE = 40
_PAPER = (255, 255, 255)
_BOX_POINTS = 18  # segments of a path from which it is no rectangle any more, rounded corners included
_MOST_COLOURS, _MOST_COVERS = 100, 200  # of a page, looked at for each of its runs: bounds for hostile files
_SCAN = 0.3  # of the page that pictures cover at least where it may be a scan
_OCR = 0.9  # of a page's text behind pictures: a scan with its text layer beneath
_OUTLINE = 2.0  # a shape higher than this many times the text is its background, not its outline

_SHELF, _ON_SHELF = 20, 300  # points; shapes kept for each (a bound for hostile files)
_Shelves = dict[int, list[Shape]]


def split(page: GlyphPage) -> tuple[list[Glyph], list[Glyph]]:
    """Return the glyphs of a page that can be seen, and those that cannot.

    Hidden are: text painted in no way (render mode 3, wholly transparent), text in the colour of what stands
    behind it (white on white paper, navy on a navy box), text behind an opaque picture or rectangle, text
    under 2 points, text off the page. Transparent text over its own drawn outlines (how browsers print fonts
    they may not embed) and the text layer of a scanned page can be seen.
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
    grounds = [shape for shape in page.shapes if shape.picture or shape.filled]
    behind = _by_height(grounds)
    colours = _colours(grounds)
    near = {run.colour: _may_be_lost(run.colour, colours) for run in (each[0].run for each in runs.values())}
    scanned = scanned or _is_scan_over_text(page)
    covers = [] if scanned else [shape for shape in grounds if shape.opaque and shape.painted >= 0]
    covers = sorted(covers, key=lambda shape: shape.painted)[-_MOST_COVERS:]
    before = _by_height(covers)
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
        elif not run.invisible and (near[run.colour] or _may_be_covered(glyphs, covers)):
            for glyph in glyphs:
                lost = _off(glyph, page) or _covered(glyph, before)
                lost = lost or (near[run.colour] and _is_lost(glyph, behind))
                (hidden if lost else visible).append(glyph)
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
    hidden = _not_shown_again(hidden, visible)
    visible.sort(key=attrgetter("order"))
    hidden.sort(key=attrgetter("order"))
    return visible, hidden


def _not_shown_again(hidden: list[Glyph], visible: list[Glyph]) -> list[Glyph]:
    """Return the hidden glyphs that no visible one repeats: outlined type is drawn twice, and one print shows."""
    seen = {(glyph.text, round(glyph.x0), round(glyph.base)) for glyph in visible} if hidden else set()
    return [glyph for glyph in hidden if (glyph.text, round(glyph.x0), round(glyph.base)) not in seen]


def _by_height(shapes: list[Shape]) -> _Shelves:
    """Return the shapes by the height they stand at, so that a glyph meets only those beside it."""
    shelves: _Shelves = defaultdict(list)
    for shape in shapes:
        for shelf in range(max(0, int(shape.top / _SHELF)), min(500, int(shape.bottom / _SHELF)) + 1):
            if len(shelves[shelf]) < _ON_SHELF:
                shelves[shelf].append(shape)
    return shelves


def _is_scan_over_text(page: GlyphPage) -> bool:
    """Return whether a page is a scan painted over its own text layer: pictures hide nearly all of the text."""
    pictures = [shape for shape in page.pictures if shape.opaque and shape.painted >= 0]
    if sum(each.width * each.height for each in pictures) < _SCAN * page.width * page.height:
        return False
    shelves = _by_height(pictures)
    return sum(_covered(glyph, shelves) for glyph in page.glyphs) > _OCR * max(1, len(page.glyphs))


@functools.lru_cache(maxsize=4096)
def _alike(one: Colour, other: Colour) -> bool:
    """Return whether text of one colour cannot be seen on the other."""
    if max(abs(a - b) for a, b in zip(one, other, strict=True)) > _LOST_DIFFERENCE:
        return False
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05) < _LOST_CONTRAST


def _luminance(colour: Colour) -> float:
    """Return the relative luminance of an sRGB colour (WCAG 2), 0 to 1."""
    parts = [
        value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in colour)
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _colours(grounds: list[Shape]) -> list[Colour]:
    """Return the colours of the boxes that text may be lost on, the paper's first, each once."""
    every = dict.fromkeys([_PAPER])
    for shape in grounds:
        if shape.colour is not None and _is_box(shape):
            every[shape.colour] = None
    return list(every)[:_MOST_COLOURS]


def _is_box(shape: Shape) -> bool:
    """Return whether a shape is a box with room for text, no rule, bullet or drawing."""
    return shape.parts == 1 and shape.points <= _BOX_POINTS and min(shape.width, shape.height) >= 2 * _TINY


def _may_be_lost(colour: Colour | None, grounds: list[Colour]) -> bool:
    """Return whether text of a colour would be lost on any of the grounds of its page."""
    return colour is not None and any(_alike(colour, ground) for ground in grounds)


def _is_lost(glyph: Glyph, grounds: _Shelves) -> bool:
    """Return whether a glyph has the colour of what stands behind it: the uppermost shape, or the paper."""
    run = glyph.run
    colour = run.colour
    if colour is None:
        return False
    for shape in reversed(_at(glyph, grounds)):
        if shape.painted > run.painted >= 0 or max(shape.width, shape.height) < glyph.size:
            continue
        if shape.picture or shape.colour is None or not _alike(colour, shape.colour):
            return False
        if _is_box(shape):
            return True
    return _alike(colour, _PAPER)


def _off(glyph: Glyph, page: GlyphPage) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return not (0 <= x <= page.width and 0 <= y <= page.height)


def _may_be_covered(glyphs: list[Glyph], covers: list[Shape]) -> bool:
    """Return whether an opaque shape painted after a run touches it."""
    painted = glyphs[0].run.painted
    if painted < 0 or not covers or covers[-1].painted < painted:
        return False
    x0, x1 = min(each.x0 for each in glyphs), max(each.x1 for each in glyphs)
    top, bottom = min(each.top for each in glyphs), max(each.bottom for each in glyphs)
    return any(
        shape.painted > painted
        and shape.x0 < x1
        and x0 < shape.x1
        and shape.top < bottom
        and top < shape.bottom
        for shape in reversed(covers)
    )


def _covered(glyph: Glyph, covers: _Shelves) -> bool:
    """Return whether an opaque shape painted later lies over the whole glyph."""
    run = glyph.run
    return run.painted >= 0 and any(
        shape.painted > run.painted
        and shape.x0 <= glyph.x0 + 0.5
        and glyph.x1 - 0.5 <= shape.x1
        and shape.top <= glyph.base - 0.5 * glyph.size
        and glyph.base <= shape.bottom
        for shape in _at(glyph, covers)
    )


def _at(glyph: Glyph, shapes: _Shelves) -> list[Shape]:
    """Return the shapes whose box holds the middle of a glyph, in the order they were painted."""
    x, y = (glyph.x0 + glyph.x1) / 2, glyph.base - 0.3 * glyph.size
    return [s for s in shapes.get(int(y / _SHELF), ()) if s.x0 <= x <= s.x1 and s.top <= y <= s.bottom]


def _outlined(glyph: Glyph, outlines: _Shelves) -> bool:
    """Return whether the glyph's own outline, or that of its line, is drawn where it stands."""
    x, height = (glyph.x0 + glyph.x1) / 2, glyph.bottom - glyph.top
    return any(
        s.x0 - 1 <= x <= s.x1 + 1
        and s.height <= _OUTLINE * height
        and min(glyph.bottom, s.bottom) - max(glyph.top, s.top) > 0.25 * height
        for s in outlines.get(int((glyph.base - 0.3 * glyph.size) / _SHELF), ())
    )

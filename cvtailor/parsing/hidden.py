"""Tells text a person can see from text that only a machine reads."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from cvtailor.parsing.glyphs import Colour, Glyph, GlyphPage, Run, Shape

_TINY = 2.0  # points; nobody reads smaller print (project convention)
# Text is lost on a ground where both the contrast of WCAG 2 ("contrast ratio", 1 to 21; its least demand for
# text is 3) and the difference in every channel (of 255) are this small: project conventions.
_LOST_CONTRAST = 1.2
_LOST_DIFFERENCE = 40
_FAINT = 0.06  # of opacity; black on white is then 15 of 255 off the white
_NARROW = 0.06  # of the size; the narrowest letters are four times as wide (project convention)
_SLIVER = 0.15  # of a letter; what shows of it at least where it can be read (project convention)
_SHADOW = 0.35  # of the size; a shadow stands no further from its letter (project convention)
_DASH = 12.0  # points; a larger rectangle is no outline of a dash or a full stop
_PAPER = (255, 255, 255)
_BOX_POINTS = 18  # segments of a path from which it is no rectangle any more, rounded corners included
_MOST_COLOURS, _MOST_COVERS = 100, 200  # of a page, looked at for each of its runs: bounds for hostile files
_SCAN = 0.3  # of the page that pictures cover at least where it may be a scan
_OCR = 0.9  # of a page's text behind pictures: a scan with its text layer beneath
_OUTLINE = 2.0  # a shape higher than this many times the text is its background, not its outline

_SHELF, _ON_SHELF = 20, 300  # points; shapes kept for each (a bound for hostile files)
_Shelves = dict[int, list[Shape]]
_Box = tuple[float, float, float, float]


def split(page: GlyphPage) -> tuple[list[Glyph], list[Glyph]]:
    """Return the glyphs of a page that can be seen, and those that cannot.

    Hidden are: text painted in no way (render mode 3, all but transparent), text in the colour of what stands
    behind it (white on white paper, navy on a navy box), text behind an opaque picture or rectangle, text cut
    off by a clipping path, text under 2 points or squeezed to a line, text off the page. Transparent text over
    its own drawn outlines (how browsers print fonts they may not embed), a shadow of text that is seen, and
    the text layer of a scanned page can be seen.
    """
    visible: list[Glyph] = []
    hidden: list[Glyph] = []
    runs: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in page.glyphs:
        runs[id(glyph.run)].append(glyph)
    around = _around(page, [glyphs[0].run for glyphs in runs.values()])
    for glyphs in runs.values():
        lost = _lost(glyphs, around)
        if isinstance(lost, bool):
            (hidden if lost else visible).extend(glyphs)
            continue
        for glyph in glyphs:
            (hidden if lost(glyph) else visible).append(glyph)
    scanned = around.scanned
    outlined = [glyph for glyph in visible if glyph.run.invisible and not glyph.run.cuts]
    if not scanned and len(outlined) < 0.4 * len(visible):
        # Browsers draw the bolder cuts of a variable font as outlines, the plain cut as type.
        for glyph in outlined:
            glyph.run.bold = True
    hidden = _not_shown_again(hidden, visible)
    visible.sort(key=attrgetter("order"))
    if len({glyph.order for glyph in visible}) < len(visible):  # text drawn again, and seen both times
        visible = list({(glyph.order, glyph.x0): glyph for glyph in visible}.values())
    hidden.sort(key=attrgetter("order"))
    return visible, hidden


@dataclass(slots=True)
class _Around:
    """What stands around the text of a page.

    `behind` are the shapes text may stand on, `covers` and `before` what surely hides what lies beneath it,
    `outlines` what may be the outlines of letters, `near` the colours and opacities of text that one of the
    page's grounds may swallow, `extent` the box around all text, `inside` whether it lies on the page.
    """

    page: GlyphPage
    scanned: bool
    behind: _Shelves
    covers: list[Shape]
    before: _Shelves
    outlines: _Shelves
    near: dict[tuple[Colour | None, float], bool]
    extent: _Box
    inside: bool


def _around(page: GlyphPage, runs: list[Run]) -> _Around:
    solid = sum(not glyph.run.invisible for glyph in page.glyphs)
    scanned = solid < 0.1 * len(page.glyphs) and any(
        picture.width * picture.height > 0.5 * page.width * page.height for picture in page.pictures
    )
    scanned = scanned or _is_scan_over_text(page)
    grounds = [shape for shape in page.shapes if shape.picture or shape.filled]
    colours = _colours(grounds)
    covers = [] if scanned else [shape for shape in grounds if shape.opaque and shape.painted >= 0]
    covers = sorted(covers, key=lambda shape: shape.painted)[-_MOST_COVERS:]
    extent = (
        min([glyph.x0 for glyph in page.glyphs], default=0.0),
        min([glyph.top for glyph in page.glyphs], default=0.0),
        max([glyph.x1 for glyph in page.glyphs], default=0.0),
        max([glyph.bottom for glyph in page.glyphs], default=0.0),
    )
    return _Around(
        page=page,
        extent=extent,
        inside=_holds((0.0, 0.0, page.width, page.height), extent),
        scanned=scanned,
        behind=_by_height(grounds),
        covers=covers,
        before=_by_height(covers),
        outlines=_by_height([shape for shape in page.shapes if _may_outline(shape)]),
        near={look: _may_be_lost(*look, colours) for look in {(run.colour, run.alpha) for run in runs}},
    )


def _lost(glyphs: list[Glyph], around: _Around) -> bool | Callable[[Glyph], bool]:
    """Return whether the glyphs of a run are hidden, or what tells it for each of them."""
    run, page = glyphs[0].run, around.page
    if run.cuts:
        return lambda glyph: not around.scanned and not _filled(glyph, around.behind)
    if (run.invisible or run.alpha < _FAINT) and not around.scanned:
        return lambda glyph: not (run.invisible and _outlined(glyph, around.outlines))
    if _is_tiny(glyphs):
        return True
    near = not run.invisible and around.near[run.colour, run.alpha]
    if near or (not run.invisible and _may_be_covered(glyphs, around.covers)):
        return lambda glyph: (
            _off(glyph, page)
            or _is_cut(glyph)
            or _covered(glyph, around.before)
            or (near and _is_lost(glyph, around.behind))
        )
    if around.inside and (run.clip is None or _holds(run.clip, around.extent)):
        return False
    return lambda glyph: _off(glyph, page) or _is_cut(glyph)


def _holds(one: _Box, other: _Box) -> bool:
    """Return whether a box holds another one."""
    return one[0] <= other[0] and one[1] <= other[1] and one[2] >= other[2] and one[3] >= other[3]


def _is_tiny(glyphs: list[Glyph]) -> bool:
    """Return whether the letters of a run are too small, or too narrow, to be read."""
    run = glyphs[0].run
    if run.size < _TINY and all(
        # Fonts drawn by the file itself (Type 3) may have letters of any size in a "size" of one point.
        glyph.bottom - glyph.top < 2 * _TINY and glyph.x1 - glyph.x0 < 1.5 * _TINY * glyph.count
        for glyph in glyphs
    ):
        return True
    if not run.upright or glyphs[0].x1 - glyphs[0].x0 > _NARROW * run.size * glyphs[0].count:
        return False
    letters = [(glyph.x1 - glyph.x0) / glyph.count for glyph in glyphs if glyph.text.isalnum()]
    return bool(letters) and max(letters) < _NARROW * run.size


def _is_cut(glyph: Glyph) -> bool:
    """Return whether a clipping path leaves next to nothing of a glyph."""
    clip = glyph.run.clip
    if clip is None:
        return False
    top, bottom = (
        (glyph.base - 0.7 * glyph.size, glyph.base) if glyph.run.upright else (glyph.top, glyph.bottom)
    )
    if bottom <= top:
        top, bottom = glyph.top, glyph.bottom
    wide = min(glyph.x1, clip[2]) - max(glyph.x0, clip[0])
    high = min(bottom, clip[3]) - max(top, clip[1])
    return wide < _SLIVER * (glyph.x1 - glyph.x0) or high < _SLIVER * (bottom - top)


def _not_shown_again(hidden: list[Glyph], visible: list[Glyph]) -> list[Glyph]:
    """Return the hidden glyphs that no visible one repeats.

    Outlined type is drawn twice, and one print shows; a shadow is a copy of its letters a little aside.
    """
    if not hidden:
        return []
    wanted = {glyph.text for glyph in hidden}
    seen: dict[tuple[str, int], list[Glyph]] = defaultdict(list)
    for glyph in visible:
        if glyph.text in wanted:
            seen[glyph.text, round(glyph.base / _SHELF)].append(glyph)
    return [glyph for glyph in hidden if not _repeats(glyph, seen)]


def _repeats(glyph: Glyph, seen: dict[tuple[str, int], list[Glyph]]) -> bool:
    near = max(1.0, _SHADOW * glyph.size)
    shelf = round(glyph.base / _SHELF)
    return any(
        abs(other.x0 - glyph.x0) < near
        and abs(other.base - glyph.base) < near
        and abs(other.size - glyph.size) <= 0.1 * glyph.size
        for each in (shelf, shelf - 1, shelf + 1)
        for other in seen.get((glyph.text, each), ())[:_ON_SHELF]
    )


def _may_outline(shape: Shape) -> bool:
    """Return whether a shape may be the outline of letters, or what a mask of letters is painted with."""
    small = max(shape.width, shape.height) < _DASH
    return shape.filled and not shape.picture and (shape.points > 5 or small or shape.colour is None)


def _filled(glyph: Glyph, grounds: _Shelves) -> bool:
    """Return whether something that shows is painted into letters that cut off what is painted next."""
    return any(
        shape.painted > glyph.run.painted
        and (shape.colour is None or not _alike(_mixed(_PAPER, shape.colour, shape.alpha), _PAPER))
        for shape in _at(glyph, grounds)
    )


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


def _may_be_lost(colour: Colour | None, alpha: float, grounds: list[Colour]) -> bool:
    """Return whether text of a colour would be lost on any of the grounds of its page."""
    return colour is not None and any(_alike(_mixed(ground, colour, alpha), ground) for ground in grounds)


def _mixed(ground: Colour, colour: Colour, alpha: float) -> Colour:
    """Return the colour that shows where one is laid over another."""
    if alpha >= 1:
        return colour
    red, green, blue = (round(alpha * a + (1 - alpha) * b) for a, b in zip(colour, ground, strict=True))
    return red, green, blue


def _is_lost(glyph: Glyph, grounds: _Shelves) -> bool:
    """Return whether a glyph has the colour of what stands behind it: the shapes over each other, on the paper."""
    run = glyph.run
    colour = run.colour
    if colour is None:
        return False
    ground: Colour | None = _PAPER
    for shape in _at(glyph, grounds):
        if shape.painted > run.painted >= 0 or max(shape.width, shape.height) < glyph.size:
            continue
        if shape.picture or shape.colour is None:
            ground = None
        elif _is_box(shape):
            solid = shape.alpha >= 1
            ground = shape.colour if solid else ground and _mixed(ground, shape.colour, shape.alpha)
        elif not _alike(colour, shape.colour):
            ground = None
    return ground is not None and _alike(_mixed(ground, colour, run.alpha), ground)


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
    least = 0.25 * height if glyph.text.isalnum() else 0.0  # a dash is thin
    return any(
        s.x0 - 1 <= x <= s.x1 + 1
        and s.height <= _OUTLINE * height
        and min(glyph.bottom, s.bottom) - max(glyph.top, s.top) > least
        for s in outlines.get(int((glyph.base - 0.3 * glyph.size) / _SHELF), ())
    )

"""What a DOCX paragraph or run looks like: its own settings, its styles', the document's defaults."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass, field
from typing import Any

from cvtailor.parsing.docx_numbering import Numbering
from cvtailor.parsing.docx_xml import number, qn, toggle, value, whole

# Project conventions: nobody reads smaller print, or letters pressed narrower.
TINY_POINTS = 2.0
_NARROW = 10  # per cent of the normal width
_PALE = 15  # of 255, each channel; colours nearer than this to the ground are not seen
_PRESSED = 0.5  # of the size that letters are moved into each other: they stand on one spot
_FAINT = 0.06  # of opacity; less is not seen
_LEFT, _RIGHT = -400.0, 800.0  # points from the left margin: beyond are no pages
ANY_FILL = "?"  # a fill that is there but whose colour is not told (a picture, a table style)
_WHITE_THEME = ("background1", "light1")
_HIGHLIGHTS = {
    "black": "000000",
    "blue": "0000FF",
    "cyan": "00FFFF",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGray": "808080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "green": "00FF00",
    "lightGray": "C0C0C0",
    "magenta": "FF00FF",
    "red": "FF0000",
    "yellow": "FFFF00",
}
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")


@dataclass(slots=True)
class Look:
    """The look of a run.

    `size` in points, 0 unknown; `colour` and `fill` six hexadecimal digits, `colour` null for the usual
    one, `fill` empty for none of its own; `font` in lower case; `alpha` 0 for wholly transparent to 1;
    `spacing` points added between letters.
    """

    bold: bool = False
    italic: bool = False
    caps: bool = False
    small_caps: bool = False
    underlined: bool = False
    hidden: bool = False
    size: float = 0.0
    colour: str | None = None
    fill: str = ""
    font: str = ""
    alpha: float = 1.0
    spacing: float = 0.0

    def is_hidden(self, ground: str) -> bool:
        """Return whether a person cannot see the run on a ground (a fill as above, "" for white paper)."""
        if self.hidden or 0 < self.size < TINY_POINTS or self.alpha < _FAINT:
            return True
        if self.spacing < -_PRESSED * (self.size or 10.0):
            return True
        ground = self.fill or ground or "FFFFFF"
        if self.colour is None or ground == ANY_FILL:
            return False
        pairs = zip(_channels(self.colour), _channels(ground), strict=True)
        return all(abs(one - other) <= _PALE for one, other in pairs)


@dataclass(slots=True)
class ParagraphStyle:
    """What a paragraph is.

    `before`, `after`, `indent` and `first` (of the first line, added to `indent`) in points, `exact` the
    height of a line in points where it does not grow with its text, else 0; `level` null where none is set;
    `framed` that it stands in a frame off the page.
    """

    style_id: str | None = None
    heading: int | None = None
    listed: bool = False
    number_id: str | None = None
    level: int | None = None
    numbered: bool = False
    contents: bool = False
    rule: bool = False
    fill: str = ""
    before: float = 0.0
    after: float = 0.0
    snug: bool = False
    indent: float = 0.0
    first: float = 0.0
    exact: float = 0.0
    framed: bool = False
    look: Look = field(default_factory=Look)

    @property
    def unseen(self) -> bool:
        """Return whether nobody sees its text: in lines of no height, or off the page."""
        start = self.indent + self.first
        off = min(start, self.indent) < _LEFT or max(start, self.indent) > _RIGHT
        return off or self.framed or 0 < self.exact < TINY_POINTS


class Styles:
    """Resolves styles of one document, each once."""

    def __init__(self, root: Any, numbering: Any) -> None:
        """Take the roots of the styles and the numbering part, each null where there is none."""
        styles = root.findall(qn("w:style")) if root is not None else []
        self.numbering = Numbering(numbering, root)
        self.by_id = {style.get(qn("w:styleId")): style for style in styles}
        self.default = next(
            (
                name
                for name, style in self.by_id.items()
                if style.get(qn("w:type")) == "paragraph"
                and style.get(qn("w:default")) in ("1", "true", "on")
            ),
            None,
        )
        self.base = ParagraphStyle()
        if root is not None:
            defaults = root.find(qn("w:docDefaults"))
            if defaults is not None:
                apply(self.base.look, defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}"))
                _spacing(self.base, defaults.find(f"{qn('w:pPrDefault')}/{qn('w:pPr')}"))
        self.base.look.size = self.base.look.size or 10.0
        self.cache: dict[str | None, ParagraphStyle] = {}
        self.filled: dict[str | None, bool] = {}

    def _chain(self, style_id: str | None) -> list[Any]:
        """Return a style and what it is based on, the base first; loops are cut."""
        found: list[Any] = []
        seen: set[str] = set()
        while style_id and style_id in self.by_id and style_id not in seen and len(seen) < 30:
            seen.add(style_id)
            style = self.by_id[style_id]
            found.append(style)
            style_id = value(style, "w:basedOn")
        return found[::-1]

    def _style(self, style_id: str | None) -> ParagraphStyle:
        if style_id in self.cache:
            return self.cache[style_id]
        made = dataclasses.replace(self.base, look=dataclasses.replace(self.base.look), style_id=style_id)
        for style in self._chain(style_id):
            named = (value(style, "w:name") or "").casefold()
            match = re.fullmatch(r"heading ([1-9])", named)
            if match:
                made.heading = int(match[1])
            elif named == "title":
                made.heading = 0
            elif re.fullmatch(r"toc [1-9]|toc heading", named):
                made.contents, made.heading = True, None
            if match := re.match(r"list (?:bullet|number)(?: ([2-9]))?$", named):
                made.listed = True
                made.level = int(match[1]) - 1 if match[1] else 0
            self._paragraph_properties(made, style.find(qn("w:pPr")), style.get(qn("w:styleId")))
            apply(made.look, style.find(qn("w:rPr")))
        self._number(made)
        self.cache[style_id] = made
        return made

    def _paragraph_properties(self, made: ParagraphStyle, properties: Any, style_id: str | None) -> None:
        """Lay the settings of a w:pPr element over a paragraph's; `style_id` names the style it is of."""
        if properties is None:
            return
        outline = value(properties, "w:outlineLvl")
        if outline is not None and made.heading is None and not made.contents and number(outline) < 9:
            made.heading = whole(outline) + 1
        numbering = properties.find(qn("w:numPr"))
        if numbering is not None:
            made.number_id = value(numbering, "w:numId") or made.number_id
            tied = self.numbering.depth_of(made.number_id, style_id)
            level = value(numbering, "w:ilvl")
            if level is not None or tied is not None:
                named = made.level or 0 if made.listed else 0  # "List Bullet 2" has a list of its own
                made.level = max(tied, named) if tied is not None else min(8, max(0, whole(level)))
        borders = properties.find(qn("w:pBdr"))
        if borders is not None:
            made.rule = any(
                side.tag in (qn("w:bottom"), qn("w:top")) and side.get(qn("w:val")) not in ("nil", "none")
                for side in borders
            )
        shading = properties.find(qn("w:shd"))
        if shading is not None:
            made.fill = fill(shading)
        frame = properties.find(qn("w:framePr"))
        if frame is not None:
            made.framed = any(
                not _LEFT < number(frame.get(qn(f"w:{side}")), 20) / 20 < 2 * _RIGHT for side in "xy"
            )
        _spacing(made, properties)

    def _number(self, made: ParagraphStyle) -> None:
        """Settle whether a bullet or number shows, from the list the paragraph belongs to."""
        level = self.numbering.level(made.number_id, made.level or 0)
        made.numbered = level.shown if level is not None else made.listed and made.number_id is None
        if level is not None and level.indent is not None and made.indent == 0:
            made.indent = level.indent

    def plain(self) -> ParagraphStyle:
        """Return what a paragraph is that names no style."""
        return self._style(self.default)

    def paragraph(self, element: Any) -> ParagraphStyle:
        """Return what a w:p element is, from its own properties and its style."""
        properties = element.find(qn("w:pPr"))
        style_id = value(properties, "w:pStyle") or self.default
        base = self._style(style_id if style_id in self.by_id else self.default)
        if properties is None:
            return base
        made = dataclasses.replace(base)
        self._paragraph_properties(made, properties, None)
        self._number(made)
        return made

    def run(self, element: Any, paragraph: ParagraphStyle) -> Look:
        """Return the look of a w:r element inside a paragraph of the given style."""
        properties = element.find(qn("w:rPr"))
        if properties is None:
            return paragraph.look
        look = dataclasses.replace(paragraph.look)
        for style in self._chain(value(properties, "w:rStyle")):
            apply(look, style.find(qn("w:rPr")))
        apply(look, properties)
        return look

    def fills(self, style_id: str | None) -> bool:
        """Return whether a table style fills cells."""
        if style_id not in self.filled:
            self.filled[style_id] = any(
                fill(shading) not in ("", "FFFFFF")
                for style in self._chain(style_id)
                for shading in style.iter(qn("w:shd"))
            )
        return self.filled[style_id]


def apply(look: Look, properties: Any) -> None:
    """Lay the settings of a w:rPr element over a look."""
    if properties is None:
        return
    for name, attribute in (
        ("w:b", "bold"),
        ("w:i", "italic"),
        ("w:caps", "caps"),
        ("w:smallCaps", "small_caps"),
        ("w:vanish", "hidden"),
    ):
        switch = toggle(properties, name)
        if switch is not None:
            setattr(look, attribute, switch)
    underline = value(properties, "w:u")
    if underline is not None:
        look.underlined = underline != "none"
    size = value(properties, "w:sz")
    if size is not None:
        look.size = number(size, 2) / 2 or look.size
    width = value(properties, "w:w")
    if width is not None and 0 < number(width.rstrip("%")) < _NARROW:
        look.hidden = True
    gap = value(properties, "w:spacing")
    if gap is not None:
        look.spacing = number(gap, 20) / 20
    _paint(look, properties)
    fonts = properties.find(qn("w:rFonts"))
    if fonts is not None:
        named = fonts.get(qn("w:ascii")) or fonts.get(qn("w:hAnsi")) or look.font
        look.font = "" if fonts.get(qn("w:asciiTheme")) else named.casefold()


def _paint(look: Look, properties: Any) -> None:
    """Take over what colours a run, and what lies under it."""
    colour = properties.find(qn("w:color"))
    if colour is not None:
        named = colour.get(qn("w:val"), "")
        white = colour.get(qn("w:themeColor")) in _WHITE_THEME
        look.colour = named.upper() if _COLOUR.fullmatch(named) else "FFFFFF" if white else None
    painted = properties.find(qn("w14:textFill"))
    if painted is not None and painted.find(qn("w14:noFill")) is not None:
        outline = properties.find(qn("w14:textOutline"))
        look.hidden = look.hidden or outline is None or outline.find(qn("w14:noFill")) is not None
    if painted is not None:
        through = painted.find(f"{qn('w14:solidFill')}/*/{qn('w14:alpha')}")
        look.alpha = 1 - number(through.get(qn("w14:val"))) / 100_000 if through is not None else 1.0
    shading = properties.find(qn("w:shd"))
    if shading is not None:
        look.fill = fill(shading)
    marked = value(properties, "w:highlight")
    if marked not in (None, "none", "white"):
        look.fill = _HIGHLIGHTS.get(marked, ANY_FILL)


def colour(text: str | None) -> str:
    """Return a colour as six hexadecimal digits in capitals, empty where it is none ("auto")."""
    return (text or "").upper() if _COLOUR.fullmatch(text or "") else ""


def fill(shading: Any) -> str:
    """Return the colour a w:shd element lays under text: "" for none, `ANY_FILL` for a pattern."""
    pattern = shading.get(qn("w:val"), "clear")
    colour: str = shading.get(qn("w:color" if pattern == "solid" else "w:fill"), "auto")
    if pattern == "solid" and not _COLOUR.fullmatch(colour):
        return "000000"
    if pattern not in ("clear", "nil", "solid"):
        return ANY_FILL
    if _COLOUR.fullmatch(colour) and pattern != "nil":
        return colour.upper()
    theme = shading.get(qn("w:themeFill"))
    return ANY_FILL if theme is not None and theme not in _WHITE_THEME else ""


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[:2], 16), int(colour[2:4], 16), int(colour[4:], 16)


def _spacing(made: ParagraphStyle, properties: Any) -> None:
    if properties is None:
        return
    spacing = properties.find(qn("w:spacing"))
    if spacing is not None:
        for name in ("before", "after"):
            if spacing.get(qn(f"w:{name}Autospacing")) in ("1", "true", "on"):
                setattr(made, name, 14.0)  # what HTML calls a paragraph's margin
            elif spacing.get(qn(f"w:{name}")) is not None:
                setattr(made, name, number(spacing.get(qn(f"w:{name}")), 20) / 20)
        rule, line = spacing.get(qn("w:lineRule")), spacing.get(qn("w:line"))
        if rule is not None or line is not None:
            made.exact = number(line, 20) / 20 if rule == "exact" else 0.0
    snug = toggle(properties, "w:contextualSpacing")
    if snug is not None:
        made.snug = snug
    indent = properties.find(qn("w:ind"))
    if indent is not None:
        left = indent.get(qn("w:left")) or indent.get(qn("w:start"))
        if left is not None:
            made.indent = number(left, 20) / 20
        first, hanging = indent.get(qn("w:firstLine")), indent.get(qn("w:hanging"))
        if hanging is not None or first is not None:
            made.first = -number(hanging, 20) / 20 if hanging is not None else number(first, 20) / 20

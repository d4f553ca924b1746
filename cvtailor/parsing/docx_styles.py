"""What a DOCX paragraph or run looks like: its own settings, its styles', the document's defaults."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

_SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
# A text of this size or less cannot be read by a person (project convention).
TINY_POINTS = 1.0


def qn(name: str) -> str:
    """Return the qualified name of "w:p" as lxml writes it."""
    prefix, _, tag = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{tag}"


def on(element: Any) -> bool:
    """Return whether a toggle element (w:b, w:vanish) switches its property on."""
    return element.get(qn("w:val"), "1") not in ("0", "false", "off", "none")


def toggle(properties: Any, name: str) -> bool | None:
    """Return a toggle property of w:rPr, null where it is not set."""
    element = properties.find(qn(name)) if properties is not None else None
    return None if element is None else on(element)


@dataclass(slots=True)
class Look:
    """The look of a run; `size` in points, 0 unknown; `white` on no fill of its own."""

    bold: bool = False
    italic: bool = False
    caps: bool = False
    hidden: bool = False
    size: float = 0.0
    white: bool = False


@dataclass(slots=True)
class ParagraphStyle:
    """What a paragraph is; `before` in twentieths of a point, `indent` in points."""

    heading: int | None = None
    numbered: bool = False
    level: int = 0
    rule: bool = False
    before: float = 0.0
    indent: float = 0.0
    look: Look | None = None


class Styles:
    """Resolves styles of one document, each once."""

    def __init__(self, document: Any) -> None:
        root = document.styles.element
        self.by_id = {style.get(qn("w:styleId")): style for style in root.findall(qn("w:style"))}
        self.default = next(
            (
                name
                for name, style in self.by_id.items()
                if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true")
            ),
            None,
        )
        defaults = root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        self.defaults = Look()
        _apply(self.defaults, defaults)
        self.defaults.size = self.defaults.size or 10.0
        self.formats = _number_formats(document)
        self.cache: dict[str | None, ParagraphStyle] = {}

    def _chain(self, style_id: str | None) -> list[Any]:
        """Return a style and what it is based on, the base first; loops are cut."""
        found: list[Any] = []
        seen: set[str] = set()
        while style_id and style_id in self.by_id and style_id not in seen and len(seen) < 30:
            seen.add(style_id)
            style = self.by_id[style_id]
            found.append(style)
            based = style.find(qn("w:basedOn"))
            style_id = based.get(qn("w:val")) if based is not None else None
        return found[::-1]

    def _style(self, style_id: str | None) -> ParagraphStyle:
        if style_id in self.cache:
            return self.cache[style_id]
        made = ParagraphStyle(
            look=Look(size=self.defaults.size, bold=self.defaults.bold, italic=self.defaults.italic)
        )
        assert made.look
        for style in self._chain(style_id):
            name = style.find(qn("w:name"))
            named = (name.get(qn("w:val"), "") if name is not None else "").casefold()
            match = re.fullmatch(r"heading ([1-9])", named)
            if match:
                made.heading = int(match[1])
            elif named == "title":
                made.heading = 0
            if re.match(r"list (?:bullet|number)", named):
                made.numbered = True
                number = re.search(r"(\d)$", named)
                made.level = int(number[1]) - 1 if number else 0
            self._paragraph_properties(made, style.find(qn("w:pPr")))
            _apply(made.look, style.find(qn("w:rPr")))
        self.cache[style_id] = made
        return made

    def _paragraph_properties(self, made: ParagraphStyle, properties: Any) -> None:
        if properties is None:
            return
        outline = properties.find(qn("w:outlineLvl"))
        if outline is not None and made.heading is None and _number(outline.get(qn("w:val"))) < 9:
            made.heading = int(_number(outline.get(qn("w:val")))) + 1
        numbering = properties.find(qn("w:numPr"))
        if numbering is not None:
            number, level = numbering.find(qn("w:numId")), numbering.find(qn("w:ilvl"))
            if level is not None:
                made.level = min(8, int(_number(level.get(qn("w:val")))))
            if number is not None:
                shown = self.formats.get((number.get(qn("w:val"), ""), made.level), "bullet")
                made.numbered = number.get(qn("w:val")) not in ("0", None) and shown != "none"
        borders = properties.find(qn("w:pBdr"))
        if borders is not None:
            made.rule = any(
                side.tag in (qn("w:bottom"), qn("w:top")) and side.get(qn("w:val")) not in ("nil", "none")
                for side in borders
            )
        spacing = properties.find(qn("w:spacing"))
        if spacing is not None and spacing.get(qn("w:before")) is not None:
            made.before = _number(spacing.get(qn("w:before")))
        indent = properties.find(qn("w:ind"))
        if indent is not None:
            made.indent = _number(indent.get(qn("w:left")) or indent.get(qn("w:start"))) / 20

    def paragraph(self, element: Any) -> ParagraphStyle:
        """Return what a w:p element is, from its own properties and its style."""
        properties = element.find(qn("w:pPr"))
        named = properties.find(qn("w:pStyle")) if properties is not None else None
        style_id = named.get(qn("w:val")) if named is not None else self.default
        base = self._style(style_id if style_id in self.by_id else self.default)
        if properties is None:
            return base
        made = ParagraphStyle(
            heading=base.heading,
            numbered=base.numbered,
            level=base.level,
            rule=base.rule,
            before=base.before,
            indent=base.indent,
            look=base.look,
        )
        self._paragraph_properties(made, properties)
        return made

    def run(self, element: Any, paragraph: ParagraphStyle) -> Look:
        """Return the look of a w:r element inside a paragraph of the given style."""
        base = paragraph.look or self.defaults
        look = Look(base.bold, base.italic, base.caps, base.hidden, base.size, base.white)
        properties = element.find(qn("w:rPr"))
        if properties is not None:
            named = properties.find(qn("w:rStyle"))
            if named is not None:
                for style in self._chain(named.get(qn("w:val"))):
                    _apply(look, style.find(qn("w:rPr")))
            _apply(look, properties)
        return look


def _apply(look: Look, properties: Any) -> None:
    """Lay the settings of a w:rPr element over a look."""
    if properties is None:
        return
    for name, attribute in (("w:b", "bold"), ("w:i", "italic"), ("w:caps", "caps")):
        value = toggle(properties, name)
        if value is not None:
            setattr(look, attribute, value)
    vanish = toggle(properties, "w:vanish")
    if vanish is not None:
        look.hidden = vanish
    size = properties.find(qn("w:sz"))
    if size is not None:
        look.size = _number(size.get(qn("w:val"))) / 2 or look.size
        if 0 < look.size <= TINY_POINTS:
            look.hidden = True
    colour = properties.find(qn("w:color"))
    if colour is not None:
        look.white = colour.get(qn("w:val"), "").upper() in ("FFFFFF", "FEFEFE", "FDFDFD")
    shading = properties.find(qn("w:shd"))
    filled = shading is not None and shading.get(qn("w:fill"), "auto").upper() not in ("AUTO", "FFFFFF")
    if filled or properties.find(qn("w:highlight")) is not None:
        look.white = False


def _number(value: str | None) -> float:
    try:
        return float(value or 0)
    except ValueError:
        return 0.0


def _number_formats(document: Any) -> dict[tuple[str, int], str]:
    """Return the format ("bullet", "decimal", "none") of each numbering and level."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError, AttributeError):
        return {}
    abstract: dict[str, dict[int, str]] = {}
    for each in root.findall(qn("w:abstractNum")):
        levels = {}
        for level in each.findall(qn("w:lvl")):
            shown = level.find(qn("w:numFmt"))
            levels[int(_number(level.get(qn("w:ilvl"))))] = (
                shown.get(qn("w:val"), "") if shown is not None else ""
            )
        abstract[each.get(qn("w:abstractNumId"), "")] = levels
    found = {}
    for each in root.findall(qn("w:num")):
        link = each.find(qn("w:abstractNumId"))
        for level, shown in abstract.get(link.get(qn("w:val"), "") if link is not None else "", {}).items():
            found[each.get(qn("w:numId"), ""), level] = shown
    return found

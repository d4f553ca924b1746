"""The lists of a DOCX: which numbering shows a mark, at which depth, how far indented."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cvtailor.parsing.docx_xml import number, qn, value, whole


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: whether a bullet or number shows, and its indent in points (null: not set)."""

    shown: bool
    indent: float | None
    style: str | None


class Numbering:
    """Resolves numberings of one document; a null root means that the part is missing."""

    def __init__(self, root: Any, styles: Any) -> None:
        """Take the roots of the numbering and the styles part, each null where there is none."""
        self.known = root is not None
        self._levels: dict[str, dict[int, Level]] = {}
        if root is None:
            return
        abstracts = {each.get(qn("w:abstractNumId"), ""): each for each in root.findall(qn("w:abstractNum"))}
        numbers = {each.get(qn("w:numId"), ""): each for each in root.findall(qn("w:num"))}
        linked = _linked(styles)
        for name, each in numbers.items():
            abstract = abstracts.get(value(each, "w:abstractNumId") or "")
            link = value(abstract, "w:numStyleLink")
            if link is not None and linked.get(link) in numbers:
                # A list style: its numbering stands where the style says.
                target = numbers[linked[link]]
                abstract = abstracts.get(value(target, "w:abstractNumId") or "")
            levels = _levels(abstract)
            for override in each.findall(qn("w:lvlOverride")):
                levels |= _levels(override)
            self._levels[name] = levels

    def level(self, number_id: str | None, depth: int) -> Level | None:
        """Return a level of a list, null for no list (number 0) and for one that shows nothing at all.

        A list the numbering part does not explain is taken for one that shows bullets.
        """
        if number_id in (None, "", "0"):
            return None
        levels = self._levels.get(number_id or "")
        if levels is None or depth not in levels:
            return Level(True, None, None)
        return levels[depth]

    def depth_of(self, number_id: str | None, style_id: str | None) -> int | None:
        """Return the level of a list that a paragraph style is tied to, null where there is none."""
        levels = self._levels.get(number_id or "", {})
        return next((depth for depth, each in levels.items() if style_id and each.style == style_id), None)


def _linked(styles: Any) -> dict[str, str]:
    """Return the numbering id of each list style."""
    found = {}
    for style in styles.findall(qn("w:style")) if styles is not None else ():
        if style.get(qn("w:type")) == "numbering":
            numbering = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            found[style.get(qn("w:styleId"), "")] = value(numbering, "w:numId") or ""
    return found


def _levels(parent: Any) -> dict[int, Level]:
    found = {}
    for each in parent.findall(qn("w:lvl")) if parent is not None else ():
        written = value(each, "w:lvlText")
        shown = value(each, "w:numFmt") != "none" and not (written is not None and not written.strip())
        indent = each.find(f"{qn('w:pPr')}/{qn('w:ind')}")
        left = None
        if indent is not None:
            left = number(indent.get(qn("w:left")) or indent.get(qn("w:start")), 20) / 20
        picture = each.find(qn("w:lvlPicBulletId")) is not None
        found[whole(each.get(qn("w:ilvl")))] = Level(shown or picture, left, value(each, "w:pStyle"))
    return found

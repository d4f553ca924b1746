"""Text boxes, diagrams and charts of a DOCX: their text once, their place, and what they lie behind."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import Any

from cvtailor.parsing.docx_lines import names_section
from cvtailor.parsing.docx_styles import ANY_FILL
from cvtailor.parsing.docx_text import SKIPPED, alternative
from cvtailor.parsing.docx_xml import has_text, number, qn
from cvtailor.parsing.types import Block, Layer

_EMU = 12_700  # English Metric Units in a point
_LINE = 12.0  # points; the height a line of a CV has, to tell how many a shape covers
_WIDE, _TALL = 230.0, 350.0  # points; a shape less wide and less tall is no ground for text
_SIDE_BOX = 2  # blocks; a text box with a heading and so many is a part of the page of its own
_GROUPS = ("wgp", "grpSp", "wpc", "group")
_WHITE = ("#ffffff", "white", "window", "#fff", "ffffff", "#fefefe")
_STYLE = re.compile(r"(margin-left|margin-top|left|top|width|height|position)\s*:\s*([^;]{1,40})")


@dataclass(frozen=True, slots=True)
class Shape:
    """A drawing's frame in points, null where not told; `afloat` where it does not stand in its line,
    `on_page` where `y` counts from the page or its margin rather than from the paragraph.
    """

    x: float | None = None
    y: float | None = None
    width: float | None = None
    height: float | None = None
    afloat: bool = False
    on_page: bool = False


@dataclass(frozen=True, slots=True)
class TextBox:
    """The content of one text box, the frame it has, and its fill ("" none or not told)."""

    content: Any
    shape: Shape
    fill: str


def text_boxes(drawing: Any) -> list[TextBox]:
    """Return the outermost text boxes of a drawing, once each, in the order a person reads them."""
    found: list[TextBox] = []
    stack = [drawing]
    while stack:
        here = stack.pop()
        if here.tag == qn("w:txbxContent"):
            if has_text(here):
                found.append(_text_box(here, drawing))
            continue
        if here.tag == qn("mc:AlternateContent"):
            stack += reversed(alternative(here))
        elif here.tag not in SKIPPED:
            stack += reversed(here)
    return in_order(found)


def _text_box(content: Any, drawing: Any) -> TextBox:
    owner = content.getparent()
    while owner is not None and owner is not drawing and owner.tag in (qn("wps:txbx"), qn("v:textbox")):
        owner = owner.getparent()
    shape, filled = frame(drawing), ""
    if owner is not None:
        inner = _inner(owner)
        if inner is not None:
            shape = Shape(*inner, shape.afloat, shape.on_page)
        filled = _fill(owner)
    return TextBox(content, shape, filled)


def _inner(owner: Any) -> tuple[float, float, float, float] | None:
    """Return the frame of one shape of a group: good for order, not for a place on the page."""
    grouped = any(str(each.tag).rpartition("}")[2] in _GROUPS for each in owner.iterancestors())
    if not grouped:
        return None
    off = owner.find(f".//{qn('a:xfrm')}/{qn('a:off')}")
    size = owner.find(f".//{qn('a:xfrm')}/{qn('a:ext')}")
    if off is not None and size is not None:
        told = [off.get("x"), off.get("y"), size.get("cx"), size.get("cy")]
        return tuple(number(each) / _EMU for each in told)  # type: ignore[return-value]
    style = _css(owner)
    if "left" in style and "top" in style:
        return tuple(number(style.get(name)) for name in ("left", "top", "width", "height"))  # type: ignore[return-value]
    return None


def frame(drawing: Any) -> Shape:
    """Return where a w:drawing or w:pict stands."""
    anchor = drawing.find(qn("wp:anchor")) if drawing.tag == qn("w:drawing") else None
    if anchor is not None:
        extent = anchor.find(qn("wp:extent"))
        across, down = anchor.find(qn("wp:positionH")), anchor.find(qn("wp:positionV"))
        places = [
            number(each.findtext(qn("wp:posOffset"))) / _EMU
            if each is not None and each.find(qn("wp:posOffset")) is not None
            else None
            for each in (across, down)
        ]
        kind = down.get("relativeFrom", "") if down is not None else ""
        return Shape(
            x=places[0],
            y=places[1],
            width=number(extent.get("cx")) / _EMU if extent is not None else None,
            height=number(extent.get("cy")) / _EMU if extent is not None else None,
            afloat=True,
            on_page=kind not in ("paragraph", "line"),
        )
    for child in drawing:
        style = _css(child)
        if style.get("position") == "absolute":
            return Shape(
                x=number(style.get("margin-left") or style.get("left")),
                y=number(style.get("margin-top") or style.get("top")),
                width=number(style["width"]) if "width" in style else None,
                height=number(style["height"]) if "height" in style else None,
                afloat=True,
                on_page="relative:page" in (child.get("style") or "").replace(" ", ""),
            )
    return Shape()


def _css(element: Any) -> dict[str, str]:
    found = _STYLE.findall((element.get("style") or "")[:2000]) if isinstance(element.tag, str) else []
    return {name: text.strip() for name, text in found}


def _fill(shape: Any) -> str:
    """Return the colour a shape is filled with: "" for none, white or not told, else its look."""
    properties = shape.find(qn("wps:spPr"))
    if properties is not None:
        if any(properties.find(qn(each)) is not None for each in ("a:gradFill", "a:blipFill", "a:pattFill")):
            return ANY_FILL
        solid = properties.find(qn("a:solidFill"))
        if solid is not None:
            colour = solid.find(qn("a:srgbClr"))
            told = (colour.get("val") or "").upper() if colour is not None else ""
            theme = solid.find(qn("a:schemeClr"))
            if theme is not None and theme.get("val") in ("bg1", "lt1") and len(theme) == 0:
                return ""
            return told if re.fullmatch(r"[0-9A-F]{6}", told) else ANY_FILL
        if properties.find(qn("a:noFill")) is not None:
            return ""
        style = shape.find(qn("wps:style"))
        reference = style.find(qn("a:fillRef")) if style is not None else None
        return ANY_FILL if reference is not None and reference.get("idx") != "0" else ""
    if shape.get("filled") in ("f", "false"):
        return ""
    colour = (shape.get("fillcolor") or "").strip().lower().partition(" ")[0]
    if shape.find(qn("v:fill")) is not None and shape.find(qn("v:fill")).get("type", "solid") != "solid":
        return ANY_FILL
    if not colour or colour in _WHITE:
        return ""
    return colour[1:].upper() if re.fullmatch(r"#[0-9a-f]{6}", colour) else ANY_FILL


def in_order(boxes: list[TextBox]) -> list[TextBox]:
    """Return boxes of one drawing or paragraph as they are read: column by column, each from the top."""
    if len(boxes) < 2 or any(None in (b.shape.x, b.shape.y, b.shape.width, b.shape.height) for b in boxes):
        return boxes
    for across in (True, False):
        parts = _cut(boxes, across=across)
        if len(parts) > 1:
            return [box for part in parts for box in in_order(part)]
    return sorted(boxes, key=lambda box: (box.shape.y or 0.0, box.shape.x or 0.0))


def _cut(boxes: list[TextBox], *, across: bool) -> list[list[TextBox]]:
    """Split boxes wherever a straight line passes between them, from the left or from the top."""

    def span(box: TextBox) -> tuple[float, float]:
        shape = box.shape
        start, size = (shape.x, shape.width) if across else (shape.y, shape.height)
        return start or 0.0, (start or 0.0) + (size or 0.0)

    parts: list[list[TextBox]] = []
    end = -math.inf
    for box in sorted(boxes, key=span):
        start, stop = span(box)
        if start >= end - 2 or not parts:
            parts.append([])
        parts[-1].append(box)
        end = max(end, stop)
    return parts


def covered(root: Any, paragraphs: dict[Any, int], *, margin: bool) -> set[int]:
    """Return the paragraphs that large filled shapes or pictures may lie behind.

    Their place is only guessed from their height, so that white letters on a banner are not called
    hidden. `margin` says that `root` is a page header or footer, whose shapes lie behind the body.
    """
    found: set[int] = set()
    total = len(paragraphs)
    for drawing in root.iter(qn("w:drawing"), qn("w:pict")):
        shape = frame(drawing)
        width, height = shape.width or 0.0, shape.height or 0.0
        if not shape.afloat or height < _LINE or (width < _WIDE and height < _TALL) or not _paints(drawing):
            continue
        owner = next(drawing.iterancestors(qn("w:p")), None)
        at = paragraphs.get(owner, 0)
        lines = math.ceil(height / _LINE) + 1
        if height >= _TALL:
            first = 0 if margin or shape.on_page else at
            last = total if margin or shape.on_page else at + lines
        elif margin or shape.on_page:
            first, last = max(0, at - lines), at + lines
        else:
            first = at + math.floor((shape.y or 0.0) / _LINE) - 1
            last = first + lines + 1
        found.update(range(max(0, first), min(total, last + 1)))
    return found


def _paints(drawing: Any) -> bool:
    if next(drawing.iter(qn("pic:pic"), qn("v:imagedata")), None) is not None:
        return True
    for each in drawing.iter():
        filled = isinstance(each.tag, str) and (
            each.find(qn("wps:spPr")) is not None or each.get("fillcolor") is not None
        )
        if filled and _fill(each) not in ("", "FFFFFF"):
            return True
    return False


def other_text(drawing: Any) -> list[tuple[str, str]]:
    """Return (kind, relationship id) of the diagrams and charts in a drawing."""
    found = [("diagramData", each.get(qn("r:dm"), "")) for each in drawing.iter(qn("dgm:relIds"))]
    return found + [("chart", each.get(qn("r:id"), "")) for each in drawing.iter(qn("c:chart"))]


def graphic_lines(root: Any) -> list[str]:
    """Return the lines of text in a diagram's data or a chart: titles, labels, names of categories."""
    lines = ["".join(each.text or "" for each in line.iter(qn("a:t"))) for line in root.iter(qn("a:p"))]
    names = root.iter(qn("c:cat"))
    lines += [each.text or "" for name in names for each in name.iter(qn("c:v"))]
    return list(dict.fromkeys(line.strip() for line in lines if line.strip()))[:200]


def settled(blocks: list[Block], boxes: list[TextBox]) -> list[Block]:
    """Return the blocks with the columns of text boxes settled.

    A box with a section of its own is a column beside the page's text (or the page's text itself,
    where that has no section): it is read as a whole, not amid the entry it is anchored to.
    """
    inside: dict[int, list[Block]] = {}
    for block in blocks:
        if block.column < 0:
            inside.setdefault(block.column, []).append(block)
    large = [
        each
        for each, held in inside.items()
        if len(held) >= _SIDE_BOX and boxes[-each - 1].shape.afloat and any(map(names_section, held))
    ]
    rest = [block for block in blocks if block.column not in large]
    columns = dict.fromkeys(large, 1)
    if not any(names_section(block) for block in rest if block.layer is Layer.BODY):
        widths = {each: boxes[-each - 1].shape.width or 0.0 for each in large}
        widest = max(widths.values(), default=0.0)
        columns = {each: int(widths[each] < 0.8 * widest) for each in large}
    made: list[Block] = []
    for block in blocks:
        if block.column >= 0:
            made.append(block)
            continue
        first = inside[block.column][0] is block
        gap = max(1.0, block.gap) if first and block.column in large else block.gap
        made.append(replace(block, column=columns.get(block.column, 0), gap=gap))
    return made

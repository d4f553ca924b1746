"""Names, switches and numbers of WordprocessingML (ECMA-376), shared by the DOCX modules."""

from __future__ import annotations

import functools
import math
import re
from typing import Any

# Namespaces that python-docx's own table lacks.
_SPACES = {
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
_MEASURE = re.compile(r"(-?\d{1,9}(?:\.\d{1,9})?)(pt|in|cm|mm|pc|pi|px)?")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 7.2 / 2.54, "pc": 12.0, "pi": 12.0, "px": 0.75}


@functools.cache
def qn(name: str) -> str:
    """Return the qualified name of "w:p" as lxml writes it."""
    from docx.oxml.ns import nsmap

    prefix, _, tag = name.partition(":")
    return f"{{{nsmap.get(prefix) or _SPACES[prefix]}}}{tag}"


def on(element: Any) -> bool:
    """Return whether a toggle element (w:b, w:vanish) switches its property on."""
    return element.get(qn("w:val"), "1") not in ("0", "false", "off", "none")


def toggle(properties: Any, name: str) -> bool | None:
    """Return a toggle property of w:rPr, null where it is not set."""
    element = properties.find(qn(name)) if properties is not None else None
    return None if element is None else on(element)


def value(parent: Any, name: str) -> str | None:
    """Return the w:val of a child element, null where there is none."""
    element = parent.find(qn(name)) if parent is not None else None
    return None if element is None else element.get(qn("w:val"))


def number(text: str | None, per_point: float = 1.0) -> float:
    """Return a measure as a number, 0 where it is none.

    Args:
        text: "240", or with a unit, as the Strict variant writes them ("12pt").
        per_point: how many of the attribute's own units make a point (20 for twips).
    """
    match = _MEASURE.fullmatch((text or "").strip())
    if not match:
        return 0.0
    found = float(match[1]) * (_POINTS[match[2]] * per_point if match[2] else 1.0)
    return found if math.isfinite(found) and abs(found) < 1e9 else 0.0


def whole(text: str | None) -> int:
    """Return a number as an integer, 0 where it is none."""
    return int(number(text))


def has_text(element: Any) -> bool:
    """Return whether an element holds a written character, deleted ones not counted."""
    return any((each.text or "").strip() for each in element.iter(qn("w:t"), qn("m:t"))) or (
        next(element.iter(qn("w:sym")), None) is not None
    )

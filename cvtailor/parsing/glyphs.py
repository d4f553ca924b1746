"""What a PDF page holds before any layout: characters, shapes and links, as either reader sees them.

All places are points from the top left corner of the page as it is shown (crop box and rotation applied).
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import Any

from cvtailor import resources

MAX_PAGES = 200  # project convention: no CV is longer; the rest is reported as not read
MAX_GLYPHS = 60_000  # per page, project convention: ten times the densest page seen
MAX_SHAPES = 20_000  # per page, project convention

MAX_LINKS = 300  # per page, project convention
FAR = 20_000.0  # points from the corner; what stands farther off (or nowhere: nan) is left out

Colour = tuple[int, int, int]


@dataclass(slots=True, kw_only=True, eq=False)
class Run:
    """What all glyphs of one drawing call share: their type, and how they are painted."""

    size: float = 0.0
    font: str = ""
    bold: bool = False
    italic: bool = False
    colour: Colour | None = None
    invisible: bool = False
    upright: bool = True
    painted: int = -1  # place among all that is drawn on the page (-1: not known)
    cuts: bool = False  # what is painted next shows within its letters
    alpha: float = 1.0  # 0 lets all through that stands beneath, 1 nothing
    clip: tuple[float, float, float, float] | None = None  # left, top, right, bottom of what may show
    turn: int = 0  # degrees to the left that it runs, 0, 90, 180 or 270 (-1: aslant)


@dataclass(slots=True, eq=False)
class Glyph:
    """One character as drawn, or `count` that follow each other closely in one run.

    `x0`/`x1` run over its advance, `base` is the baseline.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    run: Run
    order: int = 0  # place in the file's own order
    spaced: bool = False  # the reader sees white space before it
    count: int = 1

    @property
    def size(self) -> float:
        """Return the font size in points."""
        return self.run.size


@dataclass(slots=True, kw_only=True)
class Shape:
    """A drawn path or picture: rules, backgrounds, bullets drawn by hand."""

    x0: float
    top: float
    x1: float
    bottom: float
    filled: bool = False
    colour: Colour | None = None  # null: a gradient, a pattern, or unknown
    points: int = 0
    parts: int = 1  # closed outlines; a frame drawn as a filled path has two
    picture: bool = False
    painted: int = -1  # place among all that is drawn on the page (-1: not known)
    opaque: bool = False  # for sure: nothing beneath shows through any part of the box
    alpha: float = 1.0  # 0 lets all through that stands beneath, 1 nothing

    @property
    def width(self) -> float:
        """Return the width in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Return the height in points."""
        return self.bottom - self.top


@dataclass(slots=True, kw_only=True)
class Link:
    """An address behind a rectangle."""

    address: str
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(slots=True, kw_only=True)
class GlyphPage:
    """One page as a glyph reader hands it on; `cut` tells that a limit was hit."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    cut: bool = False

    @property
    def pictures(self) -> list[Shape]:
        """Return the pictures of the page."""
        return [shape for shape in self.shapes if shape.picture]


@dataclass(frozen=True, slots=True)
class GlyphFile:
    """All pages read, and how many the file has."""

    pages: list[GlyphPage]
    count: int


@functools.cache
def tables() -> dict[str, Any]:
    """Return the parsed `lexicons/language/glyphs.toml`, lists of characters as sets."""
    raw = resources.language("glyphs")
    return {
        "bullets": frozenset(raw["bullets"]["sure"]),
        "dashes": frozenset(raw["bullets"]["spaced"]),
        "symbol_letters": raw["bullets"]["symbol_letters"],
        "symbol_fonts": tuple(raw["bullets"]["symbol_fonts"]),
        "picture_fonts": tuple(raw["bullets"]["picture_fonts"]),
        "icon_fonts": tuple(raw["bullets"]["icon_fonts"]),
        "bold": tuple(raw["fonts"]["bold"]),
        "plain": tuple(raw["fonts"]["plain"]),
        "not_bold": tuple(raw["fonts"]["not_bold"]),
        "italic": tuple(raw["fonts"]["italic"]),
        "characters": raw["characters"],
        "accents": raw["accents"]["marks"],
        "dotless": raw["accents"]["dotless"],
        "struck": raw["accents"]["struck"],
        "dropped": frozenset(raw["dropped"]["characters"]),
        "keeps_hyphen": frozenset(raw["hyphens"]["kept_after"]),
        "keeps_hyphen_before": frozenset(raw["hyphens"]["kept_before"]),
        "running_words": frozenset(raw["continuation"]["words"]),
        "page_words": frozenset(raw["page_numbers"]["words"]),
        "running_starts": tuple(raw["page_numbers"]["running"]),
    }


@functools.cache
def looks(font: str) -> tuple[bool | None, bool]:
    """Return whether a font's name says bold (null: it does not say), and italic."""
    name = font.rpartition("+")[2].lower()
    table = tables()
    plain = name
    for word in table["not_bold"]:
        plain = plain.replace(word, "")
    # Computer Modern names its bold cuts cmbx10, cmb10, sfbx1000.
    bold = any(word in plain for word in table["bold"])
    if not bold and any(word in name for word in table["plain"]):
        return False, any(word in name for word in table["italic"])
    italic = any(word in name for word in table["italic"])
    return bold or None, italic


def turning(along: float, across: float) -> int:
    """Return the degrees to the left that type runs whose baseline goes `along` to the right and `across` down."""
    for turn, (forth, aside) in {
        0: (along, across),
        90: (-across, along),
        180: (-along, across),
        270: (across, along),
    }.items():
        if forth > 0 and abs(aside) <= 0.05 * forth:
            return turn
    return -1

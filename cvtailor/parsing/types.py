"""What the readers hand to `structure`: blocks, in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from cvtailor.document import Box, Observation


class Layer(StrEnum):
    """Which part of the page a block belongs to."""

    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"


class Word(NamedTuple):
    """A stretch of `Block.text` (code points, half-open) with its place on a page, if it has one."""

    start: int
    end: int
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One heading line, header line, bullet or paragraph: its wrapped lines are already joined.

    `text` is repaired text on one line (no bullet glyph, no line feed, single spaces); a tab stands
    where a row has separate parts (a title left, dates right; cells of one table row that read
    across). `bullet` is true for a list item, `level` its depth from 0. `heading` is the level a
    style or markup gives (DOCX heading style, Markdown #), null where only the look can tell.
    `size` is the font size in points (0 unknown), `bold`/`italic` true when most characters are.
    `gap` is the white space above in line heights (0 unknown or none), `rule` true when a ruled line runs
    just above or under. `indent` is the left edge in points from the column's left edge. `column`
    numbers the columns of a page (0 the main or only one); `row` is shared by blocks that stand in
    one row of a table (null elsewhere). `paragraph` is the DOCX paragraph index from 0, `line` the
    text file's line from 1, `lines` how many lines the block takes on the page (1 if unknown).
    `strong` is the length of a bold run that `text` begins with where the rest is not bold (0: none).
    `label` marks what only names the columns or fields of a table: it is neither entry nor item.
    `box` marks the heading of one of several boxes that stand side by side.
    `hidden` marks text a person cannot see. `links` are addresses behind the text.
    """

    text: str
    words: tuple[Word, ...] = ()
    bullet: bool = False
    level: int = 0
    heading: int | None = None
    size: float = 0.0
    bold: bool = False
    strong: int = 0
    italic: bool = False
    gap: float = 0.0
    rule: bool = False
    indent: float = 0.0
    column: int = 0
    row: int | None = None
    page: int | None = None
    paragraph: int | None = None
    line: int | None = None
    lines: int = 1
    layer: Layer = Layer.BODY
    hidden: bool = False
    label: bool = False
    box: bool = False
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one reader made of one file, before structure is found."""

    media_type: str
    reader: str
    pages: int | None
    blocks: tuple[Block, ...]
    observations: tuple[Observation, ...] = ()

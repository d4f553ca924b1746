"""From the runs of a DOCX paragraph to blocks: its lines, their bullets and look, and joined wraps."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from cvtailor.parsing import headings, marks
from cvtailor.parsing.docx_styles import ParagraphStyle
from cvtailor.parsing.docx_text import Paragraph, Piece
from cvtailor.parsing.types import Block

_HEADING = 60  # characters; project convention
# Spaces that push a date to the right margin.
_WIDE = re.compile(r"(?<=\S)[ \u00a0]{4,}(?=\S)")
_SMALL_CAPS_WORDS = 6  # project convention: a longer line in small capitals is text, not a heading
# Project conventions: lines of one sentence stand no further apart; no sentence is longer; a line that
# is broken because it is full is not shorter.
_APART, _LONG, _FULL = 0.1, 4_000, 60


def blocks(paragraph: Paragraph, style: ParagraphStyle, gap: float, base: dict[str, Any]) -> Iterator[Block]:
    """Yield the blocks of one paragraph: one for each line that is seen, and one for what is not.

    Args:
        paragraph: its runs.
        style: what it is.
        gap: the white space above, in lines.
        base: the fields of `Block` that tell where it stands.
    """
    shown = [piece for piece in paragraph.pieces if not piece.hidden]
    unseen = marks.clean("".join(piece.text for piece in paragraph.pieces if piece.hidden))
    numbered = style.numbered and style.heading is None
    first = True
    for line in _lines(shown, numbered=numbered):
        pieces = line.pieces
        written = "".join(piece.text for piece in pieces)
        text, glyph = marks.bullet(written.strip(" \n")) if style.heading is None else (written, False)
        if glyph and re.match(r"\d", written.strip()) and (text.isupper() or headings.known(text)):
            glyph = False
        cleaned = marks.clean(_WIDE.sub("\t", text))
        if not cleaned:
            continue
        letters = [(piece, sum(char.isalnum() for char in piece.text)) for piece in pieces]
        total = sum(count for _, count in letters) or 1
        small = all(piece.look.small_caps for piece, count in letters if count)
        if small and len(cleaned.split()) <= _SMALL_CAPS_WORDS:
            cleaned = cleaned.upper()
        yield Block(
            text=cleaned,
            bullet=(numbered and first) or glyph,
            level=(style.level or 0) if numbered else 0,
            heading=style.heading if first else None,
            size=max(letters, key=lambda pair: pair[1])[0].look.size,
            bold=2 * sum(count for piece, count in letters if piece.look.bold) > total,
            strong=_strong(pieces, cleaned),
            italic=2 * sum(count for piece, count in letters if piece.look.italic) > total,
            gap=gap if first else float(line.blank),
            rule=(style.rule and first) or (not paragraph.links and _underlined(pieces, cleaned)),
            indent=style.indent,
            links=tuple(paragraph.links),
            **base,
        )
        first = False
    if unseen:
        yield Block(text=unseen, hidden=True, indent=style.indent, **base)


def names_section(block: Block) -> bool:
    """Return whether a block reads like a heading the lexicon knows."""
    if block.bullet or block.hidden or "\t" in block.text or len(block.text) > _HEADING:
        return False
    return headings.known(block.text) is not None


def heads_section(block: Block) -> bool:
    """Return whether a block is such a heading and no label within a section ("Skills:")."""
    if not names_section(block):
        return False
    stands_out = block.heading is not None or block.bold or block.text.isupper()
    return stands_out or not headings.is_label(block.text)


def _underlined(pieces: list[Piece], text: str) -> bool:
    """Return whether a short line is underlined from end to end, as headings are."""
    lettered = [piece for piece in pieces if any(char.isalnum() for char in piece.text)]
    short = len(text) <= _HEADING and "\t" not in text
    return short and bool(lettered) and all(piece.look.underlined for piece in lettered)


def _strong(pieces: list[Piece], text: str) -> int:
    """Return the length of the bold run that `text` begins with, 0 where all or nothing is bold."""
    run = itertools.takewhile(lambda piece: piece.look.bold or not piece.text.strip(), pieces)
    begin = marks.clean("".join(piece.text for piece in run))
    return len(begin) if text.startswith(begin) and len(begin) < len(text) else 0


@dataclass(slots=True)
class _Line:
    """A line of a paragraph; `blank` where an empty one stands above, `last` the end of its text."""

    pieces: list[Piece]
    blank: bool
    last: str
    listed: bool


def _lines(pieces: list[Piece], *, numbered: bool) -> list[_Line]:
    """Split runs at line breaks where the parts are lines of their own, not one wrapped sentence."""
    rows: list[list[Piece]] = [[]]
    for piece in pieces:
        for at, part in enumerate(piece.text.split("\n")):
            if at:
                rows.append([])
            if part:
                rows[-1].append(replace(piece, text=part))
    lines: list[_Line] = []
    blank = False
    for row in rows:
        text = "".join(piece.text for piece in row).strip()
        if not text:
            blank = bool(lines)
            continue
        mark = marks.bullet(text)[1]
        above = lines[-1] if lines and not mark else None
        if above is not None and (numbered or _wraps(above, row, text, blank=blank)):
            above.pieces += [replace(row[0], text=" "), *row]
            above.last = text
        else:
            lines.append(_Line(row, blank, text, mark))
        blank = False
    return lines


def _wraps(above: _Line, row: list[Piece], text: str, *, blank: bool) -> bool:
    """Return whether a line goes on with the one above, within one paragraph."""
    if blank or "\t" in text or above.pieces[-1].look.bold != row[0].look.bold:
        return False
    if marks.goes_on(above.last, text):
        return True
    return above.listed and above.last[-1] not in ".!?:" and (text[0].islower() or len(above.last) > _FULL)


def unwrapped(made: list[Block], usual: float) -> Iterator[Block]:
    """Join paragraphs that are the lines of one hard-wrapped sentence.

    `usual` is the white space between paragraphs that the file sets by default, in lines.
    """
    held: Block | None = None
    for block in made:
        if held is not None and _goes_on(held, block, usual):
            links = tuple(dict.fromkeys(held.links + block.links))
            held = replace(held, text=marks.joined(held.text, block.text), lines=held.lines + 1, links=links)
            continue
        if held is not None:
            yield held
        held = block
    if held is not None:
        yield held


def _goes_on(above: Block, block: Block, usual: float) -> bool:
    alike = (above.layer, above.column, above.row, above.hidden, above.bold) == (
        block.layer,
        block.column,
        block.row,
        block.hidden,
        block.bold,
    )
    plain = not block.bullet and block.heading is None and above.heading is None and not block.hidden
    apart = block.gap > usual + _APART or len(above.text) > _LONG
    one_line = "\t" not in above.text + block.text and len(above.text) > 45
    return alike and plain and not apart and one_line and marks.goes_on(above.text, block.text)

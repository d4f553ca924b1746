"""Cuts a header line into parts, and parts into the pieces between their commas."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cvtailor.parsing.wording import EDGES, has_word, is_degree, is_known, is_link, is_place
from cvtailor.resources import language

_STRONG = re.compile(
    r"\t|[ ]?[|•·‖◦⋄][ ]?|[ ][–—-]{1,2}[ ]|[ ]?[–—][ ]|[ ]@[ ]|[ ]//[ ]|(?<!&amp);[ ]|[ ]at[ ](?=[A-Z])|(?<=[a-z])@(?=[A-Z])"
)
_ABBREVIATED = 5  # letters, stop included, of the longest abbreviation taken for one ("Univ.")
_BRACKET = re.compile(r"\(([^()]{1,80})\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch `start:end` of header line number `line`; `bold` where it opens a line that is not bold."""

    line: int
    start: int
    end: int
    text: str
    bold: bool = False


def trim(line: str, number: int, start: int, end: int) -> Part | None:
    """Return the stretch without white space, marks and brackets at its ends; null where nothing is left of it."""
    while start < end and line[start] in EDGES:
        start += 1
    while end > start and line[end - 1] in EDGES:
        end -= 1
    text = line[start:end]
    if text.endswith(".") and len(text.split()[-1]) > _ABBREVIATED and text.count(".") == 1:
        end -= 1
        text = line[start:end]
    if text.startswith("(") and text.endswith(")"):
        start, end = start + 1, end - 1
        text = line[start:end]
    if not any(char.isalnum() for char in text) or is_link(text):
        return None
    return Part(line=number, start=start, end=end, text=text)


def labelled(part: Part) -> tuple[Part, str]:
    """Take a label off a part ("Position: Analyst"): the rest, and what the label says it is."""
    head, colon, rest = part.text.partition(":")
    if colon and rest.strip() and len(head) < 24:
        folded = head.strip().casefold()
        for sort, labels in language("roles")["field_labels"].items():
            if folded in labels:
                start = part.end - len(rest.lstrip())
                return Part(line=part.line, start=start, end=part.end, text=rest.lstrip()), sort
    for lead in language("roles")["field_leads"]["organisation"]:
        rest = part.text[len(lead) + 1 :]
        if part.text.casefold().startswith(f"{lead} ") and rest[:1].isupper():
            return Part(line=part.line, start=part.end - len(rest), end=part.end, text=rest), "organisation"
    return part, ""


def strong_parts(line: str, number: int, start: int, end: int) -> list[Part]:
    """Cut a stretch of a line at tabs, bars, dashes, "@" and "at", and at brackets that hold a place."""
    cuts, at = [], start
    for match in _STRONG.finditer(line, start, end):
        before = line[at : match.start()].strip(EDGES)
        if match[0] == " at " and before and not has_word(before, "titles") and not is_degree(before):
            continue  # "The Printworks at Rathmore" is one name
        cuts.append((at, match.start()))
        at = match.end()
    cuts.append((at, end))
    parts = []
    for first, last in cuts:
        bracket = None
        for match in _BRACKET.finditer(line, first, last):
            if is_place(match[1]):
                bracket = match
        stretches = [(first, last)]
        if bracket:
            stretches = [(first, bracket.start()), (bracket.start(), bracket.end()), (bracket.end(), last)]
        parts += [part for a, b in stretches if (part := trim(line, number, a, b))]
    labels = language("roles")["field_labels"]["date"]
    return [part for part in parts if part.text.casefold() not in labels]


def commas(part: Part) -> list[Part]:
    """Split a part at its commas, but not before "Inc." or inside brackets."""
    pieces, at, depth = [], 0, 0
    suffixes = language("roles")["organisations"]["suffixes"]
    later = language("roles")["titles"]["later"]
    for index, char in enumerate(part.text):
        depth += (char in "([") - (char in ")]")
        if char == "," and depth <= 0:
            following = part.text[index + 1 :].split(",")[0].strip().casefold()
            goes_on = following.partition(" ")[0] in later  # "Commis, then Chef de partie"
            if (
                following not in suffixes
                and not goes_on
                and not (index + 1 < len(part.text) and part.text[index + 1].isdigit())
            ):
                pieces.append((at, index))
                at = index + 1
    pieces.append((at, len(part.text)))
    return [
        piece
        for first, last in pieces
        if (piece := trim(part.text, part.line, first, last))
        and (
            piece := Part(
                line=part.line, start=part.start + piece.start, end=part.start + piece.end, text=piece.text
            )
        )
    ]


def join(first: Part, last: Part, whole: Part) -> Part:
    """Return the stretch of `whole` from piece `first` to piece `last`."""
    text = whole.text[first.start - whole.start : last.end - whole.start]
    return Part(line=first.line, start=first.start, end=last.end, text=text)


def places(part: Part) -> tuple[list[Part], Part | None]:
    """Split the place off the end of a part with commas: the pieces before it, and the place."""
    pieces = commas(part)
    for first in range(max(0, len(pieces) - 3), len(pieces)):
        stretch = join(pieces[first], pieces[-1], part)
        if is_place(stretch.text) and (first == 0 or not is_known(pieces[first].text)):
            # A lone town after a university belongs to its name ("University of California, Berkeley").
            return pieces[:first], stretch
    return pieces, None


def within(piece: Part, whole: Part) -> bool:
    """Return whether a piece stands in the part."""
    return piece.line == whole.line and whole.start <= piece.start < whole.end


def follows(owner: Part | None, piece: Part, whole: Part) -> bool:
    """Return whether a piece stands right after `owner` in the same part, a comma between."""
    if (
        owner is None
        or owner.line != piece.line
        or not whole.start <= owner.start <= owner.end <= piece.start
    ):
        return False
    return not whole.text[owner.end - whole.start : piece.start - whole.start].strip(" ,")

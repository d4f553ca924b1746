"""Reads the header lines of an entry: title, organisation, location and dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cvtailor.document import SectionKind
from cvtailor.parsing import dates
from cvtailor.parsing.fields import Fields, assign
from cvtailor.parsing.parts import Part, strong_parts
from cvtailor.parsing.wording import EDGES, is_place
from cvtailor.resources import language

_STOP = ". "
_WRAPPED = 6  # words at most, of the end of a wrapped part on a line of its own
_LISTED = re.compile(r"[ ]?(?:,|;|&|\+|/|and|,[ ]and)[ ]?")


def edge_date(text: str) -> dates.Dates | None:
    """Return the date of a header line: one that stands at an edge or as a part of its own."""
    text = dates.without_durations(text)
    found = _merged(text, dates.find(text))
    ranges = [each for each in found if not each.single]
    for each in [*reversed(ranges), *(one for one in reversed(found) if one.single)]:
        before = text[: each.start_at].rstrip(" ")
        after = text[each.end_at :].lstrip(" ")
        if not before.strip(EDGES + "([") or not after.strip(EDGES + ")]."):
            return each
        if before[-1:] in "|\t•·–—,([" and after[:1] in "|\t•·–—,)]":
            return each
        opened = before[-1:] in "(["
        if opened and after[:1] in ")]":
            return each
        if not each.single and (before[-1:] in "|\t•·–—,;:" or after[:1] in "|\t•·–—,;:"):
            return each
    return None


def _merged(text: str, found: list[dates.Dates]) -> list[dates.Dates]:
    """Join dates with nothing but commas between them: "Fall 2018, Spring 2019" is one stretch of time.

    So is a start over an end in the margin: "2019 2021" before a tab.
    """
    merged: list[dates.Dates] = []
    for each in found:
        last = merged[-1] if merged else None
        between = text[last.end_at : each.start_at] if last else ""
        margin = (
            last is not None
            and last.single
            and each.single
            and not (text[: last.start_at] + between).strip()
            and text[each.end_at : each.end_at + 1] == "\t"
        )
        first = last and (last.start or last.end)
        if last and first and each.end and (margin or _LISTED.fullmatch(between)) and first < each.end:
            end = each.end if last.end in (None, dates.PRESENT) else max(str(last.end), each.end)
            merged[-1] = dates.Dates(start=first, end=end, start_at=last.start_at, end_at=each.end_at)
        else:
            merged.append(each)
    return merged


def ends_range(line: str, following: str) -> bool:
    """Return whether a line ends in an open range ("06/2018 –") whose end stands alone on the next."""
    return line.rstrip()[-1:] in ("–", "—", "-") and _bare_date(following) is not None


def _bare_date(text: str) -> dates.Dates | None:
    """Return the date when the text is nothing else, or null."""
    for each in dates.find(text):
        if each.single and not (text[: each.start_at] + text[each.end_at :]).strip(EDGES + "()"):
            return each
    return None


def parse(lines: list[str], kind: SectionKind, strong: Sequence[int] = ()) -> Fields:
    """Tell the parts of header lines apart.

    Args:
        lines: the header's lines, with tabs between the parts of a row.
        kind: of the section, since a degree and a project are written unlike a job.
        strong: for each line, how many characters at its start are bold where the rest is not.
    """
    fields = Fields()
    parts: list[Part] = []
    lines = _unwrapped([dates.without_durations(line) for line in lines])
    for number, line in enumerate(lines):
        left = [(0, len(line))]
        date = edge_date(line) if fields.date is None else _bare_date(line)
        if date and fields.date:
            continue
        if date:
            fields.date = Part(
                line=number, start=date.start_at, end=date.end_at, text=line[date.start_at : date.end_at]
            )
            fields.start, fields.end = date.start, date.end
            if date.end == dates.PRESENT and number + 1 < len(lines) and ends_range(line, lines[number + 1]):
                # The range is wrapped: its end stands alone on the next line.
                closing = _bare_date(lines[number + 1])
                fields.end = closing.end if closing else fields.end
            start, end = _with_brackets(line, date.start_at, date.end_at)
            left = [(0, start), (end, len(line))]
        bold = strong[number] if number < len(strong) else 0
        for start, end in left:
            # A bold beginning is a part of its own: "**Title**, Organisation".
            parted = line[bold : bold + 1] in EDGES or line[bold : bold + 2] == ". "
            cut = bold if start < bold < end and parted else start
            if cut > start:
                parts += [replace(each, bold=True) for each in strong_parts(line, number, start, cut)]
            if cut > start and line.startswith(_STOP, cut):
                cut += len(_STOP)
            parts += strong_parts(line, number, cut, end)
    assign(fields, parts, kind, lines)
    return fields


def wraps(line: str, following: str) -> bool:
    """Return whether a line goes on behind the date at its end: "A College, Bilbao,  2009 – 2010" over "Spain."."""
    date = edge_date(line)
    if date is None or line[date.end_at :].strip(EDGES + ")") or "\t" in following or dates.find(following):
        return False
    cell = line[: date.start_at].rstrip(" \t(")
    last = cell.split()[-1:]
    opened = cell.endswith((",", "&")) or (last and last[0] in language("roles")["places"]["open_ends"])
    apart = "\t" in line[len(cell) : date.start_at] or is_place(following.rstrip("."))
    return bool(opened and apart and 0 < len(following.split()) <= _WRAPPED)


def _unwrapped(lines: list[str]) -> list[str]:
    """Put the end of a wrapped part before the date it wraps around; an empty line stays in its place."""
    for number in range(len(lines) - 1):
        line, following = lines[number], lines[number + 1]
        date = edge_date(line)
        if date and following and wraps(line, following):
            cell = line[: date.start_at].rstrip(" \t(")
            lines[number] = f"{cell} {following.rstrip('.')}{line[len(cell) :]}"
            lines[number + 1] = ""
        elif dates.is_month(line.partition("\t")[0]) and _bare_date(following):
            # "September" over "2022" in a margin.
            month, _, rest = line.partition("\t")
            lines[number], lines[number + 1] = f"{month} {following.strip()}\t{rest}", ""
    return lines


def _with_brackets(line: str, start: int, end: int) -> tuple[int, int]:
    before, after = line[:start].rstrip(" ,;·"), line[end:].lstrip(" ,;·")
    if before[-1:] in ("(", "[") and after[:1] in (")", "]"):
        return len(before) - 1, len(line) - len(after) + 1
    return start, end

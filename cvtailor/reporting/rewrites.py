"""Rewrites by themselves: before, after, what changed and what to answer first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from cvtailor.reporting.lines import (
    AFTER,
    BEFORE,
    HEAD,
    QUIET,
    count,
    to_string,
    where,
    with_blanks,
    wrapped,
)
from cvtailor.reporting.safe import inert

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cvtailor.advice.types import Finding, Rewrite


BULLET = "<text>"  # the name of a document that is one bullet: its place says nothing


def render(
    file: str,
    rewrites: Sequence[Rewrite],
    *,
    findings: Sequence[Finding] = (),
    width: int = 80,
    colour: bool = False,
) -> str:
    """Return each rewrite with its place, the two texts aligned, and its questions.

    Of `findings` the weak openings that no rewrite answers are told too: their message ends with a question.
    """
    answered = {each.span for each in rewrites}
    asked = [each for each in findings if each.rule == "WD01" and each.span not in answered]
    return to_string(_lines(file, rewrites, asked, width), width=width, colour=colour)


def one(file: str, rewrite: Rewrite, *, width: int = 80, colour: bool = False) -> str:
    """Return one rewrite with its place, the two texts aligned, and its questions."""
    return to_string(_one(file, rewrite, width), width=width, colour=colour)


def _one(file: str, each: Rewrite, width: int) -> Iterator[Text]:
    place = "" if file == BULLET else where(each.place)
    yield Text(f"  {place}{' · ' if place else ''}{', '.join(each.rules)}", style=QUIET)
    yield from wrapped(Text(inert(each.before), style=BEFORE), width, first="  − ")
    for part in each.after.split("\n"):
        yield from wrapped(with_blanks(part, AFTER), width, first="  + ")
    for change in each.changes:
        yield from wrapped(Text(inert(change), style=QUIET), width, first="      ")
    questions = ([each.confirm] if each.confirm else []) + [blank.question for blank in each.blanks]
    for question in questions:
        yield from wrapped(inert(question), width, first="    ? ")


def _lines(file: str, rewrites: Sequence[Rewrite], asked: Sequence[Finding], width: int) -> Iterator[Text]:
    yield Text("")
    number = count(len(rewrites), "rewrite") if rewrites else "nothing to rewrite safely"
    yield Text.assemble((f"  {inert(file)}", HEAD), f"  {number}")
    for each in rewrites:
        yield Text("")
        yield from _one(file, each, width)
        for other in each.alternatives:
            yield from wrapped(with_blanks(other, QUIET), width, first="      or: ")
    for finding in asked:
        place = "" if file == BULLET or finding.place is None else where(finding.place)
        yield Text("")
        yield Text(f"  {place}{' · ' if place else ''}{finding.rule}", style=QUIET)
        yield from wrapped(Text(inert(finding.quote or ""), style=BEFORE), width, first="  · ")
        yield from wrapped(inert(finding.message), width, first="    ? ")
    if any(each.blanks for each in rewrites):
        yield Text("")
        yield Text("  Fill the brackets with your own figures or delete them.", style=QUIET)

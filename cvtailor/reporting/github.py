"""Annotations for GitHub Actions: workflow commands on standard output.

The form is that of the runner's documentation ("Workflow commands"): `%`, CR and LF are escaped in a message, and `:`
and `,` in properties too. The runner shows about ten annotations of each level for a step, so the heaviest come first
and a last line counts what is left out.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cvtailor.advice.types import Report, Severity
from cvtailor.reporting.ranked import message, ranked, unjudged
from cvtailor.reporting.safe import inert

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cvtailor.reporting.types import FileError

EACH = 10  # annotations of a level that the runner shows for a step
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(results: Sequence[Report | FileError]) -> str:
    """Return one workflow command per line: files that could not be read or judged first, then findings."""
    lines = []
    for each in results:
        if not isinstance(each, Report):
            lines.append(command("error", f"{each.error.message} {each.error.hint}", file=each.file))
        elif unjudged(each):
            lines.append(command("error", unjudged(each), file=each.file, title="Could not judge"))
    shown: Counter[str] = Counter(error=len(lines))
    left = 0
    for found in ranked(results):
        level = _LEVELS[found.finding.severity]
        if shown[level] >= EACH:
            left += 1
            continue
        shown[level] += 1
        place = found.finding.place
        line = str(place.line) if place and place.line else None
        title = f"{found.finding.rule} {found.finding.name}"
        lines.append(command(level, message(found.finding), file=found.file, line=line, title=title))
    if left:
        lines.append(f"{left} more {'finding' if left == 1 else 'findings'}: see the report or the summary.")
    return "".join(f"{line}\n" for line in lines)


def command(level: str, text: str, **properties: str | None) -> str:
    """Return one workflow command; properties that are null are left out."""
    said = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value)
    return f"::{level}{' ' + said if said else ''}::{_data(text)}"


def _data(text: str) -> str:
    return inert(text).replace("%", "%25")  # `inert` leaves no line break to escape


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

"""Reviewdog's diagnostic format (rdjson): `DiagnosticResult` of reviewdog's `proto/rdf/reviewdog.proto`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cvtailor.advice.types import Report, Severity
from cvtailor.document import json_text
from cvtailor.reporting.ranked import message, ranked, unjudged
from cvtailor.reporting.safe import inert

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cvtailor.reporting.ranked import Found
    from cvtailor.reporting.types import FileError

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTE: "INFO"}


def render(results: Sequence[Report | FileError]) -> str:
    """Return the findings as one `DiagnosticResult`, files that could not be read or judged first."""
    problems = []
    for each in results:
        if not isinstance(each, Report):
            problems.append(_problem(each.file, f"{each.error.message} {each.error.hint}", each.error.kind))
        elif unjudged(each):
            problems.append(_problem(each.file, unjudged(each), "could_not_judge"))
    found = [*problems, *(_diagnostic(each) for each in ranked(results))]
    return json_text({"source": {"name": "cvtailor"}, "severity": "WARNING", "diagnostics": found}) + "\n"


def _problem(file: str, text: str, code: str) -> dict[str, Any]:
    return {
        "message": inert(text),
        "location": {"path": inert(file)},
        "severity": "ERROR",
        "code": {"value": code},
    }


def _diagnostic(found: Found) -> dict[str, Any]:
    place = found.finding.place
    location: dict[str, Any] = {"path": inert(found.file)}
    if place and place.line:  # only text has lines; a position within a PDF would point at nothing
        location["range"] = {"start": {"line": place.line}}
    return {
        "message": message(found.finding),
        "location": location,
        "severity": _SEVERITIES[found.finding.severity],
        "code": {"value": found.finding.rule},
    }

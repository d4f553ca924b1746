"""SARIF 2.1.0 (OASIS), with what GitHub's code scanning requires beyond the standard.

A PDF or DOCX has no lines, and a finding without a region is not shown: its region is the first character of the file,
and the true place stands in the message, in `logicalLocations` and in the properties. `primaryLocationLineHash`, the
only fingerprint that GitHub reads, is always given: GitHub would hash the first line for all of them.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from cvtailor.advice.types import Report, Severity
from cvtailor.document import json_text
from cvtailor.reporting.lines import where
from cvtailor.reporting.ranked import message, ranked, unjudged
from cvtailor.reporting.safe import inert

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cvtailor.advice.types import Rule
    from cvtailor.reporting.ranked import Found
    from cvtailor.reporting.types import FileError

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
HOME = "https://pypi.org/project/cvtailor/"
_LONGEST = 1000  # characters of a rule's descriptions; GitHub takes 1024
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "recommendation"}


def render(
    results: Sequence[Report | FileError],
    *,
    rules: Sequence[Rule],
    version: str,
    paths: Mapping[str, str] | None = None,
) -> str:
    """Return one run with all findings, the heaviest first.

    Args:
        results: reports, and the error objects of files that could not be read (they become notifications).
        rules: all rules that were enabled, whether they fired or not.
        version: cvtailor's own.
        paths: for a file as named, its path from the root of the repository; the name itself where there is none.
    """
    known = {each.code: number for number, each in enumerate(rules)}
    shown = paths or {}
    notes = [_notification(each, shown) for each in results if not isinstance(each, Report) or unjudged(each)]
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "cvtailor",
                "version": version,
                "semanticVersion": version,
                "informationUri": HOME,
                "rules": [_rule(each) for each in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "automationDetails": {"id": "cvtailor/"},
        "invocations": [{"executionSuccessful": not notes, "toolExecutionNotifications": notes}],
        "results": [_result(each, known, shown) for each in ranked(results) if each.finding.rule in known],
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}) + "\n"


def uri(path: str) -> str:
    """Return a path as a relative URI: forward slashes, percent-encoded; an absolute one as `file:`."""
    parts = PurePath(path)
    said = quote(inert(parts.as_posix()), safe="/")
    return f"file://{said}" if parts.is_absolute() else said


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": rule.summary[:_LONGEST]},
        "fullDescription": {"text": rule.why[:_LONGEST]},
        "help": {
            "text": f"{rule.why}\nExample: {rule.example}\nBetter: {rule.better}\nSource: {rule.source}",
            "markdown": f"{rule.why}\n\n- Example: {rule.example}\n- Better: {rule.better}\n- Source: {rule.source}",
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "tags": ["cv", rule.code[:2]],
            "precision": str(rule.confidence),
            "problem.severity": _PROBLEMS[rule.severity],
        },
    }


def _result(found: Found, known: Mapping[str, int], paths: Mapping[str, str]) -> dict[str, Any]:
    finding = found.finding
    place = finding.place
    line = place.line if place and place.line else 1
    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": uri(paths.get(found.file, found.file))},
            "region": {"startLine": line, "startColumn": 1, "endLine": line, "endColumn": 2},
        }
    }
    if where(place):
        location["logicalLocations"] = [{"fullyQualifiedName": where(place), "kind": "element"}]
    properties: dict[str, Any] = {"confidence": str(finding.confidence)}
    if place is not None:
        properties |= {
            name: value
            for name, value in (
                ("page", place.page),
                ("paragraph", place.paragraph),
                ("section", place.section),
                ("item", place.item),
            )
            if value is not None
        }
        if place.boxes:
            properties["boxes"] = [list(each) for each in place.boxes]
    if finding.span is not None:
        properties["span"] = [finding.span.start, finding.span.end]
    return {
        "ruleId": finding.rule,
        "ruleIndex": known[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": message(finding)},
        "locations": [location],
        "partialFingerprints": {"primaryLocationLineHash": found.fingerprint},
        "fingerprints": {"cvtailor/v1": found.fingerprint},
        "properties": properties,
    }


def _notification(result: Report | FileError, paths: Mapping[str, str]) -> dict[str, Any]:
    text = unjudged(result) if isinstance(result, Report) else f"{result.error.message} {result.error.hint}"
    return {
        "level": "error",
        "message": {"text": inert(text)},
        "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": uri(paths.get(result.file, result.file))}}}
        ],
    }

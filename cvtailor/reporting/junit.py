"""JUnit XML, as the Jenkins and GitLab readers of it take it: one suite per file, one failing case per finding."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from cvtailor.advice.types import Report, Severity
from cvtailor.reporting.ranked import message, unjudged
from cvtailor.reporting.safe import inert

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cvtailor.reporting.types import FileError

FAILING = {Severity.ERROR, Severity.WARNING}  # notes are passing cases that say something


def render(results: Sequence[Report | FileError]) -> str:
    """Return the results as JUnit XML; a CV without a finding has one passing case, so that no suite is empty."""
    root = ET.Element("testsuites", name="cvtailor")
    totals = {"tests": 0, "failures": 0, "errors": 0}
    for result in results:
        suite = ET.SubElement(root, "testsuite", name=inert(result.file))
        counts = _cases(suite, result)
        for name, number in counts.items():
            suite.set(name, str(number))
            totals[name] += number
        suite.set("skipped", "0")
        suite.set("time", "0")
    for name, number in totals.items():
        root.set(name, str(number))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _cases(suite: ET.Element, result: Report | FileError) -> dict[str, int]:
    if not isinstance(result, Report):
        _failed(
            suite,
            result.file,
            "read",
            "error",
            f"{result.error.message} {result.error.hint}",
            result.error.kind,
        )
        return {"tests": 1, "failures": 0, "errors": 1}
    if unjudged(result):
        _failed(suite, result.file, "judge", "error", unjudged(result), "could_not_judge")
        return {"tests": 1, "failures": 0, "errors": 1}
    failures = 0
    for each in result.findings:
        name = f"{each.rule} {each.name}"
        text = message(each)
        if each.severity in FAILING:
            failures += 1
            _failed(suite, result.file, name, "failure", text, str(each.severity))
        else:
            case = ET.SubElement(suite, "testcase", name=inert(name), classname=inert(result.file), time="0")
            ET.SubElement(case, "system-out").text = text
    if not result.findings:
        ET.SubElement(suite, "testcase", name="no finding", classname=inert(result.file), time="0")
    return {"tests": max(1, len(result.findings)), "failures": failures, "errors": 0}


def _failed(suite: ET.Element, file: str, name: str, kind: str, text: str, type: str) -> None:
    case = ET.SubElement(suite, "testcase", name=inert(name), classname=inert(file), time="0")
    said = inert(text)
    ET.SubElement(case, kind, message=said, type=type).text = said

"""Findings in the order in which the formats for machines show them, each with its fingerprint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cvtailor.advice.types import Report
from cvtailor.reporting.fingerprint import fingerprints

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cvtailor.advice.types import Finding
    from cvtailor.reporting.types import FileError


@dataclass(frozen=True, slots=True)
class Found:
    """A finding, the file it is in, and its fingerprint."""

    file: str
    finding: Finding
    fingerprint: str


def ranked(results: Sequence[Report | FileError]) -> list[Found]:
    """Return all findings, the heaviest first, then in the order of files and text."""
    every = [
        Found(each.file, finding, fingerprint)
        for each in results
        if isinstance(each, Report)
        for finding, fingerprint in zip(each.findings, fingerprints(each), strict=True)
    ]
    return sorted(every, key=lambda found: found.finding.severity.rank)


def message(finding: Finding) -> str:
    """Return what a finding says, with its place and quote, on one line."""
    from cvtailor.reporting.lines import where
    from cvtailor.reporting.safe import inert, short

    text = inert(finding.message)
    quote = short(finding.quote, 160) if finding.quote else ""
    if quote and quote not in text:
        text += f" “{quote}”"
    place = where(finding.place)
    return f"{text} ({place})" if place else text


def unjudged(report: Report) -> str:
    """Return why a report gives no judgement, on one line; empty where it gives one."""
    from cvtailor.advice.types import Verdict
    from cvtailor.reporting.safe import inert

    if report.verdict is not Verdict.COULD_NOT_JUDGE:
        return ""
    return " ".join(inert(f"{each.what} could not be judged: {each.why}") for each in report.could_not_judge)

"""Which findings a repository does not want to see: ignores with a reason, and a baseline of what is known."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cvtailor.advice.types import Report, Settings, Verdict
from cvtailor.advice.verdict import verdict
from cvtailor.document import json_text
from cvtailor.errors import SettingsError
from cvtailor.reporting.fingerprint import fingerprints

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cvtailor.advice.types import Finding

SCHEMA = "cvtailor.baseline/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignore:
    """One `[[ignore]]` of the settings: what it names must all hold. `until` is the last day on which it does.

    `rule` is a code or the beginning of one; `files` a pattern of paths from the settings file's folder; `text` words
    that the quote or the message holds; `fingerprint` that of one finding.
    """

    reason: str
    rule: str = ""
    files: str = ""
    text: str = ""
    fingerprint: str = ""
    until: dt.date | None = None

    def holds(self, path: str, finding: Finding, fingerprint: str, today: dt.date) -> bool:
        """Return whether it ignores this finding of the file at `path`."""
        if self.until is not None and today > self.until:
            return False
        said = f"{finding.message} {finding.quote or ''}".casefold()
        return (
            finding.rule.startswith(self.rule)
            and (not self.files or fnmatch(path, self.files))
            and self.text.casefold() in said
            and self.fingerprint in {"", fingerprint}
        )

    def said(self) -> str:
        """Return it in words, for a note."""
        parts = [self.rule, self.files, f"“{self.text}”" if self.text else "", self.fingerprint]
        return " ".join(filter(None, parts)) or "everything"


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """What was known of each file: its score, and the fingerprints of its findings with their rules."""

    scores: Mapping[str, int | None]
    findings: Mapping[str, Mapping[str, str]]


def apply(
    report: Report,
    path: str,
    settings: Settings,
    *,
    ignores: Sequence[Ignore] = (),
    baseline: Baseline | None = None,
    today: dt.date,
) -> tuple[Report, set[int]]:
    """Return the report without the findings that are ignored or known, judged anew, and which ignores were used.

    Only the expiry of an ignore looks at `today`. The score stays what it was; a CV that could not be judged stays so.
    """
    known = baseline.findings.get(path, {}) if baseline else {}
    kept, used, suppressed, seen = [], set(), 0, 0
    for finding, fingerprint in zip(report.findings, fingerprints(report), strict=True):
        by = [n for n, each in enumerate(ignores) if each.holds(path, finding, fingerprint, today)]
        used.update(by)
        if by:
            suppressed += 1
        elif fingerprint in known:
            seen += 1
        else:
            kept.append(finding)
    before = baseline.scores.get(path) if baseline else None
    trend = None if before is None or report.score.total is None else report.score.total - before
    judged = report.verdict
    if judged is not Verdict.COULD_NOT_JUDGE:
        judged = verdict(report.score, kept, settings, not_judgeable=None)
    changed = dataclasses.replace(
        report, findings=tuple(kept), suppressed=suppressed, known=seen, trend=trend, verdict=judged
    )
    return changed, used


def notes(ignores: Sequence[Ignore], used: set[int], today: dt.date) -> list[str]:
    """Return a sentence for each ignore that has expired, or that no finding needed."""
    said = []
    for number, each in enumerate(ignores):
        if each.until is not None and today > each.until:
            said.append(f"The ignore of {each.said()} expired on {each.until}; its findings are shown again.")
        elif number not in used:
            said.append(
                f"The ignore of {each.said()} is not needed any more: nothing was found that it names."
            )
    return said


def load(path: Path) -> Baseline:
    """Read a baseline.

    Raises:
        SettingsError: when it is not there or no baseline.
    """
    hint = "Write one with --update-baseline."
    try:
        data: Any = json.loads(path.read_text(encoding="utf-8"))
        if data["schema"] != SCHEMA:
            raise SettingsError(f"{path} is no baseline of this version.", hint)
        files = {str(name): each for name, each in data["files"].items()}
        return Baseline(
            scores={name: each["score"] for name, each in files.items()},
            findings={
                name: {str(k): str(v) for k, v in each["findings"].items()} for name, each in files.items()
            },
        )
    except FileNotFoundError as error:
        raise SettingsError(f"There is no baseline {path}.", hint) from error
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}.", "Check the path.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SettingsError(f"{path} is no baseline.", hint) from error


def dump(reports: Iterable[tuple[str, Report]], old: Baseline | None = None) -> str:
    """Return a baseline of these reports (before any finding was left out), with what `old` knows of other files."""
    files: dict[str, Any] = {}
    if old is not None:
        files = {
            name: {"score": score, "findings": dict(old.findings.get(name, {}))}
            for name, score in old.scores.items()
        }
    for path, report in reports:
        found = zip(fingerprints(report), report.findings, strict=True)
        files[path] = {"score": report.score.total, "findings": {mark: each.rule for mark, each in found}}
    return json_text({"schema": SCHEMA, "files": files}) + "\n"

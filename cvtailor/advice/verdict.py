"""The answer to the gates that were set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cvtailor.advice.types import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cvtailor.advice.types import Finding, Score, Settings


def verdict(
    score: Score, findings: Iterable[Finding], settings: Settings, *, not_judgeable: str | None
) -> Verdict:
    """Return the verdict: a CV that could not be judged never passes, whatever the gates.

    Args:
        score: the score; a null total could not be judged.
        findings: all findings of the report.
        settings: `min_score` and `fail_on` are the gates.
        not_judgeable: why the CV could not be judged, or None.
    """
    if not_judgeable is not None or score.total is None:
        return Verdict.COULD_NOT_JUDGE
    if settings.min_score is None and settings.fail_on is None:
        return Verdict.NOT_GATED
    low = settings.min_score is not None and score.total < settings.min_score
    limit = settings.fail_on
    bad = limit is not None and any(each.severity.rank <= limit.rank for each in findings)
    return Verdict.FAIL if low or bad else Verdict.PASS

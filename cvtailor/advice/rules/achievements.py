"""AC: what came of the work, and whether a reader can weigh it."""

from __future__ import annotations

import functools
import math
from typing import TYPE_CHECKING

from cvtailor import resources
from cvtailor.advice.rules.common import CONVENTION, TAILOR, WORK, finding, latest, noun_of_all, some
from cvtailor.advice.types import Rule, Severity
from cvtailor.nlp.types import Confidence, Opening

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cvtailor.advice.rules.common import Check
    from cvtailor.advice.types import Finding, Settings
    from cvtailor.nlp.types import Achievement, Bullet, Evidence

AC01 = Rule(
    code="AC01",
    name="few-results",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    summary="Too few bullets of experience and projects state a measured result.",
    why="The article advises to highlight measurable achievements: what changed, by how much, using what. Not "
    "every bullet needs one; the share aimed at is a setting.",
    example="Ten bullets on tasks, one with a result.",
    better="Improved model accuracy by 15% using advanced hyperparameter tuning.",
    source=TAILOR + "; the share is a project convention (setting measured_share, half by default)",
)
AC02 = Rule(
    code="AC02",
    name="no-result",
    severity=Severity.NOTE,
    confidence=Confidence.LOW,
    summary="A recent bullet says what was done but not what came of it.",
    why="The same work with its effect says how well it was done. If nothing was measured, leave the bullet as "
    "it is: a figure made up is worse than none.",
    example="Pruned CNN models for on-device use",
    better="Pruned CNN models for on-device use, cutting latency from 120 ms to 45 ms",
    source=TAILOR,
)
AC03 = Rule(
    code="AC03",
    name="blank-left",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    summary="A blank from a template or a rewrite was left unfilled.",
    why="A bracket with X in it says that the text was not read before it was sent. It never counts as a result.",
    example="Cut latency from [X ms] to [Y ms]",
    better="Cut latency from 120 ms to 45 ms, or the bracket deleted.",
    source=CONVENTION,
)
AC04 = Rule(
    code="AC04",
    name="change-without-context",
    severity=Severity.NOTE,
    confidence=Confidence.LOW,
    summary="A relative change is stated with neither its starting point, nor what was measured, nor the method.",
    why="“By 30 %” can be a lot or nothing. The start, the metric or the data, and the method let a reader "
    "weigh it, and are what an interviewer asks for.",
    example="Improved results by 30 %",
    better="Improved recall from 0.61 to 0.79 on 2,000 held-out scans with focal loss",
    source=CONVENTION,
)
_MOST = 5  # bullets that AC02 points to, at most
_ACTIONS = {Opening.STRONG, Opening.WEAK}


def work(evidence: Evidence) -> list[Bullet]:
    """Return the bullets of experience and projects; where there are none, all bullets."""
    inside = [each for each in evidence.bullets if each.section in WORK]
    return inside or list(evidence.bullets)


def measured(bullet: Bullet) -> bool:
    """Return whether a bullet counts as measured: an unfilled blank never does."""
    return bullet.measurable and not bullet.wording.blanks


def _few(evidence: Evidence, settings: Settings) -> Iterable[Finding]:
    bullets = work(evidence)
    count = sum(map(measured, bullets))
    if bullets and count < settings.measured_share * len(bullets):
        aim = f"{100 * settings.measured_share:g} %"
        verb = "states" if count == 1 else "state"
        yield finding(
            AC01,
            evidence,
            f"{count} of {some(len(bullets), noun_of_all(evidence, bullets))} in experience and projects {verb} a measured result; "
            f"the share aimed at is {aim}.",
        )


def _unmeasured(evidence: Evidence, settings: Settings) -> Iterable[Finding]:
    bullets = work(evidence)
    short = math.ceil(settings.measured_share * len(bullets)) - sum(map(measured, bullets))
    newest = latest(evidence)
    open_bullets = [
        each
        for each in bullets
        if not each.measurable and not each.wording.blanks and each.wording.opening in _ACTIONS
    ]
    ranked = sorted(open_bullets, key=lambda each: (not _recent(each, newest), each.span))
    for bullet in sorted(ranked[: max(0, min(short, _MOST))], key=lambda each: each.span):
        yield finding(
            AC02,
            evidence,
            "This says what was done but not what came of it.",
            span=bullet.span,
            place=bullet.place,
        )


def _recent(bullet: Bullet, newest: int | None) -> bool:
    return bullet.current or (bullet.entry is not None and bullet.entry == newest)


def _blank(evidence: Evidence, settings: Settings) -> Iterable[Finding]:  # noqa: ARG001
    for bullet in evidence.bullets:
        for slot in bullet.wording.blanks:
            yield finding(
                AC03,
                evidence,
                f"The blank “{slot.text}” was left unfilled.",
                span=slot.span,
                place=bullet.place,
            )


def _context(evidence: Evidence, settings: Settings) -> Iterable[Finding]:  # noqa: ARG001
    for bullet in evidence.bullets:
        for each in bullet.achievements:
            stated = (each.baseline, each.value, each.metric, each.method)
            if measured(bullet) and _relative(each) and each.amount is not None and not any(stated):
                amount = each.amount.text + (f" {each.unit.text}" if each.unit else "")
                yield finding(
                    AC04,
                    evidence,
                    f"A change of {amount} is stated without a baseline, a metric or a method.",
                    span=bullet.span,
                    place=bullet.place,
                )
                break


def _relative(each: Achievement) -> bool:
    """Return whether a result is a change by a share or a multiple: a count needs no baseline."""
    if each.amount is None or not (each.change or each.direction):
        return False
    unit = f" {each.unit.text} " if each.unit else f" {each.amount.text} "
    return any(sign in unit.casefold() for sign in _relative_units())


@functools.lru_cache(maxsize=1)
def _relative_units() -> tuple[str, ...]:
    units = resources.language("quantities")["units"]
    words = [*units["percent"], *units["points"], *units["multiple"]]
    # A sign may stand at its number ("40%", "3x"), a word stands by itself.
    return tuple(f" {each.strip().casefold()} " if each.strip().isalpha() else each for each in words)


RULES: tuple[tuple[Rule, Check], ...] = (
    (AC01, _few),
    (AC02, _unmeasured),
    (AC03, _blank),
    (AC04, _context),
)

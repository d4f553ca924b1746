"""Small hand-made reports for the tests of the formats."""

from __future__ import annotations

from cvtailor.advice.types import (
    Action,
    Blank,
    Finding,
    GroupStatus,
    LexiconRef,
    NotJudged,
    Report,
    Rewrite,
    Score,
    ScorePart,
    Severity,
    Status,
    Step,
    Suggestion,
    Verdict,
)
from cvtailor.document import Place, SectionKind, Span
from cvtailor.lexicon.types import Ask
from cvtailor.nlp.types import Bullet, Confidence, Opening, ResultKind, Shown, Standing, Wording

SPAN = Span(start=0, end=10)


def report(text: str = "Responsible for pruning CNN models", *, file: str = "ada-mensah.pdf") -> Report:
    """Return a report that quotes `text` wherever a report can quote a CV."""
    place = Place(page=1, section="experience", entry="Helix Labs", item=2)
    rewrite = Rewrite(
        span=SPAN,
        place=place,
        before=text,
        after="Pruned CNN models for on-device use [, cutting latency from X ms to Y ms]",
        blanks=(
            Blank(
                text="[, cutting latency from X ms to Y ms]",
                question="What did you measure, on which device?",
            ),
        ),
        changes=("“Responsible for pruning” became “Pruned”.",),
        confirm="Did you do it yourself?",
        rules=("WD01", "AC02"),
    )
    finding = Finding(
        rule="WD01",
        name="weak-opening",
        severity=Severity.WARNING,
        confidence=Confidence.HIGH,
        message="Opens with a duty, not with what you did.",
        quote=text,
        span=SPAN,
        place=place,
        why="A duty says what was asked, not what was done.",
        source="project convention",
        rewrite=rewrite,
    )
    return Report(
        tool_version="0",
        file=file,
        sha256="0" * 64,
        role="applied-ml-researcher",
        role_title="Applied Machine Learning Researcher",
        lexicon=LexiconRef(id="applied-ml-researcher", version="1", sha256="0" * 64),
        settings_sha256="0" * 64,
        as_of="2026-03-31",
        pages=2,
        verdict=Verdict.NOT_GATED,
        score=Score(
            total=71,
            version="1",
            parts=(
                ScorePart(id="keywords", earned=24, possible=32, judged=True, reasons=("4 groups missing",)),
                ScorePart(
                    id="achievements",
                    earned=14.25,
                    possible=25,
                    judged=True,
                    reasons=("5 of 14 bullets measured",),
                ),
                ScorePart(
                    id="research", earned=0, possible=10, judged=False, reasons=("no section to judge",)
                ),
            ),
        ),
        groups=(
            GroupStatus(
                id="cnn",
                title="Deep learning architectures",
                need=1,
                met=1,
                weight=3,
                essential=True,
                ask=Ask.NAME,
                status=Status.MET,
                members=("cnn",),
            ),
            GroupStatus(
                id="unsupervised",
                title="Unsupervised learning",
                need=1,
                met=0,
                weight=2,
                essential=True,
                ask=Ask.NAME,
                status=Status.MISSING,
                members=("unsupervised-learning",),
            ),
        ),
        keywords=(
            Shown(id="cnn", name="CNN", group="cnn", standing=Standing.PROVEN, mentions=()),
            Shown(
                id="unsupervised-learning",
                name="unsupervised learning",
                group="unsupervised",
                standing=Standing.ABSENT,
                mentions=(),
            ),
        ),
        bullets=(
            Bullet(
                text=text,
                span=SPAN,
                place=place,
                section=SectionKind.EXPERIENCE,
                kind=ResultKind.NONE,
                measurable=False,
                weak_opening=True,
                achievements=(),
                wording=Wording(opening=Opening.WEAK),
            ),
        ),
        findings=(finding,),
        suggestions=(
            Suggestion(
                keyword="unsupervised-learning",
                action=Action.ADD_IF_TRUE,
                gain=2,
                message="No evidence found: a clustering, an embedding or an autoencoder that you built counts.",
                evidence=(),
                where=None,
            ),
        ),
        steps=(
            Step(
                title="Put a figure on the pruning work (p.1, Helix Labs, 2nd bullet)",
                detail=f"You wrote “{text}”, which names a duty and no result.",
                gain=4,
                span=SPAN,
                place=place,
                rewrite=0,
                rules=("WD01", "AC02"),
            ),
        ),
        rewrites=(rewrite,),
        could_not_judge=(NotJudged(what="research", why="no publications section was found."),),
    )

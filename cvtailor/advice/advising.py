"""From what a CV shows to what should change: the report."""

from __future__ import annotations

import dataclasses
import hashlib
from typing import TYPE_CHECKING

from cvtailor.advice import catalogue, groups, profile, score, steps, suggestions
from cvtailor.advice.rules.common import entries
from cvtailor.advice.types import LexiconRef, NotJudged, Report, Severity
from cvtailor.advice.verdict import verdict
from cvtailor.document import json_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cvtailor.advice.types import Finding, Rewrite, Score, Settings
    from cvtailor.nlp.types import Evidence


def advise(evidence: Evidence, settings: Settings, *, rewrites: Iterable[Rewrite] | None = None) -> Report:
    """Return the report on a CV.

    Args:
        evidence: what the CV shows.
        settings: role, gates and thresholds.
        rewrites: proposals to use in place of those of `rewriting.rewrites`.
    """
    import importlib.metadata  # slow to import, and not needed by those who only want the types

    document, lexicon = evidence.document, evidence.lexicon
    proposals = _rewrites(evidence) if rewrites is None else tuple(rewrites)
    found = tuple(
        _with_question(_with_rewrite(each, proposals), evidence)
        for each in catalogue.findings(evidence, settings)
    )
    facts = score.basis(evidence, found, settings)
    result = score.score(facts)
    shown = catalogue.chosen(found, settings)
    advice = suggestions.suggestions(evidence, facts)
    return Report(
        tool_version=importlib.metadata.version("cvtailor"),
        file=document.file,
        sha256=document.sha256,
        role=lexicon.id,
        role_title=lexicon.title,
        lexicon=LexiconRef(id=lexicon.id, version=lexicon.version, sha256=lexicon.sha256),
        settings_sha256=hashlib.sha256(json_text(settings, indent=None).encode()).hexdigest(),
        as_of=evidence.as_of,
        pages=document.pages,
        verdict=verdict(result, shown, settings, not_judgeable=facts.unjudged),
        score=result,
        groups=groups.statuses(evidence, judged=result.total is not None),
        keywords=evidence.keywords,
        bullets=tuple(
            dataclasses.replace(each, text=document.veiled(each.span))
            if document.is_masked(each.span)
            else each
            for each in evidence.bullets
        ),
        findings=shown,
        suggestions=advice,
        steps=steps.steps(
            evidence,
            facts,
            suggestions=advice,
            rewrites=proposals,
            findings=found,
            most_words=settings.max_bullet_words,
        ),
        rewrites=proposals,
        could_not_judge=(
            *_not_judged(facts.unjudged, result, found),
            *(_doubts(evidence, settings) if facts.unjudged is None else ()),
        ),
        profile=profile.of(evidence, settings) if facts.unjudged is None else None,
    )


def _rewrites(evidence: Evidence) -> tuple[Rewrite, ...]:
    if groups.not_judgeable(evidence) is not None:
        return ()
    from cvtailor.advice import rewriting

    return tuple(rewriting.rewrites(evidence))


def _with_rewrite(finding: Finding, rewrites: tuple[Rewrite, ...]) -> Finding:
    """Attach the rewrite that answers a finding: of its rule, for the item it stands in."""
    if finding.span is None:
        return finding
    for each in rewrites:
        if finding.rule in each.rules and each.span.contains(finding.span):
            return dataclasses.replace(finding, rewrite=each)
    return finding


def _with_question(finding: Finding, evidence: Evidence) -> Finding:
    """Put to a weak opening that no rewrite answers the question that would open it better."""
    if finding.rule != "WD01" or finding.rewrite is not None or finding.span is None:
        return finding
    from cvtailor.advice import rewriting

    for bullet in evidence.bullets:
        if bullet.span == finding.span:
            asked = rewriting.ask(bullet)
            return dataclasses.replace(finding, message=f"{finding.message} {asked}") if asked else finding
    return finding


def _doubts(evidence: Evidence, settings: Settings) -> Iterator[NotJudged]:
    """Yield what makes the whole report doubtful: the role, or the date it is judged by."""
    if groups.shows_little(evidence):
        why = f"This CV shows little of the role “{evidence.lexicon.title}”; is --role right?"
        yield NotJudged(what="The role", why=why)
    starts = [entry.start for _, entry in entries(evidence) if entry.start]
    if settings.as_of is not None and starts and settings.as_of[: len(min(starts))] < min(starts):
        why = f"--as-of {settings.as_of} lies before every date of the CV; the earliest is {min(starts)}."
        yield NotJudged(what="The dates", why=why)


def _not_judged(unjudged: str | None, result: Score, findings: tuple[Finding, ...]) -> tuple[NotJudged, ...]:
    if unjudged is not None:
        return (NotJudged(what="The CV", why=unjudged),)
    missed = [
        NotJudged(what=part.id.capitalize(), why=part.reasons[0]) for part in result.parts if not part.judged
    ]
    if result.total is None:
        missed.insert(0, NotJudged(what="The score", why="Too little of the CV could be judged."))
    missed += [
        NotJudged(what="Part of the file", why=each.message)
        for each in findings
        if each.rule == "RD11" and each.severity is Severity.WARNING
    ]
    return tuple(missed)

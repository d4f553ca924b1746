"""Which few honest edits help most for one advertised job. Nothing here asks to claim what the CV does not show."""

from __future__ import annotations

import functools
import importlib.metadata
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from cvtailor.advice.types import NotJudged, Verdict
from cvtailor.document import Place, SectionKind, Span, Value
from cvtailor.jobs import nearest
from cvtailor.jobs.match import WEIGHTS, WORTH
from cvtailor.jobs.types import Fit, Match
from cvtailor.nlp.types import Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cvtailor.jobs.types import Answer, Requirement, Term
    from cvtailor.nlp.types import Bullet, Evidence, Shown

MOST = 8  # edits
_LOW = 2  # pages or entries from which on evidence stands low
_KEPT = 5  # items named to keep, and to leave out
_SKILLS = 8  # names in a summary


class EditKind(StrEnum):
    """What an edit does."""

    NAME = "name"  # say what is shown already, in the advert's spelling
    SPELL = "spell"  # write a name as the advert does
    STRENGTHEN = "strengthen"  # say in an item where a listed skill was used
    MOVE_UP = "move_up"  # evidence that stands low
    ORDER_SKILLS = "order_skills"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit(Value):
    """One honest edit. `gain` is in points of the coverage (0 to 100); `text` a proposal made of the CV's own facts, or null."""

    kind: EditKind
    title: str
    detail: str
    gain: int
    requirement: int | None
    span: Span | None
    place: Place | None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked(Value):
    """An item of the CV and how close it stands to the advert, 0 to 1."""

    text: str
    similarity: float
    span: Span
    place: Place


class Piece(NamedTuple):
    """A stretch of the CV that a change puts another text in: one line, in a paragraph of a DOCX (else null)."""

    span: Span
    paragraph: int | None
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Value):
    """What a tailored copy says otherwise than the CV at `span`: `before` and `after` are texts, a line for each
    paragraph, `why` is a sentence. `applied` is false where it could not be put into the copy and is left to the person,
    null where no copy was written.
    """

    span: Span
    place: Place
    before: str
    after: str
    why: str
    applied: bool | None = None
    pieces: tuple[Piece, ...] = field(default=(), repr=False, metadata={"json": False})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tailoring(Value):
    """How a CV meets an advert, and what to change for it. `coverage` is 0 to 100, null where it could not be judged.

    `changes` are those of a tailored copy, in document order; empty where none was asked for.
    """

    schema: str = "cvtailor.tailoring/1"
    tool_version: str
    file: str
    sha256: str
    as_of: str | None
    verdict: Verdict
    coverage: int | None
    fit: Fit
    edits: tuple[Edit, ...]
    add_if_true: tuple[str, ...]
    keep: tuple[Ranked, ...]
    leave_out: tuple[Ranked, ...]
    could_not_judge: tuple[NotJudged, ...]
    changes: tuple[Change, ...] = ()


@functools.cache
def _version() -> str:
    return importlib.metadata.version("cvtailor")


def tailor(
    evidence: Evidence, fit: Fit, *, min_score: int | None = None, changes: tuple[Change, ...] = ()
) -> Tailoring:
    """Return the advice for one advert.

    Args:
        evidence: what the CV shows, read with the lexicon that the advert was read with.
        fit: how it meets the advert.
        min_score: a gate on the coverage; null for none.
        changes: what a tailored copy will say otherwise (see `cvtailor.advice.copying`).
    """
    document = evidence.document
    coverage = None if fit.coverage is None else round(100 * fit.coverage)
    unread = not document.text.strip() or not document.sections
    reasons = [NotJudged(what="The fit", why=fit.why)] if fit.why else []
    if unread:
        reasons.insert(0, NotJudged(what="The CV", why="No text or no section could be read in it."))
        coverage = None
    verdict = Verdict.COULD_NOT_JUDGE if reasons else Verdict.NOT_GATED
    if not reasons and min_score is not None and coverage is not None:
        verdict = Verdict.PASS if coverage >= min_score else Verdict.FAIL
    keep, leave = _items(evidence, fit)
    return Tailoring(
        tool_version=_version(),
        file=document.file,
        sha256=document.sha256,
        as_of=evidence.as_of,
        verdict=verdict,
        coverage=coverage,
        fit=fit,
        edits=() if unread else _edits(evidence, fit),
        add_if_true=_missing(fit),
        keep=keep,
        leave_out=leave,
        could_not_judge=tuple(reasons),
        changes=changes,
    )


def asked_terms(fit: Fit) -> list[tuple[Requirement, Answer, Term]]:
    """Return the known terms of the advert, each once, the essential ones first, in its order."""
    seen: dict[str, tuple[Requirement, Answer, Term]] = {}
    rows = [(fit.job.requirements[answer.requirement], answer) for answer in fit.answers]
    for asked, answer in sorted(rows, key=lambda row: -WEIGHTS[row[0].importance]):
        for term in asked.terms:
            if term.keyword is not None:
                seen.setdefault(term.keyword, (asked, answer, term))
    return list(seen.values())


def _gain(fit: Fit, answer: Answer) -> int:
    """Return by how many points of coverage a requirement rises when it is met whole."""
    known = [each for each in fit.answers if each.match is not Match.COULD_NOT_JUDGE]
    whole = sum(WEIGHTS[fit.job.requirements[each.requirement].importance] for each in known)
    own = WEIGHTS[fit.job.requirements[answer.requirement].importance]
    return round(100 * own * (1 - WORTH.get(answer.match, 1.0)) / whole) if whole else 0


def _edits(evidence: Evidence, fit: Fit) -> tuple[Edit, ...]:
    shown = {each.id: each for each in evidence.keywords}
    found: list[Edit] = []
    for _, answer, term in asked_terms(fit):
        keyword = shown.get(term.keyword or "")
        if keyword is not None and keyword.standing.shown:
            edit = _edit(term, keyword, answer, evidence, fit)
            found += [edit] if edit else []
    found += [*_order(evidence, fit), *_summary(evidence, fit)]
    return tuple(sorted(found, key=lambda each: -each.gain)[:MOST])


def _edit(term: Term, keyword: Shown, answer: Answer, evidence: Evidence, fit: Fit) -> Edit | None:
    best = next((each for each in keyword.mentions if each.standing is keyword.standing), None)
    if best is None:
        return None
    common = {"requirement": answer.requirement, "span": best.span, "place": best.place}
    if keyword.standing is Standing.IMPLIED:
        return Edit(
            kind=EditKind.NAME,
            title=f"Name “{term.text}”",
            detail=f"“{best.quote}” shows it, the word itself stands nowhere.",
            gain=_gain(fit, answer),
            **common,  # type: ignore[arg-type]
        )
    written = {each.quote.casefold() for each in keyword.mentions}
    usual = term.text.casefold() == keyword.name.casefold()
    if usual and not any(term.text.casefold() in each or each in term.text.casefold() for each in written):
        return Edit(
            kind=EditKind.SPELL,
            title=f"Write “{term.text}” as the advert does",
            detail=f"The CV writes “{best.quote}”; a search for the advert's word misses it.",
            gain=0,
            **common,  # type: ignore[arg-type]
        )
    if keyword.standing in {Standing.LISTED, Standing.CLAIMED}:
        near = _nearest(term, answer, evidence, fit)
        where = f" “{near.text}” may be where you used it." if near else ""
        return Edit(
            kind=EditKind.STRENGTHEN,
            title=f"Say where you used {term.text}",
            detail=f"It is only {keyword.standing}.{where}",
            gain=0,
            requirement=answer.requirement,
            span=near.span if near else best.span,
            place=near.place if near else best.place,
        )
    if best.place.page is not None and best.place.page >= _LOW:
        return Edit(
            kind=EditKind.MOVE_UP,
            title=f"Bring {term.text} to the first page",
            detail=f"“{best.quote}” stands on page {best.place.page} only.",
            gain=0,
            **common,  # type: ignore[arg-type]
        )
    return None


def _nearest(term: Term, answer: Answer, evidence: Evidence, fit: Fit) -> Bullet | None:
    quote = fit.job.requirements[answer.requirement].quote
    rows = nearest.similarities([each.text for each in evidence.bullets], [f"{quote} {term.name}"])
    if not rows or not rows[0] or max(rows[0]) < nearest.LEAST:
        return None
    return evidence.bullets[rows[0].index(max(rows[0]))]


def _items(evidence: Evidence, fit: Fit) -> tuple[tuple[Ranked, ...], tuple[Ranked, ...]]:
    """Return the items closest to the advert, and those that share nothing with it."""
    quotes = [each.quote for each in fit.job.requirements]
    bullets = evidence.bullets
    rows = nearest.similarities([each.text for each in bullets], quotes)
    if not rows:
        return (), ()
    best = [max(row[at] for row in rows) for at in range(len(bullets))]
    ranked = sorted(
        (
            Ranked(
                text=evidence.document.veiled(each.span), similarity=value, span=each.span, place=each.place
            )
            for each, value in zip(bullets, best, strict=True)
        ),
        key=lambda each: (-each.similarity, each.span.start),
    )
    close = tuple(each for each in ranked if each.similarity >= nearest.LEAST)[:_KEPT]
    measured = {each.span for each in bullets if each.measurable}
    far = [each for each in reversed(ranked) if each.similarity < nearest.LEAST and each.span not in measured]
    return close, tuple(far[:_KEPT]) if len(close) >= 3 else ()


def _order(evidence: Evidence, fit: Fit) -> list[Edit]:
    """Return the edit that puts the skills of the advert first in the longest skills list."""
    wanted = [term for _, _, term in asked_terms(fit)]
    sections = [each for each in evidence.document.sections if each.kind is SectionKind.SKILLS]
    names = [item for section in sections for item in section.all_items()]
    if len(names) < 4 or not wanted:
        return []
    spans = {
        mention.span.start: shown.id
        for shown in evidence.keywords
        for mention in shown.mentions
        if mention.standing is Standing.LISTED
    }
    asked = {each.keyword for each in wanted}
    first = [
        item
        for item in names
        if any(start in range(item.span.start, item.span.end) and id in asked for start, id in spans.items())
    ]
    rest = [item for item in names if item not in first]
    if not first or names[: len(first)] == first:
        return []
    return [
        Edit(
            kind=EditKind.ORDER_SKILLS,
            title="Put the skills of this advert first in your list",
            detail=f"{len(first)} of {len(names)} are asked for.",
            gain=0,
            requirement=None,
            span=names[0].span,
            place=names[0].place,
            text=", ".join(item.text for item in [*first, *rest]),
        )
    ]


def _summary(evidence: Evidence, fit: Fit) -> list[Edit]:
    """Return a summary sentence made of the CV's own facts: title, years of work, skills shown that are asked for."""
    entries = [
        entry
        for section in evidence.document.sections
        if section.kind is SectionKind.EXPERIENCE
        for entry in section.entries
    ]
    dated = [each for each in entries if each.title and (each.start or each.end)]
    if not dated:
        return []
    latest = max(
        dated, key=lambda each: (each.end == "present", each.end or each.start or "", each.start or "")
    )
    shown = {each.id: each for each in evidence.keywords}
    strong = {Standing.PROVEN, Standing.USED}
    names = [
        term.text
        for _, _, term in asked_terms(fit)
        if (found := shown.get(term.keyword or "")) is not None
        and found.standing in strong
        and _plainly(found, evidence)
    ][:_SKILLS]
    if len(names) < 2:
        return []
    listed = f"{', '.join(names[:-1])} and {names[-1]}"
    text = f"{latest.title} with work in {listed}."
    return [
        Edit(
            kind=EditKind.SUMMARY,
            title="Open with a line for this job",
            detail="Every word of it stands in your CV: the title of your latest post, and skills that your work shows and the advert asks for.",
            gain=0,
            requirement=None,
            span=latest.title_span,
            place=latest.place,
            text=text,
        )
    ]


def _plainly(shown: Shown, evidence: Evidence) -> bool:
    """Whether a keyword is a skill that no place of the CV denies or only plans."""
    doubted = any(each.standing in {Standing.DENIED, Standing.PLANNED} for each in shown.mentions)
    return not doubted and evidence.lexicon.keyword(shown.id).kind not in {
        "venue",
        "metric",
        "dataset",
        "area",
    }


def _missing(fit: Fit) -> tuple[str, ...]:
    names = [name for answer in fit.answers for name in answer.missing]
    return tuple(dict.fromkeys(names))


def best_together(every: Sequence[Tailoring]) -> tuple[Edit, int] | None:
    """Return the edit that helps most of several adverts, and how many of them it helps; null where none does."""
    counted: dict[tuple[str, str], list[Edit]] = {}
    for one in every:
        for edit in {each.title: each for each in one.edits}.values():
            counted.setdefault((edit.kind, edit.title), []).append(edit)
    if not counted:
        return None
    best = max(counted.values(), key=lambda edits: (sum(each.gain for each in edits), len(edits)))
    return best[0], len(best)

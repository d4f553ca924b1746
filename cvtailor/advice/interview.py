"""Interview questions on a CV's own claims: the role article's three topics, and the CV's course.

`interview_claims` finds what the CV states; a table (`lexicons/language/interview.toml`) holds the wordings. A
question takes only quoted words from the CV, so it can hold no fact that the CV does not.
"""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cvtailor.advice import timeline
from cvtailor.advice.groups import not_judgeable, shows_little
from cvtailor.advice.interview_claims import Found, claims, table
from cvtailor.advice.profile import words
from cvtailor.advice.rules.common import entries
from cvtailor.advice.types import (
    Claim,
    Interview,
    LexiconRef,
    NotJudged,
    Question,
    Topic,
    TopicTitle,
    Verdict,
)
from cvtailor.document import SectionKind
from cvtailor.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cvtailor.document import Entry, Span
    from cvtailor.nlp.types import Evidence

# How telling a question is (project conventions): its kind's weight, and what is added or taken off.
_RECENT = 1.0  # the claim is of the latest job
_ESSENTIAL = 0.4  # for each essential keyword it names, two at most
_SECOND = 2.0  # the second question on one claim, the third, …
_SAME_ITEM = 2.5  # another claim of an item that was asked about
_SAME_TOPIC = 0.35  # for each question on the topic that stands before it
_SAME_KIND = 0.5  # for each question of the kind that stands before it
_SAME_ENTRY = 0.25  # for each question on the same job that stands before it
_PER_ITEM = 3  # questions on one item
_MOST_QUESTIONS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A question without its words: the claim, the table row, and how telling it is by itself."""

    found: Found
    row: dict[str, Any]
    weight: float
    at: int


def checked(limit: int | None, topic: Topic | str | None) -> Topic | None:
    """Return the topic that is meant.

    Raises:
        SettingsError: for a limit below 1 or an unknown topic.
    """
    if limit is not None and limit < 1:
        raise SettingsError(f"limit is {limit}.", "Give 1 or more, or none.")
    try:
        return None if topic is None else Topic(topic)
    except ValueError as error:
        raise SettingsError(f'topic is "{topic}".', f"Give one of {', '.join(Topic)}.") from error


def interview(evidence: Evidence, *, limit: int | None = None, topic: Topic | None = None) -> Interview:
    """Return questions on a CV's claims, the most telling first.

    Args:
        evidence: what the CV shows.
        limit: how many questions at most; null for all.
        topic: only questions on this topic.
    """
    import importlib.metadata  # slow to import

    document, lexicon = evidence.document, evidence.lexicon
    why = not_judgeable(evidence)
    every = () if why else tuple(questions(evidence, topic=topic))
    if why is None and not every and topic is None:
        why = "The CV makes no claim that a question could stand on."
    titles = table()["topics"]
    title = "general" if shows_little(evidence) else "title"
    counts = Counter(each.topic for each in every)
    return Interview(
        tool_version=importlib.metadata.version("cvtailor"),
        file=document.file,
        sha256=document.sha256,
        role=lexicon.id,
        role_title=lexicon.title,
        lexicon=LexiconRef(id=lexicon.id, version=lexicon.version, sha256=lexicon.sha256),
        as_of=evidence.as_of,
        verdict=Verdict.COULD_NOT_JUDGE if why else Verdict.NOT_GATED,
        topics=tuple(
            TopicTitle(
                id=each,
                title=titles[each].get(title, titles[each]["title"]),
                source=titles[each]["source"],
                questions=counts[each],
            )
            for each in Topic
        ),
        found=len(every),
        questions=every if limit is None else every[:limit],
        could_not_judge=(NotJudged(what="The CV", why=why),) if why else (),
    )


def questions(evidence: Evidence, *, topic: Topic | None = None) -> Iterator[Question]:
    """Yield the questions on a CV's claims, the most telling first; none where it cannot be judged."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in table()["question"]:
        rows.setdefault(row["kind"], []).append(row)
    drafts = [
        _Draft(found=found, row=row, weight=_weight(found, row), at=n)
        for n, found in enumerate([*claims(evidence), *_course(evidence)])
        for row in rows.get(found.claim.kind, ())
        if (topic is None or row["topic"] == topic)
        and all(each in found.fills for each in row.get("needs", ()))
    ]
    used: Counter[str] = Counter()
    for draft in _ranked(drafts):
        row, found = draft.row, draft.found
        key = f"{row['kind']} {row['topic']}"
        wording = row["ask"][used[key] % len(row["ask"])]
        used[key] += 1
        yield Question(
            topic=Topic(row["topic"]),
            question=_filled(wording, found),
            names=tuple(row["names"]),
            claim=found.claim,
            source=table()["topics"][row["topic"]]["source"],
        )


def _weight(found: Found, row: dict[str, Any]) -> float:
    recent = _RECENT if found.recent else 0.0
    essential = 0 if found.claim.kind == "publication" else min(2, found.essential)  # the list's order counts
    return float(row["weight"]) + recent + _ESSENTIAL * essential


def _ranked(drafts: list[_Draft]) -> Iterator[_Draft]:
    """Yield drafts by how telling each is beside those before it; ties in the CV's order."""
    topics: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    jobs: Counter[tuple[str | None, str | None]] = Counter()
    asked: Counter[Span] = Counter()  # by claim
    items: Counter[Span] = Counter()
    most = table()["most"]
    left = list(drafts)

    def worth(each: _Draft) -> tuple[float, int]:
        claim, item = each.found.claim, each.found.item or each.found.claim.span
        weight = each.weight - _SAME_TOPIC * topics[each.row["topic"]] - _SAME_KIND * kinds[claim.kind]
        weight -= _SAME_ENTRY * jobs[claim.organisation, claim.title]
        if asked[claim.span]:
            weight -= _SECOND * asked[claim.span]
        elif items[item]:
            weight -= _SAME_ITEM * items[item]
        return (round(weight, 6), -each.at)

    for _ in range(_MOST_QUESTIONS):
        left = [
            each
            for each in left
            if items[each.found.item or each.found.claim.span] < _PER_ITEM
            and kinds[each.found.claim.kind] < most.get(each.found.claim.kind, most["other"])
        ]
        if not left:
            return
        best = max(left, key=worth)
        left.remove(best)
        claim = best.found.claim
        topics[best.row["topic"]] += 1
        kinds[claim.kind] += 1
        jobs[claim.organisation, claim.title] += 1
        asked[claim.span] += 1
        items[best.found.item or claim.span] += 1
        yield best


def _filled(wording: str, found: Found) -> str:
    """Return a wording with its braces filled in one pass: words of the CV may hold braces themselves."""
    parts = []
    for piece in wording.split("{"):
        name, brace, rest = piece.partition("}")
        parts.append(found.fills[name] + rest if brace and name in found.fills else piece)
    return "".join(parts)


# ---------------------------------------------------------------- the CV's course


def _course(evidence: Evidence) -> Iterator[Found]:
    """Yield what the dates leave open, in neutral words; never beside words on health or family."""
    document, private = evidence.document, words("private", "never_asked")
    if private.within(" ".join(document.text[e.header.start : e.header.end] for _, e in entries(evidence))):
        return
    for gap in timeline.gaps(evidence):
        if gap.before.name and gap.after.name:
            yield _of_entry(evidence, "gap", gap.after, before=gap.before.name, after=gap.after.name)
    for entry in timeline.short_stays(evidence):
        if entry.name:
            yield _of_entry(evidence, "short_stay", entry, name=entry.name)
    jobs = [
        each
        for section, each in entries(evidence)
        if section.kind is SectionKind.EXPERIENCE and each.title and each.start
    ]
    jobs.sort(key=lambda each: (each.start or "", each.span))
    for before, after in list(itertools.pairwise(jobs))[-1:]:
        if before.organisation != after.organisation and before.title != after.title:
            yield _of_entry(evidence, "step", after, before=before.title or "", after=after.title or "")


def _of_entry(evidence: Evidence, kind: str, entry: Entry, **fills: str) -> Found:
    document = evidence.document
    span = entry.dates_span or entry.header
    return Found(
        claim=Claim(
            kind=kind,
            quote=document.quote(span),
            span=span,
            place=document.place(span),
            title=entry.title,
            organisation=entry.organisation,
            achievements=(),
            keywords=(),
        ),
        fills={name: " ".join(value.split()) for name, value in fills.items()},
    )

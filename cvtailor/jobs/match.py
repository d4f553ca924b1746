"""How a CV meets each requirement of an advert: skills by their standing, years and degrees by its entries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cvtailor.document import SectionKind, Span
from cvtailor.jobs import demands
from cvtailor.jobs.lines import table
from cvtailor.jobs.types import Answer, Fit, Importance, Level, Match, Proof
from cvtailor.nlp.types import Standing

if TYPE_CHECKING:
    from cvtailor.document import Document, Entry
    from cvtailor.jobs.types import Degree, JobDescription, Requirement, Term, Years
    from cvtailor.nlp.types import Evidence, Shown

ENOUGH = 0.5  # share of the requirements that must be judgeable for an answer (project convention)
WEIGHTS = {Importance.ESSENTIAL: 2.0, Importance.DESIRABLE: 1.0}
WORTH = {Match.MET: 1.0, Match.PARTLY: 0.5, Match.MISSING: 0.0}
_WEAK = {Standing.IMPLIED}
_NEAR = 0.75  # of the years asked for: from there on partly met

_Found = tuple[Match, list[Proof], list[str]]


def fit(job: JobDescription, evidence: Evidence) -> Fit:
    """Return how the CV that `evidence` speaks of meets the advert, requirement by requirement."""
    shown = {each.id: each for each in evidence.keywords}
    answers = tuple(_answer(number, each, evidence, shown) for number, each in enumerate(job.requirements))
    asked = [
        each
        for each in job.requirements
        if not (each.languages or each.conditions) or each.terms or each.years or each.degree
    ]
    judged = [
        (each, answer)
        for each, answer in zip(job.requirements, answers, strict=True)
        if answer.match is not Match.COULD_NOT_JUDGE
    ]
    understood = len(judged) / len(asked) if asked else 0.0
    why = None
    if not asked:
        why = "No requirement was found in the advert."
    elif understood < ENOUGH:
        why = f"Only {len(judged)} of {len(asked)} requirements name something that could be judged: the advert may be from a field that the lexicons do not know."
    whole = sum(WEIGHTS[each.importance] for each, _ in judged)
    got = sum(WEIGHTS[each.importance] * WORTH[answer.match] for each, answer in judged)
    return Fit(
        job=job,
        answers=answers,
        understood=round(understood, 4),
        judged=why is None,
        coverage=None if why or not whole else round(got / whole, 4),
        why=why,
    )


def _answer(number: int, asked: Requirement, evidence: Evidence, shown: dict[str, Shown]) -> Answer:
    parts: list[_Found] = []
    grouped = {index for group in asked.any_of for index in group}
    parts += [_either([asked.terms[index] for index in group], evidence, shown) for group in asked.any_of]
    parts += [_term(each, evidence, shown) for index, each in enumerate(asked.terms) if index not in grouped]
    if asked.years is not None:
        parts.append(_years(asked.years, asked, evidence, shown))
    if asked.degree is not None:
        parts.append(_degree(asked.degree, evidence.document))
    known = [each for each in parts if each[0] is not Match.COULD_NOT_JUDGE]
    proofs = tuple(proof for _, found, _ in parts for proof in found)
    missing = tuple(name for match, _, names in parts for name in names if match is not Match.MET)
    return Answer(
        requirement=number,
        match=_of_all([match for match, _, _ in known]),
        reason=_reason(asked, known, proofs, missing),
        evidence=proofs,
        missing=missing,
    )


def _of_all(matches: list[Match]) -> Match:
    if not matches:
        return Match.COULD_NOT_JUDGE
    if all(each is Match.MET for each in matches):
        return Match.MET
    return Match.MISSING if all(each is Match.MISSING for each in matches) else Match.PARTLY


def _reason(
    asked: Requirement, known: list[_Found], proofs: tuple[Proof, ...], missing: tuple[str, ...]
) -> str:
    if not known:
        if asked.languages or asked.conditions:
            return (
                "Asked for, and not judged here: "
                + ", ".join([*asked.languages, *asked.conditions])[:200].rstrip(". ")
                + "."
            )
        return "It names nothing that could be looked for in the CV."
    said = []
    if proofs:
        said.append(
            "Shown: "
            + ", ".join(
                dict.fromkeys(
                    f"{each.what} ({each.standing})" if each.standing else each.what for each in proofs
                )
            )
            + "."
        )
    if missing:
        said.append("Not shown: " + ", ".join(dict.fromkeys(missing)) + ".")
    return " ".join(said)


# --- skills -------------------------------------------------------------------------------------


def _either(terms: list[Term], evidence: Evidence, shown: dict[str, Shown]) -> _Found:
    """One of several is enough."""
    found = [_term(each, evidence, shown) for each in terms]
    best = [each for each in found if each[0] is Match.MET] or [
        each for each in found if each[0] is Match.PARTLY
    ]
    if best:
        return best[0][0], [proof for _, proofs, _ in best for proof in proofs], []
    known = [each for each in found if each[0] is Match.MISSING]
    if not known:
        return Match.COULD_NOT_JUDGE, [], []
    return Match.MISSING, [], [" or ".join(each.text for each in terms)]


def _term(term: Term, evidence: Evidence, shown: dict[str, Shown]) -> _Found:
    if term.keyword is None:
        return _literal(term, evidence.document)
    found = shown.get(term.keyword)
    if found is None or not found.standing.shown:
        return Match.MISSING, [], [term.text]
    strongest = [each for each in found.mentions if each.standing is found.standing]
    same = [each for each in strongest if each.quote.casefold() == term.text.casefold()]
    best = next(iter([*same, *strongest]), None)
    if best is None:
        return Match.MET, [], []
    proof = Proof(what=term.name, quote=best.quote, span=best.span, place=best.place, standing=found.standing)
    return (Match.PARTLY if found.standing in _WEAK else Match.MET), [proof], []


def _literal(term: Term, document: Document) -> _Found:
    """A term that was only proposed: found as written, or not understood."""
    pattern = re.compile(
        rf"(?<![\w+#]){re.escape(term.text)}(?![\w+#])", 0 if term.text.isupper() else re.IGNORECASE
    )
    for match in pattern.finditer(document.text):
        span = Span(start=match.start(), end=match.end())
        if document.is_masked(span) or _names_other(document, span):
            continue
        return (
            Match.MET,
            [Proof(what=term.text, quote=document.quote(span), span=span, place=document.place(span))],
            [],
        )
    return Match.COULD_NOT_JUDGE, [], []


def _names_other(document: Document, span: Span) -> bool:
    """Whether a span stands in an entry's header: an employer, a title or a place is no skill."""
    return any(
        entry.header.overlaps(span) and section.kind is SectionKind.EXPERIENCE
        for section in document.sections
        for entry in section.entries
    )


# --- years --------------------------------------------------------------------------------------


def _years(asked: Years, requirement: Requirement, evidence: Evidence, shown: dict[str, Shown]) -> _Found:
    """Years of work, or of work in which what is named was used, from the dates of the entries."""
    entries = [
        entry
        for section in evidence.document.sections
        if section.kind is SectionKind.EXPERIENCE
        for entry in section.entries
    ]
    dated = [each for each in entries if months(each, evidence.as_of) is not None]
    if not dated:
        return Match.COULD_NOT_JUDGE, [], []
    about = [
        each
        for each in requirement.terms
        if asked.of and each.keyword is not None and each.text.casefold() in asked.of.casefold()
    ]
    if asked.of and not about and not _worked_at(asked.of, dated, evidence.document):
        return Match.COULD_NOT_JUDGE, [], []  # years of something that nothing here knows
    used = dated
    if about:
        spans = [
            mention.span
            for term in about
            for found in [shown.get(term.keyword or "")]
            if found is not None
            for mention in found.mentions
        ]
        used = [each for each in dated if any(each.span.contains(span) for span in spans)]
    total = _together(used, evidence.as_of) / 12
    what = f"{total:.1f} years" + (f" with {about[0].name}" if about else " of work")
    first = used[0] if used else None
    proofs = [Proof(what=what, quote=first.name or "", span=first.header, place=first.place)] if first else []
    if total >= asked.minimum:
        return Match.MET, proofs, []
    short = f"{asked.minimum:g} years" + (f" with {about[0].name}" if about else "")
    return (
        (Match.PARTLY if total >= _NEAR * asked.minimum or (about and total > 0) else Match.MISSING),
        proofs,
        [short],
    )


def _worked_at(what: str, entries: list[Entry], document: Document) -> bool:
    """Whether the entries themselves speak of the work: all telling words of it stand in one of them."""
    words = _words(what)
    texts = [_words(document.text[each.span.start : each.span.end]) for each in entries]
    return any(words <= each for each in texts)


def months(entry: Entry, as_of: str | None) -> tuple[int, int] | None:
    """Return the first and last month of an entry, counted from year 0, or None where it has no dates."""
    start, end = (
        _month(entry.start, first=True),
        _month(entry.end if entry.end != "present" else as_of, first=False),
    )
    if start is None and end is None:
        return None
    if entry.end == "present" and start is not None and (end is None or end <= start):
        return None  # nothing in the CV says how long it has lasted
    low, high = start if start is not None else end, end if end is not None else start
    return (low, high) if low is not None and high is not None and low <= high else None


def _month(date: str | None, *, first: bool) -> int | None:
    match = re.match(r"(\d{4})(?:-(\d{2}))?", date or "")
    if match is None:
        return None
    return int(match[1]) * 12 + (int(match[2]) - 1 if match[2] else 0 if first else 11)


def _together(entries: list[Entry], as_of: str | None) -> int:
    """Return how many months the entries cover, those that overlap counted once."""
    covered: set[int] = set()
    for each in entries:
        span = months(each, as_of)
        if span is not None:
            covered.update(range(span[0], min(span[1], span[0] + 720) + 1))
    return len(covered)


# --- degrees ------------------------------------------------------------------------------------


def _degree(asked: Degree, document: Document) -> _Found:
    sections = [each for each in document.sections if each.kind is SectionKind.EDUCATION]
    if not sections:
        return (
            (Match.COULD_NOT_JUDGE, [], [])
            if asked.or_equivalent
            else (Match.MISSING, [], [f"{asked.level} degree"])
        )
    held: list[tuple[Level, str, Entry]] = []
    for section in sections:
        for entry in section.entries:
            said = document.text[entry.header.start : entry.header.end]
            found = demands.degree(said, 0)
            if found is not None:
                held.append((found.level, said, entry))
    if not held:
        return Match.COULD_NOT_JUDGE, [], []
    enough = [each for each in held if each[0].rank >= asked.level.rank]
    if not enough:
        best = max(held, key=lambda each: each[0].rank)
        proof = _held(best[1], best[2])
        return (
            (Match.PARTLY if asked.or_equivalent else Match.MISSING),
            [proof] if asked.or_equivalent else [],
            [f"{asked.level} degree"],
        )
    fields = [_words(each) for each in asked.fields]
    fitting = [each for each in enough if not fields or any(field & _words(each[1]) for field in fields)]
    chosen = (fitting or enough)[0]
    proof = _held(chosen[1], chosen[2])
    return (
        (Match.MET if fitting else Match.PARTLY),
        [proof],
        [] if fitting else [f"a degree in {' or '.join(asked.fields)}"],
    )


def _held(said: str, entry: Entry) -> Proof:
    return Proof(what="degree", quote=" ".join(said.split())[:160], span=entry.header, place=entry.place)


def _words(text: str) -> set[str]:
    """Return the telling words of a field of study; "computer science" is told by both together."""
    words = re.findall(r"[a-z]+", text.casefold())
    telling = {each[:8] for each in words if len(each) > 2} - {
        each[:8] for each in table()["degrees"]["small"]
    }
    return telling or {each[:8] for each in words}

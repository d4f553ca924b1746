"""What the rule families share: making a finding, and words for places and numbers."""

from __future__ import annotations

import dataclasses
import functools
import re
from typing import TYPE_CHECKING

from cvtailor import resources
from cvtailor.advice.types import Finding
from cvtailor.document import ItemKind, SectionKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cvtailor.advice.types import Rule, Settings, Severity
    from cvtailor.document import Document, Entry, Item, Observation, ObservationKind, Place, Section, Span
    from cvtailor.nlp.types import Bullet, Confidence, Evidence

    Check = Callable[[Evidence, Settings], Iterable[Finding]]

TAILOR = 'the role article, "How to Stand Out / 4. Tailor Your CV"'
PORTFOLIO = 'the role article, "How to Stand Out / 1. Build a Strong Research Portfolio"'
OPEN_SOURCE = 'the role article, "How to Stand Out / 2. Contribute to Open Source"'
TRENDS = 'the role article, "How to Stand Out / 3. Stay Updated on Trends"'
DEGREES = 'the role article, "Educational Background and Certifications / 1. Degrees"'
CERTIFICATIONS = 'the role article, "Educational Background and Certifications / 2. Certifications"'
CONVENTION = "project convention"
WORK = (SectionKind.EXPERIENCE, SectionKind.PROJECTS)
_WORD = re.compile(r"[^\W\d_]+")
_QUOTE = 160  # the longest quote in code points


def finding(
    rule: Rule,
    evidence: Evidence,
    message: str,
    *,
    span: Span | None = None,
    place: Place | None = None,
    confidence: Confidence | None = None,
    severity: Severity | None = None,
) -> Finding:
    """Return a finding of `rule`; quote and place are taken from the document at `span`.

    `confidence` and `severity` are the rule's where they are not given.
    """
    document = evidence.document
    said = quote(document, span) if span else ""
    return Finding(
        rule=rule.code,
        name=rule.name,
        severity=severity or rule.severity,
        confidence=confidence or rule.confidence,
        message=message,
        quote=said if said.strip("… ") else None,  # nothing to show where all of it is masked
        span=span,
        place=place or (document.place(span) if span else None),
        why=rule.why,
        source=rule.source,
    )


def quote(document: Document, span: Span, limit: int = _QUOTE) -> str:
    """Return the text at `span`, cut at a word with "…" after `limit` code points, masked parts hidden."""
    text = document.quote(span)
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"


def observed(evidence: Evidence, *kinds: ObservationKind) -> Iterator[Observation]:
    """Yield the document's observations of these kinds."""
    return (each for each in evidence.document.observations if each.kind in kinds)


def entries(evidence: Evidence) -> list[tuple[Section, Entry]]:
    """Return all entries with their section, in document order (the index is `Bullet.entry`)."""
    return [(section, entry) for section in evidence.document.sections for entry in section.entries]


def entry_of(evidence: Evidence, bullet: Bullet) -> Entry | None:
    """Return the entry a bullet stands in."""
    every = entries(evidence)
    if bullet.entry is None or not 0 <= bullet.entry < len(every):
        return None
    return every[bullet.entry][1]


def paragraphs(evidence: Evidence) -> set[Span]:
    """Return the spans of items that are paragraphs: prose is not held to a bullet's length."""
    items: Iterable[Item] = (item for section in evidence.document.sections for item in section.all_items())
    return {item.span for item in items if item.kind is ItemKind.PARAGRAPH}


def noun(span: Span, prose: set[Span]) -> str:
    """Return what to call an item: "paragraph" where it is one (`prose` is from `paragraphs`), else "bullet"."""
    return "paragraph" if span in prose else "bullet"


def noun_of_all(evidence: Evidence, bullets: Iterable[Bullet]) -> str:
    """Return what to call these items together: "bullet", "paragraph", or "item" where they are mixed."""
    prose = paragraphs(evidence)
    kinds = {noun(each.span, prose) for each in bullets}
    return "item" if len(kinds) > 1 else kinds.pop() if kinds else "bullet"


def as_spelt(text: str, evidence: Evidence) -> str:
    """Return own words in the CV's spelling: American where it has more of it than of British, and vice versa."""
    british, american = len(evidence.overall.british), len(evidence.overall.american)
    if british == american:
        return text
    table = _spellings(american > british)
    return _WORD.sub(lambda word: _same_case(word[0], table.get(word[0].lower())), text)


@functools.lru_cache(maxsize=2)
def _spellings(to_american: bool) -> dict[str, str]:
    both = set(resources.language("advising")["right_in_both"])
    pairs = [pair for pair in resources.language("spelling")["pairs"] if all(pair)]
    if to_american:
        return dict(pairs)
    return {american: british for british, american in reversed(pairs) if american not in both}


def _same_case(old: str, new: str | None) -> str:
    if new is None or not (old.islower() or old.istitle()):  # "PyTorch", "CNN": names stay
        return old
    return new.capitalize() if old.istitle() else new


def latest(evidence: Evidence) -> int | None:
    """Return the index of the role that ended last (a current one first), or of the first one undated."""
    roles = [
        (entry.end == "present", entry.end or entry.start or "", -index, index)
        for index, (section, entry) in enumerate(entries(evidence))
        if section.kind is SectionKind.EXPERIENCE
    ]
    return max(roles)[3] if roles else None


def where_in(evidence: Evidence, place: Place | None, span: Span | None) -> str:
    """Return a place in words, with the title of the role where an employer has several entries."""
    if place is None or not place.entry:
        return where(place)
    every = [entry for _, entry in entries(evidence)]
    own = next((each for each in every if span and each.span.contains(span)), None)
    same = [each for each in every if each.name == place.entry]
    if own is None or len(same) < 2:
        return where(place)
    titles = {each.title for each in same if each is not own}
    note = own.title if own.title and own.title not in titles and own.title != place.entry else own.start
    return where(dataclasses.replace(place, entry=f"{place.entry}, {note}") if note else place)


def where(place: Place | None) -> str:
    """Return a place in words: "p.1, Helix Labs, 2nd bullet"; empty where nothing is known."""
    return place.said() if place else ""


def listed(words: Iterable[str], last: str = "or") -> str:
    """Return words as a list in a sentence: "Python, R or Julia"."""
    parts = list(words)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}" if len(parts) > 1 else "".join(parts)


def some(number: int, noun: str) -> str:
    """Return "1 bullet", "3 bullets"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

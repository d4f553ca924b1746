"""What the rule families share: making a finding, and words for places and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
CONVENTION = "project convention"
WORK = (SectionKind.EXPERIENCE, SectionKind.PROJECTS)
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
    return Finding(
        rule=rule.code,
        name=rule.name,
        severity=severity or rule.severity,
        confidence=confidence or rule.confidence,
        message=message,
        quote=quote(document, span) if span else None,
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


def latest(evidence: Evidence) -> int | None:
    """Return the index of the role that ended last (a current one first), or of the first one undated."""
    roles = [
        (entry.end == "present", entry.end or entry.start or "", -index, index)
        for index, (section, entry) in enumerate(entries(evidence))
        if section.kind is SectionKind.EXPERIENCE
    ]
    return max(roles)[3] if roles else None


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

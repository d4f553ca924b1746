"""What parsing notices beside the structure: contact facts, what to mask, and observations."""

from __future__ import annotations

import re

from cvtailor.document import (
    Document,
    Observation,
    ObservationKind,
    SectionKind,
    Span,
)
from cvtailor.parsing import (
    contact,
    head,
    injection,
    outline,
)
from cvtailor.parsing.draft import DraftSection, DraftText
from cvtailor.parsing.types import Layer, Reading

K = SectionKind


def facts(whole: DraftText, sections: list[DraftSection], last: int) -> tuple[head.Facts, list[Span]]:
    """Gather contact facts and the spans to mask: facts, hidden text, words for machines."""
    facts = head.Facts()
    attacks: list[Span] = []
    starts = [row for section in sections for row in (section.head, *section.body[:1]) if row is not None]
    head_end = min(starts, default=last)
    inside = {row for section in sections if section.contact for row in section.body}
    referees = {row for section in sections if section.kind is K.REFERENCES for row in section.body}
    summary = {row for section in sections if section.head is None for row in section.body}
    opened = min((section.head for section in sections if section.head is not None), default=last)
    for n, block in enumerate(whole.lines):
        start = whole.starts[n]
        at_head = n < max(head_end, opened) and n not in summary
        in_head = at_head or n in inside or block.layer in (Layer.HEADER, Layer.FOOTER)
        if block.hidden:
            facts.masked.append(whole.span(n))
            continue
        for a, b in injection.find(block.text):
            span = Span(start=start + a, end=start + b)
            attacks.append(span)
            facts.masked.append(span)
        theirs = n in referees
        target = head.Facts() if theirs else facts
        for fact in contact.facts(block.text, head=in_head or theirs):
            target.add(fact, start, in_head=in_head)
        if theirs:
            facts.masked += target.masked
        if in_head and not theirs:
            for link in block.links:
                _add_target(facts, link)
    return facts, attacks


def _add_target(facts: head.Facts, link: str) -> None:
    """Note the address behind a link of the head."""
    if link.startswith("mailto:"):
        address = link.removeprefix("mailto:").partition("?")[0]
        if "@" in address and address not in facts.emails:
            facts.emails.append(address)
        return
    if link.startswith(("tel:", "#", "file:")):
        return
    bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", link).rstrip("/").casefold()
    known = {re.sub(r"^(?:https?://)?(?:www\.)?", "", each).rstrip("/").casefold() for each in facts.links}
    if bare and bare not in known:
        facts.links.append(link)


def merged(spans: list[Span]) -> tuple[Span, ...]:
    """Return spans sorted, overlapping ones joined, empty ones dropped."""
    found: list[Span] = []
    for span in sorted(each for each in spans if each.start < each.end):
        if found and span.start < found[-1].end:
            found[-1] = Span(start=found[-1].start, end=max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def observations(
    document: Document,
    reading: Reading,
    whole: DraftText,
    openings: list[outline.Opening],
    facts: head.Facts,
    attacks: list[Span],
) -> tuple[Observation, ...]:
    """Return what the reader noticed and what shows in the structure, in that order, each with its place."""
    hidden = [
        n
        for n, block in enumerate(whole.lines)
        if block.hidden and any(char.isalpha() for char in block.text)
    ]
    found = [
        each
        for each in reading.observations
        if not (hidden and each.kind is ObservationKind.HIDDEN_TEXT and not each.span)
    ]

    def add(kind: ObservationKind, detail: str, span: Span | None = None) -> None:
        place = document.place(span) if span else None
        found.append(Observation(kind=kind, detail=detail, span=span, place=place))

    for n in hidden:
        add(
            ObservationKind.HIDDEN_TEXT,
            f"A person cannot see this text: “{_short(whole.lines[n].text)}”.",
            whole.span(n),
        )
    hidden_attacks = [
        Span(start=whole.starts[n] + a, end=whole.starts[n] + b)
        for n in hidden
        for a, b in injection.find(whole.lines[n].text)
    ]
    for span in sorted([*attacks, *hidden_attacks]):
        quote = _short(whole.text[span.start : span.end])
        add(
            ObservationKind.INSTRUCTIONS,
            f"This text speaks to a language model, not to a person: “{quote}”.",
            span,
        )
    for opening in openings:
        if not opening.known:
            detail = f"“{opening.text}” looks like a heading, but is none that screening programs know."
            add(ObservationKind.UNKNOWN_HEADING, detail, whole.span(opening.index))
    if not openings and any(not block.hidden for block in whole.lines):
        add(ObservationKind.NO_SECTIONS, "No section heading was found.")
    if document.language not in ("en", "und"):
        add(
            ObservationKind.OTHER_LANGUAGE,
            f"The CV seems to be written in another language ({document.language}).",
        )
    _contact_in_header(document, whole, facts, add)
    return tuple(found)


def _contact_in_header(document: Document, whole: DraftText, facts: head.Facts, add: object) -> None:
    """Say when e-mail addresses or phone numbers stand only in a page header or footer."""
    margins = [n for n, block in enumerate(whole.lines) if block.layer in (Layer.HEADER, Layer.FOOTER)]
    spans = [whole.span(n) for n in margins]

    def only_there(values: list[str]) -> bool:
        body = "\n".join(block.text for block in whole.lines if block.layer is Layer.BODY)
        links = [link for block in whole.lines if block.layer is Layer.BODY for link in block.links]
        return bool(values) and not any(
            value in body or any(value in link for link in links) for value in values
        )

    if not spans or not (only_there(facts.emails) or only_there(facts.phones)):
        return
    where = next((span for span in spans if any(span.contains(each) for each in document.masked)), spans[0])
    add(  # type: ignore[operator]
        ObservationKind.CONTACT_IN_HEADER,
        "Contact details stand only in the page header or footer, which many screening programs skip.",
        where,
    )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 120 else f"{text[:119]}…"

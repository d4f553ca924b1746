"""What parsing notices beside the structure: contact facts, what to mask, and observations."""

from __future__ import annotations

import bisect
import dataclasses
import itertools
import re
from collections.abc import Iterator
from typing import Protocol

from cvtailor.document import (
    Box,
    Document,
    Fragment,
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
    tongue,
)
from cvtailor.parsing.draft import DraftSection, DraftText
from cvtailor.parsing.types import Layer, Reading

K = SectionKind
_LEVEL = 6.0  # points between the middles of two words that a simple reader takes for one line
_MIXED_WORDS = (3, 2, 1)  # on either side of a gap, as many as there are: a date beside a title is no mixture
_MOST_HIDDEN = 20  # lines quoted, so that a flood stays readable
_PART = 0.2  # of the CV's words: a smaller part in another language is a title or a name


class _Add(Protocol):
    def __call__(self, kind: ObservationKind, detail: str, span: Span | None = None) -> None: ...


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
        _with_naive_line(each, document, whole)
        for each in reading.observations
        if not (hidden and each.kind is ObservationKind.HIDDEN_TEXT and not each.span)
    ]

    def add(kind: ObservationKind, detail: str, span: Span | None = None) -> None:
        place = document.place(span) if span else None
        found.append(Observation(kind=kind, detail=detail, span=span, place=place))

    for n in hidden[:_MOST_HIDDEN]:
        add(
            ObservationKind.HIDDEN_TEXT,
            f"A person cannot see this text: “{_short(without_facts(whole.lines[n].text))}”.",
            whole.span(n),
        )
    if len(hidden) > _MOST_HIDDEN:
        more = len(hidden) - _MOST_HIDDEN
        add(ObservationKind.HIDDEN_TEXT, f"A person cannot see {more} more lines of text.")
    hidden_attacks = [
        Span(start=whole.starts[n] + a, end=whole.starts[n] + b)
        for n in hidden
        for a, b in injection.find(whole.lines[n].text, hidden=True)
    ]
    for span in sorted([*attacks, *hidden_attacks]):
        quote = _short(without_facts(whole.text[span.start : span.end]))
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
    _languages(document, add)
    _contact_in_header(document, whole, facts, add)
    return tuple(found)


def _with_naive_line(seen: Observation, document: Document, whole: DraftText) -> Observation:
    """Return an observation of columns with the first line that a reader across them would mix."""
    if seen.kind is not ObservationKind.COLUMNS or seen.place is None or seen.place.page is None:
        return seen
    mixed = _mixed_line(document, whole, seen.place.page)
    if mixed is None:
        return seen
    left, right = mixed
    detail = (
        f"{seen.detail} A reader that goes straight across the page makes one line of two:"
        f" “{_short(document.quote(left), 60)} {_short(document.quote(right), 60)}”."
    )
    boxes = (*document.place(left).boxes, *document.place(right).boxes)
    return dataclasses.replace(
        seen, detail=detail, place=dataclasses.replace(document.place(left), boxes=boxes)
    )


def _mixed_line(document: Document, whole: DraftText, page: int) -> tuple[Span, Span] | None:
    """Return the uppermost two stretches of text of different columns that stand at one height, left first."""
    lines: dict[int, dict[int, list[Fragment]]] = {}
    starts = whole.starts
    for fragment in document.fragments:
        if fragment.page != page or fragment.box is None:
            continue
        at = bisect.bisect_right(starts, fragment.span.start) - 1
        block = whole.lines[at]
        if block.layer is Layer.BODY and not block.hidden:
            height = round((fragment.box.top + fragment.box.bottom) / 2 / _LEVEL)
            lines.setdefault(height, {}).setdefault(block.column, []).append(fragment)
    pairs = [pair for height in sorted(lines) for pair in _pairs(document, lines[height])]
    for least in _MIXED_WORDS:
        for pair in pairs:
            if all(len(document.text[span.start : span.end].split()) >= least for span in pair):
                return pair
    return None


def _pairs(document: Document, line: dict[int, list[Fragment]]) -> Iterator[tuple[Span, Span]]:
    """Yield neighbouring stretches of a line in different columns, left first."""
    parts = [part for each in line.values() if not document.is_masked((part := _stretch(each))[0])]
    parts.sort(key=lambda part: part[1].x0)
    for (left, one), (right, other) in itertools.pairwise(parts):
        if one.x1 <= other.x0 and abs((one.top + one.bottom) - (other.top + other.bottom)) < 2 * _LEVEL:
            yield left, right


def _stretch(part: list[Fragment]) -> tuple[Span, Box]:
    """Return the first fragments of a list that follow each other in the text, as a span with its box."""
    part = sorted(part, key=lambda each: each.span.start)
    run = [part[0]]
    for each in part[1:]:
        if each.span.start - run[-1].span.end > 1:
            break
        run.append(each)
    boxes = [each.box for each in run if each.box]
    box = Box(
        x0=min(each.x0 for each in boxes),
        top=min(each.top for each in boxes),
        x1=max(each.x1 for each in boxes),
        bottom=max(each.bottom for each in boxes),
    )
    return Span(start=run[0].span.start, end=run[-1].span.end), box


def _languages(document: Document, add: _Add) -> None:
    """Say when the CV, or a large part of it, is in another language than English."""
    if document.language not in ("en", "und"):
        name = tongue.name(document.language)
        add(ObservationKind.OTHER_LANGUAGE, f"The CV seems to be written in {name}, not in English.")
    if document.language == "und":
        return
    parts: dict[str, list[tuple[Span, str]]] = {}
    total = 0
    for section in document.sections:
        text = document.text[section.span.start : section.span.end]
        size = len(text.split())
        total += size
        code = tongue.detect(text)
        if code not in ("und", document.language) and size >= tongue.MIN_WORDS:
            parts.setdefault(code, []).append((section.span, section.heading or "without a heading"))
    for code, found in sorted(parts.items(), key=lambda each: each[1][0][0].start):
        size = sum(len(document.text[span.start : span.end].split()) for span, _ in found)
        if size < _PART * total:
            continue
        names = ", ".join(f"“{_short(heading)}”" for _, heading in found[:3])
        more = f" and {len(found) - 3} more" if len(found) > 3 else ""
        noun = "section" if len(found) == 1 else "sections"
        add(
            ObservationKind.OTHER_LANGUAGE,
            f"Part of the CV is written in {tongue.name(code)}: {noun} {names}{more}.",
            Span(start=found[0][0].start, end=found[0][0].end),
        )


def without_facts(text: str) -> str:
    """Return text with "…" in place of contact facts."""
    parts, at = [], 0
    for fact in sorted(contact.facts(text, head=True), key=lambda each: each.start):
        parts += [text[at : max(at, fact.start)], "…"]
        at = max(at, fact.end)
    return "".join([*parts, text[at:]])


def _contact_in_header(document: Document, whole: DraftText, facts: head.Facts, add: _Add) -> None:
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
    add(
        ObservationKind.CONTACT_IN_HEADER,
        "Contact details stand only in the page header or footer, which many screening programs skip.",
        where,
    )


def _short(text: str, limit: int = 120) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else f"{text[: limit - 1]}…"

"""What a machine reads in a file, shown to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from cvtailor.document import ItemKind, ObservationKind
from cvtailor.parsing import tongue
from cvtailor.reporting.lines import HEAD, QUIET, WARNING, count, sides, to_string, where, wrapped
from cvtailor.reporting.safe import inert, short

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cvtailor.document import Document, Entry, Item, Section

_TYPES = {
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
    "text/markdown": "Markdown",
    "text/plain": "plain text",
}
_MARKS = {ItemKind.BULLET: "• ", ItemKind.PUBLICATION: "– ", ItemKind.PARAGRAPH: "  "}


def render(
    document: Document,
    *,
    width: int = 80,
    colour: bool = False,
    everything: bool = False,
    compared: bool = False,
) -> str:
    """Return the sections, entries and items as an outline; with `everything`, the whole text too.

    `compared` says that both readers of PDF were asked, so that agreement is worth a sentence.
    """
    return to_string(_lines(document, width, everything, compared), width=width, colour=colour)


def _lines(document: Document, width: int, everything: bool, compared: bool) -> Iterator[Text]:
    yield Text("")
    read = f"{_TYPES.get(document.media_type, document.media_type)} read by {document.reader}"
    yield sides(
        Text(f"  {short(document.file, width - len(read) - 4)}", style=HEAD), Text(read, style=QUIET), width
    )
    facts = [count(document.pages, "page")] if document.pages is not None else []
    facts += [count(len(document.text.split()), "word"), count(len(document.sections), "section")]
    facts.append("language unknown" if document.language == "und" else tongue.name(document.language))
    yield from wrapped(" · ".join(facts), width, first="  ")
    contact = document.contact
    for label, values in (
        ("name", (contact.name,) if contact.name else ()),
        ("e-mail", contact.emails),
        ("phone", contact.phones),
        ("links", contact.links),
    ):
        if values:
            yield from wrapped(inert(", ".join(values)), width, first=f"  {label:<8}")
    for section in document.sections:
        yield from _section(section, width)
    yield from _noticed(document, width, compared)
    if everything:
        yield Text("")
        yield Text("  THE WHOLE TEXT", style=HEAD)
        for line in document.text.split("\n"):
            yield from wrapped(inert(line), width, first="  ", rest="    ")


def _noticed(document: Document, width: int, compared: bool) -> Iterator[Text]:
    """Yield the observations, those of one kind together."""
    kinds = list(dict.fromkeys(each.kind for each in document.observations))
    agree = compared and document.pages is not None and ObservationKind.READERS_DISAGREE not in kinds
    if not kinds and not agree:
        return
    yield Text("")
    yield Text("  NOTICED", style=WARNING)
    for kind in kinds:
        yield Text(f"  {str(kind).replace('_', ' ')}", style=QUIET)
        for each in document.observations:
            if each.kind is kind:
                place = f" ({where(each.place)})" if each.place and where(each.place) else ""
                yield from wrapped(inert(each.detail) + place, width, first="    • ")
    if agree:
        yield from wrapped("Both readers, pdfium and pdfminer, read this file alike.", width, first="  ")


def _section(section: Section, width: int) -> Iterator[Text]:
    yield Text("")
    kind = str(section.kind)
    heading = Text(f"  {short(section.heading, width - len(kind) - 5) or '(no heading)'}", style=HEAD)
    yield sides(heading, Text(kind, style=QUIET), width)
    if not section.items and not section.entries:
        yield Text("    (no items)", style=QUIET)
    # As a machine reads it: what stands before, between and after the entries, in the order of the file.
    entries = sorted(section.entries, key=lambda each: each.span.start)
    loose = sorted(section.items, key=lambda each: each.span.start)
    at = 0
    for entry in entries:
        first = at
        while at < len(loose) and loose[at].span.start < entry.span.start:
            at += 1
        yield from _items(loose[first:at], width)
        yield from _entry(entry, width)
    yield from _items(loose[at:], width)


def _entry(entry: Entry, width: int) -> Iterator[Text]:
    """Yield an entry's header: its title with the dates, then organisation and location by name."""
    dates = " to ".join(each for each in (entry.start, entry.end) if each) or "no dates"
    title = wrapped(inert(entry.title or "(no title)"), width - len(dates) - 2, first="  ", rest="    ")
    yield sides(title[0], Text(dates, style=QUIET), width)
    yield from title[1:]
    facts = [
        f"{label}: {inert(value)}"
        for label, value in (("organisation", entry.organisation), ("location", entry.location))
        if value
    ]
    if facts:
        yield from wrapped(Text(" · ".join(facts)), width, first="    ")
    yield from _items(entry.items, width)


def _items(items: Sequence[Item], width: int) -> Iterator[Text]:
    skills = [each.text for each in items if each.kind is ItemKind.SKILL]
    if skills:
        yield from wrapped(inert(" | ".join(skills)), width, first="    ")
    for each in items:
        if each.kind is not ItemKind.SKILL:
            yield from wrapped(inert(each.text), width, first=f"    {_MARKS[each.kind]}")

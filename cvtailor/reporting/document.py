"""What a machine reads in a file, shown to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from cvtailor.document import ItemKind
from cvtailor.reporting.lines import HEAD, QUIET, WARNING, count, sides, to_string, where, wrapped
from cvtailor.reporting.safe import inert, short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cvtailor.document import Document, Entry, Item, Section

_TYPES = {
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
    "text/markdown": "Markdown",
    "text/plain": "plain text",
}
_MARKS = {ItemKind.BULLET: "• ", ItemKind.PUBLICATION: "– ", ItemKind.PARAGRAPH: "  "}


def render(document: Document, *, width: int = 80, colour: bool = False, everything: bool = False) -> str:
    """Return the sections, entries and items as an outline; with `everything`, the whole text too."""
    return to_string(_lines(document, width, everything), width=width, colour=colour)


def _lines(document: Document, width: int, everything: bool) -> Iterator[Text]:
    yield Text("")
    read = f"{_TYPES.get(document.media_type, document.media_type)} read by {document.reader}"
    yield sides(
        Text(f"  {short(document.file, width - len(read) - 4)}", style=HEAD), Text(read, style=QUIET), width
    )
    facts = [count(document.pages, "page")] if document.pages is not None else []
    facts += [count(len(document.sections), "section"), f"language {document.language}"]
    yield Text(f"  {' · '.join(facts)}")
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
    if document.observations:
        yield Text("")
        yield Text("  NOTICED", style=WARNING)
        for each in document.observations:
            place = f" ({where(each.place)})" if each.place and where(each.place) else ""
            yield from wrapped(inert(each.detail) + place, width, first=f"  {each.kind}: ", rest="    ")
    if everything:
        yield Text("")
        yield Text("  THE WHOLE TEXT", style=HEAD)
        for line in document.text.split("\n"):
            yield Text(f"  {inert(line)}".rstrip())


def _section(section: Section, width: int) -> Iterator[Text]:
    yield Text("")
    heading = Text(f"  {short(section.heading, width - 20) or '(no heading)'}", style=HEAD)
    yield sides(heading, Text(str(section.kind), style=QUIET), width)
    yield from _items(section.items, width)
    for entry in section.entries:
        yield from _entry(entry, width)


def _entry(entry: Entry, width: int) -> Iterator[Text]:
    dates = " to ".join(each for each in (entry.start, entry.end) if each)
    names = [each for each in (entry.title, entry.organisation, entry.location) if each]
    yield sides(
        f"  {short(' · '.join(names) or '(no title)', width - len(dates) - 4)}",
        Text(dates, style=QUIET),
        width,
    )
    yield from _items(entry.items, width)


def _items(items: tuple[Item, ...], width: int) -> Iterator[Text]:
    skills = [each.text for each in items if each.kind is ItemKind.SKILL]
    if skills:
        yield from wrapped(inert(" | ".join(skills)), width, first="    ")
    for each in items:
        if each.kind is not ItemKind.SKILL:
            yield from wrapped(inert(each.text), width, first=f"    {_MARKS[each.kind]}")

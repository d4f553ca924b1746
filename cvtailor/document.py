"""What a CV is: the types that every room shares. Types only; nothing of ours is imported here.

A `Document` holds one canonical Unicode text and points into it. Offsets are half-open ranges of
code points (what Python's `str` counts). Boxes are in points (1/72 inch) from the top left corner
of the page, y growing downwards.
"""

from __future__ import annotations

import bisect
import dataclasses
import json
import operator
import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar

# Characters that a terminal or an editor acts on but `json.dumps` leaves as they are: DEL and C1
# controls, line separators, and the controls that turn the direction of text.
# Lone surrogates stand in file names that are no UTF-8; neither UTF-8 nor JSON has a form for them.
_ACTING = re.compile(r"[\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def json_text(value: Any, *, indent: int | None = 2) -> str:
    """Return `value` as JSON text: keys sorted, UTF-8 as it is, control characters escaped."""
    text = json.dumps(to_plain(value), ensure_ascii=False, sort_keys=True, indent=indent)
    return _ACTING.sub(_spelled, text)


def _spelled(match: re.Match[str]) -> str:
    code = ord(match[0])
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else f"\\u{code:04x}"


def to_plain(value: Any) -> Any:
    """Turn a result into what `json.dumps` takes: dicts, lists, strings, numbers, booleans, None."""
    if isinstance(value, Value):
        return value.to_json()
    if isinstance(value, StrEnum):
        return str(value)
    if is_record(value):
        return {name: to_plain(each) for name, each in value._asdict().items()}
    if isinstance(value, (tuple, list)):
        return [to_plain(each) for each in value]
    if isinstance(value, dict):
        return {str(key): to_plain(each) for key, each in value.items()}
    return value


def is_record(value: Any) -> bool:
    """Return whether a value, or a type, is one of the small named tuples, of which a page holds hundreds."""
    return hasattr(value, "_fields")


class Value:
    """Base of all results: a frozen dataclass that can say itself as JSON."""

    __slots__ = ()

    def to_json(self) -> dict[str, Any]:
        """Return the value as plain JSON types; fields marked `json=False` are left out."""
        return {
            each.name: to_plain(getattr(self, each.name))
            for each in dataclasses.fields(self)  # type: ignore[arg-type]
            if each.metadata.get("json", True)
        }


class SectionKind(StrEnum):
    """The kinds of section a CV has."""

    SUMMARY = "summary"
    EXPERIENCE = "experience"
    EDUCATION = "education"
    SKILLS = "skills"
    PUBLICATIONS = "publications"
    PROJECTS = "projects"
    CERTIFICATIONS = "certifications"
    LANGUAGES = "languages"
    AWARDS = "awards"
    TEACHING = "teaching"
    SERVICE = "service"
    INTERESTS = "interests"
    REFERENCES = "references"
    OTHER = "other"


class ItemKind(StrEnum):
    """What an item is."""

    BULLET = "bullet"
    PARAGRAPH = "paragraph"
    PUBLICATION = "publication"
    SKILL = "skill"


class ObservationKind(StrEnum):
    """What parsing can notice about a file. Only advice turns these into findings."""

    NO_TEXT = "no_text"
    PARTLY_SCANNED = "partly_scanned"
    HIDDEN_TEXT = "hidden_text"
    INSTRUCTIONS = "instructions"
    READERS_DISAGREE = "readers_disagree"
    COLUMNS = "columns"
    TABLE = "table"
    TEXT_BOX = "text_box"
    TEXT_IN_PICTURE = "text_in_picture"
    CONTACT_IN_HEADER = "contact_in_header"
    ODD_GLYPHS = "odd_glyphs"
    UNKNOWN_HEADING = "unknown_heading"
    NO_SECTIONS = "no_sections"
    OTHER_LANGUAGE = "other_language"
    FILE_PROPERTIES = "file_properties"
    COPYING_FORBIDDEN = "copying_forbidden"
    READ_LIMIT = "read_limit"


class Span(NamedTuple):
    """A half-open range of code points in `Document.text`."""

    start: int
    end: int

    def contains(self, other: Span) -> bool:
        """Return whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Return whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


class Box(NamedTuple):
    """A rectangle on a page in points from the top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Value):
    """Where a span stands, in words a person can follow.

    `page` counts from 1 (PDF only); `paragraph` from 0 in document order (DOCX only); `line` from 1
    (plain text and Markdown only). `section` is the section's kind, `entry` the organisation or
    title of the entry, `item` counts from 1 within the entry, or within the section where the item
    belongs to no entry.
    """

    page: int | None = None
    boxes: tuple[Box, ...] = ()
    paragraph: int | None = None
    line: int | None = None
    section: str | None = None
    entry: str | None = None
    item: int | None = None

    def said(self) -> str:
        """Return the place as a person says it: "p.1, Helix Labs, 2nd bullet"; empty when unknown."""
        parts = []
        if self.page is not None:
            parts.append(f"p.{self.page}")
        elif self.line is not None:
            parts.append(f"line {self.line}")
        if self.entry or self.section:
            parts.append(self.entry or str(self.section))
        if self.item is not None:
            kind = "line" if self.section in {"skills", "languages", "publications"} else "bullet"
            parts.append(f"{_ordinal(self.item)} {kind}")
        return ", ".join(parts)


def _ordinal(number: int) -> str:
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


class Fragment(NamedTuple):
    """One stretch of `Document.text` (for a PDF, a word; code points, half-open) and where it stands in the file."""

    start: int
    end: int
    page: int | None = None
    box: Box | None = None
    paragraph: int | None = None
    line: int | None = None

    @property
    def span(self) -> Span:
        """Return the stretch as a span."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Value):
    """A bullet, paragraph, publication or single skill; `text == document.text[span]`."""

    kind: ItemKind
    text: str
    span: Span
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Value):
    """A job, degree, project, …: its header line or lines, and its items.

    `start` and `end` are "YYYY" or "YYYY-MM" or null; `end` may be "present". `header` covers the
    lines with title, organisation, location and dates; the `*_span`s lie inside it.
    """

    title: str | None
    organisation: str | None
    location: str | None
    start: str | None
    end: str | None
    span: Span
    place: Place
    items: tuple[Item, ...]
    header: Span
    title_span: Span | None = None
    organisation_span: Span | None = None
    location_span: Span | None = None
    dates_span: Span | None = None

    @property
    def name(self) -> str | None:
        """What a person calls the entry: the organisation, else the title."""
        return self.organisation or self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Value):
    """A section: `span` covers heading and body; `items` are those outside any entry.

    `bullets` are the texts a person sees as bullets or as paragraphs of work, whole (a bulleted
    line of a skills section stands here unsplit, while `items` holds its single skills).
    """

    kind: SectionKind
    heading: str
    span: Span
    place: Place
    heading_span: Span | None = None
    entries: tuple[Entry, ...] = ()
    items: tuple[Item, ...] = ()
    bullets: tuple[str, ...] = ()

    def all_items(self) -> tuple[Item, ...]:
        """Return the items of the section and of its entries in document order."""
        both = [*self.items, *(item for entry in self.entries for item in entry.items)]
        return tuple(sorted(both, key=lambda item: item.span.start))


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Value):
    """Contact facts as written; their spans are among `Document.masked`."""

    name: str | None = None
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation(Value):
    """Something parsing noticed; `detail` is a sentence a person can read."""

    kind: ObservationKind
    detail: str
    span: Span | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Value):
    """A CV as read: one text, its structure, and the map back to the page.

    `file` is the argument as given; `sha256` is of the file's bytes; `pages` is null where the
    format has none; `language` is an ISO 639-1 code, or "und" where it could not be told. `masked`
    spans (contact facts, hidden text) stay in `text` but are skipped by matching and quoting.
    """

    schema: str = "cvtailor.document/1"
    tool_version: str
    file: str
    sha256: str
    media_type: str
    reader: str
    pages: int | None
    language: str
    text: str
    masked: tuple[Span, ...]
    sections: tuple[Section, ...]
    contact: Contact
    observations: tuple[Observation, ...]
    fragments: tuple[Fragment, ...] = field(default=(), repr=False, metadata={"json": False})

    def quote(self, span: Span) -> str:
        """Return the text at `span` on one line, white space collapsed, masked parts as "…"."""
        parts: list[str] = []
        at = span.start
        for masked in self.masked:
            if masked.overlaps(span):
                parts += [self.text[at : max(at, masked.start)], "…"]
                at = max(at, masked.end)
        parts.append(self.text[at : max(at, span.end)])
        return " ".join("".join(parts).split())

    def veiled(self, span: Span) -> str:
        """Return the text at `span` with "…" in place of each masked character: as long as the text itself."""
        letters = list(self.text[span.start : span.end])
        for masked in self.masked:
            for at in range(max(masked.start, span.start), min(masked.end, span.end)):
                if not self.text[at].isspace():
                    letters[at - span.start] = "…"
        return "".join(letters)

    def is_masked(self, span: Span) -> bool:
        """Return whether any part of `span` is masked."""
        return any(masked.overlaps(span) for masked in self.masked)

    def place(self, span: Span) -> Place:
        """Return where `span` stands: page and boxes (one a line), section, entry and item."""
        section, entry, item = self._inside(span)
        return self.placed(span, str(section.kind) if section else None, entry.name if entry else None, item)

    def placed(self, span: Span, section: str | None, entry: str | None, item: int | None) -> Place:
        """Return where `span` stands, its section, entry and item told (what `place` has to look for)."""
        first = bisect.bisect_right(self.fragments, span.start, key=_END)
        touched = []
        for fragment in self.fragments[first:]:
            if fragment.start >= span.end:
                break
            touched.append(fragment)
        head = touched[0] if touched else None
        return Place(
            page=head.page if head else None,
            boxes=_line_boxes([each for each in touched if head and each.page == head.page]),
            paragraph=head.paragraph if head else None,
            line=head.line if head else None,
            section=section,
            entry=entry,
            item=item,
        )

    def _inside(self, span: Span) -> tuple[Section | None, Entry | None, int | None]:
        section = _around(self.sections, span)
        if section is None:
            return None, None, None
        entry = _around(section.entries, span)
        items = entry.items if entry else section.items
        item = _around(items, span)
        return section, entry, bisect.bisect_left(items, item.span.start, key=_start) + 1 if item else None


_END = operator.attrgetter("end")
_Part = TypeVar("_Part", Section, Entry, Item)


def _start(part: Section | Entry | Item) -> int:
    return part.span.start


def _around(parts: tuple[_Part, ...], span: Span) -> _Part | None:
    """Return the part, of several in document order, that wholly contains `span`."""
    at = bisect.bisect_right(parts, span.start, key=_start) - 1
    return parts[at] if at >= 0 and parts[at].span.contains(span) else None


def _side_by_side(one: Box, other: Box) -> bool:
    """Return whether two boxes stand on one line: they share half of the lower one's height."""
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > 0.5 * min(one.bottom - one.top, other.bottom - other.top)


def _line_boxes(fragments: list[Fragment]) -> tuple[Box, ...]:
    """Join the boxes of neighbouring fragments that stand on one line."""
    boxes = [each.box for each in fragments if each.box]
    joined: list[Box] = []
    start = 0
    for at in range(1, len(boxes) + 1):
        if at < len(boxes) and boxes[at].x0 >= boxes[at - 1].x0 and _side_by_side(boxes[at - 1], boxes[at]):
            continue
        line = boxes[start:at]
        if line:
            joined.append(
                Box(
                    x0=line[0].x0,
                    top=min([box.top for box in line]),
                    x1=max([box.x1 for box in line]),
                    bottom=max([box.bottom for box in line]),
                )
            )
        start = at
    return tuple(joined)

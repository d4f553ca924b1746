"""Tells which part of an entry's header is its title, its organisation and its location."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cvtailor.document import SectionKind
from cvtailor.parsing.parts import Part, commas, follows, join, labelled, places, within
from cvtailor.parsing.wording import (
    EDGES,
    is_grade,
    is_known,
    is_place,
    is_subject,
    sort_in_education,
    sort_of,
)

_IN_BRACKETS = re.compile(r"\(([^()]{2,30})\)$")
_AWARDED = frozenset({SectionKind.AWARDS, SectionKind.CERTIFICATIONS})
_NAMED_KINDS = frozenset({SectionKind.TEACHING, SectionKind.SERVICE, SectionKind.PROJECTS})


@dataclass(slots=True, kw_only=True)
class Fields:
    """What the header lines say; null where they say nothing.

    `guessed` says that no word told the title from the organisation, only their order.
    """

    title: Part | None = None
    organisation: Part | None = None
    location: Part | None = None
    date: Part | None = None
    start: str | None = None
    end: str | None = None
    guessed: bool = False
    rest: list[Part] = field(default_factory=list)


def assign(fields: Fields, parts: list[Part], kind: SectionKind, lines: Sequence[str]) -> None:
    """Give the parts of a header their places: first what words tell, then what order tells."""
    pieces = _pieces(fields, parts, kind, lines)
    fields.title = next((part for part, sort in pieces if sort == "title"), None)
    organisations = [part for part, sort in pieces if sort == "organisation"]
    fields.organisation = organisations[0] if organisations else None
    for piece in organisations if len(organisations) > 1 else []:
        whole = next((p for p in parts if within(piece, p)), None)
        other = next((each for each in organisations if whole and not within(each, whole)), None)
        if whole and other and fields.title and follows(fields.title, piece, whole):
            # "Counsel, Technology Transactions" over "Marsh & Hale LLP": the first names the title's subject.
            fields.title, fields.organisation = join(fields.title, piece, whole), other
            break
    if fields.title is None and kind in _NAMED_KINDS:
        named = [part for part, sort in pieces if sort == "organisation"]
        if len(named) > 1:  # a course or an event with an organisation's word in its name, and who held it
            fields.title, fields.organisation = named[:2]
            fields.guessed = True
    unknown = [part for part, sort in pieces if sort == "" and kind is not SectionKind.PROJECTS]
    _absorb(fields, unknown, parts)
    if (
        not fields.title
        and not fields.organisation
        and len(unknown) > 1
        and _first_is_organisation(fields, unknown)
    ):
        fields.organisation = unknown.pop(0)
    if kind is SectionKind.EDUCATION:
        unknown = [each for each in unknown if not is_grade(each.text)]
    unknown = _subject(fields, unknown, parts, kind, lines)
    titled = fields.organisation or len(unknown) > 1 or kind is not SectionKind.EXPERIENCE
    if fields.title is None and unknown and titled:
        fields.title = unknown.pop(0)
        fields.guessed = fields.organisation is None
        if kind is SectionKind.EXPERIENCE and fields.organisation is None:
            unknown = _subject(fields, unknown, parts, kind, lines)  # "Sous-chef, Pastry — The Grey Heron"
    if fields.organisation is None and unknown:
        fields.organisation = unknown.pop(0)
        _absorb(fields, unknown, parts)
    if fields.location and fields.organisation is None:
        _employer_in_place(fields, fields.location)
    if fields.location is None and fields.title and fields.organisation:
        fields.location = _apart(unknown, parts)
        unknown = [
            each
            for each in unknown
            if not (
                fields.location
                and each.line == fields.location.line
                and fields.location.start <= each.start < fields.location.end
            )
        ]
    _town_in_brackets(fields, kind)
    fields.rest = unknown


def _employer_in_place(fields: Fields, place: Part) -> None:
    """Take the organisation, or the entry's name, out of what was taken for its place."""
    first, *others = commas(place)
    if fields.title is None:
        # "Waterloo" alone was no place but the name of the entry.
        fields.organisation, fields.location = place, None
    elif others and not is_place(first.text):
        # "Initech, Remote" was an employer and a place.
        fields.organisation, fields.location = first, join(others[0], others[-1], place)


def _town_in_brackets(fields: Fields, kind: SectionKind) -> None:
    """Take a town in brackets off the employer: "Globex (Springfield)"."""
    match = _IN_BRACKETS.search(fields.organisation.text) if fields.organisation else None
    if match is None or fields.organisation is None or fields.location or kind is not SectionKind.EXPERIENCE:
        return
    whole, town = fields.organisation, match[1]
    if not match.start() or not _town(town) or town.isupper() or is_known(town) or is_subject(town):
        return
    start = whole.start + match.start(1)
    fields.location = Part(line=whole.line, start=start, end=start + len(town), text=town)
    name = whole.text[: match.start()].rstrip()
    fields.organisation = Part(line=whole.line, start=whole.start, end=whole.start + len(name), text=name)


def _subject(
    fields: Fields, unknown: list[Part], parts: list[Part], kind: SectionKind, lines: Sequence[str]
) -> list[Part]:
    """Give the title the piece beside it that names its subject; return the other unknown pieces.

    A degree takes the field before or behind it ("B.B.A. – Accounting", "Statistics, B.Sc."). A job takes what
    follows it at a comma where others name the employer ("Staff Engineer, Platform" over "Lyse Payments", "Oslo").
    """
    title = fields.title
    if title is None or not unknown:
        return unknown
    if kind is SectionKind.EDUCATION:
        for piece in unknown if fields.organisation else []:
            first, last = (piece, title) if piece.start < title.start else (title, piece)
            between = lines[title.line][first.end : last.start]
            if (
                piece.line != title.line
                or "\t" in between
                or between.strip(EDGES)
                or len(piece.text.split()) > 5
            ):
                continue
            text = lines[title.line][first.start : last.end]
            fields.title = Part(line=title.line, start=first.start, end=last.end, text=text)
            return [each for each in unknown if each is not piece]
        return unknown
    for piece in unknown:
        between = lines[title.line][title.end : piece.start]
        if (
            piece.line == title.line
            and piece.start > title.end
            and is_subject(piece.text)
            and "\t" not in between
            and not between.strip(EDGES)
        ):
            # "Registered Nurse – ICU", "Camp Counselor, Robotics"
            text = lines[title.line][title.start : piece.end]
            fields.title = Part(line=title.line, start=title.start, end=piece.end, text=text)
            return [each for each in unknown if each is not piece]
    whole = next((p for p in parts if within(title, p)), None)
    others = [each for each in unknown if whole and not within(each, whole)]
    if (
        whole
        and within(unknown[0], whole)
        and follows(title, unknown[0], whole)
        and (len(others) > 1 or (others and fields.location))
    ):
        fields.title = join(title, unknown[0], whole)
        return unknown[1:]
    return unknown


def _pieces(
    fields: Fields, parts: list[Part], kind: SectionKind, lines: Sequence[str]
) -> list[tuple[Part, str]]:
    """Cut parts at their commas and say of each piece what its words tell; note the place."""
    pieces: list[tuple[Part, str]] = []
    for number, whole_part in enumerate(parts):
        part, told = labelled(whole_part)
        if told in ("title", "organisation"):
            pieces.append((part, told))
            continue
        if told == "location":
            fields.location = fields.location or part
            continue
        if kind is SectionKind.EXPERIENCE and (both := _employer_first(part)):
            pieces += [(both[0], "organisation"), (both[1], "title")]
            continue
        before, place = places(part)
        if place and fields.location and not before and (wider := _wider(fields.location, place, lines)):
            fields.location = wider
            continue
        if place and (number or before or len(parts) == 1 or not fields.location):
            fields.location = fields.location or place
        else:
            before = commas(part)
        whole_name = kind is SectionKind.PROJECTS or (whole_part.bold and len(parts) > 1 and kind in _AWARDED)
        if whole_name and before and not pieces:
            pieces.append((join(before[0], before[-1], part), "title"))
            continue
        pieces += _groups(before, part, kind)
    return pieces


def _employer_first(part: Part) -> tuple[Part, Part] | None:
    """Split "Globex: Software Engineer" into the employer and the title."""
    head, colon, rest = part.text.partition(": ")
    if not colon or len(head.split()) > 5 or sort_of(head) == "title" or sort_of(rest) != "title":
        return None
    start = part.end - len(rest)
    return (
        Part(line=part.line, start=part.start, end=part.start + len(head), text=head),
        Part(line=part.line, start=start, end=part.end, text=rest),
    )


def _wider(location: Part, place: Part, lines: Sequence[str]) -> Part | None:
    """Join a place to the one before it in the same line: "Remote (UK)", "Hybrid – Berlin"."""
    if place.line != location.line or place.start < location.end:
        return None
    line = lines[location.line]
    between = line[location.end : place.start].strip(" ")
    if between not in ("(", "–", "—", "-", "/"):
        return None
    end = place.end + (between == "(" and line[place.end : place.end + 1] == ")")
    return Part(line=location.line, start=location.start, end=end, text=line[location.start : end])


def _absorb(fields: Fields, unknown: list[Part], parts: list[Part]) -> None:
    """Give what follows an organisation or a title at a comma its place.

    A short capitalised piece after the organisation is its town, where no other place is named;
    after a title that has no organisation in the same part, it belongs to the title.
    """
    for piece in list(unknown):
        if piece not in unknown:
            continue
        whole = next((p for p in parts if p.line == piece.line and p.start <= piece.start < p.end), None)
        if whole is None:
            continue
        if follows(fields.organisation, piece, whole):
            assert fields.organisation
            if fields.location is None and _town(piece.text):
                fields.location = piece
                _widen(fields, unknown, whole)
            else:
                fields.organisation = join(fields.organisation, piece, whole)
            unknown.remove(piece)
        elif fields.organisation and fields.title and follows(fields.title, piece, whole):
            beside = (
                fields.organisation.line == whole.line
                and whole.start <= fields.organisation.start < whole.end
            )
            if not beside or follows(piece, fields.organisation, whole):
                # Between a title and an organisation told by its words stands the title's subject.
                fields.title = join(fields.title, piece, whole)
                unknown.remove(piece)


def _widen(fields: Fields, unknown: list[Part], whole: Part) -> None:
    """Add to the location what follows it at a comma: "Arraigo, Puerto Rico"."""
    for piece in list(unknown):
        if fields.location and follows(fields.location, piece, whole) and _town(piece.text):
            fields.location = join(fields.location, piece, whole)
            unknown.remove(piece)


def _apart(unknown: list[Part], parts: list[Part]) -> Part | None:
    """Return the part that stands by itself in a header whose other fields are told: the location."""
    for whole in parts:
        inside = [
            each for each in unknown if each.line == whole.line and whole.start <= each.start < whole.end
        ]
        if not inside or inside[0].start != whole.start or not all(_town(each.text) for each in inside):
            continue
        if join(inside[0], inside[-1], whole).end == whole.end and len(inside) <= 3:
            return whole
    return None


def _town(text: str) -> bool:
    words = text.split()
    return (
        len(words) <= 3
        and all(word[0].isupper() for word in words)
        and text.replace(" ", "").replace("-", "").isalpha()
    )


def _first_is_organisation(fields: Fields, unknown: list[Part]) -> bool:
    first, second = unknown[0], unknown[1]
    if first.line == second.line:
        return False
    if fields.location and fields.location.line == first.line:
        return True
    return bool(fields.date and fields.date.line == second.line)


def _groups(pieces: list[Part], whole: Part, kind: SectionKind) -> list[tuple[Part, str]]:
    """Name each piece and join neighbours that belong together."""
    named: list[tuple[Part, str]] = []
    for number, piece in enumerate(pieces):
        sort = sort_in_education(piece.text) if kind is SectionKind.EDUCATION else sort_of(piece.text)
        if kind is SectionKind.EDUCATION and sort == "organisation" and named and named[-1][1] == "title":
            # A subject between a degree and a school ("PhD, Robotics, University of …").
            later = any(sort_of(each.text) == "organisation" for each in pieces[number + 1 :])
            sort = "" if later and len(piece.text.split()) <= 2 else sort
        if named and sort == named[-1][1] and sort:
            named[-1] = (join(named[-1][0], piece, whole), sort)
        elif named and not sort and kind is SectionKind.EDUCATION and named[-1][1] == "title":
            named[-1] = (join(named[-1][0], piece, whole), "title")
        else:
            named.append((piece, sort))
    return named

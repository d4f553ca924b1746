"""Reads the header lines of an entry: title, organisation, location and dates."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cvtailor.document import SectionKind
from cvtailor.parsing import dates
from cvtailor.resources import language

_STRONG = re.compile(
    r"\t|[ ]?[|•·‖◦⋄][ ]?|[ ][–—-]{1,2}[ ]|[ ]?[–—][ ]|[ ]@[ ]|[ ]//[ ]|(?<!&amp);[ ]|[ ]at[ ](?=[A-Z])|(?<=[a-z])@(?=[A-Z])"
)
_SCHOOL = re.compile(
    r"universi|college|school|institut|academy|polytechni|hochschule|faculty|department", re.IGNORECASE
)
_EDGES = " ,;:|–—-·•\t/"
_SHORT = frozenset(
    {"inc", "ltd", "co", "eth", "uni"}
)  # of the short names of companies, those not in capitals
_ABBREVIATED = 5  # letters, stop included, of the longest abbreviation taken for one ("Univ.")
_STOP = ". "
_TOWN_STATE = re.compile(r"(?:^|(?<=[\t|]))\s*[A-Z][\w.' -]{1,30}, MA\s*(?=$|[\t|])")
_BRACKET = re.compile(r"\(([^()]{1,80})\)")


_NAMED_KINDS = frozenset({SectionKind.TEACHING, SectionKind.SERVICE, SectionKind.PROJECTS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch `start:end` of header line number `line`."""

    line: int
    start: int
    end: int
    text: str


@dataclass(slots=True, kw_only=True)
class Fields:
    """What the header lines say; null where they say nothing."""

    title: Part | None = None
    organisation: Part | None = None
    location: Part | None = None
    date: Part | None = None
    start: str | None = None
    end: str | None = None
    rest: list[Part] = field(default_factory=list)


@functools.cache
def _phrases(group: str, name: str = "words") -> tuple[frozenset[str], tuple[str, ...]]:
    words = language("roles")[group][name]
    return frozenset(word for word in words if " " not in word), tuple(word for word in words if " " in word)


def _tokens(text: str) -> list[str]:
    return [
        token.strip("()[],;:'’\"")
        for token in re.split(r"[\s/|]+", text.casefold())
        if token.strip("()[],;:'’\"")
    ]


def has_word(text: str, group: str) -> bool:
    """Return whether a word of language/roles.toml's `group` stands in the text."""
    words, phrases = _phrases(group)
    folded = f" {' '.join(_tokens(text))} "
    return any(token in words for token in _tokens(text)) or any(
        f" {phrase} " in folded for phrase in phrases
    )


def is_place(text: str) -> bool:
    """Return whether the whole text is a place the tables know ("Remote", "Austin, TX")."""
    text = text.strip(_EDGES + "()")
    parts = [part.strip() for part in text.split(",")]
    words, phrases = _phrases("places")
    if not text or len(parts) > 4:
        return False
    if parts[-1] in language("roles")["places"]["states"] and len(parts) > 1:
        return len(parts) == 2 or not _known(parts[0])
    states = language("roles")["places"]["states"]
    known = [
        part.casefold() in words or part.casefold() in phrases or (at > 0 and part in states)
        for at, part in enumerate(parts)
    ]
    return all(known) or (len(parts) > 1 and all(known[1:]) and not _known(parts[0]))


def _kind(text: str) -> str:
    """Return "title", "organisation", "degree" or "" for one part."""
    if re.match(r"(?:the )?(?:university|institute|college|school|department|faculty) of", text.casefold()):
        return "organisation"
    core = re.split(r"\b(?:of|for|at|in|to|with)\b", text, maxsplit=1, flags=re.IGNORECASE)[0]
    for stretch in (core, text):
        for token in reversed(_tokens(stretch)):
            if token in _phrases("titles")[0]:
                return "title"
            if (
                token in _phrases("organisations")[0]
                and _name_like(text)
                and not (
                    token.isalpha()
                    and len(token) < 4
                    and token.upper() not in text
                    and (
                        token not in language("roles")["organisations"]["short"] or token.title() not in text
                    )
                )
            ):
                return "organisation"
        if has_word(stretch, "titles"):
            return "title"
    return ""


def _name_like(text: str) -> bool:
    """Return whether a text is written like a name: short, most words with a capital letter."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return len(words) <= 9 and 2 * sum(word[0].isupper() for word in words) >= len(words)


def is_link(text: str) -> bool:
    """Return whether the text is nothing but an address on the web."""
    text = text.strip(_EDGES + "()")
    return " " not in text and bool(re.fullmatch(r"(?:https?:/|www\.)\S+|[\w.-]+\.[a-z]{2,6}/\S*", text))


def is_degree(text: str) -> bool:
    """Return whether the text names a degree ("MA" in "Amherst, MA" is a state)."""
    text = _TOWN_STATE.sub("", text)
    words, phrases = _phrases("degrees")
    tokens = _tokens(text)
    folded = f" {' '.join(tokens)} "
    return any(
        token.rstrip(".") in words
        or token in words
        or ("." in token[:-1] and token.replace(".", "") in words)
        for token in tokens
        if token not in {"be", "ma", "as"} or token.upper() in text
    ) or any(f" {phrase} " in folded for phrase in phrases)


def edge_date(text: str) -> dates.Dates | None:
    """Return the date of a header line: one that stands at an edge or as a part of its own."""
    found = dates.find(text)
    if len(found) > 1 and found[0].single and found[1].single:
        # A start over an end in the margin: "2019 2021" before a tab.
        first, last = found[:2]
        between = text[: first.start_at] + text[first.end_at : last.start_at]
        if (
            not between.strip()
            and text[last.end_at : last.end_at + 1] == "\t"
            and str(first.end) < str(last.end)
        ):
            return dates.Dates(start=first.end, end=last.end, start_at=first.start_at, end_at=last.end_at)
    ranges = [each for each in found if not each.single]
    for each in [*reversed(ranges), *(one for one in reversed(found) if one.single)]:
        before = text[: each.start_at].rstrip(" ")
        after = text[each.end_at :].lstrip(" ")
        if not before.strip(_EDGES + "([") or not after.strip(_EDGES + ")]."):
            return each
        if before[-1:] in "|\t•·–—,([" and after[:1] in "|\t•·–—,)]":
            return each
        opened = before[-1:] in "(["
        if opened and after[:1] in ")]":
            return each
        if not each.single and (before[-1:] in "|\t•·–—,;:" or after[:1] in "|\t•·–—,;:"):
            return each
    return None


def ends_range(line: str, following: str) -> bool:
    """Return whether a line ends in an open range ("06/2018 –") whose end stands alone on the next."""
    return line.rstrip()[-1:] in ("–", "—", "-") and _bare_date(following) is not None


def _bare_date(text: str) -> dates.Dates | None:
    """Return the date when the text is nothing else, or null."""
    for each in dates.find(text):
        if each.single and not (text[: each.start_at] + text[each.end_at :]).strip(_EDGES + "()"):
            return each
    return None


def parse(lines: list[str], kind: SectionKind, strong: Sequence[int] = ()) -> Fields:
    """Tell the parts of header lines apart.

    Args:
        lines: the header's lines, with tabs between the parts of a row.
        kind: of the section, since a degree and a project are written unlike a job.
        strong: for each line, how many characters at its start are bold where the rest is not.
    """
    fields = Fields()
    parts: list[Part] = []
    for number, line in enumerate(lines):
        left = [(0, len(line))]
        date = edge_date(line) if fields.date is None else _bare_date(line)
        if date and fields.date:
            continue
        if date:
            fields.date = Part(
                line=number, start=date.start_at, end=date.end_at, text=line[date.start_at : date.end_at]
            )
            fields.start, fields.end = date.start, date.end
            if date.end == dates.PRESENT and number + 1 < len(lines) and ends_range(line, lines[number + 1]):
                # The range is wrapped: its end stands alone on the next line.
                closing = _bare_date(lines[number + 1])
                fields.end = closing.end if closing else fields.end
            start, end = _with_brackets(line, date.start_at, date.end_at)
            left = [(0, start), (end, len(line))]
        bold = strong[number] if number < len(strong) else 0
        for start, end in left:
            # A bold beginning is a part of its own: "**Title**, Organisation".
            parted = line[bold : bold + 1] in _EDGES or line[bold : bold + 2] == ". "
            cut = bold if start < bold < end and parted else start
            parts += _strong_parts(line, number, start, cut) if cut > start else []
            if cut > start and line.startswith(_STOP, cut):
                cut += len(_STOP)
            parts += _strong_parts(line, number, cut, end)
    _assign(fields, parts, kind, lines)
    return fields


def _with_brackets(line: str, start: int, end: int) -> tuple[int, int]:
    before, after = line[:start].rstrip(), line[end:].lstrip()
    if before[-1:] in ("(", "[") and after[:1] in (")", "]"):
        return len(before) - 1, len(line) - len(after) + 1
    return start, end


def _trim(line: str, number: int, start: int, end: int) -> Part | None:
    while start < end and line[start] in _EDGES:
        start += 1
    while end > start and line[end - 1] in _EDGES:
        end -= 1
    text = line[start:end]
    if text.endswith(".") and len(text.split()[-1]) > _ABBREVIATED and text.count(".") == 1:
        end -= 1
        text = line[start:end]
    if text.startswith("(") and text.endswith(")"):
        start, end = start + 1, end - 1
        text = line[start:end]
    if not any(char.isalnum() for char in text) or is_link(text):
        return None
    return Part(line=number, start=start, end=end, text=text)


def _labelled(part: Part) -> tuple[Part, str]:
    """Take a label off a part ("Position: Analyst"): the rest, and what the label says it is."""
    head, colon, rest = part.text.partition(":")
    if colon and rest.strip() and len(head) < 24:
        folded = head.strip().casefold()
        for sort, labels in language("roles")["field_labels"].items():
            if folded in labels:
                start = part.end - len(rest.lstrip())
                return Part(line=part.line, start=start, end=part.end, text=rest.lstrip()), sort
    return part, ""


def _strong_parts(line: str, number: int, start: int, end: int) -> list[Part]:
    cuts, at = [], start
    for match in _STRONG.finditer(line, start, end):
        before = line[at : match.start()].strip(_EDGES)
        if match[0] == " at " and before and not has_word(before, "titles") and not is_degree(before):
            continue  # "The Printworks at Rathmore" is one name
        cuts.append((at, match.start()))
        at = match.end()
    cuts.append((at, end))
    parts = []
    for first, last in cuts:
        bracket = None
        for match in _BRACKET.finditer(line, first, last):
            if is_place(match[1]):
                bracket = match
        stretches = [(first, last)]
        if bracket:
            stretches = [(first, bracket.start()), (bracket.start(), bracket.end()), (bracket.end(), last)]
        parts += [part for a, b in stretches if (part := _trim(line, number, a, b))]
    labels = language("roles")["field_labels"]["date"]
    return [part for part in parts if part.text.casefold() not in labels]


def _commas(part: Part) -> list[Part]:
    """Split a part at its commas, but not before "Inc." or inside brackets."""
    pieces, at, depth = [], 0, 0
    suffixes = language("roles")["organisations"]["suffixes"]
    for index, char in enumerate(part.text):
        depth += (char in "([") - (char in ")]")
        if char == "," and depth <= 0:
            following = part.text[index + 1 :].split(",")[0].strip().casefold()
            if following not in suffixes and not (
                index + 1 < len(part.text) and part.text[index + 1].isdigit()
            ):
                pieces.append((at, index))
                at = index + 1
    pieces.append((at, len(part.text)))
    return [
        piece
        for first, last in pieces
        if (piece := _trim(part.text, part.line, first, last))
        and (
            piece := Part(
                line=part.line, start=part.start + piece.start, end=part.start + piece.end, text=piece.text
            )
        )
    ]


def _join(first: Part, last: Part, whole: Part) -> Part:
    text = whole.text[first.start - whole.start : last.end - whole.start]
    return Part(line=first.line, start=first.start, end=last.end, text=text)


def _places(part: Part) -> tuple[list[Part], Part | None]:
    """Split the place off the end of a part with commas: the pieces before it, and the place."""
    pieces = _commas(part)
    for first in range(max(0, len(pieces) - 3), len(pieces)):
        stretch = _join(pieces[first], pieces[-1], part)
        if is_place(stretch.text) and (first == 0 or not _known(pieces[first].text)):
            # A lone town after a university belongs to its name ("University of California, Berkeley").
            return pieces[:first], stretch
    return pieces, None


def _known(text: str) -> bool:
    return bool(_kind(text)) or is_degree(text)


def _assign(fields: Fields, parts: list[Part], kind: SectionKind, lines: Sequence[str]) -> None:
    """Give the parts of a header their places: first what words tell, then what order tells."""
    pieces = _pieces(fields, parts, kind)
    fields.title = next((part for part, sort in pieces if sort == "title"), None)
    organisations = [part for part, sort in pieces if sort == "organisation"]
    fields.organisation = organisations[0] if organisations else None
    for piece in organisations if len(organisations) > 1 else []:
        whole = next((p for p in parts if _within(piece, p)), None)
        other = next((each for each in organisations if whole and not _within(each, whole)), None)
        if whole and other and fields.title and _follows(fields.title, piece, whole):
            # "Counsel, Technology Transactions" over "Marsh & Hale LLP": the first names the title's subject.
            fields.title, fields.organisation = _join(fields.title, piece, whole), other
            break
    if fields.title is None and kind in _NAMED_KINDS:
        named = [part for part, sort in pieces if sort == "organisation"]
        if len(named) > 1:  # a course or an event with an organisation's word in its name, and who held it
            fields.title, fields.organisation = named[:2]
    unknown = [part for part, sort in pieces if sort == "" and kind is not SectionKind.PROJECTS]
    _absorb(fields, unknown, parts)
    if (
        not fields.title
        and not fields.organisation
        and len(unknown) > 1
        and _first_is_organisation(fields, unknown)
    ):
        fields.organisation = unknown.pop(0)
    unknown = _subject(fields, unknown, parts, kind, lines)
    titled = fields.organisation or len(unknown) > 1 or kind is not SectionKind.EXPERIENCE
    if fields.title is None and unknown and titled:
        fields.title = unknown.pop(0)
    if fields.organisation is None and unknown:
        fields.organisation = unknown.pop(0)
        _absorb(fields, unknown, parts)
    if fields.location and fields.organisation is None:
        first, *others = _commas(fields.location)
        if fields.title is None:
            # "Waterloo" alone was no place but the name of the entry.
            fields.organisation, fields.location = fields.location, None
        elif others and not is_place(first.text):
            # "Initech, Remote" was an employer and a place.
            fields.organisation, fields.location = first, _join(others[0], others[-1], fields.location)
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
    fields.rest = unknown


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
                or between.strip(_EDGES)
                or len(piece.text.split()) > 5
            ):
                continue
            text = lines[title.line][first.start : last.end]
            fields.title = Part(line=title.line, start=first.start, end=last.end, text=text)
            return [each for each in unknown if each is not piece]
        return unknown
    whole = next((p for p in parts if _within(title, p)), None)
    others = {each.line for each in unknown if whole and not _within(each, whole)}
    if (
        whole
        and _within(unknown[0], whole)
        and _follows(title, unknown[0], whole)
        and (len(others) > 1 or (others and fields.location))
    ):
        fields.title = _join(title, unknown[0], whole)
        return unknown[1:]
    return unknown


def _within(piece: Part, whole: Part) -> bool:
    return piece.line == whole.line and whole.start <= piece.start < whole.end


def _pieces(fields: Fields, parts: list[Part], kind: SectionKind) -> list[tuple[Part, str]]:
    """Cut parts at their commas and say of each piece what its words tell; note the place."""
    pieces: list[tuple[Part, str]] = []
    for number, whole_part in enumerate(parts):
        part, told = _labelled(whole_part)
        if told in ("title", "organisation"):
            pieces.append((part, told))
            continue
        if told == "location":
            fields.location = fields.location or part
            continue
        before, place = _places(part)
        if place and (number or before or len(parts) == 1 or not fields.location):
            fields.location = fields.location or place
        else:
            before = _commas(part)
        if kind is SectionKind.PROJECTS and before and not pieces:
            pieces.append((_join(before[0], before[-1], part), "title"))
            continue
        pieces += _groups(before, part, kind)
    return pieces


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
        if _follows(fields.organisation, piece, whole):
            assert fields.organisation
            if fields.location is None and _town(piece.text):
                fields.location = piece
                _widen(fields, unknown, whole)
            else:
                fields.organisation = _join(fields.organisation, piece, whole)
            unknown.remove(piece)
        elif fields.organisation and fields.title and _follows(fields.title, piece, whole):
            beside = (
                fields.organisation.line == whole.line
                and whole.start <= fields.organisation.start < whole.end
            )
            if not beside or _follows(piece, fields.organisation, whole):
                # Between a title and an organisation told by its words stands the title's subject.
                fields.title = _join(fields.title, piece, whole)
                unknown.remove(piece)


def _widen(fields: Fields, unknown: list[Part], whole: Part) -> None:
    """Add to the location what follows it at a comma: "Arraigo, Puerto Rico"."""
    for piece in list(unknown):
        if fields.location and _follows(fields.location, piece, whole) and _town(piece.text):
            fields.location = _join(fields.location, piece, whole)
            unknown.remove(piece)


def _apart(unknown: list[Part], parts: list[Part]) -> Part | None:
    """Return the part that stands by itself in a header whose other fields are told: the location."""
    for whole in parts:
        inside = [
            each for each in unknown if each.line == whole.line and whole.start <= each.start < whole.end
        ]
        if not inside or inside[0].start != whole.start or not all(_town(each.text) for each in inside):
            continue
        if _join(inside[0], inside[-1], whole).end == whole.end and len(inside) <= 3:
            return whole
    return None


def _follows(owner: Part | None, piece: Part, whole: Part) -> bool:
    """Return whether a piece stands right after `owner` in the same part, a comma between."""
    if (
        owner is None
        or owner.line != piece.line
        or not whole.start <= owner.start <= owner.end <= piece.start
    ):
        return False
    return not whole.text[owner.end - whole.start : piece.start - whole.start].strip(" ,")


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
        sort = _education_kind(piece.text) if kind is SectionKind.EDUCATION else _kind(piece.text)
        if kind is SectionKind.EDUCATION and sort == "organisation" and named and named[-1][1] == "title":
            # A subject between a degree and a school ("PhD, Robotics, University of …").
            later = any(_kind(each.text) == "organisation" for each in pieces[number + 1 :])
            sort = "" if later and len(piece.text.split()) <= 2 else sort
        if named and sort == named[-1][1] and sort:
            named[-1] = (_join(named[-1][0], piece, whole), sort)
        elif named and not sort and kind is SectionKind.EDUCATION and named[-1][1] == "title":
            named[-1] = (_join(named[-1][0], piece, whole), "title")
        else:
            named.append((piece, sort))
    return named


def _education_kind(text: str) -> str:
    if text.casefold().startswith(tuple(language("roles")["degrees"]["honours"])):
        return ""  # it goes with the degree before it
    if is_detail(text):
        return "detail"
    if is_degree(text) and is_degree(text.split()[-1]):
        return "title"  # "High School Diploma"
    kind = _kind(text)
    if kind == "organisation" and (_SCHOOL.search(text) or not is_degree(text)):
        return kind
    return "title" if kind == "title" or is_degree(text) else ""


def is_detail(text: str) -> bool:
    """Return whether a line is a detail under a header ("GPA: 3.9", "Technologies: …")."""
    folded = text.casefold().lstrip("(")
    head = re.split(r"[:\-–—(]", folded, maxsplit=1)[0].strip()
    starts = language("roles")["details"]["starts"]
    if head in starts and (":" in text or re.search(r"\d", text) or len(head) < len(folded)):
        return True
    return any(
        folded.startswith(f"{word} ") and re.match(r"[\d:]", folded[len(word) + 1 :]) for word in starts
    )

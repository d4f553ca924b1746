"""From the text of an advert to what it asks."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from cvtailor.document import Span
from cvtailor.jobs import demands, lines, source, terms
from cvtailor.jobs.lines import table
from cvtailor.jobs.types import JobDescription, Requirement, RequirementKind, SetAside

if TYPE_CHECKING:
    import os
    from typing import BinaryIO

    from cvtailor.jobs.lines import Line
    from cvtailor.jobs.types import Degree, Term, Years
    from cvtailor.lexicon.types import Lexicon

_ASIDE = ("about", "benefits", "salary", "equal_opportunity", "apply")
_TITLE_WORDS = 12
_MOST_LINES = 5_000  # no advert has more (project convention)
_TOP = 3  # lines that name the job, the firm and the place
_HEAD = 200  # characters in which the title stands


def read(
    advert: str | os.PathLike[str] | bytes | BinaryIO, lexicon: Lexicon, *, file: str | None = None
) -> JobDescription:
    """Return what an advert asks.

    Args:
        advert: as in `source.load`.
        lexicon: the words that are understood: best a role's with the technology lexicon beside it.
        file: the name to show.

    Raises:
        ReadError: as `source.load`.
    """
    given = source.load(advert, file=file)
    text, whole = lines.read(given.text)
    every = whole[:_MOST_LINES]
    title = _title(every)
    strangers = _strangers(every, title)
    requirements: list[Requirement] = []
    aside: list[SetAside] = []
    prose = _is_prose(every)
    for number, line in enumerate(every):
        bait = _bait().search(line.text)
        if bait is not None:
            aside.append(_aside("bait", line))
            continue
        if line.title or (title is not None and line.start < _HEAD and title in line.text):
            continue  # a job's title names no skill
        kind = _set_aside(line)
        if kind is not None:
            aside.append(_aside(kind, line))
            continue
        asked = _requirements(
            line, lexicon, strangers, prose=prose and (number >= _TOP or _is_sentence(line))
        )
        requirements += asked
        if not asked and line.kind in {"essential", "desirable"}:
            aside.append(_aside("unnamed", line))  # how somebody works, or what is not needed
    aside += [
        SetAside(kind="bait", quote=" ".join(each.split())[:400], span=Span(start=0, end=0))
        for each in given.hidden
        if _bait().search(each)
    ]
    left = given.cut + sum(len(each.text) for each in whole[_MOST_LINES:])
    if left:
        end = Span(start=len(text), end=len(text))
        aside.append(SetAside(kind="not_read", quote=f"The last {left} characters.", span=end))
    from cvtailor.parsing import tongue

    return JobDescription(
        file=given.file,
        sha256=given.sha256,
        media_type=given.media_type,
        language=tongue.detect(text),
        title=title,
        organisation=None,
        text=text,
        requirements=tuple(requirements),
        set_aside=tuple(aside),
    )


@functools.cache
def _bait() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, table()["bait"]["words"])), re.IGNORECASE)


@functools.cache
def _asides(kind: str) -> re.Pattern[str]:
    words = table()["set_aside"][kind]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})", re.IGNORECASE)


def _set_aside(line: Line) -> str | None:
    """Return what kind of boilerplate a line is, or None where it may ask for something."""
    asks = terms.has_cue(line.text) or bool(demands.years(line.text, 0))
    if line.kind in _ASIDE and not (line.kind in {"about", "apply"} and _addressed(line.text)):
        return line.kind
    for kind in table()["set_aside"]:
        told = line.kind == "duties" and _said("duty").search(line.text.replace("’", "'"))
        if (
            _asides(kind).search(line.text)
            and not asks
            and not told
            and line.kind not in {"essential", "desirable"}
        ):
            return str(kind)
    if kind_equal(line.text):
        return "equal_opportunity"
    return None


def kind_equal(text: str) -> bool:
    """Return whether a sentence is one of equal opportunity, wherever it stands."""
    return _asides("equal_opportunity").search(text) is not None


@functools.cache
def _said(key: str) -> re.Pattern[str]:
    """Return the pattern of the words of a sentence that speaks to the reader, or of the firm."""
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(map(re.escape, table()['sentences'][key]))})(?!\w)", re.IGNORECASE
    )


def _addressed(text: str) -> bool:
    return _said("asking").search(text.replace("’", "'")) is not None and terms.has_cue(text)


def _aside(kind: str, line: Line) -> SetAside:
    return SetAside(kind=kind, quote=line.text, span=Span(start=line.start, end=line.start + len(line.text)))


@functools.cache
def _needless() -> re.Pattern[str]:
    """Return the pattern of what an advert says is not needed."""
    ends = "|".join(map(re.escape, table()["needless"]["ends"]))
    starts = "|".join(map(re.escape, table()["needless"]["starts"]))
    return re.compile(rf"^\W*no\s[^.;]{{2,80}}?\s(?:{ends})\b|\b(?:{starts})\b", re.IGNORECASE)


def _is_sentence(line: Line) -> bool:
    return line.text.rstrip().endswith(".")


def _is_prose(every: tuple[Line, ...]) -> bool:
    """Return whether an advert has no heading over what it asks for."""
    return not any(each.kind in {"essential", "desirable", "duties"} for each in every)


def _strangers(every: tuple[Line, ...], title: str | None) -> frozenset[str]:
    """Return the capitalised words of the title and of what the advert says of the firm and its places, in lower case."""
    firm = {*_ASIDE} if _is_prose(every) else {*_ASIDE, None}
    told = [title or ""] + [
        each.text
        for at, each in enumerate(every)
        if (at < _TOP and not _is_sentence(each)) or each.kind in firm or each.title
    ]
    return frozenset(word.casefold() for text in told for word in re.findall(r"\b[A-Z][\w'’&-]+", text))


def _requirements(
    line: Line, lexicon: Lexicon, strangers: frozenset[str], *, prose: bool
) -> list[Requirement]:
    body, shift = lines.unmarked(line.text)
    start = line.start + shift
    listed = line.kind in {"essential", "desirable"}
    part = line.kind if listed or line.kind == "duties" else "prose" if prose else None
    found = []
    for at, piece in demands.pieces(body):
        offset = start + at
        if _needless().search(piece.replace("’", "'")):
            continue  # "No PhD needed"
        years, degree = demands.years(piece, offset, listed=listed), demands.degree(piece, offset)
        every = terms.terms(piece, offset, lexicon, strangers=strangers, part=part)
        tongues = table()["languages"]["names"]
        named = tuple(each for each in every if not _told(each, degree, years) and each.text not in tongues)
        spoken = tuple(
            dict.fromkeys((*demands.languages(piece), *(each.text for each in every if each.text in tongues)))
        )
        conditions = demands.conditions(piece)
        nothing = not (named or years or degree or spoken or conditions)
        if nothing and (not (listed or terms.has_cue(piece)) or terms.is_soft(piece, lexicon)):
            continue  # what asks for something that nothing here knows is kept, and said to be unjudged
        if (
            _said("ours").match(piece.lstrip())
            and line.kind is None
            and not terms.has_cue(piece)
            and not years
        ):
            continue  # what the firm is and makes
        plain = piece.replace("’", "'")
        told = _said("duty").search(plain) is not None and _said("having").search(plain) is None
        duty = line.kind == "duties" or (not listed and told)
        duty = duty and not (years or degree)
        base = len(piece) - len(piece.lstrip())
        quote = piece.strip()
        for number, each in enumerate(years or (None,)):
            found.append(
                Requirement(
                    quote=quote,
                    span=Span(start=offset + base, end=offset + base + len(quote)),
                    kind=RequirementKind.DUTY if duty else RequirementKind.REQUIREMENT,
                    importance=demands.importance(piece, line.kind),
                    heading=line.heading,
                    terms=named if number == 0 else (),
                    any_of=terms.any_of(piece, offset, named) if number == 0 else (),
                    years=each,
                    degree=degree if number == 0 else None,
                    seniority=demands.seniority(piece),
                    languages=spoken if number == 0 else (),
                    conditions=conditions if number == 0 else (),
                )
            )
    return found


def _told(term: Term, degree: Degree | None, years: tuple[Years, ...]) -> bool:
    """Return whether a term is told otherwise: a degree or its field, or a span of years."""
    if any(
        term.span.start < each.span.end and each.span.start < term.span.end
        for each in (*years, degree)
        if each
    ):
        return True
    return degree is not None and any(
        term.text in field or (term.keyword is None and field in term.text) for field in degree.fields
    )


def _title(every: tuple[Line, ...]) -> str | None:
    """Return the advert's title: its first line, where that is short and no sentence."""
    for line in every[:3]:
        said = line.text.strip().lstrip("#").strip(" *_")
        said = re.sub(r"^(?:job title|title|role|position|vacancy)\s*:\s*", "", said, flags=re.IGNORECASE)
        if said.casefold().startswith(tuple(table()["web"]["starts"])):
            continue
        if line.title or lines.unmarked(line.text)[1] or terms.has_cue(said):
            return None
        return said if len(said.split()) <= _TITLE_WORDS and not said.endswith((".", "!")) else None
    return None

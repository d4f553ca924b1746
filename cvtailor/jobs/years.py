"""The years of experience that a line of an advert asks for."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from cvtailor.document import Span
from cvtailor.jobs.lines import table
from cvtailor.jobs.types import Years
from cvtailor.resources import language

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_YEARS = 40
_NEAR = 90  # characters on either side that tell what a span of years is about (project convention)


def _choice(words: Iterable[str]) -> str:
    return "|".join(re.escape(each) for each in sorted(words, key=len, reverse=True))


def _any(words: Iterable[str]) -> str:
    return rf"(?<![\w-])(?:{_choice(words)})(?!\w)"


@functools.cache
def _numbers() -> dict[str, float]:
    return {
        word: float(value)
        for word, value in language("quantities")["number_words"].items()
        if word not in table()["years"]["vague"]
    }


@functools.cache
def _spans() -> re.Pattern[str]:
    number = rf"(?:\d{{1,2}}(?:\.\d)?|{_choice(_numbers())})"
    between = r"(?:\s?(?:-|–|—|/|to|or)\s?|\sto\s|\sor\s|\sand\s(?=\S+\s(?:years|yrs|months)))"
    whole = _choice(table()["years"]["whole"])
    return re.compile(
        rf"(?<![\w.£$€%/])(?:"
        rf"(?P<least>{number})\s?(?:\((?:\d{{1,2}}\+?|{number})\)\s?)?(?P<plus>\+|\bplus\b|\bor\smore\b)?"
        rf"(?:{between}(?P<most>{number})(?!\w)\s?\+?)?[\s-]?(?:(?:{whole})\s)?(?P<unit>years?|yrs?|months?|mths?|pqe)\b"
        rf"|(?P<one>half\sa|a\scouple\sof|couple\sof|an?)\s(?:(?:{whole})\s)?(?P<single>years?|decade)\b"
        rf")(?P<after>['’]?s?['’]?\s?(?:\+|plus\b|or\s(?:more|longer|above|over)\b)?)",
        re.IGNORECASE,
    )


@functools.cache
def _reverse() -> re.Pattern[str]:
    """Return the pattern of "Years of experience: 5+"."""
    number = rf"(?:\d{{1,2}}(?:\.\d)?|{_choice(_numbers())})"
    return re.compile(
        rf"\b(?:years['’]?\s(?:of\s)?(?:[a-z]+\s)?experience|experience\s\((?:in\s)?years\))(?:\s(?:required|needed))?\s?[:–-]\s?"
        rf"(?P<least>{number})(?:\s?(?:-|–|to)\s?(?P<most>{number}))?(?!\w)(?!\s?(?:years|yrs|months))",
        re.IGNORECASE,
    )


@functools.cache
def _cue(name: str) -> re.Pattern[str]:
    return re.compile(_any(table()["years"][name]), re.IGNORECASE)


@functools.cache
def _last_word(name: str) -> re.Pattern[str]:
    """Return the pattern of a text that ends on a word of the table, but for "the" or "a" after it."""
    words = _choice(table()["years"][name])
    return re.compile(rf"(?<![\w-])(?:{words})\s(?:the\s|an?\s)?$", re.IGNORECASE)


def years(text: str, offset: int, *, listed: bool = False) -> tuple[Years, ...]:
    """Return the years of experience that a piece asks for, with spans moved by `offset`.

    `listed` says that the piece stands under a heading of requirements, where a bare "five years" asks for experience.
    """
    found: list[Years] = []
    ends: list[int] = []
    for match in _spans().finditer(text):
        before = re.split(r"(?<=[.!?;])\s", text[max(0, match.start() - _NEAR) : match.start()])[-1]
        rest = re.split(r"[.!?;](?=\s|$)", text[match.end() : match.end() + _NEAR], maxsplit=1)[0]
        least, most = _amounts(match)
        if not 0 <= least <= _MOST_YEARS or (least == 0 and not most):
            continue
        if not _asks(match, before, rest, listed=listed) or _instead(text, match.start(), ends):
            continue
        ends.append(match.end())
        found.append(
            Years(
                minimum=round(least, 2),
                maximum=round(most, 2) if most else None,
                of=_of(rest),
                span=Span(start=offset + match.start(), end=offset + match.end()),
            )
        )
    found += _parts_of(text, offset, ends)
    found += [
        Years(
            minimum=_number(match["least"]),
            maximum=_number(match["most"]) if match["most"] else None,
            of=None,
            span=Span(start=offset + match.start(), end=offset + match.end()),
        )
        for match in _reverse().finditer(text)
    ]
    return tuple(found)


@functools.cache
def _part() -> re.Pattern[str]:
    """Return the pattern of years told as a part of those before: "2 of them with Elixir", "at least 3 in Go"."""
    number = rf"(?P<least>\d{{1,2}}|{_choice(_numbers())})(?P<plus>\+)?"
    least = _choice(table()["years"]["least"])
    of = r"\sof\s(?:them|these|those|which)"
    where = r"\s(?:in|with|of|as|on|at|using|leading|managing|working|running)\b"
    return re.compile(
        rf"(?<![\w.])(?:(?:{least})\s{number}(?:{of})?|{number.replace('least', 'other').replace('plus', 'more')}{of})"
        rf"(?=(?P<rest>{where}[^.;,]{{3,60}}))",
        re.IGNORECASE,
    )


def _parts_of(text: str, offset: int, ends: list[int]) -> list[Years]:
    """Return the years that a sentence tells as a part of others, which end at `ends`."""
    found = []
    for match in _part().finditer(text):
        start = max((end for end in ends if end <= match.start()), default=None)
        if start is None or re.search(r"[.!?;]\s", text[start : match.start()]):
            continue
        said = match["least"] or match["other"]
        found.append(
            Years(
                minimum=_number(said),
                maximum=None,
                of=_of(match["rest"]),
                span=Span(start=offset + match.start(), end=offset + match.end()),
            )
        )
    return found


def _number(text: str) -> float:
    words = _numbers()
    return words[text.lower()] if text.lower() in words else float(text)


def _amounts(match: re.Match[str]) -> tuple[float, float | None]:
    """Return the least and the most years that a match names."""
    if match["one"]:
        single = {"half a": 0.5, "a couple of": 2.0, "couple of": 2.0}.get(match["one"].lower(), 1.0)
        return single * (10 if match["single"].lower() == "decade" else 1), None
    factor = 1 / 12 if match["unit"].lower().startswith("m") else 1.0
    return _number(match["least"]) * factor, _number(match["most"]) * factor if match["most"] else None


def _asks(match: re.Match[str], before: str, rest: str, *, listed: bool) -> bool:
    """Return whether years speak of experience: not of age, of a contract, of what was or will be."""
    rest = rest.lstrip(" '’)")
    if _last_word("not_after").search(before) or _cue("not_with").search(before + " " + rest):
        return False
    if re.match(
        rf"(?:of\s)?(?:{_choice(table()['years']['not_before'])})(?![\w-]|\sdoc)", rest, re.IGNORECASE
    ):
        return False
    if match["single"]:  # "a year" alone tells how often
        held = _last_word("least").search(before) is not None
        return (
            held
            or re.match(r"(?:of\s)?[\w\s-]{0,30}\bexperience\b|in\s|as\s", rest, re.IGNORECASE) is not None
        )
    if match["unit"].lower() == "pqe":
        return True
    if _cue("experience").search(rest) or _cue("experience").search(before[-60:]):
        return True
    if match["plus"] or "+" in match["after"] or match["most"]:
        return listed or rest[:1].isupper() or match["plus"] is not None
    if _last_word("least").search(before):
        return re.search(r"\bover\s$", before) is None or listed
    return (
        listed and re.match(r"(?:in|as|with|of|at|on|working|using|minimum)\b|\W*$|[A-Z]", rest) is not None
    )


def _instead(text: str, start: int, ends: list[int]) -> bool:
    """Return whether years stand as another way in: "a Master's, or a degree and five years", "2 years, or 6 without"."""
    before = text[ends[-1] if ends else 0 : start]
    first = ends or re.search(_any(table()["years"]["instead_of"]), before, re.IGNORECASE)
    if not first:
        return False
    direct = re.search(
        r"\bor\s(?:else\s|have\s|with\s|alternatively\s|at\sleast\s|a\sminimum\sof\s)*$",
        before,
        re.IGNORECASE,
    )
    other = re.search(
        r"[,;]\s(?:or|alternatively)\s[^,;]{0,50}\s(?:plus|with|and)\s[^,;]{0,20}$", before, re.IGNORECASE
    )
    return direct is not None or other is not None


# --- of what --------------------------------------------------------------------------------------


@functools.cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"(?:{_choice(table()['years']['of'])})\b\s*", re.IGNORECASE)


def _of(rest: str) -> str | None:
    rest = rest.lstrip(" '’s") if rest[:1] in {"'", "’"} else rest.lstrip()
    lead = _lead().match(rest)
    if lead is None:
        kind = re.match(r"(?:of\s)?(?P<what>(?:[\w/&'-]+\s){1,6}?)experience\b", rest, re.IGNORECASE)
        said = kind["what"] if kind else rest if rest[:1].isupper() else ""
        words = re.split(r"[,;.(]", said)[0].split()
        general = set(table()["years"]["general"])
        while words and words[0].casefold() in general:
            words.pop(0)
        while words and words[-1].casefold() in general:
            words.pop()
        return " ".join(words[:8]) or None
    said = re.split(
        r"[,;.()]|\s(?:is|are|required|preferred|within|including|gained)\s",
        rest[lead.end() :],
        maxsplit=1,
    )[0]
    said = re.sub(r"^(?:an?|the|similar|relevant)\s", "", said.strip(), flags=re.IGNORECASE)
    bare = re.sub(
        r"^(?:a\s)?(?:similar|relevant|comparable)?\s?(?:role|position|field|experience)$", "", said.strip()
    )
    return " ".join(bare.split()[:8]) or None

"""What a line of an advert asks beside skills: how much it insists, years, degrees, languages, conditions."""

from __future__ import annotations

import functools
import itertools
import re
from typing import TYPE_CHECKING

from cvtailor.document import Span
from cvtailor.jobs.lines import table
from cvtailor.jobs.types import Degree, Importance, Level, Years
from cvtailor.resources import language

if TYPE_CHECKING:
    from collections.abc import Iterable

_NUMBERS = r"one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen"
_MOST_YEARS = 40


def _choice(words: Iterable[str]) -> str:
    return "|".join(re.escape(each) for each in sorted(words, key=len, reverse=True))


@functools.cache
def _cues(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_choice(table()['importance'][name])})(?![\w-])", re.IGNORECASE)


def importance(text: str, kind: str | None) -> Importance:
    """Return how much a piece of a line insists; `kind` is that of the part it stands in."""
    if _cues("desirable").search(text):
        return Importance.DESIRABLE
    if kind == "desirable" and not _cues("essential").search(text):
        return Importance.DESIRABLE
    return Importance.ESSENTIAL


_TURN = re.compile(
    r";\s+|\.\s+(?=[A-Z])|,\s+(?=(?:ideally|preferably|and ideally|with)\b)|\s+(?=but\b)|\s[–—]\s|(?=\()|(?<=\))\s*|,\s+(?=and\s[^,;]{2,60}\s(?:is|are|would be)\s(?:a|an|nice|useful|desirable|preferred)\b)",
    re.IGNORECASE,
)


def pieces(text: str) -> list[tuple[int, str]]:
    """Return the pieces of a line that insist alike, each with its offset: "Python; Rust is a plus" has two."""
    if not _cues("desirable").search(text):
        return [(0, text)]
    cuts = [0, *(match.end() for match in _TURN.finditer(text)), len(text)]
    found = [(start, text[start:end]) for start, end in itertools.pairwise(cuts) if text[start:end].strip()]
    joined: list[tuple[int, str]] = []
    for start, piece in found:  # neighbours that insist alike belong together
        mild = _cues("desirable").search(piece) is not None
        if joined and (_cues("desirable").search(joined[-1][1]) is not None) == mild:
            joined[-1] = joined[-1][0], joined[-1][1] + piece
        else:
            joined.append((start, piece))
    return joined


# --- years ----------------------------------------------------------------------------------------


@functools.cache
def _years() -> re.Pattern[str]:
    number = rf"(?:\d{{1,2}}(?:\.\d)?|{_NUMBERS})"
    return re.compile(
        rf"(?<![\w.£$€])(?P<least>{number})\s?(?:\(\d{{1,2}}\)\s?)?(?P<plus>\+|\bplus\b|\bor\smore\b)?\s?"
        rf"(?:(?:-|–|to|—)\s?(?P<most>{number})\s?\+?\s?)?-?\s?(?P<unit>years?|yrs?|months?)\b['’]?\s?(?:\+|plus|or\smore)?(?P<rest>.{{0,90}})",
        re.IGNORECASE,
    )


def years(text: str, offset: int) -> tuple[Years, ...]:
    """Return the years of experience that a piece asks for, with spans moved by `offset`."""
    found = []
    for match in _years().finditer(text):
        rest = match["rest"].lstrip(" '’s")
        before = text[max(0, match.start() - 30) : match.start()].casefold()
        asked = re.search(
            r"experience|background|track record|pqe|qualified|practice|work\b|working|worked|role\b|as an?\b|\bin\s|with\b|^['’]?s?\s?(?:of\s)?[a-z]+ing\b",
            match["rest"] + before,
            re.IGNORECASE,
        )
        aged = re.search(
            r"\b(?:aged?|over the (?:last|past|next)|for (?:over|more than)|founded|since|old)\b[^.]{0,12}$",
            before,
        )
        bare = match["plus"] and rest[:1].isupper()  # "3+ years Python"
        if (
            (not asked and not bare)
            or aged
            or re.match(
                r"old\b|ago\b|contract|fixed|term\b|in a row|of (?:growth|funding|history)",
                rest,
                re.IGNORECASE,
            )
        ):
            continue
        factor = 1 / 12 if match["unit"].lower().startswith("m") else 1.0
        least, most = (
            _number(match["least"]) * factor,
            _number(match["most"]) * factor if match["most"] else None,
        )
        if not 0 < least <= _MOST_YEARS:
            continue
        end = match.start("rest")
        found.append(
            Years(
                minimum=round(least, 2),
                maximum=round(most, 2) if most else None,
                of=_of(rest),
                span=Span(start=offset + match.start(), end=offset + end),
            )
        )
    return tuple(found)


def _number(text: str) -> float:
    words = language("quantities")["number_words"]
    return float(words[text.lower()]) if text.lower() in words else float(text)


@functools.cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"(?:{_choice(table()['years']['of'])})\b\s*", re.IGNORECASE)


def _of(rest: str) -> str | None:
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


# --- degrees --------------------------------------------------------------------------------------


@functools.cache
def _degree() -> re.Pattern[str]:
    parts = "|".join(f"(?P<{level.value}>{_choice(table()['degrees'][level.value])})" for level in Level)
    return re.compile(rf"(?<![\w.-])(?:{parts})(?![\w]|-(?!level))", re.IGNORECASE)


@functools.cache
def _no_degree() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_choice(table()['degrees']['no_degree'])})(?!\w)", re.IGNORECASE)


def degree(text: str, offset: int) -> Degree | None:
    """Return the degree that a piece asks for: the lowest level named, its fields, whether experience may stand for it."""
    refused = [match.span() for match in _no_degree().finditer(text)]
    found = [
        match
        for match in _degree().finditer(text)
        if not any(start <= match.start() < end for start, end in refused) and _is_degree(text, match)
    ]
    if not found:
        return None
    levels = [level for match in found for level in Level if match[level.value]]
    plain = [
        level
        for match, level in zip(found, levels, strict=True)
        if match[0].lower() not in {"degree", "university degree", "degree level"}
    ]
    lowest = min(plain or levels, key=lambda level: level.rank)
    end = found[-1].end()
    equal = re.search(rf"(?:{_choice(table()['degrees']['equivalent'])})(?!\w)", text, re.IGNORECASE)
    return Degree(
        level=lowest,
        fields=_fields(text, end),
        or_equivalent=equal is not None,
        span=Span(start=offset + found[0].start(), end=offset + end),
    )


def _is_degree(text: str, match: re.Match[str]) -> bool:
    """Two letters are a degree only in capitals; "bs in" and "ms in" only before a field."""
    word = match[0]
    if len(word.replace(".", "")) <= 3 and "." not in word and word.lower() != "2:1":
        return word[:1].isupper()
    if word.lower() in {"bs in", "ms in"}:
        return word[:2].isupper()
    if word.lower() == "diploma":
        return re.search(r"high school $", text[: match.start()], re.IGNORECASE) is None
    return True


_FIELD = re.compile(
    r"\s*(?:degree|level|qualification)?s?['’]?s?\s*(?:\([^)]{0,40}\)\s*)?(?:in|of)\s+(?P<fields>[^.;:()]{3,160})",
    re.IGNORECASE,
)


def _fields(text: str, end: int) -> tuple[str, ...]:
    match = _FIELD.match(text, end)
    if match is None:
        return ()
    said = re.split(
        r",?\s(?:or|and)\s(?:a\s)?(?:equivalent|similar|related|comparable|relevant|other|demonstrable)|\s(?:is|are|with|plus|preferred|required|from|together|but|would)\s|,?\sideally|\b(?:etc)\b|\s(?:preferred|required|desirable|essential)\b",
        match["fields"],
        maxsplit=1,
    )[0]
    parts = [each.strip(" ,.") for each in re.split(r",\s*(?:or\s|and\s)?|\s(?:or|and)\s|/", said)]
    kept = [re.sub(r"^(?:an?|the|any)\s", "", each) for each in parts if 2 < len(each) < 60]
    return tuple(each for each in kept if re.match(r"[A-Za-z]", each))


# --- what is shown and not judged ---------------------------------------------------------------


def seniority(text: str) -> str | None:
    """Return the word of seniority that a title or line names, or None."""
    match = re.search(
        rf"(?<![\w-])(?:{_choice(table()['seniority']['words'])})(?![\w-])", text, re.IGNORECASE
    )
    return match[0].lower() if match else None


def languages(text: str) -> tuple[str, ...]:
    """Return the spoken languages that a piece asks for."""
    cues = table()["languages"]["cues"]
    if not re.search(rf"(?<!\w)(?:{_choice(cues)})(?!\w)", text, re.IGNORECASE):
        return ()
    return tuple(each for each in table()["languages"]["names"] if re.search(rf"\b{each}\b", text))


def conditions(text: str) -> tuple[str, ...]:
    """Return the piece itself where it is about a place, a right to work or the like."""
    cue = re.search(rf"(?<!\w)(?:{_choice(table()['conditions']['cues'])})(?!\w)", text, re.IGNORECASE)
    return (" ".join(text.split()),) if cue else ()

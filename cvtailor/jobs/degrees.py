"""The degree that a line of an advert asks for."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from cvtailor.document import Span
from cvtailor.jobs.lines import table
from cvtailor.jobs.types import Degree, Level

if TYPE_CHECKING:
    from collections.abc import Iterable


def _choice(words: Iterable[str]) -> str:
    return "|".join(re.escape(each) for each in sorted(words, key=len, reverse=True))


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
        or re.match(r"\sor\s(?:an?\s)?(?!equivalent)", text[match.end() :])  # "a degree or a diploma"
    ]
    lowest = min(plain or levels, key=lambda level: level.rank)
    end = found[-1].end()
    equal = _equal().search(text)
    return Degree(
        level=lowest,
        fields=next((named for each in reversed(found) if (named := _fields(text, each.end()))), ()),
        or_equivalent=equal is not None,
        span=Span(start=offset + found[0].start(), end=offset + end),
    )


@functools.cache
def _equal() -> re.Pattern[str]:
    """Return the pattern of what lets experience stand for a degree: "or significant relevant experience", "in lieu"."""
    listed = _choice(table()["degrees"]["equivalent"])
    kinds = _choice(table()["degrees"]["experience"])
    return re.compile(
        rf"(?<!foreign )(?<!overseas )(?<!international )(?:{listed})(?!\w)"
        rf"|\bor\s(?:an?\s|the\s)?equivalent\s(?:combination|level|amount)"
        rf"|\bor\s(?:an?\s|the\s|by\s)?(?:(?:{kinds})[\s,]+(?:and\s|or\s)?){{1,3}}(?:[\w-]+\s){{0,2}}experience\b",
        re.IGNORECASE,
    )


@functools.cache
def _taught(place: str) -> re.Pattern[str]:
    """Return the pattern of words before or after a degree with which it is what others study."""
    words = _choice(table()["degrees"][place])
    if place == "taught_before":
        return re.compile(rf"(?<![\w-])(?:{words})(?:\s(?!degree)[\w'’/,&-]+){{0,5}}\s?$", re.IGNORECASE)
    return re.compile(rf"(?:['’]s?)?\s(?:level\s)?(?:{words})(?!\w)", re.IGNORECASE)


def _is_degree(text: str, match: re.Match[str]) -> bool:
    """Return whether a name is a degree asked for: no state, no job, nothing that others study, nothing not needed."""
    word, after = match[0], text[match.end() :]
    if _taught("taught_after").match(after) or _taught("taught_before").search(text[: match.start()][-80:]):
        return False
    if re.match(
        r"(?:\s(?!but\b)\w+){0,4}?\s(?:is|are)?\s?not\s(?:required|needed|necessary)\b", after, re.IGNORECASE
    ):
        return False
    bare = word.replace(".", "")
    if len(bare) == 2 and bare.isalpha():  # two letters that also name places, firms and jobs
        beside = _choice(table()["degrees"]["beside"])
        return bare.isupper() and (
            re.match(
                rf"\s?(?:\(hons\)|degrees?\b|in\s[A-Z]|from\s|/\s?(?:{beside})|,?\s(?:or|and)\s(?:an?\s)?(?:{beside}))",
                after,
            )
            is not None
            or re.search(rf"(?:{beside})(?:/|,?\s(?:or|and)\s)$", text[: match.start()]) is not None
            or ("." in word and re.match(r"\s(?:in|from|or)\b", after) is not None)
        )
    if len(bare) <= 3 and "." not in word and word.lower() != "2:1":
        return word[:1].isupper()
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

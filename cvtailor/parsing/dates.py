"""Finds dates and date ranges in a line of a CV."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from cvtailor.resources import language

PRESENT = "present"
_OLDEST = "1900"  # a number below, alone, is rather an amount than a year


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """A date or range at `start_at:end_at` of the text it was found in.

    `start` and `end` are "YYYY" or "YYYY-MM", `end` may be "present". A single date stands in `end`
    with `start` null and `single` true; "since 2019" is a start with the end "present".
    """

    start: str | None
    end: str | None
    start_at: int
    end_at: int
    single: bool = False


def find(text: str) -> list[Dates]:
    """Return all dates and ranges of `text`, in order, not overlapping."""
    found = []
    for match in _range().finditer(text[:2000]):
        dates = _dates(match)
        if dates:
            found.append(dates)
    return found


def _any(words: list[str]) -> str:
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"[ \t]") for word in ordered)


@functools.cache
def _months() -> dict[str, int]:
    table = language("dates")["months"]
    return {name: int(number) for number, names in table.items() for name in names}


@functools.cache
def _range() -> re.Pattern[str]:
    words = language("dates")["words"]
    year = r"(?:1[89]\d\d|20\d\d)"
    month = f"(?:{_any(list(_months()))})\\.?"
    season = f"(?:{_any(words['seasons'])})"
    day = r"(?:[0-3]?\d(?:st|nd|rd|th|\.)?[ \t]{1,2}(?:of[ \t])?)?"
    apostrophe = "['’‘`]"

    join = (
        rf"[ \t]*(?:–|—|-{{1,3}}|‐|‑|‒|―|−|~|→|>|\.\.|\u2212|(?<=\s)(?:{_any(words['until'])})(?=\s))[ \t]*"
    )
    present = f"(?P<now>{_any(words['present'])})"
    # "'15 – '18": two digits alone are a year only in a range.
    short_range = rf"(?={join}(?:{year}|{apostrophe}\d\d|{_any(words['present'])})(?!\w))"

    def point(tag: str) -> str:
        return (
            rf"(?:{day}(?P<{tag}name>{month})(?:[ \t]{{1,2}}[0-3]?\d(?:st|nd|rd|th)?(?=,))?[ \t]{{0,2}}[,/–\-.]?[ \t]{{0,2}}(?:of[ \t])?"
            rf"(?P<{tag}y1>{year}|{apostrophe}\d\d)"
            rf"|(?:(?:[0-3]?\d)[./\-])?(?P<{tag}m2>0?[1-9]|1[0-2])[ \t]?[./\-–][ \t]?(?P<{tag}y2>{year})"
            rf"|(?P<{tag}y3>{year})(?:[./\-]|[ ]/[ ])(?P<{tag}m3>0[1-9]|1[0-2])(?:[./\-][0-3]\d)?(?![\d])"
            rf"|(?:{season})[ \t,\-–/]{{1,2}}(?P<{tag}y4>{year}|{apostrophe}\d\d)"
            rf"|(?P<{tag}y5>{year})[ \t]{{1,2}}(?P<{tag}name5>{month})(?!\w)"
            rf"|(?P<{tag}y6>{year})(?![\d])"
            rf"|(?P<{tag}y7>{apostrophe}\d\d)(?!\w){'' if tag == 'b' else short_range})"
        )

    lead = rf"(?:(?P<since>{_any(words['since'])})[ \t:]{{1,2}}|(?:(?:{_any(words['before'])}):?[ ]{{1,2}}){{1,2}})?"
    first = f"(?:{point('a')}|(?P<bare>{day}{month})(?={join}))"
    last = rf"(?:{lead.replace('since', 'since2')}{point('b')}|{present}(?!\w)|(?P<short>\d\d)(?![\d%./:]|[ \t]?\w))"
    whole = (
        rf"(?<![\w$£€#@+]){lead}{first}"
        rf"(?:(?:{join}{last})|(?P<slash>/(?P<short2>\d\d)(?![\d/]))|(?P<open>[ \t]*[–—-](?=[ \t]*[)\]]?[ \t]*(?:$|\t|\|))))?"
        rf"(?![\w%]|[.,]\d)"
    )
    return re.compile(whole, re.IGNORECASE)


def _year(written: str) -> str:
    if len(written) == 4:
        return written
    number = int(written[-2:])
    return str(2000 + number if number < 50 else 1900 + number)


def _point(match: re.Match[str], tag: str) -> str | None:
    group = match.groupdict()
    for year, month in (("y1", "name"), ("y5", "name5")):
        if group[tag + year]:
            number = _months()[group[tag + month].rstrip(".").casefold()]
            return f"{_year(group[tag + year])}-{number:02d}"
    for year, month in (("y2", "m2"), ("y3", "m3")):
        if group[tag + year]:
            return f"{group[tag + year]}-{int(group[tag + month]):02d}"
    written = group[tag + "y4"] or group[tag + "y6"] or group[tag + "y7"]
    return _year(written) if written else None


def _dates(match: re.Match[str]) -> Dates | None:
    group = match.groupdict()
    start, end = _point(match, "a"), _point(match, "b")
    first, last = match.span()
    if group["bare"]:
        # "Jan – Mar 2020": the year of the end holds for both.
        name = re.sub(r"^[\d.]+(?:st|nd|rd|th)?[ \t]+", "", group["bare"]).rstrip(".").casefold()
        month = _months().get(name.split()[-1] if name else "")
        if not end or month is None:
            return None
        return Dates(start=f"{end[:4]}-{month:02d}", end=end, start_at=first, end_at=last)
    if not start:
        return None
    short = group["short"] or group["short2"]
    if short:
        end = _year(short)
        if int(end) < int(start[:4]):
            return Dates(start=None, end=start, start_at=first, end_at=first + 4, single=True)
        return Dates(start=start, end=end, start_at=first, end_at=last)
    if group["now"] or group["open"]:
        return Dates(start=start, end=PRESENT, start_at=first, end_at=last)
    if end:
        if end[:4] < start[:4]:
            return None
        return Dates(start=start, end=end, start_at=first, end_at=last)
    if group["since"]:
        return Dates(start=start, end=PRESENT, start_at=first, end_at=last)
    if start < _OLDEST:
        return None
    return Dates(start=None, end=start, single=True, start_at=first, end_at=last)

"""Finds dates and date ranges in a line of a CV."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from cvtailor.resources import any_of, language

PRESENT = "present"
_OLDEST = "1900"  # a number below, alone, is rather an amount than a year
_LONGEST = 2000  # characters of a line that are looked at
_DIGITS = re.compile(r"\d\d")  # no date is without
# Where a date may begin: a word, an apostrophe, a number that may be a day, a month or a year.
_WORD = re.compile(r"(?<![\w$£€#@+])(?:[^\W\d_][^\W_]|\d\d?(?!\d|%|,\d)|(?:1[89]|20)\d\d(?![\d%])|['’‘`])")
_SIGNS = frozenset("0123456789'’‘`")
_FIRST = ("seasons", "quarters", "since", "before", "ending", "between")  # words that stand before a year
# Full-width digits and signs, and the dashes of East Asian fonts, as their plain counterparts.
_PLAIN = {0xFF10 + n: str(n) for n in range(10)} | {
    ord(char): plain
    for plain, chars in (
        ("-", "－﹣ー﹘"),
        ("~", "～〜"),
        ("/", "／⁄"),
        (".", "．"),
        (" ", "\u00a0\u2009\u200a\u202f\u3000"),
    )
    for char in chars
}


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
    return list(_find(text)) if _DIGITS.search(text) else []


@functools.lru_cache(maxsize=64)  # one line is asked about from several sides, one after the other
def _find(text: str) -> tuple[Dates, ...]:
    found: list[Dates] = []
    plain, pattern, beginnings = text[:_LONGEST].translate(_PLAIN), _range(), _beginnings()
    at = 0
    # Only few words begin a date: asking the pattern at each place of the text takes several times as long.
    for start in _WORD.finditer(plain):
        head = start[0]
        if start.start() < at or not (head[0] in _SIGNS or head.casefold() in beginnings):
            continue
        match = pattern.match(plain, start.start())
        if match:
            at = match.end()
            dates = _dates(match)
            if dates:
                found.append(dates)
    return tuple(found)


@functools.cache
def _beginnings() -> frozenset[str]:
    """Return the first two letters of all words that a date may begin with."""
    words = language("dates")["words"]
    first = [word for name in _FIRST for word in words[name]]
    return frozenset(word[:2].casefold() for word in (*first, *_months()))


@functools.cache
def _months() -> dict[str, int]:
    table = language("dates")["months"]
    return {name.casefold(): int(number) for number, names in table.items() for name in names}


@functools.cache
def _range() -> re.Pattern[str]:
    words = language("dates")["words"]
    year = r"(?:1[89]\d\d|20\d\d)"
    month = f"(?:{any_of(list(_months()))})\\.?"
    season = f"(?:{any_of(words['seasons'])})"
    quarter = f"(?:{any_of(words['quarters'])})"
    day = r"(?:(?<![:.])[0-3]?\d(?:st|nd|rd|th|\.)?[ \t]{1,2}(?:of[ \t])?)?"
    apostrophe = "['’‘`]"
    present = any_of(words["present"])
    glued = "|".join(word.replace(" ", "-") for word in words["present"] if word.isascii() and " " in word)

    until = f"(?<=\\s)(?:{any_of(words['until'])})(?=\\s)"
    join = rf"[ \t]*(?:–|—|-{{1,3}}|‐|‑|‒|―|−|~|→|>|\.\.|{until})[ \t]*"
    # "between 2015 and 2017", "2018/2019"
    both = rf"(?(between)[ \t](?:{any_of(words['both'])})[ \t]|(?(ay6)[ ]?/[ ]?(?={year}(?![\d./-]))|(?!)))"
    # "'15 – '18", "07/15 – 09/16", "Jun-15 – Aug-16": two digits alone are a year only in a range.
    short_year = rf"(?={join}(?:{year}|{apostrophe}\d\d|{present})(?!\w))"
    short_month = rf"(?={join}(?:(?:0?[1-9]|1[0-2])/(?:{year}|\d\d)(?![\d/])|(?:{present})(?!\w)))"
    named_month = (
        rf"(?={join}(?:{month}[ \t./-]{{1,2}}(?:{year}|\d\d(?!\d|,?[ ]{year}))|(?:{present})(?!\w)))"
    )
    bare_month = rf"(?={join}{year}[./](?:0?[1-9]|1[0-2])(?!\d))"

    def point(tag: str) -> str:
        last = tag == "b"
        named_short = rf"(?P<{tag}name9>{month})[ \t./-]{{1,2}}(?P<{tag}y11>\d\d)(?![\d/])"
        if last:
            shorts = rf"|(?(am9)(?P<bm9>0?[1-9]|1[0-2])/(?P<by9>\d\d)(?![\d/])|(?!))|(?(am2)(?P<bm8>0?[1-9]|1[0-2])/(?P<by8>\d\d)(?![\d/])|(?!))|(?(aname9){named_short}|(?!))"
        else:
            shorts = rf"|(?P<am9>0?[1-9]|1[0-2])/(?P<ay9>\d\d){short_month}|{named_short}{named_month}"
        return (
            rf"(?:{day}(?P<{tag}name>{month})(?:[ \t]{{1,2}}[0-3]?\d(?:st|nd|rd|th)?(?=,))?[ \t]{{0,2}}[,/–\-.]?[ \t]{{0,2}}(?:(?:of|de|del|do)[ \t])?"
            rf"(?P<{tag}y1>{year}|{apostrophe}\d\d)"
            rf"|(?:(?:[0-3]?\d)[./\-])?(?P<{tag}m2>0?[1-9]|1[0-2])[ \t]?[./\-–][ \t]?(?P<{tag}y2>{year})"
            rf"|(?P<{tag}m7>0?[1-9]|1[0-2])/[0-3]?\d/(?P<{tag}y12>{year})"
            rf"|(?P<{tag}y3>{year})(?:[./\-]|[ ]/[ ])(?P<{tag}m3>0[1-9]|1[0-2])(?:[./\-][0-3]\d)?(?![\d])"
            rf"|(?P<{tag}y10>{year})[./](?P<{tag}m10>[1-9])(?!\d){'' if last else bare_month}"
            rf"|(?P<{tag}y13>{year})[ ]?[年년][ ]?(?P<{tag}m13>0?[1-9]|1[0-2])[ ]?[月월]"
            rf"|(?:{season})[ \t,\-–/]{{0,2}}(?:of[ ])?(?P<{tag}y4>{year}|{apostrophe}\d\d)"
            rf"|(?P<{tag}y14>{year})[ \t\-/]{{0,2}}{quarter}(?!\w)"
            rf"|(?P<{tag}y5>{year})\.?[ \t]{{1,2}}(?P<{tag}name5>{month})(?!\w)"
            rf"|(?P<{tag}y6>{year})(?![\d])"
            rf"|(?P<{tag}y7>{apostrophe}\d\d)(?!\w){'' if last else short_year}"
            rf"{shorts})"
        )

    lead = rf"(?:(?P<between>{any_of(words['between'])})[ ]{{1,2}}|(?P<since>{any_of(words['since'])})[ \t:]{{1,2}}|(?:(?:{any_of(words['before'] + words['ending'])}):?[ ]{{1,2}}){{1,2}})?"
    again = rf"(?:(?:{any_of(words['since'] + words['before'])}):?[ \t]{{1,2}})?"
    first = f"(?:{point('a')}|(?P<bare>{day}{month})(?={join}))"
    last = rf"(?:{again}{point('b')}|(?:\((?P<now2>{present})\)|(?P<now>{present}))(?!\w)|(?P<short>\d\d)(?![\d%./:]|[ \t]?\w))"
    alone = rf"(?:^|(?<=[\t(\[|])|(?<=[,|–—·•][ ])){apostrophe}(?P<alone>\d\d)(?=[ ]*(?:$|[\t)\]|]))"
    whole = (
        rf"(?<![\w$£€#@+]){lead}{first}"
        rf"(?:(?:(?:{join}|{both}){last})|-(?P<glued>{glued})(?!\w)|[ ](?P<onward>{any_of(words['onward'])})(?!\w)"
        rf"|(?P<slash>/(?P<short2>\d\d)(?![\d/]))|(?P<open>[ \t]*[–—-](?=[ \t]*[)\]]?[ \t]*(?:$|\t|\|))))?"
        rf"(?![\w%]|[.,]\d)|{alone}"
    )
    return re.compile(whole, re.IGNORECASE)


def is_month(text: str) -> bool:
    """Return whether a text is the name of a month and nothing else."""
    return text.strip(" .,").casefold() in _months()


@functools.cache
def _duration() -> re.Pattern[str]:
    words = language("dates")["words"]
    one = rf"(?:\d{{1,3}}(?:[.,]\d)?\+?|{any_of(words['counts'])})[ -]?(?:{any_of(words['durations'])})"
    return re.compile(
        rf"(?:^|(?<=[(\[\t|,·•–—;:/-])|(?<=[(\[\t|,·•–—;:/-][ ]))(?:(?:{any_of(words['about'])}):?[ ])?"
        rf"{one}(?:,?[ ](?:(?:{any_of(words['both'])})[ ])?{one}){{0,2}}(?=[ ]*(?:$|[)\]\t|,·•–—;]))",
        re.IGNORECASE,
    )


@functools.lru_cache(maxsize=64)
def without_durations(text: str) -> str:
    """Return the text with spaces in place of how long something took ("Intern (3 months)")."""
    return _duration().sub(lambda match: " " * len(match[0]), text) if len(text) <= _LONGEST else text


def _year(written: str) -> str:
    if len(written) == 4:
        return written
    number = int(written[-2:])
    return str(2000 + number if number < 50 else 1900 + number)


def _point(match: re.Match[str], tag: str) -> str | None:
    group = match.groupdict()
    for year, month in (("y1", "name"), ("y5", "name5"), ("y11", "name9")):
        if group[tag + year]:
            name = re.sub(r"[ \t]", " ", group[tag + month]).rstrip(".").casefold()
            number = _months().get(name)
            return f"{_year(group[tag + year])}-{number:02d}" if number else _year(group[tag + year])
    numbers = [("y2", "m2"), ("y12", "m7"), ("y3", "m3"), ("y10", "m10"), ("y13", "m13"), ("y9", "m9")]
    for year, month in [*numbers, ("y8", "m8")] if tag == "b" else numbers:
        if group[tag + year]:
            return f"{_year(group[tag + year])}-{int(group[tag + month]):02d}"
    written = next((group[tag + year] for year in ("y4", "y14", "y6", "y7") if group[tag + year]), None)
    return _year(written) if written else None


def _dates(match: re.Match[str]) -> Dates | None:
    group = match.groupdict()
    start, end = _point(match, "a"), _point(match, "b")
    first, last = match.span()
    if group["alone"]:
        return Dates(start=None, end=_year(group["alone"]), single=True, start_at=first, end_at=last)
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
    if any(group[each] for each in ("now", "now2", "glued", "onward", "open")):
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

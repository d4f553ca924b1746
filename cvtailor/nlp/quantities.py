"""Finding numbers with their units in a text, as digits or as words."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from cvtailor.nlp.phrases import values
from cvtailor.resources import language


class Unit(StrEnum):
    """What a number counts."""

    PERCENT = "percent"
    POINTS = "points"
    MULTIPLE = "multiple"
    FRACTION = "fraction"
    MONEY = "money"
    DURATION = "duration"
    DATA = "data"
    PHYSICAL = "physical"
    NONE = "none"  # a bare number: a count when a noun follows


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number in a text. Offsets are code points of that text.

    `start`–`end` covers all of it, `number` the number without unit ("1.2m", "10–15"), `unit` the unit
    (null when there is none). `value` is the magnitude (of the upper end of a range).
    """

    start: int
    end: int
    number: tuple[int, int]
    unit: tuple[int, int] | None
    kind: Unit
    value: float
    factor: float = 1.0  # of the unit, against units of the same kind (seconds, bytes)
    words: bool = False  # written as a word
    rate: bool = False  # per time ("/day")


# "7:40 to 5:15 minutes": told with colons, times of day never have such a unit behind them.
_CLOCK = r"\d{1,3}:[0-5]\d(?=(?:\s(?:to|→|->|–|-)\s\d{1,3}:[0-5]\d)?\s?(?:min|mins|minutes|hours|hrs|h|s|seconds)\b)"
_NUMBER = (
    rf"(?:{_CLOCK}|"
    r"\d{1,3}(?:[,\u00a0\u202f\u2009]\d{3}(?!\d))+(?:\.\d{1,6})?|\d{1,3}(?:[ ]\d{3}(?!\d))+|\d{1,12}(?:[.,]\d{1,6})?(?!\d)|\.\d{1,6})"
)
_FACTORS = {
    "k": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "mm": 1e6,
    "bn": 1e9,
    "b": 1e9,
    "t": 1e12,
    "thousand": 1e3,
    "million": 1e6,
}
_FACTORS |= {"billion": 1e9, "trillion": 1e12, "hundred": 1e2, "lakh": 1e5, "crore": 1e7}


def _choice(words: Iterable[str]) -> str:
    ordered = sorted(set(words), key=lambda each: (-len(each), each))
    return "|".join(re.escape(each).replace(r"\ ", r"\s") for each in ordered)


@functools.cache
def _pattern() -> re.Pattern[str]:
    """Digits with what may stand around them."""
    table = language("quantities")
    signs = _choice([*table["currency"]["signs"], *table["currency"]["codes"]])
    after = _choice([*table["currency"]["signs"], *table["currency"]["codes"], *table["currency"]["words"]])
    attached = _choice(table["scale"]["attached"])
    spaced = _choice(table["scale"]["spaced"])
    metres = rf"m\s(?:{_choice(table['scale']['metres_before'])})\b"  # "300 m shorter": no millions
    scale = rf"(?:(?:{attached})(?![\w])|[ \u00a0\u202f](?!{metres})(?:{spaced})(?![\w/]))"
    units = table["units"]
    kinds = []
    for kind in ("points", "percent", "multiple", "duration", "data", "physical"):
        names = _choice(units[kind])
        gap = r"[\s\u00a0-]?"
        kinds.append(rf"(?P<{kind}>{gap}(?:{names})(?![^\W_]))")
    rate = rf"(?P<rate>(?:\s?/\s?|\sper\s|\sa\s|\san\s|\seach\s)(?:{_choice(units['per'])})(?![\w]))"
    one = rf"{_NUMBER}{scale}?"
    return re.compile(
        rf"(?<![\w.])(?<![A-Za-z]-)(?<![\d],)"
        rf"(?P<currency>(?:{signs})\s?)?"
        rf"(?P<number>{one}(?:\s?[–—-]\s?(?:{signs})?{one}(?![\w-]*\d))?\+?)"
        rf"(?:(?P<money>\s?(?:{after})(?![^\W_]))|{'|'.join(kinds)})?"
        rf"{rate}?(?![\w]|[.,]\d|-[\w]*\d)"
    )


@functools.cache
def _word_pattern() -> re.Pattern[str]:
    """Numbers as words, with a unit word."""
    table = language("quantities")
    units = table["units"]
    numbers = _choice(table["number_words"])
    scales = _choice(table["vague"]["scales"])
    vague = rf"(?:{_choice(table['vague']['leads'])})\s(?:{scales})"
    currency = _choice([*table["currency"]["words"], *table["currency"]["codes"]])
    times, per = _choice([each for each in units["duration"] if len(each) > 2]), _choice(units["per"])
    tail = "|".join(
        rf"(?P<{kind}>[\s-]?(?:{_choice([u for u in units[kind] if len(u) > 3])})(?![^\W_]))"
        for kind in ("percent", "points", "multiple", "duration")
    )
    return re.compile(
        rf"(?<![\w-])(?:(?P<multiplier>{_choice(table['multipliers']['words'])})"
        rf"|(?P<fraction>{_choice(table['fractions'])})(?!\s(?:a\s|of\sa\s)?(?:{scales})\b|\san?\s(?:{times})\b)"
        rf"|(?P<number>{vague}|half\san?(?=\s(?:{times}|points?|stars?)\b)|an?(?=\s(?:{times})\s(?:a|an|per|each|every)\s(?:{per})\b)|(?:a\s)?(?:{numbers})(?:(?:[\s-]|\sand\s)(?:{numbers})){{0,4}}"
        rf"|(?:{_choice(table['vague']['leads'])})(?=\s(?:percent|per\scent|percentage)\b))"
        rf"(?:{tail}|(?P<money>\s(?:{currency})(?![^\W_])))?)(?![\w]|-[\w])",
        re.IGNORECASE,
    )


_DOWN_TO_ONE = re.compile(r"\b(?:down|back)\sto\s(?:just\s|only\s|about\s)?$", re.IGNORECASE)
_FROM_TO = re.compile(r"\bfrom\s[^,;.]{1,40}\sto\s(?:just\s|only\s)?$", re.IGNORECASE)


def find(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of `text` in order; they do not overlap."""
    shares = [_share(match) for match in _one_in().finditer(text)]
    found = [
        each
        for each in (_digits(match) for match in _pattern().finditer(text))
        if not any(one.start < each.end and each.start < one.end for one in shares)
    ]
    found = sorted([*found, *shares], key=lambda each: each.start)
    taken = [(each.start, each.end) for each in found]
    at = 0
    for match in _word_pattern().finditer(text):
        while at < len(taken) and taken[at][1] <= match.start():
            at += 1
        if at < len(taken) and taken[at][0] < match.end():
            continue
        quantity = _words(match)
        if quantity is not None:
            found.append(quantity)
    return tuple(sorted((_told_by_factor(text, each) for each in found), key=lambda each: each.start))


@functools.cache
def _one_in() -> re.Pattern[str]:
    """Return the pattern of "one in nine", "one job in forty"; not of "one in two weeks", "one in four leads"."""
    table = language("quantities")
    numbers, times = _choice(table["number_words"]), _choice(table["units"]["duration"])
    return re.compile(
        rf"(?<![\w-])one\s(?:[a-z-]+\s)?in\s(?:every\s)?(?P<whole>\d[\d,]*|(?:{numbers})(?:[\s-](?:{numbers}))?)"
        rf"(?![\w%.,]*\d|[\w%]|\s(?:{times}|per\s?cent)\b|\s(?:[a-z-]+\s)?[a-z-]+s\b)",
        re.IGNORECASE,
    )


def _share(match: re.Match[str]) -> Quantity:
    """Return "one in nine" as the fraction that it is."""
    whole = match["whole"].replace(",", "")
    value = float(whole) if whole.isdigit() else _spelled(re.split(r"[\s-]", whole.lower()))
    return Quantity(
        start=match.start(),
        end=match.end(),
        number=match.span(),
        unit=None,
        kind=Unit.FRACTION,
        value=1 / value if value else 0.0,
        words=True,
    )


_FACTOR = re.compile(
    r"(?:\ba\s)?\bfactor\sof\s(?:about\s|around\s|nearly\s|almost\s|over\s|roughly\s|some\s|~\s?)?$",
    re.IGNORECASE,
)


def _told_by_factor(text: str, quantity: Quantity) -> Quantity:
    """Return "a factor of six" as the multiple that it is; other quantities as they are."""
    match = _FACTOR.search(text, max(0, quantity.start - 30), quantity.start)
    if match is None or quantity.kind is not Unit.NONE:
        return quantity
    return replace(quantity, start=match.start(), kind=Unit.MULTIPLE)


def _trim(match: re.Match[str], group: str) -> tuple[int, int]:
    start, end = match.span(group)
    piece = match[group]
    start += len(piece) - len(piece.lstrip(" \u00a0\u202f\t-"))
    end -= len(piece) - len(piece.rstrip())
    return start, end


def _factor(match: re.Match[str], unit: tuple[int, int] | None) -> float:
    if unit is None:
        return 1.0
    return float(language("quantities")["factors"].get(match.string[unit[0] : unit[1]], 1.0))


def _digits(match: re.Match[str]) -> Quantity:
    kind, unit = Unit.NONE, None
    for name in ("points", "percent", "multiple", "duration", "data", "physical", "money"):
        if match[name]:
            kind, unit = Unit(name), _trim(match, name)
    end = match.end()
    if match["currency"]:
        if kind not in (Unit.NONE, Unit.MONEY):
            end = match.end("number")  # "£62k year on year"
        kind, unit = Unit.MONEY, _trim(match, "currency")
    return Quantity(
        start=match.start(),
        end=end,
        number=match.span("number"),
        unit=unit,
        kind=kind,
        value=value_of(match["number"], money=kind is Unit.MONEY),
        factor=_factor(match, unit),
        rate=bool(match["rate"]),
    )


def _words(match: re.Match[str]) -> Quantity | None:
    table = language("quantities")
    span = match.span()
    if match["multiplier"]:
        return Quantity(
            start=span[0], end=span[1], number=span, unit=None, kind=Unit.MULTIPLE, value=2.0, words=True
        )
    if match["fraction"]:
        value = float(table["fractions"].get(match["fraction"].lower(), 0.5))
        return Quantity(
            start=span[0], end=span[1], number=span, unit=None, kind=Unit.FRACTION, value=value, words=True
        )
    words = [each for each in re.split(r"[\s-]", match["number"].lower()) if each not in {"and", "a", "an"}]
    value = _spelled(words)
    kind, unit = Unit.NONE, None
    for name in ("percent", "points", "multiple", "duration", "money"):
        if match[name]:
            kind, unit = Unit(name), _trim(match, name)
    if words == ["one"] and kind is Unit.NONE:
        # "one of", "one model": hardly ever a count, save at an end of "from nine to one".
        before = match.string[max(0, span[0] - 60) : span[0]]
        if not (
            _DOWN_TO_ONE.search(before)
            or (_FROM_TO.search(before) and not match.string.startswith(" of", span[1]))
        ):
            return None
    return Quantity(
        start=span[0], end=span[1], number=match.span("number"), unit=unit, kind=kind, value=value, words=True
    )


def _spelled(words: list[str]) -> float:
    """Return the magnitude of a number in words ("three hundred thousand"); of a vague one, its scale word times three."""
    numbers = language("quantities")["number_words"]
    scales = set(language("quantities")["vague"]["scales"])
    if not words:
        return 1.0  # "an hour a day"
    if words == ["half"]:
        return 0.5
    if words[0] not in numbers or (words[0] == "several" and len(words) > 1):
        lead = {"half": 0.5, "quarter": 0.25}.get(words[0], 3.0)
        return lead * float(numbers.get(words[-1], 1)) if words[-1] in scales else 3.0
    total = part = 0.0
    for word in words:
        value = float(numbers.get(word, 0))
        if word in scales and part:
            part *= value
            if value >= 1000:
                total, part = total + part, 0.0
        else:
            part += value
    return total + part


_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+")


def value_of(number: str, *, money: bool = False) -> float:
    """Return the magnitude of a number as written ("1.2m", "1,400", "0,5", "10–15": the upper end).

    Sums of money have two decimals: "270.000" is read with thousands where `money` is true.
    """
    last = re.split(r"[–—-]", number.strip().rstrip("+"))[-1].lstrip(" £$€¥₹₺₽₩₪₫₴₱฿")
    if ":" in last:
        whole, part = last.split(":")[:2]
        return float(whole) + float(part) / 60
    match = re.match(r"[\d.,\s\u00a0\u202f\u2009]*\d|\.\d+", last)
    if match is None:
        return 0.0
    digits = re.sub(r"[\s\u00a0\u202f\u2009]", "", match[0])
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        digits = digits.replace(",", "")
    if money and _GROUPED.fullmatch(digits):
        digits = digits.replace(".", "")
    digits = digits.replace(",", ".")
    if digits.count(".") > 1:
        digits = digits.replace(".", "")
    factor = last[match.end() :].strip().lower()
    return float(digits) * _FACTORS.get(factor, 1.0)


def hedges() -> tuple[str, ...]:
    """Return the words that may stand before a number without changing what governs it."""
    return values("quantities", "hedges", "words")

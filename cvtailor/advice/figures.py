"""Reads the numbers of a sentence with what they hang on: unit, hedge, sign, and from, to or by."""

from __future__ import annotations

import dataclasses
import functools
import re
from dataclasses import dataclass

from cvtailor.advice import inflection
from cvtailor.advice.facts import Token, guard, words

_NUMBER = re.compile(r"(\.?\d[\d,]*(?:\.\d+)*)([^\d\W_]*)(%?)(\+?)$")


@dataclass(frozen=True, slots=True)
class Number:
    """A number and what it hangs on. `value` is normalised ("1.2k" → "1200"), `unit` canonical or "",
    `hedge` is about, most, least or "", `role` from, to, by or "", `start` the index of its hedge or sign,
    `at` that of the number itself, `end` the index after number and unit.
    """

    value: str
    unit: str
    hedge: str
    role: str
    negative: bool
    text: str
    start: int
    at: int
    end: int


@functools.cache
def _table(kind: str) -> dict[str, str]:
    if kind == "units":
        return {form: unit for unit, forms in guard()["units"].items() for form in forms}
    return {form: kind for kind in ("about", "most", "least") for form in guard()["numbers"][kind]}


def numbers(found: tuple[Token, ...]) -> list[Number]:
    """Return the numbers among the tokens, words like "twelve" and "halved" included."""
    read: list[Number] = []
    at = 0
    while at < len(found):
        number = _number(found, at)
        if number:
            read.append(number)
            at = number.end
        else:
            at += 1
    return _share_units(read, found)


def _number(found: tuple[Token, ...], at: int) -> Number | None:
    token = found[at]
    match = _NUMBER.match(token.text)
    read = _digits(match) if match else _word_number(found, at)
    if not read:
        return None
    value, unit = read[0], read[1]
    end, plus = (at + 1, bool(match.group(4))) if match else (read[2], False)
    while end < len(found) and found[end].lower in guard()["numbers"]["scale"] and not unit:
        if found[end].lower in {"m", "b", "k"} and not found[end].text.isupper():
            break
        value, end = _times(value, guard()["numbers"]["scale"][found[end].lower]), end + 1
    unit, end = _unit(found, end, unit)
    start = at
    negative = False
    if start and found[start - 1].text in {"-", "−", "–"} and not token.spaced and found[start - 1].spaced:
        negative, start = True, start - 1
    if start and found[start - 1].lower in _table("units") and not found[start - 1].lower[-1].isalnum():
        symbol = _table("units")[found[start - 1].lower]
        unit, start = unit if symbol in {"%", "x"} else symbol, start - 1
    if end < len(found) and found[end].text == "+" and not found[end].spaced:
        plus, end = True, end + 1
    hedge, start = ("least", start) if plus else _hedge(found, start, unit)
    return Number(
        _plain(value), unit, hedge, _role(found, start, end, unit), negative, token.text, start, at, end
    )


def _digits(match: re.Match[str]) -> tuple[str, str, int] | None:
    """Return value and unit of a token like "1,200", "20%", "3rd", "5x", "1.2M"; None for a name."""
    value, suffix, percent, _ = match.groups()
    value = value.replace(",", "")
    lower = suffix.lower()
    if percent:
        return value, "%", 0
    if suffix in {"st", "nd", "rd", "th"}:
        return value, "ordinal", 0
    if lower in _table("units") and lower != "m":
        return value, _table("units")[lower], 0
    if lower in guard()["numbers"]["scale"]:
        return _times(value, guard()["numbers"]["scale"][lower]), "", 0
    if suffix and (not suffix.islower() or len(suffix) > 3 or "." in value):
        return None
    return value, suffix, 0


def _word_number(found: tuple[Token, ...], at: int) -> tuple[str, str, int] | None:
    lower = found[at].lower
    table = guard()["numbers"]
    tail, previous = lower.rpartition("-")[2], found[at - 1].lower if at else ""
    if lower in table["cardinal"]:
        value, end = table["cardinal"][lower], at + 1
        if value >= 20 and value % 10 == 0 and end + 1 < len(found) and found[end].text == "-":
            more = table["cardinal"].get(found[end + 1].lower, 0)
            value, end = (value + more, end + 2) if 0 < more < 10 else (value, end)
        return str(value), "", end
    head = lower.partition("-")[0]
    if head in table["cardinal"] and tail in table["cardinal"]:
        return str(table["cardinal"][head] + table["cardinal"][tail]), "", at + 1
    if head in table["cardinal"] and tail == "fold":
        return str(table["cardinal"][head]), "x", at + 1
    if head in table["cardinal"] and lower != head:
        return str(table["cardinal"][head]), _table("units").get(tail, ""), at + 1
    if lower in table["ordinal"] and previous not in {"per", "a", "/", "each", "every", "at"}:
        return str(table["ordinal"][lower]), "ordinal", at + 1
    if lower in {"hundreds", "thousands", "millions", "billions", "dozens"}:
        return str(table["scale"][lower]), "plural", at + 1
    for lemma in (lower, *inflection.lemmas(lower)):
        if lemma in table["factor"]:
            return str(table["factor"][lemma]), "x", at + 1
    return None


def _unit(found: tuple[Token, ...], end: int, unit: str) -> tuple[str, int]:
    """Read the unit after a number: "%", "percentage points", "-fold", "ms"."""
    at = end + 1 if end < len(found) and found[end].text in {"-", "‑"} and not found[end].spaced else end
    if at >= len(found):
        return unit, end
    two = f"{found[at].lower} {found[at + 1].lower}" if at + 1 < len(found) else ""
    if unit == "%" and found[at].lower in {"points", "point", "pts", "-"}:
        return ("pp", at + 1) if found[at].lower != "-" else (unit, end)
    if unit:
        return unit, end
    if two in _table("units"):
        return _table("units")[two], at + 2
    if found[at].lower in _table("units"):
        unit, at = _table("units")[found[at].lower], at + 1
        if unit == "%" and at < len(found) and found[at].lower in {"points", "point", "pts"}:
            return "pp", at + 1
        if unit == "%" and at + 1 < len(found) and found[at].text == "-":
            return ("pp", at + 2) if found[at + 1].lower in {"points", "point"} else (unit, at)
        return unit, at
    return "", end


def _hedge(found: tuple[Token, ...], start: int, unit: str) -> tuple[str, int]:
    """Return the hedge before index `start` and the index where hedge and number begin."""
    for size in (3, 2, 1):
        begin = start - size
        if begin < 0:
            continue
        phrase = " ".join(each.lower for each in found[begin:start])
        hedge = _table("hedges").get(phrase)
        if hedge and not (
            phrase in {"over", "within", "around", "some"} and unit in guard()["numbers"]["durations"]
        ):
            return hedge, begin
    return "", start


def _role(found: tuple[Token, ...], start: int, end: int, unit: str) -> str:
    before = found[start - 1].lower if start else ""
    after = found[end].lower if end < len(found) else ""
    for role in ("by", "from", "to"):
        if before in guard()["words"][role]:
            return role
    if after in {"to", "→", "->"} and end + 1 < len(found) and _NUMBER.match(found[end + 1].text):
        return "from"
    of_change = before == "of" and start > 1 and _changes(found[start - 2].lower)
    if unit in {"%", "pp", "points", "x"} and (_changes(after) or of_change):
        return "by"
    return ""


def _changes(word: str) -> bool:
    keys = {word, *inflection.lemmas(word)}
    return any(keys & words("direction", side) for side in ("up", "down", "better", "worse", "faster"))


def _share_units(read: list[Number], found: tuple[Token, ...]) -> list[Number]:
    """Give the first number of "from 120 to 80 ms" or "10–15 %" the unit of the second."""
    shared = list(read)
    for at in range(len(read) - 2, -1, -1):
        one, two = shared[at], shared[at + 1]
        between = [each.lower for each in found[one.end : two.at]]
        joined = len(between) <= 2 and bool({"to", "-", "–", "—", "and", "or", "→", "->", "/"} & set(between))
        if joined and not one.unit and two.unit not in {"", "ordinal", "x"}:
            shared[at] = dataclasses.replace(one, unit=two.unit)
    return shared


def _times(value: str, scale: int) -> str:
    try:
        return _plain(repr(round(float(value) * scale, 6)))
    except (ValueError, OverflowError):
        return value


def _plain(value: str) -> str:
    value = "0" + value if value.startswith(".") else value
    if "e" in value or "inf" in value:
        return value
    if value.count(".") == 1:
        value = value.rstrip("0").rstrip(".")
    return value.lstrip("0") or "0" if not value.startswith("0.") else value

"""Reads the numbers of a sentence with what they hang on: unit, hedge, sign, and from, to or by."""

from __future__ import annotations

import dataclasses
import functools
import re
from dataclasses import dataclass

from cvtailor.advice import inflection
from cvtailor.advice.facts import Token, guard, words

_NUMBER = re.compile(r"(\.?\d[\d,'’]*(?:\.\d+)*)([^\d\W_]*)(%?)(\+?)$")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})*\.000$|[1-9]\d{0,2}(?:\.\d{3}){2,}$")


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
    prefix = "after_" if kind == "after" else ""
    return {form: side for side in ("about", "most", "least") for form in guard()["numbers"][prefix + side]}


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
    while end < len(found) and not unit and match and _continues(found, at, end):
        value, end = value + found[end].text, end + 1
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
    value, unit, start, end = _as_share(found, at, value, unit, start, end)
    start = _article(found, start)
    hedge, start = ("least", start) if plus else _hedge(found, start, unit)
    if not hedge:
        hedge, end = _hedge_after(found, end)
    return Number(
        _plain(value), unit, hedge, _role(found, start, end, unit), negative, token.text, start, at, end
    )


def _as_share(
    found: tuple[Token, ...], at: int, value: str, unit: str, start: int, end: int
) -> tuple[str, str, int, int]:
    """Read "a factor of 8", "2 thirds", "one in five" and "4 times smaller": (value, unit, start, end)."""
    if unit == "times" and end < len(found) and _compares(found, end):
        return value, "x", start, end
    if unit:
        return value, unit, start, end
    before = tuple(each.lower for each in found[max(0, at - 2) : at])
    if before in {("factor", "of"), ("factors", "of")}:
        return value, "x", at - 2, end
    small = int(value) if value.isdecimal() and len(value) < 4 else 0
    if before == ("one", "in") and small:
        return _share(1, small), "%", at - 2, end
    parts = guard()["numbers"]["fraction"].get(found[end].lower if end < len(found) else "", 0)
    of = end + 1 < len(found) and found[end + 1].lower == "of"
    if small and parts and (parts != 4 or of) and found[end].lower.endswith("s"):
        return _share(small, parts), "%", start, end + 1
    return value, unit, start, end


def _continues(found: tuple[Token, ...], at: int, end: int) -> bool:
    """Return whether a group of three digits belongs to the number before it: "19 500"."""
    text = found[end].text
    return len(text) == 3 and text.isdigit() and found[at].text.isdigit() and len(found[at].text) <= 3


def _compares(found: tuple[Token, ...], at: int) -> bool:
    """Return whether "times" before `at` is a factor: "4 times smaller", "3 times as many"."""
    lower = found[at].lower
    return lower in {"as", "more", "less", "fewer", "the", "better", "worse"} or lower.endswith("er")


def _article(found: tuple[Token, ...], start: int) -> int:
    """Step over "a" or "one" that belongs to the number, so that a hedge before it is seen."""
    while start > 0 and found[start - 1].lower in {"a", "an", "one", "the"}:
        if start < 2 or not _table("hedges").get(found[start - 2].lower):
            break
        start -= 1
    return start


def _hedge_after(found: tuple[Token, ...], end: int) -> tuple[str, int]:
    """Return the hedge behind a number ("30 or more") and where it ends."""
    for size in (4, 3, 2, 1):
        phrase = " ".join(each.lower for each in found[end : end + size])
        hedge = _table("after").get(phrase) if end + size <= len(found) else None
        if hedge and not (size == 1 and phrase in {"plus", "minimum", "maximum", "max", "approximately"}):
            return hedge, end + size
    return "", end


def _digits(match: re.Match[str]) -> tuple[str, str, int] | None:
    """Return value and unit of a token like "1,200", "20%", "3rd", "5x", "1.2M"; None for a name."""
    value, suffix, percent, _ = match.groups()
    value = re.sub("[,'’]", "", value)
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
    part = _fraction(found, at)
    if part:
        return part
    tail, previous = lower.rpartition("-")[2], found[at - 1].lower if at else ""
    if lower in table["cardinal"]:
        value, end = table["cardinal"][lower], at + 1
        if value >= 20 and value % 10 == 0 and end + 1 < len(found) and found[end].text == "-":
            more = table["cardinal"].get(found[end + 1].lower, 0)
            value, end = (value + more, end + 2) if 0 < more < 10 else (value, end)
        return str(value), "", end
    head = lower.partition("-")[0]
    if head in table["cardinal"] and lower != head:
        more, unit = table["cardinal"].get(tail, 0), "x" if tail == "fold" else _table("units").get(tail, "")
        return str(table["cardinal"][head] + more), unit, at + 1
    if head in table["ordinal"] and tail in {"author", "year", "place", "prize", "order", "class", "grade"}:
        return str(table["ordinal"][head]), "ordinal", at + 1
    if lower in {"hundred", "thousand", "million", "billion"}:
        return str(table["scale"][lower]), "", at + 1
    if lower in table["ordinal"] and (
        previous not in {"per", "a", "/", "each", "every", "at"} or _counts_off(found, at, previous)
    ):
        return str(table["ordinal"][lower]), "ordinal", at + 1
    if lower in {"hundreds", "thousands", "millions", "billions", "dozens"}:
        return str(table["scale"][lower]), "plural", at + 1
    for lemma in (lower, *inflection.lemmas(lower)):
        if lemma in table["factor"]:
            return str(table["factor"][lemma]), "x", at + 1
    return None


def _counts_off(found: tuple[Token, ...], at: int, previous: str) -> bool:
    """Return whether an ordinal behind "every" or "a" is one: "every third test", no "3,000 a second"."""
    following = found[at + 1].lower if at + 1 < len(found) else "."
    noun = following[0].isalpha() and following not in guard()["words"]["function"]
    return previous in {"every", "each"} and noun and (found[at].lower != "second" or previous == "every")


def _fraction(found: tuple[Token, ...], at: int) -> tuple[str, str, int] | None:
    """Read "a third", "one-third", "two thirds", "three quarters" as a percentage to one decimal."""
    table = guard()["numbers"]
    lower = found[at].lower
    head, _, tail = lower.partition("-")
    counts = {"one": 1, "a": 1, **table["cardinal"]}
    if tail in table["fraction"] and head in counts and head != "a":
        return _share(counts[head], table["fraction"][tail]), "%", at + 1
    if lower in counts and lower not in {"one", "a"} and at + 1 < len(found):
        following = at + 2 if found[at + 1].text == "-" and at + 2 < len(found) else at + 1
        name = found[following].lower
        of = following + 1 < len(found) and found[following + 1].lower == "of"
        periods = name == "quarters" and not of  # "the last three quarters" are nine months
        if name in table["fraction"] and name.endswith("s") and name != "halves" and not periods:
            return _share(counts[lower], table["fraction"][name]), "%", following + 1
    previous = found[at - 1].lower if at else ""
    if lower in table["fraction"] and lower not in {"half", "halves"} and previous in {"a", "one", "an"}:
        following_word = found[at + 1].lower if at + 1 < len(found) else "."
        closes = following_word in {
            "of",
            "less",
            "more",
            "fewer",
            "and",
            "through",
            "in",
            "to",
            "with",
            "using",
        }
        if closes or not following_word[0].isalnum() or following_word.endswith("er"):
            return _share(1, table["fraction"][lower]), "%", at + 1
    return None


def _share(part: int, whole: int) -> str:
    return _plain(str(round(100 * part / whole, 1)))


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
    for size in (4, 3, 2, 1):
        begin = start - size
        if begin < 0:
            continue
        phrase = " ".join(each.lower for each in found[begin:start])
        hedge = _table("hedges").get(phrase)
        if hedge and not (phrase in {"over", "within"} and unit in guard()["numbers"]["durations"]):
            return hedge, begin
    return "", start


def _role(found: tuple[Token, ...], start: int, end: int, unit: str) -> str:
    before = found[start - 1].lower if start else ""
    after = found[end].lower if end < len(found) else ""
    led = start > 1 and found[start - 2].lower in guard()["words"]["no_level"]
    for role in ("by", "from", "to"):
        if before in guard()["words"][role] and not (role == "to" and led):
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
    if _THOUSANDS.match(value):
        value = value.replace(".", "")  # "270.000", as written on the continent
    if "e" in value or "inf" in value:
        return value
    if value.count(".") == 1:
        value = value.rstrip("0").rstrip(".")
    return value.lstrip("0") or "0" if not value.startswith("0.") else value

"""Compares the figures of two texts: value, unit, sign, hedge, and from, to or by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cvtailor.advice import facts, rates
from cvtailor.advice.types import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cvtailor.advice.figures import Number
    from cvtailor.advice.reading import Text


def compare(old: Text, new: Text, *, free: bool = False) -> Iterator[Fault]:
    """Yield the figures that changed, were dropped or were added; `free` lets one be told twice."""
    kept, dropped, added = _paired(old.numbers, new.numbers)
    for one, two in kept:
        if not _same_unit(one.unit, two.unit):
            message = f"“{shown(one, old)}” became “{shown(two, new)}”: the unit changed."
        elif one.negative != two.negative:
            message = f"“{shown(one, old)}” became “{shown(two, new)}”: the sign changed."
        elif one.hedge != two.hedge:
            message = f"The old text says “{shown(one, old)}”, the new one “{shown(two, new)}”."
        elif one.role and two.role and one.role != two.role:
            message = f"“{one.role} {one.text}” became “{two.role} {two.text}”."
        else:
            continue
        yield Fault(kind="number", text=shown(two, new), message=message)
    if free:
        dropped = [each for each in dropped if not is_one(each, new)]
        held = {
            (each.value, each.unit, each.hedge, key) for each in old.numbers for key in _counted(each, old)
        }
        added = [
            each
            for each in added
            if not is_one(each, old)
            and not any((each.value, each.unit, each.hedge, key) in held for key in _counted(each, new))
        ]
    if len(dropped) == len(added) == 1 and dropped[0].unit == added[0].unit:
        message = f"“{shown(dropped[0], old)}” became “{shown(added[0], new)}”."
        yield Fault(kind="number", text=shown(added[0], new), message=message)
        dropped, added = [], []
    for each in dropped:
        message = f"“{shown(each, old)}” was dropped."
        yield Fault(kind="number", text=shown(each, old), message=message, side="old")
    for each in added:
        message = f"“{shown(each, new)}” is not in the old text."
        yield Fault(kind="number", text=shown(each, new), message=message)
    yield from _strays(old, new)
    if free:
        yield from rates.compare(old, new)


def _counted(number: Number, text: Text) -> frozenset[str]:
    """Return the keys of the word behind a figure: what is counted, so that it may be told twice."""
    for at in range(number.end, min(number.end + 3, len(text.tokens))):
        if text.lower[at][0].isalpha() and not facts.is_function(text.lower[at]):
            return text.keys[at]
    return frozenset()


def _strays(old: Text, new: Text) -> Iterator[Fault]:
    """Yield tokens with a digit that are read as neither figure nor name and stand on one side only."""
    for having, other, side in ((new, old, "new"), (old, new, "old")):
        known = {facts.squash(each.text) for each in other.tokens} | other.known
        for at, token in enumerate(having.tokens):
            if at in having.counted or at in having.names or not any(each.isnumeric() for each in token.text):
                continue
            if facts.squash(token.text) not in known:
                change = "is not in the old text" if side == "new" else "was dropped"
                message = f"“{token.text}” {change}."
                yield Fault(kind="number", text=token.text, message=message, side=side)


def _same_unit(one: str, two: str) -> bool:
    return one == two or {one, two} in ({"x", "times"}, {"times", ""}, {"points", "pp"})


def is_one(number: Number, other: Text) -> bool:
    """Return whether "1" is written out or left to the article in the other text."""
    return number.value == "1" and bool({"one", "a", "an", "single"} & set(other.lower))


def _paired(
    old: list[Number], new: list[Number]
) -> tuple[list[tuple[Number, Number]], list[Number], list[Number]]:
    """Pair numbers of equal value, those of equal unit, hedge and role first."""
    kept: list[tuple[Number, Number]] = []
    left, right = list(old), list(new)
    levels = (
        lambda each: (each.value, each.unit, each.hedge, each.negative, each.role),
        lambda each: (each.value, each.unit, each.hedge, each.negative),
        lambda each: (each.value, each.unit),
        lambda each: each.value,
    )
    for level in levels:
        waiting: dict[object, list[Number]] = {}
        for each in reversed(right):
            waiting.setdefault(level(each), []).append(each)
        rest: list[Number] = []
        for one in left:
            matches = waiting.get(level(one))
            if matches:
                kept.append((one, matches.pop()))
            else:
                rest.append(one)
        taken = {id(two) for _, two in kept}
        left, right = rest, [each for each in right if id(each) not in taken]
    return kept, *_equivalent(left, right)


def _equivalent(old: list[Number], new: list[Number]) -> tuple[list[Number], list[Number]]:
    """Cancel "halved" against "by 50 %", "doubled" against "by 100 %", "a quarter" against "25 %"."""
    same = {"0.5": {"50"}, "2": {"100"}, "3": {"200"}, "4": {"300"}}
    near = {
        "33.3": {"33"},
        "66.7": {"67", "66"},
        "16.7": {"17"},
        "14.3": {"14"},
        "11.1": {"11"},
        "12.5": {"12.5"},
    }
    rest_old, rest_new = [], list(new)
    if len(old) * len(new) > 2500:
        return old, new
    for one in old:
        match = next(
            (
                two
                for two in rest_new
                if one.hedge == two.hedge
                and (
                    (
                        (one.unit, two.unit) in {("x", "%"), ("%", "x")}
                        and (two.value in same.get(one.value, ()) or one.value in same.get(two.value, ()))
                    )
                    or (one.unit == two.unit == "%" and two.value in near.get(one.value, ()))
                    or (one.unit == two.unit == "%" and one.value in near.get(two.value, ()))
                )
            ),
            None,
        )
        if match:
            rest_new.remove(match)
        else:
            rest_old.append(one)
    return rest_old, rest_new


def shown(number: Number, text: Text) -> str:
    """Return a figure with its hedge and unit, as a person says it."""
    end = number.end if number.end - number.at <= 4 else number.at + 1
    words = " ".join(each.text for each in text.tokens[number.at : end])
    hedge = {"about": "about ", "most": "up to ", "least": "at least "}.get(number.hedge, "")
    return f"{hedge}{'−' if number.negative else ''}{words}"


def in_blanks(before: str, after: str) -> Iterator[Fault]:
    """Yield the blanks of the new text that already hold a figure."""
    allowed = {each for blank in facts.blanks(before) for each in blank if each.isdigit()}
    for blank in facts.blanks(after):
        if any(each.isdigit() and each not in allowed for each in blank):
            yield Fault(kind="number", text=blank, message=f"The blank {blank} already holds a figure.")

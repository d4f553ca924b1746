from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvtailor.nlp.quantities import Unit, find, value_of

CASES = [
    ("by 15%", "15", "%", Unit.PERCENT),
    ("by 15 %", "15", "%", Unit.PERCENT),
    ("by 15 percent", "15", "percent", Unit.PERCENT),
    ("by 12.5 per cent", "12.5", "per cent", Unit.PERCENT),
    ("by 10–15 %", "10–15", "%", Unit.PERCENT),
    ("by 3 pp", "3", "pp", Unit.POINTS),
    ("by 4 percentage points", "4", "percentage points", Unit.POINTS),
    ("by 30 bps", "30", "bps", Unit.POINTS),
    ("10x faster", "10", "x", Unit.MULTIPLE),
    ("3× faster", "3", "×", Unit.MULTIPLE),
    ("two-fold", "two", "fold", Unit.MULTIPLE),
    ("three times faster", "three", "times", Unit.MULTIPLE),
    ("£1.2m", "1.2m", "£", Unit.MONEY),
    ("$35K", "35K", "$", Unit.MONEY),
    ("EUR 2 million", "2 million", "EUR", Unit.MONEY),
    ("60k€", "60k", "€", Unit.MONEY),
    ("5 million dollars", "5 million", "dollars", Unit.MONEY),
    ("3 h", "3", "h", Unit.DURATION),
    ("120 ms", "120", "ms", Unit.DURATION),
    ("40 TB/day", "40", "TB", Unit.DATA),
    ("a third", "a third", None, Unit.FRACTION),
    ("1,400 citations", "1,400", None, Unit.NONE),
    ("5M+ users", "5M+", None, Unit.NONE),
    ("twelve papers", "twelve", None, Unit.NONE),
]


@pytest.mark.parametrize(("text", "number", "unit", "kind"), CASES)
def test_number_unit_kind(text: str, number: str, unit: str | None, kind: Unit) -> None:
    (found,) = find(text)
    assert text[slice(*found.number)] == number
    assert (text[slice(*found.unit)] if found.unit else None) == unit
    assert found.kind is kind


@pytest.mark.parametrize(
    "text", ["GPT-4", "CIFAR-10", "H100", "k8s", "v2", "B2B", "F1", "one of us", "someone"]
)
def test_no_quantity(text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.2m", 1.2e6), ("1,400", 1400), ("0,5", 0.5), ("10–15", 15), ("3 million", 3e6), (".61", 0.61)],
)
def test_value(text: str, value: float) -> None:
    assert value_of(text) == pytest.approx(value)


@settings(deadline=None)
@given(st.text(alphabet="0123456789 ,.%-–£kmxto\u00a0", max_size=80))
def test_quantities_are_ordered_and_apart(text: str) -> None:
    at = 0
    for each in find(text):
        assert at <= each.start <= each.number[0] < each.number[1] <= len(text)
        assert each.number[1] <= each.end
        at = each.end

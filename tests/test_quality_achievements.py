"""What `benchmarks/quality_achievements.py` measures: right for right judgements, low for wrong ones."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

import quality_achievements as quality

from cvtailor.document import Span
from cvtailor.nlp.types import Achievement, Slot

HERE = Path(__file__).parent


def slot(text: str) -> Slot:
    return Slot(text=text, span=Span(start=0, end=len(text)))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("38 %", 38), ("1,200", 1200), ("£1.2m", 1_200_000), ("35K", 35_000), ("half", 0.5), ("0.402", 0.402),
        ("2,3", 2.3), ("EUR 2 million", 2_000_000), ("2nd", 2), ("many", None), ("40 ms", 40),
    ],
)  # fmt: skip
def test_figure(text: str, number: float | None) -> None:
    assert quality.figure(text) == number


def test_rates() -> None:
    assert quality.rates([True, True, False, False], [True, False, True, False]) == (0.5, 0.5, 0.5)
    assert quality.rates([False], [False])[:2] == (1.0, 1.0)


@pytest.mark.parametrize(
    ("label", "told", "right"),
    [
        ({"amount": "38 %", "value": 38, "unit": "%"}, Achievement(amount=slot("38"), unit=slot("%")), True),
        ({"amount": "38 %", "value": 38, "unit": "%"}, Achievement(amount=slot("38")), False),
        ({"amount": "38 %", "value": 38, "unit": "%"}, Achievement(amount=slot("83"), unit=slot("%")), False),
        ({"amount": "£1.2m", "value": 1.2e6, "unit": "£"}, Achievement(amount=slot("£1.2m")), True),
        (
            {"amount": "12", "value": 12, "unit": "papers", "amount_is": "count"},
            Achievement(value=slot("12"), metric=slot("papers")),
            True,
        ),
        ({"amount": "0.83", "value": 0.83}, Achievement(value=slot("0.83")), True),
        ({"amount": "0.83", "value": 0.83}, Achievement(), False),
    ],
)
def test_a_figure_is_right_with_its_unit(label: quality.Item, told: Achievement, right: bool) -> None:
    assert quality.figure_is_right(label, told) is right


def test_the_labelled_items_are_whole() -> None:
    items = quality.load(sorted((HERE / "bullets").glob("*.toml")))
    assert len(items) >= 450
    assert len({item["id"] for item in items}) == len({item["text"] for item in items}) == len(items)
    for item in items:
        assert item["kind"] in quality.KINDS
        assert item["measurable"] is bool(item.get("achievements"))
        for achievement in item.get("achievements", []):
            for name in (
                "action",
                "change",
                "metric",
                "amount",
                "unit",
                "baseline",
                "reached",
                "method",
                "prize",
            ):
                assert achievement.get(name, "") in item["text"]


def test_all_right_and_all_wrong() -> None:
    items = quality.load([HERE / "bullets" / "part1.toml"])
    right = [quality.Told(i["kind"], i["measurable"], i["weak_opening"]) for i in items]
    wrong = [quality.Told("none", not i["measurable"], not i["weak_opening"]) for i in items]
    assert quality.rates([i["measurable"] for i in items], [b.measurable for b in right])[2] == 1
    assert quality.rates([i["measurable"] for i in items], [b.measurable for b in wrong])[2] == 0
    assert "1.000" in quality.report(items, right)
    assert len(quality.wrong(items, wrong)) == len(items)


def test_agreement_of_a_labelling_with_itself() -> None:
    items = quality.load([HERE / "bullets" / "part1.toml"])
    assert quality.agreement(items, items).count("1.000") == 8

"""What replaces a value is a result; a range, a target and a size are none."""

import pytest

from cvtailor.nlp.items import read_text
from cvtailor.nlp.types import ResultKind


@pytest.mark.parametrize(
    ("text", "value", "baseline"),
    [
        ("Rewrote a pipeline in pandas so that it runs in 4 minutes instead of 50.", "4", "50"),
        (
            "Built a feature store; features reach production in two days instead of three weeks",
            "two",
            "three",
        ),
        ("Reports now take 10 minutes rather than 3 hours.", "10", "3"),
        ("Increased seats from 8 to 10.", "10", "8"),
    ],
)
def test_a_replaced_value_is_an_outcome(text: str, value: str, baseline: str) -> None:
    bullet = read_text(text)
    assert bullet.kind is ResultKind.OUTCOME
    assert bullet.measurable
    (found,) = bullet.achievements
    assert found.value
    assert found.baseline
    assert (found.value.text, found.baseline.text) == (value, baseline)


@pytest.mark.parametrize(
    "text",
    [
        "Looked after 8 to 10 patients per shift",
        "Taught 20 to 25 pupils in mixed groups",
        "Target: increase sales by 20% (project canceled).",
        "Goal: cut costs by 10% next year",
        "Objectives: raise recall to 0.9 and cut latency by 30 ms",
    ],
)
def test_a_range_or_a_target_is_not_measured(text: str) -> None:
    assert not read_text(text).measurable


def test_a_label_rules_its_own_sentence_only() -> None:
    assert read_text("Result: cut costs by 10%.").measurable
    assert read_text("Goal: cut costs. Cut them by 12%.").measurable

"""Blanks filled with a person's answers, and what an accepted text breaks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvtailor.advice import accepting, facts
from cvtailor.advice.rewriting import rewrite_bullet
from cvtailor.nlp.items import read_text

BLANK = "[, cutting latency from X ms to Y ms at Z % accuracy]"
TEXT = f"Pruned CNN models {BLANK}."


@pytest.mark.parametrize(
    ("answer", "after"),
    [
        ("120; 45; 92", "Pruned CNN models, cutting latency from 120 ms to 45 ms at 92 % accuracy."),
        ("120, 45, 92", "Pruned CNN models, cutting latency from 120 ms to 45 ms at 92 % accuracy."),
        ("1,200;45 ;92", "Pruned CNN models, cutting latency from 1,200 ms to 45 ms at 92 % accuracy."),
        ("cutting latency by half", "Pruned CNN models, cutting latency by half."),
        (", cutting latency by half.", "Pruned CNN models, cutting latency by half."),
        ("[halving the latency]", "Pruned CNN models, halving the latency."),
        (r"see \1 and \g<0>", r"Pruned CNN models, see \1 and \g<0>."),
        ("", "Pruned CNN models."),
        ("  ", "Pruned CNN models."),
    ],
)
def test_filled(answer: str, after: str) -> None:
    assert accepting.filled(TEXT, BLANK, answer) == after


@pytest.mark.parametrize(
    ("text", "blank", "answer", "after"),
    [
        ("Raised AUC [from X] to 0.84", "[from X]", "0.71", "Raised AUC from 0.71 to 0.84"),
        ("Raised AUC [from X] to 0.84", "[from X]", "", "Raised AUC to 0.84"),
        ("Grew it [from $X] to $4M", "[from $X]", "2M", "Grew it from $2M to $4M"),
    ],
)
def test_a_baseline(text: str, blank: str, answer: str, after: str) -> None:
    assert accepting.filled(text, blank, answer) == after


def test_places() -> None:
    assert accepting.places(BLANK) == ("X", "Y", "Z")
    assert accepting.places("[, raising METRIC from X to Y on DATA]") == ("METRIC", "X", "Y", "DATA")
    assert accepting.places("[, used by people]") == ()


def test_own_figures_are_fine_and_other_facts_are_said() -> None:
    before = "Responsible for pruning CNN models in 2021"
    own = f"120 45 {BLANK}"
    after = "Pruned CNN models in 2021, cutting latency from 120 ms to 45 ms"
    assert accepting.broken(before, after, own) == ()
    assert accepting.broken(before, after)
    lost = accepting.broken(before, after.replace("2021", "2020"), own)
    assert any("2021" in each.message for each in lost)
    assert accepting.broken("Helped build a parser", "Built a parser in 3 days", "3 days")


@given(st.text(max_size=40))
def test_any_answer_leaves_the_rest_as_it_is(answer: str) -> None:
    done = accepting.filled(TEXT, BLANK, answer)
    assert done.startswith("Pruned CNN models")
    assert done.endswith(".")
    assert BLANK not in done


@pytest.mark.parametrize(
    "text",
    ["Responsible for training CNN models", "Introduced code review", "Raised AUC to 0.84 with focal loss"],
)
def test_every_blank_can_be_filled_and_deleted(text: str) -> None:
    found = rewrite_bullet(read_text(text))
    assert found is not None
    (blank,) = found.blanks
    values = ["7"] * len(accepting.places(blank.text))
    assert facts.blanks(accepting.filled(found.after, blank.text, "; ".join(values))) == ()
    assert accepting.dropped(found.after, blank.text) == facts.without_blanks(found.after)

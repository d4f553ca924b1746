"""What the words of an item as a whole make of its numbers where no rule knows the wording."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvtailor.nlp import features, odds, results
from cvtailor.nlp.achievements import read_achievements
from cvtailor.nlp.readings import Says
from cvtailor.nlp.types import Confidence, ResultKind

# Results in wordings that no rule knows: the figure that is told.
TOLD = [
    ("Talked three suppliers round, which was worth £8,900 to the kitchen by Christmas.", "8,900"),
    ("Charmed the landlord into forgoing a quarter's rent, which spared the charity £21,300.", "21,300"),
    ("Outran my yearly quota by 27 %, mostly with accounts that had gone quiet.", "27"),
    ("Goal was 150 sign-ups, got 310 in the first weekend.", "310"),
]
# No results, whatever the numbers.
NOT_TOLD = [
    "Drove a 7.5-tonne lorry on route N9 with a digital tachograph.",
    "Dispatched ambulances in sector 4, 12 on and 12 off.",
    "Rowed in seat 5 of the second eight over 2,000 m.",
    "Taught in a hall with 240 seats and two projectors.",
    "Trained in fire safety, level 3, and manual handling, part 2.",
]


@pytest.mark.parametrize(("text", "figure"), TOLD)
def test_a_result_no_rule_knows_is_told_with_its_figure(text: str, figure: str) -> None:
    kind, measurable, told = read_achievements(text)
    assert (kind, measurable) == (ResultKind.OUTCOME, True)
    assert any(slot and slot.text.endswith(figure) for each in told for slot in (each.amount, each.value))


@pytest.mark.parametrize("text", NOT_TOLD)
def test_numbers_alone_are_no_result(text: str) -> None:
    assert not read_achievements(text)[1]


def test_what_the_words_add_is_of_low_confidence() -> None:
    text = TOLD[1][0]
    rules = results.gathered(text).results
    added = [each for each in results.read(text)[1] if each not in rules]
    assert [each.confidence for each in added] == [Confidence.LOW]


def test_a_sure_rule_is_not_overruled_by_odd_company() -> None:
    text = "Cut waiting from 9 to 4 minutes in ward 7B, bays 1 to 4, with 2 nurses per shift"
    assert any(each.says is Says.CHANGE for each in results.read(text)[1])


def test_nothing_is_told_of_a_text_without_numbers_or_results() -> None:
    assert results.read("Kept the minutes of the parish council and its archive.")[1] == ()


def test_the_words_of_a_number_are_told_by_place() -> None:
    text = "Cut waiting by 4 minutes a patient"
    read = results.gathered(text)
    found = features.number(text, read.clauses, *read.numbers[0])
    assert {"1<by", "2<waiting", "<@down", "duration", "one", "rate"} <= found


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_has_odds_and_spans_inside(text: str) -> None:
    for each in odds.weighed(text, results.gathered(text)):
        assert 0 <= each.span[0] < each.span[1] <= len(text)


def test_weights_are_whole() -> None:
    table = odds._weights()
    assert len(table.items) > 4000
    assert all(len(row) == len(table.start) == 4 for row in table.items.values())
    assert len(table.numbers) > 1000


def test_an_unfilled_blank_is_never_raised_to_a_result() -> None:
    assert not read_achievements("Cut latency by [X %] on 40 servers")[1]

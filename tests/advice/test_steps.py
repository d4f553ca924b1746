"""Steps: what to do first. Their gains add up, none is negative, nothing untrue is among them."""

from __future__ import annotations

import dataclasses

import pytest
from advice_factories import DUTY, LEXICON, PLAIN, PROJECT, RESULT, cv, evidence, ordinary, rewrite
from hypothesis import given
from hypothesis import strategies as st
from rule_cases import LINES, NOW, evidences, many, shows

from cvtailor.advice import advise, blanks, catalogue, score, steps, suggestions
from cvtailor.advice.types import Action, Report, Rewrite, Settings
from cvtailor.document import SectionKind
from cvtailor.nlp.types import Evidence

BLANK = "[, cutting errors by X %]"


def proposals(found: Evidence) -> tuple[Rewrite, ...]:
    return (
        rewrite(found, DUTY, "Trained image models in PyTorch on a cluster of machines", "WD01"),
        rewrite(found, PLAIN, PLAIN + " " + BLANK, "AC02", blank=BLANK),
    )


def report(found: Evidence, rewrites: tuple[Rewrite, ...] = ()) -> Report:
    return advise(found, Settings(), rewrites=rewrites)


def test_rewrites_and_suggestions_stand_side_by_side() -> None:
    made = report(ordinary(), proposals(ordinary()))
    titles = [each.title for each in made.steps]
    assert "Put a figure on the work (p.1, Orbit, 3rd bullet)" in titles
    assert "Open with the verb of the work (p.1, Orbit, 2nd bullet)" in titles
    assert any(each.startswith("Say “CNN”") for each in titles)
    for each in made.steps:
        assert each.gain > 0
        assert each.detail
        assert (each.keyword is None) or (each.rewrite is None)
        if each.rewrite is not None:
            assert made.rewrites[each.rewrite].span == each.span


def test_what_to_add_only_if_true_is_never_a_step() -> None:
    made = report(ordinary())
    untrue = {each.keyword for each in made.suggestions if each.action is Action.ADD_IF_TRUE}
    assert untrue
    assert not untrue & {each.keyword for each in made.steps}


def test_an_unmeasured_bullet_without_a_rewrite_is_a_step_too() -> None:
    made = report(ordinary())
    asked = [each for each in made.steps if each.rules == ("AC02",)]
    assert asked
    assert "What changed through it" in asked[0].detail


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Managed a ward of 28 beds", "Say what came of the work"),
        ("Trained six new nurses", "Say what came of the work"),
        ("Managed a ward of the city hospital", "Put a figure on the work"),
    ],
)
def test_no_figure_is_asked_where_one_is_stated(text: str, title: str) -> None:
    assert steps._result_wanted(text) == title


def test_only_one_of_two_rewrites_of_an_item_is_a_step() -> None:
    found = ordinary()
    two = (*proposals(found), rewrite(found, DUTY, "Trained CNN models " + BLANK, "WD01", blank=BLANK))
    spans = [each.span for each in report(found, two).steps if each.rewrite is not None]
    assert len(spans) == len(set(spans))


def test_a_good_cv_gets_few_steps() -> None:
    good = dataclasses.replace(
        many(6, 4),
        keywords=shows(**{each.id.replace("-", "_"): "used" for each in LEXICON.keywords}).keywords,
    )
    assert report(good).steps == ()


def test_a_finding_carries_its_rewrite() -> None:
    made = report(ordinary(), proposals(ordinary()))
    weak = next(each for each in made.findings if each.rule == "WD01")
    assert weak.rewrite == made.rewrites[0]
    assert all(each.rewrite is None for each in made.findings if each.rule == "RS01")


@given(evidences(), st.data())
def test_gains_add_up(found: Evidence, data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(found.bullets), unique_by=lambda each: each.span))
    rewrites = tuple(
        rewrite(found, each.text, each.text + BLANK, "WD01", "AC02", blank=BLANK)
        if data.draw(st.booleans())
        else rewrite(found, each.text, each.text, "WD01")
        for each in chosen
    )
    settings = Settings()
    findings = catalogue.findings(found, settings)
    facts = score.basis(found, findings, settings)
    made = advise(found, settings, rewrites=rewrites)
    assert all(each.gain >= 1 for each in made.steps)
    assert len(made.steps) <= steps.MOST
    by_keyword = {each.keyword: each for each in made.suggestions}
    total = made.score.total
    assert total is not None
    for each in made.steps:
        if each.keyword is not None:
            facts = suggestions.apply(facts, by_keyword[each.keyword])
        else:
            assert each.span is not None
            measures = (
                steps.measuring(made.rewrites[each.rewrite])
                if each.rewrite is not None
                else "AC02" in each.rules
            )
            facts = steps.reworded(facts, each.span, frozenset(each.rules), measures=measures)
        after = score.score(facts).total
        assert after is not None
        assert after - total == each.gain
        total = after
    assert total <= 100


def test_the_order_is_by_gain_at_each_turn() -> None:
    gains = [each.gain for each in report(ordinary(), proposals(ordinary())).steps]
    assert gains[0] == max(gains)


def test_the_factories_hold_what_the_tests_quote() -> None:
    assert [each.text for each in ordinary().bullets] == [RESULT, DUTY, PLAIN, PROJECT]


def test_own_part_is_no_figure() -> None:
    found = ordinary()
    own = blanks.own_part()
    asked = rewrite(found, DUTY, DUTY + " " + own.text, "WD01", blank=own.text)
    step = next(each for each in report(found, (asked,)).steps if each.rewrite == 0)
    assert step.title.startswith("Say which part was yours")
    assert not steps.measuring(asked)


def test_a_proposal_goes_before_advice_without_one() -> None:
    found = ordinary()
    made = report(found, (rewrite(found, PLAIN, PLAIN + " " + BLANK, "AC02", blank=BLANK),)).steps
    figures = [each.rewrite for each in made if each.title.startswith("Put a figure")]
    assert figures[0] == 0


def test_old_work_comes_last() -> None:
    document = cv(
        [(SectionKind.EXPERIENCE, "Work", [(*NOW, LINES[:2]), ("Helix", "2010", "2012", LINES[2:8])])]
    )
    found = evidence(document)
    every = tuple(rewrite(found, each, each + BLANK, "AC02", blank=BLANK) for each in LINES[2:8])
    made = [each.span for each in report(found, every).steps if each.span]
    newest = {each.span for each in found.bullets[:2]}
    assert any(each in newest for each in made)
    assert [each in newest for each in made] == sorted((each in newest for each in made), reverse=True)


def test_two_roles_at_one_employer_are_told_apart() -> None:
    document = cv(
        [
            (
                SectionKind.EXPERIENCE,
                "Work",
                [("Helix", "2021", "present", LINES[:2]), ("Helix", "2019", "2021", LINES[2:4])],
            )
        ]
    )
    titles = [each.title for each in report(evidence(document)).steps]
    assert titles
    assert len(titles) == len(set(titles))
    assert any("Helix, 2021, 1st bullet" in each for each in titles)

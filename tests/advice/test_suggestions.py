"""Suggestions: the few that matter, and never a word that is not asked for."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from advice_factories import DUTY, LEXICON, PLAIN, cv, evidence, group, ordinary
from hypothesis import given
from rule_cases import KEYWORDS, LINES, NOW, evidences, shows, spelt

from cvtailor.advice import advise, suggestions
from cvtailor.advice.types import Action, Settings, Suggestion
from cvtailor.document import SectionKind
from cvtailor.nlp.types import Evidence, Overall, Standing


def suggest(found: Evidence, **settings: Any) -> dict[str, Suggestion]:
    return {each.keyword: each for each in advise(found, Settings(**settings), rewrites=()).suggestions}


def test_shown_but_not_said() -> None:
    each = suggest(ordinary())["cnn"]
    assert each.action is Action.SAY
    assert each.where is not None
    assert (each.where.entry, each.where.item) == ("Orbit", 2)
    assert "“PyTorch”" in each.message
    assert each.evidence
    assert each.gain > 0


def test_listed_but_not_used() -> None:
    each = suggest(shows(python="listed"))["python"]
    assert each.action is Action.STRENGTHEN
    assert "used nowhere" in each.message
    assert each.where is not None  # the bullet that says "in Python"


def test_nothing_could_carry_it() -> None:
    assert suggest(shows(algebra="listed"))["algebra"].where is None


def test_related_work_could_carry_it() -> None:
    each = suggest(shows(cnn="listed", torch="used"))["cnn"]
    assert each.where is not None
    assert each.where.item == 2


def test_misspelt() -> None:
    found = KEYWORDS["KW04"][0][0]
    each = suggest(found)["torch"]
    assert each.action is Action.SPELL
    assert "“PyTorch”" in each.message
    assert each.gain >= 0


def test_nothing_shows_it() -> None:
    each = suggest(shows())["python"]
    assert each.action is Action.ADD_IF_TRUE
    assert "One of Python or Julia is enough." in each.message
    assert "What counts: work that shows language." in each.message
    assert (each.evidence, each.where) == ((), None)


def test_planned_is_said_and_not_counted() -> None:
    each = suggest(shows(python="planned"))["python"]
    assert each.action is Action.ADD_IF_TRUE
    assert "planned" in each.message


def test_one_suggestion_for_all_that_a_group_lacks() -> None:
    found = suggest(shows())
    assert "algebra" in found
    assert "calculus" not in found
    assert "julia" not in found
    assert "keras" not in found


def test_a_filled_group_asks_for_nothing() -> None:
    found = suggest(shows(julia="used", keras="held", cnn="proven", algebra="used", calculus="used"))
    assert not {"python", "torch", "julia", "keras", "cnn", "algebra", "calculus"} & set(found)


@pytest.mark.parametrize("standing", ["absent", "listed", "claimed", "planned"])
def test_what_is_to_be_shown_is_never_asked_for_by_name(standing: str) -> None:
    each = suggest(shows(teamwork=standing))["teamwork"]
    assert "teamwork" not in each.message.replace("teamwork is mentioned as planned", "")
    assert "What counts: work that shows team." in each.message
    assert each.action in {Action.ADD_IF_TRUE, Action.STRENGTHEN}


def test_what_is_never_scored_is_never_suggested() -> None:
    assert "interview" not in suggest(shows())
    assert "fortran" not in suggest(shows())


def test_the_gain_is_what_the_advice_changes() -> None:
    only = dataclasses.replace(LEXICON, groups=(group("deep", "cnn"),))
    found = dataclasses.replace(ordinary(), lexicon=only)
    before = advise(found, Settings(), rewrites=()).score.total
    used = dataclasses.replace(shows(cnn="used", torch="used"), lexicon=only, bullets=found.bullets)
    after = advise(used, Settings(), rewrites=()).score.total
    assert before is not None
    assert after is not None
    assert suggest(found)["cnn"].gain == after - before


@given(evidences())
def test_sorted_by_gain_and_never_negative(found: Evidence) -> None:
    made = advise(found, Settings(), rewrites=()).suggestions
    tiers = [suggestions._tier(each.keyword, found) for each in made]
    assert tiers == sorted(tiers)
    for tier in range(3):
        gains = [each.gain for each, own in zip(made, tiers, strict=True) if own == tier]
        assert gains == sorted(gains, reverse=True)
    assert all(each >= 0 for each in gains)
    assert len({each.keyword for each in made}) == len(made)


def test_equal_gains_stand_in_the_order_of_the_lexicon() -> None:
    groups = (group("b", "julia"), group("a", "python"), group("c", "keras"))
    found = dataclasses.replace(shows(), lexicon=dataclasses.replace(LEXICON, groups=groups))
    made = [each.keyword for each in advise(found, Settings(), rewrites=()).suggestions]
    assert made == ["python", "julia", "keras"]


def test_the_factories_hold_what_the_tests_quote() -> None:
    assert "PyTorch" in DUTY
    assert "Python" in PLAIN


def test_a_longer_name_in_the_text_is_no_reason_to_say_the_word() -> None:
    named = ordinary(shown={"keras": (Standing.IMPLIED, "Keras")})
    assert "keras" not in suggest(named) or suggest(named)["keras"].action is not Action.SAY
    assert "KW03" not in {each.rule for each in advise(named, Settings(), rewrites=()).findings}


@pytest.mark.parametrize("kind", [SectionKind.SUMMARY, SectionKind.SKILLS, SectionKind.EDUCATION])
def test_only_work_can_say_what_it_shows(kind: SectionKind) -> None:
    document = cv(
        [(kind, "About", ["Reads of torches"]), (SectionKind.EXPERIENCE, "Work", [(*NOW, LINES[:4])])]
    )
    found = evidence(document, shown={"cnn": (Standing.IMPLIED, "torches")})
    assert not [each for each in suggest(found).values() if each.action is Action.SAY]


def test_a_language_that_everything_implies_relates_nothing() -> None:
    keywords = tuple(
        dataclasses.replace(each, implies=("python",))
        if each.id == "keras"
        else dataclasses.replace(each, kind="language")
        if each.id == "python"
        else each
        for each in LEXICON.keywords
    )
    lexicon = dataclasses.replace(LEXICON, keywords=keywords)
    found = dataclasses.replace(shows(keras="listed", python="used"), lexicon=lexicon)
    assert suggest(found)["keras"].where is None


def test_the_title_of_the_group_relates() -> None:
    topic = tuple(
        dataclasses.replace(each, title="A CNN framework") if each.id == "framework" else each
        for each in LEXICON.groups
    )
    found = dataclasses.replace(
        shows(keras="listed", cnn="used"), lexicon=dataclasses.replace(LEXICON, groups=topic)
    )
    where = suggest(found)["keras"].where
    assert where is not None
    assert where.item == 2


def test_advice_keeps_to_the_spelling_of_the_cv() -> None:
    keywords = tuple(
        dataclasses.replace(each, name="model optimisation of PyTorch CNNs") if each.id == "cnn" else each
        for each in shows(cnn="implied").keywords
    )
    for fields, name in [
        ({"american": spelt("model")}, "model optimization of PyTorch CNNs"),
        ({"british": spelt("model")}, "model optimisation of PyTorch CNNs"),
        ({}, "model optimisation of PyTorch CNNs"),
    ]:
        found = dataclasses.replace(ordinary(), keywords=keywords, overall=Overall(**fields))
        assert f"“{name}”" in suggest(found)["cnn"].message
        texts = [each.message for each in advise(found, Settings(), rewrites=()).findings]
        assert f"The CV shows {name} but does not say so." in texts

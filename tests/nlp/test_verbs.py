from __future__ import annotations

import pytest

from cvtailor.nlp.types import Tense
from cvtailor.nlp.verbs import inflect, inflections, is_action, look_up, members
from cvtailor.resources import language


@pytest.mark.parametrize(
    ("form", "lemma", "tense"),
    [
        ("led", "lead", Tense.PAST), ("Leads", "lead", Tense.PRESENT), ("leading", "lead", Tense.PRESENT),
        ("Lead", "lead", Tense.BASE), ("built", "build", Tense.PAST), ("cut", "cut", Tense.PAST),
        ("optimised", "optimise", Tense.PAST), ("optimized", "optimize", Tense.PAST),
        ("modelled", "model", Tense.PAST), ("modeled", "model", Tense.PAST), ("wrote", "write", Tense.PAST),
        ("Co-led", "co-lead", Tense.PAST), ("fine-tuned", "fine-tune", Tense.PAST),
        ("pre-trained", "pre-train", Tense.PAST), ("oversaw", "oversee", Tense.PAST),
    ],
)  # fmt: skip
def test_look_up(form: str, lemma: str, tense: Tense) -> None:
    found = look_up(form)
    assert found is not None
    assert (found.lemma, found.tense) == (lemma, tense)


@pytest.mark.parametrize("form", ["table", "Python", "responsible", "vector", ""])
def test_no_verb(form: str) -> None:
    assert look_up(form) is None


@pytest.mark.parametrize(
    ("lemma", "tense", "like", "want"),
    [
        ("lead", Tense.PAST, "", "led"), ("build", Tense.PRESENT, "", "builds"),
        ("train", Tense.PRESENT, "training", "training"), ("model", Tense.PAST, "modelling", "modelled"),
        ("model", Tense.PAST, "modeling", "modeled"), ("fulfil", Tense.PAST, "", "fulfilled"),
        ("program", Tense.PAST, "", "programmed"), ("write", Tense.BASE, "", "write"),
    ],
)  # fmt: skip
def test_inflect(lemma: str, tense: Tense, like: str, want: str) -> None:
    assert inflect(lemma, tense, like=like) == want


def test_every_class_member_is_inflected_and_read_back() -> None:
    table = language("verbs")
    assert len(inflections()) >= 450
    for name in table["classes"]:
        for lemma in members(name):
            assert len(inflections()[lemma]) == 4
            assert look_up(inflections()[lemma][3]) is not None


def test_hiding_verbs_are_no_strong_openings() -> None:
    assert not any(is_action(lemma) for lemma in members("hiding"))
    assert is_action("lead")
    assert is_action("co-lead")

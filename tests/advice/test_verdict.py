"""The verdict: never a false green."""

from __future__ import annotations

import dataclasses

import pytest
from advice_factories import cv, evidence, observe, ordinary
from rule_cases import many

from cvtailor.advice import advise
from cvtailor.advice.types import Report, Settings, Severity, Verdict
from cvtailor.document import ObservationKind, SectionKind
from cvtailor.nlp.types import Evidence


def report(found: Evidence, settings: Settings) -> Report:
    return advise(found, settings, rewrites=())


@pytest.mark.parametrize(
    ("settings", "verdict"),
    [
        (Settings(), Verdict.NOT_GATED),
        (Settings(min_score=0), Verdict.PASS),
        (Settings(min_score=100), Verdict.FAIL),
        (Settings(fail_on=Severity.ERROR), Verdict.PASS),
        (Settings(fail_on=Severity.WARNING), Verdict.FAIL),
        (Settings(fail_on=Severity.NOTE), Verdict.FAIL),
        (Settings(min_score=0, fail_on=Severity.ERROR), Verdict.PASS),
        (Settings(min_score=0, fail_on=Severity.WARNING), Verdict.FAIL),
        (Settings(min_score=100, fail_on=Severity.ERROR), Verdict.FAIL),
    ],
)
def test_gates(settings: Settings, verdict: Verdict) -> None:
    assert report(ordinary(), settings).verdict is verdict


@pytest.mark.parametrize(
    "settings", [Settings(), Settings(min_score=0), Settings(fail_on=Severity.NOTE), Settings(min_score=99)]
)
@pytest.mark.parametrize(
    "unread",
    [
        dataclasses.replace(many(4), document=dataclasses.replace(many(4).document, language="fr")),
        evidence(cv([])),
        evidence(cv([(SectionKind.SKILLS, "Skills", ["Python"])])),
        evidence(cv([(SectionKind.SKILLS, "Skills", [])])),
        evidence(cv([], observations=(observe(ObservationKind.NO_TEXT),))),
        evidence(dataclasses.replace(cv([]), text="  ", masked=())),
    ],
)
def test_what_could_not_be_judged_never_passes(unread: Evidence, settings: Settings) -> None:
    made = report(unread, settings)
    assert made.verdict is Verdict.COULD_NOT_JUDGE
    assert made.score.total is None
    assert made.could_not_judge
    assert not made.steps
    assert all(each.what and each.why for each in made.could_not_judge)


@pytest.mark.parametrize(("language", "judged"), [("en", True), ("und", True), ("de", False), ("ja", False)])
def test_a_language_without_words_is_not_judged(language: str, *, judged: bool) -> None:
    found = dataclasses.replace(many(4), document=dataclasses.replace(many(4).document, language=language))
    made = report(found, Settings())
    assert (made.score.total is not None) is judged
    assert all((each.status != "could_not_judge") is judged for each in made.groups)
    assert bool(made.suggestions) is judged


def test_the_report_names_what_it_was_made_with() -> None:
    made = report(ordinary(), Settings())
    assert (made.role, made.role_title, made.lexicon.id) == ("tester", "Tester", "tester")
    assert made.settings_sha256 == report(ordinary(), Settings()).settings_sha256
    assert made.settings_sha256 != report(ordinary(), Settings(max_pages=3)).settings_sha256
    assert made.to_json() == report(ordinary(), Settings()).to_json()

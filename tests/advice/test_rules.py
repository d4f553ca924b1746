"""Every rule fires where it must and stays silent where it must not."""

from __future__ import annotations

import dataclasses

import pytest
from advice_factories import DUTY, EMAIL, cv, evidence, observe, ordinary
from rule_cases import CASES, many, shows

from cvtailor.advice import catalogue
from cvtailor.advice.types import Settings, Severity
from cvtailor.document import ObservationKind, SectionKind, Span
from cvtailor.nlp.types import Evidence

CODES = [rule.code for rule in catalogue.rules()]
FEWEST = 10


def codes(found: Evidence) -> set[str]:
    return {each.rule for each in catalogue.findings(found, Settings())}


@pytest.mark.parametrize("code", CODES)
def test_every_rule_has_its_table(code: str) -> None:
    fires, quiet = CASES[code]
    assert len(fires) >= FEWEST
    assert len(quiet) >= FEWEST


@pytest.mark.parametrize(
    ("code", "given"), [(code, each) for code in CODES for each in CASES.get(code, ([], []))[0]]
)
def test_must_fire(code: str, given: Evidence) -> None:
    assert code in codes(given)


@pytest.mark.parametrize(
    ("code", "given"), [(code, each) for code in CODES for each in CASES.get(code, ([], []))[1]]
)
def test_must_not_fire(code: str, given: Evidence) -> None:
    assert code not in codes(given)


@pytest.mark.parametrize("code", CODES)
def test_every_finding_says_what_where_and_why(code: str) -> None:
    for given in CASES[code][0]:
        for each in catalogue.findings(given, Settings()):
            rule = catalogue.rule(each.rule)
            assert each.message
            assert "!" not in each.message
            assert (each.name, each.why, each.source) == (rule.name, rule.why, rule.source)
            assert each.severity is rule.severity or each.rule == "KW01"
            assert each.quote is None or (each.span is not None and each.quote.strip("… "))
            if each.span and each.rule not in {"RD02", "RD03"}:
                assert each.place is not None


def test_no_finding_quotes_masked_text() -> None:
    document = cv([(SectionKind.EXPERIENCE, "Work", [("Orbit", "2021", "present", [DUTY])])])
    at = document.text.index(EMAIL)
    hidden = dataclasses.replace(
        observe(ObservationKind.HIDDEN_TEXT), span=Span(start=at, end=at + len(EMAIL))
    )
    given = evidence(dataclasses.replace(document, observations=(hidden,)))
    found = [each for each in catalogue.findings(given, Settings()) if each.rule == "RD02"]
    assert [each.quote for each in found] == [None]  # nothing is left to show


def test_findings_stand_in_document_order() -> None:
    starts = [each.span.start if each.span else -1 for each in catalogue.findings(ordinary(), Settings())]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        (Settings(max_bullet_words=5), "WD04"),
        (Settings(min_bullet_words=20), "WD05"),
        (Settings(measured_share=1.0), "AC01"),
        (Settings(max_pages=0), "ST04"),
    ],
)
def test_thresholds_are_settings(settings: Settings, code: str) -> None:
    given = many(4, 3)
    assert code not in codes(given)
    assert code in {each.rule for each in catalogue.findings(given, settings)}


def test_a_good_cv_has_no_measure_to_add() -> None:
    assert not {"AC01", "AC02"} & codes(many(6, 3))


def test_few_bullets_are_pointed_to_not_all() -> None:
    found = [each for each in catalogue.findings(many(10), Settings()) if each.rule == "AC02"]
    assert len(found) == 5


def test_a_requirement_that_weighs_little_is_a_note() -> None:
    found = [each for each in catalogue.findings(shows(), Settings()) if each.rule == "KW01"]
    assert [(each.message.split("”")[0], each.severity) for each in found] == [
        ("Nothing in the CV shows “The language", Severity.WARNING),
        ("Nothing in the CV shows “The framework", Severity.WARNING),
        ("Nothing in the CV shows “The deep", Severity.WARNING),
        ("Nothing in the CV shows “The team", Severity.NOTE),
    ]


def test_a_part_in_another_language_is_a_warning_and_a_whole_cv_an_error() -> None:
    seen = observe(ObservationKind.OTHER_LANGUAGE)
    document = cv([(SectionKind.EXPERIENCE, "Work", [("Orbit", "2021", "present", [DUTY])])])
    for language, severity in (("en", Severity.WARNING), ("de", Severity.ERROR)):
        given = evidence(dataclasses.replace(document, language=language, observations=(seen,)))
        found = [each for each in catalogue.findings(given, Settings()) if each.rule == "RD08"]
        assert [(each.severity, each.message) for each in found] == [(severity, seen.detail)]

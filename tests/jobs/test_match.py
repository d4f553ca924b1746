"""Whether a CV meets an advert; both invented."""

from __future__ import annotations

import dataclasses

import pytest

import cvtailor
from cvtailor.advice.tailoring import EditKind, Tailoring
from cvtailor.advice.types import Settings, Verdict
from cvtailor.jobs.types import Match

CV = b"""# Ann Quill
ann@example.org | +1 555-0101

## Experience
### Data Engineer, Tessel Works
Jan 2020 \xe2\x80\x93 Dec 2023
- Built ETL jobs in Python and Airflow, cutting the nightly run from 6 hours to 40 minutes
- Moved 40 tables to PostgreSQL on AWS
- Trained a ResNet-50 to sort photographs of parts

### Analyst, Java Coffee Traders
Jan 2018 \xe2\x80\x93 Dec 2019
- Wrote weekly sales reports in SQL

## Education
### BSc Mathematics, University of Plymwick
2014 \xe2\x80\x93 2017

## Skills
Excel, Tableau, Python, k8s
"""


def tailor(advert: str, cv: bytes = CV, **settings: int) -> Tailoring:
    document = cvtailor.parse(cv, file="cv.md")
    return cvtailor.tailor(document, advert + "\n", settings=Settings(as_of="2024-01-01", **settings))  # type: ignore[arg-type]


def matches(advert: str) -> list[Match]:
    return [each.match for each in tailor(f"Requirements\n{advert}").fit.answers]


@pytest.mark.parametrize(
    ("line", "match"),
    [
        ("Python and SQL", Match.MET),
        ("PostgreSQL or Oracle", Match.MET),
        ("Kubernetes", Match.MET),  # the CV writes k8s
        ("Python and Rust", Match.PARTLY),
        ("Convolutional neural networks", Match.PARTLY),  # shown by ResNet-50, named nowhere
        ("Rust", Match.MISSING),
        ("Java", Match.MISSING),  # an employer's name is no skill
        ("Rust, Scala or Haskell", Match.MISSING),
        ("3+ years of experience with SQL or Scala", Match.MET),  # PostgreSQL is SQL
        ("5 years of experience", Match.MET),
        ("10 years of experience", Match.MISSING),
        ("3 years of experience with Python", Match.MET),
        ("3 years of experience with Tableau", Match.PARTLY),  # listed, used in no entry
        ("7 years of experience in cardiac surgery", Match.COULD_NOT_JUDGE),
        ("BSc in Mathematics or Physics", Match.MET),
        ("Degree in Law", Match.PARTLY),
        ("PhD in Statistics", Match.MISSING),
        ("Knowledge of Quillomatic", Match.COULD_NOT_JUDGE),
        ("Fluent German", Match.COULD_NOT_JUDGE),
    ],
)
def test_requirement(line: str, match: Match) -> None:
    found = matches(f"- {line}")
    assert found in ([match], [match] * len(found))


def test_evidence_is_quoted_with_its_place() -> None:
    (answer,) = tailor("Requirements\n- Airflow").fit.answers
    (proof,) = answer.evidence
    assert proof.quote == "Airflow"
    assert proof.place.entry == "Tessel Works"
    assert str(proof.standing) == "proven"


@pytest.mark.parametrize(
    "advert",
    [
        "Registered Nurse\nWe need a nurse with at least two years' experience in general practice. You must have knowledge of EMIS. Experience of spirometry is desirable.",
        "Solicitor\nRequirements\n- 3 years PQE in residential conveyancing\n- Knowledge of the SRA Accounts Rules\n- Experience of contentious probate",
        "Head Chef\nWhat you need\n- Experience in banqueting\n- Knowledge of HACCP plans\n- Experience with tasting menus",
    ],
)
def test_an_advert_from_another_field_is_not_judged(advert: str) -> None:
    result = tailor(advert)
    assert result.verdict is Verdict.COULD_NOT_JUDGE
    assert result.coverage is None
    assert "field that the lexicons do not know" in result.could_not_judge[0].why


def test_an_advert_that_asks_nothing_is_not_judged() -> None:
    result = tailor("Hello\nWe are a nice company.")
    assert result.verdict is Verdict.COULD_NOT_JUDGE
    assert "No requirement" in result.could_not_judge[0].why


def test_essential_requirements_weigh_double() -> None:
    both = tailor("Requirements\n- Python\n\nNice to have\n- Rust")
    other = tailor("Requirements\n- Rust\n\nNice to have\n- Python")
    assert (both.coverage, other.coverage) == (67, 33)


def test_the_gate_is_on_the_coverage() -> None:
    advert = "Requirements\n- Python\n- Rust"
    assert tailor(advert, min_score=50).verdict is Verdict.PASS
    assert tailor(advert, min_score=51).verdict is Verdict.FAIL
    assert tailor(advert).verdict is Verdict.NOT_GATED


def edits(result: Tailoring) -> dict[EditKind, str]:
    return {each.kind: each.title for each in reversed(result.edits)}


def test_edits_ask_for_nothing_that_is_not_shown() -> None:
    result = tailor(
        "Requirements\n- Convolutional neural networks\n- Kubernetes\n- Tableau\n- Rust\n- Python"
    )
    told = edits(result)
    assert told[EditKind.NAME] == "Name “Convolutional neural networks”"
    assert "Kubernetes" in told[EditKind.SPELL] or "Kubernetes" in told[EditKind.STRENGTHEN]
    assert not any("Rust" in each.title or "Rust" in (each.text or "") for each in result.edits)
    assert result.add_if_true == ("Rust",)


def test_the_gain_of_naming_is_what_it_brings() -> None:
    advert = "Requirements\n- Convolutional neural networks\n- Python"
    before = tailor(advert)
    gain = next(each.gain for each in before.edits if each.kind is EditKind.NAME)
    after = tailor(
        advert, CV.replace(b"Trained a ResNet-50", b"Trained a convolutional neural network (ResNet-50)")
    )
    assert before.coverage is not None
    assert after.coverage == before.coverage + gain == 100


def test_what_is_proposed_stands_in_the_cv() -> None:
    result = tailor("Requirements\n- Python\n- Airflow\n- Tableau\n- AWS")
    for each in result.edits:
        if each.text:
            known = CV.decode() + " with work in and"
            assert all(word.strip(".,") in known for word in each.text.split())


def test_a_skills_list_is_put_in_order() -> None:
    result = tailor("Requirements\n- Tableau\n- Python")
    (order,) = [each for each in result.edits if each.kind is EditKind.ORDER_SKILLS]
    assert order.text == "Tableau, Python, Excel, k8s"


def test_the_same_document_is_read_once_and_answers_are_the_same() -> None:
    advert = "Requirements\n- Python\n- Rust"
    one, two = tailor(advert), tailor(advert)
    assert dataclasses.replace(one, tool_version="") == dataclasses.replace(two, tool_version="")

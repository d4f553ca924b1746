"""What the report says beside its findings: questions on weak openings, and what makes it doubtful."""

from __future__ import annotations

import pytest

import cvtailor

NURSE = """Amara Okafor
amara@example.org

Experience

Staff Nurse, Northgate Hospital
2019 - 2023
- Cut medication errors from 12 to 4 a month by introducing double checks
- Trained six new nurses in wound care
- Helped with training
- Involved in planning the new ward
"""
RESEARCHER = (
    NURSE
    + """- Trained CNN models in PyTorch on 40,000 scans
- Wrote the evaluation in Python with NumPy and scikit-learn

Skills
Python, PyTorch, TensorFlow, SQL, Git, Docker
"""
)


def report(text: str, as_of: str | None = None) -> cvtailor.Report:
    return cvtailor.check(text.encode(), file="cv.txt", settings=cvtailor.Settings(as_of=as_of))


def doubts(made: cvtailor.Report) -> dict[str, str]:
    return {each.what: each.why for each in made.could_not_judge}


def test_a_cv_of_another_field_is_told_so() -> None:
    why = doubts(report(NURSE))["The role"]
    assert "Applied Machine Learning Researcher" in why
    assert "--role" in why
    assert "The role" not in doubts(report(RESEARCHER))


@pytest.mark.parametrize(
    ("as_of", "told"), [("2010-05-01", True), ("2018-12-31", True), ("2019-01-01", False), (None, False)]
)
def test_a_date_before_every_date_of_the_cv_is_told(as_of: str | None, told: bool) -> None:
    assert ("The dates" in doubts(report(NURSE, as_of))) is told


def test_a_weak_opening_without_a_rewrite_comes_with_a_question() -> None:
    weak = [each for each in report(NURSE).findings if each.rule == "WD01"]
    assert [each.quote for each in weak] == ["Helped with training", "Involved in planning the new ward"]
    assert all(each.rewrite is None and each.message.endswith("?") for each in weak)

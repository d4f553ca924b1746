"""Levels of skills and languages, grades and unfinished studies, titles in the head: what `verify` says of changed CVs."""

from __future__ import annotations

import pytest

from cvtailor.advice.comparing import verify
from cvtailor.parsing import parse

OLD = """# Tomasz Okonjo
Machine Learning Engineer
tomasz.okonjo@example.org

## Summary
Engineer with four years in insurance, mostly on claims models.

## Experience
### Machine Learning Engineer, Brightline Insurance, Warsaw
Mar 2019 – present
- Built a fraud model with XGBoost that flags 2,000 claims a week
- Helped migrate training to AWS

## Education
### MSc Computer Science, University of Ardenmouth, grade C
2013 – 2015
### PhD Statistics, University of Ardenmouth (not completed)
2015 – 2016

## Skills
Python (advanced), AWS (learning), Kubernetes (basic), Go (hobby), SQL

## Languages
English (C1), German (A2), Polish (native)
"""
BROKEN = [
    ("AWS (learning)", "AWS"),
    ("AWS (learning)", "AWS (advanced)"),
    ("Kubernetes (basic)", "Kubernetes"),
    ("Go (hobby)", "Go"),
    ("German (A2)", "German (C1)"),
    ("English (C1), German (A2)", "English (A2), German (C1)"),
    ("German (A2)", "German (native)"),
    ("SQL\n", "SQL (expert)\n"),
    ("\nMachine Learning Engineer\n", "\nPrincipal Machine Learning Scientist\n"),
    ("\nMachine Learning Engineer\n", "\nMachine Learning Engineer with 10 years of experience\n"),
    ("grade C", "grade A"),
    (" (not completed)", ""),
    (
        "Engineer with four years in insurance, mostly on claims models.",
        "Engineer who led a whole hospital group through the pandemic and saved many lives.",
    ),
]
KEPT = [
    ("Mar 2019", "03/2019"),
    ("Python (advanced)", "Python"),
    ("Python (advanced), AWS (learning)", "AWS (learning), Python (advanced)"),
    ("German (A2)", "German: A2"),
    ("\nMachine Learning Engineer\n", "\nMachine Learning Engineer in insurance\n"),
]


def verdict(was: str, now: str) -> bool:
    """Return whether the CV with one change is judged faithful."""
    assert was in OLD
    old, new = (parse(each.encode(), file="cv.md") for each in (OLD, OLD.replace(was, now, 1)))
    return verify(old, new).faithful


@pytest.mark.parametrize(("was", "now"), BROKEN)
def test_a_level_title_or_grade_may_not_change(was: str, now: str) -> None:
    assert not verdict(was, now)


@pytest.mark.parametrize(("was", "now"), KEPT)
def test_what_says_the_same_or_less_may(was: str, now: str) -> None:
    assert verdict(was, now)

"""Every term of the role is found in each listed form, and not where a line merely looks alike."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from cvtailor import lexicon
from cvtailor.lexicon import Lexicon, Signal
from cvtailor.nlp.matching import find_in
from cvtailor.nlp.pipeline import tokenise

HERE = Path(__file__).parent
TABLE: dict[str, Any] = tomllib.loads((HERE / "terms.toml").read_text("utf-8"))
TERMS: list[dict[str, Any]] = TABLE["term"]
ROLE: Lexicon = lexicon.load()
MEMBERS = [each for group in ROLE.groups for each in group.members]


def shown(text: str, section: str = "experience") -> set[str]:
    return {each.keyword for each in find_in(tokenise(text), ROLE, section=section)}


def with_form(term: dict[str, Any], form: str) -> str:
    line = term.get("say_for", {}).get(form, term["say"])
    text = line.replace("{}", form)
    return text[:1].upper() + text[1:] if line.startswith("{}") and form[:1].islower() else text


FORMS = [
    pytest.param(
        term["keyword"],
        with_form(term, form),
        term.get("section", "experience"),
        id=f"{term['keyword']}: {form}",
    )
    for term in TERMS
    for form in (*ROLE.keyword(term["keyword"]).forms, *ROLE.keyword(term["keyword"]).cased)
]
YES = [
    pytest.param(term["keyword"], line, term.get("section", "experience"), id=f"{term['keyword']}: {line}")
    for term in TERMS
    for line in term.get("yes", ())
]
NO = [
    pytest.param(term["keyword"], line, term.get("section", "experience"), id=f"{term['keyword']}: {line}")
    for term in TERMS
    for line in term["no"]
]


@pytest.mark.parametrize(("keyword", "line", "section"), FORMS)
def test_each_listed_form_is_found_in_a_line_that_uses_it(keyword: str, line: str, section: str) -> None:
    assert keyword in shown(line, section), line


@pytest.mark.parametrize(("keyword", "line", "section"), YES)
def test_the_term_is_found(keyword: str, line: str, section: str) -> None:
    assert keyword in shown(line, section), line


@pytest.mark.parametrize(("keyword", "line", "section"), NO)
def test_a_line_that_looks_alike_does_not_show_the_term(keyword: str, line: str, section: str) -> None:
    assert keyword not in shown(line, section), line


def test_every_member_of_a_group_has_its_lines() -> None:
    by_signal = {each.id for each in ROLE.keywords if each.signals and not each.forms}
    assert {term["keyword"] for term in TERMS} == set(MEMBERS) - by_signal
    assert by_signal == {"measured-achievement"}
    assert Signal.MEASURED_ITEM in ROLE.keyword("measured-achievement").signals


def with_implied(direct: set[str]) -> set[str]:
    found, todo = set(direct), sorted(direct)
    while todo:
        for each in ROLE.keyword(todo.pop()).implies:
            if each not in found:
                found.add(each)
                todo.append(each)
    return found


@pytest.mark.parametrize("case", TABLE["implied"], ids=lambda case: case["keyword"])
def test_a_supporting_keyword_is_found_and_shows_what_it_implies(case: dict[str, Any]) -> None:
    direct = shown(case["line"], case.get("section", "experience"))
    assert case["keyword"] in direct
    assert set(case["shows"]) <= with_implied(direct)


def test_every_supporting_keyword_has_its_line() -> None:
    supporting = {each.id for each in ROLE.keywords} - set(MEMBERS)
    assert {case["keyword"] for case in TABLE["implied"]} == supporting

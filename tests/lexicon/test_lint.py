"""Lint names what is doubtful in a lexicon that loads."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvtailor import lexicon
from cvtailor.lexicon.lint import normal


def problems(tmp_path: Path, text: str) -> list[tuple[str, str]]:
    file = tmp_path / "mine.toml"
    file.write_text(text, encoding="utf-8")
    return [(each.kind, each.where) for each in lexicon.lint(lexicon.load(files=[file]))]


def test_the_role_has_no_problems() -> None:
    assert lexicon.lint(lexicon.load()) == ()


def keyword(id: str, rest: str) -> str:
    return f'[[keyword]]\nid = "{id}"\nname = "{id}"\nimplies = ["git"]\n{rest}\n'


def group(rest: str) -> str:
    return f'[[group]]\nid = "new"\ntitle = "New"\n{rest}\n'


CASES = [
    ("same form", keyword("other", 'forms = ["Git Lab"]'), ("duplicate_form", 'keyword "other"')),
    ("same form, other case", keyword("other", 'forms = ["gitlab"]'), ("duplicate_form", 'keyword "other"')),
    (
        "same form, plural",
        keyword("other", 'forms = ["git workflows"]'),
        ("duplicate_form", 'keyword "other"'),
    ),
    ("hyphen", keyword("x", 'forms = ["zap-map", "zap map"]'), ("unreachable_form", 'keyword "x"')),
    ("plural", keyword("x", 'forms = ["zap map", "zap maps"]'), ("unreachable_form", 'keyword "x"')),
    (
        "spelling",
        keyword("x", 'forms = ["zap visualisation", "zap visualization"]'),
        ("unreachable_form", 'keyword "x"'),
    ),
    ("both lists", keyword("x", 'forms = ["Zap"]\ncased = ["Zap"]'), ("unreachable_form", 'keyword "x"')),
    ("two letters", keyword("x", 'forms = ["zq"]'), ("ambiguous_form", 'keyword "x"')),
    ("common word", keyword("x", 'forms = ["Rust"]'), ("ambiguous_form", 'keyword "x"')),
    ("idle", '[[keyword]]\nid = "x"\nname = "X"\nforms = ["zap"]', ("idle_keyword", 'keyword "x"')),
    ("no source", group('members = ["git"]\nevidence = "E."'), ("no_source", 'group "new"')),
    ("no evidence", group('members = ["git"]\nsource = ["S"]'), ("no_evidence", 'group "new"')),
    (
        "no questions",
        group('members = ["git"]\nsource = ["S"]\nevidence = "E."\nask = "none"'),
        ("no_questions", 'group "new"'),
    ),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*rest, id=name) for name, *rest in CASES])
def test_a_doubt_is_named(tmp_path: Path, text: str, expected: tuple[str, str]) -> None:
    assert problems(tmp_path, text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        keyword("x", 'forms = ["zap map"]'),
        keyword("x", 'cased = ["ZQ"]'),
        keyword("x", 'cased = ["Rust"]'),
        keyword("x", 'forms = ["Rust"]\n[[keyword.guard]]\nnot_near = ["belt"]'),
        group('members = ["git"]\nsource = ["S"]\nevidence = "E."'),
    ],
)
def test_what_is_settled_is_no_problem(tmp_path: Path, text: str) -> None:
    assert problems(tmp_path, text) == []


def test_a_problem_reads_as_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(keyword("x", 'forms = ["zq"]'), encoding="utf-8")
    (problem,) = lexicon.lint(lexicon.load(files=[file]))
    assert str(problem) == 'keyword "x": the form "zq" has 2 letters; put it into cased or give it a guard.'


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fine-tuning", "Fine Tuning"),
        ("model optimisation", "model optimization"),
        ("neural networks", "neural network"),
    ],
)
def test_writings_of_one_form_are_equal(one: str, other: str) -> None:
    assert normal(one) == normal(other)


def test_different_forms_stay_different() -> None:
    assert normal("C++") != normal("C")
    assert normal("statistics") != normal("status")

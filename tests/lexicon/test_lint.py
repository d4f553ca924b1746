"""Lint names what is wrong, and what is doubtful in a lexicon that loads."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvtailor import lexicon
from cvtailor.lexicon import tables
from cvtailor.lexicon.writing import normal
from cvtailor.nlp.reach import unreachable


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
    ("three letters of a word", keyword("x", 'forms = ["Ant"]'), ("ambiguous_form", 'keyword "x"')),
    ("one letter, cased", keyword("x", 'cased = ["Q"]'), ("ambiguous_form", 'keyword "x"')),
    (
        "same form, one cased",
        keyword("other", 'cased = ["GITLAB"]'),
        ("duplicate_form", 'keyword "other"'),
    ),
    (
        "same name",
        '[[keyword]]\nid = "x"\nname = "Py-Torch"\nforms = ["zapmap"]\nimplies = ["git"]',
        ("duplicate_name", 'keyword "x"'),
    ),
    (
        "cased beside any case",
        keyword("x", 'forms = ["zapmap"]\ncased = ["ZapMap"]'),
        ("unreachable_form", 'keyword "x"'),
    ),
    (
        "guard against itself",
        keyword("x", 'forms = ["zapmap"]\n[[keyword.guard]]\nnear = ["Map"]\nnot_near = ["map", "chart"]'),
        ("impossible_guard", 'keyword "x" / guard 1'),
    ),
    ("idle", '[[keyword]]\nid = "x"\nname = "X"\nforms = ["zapmap"]', ("idle_keyword", 'keyword "x"')),
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
        keyword("x", 'forms = ["zqx"]'),
        keyword("x", 'forms = ["Ant"]\n[[keyword.guard]]\nnear = ["build"]'),
        keyword("x", 'cased = ["Rust"]'),
        keyword("x", 'forms = ["Rust"]\n[[keyword.guard]]\nnot_near = ["belt"]'),
        group('members = ["git"]\nsource = ["S"]\nevidence = "E."'),
    ],
)
def test_what_is_settled_is_no_problem(tmp_path: Path, text: str) -> None:
    assert problems(tmp_path, text) == []


def test_a_problem_names_file_entry_and_remedy(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(keyword("x", 'forms = ["zq"]'), encoding="utf-8")
    (problem,) = lexicon.lint(lexicon.load(files=[file]))
    said = 'the form "zq" has 2 letters; put it into cased or give it a guard.'
    assert str(problem) == f'{file}: keyword "x": {said}'
    assert problem.to_json() == {
        "kind": "ambiguous_form",
        "file": str(file),
        "where": 'keyword "x"',
        "message": said,
    }


WRONG = """
[[keyword]]
id = "one"
name = "One"
forms = ["zap one"]
implies = ["pyton"]
[[keyword]]
id = "two"
name = "Two"
forms = ["zap two"]
implies = ["two"]
[[keyword]]
id = "three"
name = "Three"
forms = ["zap three"]
implies = ["git"]
[[keyword.guard]]
sections = ["skill"]
[[keyword]]
id = "four"
name = "Four"
[[keyword]]
id = "five"
name = "Five"
forms = ["zq"]
implies = ["three"]
[[group]]
id = "none"
title = "None"
members = []
[[group]]
id = "many"
title = "Many"
need = 3
members = ["five"]
[[group]]
id = "lost"
title = "Lost"
members = ["fife"]
[remove]
keywords = ["nothing-of-the-kind"]
"""


def test_all_mistakes_are_listed_where_loading_stops_at_the_first(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(WRONG, encoding="utf-8")
    loaded, mistakes = lexicon.load_with_mistakes(files=[file])
    listed = [lexicon.problem(each) for each in mistakes]
    assert {each.file for each in listed} == {str(file)}
    assert sorted((each.kind, each.where) for each in listed) == [
        ("circle", 'keyword "two" / implies'),
        ("dead_implies", 'keyword "one" / implies'),
        ("dead_member", 'group "lost" / members'),
        ("empty_group", 'group "none" / members'),
        ("empty_keyword", 'keyword "four" / forms'),
        ("mistake", "[remove] / keywords"),
        ("need", 'group "many" / need'),
        ("unknown_section", 'keyword "three" / guard 1 / sections'),
    ]
    assert all(each.message.count(".") >= 2 for each in listed)  # what is so, and what to do
    # What is left out for a mistake makes no further ones ("five" implies "three").
    assert [each.kind for each in lexicon.lint(loaded)] == ["ambiguous_form"]
    with pytest.raises(tables.Mistake):
        lexicon.load(files=[file])


def test_a_sound_file_has_no_mistakes(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(keyword("x", 'forms = ["zap map"]'), encoding="utf-8")
    loaded, mistakes = lexicon.load_with_mistakes(files=[file])
    assert mistakes == ()
    assert loaded == lexicon.load(files=[file])


def test_the_role_beside_the_technology_lexicon_has_no_problems() -> None:
    assert lexicon.lint(lexicon.load(technology=True)) == ()


@pytest.mark.parametrize("name", ["role", "technology"])
def test_every_shipped_form_can_be_found(name: str) -> None:
    assert unreachable(lexicon.load() if name == "role" else lexicon.technology()) == ()


@pytest.mark.parametrize(
    ("rest", "reason"),
    [
        ('forms = ["zap map"]\n[[keyword.guard]]\nafter = ["big"]\nnot_near = ["big zap"]', "big zap"),
        ('forms = ["spark plug zap"]\n[[keyword.guard]]\nnear = ["oil"]\nnot_near = ["oil"]', "oil"),
        ('forms = ["zap"]\n[[keyword.guard]]\nsections = ["skills"]\nnot_sections = ["skills"]', "skills"),
    ],
)
def test_a_form_that_can_never_be_found_is_named(tmp_path: Path, rest: str, reason: str) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(keyword("x", rest), encoding="utf-8")
    (problem,) = unreachable(lexicon.load(files=[file]))
    assert (problem.kind, problem.where, problem.file) == ("unreachable_form", 'keyword "x"', str(file))
    assert reason in problem.message


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

"""`cvtailor lexicon list`, `show` and `lint`, with stacked files and the technology lexicon."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.files import good_docx

FAULTY = '[[keyword]]\nid = "zap"\nname = "Zap"\nforms = ["zq"]\nimplies = ["pyton", "git"]\n'


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    path = tmp_path / "mine.toml"
    path.write_text(FAULTY, encoding="utf-8")
    return path


@pytest.fixture
def cv(tmp_path: Path) -> Path:
    return good_docx(tmp_path / "cv.docx")


def test_list_shows_roles_and_the_technology_lexicon_with_its_files(cvtailor) -> None:
    outcome = cvtailor("lexicon", "list")
    assert outcome.code == 0
    assert "applied-ml-researcher" in outcome.out
    assert "machine-learning" in outcome.out
    listed = json.loads(cvtailor("lexicon", "list", "--format", "json").out)
    assert listed[0]["id"] == "applied-ml-researcher"
    assert listed[0]["groups"] > 40
    assert sum(each["keywords"] for each in listed[1:]) >= 1200
    assert {each["groups"] for each in listed[1:]} == {0}


def test_show_of_the_technology_lexicon(cvtailor) -> None:
    assert "Apache Kafka" in cvtailor("lexicon", "show", "--technology").out
    assert "Docker" in cvtailor("lexicon", "show", "--technology", "docker").out
    made = json.loads(cvtailor("lexicon", "show", "--technology", "docker", "--format", "json").out)
    assert made["id"] == "docker"


def test_a_term_of_the_other_lexicon_is_pointed_to(cvtailor) -> None:
    outcome = cvtailor("lexicon", "show", "docker")
    assert outcome.code == 2
    assert 'lexicon show --technology "docker"' in outcome.err
    near = cvtailor("lexicon", "show", "PyTorhc")
    assert near.code == 2
    assert 'did you mean "PyTorch"?' in near.err


@pytest.mark.parametrize(
    "arguments", [("PyTorch", "--why", "--in"), ("--why", "PyTorch", "--in"), ("torch", "--in")]
)
def test_why_in_either_order(cvtailor, cv: Path, arguments: tuple[str, ...]) -> None:
    outcome = cvtailor("lexicon", "show", *arguments, str(cv))
    assert outcome.code == 0
    assert "proven" in outcome.out
    assert '"PyTorch"' in outcome.out
    assert "measured result" in outcome.out


def test_why_as_json(cvtailor, cv: Path) -> None:
    outcome = cvtailor("lexicon", "show", "cnn", "--why", "--in", str(cv), "--format", "json")
    made = json.loads(outcome.out)
    assert made["schema"] == "cvtailor.why/1"
    assert (made["keyword"], made["standing"]) == ("cnn", "proven")
    assert {"quote", "form", "how", "standing", "reason", "via", "place", "span"} <= made["hits"][0].keys()
    line = cvtailor("lexicon", "show", "cnn", "--why", "--in", str(cv), "--format", "jsonl").out
    assert json.loads(line) == made


def test_why_of_a_term_that_only_the_technology_lexicon_has(cvtailor, cv: Path) -> None:
    outcome = cvtailor("lexicon", "show", "--why", "Docker", "--in", str(cv))
    assert outcome.code == 0
    assert "absent" in outcome.out
    assert "Nothing in this CV comes near it" in outcome.out


def test_why_shows_what_refused_a_word(cvtailor, tmp_path: Path) -> None:
    path = tmp_path / "cv.txt"
    path.write_text(
        "Ann Example\n\nExperience\n- Wrote the go-to-market plan for a dairy\n", encoding="utf-8"
    )
    outcome = cvtailor("lexicon", "show", "--technology", "Go", "--why", "--in", str(path))
    assert "go-to-market" in outcome.out
    assert "part of a longer word" in outcome.out


@pytest.mark.parametrize("arguments", [("--why",), ("--why", "git"), ("--in", "cv.pdf")])
def test_why_needs_a_term_and_a_cv(cvtailor, arguments: tuple[str, ...]) -> None:
    outcome = cvtailor("lexicon", "show", *arguments)
    assert outcome.code == 2
    assert "--why" in outcome.err


def test_why_of_a_missing_cv(cvtailor, tmp_path: Path) -> None:
    outcome = cvtailor("lexicon", "show", "git", "--why", "--in", str(tmp_path / "nowhere.pdf"))
    assert outcome.code == 2
    assert "nowhere.pdf" in outcome.err


def test_hostile_text_is_inert_in_why(cvtailor, tmp_path: Path) -> None:
    path = tmp_path / "cv.txt"
    path.write_text("Ann\n\nSkills\nPython \x1b]0;owned\x07[bold]x[/bold] \u202e\n", encoding="utf-8")
    outcome = cvtailor("lexicon", "show", "python", "--why", "--in", str(path))
    assert outcome.code == 0
    assert "\x1b" not in outcome.out
    assert "\u202e" not in outcome.out


@pytest.mark.parametrize("more", [(), ("--technology",)])
def test_what_comes_with_cvtailor_lints_clean(cvtailor, more: tuple[str, ...]) -> None:
    outcome = cvtailor("lexicon", "lint", *more)
    assert outcome.code == 0, outcome.out
    assert "nothing to complain of" in outcome.out
    assert json.loads(cvtailor("lexicon", "lint", *more, "--format", "json").out) == []


def test_lint_names_file_entry_and_remedy_and_fails(cvtailor, faulty: Path) -> None:
    outcome = cvtailor("lexicon", "lint", "--lexicon", str(faulty))
    assert outcome.code == 1
    assert "mine.toml" in outcome.out
    assert "2 problems" in outcome.out
    listed = json.loads(cvtailor("lexicon", "lint", "--lexicon", str(faulty), "--format", "json").out)
    assert [(each["kind"], each["where"]) for each in listed] == [
        ("dead_implies", 'keyword "zap" / implies'),
        ("ambiguous_form", 'keyword "zap"'),
    ]
    assert {each["file"] for each in listed} == {str(faulty)}
    assert 'did you mean "python"' in listed[0]["message"]
    lines = cvtailor("lexicon", "lint", "--lexicon", str(faulty), "--format", "jsonl").out.splitlines()
    assert [json.loads(each) for each in lines] == listed


def test_files_stack_in_the_order_given(cvtailor, tmp_path: Path) -> None:
    one, two = tmp_path / "one.toml", tmp_path / "two.toml"
    one.write_text(
        '[[keyword]]\nid = "zap"\nname = "Zap One"\nforms = ["zapmap"]\nimplies = ["git"]\n', encoding="utf-8"
    )
    two.write_text('[[keyword]]\nid = "zap"\nname = "Zap Two"\nforms = ["zapbox"]\n', encoding="utf-8")
    outcome = cvtailor("lexicon", "show", "zapmap", "--lexicon", str(one), "--lexicon", str(two))
    assert "Zap Two" in outcome.out
    assert "zapmap, zapbox" in outcome.out
    turned = cvtailor("lexicon", "show", "zapmap", "--lexicon", str(two), "--lexicon", str(one))
    assert "Zap One" in turned.out


def test_a_file_that_is_no_lexicon_is_refused(cvtailor, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("[[keyword]\n", encoding="utf-8")
    outcome = cvtailor("lexicon", "lint", "--lexicon", str(path))
    assert outcome.code == 2
    assert "not valid TOML" in outcome.err

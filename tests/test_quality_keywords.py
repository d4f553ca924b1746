"""The benchmark of keywords counts right, and its truth names what there is."""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from cvtailor import lexicon

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "benchmarks"))

import quality_keywords as quality  # noqa: E402

TRUTH = tomllib.loads((HERE / "keywords" / "cvs.toml").read_text(encoding="utf-8"))


def test_figures() -> None:
    counted = quality.figures([True, True, True, False, False], [True, True, False, True, False])
    assert counted == (2, 1, 1, 1)
    assert counted.accuracy == 0.6
    assert counted.precision == counted.recall == counted.f1 == pytest.approx(2 / 3)
    nothing = quality.figures([], [])
    assert (nothing.accuracy, nothing.precision, nothing.recall) == (1.0, 1.0, 1.0)
    assert quality.figures([True], [False]).f1 == 0.0


@pytest.mark.parametrize(
    ("term", "ids"),
    [
        ("PyTorch", ("pytorch",)),
        ("torch", ("pytorch",)),
        ("scikit learn", ("scikit-learn",)),
        ("recommendation systems", ("recommender-systems",)),
        ("BigQuery", ("bigquery",)),
        ("basket weaving", ()),
    ],
)
def test_terms_are_looked_up_by_name_or_form(term: str, ids: tuple[str, ...]) -> None:
    assert tuple(each.id for each in quality.known(term)) == ids


@pytest.mark.parametrize(
    ("text", "term", "section", "shown"),
    [
        ("Trained models in PyTorch", "PyTorch", "experience", True),
        ("Trained a ResNet-50 on scans", "CNN", "experience", True),
        ("Carried the Olympic torch", "PyTorch", "experience", False),
        ("No experience with Hadoop", "Hadoop", "summary", False),
        ("Python, R, Julia", "R", "skills", True),
        ("Programming: Python, R", "R", "skills", True),
        ("Data scientist, Python", "Python", "headline", True),
        ("Weaves baskets", "basket weaving", "experience", False),
    ],
)
def test_a_probe_is_read_in_its_section(text: str, term: str, section: str, shown: bool) -> None:
    probe = {"id": "x", "text": text, "term": term, "section": section, "shown": shown, "family": "f"}
    assert quality.shown(probe) is shown


def test_skills_are_parted_at_commas_and_labels_are_no_skill() -> None:
    read = quality.document("Languages: Python, C++ and R, Julia", "skills")
    assert [each.text.strip() for each in read.sections[0].items] == ["Python", "C++ and R", "Julia"]
    for each in read.sections[0].items:
        assert read.text[each.span.start : each.span.end] == each.text


@pytest.mark.parametrize(
    ("text", "found"),
    [("Wrote C++ and go", True), ("Wrote GO!", True), ("Cargo and going", False), ("Go-to-market", True)],
)
def test_the_baseline_is_a_plain_search(text: str, found: bool) -> None:
    assert quality.searched(text, ["Go"]) is found


def test_names_without_their_brackets() -> None:
    assert quality.names_of(lexicon.load().keyword("aws")) == ["Amazon Web Services", "AWS"]


def test_the_truth_of_the_cvs_names_members_of_groups() -> None:
    ids = set(quality.judged_ids(lexicon.load()))
    assert {path.stem for path in (HERE / "cvs").glob("*.toml")} == set(TRUTH)
    for stem, truth in TRUTH.items():
        listed = [*truth["shows"], *truth["either"]]
        assert set(truth) == {"shows", "either"}
        assert len(set(listed)) == len(listed), stem
        assert set(listed) <= ids, stem


def test_every_cv_has_a_file() -> None:
    assert set(quality.cv_files(quality.SAMPLES)) == set(TRUTH)


def test_the_cvs_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    stem = "kenji-alvarado"
    table, faults = quality.cvs({stem: quality.cv_files(quality.SAMPLES)[stem]})
    assert table.count(stem) == 1
    assert str(len(TRUTH[stem]["shows"])) in table
    assert all(line.startswith(f"{stem}: ") for line in faults)


def test_the_run_prints_families_and_faults(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "probe.toml"
    items = (
        ("a", "Trained models in PyTorch", "PyTorch", True, "exact"),
        ("b", "Carried the Olympic torch", "torch", False, "other meaning"),
        ("c", "Weaves baskets", "basket weaving", True, "unknown"),
    )
    file.write_text(
        "".join(
            f'[[items]]\nid = "{id}"\ntext = "{text}"\nterm = "{term}"\nsection = "experience"\n'
            f'shown = {str(shown).lower()}\nfamily = "{family}"\n'
            for id, text, term, shown, family in items
        ),
        encoding="utf-8",
    )
    assert quality.main([str(file), "--wrong"]) == 0
    out = capsys.readouterr().out
    assert "3 texts over 3 terms, 2 of them show theirs" in out
    assert "not in the lexicons: basket weaving" in out
    assert "other meaning" in out
    assert "c [unknown] basket weaving: label shown, told not shown" in out
    assert "a [exact]" not in out


def test_a_file_of_another_form_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "probe.toml"
    file.write_text("[[other]]\n", encoding="utf-8")
    assert quality.main([str(file)]) == 2
    assert "items" in capsys.readouterr().out


SCORE = """
def norm(term):
    return " ".join(term.lower().split())

def normset(terms):
    return {norm(each) for each in terms} - {""}

def holds(one, other):
    return f" {other} " in f" {one} "

def score(gold, told):
    return {"tp": sum(len(truth & normset(told[at])) for at, truth in enumerate(gold)), "F1": 0.5}
"""


def test_adverts_are_counted(tmp_path: Path) -> None:
    (tmp_path / "score.py").write_text(SCORE, encoding="utf-8")
    adverts = [
        {
            "text": "We use Docker and basket weaving\n\nDocker daily",
            "spans": ["Docker", "basket weaving", "Docker image"],
        },
        {"text": "basket weaving with docker", "spans": ["docker", "basket weaving", "Docker image"]},
    ]
    lines = [
        json.dumps({**each, "terms": sorted({span.lower() for span in each["spans"]})}) for each in adverts
    ]
    (tmp_path / "tech_train.jsonl").write_text("\n".join(lines), encoding="utf-8")
    said, unknown = quality.skillspan(tmp_path)
    assert "twice or more: 3, known 1 (33.3%)" in said
    assert "holding what is known: 2 (66.7%)" in said
    assert said.count("tp") == 1
    assert [each.partition(" (")[0] for each in unknown] == [
        "not known: basket weaving",
        "not known: docker image",
    ]


CASES = tomllib.loads((HERE / "lexicon" / "keyword_cases.toml").read_text(encoding="utf-8"))["items"]


@pytest.mark.parametrize("case", CASES, ids=[each["text"] for each in CASES])
def test_what_was_mended_stays_so(case: dict[str, Any]) -> None:
    assert quality.shown(case) is case["shown"]

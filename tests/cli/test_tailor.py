"""`cvtailor tailor` as a person uses it."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.files import good_docx

Run = Callable[..., Any]
SCHEMA = Path(__file__).parents[2] / "docs" / "schemas" / "tailoring-1.schema.json"
ADVERT = (
    "Research Engineer\n\nRequirements\n- Python and PyTorch\n- Experience with Rust\n\nNice to have\n- Git\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    good_docx(tmp_path / "cv.docx")
    (tmp_path / "advert.txt").write_text(ADVERT)
    return tmp_path


def test_text(folder: Path, cvtailor: Run) -> None:
    done = cvtailor("tailor", folder / "cv.docx", "--job", folder / "advert.txt")
    assert done.code == 0
    for words in ("Research Engineer", "ASKED FOR", "met", "missing", "NOT SHOWN", "Rust"):
        assert words in done.out
    assert max(map(len, done.out.splitlines())) <= 100


def test_json_is_as_the_schema_says(folder: Path, cvtailor: Run) -> None:
    done = cvtailor("tailor", folder / "cv.docx", "--job", folder / "advert.txt", "--format", "json")
    made = json.loads(done.out)
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text())).validate(made)
    assert made["schema"] == "cvtailor.tailoring/1"
    assert made["coverage"] == 60


def test_an_advert_on_standard_input(folder: Path, cvtailor: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ADVERT.encode())))
    done = cvtailor("tailor", folder / "cv.docx", "--job", "-")
    assert (done.code, "Research Engineer" in done.out) == (0, True)


def test_several_adverts(folder: Path, cvtailor: Run) -> None:
    jobs = folder / "jobs"
    jobs.mkdir()
    (jobs / "a.txt").write_text(ADVERT)
    (jobs / "b.md").write_text(ADVERT.replace("Research", "Vision"))
    (jobs / "c.txt").write_text("")
    done = cvtailor("tailor", folder / "cv.docx", "--job", jobs)
    assert done.code == 2  # one of them holds no text; the others are answered
    assert "Vision Engineer" in done.out
    assert "Rust (2)" in done.out
    assert "c.txt" in done.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["--job", "none.txt"], "none.txt"), ([], "--job"), (["--job", "."], "no advert")],
)
def test_mistakes_are_said(
    folder: Path, cvtailor: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str], words: str
) -> None:
    empty = folder / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    done = cvtailor("tailor", folder / "cv.docx", *arguments)
    assert done.code == 2
    assert words in done.err


def test_a_cv_that_cannot_be_read(folder: Path, cvtailor: Run) -> None:
    (folder / "bad.pdf").write_bytes(b"%PDF-1.4 broken")
    done = cvtailor("tailor", folder / "bad.pdf", "--job", folder / "advert.txt", "--format", "json")
    assert done.code == 2
    assert json.loads(done.out)["error"]["message"]


def test_the_gate(folder: Path, cvtailor: Run) -> None:
    job = folder / "advert.txt"
    assert cvtailor("tailor", folder / "cv.docx", "--job", job, "--min-score", "60").code == 0
    assert cvtailor("tailor", folder / "cv.docx", "--job", job, "--min-score", "61").code == 1


def test_the_settings_name_the_advert_of_a_cv(
    folder: Path, cvtailor: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    none = cvtailor("tailor", "cv.docx")
    assert none.code == 2
    assert "--job" in none.err
    (folder / "cvtailor.toml").write_text('[files]\n"cv*" = { job = "advert.txt" }\n')
    named = cvtailor("tailor", "cv.docx")
    assert named.code == 0
    assert named.out == cvtailor("tailor", "cv.docx", "--job", "advert.txt").out


def test_the_latest_post_is_the_present_one(tmp_path: Path, cvtailor: Run) -> None:
    (tmp_path / "cv.md").write_text(
        "# Ann Ex\n\n## Experience\n\n### Machine Learning Engineer, Brightwell\nMarch 2021 – present\n\n"
        "- Trained models in PyTorch.\n- Wrote SQL reports.\n\n"
        "### Data Analyst, Norvale\nSept 2018 – Feb 2021\n\n- Forecast demand with LightGBM.\n"
    )
    (tmp_path / "job.txt").write_text("ML Engineer\n\nRequirements\n- PyTorch\n- SQL\n")
    done = cvtailor("tailor", tmp_path / "cv.md", "--job", tmp_path / "job.txt", "--all")
    assert "Machine Learning Engineer with work in PyTorch and SQL." in done.out

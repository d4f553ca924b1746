"""`cvtailor tailor` as a person uses it."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import jsonschema
import pytest

from cvtailor import parse, tailored_copy
from cvtailor import verify as faithful
from cvtailor.advice import copying
from cvtailor.reporting import schema
from tests.cli.files import good_docx, good_pdf, scanned_pdf

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


# --- a tailored copy ------------------------------------------------------------------------------

ASKS_GIT = ADVERT.replace("Rust", "Git")


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A folder with one CV in three formats, and an advert."""
    document = docx.Document()
    document.add_paragraph("Nia Okonjo", style="Title")
    document.add_heading("Experience", level=1)
    document.add_paragraph("Research Engineer, Larkfield Labs\tJan 2022 – present")
    document.add_paragraph("Responsible for training image models on a cluster.", style="List Bullet")
    document.add_paragraph("I built the sorting of scans in Pytorch.", style="List Bullet")
    document.add_heading("Skills", level=1)
    document.add_paragraph("Java, Pytorch, Git")
    document.save(str(tmp_path / "cv.docx"))
    marks = {"List Bullet": "- ", "Heading 1": "\n"}
    text = "\n".join(marks.get(each.style.name, "") + each.text for each in document.paragraphs)
    (tmp_path / "cv.txt").write_text(text)
    good_pdf(tmp_path / "cv.pdf")
    (tmp_path / "job.txt").write_text(ASKS_GIT)
    return tmp_path


def lines_of(path: Path) -> list[str]:
    return [each.text for each in docx.Document(str(path)).paragraphs]


@pytest.mark.parametrize("output", ["new.docx", "copy=new.docx", "NEW.DOCX"])
def test_a_copy_of_a_docx(mine: Path, cvtailor: Run, monkeypatch: pytest.MonkeyPatch, output: str) -> None:
    monkeypatch.chdir(mine)
    before = (mine / "cv.docx").read_bytes()
    done = cvtailor("tailor", "cv.docx", "--job", "job.txt", "-o", output)
    assert done.code == 0
    assert (mine / "cv.docx").read_bytes() == before
    made = lines_of(mine / output.removeprefix("copy="))
    assert made[-1] == "PyTorch, Git, Java"
    assert "Built the sorting of scans in PyTorch." in made
    assert "Responsible for training image models on a cluster." in made
    for words in (
        "ASKED FOR",
        "CHANGES IN THE COPY",
        "− Java, Pytorch, Git",
        "+ PyTorch, Git, Java",
        "2 made",
    ):
        assert words in done.out
    assert "2 changes in" in done.err
    assert faithful("cv.docx", output.removeprefix("copy=")).faithful


@pytest.mark.parametrize("cv", ["cv.docx", "cv.pdf", "cv.txt"])
@pytest.mark.parametrize("output", ["new.md", "copy=new.markdown"])
def test_a_copy_as_markdown(
    mine: Path, cvtailor: Run, monkeypatch: pytest.MonkeyPatch, cv: str, output: str
) -> None:
    monkeypatch.chdir(mine)
    done = cvtailor("tailor", cv, "--job", "job.txt", "-o", output)
    assert done.code == 0
    text = (mine / output.removeprefix("copy=")).read_text()
    assert text.startswith("# Nia Okonjo\n")
    assert "## Skills\n" in text
    if cv != "cv.pdf":
        assert "PyTorch, Git, Java" in text


def test_the_json_lists_the_changes(mine: Path, cvtailor: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(mine)
    done = cvtailor(
        "tailor", "cv.docx", "--job", "job.txt", "-o", "new.docx", "-o", "json=report.md", "--format", "json"
    )
    made = json.loads(done.out)
    assert json.loads((mine / "report.md").read_text()) == made
    jsonschema.Draft202012Validator(schema.schema("tailoring")).validate(made)
    assert [(each["before"], each["after"], each["applied"]) for each in made["changes"]] == [
        (
            "I built the sorting of scans in Pytorch.",
            "Built the sorting of scans in PyTorch.",
            True,
        ),
        ("Java, Pytorch, Git", "PyTorch, Git, Java", True),
    ]
    assert all(each["why"] and each["place"]["paragraph"] is not None for each in made["changes"])


def test_without_a_copy_no_change_is_worked_out(
    mine: Path, cvtailor: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(mine)
    monkeypatch.setattr(copying, "changes", None)
    monkeypatch.setattr(copying, "proposals", None)
    done = cvtailor("tailor", "cv.docx", "--job", "job.txt", "--format", "json", "-o", "report.json")
    assert done.code == 0
    assert json.loads((mine / "report.json").read_text())["changes"] == []
    assert done.out == ""


def test_what_could_not_be_put_in_is_said(mine: Path, cvtailor: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(mine)
    document = docx.Document("cv.docx")
    skills = document.paragraphs[-1]
    skills.clear()
    skills.add_run("Java").bold = True  # the one known best: no other may stand there
    skills.add_run(", PyTorch, Git")
    document.save("cv.docx")
    done = cvtailor("tailor", "cv.docx", "--job", "job.txt", "-o", "new.docx")
    assert "not made: do it by hand" in done.out
    assert "1 made, 1 left to you" in done.out
    assert lines_of(mine / "new.docx")[-1] == "Java, PyTorch, Git"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["cv.pdf", "--job", "job.txt", "-o", "new.docx"], "written as Markdown: name it tailored.md"),
        (["cv.txt", "--job", "job.txt", "-o", "new.docx"], "written as Markdown: name it tailored.md"),
        (["cv.docx", "--job", "job.txt", "--job", "job.txt", "-o", "new.docx"], "one advert"),
        (["cv.docx", "--job", ".", "-o", "new.docx"], "one advert"),
        (["cv.docx", "--job", "job.txt", "-o", "copy=new.txt"], "tailored.docx or tailored.md"),
        (["cv.docx", "--job", "job.txt", "-o", "new.docx", "-o", "new.md"], "one at a time"),
        (["cv.docx", "--job", "job.txt", "-o", "cv.txt", "-o", "there.md"], "there already"),
        (["cv.docx", "--job", "job.txt", "-o", "there.md"], "there already"),
        (["cv.docx", "--job", "job.txt", "-o", "cv.docx", "--force"], "the file to be read"),
        (["cv.docx", "--job", "job.txt", "--interactive"], "name it with -o"),
        (["cv.docx", "--job", "-", "--interactive", "-o", "new.md"], "standard input"),
        (["-", "--job", "job.txt", "-o", "new.docx"], "standard input"),
        (["cv.docx", "--job", "none.txt", "-o", "new.docx"], "none.txt"),
        (["none.docx", "--job", "job.txt", "-o", "new.docx"], "none.docx"),
        (["cv.docx", "--job", "job.txt", "-o", "nowhere/new.docx"], "cannot be written"),
    ],
)
def test_copies_that_cannot_be(
    mine: Path, cvtailor: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str], words: str
) -> None:
    monkeypatch.chdir(mine)
    (mine / "there.md").write_text("mine")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((mine / "cv.docx").read_bytes())))
    before = {each.name: each.read_bytes() for each in mine.iterdir()}
    done = cvtailor("tailor", *arguments)
    assert done.code == 2
    assert words in done.err
    assert {each.name: each.read_bytes() for each in mine.iterdir()} == before


def test_force_replaces_an_old_copy(mine: Path, cvtailor: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(mine)
    (mine / "new.docx").write_text("old")
    assert cvtailor("tailor", "cv.docx", "--job", "job.txt", "-o", "new.docx", "--force", "-q").err == ""
    assert lines_of(mine / "new.docx")[-1] == "PyTorch, Git, Java"


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("a\n", "Trained image models on a cluster."),
        ("r\n", "Responsible for training image models on a cluster."),
        ("", "Responsible for training image models on a cluster."),
    ],
)
def test_interactive(
    mine: Path, cvtailor: Run, monkeypatch: pytest.MonkeyPatch, answers: str, expected: str
) -> None:
    monkeypatch.chdir(mine)
    monkeypatch.setattr(
        sys, "stdin", io.TextIOWrapper(io.BytesIO((answers + "\n" * 5).encode() if answers else b""))
    )
    done = cvtailor("tailor", "cv.docx", "--job", "job.txt", "-o", "new.docx", "--interactive")
    assert done.code == 0
    assert expected in lines_of(mine / "new.docx")
    assert "1 of 1" in done.err


def test_a_scanned_cv_has_no_copy(mine: Path, cvtailor: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(mine)
    scanned_pdf(mine / "scan.pdf")
    done = cvtailor("tailor", "scan.pdf", "--job", "job.txt", "-o", "new.md")
    assert done.code == 2
    assert "no text" in done.err
    assert not (mine / "new.md").exists()


def test_the_library_call(mine: Path) -> None:
    made, copy = tailored_copy(mine / "cv.docx", mine / "job.txt")
    assert isinstance(copy, bytes)
    assert [each.applied for each in made.changes] == [True, True]
    assert parse(copy).text.endswith("PyTorch, Git, Java")
    _, markdown = tailored_copy(mine / "cv.txt", ASKS_GIT)
    assert isinstance(markdown, str)
    assert "PyTorch, Git, Java" in markdown
    assert (
        tailored_copy(parse(mine / "cv.docx"), mine / "job.txt")[1]
        == tailored_copy(parse(mine / "cv.docx"), mine / "job.txt")[1]
    )

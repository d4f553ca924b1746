"""Whatever is handed over, the answer is a sentence and an exit code; other files are still read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.files import bad_files, good_docx, good_pdf, scanned_pdf

KINDS = (
    "empty",
    "truncated",
    "truncated docx",
    "picture",
    "old doc",
    "zip",
    "encrypted",
    "missing",
)


@pytest.mark.parametrize("command", ["check", "parse", "rewrite"])
@pytest.mark.parametrize("what", KINDS)
def test_bad_file_is_a_sentence_and_2(cvtailor, tmp_path: Path, what: str, command: str) -> None:
    path = bad_files(tmp_path)[what]
    outcome = cvtailor(command, str(path))
    assert outcome.code == 2
    assert path.name in outcome.err
    assert outcome.err.startswith("cvtailor: ")
    assert outcome.err.strip().endswith((".", "?"))
    as_json = cvtailor(command, str(path), "--format", "json")
    error = json.loads(as_json.out)
    assert error["schema"] == "cvtailor.error/1"
    assert error["file"] == str(path)
    assert set(error["error"]) == {"kind", "message", "hint"}
    assert error["error"]["hint"]
    assert error["error"]["kind"] != "internal"


def test_other_files_of_the_call_are_processed(cvtailor, tmp_path: Path) -> None:
    bad = bad_files(tmp_path)
    good = [good_docx(tmp_path / "good.docx"), good_pdf(tmp_path / "good.pdf")]
    named = [str(good[0]), *(str(each) for each in bad.values()), str(good[1])]
    outcome = cvtailor("check", *named, "--format", "json")
    results = json.loads(outcome.out)
    assert outcome.code == 2
    assert [each["file"] for each in results] == named
    assert [each["schema"] for each in results] == [
        "cvtailor.report/1",
        *["cvtailor.error/1"] * len(bad),
        "cvtailor.report/1",
    ]
    assert all(each["score"]["total"] is not None for each in (results[0], results[-1]))


def test_scanned_pdf_gives_a_full_report_that_could_not_judge(cvtailor, tmp_path: Path) -> None:
    path = scanned_pdf(tmp_path / "scan.pdf")
    outcome = cvtailor("check", str(path), "--format", "json", "--min-score", "10")
    report = json.loads(outcome.out)
    assert outcome.code == 2
    assert report["schema"] == "cvtailor.report/1"
    assert report["verdict"] == "could_not_judge"
    assert report["score"]["total"] is None
    assert [each["rule"] for each in report["findings"]] == ["RD01"]
    text = cvtailor("check", str(path))
    assert "COULD NOT JUDGE" in text.out
    assert "/ 100" not in text.out


def test_empty_folder(cvtailor, tmp_path: Path) -> None:
    outcome = cvtailor("check", str(tmp_path))
    assert outcome.code == 2
    assert "no PDF or DOCX file" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--role", "astronaut"], ["astronaut", "applied-ml-researcher"]),
        (["--role", "../roles/applied-ml-researcher"], ["role"]),
        (["--lexicon", "{tmp}/broken.toml"], ["broken.toml"]),
        (["--lexicon", "{tmp}/nowhere.toml"], ["nowhere.toml"]),
        (["--config", "{tmp}/nowhere.toml"], ["nowhere.toml"]),
        (["--config", "{tmp}/broken.toml"], ["broken.toml"]),
        (["--config", "{tmp}/unknown.toml"], ["unknown.toml", "min_scores", "min-score"]),
        (["--config", "{tmp}/wrong.toml"], ["wrong.toml", "role"]),
        (["--as-of", "yesterday"], ["yesterday"]),
        (["--min-score", "101"], ["101"]),
        (["--fail-on", "panic"], ["panic"]),
        (["--format", "xml"], ["xml"]),
        (["--reader", "eyes"], ["eyes"]),
        (["-o", "{tmp}/no/such/folder.json"], ["folder.json"]),
        (["-o", "{tmp}/cv.docx"], ["cv.docx", "--force"]),
    ],
)
def test_bad_argument_names_itself(cvtailor, tmp_path: Path, arguments: list[str], words: list[str]) -> None:
    good_docx(tmp_path / "cv.docx")
    (tmp_path / "broken.toml").write_text("id = ")
    (tmp_path / "unknown.toml").write_text("min_scores = 3")
    (tmp_path / "wrong.toml").write_text("role = 3")
    given = [each.format(tmp=tmp_path) for each in arguments]
    outcome = cvtailor("check", str(tmp_path / "cv.docx"), *given)
    assert outcome.code == 2
    assert all(word in outcome.err for word in words), outcome.err
    assert (tmp_path / "cv.docx").read_bytes().startswith(b"PK")


def test_names_that_try_to_be_something_else(
    cvtailor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in (
        "-dash.docx",
        "two words.docx",
        "it's.docx",
        "søker.docx",
        "\x1b[31mred.docx",
        "[bold]x.docx",
    ):
        good_docx(tmp_path / name)
        outcome = cvtailor("check", "--", name)
        assert outcome.code == 0, (name, outcome.err)
        assert "\x1b" not in outcome.out + outcome.err

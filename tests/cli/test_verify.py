"""`cvtailor verify`: exit codes, formats, and what a person reads."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import jsonschema
import pytest

from cvtailor.reporting.schema import schema
from tests.cli.files import good_docx, good_pdf, scanned_pdf


def changed_docx(path: Path, one: str, other: str) -> Path:
    good_docx(path)
    document = docx.Document(str(path))
    for paragraph in document.paragraphs:
        if one in paragraph.text:
            paragraph.text = paragraph.text.replace(one, other)
    document.save(str(path))
    return path


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("Helped build a parser", "Assisted in building a parser", 0),
        ("Helped build a parser", "Built a parser", 1),
        ("Cut costs by 10 %", "Cut costs by 10 percentage points", 1),
        ("", "Built a parser", 2),
        ("Built a parser", "…", 2),
    ],
)
def test_texts(cvtailor, old: str, new: str, code: int) -> None:
    outcome = cvtailor("verify", "--text", old, new)
    assert outcome.code == code
    said = {0: "Every fact is kept", 1: "broken", 2: "Could not judge"}
    assert said[code] in outcome.out


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_json(cvtailor, form: str) -> None:
    outcome = cvtailor("verify", "--text", "Led 3 people", "Led 4 people in Rust", "--format", form)
    made = json.loads(outcome.out)
    jsonschema.validate(made, schema("verification"))
    assert outcome.code == 1
    assert made["verdict"] == "fail"
    assert not made["faithful"]
    assert {each["kind"] for each in made["faults"]} == {"number", "name"}
    assert made["faults"][0]["quote"]


def test_files_of_two_kinds(cvtailor, tmp_path: Path) -> None:
    old, new = good_docx(tmp_path / "old.docx"), good_pdf(tmp_path / "new.pdf")
    outcome = cvtailor("verify", str(old), str(new), "--format", "json")
    made = json.loads(outcome.out)
    jsonschema.validate(made, schema("verification"))
    assert made["faults"] == []
    assert (made["old"], made["new"]) == (str(old), str(new))
    assert outcome.code == 0


def test_a_changed_file(cvtailor, tmp_path: Path) -> None:
    old = good_pdf(tmp_path / "old.pdf")
    new = changed_docx(tmp_path / "new.docx", "81 %", "71 %")
    outcome = cvtailor("verify", str(old), str(new), "--format", "json")
    assert outcome.code == 1
    fault = next(each for each in json.loads(outcome.out)["faults"] if each["side"] == "new")
    assert fault["kind"] == "number"
    assert "71" in fault["quote"]
    assert fault["place"]["section"] == "experience"
    text = cvtailor("verify", str(old), str(new))
    assert "71" in text.out
    assert "Larkfield Labs" in text.out
    assert text.code == 1


def test_a_picture_is_never_green(cvtailor, tmp_path: Path) -> None:
    good, scan = good_pdf(tmp_path / "good.pdf"), scanned_pdf(tmp_path / "scan.pdf")
    for one, two in ((good, scan), (scan, good), (scan, scan)):
        outcome = cvtailor("verify", str(one), str(two))
        assert outcome.code == 2
        assert "Could not judge" in outcome.out


def test_a_file_that_cannot_be_read(cvtailor, tmp_path: Path) -> None:
    good = good_pdf(tmp_path / "good.pdf")
    outcome = cvtailor("verify", str(good), str(tmp_path / "nowhere.pdf"), "--format", "json")
    assert outcome.code == 2
    jsonschema.validate(json.loads(outcome.out), schema("error"))
    assert "nowhere.pdf" in outcome.err


def test_two_arguments_are_needed(cvtailor) -> None:
    assert cvtailor("verify", "one.pdf").code == 2
    assert cvtailor("verify", "-", "-").code == 2


def test_escapes_of_a_stranger_do_not_reach_the_terminal(cvtailor) -> None:
    outcome = cvtailor("verify", "--text", "Led 3 people", "Led 4\x1b[31m people in \x1b]0;x\x07Rust")
    assert outcome.code == 1
    assert "\x1b" not in outcome.out


def test_an_output_file_may_not_be_the_cv(cvtailor, tmp_path: Path) -> None:
    good = good_pdf(tmp_path / "good.pdf")
    assert cvtailor("verify", str(good), str(good), "-o", str(good), "--force").code == 2
    assert cvtailor("verify", str(good), str(good), "-o", str(tmp_path / "told.txt")).code == 0
    assert "Every fact" in (tmp_path / "told.txt").read_text(encoding="utf-8")

"""`cvtailor parse`: what a machine reads, as text, JSON and JSON lines."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.files import good_docx, good_pdf

SAMPLES = sorted((Path(__file__).parents[2] / "sample_cvs").iterdir())


@pytest.mark.parametrize("path", SAMPLES, ids=[each.name for each in SAMPLES])
def test_the_text_form_fits_80_columns_and_shows_every_item(cvtailor, path: Path) -> None:
    shown = cvtailor("parse", str(path), "--all")
    assert shown.code == 0
    assert max(cell_len(line) for line in shown.out.splitlines()) <= 80
    assert all(char.isprintable() or char == "\n" for char in shown.out)
    document = json.loads(cvtailor("parse", str(path), "--format", "json").out)
    flat = re.sub(r"\s+", "", shown.out)
    for section in document["sections"]:
        assert re.sub(r"\s+", "", section["heading"]) in flat
        entries = section["entries"]
        items = [*section["items"], *(item for entry in entries for item in entry["items"])]
        facts = [entry[key] for entry in entries for key in ("title", "organisation", "location")]
        for text in [*(item["text"] for item in items), *filter(None, facts)]:
            assert re.sub(r"\s+", "", text) in flat


def test_entries_are_shown_with_their_facts_by_name(cvtailor, tmp_path: Path) -> None:
    out = cvtailor("parse", str(good_docx(tmp_path / "cv.docx"))).out
    assert re.search(r"Research Engineer +2022-01 to present", out)
    assert "organisation: Larkfield Labs" in out
    assert "• Trained a CNN in PyTorch" in out


def test_both_readers_are_compared(cvtailor, tmp_path: Path) -> None:
    path = good_pdf(tmp_path / "cv.pdf")
    shown = cvtailor("parse", str(path), "--reader", "both")
    assert shown.code == 0
    assert "Both readers, pdfium and pdfminer, read this file alike." in shown.out
    assert "alike" not in cvtailor("parse", str(path)).out
    document = json.loads(cvtailor("parse", str(path), "--reader", "both", "--format", "json").out)
    assert document["reader"] == "pdfium"


def test_a_file_with_one_reader_is_not_said_to_be_compared(cvtailor, tmp_path: Path) -> None:
    assert "alike" not in cvtailor("parse", str(good_docx(tmp_path / "cv.docx")), "--reader", "both").out


def test_an_unknown_reader_is_refused(cvtailor, tmp_path: Path) -> None:
    assert cvtailor("parse", str(good_pdf(tmp_path / "cv.pdf")), "--reader", "acrobat").code == 2


def test_acting_characters_reach_no_output(cvtailor, tmp_path: Path) -> None:
    path = tmp_path / "cv.txt"
    path.write_text(
        "Nia\u202e Okonjo\n\nExperience\n\nEngineer \x1b[31mred\x1b[0m, Lab\x9b2J, 2019 - 2021\n- Built\u2066 it\x07\n"
    )
    for form in (["--all"], ["--format", "json"], ["--format", "jsonl"]):
        out = cvtailor("parse", str(path), "--reader", "both", *form).out
        assert all(char.isprintable() or char == "\n" for char in out)


def test_json_lines_hold_one_file_each(cvtailor, tmp_path: Path) -> None:
    names = [str(good_docx(tmp_path / "a.docx")), str(good_pdf(tmp_path / "b.pdf"))]
    rows = cvtailor("parse", *names, "--format", "jsonl").out.splitlines()
    assert [json.loads(row)["file"] for row in rows] == names

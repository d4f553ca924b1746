"""The sample CVs are read as their sources say: sections, entries and bullets."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "cvs"))

import render
import truth

from cvtailor import parsing

FILES = sorted(truth.SAMPLES.iterdir())
ALL = truth.load_all()
SOURCES = {cv.stem: cv for cv in ALL if cv.producer}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_sample_is_read_as_its_source_says(path: Path) -> None:
    differences = truth.compare(parsing.parse(path), SOURCES[path.stem])
    assert not differences, "\n".join(differences)


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.suffix == ".pdf"], ids=lambda path: path.name
)
def test_the_second_reader_reads_the_same(path: Path) -> None:
    differences = truth.compare(parsing.parse(path, reader="pdfminer"), SOURCES[path.stem])
    assert not differences, "\n".join(differences)


def test_the_folder_holds_one_pdf_or_docx_for_each_source() -> None:
    suffixes = {cv.stem: render.PRODUCERS[cv.producer, cv.layout][2] for cv in SOURCES.values()}
    assert {path.name for path in FILES} == {stem + suffix for stem, suffix in suffixes.items()}
    assert set(suffixes.values()) == {".pdf", ".docx"}
    assert len(FILES) >= 8


def test_samples_are_small() -> None:
    assert {path.name: path.stat().st_size for path in FILES if path.stat().st_size >= 150_000} == {}


def test_all_producers_are_among_the_samples() -> None:
    assert {cv.producer for cv in SOURCES.values()} == {
        "chromium", "latex", "libreoffice", "python-docx", "reportlab", "typst",
    }  # fmt: skip


@pytest.mark.parametrize("cv", ALL, ids=lambda cv: cv.stem)
def test_people_are_invented(cv: truth.TrueCv) -> None:
    """Addresses stand in reserved domains, phone numbers in ranges kept for fiction."""
    assert cv.email.endswith(("example.com", "example.org"))
    assert all("example" in link for link in cv.links)
    digits = "".join(filter(str.isdigit, cv.phone))
    reserved = ("02079460", "442079460", "441314960", "441614960", "442920180", "55501")
    assert any(each in digits for each in reserved)


def test_the_comparison_sees_a_lost_bullet_a_wrong_date_and_a_missing_section() -> None:
    """The comparison itself can fail."""
    path = next(path for path in FILES if path.stem == "ada-mensah")
    document, cv = parsing.parse(path), SOURCES["ada-mensah"]
    job = cv.sections[1].entries[0]
    for changed, word in (
        (replace(job, bullets=(*job.bullets, "Kept bees.")), "Kept bees."),
        (replace(job, end="2019"), "dates"),
        (replace(job, organisation="Nobody"), "Nobody"),
    ):
        section = replace(cv.sections[1], entries=(changed, *cv.sections[1].entries[1:]))
        wrong = replace(cv, sections=(cv.sections[0], section, *cv.sections[2:]))
        assert any(word in each for each in truth.compare(document, wrong))
    shorter = replace(cv, sections=cv.sections[:-1])
    assert any("sections" in each for each in truth.compare(document, shorter))

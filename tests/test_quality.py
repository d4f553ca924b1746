"""What `benchmarks/quality.py` measures: right for a right document, low for a wrong one."""

from __future__ import annotations

import json
import shutil
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

import quality
import truth

from cvtailor import parsing
from cvtailor.document import SectionKind

if TYPE_CHECKING:
    from cvtailor.document import Document

STEM = "leonie-brandauer"
SAMPLE = truth.SAMPLES / f"{STEM}.docx"
CV = truth.load(truth.HERE / f"{STEM}.toml")
DOCUMENT = parsing.parse(SAMPLE)


def shares(document: Document, cv: truth.TrueCv = CV) -> dict[str, float]:
    figures = {each: quality.share(figure) for each, figure in quality.measure(document, cv).items()}
    return {each: figure for each, figure in figures.items() if figure is not None}


def test_a_sample_has_every_figure_at_its_best() -> None:
    assert shares(DOCUMENT) == {each: float(each not in quality.LOWER_IS_BETTER) for each in quality.MEASURES}


def test_a_shuffled_document_keeps_its_words_and_loses_their_order() -> None:
    shuffled = replace(DOCUMENT, text=" ".join(sorted(DOCUMENT.text.split())))
    figures = shares(shuffled)
    assert figures["found"] == 1
    assert figures["order"] < 0.3


def test_a_document_without_sections_has_its_words_only() -> None:
    figures = shares(replace(DOCUMENT, sections=()))
    assert figures["found"] == figures["order"] == 1
    low = ("section", "heading", "kind", "whole", "within", "placed", "dates", "named", "same")
    assert {each: figures[each] for each in low} == dict.fromkeys(low, 0)


def test_a_bullet_in_another_section_is_whole_and_out_of_place() -> None:
    at = next(at for at, each in enumerate(DOCUMENT.sections) if each.kind == "experience")
    moved = replace(DOCUMENT.sections[at], kind=SectionKind.PROJECTS)
    sections = (*DOCUMENT.sections[:at], moved, *DOCUMENT.sections[at + 1 :])
    figures = shares(replace(DOCUMENT, sections=sections))
    assert figures["whole"] == figures["heading"] == 1
    assert max(figures["within"], figures["placed"], figures["section"], figures["kind"]) < 1
    assert figures["dates"] < 1


def test_a_bullet_in_another_entry_is_in_its_section_only() -> None:
    at = next(at for at, each in enumerate(DOCUMENT.sections) if len(each.entries) > 1)
    section = DOCUMENT.sections[at]
    turned = replace(section, entries=section.entries[::-1])
    figures = shares(
        replace(DOCUMENT, sections=(*DOCUMENT.sections[:at], turned, *DOCUMENT.sections[at + 1 :]))
    )
    assert figures["within"] == 1
    assert figures["placed"] < 1


@pytest.mark.parametrize(
    ("true", "read", "expected"),
    [
        ("Helix Labs Bristol", "Helix Labs Bristol", 0),
        ("Helix Labs Bristol", "HelixLabs Bristol", 2),
        ("Helix Labs Bristol", "HelixLabsBristol", 3),
        ("Helix Labs Bristol", "Helix Bristol", 0),  # lost, not glued
        ("Helix Labs HelixLabs", "Helix Labs HelixLabs", 0),  # written so
        ("Helix Labs", "Helix Labs HelixLabs", 0),  # found apart as well
        ("Helix Labs", "HelixLabsx", 0),  # not made of true words alone
    ],
)
def test_glued_words(true: str, read: str, expected: int) -> None:
    count = [Counter(text.casefold().split()) for text in (true, read)]
    assert quality.glued(*count) == expected


def test_quotes_spaces_and_the_case_of_headings_do_not_count() -> None:
    assert truth.collapse("the team\u2019s\u00a0 \u201cbest\u201d") == 'the team\'s "best"'
    loud = tuple(replace(each, heading=each.heading.upper()) for each in CV.sections)
    assert shares(DOCUMENT, replace(CV, sections=loud))["section"] == 1


def test_folders_truth_beside_the_file_and_files_that_cannot_be_read(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    shutil.copy(SAMPLE, below / "somebody.v2.docx")
    source = (truth.HERE / f"{STEM}.toml").read_text(encoding="utf-8")
    (below / "somebody.v2.toml").write_text(
        source.replace(f'producer = "{CV.producer}"', 'producer = "other"'), encoding="utf-8"
    )
    (below / "somebody.v2.pdf").write_bytes(b"")
    (below / "stranger.pdf").write_bytes(b"no truth")
    shutil.copy(SAMPLE, tmp_path / SAMPLE.name)
    results = quality.measure_folder(tmp_path)
    own = f"other-{CV.layout}".replace(" ", "-")
    assert [(each.file, each.producer, each.error is None) for each in results] == [
        ("a/b/somebody.v2.docx", own, True),
        ("a/b/somebody.v2.pdf", own, False),
        (SAMPLE.name, f"{CV.producer}-{CV.layout}".replace(" ", "-"), True),
    ]
    unread = results[1].figures
    assert all(right == (of if each == "glued" else 0) and of for each, (right, of) in unread.items())
    assert [each.file for each in quality.measure_folder(tmp_path, only="a/*.docx")] == [
        "a/b/somebody.v2.docx"
    ]
    assert quality.share(quality.pooled(results)["found"]) == pytest.approx(2 / 3)
    assert quality.table(results).splitlines()[-1].startswith("total")


def test_two_runs_are_compared_by_file() -> None:
    cv = ("python-docx-styles", SAMPLE, CV)
    good = quality.measure_file(cv, SAMPLE.parent, "pdfium")
    bad = replace(good, figures=quality.worst(CV))
    before = json.loads(json.dumps(quality.plain([bad], "pdfium")))
    assert quality.changes(before, [bad]) == []
    better = quality.changes(before, [good])
    assert len(better) == len(quality.MEASURES)
    assert all("better" in each for each in better)
    after = json.loads(json.dumps(quality.plain([good], "pdfium")))
    assert all("worse" in each for each in quality.changes(after, [bad]))
    assert quality.changes(after, []) == [f"{SAMPLE.name}: not measured now"]

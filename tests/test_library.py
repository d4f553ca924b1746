"""The library: every kind of input gives the same, quietly, in any thread."""

from __future__ import annotations

import io
import json
import logging
import warnings
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

import cvtailor
from cvtailor.parsing import isolate

SAMPLES = sorted((Path(__file__).parents[1] / "sample_cvs").iterdir())
IDS = [each.name for each in SAMPLES]


@pytest.mark.parametrize("path", SAMPLES, ids=IDS)
def test_path_bytes_file_and_worker_give_the_same_document(path: Path) -> None:
    document = cvtailor.parse(path, file="cv")
    assert cvtailor.parse(str(path), file="cv") == document
    assert cvtailor.parse(path.read_bytes(), file="cv") == document
    assert cvtailor.parse(io.BytesIO(path.read_bytes()), file="cv") == document
    assert cvtailor.parse(path, file="cv", isolated=True) == document
    assert cvtailor.parse(path.read_bytes(), file="cv", isolated=True) == document
    assert isolate.decode(cvtailor.Document, isolate.encode(document)) == document


@pytest.mark.parametrize("path", SAMPLES, ids=IDS)
def test_spans_and_texts_agree(path: Path) -> None:
    document = cvtailor.parse(path)
    items = [item for section in document.sections for item in section.all_items()]
    assert items
    for item in items:
        assert document.text[item.span.start : item.span.end] == item.text
    report = cvtailor.check(document)
    for bullet in report.bullets:
        assert document.text[bullet.span.start : bullet.span.end] == bullet.text
        slots = [
            slot
            for each in bullet.achievements
            for slot in (each.action, each.change, each.object, each.amount, each.value, each.metric)
            if slot
        ]
        for slot in slots:
            assert document.text[slot.span.start : slot.span.end] == slot.text
    for rewrite in report.rewrites:
        assert rewrite.before == document.text[rewrite.span.start : rewrite.span.end]
        assert cvtailor.verify(rewrite.before, rewrite.after).faithful


def test_several_threads_give_what_one_gives() -> None:
    one = [cvtailor.check(path).to_json() for path in SAMPLES]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda path: cvtailor.check(path).to_json(), SAMPLES)) == one


def test_nothing_is_printed_logged_or_filtered(capfd: pytest.CaptureFixture[str]) -> None:
    handlers, filters = list(logging.root.handlers), list(warnings.filters)
    for path in SAMPLES:
        cvtailor.check(path)
    cvtailor.rewrite("Responsible for training CNN models")
    assert capfd.readouterr() == ("", "")
    assert logging.root.handlers == handlers
    assert list(warnings.filters) == filters


def test_results_are_frozen() -> None:
    report = cvtailor.check(SAMPLES[0])
    with pytest.raises(FrozenInstanceError):
        report.verdict = cvtailor.Verdict.PASS  # type: ignore[misc]


def test_rewrite_takes_a_bullet_or_a_file(tmp_path: Path) -> None:
    made = cvtailor.rewrite("Responsible for training CNN models")
    assert made[0].after.startswith("Trained CNN models")
    assert cvtailor.rewrite(SAMPLES[0]) == cvtailor.check(SAMPLES[0]).rewrites
    assert cvtailor.rewrite(str(SAMPLES[0])) == cvtailor.rewrite(SAMPLES[0])
    with pytest.raises(cvtailor.ReadError):
        cvtailor.rewrite("nowhere.pdf")
    with pytest.raises(cvtailor.ReadError):
        cvtailor.rewrite("  ")


def test_verify_finds_a_changed_number() -> None:
    assert cvtailor.verify("Cut costs by 10 %", "Cut costs by 10 %").faithful
    outcome = cvtailor.verify("Cut costs by 10 %", "Cut costs by 20 %")
    assert not outcome.faithful
    assert {each.kind for each in outcome.faults} == {"number"}


@pytest.mark.parametrize("source", ["nowhere.pdf", b"", b"\x00\x01\x02", Path(__file__).parent])
def test_every_error_has_one_root_and_says_what_to_do(source: str | bytes | Path) -> None:
    with pytest.raises(cvtailor.CvtailorError) as caught:
        cvtailor.parse(source)
    assert caught.value.message.endswith(".")
    assert caught.value.hint


def test_worker_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolate, "SECONDS", 0.001)
    with pytest.raises(cvtailor.ReadError, match="took longer"):
        cvtailor.parse(SAMPLES[0], isolated=True)


def test_worker_that_dies_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolate.sys, "executable", "/bin/true")
    with pytest.raises(cvtailor.ReadError, match="stopped"):
        cvtailor.parse(SAMPLES[0], isolated=True)


def test_a_report_holds_no_contact_fact_written_into_a_bullet(tmp_path: Path) -> None:
    cv = tmp_path / "cv.txt"
    cv.write_text(
        "Mara Ilves\nmara@example.org\n\nExperience\n\nEngineer, Reet Labs, 2019 – 2022\n"
        "- Cut the cost of reading old maps by 40%; call +44 20 7946 0123 for the report\n",
        encoding="utf-8",
    )
    report = cvtailor.check(cv)
    text = json.dumps(report.to_json())
    assert "7946" not in text
    assert "mara@example.org" not in text
    (bullet,) = report.bullets
    assert len(bullet.text) == bullet.span.end - bullet.span.start
    assert bullet.text.startswith("Cut the cost of reading old maps by 40%; call …")

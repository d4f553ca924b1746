"""`check` on a CV that did not change: the same output, without reading it again."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import cvtailor
from cvtailor.reporting import stored

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "sample_cvs").glob("*.*"))
FORMATS = ["text", "json", "jsonl", "markdown", "github", "sarif", "junit", "rdjson", "badge"]


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CVTAILOR_CACHE", "1")
    monkeypatch.setenv("CVTAILOR_CACHE_DIR", str(tmp_path / "kept"))
    shutil.copy(ROOT / "sample_cvs" / "ada-mensah.pdf", tmp_path / "ada.pdf")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "kept"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cvtailor", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )


def results(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.json")) if folder.is_dir() else []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_report_comes_back_as_it_was(path: Path) -> None:
    report = cvtailor.check(path)
    assert stored.loads(stored.dumps(report)) == report


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": 1}', "null", '{"schema":' * 3000])
def test_what_is_no_report_is_none(text: str) -> None:
    assert stored.loads(text) is None


def test_a_report_with_a_wrong_type_is_none() -> None:
    plain = json.loads(stored.dumps(cvtailor.check(SAMPLES[0])))
    for name, wrong in (
        ("score", 1),
        ("findings", "x"),
        ("verdict", "unheard of"),
        ("pages", "two"),
        ("more", 1),
    ):
        assert stored.loads(json.dumps({**plain, name: wrong})) is None


def test_every_format_says_the_same_with_and_without_a_kept_result(kept: Path) -> None:
    def written(folder: str, *more: str) -> tuple[dict[str, str], int]:
        Path(folder).mkdir()
        outputs = [each for name in FORMATS for each in ("-o", f"{name}={folder}/{name}")]
        code = run("check", "ada.pdf", "--min-score", "99", *outputs, *more).returncode
        return {name: Path(folder, name).read_text(encoding="utf-8") for name in FORMATS}, code

    first = written("first", "--no-cache")
    assert results(kept) == []
    second = written("second")
    assert len(results(kept)) == 1
    assert first == second == written("third")
    assert first[1] == 1


def test_a_kept_result_answers_without_the_readers_and_spacy(kept: Path) -> None:
    assert run("check", "ada.pdf").returncode == 0
    code = (
        "import sys; from cvtailor.cli.app import main\n"
        "sys.argv = ['cvtailor', 'check', 'ada.pdf']\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        "heavy = {'spacy', 'pdfminer', 'pypdfium2', 'docx', 'sklearn', 'numpy'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "ada.pdf" in done.stdout
    assert len(results(kept)) == 1


def test_what_a_result_hangs_on(kept: Path) -> None:
    run("check", "ada.pdf")
    run("check", "ada.pdf", "--as-of", "2020-01-01")
    assert len(results(kept)) == 2
    run("check", "ada.pdf", "--reader", "pdfminer")
    assert len(results(kept)) == 3
    Path("words.toml").write_text('[[keyword]]\nid = "zig"\nname = "Zig"\nforms = ["Zig"]\n')
    run("check", "ada.pdf", "--lexicon", "words.toml")
    assert len(results(kept)) == 4
    Path("words.toml").write_text('[[keyword]]\nid = "zig"\nname = "Zig"\nforms = ["Zig", "ziglang"]\n')
    run("check", "ada.pdf", "--lexicon", "words.toml")
    assert len(results(kept)) == 5
    run("check", "ada.pdf", "--redact")
    assert len(results(kept)) == 6
    shutil.copy("ada.pdf", "other.pdf")
    assert "other.pdf" in run("check", "other.pdf").stdout  # the same bytes under another name
    assert len(results(kept)) == 6


def test_a_changed_file_is_read_again(kept: Path) -> None:
    Path("cv.md").write_text("# Mara Ilves\n\n## Experience\n\n- Trained CNN models in PyTorch.\n")
    first = run("check", "cv.md", "--format", "json").stdout
    Path("cv.md").write_text(
        "# Mara Ilves\n\n## Experience\n\n- Trained CNN models, cutting errors by 40 %.\n"
    )
    second = run("check", "cv.md", "--format", "json").stdout
    assert json.loads(first)["sha256"] != json.loads(second)["sha256"]
    assert len(results(kept)) == 2


def test_a_broken_result_is_made_anew(kept: Path) -> None:
    first = run("check", "ada.pdf").stdout
    (path,) = results(kept)
    for broken in ("", "{", '{"schema": "cvtailor.report/1"}'):
        path.write_text(broken)
        assert run("check", "ada.pdf").stdout == first
    assert stored.loads(path.read_text(encoding="utf-8")) is not None


def test_no_contact_fact_is_kept(kept: Path) -> None:
    run("check", str(ROOT / "sample_cvs"))
    held = "".join(path.read_text(encoding="utf-8") for path in results(kept))
    assert held
    for path in SAMPLES:
        contact = cvtailor.parse(path).contact
        facts = (*contact.emails, *contact.phones, *contact.links)
        assert not [each for each in facts if re.search(rf"{re.escape(each)}(?![\w/-])", held)]
    assert len(results(kept)) == len(SAMPLES)


def test_off_in_ci_and_cleared_on_demand(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CVTAILOR_CACHE")
    monkeypatch.setenv("CI", "true")
    run("check", "ada.pdf")
    assert results(kept) == []
    run("check", "ada.pdf", "--cache")
    assert len(results(kept)) == 1
    assert str(kept) in run("cache", "where").stdout
    assert "1 kept result taken away" in run("cache", "clear").stdout
    assert results(kept) == []


def test_an_unknown_role_is_an_error_all_the_same(kept: Path) -> None:
    run("check", "ada.pdf")
    assert run("check", "ada.pdf", "--role", "astronaut").returncode == 2

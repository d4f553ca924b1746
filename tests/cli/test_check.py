"""`cvtailor check`: gates, formats, several files, files written."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from cvtailor.reporting.schema import schema
from tests.cli.files import good_docx, good_pdf


@pytest.fixture
def cv(tmp_path: Path) -> Path:
    return good_docx(tmp_path / "cv.docx")


def test_text_begins_with_file_role_and_score(cvtailor, cv: Path) -> None:
    outcome = cvtailor("check", str(cv))
    assert outcome.code == 0
    assert "Applied Machine Learning Researcher" in outcome.out
    assert "/ 100" in outcome.out
    assert "\x1b" not in outcome.out
    assert all(len(line) <= 80 for line in outcome.out.splitlines() if str(cv) not in line)


def test_json_is_one_object_for_one_file_and_an_array_otherwise(cvtailor, cv: Path, tmp_path: Path) -> None:
    one = json.loads(cvtailor("check", str(cv), "--format", "json").out)
    assert one["file"] == str(cv)
    jsonschema.validate(one, schema("report"))
    folder = json.loads(cvtailor("check", str(tmp_path), "--format", "json").out)
    assert [each["file"] for each in folder] == [str(cv)]
    good_pdf(tmp_path / "another.pdf")
    both = json.loads(cvtailor("check", str(tmp_path), "--format", "json").out)
    assert [Path(each["file"]).name for each in both] == ["another.pdf", "cv.docx"]
    lines = cvtailor("check", str(cv), "--format", "jsonl").out.splitlines()
    assert len(lines) == 1
    assert json.loads(lines[0]) == one


@pytest.mark.parametrize(
    ("arguments", "code", "verdict"),
    [
        ([], 0, "not_gated"),
        (["--min-score", "0"], 0, "pass"),
        (["--min-score", "100"], 1, "fail"),
        (["--min-score", "100", "--exit-zero"], 0, "fail"),
        (["--fail-on", "note"], 1, "fail"),
        (["--fail-on", "error"], 0, "pass"),
    ],
)
def test_gates(cvtailor, cv: Path, arguments: list[str], code: int, verdict: str) -> None:
    outcome = cvtailor("check", str(cv), "--format", "json", *arguments)
    assert outcome.code == code
    assert json.loads(outcome.out)["verdict"] == verdict


def test_several_files_give_a_table_and_the_highest_code(cvtailor, cv: Path, tmp_path: Path) -> None:
    good_pdf(tmp_path / "another.pdf")
    outcome = cvtailor("check", str(cv), str(tmp_path / "another.pdf"), str(tmp_path / "nowhere.pdf"))
    assert outcome.code == 2
    assert "3 files, 2 judged, 1 could not be read" in outcome.out


def test_output_file_is_whole_and_never_overwritten(cvtailor, cv: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    assert cvtailor("check", str(cv), "--format", "json", "-o", str(target)).code == 0
    first = target.read_text(encoding="utf-8")
    assert json.loads(first)["file"] == str(cv)
    refused = cvtailor("check", str(cv), "-o", str(target))
    assert refused.code == 2
    assert target.read_text(encoding="utf-8") == first
    assert cvtailor("check", str(cv), "-o", str(target), "--force").code == 0
    assert target.read_text(encoding="utf-8") != first
    assert sorted(each.name for each in tmp_path.iterdir()) == ["cv.docx", "report.json"]


def test_settings_come_from_line_then_environment_then_file(
    cvtailor, cv: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cvtailor.toml").write_text("min-score = 100\n")
    assert cvtailor("check", "cv.docx").code == 1
    monkeypatch.setenv("CVTAILOR_MIN_SCORE", "0")
    assert cvtailor("check", "cv.docx").code == 0
    assert cvtailor("check", "cv.docx", "--min-score", "100").code == 1


def test_colour_only_when_asked(cvtailor, cv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = cvtailor("check", str(cv)).out
    coloured = cvtailor("check", str(cv), "--color", "always").out
    assert "\x1b[" in coloured
    assert "\x1b" not in cvtailor("check", str(cv), "--color", "always", "--format", "json").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert cvtailor("check", str(cv)).out == plain


def test_a_cv_on_standard_input(cv: Path) -> None:
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-m", "cvtailor", "check", "-", "--format", "json"],
        input=cv.read_bytes(),
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout)["file"] == "-"


@pytest.mark.parametrize("through_a_link", [False, True])
def test_the_cv_itself_is_never_written_over(
    cvtailor, cv: Path, tmp_path: Path, through_a_link: bool
) -> None:
    before = cv.read_bytes()
    target = cv
    if through_a_link:
        target = tmp_path / "link.docx"
        target.symlink_to(cv)
    outcome = cvtailor("check", str(cv), "-o", str(target), "--force")
    assert outcome.code == 2
    assert "is the file to be read" in outcome.err
    assert cv.read_bytes() == before


def test_a_device_is_no_place_for_a_report(cvtailor, cv: Path) -> None:
    outcome = cvtailor("check", str(cv), "-o", "/dev/null", "--force")
    assert outcome.code == 2
    assert not Path("/dev/null").is_file()


@pytest.mark.parametrize("redirection", ["> /dev/full", ">&-"])
def test_output_that_goes_nowhere_is_a_sentence(cv: Path, redirection: str) -> None:
    import subprocess
    import sys

    command = f"'{sys.executable}' -m cvtailor check '{cv}' {redirection}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("cvtailor: ")

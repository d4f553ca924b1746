"""A git repository of ten CVs: gates, baseline, --since, ignores, roles for files, outputs, as a team uses them."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.files import good_docx

SAMPLES = Path(__file__).parents[2] / "sample_cvs"
Run = Callable[..., Any]

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(folder: Path, *arguments: str) -> None:
    name = ["-c", "user.name=Team", "-c", "user.email=team@example.org"]
    subprocess.run(["git", *name, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a committed repository with ten CVs in `cvs/`, one of them ignored by git, as the current folder."""
    cvs = tmp_path / "team" / "cvs"
    cvs.mkdir(parents=True)
    for each in sorted(SAMPLES.iterdir()):
        shutil.copy(each, cvs / each.name)
    good_docx(cvs / "nia.docx")
    git(cvs.parent, "init", "-q", ".")
    git(cvs.parent, "add", "-A")
    git(cvs.parent, "commit", "-qm", "ten CVs")
    monkeypatch.chdir(cvs.parent)
    return cvs.parent


def files_of(out: str) -> set[str]:
    return {each["file"] for each in json.loads(out)}


def test_a_baseline_and_what_is_new_since(team: Path, cvtailor: Run) -> None:
    first = cvtailor("check", "cvs", "--fail-on", "warning", "--baseline", "b.json", "--update-baseline")
    assert first.code == 1
    assert len(json.loads((team / "b.json").read_text())["files"]) == 10
    again = cvtailor("check", "cvs", "--fail-on", "warning", "--baseline", "b.json")
    assert again.code == 0
    assert "pass" in again.out

    import docx

    changed = docx.Document(str(team / "cvs" / "nia.docx"))
    changed.add_heading("Projects", level=1)
    changed.add_paragraph("Helped with the office move to another building", style="List Bullet")
    changed.save(str(team / "cvs" / "nia.docx"))
    shutil.copy(SAMPLES / "ada-mensah.pdf", team / "cvs" / "new.pdf")
    since = cvtailor(
        "check", "cvs", "--since", "HEAD", "--format", "json", "--baseline", "b.json", "--fail-on", "warning"
    )
    assert files_of(since.out) == {"cvs/nia.docx", "cvs/new.pdf"}
    assert since.code == 1
    git(team, "add", "-A")
    git(team, "commit", "-qm", "more")
    nothing = cvtailor("check", "cvs", "--since", "HEAD")
    assert (nothing.code, nothing.out) == (0, "")
    assert "No CV changed since HEAD." in nothing.err
    assert json.loads(cvtailor("check", "cvs", "--since", "HEAD", "--format", "json").out) == []


@pytest.mark.parametrize("ref", ["nonsense", "--exec=x", "HEAD~99"])
def test_an_unknown_revision_is_said(team: Path, cvtailor: Run, ref: str) -> None:
    done = cvtailor("check", "cvs", f"--since={ref}")
    assert done.code == 2
    assert "revision" in done.err


def test_since_outside_of_git_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cvtailor: Run) -> None:
    good_docx(tmp_path / "a.docx")
    monkeypatch.chdir(tmp_path)
    done = cvtailor("check", "a.docx", "--since", "HEAD")
    assert done.code == 2
    assert "no git repository" in done.err


def test_ignored_files_are_left_out_of_folders_not_when_named(team: Path, cvtailor: Run) -> None:
    (team / ".gitignore").write_text("cvs/nia.docx\n*.pdf\n")
    every = files_of(cvtailor("check", "cvs", "--format", "json").out)
    assert "cvs/nia.docx" not in every
    assert not any(each.endswith(".pdf") for each in every)
    assert len(every) == 3
    assert json.loads(cvtailor("check", "cvs/nia.docx", "--format", "json").out)["file"] == "cvs/nia.docx"


def test_ignores_with_reasons_and_an_expiry(team: Path, cvtailor: Run) -> None:
    before = cvtailor("check", "cvs/nia.docx", "--format", "json")
    assert "WD01" in [each["rule"] for each in json.loads(before.out)["findings"]]
    (team / "cvtailor.toml").write_text(
        '[[ignore]]\nrule = "WD01"\nfiles = "cvs/nia*"\nreason = "her own words"\nuntil = 2099-01-01\n'
        '[[ignore]]\nrule = "KW01"\nreason = "not this year"\nuntil = 2020-01-01\n'
        '[[ignore]]\nrule = "RD03"\nreason = "old scanner"\n'
    )
    after = cvtailor("check", "cvs/nia.docx", "--format", "json")
    shown = json.loads(after.out)
    assert "WD01" not in [each["rule"] for each in shown["findings"]]
    assert shown["suppressed"] >= 1
    assert "expired on 2020-01-01" in after.err
    assert "RD03 is not needed" in after.err


def test_a_role_for_some_files(team: Path, cvtailor: Run) -> None:
    (team / "cvtailor.toml").write_text('[files]\n"cvs/nia.docx" = { role = "no-such-role" }\n')
    done = cvtailor("check", "cvs")
    assert done.code == 2
    assert "no-such-role" in done.err


def test_several_outputs_in_one_run(team: Path, cvtailor: Run) -> None:
    outputs = [
        "sarif=o.sarif",
        "junit=o.xml",
        "markdown=o.md",
        "badge=b.json",
        "rdjson=r.json",
        "jsonl=o.jsonl",
    ]
    done = cvtailor("check", "cvs", *(part for each in outputs for part in ("-o", each)))
    assert done.code == 0
    assert "9 files" in done.out or "10 files" in done.out
    for each in outputs:
        assert (team / each.partition("=")[2]).stat().st_size > 50
    uris = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for result in json.loads((team / "o.sarif").read_text())["runs"][0]["results"]
    }
    assert "cvs/nia.docx" in uris
    assert len((team / "o.jsonl").read_text().splitlines()) == 10
    again = cvtailor("check", "cvs", "-o", "sarif=o.sarif")
    assert again.code == 2
    assert "o.sarif is there already" in again.err
    assert cvtailor("check", "cvs", "-o", "a.txt", "-o", "b.txt").code == 2
    assert cvtailor("check", "cvs", "-o", "sarif=c", "-o", "json=c").code == 2


def test_paths_in_sarif_are_those_of_the_repository(
    team: Path, monkeypatch: pytest.MonkeyPatch, cvtailor: Run
) -> None:
    monkeypatch.chdir(team / "cvs")
    made = json.loads(cvtailor("check", "nia.docx", "--format", "sarif").out)
    first = made["runs"][0]["results"][0]
    assert first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "cvs/nia.docx"


def test_names_are_left_out_when_asked(team: Path, cvtailor: Run) -> None:
    (team / "cvs" / "nia.md").write_text(
        "# Nia Okonjo\nnia@example.org\n\n## Experience\n### Engineer, Okonjo Works\n2019 – 2021\n- Responsible for Nia Okonjo's models\n"
    )
    plain = cvtailor("check", "cvs/nia.md", "--format", "markdown")
    assert "Okonjo" in plain.out
    hidden = cvtailor("check", "cvs/nia.md", "--format", "markdown", "--redact")
    assert "Okonjo" not in hidden.out


def test_contact_facts_never_stand_in_outputs_of_ci(team: Path, cvtailor: Run) -> None:
    (team / "cvs" / "nia.md").write_text(
        "# Nia Okonjo\nnia@example.org | +44 20 7946 0123\n\n## Experience\n### Engineer, Works\n2019 – 2021\n"
        "- Responsible for calls to +44 20 7946 0123 and mail to nia@example.org\n"
    )
    for name in ("markdown", "github", "sarif", "junit", "rdjson"):
        said = cvtailor("check", "cvs/nia.md", "--format", name).out
        assert "7946" not in said, name
        assert "nia@" not in said, name


def test_init_and_show_settings(team: Path, cvtailor: Run) -> None:
    assert cvtailor("init").code == 0
    assert (team / "cvtailor.toml").read_text().startswith("# Settings of cvtailor")
    assert cvtailor("init").code == 2
    (team / "cvtailor.toml").write_text('min-score = 61\nignore = ["WD05"]\n')
    shown = json.loads(cvtailor("check", "cvs", "--show-settings").out)
    assert shown["settings"]["min_score"] == 61
    assert shown["settings"]["ignore"] == ["WD05"]
    assert shown["settings_file"].endswith("cvtailor.toml")


def test_a_badge_for_the_repository(team: Path, cvtailor: Run) -> None:
    made = json.loads(cvtailor("check", "cvs/nia.docx", "--format", "badge").out)
    assert made["label"] == "CV"
    assert made["message"].endswith("/ 100")

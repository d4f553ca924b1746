"""The action's check step, run by bash as a runner runs it, in a repository of its own; and the pre-commit hook's entry."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.cli.files import good_docx

ROOT = Path(__file__).parents[2]
ACTION = (ROOT / "action.yml").read_text(encoding="utf-8")

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")


def step(name: str) -> str:
    """Return the script of a step."""
    part = ACTION.split(f"- name: {name}\n", 1)[1]
    return textwrap.dedent(re.split(r"\n    - name:", part.split("run: |\n", 1)[1])[0])


def inputs() -> dict[str, str]:
    """Return the inputs' defaults by name."""
    block = ACTION.split("inputs:\n", 1)[1].split("outputs:\n", 1)[0]
    return {
        name: default.strip().strip('"')
        for name, default in re.findall(
            r"^  ([a-z-]+):\n(?:    .*\n)*?    default: (.*)$", block, re.MULTILINE
        )
    }


@pytest.fixture
def runner(tmp_path: Path) -> Path:
    """Return a folder with a CV, in which the program that runs these tests stands as the installed one."""
    program = tmp_path / "temp" / "cvtailor" / "bin" / "cvtailor"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m cvtailor "$@"\n')
    program.chmod(0o755)
    (tmp_path / "work" / "my cvs").mkdir(parents=True)
    good_docx(tmp_path / "work" / "my cvs" / "nia's cv.docx")
    return tmp_path


def run(runner: Path, **given: str) -> tuple[int, str, str, dict[str, str]]:
    """Run the check step; return its exit code, output, job summary and outputs."""
    values = {**inputs(), **{name.replace("_", "-"): value for name, value in given.items()}}
    named = dict(re.findall(r"(CV_[A-Z_]+): \$\{\{ inputs\.([a-z-]+) \}\}", ACTION))
    environment = {
        **os.environ,
        **{variable: values[name] for variable, name in named.items()},
        "PYTHONPATH": str(ROOT),
        "RUNNER_TEMP": str(runner / "temp"),
        "GITHUB_STEP_SUMMARY": str(runner / "summary.md"),
        "GITHUB_OUTPUT": str(runner / "output.txt"),
    }
    done = subprocess.run(
        ["bash", "-e", "-c", step("Check")],
        cwd=runner / "work",
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    summary = (runner / "summary.md").read_text() if (runner / "summary.md").exists() else ""
    outputs = dict(line.split("=", 1) for line in (runner / "output.txt").read_text().splitlines())
    return done.returncode, done.stdout + done.stderr, summary, outputs


def test_no_input_stands_in_a_script() -> None:
    assert "${{" not in step("Check") + step("Install cvtailor")


def test_defaults_annotate_and_summarise_without_the_name(runner: Path) -> None:
    code, said, summary, outputs = run(runner, paths="my cvs")
    assert (code, outputs["exit-code"]) == (0, "0")
    assert re.search(r"^::(warning|notice) file=my cvs/nia's cv\.docx", said, re.MULTILINE)
    assert "/ 100" in summary
    assert "Okonjo" not in said + summary


def test_a_gate_and_files(runner: Path) -> None:
    code, _, _, outputs = run(
        runner, paths="my cvs", min_score="100", sarif_file="o.sarif", badge_file="b.json", summary="false"
    )
    assert (code, outputs["exit-code"], outputs["sarif-file"]) == (1, "1", "o.sarif")
    assert json.loads((runner / "work" / "o.sarif").read_text())["version"] == "2.1.0"
    assert json.loads((runner / "work" / "b.json").read_text())["label"] == "CV"


def test_an_input_that_tries_to_be_a_command_is_a_path(runner: Path) -> None:
    code, said, _, _ = run(runner, paths="$(touch pwned); touch pwned", annotations="false")
    assert code == 2
    assert not (runner / "work" / "pwned").exists()
    assert "pwned" in said


def test_an_advert_adds_to_the_summary(runner: Path) -> None:
    (runner / "work" / "job.txt").write_text("Engineer\n\nRequirements\n- Python\n- Rust\n")
    _, _, summary, _ = run(runner, paths="my cvs/nia's cv.docx", job="job.txt")
    assert "ASKED FOR" in summary


def test_the_hook_checks_the_files_it_is_given(runner: Path) -> None:
    hook = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    files = re.search(r"files: (.+)", hook)
    entry = re.search(r"entry: cvtailor (.+)", hook)
    assert files
    assert entry
    assert re.search(files[1], "cvs/a.pdf")
    assert re.search(files[1], "b.docx")
    assert not re.search(files[1], "c.pdf.txt")
    done = subprocess.run(
        [sys.executable, "-m", "cvtailor", *entry[1].split(), "--min-score", "100", "nia's cv.docx"],
        cwd=runner / "work" / "my cvs",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1

"""`cvtailor rewrite`: the diff, and the walk through the proposals."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from cvtailor.cli import walk
from cvtailor.reporting.schema import schema
from tests.cli.files import scanned_pdf

CV = """Ada Mensah
ada.mensah@example.org

Experience

Engineer, Acme Ltd, Jan 2018 - Dec 2021
- Responsible for training CNN models
- Built a churn model in Python, cutting losses by 12 %
- Used pandas to clean data and train models
- Wrote a grant proposal for Horizon Europe with partners from five countries and two small firms in Portugal and Spain; \
trained a ranking model with 140 features on eight GPUs for the search team
"""


@pytest.fixture
def cv(tmp_path: Path) -> Path:
    path = tmp_path / "cv.txt"
    path.write_text(CV, encoding="utf-8")
    return path


@pytest.fixture
def answered(cvtailor, monkeypatch: pytest.MonkeyPatch) -> Callable[..., object]:
    """Return a function that runs the command with these lines on standard input."""

    def run(lines: str, *arguments: str) -> object:
        monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
        return cvtailor("rewrite", *arguments)

    return run


def test_the_diff_of_a_file_can_be_applied(cvtailor, cv: Path, tmp_path: Path) -> None:
    outcome = cvtailor("rewrite", str(cv), "--format", "diff")
    assert outcome.code == 0
    lines = outcome.out.splitlines()
    assert lines[:2] == [f"--- a/{str(cv).lstrip('/')}", f"+++ b/{str(cv).lstrip('/')}"]
    assert [each.split(" @@")[0] for each in lines if each.startswith("@@")] == [
        "@@ -1 +1",
        "@@ -3 +3",
        "@@ -4 +4,2",
    ]
    assert all(re.match(r"@@ -\d+ \+\d+(,\d+)? @@|[-+]", each) for each in lines)
    if shutil.which("patch") is None:
        pytest.skip("there is no patch here")
    bullets = json.loads(cvtailor("check", str(cv), "--format", "json").out)["bullets"]
    target = tmp_path / "items.txt"
    target.write_text("".join(each["text"] + "\n" for each in bullets), encoding="utf-8")
    subprocess.run(
        ["patch", "-u", str(target)], input=outcome.out, text=True, check=True, capture_output=True
    )
    patched = target.read_text(encoding="utf-8").splitlines()
    assert patched[0].startswith("Trained CNN models")
    assert patched[1] == bullets[1]["text"]
    assert len(patched) == 5


def test_the_diff_holds_no_control_characters_and_is_stable(cvtailor, tmp_path: Path) -> None:
    path = tmp_path / "cv\x1b[31m.txt"
    path.write_text(CV.replace("CNN", "CNN\x1b[2J"), encoding="utf-8")
    first = cvtailor("rewrite", str(path), "--format", "diff")
    assert first.code == 0
    assert "\x1b" not in first.out
    assert first.out == cvtailor("rewrite", str(path), "--format", "diff").out


def test_nothing_to_rewrite_is_an_empty_diff(cvtailor) -> None:
    text = "Improved recall from 0.61 to 0.79 with focal loss"
    outcome = cvtailor("rewrite", "--text", text, "--format", "diff")
    assert (outcome.code, outcome.out) == (0, "")


def test_alternatives_stand_in_text_and_json(cvtailor) -> None:
    text = "Responsible for training CNN models, cutting latency by 20 %"
    made = json.loads(cvtailor("rewrite", "--text", text, "--format", "json").out)
    jsonschema.validate(made, schema("rewrites"))
    assert made["rewrites"][0]["alternatives"] == ["Cut latency by 20 % by training CNN models"]
    shown = cvtailor("rewrite", "--text", text).out
    assert "or: Cut latency by 20 % by training CNN models" in shown


def test_walk_accepts_refuses_and_fills(answered, cv: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.md"
    outcome = answered("a\nrecall; 0.61; 0.79; MIMIC-III\nr\na\n", str(cv), "--interactive", "-o", str(new))
    assert outcome.code == 0, outcome.err
    text = new.read_text(encoding="utf-8")
    assert "- Trained CNN models, raising recall from 0.61 to 0.79 on MIMIC-III\n" in text
    assert "- Used pandas to clean data and train models\n" in text
    assert (
        "Portugal and Spain\n- Trained a ranking model with 140 features on eight GPUs for the search team\n"
        in text
    )
    assert "- Built a churn model in Python, cutting losses by 12 %\n" in text
    assert text.startswith("# Ada Mensah\nada.mensah@example.org\n")
    assert "## Experience\n" in text
    assert "2 of 3 rewrites" in outcome.err
    assert "is not in the old text" not in outcome.err
    assert outcome.out == ""
    assert cv.read_text(encoding="utf-8") == CV


def test_walk_deletes_an_empty_blank(answered, cv: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.txt"
    answered("a\n\nr\nr\n", str(cv), "--interactive", "-o", str(new))
    assert "- Trained CNN models\n" in new.read_text(encoding="utf-8")


def test_walk_says_what_an_edit_breaks(answered, cv: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.txt"
    lines = "e\nLed the training of 40 CNN models\nn\ne\nTrained CNN models [X]\ny\nr\nr\n"
    outcome = answered(lines, str(cv), "--interactive", "-o", str(new))
    assert "“40” is not in the old text." in outcome.err
    assert "A bracket is left" in outcome.err
    assert "- Trained CNN models [X]\n" in new.read_text(encoding="utf-8")


@pytest.mark.parametrize("lines", ["a\n\n", "a\n\nq\n", "a\n\nwhat\n?\n9\n"])
def test_what_was_accepted_is_kept_when_the_input_ends(
    answered, cv: Path, tmp_path: Path, lines: str
) -> None:
    new = tmp_path / "new.txt"
    outcome = answered(lines, str(cv), "--interactive", "-o", str(new))
    assert outcome.code == 0
    text = new.read_text(encoding="utf-8")
    assert "- Trained CNN models\n" in text
    assert "- Used pandas to clean data" in text


def test_what_was_accepted_is_kept_on_ctrl_c(
    cvtailor, monkeypatch: pytest.MonkeyPatch, cv: Path, tmp_path: Path
) -> None:
    class Interrupted(io.StringIO):
        def readline(self, size: int | None = -1, /) -> str:
            line = super().readline()
            if not line:
                raise KeyboardInterrupt
            return line

    monkeypatch.setattr(sys, "stdin", Interrupted("a\n\n"))
    new = tmp_path / "new.txt"
    assert cvtailor("rewrite", str(cv), "--interactive", "-o", str(new)).code == 0
    assert "- Trained CNN models\n" in new.read_text(encoding="utf-8")


def test_walk_takes_another_wording(answered) -> None:
    text = "Responsible for training CNN models, cutting latency by 20 %"
    outcome = answered("1\n", "--text", text, "--interactive")
    assert outcome.out.strip().removeprefix("- ") == "Cut latency by 20 % by training CNN models"


def test_walk_never_writes_over_a_file(answered, cv: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.txt"
    new.write_text("mine", encoding="utf-8")
    assert answered("q\n", str(cv), "--interactive", "-o", str(new)).code == 2
    assert new.read_text(encoding="utf-8") == "mine"
    assert answered("q\n", str(cv), "--interactive", "--force", "-o", str(cv)).code == 2
    assert cv.read_text(encoding="utf-8") == CV
    assert answered("q\n", str(cv), "--interactive", "--force", "-o", str(new)).code == 0
    assert "Ada Mensah" in new.read_text(encoding="utf-8")


def test_walk_wants_one_file_and_an_output(answered, cv: Path, tmp_path: Path) -> None:
    assert answered("", str(cv), "--interactive").code == 2
    assert answered("", str(cv), str(cv), "--interactive", "-o", str(tmp_path / "n.txt")).code == 2
    assert answered("", "-", "--interactive", "-o", str(tmp_path / "n.txt")).code == 2
    assert answered("", str(tmp_path / "none.txt"), "--interactive", "-o", str(tmp_path / "n.txt")).code == 2
    assert not (tmp_path / "n.txt").exists()


def test_answers_hold_no_control_characters(answered, cv: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.txt"
    answered("e\nTrained CNN models\x1b[2J\x07\nr\nr\n", str(cv), "--interactive", "-o", str(new))
    assert "\x1b" not in new.read_text(encoding="utf-8")


def test_the_help_names_every_choice() -> None:
    for word in ("accept", "refuse", "edit", "stop"):
        assert word in walk.HELP


def test_what_was_accepted_is_shown_when_it_cannot_be_written(
    answered, cv: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    original = walk.walk

    def gone(*arguments: object, **given: object) -> object:
        folder.rmdir()
        return original(*arguments, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(walk, "walk", gone)
    outcome = answered("a\n\nq\n", str(cv), "--interactive", "-o", str(folder / "new.txt"))
    assert outcome.code == 2
    assert "- Trained CNN models\n" in outcome.out


def test_a_file_without_text_is_not_walked(answered, tmp_path: Path) -> None:
    path = scanned_pdf(tmp_path / "scan.pdf")
    new = tmp_path / "new.txt"
    assert answered("", str(path), "--interactive", "-o", str(new)).code == 2
    assert not new.exists()

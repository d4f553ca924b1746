"""`parse`, `rewrite`, `lexicon`, `explain` and the group itself."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from cvtailor.reporting.schema import schema
from tests.cli.files import BULLETS, good_docx


def test_parse_shows_what_was_read(cvtailor, tmp_path: Path) -> None:
    path = good_docx(tmp_path / "cv.docx")
    document = json.loads(cvtailor("parse", str(path), "--format", "json").out)
    jsonschema.validate(document, schema("document"))
    assert [each["kind"] for each in document["sections"]] == ["experience", "education", "skills"]
    assert document["sections"][0]["bullets"] == list(BULLETS)
    for section in document["sections"]:
        span = section["span"]
        assert section["heading"] in document["text"][span["start"] : span["end"]]
    text = cvtailor("parse", str(path)).out
    assert "nia.okonjo@example.org" in text
    assert "2022-01 to present" in text


def test_rewrite_of_one_bullet(cvtailor) -> None:
    outcome = cvtailor("rewrite", "--text", "Responsible for training CNN models", "--format", "json")
    made = json.loads(outcome.out)
    jsonschema.validate(made, schema("rewrites"))
    assert outcome.code == 0
    assert made["rewrites"][0]["before"] == "Responsible for training CNN models"
    assert made["rewrites"][0]["after"].startswith("Trained CNN models")
    assert made["rewrites"][0]["confirm"]


def test_rewrite_wants_a_file_or_a_bullet(cvtailor) -> None:
    assert cvtailor("rewrite").code == 2
    assert cvtailor("rewrite", "cv.pdf", "--text", "Led").code == 2


def test_lexicon_list_show_and_lint(cvtailor) -> None:
    assert "applied-ml-researcher" in cvtailor("lexicon", "list").out
    assert "PyTorch" in cvtailor("lexicon", "show").out
    assert "torch" in cvtailor("lexicon", "show", "pytorch").out
    assert cvtailor("lexicon", "show", "basket weaving").code == 2
    lint = cvtailor("lexicon", "lint")
    assert lint.code == 0, lint.out


def test_explain_lists_and_explains(cvtailor) -> None:
    listed = cvtailor("explain")
    assert listed.code == 0
    for code in ("RD01", "ST01", "KW01", "AC01", "WD01", "RS01"):
        assert code in listed.out
        assert code in cvtailor("explain", code).out
    unknown = cvtailor("explain", "WD99")
    assert unknown.code == 2
    assert "WD99" in unknown.err


def test_help_teaches_by_examples(cvtailor) -> None:
    for command in ("check", "parse", "rewrite", "lexicon", "explain"):
        outcome = cvtailor(command, "--help")
        assert outcome.code == 0
        assert f"cvtailor {command} " in outcome.out


@pytest.mark.parametrize(
    ("program", "absent"),
    [
        ("from cvtailor.cli import main; sys.argv = ['cvtailor', '--version']; main()", True),
        ("from cvtailor.cli import main; sys.argv = ['cvtailor', '--help']; main()", True),
        ("import cvtailor", True),
    ],
)
def test_cheap_calls_import_nothing_heavy(program: str, absent: bool) -> None:
    code = (
        "import atexit, sys\n"
        "heavy = ('spacy', 'sklearn', 'pdfminer', 'pypdfium2', 'docx', 'lxml', 'rich')\n"
        "atexit.register(lambda: print('HEAVY', [each for each in heavy if each in sys.modules]))\n" + program
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ("HEAVY []" in done.stdout) is absent, done.stdout


def test_check_never_imports_sklearn_and_parse_never_spacy(tmp_path: Path) -> None:
    path = good_docx(tmp_path / "cv.docx")
    code = (
        "import sys, cvtailor\n"
        f"cvtailor.parse({str(path)!r}); print('spacy' in sys.modules)\n"
        f"cvtailor.check({str(path)!r}); print('spacy' in sys.modules, 'sklearn' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True", "False"]


def test_same_bytes_out_for_any_hash_seed_and_date(tmp_path: Path) -> None:
    path = good_docx(tmp_path / "cv.docx")
    clock = "import datetime, time\ntime.time = lambda: 4102444800.0\n"
    outputs = set()
    for seed, start in (("0", ""), ("1", ""), ("2", clock)):
        for arguments in (["check", "--format", "json"], ["check", "--all"], ["parse", "--format", "json"]):
            code = (
                f"{start}import sys\nsys.argv = ['cvtailor', *{arguments!r}, {str(path)!r}]\n"
                "from cvtailor.cli import main\nmain()"
            )
            done = subprocess.run(
                [sys.executable, "-c", code],
                env={"PYTHONHASHSEED": seed, "PATH": ""},
                capture_output=True,
                check=True,
            )
            outputs.add((tuple(arguments), done.stdout))
    assert len(outputs) == 3

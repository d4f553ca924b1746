"""What the README shows is what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import cvtailor
from cvtailor.cli.app import COMMANDS
from cvtailor.reporting import text

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"


def test_report_is_the_one_that_is_printed(request: pytest.FixtureRequest) -> None:
    shown = text.render(
        cvtailor.check(ROOT / "sample_cvs" / "ada-mensah.pdf", file="sample_cvs/ada-mensah.pdf")
    )
    readme = README.read_text(encoding="utf-8")
    pattern = re.compile(r"(<!-- report -->\n```text\n).*?(```)", re.DOTALL)
    assert len(pattern.findall(readme)) == 1
    made = pattern.sub(lambda match: match[1] + shown.strip("\n") + "\n" + match[2], readme)
    if request.config.getoption("update"):
        README.write_text(made, encoding="utf-8")
    assert README.read_text(encoding="utf-8") == made


def test_library_example_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    blocks = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert blocks
    monkeypatch.chdir(ROOT / "sample_cvs")
    for block in blocks:
        exec(compile(block.replace("cv.pdf", "ada-mensah.pdf"), "README", "exec"), {})
    assert "Trained CNN models" in capsys.readouterr().out


def test_every_command_and_linked_file_exists() -> None:
    readme = README.read_text(encoding="utf-8")
    named = set(re.findall(r"cvtailor (check|parse|rewrite|lexicon|explain|\w+)(?= )", readme))
    assert set(COMMANDS) <= named
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", readme)
    assert links
    assert [each for each in links if not (ROOT / each).exists()] == []


def test_settings_example_is_valid(tmp_path: Path) -> None:
    from cvtailor.workspace import config

    blocks = re.findall(r"```toml\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert blocks
    path = tmp_path / "cvtailor.toml"
    path.write_text(blocks[0])
    assert config.settings(config.load(path)).min_score == 70

"""What the README shows is what the program does."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

import cvtailor
from cvtailor.cli.app import COMMANDS
from cvtailor.reporting import text

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
sys.path.insert(0, str(ROOT / "benchmarks"))

import quality_score  # noqa: E402 - benchmarks is no package
import truth  # noqa: E402 - as is tests/cvs


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


def test_the_steps_taken_bring_what_they_promise() -> None:
    readme = README.read_text(encoding="utf-8")
    promised, first, then = map(
        int, re.search(r"bring the (\d+) points that they promise: (\d+) becomes (\d+)", readme).groups()
    )
    lines = re.search(r"```diff\n(.*?)```", readme, re.DOTALL)[1].splitlines()
    pairs = list(zip(lines[::2], lines[1::2], strict=True))
    markdown = quality_score.as_markdown(next(cv for cv in truth.load_all() if cv.stem == "ada-mensah"))
    report = cvtailor.check(markdown.encode(), file="cv.md")
    assert report.score.total == first
    assert sum(each.gain for each in report.steps[: len(pairs)]) == promised == then - first
    for (old, new), step in zip(pairs, report.steps, strict=False):
        rewrite = report.rewrites[step.rewrite]
        parts = [re.escape(each) for each in re.split(r" ?\[[^\]]*\]", rewrite.after)]
        assert (old[:2], new[:2], rewrite.before) == ("- ", "+ ", old[2:])
        assert re.fullmatch(".+".join(parts), new[2:])
        assert markdown.count(old[2:]) == 1
        markdown = markdown.replace(old[2:], new[2:])
    assert cvtailor.check(markdown.encode(), file="cv.md").score.total == then


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

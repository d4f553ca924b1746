"""The worked example in docs/lexicon.md works, and the page names every key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cvtailor import lexicon
from cvtailor.errors import LexiconError
from cvtailor.lexicon import tables

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "lexicon.md").read_text(encoding="utf-8")
EXAMPLE = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)[0]


def test_the_worked_example_loads_and_is_without_doubt(tmp_path: Path) -> None:
    file = tmp_path / "lab.toml"
    file.write_text(EXAMPLE, encoding="utf-8")
    mine = lexicon.load(files=[file])
    assert mine.groups[-1].id == "quantum"
    assert mine.group_of("rust") is not None
    assert lexicon.lint(mine) == ()


def test_the_mistake_reads_as_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("lab.toml").write_text(
        EXAMPLE.replace('members = ["qiskit"]', 'members = ["qiskt"]'), encoding="utf-8"
    )
    with pytest.raises(LexiconError) as caught:
        lexicon.load(files=["lab.toml"])
    assert f"> {caught.value}" in PAGE


@pytest.mark.parametrize("checks", [tables._TOP, tables._GROUP, tables._KEYWORD, tables._GUARD])
def test_every_key_is_explained(checks: dict[str, object]) -> None:
    for key in checks:
        assert f"`{key}`" in PAGE or f"[[{key}]]" in PAGE or f"[{key}]" in PAGE or f"keyword.{key}" in PAGE

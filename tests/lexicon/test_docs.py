"""What docs/lexicon.md shows works: its worked example, its guards, its mistake; and it names every key and kind."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from cvtailor import lexicon
from cvtailor.errors import LexiconError
from cvtailor.lexicon import Lexicon, tables
from cvtailor.nlp.matching import find_in
from cvtailor.nlp.pipeline import tokenise
from cvtailor.nlp.reach import unreachable

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "lexicon.md").read_text(encoding="utf-8")
EXAMPLE = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)[0]
# | `cased = ["Go"]` | `not_before = ["to"]` | counts | does not count |
GUARDS = re.findall(r"^\| (`(?:forms|cased) = .*?) \| (.*?) \| (.*?) \| (.*?) \|$", PAGE, re.MULTILINE)


def example(tmp_path: Path) -> Lexicon:
    file = tmp_path / "lab.toml"
    file.write_text(EXAMPLE, encoding="utf-8")
    return lexicon.load(files=[file])


def found(line: str, mine: Lexicon, section: str = "experience") -> set[str]:
    return {each.keyword for each in find_in(tokenise(line), mine, section=section)}


def test_the_worked_example_loads_and_is_without_doubt(tmp_path: Path) -> None:
    mine = example(tmp_path)
    groups = {each.id: each for each in mine.groups}
    assert mine.groups[-1].id == "quantum"
    assert groups["high-performance-language"].members == ("cpp", "rust")
    assert "certification" not in groups
    assert lexicon.lint(mine) == ()
    assert unreachable(mine) == ()


def test_the_worked_example_finds_what_the_page_says(tmp_path: Path) -> None:
    mine = example(tmp_path)
    lines = re.findall(
        r'"([^"]*)" shows', PAGE.partition("Then:")[2].partition("## Stacking")[0].replace("\n", " ")
    )
    assert [found(each, mine) & {"rust", "cpp", "qiskit"} for each in lines] == [
        {"rust", "cpp"},
        {"qiskit"},
        set(),
    ]
    assert mine.keyword("qiskit").implies == ("python",)


@pytest.mark.parametrize(("entry", "guard", "counts", "not_counts"), GUARDS)
def test_each_guard_does_what_its_example_says(
    tmp_path: Path, entry: str, guard: str, counts: str, not_counts: str
) -> None:
    conditions = "\n".join(re.findall(r"`(.*?)`", guard))
    file = tmp_path / "one.toml"
    file.write_text(
        f'[[keyword]]\nid = "zap"\nname = "Zap"\n{entry.strip("`")}\n[[keyword.guard]]\n{conditions}\n',
        encoding="utf-8",
    )
    mine = lexicon.load(files=[file])
    for line, expected in ((counts, True), (not_counts, False)):
        section, _, text = line.rpartition(": ")
        assert ("zap" in found(text, mine, section or "experience")) is expected, line


def test_there_is_an_example_of_each_condition() -> None:
    shown = {
        key for _, guard, *_ in GUARDS for key in tomllib.loads("\n".join(re.findall(r"`(.*?)`", guard)))
    }
    assert shown == set(tables._GUARD)


def test_the_mistake_reads_as_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("lab.toml").write_text(
        EXAMPLE.replace('members = ["qiskit"]', 'members = ["qiskt"]'), encoding="utf-8"
    )
    with pytest.raises(LexiconError) as caught:
        lexicon.load(files=["lab.toml"])
    assert f"> {caught.value}" in PAGE


@pytest.mark.parametrize(
    "checks",
    [
        tables._TOP,
        tables._GROUP,
        tables._KEYWORD,
        tables._GUARD,
        tables._PATTERN,
        tables._REMOVE,
        tables._REMOVE_GROUP,
        tables._REMOVE_KEYWORD,
    ],
)
def test_every_key_is_explained(checks: dict[str, object]) -> None:
    for key in checks:
        assert (
            f"`{key}`" in PAGE
            or f"[[{key}]]" in PAGE
            or f"[{key}]" in PAGE
            or f"keyword.{key}" in PAGE
            or f"`{key} = [" in PAGE
        )


def test_every_kind_of_problem_is_explained() -> None:
    sources = Path(lexicon.__file__).parent
    code = "".join(
        (sources / name).read_text(encoding="utf-8") for name in ("lint.py", "build.py", "load.py")
    )
    kinds = set(re.findall(r'(?:kind|problem)="(\w+)"', code)) | {"no_source", "no_evidence", "no_questions"}
    assert len(kinds) >= 14
    assert [each for each in sorted(kinds) if f"`{each}`" not in PAGE] == []

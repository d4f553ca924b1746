"""Settings from files: found, checked, and refused with file, key and reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvtailor.advice.types import Settings, Severity
from cvtailor.errors import SettingsError
from cvtailor.workspace import config


def test_nearest_file_wins_and_the_search_stops_at_git(tmp_path: Path) -> None:
    inner = tmp_path / "repo" / "cvs"
    inner.mkdir(parents=True)
    (tmp_path / "cvtailor.toml").write_text("")
    assert config.find(inner) == tmp_path / "cvtailor.toml"
    (tmp_path / "repo" / ".git").mkdir()
    assert config.find(inner) is None
    (tmp_path / "repo" / "pyproject.toml").write_text("[tool.other]\n")
    assert config.find(inner) is None
    (tmp_path / "repo" / "pyproject.toml").write_text("[tool.cvtailor]\nmin-score = 3\n")
    assert config.find(inner) == tmp_path / "repo" / "pyproject.toml"
    (inner / ".cvtailor.toml").write_text("")
    assert config.find(inner) == inner / ".cvtailor.toml"


def test_values_are_read_with_paths_beside_the_file(tmp_path: Path) -> None:
    path = tmp_path / "cvtailor.toml"
    path.write_text(
        'role = "x"\nmin-score = 70\nfail_on = "error"\nas-of = 2026-03-31\nlexicons = ["a.toml"]\n'
    )
    values = config.load(path)
    assert values["lexicons"] == [str(tmp_path / "a.toml")]
    assert config.settings(values) == Settings(
        role="x", min_score=70, fail_on=Severity.ERROR, as_of="2026-03-31"
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("role =", ["valid TOML"]),
        ("rolle = 'x'", ["rolle", '"role"']),
        ("zzzz = 1", ["zzzz", "Known keys"]),
        ("role = 1", ["role", "string"]),
        ("min_score = true", ["min_score", "whole number"]),
        ("min_score = '7'", ["min_score", "whole number"]),
        ("lexicons = 'a'", ["lexicons", "list"]),
        ("lexicons = [1]", ["lexicons"]),
    ],
)
def test_mistake_names_file_key_and_what_to_do(tmp_path: Path, text: str, words: list[str]) -> None:
    path = tmp_path / "cvtailor.toml"
    path.write_text(text)
    with pytest.raises(SettingsError) as caught:
        config.load(path)
    assert all(word in str(caught.value) for word in [*words, str(path)])


@pytest.mark.parametrize(
    "values",
    [
        {"min_score": -1},
        {"min_score": 101},
        {"fail_on": "panic"},
        {"as_of": "2026-13-01"},
        {"as_of": "soon"},
        {"measured_share": 0},
        {"measured_share": 1.1},
        {"min_bullet_words": 30, "max_bullet_words": 8},
        {"max_pages": 0},
    ],
)
def test_value_out_of_range_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(SettingsError) as caught:
        config.settings(values)
    assert next(iter(values)).replace("_", "-") in str(caught.value)


def test_null_values_keep_the_default() -> None:
    assert config.settings({"role": None, "min_score": None}) == Settings()

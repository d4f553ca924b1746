"""Settings from files: found, checked, and refused with file, key and reason."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from cvtailor.advice.types import Settings, Severity
from cvtailor.errors import SettingsError
from cvtailor.workspace import config, keys


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
        ("select = ['ZZ']", ["select", "ZZ", "explain"]),
        ("ignore = ['WD5x']", ["ignore", "WD5x"]),
        ("ignore = [3]", ["ignore", "3"]),
        ("severity = { WD01 = 'heavy' }", ["WD01", "heavy", "warning"]),
        ("severity = { ZZ01 = 'note' }", ["severity", "ZZ01"]),
        ("[[ignore]]\nrule = 'WD01'", ["ignore", "reason"]),
        ("[[ignore]]\nreason = 'so'", ["ignore", "names nothing"]),
        ("[[ignore]]\nrul = 'WD01'\nreason = 'so'", ["rul", '"rule"']),
        ("[[ignore]]\nrule = 'QQ'\nreason = 'so'", ["QQ"]),
        ("[[ignore]]\nrule = 1\nreason = 'so'", ["rule", "string"]),
        ("[[ignore]]\nrule = 'WD01'\nreason = 'so'\nuntil = 'soon'", ["until", "soon"]),
        ("[files]\n'a*.pdf' = 3", ["a*.pdf", "table"]),
        ("[files]\n'a*.pdf' = { rol = 'x' }", ["rol", '"role"']),
        ("[files]\n'a*.pdf' = { role = 1 }", ["role", "string"]),
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


def project_of(tmp_path: Path, text: str) -> config.Project:
    path = tmp_path / "cvtailor.toml"
    path.write_text(text)
    return config.project(path, config.load(path))


def test_rules_for_some_files_are_found_by_their_path(tmp_path: Path) -> None:
    text = '[files]\n"cvs/*.pdf" = { role = "a" }\n"cvs/ada*.pdf" = { role = "b", job = "jobs/x.md" }\n'
    project = project_of(tmp_path, text)
    ada, bob = (
        project.rule_of(str(tmp_path / "cvs" / "ada.pdf")),
        project.rule_of(str(tmp_path / "cvs" / "bob.pdf")),
    )
    assert ada is not None
    assert (ada.role, ada.job) == ("b", str(tmp_path / "jobs/x.md"))
    assert bob is not None
    assert (bob.role, bob.job) == ("a", None)
    assert project.rule_of(str(tmp_path / "other" / "ada.pdf")) is None
    assert project.rule_of("/elsewhere/cvs/ada.pdf") is None


def test_codes_and_tables_may_stand_side_by_side(tmp_path: Path) -> None:
    text = 'ignore = ["WD05", { rule = "WD08", reason = "past post", until = "2026-05-31" }]\nselect = ["WD"]\nseverity = { WD01 = "error" }\n'
    project = project_of(tmp_path, text)
    values = config.load(tmp_path / "cvtailor.toml")
    made = config.settings(values)
    assert made.ignore == ("WD05",)
    assert made.select == ("WD",)
    assert made.severity == (("WD01", Severity.ERROR),)
    assert [(each.rule, str(each.until)) for each in project.ignores] == [("WD08", "2026-05-31")]


def test_the_file_that_init_writes_is_valid_as_it_is_and_with_every_key_taken(tmp_path: Path) -> None:
    path = tmp_path / "cvtailor.toml"
    path.write_text(keys.commented())
    assert config.load(path) == {}
    taken = [
        line[2:] if re.match(r"# ([a-z-]+ = |\[|\")", line) else line
        for line in keys.commented().splitlines()
        if not line.startswith("# ignore = ")
    ]
    path.write_text("\n".join(taken))
    values = config.load(path)
    assert {key.name.replace("-", "_") for key in keys.KEYS} - {"ignore"} <= set(values)
    assert config.project(path, values).ignores[0].reason == "the post ends in spring"


def test_the_committed_schema_is_current(request: pytest.FixtureRequest) -> None:
    path = Path(__file__).parents[2] / "docs" / "schemas" / "settings-1.schema.json"
    if request.config.getoption("update"):
        path.write_text(keys.schema_text(), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == keys.schema_text()


@pytest.mark.parametrize("key", keys.KEYS, ids=lambda key: key.name)
def test_every_example_fits_the_schema(key: keys.Key) -> None:
    import jsonschema

    given = tomllib.loads(key.example)
    given.pop("as-of", None)  # a date has no type in JSON
    jsonschema.Draft202012Validator(keys.schema()).validate(given)
    assert not jsonschema.Draft202012Validator(keys.schema()).is_valid({"rolle": 1})

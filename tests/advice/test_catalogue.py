"""The rule catalogue and its page in the docs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cvtailor.advice import catalogue
from cvtailor.advice.types import Rule
from cvtailor.errors import SettingsError

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_codes_and_names_are_unique_and_sorted_by_family() -> None:
    rules = catalogue.rules()
    assert len({each.code for each in rules}) == len(rules) == len({each.name for each in rules})
    families = list(catalogue.FAMILIES)
    assert [each.code for each in rules] == sorted(
        (each.code for each in rules), key=lambda code: (families.index(code[:2]), code)
    )


@pytest.mark.parametrize("rule", catalogue.rules(), ids=lambda rule: rule.code)
def test_every_page_is_complete(rule: Rule) -> None:
    assert re.fullmatch(r"(RD|ST|KW|AC|WD|RS)\d\d", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert rule.summary.endswith(".")
    assert rule.why.endswith((".", "”."))
    assert rule.example != rule.better
    assert rule.source.startswith(("the role article, ", "project convention"))
    assert "!" not in rule.summary + rule.why + rule.better


@pytest.mark.parametrize("name", ["WD01", "wd01", " WD01 ", "weak-opening", "Weak opening", "weak_opening"])
def test_a_rule_is_found_by_code_or_name(name: str) -> None:
    assert catalogue.rule(name).code == "WD01"


@pytest.mark.parametrize(
    ("name", "near"), [("WD1", "WD01"), ("AC2", "AC02"), ("weak-openings", "WD01"), ("no-emial", "ST02")]
)
def test_an_unknown_rule_names_the_nearest(name: str, near: str) -> None:
    with pytest.raises(SettingsError, match=near):
        catalogue.rule(name)


def test_an_unknown_rule_unlike_any_points_to_the_list() -> None:
    with pytest.raises(SettingsError, match="explain"):
        catalogue.rule("qqqqqqqqqqqqqqq")


def test_the_docs_page_is_current(request: pytest.FixtureRequest) -> None:
    file = DOCS / "rules.md"
    if request.config.getoption("--update"):
        file.write_text(catalogue.page(), encoding="utf-8")
    assert file.read_text(encoding="utf-8") == catalogue.page()

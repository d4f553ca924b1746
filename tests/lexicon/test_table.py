"""The page in docs/ is current, and the table says what the lexicon says."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvtailor import lexicon

DOCS = Path(__file__).resolve().parents[2] / "docs"
CURRENT = lexicon.load()


def test_the_page_is_current() -> None:
    page = (DOCS / "applied-ml-researcher.md").read_text(encoding="utf-8")
    assert page == lexicon.markdown(CURRENT), (
        "make it again with cvtailor.lexicon.markdown(cvtailor.lexicon.load())"
    )


@pytest.mark.parametrize("group", CURRENT.groups, ids=lambda group: group.id)
def test_each_group_says_where_it_comes_from_and_what_counts(group: lexicon.Group) -> None:
    assert group.source
    assert group.evidence.endswith(".")
    assert all(CURRENT.keyword(each).source for each in group.members)
    assert sum(line.startswith(f"| {group.title} |") for line in lexicon.markdown(CURRENT).splitlines()) == 1


def test_every_row_has_every_column() -> None:
    rows = [line for line in lexicon.markdown(CURRENT).splitlines() if line.startswith("|")]
    assert len(rows) == 2 + len(CURRENT.groups)
    assert {line.replace("\\|", "").count("|") for line in rows} == {8}

"""The labelled tables: kind, measurable and slots of each item; and what must hold for any text."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvtailor.nlp.achievements import read_achievements
from cvtailor.nlp.items import read_text
from cvtailor.nlp.types import Achievement, ResultKind

HERE = Path(__file__).parent
KINDS = {
    "o": (ResultKind.OUTCOME, True),
    "s": (ResultKind.SCALE, False),
    "r": (ResultKind.SCALE, True),
    "n": (ResultKind.NONE, False),
}
SLOTS = ("action", "change", "object", "amount", "unit", "baseline", "value", "metric", "method")


def rows_of(*names: str) -> list:
    """Return the rows of labelled tables."""
    tables = [tomllib.loads((HERE / name).read_text("utf-8")) for name in names]
    return [row for table in tables for rows in table.values() for row in rows]


MORE = rows_of("achievements_more.toml")
ROWS = MORE + rows_of(
    "achievements.toml",
    "achievements_fresh.toml",
    "achievements_statements.toml",
    "achievements_shapes.toml",
    "achievements_slots.toml",
)


@pytest.mark.parametrize("row", ROWS, ids=[row[1][:50] for row in ROWS])
def test_kind_and_measurable(row: list) -> None:
    bullet = read_text(row[1])
    assert (bullet.kind, bullet.measurable) == KINDS[row[0][0]]


@pytest.mark.parametrize("row", MORE, ids=[row[1][:50] for row in MORE])
def test_weak_opening(row: list) -> None:
    assert read_text(row[1]).weak_opening is row[0].endswith("w")


WITH_SLOTS = [row for row in ROWS if len(row) > 2]


@pytest.mark.parametrize("row", WITH_SLOTS, ids=[row[1][:50] for row in WITH_SLOTS])
def test_slots(row: list) -> None:
    told = read_text(row[1]).achievements
    assert told
    got = {name: getattr(told[0], name) for name in row[2]}
    assert {name: slot.text if slot else "" for name, slot in got.items()} == row[2]


def test_the_table_is_large_enough() -> None:
    assert len(ROWS) >= 410
    assert len(WITH_SLOTS) >= 100


def test_two_achievements_in_one_item_keep_their_own_slots() -> None:
    told = read_text("Compressed the model by 75 % and cut p95 from 210 ms to 60 ms").achievements
    assert [each.amount and each.amount.text for each in told] == ["75", None]
    assert [each.value and each.value.text for each in told] == [None, "60"]
    assert told[1].metric is not None
    assert told[1].metric.text == "p95"


def check(text: str, offset: int, told: tuple[Achievement, ...]) -> None:
    for each in told:
        for name in (*SLOTS, "direction"):
            slot = getattr(each, name)
            if slot is None:
                continue
            start, end = slot.span.start - offset, slot.span.end - offset
            assert 0 <= start < end <= len(text)
            if name == "direction":
                assert slot.text in {"up", "down"}
            else:
                assert slot.text == text[start:end]


PIECES = [
    "Reduced", "by", "12 %", "from", "to", "£3m", "latency", ",", ".", "and", "users", "3x", "target of", "p99", "120 ms",
    "with", "using", "caching", "0.71", "AUC", "[X%]", "team of", "6", "2nd of", "no", "incident", "-", "→", "(", ")",
    "doubled", "won", "award", "I", "Python 3.11", "was", "in", "2021", "half", "\n", "\u00a0", "😀", "1,400", "citations",
]  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30), st.integers(0, 1000))
def test_slots_are_slices_of_the_item(pieces: list[str], offset: int) -> None:
    text = " ".join(pieces)
    _, _, told = read_achievements(text, offset)
    check(text, offset, told)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    kind, measurable, told = read_achievements(text)
    check(text, 0, told)
    assert not measurable or kind is not ResultKind.NONE


@settings(deadline=None)
@given(
    st.sampled_from(
        ["1,", "1 to ", "from 1 to ", "a-", "[", "by ", "no ", "% ", "of ", "(", "1/", "x", "the "]
    )
)
def test_hostile_repetition_is_read(piece: str) -> None:
    text = piece * 20_000
    check(text, 0, read_achievements(text)[2])


def test_numbers_of_one_clause_are_read_up_to_a_bound() -> None:
    bullet = read_text("from 3 to 5 " * 2000)
    assert len(bullet.achievements) <= 60

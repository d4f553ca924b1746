"""The bars of the guard, on the pairs written by hand and a sample of those made."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

import quality_rewrites  # noqa: E402 - benchmarks is no package
import seeding  # noqa: E402 - as is tests/guard

NONE_MISSED = {"number", "tool", "number added", "number changed", "tool added", "tool changed"}
NAMES = {"name", "employer", "date", "unit", "percent", "hedge"}


def test_faults_are_found() -> None:
    hand = [each for name in ("faults_by_hand", "faults_fresh") for each in quality_rewrites.by_hand(name)]
    tally = quality_rewrites.judge_faults([*hand, *seeding.faults(150, 40)])
    for kind in tally.all:
        limit = 0.0 if kind in NONE_MISSED else 0.02 if kind in NAMES else 0.1
        assert tally.share(kind) <= limit, (kind, tally.lines)
    assert sum(tally.all.values()) > 1000


def test_faithful_rewrites_raise_no_alarm() -> None:
    hand = [
        ("by hand", *each)
        for name in ("faithful_by_hand", "faithful_fresh")
        for each in quality_rewrites.by_hand(name)
    ]
    tally = quality_rewrites.judge_faithful([*hand, *seeding.faithful(300)])
    assert tally.wrong.total() <= 0.02 * tally.all.total(), tally.lines


def test_whole_cvs() -> None:
    broken, kept = quality_rewrites.judge_cvs(seeding.cvs(6))
    assert broken.wrong.total() == 0, broken.lines
    assert kept.wrong.total() == 0, kept.lines


def test_the_same_seed_gives_the_same_pairs() -> None:
    assert list(seeding.faults(20, 5)) == list(seeding.faults(20, 5))
    assert list(seeding.faithful(40)) == list(seeding.faithful(40))


def test_each_pair_of_the_sheet_has_a_verdict_and_the_count_adds_up() -> None:
    said = quality_rewrites.verdicts()
    assert "100 rewrites judged" in said
    assert "0 wrong in fact" in said

"""The score of the same CV in many files, of stuffed CVs, and what advice brings when it is taken."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

import quality_score as quality

import cvtailor

HERE = Path(__file__).parent
CVS = {each.stem: each for each in quality.truth.load_all()}


@pytest.mark.parametrize("stem", ["ada-mensah", "kenji-alvarado", "rahul-devereux"])
def test_the_same_cv_keeps_its_score_in_every_file(stem: str) -> None:
    files = sorted((HERE / "cvs" / "rendered").glob(f"{stem}.*"))
    scores = [quality.apart_from_readability(cvtailor.check(each)) for each in files]
    known = [each for each in scores if each is not None]
    assert len(known) == len(files) >= 10
    assert max(known) - min(known) <= 3


@pytest.mark.parametrize("way", quality.stuffed())
def test_a_stuffed_cv_stays_far_below_a_strong_one(way: str) -> None:
    strong = cvtailor.check(quality.ROOT / "sample_cvs" / quality.STRONG).score.total
    assert strong is not None
    assert quality.score_of(quality.stuffed()[way]) <= strong - 15


@pytest.mark.parametrize("stem", CVS)
def test_advice_taken_brings_what_it_promised(stem: str) -> None:
    taken = list(quality.gains(CVS[stem]))
    # A made-up figure may cost a point of wording (a sentence made too long); it never lowers the whole.
    assert [each for each in taken if each.promised != each.brought or each.brought < 0] == []


def test_most_cvs_have_advice_that_can_be_taken() -> None:
    assert sum(bool(list(quality.gains(each))) for each in list(CVS.values())[:6]) >= 4


def test_blanks_are_filled_wherever_they_stand() -> None:
    text = "Pruned models [, cutting latency from X ms to Y ms at Z % accuracy]."
    assert quality.filled(text, 3) == "Pruned models, cutting latency from 83 ms to 43 ms at 93 % accuracy."
    assert quality.filled("Cut [WHAT] by half.", 0) == "Cut the error rate by half."

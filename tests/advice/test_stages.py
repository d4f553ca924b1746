"""How far a deed came, and words that exclude each other, in texts written by somebody else."""

from __future__ import annotations

import pytest

from cvtailor.advice.comparing import verify_texts

BROKEN = [
    ("Started an MSc in Law", "Completed an MSc in Law"),
    ("Enrolled in a PhD programme", "Holds a PhD"),
    ("Preparing for the bar exam", "Passed the bar exam"),
    ("Began writing a book on bees", "Wrote a book on bees"),
    ("Took a course on Kubernetes", "Taught a course on Kubernetes"),
    ("Read papers on diffusion models", "Wrote papers on diffusion models"),
    ("Watched 10 operations", "Performed 10 operations"),
    ("Reported to the CTO", "Served as CTO"),
    ("Bought a model from a vendor", "Built a model"),
    ("Reduced costs, possibly by 10%", "Reduced costs by 10%"),
    ("Reached 70% of the target", "Exceeded the target by 70%"),
    ("Reduced errors in billing", "Eliminated errors in billing"),
    ("Scored 88% on the validation set", "Scored 88% on the test set"),
    ("Trained on a public dataset", "Trained on a proprietary dataset"),
    ("Cooked vegetarian dishes for 30 children", "Cooked vegan dishes for 30 children"),
    ("Advised tenants", "Advised tenants and landlords"),
    ("Drop-off at payment went 44 % to 27 %", "Drop-off at payment went 44 % to 27 %, based on Go"),
    ("Wrote unit tests", "Wrote unit tests and documentation"),
]
KEPT = [
    ("Drafted 12 pleadings", "Wrote 12 pleadings"),
    ("Taught one class in 2019", "Taught 1 class in 2019"),
    ("Read and reviewed 40 papers", "Reviewed 40 papers after reading them"),
    ("Used Python to build a churn model", "Built a churn model with Python"),
    ("Attended and led weekly meetings", "Led weekly meetings and attended them"),
    ("Chose and built the till system", "Built the till system after choosing it"),
    ("Studied physics at Oxford", "Read physics at Oxford"),
    ("Used pandas to write reports", "Wrote reports using pandas"),
    ("Evaluated models and developed a scorer", "Developed a scorer and evaluated models"),
    ("Prepared wards for inspection and passed it", "Passed the inspection after preparing wards"),
    ("Selected suppliers, designed the menu", "Designed the menu and selected suppliers"),
]


@pytest.mark.parametrize(("old", "new"), BROKEN)
def test_a_deed_may_not_go_further(old: str, new: str) -> None:
    assert not verify_texts(old, new).faithful


@pytest.mark.parametrize(("old", "new"), KEPT)
def test_the_same_deed_in_other_words_may(old: str, new: str) -> None:
    verified = verify_texts(old, new)
    assert verified.faithful, verified.faults

"""Whole CVs: what may be reworded, moved and left out, and what may not change."""

from __future__ import annotations

import pytest

import cvtailor

OLD = """# Nia Okonjo
nia.okonjo@example.org

## Experience
### Research Engineer, Larkfield Labs
Jan 2020 – Mar 2023
- Trained a CNN in PyTorch, raising accuracy from 81 % to 89 % on held-out scans.
- Helped the imaging team migrate 12 dashboards to Looker.
- Wrote unit tests for the billing service.

### Data Analyst, Kestrel Airways
Jun 2017 – Dec 2019
- Built delay forecasts in R for 25 regional managers.
- Cut reporting time by about 6 hours a week with Airflow.

## Education
MSc Machine Learning, University of Eastmoor, 2015 – 2017

## Skills
Python, PyTorch, R, Airflow, Git
"""
TESTS = "- Wrote unit tests for the billing service.\n"
CNN = "- Trained a CNN in PyTorch, raising accuracy from 81 % to 89 % on held-out scans.\n"
ANALYST = OLD[OLD.index("### Data Analyst") : OLD.index("## Education")]

Edit = tuple[str, str]
FAITHFUL: dict[str, list[Edit]] = {
    "same": [],
    "an item elsewhere in its job": [(TESTS, ""), (CNN, TESTS + CNN)],
    "an item split": [
        (CNN, "- Trained a CNN in PyTorch.\n- Raised accuracy on held-out scans from 81% to 89%.\n")
    ],
    "two items in one": [("managers.\n- Cut", "managers and cut")],
    "an item in other words": [(TESTS, "- Authored unit tests covering the billing service.\n")],
    "skills in another order": [("Python, PyTorch, R", "PyTorch, R, Python")],
    "a date told less exactly": [("Jun 2017", "2017")],
    "a summary of what is told": [
        ("## Experience", "## Summary\nResearch engineer, CNNs in PyTorch.\n\n## Experience")
    ],
}
LEFT_OUT: dict[str, list[Edit]] = {"an item": [(TESTS, "")], "a job": [(ANALYST, "")]}
FAULTY: dict[str, tuple[list[Edit], str]] = {
    "an item moved to another job": ([(TESTS, ""), ("- Built delay", TESTS + "- Built delay")], "moved"),
    "a tool moved to another job": ([("forecasts in R", "forecasts in PyTorch")], "moved"),
    "a figure moved to another job": ([("12 dashboards", "25 dashboards")], "moved"),
    "another employer": ([("Kestrel Airways", "Falcon Airways")], "employer"),
    "employers swapped": (
        [("Larkfield Labs", "XX"), ("Kestrel Airways", "Larkfield Labs"), ("XX", "Kestrel Airways")],
        "employer",
    ),
    "a higher title": ([("Research Engineer", "Senior Research Engineer")], "title"),
    "another title": ([("Data Analyst", "Data Scientist")], "title"),
    "a later end": ([("Mar 2023", "Sep 2023")], "date"),
    "another degree": ([("MSc Machine", "PhD Machine")], "degree"),
    "another university": ([("Eastmoor", "Westmoor")], "employer"),
    "a new skill": ([("Git\n", "Git, Kubernetes\n")], "name"),
    "a new item": ([(TESTS, TESTS + "- Deployed models to 40 hospitals.\n")], "added"),
    "a new job": (
        [("## Education", "### Team Lead, Orbit Analytics\nMay 2016\n- Led five.\n\n## Education")],
        "entry",
    ),
    "a figure in the summary": (
        [("## Exp", "## Summary\nEngineer with 12 years of CNNs.\n\n## Exp")],
        "number",
    ),
    "a role that grew": ([("Helped the imaging team migrate", "Migrated")], "role"),
    "a hedge dropped": ([("by about 6", "by 6")], "number"),
}


def edited(edits: list[Edit]) -> bytes:
    text = OLD
    for one, other in edits:
        assert one in text
        text = text.replace(one, other)
    return text.encode()


@pytest.mark.parametrize("edits", FAITHFUL.values(), ids=FAITHFUL)
def test_faithful(edits: list[Edit]) -> None:
    found = cvtailor.verify(OLD.encode(), edited(edits))
    assert found.faults == ()
    assert found.verdict == "pass"


@pytest.mark.parametrize("edits", LEFT_OUT.values(), ids=LEFT_OUT)
def test_what_is_left_out_whole_is_a_note(edits: list[Edit]) -> None:
    found = cvtailor.verify(OLD.encode(), edited(edits))
    assert found.faithful
    assert {note.kind for note in found.notes} == {"left out"}
    assert {note.side for note in found.notes} == {"old"}


@pytest.mark.parametrize(("edits", "kind"), FAULTY.values(), ids=FAULTY)
def test_faulty(edits: list[Edit], kind: str) -> None:
    new = edited(edits)
    found = cvtailor.verify(OLD.encode(), new)
    assert found.verdict == "fail"
    assert kind in {fault.kind for fault in found.faults}
    for fault in found.faults:
        assert fault.span is not None
        assert fault.place is not None
        assert fault.quote


def test_contact_changes_are_notes() -> None:
    found = cvtailor.verify(OLD.encode(), edited([("nia.okonjo@", "n.okonjo@")]))
    assert found.faithful
    assert {note.kind for note in found.notes} == {"contact"}
    assert "okonjo@" not in str(found.to_json())


@pytest.mark.parametrize("text", ["# Nia Okonjo\nnia@example.org\n", "## Skills\nPython, R\n"])
def test_a_file_without_items_is_never_green(text: str) -> None:
    for one, two in ((text, OLD), (OLD, text)):
        found = cvtailor.verify(one.encode(), two.encode())
        assert not found.faithful
        assert found.could_not_judge
    assert cvtailor.verify(text.encode(), text.encode()).verdict == "could_not_judge"


def test_too_long_is_said() -> None:
    long = OLD.replace(
        TESTS, "".join(f"- Wrote test {number} for the billing service.\n" for number in range(1200))
    )
    found = cvtailor.verify(OLD.encode(), long.encode())
    assert found.verdict == "could_not_judge"
    assert "too long" in found.could_not_judge[0].why


def test_strings_are_texts_unless_both_name_files() -> None:
    assert cvtailor.verify("Wrote Node.js tools", "Wrote tools in Node.js").faithful
    assert cvtailor.verify("Wrote notes.md", "Wrote a text").faults
    assert cvtailor.verify("", "Led").verdict == "could_not_judge"
    assert cvtailor.verify("Built " + "very " * 200 + "much", "Built it").faults is not None
    with pytest.raises(cvtailor.ReadError):
        cvtailor.verify("nowhere.pdf", "nowhere-else.pdf")

"""The CV's text with what a person accepted in it."""

from __future__ import annotations

import dataclasses

import cvtailor
from cvtailor.document import Observation, ObservationKind, Span
from cvtailor.reporting import accepted, diff

CV = b"""Ada Mensah

Experience

Engineer, Acme Ltd, Jan 2018 - Dec 2021
- Responsible for training models
- Built a parser
"""


def test_text_and_markdown() -> None:
    document = cvtailor.parse(CV, file="cv.txt")
    first = document.sections[0].all_items()[0]
    plain = accepted.render(document, {first.span: "Trained models\nWrote a guide"})
    assert "- Trained models\n- Wrote a guide\n- Built a parser\n" in plain
    assert "#" not in plain
    marked = accepted.render(document, {}, markdown=True)
    assert marked.startswith("# Ada Mensah\n")
    assert "\n## Experience\n" in marked
    assert "- Responsible for training models\n- Built a parser\n" in marked


def test_what_nobody_sees_is_left_out_and_no_control_character_passes() -> None:
    document = cvtailor.parse(CV, file="cv.txt")
    start = document.text.index("Acme")
    seen = Observation(
        kind=ObservationKind.HIDDEN_TEXT, detail="white", span=Span(start=start, end=start + 4)
    )
    document = dataclasses.replace(document, observations=(seen,))
    text = accepted.render(document, {document.sections[0].all_items()[1].span: "Built\x1b[2J a parser"})
    assert "Acme" not in text
    assert "\x1b" not in text
    assert "- Built[2J a parser" in text


def test_a_diff_of_nothing_is_empty() -> None:
    assert diff.render("cv.txt", (), ()) == ""

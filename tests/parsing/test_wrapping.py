"""Text that wraps: which lines are one text, and which words one word."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from cvtailor.parsing import parse, pdf
from cvtailor.parsing.types import Layer

HEIGHT = 842.0
BOTH = pytest.mark.parametrize("reader", ["pdfium", "pdfminer"])
Put = Callable[[float, float, str], None]


def drawn(draw: Callable[[Put], None]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, HEIGHT), invariant=1)

    def put(x: float, y: float, text: str) -> None:
        canvas.setFont("Helvetica", 10)
        canvas.drawString(x, HEIGHT - y, text)

    canvas.setFont("Helvetica-Bold", 20)
    canvas.drawString(60, HEIGHT - 60, "Mara Ilves")
    canvas.setFont("Helvetica-Bold", 13)
    canvas.drawString(60, HEIGHT - 90, "Experience")
    draw(put)
    canvas.save()
    return out.getvalue()


def body(data: bytes, reader: str = "pdfium") -> list[str]:
    return [block.text for block in pdf.read(data, reader=reader).blocks if block.layer is Layer.BODY]


FULL = [
    "I read old maps for the archive of the town and built the tools that other people use there every",
    "day of the week, in two languages, with three colleagues and a scanner that was older than we were.",
    "The archive is open to everybody now. I still look after the tools in the evenings, together with",
    "two students, and I teach the weekly course on reading hands and seals to those who want to learn.",
]


@BOTH
@pytest.mark.parametrize(("between", "paragraphs"), [(12.0, 1), (14.4, 2), (18.0, 2)])
def test_a_little_more_space_parts_two_paragraphs(reader: str, between: float, paragraphs: int) -> None:
    def draw(put: Put) -> None:
        y = 110.0
        for number, line in enumerate(FULL):
            y += between if number == 2 else 12.0
            put(60, y, line)

    found = [text for text in body(drawn(draw), reader) if text.startswith(("I read", "The archive"))]
    assert len(found) == paragraphs


@BOTH
def test_a_range_that_wraps_under_its_row_is_put_together(reader: str) -> None:
    def draw(put: Put) -> None:
        put(60, 110, "MSc Speech and Language Processing, University of Strathallan,")
        put(445, 110, "September 2017 to")
        put(60, 122, "August 2018")
        put(60, 140, "Dissertation on sounds.")

    assert (
        "MSc Speech and Language Processing, University of Strathallan,\tSeptember 2017 to August 2018"
        in body(drawn(draw), reader)
    )


def test_a_line_that_begins_with_dates_and_a_bar_ends_where_it_ends() -> None:
    def draw(put: Put) -> None:
        put(60, 110, "Technologist")
        put(60, 124, "September 2017 to August 2018 | University of Strathallan, Strathallan")
        put(60, 138, "Dissertation on unsupervised discovery of units, with a high grade.")
        put(60, 156, "Research Assistant")

    assert "Dissertation on unsupervised discovery of units, with a high grade." in body(drawn(draw))


@BOTH
@pytest.mark.parametrize("lone", [True, False])
def test_a_dash_that_wraps_to_the_next_line_is_no_bullet(reader: str, lone: bool) -> None:
    """One that stands where the text of the list stands; where more stand there, they are a list."""

    def draw(put: Put) -> None:
        put(60, 110, "•")
        put(
            70,
            110,
            "Studying for the certificate of the association of map readers of the north coast of Estonia",
        )
        put(70, 122, "– Speciality in old seals")
        if not lone:
            put(70, 134, "– Speciality in old hands")
        put(60, 150, "•")
        put(70, 150, FULL[0])
        put(70, 162, "day.")

    found = [
        item.text
        for section in parse(drawn(draw), reader=reader).sections
        for owner in (section, *section.entries)
        for item in owner.items
    ]
    assert any(text.endswith("Estonia – Speciality in old seals") for text in found) is lone
    assert ("Speciality in old seals" in found) is not lone


@pytest.mark.parametrize(
    ("ends", "joined"),
    [
        ([("a rule for collective-", "control of lifts"), ("with n-", "gram models")], "collective-control"),
        ([("a rule for collective-", "control of lifts"), ("the old record-", "ings of it")], "recordings"),
        ([("knives that are hand-", "made for cooks"), ("with n-", "gram models")], "hand-made"),
    ],
)
def test_hyphens_are_kept_or_dropped_as_the_rest_of_the_document_tells(
    ends: list[tuple[str, str]], joined: str
) -> None:
    def draw(put: Put) -> None:
        for number, (first, second) in enumerate(ends):
            lead = "Wrote for the archive of the town, its readers and all its friends a text about "
            put(60, 110 + 40 * number, "•")
            put(70, 110 + 40 * number, lead + first)
            put(70, 122 + 40 * number, second + " and what follows from them.")

    assert joined in " ".join(body(drawn(draw)))

"""Pages whose text runs another way than from left to right, and notes that run along their margins."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from cvtailor.document import Document
from cvtailor.parsing import parse, pdf, turned
from cvtailor.parsing.glyphs import Glyph, Run
from cvtailor.parsing.types import Layer

READERS = ["pdfium", "pdfminer"]
WIDE, HIGH = 595, 842
LINES = [
    ("Helvetica-Bold", 20, "Mara Ilves"),
    ("Helvetica", 9, "mara.ilves@example.org"),
    ("Helvetica-Bold", 13, "Experience"),
    ("Helvetica-Bold", 10, "Engineer, Reet Labs, 2019 - 2023"),
    ("Helvetica", 9, "• Built the ranking models of a large shop and kept them fresh"),
    ("Helvetica", 9, "• Cut the latency of the search service by a third in a year"),
    ("Helvetica-Bold", 13, "Education"),
    ("Helvetica", 9, "MSc Computer Science, University of Tartu, 2017 - 2019"),
    ("Helvetica-Bold", 13, "Skills"),
    ("Helvetica", 9, "Python, Rust, PyTorch, Docker"),
]
Draw = Callable[[Canvas], None]


def body(canvas: Canvas, *, high: float = HIGH) -> None:
    y = high - 60.0
    for font, size, text in LINES:
        canvas.setFont(font, size)
        canvas.drawString(80, y, text)
        y -= 2 * size


def printed(
    draw: Draw, *, rotate: int = 0, size: tuple[float, float] = (WIDE, HIGH), pages: int = 1
) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1)
    for _ in range(pages):
        draw(canvas)
        if rotate:
            canvas.setPageRotation(rotate)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def sideways(canvas: Canvas, turn: int) -> None:
    """Draw the body so that it runs `turn` degrees to the left, on a page that has room for it."""
    canvas.saveState()
    if turn == 90:
        canvas.translate(HIGH, 0)
    elif turn == 180:
        canvas.translate(WIDE, HIGH)
    elif turn == 270:
        canvas.translate(0, WIDE)
    canvas.rotate(turn)
    body(canvas)
    canvas.restoreState()


def outline(document: Document) -> list[object]:
    return [(each.kind, each.heading, each.bullets) for each in document.sections]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_is_read_the_way_its_text_runs(turn: int, reader: str) -> None:
    size = (WIDE, HIGH) if turn == 180 else (HIGH, WIDE)
    document = parse(printed(lambda canvas: sideways(canvas, turn), size=size), reader=reader)
    upright = parse(printed(body), reader=reader)
    assert document.text == upright.text
    assert outline(document) == outline(upright)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_page_that_its_file_turns_on_its_side_is_turned_back(rotate: int, reader: str) -> None:
    size = (
        (WIDE, HIGH) if rotate == 180 else (HIGH, WIDE)
    )  # reportlab writes the other one where it turns pages
    document = parse(printed(body, rotate=rotate, size=size), reader=reader)
    assert document.text == parse(printed(body), reader=reader).text


@pytest.mark.parametrize("reader", READERS)
def test_a_page_that_its_file_turns_upright_stays(reader: str) -> None:
    data = printed(lambda canvas: sideways(canvas, 90), size=(WIDE, HIGH), rotate=90)
    document = parse(data, reader=reader)
    assert document.text == parse(printed(body), reader=reader).text


@pytest.mark.parametrize("reader", READERS)
def test_links_turn_with_their_page(reader: str) -> None:
    def draw(canvas: Canvas) -> None:
        sideways(canvas, 90)
        # The line of the address: from 80 along, 90 to 102 down from the top of the turned page.
        canvas.linkURL("https://example.org/mara", (90, 80, 102, 200))

    def straight(canvas: Canvas) -> None:
        body(canvas)
        canvas.linkURL("https://example.org/mara", (80, HIGH - 102, 200, HIGH - 90))

    found = parse(printed(draw, size=(HIGH, WIDE)), reader=reader)
    assert found.contact.links == parse(printed(straight), reader=reader).contact.links
    assert found.contact.links


def test_sideways_words_that_nobody_sees_turn_nothing() -> None:
    def draw(canvas: Canvas) -> None:
        body(canvas)
        canvas.rotate(90)
        for row in range(20):
            text = canvas.beginText(60, -20 - 20 * row)
            text.setTextRenderMode(3)
            text.setFont("Helvetica", 8)
            text.textLine("kubernetes terraform docker spark airflow kafka scala " * 2)
            canvas.drawText(text)

    document = parse(printed(draw))
    assert [each.heading for each in document.sections] == ["Experience", "Education", "Skills"]
    seen = [block.text for block in pdf.read(printed(draw)).blocks if not block.hidden]
    assert not any("kubernetes" in text for text in seen)


def note(text: str, *, turn: float, size: float, x: float, y: float) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.setFillGray(0.8)
        canvas.translate(x, y)
        canvas.rotate(turn)
        canvas.setFont("Helvetica-Bold", size)
        canvas.drawString(0, 0, text)
        canvas.restoreState()
        body(canvas)

    return draw


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    "draw",
    [
        note("CONFIDENTIAL", turn=90, size=24, x=40, y=300),
        note("CONFIDENTIAL", turn=45, size=72, x=120, y=250),
        note("DRAFT", turn=55, size=90, x=200, y=300),
        note("DRAFT", turn=270, size=12, x=570, y=600),
        note("Mara Ilves", turn=90, size=30, x=50, y=200),
        note("Page 1 of 2, printed by Reet Labs", turn=90, size=7, x=580, y=100),
        note("DRAFT", turn=0, size=120, x=110, y=560),
        note("CONFIDENTIAL", turn=0, size=60, x=90, y=600),
    ],
)
def test_watermarks_and_notes_along_the_margin_are_set_aside(draw: Draw, reader: str) -> None:
    document = parse(printed(draw), reader=reader)
    plain = parse(printed(body), reader=reader)
    assert outline(document) == outline(plain)
    assert [[item.text for item in each.items] for each in document.sections] == [
        [item.text for item in each.items] for each in plain.sections
    ]
    assert document.contact.name == "Mara Ilves"


@pytest.mark.parametrize("reader", READERS)
def test_what_is_set_aside_is_kept(reader: str) -> None:
    blocks = pdf.read(
        printed(note("Mara Ilves, engineer", turn=90, size=20, x=50, y=200)), reader=reader
    ).blocks
    [kept] = [block for block in blocks if block.text == "Mara Ilves, engineer"]
    assert kept.layer is not Layer.BODY
    assert not kept.hidden


@given(
    st.lists(
        st.tuples(st.sampled_from([0, 90, 180, 270, -1]), st.integers(1, 200), st.booleans()), max_size=8
    )
)
def test_a_page_turns_only_to_where_most_of_its_text_runs(parts: list[tuple[int, int, bool]]) -> None:
    made = [
        Glyph(
            "a" * count,
            0,
            0,
            9,
            9,
            9,
            Run(size=9, turn=turn, upright=turn == 0, invisible=unseen),
            count=count,
        )
        for turn, count, unseen in parts
    ]
    found = turned.usual(made)
    assert found in {0, 90, 180, 270}
    seen = [part for part in parts if not part[2]] or parts
    total = sum(count for _, count, _ in seen)
    assert not found or 2 * sum(count for turn, count, _ in seen if turn == found) > total

"""PDF files made on the spot, and how they must read."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from cvtailor.document import ObservationKind
from cvtailor.errors import ReadError
from cvtailor.parsing import pdf
from cvtailor.parsing.types import Layer, Reading

WIDTH, HEIGHT = 595.0, 842.0
Draw = Callable[[Any], None]


def make(*pages: Draw, **options: Any) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=1, **options)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def put(canvas: Any, x: float, y: float, text: str, *, size: float = 10, font: str = "Helvetica") -> None:
    """Draw text with its baseline `y` points from the top."""
    canvas.setFont(font, size)
    canvas.drawString(x, HEIGHT - y, text)


def right(canvas: Any, x: float, y: float, text: str, *, size: float = 10) -> None:
    put(canvas, x - stringWidth(text, "Helvetica", size), y, text, size=size)


def body(reading: Reading) -> list[str]:
    return [block.text for block in reading.blocks if block.layer is Layer.BODY and not block.hidden]


def kinds(reading: Reading) -> set[ObservationKind]:
    return {each.kind for each in reading.observations}


BOTH = pytest.mark.parametrize("reader", ["pdfium", "pdfminer"])
WRAPPED = (
    "Cut the latency of the ranking service from 480 ms to 120 ms by distilling",
    "the model and serving it in batches",
)


def entry(canvas: Any, x: float, y: float, edge: float, number: int) -> float:
    put(canvas, x, y, f"Engineer {number}", font="Helvetica-Bold")
    right(canvas, edge, y, f"201{number} – 202{number}")
    put(canvas, x, y + 13, f"Company {number}")
    right(canvas, edge, y + 13, "Tartu")
    for line, text in enumerate(WRAPPED):
        put(canvas, x + 24, y + 28 + 12 * line, text)
    put(canvas, x + 12, y + 28, "•")
    put(canvas, x + 12, y + 52, "•")
    put(canvas, x + 24, y + 52, "Kept the lights on")
    return y + 80


@BOTH
def test_dates_stay_in_their_row_and_bullets_are_whole(reader: str) -> None:
    def page(canvas: Any) -> None:
        put(canvas, 60, 60, "Mara Ilves", size=22)
        y = 100.0
        for number in range(5):
            y = entry(canvas, 60, y, 520, number)

    reading = pdf.read(make(page), reader=reader)
    assert reading.reader == reader
    assert body(reading)[:5] == [
        "Mara Ilves",
        "Engineer 0\t2010 – 2020",
        "Company 0\tTartu",
        " ".join(WRAPPED),
        "Kept the lights on",
    ]
    assert [block.bullet for block in reading.blocks[:5]] == [False, False, False, True, True]
    assert reading.blocks[3].lines == 2
    assert ObservationKind.COLUMNS not in kinds(reading)


PROSE = [
    "Reads",
    "papers",
    "in",
    "the",
    "morning",
    "and",
    "trains",
    "models",
    "in",
    "the",
    "afternoon",
    "with",
    "the",
    "team",
    "of",
    "nine",
    "people",
]


def paragraph(canvas: Any, x: float, y: float, step: float, lines: int, mark: str) -> None:
    for line in range(lines):
        put(canvas, x, y + step * line, f"{mark}{line} " + " ".join(PROSE[line % 5 : line % 5 + 6]), size=9)


@BOTH
@pytest.mark.parametrize("step", [12.0, 13.7])
def test_two_columns_are_never_interleaved(reader: str, step: float) -> None:
    def page(canvas: Any) -> None:
        put(
            canvas,
            60,
            60,
            "Jonas Reet, who writes his name and his trade over the whole width of the page here",
            size=12,
        )
        for line in range(12):
            for x, pitch, mark in ((60, 12.0, "left"), (320, step, "right")):
                paragraph(canvas, x, 100 + pitch * line, 0, 1, f"{mark}{line}x")

    text = " ".join(body(pdf.read(make(page), reader=reader)))
    places = [text.index(f"left{line}x") for line in range(12)] + [
        text.index(f"right{line}x") for line in range(12)
    ]
    assert places == sorted(places)
    assert text.startswith("Jonas Reet")


@BOTH
def test_a_side_column_of_skills_is_a_column(reader: str) -> None:
    def page(canvas: Any) -> None:
        y = 80.0
        for number in range(6):
            y = entry(canvas, 210, y, 560, number)
        for line, word in enumerate(
            ["SKILLS", "Python", "SQL", "Docker", "LANGUAGES", "Estonian", "English"]
        ):
            put(canvas, 50, 84 + 17 * line, word)

    reading = pdf.read(make(page), reader=reader)
    texts = body(reading)
    assert texts[:7] == ["SKILLS", "Python", "SQL", "Docker", "LANGUAGES", "Estonian", "English"]
    assert texts[7] == "Engineer 0\t2010 – 2020"
    assert ObservationKind.COLUMNS in kinds(reading)
    assert {block.column for block in reading.blocks} == {0, 1}
    assert reading.blocks[-1].column == 0


def test_a_side_column_over_two_pages_does_not_cut_the_main_one() -> None:
    def page(canvas: Any) -> None:
        number = canvas.getPageNumber()
        y = 80.0
        for entry_number in range(6):
            y = entry(canvas, 210, y, 560, entry_number)
        for line in range(6):
            put(canvas, 50, 84 + 17 * line, f"Skill{number}x{line}")

    texts = body(pdf.read(make(page, page)))
    assert texts[:12] == [f"Skill{number}x{line}" for number in (1, 2) for line in range(6)]


@BOTH
def test_dates_in_the_left_margin_stay_in_their_row(reader: str) -> None:
    def page(canvas: Any) -> None:
        for number in range(6):
            put(canvas, 60, 80 + 60 * number, f"201{number} – 202{number}")
            put(canvas, 150, 80 + 60 * number, f"Analyst {number}, Brim, Oslo")
            put(
                canvas, 150, 93 + 60 * number, "Made dashboards for managers in four countries every morning."
            )

    texts = body(pdf.read(make(page), reader=reader))
    assert texts[0] == "2010 – 2020\tAnalyst 0, Brim, Oslo"
    assert texts[1] == "Made dashboards for managers in four countries every morning."


def test_a_date_range_over_two_lines_of_its_cell_is_one() -> None:
    def page(canvas: Any) -> None:
        put(canvas, 60, 80, "Senior Researcher, Aru Speech")
        put(canvas, 470, 80, "March 2019 –")
        put(canvas, 470, 92, "present")
        put(canvas, 60, 120, "Engineer, Brim")
        put(canvas, 60, 132, "Oslo")
        put(canvas, 470, 120, "May 2016 –")
        put(canvas, 470, 132, "March 2019")

    assert body(pdf.read(make(page))) == [
        "Senior Researcher, Aru Speech\tMarch 2019 – present",
        "Engineer, Brim\tMay 2016 – March 2019",
        "Oslo",
    ]


def test_a_list_set_in_columns_has_one_level() -> None:
    def page(canvas: Any) -> None:
        for at, word in enumerate(["Python", "Kaldi", "SQL", "PyTorch", "Bash", "Docker"]):
            put(canvas, 60 + 170 * (at % 3), 80 + 14 * (at // 3), f"•  {word}")

    blocks = pdf.read(make(page)).blocks
    assert {block.text for block in blocks} == {"Python", "Kaldi", "SQL", "PyTorch", "Bash", "Docker"}
    assert {(block.bullet, block.level) for block in blocks} == {(True, 0)}


def test_a_margin_heading_of_two_lines_is_one() -> None:
    def page(canvas: Any) -> None:
        for y, lines in ((80, ("Professional", "Experience")), (180, ("Other", "Activities"))):
            for line, text in enumerate(lines):
                put(canvas, 60, y + 12 * line, text, font="Helvetica-Bold")
            put(canvas, 160, y, f"Engineer, Vale Works, Tartu and other towns {y}")
            for line in range(5):
                put(canvas, 160, y + 12 + 12 * line, f"• Bullet {line} of the list at {y}")

    texts = body(pdf.read(make(page)))
    assert texts[0] == "Professional Experience\tEngineer, Vale Works, Tartu and other towns 80"
    assert texts[1] == "Bullet 0 of the list at 80"
    assert "Other Activities\tEngineer, Vale Works, Tartu and other towns 180" in texts


@BOTH
@pytest.mark.parametrize("mark", ["•", "–", "-", "*", "·", "1."])
def test_bullet_characters(reader: str, mark: str) -> None:
    marks = ["1.", "2.", "3."] if mark == "1." else [mark] * 3

    def page(canvas: Any) -> None:
        for line, each in enumerate(marks):
            put(canvas, 60, 80 + 14 * line, f"{each}  Item number {line}")

    reading = pdf.read(make(page), reader=reader)
    assert [(block.bullet, block.text) for block in reading.blocks] == [
        (True, f"Item number {n}") for n in range(3)
    ]


@BOTH
def test_bullets_drawn_as_circles(reader: str) -> None:
    def page(canvas: Any) -> None:
        for line in range(3):
            canvas.circle(64, HEIGHT - 77 - 14 * line, 1.6, stroke=0, fill=1)
            put(canvas, 74, 80 + 14 * line, f"Item number {line}")
        put(canvas, 60, 160, "No item, a line of its own")

    reading = pdf.read(make(page), reader=reader)
    assert [block.bullet for block in reading.blocks] == [True, True, True, False]


@pytest.mark.parametrize("text", ["- one dash", "3. a number alone", "C - the language"])
def test_what_only_looks_like_a_list(text: str) -> None:
    reading = pdf.read(make(lambda canvas: put(canvas, 60, 80, "Plain line here 2019-2020, and " + text)))
    assert not any(block.bullet for block in reading.blocks)


@BOTH
def test_letter_spaced_headings_close_up(reader: str) -> None:
    def page(canvas: Any) -> None:
        text = canvas.beginText(60, HEIGHT - 80)
        text.setFont("Helvetica-Bold", 12)
        text.setCharSpace(4)
        text.textOut("WORK EXPERIENCE")
        text.setCharSpace(0)
        canvas.drawText(text)
        put(canvas, 60, 110, "E D U C A T I O N   A N D   T R A I N I N G", size=12)
        put(canvas, 60, 140, "C, R and C++ are three languages")

    texts = body(pdf.read(make(page), reader=reader))
    assert texts == ["WORK EXPERIENCE", "EDUCATION AND TRAINING", "C, R and C++ are three languages"]


@BOTH
def test_words_without_space_characters(reader: str) -> None:
    def page(canvas: Any) -> None:
        x = 60.0
        for word in ("Trained", "transformers", "from", "AVAILABLE", "data"):
            put(canvas, x, 80, word)
            x += stringWidth(word, "Helvetica", 10) + 2.6

    assert body(pdf.read(make(page), reader=reader)) == ["Trained transformers from AVAILABLE data"]


@BOTH
def test_text_printed_twice_for_boldness_counts_once(reader: str) -> None:
    def page(canvas: Any) -> None:
        put(canvas, 60, 80, "Experience abroad")
        put(canvas, 60.3, 80, "Experience abroad")

    assert body(pdf.read(make(page), reader=reader)) == ["Experience abroad"]


@BOTH
def test_superscripts_stay_in_their_line(reader: str) -> None:
    def page(canvas: Any) -> None:
        put(canvas, 60, 80, "the 10")
        put(canvas, 60 + stringWidth("the 10", "Helvetica", 10), 76, "th", size=6)
        put(canvas, 100, 80, "place of nine hundred")

    assert body(pdf.read(make(page), reader=reader)) == ["the 10th place of nine hundred"]


def test_headings_and_short_lines_are_not_joined() -> None:
    def page(canvas: Any) -> None:
        for line, text in enumerate(["Skills", "Python", "SQL", "Tartu, Estonia", "Available from May"]):
            put(canvas, 60, 80 + 12 * line, text)
        put(
            canvas,
            60,
            300,
            "A line that runs over the whole width of the page so that the next one can only be its end and so",
        )
        put(canvas, 60, 312, "on until it stops.")

    assert len(body(pdf.read(make(page)))) == 6


def test_running_headers_and_page_numbers_are_set_aside() -> None:
    def page(canvas: Any) -> None:
        number = canvas.getPageNumber()
        put(
            canvas,
            60,
            40,
            "Mara Ilves" if number == 1 else "Mara Ilves, curriculum vitae",
            size=20 if number == 1 else 8,
        )
        put(canvas, 60, 55, "mara@example.org" if number == 1 else "")
        put(canvas, 280, 810, f"Page {number} of 3")
        for line in range(20):
            put(canvas, 60, 90 + 14 * line, f"Line {line} of page {number}.")

    reading = pdf.read(make(page, page, page))
    layers = {block.text: block.layer for block in reading.blocks}
    assert layers["Mara Ilves"] is Layer.BODY
    assert layers["mara@example.org"] is Layer.BODY
    assert layers["Mara Ilves, curriculum vitae"] is Layer.HEADER
    assert layers["Page 2 of 3"] is Layer.FOOTER
    assert "Line 0 of page 2." in body(reading)


def test_bullets_go_on_over_a_page_break() -> None:
    def first(canvas: Any) -> None:
        for line in range(10):
            put(
                canvas,
                60,
                650 + 12 * line,
                f"•  Item {line} of a list that is as wide as the text of the page and so ends at its right hand edge for",
            )

    def second(canvas: Any) -> None:
        put(canvas, 68.5, 60, "everyone who reads it.")
        put(canvas, 60, 90, "Education")

    reading = pdf.read(make(first, second))
    assert body(reading)[-2].endswith("right hand edge for everyone who reads it.")
    assert {word.page for word in reading.blocks[-2].words} == {1, 2}
    assert body(reading)[-1] == "Education"


@BOTH
def test_hidden_text_is_marked(reader: str) -> None:
    def page(canvas: Any) -> None:
        put(canvas, 60, 80, "Visible line of text")
        canvas.setFillColorRGB(1, 1, 1)
        put(canvas, 60, 100, "white words on white paper")
        canvas.setFillColorRGB(0.1, 0.1, 0.4)
        canvas.rect(40, HEIGHT - 140, 300, 20, stroke=0, fill=1)
        canvas.setFillColorRGB(1, 1, 1)
        put(canvas, 60, 134, "white words on a dark band")
        canvas.setFillColorRGB(0, 0, 0)
        put(canvas, 60, 160, "tiny words", size=1)
        put(canvas, 700, 180, "words beside the page")
        text = canvas.beginText(60, HEIGHT - 200)
        text.setTextRenderMode(3)
        text.textOut("words that are not painted")
        canvas.drawText(text)

    reading = pdf.read(make(page), reader=reader)
    unseen = " ".join(block.text for block in reading.blocks if block.hidden)
    assert body(reading) == ["Visible line of text", "white words on a dark band"]
    for words in ("white words on white paper", "tiny words", "words that are not painted"):
        assert words in unseen
    assert ObservationKind.HIDDEN_TEXT in kinds(reading)


def _picture() -> Any:
    from PIL import Image

    return ImageReader(Image.new("RGB", (20, 20), "grey"))


def test_scanned_blank_and_partly_scanned() -> None:
    def scan(canvas: Any) -> None:
        canvas.drawImage(_picture(), 0, 0, WIDTH, HEIGHT)

    def text(canvas: Any) -> None:
        put(canvas, 60, 80, "Some text")

    for pages, kind in (
        ((scan,), ObservationKind.NO_TEXT),
        ((lambda canvas: None,), ObservationKind.NO_TEXT),
    ):
        reading = pdf.read(make(*pages))
        assert reading.blocks == ()
        assert kinds(reading) == {kind}
    assert "pictures" in pdf.read(make(scan)).observations[0].detail
    assert ObservationKind.PARTLY_SCANNED in kinds(pdf.read(make(text, scan)))


@BOTH
def test_errors_are_sentences(reader: str) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    good = make(lambda canvas: put(canvas, 60, 80, "Text"))
    locked = make(
        lambda canvas: put(canvas, 60, 80, "Text"), encrypt=StandardEncryption("secret", canPrint=0)
    )
    for data, kind in (
        (locked, "encrypted"),
        (b"%PDF-1.7\n", "damaged"),
        (b"not a pdf", "damaged"),
        (good[:60], "damaged"),
    ):
        with pytest.raises(ReadError) as caught:
            pdf.read(data, reader=reader)
        assert caught.value.kind in {kind, "no_pages"}
        assert caught.value.message.endswith(".")


def test_the_other_reader_takes_over_where_text_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    from cvtailor.parsing import pdfium

    data = make(lambda canvas: put(canvas, 60, 80, "Trained models for nine languages"))
    broken = pdfium.read(data)
    for glyph in broken.pages[0].glyphs[::3]:
        glyph.text = "\ufffd"
    monkeypatch.setattr(pdfium, "read", lambda _: broken)
    reading = pdf.read(data)
    assert reading.reader == "pdfminer"
    assert body(reading) == ["Trained models for nine languages"]


def test_an_unknown_reader_is_refused() -> None:
    with pytest.raises(ReadError, match="no PDF reader"):
        pdf.read(b"%PDF-", reader="magic")


@BOTH
def test_links_rules_and_places(reader: str) -> None:
    def page(canvas: Any) -> None:
        put(canvas, 60, 80, "Portfolio")
        canvas.linkURL("https://example.org/mara", (60, HEIGHT - 84, 110, HEIGHT - 70))
        put(canvas, 60, 120, "EXPERIENCE", font="Helvetica-Bold", size=12)
        canvas.line(60, HEIGHT - 124, 540, HEIGHT - 124)
        put(
            canvas,
            60,
            140,
            "Engineer at Brim, with a line that goes far to the right of the page",
            font="Helvetica-Oblique",
        )

    link, heading, line = pdf.read(make(page), reader=reader).blocks
    assert link.links == ("https://example.org/mara",)
    assert heading.bold
    assert heading.rule
    assert heading.size == pytest.approx(12, abs=0.1)
    assert not line.rule
    assert line.italic
    word = heading.words[0]
    assert word.page == 1
    assert word.box is not None
    assert word.box.x0 == pytest.approx(60, abs=1.5)
    assert word.box.top < 120 < word.box.bottom + 1


@BOTH
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages_read_as_shown(reader: str, turn: int) -> None:
    def page(canvas: Any) -> None:
        # reportlab lays the page out so that it shows upright: its own axes are turned.
        canvas.setPageRotation(turn)
        canvas.saveState()
        if turn == 90:
            canvas.translate(HEIGHT, 0)
        elif turn == 180:
            canvas.translate(WIDTH, HEIGHT)
        else:
            canvas.translate(0, WIDTH)
        canvas.rotate(turn)
        canvas.setFont("Helvetica", 10)
        canvas.drawString(50, 500, "First line of the page")
        canvas.drawString(50, 480, "Second line")
        canvas.restoreState()

    assert body(pdf.read(make(page), reader=reader)) == ["First line of the page", "Second line"]


@BOTH
def test_the_words_of_every_block_lie_in_its_text(reader: str) -> None:
    def page(canvas: Any) -> None:
        y = 80.0
        for number in range(7):
            y = entry(canvas, 60, y, 520, number)

    for block in pdf.read(make(page), reader=reader).blocks:
        ends = [0]
        for word in block.words:
            assert ends[-1] <= word.start < word.end <= len(block.text)
            assert block.text[word.start : word.end].strip()
            ends.append(word.end)
        assert ends[-1] == len(block.text)

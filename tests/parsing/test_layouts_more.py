"""More layouts that people use: labels in a margin, headings in bands, jobs side by side, contact facts in a second column."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from cvtailor.document import Document
from cvtailor.parsing import dates, head, headers, parse, repair
from cvtailor.parsing.glyphs import Glyph, Run
from cvtailor.parsing.types import Block

HEIGHT = 842.0
BOTH = pytest.mark.parametrize("reader", ["pdfium", "pdfminer"])
BOLD = "Helvetica-Bold"


class Paper:
    """A canvas measured from the top."""

    def __init__(self) -> None:
        self.out = io.BytesIO()
        self.canvas = Canvas(self.out, pagesize=(595, HEIGHT), invariant=1)

    def put(self, x: float, y: float, text: str, *, font: str = "Helvetica", size: float = 10) -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, HEIGHT - y, text)

    def middle(self, y: float, text: str, *, font: str = BOLD, size: float = 11) -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawCentredString(297, HEIGHT - y, text)

    def band(self, y: float) -> None:
        self.canvas.setFillGray(0.9)
        self.canvas.rect(40, HEIGHT - y - 6, 515, 18, stroke=0, fill=1)
        self.canvas.setFillGray(0)


def read(draw: Callable[[Paper], None], reader: str = "pdfium") -> Document:
    paper = Paper()
    draw(paper)
    paper.canvas.save()
    return parse(paper.out.getvalue(), reader=reader)


@BOTH
def test_plain_labels_in_the_margin_are_no_headings_where_headings_are_bold(reader: str) -> None:
    rows = [
        (
            "Experience",
            [("10/2018 – 12/2021", "Drive Engineer, Reet Gears"), ("2014 – 2018", "Fitter, Ilm Mills")],
        ),
        ("Education", [("2009 – 2014", "MSc Mechanics, Ilm University")]),
        ("Interests", [("Choir:", "tenor"), ("Sport:", "hiking")]),
        ("IT Skills", [("CAD:", "Katya, Solid"), ("Office:", "Writer, Calc"), ("Programming:", "Python")]),
    ]

    def draw(paper: Paper) -> None:
        paper.put(60, 60, "Mara Ilves", font=BOLD, size=18)
        y = 100.0
        for heading, lines in rows:
            paper.put(60, y, heading, font=BOLD, size=11)
            for label, text in lines:
                y += 16
                paper.put(60, y, label)
                paper.put(170, y, text)
            y += 30

    assert [each.heading for each in read(draw, reader).sections] == [heading for heading, _ in rows]


@BOTH
def test_headings_in_the_middle_of_bands_are_in_no_column(reader: str) -> None:
    """Lists at the left under headings in the middle of the page look like two columns."""

    def draw(paper: Paper) -> None:
        paper.middle(60, "Mara Ilves", size=18)
        y = 100.0
        for heading, lines in (
            ("Certificates", ["Crane licence, 2021", "First aid at sea, 2024", "Forklift, category C"]),
            ("Languages", ["English – native", "Estonian – good", "French – some"]),
            ("Interests", ["Rowing", "Bees", "Old maps"]),
        ):
            paper.band(y)
            paper.middle(y, heading)
            for line in lines:
                y += 15
                paper.put(45, y, line)
            y += 30

    sections = read(draw, reader).sections
    assert [(each.heading, len(list(each.all_items()))) for each in sections] == [
        ("Certificates", 3),
        ("Languages", 3),
        ("Interests", 3),
    ]


@BOTH
def test_the_employer_under_the_first_title_begins_no_entry(reader: str) -> None:
    """At the top of a section nothing tells how far entries stand apart."""

    def draw(paper: Paper) -> None:
        paper.put(60, 60, "Mara Ilves", font=BOLD, size=18)
        paper.put(60, 100, "Experience", font=BOLD, size=12)
        y = 116.0
        for title, firm, start in (
            ("Charge Nurse, Heart Unit", "Harrow Bend Medical Center, Reet", "2020 – 2023"),
            ("Staff Nurse, Children", "Brannoc Hospital, Ilm", "2016 – 2020"),
        ):
            paper.put(60, y, title)
            paper.put(480, y, start)
            paper.put(60, y + 16, firm)
            paper.put(60, y + 32, "• Ran the night shift of a ward with twenty beds.")
            paper.put(60, y + 46, "• Taught the course for new colleagues twice a year.")
            y += 74

    (section,) = read(draw, reader).sections
    assert [(each.start, each.end, len(each.items)) for each in section.entries] == [
        ("2020", "2023", 2),
        ("2016", "2020", 2),
    ]
    assert "Harrow Bend Medical Center" in (section.entries[0].organisation or "")


@BOTH
def test_contact_facts_at_the_top_of_a_second_column_end_no_section(reader: str) -> None:
    def draw(paper: Paper) -> None:
        paper.put(60, 60, "Mara Ilves", font=BOLD, size=18)
        left = [
            (
                "Experience",
                [
                    "Fitter, Reet Mills",
                    "2016 – 2020",
                    "• Kept nine looms running through two winters.",
                    "• Trained six apprentices in the weaving shed.",
                ],
            ),
            ("Projects", ["Tide Clock, 2019", "• Built a clock that shows the tide in the harbour."]),
        ]
        right = [
            "Reet, Estonia",
            "+1 555-0194",
            "mara@example.org",
            "",
            "Skills",
            "Welding",
            "Turning",
            "",
            "Interests",
            "Rowing",
            "Bees",
        ]
        y = 100.0
        for heading, lines in left:
            paper.put(60, y, heading, font=BOLD, size=12)
            for line in lines:
                y += 14
                paper.put(60, y, line, size=9)
            y += 26
        y = 100.0
        for line in right:
            bold = line in ("Skills", "Interests")
            if line:
                paper.put(330, y, line, font=BOLD if bold else "Helvetica", size=12 if bold else 9)
            y += 14

    document = read(draw, reader)
    assert document.contact.emails == ("mara@example.org",)
    first = document.sections[0].span.start
    assert document.text.index("+1 555-0194") < first
    assert not any("555" in item.text for section in document.sections for item in section.all_items())


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("mara@example.org", True),
        ("+1 555-0194 | mara@example.org", True),
        ("linkedin.com/in/mara-example", True),
        ("Wrote to mara@example.org about the order of the week and got a reply", False),
        ("Fitter, Reet Mills", False),
        ("• mara@example.org", False),
    ],
)
def test_lines_of_contact_facts_alone(text: str, alone: bool) -> None:
    bullet = text.startswith("•")
    assert head.is_contact_line(Block(text=text.lstrip("• "), bullet=bullet)) is alone


def test_a_class_of_degree_is_no_day_of_a_month() -> None:
    line = "BSc (Hons) Economics, 2:1\tSeptember 2011 – June 2014"
    date = headers.edge_date(line)
    assert date is not None
    assert line[date.start_at : date.end_at] == "September 2011 – June 2014"
    (found,) = dates.find("3 May 2014")
    assert (found.start_at, found.end) == (0, "2014-05")


def _glyph(text: str, x0: float, x1: float, order: int) -> Glyph:
    return Glyph(
        text, x0, 0.0, x1, 10.0, 10.0, Run(font="Times-Italic", size=10.0, italic=True), order, False, 1
    )


def test_a_letter_that_leans_over_the_space_before_it_leaves_it() -> None:
    line = [_glyph("r", 0, 5, 0), _glyph(" ", 4.8, 7.5, 1), _glyph("A", 5.7, 14, 2), _glyph("s", 13.8, 18, 3)]
    assert "".join(each.text for each in repair.accents(line)) == "r As"


@BOTH
def test_a_place_at_the_right_of_the_first_bullet_belongs_to_the_header(reader: str) -> None:
    def draw(paper: Paper) -> None:
        paper.put(60, 60, "Mara Ilves", font=BOLD, size=18)
        paper.put(60, 100, "Experience", font=BOLD, size=12)
        y = 118.0
        for title, firm, place in (
            ("Desk Manager", "Harbour Hotel", "Annecourt, France"),
            ("Night Auditor", "Larch Hotel", "Reet, Estonia"),
        ):
            paper.put(60, y, "2019 – 2021")
            paper.put(140, y, title, font=BOLD)
            paper.canvas.drawRightString(540, HEIGHT - y, firm)
            paper.put(140, y + 14, "•")
            paper.put(149, y + 14, "Led the desk of a house with ninety rooms and a")
            paper.canvas.drawRightString(540, HEIGHT - y - 14, place)
            paper.put(149, y + 28, "garden by the lake.")
            paper.put(140, y + 42, "• Wrote the rota for fourteen people.")
            y += 70

    (section,) = read(draw, reader).sections
    assert [(each.organisation, each.location) for each in section.entries] == [
        ("Harbour Hotel", "Annecourt, France"),
        ("Larch Hotel", "Reet, Estonia"),
    ]
    assert (
        section.entries[0].items[0].text
        == "Led the desk of a house with ninety rooms and a garden by the lake."
    )


@BOTH
def test_a_language_with_its_level_behind_a_colon_is_an_item(reader: str) -> None:
    def draw(paper: Paper) -> None:
        paper.put(60, 60, "Mara Ilves", font=BOLD, size=18)
        paper.put(60, 100, "Languages", font=BOLD, size=12)
        for at, (name, level) in enumerate(
            (("French", "mother tongue"), ("Italian", "C2"), ("English", "C1"))
        ):
            paper.put(60, 118 + 14 * at, f"{name}:", font=BOLD)
            paper.put(104, 118 + 14 * at, level)

    (section,) = read(draw, reader).sections
    assert [item.text.split(":")[0] for item in section.items] == ["French", "Italian", "English"]

"""Layouts that people use, made with reportlab: how their rows, margins and headings must read."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from cvtailor.document import Document
from cvtailor.parsing import parse, pdf
from cvtailor.parsing.types import Layer

HEIGHT = 842.0
BOTH = pytest.mark.parametrize("reader", ["pdfium", "pdfminer"])


class Paper:
    """A canvas measured from the top."""

    def __init__(self) -> None:
        self.out = io.BytesIO()
        self.canvas = Canvas(self.out, pagesize=(595, HEIGHT), invariant=1)

    def put(self, x: float, y: float, text: str, *, font: str = "Helvetica", size: float = 10) -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, HEIGHT - y, text)

    def right(self, x: float, y: float, text: str, *, font: str = "Helvetica", size: float = 10) -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawRightString(x, HEIGHT - y, text)

    def turn(self) -> None:
        self.canvas.showPage()

    def data(self) -> bytes:
        self.canvas.save()
        return self.out.getvalue()


def body(data: bytes, reader: str = "pdfium") -> list[str]:
    return [block.text for block in pdf.read(data, reader=reader).blocks if block.layer is Layer.BODY]


def read(draw: Callable[[Paper], None], reader: str = "pdfium") -> Document:
    paper = Paper()
    draw(paper)
    return parse(paper.data(), reader=reader)


def headed(paper: Paper) -> float:
    paper.put(60, 60, "Mara Ilves", font="Helvetica-Bold", size=20)
    paper.put(60, 80, "Reet, Estonia | mara@example.org", size=9)
    return 110


@BOTH
@pytest.mark.parametrize(
    ("first", "second", "dates"),
    [
        ("2019 –", "2021", ("2019", "2021")),
        ("May 2018 to", "present", ("2018-05", "present")),
        ("2019", "2021", ("2019", "2021")),
    ],
)
def test_dates_of_two_lines_in_the_left_margin(
    reader: str, first: str, second: str, dates: tuple[str, str]
) -> None:
    def draw(paper: Paper) -> None:
        y = headed(paper)
        paper.put(60, y, "Experience", font="Helvetica-Bold", size=13)
        for number in range(3):
            y += 30
            paper.put(60, y, first)
            paper.put(60, y + 11, second)
            paper.put(150, y, f"Engineer, Reet Labs {'ABC'[number]}", font="Helvetica-Bold")
            paper.put(150, y + 16, "Built the tools that read old maps for the archive of the town")
            paper.put(150, y + 28, "and showed the other teams how to use them in their own work.")
            y += 30

    document = read(draw, reader)
    (section,) = document.sections
    assert [(entry.start, entry.end) for entry in section.entries] == [dates] * 3
    assert all(entry.title == "Engineer" for entry in section.entries)


def test_labels_of_a_table_of_skills_stay_in_their_rows() -> None:
    def draw(paper: Paper) -> None:
        y = headed(paper)
        paper.put(60, y, "Skills", font="Helvetica-Bold", size=13)
        rows = [
            ("Programming", "Python, R, SQL"),
            ("Tools", "Git, Docker"),
            ("Design", "Figma"),
            ("Spoken", "French"),
        ]
        for label, value in rows:
            y += 14
            paper.put(60, y, label)
            paper.put(135, y, value)

    document = read(draw)
    (section,) = document.sections
    assert [item.text for item in section.items][:5] == ["Python", "R", "SQL", "Git", "Docker"]


def test_a_margin_goes_on_over_the_page() -> None:
    def draw(paper: Paper) -> None:
        y = headed(paper)
        paper.right(140, y, "Work", size=12)
        for number in range(2):
            paper.put(150, y, f"Engineer {'AB'[number]}", font="Helvetica-Bold", size=12)
            paper.put(150, y + 14, f"Reet Labs, 201{number} – 201{number + 1}")
            paper.put(156, y + 28, "•")
            paper.put(165, y + 28, "Built the tools that read old maps for the archive of the town.")
            y += 60
        paper.turn()
        y = 60
        for heading, lines in (
            ("Education", ["BSc in Physics", "University of Ilm, 2006 – 2010"]),
            ("Awards", ["Prize of the Society of Maps, 2012", "Medal of the Town of Reet, 2014"]),
            ("Languages", ["English, French", "Estonian (native)"]),
        ):
            paper.right(140, y, heading, size=12)
            for line in lines:
                paper.put(150, y, line)
                y += 14
            y += 14

    assert [section.heading for section in read(draw).sections] == [
        "Work",
        "Education",
        "Awards",
        "Languages",
    ]


def test_an_unknown_heading_in_the_margin_opens_a_section() -> None:
    def draw(paper: Paper) -> None:
        y = headed(paper)
        for heading, lines in (
            ("Experience", ["Engineer, Reet Labs, 2018 – 2020", "• Built the tools that read old maps."]),
            (
                "Education",
                ["BSc in Physics, University of Ilm, 2010", "MSc in Physics, University of Ilm, 2012"],
            ),
            ("Odds and Ends", ["Keeps bees on the roof of the town hall of Reet", "Repairs accordions"]),
            ("Languages", ["English, French", "Estonian (native)"]),
        ):
            paper.right(140, y, heading)
            for line in lines:
                paper.put(150, y, line)
                y += 14
            y += 14

    document = read(draw)
    assert [section.heading for section in document.sections] == [
        "Experience",
        "Education",
        "Odds and Ends",
        "Languages",
    ]


@BOTH
def test_rings_and_circles_are_bullets(reader: str) -> None:
    def draw(paper: Paper) -> None:
        y = headed(paper)
        paper.put(60, y, "Experience", font="Helvetica-Bold", size=13)
        paper.put(60, y + 16, "Engineer, Reet Labs, 2018 – 2020", font="Helvetica-Bold")
        for number, line in enumerate(["Built the tools", "Ran the trials", "Wrote the guide"]):
            paper.canvas.circle(75, HEIGHT - (y + 29 + 14 * number), 2, stroke=1, fill=number == 2)
            paper.put(84, y + 32 + 14 * number, line)

    items = read(draw, reader).sections[0].entries[0].items
    assert [(str(item.kind), item.text) for item in items] == [
        ("bullet", "Built the tools"),
        ("bullet", "Ran the trials"),
        ("bullet", "Wrote the guide"),
    ]


@BOTH
@pytest.mark.parametrize("space", [-0.7, 0.0, 2.5])
def test_words_keep_apart_whatever_the_letter_spacing(reader: str, space: float) -> None:
    paper = Paper()
    paper.canvas.setFont("Helvetica-Bold", 11)
    paper.canvas.drawString(60, 700, "INTENSIVE CARE NURSE", charSpace=space)
    assert body(paper.data(), reader) == ["INTENSIVE CARE NURSE"]


@BOTH
def test_an_icon_before_a_fact_in_a_row_is_no_bullet(reader: str) -> None:
    paper = Paper()
    paper.put(60, 100, "Data Science Intern", font="Helvetica-Bold")
    paper.put(60, 114, "May 2024 – Aug 2024")
    paper.put(200, 114, "H", font="ZapfDingbats")
    paper.put(214, 114, "Reet, Estonia")
    for number in range(3):
        paper.put(60, 130 + 14 * number, "•")
        paper.put(70, 130 + 14 * number, f"Moved feature {number} from one language to another")
    assert "May 2024 – Aug 2024\tReet, Estonia" in body(paper.data(), reader)


def test_a_wrapped_range_in_brackets_is_no_bullet() -> None:
    paper = Paper()
    line = (
        "Teacher of Mathematics and Physics, Instituto de las Altas Montañas del Norte, Vitoria, Spain (2011"
    )
    paper.put(60, 100, line)
    paper.put(60, 112, "– 2017)")
    paper.put(
        60,
        124,
        "I taught five groups of pupils and set up a club for solving problems after school hours, and",
    )
    paper.put(60, 136, "organised the exchange with another school.")
    assert body(paper.data())[0] == f"{line} – 2017)"


def test_headers_that_fill_their_line_stay_apart() -> None:
    paper = Paper()
    for number, (title, rest) in enumerate(
        [
            (
                "Master in Secondary Education,",
                "University of the Northern Mountains, Bilbao, Spain (2009 – 2010)",
            ),
            (
                "Licenciatura in Mathematics,",
                "University of the Northern Mountains, Bilbao, Spain (2004 – 2009)",
            ),
        ]
    ):
        paper.put(60, 100 + 12 * number, title, font="Helvetica-Bold")
        paper.put(62 + paper.canvas.stringWidth(title, "Helvetica-Bold", 10), 100 + 12 * number, rest)
    assert len(body(paper.data())) == 2


def test_a_heading_that_wraps_in_a_narrow_column_is_one() -> None:
    def draw(paper: Paper) -> None:
        for x, width, blocks in (
            (
                40,
                90,
                [("SKILLS", ["Python", "SQL", "Git"]), ("BOARDS AND|MEMBERSHIPS", ["Rowing Club of Reet"])],
            ),
            (
                200,
                330,
                [
                    (
                        "EXPERIENCE",
                        ["Engineer, Reet Labs, 2018 – 2020", *["Built tools that read old maps well."] * 8],
                    )
                ],
            ),
        ):
            y = 100.0
            for heading, lines in blocks:
                for part in heading.split("|"):
                    paper.put(x, y, part, font="Helvetica-Bold", size=12)
                    y += 14
                for line in lines:
                    paper.put(x, y, line[: int(width / 4)])
                    y += 13
                y += 17

    assert "BOARDS AND MEMBERSHIPS" in [section.heading for section in read(draw).sections]


def test_lists_are_numbered_over_a_page_break() -> None:
    paper = Paper()
    paper.put(60, 100, "Publications", font="Helvetica-Bold", size=13)
    paper.put(60, 120, "1.")
    paper.put(74, 120, "M. Ilves. Sparse models of old maps. Journal of Maps, 2019.")
    paper.turn()
    paper.put(60, 60, "2.")
    paper.put(74, 60, "M. Ilves. Dense models of new maps. Journal of Maps, 2020.")
    document = parse(paper.data())
    assert [item.text[:9] for item in document.sections[0].items] == ["M. Ilves.", "M. Ilves."]


@pytest.mark.parametrize(
    "footer", ["Mara Ilves", "Mara Ilves ·", "April 2025", "Mara Ilves, curriculum vitae, p."]
)
def test_a_footer_of_one_page_that_ends_in_its_number(footer: str) -> None:
    def draw(paper: Paper) -> None:
        y = headed(paper)
        paper.put(60, y, "Skills", font="Helvetica-Bold", size=13)
        paper.put(60, y + 16, "Python, R, SQL")
        paper.put(60, 815, footer, size=8)
        paper.put(70 + paper.canvas.stringWidth(footer, "Helvetica", 8) + 12, 815, "1", size=8)

    assert [item.text for item in read(draw).sections[0].items] == ["Python", "R", "SQL"]


def test_the_name_at_the_head_of_later_pages_is_no_text() -> None:
    def draw(paper: Paper) -> None:
        y = headed(paper)
        paper.put(60, y, "Publications", font="Helvetica-Bold", size=13)
        paper.put(60, y + 16, "M. Ilves. Sparse models of old maps. Journal of Maps, 2019.")
        paper.turn()
        paper.put(60, 40, "Mara Ilves", size=8)
        paper.right(535, 40, "Curriculum vitae", size=8)
        paper.put(60, 70, "M. Ilves. Dense models of new maps. Journal of Maps, 2020.")

    assert [item.text[:9] for item in read(draw).sections[0].items] == ["M. Ilves.", "M. Ilves."]


def test_dates_at_the_right_are_no_text_beside_a_margin() -> None:
    paper = Paper()
    y = 100.0
    for number in range(4):
        paper.put(60, y, f"Reet Labs {'ABCD'[number]}", font="Helvetica-Bold")
        paper.put(464, y, "Quillmouth, DE")
        paper.put(60, y + 12, "Accountant")
        paper.put(464, y + 12, f"01/201{number} – 02/201{number + 1}")
        paper.put(63, y + 26, "•")
        paper.put(78, y + 26, "Own the close for three legal entities.")
        y += 56
    assert body(paper.data())[:3] == [
        "Reet Labs A\tQuillmouth, DE",
        "Accountant\t01/2010 – 02/2011",
        "Own the close for three legal entities.",
    ]


def test_a_letter_that_overhangs_the_space_behind_it_keeps_its_word() -> None:
    paper = Paper()
    paper.put(60, 100, "Professor of Vetting and chief of Fun, half of Venice", font="Times-Italic", size=11)
    assert body(paper.data()) == ["Professor of Vetting and chief of Fun, half of Venice"]


@pytest.mark.parametrize("reader", ["pdfium", "pdfminer"])
def test_the_dot_of_a_timeline_before_a_title(reader: str) -> None:
    def draw(paper: Paper) -> None:
        y = headed(paper)
        paper.put(60, y, "Employment", font="Helvetica-Bold", size=12)
        for number in range(3):
            y += 24
            paper.put(60, y, f"03/201{number} – 02/201{number + 1}", size=8.5)
            paper.canvas.circle(155, HEIGHT - y + 3, 2.5, stroke=0, fill=1)
            paper.put(165, y, "Bridge Engineer", font="Helvetica-Bold")
            paper.put(165, y + 12, "Kowalski & Brandt Ltd – Reet")
            for row in range(2):
                paper.put(165, y + 26 + 13 * row, "•")
                paper.put(174, y + 26 + 13 * row, "Designed the bearings for the viaducts of the coast road.")
            y += 46

    (section,) = read(draw, reader).sections
    assert [(entry.title, entry.organisation, len(entry.items)) for entry in section.entries] == [
        ("Bridge Engineer", "Kowalski & Brandt Ltd", 2)
    ] * 3


@BOTH
def test_headings_in_the_margin_stand_beside_their_rows_however_many_lines_they_take(reader: str) -> None:
    def draw(paper: Paper) -> None:
        y = headed(paper)
        sections: list[tuple[list[str], list[str]]] = [
            (
                ["Personal", "Statement"],
                ["Careful with other people's money for eight years.", "Keen on early closes."],
            ),
            (
                ["Career History"],
                [
                    "Finance Manager, Almendra Foods, 2021 – present",
                    "• Shortened the close to four days.",
                    "• Runs the budget of five plants.",
                    "• Manages two assistants.",
                ],
            ),
            (["Qualifications"], ["BA Accounting, University of Reet, 2011 – 2014"]),
            (["Hobbies and", "Interests"], ["Chess problems and distance swimming."]),
        ]
        for label, lines in sections:
            for at, part in enumerate(label):
                paper.put(60, y + 13 * at + 2, part, font="Helvetica-Bold")
            for at, line in enumerate(lines):
                paper.put(180, y + 13 * at, line)
            y += 13 * max(len(label), len(lines)) + 14

    document = read(draw, reader)
    assert [each.heading for each in document.sections] == [
        "Personal Statement", "Career History", "Qualifications", "Hobbies and Interests",
    ]  # fmt: skip
    assert [len(each.all_items()) > 0 or bool(each.entries) for each in document.sections] == [True] * 4
    assert [each.text for each in document.sections[1].entries[0].items] == [
        "Shortened the close to four days.", "Runs the budget of five plants.", "Manages two assistants.",
    ]  # fmt: skip


@BOTH
def test_framed_boxes_side_by_side_are_read_one_after_the_other(reader: str) -> None:
    cards = {
        (60, 120): ("Training", ["Diploma in Cookery, Reet College", "2008 – 2010"]),
        (310, 120): ("Certificates", ["• Food hygiene, 2027", "• Wine service, 2016"]),
        (60, 210): ("Strengths", ["• Menu costing", "• Stock control", "• Calm service"]),
        (310, 210): ("Languages", ["French (native)", "English (fluent)"]),
    }

    def draw(paper: Paper) -> None:
        headed(paper)
        for (x, y), (heading, lines) in cards.items():
            paper.canvas.roundRect(x, HEIGHT - y - 70, 230, 70, 4, stroke=1, fill=0)
            paper.put(x + 8, y + 14, heading, font="Helvetica-Bold", size=12)
            for at, line in enumerate(lines):
                paper.put(x + 8, y + 30 + 13 * at, line)

    document = read(draw, reader)
    assert [each.heading for each in document.sections] == [heading for heading, _ in cards.values()]
    assert [each.text for each in document.sections[2].all_items()] == [
        "Menu costing",
        "Stock control",
        "Calm service",
    ]


@BOTH
def test_dates_behind_the_dots_of_a_timeline_begin_the_next_entry(reader: str) -> None:
    jobs = [
        ("Jan 2020 – Present", "Head of Marketing", ["Moved spend to video.", "Leads five people."]),
        ("Jun 2015 – Dec 2019", "Brand Manager", ["Launched a refill range.", "Rewrote the brand book."]),
        ("Sep 2012 – May 2015", "Marketing Assistant", ["Ran trade fairs and samples."]),
    ]

    def draw(paper: Paper) -> None:
        y = headed(paper)
        paper.put(60, y, "Experience", font="Helvetica-Bold", size=13)
        for dates, title, bullets in jobs:
            y += 22
            paper.canvas.circle(66, HEIGHT - y + 3, 2.5, stroke=0, fill=1)
            paper.put(80, y, dates)
            paper.put(80, y + 13, title, font="Helvetica-Bold")
            paper.put(80, y + 26, "Solano Cosmetics, Reet")
            y += 26
            for bullet in bullets:
                y += 13
                paper.put(90, y, f"• {bullet}")

    (section,) = read(draw, reader).sections
    assert [(each.title, each.start, each.end) for each in section.entries] == [
        ("Head of Marketing", "2020-01", "present"),
        ("Brand Manager", "2015-06", "2019-12"),
        ("Marketing Assistant", "2012-09", "2015-05"),
    ]
    assert [[item.text for item in each.items] for each in section.entries] == [
        bullets for *_, bullets in jobs
    ]


def test_a_paper_title_with_a_rule_is_no_section() -> None:
    def draw(paper: Paper) -> None:
        paper.put(240, 50, "Curriculum Vitae", font="Helvetica-Bold", size=14)
        paper.put(250, 72, "Mara Ilves", font="Helvetica-Bold", size=14)
        paper.put(230, 88, "Reet, mara@example.org")
        for at, heading in enumerate(["Summary", "Experience", "Education"]):
            paper.put(60, 130 + 60 * at, heading, font="Helvetica-Bold", size=14)
            paper.put(60, 147 + 60 * at, "A line of some words about what was done there and why.")

    document = read(draw)
    assert document.contact.name == "Mara Ilves"
    assert [each.heading for each in document.sections] == ["Summary", "Experience", "Education"]

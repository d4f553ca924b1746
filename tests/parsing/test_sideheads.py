"""Headings in the left margin, in one row with the first line of their section."""

from __future__ import annotations

import io
from typing import Any

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from cvtailor.document import Document
from cvtailor.parsing import parse, sideheads, structure
from cvtailor.parsing.types import Block, Reading, Word


def texts(*rows: str, **look: Any) -> list[str]:
    return [block.text for block in sideheads.split([Block(text=row, **look) for row in rows])]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            ["Professional Experience\tScientist, Vale Lab\t2020–2024", "Education\tPhD, Ilm\t2016–2020"],
            ["Professional Experience", "Scientist, Vale Lab\t2020–2024", "Education", "PhD, Ilm\t2016–2020"],
        ),
        (
            ["Experience\tAnalyst, Reet\t2020", "Education\tBSc, Ilm\t2016", "Skills\tPython, R"],
            ["Experience", "Analyst, Reet\t2020", "Education", "BSc, Ilm\t2016", "Skills", "Python, R"],
        ),
        (["EDUCATION\tBSc Physics\t2016"], ["EDUCATION", "BSc Physics\t2016"]),
    ],
)
def test_a_margin_heading_is_split_off(rows: list[str], expected: list[str]) -> None:
    assert texts(*rows) == expected


@pytest.mark.parametrize(
    "rows",
    [
        ["Languages\tEnglish, Estonian", "Tools\tGit, Docker"],
        ["Work Experience\tReet Labs"],
        ["Scientist, Vale Lab\t2020–2024", "PhD, Ilm\t2016–2020"],
        ["MSc Data Science, Distinction\t2019", "Award-winning engineer\t2020"],
        ["Projects\t2019", "Awards\t2020"],
    ],
)
def test_other_rows_stay_whole(rows: list[str]) -> None:
    assert texts(*rows) == rows


def test_words_keep_their_places() -> None:
    text = "EDUCATION\tBSc Physics"
    words = (Word(start=0, end=9), Word(start=10, end=13), Word(start=14, end=21))
    head, rest = sideheads.split([Block(text=text, words=words)])
    assert [head.text[w.start : w.end] for w in head.words] == ["EDUCATION"]
    assert [rest.text[w.start : w.end] for w in rest.words] == ["BSc", "Physics"]


def test_no_section_of_a_pdf_with_margin_headings_is_lost() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.setFont("Helvetica", 20)
    canvas.drawString(60, 790, "Mara Ilves")
    y = 740
    for heading, lines in (
        ("Experience", ["Scientist, Vale Lab", "Engineer, Reet Labs", "Analyst, Ilm Bank"]),
        ("Education", ["PhD in Physics, University of Ilm", "BSc in Physics, University of Reet"]),
        ("Skills", ["Python, R, Julia", "Docker, Git, Slurm"]),
    ):
        canvas.setFont("Helvetica-Bold", 10)
        canvas.drawString(60, y, heading)
        for number, line in enumerate(lines):
            canvas.setFont("Helvetica", 10)
            canvas.drawString(170, y, line)
            if heading != "Skills":
                dates = f"20{20 - 2 * number} – 20{22 - 2 * number}"
                canvas.drawString(530 - stringWidth(dates, "Helvetica", 10), y, dates)
            y -= 14
            if heading == "Experience":
                canvas.drawString(170, y, "• Cut the cost of the model by 12 % by pruning it")
                y -= 14
        y -= 16
    canvas.save()
    document = parse(out.getvalue())
    assert [str(section.kind) for section in document.sections] == ["experience", "education", "skills"]
    assert [len(section.entries) for section in document.sections] == [3, 2, 0]
    assert [item.text for item in document.sections[2].items] == [
        "Python",
        "R",
        "Julia",
        "Docker",
        "Git",
        "Slurm",
    ]


def built(*blocks: Block) -> Document:
    reading = Reading(media_type="application/pdf", reader="test", pages=1, blocks=blocks)
    return structure.build(reading, file="cv.pdf", sha256="0" * 64)


def line(text: str, *, head: bool = False, bold: bool = False, bullet: bool = False) -> Block:
    return Block(
        text=text, size=14 if head else 10, bold=head or bold, gap=1.2 if head else 0.2, bullet=bullet
    )


@pytest.mark.parametrize(
    "text",
    [
        "MSc Data Science, Distinction",
        "BSc Mathematics with Honours",
        "Teaching Assistant, Phonetics",
        "Head of Research and Education",
        "Won the award for the best project of the year.",
        "Languages researcher, Reet Labs",
    ],
)
def test_degrees_titles_and_sentences_open_no_section(text: str) -> None:
    document = built(
        line("Education", head=True),
        line(text, bold=True),
        line("University of Ilm, 2016 – 2018"),
        line("Work Experience", head=True),
        line("Engineer", bold=True),
        line("Reet Labs, 2018 – 2020"),
        line("Built a parser for old maps", bullet=True),
    )
    assert [str(section.kind) for section in document.sections] == ["education", "experience"]


def test_an_item_is_one_line() -> None:
    document = built(
        line("Certifications", head=True),
        line("Cloud Developer, Reet Academy"),
        line("2019"),
        line("Data Engineer, Ilm Institute"),
        line("2021"),
        line("Publications", head=True),
        line("Sparse models of old maps", bold=True),
        line("M. Ilves, J. Reet. Journal of Maps, 2020"),
    )
    items = [item for section in document.sections for item in section.all_items()]
    assert [item.text for item in items] == [
        "Cloud Developer, Reet Academy 2019",
        "Data Engineer, Ilm Institute 2021",
        "Sparse models of old maps M. Ilves, J. Reet. Journal of Maps, 2020",
    ]
    assert all(item.text == document.text[item.span.start : item.span.end] for item in items)


def test_rows_with_the_year_in_the_margin_are_publications_of_their_own() -> None:
    document = built(
        line("Publications", head=True),
        line("1985\tSparse models of old maps and their makers."),
        line("in print\tThe second part of the models of old maps."),
    )
    assert len(document.sections[0].items) == 2


def test_a_group_of_skills_is_no_section() -> None:
    document = built(
        ruled(line("Skills", head=True)),
        line("Frameworks", bold=True),
        line("React, Django"),
        Block(text="Tools", size=14, bold=True, gap=1.2),
        line("Git, Docker"),
        ruled(line("Education", head=True)),
        line("BSc Physics, University of Ilm, 2016"),
    )
    assert [section.heading for section in document.sections] == ["Skills", "Education"]


def ruled(block: Block) -> Block:
    return Block(text=block.text, size=block.size, bold=block.bold, gap=block.gap, rule=True)


def test_newspaper_columns_go_on_over_the_page() -> None:
    lines = ["Experience", "Engineer, Reet Labs, 2012 – 2022"]
    lines += [f"• Built model number {number} of the old maps" for number in range(100, 150)]
    lines += ["Education", "BSc Physics, University of Ilm, 2012", "Skills", "Python, Rust"]
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for start in range(0, len(lines), 40):
        for number, text in enumerate(lines[start : start + 40]):
            heading = text in ("Experience", "Education", "Skills")
            canvas.setFont("Helvetica-Bold" if heading else "Helvetica", 14 if heading else 10)
            canvas.drawString(60 if number < 20 else 320, 740 - 24 * (number % 20), text)
        canvas.showPage()
    canvas.save()
    document = parse(out.getvalue())
    assert [str(section.kind) for section in document.sections] == ["experience", "education", "skills"]
    items = [item.text for item in document.sections[0].entries[0].items]
    assert items == [f"Built model number {number} of the old maps" for number in range(100, 150)]


def test_a_date_range_that_wraps_in_a_cell_on_the_left_is_one() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(60, 780, "Professional Experience and Further Work")
    y = 755
    for first, last, title, place in (
        ("August 2009 - August", "2010", "Laboratory Technician", "Reet Testing, Ely"),
        ("February 2007 to", "present", "Research Engineer", "Vale Labs, Ely"),
    ):
        canvas.setFont("Helvetica", 10)
        canvas.drawString(60, y, first)
        canvas.drawString(60, y - 13, last)
        canvas.drawString(180, y, title)
        canvas.drawString(180, y - 13, place)
        canvas.drawString(180, y - 26, "• Cut the cost of each test by 12 % with a new rig")
        y -= 50
    canvas.save()
    (section,) = parse(out.getvalue()).sections
    assert [(entry.title, entry.start, entry.end) for entry in section.entries] == [
        ("Laboratory Technician", "2009-08", "2010-08"),
        ("Research Engineer", "2007-02", "present"),
    ]


@pytest.mark.parametrize("gutter", [7, 20])
def test_headings_set_flush_right_close_to_their_text(gutter: int) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.setFont("Helvetica-Bold", 20)
    canvas.drawString(60, 790, "Mara Ilves")
    canvas.setFont("Helvetica", 9)
    canvas.drawString(
        60, 770, "Reet, Estonia | +1 555-0199 | mara@example.org | mara.example.org | github.com/mara-example"
    )
    y = 740
    for heading, lines in (
        (
            "Education",
            ["BSc in Physics, University of Reet (2016)", "MSc in Physics, University of Ilm (2018)"],
        ),
        (
            "Work Experience",
            ["Scientist, Vale Lab, 2020 – 2024", "• Cut the cost of a model by 12 % by pruning it"],
        ),
        ("Skills", ["Languages: Python, R, Julia", "Tools: Docker, Git, Slurm"]),
        ("Clubs and|Volunteering", ["• Treasurer, Association of Rowers", "• Tutor at the library of Reet"]),
    ):
        canvas.setFont("Helvetica-Oblique", 10.5)
        for row, part in enumerate(heading.split("|")):
            canvas.drawRightString(160 - gutter, y - 14 * row, part)
        canvas.setFont("Helvetica", 10)
        for line in lines:
            canvas.drawString(165 if line.startswith("•") else 160, y, line)
            y -= 14
        y -= 12
    canvas.save()
    document = parse(out.getvalue())
    assert [(str(section.kind), section.heading) for section in document.sections] == [
        ("education", "Education"),
        ("experience", "Work Experience"),
        ("skills", "Skills"),
        ("service", "Clubs and Volunteering"),
    ]
    assert [entry.organisation for entry in document.sections[0].entries] == [
        "University of Reet",
        "University of Ilm",
    ]

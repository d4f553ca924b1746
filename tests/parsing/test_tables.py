"""CVs laid out as tables: their rows must read as a person reads them, in PDF and in DOCX."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvtailor.document import Document, SectionKind
from cvtailor.parsing import parse, tables
from cvtailor.parsing.tables import Kind, Role, TableCell
from cvtailor.parsing.types import Block

Cell = list[str]  # "* " begins a bullet, "# " a bold line, "! " a heading
K = SectionKind


@dataclass
class Sheet:
    """A CV as headings, lines and tables; `widths` are percentages, a row of one cell spans all columns."""

    parts: list[Any] = field(default_factory=list)

    def line(self, text: str) -> None:
        self.parts.append(text)

    def table(self, widths: list[int], rows: list[list[Cell]]) -> None:
        self.parts.append((widths, rows))


def docx(sheet: Sheet, *, ruled: bool) -> bytes:
    import docx as word
    from docx.shared import Pt

    document = word.Document()

    def put(paragraph: Any, text: str) -> None:
        mark, body = (text[0], text[2:]) if text[:2] in ("* ", "# ", "! ") else ("", text)
        if mark == "*":
            paragraph.style = document.styles["List Bullet"]
        run = paragraph.add_run(body)
        run.bold = mark in ("#", "!") or None
        run.font.size = Pt(13 if mark == "!" else 10)

    for part in sheet.parts:
        if isinstance(part, str):
            put(document.add_paragraph(), part)
            continue
        widths, rows = part
        table = document.add_table(rows=0, cols=len(widths))
        if ruled:
            table.style = "Table Grid"
        for row in rows:
            cells = table.add_row().cells
            if len(row) == 1:
                cells = [cells[0].merge(cells[-1])]
            for cell, lines in zip(cells, row, strict=True):
                for number, line in enumerate(lines):
                    put(cell.paragraphs[0] if not number else cell.add_paragraph(), line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf(sheet: Sheet, *, ruled: bool) -> bytes:
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    plain = ParagraphStyle("plain", fontName="Helvetica", fontSize=9.5, leading=11.5)
    bold = ParagraphStyle("bold", parent=plain, fontName="Helvetica-Bold")
    styles = {
        "* ": ParagraphStyle("item", parent=plain, leftIndent=10, bulletIndent=1),
        "# ": bold,
        "! ": ParagraphStyle("heading", parent=bold, fontSize=13, leading=17, spaceBefore=8),
    }

    def put(text: str) -> Paragraph:
        mark = text[:2]
        if mark not in styles:
            return Paragraph(text.replace("&", "&amp;"), plain)
        bullet = "•" if mark == "* " else None
        return Paragraph(text[2:].replace("&", "&amp;"), styles[mark], bulletText=bullet)

    story: list[Any] = []
    wide = A4[0] - 100
    for part in sheet.parts:
        if isinstance(part, str):
            story.append(put(part))
            continue
        widths, rows = part
        look: list[Any] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
        look += [("GRID", (0, 0), (-1, -1), 0.5, colors.grey)] if ruled else []
        look += [("SPAN", (0, n), (-1, n)) for n, row in enumerate(rows) if len(row) == 1]
        filled = [
            [[put(line) for line in cell] for cell in row] + [""] * (len(widths) - len(row)) for row in rows
        ]
        story.append(Table(filled, [wide * each / 100 for each in widths], style=look))
    out = io.BytesIO()
    SimpleDocTemplate(
        out, pagesize=A4, leftMargin=50, rightMargin=50, topMargin=45, bottomMargin=45, invariant=1
    ).build(story)
    return out.getvalue()


FORMATS = pytest.mark.parametrize(
    ("make", "ruled"), [(pdf, True), (pdf, False), (docx, True), (docx, False)], ids=str
)

JOBS: list[tuple[str, str, str, list[str]]] = [
    (
        "Depot Manager",
        "Frostline Haulage Ltd",
        "Mar 2019 – present",
        [
            "Cut late deliveries from 9% to 3% within a year by redrawing the night routes of all lorries.",
            "Hired and trained fourteen drivers; only one of them left in the first year of the contract.",
            "Moved the booking of slots from telephone to a shared calendar.",
        ],
    ),
    (
        "Transport Planner",
        "Pellworth Foods Ltd",
        "Jun 2015 – Feb 2019",
        ["Planned 140 loads a week across three depots and two ferry lines.", "Negotiated fuel contracts."],
    ),
]
DEGREES = [
    ("BSc Logistics", "University of Calderbrook", "2010 – 2013"),
    ("Diploma in Geography", "Wold College", "2008 – 2010"),
]


def started() -> Sheet:
    sheet = Sheet()
    sheet.line("! Oona Vesterlund")
    sheet.line("Hull, UK | +44 20 7946 0311 | oona.vesterlund@example.com")
    return sheet


def items(texts: list[str]) -> Cell:
    return [f"* {text}" for text in texts]


def check_entries(document: Document, *, told: bool = True) -> None:
    kinds = [section.kind for section in document.sections]
    assert kinds[:2] == [K.EXPERIENCE, K.EDUCATION]
    work, education = document.sections[:2]
    assert [(e.title, e.organisation) for e in work.entries] == [(job[0], job[1]) for job in JOBS]
    assert [(e.start, e.end) for e in work.entries] == [("2019-03", "present"), ("2015-06", "2019-02")]
    if told:
        assert [[item.text for item in entry.items] for entry in work.entries] == [job[3] for job in JOBS]
    assert not work.items
    assert [(e.title, e.organisation, e.start, e.end) for e in education.entries] == [
        ("BSc Logistics", "University of Calderbrook", "2010", "2013"),
        ("Diploma in Geography", "Wold College", "2008", "2010"),
    ]
    assert not education.items


@FORMATS
def test_a_header_row_names_the_columns(make: Any, ruled: bool) -> None:
    sheet = started()
    sheet.line("! Work Experience")
    header = [["# Period"], ["# Employer"], ["# Role"], ["# What I did"]]
    sheet.table([15, 19, 18, 48], [header, *([[j[2]], [j[1]], [j[0]], items(j[3])] for j in JOBS)])
    sheet.line("! Education")
    header = [["# Years"], ["# Degree"], ["# Institution"]]
    sheet.table([20, 40, 40], [header, *([[d[2]], [d[0]], [d[1]]] for d in DEGREES)])
    document = parse(make(sheet, ruled=ruled))
    check_entries(document)
    assert "Period" in document.text


@FORMATS
def test_merged_rows_under_a_header_row(make: Any, ruled: bool) -> None:
    sheet = started()
    sheet.line("! Employment")
    rows = [row for job in JOBS for row in ([[f"# {job[0]}"], [job[1]], *dates_of(job[2])], [items(job[3])])]
    sheet.table([30, 30, 20, 20], [[["Position"], ["Company"], ["From"], ["To"]], *rows])
    sheet.line("! Education")
    rows = [[[d[0]], [d[1]], *dates_of(d[2])] for d in DEGREES]
    sheet.table([30, 30, 20, 20], [[["Qualification"], ["School"], ["From"], ["To"]], *rows])
    check_entries(parse(make(sheet, ruled=ruled)))


def dates_of(text: str) -> list[Cell]:
    return [[part] for part in text.split(" – ")]


@FORMATS
def test_numbered_rows(make: Any, ruled: bool) -> None:
    sheet = started()
    sheet.line("! Work Experience")
    rows = [[[f"{n}."], [job[1]], [job[0]], [job[2]]] for n, job in enumerate(JOBS, 1)]
    sheet.table([10, 30, 30, 30], [[["S. No."], ["Company"], ["Designation"], ["Duration"]], *rows])
    sheet.line("! Education")
    rows = [[[d[0]], [d[1]], [d[2]]] for d in DEGREES]
    sheet.table([40, 35, 25], [[["Course"], ["Board / University"], ["Year"]], *rows])
    check_entries(parse(make(sheet, ruled=ruled)), told=False)


@FORMATS
def test_a_form_with_labels_at_the_left(make: Any, ruled: bool) -> None:
    sheet = started()
    rows: list[list[Cell]] = [[["! Work experience"], [""]]]
    for title, organisation, dates, told in JOBS:
        rows += [
            [["Dates"], [dates]],
            [["Occupation or position held"], [title]],
            [["Main activities and responsibilities"], items(told)],
            [["Name and address of employer"], [organisation]],
        ]
    rows.append([["! Education and training"], [""]])
    for degree, school, dates in DEGREES:
        rows += [
            [["Dates"], [dates]],
            [["Title of qualification awarded"], [degree]],
            [["Name and type of organisation providing education and training"], [school]],
        ]
    sheet.table([35, 65], rows)
    check_entries(parse(make(sheet, ruled=ruled)))


@FORMATS
@pytest.mark.parametrize("shape", ["stacked", "three columns"])
def test_bullets_in_a_cell_of_their_own(make: Any, ruled: bool, shape: str) -> None:
    sheet = started()
    sheet.line("! Experience")
    if shape == "stacked":
        rows = [[[f"# {job[0]}", job[1], job[2]], items(job[3])] for job in JOBS]
        sheet.table([32, 68], rows)
    else:
        sheet.table([17, 26, 57], [[[job[2]], [f"# {job[0]}", job[1]], items(job[3])] for job in JOBS])
    sheet.line("! Education")
    sheet.table([22, 78], [[[d[2]], [f"# {d[0]}", d[1]]] for d in DEGREES])
    check_entries(parse(make(sheet, ruled=ruled)))


@FORMATS
def test_boxes_side_by_side_are_sections(make: Any, ruled: bool) -> None:
    sheet = started()
    lists = {
        "Skills": ["SAP EWM", "Route planning", "Excel", "Power BI"],
        "Languages": ["English (native)", "Finnish (fluent)"],
        "Interests": ["Rowing", "Bread baking", "Old maps"],
    }
    sheet.table([34, 33, 33], [[[f"! {name}", *lines] for name, lines in lists.items()]])
    sheet.line("! Experience")
    for title, organisation, dates, told in JOBS:
        sheet.line(f"# {title} | {organisation} | {dates}")
        for text in told:
            sheet.line(f"* {text}")
    document = parse(make(sheet, ruled=ruled))
    found = {section.heading: [item.text for item in section.items] for section in document.sections[:3]}
    assert found == lists
    assert [section.kind for section in document.sections] == [
        K.SKILLS,
        K.LANGUAGES,
        K.INTERESTS,
        K.EXPERIENCE,
    ]
    assert [len(entry.items) for entry in document.sections[3].entries] == [3, 2]


@pytest.mark.parametrize("ruled", [True, False])
def test_a_table_goes_on_over_the_page(ruled: bool) -> None:
    sheet = started()
    sheet.line("! Work Experience")
    jobs = [
        (f"Planner, Route {n}", f"Frostline {name} Ltd", f"{2000 + n} – {2001 + n}", JOBS[0][3])
        for n, name in enumerate(
            ["Ash", "Beech", "Cedar", "Elm", "Fir", "Gum", "Hazel", "Ivy", "Juniper", "Larch", "Maple", "Oak"]
        )
    ]
    header = [["# Dates"], ["# Organisation"], ["# Position"], ["# Main duties"]]
    sheet.table([15, 20, 20, 45], [header, *([[j[2]], [j[1]], [j[0]], items(j[3])] for j in jobs)])
    document = parse(pdf(sheet, ruled=ruled))
    assert document.pages is not None
    assert document.pages > 1
    (work,) = document.sections
    assert [entry.organisation for entry in work.entries] == [job[1] for job in jobs]
    assert [(entry.start, entry.end) for entry in work.entries] == [
        tuple(job[2].split(" – ")) for job in jobs
    ]
    assert all([item.text for item in entry.items] == JOBS[0][3] for entry in work.entries)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Period", Role.DATES),
        ("EMPLOYER:", Role.ORGANISATION),
        ("Name and address of employer", Role.ORGANISATION),
        ("Job title", Role.TITLE),
        ("What I did", Role.WORK),
        ("Main activities and responsibilities", Role.WORK),
        ("S. No.", Role.NUMBER),
        ("CGPA", Role.GRADE),
        ("2010 – 2013", None),
        ("Frostline Haulage Ltd", None),
        ("", None),
    ],
)
def test_labels(text: str, expected: Role | None) -> None:
    assert tables.role(text) is expected


def row(*texts: str) -> list[TableCell]:
    return [TableCell(n, [Block(text=text)]) for n, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("texts", "named"),
    [
        (("Period", "Employer", "Role"), True),
        (("Degree", "University", "Year", "Percentage"), True),
        (("Skill", "Level", "Last used"), True),
        (("Python", "R", "SQL"), False),
        (("2010 – 2013", "BSc Logistics", "University of Calderbrook"), False),
        (("Company", "Frostline Haulage Ltd"), False),
        (("Languages", "English, French"), False),
        (("Experience", "Education", "Skills"), False),
    ],
)
def test_header_rows(texts: tuple[str, ...], named: bool) -> None:
    assert (tables.header(row(*texts)) is not None) is named


words = st.sampled_from(
    ["Dates", "Employer", "Role", "Duties", "2010 – 2013", "Mar 2019", "present", "Planner", "Frostline Ltd"]
)
block = st.builds(
    lambda text, bullet, bold: Block(text=text, bullet=bullet, bold=bold), words, st.booleans(), st.booleans()
)
grid = st.lists(
    st.lists(st.lists(block, min_size=1, max_size=3), min_size=1, max_size=4), min_size=1, max_size=6
)


@given(grid, st.sampled_from(Kind))
def test_no_word_is_lost_or_doubled(cells: list[list[list[Block]]], kind: Kind) -> None:
    rows = [[TableCell(n, blocks) for n, blocks in enumerate(each)] for each in cells]
    made, count = tables.read(rows, kind)

    def pieces(texts: list[str]) -> list[str]:
        return sorted(word for text in texts for word in text.replace("–", " ").split())

    assert pieces([b.text for b in made]) == pieces([b.text for each in cells for c in each for b in c])
    assert 0 <= count <= len(made)

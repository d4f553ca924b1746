"""Word files by python-docx: with styles and real lists, with a layout table, with typed bullets."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

if TYPE_CHECKING:
    from truth import TrueCv, TrueEntry, TrueSection

_WHEN = dt.datetime(2026, 1, 5, 9, 0, tzinfo=dt.UTC)
_WIDTH = Cm(17)


def render_styles(cv: TrueCv, path: Path) -> None:
    """Write `cv` to the DOCX at `path` with heading styles and Word's own bulleted list."""
    word = start(cv, "Liberation Serif", 10.5)
    look(word.styles["Title"], size=24, colour="222222", after=0)
    look(word.styles["Heading 1"], size=13, colour="7A1F3D", before=12, after=3)
    look(word.styles["Heading 2"], size=11, colour="222222", before=6, after=0)
    look(word.styles["List Bullet"], size=10.5, after=2)
    for style in ("Title", "Heading 1", "Heading 2"):
        font(word.styles[style], "Liberation Serif")
    word.add_paragraph(cv.name, style="Title")
    word.add_paragraph().add_run(cv.headline).italic = True
    word.add_paragraph(" · ".join(cv.contact))
    for section in cv.sections:
        word.add_heading(section.heading, level=1)
        for text in section.paragraphs + section.lines:
            word.add_paragraph(text)
        for text in section.bullets + section.publications:
            word.add_paragraph(text, style="List Bullet")
        for entry in section.entries:
            _head_by_style(word, entry)
            for text in entry.paragraphs:
                word.add_paragraph(text)
            for text in entry.bullets:
                word.add_paragraph(text, style="List Bullet")
    save(word, path)


def render_table(cv: TrueCv, path: Path) -> None:
    """Write `cv` to the DOCX at `path`: each section a borderless table, dates in its left column."""
    word = start(cv, "Liberation Sans", 10)
    _big(word.add_paragraph(), cv.name, 20)
    word.add_paragraph(cv.headline)
    word.add_paragraph(" | ".join(cv.contact))
    for section in cv.sections:
        _big(_ruled(word.add_paragraph()), section.heading.upper(), 11)
        _loose_typed(word, section, "•")
        if not section.entries:
            continue
        table = word.add_table(rows=0, cols=2)
        table.autofit = False
        for column, width in zip(table.columns, (Cm(3.8), Cm(13.2)), strict=True):
            column.width = width
        for entry in section.entries:
            left, right = table.add_row().cells
            left.width, right.width = Cm(3.8), Cm(13.2)
            for cell in (left, right):
                cell.paragraphs[0].paragraph_format.space_before = Pt(4)
            left.paragraphs[0].add_run(entry.dates)
            right.paragraphs[0].add_run(entry.title or "").bold = True
            place = ", ".join(filter(None, [entry.organisation, entry.location]))
            if place:
                right.add_paragraph().add_run(place).italic = True
            for text in entry.paragraphs:
                right.add_paragraph(text)
            for text in entry.bullets:
                right.add_paragraph(text, style="List Bullet")
    save(word, path)


def render_typed(cv: TrueCv, path: Path) -> None:
    """Write `cv` to the DOCX at `path` without styles: bold lines, tabs, bullets typed as a dash."""
    word = start(cv, "DejaVu Sans", 9)
    _big(word.add_paragraph(), cv.name, 16)
    word.add_paragraph(cv.headline)
    for fact in cv.contact:
        word.add_paragraph(fact)
    for section in cv.sections:
        heading = word.add_paragraph()
        heading.paragraph_format.space_before = Pt(10)
        heading.paragraph_format.keep_with_next = True
        run = heading.add_run(section.heading)
        run.bold = run.underline = True
        run.font.size = Pt(10.5)
        _loose_typed(word, section, "–")
        for entry in section.entries:
            _head_with_tab(word, entry)
            for text in entry.paragraphs:
                word.add_paragraph(text)
            for text in entry.bullets:
                _typed(word, text, "–")
    save(word, path)


def start(cv: TrueCv, face: str, size: float) -> Any:
    """Return a new document of `cv` on A4, its text in `face` of `size` points, with fixed times."""
    word = Document()
    page = word.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2)
    normal = word.styles["Normal"]
    font(normal, face)
    normal.font.size = Pt(size)
    normal.paragraph_format.space_after = Pt(2)
    facts = word.core_properties
    facts.author, facts.title, facts.comments = cv.name, f"{cv.name}: curriculum vitae", ""
    facts.created = facts.modified = _WHEN
    return word


def font(style: Any, face: str) -> None:
    """Set the font of `style` for every script."""
    style.font.name = face
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), face)


def look(style: Any, *, size: float, colour: str = "", before: float = 0, after: float = 0) -> None:
    """Set size and white space of `style` in points, colour as RRGGBB."""
    style.font.size = Pt(size)
    if colour:
        style.font.color.rgb = RGBColor.from_string(colour)
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)


def _big(paragraph: Any, text: str, size: float) -> None:
    run = paragraph.add_run(text)
    run.bold = True
    run.font.size = Pt(size)


def _ruled(paragraph: Any) -> Any:
    """Give a paragraph a line under it and white space above."""
    paragraph.paragraph_format.space_before = Pt(10)
    paragraph.paragraph_format.keep_with_next = True
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for key, value in {"val": "single", "sz": "6", "space": "1", "color": "808080"}.items():
        line.set(qn(f"w:{key}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:spacing")
    return paragraph


def _typed(word: Any, text: str, glyph: str) -> None:
    paragraph = word.add_paragraph(f"{glyph}\t{text}")
    shape = paragraph.paragraph_format
    shape.left_indent, shape.first_line_indent = Cm(0.6), Cm(-0.6)
    shape.tab_stops.add_tab_stop(Cm(0.6))


def _loose_typed(word: Any, section: TrueSection, glyph: str) -> None:
    for text in section.paragraphs + section.lines:
        word.add_paragraph(text)
    for text in section.bullets + section.publications:
        _typed(word, text, glyph)


def _head_by_style(word: Any, entry: TrueEntry) -> None:
    """Title as a heading; under it organisation, location and dates."""
    word.add_heading(entry.title or "", level=2)
    place = ", ".join(filter(None, [entry.organisation, entry.location]))
    word.add_paragraph(" | ".join(filter(None, [place, entry.dates]))).paragraph_format.keep_with_next = True


def _head_with_tab(word: Any, entry: TrueEntry) -> None:
    """Title, organisation and location on one line, dates after a tab at the right edge."""
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(5)
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.tab_stops.add_tab_stop(_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(entry.title or "").bold = True
    place = ", ".join(filter(None, [entry.organisation, entry.location]))
    paragraph.add_run((f", {place}" if place else "") + f"\t{entry.dates}")


def save(word: Any, path: Path) -> None:
    """Save with fixed times inside the ZIP, so that the same source gives the same bytes."""
    word.save(str(path))
    with zipfile.ZipFile(path) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 5, 9, 0, 0)), content, zipfile.ZIP_DEFLATED)

import io
import zipfile
from typing import Any

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

from cvtailor.document import Document
from cvtailor.errors import ReadError
from cvtailor.parsing import docx as reader
from cvtailor.parsing import parse
from cvtailor.parsing.types import Block, Layer


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def blocks(document: Any) -> list[Block]:
    return list(reader.read(saved(document), "cv.docx").blocks)


def texts(document: Any) -> list[str]:
    return [block.text for block in blocks(document)]


def kinds(document: Document) -> list[str]:
    return [str(each.kind) for each in document.observations]


def test_headings_styles_and_lists() -> None:
    cv = docx.Document()
    cv.add_heading("Jane Doe", 0)
    cv.add_heading("Experience", 1)
    cv.add_paragraph("Built a model", style="List Bullet")
    cv.add_paragraph("Second step", style="List Number 2")
    cv.add_paragraph("• Typed glyph")
    cv.add_paragraph("– Typed dash")
    got = blocks(cv)
    assert [(b.text, b.bullet, b.level, b.heading) for b in got] == [
        ("Jane Doe", False, 0, 0),
        ("Experience", False, 0, 1),
        ("Built a model", True, 0, None),
        ("Second step", True, 1, None),
        ("Typed glyph", True, 0, None),
        ("Typed dash", True, 0, None),
    ]
    assert [b.paragraph for b in got] == [0, 1, 2, 3, 4, 5]


def test_direct_numbering_is_a_bullet_and_number_zero_is_none() -> None:
    cv = docx.Document()
    for number in ("1", "0"):
        paragraph = cv.add_paragraph("Text here")
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')
        )
    assert [b.bullet for b in blocks(cv)] == [True, False]


def test_look() -> None:
    cv = docx.Document()
    run = cv.add_paragraph().add_run("Bold and large")
    run.bold, run.font.size = True, Pt(16)
    paragraph = cv.add_paragraph("Ruled heading")
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="6"/></w:pBdr>')
    )
    caps = cv.add_paragraph().add_run("Skills")
    caps.font.all_caps = True
    got = blocks(cv)
    assert (got[0].bold, got[0].size, got[1].rule, got[2].text) == (True, 16.0, True, "SKILLS")


def test_tracked_changes_and_fields() -> None:
    cv = docx.Document()
    paragraph = cv.add_paragraph("Kept ")
    for xml in (
        '<w:ins {0} w:id="1" w:author="x"><w:r><w:t xml:space="preserve">inserted </w:t></w:r></w:ins>',
        '<w:del {0} w:id="2" w:author="x"><w:r><w:delText>deleted</w:delText></w:r></w:del>',
        '<w:r {0}><w:fldChar w:fldCharType="begin"/></w:r>',
        "<w:r {0}><w:instrText> DATE \\* MERGEFORMAT </w:instrText></w:r>",
        '<w:r {0}><w:fldChar w:fldCharType="separate"/></w:r>',
        "<w:r {0}><w:t>result</w:t></w:r>",
        '<w:r {0}><w:fldChar w:fldCharType="end"/></w:r>',
    ):
        paragraph._p.append(parse_xml(xml.format(nsdecls("w"))))
    assert texts(cv) == ["Kept inserted result"]


def test_tabs_and_line_breaks() -> None:
    cv = docx.Document()
    run = cv.add_paragraph().add_run("Acme Corp\tLondon")
    run.add_break()
    run.add_text("Data Scientist\t2019 – 2020")
    bullet = cv.add_paragraph(style="List Bullet").add_run("Cut costs by 12%")
    bullet.add_break()
    bullet.add_text("over two years")
    page = cv.add_paragraph().add_run("After")
    page.add_break(WD_BREAK.PAGE)
    assert texts(cv) == [
        "Acme Corp\tLondon",
        "Data Scientist\t2019 – 2020",
        "Cut costs by 12% over two years",
        "After",
    ]


def test_hyperlinks_keep_text_and_address() -> None:
    cv = docx.Document()
    paragraph = cv.add_paragraph("See ")
    rid = cv.part.relate_to(
        "https://github.com/jdoe", docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), rid)
    link.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>my code</w:t></w:r>"))
    paragraph._p.append(link)
    (block,) = blocks(cv)
    assert (block.text, block.links) == ("See my code", ("https://github.com/jdoe",))
    assert parse(saved(cv)).contact.links == ("https://github.com/jdoe",)


def test_hidden_text_is_marked() -> None:
    cv = docx.Document()
    cv.add_paragraph("Jane Doe")
    cv.add_paragraph().add_run("white words").font.color.rgb = RGBColor(255, 255, 255)
    cv.add_paragraph().add_run("tiny words").font.size = Pt(1)
    vanish = cv.add_paragraph("Seen ").add_run("vanished words")
    vanish.font.hidden = True
    document = parse(saved(cv))
    hidden = [document.text[span.start : span.end] for span in document.masked]
    assert hidden == ["white words", "tiny words", "vanished words"]
    assert kinds(document).count("hidden_text") == 3


def test_white_text_on_a_dark_cell_is_seen() -> None:
    cv = docx.Document()
    cell = cv.add_table(1, 1).cell(0, 0)
    cell.paragraphs[0].add_run("Skills").font.color.rgb = RGBColor(255, 255, 255)
    cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="1F3864"/>'))
    assert [(b.text, b.hidden) for b in blocks(cv)] == [("Skills", False)]


def test_rows_read_across_and_merged_cells_once() -> None:
    cv = docx.Document()
    table = cv.add_table(3, 2)
    for row, cells in enumerate(
        (("Data Scientist, Acme", "2019 – 2020"), ("Analyst, Globex", "2017 – 2019"), ("merged", ""))
    ):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    table.cell(2, 0).merge(table.cell(2, 1))
    assert texts(cv) == ["Data Scientist, Acme\t2019 – 2020", "Analyst, Globex\t2017 – 2019", "merged"]
    assert "table" in kinds(parse(saved(cv)))


def test_a_sidebar_table_is_read_by_cell() -> None:
    cv = docx.Document()
    cv.add_paragraph("Jane Doe")
    side, main = cv.add_table(1, 2).rows[0].cells
    for text in ("Skills", "Python", "SQL", "Languages", "English (native)"):
        side.add_paragraph(text)
    for text in ("Experience", "Data Scientist, Acme Ltd, 2019 – 2020"):
        main.add_paragraph(text)
    for text in ("Built a churn model that cut losses by 12% in one year", "Led four people in two offices"):
        main.add_paragraph(text, style="List Bullet")
    document = parse(saved(cv))
    assert [(str(s.kind), s.heading) for s in document.sections] == [
        ("experience", "Experience"),
        ("skills", "Skills"),
        ("languages", "Languages"),
    ]
    assert len(document.sections[0].entries[0].items) == 2


def test_headings_in_the_margin_column() -> None:
    cv = docx.Document()
    table = cv.add_table(2, 2)
    table.cell(0, 0).text = "Experience"
    table.cell(0, 1).text = "Data Scientist, Acme Ltd, 2019 – 2020"
    table.cell(0, 1).add_paragraph("Built things", style="List Bullet")
    table.cell(1, 0).text = "Education"
    table.cell(1, 1).text = "BSc Mathematics, University of Leeds, 2015"
    table.cell(1, 1).add_paragraph("First class", style="List Bullet")
    document = parse(saved(cv))
    assert [str(s.kind) for s in document.sections] == ["experience", "education"]
    assert [s.entries[0].title for s in document.sections] == ["Data Scientist", "BSc Mathematics"]


def test_dates_in_the_margin_column_join_the_title() -> None:
    cv = docx.Document()
    cv.add_heading("Experience", 1)
    table = cv.add_table(1, 2)
    table.cell(0, 0).text = "2019 – 2020"
    table.cell(0, 1).text = "Data Scientist, Acme Ltd"
    table.cell(0, 1).add_paragraph("Built things", style="List Bullet")
    (entry,) = parse(saved(cv)).sections[0].entries
    assert (entry.title, entry.start, entry.end, [i.text for i in entry.items]) == (
        "Data Scientist",
        "2019",
        "2020",
        ["Built things"],
    )


BOX = (
    '<w:r {0} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml">'
    "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p>"
    "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>In a box</w:t>"
    "</w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def test_text_boxes_once() -> None:
    cv = docx.Document()
    paragraph = cv.add_paragraph("Before")
    paragraph._p.append(parse_xml(BOX.format(nsdecls("w"))))
    cv.add_paragraph("After")
    assert texts(cv) == ["Before", "In a box", "After"]
    assert "text_box" in kinds(parse(saved(cv)))


def test_content_controls() -> None:
    cv = docx.Document()
    cv.add_paragraph("First")
    xml = (
        f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>Controlled</w:t></w:r>"
        "<w:sdt><w:sdtContent><w:r><w:t xml:space='preserve'> inline</w:t></w:r></w:sdtContent></w:sdt></w:p></w:sdtContent></w:sdt>"
    )
    cv.element.body.insert(1, parse_xml(xml))
    assert texts(cv) == ["First", "Controlled inline"]


def test_headers_and_footers() -> None:
    cv = docx.Document()
    cv.sections[0].header.paragraphs[0].text = "Jane Doe | jane@example.org"
    cv.sections[0].footer.paragraphs[0].text = "Page 1 of 2"
    cv.add_heading("Skills", 1)
    cv.add_paragraph("Python, SQL")
    first = blocks(cv)[0]
    assert (first.text, first.layer) == ("Jane Doe | jane@example.org", Layer.HEADER)
    document = parse(saved(cv))
    assert document.contact.name == "Jane Doe"
    assert document.contact.emails == ("jane@example.org",)
    assert "contact_in_header" in kinds(document)
    assert document.sections[0].bullets == ()


def test_hard_wrapped_paragraphs_are_joined() -> None:
    cv = docx.Document()
    cv.add_paragraph("Backend engineer with five years of experience building web services,")
    cv.add_paragraph("pipelines and dashboards. Responsible for the design of many parts of the")
    cv.add_paragraph("system.")
    assert len(texts(cv)) == 1


@pytest.mark.parametrize("cut", [200, 2000, 10000])
def test_truncated_files_are_damaged(cut: int) -> None:
    cv = docx.Document()
    cv.add_paragraph("Jane Doe")
    with pytest.raises(ReadError) as caught:
        parse(saved(cv)[:cut])
    assert caught.value.kind == "damaged"


def rewritten(data: bytes, part: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for each in old.infolist():
            new.writestr(each.filename, content if each.filename == part else old.read(each))
    return buffer.getvalue()


@pytest.mark.parametrize("content", [b"", b"<w:document", b"not xml", b"<a/>", b"\x00" * 100])
def test_broken_xml_is_damaged(content: bytes) -> None:
    cv = docx.Document()
    with pytest.raises(ReadError) as caught:
        parse(rewritten(saved(cv), "word/document.xml", content))
    assert caught.value.kind == "damaged"


def test_very_deep_nesting_is_no_crash() -> None:
    spaces = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    deep = (
        "<w:tbl><w:tr><w:tc>" * 70 + "<w:p><w:r><w:t>deep</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * 70
    )
    xml = (
        f"<w:document {spaces}><w:body><w:p><w:r><w:t>Jane Doe</w:t></w:r></w:p>{deep}</w:body></w:document>"
    )
    document = parse(rewritten(saved(docx.Document()), "word/document.xml", xml.encode()))
    assert "deep" in document.text

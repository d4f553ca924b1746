"""What stands in a DOCX and in which order: small files of raw XML, read into blocks."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvtailor.parsing import docx, parse
from cvtailor.parsing.types import Block, Layer

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
ROOTS = {
    "styles": "styles",
    "numbering": "numbering",
    "header": "hdr",
    "footer": "ftr",
    "settings": "settings",
}


def packed(body: str, links: dict[str, tuple[str, str]] | None = None, **parts: str) -> bytes:
    """Return a DOCX: `links` are relationships (id to kind and address), `parts` the insides of others."""
    relations = [
        f'<Relationship Id="{name}" Type="{KIND}{kind}" Target="{target}" TargetMode="External"/>'
        for name, (kind, target) in (links or {}).items()
    ]
    files = {"word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"}
    for name, content in parts.items():
        kind = name.rstrip("0123456789")
        relations.append(f'<Relationship Id="{name}" Type="{KIND}{kind}" Target="{name}.xml"/>')
        root = f"w:{ROOTS.get(kind, kind)}" if kind not in ("diagramData", "chart") else "dgm:dataModel"
        files[f"word/{name}.xml"] = f"<{root} {SPACES}>{content}</{root}>"
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    files["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{space}">{"".join(relations)}</Relationships>'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def blocks(body: str, **parts: str) -> list[Block]:
    return list(docx.read(packed(body, **parts), "cv.docx").blocks)


def texts(body: str, **parts: str) -> list[str]:
    return [block.text for block in blocks(body, **parts)]


def noticed(body: str, **parts: str) -> list[str]:
    return [str(each.kind) for each in docx.read(packed(body, **parts), "cv.docx").observations]


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*inside: str, **properties: str) -> str:
    """Return a paragraph of plain texts and raw elements."""
    written = "".join(each if each.startswith("<") else run(each) for each in inside)
    return f"<w:p><w:pPr>{properties.get('is_', '')}</w:pPr>{written}</w:p>"


def tc(*inside: str, is_: str = "") -> str:
    return f"<w:tc><w:tcPr>{is_}</w:tcPr>{''.join(e if e.startswith('<') else p(e) for e in inside)}</w:tc>"


def tr(*cells: str, is_: str = "") -> str:
    made = "".join(each if each.startswith("<") else tc(each) for each in cells)
    return f"<w:tr><w:trPr>{is_}</w:trPr>{made}</w:tr>"


def tbl(*rows: str, is_: str = "") -> str:
    return f"<w:tbl><w:tblPr>{is_}</w:tblPr>{''.join(rows)}</w:tbl>"


def sdt(inside: str, is_: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{is_}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def field(instruction: str, result: str) -> str:
    def sign(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = f"<w:r><w:instrText xml:space='preserve'>{instruction}</w:instrText></w:r>"
    return sign("begin") + code + sign("separate") + run(result) + sign("end")


EMOJI = (
    "<mc:AlternateContent><mc:Choice Requires='w16se'><w:symEx/></mc:Choice>"
    "<mc:Fallback><w:t>smile</w:t></mc:Fallback></mc:AlternateContent>"
)

# The text of a paragraph ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inside", "read"),
    [
        # Tracked changes: what was deleted or moved away is not there.
        (f"{run('a ')}<w:ins>{run('b')}</w:ins><w:del><w:r><w:delText>c</w:delText></w:r></w:del>", "a b"),
        (f"<w:moveFrom>{run('moved')}</w:moveFrom>{run('x ')}<w:moveTo>{run('moved')}</w:moveTo>", "x moved"),
        (f"<w:del><w:ins>{run('never ')}</w:ins></w:del>{run('kept')}", "kept"),
        # Signs.
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a\tb"),
        ("<w:r><w:t>a</w:t><w:ptab w:alignment='right'/><w:t>b</w:t></w:r>", "a\tb"),
        ("<w:r><w:t>state</w:t><w:noBreakHyphen/><w:t>of</w:t></w:r>", "state-of"),
        ("<w:r><w:t>pipe</w:t><w:softHyphen/><w:t>line</w:t></w:r>", "pipeline"),
        ("<w:r><w:t>pipe\u00adline</w:t></w:r>", "pipeline"),
        ("<w:r><w:t>two\nwords</w:t></w:r>", "two words"),
        (run("Reet Labs            2019 – 2021"), "Reet Labs\t2019 – 2021"),
        (run("Reet  Labs"), "Reet Labs"),
        (f"{run('error ')}<w:r><w:sym w:font='Symbol' w:char='F0A3'/></w:r>{run(' 2 %')}", "error ≤ 2 %"),
        (f"<w:r><w:sym w:font='Symbol' w:char='F061'/></w:r>{run('-helix')}", "α-helix"),
        (f"<w:r><w:sym w:font='Wingdings' w:char='F028'/></w:r>{run('020')}", "020"),
        (run("F", "<w:rFonts w:ascii='Symbol' w:asciiTheme='minorHAnsi'/>"), "F"),
        (run("F", "<w:rFonts w:ascii='Symbol'/>") + run("-score"), "Φ-score"),
        # Fields: results stay, page numbers and instructions do not.
        (run("On ") + field(" DATE \\@ dd.MM.yyyy ", "5 May 2026"), "On 5 May 2026"),
        (run("Mara Ilves ") + field(" PAGE ", "3") + field(" NUMPAGES ", "4"), "Mara Ilves"),
        (run("x ") + f"<w:fldSimple w:instr=' PAGE '>{run('3')}</w:fldSimple>", "x"),
        (run("x ") + f"<w:fldSimple w:instr=' AUTHOR '>{run('Mara')}</w:fldSimple>", "x Mara"),
        (
            run("x ")
            + field(" IF " + "</w:instrText></w:r>" + field(" PAGE ", "9") + "<w:r><w:instrText>", "y"),
            "x y",
        ),
        ("<w:r><w:fldChar w:fldCharType='end'/><w:t>a</w:t></w:r>", "a"),
        # Wrappers.
        (f"<w:smartTag><w:customXml>{run('in')}</w:customXml></w:smartTag>{sdt(run('side'))}", "inside"),
        (f"<w:bdo w:val='ltr'>{run('in')}</w:bdo><w:dir>{run('side')}</w:dir>", "inside"),
        ("<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath>", "x=2"),
        (
            f"<w:r><w:ruby><w:rt>{run('no')}</w:rt><w:rubyBase>{run('base')}</w:rubyBase></w:ruby></w:r>",
            "base",
        ),
        (
            f"<w:r>{EMOJI}</w:r>",
            "smile",
        ),
        (f"<w:commentRangeStart w:id='1'/>{run('said')}<w:r><w:commentReference w:id='1'/></w:r>", "said"),
        (run("acme", "<w:caps/>"), "ACME"),
        (run("Experience", "<w:smallCaps/>"), "EXPERIENCE"),
        (run("Wrote ", "") + run("PyTorch", "<w:smallCaps/>") + run(" models"), "Wrote PyTorch models"),
    ],
)
def test_text_of_a_paragraph(inside: str, read: str) -> None:
    assert texts(p(inside)) == [read]


@pytest.mark.parametrize("break_", ["<w:br/>", "<w:cr/>", "<w:br w:type='page'/>", "<w:br w:type='column'/>"])
def test_breaks_part_lines(break_: str) -> None:
    assert texts(p(f"<w:r><w:t>Reet Labs</w:t>{break_}<w:t>Data Scientist</w:t></w:r>")) == [
        "Reet Labs",
        "Data Scientist",
    ]


@pytest.mark.parametrize(
    ("inside", "links"),
    [
        ("<w:hyperlink r:id='a'>{}</w:hyperlink>", ("https://example.org/x",)),
        ("<w:hyperlink w:anchor='top'>{}</w:hyperlink>", ()),
        ("<w:hyperlink r:id='missing'>{}</w:hyperlink>", ()),
        (field('HYPERLINK "mailto:m@example.org" \\o "Write"', "code"), ("mailto:m@example.org",)),
        (field('HYPERLINK \\l "top"', "code"), ()),
        (field("HYPERLINK https://example.org/bare", "code"), ("https://example.org/bare",)),
        (
            field(
                ' HYPERLINK "https://example.org/</w:instrText></w:r><w:r><w:instrText>split" \\t "_blank"',
                "code",
            ),
            ("https://example.org/split",),
        ),
        (
            "<w:fldSimple w:instr='HYPERLINK \"https://example.org/f\"'>{}</w:fldSimple>",
            ("https://example.org/f",),
        ),
        (
            "{}<w:r><w:drawing><wp:inline><wp:docPr><a:hlinkClick r:id='a'/></wp:docPr></wp:inline></w:drawing></w:r>",
            ("https://example.org/x",),
        ),
    ],
)
def test_addresses_behind_links(inside: str, links: tuple[str, ...]) -> None:
    data = packed(p(inside.format(run("code"))), {"a": ("hyperlink", "https://example.org/x")})
    (block,) = docx.read(data, "cv.docx").blocks
    assert (block.text, block.links) == ("code", links)


DARK, WHITE = '<w:shd w:val="clear" w:fill="203040"/>', '<w:color w:val="FFFFFF"/>'


@pytest.mark.parametrize(
    ("body", "hidden"),
    [
        (p(run("words", WHITE)), True),
        (p(run("words", '<w:color w:val="FEFEF0"/>')), True),
        (p(run("words", '<w:color w:val="auto" w:themeColor="background1"/>')), True),
        (p(run("words", '<w:color w:val="EEEEEE"/>')), False),
        (p(run("words", WHITE), is_=DARK), False),
        (p(run("words", WHITE + DARK)), False),
        (p(run("words", WHITE + '<w:highlight w:val="blue"/>')), False),
        (p(run("words", WHITE), is_='<w:shd w:val="clear" w:fill="FFFFFF"/>'), True),
        (p(run("words", '<w:color w:val="203040"/>'), is_=DARK), True),
        (tbl(tr(tc(p(run("words", WHITE)), is_=DARK))), False),
        (tbl(tr(tc(p(run("words", WHITE))))), True),
        (tbl(tr(tc(p(run("words", WHITE)))), is_=DARK), False),
        (tbl(tr(tc(tbl(tr(tc(p(run("words", WHITE))))), p(), is_=DARK))), False),
        (p(run("words", "<w:vanish/>")), True),
        (p(run("words", '<w:vanish w:val="0"/>')), False),
        (p(run("words", "<w:webHidden/>")), False),
        (p(run("words", '<w:sz w:val="2"/>')), True),
        (p(run("words", '<w:sz w:val="12"/>')), False),
        (p(run("words", '<w:w w:val="1"/>')), True),
        (p(run("words", "<w14:textFill><w14:noFill/></w14:textFill>")), True),
        (tbl(tr("words", is_="<w:hidden/>")), True),
        (tbl(tr(tc("words", is_='<w:vMerge w:val="continue"/>'))), True),
    ],
)
def test_what_a_person_cannot_see(body: str, hidden: bool) -> None:
    assert [(block.text, block.hidden) for block in blocks(p("Mara") + body)] == [
        ("Mara", False),
        ("words", hidden),
    ]


def anchor(
    inside: str, *, wide: float, high: float, x: float = 0, y: float = 0, of: str = "paragraph"
) -> str:
    """Return a floating drawing; measures in points."""
    place = "".join(
        f'<wp:position{axis} relativeFrom="{of}"><wp:posOffset>{int(value * 12700)}</wp:posOffset></wp:position{axis}>'
        for axis, value in (("H", x), ("V", y))
    )
    extent = f'<wp:extent cx="{int(wide * 12700)}" cy="{int(high * 12700)}"/>'
    return f"<w:r><w:drawing><wp:anchor>{place}{extent}{inside}</wp:anchor></w:drawing></w:r>"


BANNER = "<wps:wsp><wps:spPr><a:solidFill><a:srgbClr val='203040'/></a:solidFill></wps:spPr></wps:wsp>"


def test_white_letters_on_a_drawn_banner_are_seen_and_those_far_from_it_are_not() -> None:
    body = p(anchor(BANNER, wide=600, high=60), run("Mara Ilves", WHITE))
    body += "".join(p(f"line {number}") for number in range(20)) + p(run("python keywords", WHITE))
    hidden = {block.text for block in blocks(body) if block.hidden}
    assert hidden == {"python keywords"}


@pytest.mark.parametrize(
    ("colour", "settings", "hidden"),
    [
        ("203040", "<w:displayBackgroundShape/>", [False, True]),
        ("203040", "", [True, False]),
        ("FFFFFF", "<w:displayBackgroundShape/>", [True, False]),
    ],
)
def test_the_colour_of_the_page(colour: str, settings: str, hidden: list[bool]) -> None:
    body = p(run("white", WHITE)) + p(run("blue", '<w:color w:val="203040"/>'))
    data = packed(body, settings=settings)
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        parts = {name: old.read(name).decode() for name in old.namelist()}
    page = f'<w:background w:color="{colour}"/><w:body>'
    parts["word/document.xml"] = parts["word/document.xml"].replace("<w:body>", page)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    assert [block.hidden for block in docx.read(buffer.getvalue(), "cv.docx").blocks] == hidden


@pytest.mark.parametrize(("cell", "hidden"), [("", False), ('<w:shd w:val="clear" w:fill="FFFFFF"/>', True)])
def test_a_table_on_a_banner(cell: str, hidden: bool) -> None:
    body = p(anchor(BANNER, wide=600, high=60)) + tbl(tr(tc(p(run("Mara Ilves", WHITE)), is_=cell)))
    assert [block.hidden for block in blocks(body)] == [hidden]


def test_a_small_picture_hides_nothing() -> None:
    body = p(anchor("<pic:pic/>", wide=80, high=90), run("python keywords", WHITE))
    assert [block.hidden for block in blocks(body)] == [True]


# Lists ------------------------------------------------------------------------------------------------


def listed(text: str, number: str = "1", level: int = 0, style: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return p(text, is_=f'{named}<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def lvl(level: int, shown: str, written: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{shown}"/>{more}<w:lvlText w:val="{written}"/>'
        f'<w:pPr><w:ind w:left="{360 * (level + 1)}"/></w:pPr></w:lvl>'
    )


TIED = '<w:pStyle w:val="Numbered"/>'
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{lvl(0, "bullet", "•")}{lvl(1, "bullet", "o")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{lvl(0, "decimal", "%1.", TIED)}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="2">{lvl(0, "none", "")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="3">{lvl(0, "bullet", " ")}</w:abstractNum>'
    '<w:abstractNum w:abstractNumId="4"><w:numStyleLink w:val="Dots"/></w:abstractNum>'
    + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n - 1}"/></w:num>' for n in range(1, 6))
    + '<w:num w:numId="6"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0">'
    + lvl(0, "bullet", "•")
    + "</w:lvlOverride></w:num>"
)
STYLES = (
    '<w:style w:type="numbering" w:styleId="Dots"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Numbered"><w:name w:val="numbered"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Child"><w:name w:val="child"/><w:basedOn w:val="Numbered"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="loop"/><w:basedOn w:val="Loop"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Kopf"><w:name w:val="heading 2"/><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="My Section"/><w:basedOn w:val="Kopf"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Outlined"><w:name w:val="x"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
)


@pytest.mark.parametrize(
    ("paragraph", "bullet", "level"),
    [
        (listed("Built it"), True, 0),
        (listed("Built it", level=1), True, 1),
        (listed("Built it", "2"), True, 0),  # a number is a list mark too
        (listed("Built it", "0"), False, 0),
        (listed("Built it", "3"), False, 0),  # numbered by nothing
        (listed("Built it", "4"), False, 0),  # marked by a space
        (listed("Built it", "5"), True, 0),  # through a list style
        (listed("Built it", "6"), True, 0),  # restarted with a mark of its own
        (listed("Built it", "99"), True, 0),
        (p("Built it", is_='<w:pStyle w:val="Numbered"/>'), True, 0),
        (p("Built it", is_='<w:pStyle w:val="Child"/>'), True, 0),
        (listed("Built it", "0", style="Child"), False, 0),
        (p("Built it", is_='<w:pStyle w:val="Loop"/>'), False, 0),
        (p("Built it", is_='<w:pStyle w:val="Nowhere"/>'), False, 0),
        (p(run("l ", '<w:rFonts w:ascii="Wingdings"/>'), "Built it"), True, 0),
        (p("<w:r><w:sym w:font='Symbol' w:char='F0B7'/><w:tab/></w:r>", "Built it"), True, 0),
        (p("<w:r><w:sym w:font='Wingdings' w:char='A7'/><w:t> Built it</w:t></w:r>"), True, 0),
        (p("\uf0b7 Built it"), True, 0),
        (p(field("SYMBOL 183 \\f Symbol", "").replace("separate", "x"), " Built it"), True, 0),
    ],
)
def test_list_marks(paragraph: str, bullet: bool, level: int) -> None:
    (block,) = blocks(paragraph, numbering=NUMBERING, styles=STYLES)
    assert (block.text, block.bullet, block.level) == ("Built it", bullet, level)


@pytest.mark.parametrize(("style", "heading"), [("Kopf", 2), ("Own", 2), ("Outlined", 1), ("Child", None)])
def test_headings_by_style(style: str, heading: int | None) -> None:
    (block,) = blocks(p("Skills", is_=f'<w:pStyle w:val="{style}"/>'), styles=STYLES)
    assert block.heading == heading


def test_the_look_comes_from_the_style_and_its_base() -> None:
    (block,) = blocks(p("Skills", is_='<w:pStyle w:val="Own"/>'), styles=STYLES)
    assert (block.bold, block.size) == (True, 14.0)


def test_white_space_above_counts_what_the_last_paragraph_leaves() -> None:
    body = (
        p("one", is_='<w:spacing w:after="240"/>') + p("two") + p("three", is_='<w:spacing w:before="120"/>')
    )
    assert [block.gap for block in blocks(body)] == [0.0, 1.0, 0.5]


@pytest.mark.parametrize(
    "under",
    [
        p(is_='<w:pBdr><w:bottom w:val="single"/></w:pBdr>'),
        p("<w:r><w:pict><v:rect o:hr='t'/></w:pict></w:r>"),
    ],
)
def test_a_line_drawn_under_a_heading(under: str) -> None:
    heading, body = blocks(p("Experience") + under + p("Reet Labs"))
    assert (heading.rule, body.rule) == (True, False)


@pytest.mark.parametrize(
    ("inside", "rule"),
    [
        (run("Experience", '<w:u w:val="single"/>'), True),
        (run("Experience", '<w:u w:val="none"/>'), False),
        (run("Expe", '<w:u w:val="single"/>') + run("rience"), False),
        (
            "<w:fldSimple w:instr='HYPERLINK x'>"
            + run("Experience", '<w:u w:val="single"/>')
            + "</w:fldSimple>",
            False,
        ),
    ],
)
def test_an_underlined_heading(inside: str, rule: bool) -> None:
    assert [block.rule for block in blocks(p(inside))] == [rule]


def test_a_table_of_contents_is_left_out() -> None:
    body = sdt(p("Skills 1"), '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>')
    body += p("Experience 2", is_='<w:pStyle w:val="TOC1"/>') + p("Skills")
    assert texts(body, styles=STYLES) == ["Skills"]


@pytest.mark.parametrize(
    "ends",
    [
        "<w:rPr><w:del/></w:rPr>",
        "<w:framePr w:dropCap='drop' w:lines='2'/>",
        "<w:rPr><w:specVanish/></w:rPr>",
    ],
)
def test_a_paragraph_that_runs_on(ends: str) -> None:
    assert texts(p("D", is_=ends) + p("ata Scientist")) == ["Data Scientist"]


def test_a_last_paragraph_that_would_run_on_is_not_lost() -> None:
    ends = "<w:rPr><w:del/></w:rPr>"
    assert texts(tbl(tr(tc(p("one", is_=ends)), "two")) + p("three", is_=ends)) == ["one\ttwo", "three"]


# Tables -----------------------------------------------------------------------------------------------


def test_content_controls_at_every_level() -> None:
    row = sdt(tr(sdt(tc("a")), tc(sdt(p(sdt(run("b")))))))
    assert texts(sdt(p("first")) + tbl(row, tr("c", "d")) + sdt(sdt(p("last")))) == [
        "first",
        "a\tb",
        "c\td",
        "last",
    ]


def test_a_nested_table_in_a_content_control_is_read_once() -> None:
    nested = tbl(tr("inner one", "inner two"))
    assert texts(tbl(sdt(tr(tc(nested, p("below")))))) == ["inner one\tinner two", "below"]


@pytest.mark.parametrize(
    ("table", "read"),
    [
        (tbl(tr(tc("wide", is_='<w:gridSpan w:val="2"/>')), tr("a", "b")), ["wide", "a\tb"]),
        (
            tbl(
                tr(tc("tall", is_='<w:vMerge w:val="restart"/>'), "a"),
                tr(tc("", is_="<w:vMerge/>"), "b"),
            ),
            ["tall\ta", "b"],
        ),
        (tbl(tr(tc("wide", is_='<w:hMerge w:val="restart"/>'), tc(p(), is_="<w:hMerge/>"))), ["wide"]),
        (tbl(tr("kept"), tr("gone", is_="<w:del/>"), tr("new", is_="<w:ins/>")), ["kept", "new"]),
        (tbl(tr("kept", tc("gone", is_="<w:cellDel/>"))), ["kept"]),
        (tbl(tr("", ""), tr("", "a")), ["a"]),
        (tbl(), []),
        # Facts in a row belong together, and so do dates, places and the entry between them.
        (tbl(tr("m@example.org", "Tartu", "+44 20 7946 0011")), ["m@example.org\tTartu\t+44 20 7946 0011"]),
        (
            tbl(tr("2019 – 2021", tc("Data Scientist", listed("Built it")), "Tartu")),
            ["Data Scientist\t2019 – 2021\tTartu", "Built it"],
        ),
        (
            tbl(tr(tc("2019 – 2021", "Tartu"), tc("Data Scientist", "Reet Labs", listed("Built it")))),
            ["Data Scientist\t2019 – 2021", "Reet Labs\tTartu", "Built it"],
        ),
        (
            tbl(tr(tc("Data Scientist", listed("Built it")), tc("2019 – 2021"))),
            ["Data Scientist\t2019 – 2021", "Built it"],
        ),
        (tbl(tr("Working with", "Python, " * 40 + "SQL")), ["Working with\t" + "Python, " * 40 + "SQL"]),
        # Cells of lists are read one after the other.
        (
            tbl(tr(tc(listed("a"), listed("b")), tc(listed("c"), listed("d")))),
            ["a", "b", "c", "d"],
        ),
    ],
)
def test_tables(table: str, read: list[str]) -> None:
    assert texts(table) == read


JOBS = [
    (p("Data Scientist, Reet Labs, 2019 – 2021"), listed("Built a churn model"), listed("Led four people")),
    (p("Analyst, Kask Group, 2016 – 2019"), listed("Wrote reports")),
]


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize("rows", [1, 3, 5])
def test_a_sidebar_is_read_down_whatever_its_rows(side: int, rows: int) -> None:
    left = [
        (p("Skills"), p("Python"), p("SQL")),
        (p("Languages"), p("English (native)"), p("Estonian (native)")),
    ]
    right: list[tuple[str, ...]] = [(p("Experience"), *JOBS[0]), JOBS[1]]
    if rows == 1:
        left, right = [sum(left, ())], [sum(right, ())]
    pairs = list(zip(left, right, strict=True))
    if rows == 5:
        pairs += [
            ((p("Interests"), p("Rowing")), (p("Education"),)),
            ((p("x"),), (p("MSc Statistics, Tartu, 2016"),)),
        ]
    table = tbl(*(tr(*(tc(*cell) for cell in (pair if side == 0 else pair[::-1]))) for pair in pairs))
    document = parse(packed(p("Mara Ilves") + table))
    experience = next(each for each in document.sections if each.kind == "experience")
    assert [entry.organisation for entry in experience.entries] == ["Reet Labs", "Kask Group"]
    assert [[item.text for item in entry.items] for entry in experience.entries] == [
        ["Built a churn model", "Led four people"],
        ["Wrote reports"],
    ]
    assert {"experience", "skills", "languages"} <= {str(each.kind) for each in document.sections}


def test_headings_in_the_margin_however_short_their_rows() -> None:
    rows = [
        ("Experience", tc("Data Scientist, Reet Labs, 2019 – 2021", listed("Built it"))),
        ("Languages", "English"),
    ]
    made = parse(packed(p("Mara Ilves") + tbl(*(tr(*row) for row in rows))))
    assert [str(each.kind) for each in made.sections] == ["experience", "languages"]


def test_labels_in_the_first_column_of_a_skills_table_are_no_headings() -> None:
    rows = [("Languages", "Python, SQL"), ("Databases", "Postgres"), ("Tools", "Docker")]
    read = texts(p("SKILLS") + tbl(*(tr(*row) for row in rows)))
    assert read == ["SKILLS", *("\t".join(row) for row in rows)]


def test_a_row_over_both_columns_of_a_sidebar() -> None:
    wide = tr(tc("Mara Ilves", is_='<w:gridSpan w:val="2"/>'))
    columns = tr(tc("Skills", "Python", "SQL"), tc("Experience", *JOBS[0]))
    made = blocks(tbl(wide, columns))
    assert [(block.text, block.column) for block in made if not block.bullet] == [
        ("Mara Ilves", 0),
        ("Experience", 0),
        ("Data Scientist, Reet Labs, 2019 – 2021", 0),
        ("Skills", 1),
        ("Python", 1),
        ("SQL", 1),
    ]


def test_rows_of_entries_are_no_sidebar() -> None:
    rows = [
        tr(
            tc("2019 – 2021", "Reet Labs", "Tartu"),
            tc("Data Scientist", listed("Built it"), listed("Ran it")),
        ),
        tr(tc("2016 – 2019", "Kask Group", "Tartu"), tc("Analyst", listed("Wrote it"), listed("Read it"))),
    ]
    (section,) = parse(packed(p("Mara Ilves") + p("EXPERIENCE") + tbl(*rows))).sections
    assert [(e.title, e.start, len(e.items)) for e in section.entries] == [
        ("Data Scientist", "2019", 2),
        ("Analyst", "2016", 2),
    ]


# Text boxes, diagrams, charts -------------------------------------------------------------------------


def content(*inside: str) -> str:
    return f"<w:txbxContent>{''.join(e if e.startswith('<') else p(e) for e in inside)}</w:txbxContent>"


def modern(*inside: str, more: str = "") -> str:
    return f"<wps:wsp><wps:spPr>{more}</wps:spPr><wps:txbx>{content(*inside)}</wps:txbx></wps:wsp>"


def old(*inside: str, style: str = "") -> str:
    return f"<w:pict><v:shape style='{style}'><v:textbox>{content(*inside)}</v:textbox></v:shape></w:pict>"


def both(choice: str, fallback: str) -> str:
    return (
        f"<mc:AlternateContent><mc:Choice Requires='wps'>{choice}</mc:Choice>"
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


def drawing(inside: str) -> str:
    return f"<w:drawing><wp:inline>{inside}</wp:inline></w:drawing>"


@pytest.mark.parametrize(
    "box",
    [
        f"<w:r>{both(drawing(modern('boxed')), old('boxed'))}</w:r>",
        f"<w:r>{drawing(modern('boxed'))}</w:r>",
        f"<w:r>{old('boxed')}</w:r>",
        f"<w:r>{both(drawing('<pic:pic/>'), old('boxed'))}</w:r>",
        f"<w:r>{both(drawing(modern(p('<w:r>' + both(drawing(modern('boxed')), old('boxed')) + '</w:r>'))), old('boxed'))}</w:r>",
        f"<w:hyperlink>{both(drawing(modern('boxed')), old('boxed'))}</w:hyperlink>",
        sdt(f"<w:r>{drawing(modern('boxed'))}</w:r>"),
    ],
)
def test_a_text_box_is_read_once(box: str) -> None:
    body = p("before", f"{box}") + p("after")
    assert texts(body) == ["before", "boxed", "after"]
    assert noticed(body) == ["text_box"]


def test_boxes_of_a_group_are_read_column_by_column() -> None:
    def at(text: str, x: int, y: int) -> str:
        frame = f"<a:xfrm><a:off x='{x * 12700}' y='{y * 12700}'/><a:ext cx='1270000' cy='254000'/></a:xfrm>"
        return modern(text, more=frame)

    group = at("right two", 200, 50) + at("left two", 0, 50) + at("right one", 200, 0) + at("left one", 0, 0)
    assert texts(p(f"<w:r>{drawing(f'<wpg:wgp>{group}</wpg:wgp>')}</w:r>")) == [
        "left one",
        "left two",
        "right one",
        "right two",
    ]


def test_boxes_of_an_old_group_are_read_column_by_column() -> None:
    shapes = "".join(
        old(text, style=f"position:absolute;left:{x};top:{y};width:1000;height:400")
        .removeprefix("<w:pict>")
        .removesuffix("</w:pict>")
        for text, x, y in (("right", 3000, 0), ("left two", 0, 800), ("left one", 0, 0))
    )
    assert texts(p(f"<w:r><w:pict><v:group>{shapes}</v:group></w:pict></w:r>")) == [
        "left one",
        "left two",
        "right",
    ]


def test_a_deleted_box_is_not_read() -> None:
    assert texts(p("kept", f"<w:del><w:r>{drawing(modern('gone'))}</w:r></w:del>")) == ["kept"]


def test_a_heading_in_a_box_stands_over_its_paragraph() -> None:
    body = p("Mara Ilves") + p(
        f"<w:r>{drawing(modern('Experience'))}</w:r>", "Data Scientist, Reet Labs, 2019 – 2021"
    )
    assert texts(body)[1:] == ["Experience", "Data Scientist, Reet Labs, 2019 – 2021"]


def test_a_sidebar_in_a_box_does_not_cut_an_entry_in_two() -> None:
    side = anchor(modern("SKILLS", "Python", "Pandas"), wide=150, high=400, of="page")
    body = p("Mara Ilves") + p("EXPERIENCE") + p("Data Scientist, Reet Labs, 2019 – 2021")
    body += (
        p(side, is_="").replace("<w:pPr></w:pPr>", "")
        + listed("Built a churn model")
        + listed("Led four people")
    )
    document = parse(packed(body))
    assert [str(each.kind) for each in document.sections] == ["experience", "skills"]
    assert document.sections[0].bullets == ("Built a churn model", "Led four people")


def test_a_page_made_of_boxes() -> None:
    left = anchor(modern("Skills", "Python", "SQL"), wide=150, high=700, of="page")
    right = anchor(
        modern("Mara Ilves", "Experience", *JOBS[0], *JOBS[1]), wide=350, high=700, x=160, of="page"
    )
    document = parse(packed(p(left, right)))
    assert [str(each.kind) for each in document.sections] == ["experience", "skills"]
    assert len(document.sections[0].entries) == 2
    assert document.contact.name == "Mara Ilves"


def test_diagrams_and_charts_are_read_and_noticed() -> None:
    graphics = drawing("<dgm:relIds r:dm='diagramData1'/>") + drawing("<c:chart r:id='chart1'/>")
    points = "<dgm:pt><dgm:t><a:p><a:r><a:t>Python</a:t></a:r></a:p></dgm:t></dgm:pt>"
    names = "<c:cat><c:strCache><c:pt><c:v>SQL</c:v></c:pt></c:strCache></c:cat>"
    body = p("Skills", f"<w:r>{graphics}</w:r>")
    assert texts(body, diagramData1=points, chart1=names) == ["Skills", "Python", "SQL"]
    assert noticed(body, diagramData1=points, chart1=names) == ["text_box"]


# Headers, footers, notes, and what is noticed ---------------------------------------------------------


def section(*references: str, more: str = "") -> str:
    made = "".join(
        f'<w:{name.rstrip("0123456789")}Reference w:type="{kind}" r:id="{name}"/>'
        for name, kind in (each.split(":") for each in references)
    )
    return f"<w:sectPr>{made}{more}</w:sectPr>"


@pytest.mark.parametrize(
    ("sections", "settings", "read"),
    [
        (section("header1:default"), "", ["usual"]),
        (section("header1:default", "header2:first"), "", ["usual"]),
        (section("header1:default", "header2:first", more="<w:titlePg/>"), "", ["first", "usual"]),
        (section("header1:default", "header3:even"), "", ["usual"]),
        (section("header1:default", "header3:even"), "<w:evenAndOddHeaders/>", ["usual", "even"]),
        (section("header1:default", "header4:even"), "<w:evenAndOddHeaders/>", ["usual"]),
        (section("header9:default"), "", []),
    ],
)
def test_headers_that_some_page_shows(sections: str, settings: str, read: list[str]) -> None:
    parts = {f"header{n}": p(text) for n, text in enumerate(("usual", "first", "even", "usual"), 1)}
    made = blocks(p("body") + sections, settings=settings, **parts)
    assert [block.text for block in made if block.layer is Layer.HEADER] == read
    assert made[-1].text == "body"


@pytest.mark.parametrize(
    ("inside", "read"),
    [
        (p("Page ", field("PAGE", "1"), " of ", field("NUMPAGES", "2")), []),
        (p("2"), []),
        (p("Curriculum Vitae – 2 / 3"), []),
        (p("Mara Ilves – page ", field("PAGE", "1")), ["Mara Ilves – page"]),
        (p("mara@example.org"), ["mara@example.org"]),
    ],
)
def test_page_numbers_in_a_footer(inside: str, read: list[str]) -> None:
    made = blocks(p("body") + section("footer1:default"), footer1=inside)
    assert [block.text for block in made if block.layer is Layer.FOOTER] == read


def test_a_sidebar_kept_in_the_page_header_is_a_part_of_the_body() -> None:
    side = p(
        f"<w:r>{drawing(modern('SKILLS', 'Python', 'Pandas', 'LANGUAGES', 'English', 'Estonian'))}</w:r>"
    )
    body = p("Mara Ilves") + p("EXPERIENCE") + "".join(JOBS[0]) + section("header1:default")
    document = parse(packed(body, header1=side))
    assert {str(each.kind) for each in document.sections} == {"experience", "skills", "languages"}


NOTE = '<w:{0} w:id="{1}"><w:p><w:r><w:footnoteRef/></w:r>{2}</w:p></w:{0}>'


def test_notes_follow_the_text_in_the_order_of_their_marks_and_glue_no_words() -> None:
    def mark(kind: str, number: int) -> str:
        return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'

    body = p("Best paper", mark("footnote", 3), " in 2020", mark("endnote", 2), mark("footnote", 2))
    body += p(f"<w:del>{mark('footnote', 4)}</w:del>", "end")
    footnotes = "".join(NOTE.format("footnote", n, run(f"note {n}")) for n in (2, 3, 4))
    footnotes += '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    endnotes = NOTE.format("endnote", 2, run("late"))
    made = blocks(body, footnotes=footnotes, endnotes=endnotes)
    assert [(block.text, block.layer) for block in made] == [
        ("Best paper in 2020", Layer.BODY),
        ("end", Layer.BODY),
        ("note 3", Layer.FOOTNOTE),
        ("late", Layer.FOOTNOTE),
        ("note 2", Layer.FOOTNOTE),
    ]


def test_a_note_is_in_the_text_and_in_no_bullet() -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = (
        p("Mara Ilves") + p("EXPERIENCE") + p("Data Scientist, Reet Labs, 2019 – 2021") + listed("Built it")
    )
    body += p("Led", mark, " four", is_='<w:numPr><w:numId w:val="1"/></w:numPr>')
    document = parse(packed(body, footnotes=NOTE.format("footnote", 2, run("Two of them part-time."))))
    assert document.sections[0].bullets == ("Built it", "Led four")
    assert "Two of them part-time." in document.text


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        (p("x"), []),
        (p(), ["no_text"]),
        (p(f"<w:r>{drawing('<pic:pic/>')}</w:r>"), ["no_text"]),
        (p("x") + '<w:sectPr><w:cols w:num="2"/></w:sectPr>', ["columns"]),
        (p("x") + "<w:sectPr><w:cols><w:col/><w:col/></w:cols></w:sectPr>", ["columns"]),
        (p("x") + '<w:altChunk r:id="a"/>', ["read_limit"]),
        (tbl(tr("x")), ["table"]),
        (p("x", run("y", "<w:vanish/>")), ["hidden_text"]),
    ],
)
def test_what_is_noticed(body: str, kinds: list[str]) -> None:
    assert noticed(body) == kinds


def test_comments_are_never_read() -> None:
    assert texts(p("x"), comments="<w:comment><w:p><w:r><w:t>said</w:t></w:r></w:p></w:comment>") == ["x"]


@given(
    st.recursive(
        st.sampled_from(["a", "b"]), lambda inner: st.lists(inner, min_size=1, max_size=3), max_leaves=12
    )
)
def test_nothing_is_lost_and_nothing_twice_however_containers_nest(tree: object) -> None:
    count = 0

    def made(node: object, depth: int) -> str:
        nonlocal count
        if not isinstance(node, list):
            count += 1
            return p(f"word{count}")
        inside = "".join(made(each, depth + 1) for each in node)
        wraps = (sdt(inside), tbl(tr(tc(inside), tc(p()))), p(f"<w:r>{drawing(modern(inside))}</w:r>"))
        return wraps[(depth + len(node)) % 3]

    body = made(tree, 0)
    read = [word for text in texts(body) for word in text.split()]
    assert sorted(read) == sorted(f"word{number + 1}" for number in range(count))

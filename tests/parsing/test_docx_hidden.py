"""Text of a DOCX that a person cannot see, and text that only looks as if it could not be seen."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from cvtailor.document import ObservationKind
from cvtailor.parsing import parse

SECRET = "kubernetes terraform"
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def paragraph(properties: str = "", run: str = "", text: str = SECRET) -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def cell(fill: str, inner: str, *, table: str = "") -> str:
    shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="dxa"/>{table}</w:tblPr><w:tblGrid><w:gridCol w:w="5000"/></w:tblGrid>'
        f'<w:tr><w:tc><w:tcPr><w:tcW w:w="5000" w:type="dxa"/>{shading}</w:tcPr>{inner}</w:tc></w:tr></w:tbl>'
    )


def shade(fill: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


def style(kind: str, inner: str, *, based: str = "") -> str:
    based = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="Odd{kind}"><w:name w:val="Odd {kind}"/>{based}{inner}</w:style>'
    )


def written(body: str, *styles: str) -> bytes:
    """Return a DOCX with a few plain lines around one element of the body."""
    document: Any = docx.Document()
    for each in styles:
        document.styles.element.append(parse_xml(each.replace(">", f" {nsdecls('w')}>", 1)))
    document.add_paragraph("Mara Ilves")
    document.add_heading("Experience", level=1)
    document.add_paragraph("Engineer at Reet Labs for many years")
    end = document.element.body.sectPr
    for each in parse_xml(f"<w:body {nsdecls('w')} {W14}>{body}</w:body>"):
        end.addprevious(each)
    document.add_paragraph("Built the ranking models of a large shop")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def colour(value: str) -> str:
    return f'<w:color w:val="{value}"/>'


def see_through(per_cent: int) -> str:
    return (
        '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="000000">'
        f'<w14:alpha w14:val="{1000 * per_cent}"/></w14:srgbClr></w14:solidFill></w14:textFill>'
    )


HIDDEN = {
    "vanish": (paragraph(run="<w:vanish/>"),),
    "vanish in a paragraph style": (
        paragraph('<w:pStyle w:val="Oddparagraph"/>'),
        style("paragraph", "<w:rPr><w:vanish/></w:rPr>"),
    ),
    "vanish in a character style": (
        paragraph(run='<w:rStyle w:val="Oddcharacter"/>'),
        style("character", "<w:rPr><w:vanish/></w:rPr>"),
    ),
    "vanish in a style a style is based on": (
        paragraph('<w:pStyle w:val="Oddparagraph"/>'),
        style("paragraph", "", based="Hiding"),
        style("paragraph", "<w:rPr><w:vanish/></w:rPr>").replace("Oddparagraph", "Hiding"),
    ),
    "vanish for the web": (paragraph(run="<w:webHidden/><w:vanish/>"),),
    "white": (paragraph(run=colour("FFFFFF")),),
    "half a point": (paragraph(run='<w:sz w:val="1"/>'),),
    "an exact line of a twentieth of a point": (paragraph('<w:spacing w:line="1" w:lineRule="exact"/>'),),
    "an exact line of a point": (paragraph('<w:spacing w:line="20" w:lineRule="exact"/>'),),
    "an exact line in a style": (
        paragraph('<w:pStyle w:val="Oddparagraph"/>'),
        style("paragraph", '<w:pPr><w:spacing w:line="1" w:lineRule="exact"/></w:pPr>'),
    ),
    "left of the page": (paragraph('<w:ind w:left="-20000"/>'),),
    "left of the page, first line": (paragraph('<w:ind w:firstLine="-20000"/>'),),
    "left of the page, hanging": (paragraph('<w:ind w:left="0" w:hanging="20000"/>'),),
    "right of the page": (paragraph('<w:ind w:left="31000"/>'),),
    "a frame off the page": (paragraph('<w:framePr w:w="100" w:x="-20000" w:y="1"/>'),),
    "the colour of its paragraph": (paragraph(shade("1F3864"), colour("1F3864")),),
    "the colour of its cell": (cell("1F3864", paragraph(run=colour("1F3864"))),),
    "nearly the colour of its cell": (cell("1F3864", paragraph(run=colour("233A66"))),),
    "the colour of its table": (cell("", paragraph(run=colour("1F3864")), table=shade("1F3864")),),
    "the colour of its run": (paragraph(run=colour("1F3864") + shade("1F3864")),),
    "white in a white cell on a dark paragraph style": (cell("FFFFFF", paragraph(run=colour("FEFEFE"))),),
    "the colour of its highlighter": (paragraph(run=colour("FFFF00") + '<w:highlight w:val="yellow"/>'),),
    "white on a white highlighter": (paragraph(run=colour("FFFFFF") + '<w:highlight w:val="white"/>'),),
    "the colour of a style's shading": (
        paragraph('<w:pStyle w:val="Oddparagraph"/>'),
        style("paragraph", f"<w:pPr>{shade('C00000')}</w:pPr><w:rPr>{colour('C00000')}</w:rPr>"),
    ),
    "all but transparent": (paragraph(run=see_through(97)),),
    "pressed to a hundredth": (paragraph(run='<w:w w:val="1"/>'),),
    "letters pushed into each other": (paragraph(run='<w:spacing w:val="-400"/>'),),
}
SEEN = {
    "grey": (paragraph(run=colour("999999")),),
    "white on a dark paragraph": (paragraph(shade("1F3864"), colour("FFFFFF")),),
    "white on a dark cell": (cell("1F3864", paragraph(run=colour("FFFFFF"))),),
    "white on a dark run": (paragraph(run=colour("FFFFFF") + shade("1F3864")),),
    "white on a dark highlighter": (paragraph(run=colour("FFFFFF") + '<w:highlight w:val="darkBlue"/>'),),
    "no colour of its own on black": (paragraph(shade("000000"), colour("auto")),),
    "white on a pattern": (
        paragraph('<w:shd w:val="pct50" w:color="000000" w:fill="auto"/>', colour("FFFFFF")),
    ),
    "a vanishing style that the run takes back": (
        paragraph('<w:pStyle w:val="Oddparagraph"/>', '<w:vanish w:val="0"/>'),
        style("paragraph", "<w:rPr><w:vanish/></w:rPr>"),
    ),
    "an exact line of ten points": (paragraph('<w:spacing w:line="200" w:lineRule="exact"/>'),),
    "a line of at least a twentieth of a point": (paragraph('<w:spacing w:line="1" w:lineRule="atLeast"/>'),),
    "a little into the margin": (paragraph('<w:ind w:left="-1440" w:hanging="360"/>'),),
    "a hanging first line": (paragraph('<w:ind w:left="720" w:hanging="720"/>'),),
    "half transparent": (paragraph(run=see_through(50)),),
    "tightly set": (paragraph(run='<w:spacing w:val="-10"/>'),),
    "narrow": (paragraph(run='<w:w w:val="66"/>'),),
    "for print only": (paragraph(run="<w:webHidden/>"),),
}


@pytest.mark.parametrize("case", HIDDEN)
def test_hidden(case: str) -> None:
    body, *styles = HIDDEN[case]
    document = parse(written(body, *styles))
    [found] = [each for each in document.observations if each.kind is ObservationKind.HIDDEN_TEXT]
    assert SECRET in found.detail
    assert found.span is not None
    assert document.is_masked(found.span)
    assert not any(SECRET in bullet for section in document.sections for bullet in section.bullets)


@pytest.mark.parametrize("case", SEEN)
def test_seen(case: str) -> None:
    body, *styles = SEEN[case]
    document = parse(written(body, *styles))
    assert not [each for each in document.observations if each.kind is ObservationKind.HIDDEN_TEXT]
    assert SECRET in document.text

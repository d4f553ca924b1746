"""Word files by python-docx with what its paragraphs do not show: a text box, content controls."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from templates import word as plain

if TYPE_CHECKING:
    from pathlib import Path

    from truth import TrueCv, TrueEntry, TrueSection

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_LEFT, _TOP, _WIDE, _HIGH = Cm(14.4), Cm(2), Cm(5.2), Cm(24)

# As Word writes a text box: DrawingML, and the same once more in VML for programs from before 2010.
_BOX = f"""<w:r {_W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
 xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>
<wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="251659264"
 behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="page"><wp:posOffset>{_LEFT}</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="page"><wp:posOffset>{_TOP}</wp:posOffset></wp:positionV>
<wp:extent cx="{_WIDE}" cy="{_HIGH}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapSquare wrapText="bothSides"/>
<wp:docPr id="1" name="Text Box 1"/><wp:cNvGraphicFramePr/><a:graphic>
<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{_WIDE}" cy="{_HIGH}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="EEF1F5"/></a:solidFill></wps:spPr>
<wps:txbx><w:txbxContent/></wps:txbx><wps:bodyPr rot="0" vert="horz" wrap="square" lIns="91440" tIns="45720"
 rIns="91440" bIns="45720" anchor="t"><a:noAutofit/></wps:bodyPr></wps:wsp></a:graphicData></a:graphic></wp:anchor>
</w:drawing></mc:Choice><mc:Fallback><w:pict><v:rect id="Text_x0020_Box_x0020_1" fillcolor="#EEF1F5" stroked="f"
 style="position:absolute;margin-left:{_LEFT.pt}pt;margin-top:{_TOP.pt}pt;width:{_WIDE.pt}pt;height:{_HIGH.pt}pt;
mso-position-horizontal-relative:page;mso-position-vertical-relative:page"><v:textbox><w:txbxContent/></v:textbox>
</v:rect></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""


def render_text_box(cv: TrueCv, path: Path) -> None:
    """Write `cv` to the DOCX at `path`: contact facts and side sections in a text box right of the text."""
    word = _start(cv)
    word.sections[0].right_margin = Cm(7.2)
    word.add_paragraph(cv.name, style="Title")
    headline = word.add_paragraph(cv.headline)
    first = len(word.element.body)
    for fact in cv.contact:
        word.add_paragraph(fact)
    for section in cv.sections:
        if section.side:
            _section(word, section)
    # All that was just written stands before the page's own settings, the body's last element.
    inside = word.element.body[first - 1 : -1]
    box = parse_xml(_BOX)
    for content in box.iter(qn("w:txbxContent")):
        content.extend(deepcopy(each) for each in inside)
    for each in inside:
        each.getparent().remove(each)
    headline._p.append(box)
    for section in cv.sections:
        if not section.side:
            _section(word, section)
    plain.save(word, path)


def render_controls(cv: TrueCv, path: Path) -> None:
    """Write `cv` to the DOCX at `path` as Word's own CV forms: name, dates and each section in content controls."""
    word = _start(cv)
    _control(word.add_paragraph(cv.name, style="Title").runs[0]._r, "Your name")
    _control(word.add_paragraph(cv.headline)._p, "Profession")
    contact = word.add_paragraph()
    for at, fact in enumerate(cv.contact):
        if at:
            contact.add_run(" | ")
        _control(contact.add_run(fact)._r, "Contact")
    for section in cv.sections:
        heading, *rest = _section(word, section, dates=_control)
        _control(heading.runs[0]._r, "Heading")
        if rest:
            _control(rest[0]._p, "Text", *(each._p for each in rest[1:]))
    plain.save(word, path)


def _start(cv: TrueCv) -> Any:
    word = plain.start(cv, "Liberation Sans", 9.5)
    plain.look(word.styles["Title"], size=22, colour="1B3A4B", after=2)
    plain.look(word.styles["Heading 1"], size=12, colour="1B3A4B", before=10, after=3)
    for style in ("Title", "Heading 1"):
        plain.font(word.styles[style], "Liberation Sans")
    plain.look(word.styles["List Bullet"], size=9.5, after=2)
    job = word.styles.add_style("Job", WD_STYLE_TYPE.PARAGRAPH)
    job.base_style = word.styles["Normal"]
    job.font.bold = True
    job.paragraph_format.space_before = Pt(5)
    job.paragraph_format.keep_with_next = True
    return word


def _section(word: Any, section: TrueSection, dates: Any = None) -> list[Any]:
    """Add a section; return its paragraphs, the heading first. `dates` is called with each run of dates."""
    made = [word.add_heading(section.heading, level=1)]
    made += [word.add_paragraph(each) for each in section.paragraphs + section.lines]
    made += [word.add_paragraph(each, style="List Bullet") for each in section.bullets + section.publications]
    for entry in section.entries:
        made += _entry(word, entry, dates)
    return made


def _entry(word: Any, entry: TrueEntry, dates: Any) -> list[Any]:
    """Title; under it dates, organisation and location."""
    made = [word.add_paragraph(entry.title or "", style="Job"), word.add_paragraph()]
    run = made[-1].add_run(entry.dates)
    run.italic = True
    place = ", ".join(filter(None, [entry.organisation, entry.location]))
    if place:
        made[-1].add_run(f" | {place}")
    if dates:
        dates(run._r, "Dates")
    made += [word.add_paragraph(each) for each in entry.paragraphs]
    return made + [word.add_paragraph(each, style="List Bullet") for each in entry.bullets]


def _control(first: Any, name: str, *rest: Any) -> None:
    """Put neighbouring elements, paragraphs or runs, into a content control called `name`."""
    control = parse_xml(f'<w:sdt {_W}><w:sdtPr><w:alias w:val="{name}"/></w:sdtPr><w:sdtContent/></w:sdt>')
    first.addprevious(control)
    control[-1].extend([first, *rest])

"""reportlab: one column, Helvetica, as many web forms make their PDF."""

# mypy: disable-error-code="import-untyped"

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.platypus import HRFlowable, ListFlowable, Paragraph, SimpleDocTemplate, Spacer

if TYPE_CHECKING:
    from pathlib import Path

    from truth import TrueCv, TrueEntry, TrueSection

_BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=9.5, leading=11.8, spaceAfter=1)
_NAME = ParagraphStyle("name", _BODY, fontName="Helvetica-Bold", fontSize=19, leading=23)
_HEAD = ParagraphStyle(
    "head",
    _BODY,
    fontName="Helvetica-Bold",
    fontSize=11.5,
    leading=14,
    spaceBefore=6,
    textColor=HexColor("#8a3b12"),
)
_JOB = ParagraphStyle("job", _BODY, fontName="Helvetica-Bold", fontSize=10, spaceBefore=4, keepWithNext=1)
_GREY = ParagraphStyle("grey", _BODY, textColor=HexColor("#555555"), keepWithNext=1)


def render(cv: TrueCv, path: Path) -> None:
    """Write `cv` to the PDF at `path`."""
    story: list[Any] = [_p(cv.name, _NAME), _p(cv.headline, _BODY), _p(" | ".join(cv.contact), _GREY)]
    for section in cv.sections:
        story += _section(section)
    page = SimpleDocTemplate(
        str(path), pagesize=A4, title=cv.name, author=cv.name, invariant=1,
        leftMargin=2 * cm, rightMargin=2 * cm, topMargin=1.4 * cm, bottomMargin=1.2 * cm,
    )  # fmt: skip
    page.build(story)


def _p(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(text), style)


def _list(texts: tuple[str, ...]) -> list[Any]:
    if not texts:
        return []
    items = [_p(each, _BODY) for each in texts]
    return [ListFlowable(items, bulletType="bullet", start="•", leftIndent=13, bulletFontSize=9)]


def _section(section: TrueSection) -> list[Any]:
    rule = HRFlowable(width="100%", thickness=0.5, color=HexColor("#8a3b12"), spaceBefore=1, spaceAfter=2)
    head = _p(section.heading, _HEAD)
    head.keepWithNext = rule.keepWithNext = 1
    story: list[Any] = [head, rule]
    story += [_p(each, _BODY) for each in section.paragraphs + section.lines]
    story += _list(section.bullets + section.publications)
    for entry in section.entries:
        story += _entry(entry)
    return story


def _entry(entry: TrueEntry) -> list[Any]:
    """Title; under it organisation, location and dates in one grey line."""
    place = ", ".join(filter(None, [entry.organisation, entry.location]))
    under = "  |  ".join(filter(None, [place, entry.dates]))
    story: list[Any] = [_p(entry.title or "", _JOB), _p(under, _GREY)]
    return [*story, *(_p(each, _BODY) for each in entry.paragraphs), *_list(entry.bullets), Spacer(1, 2)]

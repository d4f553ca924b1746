"""The CV inside the HTML report: a PDF's pages with boxes over them, or the laid-out text, every mark linked both ways."""

from __future__ import annotations

import base64
import html
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cvtailor.document import Span
from cvtailor.lexicon.types import Ask
from cvtailor.reporting.safe import inert

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cvtailor.advice.types import Report
    from cvtailor.document import Document, Entry, Item, Place, Section


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch: `kind` is finding, keyword or bullet; `about` its number, keyword id or start; `back` its row.

    `id` is unique in the page; `label` says in words what it marks.
    """

    id: str
    kind: str
    about: str
    span: Span
    place: Place
    label: str
    back: str


def marks_of(report: Report, at: str) -> list[Mark]:
    """Return what to mark of a report, findings first, then the strongest mention of each keyword, then bullets."""
    marks: list[Mark] = []
    for number, each in enumerate(report.findings):
        if each.span is not None and each.place is not None:
            label = f"{each.rule} {each.name.replace('-', ' ')}"
            marks.append(
                Mark(
                    f"{at}-m{len(marks)}",
                    "finding",
                    str(number),
                    each.span,
                    each.place,
                    label,
                    f"{at}-f{number}",
                )
            )
    listed = {member for group in report.groups if group.ask is not Ask.NONE for member in group.members}
    for shown in report.keywords:
        if shown.id not in listed or not shown.standing.shown:
            continue  # it has no row to lead back to
        best = [each for each in shown.mentions if each.standing is shown.standing]
        for mention in best[:3]:
            label = f"{shown.name}, {mention.standing}"
            marks.append(
                Mark(
                    f"{at}-m{len(marks)}",
                    "keyword",
                    shown.id,
                    mention.span,
                    mention.place,
                    label,
                    f"{at}-k-{shown.id}",
                )
            )
    for bullet in report.bullets:
        about = str(bullet.span.start)
        marks.append(Mark(f"{at}-m{len(marks)}", "bullet", about, bullet.span, bullet.place, "", ""))
    return marks


def shown(
    document: Document, marks: Sequence[Mark], pages: Sequence[tuple[float, float, bytes]], at: str
) -> Iterator[str]:
    """Return the CV as HTML: its pages as pictures where there are any, else its text by sections."""
    if pages:
        yield from _pages(marks, pages, at)
    else:
        yield from _text(document, marks)


# --- pages ----------------------------------------------------------------------------------------


def _pages(marks: Sequence[Mark], pages: Sequence[tuple[float, float, bytes]], at: str) -> Iterator[str]:
    for number, (width, height, png) in enumerate(pages, 1):
        data = base64.b64encode(png).decode()
        yield f'<figure class="page" id="{at}-p{number}"><div>'
        yield f'<img alt="Page {number} of the CV" src="data:image/png;base64,{data}">'
        for mark in marks:
            if mark.place.page != number:
                continue
            for first, box in enumerate(mark.place.boxes[:8]):
                left, top = 100 * box[0] / width, 100 * box[1] / height
                wide, high = 100 * (box[2] - box[0]) / width, 100 * (box[3] - box[1]) / height
                style = f"left:{left:.2f}%;top:{top:.2f}%;width:{wide:.2f}%;height:{high:.2f}%"
                own = f' id="{mark.id}"' if first == 0 else ""
                if mark.back:
                    hidden = "" if first == 0 else ' tabindex="-1" aria-hidden="true"'
                    label = _say(mark.label)
                    yield f'<a{own} class="box {mark.kind}" href="#{_say(mark.back)}" title="{label}" aria-label="{label}"{hidden} style="{style}"></a>'
                elif first == 0:
                    yield f'<span{own} class="box bullet" style="{style}"></span>'
        yield f"</div><figcaption>Page {number}</figcaption></figure>"


# --- text -----------------------------------------------------------------------------------------


def _text(document: Document, marks: Sequence[Mark]) -> Iterator[str]:
    yield '<div class="cv">'
    first = min((each.span.start for each in document.sections), default=len(document.text))
    head = Span(start=0, end=first)
    if document.text[:first].strip():
        yield f"<p>{_marked(document, head, marks)}</p>"
    for section in document.sections:
        yield from _section(document, section, marks)
    yield "</div>"


def _section(document: Document, section: Section, marks: Sequence[Mark]) -> Iterator[str]:
    if section.heading:
        yield f'<p class="heading">{_say(section.heading)}</p>'
    loose = sorted(section.items, key=lambda each: each.span.start)
    entries = sorted(section.entries, key=lambda each: each.span.start)
    parts: list[Item | Entry] = sorted([*loose, *entries], key=lambda each: each.span.start)
    for part in parts:
        if part in entries:
            header = part.header
            yield f'<p class="entry">{_marked(document, header, marks)}</p><ul>'
            yield from (f"<li>{_marked(document, each.span, marks)}</li>" for each in part.items)
            yield "</ul>"
        else:
            yield f"<p>{_marked(document, part.span, marks)}</p>"


def _marked(document: Document, span: Span, marks: Sequence[Mark]) -> str:
    """Return the text at `span` with its marks; of marks that overlap the first one given stays."""
    taken: list[Mark] = []
    for mark in sorted(marks, key=lambda each: each.kind == "bullet"):
        inside = span.start <= mark.span.start and mark.span.end <= span.end
        if inside and not any(each.span.overlaps(mark.span) for each in taken) and mark.kind != "bullet":
            taken.append(mark)
    anchors = "".join(
        f'<span id="{each.id}"></span>' for each in marks if each.kind == "bullet" and each.span == span
    )
    covered = {id(each) for each in taken}
    anchors += "".join(
        f'<span id="{each.id}"></span>'
        for each in marks
        if each.kind != "bullet" and id(each) not in covered and span.start <= each.span.start < span.end
    )
    parts, at = [anchors], span.start
    for mark in sorted(taken, key=lambda each: each.span.start):
        parts.append(_say(document.text[at : mark.span.start]))
        text = _say(document.text[mark.span.start : mark.span.end])
        parts.append(
            f'<a id="{mark.id}" class="mark {mark.kind}" href="#{_say(mark.back)}" title="{_say(mark.label)}">{text}</a>'
        )
        at = mark.span.end
    parts.append(_say(document.text[at : span.end]))
    return "".join(parts)


def _say(text: str) -> str:
    return html.escape(inert(text), quote=True)

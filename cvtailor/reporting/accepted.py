"""The CV's text with accepted wordings in place of the old ones, as plain text or Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cvtailor.document import ItemKind, ObservationKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cvtailor.document import Document, Span

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def render(document: Document, accepted: Mapping[Span, str], *, markdown: bool = False) -> str:
    """Return the text of the CV, each item of `accepted` replaced (a line for each part of a split one).

    Bullets begin with "- ". As Markdown, headings are marked, the first line and those of sections.
    Text that a person cannot see in the original is left out.
    """
    kinds = {item.span: item.kind for section in document.sections for item in section.all_items()}
    hidden = [
        each.span
        for each in document.observations
        if each.kind is ObservationKind.HIDDEN_TEXT and each.span is not None
    ]
    heads = {each.heading_span.start for each in document.sections if each.heading_span is not None}
    lead = {span: "- " if kind is ItemKind.BULLET else "" for span, kind in kinds.items()}
    edits = [(span, _listed(accepted[span], lead.get(span, ""))) for span in accepted]
    edits += [
        (span, _listed(document.text[span.start : span.end], "- "))
        for span, mark in lead.items()
        if mark and span not in accepted
    ]
    edits += [(span, "") for span in hidden]
    if markdown:
        edits += [(_at(start), "## ") for start in sorted(heads)]
        edits += [(_at(0), "# ")] if document.text and 0 not in heads and 0 not in _starts(kinds) else []
    parts, at = [], 0
    for span, new in sorted(edits, key=lambda each: each[0]):
        if span.start < at:
            continue
        parts += [document.text[at : span.start], new]
        at = span.end
    text = "".join([*parts, document.text[at:]]).rstrip() + "\n"
    return _CONTROL.sub("", text)


def _listed(text: str, mark: str) -> str:
    """Return each line of an item behind its mark; the parts of a split item are bullets."""
    lines = text.split("\n")
    return "\n".join((mark or ("- " if len(lines) > 1 else "")) + each for each in lines)


def _at(start: int) -> Span:
    from cvtailor.document import Span

    return Span(start=start, end=start)


def _starts(kinds: Mapping[Span, ItemKind]) -> set[int]:
    return {span.start for span in kinds}

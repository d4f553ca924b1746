"""Every invented CV, made in many ways by many programs, is read as its source says.

The figures are those of `benchmarks/quality.py parsing`; the files are those that `tests/cvs/render.py --kept` writes.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

import quality
import render

from cvtailor import parsing

if TYPE_CHECKING:
    from cvtailor.document import Document, Entry, Section

pytestmark = pytest.mark.skipif(not render.RENDERED.is_dir(), reason="the files are not in source archives")
# What must hold for the files of each producer and layout, and in total.
JUDGED = ("found", "order", "section", "whole", "within", "dates")
LEAST = {"pdfium": (0.95, 0.98), "pdfminer": (0.90, 0.90)}
MOST_GLUED = 0.01
# A DOCX layout, and that of the PDF that LibreOffice makes of the same file.
WORD = {
    "styles": "word-styles",
    "table": "word-table",
    "typed-bullets": "word-typed-bullets",
    "sidebar-text-box": "word-sidebar-text-box",
    "content-controls": "word-content-controls",
}
# Short lines of a list that wraps on paper cannot be told from one line: their words are compared.
LISTS = {"skills", "languages", "interests", "certifications"}


@cache
def results(reader: str) -> list[quality.Result]:
    only = "*" if reader == "pdfium" else "[a-l]*.pdf"
    return quality.measure_folder(render.RENDERED, reader, only)


def low(these: list[quality.Result], least: float) -> dict[str, float]:
    shares = {name: quality.share(figure) for name, figure in quality.pooled(these).items()}
    found = {name: shares[name] or 0.0 for name in JUDGED if (shares[name] or 0.0) < least}
    if (shares["glued"] or 0.0) > MOST_GLUED:
        found["glued"] = shares["glued"] or 0.0
    return found


def test_every_producer_is_there() -> None:
    names = {f"{producer}-{layout}".replace(" ", "-") for producer, layout in render.PRODUCERS}
    assert {each.producer for each in results("pdfium")} == names
    assert len(results("pdfium")) >= 150


@pytest.mark.parametrize("reader", LEAST)
def test_figures_of_each_producer_and_in_total(reader: str) -> None:
    each, total = LEAST[reader]
    every = results(reader)
    assert not [result.error for result in every if result.error]
    faults = {
        name: wrong
        for name in {result.producer for result in every}
        if (wrong := low([result for result in every if result.producer == name], each))
    }
    assert not faults
    assert not low(every, total)


def told(document: Document) -> set[tuple[object, ...]]:
    """Return what a document says: its headings, entries and items, for comparison with another reading."""

    def plain(text: str | None) -> str:
        return " ".join((text or "").replace("\u2019", "'").casefold().split())

    found: set[tuple[object, ...]] = set()
    for section in document.sections:
        kind, owners = str(section.kind), [section, *section.entries]
        found.add(("section", kind, plain(section.heading)))
        found |= {
            ("entry", kind, plain(e.title), plain(e.organisation), e.start, e.end) for e in section.entries
        }
        if kind in LISTS:
            words = [word for owner in owners for word in _words(document, owner)]
            found.add(("list", kind, *sorted(words)))
        else:
            found |= {("item", kind, plain(item.text)) for owner in owners for item in owner.items}
    return found


def _words(document: Document, owner: Section | Entry) -> list[str]:
    text = " ".join(document.text[item.span.start : item.span.end] for item in owner.items)
    return [word.strip(".,;:·|").casefold() for word in text.split() if word.strip(".,;:·|–-")]


@pytest.mark.parametrize("way", WORD)
@pytest.mark.parametrize("stem", sorted({path.name.split(".")[0] for path in render.RENDERED.glob("*.docx")}))
def test_a_docx_and_its_pdf_say_the_same(stem: str, way: str) -> None:
    docx = parsing.parse(render.RENDERED / f"{stem}.python-docx-{way}.docx")
    pdf = parsing.parse(render.RENDERED / f"{stem}.libreoffice-{WORD[way]}.pdf")
    assert told(docx) == told(pdf)

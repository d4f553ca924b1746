"""Reads DOCX: the body, then page headers, footers and notes, and what is noticed about the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from cvtailor.document import Observation, ObservationKind
from cvtailor.errors import ReadError
from cvtailor.parsing import docx_boxes, docx_lines
from cvtailor.parsing.docx_package import Package, Part, damaged
from cvtailor.parsing.docx_styles import ANY_FILL, colour
from cvtailor.parsing.docx_walk import MAX_PARAGRAPHS, Context, Walker
from cvtailor.parsing.docx_xml import on, qn, whole
from cvtailor.parsing.types import Block, Layer, Reading
from cvtailor.resources import language

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_MARGINS = {
    Layer.HEADER: ("headerReference", ("first", "default", "even")),
    Layer.FOOTER: ("footerReference", ("first", "default", "even")),
}
_MUCH = 6  # project convention: a page header with a section and so many lines is a part of the CV


def read(data: bytes, name: str) -> Reading:
    """Read a DOCX file, also a template or one with macros, also in the Strict variant.

    Args:
        data: the file's bytes; its unzipped size is bounded by `sniff.file_type`.
        name: the file's name for messages.

    Raises:
        ReadError: kind damaged, when the container or its XML cannot be read; too_large, also when
            it nests without end; unsupported, when its XML declares a document type (a way to smuggle
            in entities).
    """
    try:
        package = Package(data, name)
        walker = Walker(package)
        blocks = _blocks(package, walker)
        observations = tuple(_observations(package, walker, blocks))
    except ReadError:
        raise
    except Exception as error:  # what no check above foresaw in a hostile file
        raise damaged(name) from error
    return Reading(
        media_type=MEDIA_TYPE,
        reader="docx",
        pages=None,
        blocks=tuple(docx_lines.unwrapped(blocks, walker.usual_gap)),
        observations=observations,
    )


def _blocks(package: Package, walker: Walker) -> list[Block]:
    body = package.main.root.find(qn("w:body"))
    margins = {layer: _margin_parts(package, body, layer) for layer in _MARGINS}
    walker.backed = docx_boxes.covered(body, walker.numbers, margin=False)
    for parts in margins.values():
        for part in parts:
            walker.backed |= docx_boxes.covered(part.root, walker.numbers, margin=True)
    paper = walker.paper = _page_colour(package)
    top = _margin(walker, margins[Layer.HEADER], Layer.HEADER, paper)
    main = walker.read(package.main, body, Context(ground=paper))
    bottom = _margin(walker, margins[Layer.FOOTER], Layer.FOOTER, paper)
    notes = _notes(package, walker)
    return [block for each in (top + main, bottom, notes) for block in docx_boxes.settled(each, walker.boxes)]


# Page headers and footers ---------------------------------------------------------------------------


def _margin_parts(package: Package, body: Any, layer: Layer) -> list[Part]:
    """Return the header or footer parts that some page shows, each once, those of first pages first."""
    tag, kinds = _MARGINS[layer]
    found: dict[str, Part] = {}
    for section in body.iter(qn("w:sectPr")):
        references = {each.get(qn("w:type"), "default"): each for each in section.findall(qn(f"w:{tag}"))}
        first = section.find(qn("w:titlePg"))
        shown = {
            "first": first is not None and on(first),
            "default": True,
            "even": _even_pages_differ(package),
        }
        for kind in kinds:
            reference = references.get(kind)
            if reference is None or not shown[kind]:
                continue
            relation = package.main.relations.get(reference.get(qn("r:id"), ""))
            part = package.part(relation.target) if relation is not None and not relation.external else None
            if part is not None:
                found.setdefault(part.name, part)
    return list(found.values())


def _settings(package: Package) -> Any:
    return next((part.root for part in package.related(package.main, "settings")), None)


def _even_pages_differ(package: Package) -> bool:
    settings = _settings(package)
    switch = settings.find(qn("w:evenAndOddHeaders")) if settings is not None else None
    return switch is not None and on(switch)


def _page_colour(package: Package) -> str:
    """Return the fill of the pages, as in `Look.is_hidden`: "" where they are plain paper."""
    settings = _settings(package)
    switch = settings.find(qn("w:displayBackgroundShape")) if settings is not None else None
    background = package.main.root.find(qn("w:background"))
    if switch is None or not on(switch) or background is None:
        return ""
    return ANY_FILL if len(background) else colour(background.get(qn("w:color")))


def _margin(walker: Walker, parts: list[Part], layer: Layer, paper: str) -> list[Block]:
    """Read page headers or footers: a line that another one repeats once, page numbers not at all."""
    found: list[Block] = []
    texts: set[str] = set()
    for part in parts:
        made = walker.read(part, part.root, Context(layer=layer, ground=paper))
        if len(made) >= _MUCH and any(map(docx_lines.heads_section, made)):
            # A sidebar that the file keeps in its page header.
            made = [replace(block, layer=Layer.BODY, column=1) for block in made]
        found += [block for block in made if block.text not in texts and not _is_page_number(block.text)]
        texts |= {block.text for block in made}
    return found


def _is_page_number(text: str) -> bool:
    """Return whether a line holds nothing but a page's number and the words around it."""
    words = re.findall(r"\w+", text.casefold())
    usual = set(language("glyphs")["page_numbers"]["words"]) if words else set()
    return all((word.isdecimal() and len(word) <= 3) or word in usual for word in words)


# Notes ------------------------------------------------------------------------------------------------


def _notes(package: Package, walker: Walker) -> list[Block]:
    """Read the footnotes and endnotes that the text refers to, in that order."""
    parts = {kind: next(package.related(package.main, kind), None) for kind in ("footnotes", "endnotes")}
    texts = {
        (kind, note.get(qn("w:id"), "")): (part, note)
        for kind, part in parts.items()
        if part is not None
        for note in part.root
        if isinstance(note.tag, str)
    }
    found: list[Block] = []
    for reference in list(walker.notes):
        if reference in texts:
            part, note = texts[reference]
            found += walker.read(part, note, Context(layer=Layer.FOOTNOTE))
    return found


# What is noticed ----------------------------------------------------------------------------------------


def _observations(package: Package, walker: Walker, blocks: list[Block]) -> Iterator[Observation]:
    def note(kind: ObservationKind, detail: str) -> Observation:
        return Observation(kind=kind, detail=detail)

    if not any(block.text.strip() for block in blocks):
        what = "it holds pictures of text" if walker.pictures else "it is blank"
        yield note(ObservationKind.NO_TEXT, f"The file holds no text: {what}.")
    columns = _columns(package)
    if columns > 1:
        yield note(ObservationKind.COLUMNS, f"The page is set in {columns} columns of text side by side.")
    if walker.tables:
        yield note(
            ObservationKind.TABLE,
            f"Text stands in {walker.tables} table{'s' * (walker.tables > 1)}, which some programs read row by row or not at all.",
        )
    if walker.text_boxes:
        yield note(
            ObservationKind.TEXT_BOX,
            f"Text stands in {walker.text_boxes} text box{'es' * (walker.text_boxes > 1)}, which many programs do not read.",
        )
    if walker.graphics:
        yield note(
            ObservationKind.TEXT_BOX,
            f"Text stands in {walker.graphics} diagram{'s' * (walker.graphics > 1)} or chart{'s' * (walker.graphics > 1)}, which hardly any program reads.",
        )
    if any(block.hidden for block in blocks):
        yield note(ObservationKind.HIDDEN_TEXT, "The file holds text a person cannot see.")
    if walker.cut:
        yield note(
            ObservationKind.READ_LIMIT,
            f"The file is longer than any CV: only a part of it was read (at most {MAX_PARAGRAPHS} paragraphs).",
        )
    if walker.embedded:
        yield note(
            ObservationKind.READ_LIMIT,
            "Another document is embedded in the file and was not read, as few programs do: paste its text instead.",
        )
    if package.lost:
        names = ", ".join(sorted(set(package.lost)))[:200]
        yield note(ObservationKind.READ_LIMIT, f"Parts of the file are damaged and were not read: {names}.")


def _columns(package: Package) -> int:
    """Return the largest number of text columns that a section of the file sets."""
    found = [
        max(whole(each.get(qn("w:num"))), len(each.findall(qn("w:col"))))
        for each in package.main.root.iter(qn("w:cols"))
    ]
    return max(found, default=1)

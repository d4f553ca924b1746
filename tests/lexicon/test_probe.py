"""The article's terms in ordinary wording, and look-alikes, read as one item of a CV each."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from cvtailor import lexicon, nlp
from cvtailor.document import Contact, Document, Item, ItemKind, Place, Section, SectionKind, Span
from cvtailor.lexicon import Lexicon
from cvtailor.nlp.types import Evidence

TABLE: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (Path(__file__).parent / "probe.toml").read_text("utf-8")
)
ROLE: Lexicon = lexicon.load()


def document(line: str, section: str) -> Document:
    """Return a CV of one section with this one item; a line of skills is parted at its commas."""
    heading = section.capitalize()
    text = f"{heading}\n{line}"
    start, kind = len(heading) + 1, SectionKind(section)
    parts = [(start, len(text), ItemKind.BULLET)]
    if kind is SectionKind.SKILLS:
        label = re.match(r"[\w ]+: ", line)
        at = start + (label.end() if label else 0)
        parts = [(m.start(), m.end(), ItemKind.SKILL) for m in re.compile(r"[^, ][^,]*").finditer(text, at)]
    items = tuple(
        Item(kind=what, text=text[first:last], span=Span(start=first, end=last), place=Place())
        for first, last, what in parts
    )
    whole = Section(
        kind=kind,
        heading=heading,
        heading_span=Span(start=0, end=len(heading)),
        span=Span(start=0, end=len(text)),
        place=Place(),
        items=items,
    )
    return Document(
        tool_version="0",
        file="probe.txt",
        sha256="0" * 64,
        media_type="text/plain",
        reader="probe",
        pages=None,
        language="en",
        text=text,
        masked=(),
        sections=(whole,),
        contact=Contact(),
        observations=(),
    )


def read(case: dict[str, str]) -> Evidence:
    return nlp.read(document(case["text"], case.get("in", "experience")), ROLE)


def is_shown(case: dict[str, str]) -> bool:
    standing = {each.id: each.standing for each in read(case).keywords}
    return standing[case["keyword"]].shown


def cases(name: str) -> list[Any]:
    """Return the lines of a table; `known` says why one is still read wrongly."""
    return [
        pytest.param(
            case,
            id=case["text"],
            marks=[pytest.mark.xfail(reason=case["known"], strict=True)] if "known" in case else [],
        )
        for case in TABLE[name]
    ]


@pytest.mark.parametrize("case", cases("shown"))
def test_what_a_line_shows_is_found(case: dict[str, str]) -> None:
    assert is_shown(case)


@pytest.mark.parametrize("case", cases("hidden"))
def test_a_look_alike_shows_nothing(case: dict[str, str]) -> None:
    assert not is_shown(case)

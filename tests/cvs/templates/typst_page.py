"""Typst: one column, justified, on letter paper."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import typst

if TYPE_CHECKING:
    from pathlib import Path

    from truth import TrueCv, TrueEntry, TrueSection

_PREAMBLE = """
#set document(date: none)
#set page(paper: "us-letter", margin: (x: 2cm, y: 1.8cm))
#set text(font: "Liberation Serif", size: 10.5pt, lang: "en")
#set par(justify: true, leading: 0.58em, spacing: 0.7em)
#set list(indent: 0.3em, spacing: 0.62em)
#let heading_line(body) = block(above: 1.2em, below: 0.6em, sticky: true)[
  #text(size: 12pt, weight: "bold", fill: rgb("#2b4a2f"), body) #v(-0.55em) #line(length: 100%, stroke: 0.6pt + rgb("#2b4a2f"))]
"""


def render(cv: TrueCv, path: Path) -> None:
    """Write `cv` to the PDF at `path`."""
    when = dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC)
    path.write_bytes(typst.compile(document(cv).encode(), format="pdf", timestamp=int(when.timestamp())))


def document(cv: TrueCv) -> str:
    """Return the CV as Typst."""
    lines = [
        _PREAMBLE,
        f'#align(center)[#text(size: 20pt, weight: "bold", {_s(cv.name)}) \\',
        f"#text(size: 11.5pt, {_s(cv.headline)}) \\",
        f"#text(size: 9.5pt, {_s('  •  '.join(cv.contact))})]",
    ]
    for section in cv.sections:
        lines += _section(section)
    return "\n".join(lines)


def _s(text: str) -> str:
    """Return `text` as a Typst string, so that no markup in it acts."""
    return json.dumps(text, ensure_ascii=False)


def _list(texts: tuple[str, ...]) -> list[str]:
    return [f"- #{_s(each)}" for each in texts]


def _section(section: TrueSection) -> list[str]:
    lines = ["", f"#heading_line({_s(section.heading)})"]
    lines += [f"#par({_s(each)})" for each in section.paragraphs + section.lines]
    lines += _list(section.bullets)
    lines += [f"+ #{_s(each)}" for each in section.publications]
    for entry in section.entries:
        lines += _entry(entry)
    return lines


def _entry(entry: TrueEntry) -> list[str]:
    """Title, organisation and location on one line, dates at its right end."""
    rest = ", ".join(filter(None, [entry.organisation, entry.location]))
    rest = f"#{_s(', ' + rest)}" if rest else ""
    lines = [
        "",
        (
            f"#block(above: 0.9em, below: 0.55em, sticky: true)[*#{_s(entry.title or '')}*{rest}"
            f" #h(1fr) #emph({_s(entry.dates)})]"
        ),
    ]
    return lines + [f"#par({_s(each)})" for each in entry.paragraphs] + _list(entry.bullets)

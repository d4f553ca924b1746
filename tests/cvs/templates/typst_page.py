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
    _compile([*_head(cv), *(line for section in cv.sections for line in _section(section))], path)


def render_sidebar(cv: TrueCv, path: Path) -> None:
    """Write `cv` to the PDF at `path`: the name across the page, under it a narrow column on the left."""
    side = [line for section in cv.sections if section.side for line in _section(section)]
    main = [line for section in cv.sections if not section.side for line in _section(section)]
    split = "#v(0.6em)\n#grid(columns: (4.6cm, 1fr), column-gutter: 0.7cm, [#set par(justify: false)"
    _compile([*_head(cv), split, *side, "], [", *main, "])"], path)


def _compile(lines: list[str], path: Path) -> None:
    when = int(dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC).timestamp())
    path.write_bytes(typst.compile("\n".join(lines).encode(), format="pdf", timestamp=when))


def _head(cv: TrueCv) -> list[str]:
    return [
        _PREAMBLE,
        f'#align(center)[#text(size: 20pt, weight: "bold", {_s(cv.name)}) \\',
        f"#text(size: 11.5pt, {_s(cv.headline)}) \\",
        f"#text(size: 9.5pt, {_s('  •  '.join(cv.contact))})]",
    ]


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
    left, right = (
        f"[#set par(justify: false); #set text(hyphenate: false); *#{_s(entry.title or '')}*{rest}]",
        f"[#emph({_s(entry.dates)})]",
    )
    row = f"#block(above: 0.9em, below: 0.55em, sticky: true, grid(columns: (1fr, auto), gutter: 1em, {left}, {right}))"
    return ["", row] + [f"#par({_s(each)})" for each in entry.paragraphs] + _list(entry.bullets)

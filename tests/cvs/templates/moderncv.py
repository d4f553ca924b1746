"""LaTeX with moderncv, style classic: dates and section rules in the left margin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.latex import tex, typeset

if TYPE_CHECKING:
    from pathlib import Path

    from truth import TrueCv, TrueEntry, TrueSection

_PREAMBLE = r"""\documentclass[11pt,a4paper,sans]{moderncv}
\moderncvstyle{classic}
\moderncvcolor{blue}
\usepackage[T1]{fontenc}
\usepackage[utf8]{inputenc}
\usepackage{lmodern,textcomp}
\usepackage[scale=0.78]{geometry}
\setlength{\hintscolumnwidth}{3.2cm}
\pdfinfoomitdate=1 \pdftrailerid{} \pdfsuppressptexinfo=-1
"""


def render(cv: TrueCv, path: Path) -> None:
    """Write `cv` to the PDF at `path`."""
    typeset(document(cv), path)


def document(cv: TrueCv) -> str:
    """Return the CV as LaTeX."""
    first, _, last = cv.name.rpartition(" ")
    links = r"\\".join(map(tex, cv.links))
    lines = [
        _PREAMBLE,
        rf"\name{{{tex(first)}}}{{{tex(last)}}}",
        rf"\title{{{tex(cv.headline)}}}",
        rf"\address{{{tex(cv.location)}}}{{}}{{}}",
        rf"\phone[mobile]{{{tex(cv.phone)}}}",
        rf"\email{{{tex(cv.email)}}}",
        rf"\extrainfo{{{links}}}" if links else "",
        r"\begin{document}",
        r"\makecvtitle",
    ]
    for section in cv.sections:
        lines += _section(section)
    return "\n".join([*lines, r"\end{document}", ""])


def _section(section: TrueSection) -> list[str]:
    lines = ["", rf"\section{{{tex(section.heading)}}}"]
    lines += [rf"\cvitem{{}}{{{tex(each)}}}" for each in section.paragraphs + section.lines]
    lines += [rf"\cvlistitem{{{tex(each)}}}" for each in section.bullets + section.publications]
    return lines + [_entry(entry) for entry in section.entries]


def _entry(entry: TrueEntry) -> str:
    """Dates in the margin; title, organisation and location on one line that ends in a full stop."""
    points = "".join(rf"\item {tex(each)}" + "\n" for each in entry.bullets)
    text = r"\newline{}".join(map(tex, entry.paragraphs))  # \cventry allows no \par
    text += rf"\begin{{itemize}}{points}\end{{itemize}}" if points else ""
    facts = (entry.dates, entry.title, entry.organisation, entry.location, "", None)
    return r"\cventry" + "".join(f"{{{tex(each or '')}}}" for each in facts[:-1]) + f"{{{text}}}"

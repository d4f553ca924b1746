"""LaTeX: one column or with a side column, Latin Modern, pdflatex."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from truth import TrueCv, TrueEntry, TrueSection

_PREAMBLE = r"""\documentclass[11pt,a4paper]{article}
\usepackage[T1]{fontenc}
\usepackage[utf8]{inputenc}
\usepackage{lmodern}
\usepackage[margin=2.5cm]{geometry}
\usepackage[hidelinks]{hyperref}
\pdfinfoomitdate=1 \pdftrailerid{} \pdfsuppressptexinfo=-1
\setlength{\parindent}{0pt}
\setlength{\parskip}{4pt}
\makeatletter\@beginparpenalty=10000 \makeatother
\clubpenalty=10000 \widowpenalty=10000
\linespread{1.08}
\newcommand{\heading}[1]{\par\vspace{9pt}{\large\bfseries #1}\\*[-7pt]\rule{\linewidth}{0.4pt}\par\nopagebreak}
\newenvironment{points}{\begin{list}{\textbullet}{\setlength{\leftmargin}{1.4em}%
\setlength{\itemsep}{1pt}\setlength{\parsep}{0pt}\setlength{\topsep}{1pt}}}{\end{list}}
\newenvironment{works}{\begin{enumerate}\setlength{\itemsep}{4pt}\setlength{\parskip}{0pt}}{\end{enumerate}}
"""

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "–": "--",
    "—": "---",
    "·": r"\textperiodcentered{}",
    "−": r"\textminus{}",
    "×": r"\texttimes{}",
    "…": r"\ldots{}",
    "'": r"\textquotesingle{}",
    "`": r"\textasciigrave{}",
    '"': r"\textquotedbl{}",
    "’": "'",
    **{each: "\\" + each for each in "&%$#_{}"},
}
_ACTING = re.compile("|".join(map(re.escape, _SPECIAL)))


def render(cv: TrueCv, path: Path) -> None:
    """Write `cv` to the PDF at `path`."""
    typeset(document(cv), path)


def render_sidebar(cv: TrueCv, path: Path) -> None:
    """Write `cv` to the PDF at `path`: the name across the page, under it a narrow column on the right."""
    typeset(sidebar(cv), path)


def typeset(source: str, path: Path) -> None:
    """Let pdflatex make the PDF at `path` of the LaTeX in `source`."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "cv.tex").write_text(source, encoding="utf-8")
        command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "cv.tex"]
        fixed = os.environ | {"SOURCE_DATE_EPOCH": "1767603600", "FORCE_SOURCE_DATE": "1"}
        for _ in range(2):
            subprocess.run(command, check=True, capture_output=True, cwd=folder, env=fixed, timeout=120)
        path.write_bytes(Path(folder, "cv.pdf").read_bytes())


def document(cv: TrueCv) -> str:
    """Return the CV as LaTeX."""
    contact = r" \quad ".join(map(tex, cv.contact))
    lines = [_PREAMBLE, rf"\hypersetup{{pdftitle={{{tex(cv.name)}}}}}", r"\begin{document}"]
    lines += [
        rf"\begin{{center}}{{\Large\bfseries {tex(cv.name)}}}\\[3pt]",
        rf"{tex(cv.headline)}\\[3pt]",
        rf"{contact}\end{{center}}",
    ]
    for section in cv.sections:
        lines += _section(section)
    return "\n".join([*lines, r"\end{document}", ""])


def sidebar(cv: TrueCv) -> str:
    """Return the CV as LaTeX in two columns, each of which goes on by itself over the pages."""
    narrow = [each for each in cv.sections if each.side]
    lines = [
        _PREAMBLE,
        r"\usepackage{paracol}\geometry{margin=1.8cm}\columnratio{0.68}\setlength{\columnsep}{0.8cm}",
        rf"\hypersetup{{pdftitle={{{tex(cv.name)}}}}}",
        r"\begin{document}",
        rf"{{\Huge\bfseries {tex(cv.name)}}}\\[4pt]{{\large {tex(cv.headline)}}}",
        r"\begin{paracol}{2}",
    ]
    for section in cv.sections:
        lines += [] if section.side else _section(section)
    lines += [r"\switchcolumn\raggedright\small", *(rf"{tex(each)}\par" for each in cv.contact)]
    for section in narrow:
        lines += _section(section)
    return "\n".join([*lines, r"\end{paracol}", r"\end{document}", ""])


def tex(text: str) -> str:
    """Return `text` with what acts in LaTeX written so that it prints."""
    return _ACTING.sub(lambda match: _SPECIAL[match[0]], text)


def _points(environment: str, texts: tuple[str, ...]) -> list[str]:
    items = [rf"\item {tex(each)}" for each in texts]
    return [rf"\begin{{{environment}}}", *items, rf"\end{{{environment}}}"] if items else []


def _section(section: TrueSection) -> list[str]:
    lines = ["", rf"\heading{{{tex(section.heading)}}}"]
    lines += [rf"{tex(each)}\par" for each in section.paragraphs + section.lines]
    lines += _points("points", section.bullets) + _points("works", section.publications)
    for entry in section.entries:
        lines += _entry(entry)
    return lines


def _entry(entry: TrueEntry) -> list[str]:
    """Organisation left, location right; under them title left, dates right."""
    title, dates = tex(entry.title or ""), tex(entry.dates)
    if entry.organisation:
        place = rf"\textbf{{{tex(entry.organisation)}}}\hfill {tex(entry.location or '')}\\*"
        lines = [r"\vspace{4pt}", place, rf"\textit{{{title}}}\hfill \textit{{{dates}}}\par\nopagebreak"]
    else:
        lines = [r"\vspace{4pt}", rf"\textbf{{{title}}}\hfill \textit{{{dates}}}\par\nopagebreak"]
    return lines + [rf"{tex(each)}\par" for each in entry.paragraphs] + _points("points", entry.bullets)

"""Headless Chromium: HTML printed to PDF, with a side column, justified, or with dates in the margin."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from truth import TrueCv, TrueEntry, TrueSection

# Nothing is fetched and nothing runs in the background.
_COMMAND = [
    "chromium",
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
]

_STYLE = """
@page { size: A4; margin: 0 }
body { margin: 0; font: 9.5pt/1.38 "Liberation Sans", sans-serif; color: #222 }
.page { display: grid; min-height: 296mm }
.left { grid-template-columns: 62mm 1fr }
.right { grid-template-columns: 1fr 60mm }
.page::before { content: ""; position: fixed; z-index: -1; top: 0; bottom: 0; background: #eef2f4 }
.left::before { left: 0; width: 62mm }
.right::before { right: 0; width: 60mm }
.right h2 { letter-spacing: .18em; font-weight: normal }
aside { padding: 14mm 7mm; font-size: 9pt }
main { padding: 14mm 12mm 10mm; box-decoration-break: clone }
h1 { font-size: 22pt; margin: 0; line-height: 1.1; color: #16404d }
.headline { font-size: 11.5pt; margin: 1mm 0 4mm; color: #555 }
h2 { font-size: 10.5pt; text-transform: uppercase; color: #16404d; margin: 5mm 0 1.5mm; break-after: avoid }
main h2 { border-bottom: 1px solid #16404d; padding-bottom: .5mm }
h3 { font-size: 9.8pt; margin: 0 }
.entry { margin-bottom: 2.6mm; break-inside: avoid }
.dates { float: right; color: #555 }
aside .dates { float: none; display: block }
.where { color: #555 }
ul { margin: .6mm 0 0; padding-left: 4.5mm }
p { margin: 0 0 1.2mm }
.contact p { overflow-wrap: anywhere }
"""

# Justified, words broken at soft hyphens, headings in capitals set wide.
_SPACED = """
@page { size: A4; margin: 19mm 24mm }
body { margin: 0; font: 10.5pt/1.4 "Liberation Serif", serif }
header { text-align: center }
h1 { font-size: 21pt; font-weight: normal; letter-spacing: .3em; text-transform: uppercase; margin: 0 }
h2 { font-size: 11pt; letter-spacing: .35em; text-transform: uppercase; text-align: center; margin: 6mm 0 2mm;
  break-after: avoid }
h3 { font-size: 10.5pt; margin: 2mm 0 0; break-after: avoid }
.contact p { display: inline-block; margin: 0 2mm }
.dates { float: right }
.where { font-style: italic; break-after: avoid }
p, li { text-align: justify; hyphens: manual; margin: 0 0 1mm }
ul { margin: 1mm 0 0; padding-left: 6mm }
"""

# Headings over the whole width, dates in a column of their own left of the entry.
_MARGIN = """
@page { size: Letter; margin: 16mm 18mm }
body { margin: 0; font: 10pt/1.36 "DejaVu Sans", sans-serif; font-size: 8.8pt }
h1 { font-size: 18pt; margin: 0 }
h2 { font-size: 11pt; color: #7b2d26; border-top: 1.5pt solid #7b2d26; padding-top: 1mm; margin: 5mm 0 2mm 34mm;
  break-after: avoid }
h3 { font-size: 9pt; margin: 0 }
section > p, section > ul { margin-left: 34mm }
.contact p { display: inline-block; margin-right: 4mm }
.entry { position: relative; padding-left: 34mm; margin-bottom: 2.5mm; break-inside: avoid }
.dates { position: absolute; left: 0; top: 0; width: 30mm; text-align: right; color: #666 }
p { margin: 0 0 1mm }
ul { margin: .8mm 0 0; padding-left: 4.5mm }
"""


def render_left(cv: TrueCv, path: Path) -> None:
    """Write `cv` to the PDF at `path` with its side column on the left."""
    _print(page(cv, "left"), path)


def render_right(cv: TrueCv, path: Path) -> None:
    """Write `cv` to the PDF at `path` with its side column on the right."""
    _print(page(cv, "right"), path)


def render_spaced(cv: TrueCv, path: Path) -> None:
    """Write `cv` to the PDF at `path`: one column, justified with soft hyphens, headings letter-spaced."""
    _print(_HYPHENATED.sub(lambda match: _soften(match[0]), plain_page(cv, _SPACED)), path)


def render_margin(cv: TrueCv, path: Path) -> None:
    """Write `cv` to the PDF at `path` with dates in a column left of their entries."""
    _print(plain_page(cv, _MARGIN), path)


def plain_page(cv: TrueCv, style: str) -> str:
    """Return the CV as HTML in one column, looks by `style`."""
    contact = "".join(f"<p>{escape(each)}</p>" for each in cv.contact)
    header = f'<header><h1>{escape(cv.name)}</h1><div class="headline">{escape(cv.headline)}</div>'
    header += f'<div class="contact">{contact}</div></header>'
    body = header + "".join(map(_section, cv.sections))
    head = f'<meta charset="utf-8"><title>{escape(cv.name)}</title><style>{style}</style>'
    return f'<!doctype html><html lang="en">{head}{body}</html>'


# Paragraphs and bullets, not those of the contact line; in them words, not addresses.
_HYPHENATED = re.compile(r"(?<=<li>)[^<]+|(?<=<p>)[^<@]{80,}")
_BREAK = re.compile(r"(?<=[a-z][aeiouy])(?=[bcdfghklmnprstvz][aeiouy][a-z])")


def _soften(text: str) -> str:
    """Return `text` with soft hyphens between syllables of its words."""
    words = (word if "/" in word or "&" in word else _BREAK.sub("\u00ad", word) for word in text.split(" "))
    return " ".join(words)


def page(cv: TrueCv, side: str) -> str:
    """Return the CV as HTML; `side` is where the side column stands."""
    contact = "".join(f"<p>{escape(each)}</p>" for each in cv.contact)
    narrow = "".join(_section(each) for each in cv.sections if each.side)
    wide = "".join(_section(each) for each in cv.sections if not each.side)
    aside = f'<aside><div class="contact">{contact}</div>{narrow}</aside>'
    main = f'<main><h1>{escape(cv.name)}</h1><div class="headline">{escape(cv.headline)}</div>{wide}</main>'
    both = aside + main if side == "left" else main + aside
    head = f'<meta charset="utf-8"><title>{escape(cv.name)}</title><style>{_STYLE}</style>'
    return f'<!doctype html><html lang="en">{head}<div class="page {side}">{both}</div></html>'


def _print(html: str, path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder, "cv.html"), Path(folder, "cv.pdf")
        source.write_text(html, encoding="utf-8")
        command = [*_COMMAND, f"--user-data-dir={folder}/profile", f"--print-to-pdf={made}", source.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120, env=os.environ | {"TZ": "UTC"})
        # Chromium stamps the time of printing; a stamp of the same length keeps the offsets right.
        path.write_bytes(re.sub(rb"\(D:\d{14}", b"(D:20260105090000", made.read_bytes()))


def _bullets(texts: tuple[str, ...]) -> str:
    return f"<ul>{''.join(f'<li>{escape(each)}</li>' for each in texts)}</ul>" if texts else ""


def _section(section: TrueSection) -> str:
    body = "".join(f"<p>{escape(each)}</p>" for each in section.paragraphs + section.lines)
    body += _bullets(section.bullets)
    body += "".join(f"<p>{escape(each)}</p>" for each in section.publications)
    return (
        f"<section><h2>{escape(section.heading)}</h2>{body}{''.join(map(_entry, section.entries))}</section>"
    )


def _entry(entry: TrueEntry) -> str:
    """Title left with the dates floated right; organisation and location under it."""
    dates = f'<span class="dates">{escape(entry.dates)}</span>' if entry.dates else ""
    place = " · ".join(escape(each) for each in (entry.organisation, entry.location) if each)
    where = f'<div class="where">{place}</div>' if place else ""
    text = "".join(f"<p>{escape(each)}</p>" for each in entry.paragraphs) + _bullets(entry.bullets)
    return f'<div class="entry">{dates}<h3>{escape(entry.title or "")}</h3>{where}{text}</div>'

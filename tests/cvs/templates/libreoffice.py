"""LibreOffice Writer: a flat ODT document, exported to PDF by soffice."""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from templates import word, word_shapes

if TYPE_CHECKING:
    from collections.abc import Callable

    from truth import TrueCv, TrueEntry, TrueSection

# Name → (paragraph properties, text properties).
_STYLES = {
    "Name": ('fo:margin-bottom="0.05cm"', 'fo:font-size="22pt" fo:font-weight="bold"'),
    "Headline": ('fo:margin-bottom="0.1cm"', 'fo:font-size="12pt" fo:color="#444444"'),
    "Contact": ('fo:margin-bottom="0.2cm"', 'fo:font-size="9pt"'),
    "Heading": (
        (
            'fo:margin-top="0.35cm" fo:margin-bottom="0.12cm" fo:border-bottom="0.5pt solid #1f3d5a"'
            ' fo:padding-bottom="0.03cm" fo:keep-with-next="always"'
        ),
        'fo:font-size="12.5pt" fo:font-weight="bold" fo:color="#1f3d5a"',
    ),
    "Job": ('fo:margin-top="0.18cm" fo:keep-with-next="always"', 'fo:font-weight="bold"'),
    "Role": ('fo:margin-bottom="0.05cm" fo:keep-with-next="always"', 'fo:font-style="italic"'),
    "RoleAlone": ('fo:margin-bottom="0.05cm"', 'fo:font-style="italic"'),
    "Body": ('fo:margin-bottom="0.08cm"', ""),
    "Line": ('fo:margin-bottom="0.08cm" fo:keep-with-next="always"', ""),
    "Bullet": ('fo:margin-bottom="0.04cm"', ""),
}

_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "style": "style",
        "text": "text",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
        "meta": "meta",
    }.items()
)


def render(cv: TrueCv, path: Path) -> None:
    """Write `cv` to the PDF at `path`."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, path.stem + ".fodt")
        source.write_text(document(cv), encoding="utf-8")
        to_pdf(source, path)


def render_word_styles(cv: TrueCv, path: Path) -> None:
    """Write `cv` to the PDF at `path` as exported from the Word file with styles and real lists."""
    _from_word(word.render_styles, cv, path)


def render_word_table(cv: TrueCv, path: Path) -> None:
    """Write `cv` to the PDF at `path` as exported from the Word file with a column of dates."""
    _from_word(word.render_table, cv, path)


def render_word_typed(cv: TrueCv, path: Path) -> None:
    """Write `cv` to the PDF at `path` as exported from the Word file with tabs and typed dashes."""
    _from_word(word.render_typed, cv, path)


def render_word_text_box(cv: TrueCv, path: Path) -> None:
    """Write `cv` to the PDF at `path` as exported from the Word file with a text box."""
    _from_word(word_shapes.render_text_box, cv, path)


def render_word_controls(cv: TrueCv, path: Path) -> None:
    """Write `cv` to the PDF at `path` as exported from the Word file with content controls."""
    _from_word(word_shapes.render_controls, cv, path)


def _from_word(render_word: Callable[[TrueCv, Path], None], cv: TrueCv, path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "cv.docx")
        render_word(cv, source)
        to_pdf(source, path)


def to_pdf(source: Path, path: Path) -> None:
    """Let soffice export `source` (ODT or DOCX) to the PDF at `path`."""
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        made = Path(folder, source.stem + ".pdf").read_bytes()
        # The time of export and two ids made from it: fixed ones of the same length keep the offsets right.
        made = re.sub(rb"\(D:\d{14}", b"(D:20260105090000", made)
        path.write_bytes(re.sub(rb"(?<=[</])[0-9A-F]{32}(?=[>\s])", b"0" * 32, made))


def document(cv: TrueCv) -> str:
    """Return the CV as flat ODT (one XML file)."""
    body = [_p("Name", cv.name), _p("Headline", cv.headline), _p("Contact", "  |  ".join(cv.contact))]
    for section in cv.sections:
        body += _section(section)
    styles = "".join(
        f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="Standard">'
        f"<style:paragraph-properties {paragraph}>"
        + (
            '<style:tab-stops><style:tab-stop style:position="17cm" style:type="right"/></style:tab-stops>'
            if name in {"Job", "Role"}
            else ""
        )
        + f"</style:paragraph-properties><style:text-properties {text}/></style:style>"
        for name, (paragraph, text) in _STYLES.items()
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {_NAMESPACES} xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><dc:title>{escape(cv.name)}</dc:title><meta:creation-date>2026-01-05T09:00:00</meta:creation-date>
</office:meta>
<office:font-face-decls>
<style:font-face style:name="Body" svg:font-family="'Liberation Sans'"/>
<style:font-face style:name="Symbol" svg:font-family="'Liberation Serif'"/>
</office:font-face-decls>
<office:styles>
<style:default-style style:family="paragraph"><style:paragraph-properties fo:orphans="2" fo:widows="2"/>
<style:text-properties style:font-name="Body" fo:font-size="10.5pt" fo:language="en" fo:country="GB"/>
</style:default-style>
<style:style style:name="Standard" style:family="paragraph"/>
{styles}
<text:list-style style:name="Bullets"><text:list-level-style-bullet text:level="1" text:bullet-char="•">
<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">
<style:list-level-label-alignment text:label-followed-by="listtab" text:list-tab-stop-position="0.6cm"
 fo:text-indent="-0.4cm" fo:margin-left="0.6cm"/></style:list-level-properties>
<style:text-properties style:font-name="Symbol"/></text:list-level-style-bullet></text:list-style>
</office:styles>
<office:automatic-styles><style:page-layout style:name="Page"><style:page-layout-properties
 fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm"/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Page"/></office:master-styles>
<office:body><office:text>{"".join(body)}</office:text></office:body></office:document>"""


def _p(style: str, *parts: str) -> str:
    return f'<text:p text:style-name="{style}">' + "<text:tab/>".join(map(escape, parts)) + "</text:p>"


def _list(bullets: tuple[str, ...]) -> list[str]:
    items = "".join(f"<text:list-item>{_p('Bullet', each)}</text:list-item>" for each in bullets)
    return [f'<text:list text:style-name="Bullets">{items}</text:list>'] if items else []


def _section(section: TrueSection) -> list[str]:
    made = [_p("Heading", section.heading)]
    made += [_p("Body", each) for each in section.paragraphs]
    made += [_p("Line", each) for each in section.lines[:-1]]  # kept together on one page
    made += [_p("Body", each) for each in section.lines[-1:]]
    made += _list(section.bullets)
    made += [_p("Body", each) for each in section.publications]
    for entry in section.entries:
        made += _entry(entry)
    return made


def _entry(entry: TrueEntry) -> list[str]:
    """Organisation and location left, dates right; the title under them."""
    if entry.organisation:
        place = ", ".join(filter(None, [entry.organisation, entry.location]))
        made = [_p("Job", place, entry.dates), _p("Role" if entry.texts else "RoleAlone", entry.title or "")]
    else:
        made = [_p("Job", entry.title or "", entry.dates)]
    return made + [_p("Body", each) for each in entry.paragraphs] + _list(entry.bullets)

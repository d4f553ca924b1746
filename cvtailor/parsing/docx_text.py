"""The text of one DOCX paragraph: runs with their look, fields, links, symbols, anchors of drawings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cvtailor.parsing import marks
from cvtailor.parsing.docx_package import Part
from cvtailor.parsing.docx_styles import Look, ParagraphStyle, Styles
from cvtailor.parsing.docx_xml import has_text, qn

# Project conventions: no paragraph of a CV is longer, nests deeper or has a longer address.
MAX_CHARACTERS = 20_000
_MAX_NESTING = 60
_MAX_ADDRESS = 500

# Deleted and moved text, settings, and what another reading of the same text stands beside.
SKIPPED = frozenset(
    qn(tag)
    for tag in (
        "w:del",
        "w:moveFrom",
        "w:pPr",
        "w:rPr",
        "w:sdtPr",
        "w:sdtEndPr",
        "w:rt",
        "w:tblPr",
        "w:tblGrid",
        "w:trPr",
        "w:tcPr",
        "w:sectPr",
    )
)
DRAWINGS = frozenset(qn(tag) for tag in ("w:drawing", "w:pict", "w:object"))
_SIGNS = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
_NOTES = {qn("w:footnoteReference"): "footnotes", qn("w:endnoteReference"): "endnotes"}
# Numbers of pages and tables of contents are about the paper, not about the person.
_LEFT_OUT = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "TOC", "SECTION"))
_TOKEN = re.compile(r'"([^"]{0,500})"|(\S{1,500})')

# The Symbol encoding of Greek letters and of the signs that results are written with.
_SYMBOL = str.maketrans(
    "ABCDEFGHIKLMNOPQRSTUWXYZabcdefghiklmnopqrstuwxyz\xb1\xa3\xb3\xb4\xbb\xb9\xa5\xae\xb7\xd6",
    "ΑΒΧΔΕΦΓΗΙΚΛΜΝΟΠΘΡΣΤΥΩΞΨΖαβχδεφγηικλμνοπθρστυωξψζ±≤≥×≈≠∞→•√",
)
_PICTURE_FONTS = ("wingdings", "webdings", "marlett", "zapfdingbats", "monotype sorts")


@dataclass(slots=True)
class Piece:
    """A stretch of a paragraph with its look; `hidden` where a person cannot see it."""

    text: str
    look: Look
    hidden: bool


@dataclass(slots=True)
class Paragraph:
    """What stands in one w:p: `drawings` are elements that may hold text of their own, `notes` pairs
    of part kind and note id; `cut` says that it went on.
    """

    pieces: list[Piece] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    drawings: list[Any] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    cut: bool = False


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    shows: bool = False
    left_out: bool = False


def read(element: Any, style: ParagraphStyle, styles: Styles, part: Part, ground: str) -> Paragraph:
    """Return the text of a w:p element.

    Args:
        element: the paragraph.
        style: what it inherits.
        styles: of the document.
        part: the part it stands in, whose relationships say where links lead.
        ground: the fill it stands on, as in `Look.is_hidden`.
    """
    return _Reader(style, styles, part, ground).read(element)


class _Reader:
    def __init__(self, style: ParagraphStyle, styles: Styles, part: Part, ground: str) -> None:
        self.style, self.styles, self.part, self.ground = style, styles, part, ground
        self.made = Paragraph()
        self.fields: list[_Field] = []
        self.left = MAX_CHARACTERS

    def read(self, element: Any) -> Paragraph:
        stack = [iter(element)]
        while stack:
            child = next(stack[-1], None)
            if child is None:
                stack.pop()
                continue
            tag = child.tag
            if not isinstance(tag, str) or tag in SKIPPED:
                continue
            if tag in (qn("w:r"), qn("m:r")):
                self._run(child)
            elif tag in DRAWINGS or tag == qn("w:txbxContent"):
                self._drawing(child)
            elif tag == qn("mc:AlternateContent"):
                stack.append(iter(alternative(child)))
            elif tag == qn("w:fldSimple") and self._simple(child):
                continue
            elif len(stack) < _MAX_NESTING:
                if tag == qn("w:hyperlink"):
                    self._link(self._address(child.get(qn("r:id"))))
                stack.append(iter(child))
        return self.made

    def _shown(self) -> bool:
        return all(each.shows and not each.left_out for each in self.fields)

    def _run(self, run: Any) -> None:
        look = self.styles.run(run, self.style)
        text: list[str] = []
        for child in _flat(run):
            tag = child.tag
            if tag == qn("w:fldChar"):
                text.append(self._field(child.get(qn("w:fldCharType"))))
            elif tag == qn("w:instrText"):
                if self.fields and not self.fields[-1].shows and len(self.fields[-1].instruction) < 2000:
                    self.fields[-1].instruction += child.text or ""
            elif not self._shown():
                continue
            elif tag in (qn("w:t"), qn("m:t")):
                text.append(_written(re.sub(r"[\r\n]+", " ", child.text or ""), look.font))
            elif tag == qn("w:sym"):
                text.append(symbol(child.get(qn("w:char"), ""), child.get(qn("w:font"), "")))
            elif tag in _NOTES:
                self.made.notes.append((_NOTES[tag], child.get(qn("w:id"), "")))
            elif tag in DRAWINGS:
                self._drawing(child)
            else:
                text.append(_SIGNS.get(tag, ""))
        self._add("".join(text), look)

    def _add(self, text: str, look: Look) -> None:
        if not text:
            return
        if len(text) > self.left:
            self.made.cut = True
            text = text[: self.left]
        self.left -= len(text)
        unseen = self.style.unseen or look.is_hidden(self.ground)
        self.made.pieces.append(Piece(text.upper() if look.caps else text, look, unseen))

    def _field(self, kind: str | None) -> str:
        """Follow the begin, separate and end of a field; return the sign that the field itself makes."""
        if kind == "begin" and len(self.fields) < _MAX_NESTING:
            self.fields.append(_Field())
        elif kind == "separate" and self.fields:
            self._opened(self.fields[-1])
        elif kind == "end" and self.fields:
            done = self.fields.pop()
            if not done.shows:
                self._opened(done)
                return _symbol_field(done.instruction) if self._shown() else ""
        return ""

    def _opened(self, each: _Field) -> None:
        each.shows = True
        name = each.instruction.split(maxsplit=1)[0].upper() if each.instruction.strip() else ""
        each.left_out = name in _LEFT_OUT
        if name == "HYPERLINK":
            self._link(_field_address(each.instruction))

    def _simple(self, element: Any) -> bool:
        """Follow a field that is one element; return whether its result is left out."""
        each = _Field(element.get(qn("w:instr"), "")[:2000])
        self._opened(each)
        return each.left_out

    def _address(self, relation_id: str | None) -> str:
        relation = self.part.relations.get(relation_id or "")
        return relation.target if relation is not None and relation.external else ""

    def _link(self, address: str) -> None:
        address = address.strip()[:_MAX_ADDRESS]
        if address and address not in self.made.links:
            self.made.links.append(address)

    def _drawing(self, element: Any) -> None:
        self.made.drawings.append(element)
        for each in element.iter(qn("a:hlinkClick")):
            self._link(self._address(each.get(qn("r:id"))))


def _flat(run: Any) -> Iterator[Any]:
    """Yield the children of a run, those of the chosen alternative and of ruby text in their place."""
    stack = [iter(run)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == qn("mc:AlternateContent"):
            stack.append(iter(alternative(child)))
        elif child.tag in (qn("w:ruby"), qn("w:rubyBase"), qn("w:r")) and len(stack) < _MAX_NESTING:
            stack.append(iter(child))
        elif isinstance(child.tag, str):
            yield child


def alternative(element: Any) -> Any:
    """Return the one branch of an mc:AlternateContent that is read: a choice with text, else the fallback."""
    choices = element.findall(qn("mc:Choice"))
    fallback = element.find(qn("mc:Fallback"))
    told = next((each for each in choices if has_text(each)), None)
    if told is not None:
        return told
    if fallback is not None and (has_text(fallback) or not choices):
        return fallback
    return choices[0] if choices else ()


def symbol(code: str, font: str) -> str:
    """Return the character of a w:sym element: a letter of the Symbol font, a bullet, or a space for an icon."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if 0xF000 <= number <= 0xF0FF:
        number -= 0xF000
    if not 0x20 <= number < 0xD800:
        return " "
    return _written(chr(number), font.casefold())


def _written(text: str, font: str) -> str:
    """Return text that may be set in a font whose letters are signs."""
    if font.startswith("symbol"):
        plain = "".join(chr(ord(char) - 0xF000) if "\uf000" <= char <= "\uf0ff" else char for char in text)
        return plain.translate(_SYMBOL)
    if font.startswith(_PICTURE_FONTS):
        return "".join(char if char.isspace() else _picture(char) for char in text)
    return text


def _picture(char: str) -> str:
    """Return a bullet for the signs of Wingdings that serve as one, else a space."""
    return "•" if char in "lnoqtuvwx§¨ØüÜàèð" or chr(0xF000 + ord(char) % 0xF000) in marks.GLYPHS else " "


def _symbol_field(instruction: str) -> str:
    """Return the character of a SYMBOL field, which has no result of its own."""
    tokens = [match[1] or match[2] or "" for match in _TOKEN.finditer(instruction)]
    if len(tokens) < 2 or tokens[0].upper() != "SYMBOL":
        return ""
    font = tokens[tokens.index("\\f") + 1] if "\\f" in tokens[:-1] else ""
    code = tokens[1]
    if code.isdecimal():
        code = f"{int(code[:7]):x}"
    return symbol(code.removeprefix("0x"), font)


def _field_address(instruction: str) -> str:
    """Return where a HYPERLINK field leads, empty for a place in the file itself."""
    tokens = _TOKEN.finditer(instruction)
    next(tokens, None)
    for match in tokens:
        quoted, bare = match[1], match[2]
        if quoted is not None:
            return quoted
        if bare in ("\\l", "\\o", "\\t"):
            next(tokens, None)
        elif not bare.startswith("\\"):
            return bare
    return ""

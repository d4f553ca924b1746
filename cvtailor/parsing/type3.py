"""Fonts that a file draws itself (Type 3): what their characters mean, where the file does not say so.

PDFium hands on the bare numbers of such characters, so that ligatures and dashes are lost. Their names, or
TeX's encodings, tell more.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any

from cvtailor.parsing.glyphs import GlyphFile, GlyphPage
from cvtailor.resources import language

if TYPE_CHECKING:
    from collections.abc import Iterable

_BY_NUMBER = re.compile(r"a(\d{1,3})")
_LETTERS = range(97, 123)
_NAMELESS = frozenset(("", "unknown"))  # what PDFium and pdfminer call such fonts
_FEW = 3  # letters that a font of text has at least (project convention)


@functools.cache
def _tables() -> dict[str, dict[int, str]]:
    raw = language("glyphs")["tex"]
    return {name: {int(code): text for code, text in raw[name].items()} for name in ("ot1", "t1", "symbols")}


def meanings(names: dict[int, str], widths: Iterable[float]) -> dict[int, str]:
    """Return what the characters of a font mean that TeX made, by number; nothing for other fonts.

    Args:
        names: its names of characters by number.
        widths: of those characters.
    """
    if not names or not all(
        (found := _BY_NUMBER.fullmatch(name)) and int(found[1]) == code for code, name in names.items()
    ):
        return {}
    letters = [code for code in names if code in _LETTERS]
    if len(letters) < _FEW:
        table = _tables()["symbols"] if not letters else {}
    elif len(set(widths)) == 1:
        return {}  # typewriter type has no ligatures, and its braces are braces
    else:
        later = set(language("glyphs")["tex"]["only_t1"])
        table = _tables()["t1" if later & names.keys() or max(names) > 127 else "ot1"]
    return {code: table[code] for code in names if code in table}


def learn(font: Any, spec: Any) -> None:
    """Teach a Type 3 font of pdfminer what its characters mean, where its file does not map them to text."""
    from pdfminer.pdftypes import resolve1

    if "ToUnicode" in spec:
        return
    encoding = resolve1(spec.get("Encoding"))
    differences = resolve1(encoding.get("Differences")) if isinstance(encoding, dict) else None
    names: dict[int, str] = {}
    code = 0
    for each in differences[:1_000] if isinstance(differences, list) else []:
        found = resolve1(each)
        if isinstance(found, int):
            code = found
        else:
            name = str(getattr(found, "name", ""))
            if name != ".notdef":
                names[code] = name
            code += 1
    font.cid2unicode = {**font.cid2unicode, **meanings(names, (font.char_width(code) for code in names))}


def repair(data: bytes, file: GlyphFile) -> None:
    """Put pdfminer's reading of a page in place of PDFium's where characters of such a font have no meaning.

    Args:
        data: the PDF.
        file: what PDFium read; its list of pages is changed.
    """
    broken = [at for at, page in enumerate(file.pages) if _lost(page)]
    if not broken:
        return
    from cvtailor.errors import ReadError
    from cvtailor.parsing import miner

    try:
        others = miner.read(data).pages
    except ReadError:
        return
    for at in broken:
        if at < len(others) and _lost(others[at]) < _lost(file.pages[at]):
            file.pages[at] = others[at]


def _lost(page: GlyphPage) -> int:
    """Return how many characters of nameless fonts have no meaning; PDFium's hyphen at a line end is none of them."""
    return sum(
        glyph.text.startswith("(cid:") or not glyph.text.replace("\x02", "").isprintable()
        for glyph in page.glyphs
        if glyph.run.font in _NAMELESS and not glyph.text.isspace()
    )

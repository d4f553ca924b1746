"""List markers: bullet characters, numbers, and bullets drawn as shapes."""

from __future__ import annotations

import re
from collections import Counter

from cvtailor.parsing.glyphs import GlyphPage, Shape, tables
from cvtailor.parsing.words import PageWord

_NUMBER = re.compile(r"(?:\(?(\d{1,3})[.)]|\[(\d{1,3})\])")
_SMALL, _LARGE, _OFTEN = 0.65, 0.85, 3  # of the font size; larger ones must repeat
_BESIDE, _ALONE = 0.6, 1.5  # of the font size between the text of another column and a drawn bullet
_MOST = 500  # drawn bullets on a page; what has more is a drawing
_STROKE = 4  # path segments, at most, of a line or an open corner
_PLAIN = 60  # path segments: a drawn circle takes 5 to 13, one taken from a font about 50


def number(text: str) -> int | None:
    """Return the number of a list marker such as "1.", "2)" or "[3]"."""
    match = _NUMBER.fullmatch(text)
    return int(match[1] or match[2]) if match else None


def may_be(word: PageWord) -> bool:
    """Return whether a word can stand as a marker at the start of a list item."""
    if word.shape:
        return True
    code = word.code or word.text
    table = tables()
    if code in table["bullets"] or code in table["dashes"] or number(code) is not None:
        return True
    if word.symbol and len(code) == 1 and code in table["symbol_letters"]:
        return True
    return not word.text and bool(code)


def is_sure(word: PageWord) -> bool:
    """Return whether a word is a bullet by its character or shape alone."""
    if word.shape:
        return True
    code = word.code or word.text
    table = tables()
    if code not in table["bullets"] and not (
        word.symbol and len(code) == 1 and code in table["symbol_letters"]
    ):
        return False
    return not any(name in word.font.lower() for name in table["icon_fonts"])


def is_spaced(word: PageWord) -> bool:
    """Return whether a word is a dash, star or the like: a bullet where white space follows."""
    code = word.code or word.text
    return code in tables()["dashes"] and (code != "o" or word.symbol)


def split_glued(words: list[PageWord]) -> list[PageWord]:
    """Cut a bullet off the word it is glued to ("•Python")."""
    result: list[PageWord] = []
    sure = tables()["bullets"]
    for word in words:
        head = word.text[:1]
        if len(word.text) > 1 and head in sure and head not in "·★☆→»›⋅" and word.text[1].isalnum():
            share = (word.x1 - word.x0) / len(word.text)
            result.append(_piece(word, head, word.x0, word.x0 + share))
            result.append(_piece(word, word.text[1:], word.x0 + share, word.x1))
        else:
            result.append(word)
    return result


def _piece(word: PageWord, text: str, x0: float, x1: float) -> PageWord:
    return PageWord(
        text=text,
        code=text if len(text) == 1 else "",
        x0=x0,
        x1=x1,
        top=word.top,
        bottom=word.bottom,
        base=word.base,
        size=word.size,
        font=word.font,
        bold=word.bold,
        italic=word.italic,
        page=word.page,
        order=word.order,
    )


def drawn(words: list[PageWord], page: GlyphPage) -> list[PageWord]:
    """Return markers for the small filled shapes that stand where a bullet would: left of a line's first word."""
    small = [shape for shape in page.shapes if not shape.picture and 0 < shape.points <= _PLAIN]
    small = [s for s in small if 0.8 <= s.width <= 8 and 0.3 <= s.height <= 8 and s.width <= 6 * s.height]
    # What is only outlined may be a ring or a box, not a stroke.
    small = [s for s in small if s.filled or (s.points > _STROKE and 0.7 < s.width / s.height < 1.4)]
    small = small[:_MOST]
    alike = Counter((round(s.width, 1), round(s.height, 1)) for s in small)
    result: list[PageWord] = []
    for shape in small:
        often = alike[round(shape.width, 1), round(shape.height, 1)] >= _OFTEN
        if any(_touch(shape, other) for other in small if other is not shape):
            continue  # one of the strokes of an icon
        host = _host(shape, words, _LARGE if often else _SMALL, _BESIDE if often else _ALONE)
        if host and not any(abs(old.x0 - shape.x0) < 1 and abs(old.base - host.base) < 1 for old in result):
            result.append(
                PageWord(
                    text="",
                    code="•",
                    x0=shape.x0,
                    x1=shape.x1,
                    top=shape.top,
                    bottom=shape.bottom,
                    base=host.base,
                    size=host.size,
                    font="shape",
                    page=host.page,
                    order=host.order,
                    symbol=True,
                    shape=True,
                )
            )
    return result


def _touch(one: Shape, other: Shape) -> bool:
    apart = (
        one.x0 > other.x1 + 1
        or other.x0 > one.x1 + 1
        or one.top > other.bottom + 1
        or other.top > one.bottom + 1
    )
    same = abs(one.x0 - other.x0) < 0.5 and abs(one.x1 - other.x1) < 0.5
    return not apart and not same


def _host(shape: Shape, words: list[PageWord], limit: float, apart: float) -> PageWord | None:
    """Return the word that a drawn bullet stands before, if nothing else stands there."""
    middle = (shape.top + shape.bottom) / 2
    host = None
    for word in words:
        if not word.base - 0.8 * word.size <= middle <= word.base + 0.05 * word.size:
            continue
        if not word.text or max(shape.width, shape.height) > limit * word.size:
            continue
        if word.x0 - 3.0 * word.size <= shape.x1 <= word.x0 + 0.5 and (host is None or word.x0 < host.x0):
            host = word
        if word.x0 < shape.x1 and word.x1 > shape.x0 - apart * word.size:
            return None
    return host

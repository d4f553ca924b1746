"""Repairs to text as PDF files hold it. Not full NFKC: that would turn "m²" into "m2"."""

from __future__ import annotations

import functools
import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from cvtailor.parsing.glyphs import Glyph, tables
from cvtailor.resources import language

SOFT = "\u00ad"
_CID = re.compile(r"\(cid:\d{1,6}\)")
_TEX = re.compile(r"(?:^|\+)CM[A-Z]")  # Computer Modern: the stroke stands where others have the space
_LINE_END = "-" + SOFT
_LATER = 5  # letters; a longer second part that is a word makes a compound, not a syllable
_USUAL = 200  # times that a word stands in the texts English words were counted in (project convention)
_LIGATED = frozenset("fil")
_LETTERS = re.compile(r"[^\W\d_]+")
_MAIL = re.compile(r"[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,5}(\w{2,10})")
_MAIL_END = re.compile(r"[\w.-]{1,40}")
_MAIL_OR_LINK = re.compile(
    r"(?:https?://|www\.|[\w.+-]+@)[^\s]*$|[\w-]+\.(?:com|org|net|io|edu|dev|ai)/[^\s]*$", re.IGNORECASE
)


def ligatures(glyphs: list[Glyph]) -> None:
    """Put letters in place of ligatures that a font left without a meaning (NUL or a control character).

    Which ligature it is shows in its width beside the widths of f, i and l in the same type; fi and fl, often
    equally wide, are told apart by the letters behind (English spelling). Glyphs are changed in place.
    """
    if "".join([glyph.text for glyph in glyphs]).isprintable():
        return
    lost = [at for at, glyph in enumerate(glyphs) if _is_lost(glyph)]
    if not lost:
        return
    widths = {(g.run.font, round(g.size, 1), g.text): g.x1 - g.x0 for g in glyphs if g.text in _LIGATED}
    for at in lost:
        glyph = glyphs[at]
        before = _beside(glyphs, at, -1)
        after = _beside(glyphs, at, 1)
        if after:
            after += _beside(glyphs, at + 1, 1)
        if not (after[:1].islower() or (before.islower() and before)):
            continue
        f, i, ell = (widths.get((glyph.run.font, round(glyph.size, 1), letter), 0.0) for letter in "fil")
        f, i = f or 0.33 * glyph.size, i or ell or 0.27 * glyph.size
        narrow = "fl" if _before_fl(after) else "fi"
        sizes = {narrow: f + i, "ff": 2 * f, "f" + narrow: 2 * f + i}
        if not after:
            del sizes["f" + narrow]
        wide = glyph.x1 - glyph.x0
        glyph.text = min(sizes, key=lambda word: abs(sizes[word] - wide))


def accents(line: list[Glyph]) -> list[Glyph]:
    """Return a line's glyphs, sorted by place, with accents set over letters joined to them.

    TeX's old fonts draw an accent as a character of its own over its letter, and the stroke of "ł" from the
    place of the space. A space that a letter stands on is none.
    """
    table = tables()
    marks, struck = table["accents"], table["struck"]
    if not any(glyph.text in marks or glyph.text == " " for glyph in line):
        return line
    gone: set[int] = set()
    edge = -math.inf
    for at, glyph in enumerate(line):
        text = glyph.text
        if text == " ":
            reach = 0.6 * (glyph.x1 - glyph.x0)
            free = edge <= glyph.x0 + reach
            if free and (at + 1 == len(line) or line[at + 1].x0 >= glyph.x1 - reach):
                continue
        else:
            edge = max(edge, glyph.x1)
            if text not in marks:
                continue
        host = _host(line, at)
        if host is None:
            continue
        if text == " ":
            width = glyph.x1 - glyph.x0
            if host.x0 < glyph.x0 - 0.3 * width:
                continue  # a letter that hangs over the space behind it, as "f" does
            if host.x0 > glyph.x0 + 0.25 * width and host.x1 > glyph.x1:
                continue  # one that leans over the space before it, as an italic "A" does
            if _TEX.search(glyph.run.font):
                host.text = struck.get(host.text[0], host.text[0]) + host.text[1:]
            gone.add(at)
        elif host.text.isalpha() and len(host.text) == 1:
            host.text = unicodedata.normalize("NFC", table["dotless"].get(host.text, host.text) + marks[text])
            gone.add(at)
    return [glyph for at, glyph in enumerate(line) if at not in gone] if gone else line


def _host(line: list[Glyph], at: int) -> Glyph | None:
    """Return the letter that stands where another glyph stands, most of the way."""
    glyph = line[at]
    width = glyph.x1 - glyph.x0
    best, most = None, 0.6 * width
    for other in line[max(0, at - 2) : at] + line[at + 1 : at + 3]:
        shared = min(glyph.x1, other.x1) - max(glyph.x0, other.x0)
        if shared > most and other.text != " ":
            best, most = other, shared
    return best


def _is_lost(glyph: Glyph) -> bool:
    if len(glyph.text) != 1 or unicodedata.category(glyph.text) != "Cc" or glyph.text in "\x02\t\n\r\x7f":
        return False
    return not any(name in glyph.run.font.lower() for name in tables()["icon_fonts"])


def _beside(glyphs: list[Glyph], at: int, step: int) -> str:
    """Return the letter that touches a glyph on one side in the same line, or nothing."""
    other = at + step
    if not 0 <= other < len(glyphs):
        return ""
    left, right = (glyphs[at], glyphs[other]) if step > 0 else (glyphs[other], glyphs[at])
    touches = abs(left.base - right.base) < 0.1 * left.size and -0.5 < (right.x0 - left.x1) / left.size < 0.1
    return glyphs[other].text if touches and glyphs[other].text.isalpha() and not right.spaced else ""


def _before_fl(after: str) -> bool:
    if after[:1] in {"a", "i", "o", "u", "y"}:
        return True
    return after[:2] in {"ex", "ec", "ee", "et"}


def is_private(character: str) -> bool:
    """Return whether a character is for private use: an icon, or a bullet of a symbol font."""
    return unicodedata.category(character) == "Co"


def characters(text: str) -> str:
    """Return `text` with ligatures unfolded and everything dropped that is no letter, sign or number.

    U+FFFE, U+0002 and U+00AD (how engines and typesetters write hyphens) become U+00AD, to be settled by
    `join` at a line end and by `inside` within a line. Control characters, private-use icons and `(cid:n)`
    go; exotic spaces become plain ones.
    """
    if text.isascii() and text.isprintable() and "(cid:" not in text:
        return text
    table = tables()
    plain, dropped = table["characters"], table["dropped"]
    result = []
    for character in _CID.sub("", text):
        if character in "\ufffe\x02\u00ad":
            result.append(SOFT)
        elif character in plain:
            result.append(plain[character])
        elif (
            character in dropped
            or is_private(character)
            or unicodedata.category(character) in {"Cc", "Cs", "Cn"}
            or "\U000e0000" <= character <= "\U000e007f"
        ):
            continue
        else:
            result.append(character)
    return unicodedata.normalize("NFC", "".join(result))


def inside(text: str) -> str:
    """Return `text` with U+00AD, which within a line stands for a hyphen that is seen, as "-"."""
    return text.replace(SOFT, "-") if SOFT in text else text


def join(first: str, second: str, known: AbstractSet[str], *, breaks: bool | None = None) -> tuple[str, str]:
    """Return how a line's last word and the next line's first word stand together.

    The result is the last word, changed where needed, and what comes between: "" when the two are one
    word, " " when they are two. `known` holds the lower-case words of the document that stand whole;
    `breaks` tells whether the document breaks words at line ends (see `breaks_words`).

    A hyphen at the end goes when the joined word stands elsewhere in the document, or is an English word;
    stays when the hyphenated word does, when nothing is broken in the document, when the next part is no
    lower-case word, when the word has another hyphen before, when a part is known to make compounds
    (`[hyphens]` in glyphs.toml), or when both parts are English words; otherwise it goes.
    """
    if not first or not second:
        return first, " "
    if _MAIL_OR_LINK.search(first) and _goes_on(first, second):
        return inside(first), ""
    if first[-1] in "–—" and len(first) > 1 and first[-2].isalnum():
        return first, ""  # a dash that touches the word before it touches the one after: "12–29"
    if first[-1] == "/" and len(first) > 1 and second[0].isalnum():
        return first, ""
    if first[-1] not in _LINE_END or len(first) < 2:
        return first, " "
    head = first[:-1]
    if not head[-1].isalnum():
        return inside(first), " "
    if not second[0].isalnum():
        return inside(first), " "
    if _keeps_hyphen(head, second, known, breaks=breaks):
        return inside(head) + "-", ""
    return inside(head), ""


def _goes_on(first: str, second: str) -> bool:
    """Return whether an address cut at a line end plainly goes on in the next word."""
    if first[-1] in "/@_=?&%-." + SOFT:
        return second[0].isalnum()
    return mail_goes_on(first, second)


def mail_goes_on(first: str, second: str) -> bool:
    """Return whether an e-mail address was cut inside a word at a line end ("mara@example.c", "om")."""
    if "@" not in first or not _MAIL_END.fullmatch(second):
        return False
    whole = _MAIL.fullmatch(first + second)
    if not whole or whole[1].lower() not in _domains():
        return False
    alone = _MAIL.fullmatch(first)
    return not alone or alone[1].lower() not in _domains() or len(second) <= 2


@functools.cache
def _domains() -> frozenset[str]:
    return frozenset(language("links")["domains"])


def breaks_words(ends: Iterable[tuple[str, str]], known: AbstractSet[str]) -> bool | None:
    """Return whether a document breaks words at line ends, told by what stands there; null where nothing tells.

    `ends` are the last word of each line and the first of the next, as far as one goes on in the other. A
    syllable at a line end ("record-", "ings") shows that words are broken; where all hyphens stand between
    two words that make no third ("collective-", "control"; "n-", "gram"), none is.
    """
    kept = False
    for first, second in ends:
        if len(first) < 2 or first[-1] not in _LINE_END or "-" in inside(first[:-1]):
            continue
        left, right = _sides(first[:-1], second)
        if not right:
            continue
        if left + right in known:
            return True
        if len(left) < 2 or f"{left}-{right}" in known:
            kept = True
        elif left not in tables()["keeps_hyphen"]:
            if not (is_usual(left) and is_usual(right)):
                return True
            kept = kept or left + right not in _english()
    return False if kept else None


def _sides(head: str, second: str) -> tuple[str, str]:
    """Return the letters before and after a hyphen at a line end, lower case; nothing where it surely stays."""
    match = _LETTERS.match(second)
    if not match or not second[0].islower() or not head[-1].isalpha() or not head[-1].islower():
        return "", ""
    return _LETTERS.findall(inside(head).lower())[-1], match.group().lower()


def _keeps_hyphen(head: str, second: str, known: AbstractSet[str], *, breaks: bool | None) -> bool:
    table = tables()
    left = inside(head).lower()
    tail, right = _sides(head, second)
    if not right or len(tail) < 2:
        return True
    if tail + right in known:
        return False
    if f"{tail}-{right}" in known or f"{left}-{right}" in known or breaks is False:
        return True
    after_first = second[len(right) :]
    if "-" in left or (after_first.startswith(("-", SOFT)) and tail in table["keeps_hyphen"]):
        return True
    if tail + right in _english():
        return False
    if tail in table["keeps_hyphen"] or (right in table["keeps_hyphen_before"] and len(tail) > 3):
        return True
    if len(tail) > 3 and len(right) > _LATER and is_usual(right):
        return True  # no syllable is a long word of its own: "parylene-titanium"
    # Both parts are words and the whole is none: "click-through". Short first parts are mostly
    # syllables ("for-mat", "in-put").
    return len(tail) > 3 and len(right) > 2 and all(is_usual(part) or part in known for part in (tail, right))


def is_usual(word: str) -> bool:
    """Return whether a word stands often enough in English text to be no syllable ("tion", "ment")."""
    return len(word) > 2 and frequency(word) >= _USUAL


def frequency(word: str) -> int:
    """Return how often a word in lower case stands in English texts; 0 where it never does."""
    return _english().get(word, 0)


@functools.cache
def _english() -> Mapping[str, int]:
    """Return how often English words stand in the texts that pyspellchecker's dictionary was counted in."""
    from spellchecker import SpellChecker  # 0.3 s, and most files need it never

    counts: dict[str, int] = SpellChecker(language="en").word_frequency.dictionary
    return counts


def badness(text: str) -> float:
    """Return the share of a text's words that show a broken reading, 0 to 1.

    Broken are: replacement, control and `(cid:n)` characters, and words longer than any real one.
    """
    words = text.split()
    if not words:
        return 0.0
    bad = sum(
        "\ufffd" in word
        or "(cid:" in word
        or (not word.isprintable() and any(unicodedata.category(c) == "Cc" for c in word))
        or (len(word) > 28 and not any(sign in word for sign in "/@.-_:,;()"))
        for word in words
    )
    return bad / len(words)


def is_odd(text: str) -> bool:
    """Return whether a glyph's text says nothing: private use, control, unknown, or `(cid:n)`."""
    if text.isascii() and text.isprintable():
        return text.startswith("(cid:")
    return any(
        is_private(c) or c == "\ufffd" or (unicodedata.category(c) == "Cc" and c not in "\t\n\r\x02")
        for c in text
    )

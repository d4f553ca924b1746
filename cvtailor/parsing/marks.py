"""Cleaning of text and recognition of list marks, shared by the text and DOCX readers."""

from __future__ import annotations

import re
import unicodedata

# Glyphs that stand for a bullet at the start of a line, in Word's symbol fonts too.
GLYPHS = "•‣◦⁃∙●○◯■□▪▫▸▹►▻▶▷◆◇❖➢➤➔➜→⇒»›✓✔✦✧★☆⦿⦾·⚫⬤\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf06c\uf06e\uf071\uf0a8\uf0b2\x95"
_BULLET = re.compile(
    rf"[ \t]*(?:[{re.escape(GLYPHS)}](?![\w])|[-–—*+¤o](?=[ \t])|[{re.escape(GLYPHS)}])[ \t]*"
)
_NUMBER = re.compile(r"[ \t]*(?:\[\d{1,3}\]|\(\d{1,2}\)|\d{1,2}[.)]|\(?[a-h]\)|\(?[ivx]{1,4}\))[ \t]+(?=\S)")
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff\U000e0000-\U000e007f]"
)
_SPACES = re.compile(r"[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_LIGATURES = {0xFB00 + n: text for n, text in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))}
_FIRST_ODD = "\ue000"  # characters for private use, then ligatures
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")


def clean(text: str) -> str:
    """Return text on one line: ligatures unfolded, controls and soft hyphens gone, single spaces.

    Tabs stay (one for a run of white space that holds a tab); line ends become spaces.
    """
    if (
        text.isprintable()
        and "  " not in text
        and (text.isascii() or (max(text) < _FIRST_ODD and unicodedata.is_normalized("NFC", text)))
    ):
        return text.strip(" ")
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_LIGATURES).replace("\u00ad", "")
        text = text.replace("\u2028", " ").replace("\u2029", " ")
        text = "".join(char for char in text if not 0xD800 <= ord(char) <= 0xDFFF)
    text = re.sub(r"[\r\n\f\v\x1c-\x1e\x85]+", " ", text)
    text = _PRIVATE.sub(" ", _CONTROL.sub("", text))
    text = _SPACES.sub(" ", text)
    return re.sub(r" ?\t[ \t]*", "\t", text).strip(" \t")


def bullet(line: str) -> tuple[str, bool]:
    """Split a bullet glyph, dash or number off the start of a line: the rest, and whether one stood."""
    match = _BULLET.match(line) or _NUMBER.match(line)
    if match and match[0].strip() and line[match.end() :].strip():
        return line[match.end() :], True
    return line, False


def goes_on(first: str, second: str) -> bool:
    """Return whether `second` reads as the continuation of a hard-wrapped line `first`."""
    if not first or not second:
        return False
    if first[-1] in ",;&/–(" or (first[-1] == "-" and not first.endswith(" -")):
        return len(first) > 30
    if second[0].islower() or second[0] in "(&%,;)":
        return first[-1] not in ".!?:" and len(first) > 20
    return False


def joined(first: str, second: str) -> str:
    """Join two lines of one paragraph; a word broken by a hyphen is closed up."""
    end = first[-60:]
    broken = re.search(r"(?:^|\W)[^\W\d_]{2,}-$", end) and second[:1].islower()
    if broken and not re.search(r"-\w+-$", end):
        return first[:-1] + second
    return (
        f"{first}{second}" if first.endswith(("-", "/")) and not first.endswith(" -") else f"{first} {second}"
    )

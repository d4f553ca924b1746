"""Making a stranger's text inert before it reaches a terminal."""

from __future__ import annotations

import re

# C0 and C1 controls, DEL, line and paragraph separators, zero-width and direction controls,
# and lone surrogates: a terminal may act on each, and none carries meaning in a report.
_ACTING = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_SPACES = re.compile(r"[\t\n\r\x0b\x0c\u2028\u2029]+")


def inert(text: str) -> str:
    """Return `text` on one line with every acting character gone; white space becomes one space.

    An escape sequence loses its escape character, so that what remains is shown as it is.
    """
    return _ACTING.sub("", _SPACES.sub(" ", text))


def short(text: str, width: int) -> str:
    """Return `text`, inert, cut at a word to at most `width` characters with "…" at the cut."""
    text = " ".join(inert(text).split())
    if len(text) <= width:
        return text
    cut = text[: width - 1]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > width // 2 else cut).rstrip(" ,;:") + "…"

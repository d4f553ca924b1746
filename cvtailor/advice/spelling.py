"""The usual spelling of tool names, and doubled spaces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cvtailor.nlp.types import Bullet

_SPACES = re.compile(r"(?<=\S)[ \t]{2,}(?=\S)")


def usual_names(bullet: Bullet) -> dict[str, str]:
    """Return name as written → usual spelling, for the misspelt names of a bullet."""
    return {slot.text: usual for slot, usual in bullet.wording.misspelt if slot.text != usual}


def respell(bullet: Bullet) -> tuple[str, tuple[str, ...]]:
    """Return the bullet's text with usual names and single spaces, and a sentence for each change."""
    parts: list[str] = []
    changes: list[str] = []
    at, origin = 0, bullet.span.start
    for slot, usual in sorted(bullet.wording.misspelt, key=lambda each: each[0].span.start):
        start, end = slot.span.start - origin, slot.span.end - origin
        if start < at or bullet.text[start:end] != slot.text or slot.text == usual:
            continue
        parts += [bullet.text[at:start], usual]
        changes.append(f"“{slot.text}” is usually written “{usual}”.")
        at = end
    text = "".join([*parts, bullet.text[at:]])
    single = _SPACES.sub(" ", text)
    if single != text:
        changes.append("Doubled spaces are gone.")
    return single, tuple(changes)

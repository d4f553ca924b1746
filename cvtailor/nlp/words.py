"""The words of a text as the matcher reads them, and what stands between them."""

from __future__ import annotations

import bisect
import functools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cvtailor.nlp import variants

if TYPE_CHECKING:
    from spacy.tokens import Doc

# What stands between two atoms, loosest last.
TIGHT, SPACE, HYPHEN, SLASH, COMMA, COLON, BRACKET, BREAK = range(8)
_HYPHENS = "-‐‑\u00ad"


@dataclass(slots=True)
class Words:
    """The atoms of a text in columns; `gaps[i]` says what stands before atom i."""

    text: str
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    raws: list[str] = field(default_factory=list)
    keys: list[tuple[str, ...]] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)
    _places: dict[str, list[int]] | None = None

    def __len__(self) -> int:
        return len(self.starts)

    def places(self, key: str) -> list[int]:
        """Return the atoms that answer to this key, in order (counted once, then looked up)."""
        if self._places is None:
            found: dict[str, list[int]] = {}
            for index, keys in enumerate(self.keys):
                for each in keys:
                    found.setdefault(each, []).append(index)
            self._places = found
        return self._places.get(key, [])

    def gap(self, index: int) -> int:
        """Return what stands before atom `index`; BREAK at both ends of the text."""
        return self.gaps[index] if index < len(self.gaps) else BREAK


def words_of(doc: Doc, breaks: tuple[int, ...] = ()) -> Words:
    """Return the atoms of a tokenised text and what stands between them."""
    words = Words(doc.text)
    text = words.text
    end = 0
    for token in doc:
        at = token.idx
        for atom in variants.atoms(token.text):
            start = at + atom.start
            words.gaps.append(_gap(text[end:start]) if words.starts else BREAK)
            words.starts.append(start)
            words.raws.append(atom.raw)
            words.keys.append(atom.keys)
            end = at + atom.end
            words.ends.append(end)
    for place in breaks:
        index = bisect.bisect_left(words.starts, place)
        if index < len(words):
            words.gaps[index] = BREAK
    return words


@functools.lru_cache(maxsize=4096)
def _gap(text: str) -> int:
    """Return what kind of gap this text between two atoms is."""
    if not text:
        return TIGHT
    inner = text.strip()
    if not inner:
        return BREAK if "\t" in text or text.count("\n") > 1 else SPACE
    if inner in _HYPHENS:
        return HYPHEN if text[0] == inner else BREAK
    if inner.lower() in ("'s", "’s", "'", "’", "®", "™", "©"):
        return SPACE
    if inner == "/" or text == ".":  # "tf.keras" is one name after another
        return SLASH
    if inner in ("–", "—"):
        return SLASH if text == inner else BREAK
    if re.search(r"[.;!?…—–\t\n]", text):
        return BREAK
    if re.search(r"[()\[\]{}]", text):
        return BRACKET
    return COLON if ":" in text else COMMA

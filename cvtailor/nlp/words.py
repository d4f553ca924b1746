"""The words of a text as the matcher reads them, and what stands between them."""

from __future__ import annotations

import bisect
import functools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cvtailor import resources
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

    def all_places(self) -> dict[str, list[int]]:
        """Return the atoms that answer to each key, in order (counted once)."""
        if self._places is None:
            found: dict[str, list[int]] = {}
            for index, keys in enumerate(self.keys):
                for each in keys:
                    found.setdefault(each, []).append(index)
            self._places = found
        return self._places

    def in_capitals(self, index: int) -> bool:
        """Return whether the line of an atom is two words or more, all in capitals: case says nothing there."""
        start = self.text.rfind("\n", 0, self.starts[index]) + 1
        end = self.text.find("\n", start)
        line = self.text[start : end if end >= 0 else len(self.text)]
        return line.isupper() and sum(len(word) > 1 and word[0].isalpha() for word in line.split()) > 1

    def gap(self, index: int) -> int:
        """Return what stands before atom `index`; BREAK at both ends of the text."""
        return self.gaps[index] if index < len(self.gaps) else BREAK


def words_of(doc: Doc, breaks: tuple[int, ...] = ()) -> Words:
    """Return the atoms of a tokenised text and what stands between them."""
    words = Words(doc.text)
    text = words.text
    end = 0
    key = ""
    abbreviations = _abbreviations()
    for token in doc:
        atoms = variants.atoms(token.text)
        if not atoms:
            continue
        at = token.idx
        for atom in atoms:
            start = at + atom.start
            between = text[end:start]
            gap = SPACE if between == " " else _gap(between)
            if gap == BREAK and key in abbreviations and _is_shortened(between, key, atom.keys[0]):
                gap = SPACE
            key = atom.keys[0]
            words.gaps.append(gap)
            words.starts.append(start)
            words.raws.append(atom.raw)
            words.keys.append(atom.keys)
            end = at + atom.end
            words.ends.append(end)
    if words.gaps:
        words.gaps[0] = BREAK
    for place in breaks:
        index = bisect.bisect_left(words.starts, place)
        if index < len(words):
            words.gaps[index] = BREAK
    return words


def _is_shortened(between: str, before: str, after: str) -> bool:
    """Return whether a full stop ends a shortened word, not a sentence: "Dr. R. Patel", "Ph. D."."""
    if before in _abbreviations_of_degrees() and after not in _abbreviations_of_degrees():
        return False
    return between.strip().strip(_HYPHENS).strip() == "."


@functools.cache
def _abbreviations() -> frozenset[str]:
    table = resources.language("variants")["abbreviations"]
    return frozenset((*table["words"], *table["degrees"]))


@functools.cache
def _abbreviations_of_degrees() -> frozenset[str]:
    return frozenset(resources.language("variants")["abbreviations"]["degrees"])


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

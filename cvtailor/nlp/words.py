"""The words of a text as the matcher reads them, and what stands between them."""

from __future__ import annotations

import bisect
import functools
import operator
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
    # Where phrases of guards were seen, by the id of their tuple (kept beside, that no other takes it).
    seen: dict[int, tuple[tuple[str, ...], tuple[int, int] | None]] = field(default_factory=dict)

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
    text, tokens, offsets = _tokens(doc)
    # Column by column: one pass with five appends for each atom takes three times as long.
    atoms = [atom for token in tokens for atom in token[2]]
    if not atoms:
        return Words(text)
    first, last, raws, keys = map(list, zip(*atoms, strict=True))
    at = [offset for offset, token in zip(offsets, tokens, strict=True) for _ in token[2]]
    starts = list(map(operator.add, at, first))
    ends = list(map(operator.add, at, last))
    gaps = [_gap(text[end:start]) for end, start in zip([0, *ends[:-1]], starts, strict=True)]
    gaps[0] = BREAK
    abbreviations = _abbreviations()
    for index in [each for each, gap in enumerate(gaps) if gap == BREAK][1:]:
        before = keys[index - 1][0]
        if before in abbreviations:
            between = text[ends[index - 1] : starts[index]]
            if _is_shortened(between, before, keys[index][0]):
                gaps[index] = SPACE
    for place in breaks:
        index = bisect.bisect_left(starts, place)
        if index < len(starts):
            gaps[index] = BREAK
    return Words(text, starts, ends, raws, keys, gaps)


_MOST_TOKENS = 65536
# The text of a token, the same with a blank behind it, and its atoms.
_Token = tuple[str, str, tuple[tuple[int, int, str, tuple[str, ...]], ...]]
_TOKENS: dict[int, _Token] = {}  # by the token's number in spaCy's table of strings


def _tokens(doc: Doc) -> tuple[str, list[_Token], list[int]]:
    """Return the text, the tokens and their offsets, in bulk: asking spaCy for each costs as much as all the rest."""
    if not len(doc):
        return "", [], []
    numbers, blanks, offsets = doc.to_array(["ORTH", "SPACY", "IDX"]).T.tolist()
    global _TOKENS  # noqa: PLW0603 - replaced when full, not emptied: another thread may be reading from it
    known = _TOKENS
    new = set(numbers).difference(known)
    if len(known) + len(new) > _MOST_TOKENS:
        known = _TOKENS = {}
        new = set(numbers)
    strings = doc.vocab.strings
    for number in new:
        text = strings[number]
        # Plain tuples: the garbage collector drops them from its lists, named ones it looks through for ever.
        known[number] = text, text + " ", tuple([atom[:] for atom in variants.atoms(text)])
    tokens = [known[number] for number in numbers]
    return "".join(map(operator.getitem, tokens, blanks)), tokens, offsets  # type: ignore[arg-type]  # a text at 0 and 1


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

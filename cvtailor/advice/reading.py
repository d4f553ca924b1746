"""A text read for comparison: its words, numbers and names, each in the forms they are compared by."""

from __future__ import annotations

import functools
import itertools
from typing import TYPE_CHECKING

from cvtailor.advice import facts, figures, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PLACES = 4  # of the same initials


class Text:
    """A text with everything the checks ask of it, read once."""

    def __init__(self, text: str, *, free: bool = False) -> None:
        self.tokens = facts.tokens(text)
        self.numbers = figures.numbers(self.tokens)
        self.counted = {at for each in self.numbers for at in range(each.start, each.end)}
        self.hedging = {at for each in self.numbers for at in range(each.start, each.at)}
        title_case = facts.is_title_case(self.tokens)
        self.names = {
            at: each
            for at, each in enumerate(self.tokens)
            if at not in self.counted and facts.is_name(each, title_case=title_case)
        }
        if title_case and free:
            self.names |= {
                at: self.tokens[at] for at in self._behind_prepositions() if at not in self.counted
            }
        self.lower = [each.lower for each in self.tokens]
        self.keys = [facts.keys(each.text) for each in self.tokens]
        self.forms = [
            (lower, *sorted(keys - {lower})) for lower, keys in zip(self.lower, self.keys, strict=True)
        ]
        self.known: set[str] = set().union(*self.keys) if self.keys else set()
        for at, each in enumerate(self.tokens):
            self.known.update(_parts(each.text))
            if at:
                self.known.add(facts.squash(self.tokens[at - 1].text) + facts.squash(each.text))
        self.initials = self._initials()
        self._spelt: tuple[Text, set[int]] | None = None
        short = (facts.squash(each.text) for each in self.names.values())
        self.abbreviations = {each for each in short if 2 <= len(each) <= 6 and each.isalpha()}
        self.words = [
            each.lower
            for each in self.tokens
            if each.lower[0].isalpha() and not facts.is_function(each.lower)
        ]

    def _behind_prepositions(self) -> Iterator[int]:
        """Yield the capitals behind a small preposition: "Interned at Kestrel Airways" is no heading."""
        named = False
        for at, each in enumerate(self.tokens):
            capital = each.text[0].isupper() and not facts.is_function(each.lower)
            before = self.tokens[at - 1].text if at else ""
            named = capital and (named or before in facts.words("words", "behind"))
            if named:
                yield at

    @functools.cached_property
    def moved(self) -> frozenset[str]:
        """Return "up" and "down" for the figures that went from one value to another."""
        sides = set()
        for one, two in itertools.pairwise(self.numbers):
            if (one.role, two.role) == ("from", "to"):
                try:
                    sides.add("up" if float(two.value) > float(one.value) else "down")
                except ValueError:
                    continue
        return frozenset(sides)

    @functools.cached_property
    def joined(self) -> str:
        """The words in small letters, a space between each two."""
        return " ".join(self.lower)

    def has(self, word: str) -> bool:
        """Return whether the word stands here in some form, alone or as a compound."""
        return not facts.keys(word).isdisjoint(self.known)

    def abbreviates(self, word: str) -> bool:
        """Return whether `word` is the initials of consecutive words here."""
        key = facts.squash(word)
        return (
            len(key) > 1
            and key.isalpha()
            and any(self._may_stand_for(at, key) for at in self.initials.get(key, ()))
        )

    def spelt_out(self, other: Text) -> set[int]:
        """Return the places of words that stand here in full for an abbreviation of `other`."""
        if self._spelt is None or self._spelt[0] is not other:
            self._spelt = other, self._spelling(other)
        return self._spelt[1]

    def _spelling(self, other: Text) -> set[int]:
        return {
            place
            for key in sorted(other.abbreviations & self.initials.keys())
            for at in self.initials[key]
            if self._may_stand_for(at, key)
            for place in range(at, at + len(key))
        }

    def _initials(self) -> dict[str, list[int]]:
        """Return the initials of two to six words in a row → where those begin.

        Words like "at" may stand inside four or more ("state of the art"), not at their ends.
        """
        found: dict[str, list[int]] = {}
        small = [not each[0].isalpha() or facts.is_function(each) for each in self.lower]
        for at, each in enumerate(self.lower):
            if small[at]:
                continue
            letters, inside = each[0], False
            for end in range(at + 1, min(at + 6, len(self.lower))):
                if not self.lower[end][0].isalpha():
                    break
                letters += self.lower[end][0]
                if small[end]:
                    inside = True
                elif not inside or len(letters) > 3:
                    places = found.setdefault(letters, [])
                    if len(places) < _PLACES:
                        places.append(at)
        return found

    def _may_stand_for(self, at: int, key: str) -> bool:
        """Return whether the words from a place on may be what `key` is short for: a tool's have capitals."""
        if not vocabulary.is_tool(key):
            return True
        return all(each.text[0].isupper() for each in self.tokens[at : at + len(key)])

    def stands(self, word: str, usual: Mapping[str, str] | None = None) -> bool:
        """Return whether the word stands here: as it is, abbreviated, under the other name that `usual`
        gives for its key, or in all its hyphenated parts.
        """
        if self.has(word) or self.abbreviates(word):
            return True
        if usual and usual.get(facts.squash(word), "\0") in self.known:
            return True
        parts = [each for sign in "-/" if sign in word for each in word.split(sign)]
        return (
            len(parts) > 1
            and all(len(each) > 1 and any(char.isalpha() for char in each) for each in parts)
            and all(facts.is_function(each.lower()) or self.has(each) for each in parts)
        )


def _parts(word: str) -> Iterator[str]:
    for sign in "-/&":
        if sign in word:
            for part in word.split(sign):
                if len(part) > 1 and any(each.isalpha() for each in part):
                    yield from facts.keys(part)

"""A text read for comparison: its words, numbers and names, each in the forms they are compared by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cvtailor.advice import facts, figures

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Text:
    """A text with everything the checks ask of it, read once."""

    def __init__(self, text: str) -> None:
        self.tokens = facts.tokens(text)
        self.numbers = figures.numbers(self.tokens)
        self.counted = {at for each in self.numbers for at in range(each.start, each.end)}
        title_case = facts.is_title_case(self.tokens)
        self.names = {
            at: each
            for at, each in enumerate(self.tokens)
            if at not in self.counted and facts.is_name(each, title_case=title_case)
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
        letters = "".join(each[0] for each in self.lower)
        self.initials = {letters[at : at + size] for at in range(len(letters)) for size in range(2, 7)}
        short = (facts.squash(each.text) for each in self.names.values())
        self.abbreviations = {each for each in short if 2 <= len(each) <= 6 and each.isalpha()}
        self.words = [
            each.lower
            for each in self.tokens
            if each.lower[0].isalpha() and not facts.is_function(each.lower)
        ]

    def has(self, word: str) -> bool:
        """Return whether the word stands here in some form, alone or as a compound."""
        return not facts.keys(word).isdisjoint(self.known)

    def abbreviates(self, word: str) -> bool:
        """Return whether `word` is the initials of consecutive words here."""
        key = facts.squash(word)
        return len(key) > 1 and key.isalpha() and key in self.initials

    def spelt_out(self, other: Text) -> set[str]:
        """Return the initials of words that stand here in full for an abbreviation of `other`."""
        return {letter for key in self.initials & other.abbreviations for letter in key}

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

"""How far something came, and which of several kinds it was: "enrolled in" is not "completed", "public" not "proprietary".

The lists are `[stages]` and `[apart]` of `lexicons/language/guard.toml`; the rules are project conventions.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from cvtailor.advice import counting, facts, inflection
from cvtailor.advice.inflection import Form
from cvtailor.advice.types import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cvtailor.advice.reading import Text


def compare(old: Text, new: Text) -> Iterator[Fault]:
    """Yield a deed told as further than it was, and a word that became one of those it excludes."""
    yield from _grown(old, new)
    yield from _begun(old, new)
    yield from _exchanged(old, new)


def _grown(old: Text, new: Text) -> Iterator[Fault]:
    """Yield a deed that stands for a lesser one: "enrolled in" → "holds", "watched" → "performed"."""
    was, now = _deeds(old), _deeds(new)
    for step in facts.guard()["stages"]["steps"]:
        early = [at for lemma, at in was.items() if lemma in step["early"] and lemma not in now]
        early += counting.hits(old, _phrases(tuple(step.get("phrases", ()))))
        late = [at for lemma, at in now.items() if lemma in step["late"] and not old.has(new.lower[at])]
        if early and late and not was.keys() & set(step["late"]):
            first, word = counting.quoted(old, early[0]), counting.quoted(new, late[0])
            message = f"The old text says “{first}”; “{word}” goes further."
            yield Fault(kind="role", text=word, message=message)
            return


def _deeds(text: Text) -> dict[str, int]:
    """Return the lemma of each word that can be a verb, with its first place."""
    found: dict[str, int] = {}
    for at, lower in enumerate(text.lower):
        if at not in text.names or text.tokens[at].first:
            for lemma in inflection.lemmas(lower):
                found.setdefault(lemma, at)
    return found


def _begun(old: Text, new: Text) -> Iterator[Fault]:
    """Yield a deed that was begun and is told as done: "began writing a book" → "wrote a book"."""
    beginnings = facts.words("stages", "beginning")
    if any(not keys.isdisjoint(beginnings) for keys in new.keys):
        return
    for at, lower in enumerate(old.lower[:-1]):
        if old.keys[at].isdisjoint(beginnings) or not inflection.reading(old.lower[at + 1], Form.GERUND):
            continue
        if inflection.lemmas(lower) and new.has(old.lower[at + 1]):
            words = f"{old.tokens[at].text} {old.tokens[at + 1].text}"
            message = f"“{words}” was begun; the new text tells it as done."
            yield Fault(kind="claim", text=words, message=message, side="old")
            return


def _exchanged(old: Text, new: Text) -> Iterator[Fault]:
    """Yield a word that gave way to one that it excludes: "on the validation set" → "on the test set"."""
    for sorts in _sorts():
        lost = [(at, sort) for at, sort in _members(old, sorts) if not _has(new, sorts[sort])]
        gained = [(at, sort) for at, sort in _members(new, sorts) if not _has(old, sorts[sort])]
        if lost and gained and lost[0][1] != gained[0][1]:
            was, word = old.tokens[lost[0][0]].text, new.tokens[gained[0][0]].text
            yield Fault(kind="claim", text=word, message=f"“{was}” became “{word}”.")
            return


def _members(text: Text, sorts: tuple[frozenset[str], ...]) -> Iterator[tuple[int, int]]:
    for at, lower in enumerate(text.lower):
        for sort, words in enumerate(sorts):
            if lower in words:
                yield at, sort


def _has(text: Text, words: frozenset[str]) -> bool:
    return any(lower in words for lower in text.lower)


@functools.cache
def _sorts() -> tuple[tuple[frozenset[str], ...], ...]:
    return tuple(tuple(frozenset(each.split("|")) for each in row) for row in facts.guard()["apart"]["sorts"])


@functools.cache
def _phrases(listed: tuple[str, ...]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return phrases by their first word, in the form that `counting.hits` takes."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in listed:
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append(words)
    return {first: tuple(each) for first, each in found.items()}

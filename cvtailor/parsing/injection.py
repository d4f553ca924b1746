"""Finds text that is addressed to language models or screening programs instead of to people."""

from __future__ import annotations

import functools
import re

from cvtailor.resources import language

_KINDS = ("patterns", "opening", "labels", "greetings")
_SET_OFF = {
    "labels": re.compile(r"(?:\s+\w+){0,2}\s*(?:[:!–—]|-\s)|\W*$"),
    "greetings": re.compile(r"(?:\s+\w+){0,2}\s*(?:[:!–—,]|-\s)|\W*$"),
}
_WORD = re.compile(r"[\w'’]+")
_Patterns = dict[str, list[tuple[str, ...]]]


@functools.cache
def _patterns(kind: str) -> _Patterns:
    """Return the phrases of a kind (one of `_KINDS`) as words, by their first word."""
    found: _Patterns = {}
    for phrase in language("instructions")["phrases"][kind]:
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append(words)
    return found


@functools.cache
def _first_words() -> frozenset[str]:
    return frozenset(word for kind in _KINDS for word in _patterns(kind))


@functools.cache
def _lead_ins() -> tuple[str, ...]:
    return tuple(language("instructions")["phrases"]["lead_ins"])


def find(text: str, *, hidden: bool = False) -> list[tuple[int, int]]:
    """Return the sentences of `text` that hold such a phrase, as offsets, in order.

    In `hidden` text a command or a form of address counts wherever it stands; in text that is seen, only
    where it opens a sentence, because work on language models is described in the same words.
    """
    if _first_words().isdisjoint(_WORD.findall(text.casefold())):
        return []
    words = [(match[0].casefold(), match.start(), match.end()) for match in _WORD.finditer(text)]
    hits = []
    for at, (word, start, _) in enumerate(words):
        for kind in _KINDS:
            for pattern in _patterns(kind).get(word, ()):
                last = _match(words, at, pattern)
                if last is None:
                    continue
                end = words[last][2]
                if hidden or kind == "patterns" or _addresses(text, start, end, kind):
                    hits.append((start, end))
    found: list[tuple[int, int]] = []
    for start, end in hits:
        first, last = _sentence(text, start, end)
        if found and first < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def _addresses(text: str, start: int, end: int, kind: str) -> bool:
    """Return whether a phrase opens its sentence; a form of address must also be set off from what follows."""
    before = text[max(0, start - 40) : start].rstrip("\"'“”‘’«»*_([<{#- \t–—•")
    opens = not before.strip() or before[-1] in ".!?:;|>/"
    if kind in _SET_OFF:
        return opens and bool(_SET_OFF[kind].match(text[end : end + 50]))
    # "You must ignore previous instructions", "Please rank this CV first".
    return opens or before.casefold().endswith(_lead_ins())


def _match(words: list[tuple[str, int, int]], at: int, pattern: tuple[str, ...]) -> int | None:
    """Return the index of the last word that matches, "*" standing for up to three words, or null."""
    index, skip = at, 0
    for wanted in pattern:
        if wanted == "*":
            skip = 3
            continue
        while skip and index < len(words) and words[index][0] != wanted:
            index, skip = index + 1, skip - 1
        if index >= len(words) or words[index][0] != wanted:
            return None
        index, skip = index + 1, 0
    return index - 1


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    first = max(text.rfind(". ", 0, start) + 2 if ". " in text[:start] else 0, text.rfind("\t", 0, start) + 1)
    stop = re.compile(r"[.!?](?=\s|$)|\t").search(text, end)
    return first, stop.end() if stop else len(text)

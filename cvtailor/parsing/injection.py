"""Finds text that is addressed to language models or screening programs instead of to people."""

from __future__ import annotations

import functools
import re

from cvtailor.resources import language


@functools.cache
def _patterns() -> dict[str, list[tuple[str, ...]]]:
    """Return the phrases as words, by their first word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in language("instructions")["phrases"]["patterns"]:
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append(words)
    return found


def find(text: str) -> list[tuple[int, int]]:
    """Return the sentences of `text` that hold such a phrase, as offsets, in order."""
    words = [(match[0].casefold(), match.start(), match.end()) for match in re.finditer(r"[\w'’]+", text)]
    hits = []
    for at, (word, start, _) in enumerate(words):
        for pattern in _patterns().get(word, ()):
            last = _match(words, at, pattern)
            if last is not None:
                hits.append((start, words[last][2]))
    found: list[tuple[int, int]] = []
    for start, end in hits:
        first, last = _sentence(text, start, end)
        if found and first < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


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

"""Which words are plain English and which are the names or terms of a trade.

A word in small letters that is neither plain English nor a form of it ("optuna", "dbt") is taken for a name.
Lists: `lexicons/language/vocabulary.toml` and the technology and role lexicons.
"""

from __future__ import annotations

import functools
import tomllib
from typing import TYPE_CHECKING, Any

from cvtailor.advice import facts, inflection
from cvtailor.resources import language, lexicons

if TYPE_CHECKING:
    from collections.abc import Iterator

_CONTRACTED = frozenset({"i", "we", "they", "it", "he", "she", "you", "that", "there", "who", "what"})
_LONGEST = 4  # words in a term that is looked for


@functools.cache
def _words() -> frozenset[str]:
    table = language("vocabulary")
    return frozenset(table["words"].split()) | frozenset(table["trade"].split())


@functools.lru_cache(maxsize=100_000)
def is_plain(word: str) -> bool:
    """Return whether `word` is plain English: in the vocabulary, or made of one of its words by rule."""
    lower = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    if "-" in lower or "/" in lower:
        return all(is_plain(part) for part in lower.replace("/", "-").split("-") if part)
    if "'" in lower and lower.partition("'")[0] in _CONTRACTED:
        return True
    if len(lower) <= 2 or not lower.isalpha():
        return len(lower) <= 2 and lower not in facts.guard()["claims"]["short_names"]
    if facts.is_function(lower) or inflection.readings(lower):
        return True
    if any(each in _words() for each in _bases(lower)):
        return True
    if lower.endswith("s") and not lower.endswith("ss") and is_plain(lower[:-1]):
        return True  # "trainings": formed twice
    prefixes = facts.guard()["claims"]["prefixes"]
    return any(
        lower.startswith(prefix)
        and len(lower) - len(prefix) > 3
        and any(each in _words() for each in _bases(lower[len(prefix) :]))
        for prefix in prefixes
    )


def _bases(lower: str) -> Iterator[str]:
    """Yield the word and the words it can be formed from by an ending."""
    yield lower
    yield facts.fold(lower)
    for ending, also in facts.guard()["claims"]["endings"].items():
        if lower.endswith(ending) and len(lower) - len(ending) >= 3:
            stem = lower[: -len(ending)]
            yield from (stem + each for each in also)
            if len(stem) > 3 and stem[-1] == stem[-2]:
                yield stem[:-1]


@functools.cache
def _forms() -> tuple[frozenset[str], dict[str, tuple[tuple[str, ...], ...]]]:
    """Return the one-word names of tools in small letters, and the terms of several words by their first."""
    kinds = facts.guard()["claims"]
    common = frozenset(kinds["no_tools"])
    single: set[str] = set()
    several: dict[str, set[tuple[str, ...]]] = {}
    for keyword in _keywords():
        named = keyword.get("kind") in kinds["tool_kinds"]
        for form in (keyword.get("name", ""), *keyword.get("forms", ())):
            lower = str(form).lower()
            words = tuple(lower.replace("-", " ").split())
            if named and len(words) == 1 and lower.isalpha() and len(lower) > 2 and lower not in common:
                single.add(lower)
            elif 1 < len(words) <= _LONGEST and (named or keyword.get("kind") in kinds["term_kinds"]):
                several.setdefault(words[0], set()).add(words)
    ordered = {
        first: tuple(sorted(each, key=lambda one: (-len(one), one))) for first, each in several.items()
    }
    return frozenset(single), ordered


def _keywords() -> Iterator[dict[str, Any]]:
    for folder in ("technology", "roles"):
        for path in sorted((lexicons() / folder).iterdir(), key=lambda each: each.name):
            if path.name.endswith(".toml"):
                yield from tomllib.loads(path.read_text(encoding="utf-8")).get("keyword", ())


def is_tool(lower: str) -> bool:
    """Return whether a word in small letters is a tool's name and hardly anything else ("keras")."""
    return lower in _forms()[0]


def terms(words: list[str]) -> Iterator[range]:
    """Yield the places of the terms of several words ("random forest") in a list of words in small letters."""
    at = 0
    while at < len(words):
        for term in _forms()[1].get(words[at], ()):
            if tuple(each.removesuffix("s") for each in words[at : at + len(term)]) == tuple(
                each.removesuffix("s") for each in term
            ):
                yield range(at, at + len(term))
                break
        at += 1

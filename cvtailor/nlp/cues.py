"""The cue phrases of lexicons/language/standing.toml, and where a text has them."""

from __future__ import annotations

import functools

from cvtailor import resources
from cvtailor.nlp import variants
from cvtailor.nlp.words import COMMA, Words

_KINDS = (
    "wide",
    "near",
    "after",
    "beside",
    "opening",
    "except",
    "negators",
    "unfinished",
    "subjects",
    "people",
)


def all_hits(words: Words) -> dict[tuple[str, str], list[tuple[int, int]]]:
    """Return where the phrases of each table and kind stand: first and last atom."""
    index = _index()
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    end: tuple[str, ...] = ()
    for at, keys in enumerate(words.keys):
        for key in keys:
            seconds = index.get(key)
            if seconds is None:
                continue
            following = words.keys[at + 1] if at + 1 < len(words) else end
            for second in (*following, ""):
                for name, phrase in seconds.get(second, ()):
                    place = (at, at + len(phrase) - 1)
                    if stands_at(words, at, phrase) and place not in found.get(name, ()):
                        found.setdefault(name, []).append(place)
    return found


@functools.cache
def _index() -> dict[str, dict[str, list[tuple[tuple[str, str], tuple[str, ...]]]]]:
    """Return all cue phrases by their first key, then by their second ("" for none), long ones first."""
    index: dict[str, dict[str, list[tuple[tuple[str, str], tuple[str, ...]]]]] = {}
    for name, table in phrases().items():
        for kind, listed in table.items():
            if kind in _KINDS:
                for phrase in listed:
                    second = phrase[1] if len(phrase) > 1 else ""
                    index.setdefault(phrase[0], {}).setdefault(second, []).append(((name, kind), phrase))
    for seconds in index.values():
        for sharing in seconds.values():
            sharing.sort(key=lambda each: -len(each[1]))
    return index


def stands_at(words: Words, at: int, phrase: tuple[str, ...]) -> bool:
    """Return whether the phrase stands at atom `at`, its words in one clause."""
    if at + len(phrase) > len(words):
        return False
    return all(
        phrase[n] in words.keys[at + n] and (n == 0 or words.gap(at + n) < COMMA) for n in range(len(phrase))
    )


@functools.cache
def phrases() -> dict[str, dict[str, tuple[tuple[str, ...], ...]]]:
    """Return the cue phrases as sequences of keys."""
    return {
        name: {
            kind: tuple(dict.fromkeys(p for p in (phrase_keys(text) for text in listed) if p))
            for kind, listed in table.items()
            if isinstance(listed, list)
        }
        for name, table in resources.language("standing").items()
        if name in ("denied", "planned", "others", "credential")
    }


def phrase_keys(text: str) -> tuple[str, ...]:
    """Return a phrase as the keys of its words."""
    return tuple(each.keys[0] for each in variants.atoms_of_form(text))


@functools.cache
def scope() -> dict[str, frozenset[str]]:
    """Return the words that bound the reach of a cue."""
    return {
        name: frozenset(map(variants.key, listed))
        for name, listed in resources.language("standing")["scope"].items()
    }


@functools.cache
def nouns() -> frozenset[str]:
    """Return the nouns that a negator may deny ("no experience")."""
    return frozenset(map(variants.key, resources.language("standing")["denied"]["nouns"]))


@functools.cache
def irregular() -> frozenset[str]:
    """Return the irregular verb forms that end a list."""
    return frozenset(resources.language("variants")["actions"]["irregular"])

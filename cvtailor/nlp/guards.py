"""Guards: the conditions a lexicon sets on a match. What each field means is in lexicon/types.py."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from cvtailor.lexicon.types import Guard, Keyword
from cvtailor.nlp import variants

if TYPE_CHECKING:
    from cvtailor.nlp.words import Words

# Up to this kind of gap two words stand directly side by side (a comma or a bracket parts them).
_SIDE_BY_SIDE = 3


def allow(words: Words, first: int, last: int, keyword: Keyword, form: str, section: str) -> bool:
    """Return whether every guard of the keyword that applies to `form` holds.

    The match covers atoms `first` to `last`; `words` are those of its item, heading or header line.
    """
    return all(
        _holds(words, first, last, guard, section)
        for guard in keyword.guards
        if not guard.forms or form in guard.forms
    )


def _holds(words: Words, first: int, last: int, guard: Guard, section: str) -> bool:
    if guard.sections and section not in guard.sections:
        return False
    if section in guard.not_sections:
        return False
    if guard.near and not any(_near(words, first, last, each) for each in guard.near):
        return False
    if any(_near(words, first, last, each) for each in guard.not_near):
        return False
    if guard.after and not any(_directly_before(words, first, each) for each in guard.after):
        return False
    if any(_directly_before(words, first, each) for each in guard.not_after):
        return False
    if guard.before and not any(_directly_after(words, last, each) for each in guard.before):
        return False
    return not any(_directly_after(words, last, each) for each in guard.not_before)


def _near(words: Words, first: int, last: int, phrase: str) -> bool:
    keys = _keys(phrase)
    if not keys:
        start, end = words.starts[first], words.ends[last]
        return phrase.strip() in words.text[:start] or phrase.strip() in words.text[end:]
    size = len(keys)
    return any(
        _is(words, at, keys) and not (first <= at and at + size - 1 <= last)
        for key in keys[0]
        for at in words.places(key)
    )


def _directly_before(words: Words, first: int, phrase: str) -> bool:
    """Return whether the phrase ends directly before atom `first`."""
    keys = _keys(phrase)
    if not keys:
        return words.text[: words.starts[first]].rstrip().endswith(phrase.strip())
    at = first - len(keys)
    return at >= 0 and words.gap(first) <= _SIDE_BY_SIDE and _is(words, at, keys)


def _directly_after(words: Words, last: int, phrase: str) -> bool:
    keys = _keys(phrase)
    if not keys:
        return words.text[words.ends[last] :].lstrip().startswith(phrase.strip())
    return words.gap(last + 1) <= _SIDE_BY_SIDE and _is(words, last + 1, keys)


def _is(words: Words, at: int, keys: tuple[tuple[str, ...], ...]) -> bool:
    """Return whether the phrase stands at atom `at`, its words side by side."""
    if at + len(keys) > len(words):
        return False
    for offset, wanted in enumerate(keys):
        if offset and words.gap(at + offset) > _SIDE_BY_SIDE:
            return False
        if not any(key in wanted for key in words.keys[at + offset]):
            return False
    return True


@functools.lru_cache(maxsize=16384)
def _keys(phrase: str) -> tuple[tuple[str, ...], ...]:
    return tuple(each.keys for each in variants.atoms_of_form(phrase))

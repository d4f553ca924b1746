"""Guards: the conditions a lexicon sets on a match. What each field means is in lexicon/types.py."""

from __future__ import annotations

import functools

from cvtailor.lexicon.types import Guard, Keyword
from cvtailor.nlp import doubts, variants
from cvtailor.nlp.words import SPACE, Words

NAME = "<Name>"  # in `not_before`: a capitalised word follows
# Up to this kind of gap two words stand directly side by side (a comma or a bracket parts them).
_SIDE_BY_SIDE = 3


def allow(words: Words, first: int, last: int, keyword: Keyword, form: str, section: str) -> bool:
    """Return whether every guard of the keyword that applies to `form` holds.

    The match covers atoms `first` to `last`; `words` are those of its item, heading or header line.
    """
    if not keyword.guards:
        return True
    made = any(guard.near for guard in keyword.guards) and doubts.made_with(words, first, keyword)
    return all(
        _holds(words, first, last, guard, section, made=made)
        for guard in keyword.guards
        if not guard.forms or form in guard.forms
    )


def _holds(words: Words, first: int, last: int, guard: Guard, section: str, *, made: bool) -> bool:
    if guard.sections and section not in guard.sections:
        return False
    if section in guard.not_sections:
        return False
    if not holds_near(words, (first, last), () if made else guard.near, guard.not_near, section):
        return False
    if guard.after and not any(_directly_before(words, first, each) for each in guard.after):
        return False
    if any(_directly_before(words, first, each) for each in guard.not_after):
        return False
    if guard.before and not any(_directly_after(words, last, each) for each in guard.before):
        return False
    if any(_directly_after(words, last, each) for each in guard.not_before if each != NAME):
        return False
    return NAME not in guard.not_before or not _name_follows(words, last, guard.near)


def holds_near(
    words: Words, span: tuple[int, int], near: tuple[str, ...], not_near: tuple[str, ...], section: str
) -> bool:
    """Return whether one of `near` (if there are any) and none of `not_near` stands around the atoms.

    The kind of the section counts as near: what its heading says needs not stand in each line.
    """
    if near and section not in near and not _any_near(words, span, near):
        return False
    return not (not_near and _any_near(words, span, not_near))


def _name_follows(words: Words, last: int, known: tuple[str, ...]) -> bool:
    """Return whether a capitalised word that `known` does not list follows: a surname."""
    at = last + 1
    if words.gap(at) != SPACE:
        return False
    raw = words.raws[at]
    capitalised = raw[:1].isupper() and raw[1:].islower() and len(raw) > 2
    return capitalised and not any(stands(words, at, keys_of(each)) for each in known)


def _any_near(words: Words, span: tuple[int, int], phrases: tuple[str, ...]) -> bool:
    """Return whether one of the phrases stands in the text outside the match."""
    by_first, marks = _by_first_key(phrases)
    places = words.all_places()
    for key in by_first.keys() & places.keys():
        for at in places[key]:
            for keys in by_first[key]:
                inside = span[0] <= at and at + len(keys) - 1 <= span[1]
                if not inside and (len(keys) == 1 or stands(words, at, keys)):
                    return True
    if not marks:
        return False
    start, end = words.starts[span[0]], words.ends[span[1]]
    return any(each in words.text[:start] or each in words.text[end:] for each in marks)


@functools.lru_cache(maxsize=8192)
def _by_first_key(
    phrases: tuple[str, ...],
) -> tuple[dict[str, list[tuple[tuple[str, ...], ...]]], tuple[str, ...]]:
    """Return the phrases as keys by each key of their first word, and those that are marks only."""
    found: dict[str, list[tuple[tuple[str, ...], ...]]] = {}
    marks = []
    for text in phrases:
        keys = keys_of(text)
        if not keys:
            marks.append(text.strip())
            continue
        for key in keys[0]:
            found.setdefault(key, []).append(keys)
    return found, tuple(marks)


def _directly_before(words: Words, first: int, phrase: str) -> bool:
    """Return whether the phrase ends directly before atom `first`."""
    keys = keys_of(phrase)
    if not keys:
        return words.text[: words.starts[first]].rstrip().endswith(phrase.strip())
    at = first - len(keys)
    return at >= 0 and words.gap(first) <= _SIDE_BY_SIDE and stands(words, at, keys)


def _directly_after(words: Words, last: int, phrase: str) -> bool:
    keys = keys_of(phrase)
    if not keys:
        return words.text[words.ends[last] :].lstrip().startswith(phrase.strip())
    return words.gap(last + 1) <= _SIDE_BY_SIDE and stands(words, last + 1, keys)


def stands(words: Words, at: int, keys: tuple[tuple[str, ...], ...]) -> bool:
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
def keys_of(phrase: str) -> tuple[tuple[str, ...], ...]:
    """Return the keys of a phrase's words; none for one of marks only ("&"), which is compared as written."""
    if not phrase[:1].isalnum() and not any(each.isalnum() for each in phrase):
        return ()
    return tuple([each.keys for each in variants.atoms_of_form(phrase)])

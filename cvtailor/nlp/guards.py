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
    if guard.after and not _any_before(words, first, guard.after):
        return False
    if guard.not_after and _any_before(words, first, guard.not_after):
        return False
    if guard.before and not _any_after(words, last, guard.before):
        return False
    if guard.not_before and _any_after(words, last, guard.not_before):
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
    kept = words.seen.get(id(phrases))
    if kept is not None and kept[1] is not None and not (span[0] <= kept[1][0] and kept[1][1] <= span[1]):
        return True
    by_first, marks = _by_key(phrases, 0)
    if kept is None or kept[1] is not None:
        found = None
        places = words.all_places()
        for key in by_first.keys() & places.keys():
            for at in places[key]:
                for keys in by_first[key]:
                    if len(keys) == 1 or stands(words, at, keys):
                        found = at, at + len(keys) - 1
                        if not (span[0] <= at and found[1] <= span[1]):
                            words.seen[id(phrases)] = phrases, found
                            return True
        words.seen[id(phrases)] = phrases, found
    if not marks:
        return False
    start, end = words.starts[span[0]], words.ends[span[1]]
    return any(each in words.text[:start] or each in words.text[end:] for each in marks)


@functools.lru_cache(maxsize=8192)
def _by_key(
    phrases: tuple[str, ...], word: int
) -> tuple[dict[str, list[tuple[tuple[str, ...], ...]]], tuple[str, ...]]:
    """Return the phrases as keys by each key of their first (0) or last (-1) word, and those that are marks only."""
    found: dict[str, list[tuple[tuple[str, ...], ...]]] = {}
    marks = []
    for text in phrases:
        if text == NAME:
            continue
        keys = keys_of(text)
        if not keys:
            marks.append(text.strip())
            continue
        for key in keys[word]:
            found.setdefault(key, []).append(keys)
    return found, tuple(marks)


def _any_before(words: Words, first: int, phrases: tuple[str, ...]) -> bool:
    """Return whether one of the phrases ends directly before atom `first`."""
    by_last, marks = _by_key(phrases, -1)
    if first and words.gaps[first] <= _SIDE_BY_SIDE:
        for key in words.keys[first - 1]:
            for keys in by_last.get(key, ()):
                if first >= len(keys) and stands(words, first - len(keys), keys):
                    return True
    return bool(marks) and words.text[: words.starts[first]].rstrip().endswith(marks)


def _any_after(words: Words, last: int, phrases: tuple[str, ...]) -> bool:
    """Return whether one of the phrases begins directly behind atom `last`."""
    by_first, marks = _by_key(phrases, 0)
    if words.gap(last + 1) <= _SIDE_BY_SIDE:
        for key in words.keys[last + 1]:
            if any(stands(words, last + 1, keys) for keys in by_first.get(key, ())):
                return True
    return bool(marks) and words.text[words.ends[last] :].lstrip().startswith(marks)


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
    return tuple([keys for _, keys in variants.words_of_form(phrase)])

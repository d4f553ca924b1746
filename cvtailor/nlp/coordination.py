"""Lists with a shared head: "supervised and unsupervised learning" is both."""

from __future__ import annotations

import functools

from cvtailor import resources
from cvtailor.nlp.forms import Found
from cvtailor.nlp.terms import Matcher
from cvtailor.nlp.words import BRACKET, BREAK, COLON, COMMA, HYPHEN, SLASH, SPACE, TIGHT, Words


def joined(words: Words, ready: Matcher, term: str, first: int, last: int, found: list[Found]) -> None:
    """Follow a list from its first modifier, behind which a join stands, to the shared head and note the forms there.

    After the modifier come joins (and, or, /, comma; a comma alone joins nothing), then at most six
    atoms of other modifiers with at most three between joins, then the head.
    """
    at = last + 1
    joins = ready.joins
    run = 0
    parted = linked = False  # behind a comma; behind a join
    while at < len(words) and at - last <= 8:
        gap = words.gap(at)
        if gap in (COLON, BRACKET, BREAK):
            return
        if gap in (SLASH, COMMA):
            parted, linked, run = True, linked or gap == SLASH, 0
        if words.keys[at][0] in joins:
            linked, run = True, 0
            at += 1
            continue
        if not (parted or linked):
            return
        if run > 0 and linked and gap in (SPACE, HYPHEN):
            for key in words.keys[at]:
                _finish(words, ready, f"{term} {key}", first, at, found)
        run += 1
        if run > 3 or words.keys[at][0] in _stops():
            return
        at += 1


def _finish(words: Words, ready: Matcher, term: str, first: int, last: int, found: list[Found]) -> None:
    found += [Found(first, last, form, "joined") for form in ready.forms(term) if not form.cased]
    after = last + 1
    if term in ready.beginnings and words.gap(after) in (SPACE, HYPHEN, TIGHT):
        for key in words.keys[after]:
            _finish(words, ready, f"{term} {key}", first, after, found)


@functools.cache
def _stops() -> frozenset[str]:
    """Function words that end a list of modifiers."""
    table = resources.language("variants")["actions"]
    return frozenset((*table["passives"], *table["list_ends"]))

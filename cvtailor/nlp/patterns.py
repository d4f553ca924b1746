"""Finds work told in any wording: a lexicon's verbs, in any inflection, with one of their objects."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Sequence
from typing import NamedTuple

from cvtailor import resources
from cvtailor.lexicon.types import Keyword, Pattern
from cvtailor.nlp import guards, variants
from cvtailor.nlp.forms import Form, Found
from cvtailor.nlp.types import Tense
from cvtailor.nlp.verbs import inflections, look_up
from cvtailor.nlp.words import BREAK, COLON, COMMA, HYPHEN, Words

REACH = 10  # atoms from the verb to the end of its object
_NO_WORK = ("publications", "skills", "languages", "references")  # titles and lists tell no work
_BEFORE = 6  # atoms from an object to its passive verb
_FARTHEST = REACH + 6  # atoms behind the beginning of a verb of up to six words in which an object may begin

Objects = dict[str, list[tuple[tuple[str, ...], ...]]]  # phrases (as keys) by the keys of their first word


class Verb(NamedTuple):
    """A written form of a pattern's verb: the words that must follow, and whether it may be a noun too."""

    rest: tuple[str, ...]
    bare: bool
    pattern: Pattern
    objects: Objects
    form: Form


# The patterns of a written verb, and the words with which their objects begin: null where one has none.
Verbs = tuple[list[Verb], frozenset[str] | None]


def index(keywords: Sequence[Keyword]) -> dict[str, Verbs]:
    """Return the patterns of all keywords by the written forms of their verbs (as keys of atoms)."""
    found: dict[str, list[Verb]] = {}
    for number, keyword in enumerate(keywords):
        for pattern in keyword.patterns:
            objects = _by_first_word(pattern.objects)
            for verb in pattern.verbs:
                first, *rest = (each.keys[0] for each in variants.atoms_of_form(verb))
                form = Form(number, f"{verb} …", cased=False, loosest=COMMA, raws=())
                for written, bare in _written(first):
                    found.setdefault(written, []).append(Verb(tuple(rest), bare, pattern, objects, form))
    is_past("")  # the verb table is made ready with the patterns, not at the first text
    return {written: (listed, _begins(listed)) for written, listed in found.items()}


def _begins(listed: list[Verb]) -> frozenset[str] | None:
    if not all(verb.objects for verb in listed):
        return None
    return frozenset(key for verb in listed for key in verb.objects)


def told(words: Words, verbs: dict[str, Verbs], section: str) -> list[Found]:
    """Return the patterns that the text tells, from the verb to its object."""
    found: list[Found] = []
    if section in _NO_WORK:
        return found
    every = words.keys
    for at in [here for here, keys in enumerate(every) if keys[0] in verbs]:
        keys = every[at]
        listed, begins = verbs[keys[0]]
        if begins is not None:
            near = every[max(0, at - 1 - _BEFORE) : at + _FARTHEST]
            if begins.isdisjoint(itertools.chain.from_iterable(near)):
                continue  # nothing that any of them could be done to
        opens = _opens(words, at, keys[0])
        places: dict[int, _Places] = {}  # by the end of the verb
        for verb in listed:
            if (verb.bare and not opens) or (verb.rest and not _follows(words, at, verb.rest)):
                continue
            end = at + len(verb.rest)
            if end not in places:
                places[end] = _places(words, at, end)
            span = _with_object(words, (at, end), places[end], verb.objects)
            pattern = verb.pattern
            if span and guards.holds_near(words, (at, at), pattern.near, pattern.not_near, section):
                prefixed = words.gap(at) == HYPHEN and words.keys[at - 1][0] in _table("prefixes")
                found.append(Found(span[0] - (prefixed and span[0] == at), span[1], verb.form, "worded"))
    return found


@functools.lru_cache(maxsize=4096)
def _written(verb: str) -> tuple[tuple[str, bool], ...]:
    """Return the written forms of a verb as keys, each with whether it may be a noun as well."""
    tables = inflections(), resources.language("verbs")["variants"]
    rows = [rows[verb] for rows in tables if verb in rows]
    if not rows:
        stem = verb.removesuffix("e")
        stem = verb[:-1] + "i" if verb.endswith("y") and verb[-2:-1] not in "aeou" else stem
        rows = [[verb + "s", stem + "ed", stem + "ed", (stem if verb.endswith("e") else verb) + "ing"]]
    forms = {variants.key(verb): True}
    for third, past, participle, gerund in rows:
        forms[variants.key(third)] = True
        for each in (past, participle, gerund):
            forms[variants.key(each)] = each == verb
    return tuple(forms.items())


def _opens(words: Words, at: int, key: str) -> bool:
    """Return whether a verb that may be a noun is a verb: it opens a clause, or follows "to", "and", "now"."""
    if words.gap(at) >= COMMA:
        return True
    before = words.keys[at - 1][0]
    return before in _table("before_base") or (key.endswith("s") and before in _table("before_third"))


def _follows(words: Words, at: int, rest: tuple[str, ...]) -> bool:
    return all(
        at + n < len(words) and words.gap(at + n) < COMMA and key in words.keys[at + n]
        for n, key in enumerate(rest, 1)
    )


class _Places(NamedTuple):
    """Where the object of a verb may begin, each with whether before the verb; and the keys there."""

    listed: list[tuple[int, bool]]
    keys: set[str]


def _places(words: Words, at: int, end: int) -> _Places:
    """Return where the object of the verb at atoms `at` to `end` may begin."""
    found = []
    met = False  # whether anything but verbs and joins stands behind the verb
    clause_ends, joins = _table("clause_ends"), _table("joins")
    for here in range(end + 1, min(end + 1 + REACH, len(words))):
        if words.gaps[here] in (BREAK, COLON):
            break
        found.append((here, False))
        word = words.keys[here][0]
        if word in clause_ends or (met and next_verb(words, here)):
            break
        met = met or not (is_past(words.raws[here].lower()) or word in joins)
    if at and words.gaps[at] < COMMA and words.keys[at - 1][0] in _table("passives"):
        for here in range(at - 1, max(at - 1 - _BEFORE, -1), -1):
            found.append((here, True))
            if words.gaps[here] >= COLON:
                break
    return _Places(found, {key for here, _ in found for key in words.keys[here]})


def _with_object(
    words: Words, verb: tuple[int, int], places: _Places, objects: Objects
) -> tuple[int, int] | None:
    """Return the atoms from the verb (its first and last) to its object, or None."""
    if not objects:
        return verb
    if objects.keys().isdisjoint(places.keys):
        return None
    for here, before in places.listed:
        last = _object(words, here, objects)
        if last is not None:
            return (here, verb[1]) if before else (verb[0], last)
    return None


def _object(words: Words, at: int, objects: Objects) -> int | None:
    """Return the last atom of an object that begins here, or None."""
    for key in words.keys[at]:
        for phrase in objects.get(key, ()):
            if guards.stands(words, at, phrase):
                return at + len(phrase) - 1
    return None


def _by_first_word(objects: tuple[str, ...]) -> Objects:
    found: Objects = {}
    for text in objects:
        phrase = guards.keys_of(text)
        for key in phrase[0] if phrase else ():
            found.setdefault(key, []).append(phrase)
    return found


@functools.lru_cache(maxsize=4096)
def is_past(word: str) -> bool:
    """Return whether a word in lower case is a verb's past ("kept", "labelled"), by the verb table."""
    form = look_up(word)
    return form is not None and form.tense is Tense.PAST


def next_verb(words: Words, at: int) -> bool:
    """Return whether a further verb with an object of its own stands here: "cleaned offices and kept data"."""
    listed = words.gap(at) == COMMA or words.keys[at - 1][0] in _table("joins")
    return listed and is_past(words.raws[at].lower())


@functools.cache
def _table(name: str) -> frozenset[str]:
    return frozenset(resources.language("variants")["actions"][name])

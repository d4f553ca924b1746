"""The words around the numbers of an item, and the classes they belong to, as features that can be weighed.

A feature is a short string: where a word stands ("1<" right before a number, "<" a few words before it, "2>" the
second behind it …), and the word, or "@" and a class of it: a list of verbs, nouns or measures of the language tables.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterator, Sequence

from cvtailor.nlp.clauses import Clause
from cvtailor.nlp.phrases import word_set
from cvtailor.nlp.readings import Group
from cvtailor.nlp.verbs import look_up, members
from cvtailor.resources import language

_WORD = re.compile(r"[^\W\d_][\w'’-]*|\d[\d.,]*|[%£$€→×~+:;,().±=<>≤≥/–—-]")
_VERBS = ("up", "down", "result", "hiding", "plain")
_RESULTS = ("verbs", "nouns", "change_nouns", "comparatives")
_METRICS = ("performance", "other", "lower_is_better")
_LONGEST = 200  # words of an item or a clause that are weighed; no bullet has more
_NEAR = 5  # words to each side of a number that are told apart from the rest of the item
_PLACED = 3  # words to a side of a number that are told by their place
_MOST = 12  # numbers of an item that are weighed


def placed(text: str) -> Iterator[tuple[int, str]]:
    """Yield the words and marks of a text, each with its offset, in small letters and each number as "0"."""
    for match in _WORD.finditer(text):
        yield match.start(), "0" if match[0][0].isdigit() else match[0].lower()


def words(text: str) -> list[str]:
    """Return the words and marks of a text in small letters, each number as "0"."""
    return [word for _, word in placed(text)]


def item(text: str, clauses: Sequence[Clause], numbers: Sequence[tuple[int, Group]]) -> frozenset[str]:
    """Return the features of a whole item.

    Args:
        text: the item's text.
        clauses: its clauses.
        numbers: those of its numbers that may say something: the index of the clause, and the group.
    """
    return frozenset(_of_item(text, clauses, numbers[:_MOST]))


def number(text: str, clauses: Sequence[Clause], at: int, group: Group) -> frozenset[str]:
    """Return the features of one number (or pair of numbers) of clause `at`."""
    return frozenset(_of_number(text, clauses, at, group))


def _of_item(text: str, clauses: Sequence[Clause], numbers: Sequence[tuple[int, Group]]) -> Iterator[str]:
    every = words(text)[:_LONGEST]
    for at, word in enumerate(every):
        yield f"={word}"
        if at:
            yield f"={every[at - 1]} {word}"
        for name in classes(word):
            yield f"=@{name}"
        if word != "0":
            continue
        yield f"1<{every[at - 1] if at else '^'}"
        yield f"1>{every[at + 1] if at + 1 < len(every) else '$'}"
        yield from _both("<", every[max(0, at - _NEAR) : at])
        yield from _both(">", every[at + 1 : at + _NEAR])
    if every:
        yield from _both("^", every[:1])
    yield f"numbers {min(4, len(numbers))}"
    for at, group in numbers:
        yield from _summary(text, clauses[at], at, group)


def _summary(text: str, clause: Clause, at: int, group: Group) -> Iterator[str]:
    """Yield what kind of number stands where, with the words to its sides."""
    unit, shape = group.main.kind.value, _shape(group)
    yield unit
    yield f"{unit} {shape}"
    yield f"{unit} in {min(at, 3)}"
    before = words(text[clause.start : group.first.start])[-4:]
    after = words(text[group.last.end : clause.end])[:4]
    for side, near in (("<<", before), (">>", after)):
        for word in near:
            yield f"{side}{word}"
            for name in classes(word):
                yield f"{unit} {side}@{name}"
    if before:
        yield f"{unit} 1<{before[-1]}"
    if after:
        yield f"{unit} 1>{after[0]}"
    if len(before) > 1:
        yield f"<<{before[-2]} {before[-1]}"


def _shape(group: Group) -> str:
    if group.baseline is not None:
        return "pair"
    return "one" if group.first is group.last else "range"


def _of_number(text: str, clauses: Sequence[Clause], at: int, group: Group) -> Iterator[str]:
    clause = clauses[at]
    yield from _kind(group)
    yield f"in {min(3, at)}"
    before = words(text[clause.start : group.first.start])[-_LONGEST:]
    after = words(text[group.last.end : clause.end])[:_LONGEST]
    if group.first is not group.last:
        yield from (f"-{word}" for word in words(text[group.first.end : group.last.start]) if word != "0")
    yield from _side("<", before[::-1], reach=_LONGEST, near=6)
    yield from _side(">", after, reach=8, near=4)
    if len(before) > 1:
        yield f"2<{before[-2]} {before[-1]}"
    if len(after) > 1:
        yield f"2>{after[0]} {after[1]}"
    yield from _both("^", before[:1] or ["^"])
    for other, each in enumerate(clauses):
        if other != at:
            side = "earlier " if other < at else "later "
            yield from _both(side, words(text[each.start : each.end])[:_LONGEST])
    yield from _both("first ", [clauses[0].tokens[0].lower])


def _kind(group: Group) -> Iterator[str]:
    """Yield the unit, size and form of a number."""
    main = group.main
    yield main.kind.value
    yield _shape(group)
    yield f"size {int(math.log10(abs(main.value) + 1))}"
    yield "decimal" if main.value != int(main.value) else "whole"
    yield "in words" if main.words else "in digits"
    if main.rate:
        yield "rate"
    if group.baseline is not None and group.value is not None:
        yield "rising" if group.value.value > group.baseline.value else "falling"


def _side(side: str, away: Sequence[str], *, reach: int, near: int) -> Iterator[str]:
    """Yield the words to one side, the nearest first: the first three by place, those within `reach` by themselves,
    and their classes, once more for those within `near`.
    """
    for at, word in enumerate(away):
        if at < _PLACED:
            yield f"{at + 1}{side}{word}"
        if at < reach:
            yield f"{side}{word}"
        for name in classes(word):
            yield f"{side}@{name}"
            if at < near:
                yield f"near {side}@{name}"


def _both(side: str, near: Sequence[str]) -> Iterator[str]:
    for word in near:
        yield f"{side}{word}"
        for name in classes(word):
            yield f"{side}@{name}"


@functools.lru_cache(maxsize=32768)
def classes(word: str) -> tuple[str, ...]:
    """Return the classes of a word in small letters: its tense and lemma as a verb, and the lists it stands in."""
    form = look_up(word)
    found = []
    if form is not None:
        found.append(str(form.tense) + "-ing" * form.gerund + "-ed" * form.participle)
        found += [name for name in _VERBS if form.lemma in members(name)]
        found.append(f"to {form.lemma}")
    for name, listed in _lists():
        if word in listed or (form is not None and form.lemma in listed):
            found.append(name)
    return tuple(found)


@functools.cache
def _lists() -> tuple[tuple[str, frozenset[str]], ...]:
    listed = [
        (f"{table}.{key}", word_set("results", table, key))
        for table in _RESULTS
        for key in language("results")[table]
    ]
    return (*listed, *((key, word_set("metrics", key)) for key in _METRICS))

"""Finds actions in another inflection or order: "tuned the hyperparameters", "models were evaluated"."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from cvtailor import resources
from cvtailor.nlp import variants
from cvtailor.nlp.forms import OWN, Form, Found
from cvtailor.nlp.patterns import is_past, next_verb
from cvtailor.nlp.terms import Matcher
from cvtailor.nlp.words import BREAK, COMMA, HYPHEN, SPACE, TIGHT, Words

MAX_ATOMS = 12  # from one end of such a match to the other
_OBJECT_GAPS = (TIGHT, SPACE, HYPHEN, COMMA)


def worded(words: Words, ready: Matcher, exact: list[Found]) -> list[Found]:
    """Find actions in another inflection or order: "tuned hyperparameters", "tuning of …"."""
    found: list[Found] = []
    if not ready.actions and not ready.single_actions:
        return found
    actions, singles = ready.actions, ready.single_actions
    view = _view(words, ready, exact)
    stems = view.stems
    heads = ready.heads
    for at in [here for here, stem in enumerate(stems) if stem in heads]:
        stem, word = stems[at], view.words.keys[at][0]
        if variants.stem(word) != word and (
            word.endswith("ing") or not variants.is_action(variants.singular(word))
        ):
            opens = word.endswith("ed") and view.words.gap(at) >= BREAK and view.words.gap(at + 1) == SPACE
            found += [
                Found(view.first[at], view.last[at], ready.form(form), "worded")
                for form, anywhere in singles.get(stem, ())
                if anywhere or opens
            ]
        objects = actions.get(stem)
        if objects is None:
            continue
        near = stems[max(0, at - MAX_ATOMS) : at + MAX_ATOMS + 1]
        if objects.isdisjoint(near):
            continue
        for name in dict.fromkeys(near):
            if name not in objects:
                continue
            for others, form in ready.objects(stem, name):
                span = view.right(at, others, form) or view.left(at, others, form)
                if span:
                    found.append(Found(view.first[span[0]], view.last[span[1]], form, "worded"))
    return found


@dataclass(slots=True)
class _View:
    """The atoms of a text with open compounds closed ("hyper parameter"), and their stems."""

    words: Words
    stems: list[str]
    first: list[int]  # the atoms of the text that an atom of the view covers, inclusive
    last: list[int]
    covered: set[int]  # atoms of the text that are part of an exact match

    def right(self, at: int, others: tuple[str, ...], form: Form) -> tuple[int, int] | None:
        """Look for the object behind a verb, or behind "… of"."""
        if form.hyphened:
            return None
        words, table = self.words, _table()
        here, measured = at + 1, False
        if words.gap(here) == SPACE and words.keys[here][0] in table["nominal_fillers"]:
            here += 1
        elif not self._verbal(at):
            return None
        loose, met = 0, False
        while here < len(words) and here - at <= MAX_ATOMS and words.gap(here) in _OBJECT_GAPS:
            if self._is(here, others, form) and self._ends_object(here + len(others) - 1):
                return at, here + len(others) - 1
            word = words.keys[here][0]
            if met and next_verb(words, here):
                return None
            if word in table["joins"] or words.gap(here) == COMMA:
                loose = 0
            if (
                word in table["function_words"]
                and word not in table["joins"]
                and not (word == "of" and measured)
            ):
                return None
            measured = word in table["measures"] or (measured and word != "of")
            loose += not (measured or word == "of" or self._filler(here))
            met = met or not (word in table["joins"] or is_past(words.keys[here][0]))
            if loose > 2:
                return None
            here += 1
        return None

    def left(self, at: int, others: tuple[str, ...], form: Form) -> tuple[int, int] | None:
        """Look for the noun before a passive verb or in a list of actions."""
        words, table, size = self.words, _table(), len(others)
        here = at
        while here - size >= 0 and at - here <= 8 and words.gap(here) in _OBJECT_GAPS:
            if self._is(here - size, others, form):
                return here - size, at
            if form.hyphened:
                return None
            here -= 1
            word = words.keys[here][0]
            if word not in table["passives"] and word not in table["joins"] and not variants.is_action(word):
                return None
        return None

    def _is(self, at: int, others: tuple[str, ...], form: Form) -> bool:
        if self.stems[at] != others[0] or self.stems[at : at + len(others)] != list(others):
            return False
        return all(self.words.gap(n) <= form.loosest for n in range(at + 1, at + len(others)))

    def _verbal(self, at: int) -> bool:
        word, table = self.words.keys[at][0], _table()
        if word.endswith(("ed", "ing")) or word in table["irregular"]:
            return True
        return self.words.gap(at) == BREAK or self.words.keys[at - 1][0] in table["before_base"]

    def _ends_object(self, last: int) -> bool:
        """Return whether the object ends here: "models for …", "model", but not "model servers"."""
        words, table = self.words, _table()
        after = last + 1
        if len(words.keys[last]) > 1 or words.keys[last][0] in table["mass"]:
            return True
        return words.gap(after) > HYPHEN or words.keys[after][0] in table["function_words"]

    def _filler(self, at: int) -> bool:
        word, table = self.words.keys[at][0], _table()
        if word in table["fillers"] or word in table["joins"] or word[:1].isdigit():
            return True
        if self.first[at] in self.covered or self.last[at] in self.covered:
            return True
        return bool(word.endswith(_adjectives()))


def _view(words: Words, ready: Matcher, exact: list[Found]) -> _View:
    """Close up the open compounds that the lexicon's forms write as one word."""
    covered = {n for each in exact if each.form.keyword != OWN for n in range(each.first, each.last + 1)}
    firsts, stem = variants.compound_firsts(), variants.stem
    stems = [stem(keys[-1]) for keys in words.keys]
    every = list(range(len(words)))
    closing: list[int] = []
    for at in [here for here, keys in enumerate(words.keys[:-1]) if keys[0] in firsts]:
        # The second word of a compound opens none.
        if _closes(words, at, ready) and (not closing or closing[-1] < at - 1):
            closing.append(at)
    if not closing:
        return _View(words, stems, every, every, covered)
    view = _View(
        Words(words.text, words.starts[:], words.ends[:], words.raws[:], words.keys[:], words.gaps[:]),
        stems,
        every,
        every[:],
        covered,
    )
    new = view.words
    for at in reversed(closing):
        new.keys[at] = tuple(new.keys[at][0] + key for key in new.keys[at + 1])
        new.ends[at] = new.ends[at + 1]
        stems[at] = stem(new.keys[at][-1])
        view.last[at] = at + 1
        for column in (new.starts, new.ends, new.raws, new.keys, new.gaps, stems, view.first, view.last):
            del column[at + 1]
    return view


def _closes(words: Words, at: int, ready: Matcher) -> bool:
    """Return whether this atom, the first of a compound, and the next are one that the lexicon writes as one word."""
    first = words.keys[at][0]
    if words.gaps[at + 1] not in (SPACE, HYPHEN):
        return False
    return any(variants.stem(first + key) in ready.compounds for key in words.keys[at + 1])


@functools.cache
def _table() -> dict[str, Any]:
    """Return the words of [actions] as sets."""
    table = resources.language("variants")["actions"]
    return {name: frozenset(listed) for name, listed in table.items() if name != "stems"}


@functools.cache
def _adjectives() -> tuple[str, ...]:
    """Return endings of adjectives."""
    return tuple(resources.language("variants")["actions"]["adjectives"])

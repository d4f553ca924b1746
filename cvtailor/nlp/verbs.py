"""Look-ups in the verb table: from a form to its lemma and tense, and back."""

from __future__ import annotations

import functools
from typing import NamedTuple

from cvtailor.nlp.types import Tense
from cvtailor.resources import language

_COLUMNS = (Tense.PRESENT, Tense.PAST, Tense.PAST, Tense.PRESENT)
_GERUND = 3


class Form(NamedTuple):
    """What a written form of a verb is: its lemma, tense, and whether it ends in -ing."""

    lemma: str
    tense: Tense
    gerund: bool = False
    participle: bool = False  # may follow "was" (past participle)


_BARE = -1  # the column of the lemma itself
_Row = tuple[str, int, list[str]]  # a lemma, the column that a form stands in, and the row of the table


@functools.cache
def inflections() -> dict[str, list[str]]:
    """Return third person, past, past participle and -ing of each lemma of the table."""
    rows = (row.split() for row in language("verbs")["inflections"]["rows"].splitlines() if row)
    return {lemma: written for lemma, *written in rows}


@functools.cache
def _rows() -> dict[str, _Row]:
    """Return where each written form stands in the table: a `Form` is made of it only when it is asked for."""
    found: dict[str, _Row] = {}
    nounlike = members("nounlike")
    for rows in (inflections(), language("verbs")["variants"]):
        for lemma, written in rows.items():
            if lemma not in found:
                found[lemma] = lemma, _BARE, written
            for column, text in enumerate(written):
                if column == 0 and lemma in nounlike:
                    continue  # "plants", "tools": nouns far more often
                old = found.get(text)
                # "cut", "set": the past of a CV bullet is likelier than the bare form.
                if old is None or (column == 1 and old[1] == _BARE and old[0] == lemma):
                    found[text] = lemma, column, written
    return found


@functools.lru_cache(maxsize=32768)
def _form(text: str) -> Form | None:
    row = _rows().get(text)
    if row is None:
        return None
    lemma, column, written = row
    if column == _BARE:
        return Form(lemma, Tense.BASE, participle=written[2] == lemma)
    return Form(lemma, _COLUMNS[column], column == _GERUND, text == written[2])


def look_up(form: str) -> Form | None:
    """Return lemma and tense of a verb form, compared without case; None when the table lacks it.

    A form that is both past and bare ("cut") is read as past. Prefixes "co-", "re-", "pre-" and "over-"
    before a known form are understood ("Co-led" → "co-lead").
    """
    lowered = form.lower().replace("’", "'")
    found = _form(lowered)
    if found is None:
        prefix, dash, rest = lowered.partition("-")
        if dash and prefix in {
            "co",
            "re",
            "pre",
            "over",
            "de",
            "cross",
            "self",
            "pair",
            "live",
            "hand",
            "hot",
            "out",
        }:
            inner = _form(rest)
            if inner is not None:
                return inner._replace(lemma=f"{prefix}-{inner.lemma}")
        if lowered.startswith("out") and lowered.endswith(("ed", "ing")):  # "outyielded"
            inner = _form(lowered[3:])
            if inner is not None:
                return inner._replace(lemma=f"out-{inner.lemma}")
    return found


def inflect(lemma: str, tense: Tense, *, like: str = "") -> str:
    """Return the form of a lemma: PAST, BASE, or PRESENT (third person; the -ing form when `like` is one).

    `like` is a form whose spelling to follow ("modelling" gives "modelled", "modeling" "modeled").

    Raises:
        KeyError: when the table does not hold the lemma.
    """
    if tense not in (Tense.PAST, Tense.PRESENT):
        return lemma
    written = inflections()[lemma]
    other: list[str] = language("verbs")["variants"].get(lemma, written)
    like = like.lower()
    if like in other and like not in written:
        written = other
    if tense is Tense.PAST:
        return written[1]
    return written[3] if like and like == written[3] else written[0]


@functools.cache
def members(name: str) -> frozenset[str]:
    """Return the lemmas of a class of the table: action, hiding, up, down, result, plain or nounlike."""
    return frozenset(language("verbs")["classes"][name])


def is_action(lemma: str) -> bool:
    """Return whether the lemma opens a bullet strongly."""
    if lemma in members("hiding"):
        return False
    known = any(lemma in members(name) for name in ("action", "up", "down", "result"))
    return known or (
        lemma.startswith(("co-", "re-", "pre-", "cross-")) and is_action(lemma.partition("-")[2])
    )

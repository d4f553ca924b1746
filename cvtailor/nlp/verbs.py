"""Look-ups in the verb table: from a form to its lemma and tense, and back."""

from __future__ import annotations

import functools
from typing import NamedTuple

from cvtailor.nlp.types import Tense
from cvtailor.resources import language

_COLUMNS = (Tense.PRESENT, Tense.PAST, Tense.PAST, Tense.PRESENT)


class Form(NamedTuple):
    """What a written form of a verb is: its lemma, tense, and whether it ends in -ing."""

    lemma: str
    tense: Tense
    gerund: bool = False
    participle: bool = False  # may follow "was" (past participle)


@functools.cache
def _forms() -> dict[str, Form]:
    table = language("verbs")
    forms: dict[str, Form] = {}
    nounlike = members("nounlike")
    for rows in (table["inflections"], table["variants"]):
        for lemma, written in rows.items():
            forms.setdefault(lemma, Form(lemma, Tense.BASE, participle=written[2] == lemma))
            for column, text in enumerate(written):
                if column == 0 and lemma in nounlike:
                    continue  # "plants", "tools": nouns far more often
                new = Form(lemma, _COLUMNS[column], column == 3, text == written[2])
                old = forms.get(text)
                # "cut", "set": the past of a CV bullet is likelier than the bare form.
                if old is None or (old.lemma == lemma and old.tense is Tense.BASE and column == 1):
                    forms[text] = new
    return forms


def look_up(form: str) -> Form | None:
    """Return lemma and tense of a verb form, compared without case; None when the table lacks it.

    A form that is both past and bare ("cut") is read as past. Prefixes "co-", "re-", "pre-" and "over-"
    before a known form are understood ("Co-led" → "co-lead").
    """
    lowered = form.lower().replace("’", "'")
    found = _forms().get(lowered)
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
            inner = _forms().get(rest)
            if inner is not None:
                return inner._replace(lemma=f"{prefix}-{inner.lemma}")
        if lowered.startswith("out") and lowered.endswith(("ed", "ing")):  # "outyielded"
            inner = _forms().get(lowered[3:])
            if inner is not None:
                return inner._replace(lemma=f"out-{inner.lemma}")
    return found


def inflect(lemma: str, tense: Tense, *, like: str = "") -> str:
    """Return the form of a lemma: PAST, BASE, or PRESENT (third person; the -ing form when `like` is one).

    `like` is a form whose spelling to follow ("modelling" gives "modelled", "modeling" "modeled").

    Raises:
        KeyError: when the table does not hold the lemma.
    """
    table = language("verbs")
    if tense not in (Tense.PAST, Tense.PRESENT):
        return lemma
    written: list[str] = table["inflections"][lemma]
    other: list[str] = table["variants"].get(lemma, written)
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

"""Inflects verbs by the table `lexicons/language/verbs.toml`, in the spelling habit of the word at hand."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from enum import StrEnum

from cvtailor.nlp.verbs import inflections
from cvtailor.resources import language


class Form(StrEnum):
    """A form of a verb."""

    BASE = "base"
    THIRD = "third"
    PAST = "past"
    PARTICIPLE = "participle"
    GERUND = "gerund"


@dataclass(frozen=True, slots=True)
class Verb:
    """A word read as a verb: its lemma in the table and the form it stands in. `prefix` ("re-", "post-")
    stands before a table verb, `swap` is the pair of letters by which its spelling differs from the table's.
    """

    lemma: str
    form: Form
    prefix: str = ""
    swap: tuple[str, str] | None = None


_FORMS = (Form.THIRD, Form.PAST, Form.PARTICIPLE, Form.GERUND)


@functools.cache
def verbs() -> dict[str, list[str]]:
    """Return lemma → third person, past, participle, -ing of every verb known."""
    return {**language("rewrites")["inflection"]["more"], **inflections()}


@functools.cache
def _index() -> dict[str, tuple[Verb, ...]]:
    """Return word → readings, American and British spellings both known."""
    found: dict[str, list[Verb]] = {}

    def put(word: str, verb: Verb) -> None:
        readings = found.setdefault(word, [])
        if not any(each.lemma == verb.lemma and each.form == verb.form for each in readings):
            readings.append(verb)

    table = verbs()
    for lemma, forms in table.items():
        put(lemma, Verb(lemma, Form.BASE))
        for form, word in zip(_FORMS, forms, strict=True):
            put(word, Verb(lemma, form))
    for lemma, forms in table.items():
        for form, word in zip((Form.BASE, *_FORMS), (lemma, *forms), strict=True):
            for swap in _swaps(lemma):
                other = _swapped(word, swap)
                if other != word and other not in found:
                    put(other, Verb(lemma, form, swap=swap))
    return {word: tuple(readings) for word, readings in found.items()}


def _swaps(lemma: str) -> tuple[tuple[str, str], ...]:
    """Return the letters by which British and American forms of this verb differ."""
    if lemma.endswith("ise"):
        return (("is", "iz"),)
    if lemma.endswith("ize"):
        return (("iz", "is"),)
    if lemma.endswith("yse"):
        return (("ys", "yz"),)
    if lemma.endswith("l") and not lemma.endswith("ll"):
        return (("lled", "led"), ("lling", "ling"), ("led", "lled"), ("ling", "lling"))
    return ()


def _swapped(word: str, swap: tuple[str, str]) -> str:
    """Replace the last occurrence of one spelling by the other."""
    old, new = swap
    if old in ("led", "ling") and word.endswith("l" + old):
        return word
    head, found, tail = word.rpartition(old)
    return head + new + tail if found else word


def readings(word: str) -> tuple[Verb, ...]:
    """Return the verbs that `word` can be a form of (any case), most likely first; empty when none."""
    lower = word.lower().replace("’", "'")
    found = _index().get(lower)
    if found:
        return found
    prefix, hyphen, rest = lower.rpartition("-")
    if hyphen and prefix in language("rewrites")["inflection"]["prefixes"]:
        return tuple(
            Verb(each.lemma, each.form, prefix + hyphen, each.swap) for each in _index().get(rest, ())
        )
    return ()


def reading(word: str, form: Form) -> Verb | None:
    """Return `word` read as this form of a verb, or None."""
    return next((each for each in readings(word) if each.form == form), None)


def lemmas(word: str) -> tuple[str, ...]:
    """Return the dictionary forms `word` can belong to."""
    return tuple(dict.fromkeys(each.prefix + each.lemma for each in readings(word)))


def inflect(verb: Verb, form: Form, *, like: str = "") -> str:
    """Return the verb in another form, lower case.

    `like` is the word it replaces: "labeling" gives "labeled", "labelling" gives "labelled",
    "optimizing" gives "optimized". A verb outside the table's lemmas raises KeyError.
    """
    table = verbs()
    word = verb.lemma if form is Form.BASE else table[verb.lemma][_FORMS.index(form)]
    like = like.lower()
    if word.endswith("ed") and like.endswith("ing") and not _irregular(verb.lemma):
        word = _past_like(word, like[len(verb.prefix) : -3])
    elif verb.swap and verb.swap[0] in {"is", "iz", "ys"}:
        word = _swapped(word, verb.swap)
    return verb.prefix + word


def _irregular(lemma: str) -> bool:
    past = verbs()[lemma][1]
    return not past.endswith("ed") or lemma.endswith("eed")


def _past_like(word: str, stem: str) -> str:
    """Return the regular past of a gerund's stem ("labell" → "labelled", "study" → "studied")."""
    if word.endswith("ied"):
        return word
    made = stem + "ed"
    return made if len(made) - len(word) in (-1, 0, 1) else word

"""Turns a weak opening into the verb it hides, where the text itself holds that verb.

"Responsible for cleaning and labelling data" → "Cleaned and labelled data". Where grammar is not
certain (is "and processing pipelines" a verb or a noun?), nothing is changed.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cvtailor.advice import facts
from cvtailor.advice.complement import Edits, UnsureError, complement, listed_in, table
from cvtailor.advice.inflection import Form, inflect, reading, readings
from cvtailor.resources import language

if TYPE_CHECKING:
    from cvtailor.advice.facts import Token


@dataclass(frozen=True, slots=True)
class Opened:
    """A text with a new opening: `verb` is the lemma of its first verb, `change` a sentence on what was
    done, `rule` the code it answers, `claims` whether the verb says more than the old wording did.
    """

    text: str
    verb: str
    change: str
    rule: str
    claims: bool


def reopen(text: str, *, present: Form | None = None) -> Opened | None:
    """Return `text` with a better opening, or None where there is nothing to do or nothing safe.

    Args:
        text: one item, without its bullet glyph.
        present: for work that still goes on, the form its verbs stand in (BASE or THIRD); None for the past.
    """
    found = facts.tokens(text)
    if len(found) < 3:
        return None
    for way in (_duty, _pronoun, _filler):
        try:
            opened = way(text, found, present)
        except UnsureError:
            return None
        if opened:
            return opened
    return None


def first_verb(text: str) -> str | None:
    """Return the lemma of the verb a text opens with (a filler or "I" passed over), or None."""
    for token in facts.tokens(text)[:4]:
        if token.lower in {"i", "i've", "also"} or token.lower in table("fillers")["openings"]:
            continue
        ranked = sorted(readings(token.text), key=lambda each: _RANK.index(each.form))
        return ranked[0].prefix + ranked[0].lemma if ranked else None
    return None


_RANK = (Form.PAST, Form.BASE, Form.THIRD, Form.GERUND, Form.PARTICIPLE)


@functools.cache
def _openings() -> tuple[tuple[tuple[str, ...], dict[str, Any]], ...]:
    """Return (phrase as words, its opening), longest phrase first."""
    phrases = [(tuple(each.split()), opening) for opening in _table_list() for each in opening["phrases"]]
    return tuple(sorted(phrases, key=lambda each: (-len(each[0]), each[0])))


def _table_list() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = language("rewrites")["openings"]
    return found


def _duty(text: str, found: tuple[Token, ...], present: Form | None) -> Opened | None:
    matched = _matched(found)
    if not matched:
        return None
    at, opening, past = matched
    if any(each.lower in listed_in("undone", "words") for each in found[at:]):
        raise UnsureError
    if at < len(found) and found[at].text == ":":
        at += 1
    elif any(word in opening.get("colon", ()) for word in (found[at - 1].lower,)) and at > 0:
        return None
    if present is None and any(each.lower in listed_in("lead", "present") for each in found[:at]):
        present = Form.BASE
    form = Form.PAST if past or present is None or _told_in_the_past(found, at) else present
    edits = Edits(text, [])
    verb = complement(found, at, opening["takes"], form, edits)
    rest = edits.done()
    first = min(edits.found)[0]
    new = rest[first:]
    old = " ".join(text[: found[_last_edit(found, edits)].start].split())
    capital = text[:1].isupper()
    new = (new[:1].upper() if capital else new[:1]) + new[1:]
    words = f"{old} {found[_last_edit(found, edits)].text}".strip()
    shown = new.split()[0].rstrip(",")
    return Opened(new, verb, f"“{words}” became “{shown}”.", "WD01", claims=True)


def _last_edit(found: tuple[Token, ...], edits: Edits) -> int:
    start = next(each[0] for each in sorted(edits.found) if each[2])
    return next(at for at, token in enumerate(found) if token.start >= start)


def _matched(found: tuple[Token, ...]) -> tuple[int, dict[str, Any], bool] | None:
    """Return the index after a duty phrase, its opening, and whether it stands in the past."""
    lower = [each.lower for each in found[:12]]
    for start in range(min(7, len(lower))):
        if lower[start] in listed_in("lead", "keep"):
            return None
        for phrase, opening in _openings():
            if tuple(lower[start : start + len(phrase)]) == phrase:
                end = start + len(phrase)
                spoken = set(lower[:end])
                past = opening.get("tense") == "past" or bool(spoken & listed_in("lead", "past"))
                return (end, opening, past) if end < len(found) else None
        if lower[start] not in listed_in("lead", "words"):
            return None
    return None


def _told_in_the_past(found: tuple[Token, ...], at: int) -> bool:
    """Whether a later clause is told in the past ("…, and improved …")."""
    for before, token in zip(found[at:], found[at + 1 :], strict=False):
        if before.lower in {"and", ",", "which", "that", ";", "."}:
            verb = reading(token.text, Form.PAST)
            if verb and token.lower != verb.lemma:
                return True
    return False


def _pronoun(text: str, found: tuple[Token, ...], _present: Form | None) -> Opened | None:
    """Leave out the pronoun of "I have developed"; "we" stays, the work was shared."""
    if found[0].text not in {"I", "I've", "I’ve", "i"}:
        return None
    at = 1
    perfect = found[0].lower == "i've"
    while at < len(found) - 1 and (
        found[at].lower in listed_in("person", "auxiliaries")
        or found[at].lower in listed_in("person", "adverbs")
    ):
        perfect = perfect or found[at].lower in listed_in("person", "auxiliaries")
        at += 1
    wanted = (Form.PARTICIPLE,) if perfect else (Form.PAST, Form.BASE)
    if any(each.lower in listed_in("person", "own") for each in found[at:]):
        return None
    verb = next((each for form in wanted if (each := reading(found[at].text, form))), None)
    if not verb or verb.lemma in {"be", "have", "do"}:
        return None
    edits = Edits(text, [(0, found[at].start, "")])
    if perfect:
        edits.put(found[at], inflect(verb, Form.PAST))
    for one, two, three in zip(found[at:], found[at + 1 :], found[at + 2 :], strict=False):
        if one.lower in {"and", ","} and two.text == "I" and readings(three.text):
            edits.drop(two.start, three.start)
    new = edits.done()
    new = new[:1].upper() + new[1:]
    return Opened(new, verb.prefix + verb.lemma, "The pronoun “I” is left out.", "WD02", claims=False)


def _filler(text: str, found: tuple[Token, ...], _present: Form | None) -> Opened | None:
    """Leave out the praise of "Successfully led"."""
    if found[0].lower not in listed_in("fillers", "openings") or found[1].lower == "and":
        return None
    verb = first_verb(text)
    ranked = readings(found[1].text)
    if not ranked or verb is None:
        return None
    new = text[found[1].start :]
    new = (new[:1].upper() if text[:1].isupper() else new[:1]) + new[1:]
    return Opened(new, verb, f"“{found[0].text}” says nothing and is left out.", "WD03", claims=False)

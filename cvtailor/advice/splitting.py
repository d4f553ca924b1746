"""Splits an overlong bullet in two where a clause of its own begins; nothing is lost and nothing added."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cvtailor.advice import facts
from cvtailor.advice.complement import listed_in, table
from cvtailor.advice.inflection import Form, reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cvtailor.advice.facts import Token

_WORD = re.compile(r"\w")


def split(text: str) -> tuple[str, str] | None:
    """Return the two bullets that an overlong one becomes, or None.

    Each part opens with a verb in the same form and stands by itself: no pronoun leans on the other
    part, no result that may belong to both is left with one. The border nearest the middle is taken.
    """
    if not table("splitting")["longest"] < _words(text) <= table("splitting")["most"] or "[" in text:
        return None
    found = facts.tokens(text)
    opening = _form(found, 0)
    if opening is None:
        return None
    middle = len(text) / 2
    places = [each for at in range(4, len(found) - 4) if (each := _border(found, at, opening))]
    for here, there in sorted(places, key=lambda each: abs(found[each[1]].start - middle)):
        one, two = text[: _end(found[here])].rstrip(), text[found[there].start :]
        if min(_words(one), _words(two)) < table("splitting")["shortest"]:
            continue
        if _leans(found[:here]) or _leans(found[there:]):
            continue
        stop = text.rstrip()[-1:] if text.rstrip().endswith((".", ";")) else ""
        return one.rstrip(".;,") + stop, two[:1].upper() + two[1:]
    return None


def _words(text: str) -> int:
    return sum(1 for each in text.split() if _WORD.search(each))


def _end(token: Token) -> int:
    return token.start + len(token.text)


def _form(found: Sequence[Token], at: int) -> Form | None:
    """Return the form of a verb that can open a bullet: past, else base; None for any other word."""
    if at + 1 >= len(found):
        return None
    for form in (Form.PAST, Form.BASE):
        if reading(found[at].text, form):
            return form
    return None


def _border(found: Sequence[Token], at: int, opening: Form) -> tuple[int, int] | None:
    """Return the indexes of the last token of the first part and the first one of the second, where the
    sign or "and" at `at` parts two clauses; None elsewhere.
    """
    sign = found[at]
    there = at + 1
    if sign.text in {";", "."}:
        there += found[there].lower == "and"
        strong = True
    elif sign.text == "," and found[there].lower == "and":
        there += 1
        strong = False
    elif sign.lower == "and" and found[at - 1].text != ",":
        strong = False
    elif sign.text == "," and _opens_list(found, at):
        strong = True
    else:
        return None
    if there + 1 >= len(found) or _form(found, there) != opening or (opening is Form.BASE and not strong):
        return None
    following = found[there + 1]
    if following.lower in listed_in("splitting", "not_verb_before") and not strong:
        return None
    if not strong:
        before = {each.lower for each in found[:at]}
        # The clause may belong to one opened earlier, and a result at the end to both.
        if before & listed_in("splitting", "subordinate") or reading(found[at - 1].text, Form.PARTICIPLE):
            return None
        ends = [n for n in range(there + 2, len(found)) if found[n - 1].text == ","]
        if sign.lower == "and" and any(reading(found[n].text, Form.GERUND) for n in ends):
            return None
        if _in_list(found, at):
            return None
    elif sign.text == "." and sign.spaced:
        return None
    return at - 1, there


def _opens_list(found: Sequence[Token], at: int) -> bool:
    """Whether a comma parts whole clauses of a list ("built A, tested the B and wrote a C")."""
    if {each.lower for each in found[:at]} & listed_in("splitting", "subordinate") or at + 2 >= len(found):
        return False
    here = [at + 1, *(n + 1 for n in range(at + 2, len(found) - 2) if found[n].lower == "and")]
    clauses = [n for n in here if reading(found[n].text, Form.PAST) and _object(found[n + 1])]
    return len(clauses) > 1 and clauses[0] == at + 1


def _object(token: Token) -> bool:
    """Whether a token surely begins an object: an article, a number, a name."""
    if (
        token.lower in listed_in("objects", "determiners")
        or token.lower in facts.guard()["numbers"]["cardinal"]
    ):
        return True
    return token.text[0].isdigit() or token.text[0].isupper()


def _in_list(found: Sequence[Token], at: int) -> bool:
    """Whether "and" closes a list of verbs ("built A, tested B and wrote C")."""
    return any(found[n - 1].text == "," and _past(found[n]) for n in range(2, min(at, len(found))))


def _past(token: Token) -> bool:
    """Whether a word may be a past form, known or not ("weighted")."""
    return reading(token.text, Form.PAST) is not None or token.lower.endswith("ed")


def _leans(found: Sequence[Token]) -> bool:
    return any(each.lower in listed_in("splitting", "leaning") for each in found)

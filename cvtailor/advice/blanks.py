"""Bracketed blanks: where a bullet states no result, the clause that would, and the question that fills it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from cvtailor.advice import facts, figures
from cvtailor.advice.inflection import lemmas
from cvtailor.advice.types import Blank
from cvtailor.resources import language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cvtailor.advice.facts import Token

_SECOND_CLAUSE = re.compile(r"; |[.!?] (?=[A-Z])|, (?:which|who|whose|where) ")


def for_work(verb: str, text: str) -> Blank | None:
    """Return the blank that suits the kind of work, or None where the verb cannot carry a result.

    Args:
        verb: the lemma of the opening verb.
        text: the item.
    """
    table: dict[str, Any] = language("rewrites")["blanks"]
    verbs = {verb, verb.rpartition("-")[2], facts.fold(verb)}
    found = facts.tokens(text)
    if verbs & set(table["no_blank"]) or _says_outcome(found, table) or "://" in text.split(" ")[-1]:
        return None
    at = next((at for at, each in enumerate(found[:4]) if verbs & set(lemmas(each.lower))), 0)
    at = _last_verb(found, at)
    after = found[at + 1].lower if at + 1 < len(found) else ""
    if after in table["prepositions"] and not verbs & set(table["no_object"]):
        return None
    words = {each.lower for each in found}
    near = {facts.fold(each.lower) for each in _object(found, at + 1)}
    for kind in table["kinds"]:
        if "verbs" in kind and verbs.isdisjoint(kind["verbs"]):
            continue
        if "words" in kind and words.isdisjoint(kind["words"]):
            continue
        if "objects" in kind and near.isdisjoint(_listed(kind["objects"])):
            continue
        side = "counted_" if "counts" in kind and _counted(found, _listed(kind["counts"])) else ""
        return (
            Blank(text=kind[side + "text"], question=kind[side + "question"]) if kind[side + "text"] else None
        )
    return None


def _listed(words: str | list[str]) -> set[str]:
    """Return a list of words, given as such or by the name of a list of the table `blanks`."""
    return set(language("rewrites")["blanks"][words] if isinstance(words, str) else words)


def _last_verb(found: Sequence[Token], at: int) -> int:
    """Return the index of the last verb of "built, tested and deployed", given that of the first."""
    here = at
    while here + 2 < len(found) and found[here + 1].lower in {",", "and", "&"}:
        here += 2
        if found[here].lower in {"and", "&"} and here + 1 < len(found):
            here += 1
        if not lemmas(found[here].lower):
            return at
        at = here
    return at


def _object(found: Sequence[Token], at: int) -> list[Token]:
    """Return the words of the verb's object: up to a preposition other than "of", or a sign."""
    words = []
    for token in found[at : at + 12]:
        if token.text in {",", ";", ".", ":", "("}:
            break
        if token.lower in {"in", "on", "for", "with", "to", "from", "by", "at", "as", "using", "via", "that"}:
            break
        words.append(token)
    return words


def _counted(found: tuple[Token, ...], nouns: set[str]) -> bool:
    """Return whether the text says how many of these there are ("four junior scientists")."""
    for number in figures.numbers(found):
        if not nouns.isdisjoint(each.lower for each in found[number.end : number.end + 4]):
            return True
    return False


def _says_outcome(found: Sequence[Token], table: dict[str, Any]) -> bool:
    """Return whether a clause already says what came of it ("two of whom …", "which now …")."""
    text = " " + " ".join(each.lower for each in found) + " "
    return any(f" {phrase} " in text for phrase in table["stated"])


def own_part() -> Blank:
    """Return the blank that asks for somebody's own part in shared work."""
    return Blank(
        text=language("rewrites")["blanks"]["own_part"], question=language("rewrites")["questions"]["shared"]
    )


def put_in(text: str, blank: Blank) -> str | None:
    """Return `text` with the blank before its final full stop, or None where it cannot stand there.

    It hangs on the first clause, so it has no place after a second one, nor where the text ends in
    the open (":", ",").
    """
    body = text.rstrip()
    stop = ""
    while body and body[-1] in ".;!":
        body, stop = body[:-1], body[-1] + stop
    if not body or body[-1] in ":,-–—(/?…" or "[" in text:
        return None
    if _SECOND_CLAUSE.search(body):
        return None
    return f"{body} {blank.text}{stop}"

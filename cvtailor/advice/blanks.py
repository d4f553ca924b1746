"""Bracketed blanks: where a bullet states no result, the clause that would, and the question that fills it."""

from __future__ import annotations

import re
from typing import Any

from cvtailor.advice import facts
from cvtailor.advice.types import Blank
from cvtailor.resources import language

_SECOND_CLAUSE = re.compile(r"; |[.!?] (?=[A-Z])|, (?:which|who|whose|where) ")


def for_work(verb: str, text: str) -> Blank | None:
    """Return the blank that suits the kind of work, or None where the verb cannot carry a result.

    Args:
        verb: the lemma of the opening verb.
        text: the item.
    """
    table: dict[str, Any] = language("rewrites")["blanks"]
    verbs = {verb, verb.rpartition("-")[2], facts.fold(verb)}
    if verbs & set(table["no_blank"]):
        return None
    words = {each.lower for each in facts.tokens(text)}
    for kind in table["kinds"]:
        if "verbs" in kind and verbs.isdisjoint(kind["verbs"]):
            continue
        if "words" in kind and words.isdisjoint(kind["words"]):
            continue
        return Blank(text=kind["text"], question=kind["question"])
    return None


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

"""Turns a rewrite and a person's answers into the text they accept, and says what it then breaks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cvtailor.advice import facts
from cvtailor.advice.faithful import verify
from cvtailor.resources import language

if TYPE_CHECKING:
    from cvtailor.advice.types import Fault

_PLACE = re.compile(r"(?<![A-Za-z0-9])[A-Z]+(?![A-Za-z0-9])")


def places(blank: str) -> tuple[str, ...]:
    """Return the placeholders of a blank in order: "X", "Y" of "[, cutting latency from X ms to Y ms]"."""
    table = language("rewrites")["placeholders"]
    known = {*table["letters"], *table["words"]}
    return tuple(each.group() for each in _PLACE.finditer(blank) if each.group() in known)


def filled(text: str, blank: str, answer: str) -> str:
    """Return `text` with a blank filled, or taken out where the answer is empty.

    Args:
        text: the wording that holds the blank.
        blank: the blank with its brackets, as it stands in `text`.
        answer: as many values as the blank has placeholders, parted by ";" or ", ", or the words to stand
            in place of the whole blank.
    """
    answer = answer.strip().strip("[]").strip()
    if not answer:
        return dropped(text, blank)
    wanted = places(blank)
    values = [each.strip() for each in answer.split(";" if ";" in answer else ", ") if each.strip()]
    inside = blank[1:-1]
    if wanted and len(values) == len(wanted):
        given = iter(values)
        inside = _PLACE.sub(lambda each: next(given) if each.group() in wanted else each.group(), inside)
    else:
        lead = ", " if inside.startswith(",") else ""
        inside = lead + answer.lstrip(", ").rstrip(".;")
    glue = "" if inside.startswith(",") else " "
    return _put(text, blank, glue + inside)


def dropped(text: str, blank: str) -> str:
    """Return `text` without a blank and the space before it."""
    return _put(text, blank, "")


def _put(text: str, blank: str, new: str) -> str:
    before, found, after = text.partition(blank)
    return before.rstrip() + new + after if found else text


def broken(before: str, after: str, own: str = "") -> tuple[Fault, ...]:
    """Return the facts of `before` that `after` breaks, what the person added in `own` words aside.

    Args:
        before: the item as it stands in the CV.
        after: the wording to be accepted.
        own: the answers that were put into its blanks: figures and names in them are the person's own.
    """
    said = {each.lower for each in facts.tokens(own)}
    found = []
    for each in verify(before, after).faults:
        words = [one.lower for one in facts.tokens(each.text) if one.text[0].isalnum()]
        added = each.kind in {"number", "name", "claim", "scope", "direction"}
        if added and said and all(word in said for word in words):
            continue
        found.append(each)
    return tuple(found)

"""The usual spelling of tool names, plain words for grand ones, and doubled spaces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cvtailor.advice import facts
from cvtailor.resources import language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cvtailor.nlp.types import Bullet, Evidence

_SPACES = re.compile(r"(?<=\S)[ \t]{2,}(?=\S)")


def usual_names(bullet: Bullet) -> dict[str, str]:
    """Return name as written → usual spelling, for the misspelt names of a bullet."""
    return {slot.text: usual for slot, usual in bullet.wording.misspelt if slot.text != usual}


def respell(bullet: Bullet) -> tuple[str, tuple[str, ...]]:
    """Return the bullet's text with usual names and single spaces, and a sentence for each change."""
    parts: list[str] = []
    changes: list[str] = []
    at, origin = 0, bullet.span.start
    for slot, usual in sorted(bullet.wording.misspelt, key=lambda each: each[0].span.start):
        start, end = slot.span.start - origin, slot.span.end - origin
        if start < at or bullet.text[start:end] != slot.text or slot.text == usual:
            continue
        parts += [bullet.text[at:start], usual]
        changes.append(f"“{slot.text}” is usually written “{usual}”.")
        at = end
    text = "".join([*parts, bullet.text[at:]])
    single = _SPACES.sub(" ", text)
    if single != text:
        changes.append("Doubled spaces are gone.")
    return single, tuple(changes)


def habit(evidence: Evidence) -> dict[str, str]:
    """Return word → the same word in the spelling that the CV mostly uses, British or American (lower case).

    Empty where the CV holds neither. Words that are right in both in another sense are left out.
    """
    both = set(language("advising")["right_in_both"])
    british = len(evidence.overall.british)
    american = sum(each.text.casefold() not in both for each in evidence.overall.american)
    if not british and not american:
        return {}
    pairs = [
        (one, two) for one, two in language("spelling")["pairs"] if one and two and not {one, two} & both
    ]
    return {two: one for one, two in pairs} if british >= american else dict(pairs)


def as_elsewhere(text: str, words: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Return `text` with each word of `words` in its other spelling, and a sentence for each change.

    A word with a capital inside a sentence may be a name ("Center for …") and stays.
    """
    parts, changes, at = [], [], 0
    for token in facts.tokens(text) if words else ():
        new = words.get(token.lower)
        if new is None or not (token.text.islower() or (token.first and token.text.istitle())):
            continue
        new = new.capitalize() if token.text[0].isupper() else new
        parts += [text[at : token.start], new]
        at = token.start + len(token.text)
        changes.append(f"“{token.text}” became “{new}”, as elsewhere in this CV.")
    return "".join([*parts, text[at:]]), tuple(dict.fromkeys(changes))


def plain(text: str) -> tuple[str, tuple[str, ...]]:
    """Return `text` with plain words for grand ones ("in order to" → "to", "Utilized" → "Used"), and a
    sentence for each change.
    """
    table = language("rewrites")["usual"]
    found = facts.tokens(text)
    edits: list[tuple[int, int, str]] = []
    for at, token in enumerate(found):
        for phrase, new in table["phrases"].items():
            words = phrase.split()
            if [each.lower for each in found[at : at + len(words)]] == words:
                last = found[at + len(words) - 1]
                edits.append((token.start, last.start + len(last.text), new))
        if token.lower in table["words"]:
            edits.append((token.start, token.start + len(token.text), table["words"][token.lower]))
        elif token.lower in table["concrete"] and _concrete(found, at, table["lists"]):
            edits.append((token.start, token.start + len(token.text), table["concrete"][token.lower]))
    parts, changes, end_before = [], [], 0
    for start, end, new in edits:
        old = text[start:end]
        put = new.capitalize() if old[0].isupper() else new
        parts += [text[end_before:start], put]
        changes.append(f"“{old}” became “{put}”.")
        end_before = end
    return "".join([*parts, text[end_before:]]), tuple(changes)


def _concrete(found: tuple[facts.Token, ...], at: int, lists: dict[str, list[str]]) -> bool:
    """Return whether a verb stands where "used" can, with something one can use after it."""
    before = found[at - 1].lower if at else ""
    following = [each.lower for each in found[at + 1 : at + 4]]
    return bool(following) and before in lists["after"] and not set(following) & set(lists["abstract"])

"""Tells a verb in -ing with its object ("training CNN models") from a compound ("training data quality")."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from cvtailor.advice import facts, figures
from cvtailor.resources import language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cvtailor.advice.facts import Token
    from cvtailor.advice.inflection import Verb


def _table() -> dict[str, Any]:
    table: dict[str, Any] = language("rewrites")["objects"]
    return table


@functools.cache
def _words(key: str) -> frozenset[str]:
    return frozenset(_table()[key])


@functools.cache
def _verbs() -> frozenset[str]:
    return frozenset(facts.fold(each) for each in _table()["verbs"])


@functools.cache
def _heads(lemma: str) -> frozenset[str]:
    """Return the nouns that the verb takes as its object (American spelling folded)."""
    heads = {facts.fold(each): listed for each, listed in _table()["heads"].items()}
    return frozenset(heads.get(facts.fold(lemma), ()))


def phrase(found: Sequence[Token], at: int) -> list[Token]:
    """Return the words of the noun phrase that begins at a token, up to a preposition, join or sign."""
    words = []
    for token in found[at : at + 12]:
        if not token.text[0].isalnum() or token.lower in _words("stops"):
            break
        words.append(token)
    return words


def _without_rate(words: list[Token]) -> list[Token]:
    """Return a noun phrase without "a year", "each month" behind it: "six new nurses a year"."""
    rates = ("a", "an", "each", "every")
    end = next((at for at, each in enumerate(words) if at and each.lower in rates), len(words))
    return words[:end]


def _is_modifier(token: Token) -> bool:
    """Whether a word before the head leaves no doubt: a name, an abbreviation, or a word of the list."""
    name = any(each.isupper() or each.isdigit() for each in token.text)
    return name or token.lower in _words("modifiers")


def takes(verb: Verb, found: Sequence[Token], at: int) -> bool:
    """Return whether a word in -ing is certainly a verb with the object that begins at token `at`.

    It is when an article, possessive, pronoun or counted plural follows, or when it is never part of a
    compound (list `verbs`), or when the head of the noun phrase is one of its usual objects (table
    `heads`) and no word between could make it a compound.
    """
    if at >= len(found):
        return False
    if found[at].lower == "up":
        at += 1
        return at < len(found) and found[at].text[0].isalnum() and found[at].lower not in _words("stops")
    following = found[at].lower
    if following in _words("determiners") or following.endswith(("'s", "s'")):
        return True
    words = _without_rate(phrase(found, at))
    if not words:
        return found[at].text in _table()["signs"]
    numbers = figures.numbers(tuple(found[at : at + len(words)]))
    if any(each.start == 0 for each in numbers):
        last = words[-1].lower
        after = found[at + len(words)].lower if at + len(words) < len(found) else ""
        if after == "of" and numbers[0].unit and numbers[0].end >= len(words):
            return True  # "3 TB of logs"
        if numbers[0].unit in facts.words("numbers", "durations"):
            return False  # "training 3 days a week"
        return len(words) > 1 and (last.endswith("s") or last in _words("plurals"))
    if facts.fold(verb.lemma) in _verbs() or facts.fold(verb.prefix + verb.lemma) in _verbs():
        return not (words and words[0].lower in _words("not_objects"))
    return _fits(verb, found, at)


def _fits(verb: Verb, found: Sequence[Token], at: int) -> bool:
    heads = _heads(verb.lemma)
    words = phrase(found, at)
    end = at + len(words)
    # "CNN and LSTM models": the first part alone is no noun phrase yet.
    while (
        words
        and words[-1].lower not in heads
        and all(_is_modifier(each) for each in words)
        and end + 1 < len(found)
        and found[end].lower in {"and", "&", ",", "or"}
        and end - at < 12
    ):
        more = phrase(found, end + 1)
        if not more:
            break
        words += more
        end += 1 + len(more)
    if not words:
        return False
    lower = [each.lower for each in words]
    for size in (2, 1):
        if len(words) >= size and (
            " ".join(lower[-size:]) in heads or " ".join(lower[-size:]).partition("-")[0] in heads
        ):
            return all(_is_modifier(each) for each in words[:-size])
    return False


def other_duty(found: Sequence[Token], at: int) -> bool:
    """Return whether what follows "and" may be a duty of its own ("… and customer support"), not a second
    object of the verb.
    """
    words = phrase(found, at)
    if not words:
        return False
    head = words[-1].lower
    return head in _words("duties") or (head.islower() and head.endswith(tuple(_table()["duty_endings"])))

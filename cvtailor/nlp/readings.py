"""The shapes that the readers of results share, and the nouns and verbs around a number."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from cvtailor.nlp.clauses import Clause, Token
from cvtailor.nlp.phrases import word_set
from cvtailor.nlp.quantities import Quantity
from cvtailor.nlp.types import Confidence
from cvtailor.nlp.verbs import members


class Says(StrEnum):
    """What a number (or a phrase) says."""

    CHANGE = "change"
    PERFORMANCE = "performance"
    RANK = "rank"
    COUNT = "count"  # a count or sum of results
    ZERO = "zero"
    REACH = "reach"
    SIZE = "size"

    @property
    def outcome(self) -> bool:
        """Whether it is an outcome (and not only a scale)."""
        return self not in (Says.REACH, Says.SIZE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One reading. Tuples are (start, end) in the item's text.

    `governor` is the word that makes it a result (a change verb or noun, a comparative), `direction`
    "up", "down" or null; `amount`, `baseline` and `value` are quantities; `metric` is filled by `slots`.
    """

    says: Says
    clause: int
    span: tuple[int, int]
    governor: Token | None = None
    direction: str | None = None
    amount: Quantity | None = None
    baseline: Quantity | None = None
    value: Quantity | None = None
    confidence: Confidence = Confidence.HIGH


Answer = tuple[Says, str | None]  # what a number says, and "up", "down" or null


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One quantity, or two that belong together (from–to, a range)."""

    first: Quantity
    last: Quantity
    amount: Quantity | None = None
    baseline: Quantity | None = None
    value: Quantity | None = None

    @property
    def main(self) -> Quantity:
        """Return the quantity that stands for the group."""
        return self.amount or self.value or self.first


class Gathered(NamedTuple):
    """An item's clauses, its numbers each with the index of its clause, and what the rules read of them.

    `spare` are the numbers that a rule excludes (versions, dates, durations, plans, other people's).
    """

    clauses: tuple[Clause, ...]
    numbers: list[tuple[int, Group]]
    spare: list[tuple[int, Group]]
    results: list[Result]


def nearest_verb(clause: Clause, offset: int) -> Token | None:
    """Return the nearest verb before `offset` in the clause, or None."""
    for token in reversed(clause.before(offset)):
        if token.form is not None and (token.form.tense != "base" or token.start == clause.tokens[0].start):
            return token
    return None


def numeric_direction(group: Group) -> str | None:
    """Return "up" or "down" as the value lies above or under the baseline; None where that is not told."""
    if group.baseline is None or group.value is None:
        return None
    first, last = group.baseline.value, group.value.value
    if group.baseline.kind is group.value.kind:
        first, last = first * group.baseline.factor, last * group.value.factor
    if first == last:
        return None
    return "up" if last > first else "down"


def direction_of(token: Token) -> str | None:
    """Return "up" or "down" as the word says, or None."""
    lower = token.lower
    if lower in {"up", "down"}:
        return lower
    for key in ("change_nouns", "comparatives"):
        for side in ("up", "down"):
            if lower in word_set("results", key, side):
                return side
    if token.form is not None:
        lemma = token.form.lemma
        if lemma.startswith("out-"):
            return "up"  # "out-yielded the check variety by 7 %"
        for prefix in ("co-", "re-", "over-"):
            lemma = lemma.removeprefix(prefix)
        if lemma in members("up"):
            return "up"
        if lemma in members("down"):
            return "down"
        if lemma in {"come", "go", "bring"}:
            return None
    return None


def noun_phrase(text: str, clause: Clause, offset: int) -> tuple[Token, ...]:
    """Return the words after `offset` up to a preposition, a verb or a mark: the noun that is counted."""
    found: list[Token] = []
    at = offset
    for token in clause.after(offset)[:7]:
        gap = text[at : token.start]
        if gap.strip(" -+'’") or token.lower in word_set("cues", "readings", "stop"):
            break
        if (
            token.form is not None
            and found
            and token.form.tense != "base"
            and not token.form.gerund
            and is_plural(found[-1])
        ):
            break
        if token.form is not None and token.form.gerund and found and is_plural(found[-1]):
            break
        if token.lower.endswith("ly") and found:
            break
        found.append(token)
        at = token.end
    return tuple(found)


def is_plural(token: Token) -> bool:
    """Return whether a noun looks like a plural."""
    if token.text.isupper():
        return False  # "US"
    return token.lower.endswith("s") or token.lower in {"people", "staff", "children"}


def noun_class(clause: Clause, quantity: Quantity, name: str) -> bool:
    """Return whether a noun of this class follows the quantity, before any preposition."""
    nouns = word_set("results", "nouns", name)
    following = clause.after(quantity.end)[:5]
    for token in following:
        if token.lower in word_set("cues", "readings", "stop"):
            return False
        if token.lower in nouns or token.lower.rpartition("-")[2] in nouns:
            return True
        if (
            token.form is not None
            and token.form.tense != "base"
            and not token.form.gerund
            and not is_plural(token)
        ):
            return False
    return False


def has_noun(text: str, clause: Clause, quantity: Quantity, name: str) -> bool:
    """Return whether the noun that is counted is of this class of `results.toml`."""
    nouns = word_set("results", "nouns", name)
    return any(
        each.lower in nouns or each.lower.rpartition("-")[2] in nouns
        for each in noun_phrase(text, clause, quantity.end)
    )

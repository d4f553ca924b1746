"""An item as words and clauses: what a number can be governed by ends where its clause ends."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass

from cvtailor.nlp.phrases import WORD, word_set
from cvtailor.nlp.types import Tense
from cvtailor.nlp.verbs import Form, look_up, members


@dataclass(frozen=True, slots=True)
class Token:
    """A word of an item; `form` where it can be a verb."""

    text: str
    start: int
    end: int
    form: Form | None

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.text.lower()


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of an item that says one thing; `sentence` counts from 0."""

    start: int
    end: int
    sentence: int
    tokens: tuple[Token, ...]

    def before(self, offset: int) -> tuple[Token, ...]:
        """Return the words that end at or before `offset`."""
        return self.tokens[: bisect.bisect_right(self.tokens, offset, key=lambda each: each.end)]

    def after(self, offset: int) -> tuple[Token, ...]:
        """Return the words that start at or after `offset`."""
        return self.tokens[bisect.bisect_left(self.tokens, offset, key=lambda each: each.start) :]


_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)\]]?\s+(?=[\"“‘(\[]?[^\W_a-z])|[\n\r;]|\s[–—|•-]\s|—")
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|vs|approx|dr|prof|no|inc|ltd|al|cf|ca|c|st|mr|ms|mrs|fig|p|pp|vol|art|para|sec|incl|est|avg|max|min|nr|resp)"
    r"|\b[A-Z](?:\.[A-Z])*)\.\s*$",
    re.IGNORECASE,
)


def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the words of `text` with their verb readings."""
    return tuple(
        Token(match[0], match.start(), match.end(), look_up(match[0])) for match in WORD.finditer(text)
    )


def clauses_of(text: str) -> tuple[Clause, ...]:
    """Return the clauses of `text` in order; together they cover all its words."""
    tokens = tokens_of(text)
    cuts = [
        (match.end(), True)
        for match in _SENTENCE.finditer(text)
        if match[0].strip() or not _ABBREVIATED.search(text[max(0, match.start() - 12) : match.start()])
    ]
    cuts += [(tokens[at].start, False) for at in range(1, len(tokens)) if _opens_clause(text, tokens, at)]
    clauses, start, sentence = [], 0, 0
    for end, is_sentence in [*sorted(cuts), (len(text), True)]:
        inside = tuple(
            tokens[
                bisect.bisect_left(tokens, start, key=lambda each: each.start) : bisect.bisect_left(
                    tokens, end, key=lambda each: each.start
                )
            ]
        )
        if inside:
            clauses.append(Clause(start, end, sentence, inside))
        if is_sentence:
            sentence += 1
        start = end
    return tuple(clauses)


def _opens_clause(text: str, tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a clause starts at token `at`: a link word or comma, then a verb (or a breaking link)."""
    token, last = tokens[at], tokens[at - 1]
    gap = text[last.end : token.start]
    comma = "," in gap or ":" in gap
    if token.lower in word_set("cues", "clauses", "breaking") and (
        comma or token.lower in word_set("cues", "clauses", "breaking_alone")
    ):
        return True
    linked = token.lower in word_set("cues", "clauses", "linking")
    if token.lower in {"resulting", "leading"}:
        return comma
    ahead = at
    if linked:
        ahead = at + 1
        while ahead < len(tokens) and (
            tokens[ahead].lower.endswith("ly") or tokens[ahead].lower in {"also", "then"}
        ):
            ahead += 1
        if ahead >= len(tokens):
            return False
    elif comma:
        while ahead < len(tokens) - 1 and tokens[ahead].lower.endswith("ly") and tokens[ahead].form is None:
            ahead += 1
    else:
        return False
    form = tokens[ahead].form
    if form is None or not _is_verbal(tokens, ahead, form):
        return False
    if linked and not comma:
        strong = form.lemma in members("up") | members("down") | members("result")
        return form.tense is Tense.PAST or (form.gerund and strong)
    return form.tense is not Tense.BASE


def _is_verbal(tokens: tuple[Token, ...], at: int, form: Form) -> bool:
    """Whether a form reads as a verb here: "improving accuracy", not "training data", "reduced-order"."""
    if form.tense is Tense.PRESENT and not form.gerund:
        return at + 1 < len(tokens) and tokens[at + 1].form is None
    return not (
        form.tense is Tense.PAST and at > 0 and tokens[at - 1].lower in {"a", "an", "the", "of", "in", "for"}
    )

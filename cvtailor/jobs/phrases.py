"""Phrases of a line that may name a field of work which no lexicon knows: "wound care", "variance analysis"."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from cvtailor.jobs.lines import table
from cvtailor.nlp import verbs
from cvtailor.nlp.types import Tense

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_WORDS = 5  # a longer run of words is a sentence that was not understood
_WORD = re.compile(r"[^\W_][\w'’+#&.%-]*(?<![.'’-])|&")
_LY = 5  # letters of the longest word on -ly that is no adverb of manner ("ally", "reply")
_MARK = re.compile(r"[,;:()–—|/•·]|[.!?](?=\s)|\s-\s")


class Phrase(NamedTuple):
    """A run of words with its offsets, and how it hangs in the line.

    `link` is "start" (the line's first words), "asked" (after "experience of" and the like), "object" (of a duty's
    verb), "among" (in brackets, or after "such as") or the preposition before it.
    """

    start: int
    end: int
    link: str


@functools.cache
def _set(name: str) -> frozenset[str]:
    return frozenset(table()["phrases"][name])


@dataclass(slots=True)
class _State:
    """Where the reading of a line stands."""

    link: str = "start"
    spoken: bool = False  # a phrase stood in this clause
    lost: bool = False  # the clause tells of something else
    acted: bool = False  # a verb stood in this clause
    fresh: bool = False  # the word before was that verb
    run: list[re.Match[str]] = field(default_factory=list)

    def taken(self) -> list[re.Match[str]]:
        """Return the run of words so far and begin a new one."""
        run, self.run = self.run, []
        return run

    def passed(self, mark: str) -> None:
        """Note a mark between two words."""
        self.fresh = False
        if mark in "(:":
            self.link = "among" if self.link != "start" or self.spoken else "asked"
            self.lost = False
        elif mark[0] in ".;!?•·)" or "-" in mark:
            self.link, self.spoken, self.lost, self.acted = "start", False, False, False

    def hung(self, word: str, *, full: bool) -> None:
        """Note a preposition: "experience of", "carry out", "To assess"."""
        if self.fresh or (word == "to" and not self.spoken and not full and self.link == "start"):
            return
        full = full or (self.link not in {"start", "asked", "object"})
        self.link = _linked(word, self.link, full=full)

    def is_verb(self, word: str, after: str) -> bool:
        """Return whether a phrase's first word is a verb with an object: "Maintain the ledger", "Writing rotas in …"."""
        if self.run or self.fresh:
            return False
        form = verbs.look_up(word)
        if form is None:
            return False
        first = self.link == "start" and not self.spoken
        pair = re.match(r",?\s(?:and|or)\s(\w+)\s(?!of\b)\w", after)
        if first and pair and form.tense is Tense.BASE:
            return verbs.look_up(pair[1]) is not None  # "Triage and investigate alerts"
        if not re.match(r"\s\w", after) or re.match(r"\s(?:of|and|or)\b", after):
            return False
        return first or (self.link == "object" and self.acted)

    def reads_third(self, word: str) -> bool:
        """Return whether a word is the verb of "the pharmacist dispenses"."""
        if not _is_third(word):
            return False
        return (
            self.run[-1][0].casefold() in _set("doers") and self.link == "start"
            if self.run
            else self.link == "object" and self.acted and self.spoken is False
        )


def phrases(text: str) -> Iterator[Phrase]:
    """Yield the phrases of a line in order, without the words that only say how well or what for."""
    state = _State()
    last = 0
    for match in _WORD.finditer(text):
        word = match[0].casefold().replace("’", "'")
        gap = text[last : match.start()]
        last = match.end()
        mark = _MARK.search(gap)
        if mark:
            state.spoken = state.spoken or bool(state.run)
            yield from _closed(text, state.taken(), state.link)
            state.passed(mark[0].strip())
        if state.lost:
            continue
        kind = _kind(word)
        if kind == "word":
            if state.reads_third(word):
                state.run, state.link, state.acted, state.fresh = [], "object", True, True
            elif state.is_verb(match[0], text[match.end() :]):
                state.link, state.acted, state.fresh = "object", True, True
            else:
                state.run.append(match)
                state.spoken, state.fresh = True, False
            continue
        link, full = state.link, any(_tells(each[0]) for each in state.run)
        yield from _closed(text, state.taken(), link)
        if kind == "prepositions":
            state.hung(word, full=full)
        state.lost = kind == "clauses"
        if kind != "prepositions":
            state.fresh = False
    yield from _closed(text, state.run, state.link)


def _kind(word: str) -> str:
    """Return which table of small words a word is of, or "word"."""
    for name in ("and", "clauses", "prepositions", "articles", "small"):
        if word in _set(name):
            return name
    if word.endswith("ly") and len(word) > _LY and word not in _set("no_adverbs"):
        return "small"
    return "word"


def _linked(word: str, link: str, *, full: bool) -> str:
    if word in {"like", "including", "using"}:
        return "among"
    if not full and link in {"start", "asked", "object", "among"}:
        return "asked"  # "experience of", "confident with"
    return word


@functools.cache
def _compounds() -> re.Pattern[str]:
    """Return the pattern of fields of work whose words say nothing alone: "business development"."""
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(map(re.escape, table()['phrases']['compounds']))})(?!\w)", re.IGNORECASE
    )


def _is_past(word: str) -> bool:
    form = verbs.look_up(word)
    return form is not None and form.tense is Tense.PAST and word.endswith("ed")


def _is_third(word: str) -> bool:
    """Return whether a word is a verb as "the pharmacist dispenses" has it, and no plural."""
    form = verbs.look_up(word)
    return form is not None and word.endswith("s") and form.lemma != word and word not in _set("nouns")


def _tells(word: str) -> bool:
    word = word.casefold().replace("’", "'").removesuffix("'s")
    return word not in _set("empty") and word not in _set("weak")


def _closed(text: str, run: list[re.Match[str]], link: str) -> Iterator[Phrase]:
    words = list(run)
    if words and _compounds().search(text[words[0].start() : words[-1].end()]) and len(words) <= _MOST_WORDS:
        yield Phrase(words[0].start(), words[-1].end(), link)
        return
    while words and (words[0][0].casefold() in _set("weak") or words[0][0].isdigit()):
        words.pop(0)
    while len(words) > 1 and _is_past(words[-1][0]):
        words.pop()  # "alerts escalated"
    if (
        not words
        or len(words) > _MOST_WORDS
        or not any(_tells(each[0]) and re.search(r"[^\W\d]", each[0]) for each in words)
    ):
        return
    if words[-1][0].casefold() in _set("doers") | _set("places"):
        return  # who somebody is, where they worked
    if len(words) == 1 and (not words[0][0][:1].isupper() or not re.search(r"\w", text[: words[0].start()])):
        form = verbs.look_up(words[0][0])
        if (
            form is not None
            and not form.gerund
            and words[0][0].casefold() not in _set("nouns")
            and not (_is_third(words[0][0]) and link != "start")
        ):
            return  # "documented", "escalate"
    yield Phrase(words[0].start(), words[-1].end(), link)

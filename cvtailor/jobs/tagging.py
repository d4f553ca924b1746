"""Which words of an advert's line name what it asks for: a linear chain over the words.

Each word is begin, inside or outside of such a name; what speaks for each label is the sum of the weights of the word's
features (the word and its neighbours, their shape, what the lexicons and the phrases of the line say of them), and of
the label before. The most likely chain is told (Viterbi 1967). The weights are those of a conditional random field
(Lafferty, McCallum and Pereira 2001) trained by `benchmarks/make_tagging.py` on the project's own labelled adverts.
"""

from __future__ import annotations

import bisect
import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from cvtailor.jobs import phrases
from cvtailor.jobs.lines import table
from cvtailor.jobs.nearest import rarity
from cvtailor.nlp.verbs import look_up
from cvtailor.resources import language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

LABELS = ("O", "B", "I")
_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_MOST = 400  # words of a line that are told; an advert's line has a tenth of that
_FAR = 12  # words behind "experience with" and the like that are still under it
_COMMON = 1_000, 20_000  # how often a word stands in English texts: rare, usual, everyday


class Mark(NamedTuple):
    """A stretch of the line of which something is known: code points, and what ("language", "soft duty")."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line to be told: its text, the kind of heading it stands under, the advert's own names in lower case.

    `marks` are the keywords that the lexicons find in it, none over another; `cues` the places behind which a skill is
    named ("experience with").
    """

    text: str
    part: str
    strangers: frozenset[str]
    marks: tuple[Mark, ...]
    cues: tuple[int, ...]


def spans(line: Line) -> Iterator[tuple[int, int]]:
    """Yield start and end (code points of the line) of each name that it asks for, in order."""
    words = words_of(line.text)
    if not words:
        return
    begun: int | None = None
    last = 0
    for label, (start, end, _) in zip(_likeliest(list(_scored(line, words))), words, strict=True):
        if label != _INSIDE and begun is not None:
            yield begun, last
            begun = None
        if label and begun is None:
            begun = start
        last = end
    if begun is not None:
        yield begun, last


def words_of(text: str) -> list[tuple[int, int, str]]:
    """Return the words and marks of a line with their places."""
    return [(*match.span(), match[0]) for match in _WORD.finditer(text)][:_MOST]


def features(line: Line, words: Sequence[tuple[int, int, str]]) -> Iterator[list[str]]:
    """Yield the features of each word of a line."""
    for word, beside, found in _parts(line, words):
        yield [
            *_of_word(word, line.part),
            *(each for step, other in beside for each in _of_neighbour(step, other)),
            *found,
        ]


def _parts(
    line: Line, words: Sequence[tuple[int, int, str]]
) -> Iterator[tuple[str, list[tuple[int, str]], list[str]]]:
    """Yield each word, its neighbours by their steps from it, and the features that hang on more than one of them."""
    shapes = [_shape(word) for _, _, word in words]
    known = _marked(words, line.marks)
    runs = _marked(words, [Mark(start, end, link) for start, end, link in phrases.phrases(line.text)])
    part, size, depth = line.part, len(words), 0
    starts = [start for start, _, _ in words]
    for at, (start, _, word) in enumerate(words):
        low, mark = word.lower(), known[at]
        depth = max(0, depth + (word == "(") - (word == ")"))
        found = [f"known {mark}", f"known {mark} in {part}", f"run {runs[at]}"]
        if depth:
            found.append("bracket")
        if low in line.strangers and word[0].isupper():
            found += ("stranger", f"stranger in {part}")
        found.append(f"cue {_behind(line.cues, starts, at)}")
        if at and words[at - 1][1] == start:
            found.append("tight")
        if not at:
            found.append("first")
        if at == size - 1:
            found.append("last")
        beside = []
        for step in (-2, -1, 1, 2):
            other = at + step
            if not 0 <= other < size:
                found.append(f"{step} none")
                continue
            beside.append((step, words[other][2]))
            found.append(f"{step} known {known[other]}")
            if abs(step) == 1:
                found += (f"{step} shape {shapes[other]} {shapes[at]}", f"{step} known {known[other]} {mark}")
        if at:
            found.append(f"<{words[at - 1][2].lower()} {low}")
        if at + 1 < size:
            found.append(f">{low} {words[at + 1][2].lower()}")
        yield word, beside, found


@functools.lru_cache(maxsize=16384)
def _of_word(word: str, part: str) -> tuple[str, ...]:
    """Return the features that a word has wherever it stands under a heading of this kind."""
    low, shape = word.lower(), _shape(word)
    found = ["all", f"={low}", f"in {part}", f"shape {shape}", f"shape {shape} in {part}"]
    found += (f"start {low[:4]}", f"end {low[-3:]}")
    for name in _classes(low):
        found += (f"@{name}", f"@{name} in {part}", f"@{name} {shape}")
    return tuple(found)


@functools.lru_cache(maxsize=16384)
def _of_neighbour(step: int, word: str) -> tuple[str, ...]:
    """Return the features that a word lends to the word that it stands `step` words behind."""
    low = word.lower()
    found = [f"{step}={low}", f"{step} shape {_shape(word)}"]
    if abs(step) == 1:
        found += [f"{step}@{name}" for name in _classes(low)]
    return tuple(found)


def _behind(cues: tuple[int, ...], starts: list[int], at: int) -> str:
    """Return how many words a word stands behind the last cue, in four steps."""
    index = bisect.bisect_right(cues, starts[at])
    if not index:
        return "none"
    between = at - bisect.bisect_left(starts, cues[index - 1])
    return str(between) if between < 4 else "near" if between < _FAR else "far"


def _marked(words: Sequence[tuple[int, int, str]], marks: Iterable[Mark]) -> list[str]:
    """Return for each word the name of the mark over it, after "B" where it begins it, else "I"; "-" where there is none."""
    found = ["-"] * len(words)
    starts = [start for start, _, _ in words]
    for mark in marks:
        first = at = max(0, bisect.bisect_right(starts, mark.start) - 1)
        if words and words[at][1] <= mark.start:
            first = at = at + 1
        while at < len(words) and words[at][0] < mark.end:
            found[at] = f"{'B' if at == first else 'I'} {mark.name}"
            at += 1
    return found


def _shape(word: str) -> str:
    if not word[0].isalnum():
        return word
    if word.isdigit():
        return "0"
    if word.isupper():
        return "X" if len(word) == 1 else "XX"
    if word.islower():
        return "x"
    if word[0].isupper() and word[1:].islower():
        return "Xx"
    return "x0" if any(each.isdigit() for each in word) else "xX"


@functools.lru_cache(maxsize=16384)
def _classes(word: str) -> tuple[str, ...]:
    """Return what kind of word it is: a verb's form, how common it is, and which of the tables of adverts hold it."""
    from cvtailor.parsing import repair

    found = []
    form = look_up(word)
    if form is not None:
        found.append(f"verb {form.tense}{' -ing' if form.gerund else ''}")
    often = repair.frequency(word)
    found.append(f"often {(often > 0) + (often >= _COMMON[0]) + (often >= _COMMON[1])}")
    found.append(f"rare {int(rarity(word))}")
    found += [name for name, listed in _lists() if word in listed]
    return tuple(found)


@functools.cache
def _lists() -> tuple[tuple[str, frozenset[str]], ...]:
    told = table()
    names = (
        "and",
        "articles",
        "prepositions",
        "clauses",
        "small",
        "doers",
        "places",
        "weak",
        "empty",
        "nouns",
    )
    context = ("job_nouns", "no_term", "loose_heads")
    spoken = frozenset(each.casefold() for each in told["languages"]["names"])
    return (
        *((name, frozenset(told["phrases"][name])) for name in names),
        *((name, frozenset(told["context"][name])) for name in context),
        ("spoken", spoken),
    )


# --- the chain ------------------------------------------------------------------------------------

_INSIDE = 2
Scores = tuple[float, float, float]


class Weights(NamedTuple):
    """What speaks for each label: by feature, and by the label before."""

    features: dict[str, Scores]
    moves: tuple[Scores, Scores, Scores]  # from each label, to each


@functools.cache
def weights() -> Weights:
    """Return the weights of the table, read once."""
    told = language("tagging")["names"]
    lean = told["lean"]
    found: dict[str, Scores] = {}
    for row in told["weights"].splitlines():
        name, _, numbers = row.rpartition("\t")
        if name:
            outside, begin, inside = (int(each) / 100 for each in numbers.split(" "))
            found[name] = outside, begin, inside
    outside, begin, inside = found.get("all", (0.0, 0.0, 0.0))
    found["all"] = outside - lean, begin, inside
    moves = tuple((row[0], row[1], row[2]) for row in told["moves"])
    return Weights(found, (moves[0], moves[1], moves[2]))


def _scored(line: Line, words: Sequence[tuple[int, int, str]]) -> Iterator[Scores]:
    """Yield what speaks for each label of each word: the sum over its `features`, those of a word by itself kept."""
    for word, beside, found in _parts(line, words):
        outside, begin, inside = _word_scores(word, line.part)
        for row in (_scores(found), *(_neighbour_scores(step, other) for step, other in beside)):
            outside += row[0]
            begin += row[1]
            inside += row[2]
        yield outside, begin, inside


def forget() -> None:
    """Forget what was kept of the weights, after another table was put in their place."""
    for kept in (weights, _word_scores, _neighbour_scores):
        kept.cache_clear()


@functools.lru_cache(maxsize=16384)
def _word_scores(word: str, part: str) -> Scores:
    return _scores(_of_word(word, part))


@functools.lru_cache(maxsize=16384)
def _neighbour_scores(step: int, word: str) -> Scores:
    return _scores(_of_neighbour(step, word))


def _scores(found: Iterable[str]) -> Scores:
    listed = weights().features
    outside = begin = inside = 0.0
    for each in found:
        row = listed.get(each)
        if row is not None:
            outside += row[0]
            begin += row[1]
            inside += row[2]
    return outside, begin, inside


def _likeliest(scores: Sequence[Scores]) -> list[int]:
    """Return the most likely labels of a chain (Viterbi)."""
    moves = weights().moves
    best = [scores[0][0], scores[0][1], scores[0][2] - 1e6]  # nothing is inside at the start
    back: list[list[int]] = []
    for row in scores[1:]:
        came = [max((0, 1, 2), key=lambda label: best[label] + moves[label][to]) for to in (0, 1, 2)]
        best = [best[label] + moves[label][to] + row[to] for to, label in enumerate(came)]
        back.append(came)
    label = max((0, 1, 2), key=lambda each: best[each])
    found = [label]
    for came in reversed(back):
        label = came[label]
        found.append(label)
    return found[::-1]

"""Whether the words around a keyword are those of a person who has it, where no cue says so.

"Settled DASK earthquake policies", "live interviews with CNN", "Handed the images to those who alone looked after
Kubernetes": guards and cues know many such words and no more. A linear model (binary logistic regression, trained by
`benchmarks/make_context.py` on the project's own labelled lines) has heard which words go with lines that show a skill and
which with other meanings, other people's work, denial and plans. It only ever takes a mention away, and only when it is
rather sure (`[doubt] below` in `lexicons/language/context.toml`, in log-odds).
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from cvtailor.nlp import features
from cvtailor.resources import language

_NEAR = 6  # words to each side of a mention that are told apart from the rest of the item
_PLACED = 3  # of them, those told by their place
_LONGEST = 200  # words of a sentence that are heard
_SENTENCE = re.compile(r"(?<=[a-z)][.!?])\s+(?=[^\W_a-z])")
_LETTERS = 6  # of a mention; longer ones are one class

REASON = "the words around it are those of something else, of a plan or of other people's work"


Words = tuple[tuple[int, str], ...]  # words, each with its offset


class _Weights(NamedTuple):
    start: float
    below: float
    features: dict[str, float]
    lists: tuple[tuple[str, frozenset[str]], ...]
    sections: frozenset[str]


@dataclass(frozen=True, slots=True)
class Context:
    """A sentence that is heard once for all of its mentions: its words with their places, and what they say in sum.

    `start` and `end` are code points of the item, `text` is all of the item.
    """

    start: int
    end: int

    text: str
    section: str
    words: Words
    total: float


def read(text: str, section: str) -> tuple[Context, ...]:
    """Return the sentences of an item; none in sections that only list, where words tell nothing."""
    weights = _weights()
    if section not in weights.sections:
        return ()
    found = []
    for start, end, words in sentences(text):
        total = sum(weights.features.get(each, 0.0) for each in set(of_sentence(words, section)))
        found.append(Context(start, end, text, section, words, weights.start + total))
    return tuple(found)


def sentences(text: str) -> Iterator[tuple[int, int, Words]]:
    """Yield start and end of each sentence, and its words with their offsets in the text."""
    cuts = [0, *(match.end() for match in _SENTENCE.finditer(text)), len(text)]
    for start, end in itertools.pairwise(cuts):
        words = [(start + at, word) for at, word in features.placed(text[start:end])]
        yield start, end, tuple(words[:_LONGEST])


def doubtful(contexts: tuple[Context, ...], start: int, end: int, kind: str) -> bool:
    """Return whether a mention is likelier something else than what the person has.

    Args:
        contexts: the sentences of its item.
        start: code point of the item at which the mention starts.
        end: code point at which it ends.
        kind: the keyword's kind.
    """
    weights = _weights()
    context = next((each for each in contexts if each.start <= start < each.end), None)
    if context is None:
        return False
    found = set(of_mention(context, start, end, kind))
    return context.total + sum(weights.features.get(each, 0.0) for each in found) < weights.below


def of_sentence(words: Words, section: str) -> Iterator[str]:
    """Yield the features that all mentions of a sentence share."""
    yield f"in {section}"
    for _, word in words:
        yield f"={word}"
        for name in classes(word):
            yield f"@{name}"
    for _, word in words[:1]:
        yield f"^{word}"
        for name in classes(word):
            yield f"^@{name}"


def of_mention(context: Context, start: int, end: int, kind: str) -> Iterator[str]:
    """Yield the features of one mention."""
    form = context.text[start:end]
    shape = "upper" if form.isupper() else "lower" if form.islower() else "mixed"
    yield f"is {kind}"
    yield f"is {kind} in {context.section}"
    yield f"looks {shape}"
    yield f"looks {shape} {min(_LETTERS, len(form))}"
    yield "several words" if " " in form else "one word"
    before = [word for at, word in context.words if at < start][: -_NEAR - 1 : -1]
    after = [word for at, word in context.words if at >= end][:_NEAR]
    for side, near in (("<", before), (">", after)):
        for at, word in enumerate(near):
            if at < _PLACED:
                yield f"{at + 1}{side}{word}"
            yield f"{side}{word}"
            for name in classes(word):
                yield f"{side}@{name}"
        if len(near) > 1:
            pair = (near[1], near[0]) if side == "<" else (near[0], near[1])
            yield f"2{side}{pair[0]} {pair[1]}"
        if not near:
            yield f"nothing {side}"


@functools.lru_cache(maxsize=32768)
def classes(word: str) -> tuple[str, ...]:
    """Return the classes of a word in small letters: those of `features`, and the lists of `[lists]`."""
    bare = word.removesuffix("'s").removesuffix("’s")
    named = (name for name, listed in _weights().lists if word in listed or bare in listed)
    return (*features.classes(word), *named)


@functools.cache
def _weights() -> _Weights:
    table = language("context")
    lists = [(name, frozenset(listed)) for name, listed in table["lists"].items()]
    for which, word in (("first", 0), ("last", -1)):
        lists += [(path[-1], _borrowed(path, word)) for path in table["borrowed"][which]]
    found = {}
    for line in table["mentions"]["weights"].splitlines():
        name, _, weight = line.partition("\t")
        if weight:
            found[name] = int(weight) / 100
    doubt = table["doubt"]
    return _Weights(
        table["mentions"]["start"], doubt["below"], found, tuple(lists), frozenset(doubt["sections"])
    )


def _borrowed(path: list[str], word: int) -> frozenset[str]:
    """Return the first (0) or last (-1) words of a list of phrases in another language table.

    Of longer phrases only the last word says what they are about: "swept floors" begins like "swept the learning rate".
    """
    found = language(path[0])
    for key in path[1:]:
        found = found[key]
    parts = [phrase.lower().replace("'s", "").split() for phrase in found]
    return frozenset(each[word] for each in parts if len(each) == 1 or word < 0)

"""Where the phrases of a list in `lexicons/language/guard.toml` stand in a text."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from cvtailor.advice import facts, inflection

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cvtailor.advice.reading import Text


@functools.cache
def phrases(section: str, *lists: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return first word → phrases, as tuples of words, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in lists:
        for phrase in facts.guard()[section][name]:
            words = tuple(phrase.split())
            found.setdefault(words[0], []).append(words)
            # "worked with" is "works with" too; where a phrase begins otherwise, it stands as it is.
            for lemma in inflection.lemmas(words[0]) if section == "role" and len(words) > 1 else ():
                if lemma != words[0]:
                    found.setdefault(lemma, []).append(words)
    return {first: tuple(sorted(each, key=lambda one: (-len(one), one))) for first, each in found.items()}


def hits(
    text: Text, wanted: Mapping[str, tuple[tuple[str, ...], ...]], unless: Iterable[int] = ()
) -> list[int]:
    """Return the indexes at which one of the phrases begins (a single word also in another form)."""
    hits, barred = [], set(unless)
    for at in range(len(text.tokens)):
        if at in barred:
            continue
        for word in text.forms[at]:
            if any(
                (len(words) == 1 or tuple(text.lower[at + 1 : at + len(words)]) == words[1:])
                for words in wanted.get(word, ())
            ):
                hits.append(at)
                break
    return hits


def covered(text: Text, wanted: Mapping[str, tuple[tuple[str, ...], ...]]) -> set[int]:
    """Return every index that lies inside one of the phrases as written."""
    covered: set[int] = set()
    for at, lower in enumerate(text.lower):
        for words in wanted.get(lower, ()):
            if tuple(text.lower[at : at + len(words)]) == words:
                covered.update(range(at, at + len(words)))
                break
    return covered


def count(text: Text, section: str, key: str, unless: str = "") -> list[int]:
    """Return where the phrases of a list begin, those of the list `unless` left out."""
    # A capital inside a sentence is a name: "Sci-kit Learn" is nobody's learning.
    barred = {at for at in text.names if text.tokens[at].text.istitle()}
    if unless:
        barred |= covered(text, phrases(section, unless))
    return hits(text, phrases(section, key), barred)


def quoted(text: Text, at: int) -> str:
    """Return the word at a place as it is written."""
    return text.tokens[at].text

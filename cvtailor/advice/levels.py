"""How well skills, languages and studies are said to be known or done, in two whole CVs.

A low level ("learning", "A2"), a grade, or that a degree is not finished may not be dropped or changed for another. The
lists are `[levels]` of `lexicons/language/guard.toml` and `[credential] unfinished` of `standing.toml`.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from cvtailor.advice import facts
from cvtailor.advice.types import Fault
from cvtailor.resources import language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cvtailor.document import Span

Told = tuple[str, "Span"]  # an item of a list, and where it stands
_GRADE = re.compile(
    r"\bgrade:?\s(?P<grade>[A-F][+-]?|\d)(?!\w)|(?<![\d:])(?P<class>[123]:[12])(?![\d:])", re.IGNORECASE
)
_SPLIT = re.compile(r"[,;|•·]")


def of_lists(old: Iterable[Told], new: Iterable[Told]) -> Iterator[Fault]:
    """Yield what is known better in the new lists of skills and languages than in the old ones, or otherwise."""
    was: dict[str, set[str]] = {}
    for text, _ in old:
        for name, level in _levels(text):
            was.setdefault(name, set()).add(level)
    for text, span in new:
        for name, level in _levels(text):
            before = was.get(name)
            if before is None or level in before:
                continue
            first = min(before)
            if not level and first not in _ranks()["low"]:
                continue  # "Python (advanced)" → "Python" claims less
            now = f"“{level}”" if level else "left without a level"
            message = f"“{name}” was {f'“{first}”' if first else 'named without a level'} and is now {now}."
            yield Fault(kind="claim", text=level or name, message=message, span=span)


def _levels(text: str) -> Iterator[tuple[str, str]]:
    """Yield each name of a line of a list with its level ("" for none), both in small letters."""
    for part in _SPLIT.split(re.sub(r"\(([^()]*)\)", lambda inside: " " + inside[0].replace(",", " "), text)):
        lower = " ".join(
            part.casefold().replace("(", " ").replace(")", " ").replace(":", " ").replace("–", " ").split()
        )
        match = _pattern().search(lower)
        name = (lower[: match.start()] + lower[match.end() :]).strip(" -–—/") if match else lower
        level = match[0] if match else ""
        if name:
            yield name, "native" if level in _ranks()["native"] else level


@functools.cache
def _ranks() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in facts.guard()["levels"].items()}


@functools.cache
def _pattern() -> re.Pattern[str]:
    every = sorted(
        (word for words in _ranks().values() for word in words), key=lambda each: (-len(each), each)
    )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, every))})(?![\w-])")


def of_studies(old: str, new: str, span: Span) -> Iterator[Fault]:
    """Yield a grade that changed or is new, and "not completed" or "expected" that was dropped from an entry's text."""
    one, two = ({match[0].casefold() for match in _GRADE.finditer(text)} for text in (old, new))
    for grade in sorted(two - one):
        if one or grade[0].isdigit():
            was = f"“{min(one)}” became" if one else "The old CV does not say"
            yield Fault(kind="degree", text=grade, message=f"{was} “{grade}”.", span=span)
    lower, other = " ".join(old.casefold().split()), " ".join(new.casefold().split())
    if not any(_says(other, phrase) for phrase in _unfinished()):
        gone = next((phrase for phrase in _unfinished() if _says(lower, phrase)), None)
        if gone is not None:
            message = f"The old CV says “{gone}”; the new one tells the studies as finished."
            yield Fault(kind="degree", text=gone, message=message, side="old")


def _says(text: str, phrase: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text) is not None


@functools.cache
def _unfinished() -> tuple[str, ...]:
    listed = language("standing")["credential"]["unfinished"]
    return tuple(sorted(listed, key=lambda each: (-len(each), each)))

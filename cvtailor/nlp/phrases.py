"""Matching of word lists: one linear pattern per list, whole words only."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import Any

from cvtailor.resources import language

# "300-node" is a number and a word.
WORD = re.compile(r"\d[\w.,]*(?=-[A-Za-z]{3})|[^\W_]+(?:[-'’./&@+^][^\W_]+)*[²³+#]*")


def any_of(phrases: Iterable[str], *, cased: bool = False) -> re.Pattern[str]:
    """Return a pattern that matches any of the phrases as whole words, the longest first.

    A space in a phrase matches one white space; apostrophes match both their forms.
    """
    parts = []
    for phrase in sorted(set(phrases), key=lambda each: (-len(each), each)):
        text = re.escape(phrase).replace(r"\ ", r"\s").replace("'", "['’]")
        front = r"(?<![\w-])" if phrase[0].isalnum() else ""
        back = r"(?![\w-])" if phrase[-1].isalnum() else ""
        parts.append(f"{front}{text}{back}")
    return re.compile("|".join(parts) if parts else r"(?!)", 0 if cased else re.IGNORECASE)


@functools.cache
def listed(table: str, *keys: str, cased: bool = False) -> re.Pattern[str]:
    """Return the pattern for one list of a language table, as `listed("results", "cues", "missed")`."""
    return any_of(values(table, *keys), cased=cased)


@functools.cache
def values(table: str, *keys: str) -> tuple[str, ...]:
    """Return one list of a language table."""
    found: Any = language(table)
    for key in keys:
        found = found[key]
    return tuple(found)


@functools.cache
def word_set(table: str, *keys: str) -> frozenset[str]:
    """Return one list of a language table as a set of lowered words."""
    return frozenset(each.lower() for each in values(table, *keys))


@functools.cache
def choice(table: str, *keys: str) -> str:
    """Return one list of a language table as the alternatives of a pattern, without group, the longest first.

    A space in a phrase matches one white space, a hyphen also a space.
    """
    ordered = sorted(set(values(table, *keys)), key=lambda each: (-len(each), each))
    return "|".join(re.escape(each).replace(r"\ ", r"\s").replace(r"\-", r"[-\s]") for each in ordered)

"""Leaving a person's name out of a result."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING, Any, TypeVar

from cvtailor.document import Span

if TYPE_CHECKING:
    from cvtailor.document import Box, Document

T = TypeVar("T")
HIDDEN = "•••"
_SHORTEST = 3  # letters of a part of a name; shorter ones are words too


def without_name(result: T, name: str | None) -> T:
    """Return a result (a dataclass) in whose texts the name, and each of its longer parts, is hidden.

    The file's name and hashes stay: they are how a result is found.
    """
    pattern = _pattern(name)
    if pattern is None:
        return result
    hidden: T = _hide(result, pattern)
    return hidden


def spans(document: Document) -> list[Span]:
    """Return where a CV gives contact facts, hidden text or the person's name."""
    pattern = _pattern(document.contact.name)
    named = (
        [Span(start=each.start(), end=each.end()) for each in pattern.finditer(document.text)]
        if pattern
        else []
    )
    if (
        pattern is None and document.sections
    ):  # no name was told: what stands above the first section may hold it
        named = [Span(start=0, end=min(each.span.start for each in document.sections))]
    return [*document.masked, *named]


def boxes(document: Document) -> dict[int, list[Box]]:
    """Return by page number from 1 the boxes (points from the top left) of what `spans` names."""
    hidden = spans(document)
    found: dict[int, list[Box]] = {}
    for fragment in document.fragments:
        if fragment.page is None or fragment.box is None:
            continue
        if any(each.start < fragment.end and fragment.start < each.end for each in hidden):
            found.setdefault(fragment.page, []).append(fragment.box)
    return found


def text_hidden(document: Document) -> Document:
    """Return the document with "•" in place of each character that `spans` names, so that all offsets hold."""
    letters = list(document.text)
    for each in spans(document):
        for at in range(each.start, min(each.end, len(letters))):
            if not letters[at].isspace():
                letters[at] = "•"
    return dataclasses.replace(document, text="".join(letters))


def _pattern(name: str | None) -> re.Pattern[str] | None:
    parts = [part for part in re.split(r"[\s,]+", name or "") if len(part.strip(".")) >= _SHORTEST]
    if not parts:
        return None
    words = sorted({name or "", *parts}, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)", re.IGNORECASE)


_KEPT = {"file", "sha256", "schema", "settings_sha256", "lexicon", "id", "role", "tool_version"}


def _hide(value: Any, pattern: re.Pattern[str]) -> Any:
    if type(value) is str:  # members of an enumeration are no texts
        return pattern.sub(HIDDEN, value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changes = {
            field.name: _hide(getattr(value, field.name), pattern)
            for field in dataclasses.fields(value)
            if field.init and field.name not in _KEPT
        }
        return dataclasses.replace(value, **changes)
    if type(value) is tuple:
        return tuple(_hide(each, pattern) for each in value)
    return value

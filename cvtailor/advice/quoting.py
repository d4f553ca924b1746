"""Which words of an item are quoted: a whole clause where it is short enough, else the words around its figure."""

from __future__ import annotations

import functools
import re

from cvtailor import resources
from cvtailor.advice.profile import Words
from cvtailor.document import Span

LONGEST = 26  # words of a quote
_WHOLE = 9  # words from which on a quote may end before its sentence does
_FEWEST = 2  # words that are left of a quote without its opener
_STRONG = re.compile(r"[;:](?=\s)|(?<=[^\W\d_][.!?])\s+(?=[A-Z“\"])|[()\[\]\n•]|\s[–—|]\s|—")
_WEAK = re.compile(r",\s")
_SENTENCE = re.compile(r"[.?!][”\"’]?\s+(?=\S)")
_INITIAL = re.compile(r"\b[A-Z]\.?$")
_QUOTED = re.compile(r"[“\"]([^“”\"]{12,200}?)[.,]?[”\"]")
_DATE = re.compile(r"\s(?:[A-Z][a-z]{2,8}\.?\s)?\(?(?:19|20)\d\d\b")
_TITLE = 4  # words before a date that make a title
_ENDS = " \t\n,;:.–—|•*"


def moved(clause: tuple[int, int], at: int) -> Span:
    """Return a range of an item's text as a span of the document, the item starting at `at`."""
    return Span(at + clause[0], at + clause[1])


def whole_clause(text: str, first: int, last: int) -> tuple[int, int]:
    """Return the clause of `text` around [first, last): a whole one where it is short enough to quote."""
    start, end = _around(_STRONG, text, first, last)
    if _long(text, start, end):
        near = _around(_WEAK, text, first, last)
        start, end = max(start, near[0]), min(end, near[1])
    if _long(text, start, end):
        before = [each.start() for each in re.finditer(r"\S+", text[start:first])]
        start += before[-LONGEST // 2] if len(before) > LONGEST // 2 else 0
        end = max(last, _cut(text, start, end))
    return _trimmed(text, start, end)


def cut(text: str) -> tuple[int, int]:
    """Return the whole of a short item, or the first clause of a long one that says something."""
    if not _long(text, 0, len(text)):
        return _trimmed(text, 0, len(text))
    start, end = _around(_STRONG, text, 0, 1)
    if len(text[start:end].split()) <= _FEWEST:
        start, end = 0, len(text)
    return _trimmed(text, start, _cut(text, start, end))


def title_of(text: str, particles: frozenset[str]) -> tuple[int, int]:
    """Return where the title of a publication stands, or where its first words do.

    The title is taken to be the first sentence with two words in small letters that stand in no name
    (`particles` are those that do); an initial ends no sentence ("H. Solbakken and I. Tarrant-Vale.").
    """
    quoted = _QUOTED.search(text)
    if quoted:
        return quoted.span(1)
    start = 0
    for stop in [*_SENTENCE.finditer(text), None]:
        end = len(text) if stop is None else stop.start() + (text[stop.start()] != ".")
        part = text[start:end]
        small = [each for each in part.split() if each[:1].islower() and each.strip(",.") not in particles]
        if len(small) >= _FEWEST and not (stop and _INITIAL.search(part)):
            return _undated(text, *_trimmed(text, start, _cut(text, start, end)))
        if stop:
            start = stop.end()
    return _undated(text, *_trimmed(text, 0, _cut(text, 0, len(text))))


def _undated(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the part before a date, where a title stands before it and not only a name or two."""
    date = _DATE.search(text, start, end)
    told = date is not None and len(text[start : date.start()].split()) >= _TITLE
    return _trimmed(text, start, date.start()) if date and told else (start, end)


def _long(text: str, start: int, end: int) -> bool:
    return len(text[start:end].split()) > LONGEST


def _around(stops: re.Pattern[str], text: str, first: int, last: int) -> tuple[int, int]:
    start, end = 0, len(text)
    for stop in stops.finditer(text):
        if stop.end() <= first:
            start = stop.end()
        elif stop.start() >= last:
            end = stop.start()
            break
    return start, end


def _cut(text: str, start: int, end: int) -> int:
    """Return where a quote from `start` on has its last word."""
    found = [each.end() for each in re.finditer(r"\S+", text[start:end])]
    if len(found) <= LONGEST:
        return start + found[-1] if found else end
    # A quote that has to end early ends at a comma, else before a joining word, so that it reads as a whole.
    least, most = start + found[_WHOLE - 1], start + found[LONGEST - 1]
    for stops in (_WEAK, _joining()):
        whole = [each.start() for each in stops.finditer(text, least, most)]
        if whole:
            return whole[-1]
    return most


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range without the joining word at its start, and without punctuation at its ends."""
    while start < end and text[start] in _ENDS + "-":
        start += 1
    for _ in range(2):
        match = _openers().first(text[start:end]) if start else None
        if match is None or match.start() or len(text[start + match.end() : end].split()) < _FEWEST:
            break
        start += match.end()
        while start < end and text[start] in _ENDS:
            start += 1
    while end > start and text[end - 1] in _ENDS:
        end -= 1
    return start, end


@functools.cache
def _joining() -> re.Pattern[str]:
    words = resources.any_of(resources.language("interview")["quote"]["joining"])
    return re.compile(rf"\s(?=(?:{words})\s)", re.IGNORECASE)


@functools.cache
def _openers() -> Words:
    return Words(tuple(resources.language("interview")["quote"]["openers"]))

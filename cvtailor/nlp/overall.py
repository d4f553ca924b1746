"""Wording facts that need more than one item: repetition, near-duplicates, mixed styles."""

from __future__ import annotations

import functools
import re
from collections import Counter

from cvtailor.document import Document, SectionKind, Span
from cvtailor.nlp.phrases import WORD
from cvtailor.nlp.types import Bullet, Overall, Slot
from cvtailor.resources import language

# Project conventions: three openings with one verb are a repetition; two items are near-duplicates when
# they share this part of their words (Jaccard) and have enough words to say something.
REPEATED = 3
SIMILAR = 0.7
FEWEST_WORDS = 5

_MONTHS = r"(?:January|February|March|April|June|July|August|September|October|November|December)"
_SHORT = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)"
_YEAR = r"(?:19|20)\d{2}"
# Name of the style, pattern; the first that matches at a place wins. A bare year mixes with any style.
_STYLES = (
    ("YYYY-MM", re.compile(rf"\b{_YEAR}-(?:0[1-9]|1[0-2])\b(?!\d)")),
    ("MM/YYYY", re.compile(rf"\b(?:0?[1-9]|1[0-2])/{_YEAR}\b")),
    ("MM.YYYY", re.compile(rf"(?<![\d.])(?:0?[1-9]|1[0-2])\.{_YEAR}\b")),
    ("MM/YY", re.compile(r"(?<![\d/])(?:0[1-9]|1[0-2])/\d{2}(?![\d/])")),
    ("Month YYYY", re.compile(rf"\b{_MONTHS},?\s{_YEAR}\b")),
    ("Mon YYYY", re.compile(rf"\b{_SHORT}\.?,?\s{_YEAR}\b")),
    ("Mon 'YY", re.compile(rf"\b{_SHORT}\.?\s?['’]\d{{2}}\b")),
)


def read_overall(document: Document, bullets: tuple[Bullet, ...]) -> Overall:
    """Return what holds over all items of a CV, in document order.

    Dates are read from the header lines of entries; spelling from bullets and the summary; publications
    (titles keep their own spelling) and masked text are skipped.
    """
    british, american = _spelling(document, bullets)
    stops = sum(each.wording.ends_with == "." for each in bullets)
    return Overall(
        repeated_verbs=_repeated(bullets),
        near_duplicates=_near_duplicates(bullets),
        british=british,
        american=american,
        date_styles=_date_styles(document),
        full_stops=stops,
        no_full_stops=sum(each.wording.ends_with == "" for each in bullets),
    )


def _repeated(bullets: tuple[Bullet, ...]) -> tuple[tuple[str, tuple[Span, ...]], ...]:
    spans: dict[str, list[Span]] = {}
    for bullet in bullets:
        verb, lemma = bullet.wording.verb, bullet.wording.lemma
        if verb is not None and lemma is not None:
            spans.setdefault(_american().get(lemma, lemma), []).append(verb.span)
    return tuple((lemma, tuple(found)) for lemma, found in spans.items() if len(found) >= REPEATED)


def _near_duplicates(bullets: tuple[Bullet, ...]) -> tuple[tuple[Span, Span], ...]:
    """Pairs (earlier, later) that share most of their words, one for each later item. Items are compared through a shared rare word only, so that
    work stays near linear in the number of items.
    """
    words = [frozenset(match[0].lower() for match in WORD.finditer(each.text)) for each in bullets]
    counts = Counter(word for each in words for word in each)
    owners: dict[str, list[int]] = {}
    earlier: dict[int, int] = {}  # of each repeated item, the first that it repeats
    for at, own in enumerate(words):
        if len(own) < FEWEST_WORDS:
            continue
        # Two sets that overlap by SIMILAR share one of the rarest (1 - SIMILAR) part of either, plus one.
        rare = sorted(own, key=lambda word: (counts[word], word))[: int(len(own) * (1 - SIMILAR)) + 1]
        for word in rare:
            for other in owners.get(word, [])[-50:]:
                shared = len(own & words[other])
                if shared >= SIMILAR * (len(own) + len(words[other]) - shared):
                    earlier[at] = min(other, earlier.get(at, other))
            owners.setdefault(word, []).append(at)
    return tuple((bullets[one].span, bullets[two].span) for two, one in earlier.items())


@functools.cache
def _american() -> dict[str, str]:
    return {british: american for british, american in language("spelling")["pairs"] if american}


@functools.cache
def _spellings() -> dict[str, bool]:
    """Word → whether it is British."""
    table: dict[str, bool] = {}
    for british, american in language("spelling")["pairs"]:
        table[british] = True
        if american:
            table[american] = False
    return table


def _spelling(document: Document, bullets: tuple[Bullet, ...]) -> tuple[tuple[Slot, ...], tuple[Slot, ...]]:
    pieces = [(each.text, each.span.start) for each in bullets]
    for section in document.sections:
        if section.kind is SectionKind.SUMMARY:
            pieces += [(item.text, item.span.start) for item in section.all_items()]
    found: dict[bool, list[Slot]] = {True: [], False: []}
    seen: set[int] = set()
    for text, offset in sorted(pieces, key=lambda each: each[1]):
        for at, match in enumerate(WORD.finditer(text)):
            word = match[0]
            side = _spellings().get(word.lower())
            span = Span(start=match.start() + offset, end=match.end() + offset)
            # A capital inside the text is a name ("Centre for Ecology", "World Health Organization").
            named = word[0].isupper() and at > 0
            if side is None or named or span.start in seen or document.is_masked(span):
                continue
            seen.add(span.start)
            found[side].append(Slot(text=word, span=span))
    return tuple(found[True]), tuple(found[False])


def _date_styles(document: Document) -> tuple[tuple[str, Slot], ...]:
    first: dict[str, Slot] = {}
    for section in document.sections:
        for entry in section.entries:
            span = entry.dates_span or entry.header
            text = document.text[span.start : span.end]
            for name, pattern in _STYLES:
                match = pattern.search(text)
                if match and name not in first:
                    # "May 2021" is written alike in both styles.
                    if name == "Mon YYYY" and match[0].startswith("May") and "Month YYYY" in first:
                        continue
                    where = Span(start=span.start + match.start(), end=span.start + match.end())
                    first[name] = Slot(text=match[0], span=where)
    if "Mon YYYY" in first and "Month YYYY" in first and first["Mon YYYY"].text.startswith("May"):
        del first["Mon YYYY"]
    return tuple(sorted(first.items(), key=lambda each: each[1].span.start))

"""Which kind of section does a heading open? Surfaces are data (language/headings.toml)."""

from __future__ import annotations

import functools
import re

from cvtailor.document import SectionKind
from cvtailor.resources import language

_AND = re.compile(r"\s*[&+]\s*")
_SPLIT = re.compile(
    r"\s*(?:&|\+|/|,|;|\||–|—| - |\band\b|\bund\b|\bet\b|\by\b|\be\b|\bor\b)\s*", re.IGNORECASE
)
_NUMBERING = re.compile(r"(?:\d{1,2}|[ivx]{1,4}|[a-h])[.)]\s+", re.IGNORECASE)
_PAIR = (SectionKind.PROJECTS, SectionKind.EXPERIENCE)
_SPACED = re.compile(r"(?:\w ){3,}\w\b")


@functools.lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """Return the form in which headings are compared: folded, no punctuation, singular words."""
    text = _AND.sub(" and ", text.casefold().replace("’", "'").replace("'", ""))
    words = re.findall(r"\w+", text)
    return " ".join(_singular(word) for word in words)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@functools.cache
def _surfaces() -> dict[str, SectionKind]:
    table = language("headings")
    found: dict[str, SectionKind] = {}
    for kind, surfaces in table["sections"].items():
        for surface in surfaces:
            found.setdefault(normal(surface), SectionKind(kind))
    for surface in table["contact"]["surfaces"]:
        found.setdefault(normal(surface), SectionKind.OTHER)
    return found


@functools.cache
def _set(*path: str) -> frozenset[str]:
    value = language("headings")
    for step in path:
        value = value[step]
    return frozenset(normal(each) for each in value)


@functools.cache
def _last_words() -> dict[str, SectionKind]:
    table = language("headings")["last_words"]
    return {normal(word): SectionKind(kind) for kind, words in table.items() for word in words}


def is_paper_title(text: str) -> bool:
    """Return whether the text is the title of the whole paper ("Curriculum Vitae")."""
    return normal(text) in _set("paper", "surfaces")


def is_contact(text: str) -> bool:
    """Return whether the heading stands over contact facts ("Profiles" does, "Profile" does not)."""
    folded = text.casefold().strip(" :")
    return folded in language("headings")["contact"]["surfaces"] or (
        normal(text) in _set("contact", "surfaces") and normal(text) not in _section_surfaces()
    )


@functools.cache
def _section_surfaces() -> frozenset[str]:
    lists = language("headings")["sections"].values()
    return frozenset(normal(surface) for surfaces in lists for surface in surfaces)


def is_label(text: str) -> bool:
    """Return whether the surface also stands as a label inside entries and skills sections."""
    return normal(text) in _set("labels", "surfaces")


@functools.cache
def known(text: str) -> SectionKind | None:
    """Return the kind of a heading that the lexicon knows, or null.

    Numbering, modifiers ("Selected"), a bracketed end and letter case do not matter; a compound
    heading takes the kind of its first known part, "other" only where no part says more.
    """
    text = text.strip()
    if not text or len(text) > 80:
        return None
    if is_contact(text):
        return SectionKind.OTHER
    text = _NUMBERING.sub("", text, count=1) if _NUMBERING.match(text) else text
    text = re.sub(r"\s*[(\[][^()\[\]]*[)\]]\s*$", "", text).strip(" :.-–—|•\t_*#")
    kind = _single(text)
    if kind or not text:
        return kind
    if _SPACED.search(text):
        closed = re.sub(r"(?<=\b\w) (?=\w\b)", "", text)
        return _single(closed)
    parts = [part for part in _SPLIT.split(text) if part.strip()]
    if len(parts) < 2 or len(parts) > 5:
        return None
    kinds = [_single(part) for part in parts]
    if len(parts) == len(_PAIR):
        # "Editorial and Committee Work": the last word belongs to both.
        shared = _single(f"{parts[0]} {parts[1].split()[-1]}")
        kinds[0] = shared or kinds[0]
    told = [kind for kind in kinds if kind]
    # "Python and research" is no heading: at least half of the parts are known, the first or last
    # too; all of them where commas part them ("MSc, Distinction").
    if not told or 2 * len(told) < len(parts) or not (kinds[0] or kinds[-1]):
        return None
    sure = any(kind and not is_label(part) for part, kind in zip(parts, kinds, strict=True))
    if len(told) < len(parts) and not sure:
        return None  # "Product & Graphic Designer"
    if len(told) < len(parts) and any(mark in text for mark in (*",;|–—", " - ")):
        return None
    if set(told) == set(_PAIR):
        return SectionKind.EXPERIENCE  # "Project and Employment Record"
    return next((kind for kind in told if kind is not SectionKind.OTHER), told[0])


def _single(text: str) -> SectionKind | None:
    key = normal(text)
    surfaces, modifiers = _surfaces(), _set("modifiers", "words")
    words = key.split()
    for first in range(min(4, len(words))):
        kind = surfaces.get(" ".join(words[first:]))
        if kind:
            return kind
        if words[first] not in modifiers and words[first] != "and":
            break
    return None


def by_last_word(text: str) -> SectionKind | None:
    """Return the kind told by a heading's last (or, before "in"/"of"/"for", first) words, or null."""
    words = normal(re.sub(r"[(\[][^()\[\]]*[)\]]", "", text)).split()
    if not words or len(words) > 6:
        return None
    for stop in ("in", "of", "for", "with", "at"):
        if stop in words[1:]:
            words = words[: words.index(stop, 1)]
    table = _last_words()
    return table.get(words[-1]) or table.get(words[0])


def greets(text: str) -> bool:
    """Return whether a heading begins as one about the person does: "Hi, I'm Jo", "About my teaching"."""
    return normal(text).split(" ")[0] in _set("about", "words")


@functools.cache
def _clues() -> dict[str, SectionKind]:
    table = language("headings")["clues"]
    return {normal(word): SectionKind(kind) for kind, words in table.items() for word in words}


_LONGEST_CLUE = 4  # words


@functools.cache
def by_clue(text: str) -> SectionKind | None:
    """Return the kind that most words of a heading speak for, wherever they stand; the later where they are even.

    Only for lines whose look says that they are headings: the words are everyday ones ("Where I have worked").
    """
    words = normal(re.sub(r"[(\[][^()\[\]]*[)\]]", "", text)).split()
    if words and words[0] in _set("about", "words"):
        return SectionKind.SUMMARY
    scores: dict[SectionKind, int] = {}
    at = 0
    while at < len(words):
        for size in range(min(_LONGEST_CLUE, len(words) - at), 0, -1):
            clue = " ".join(words[at : at + size])
            kind = _clues().get(clue)
            if kind is not None:
                scores[kind] = scores.get(kind, 0) + (1 if clue in _set("faint", "words") else 2 * size)
                at += size - 1
                break
        at += 1
    if not scores:
        return None
    best = max(scores.values())
    return [kind for kind, score in scores.items() if score == best][-1]


def names_work(text: str) -> bool:
    """Return whether a heading of teaching speaks of posts held ("Teaching Experience", "Teaching Posts")."""
    return any(word in _set("work", "words") for word in normal(text).split())


def inline(text: str) -> tuple[SectionKind, int] | None:
    """Return kind and length of a heading that opens its own line ("Skills: Python, R"), or null.

    The length covers the colon.
    """
    head, colon, rest = text.partition(":")
    if not colon or not rest.strip() or len(head) > 40 or "\t" in head:
        return None
    kind = known(head)
    return (kind, len(head) + 1) if kind else None

"""Which part of one CV is which part of another: the same jobs, and in them the same items.

Jobs are paired by organisation, title, dates and what they tell; items by shared words. Every step is
bounded: the number of jobs and items is limited by the caller, each pair is compared by small sets.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cvtailor.advice import facts
from cvtailor.advice.reading import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cvtailor.document import Document, Entry, Item, SectionKind

_SAME_JOB = 2.0  # points (of about 10) from which two entries are the same one
_SAME_ITEM = 0.34  # share of an item's words that make it the same item in other words
_OWN_WORDS = 2  # words of an item that say that it was merged into another one
_PART_OF_ITEM = 0.5  # … that make it a part of a longer one


@dataclass(frozen=True, eq=False)
class Line:
    """An item with the words by which it is compared."""

    item: Item

    @functools.cached_property
    def read(self) -> Text:
        """The item's text, taken apart."""
        return Text(self.item.text)

    @functools.cached_property
    def near(self) -> frozenset[str]:
        """Every key of a word that says something: two items with none in common are not alike."""
        read = self.read
        said = [keys for at, keys in enumerate(read.keys) if _says(read.lower[at])]
        return frozenset().union(*said, (f"{each.value} {each.unit}" for each in read.numbers))

    @functools.cached_property
    def words(self) -> frozenset[str]:
        """One key for each word and figure that says something."""
        read = self.read
        kept = {min(read.keys[at]) for at, lower in enumerate(read.lower) if _says(lower)}
        return frozenset(kept | {f"{each.value} {each.unit}" for each in read.numbers})


def _says(lower: str) -> bool:
    return lower[0].isalpha() and not facts.is_function(lower)


@dataclass(eq=False)
class Part:
    """An entry, or the items of a section that belong to no entry (`entry` is None)."""

    kind: SectionKind
    entry: Entry | None
    lines: list[Line]
    header: str = ""
    headed: frozenset[str] = frozenset()
    organisation: frozenset[str] = frozenset()
    title: frozenset[str] = frozenset()
    words: frozenset[str] = field(default_factory=frozenset)

    @property
    def name(self) -> str:
        """What a person calls it."""
        return (self.entry.name if self.entry else None) or str(self.kind)


def parts(document: Document) -> list[Part]:
    """Return the entries of a CV and the rest of its sections, in order."""
    found: list[Part] = []
    for section in document.sections:
        if section.items:
            found.append(_part(section.kind, None, section.items, ""))
        for entry in section.entries:
            header = document.text[entry.header.start : entry.header.end]
            found.append(_part(section.kind, entry, entry.items, header))
    return found


def _part(kind: SectionKind, entry: Entry | None, items: Iterable[Item], header: str) -> Part:
    lines = [Line(each) for each in items if each.text.strip()]
    return Part(
        kind=kind,
        entry=entry,
        lines=lines,
        header=header,
        headed=words(header),
        organisation=words(entry.organisation if entry else None),
        title=words(entry.title if entry else None),
        words=frozenset().union(*(each.words for each in lines)) if lines else frozenset(),
    )


def words(text: str | None) -> frozenset[str]:
    """Return one key for each word of a name or title that says something."""
    return frozenset(min(facts.keys(each.text)) for each in facts.tokens(text or "") if _says(each.lower))


def pair_parts(old: Sequence[Part], new: Sequence[Part]) -> dict[int, int]:
    """Return index of a new part → index of the old part it is, best pairs first, each used once."""
    scored = [
        (_alike(one, two), -at_new, -at_old)
        for at_new, two in enumerate(new)
        for at_old, one in enumerate(old)
    ]
    paired: dict[int, int] = {}
    taken: set[int] = set()
    for score, at_new, at_old in sorted(scored, reverse=True):
        if score < _SAME_JOB:
            break
        if -at_new not in paired and -at_old not in taken:
            paired[-at_new] = -at_old
            taken.add(-at_old)
    return paired


def _alike(one: Part, two: Part) -> float:
    """Return how surely two parts are the same one, 0 to about 10."""
    if (one.entry is None) != (two.entry is None):
        return 0.0
    told = _overlap(one.words, two.words)
    if one.entry is None or two.entry is None:
        return 4.0 + told if one.kind == two.kind else 3.0 * told
    score = 3.0 * _overlap(one.organisation, two.organisation) + 2.0 * _overlap(one.title, two.title)
    score = max(score, 4.0 * _overlap(one.headed, two.headed))
    score += 1.0 * bool(one.entry.start and one.entry.start == two.entry.start)
    score += 0.5 * bool(one.entry.end and one.entry.end == two.entry.end)
    return score + 3.0 * told + 0.25 * (one.kind == two.kind)


def _overlap(one: frozenset[str], two: frozenset[str]) -> float:
    return len(one & two) / min(len(one), len(two)) if one and two else 0.0


def share(line: Line, other: Line) -> float:
    """Return which share of the first item's words the second one holds in some form, 0 to 1."""
    if not line.words:
        return 1.0 if line.item.text.strip() == other.item.text.strip() else 0.0
    if line.near.isdisjoint(other.near):
        return 0.0
    known = other.read.known
    held = sum(
        not keys.isdisjoint(known)
        for at, keys in enumerate(line.read.keys)
        if _says(line.read.lower[at]) and at not in line.read.counted
    )
    figures = {(each.value, each.unit) for each in other.read.numbers}
    held += sum((each.value, each.unit) in figures for each in line.read.numbers)
    total = sum(
        _says(lower) and at not in line.read.counted for at, lower in enumerate(line.read.lower)
    ) + len(line.read.numbers)
    return held / total if total else 0.0


def link(old: Sequence[Line], new: Sequence[Line]) -> list[tuple[list[int], list[int]]]:
    """Return groups (old items, new items) that tell the same; a group with one empty side is unmatched.

    An item may have been split in two or two may have become one, so that a group can hold several.
    """
    edges: list[tuple[int, int]] = []
    scores = [[_score(one, two) for one in old] for two in new]
    for at_new, row in enumerate(scores):
        best = max(range(len(row)), key=lambda at: (row[at], -at), default=None)
        if best is not None and row[best] >= _SAME_ITEM:
            edges.append((best, at_new))
    told = {at_old for at_old, _ in edges}
    for at_old, one in enumerate(old):
        if at_old in told:
            continue
        best = max(range(len(new)), key=lambda at: (share(one, new[at]), -at), default=None)
        if best is None or share(one, new[best]) < _PART_OF_ITEM:
            continue
        # What the new item has of this one must not all stand in the item that it was made from.
        sources = [old[at] for at, at_new in edges if at_new == best]
        own = (one.words & new[best].near).difference(*(each.near for each in sources))
        if not sources or len(own) >= _OWN_WORDS:
            edges.append((at_old, best))
    return _groups(len(old), len(new), edges)


def _score(one: Line, two: Line) -> float:
    """Return how alike two items are: the words of either that the other holds, the shorter counting."""
    return (
        max(share(two, one), share(one, two))
        if one.words and two.words
        else float(one.item.text == two.item.text)
    )


def _groups(old: int, new: int, edges: Iterable[tuple[int, int]]) -> list[tuple[list[int], list[int]]]:
    """Return the connected groups of old and new items."""
    leader = list(range(old + new))

    def find(at: int) -> int:
        while leader[at] != at:
            leader[at] = leader[leader[at]]
            at = leader[at]
        return at

    for one, two in edges:
        leader[find(one)] = find(old + two)
    groups: dict[int, tuple[list[int], list[int]]] = {}
    for at in range(old + new):
        group = groups.setdefault(find(at), ([], []))
        if at < old:
            group[0].append(at)
        else:
            group[1].append(at - old)
    return list(groups.values())

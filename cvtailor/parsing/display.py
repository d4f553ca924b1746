"""Headings told by their look alone: the lines that a CV sets apart from all others, whatever they say."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from cvtailor.parsing import contact, headings, wording
from cvtailor.parsing.types import Block

# Project conventions.
_FEWEST, _FEWEST_BESIDE = 3, 2  # headings of one look; in a side column
_WORDS, _LETTERS = 8, 50  # of a heading no list knows
_LARGER = 1.04  # times the size of the body text
_ALL = 0.9  # of the lines of a look read as headings
_TOLD = 0.34  # of them have a word that headings have, and at most so many one that entries have
_SURE = 6  # two known headings of one look; those that are labels too count a third
_APART = 1.15  # times the white space above other lines


class Look(NamedTuple):
    """How a block looks beside the body text of its CV; `size` is a multiple of it."""

    size: float
    bold: bool
    caps: bool


def find(blocks: Sequence[Block], looks: Sequence[Look]) -> set[int]:
    """Return the indices of the blocks whose look is that of headings.

    Args:
        blocks: of a CV, in reading order.
        looks: how each looks.
    """
    columns: dict[int, dict[Look, list[int]]] = defaultdict(lambda: defaultdict(list))
    for index, block in enumerate(blocks):
        look = looks[index]
        if not block.hidden and block.heading is None and (look.bold or look.caps or look.size > _LARGER):
            columns[block.column][look].append(index)
    found: dict[int, set[int]] = {}
    for least in (_FEWEST, _FEWEST_BESIDE):
        # Where the headings of one column are told by their look, two are enough in another.
        for column in sorted(columns.keys() - found.keys()) if least == _FEWEST or found else ():
            members = _of_column(blocks, columns[column], least)
            if members:
                found[column] = members
    return set().union(*found.values()) if found else set()


def _of_column(blocks: Sequence[Block], alike: dict[Look, list[int]], least: int) -> set[int]:
    """Return the headings of one column: the lines of the most striking look that is one of headings."""
    usual = _usual(blocks, alike)
    for look in sorted(alike, key=lambda look: (-look.size, not look.caps, not look.bold)):
        if usual is not None and look != usual:
            continue
        members = [index for index in alike[look] if may_head(blocks[index].text) and _plain(blocks[index])]
        if len(members) >= least and _are_headings(blocks, alike[look], members):
            return {index for index in members if not _is_other(blocks, index)}
    return set()


def _usual(blocks: Sequence[Block], alike: dict[Look, list[int]]) -> Look | None:
    """Return the look that most headings the lexicon knows have, where several share it and no other line says more."""
    counts = {
        look: sum(
            3 - 2 * headings.is_label(blocks[at].text) for at in each if headings.known(blocks[at].text)
        )
        for look, each in alike.items()
    }
    best = max(counts, key=lambda look: (counts[look], look.size), default=None)
    return best if best is not None and counts[best] >= _SURE else None


def _plain(block: Block) -> bool:
    return not (block.bullet or block.label or "\t" in block.text.strip())


def may_head(text: str, most: int = _WORDS) -> bool:
    """Return whether a line of at most `most` words could be a heading by its wording."""
    text = text.strip()
    if not text or len(text) > _LETTERS or text[-1] in ".,;" or not (text[0].isupper() or text[0] in "¡¿"):
        return False
    if headings.greets(text):
        return len(text.split()) <= most
    marks = (
        any(char.isdigit() or char in "@|/" for char in text)
        or "," in text.rstrip(",")[:-1].split(" and ")[-1]
    )
    return not marks and len(text.split()) <= most


def _are_headings(blocks: Sequence[Block], alike: list[int], members: list[int]) -> bool:
    """Return whether the lines of one look are the headings: set apart, worded so, no names of jobs or employers."""
    # The name may be set like them, above all others.
    others = [index for index in alike if index not in members and index > members[0]]
    if len(members) < _ALL * (len(members) + len(others)):
        return False
    inside = set(alike)
    touching = sum(
        index + 1 in inside and blocks[index + 1].column == blocks[index].column and blocks[index + 1].gap > 0
        for index in members
    )
    if touching > 0.1 * len(members):
        return False
    texts = [blocks[index].text for index in members]
    told = sum(headings.known(text) is not None or headings.by_clue(text) is not None for text in texts)
    if told < _TOLD * len(texts) or sum(map(_names_entry, texts)) > _TOLD * len(texts):
        return False
    above = [gap for index in members if (gap := blocks[index].gap) > 0]
    usual = [block.gap for index, block in enumerate(blocks) if index not in inside and block.gap > 0]
    return not above or not usual or statistics.median(above) >= _APART * statistics.median(usual)


def _names_entry(text: str) -> bool:
    """Return whether a line rather names a job, a degree or an employer than a section."""
    if headings.known(text) is not None or headings.by_last_word(text):
        return False
    if wording.has_word(text, "titles") or wording.is_degree(text):
        return True
    return headings.by_clue(text) is None and (
        wording.has_word(text, "organisations") or wording.is_place(text)
    )


def _is_other(blocks: Sequence[Block], index: int) -> bool:
    """Return whether a line names an entry, or stands right above contact facts: the name, what the person is."""
    if headings.known(blocks[index].text) is not None:
        return False
    if _names_entry(blocks[index].text):
        return True
    under = blocks[index + 1 : index + 2]
    return (
        bool(under)
        and bool(contact.facts(under[0].text, head=True))
        and headings.by_clue(blocks[index].text) is None
    )

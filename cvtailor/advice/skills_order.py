"""The lists of skills of a CV, and the order in which those that an advert asks for stand first.

Nothing is moved that could change what a list says: groups ("Python, R; PyTorch, Keras") stay groups, and no
skill passes one with a word that may speak of its neighbours too ("some C++", "knowledge of SQL").
"""

from __future__ import annotations

import bisect
import functools
import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cvtailor.advice import facts
from cvtailor.document import ItemKind, SectionKind
from cvtailor.nlp.types import Standing
from cvtailor.resources import language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cvtailor.document import Document, Item, Section
    from cvtailor.nlp.types import Evidence

_LONGEST = 6  # words of a skill in a list of lines with one skill each (project convention)
# Separators, the strongest first: what a stronger one parts is a group of its own where weaker ones stand too.
_RANKS = ("\t", "‖|", ";", "◦●▪∙⋅•·", ",、", "/")
_GAP = re.compile(r"[\s,;|•·‖◦●▪∙⋅、/]*(?:(?:and|or|und|et|y|&)\s+)?", re.IGNORECASE)
_LEVEL = re.compile(r"\s*(?:[:：–—]|\s-\s)")
_PAIRED = re.compile(r"\s(?:and|or|und|et|&)\s|-\s", re.IGNORECASE)
_JOIN = re.compile("and|or|und|et")
_BRACKETED = re.compile(r"\([^()]*\)\s*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list of skills. `first` are the places of those asked for, `parts` the places within which a skill may move;
    `upright` where each stands in a line of its own; `words` are the places of those that are no names.
    """

    items: tuple[Item, ...]
    first: frozenset[int]
    parts: tuple[tuple[int, ...], ...]
    upright: bool
    words: frozenset[int]


def lists(evidence: Evidence, wanted: set[str]) -> Iterator[Listed]:
    """Yield every list of skills of a CV in document order; `wanted` are the ids of the keywords asked for."""
    document = evidence.document
    spans = [each.span for section in evidence.document.sections for each in section.all_items()]
    named = _named(evidence, [each.start for each in spans])
    kinds = set(language("tailoring")["names"]["kinds"])
    for items, upright in _rows(document):
        if any(document.is_masked(each.span) for each in items):
            continue
        ids = [named.get(each.span.start, {}) for each in items]
        plain = [bool(each) and not any(doubt for doubt in each.values()) for each in ids]
        is_name = [any(evidence.lexicon.keyword(id).kind in kinds for id in each) for each in ids]
        if upright:
            parts = _runs([known and name for known, name in zip(plain, is_name, strict=True)])
        else:
            doubted = [any(each.values()) for each in ids]
            parts = _groups(document, items, doubted)
        yield Listed(
            items=tuple(items),
            first=frozenset(at for at, each in enumerate(ids) if plain[at] and not wanted.isdisjoint(each)),
            parts=tuple(tuple(each) for each in parts),
            upright=upright,
            words=frozenset(at for at, name in enumerate(is_name) if ids[at] and not name),
        )


def arranged(listed: Listed, texts: Sequence[str]) -> tuple[str, ...]:
    """Return the texts of a list's items with those asked for first in each part, all else in its order."""
    new = list(texts)
    for part in listed.parts:
        order = sorted(part, key=lambda at: at not in listed.first)
        if order == list(part):
            continue
        put = [texts[at] for at in order]
        if order[0] in listed.words and part[0] in listed.words:
            put = _capital(put, texts[part[0]])
        for at, text in zip(part, put, strict=True):
            new[at] = text
    return tuple(new)


def _capital(put: list[str], was: str) -> list[str]:
    """Give the capital that only opens a list ("Statistics, probability") to the word that opens it now."""
    others = [text for text in put if text != was]
    if not (was[:1].isupper() and was[1:].islower() and all(text.islower() for text in others)):
        return put
    lower = was[:1].lower() + was[1:]
    return [put[0][:1].upper() + put[0][1:], *(lower if text == was else text for text in put[1:])]


def _named(evidence: Evidence, starts: Sequence[int]) -> dict[int, dict[str, bool]]:
    """Return start of an item → keyword named in it → whether that is denied or only planned there."""
    found: dict[int, dict[str, bool]] = {}
    for shown in evidence.keywords:
        for mention in shown.mentions:
            at = bisect.bisect_right(starts, mention.span.start) - 1
            if at >= 0 and mention.form is not None and not mention.via:
                doubt = mention.standing in {Standing.PLANNED, Standing.DENIED, Standing.ABSENT}
                ids = found.setdefault(starts[at], {})
                ids[shown.id] = ids.get(shown.id, False) or doubt
    return found


# --- which items make a list --------------------------------------------------------------------


def _rows(document: Document) -> Iterator[tuple[list[Item], bool]]:
    """Yield the items of each line of skills, and of neighbouring lines with one short skill each (then true)."""
    for section in document.sections:
        if section.kind is not SectionKind.SKILLS:
            continue
        upright: list[Item] = []
        for line in _lines(section, document):
            alone = len(line) == 1 and _fills_its_line(line[0], document)
            near = upright and document.text[upright[-1].span.end : line[0].span.start] == "\n"
            if upright and not (alone and near):
                yield upright, True
                upright = []
            if alone:
                upright.append(line[0])
            else:
                yield line, False
        if upright:
            yield upright, True


def _lines(section: Section, document: Document) -> Iterator[list[Item]]:
    line: list[Item] = []
    for item in section.all_items():
        if item.kind is not ItemKind.SKILL:
            continue
        if line and "\n" in document.text[line[-1].span.end : item.span.start]:
            yield line
            line = []
        line.append(item)
    if line:
        yield line


def _fills_its_line(item: Item, document: Document) -> bool:
    start = document.text.rfind("\n", 0, item.span.start) + 1
    end = document.text.find("\n", item.span.end)
    line = document.text[start : end if end >= 0 else len(document.text)]
    return line.strip() == item.text and len(item.text.split()) <= _LONGEST


# --- within which places a skill may move -------------------------------------------------------


def _runs(movable: Sequence[bool]) -> list[list[int]]:
    """Return the runs of neighbouring lines that name tools; any other line may be a heading of those under it."""
    runs: list[list[int]] = [[]]
    for at, free in enumerate(movable):
        if free:
            runs[-1].append(at)
        elif runs[-1]:
            runs.append([])
    return [each for each in runs if len(each) > 1]


def _groups(document: Document, items: Sequence[Item], doubted: Sequence[bool]) -> list[list[int]]:
    """Return the groups of one line; empty where something else than separators stands between its skills."""
    gaps = [document.text[one.span.end : two.span.start] for one, two in itertools.pairwise(items)]
    if not all(_GAP.fullmatch(each) for each in gaps):
        return []
    ranks = [_rank(each) for each in gaps]
    groups: list[list[int]] = [[0]] if items else []
    # One separator alone parts skills; of several the strongest parts groups, and at a slash names belong together.
    strongest = min(ranks, default=0)
    mixed = max((rank for rank in ranks if rank < len(_RANKS)), default=0) > strongest
    for at, rank in enumerate(ranks, 1):
        if mixed and rank == strongest:
            groups.append([])
        groups[-1].append(at)
    kept = []
    for group in groups:
        inside = {ranks[at - 1] for at in group[1:] if ranks[at - 1] < len(_RANKS)}
        free = _free(group, [items[at].text for at in group], [doubted[at] for at in group])
        kept += [run for run in free if len(inside) <= 1 and len(run) > 1]
    return kept


def _rank(gap: str) -> int:
    """Return how strongly a gap parts: the place in the table; as many as it has for a bare "and"."""
    return next((n for n, signs in enumerate(_RANKS) if any(each in gap for each in signs)), len(_RANKS))


def _free(group: list[int], texts: list[str], doubted: list[bool]) -> list[list[int]]:
    """Return the runs of a group within which skills may change places.

    None reaches past a skill with a word about the others, nor past two that share a noun ("Supervised, self-supervised
    and unsupervised learning"), of which the one before may have a part.
    """
    levelled = all(_LEVEL.search(text) for text in texts)  # each has its own: "Python – expert, R – basic"
    runs: list[list[int]] = [[]]
    for at, text, doubt in zip(group, texts, doubted, strict=True):
        bare = _LEVEL.split(text)[0] if levelled else text
        if doubt or _qualifies(bare):
            return runs
        if _PAIRED.search(bare):
            runs[-1:] = [runs[-1][:-1], []]
        else:
            runs[-1].append(at)
    # A bracket at the end of a line may speak of the whole line ("Python, R (two years)").
    ends = [bool(_BRACKETED.search(text)) for text in texts]
    if ends[-1] and not any(ends[:-1]):
        runs[-1] = [at for at in runs[-1] if at != group[-1]]
    return runs


def _qualifies(text: str) -> bool:
    """Return whether a skill has a word in it that may speak of its neighbours: "some C++", "SQL – advanced"."""
    bare = re.sub(r"\([^()]*\)", "", text)
    if _LEVEL.search(bare) or re.search(r"[()\[\]{}]", bare):
        return True
    listed = _qualifiers()
    words = [each.casefold() for each in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", bare)]
    return any(word in listed or (facts.is_function(word) and not _JOIN.fullmatch(word)) for word in words)


@functools.cache
def _qualifiers() -> frozenset[str]:
    return frozenset(language("tailoring")["skills"]["qualifiers"])

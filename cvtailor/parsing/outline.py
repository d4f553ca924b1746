"""Finds the headings among the blocks of a CV: by style, by look, and by the lexicon of headings."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from dataclasses import dataclass

from cvtailor.document import SectionKind
from cvtailor.parsing import contact, display, headers, headings, items, sideheads, wording
from cvtailor.parsing.types import Block

_SHORT, _LONG = 5, 8  # words of a heading no list knows; the more where its look is that of headings alone
_WRAPPED = 0.9  # line heights at most, between the lines of one heading
_STRONG = 3  # headings of one look from which a line in plain type is none
_NEAR = 0.4  # of the white space above headings: less stands above a label
_MARGIN = 3  # headings in the margin from which all of a CV's stand there
_ENTRY_KINDS = (SectionKind.EXPERIENCE, SectionKind.EDUCATION, SectionKind.PROJECTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A heading: its block's index, the kind it opens, its text, how many characters it takes.

    `known` is false where only the look told. `contact` marks a heading over contact facts.
    """

    index: int
    kind: SectionKind
    text: str
    length: int
    known: bool = True
    contact: bool = False


@dataclass(frozen=True, slots=True)
class _Look:
    """How a block looks beside the body text of its CV."""

    size: float
    bold: bool
    caps: bool
    rule: bool

    @property
    def plain(self) -> bool:
        return not (self.bold or self.caps or self.rule) and self.size <= 1.04

    def like(self, other: _Look) -> bool:
        """Return whether two blocks look alike (a missing rule forgives, a different size does not)."""
        return abs(self.size - other.size) <= 0.05 and self.bold == other.bold and self.caps == other.caps


def body_size(blocks: list[Block]) -> float:
    """Return the font size that most characters of the body have, 0 where sizes are unknown."""
    sizes: Counter[float] = Counter()
    for block in blocks:
        if block.size:
            sizes[round(block.size * 2) / 2] += len(block.text)
    return max(sorted(sizes), key=lambda size: sizes[size]) if sizes else 0.0


def _look(block: Block, body: float) -> _Look:
    size = block.size / body if body and block.size else 1.0
    text = re.sub(r"\([^()]*\)", "", block.text)
    caps = text.isupper() and sum(char.isalpha() for char in text) > 1
    return _Look(round(size, 2), block.bold, caps, block.rule)


def find(blocks: list[Block]) -> list[Opening]:
    """Return the headings that open sections, in order."""
    body = body_size(blocks)
    looks = [_look(block, body) for block in blocks]
    candidates = _candidates(blocks, looks)
    level = _section_level(blocks, candidates)
    reference = _reference(blocks, looks, candidates)
    alike = _alike(blocks, looks, candidates, reference)
    for column in sorted({block.column for block in blocks} - {0}):
        # A side column has headings of its own look.
        inside = {index: kind for index, kind in candidates.items() if blocks[index].column == column}
        found = _alike(blocks, looks, inside, _reference(blocks, looks, inside)) if len(inside) > 1 else set()
        alike |= {index for index in found if blocks[index].column == column}
    gap = _usual_gap(blocks, looks, candidates, reference)
    shown = display.find(blocks, [display.Look(each.size, each.bold, each.caps) for each in looks])
    openings: list[Opening] = []
    in_margin = level == sideheads.LEVEL and sum(block.heading == level for block in blocks) >= _MARGIN
    for index, block in enumerate(blocks):
        unlike = in_margin and openings and block.heading != level
        if block.hidden or block.label or unlike or headings.is_paper_title(block.text):
            continue
        current = openings[-1] if openings else None
        opening = None
        if index in candidates:
            spoken = candidates[index] is SectionKind.LANGUAGES and _spoken(blocks, index)
            near = 0 < block.gap < _NEAR * gap and not _tops(blocks, index)  # 0: in another piece of the page
            if spoken or _is_section(block, looks[index], level, reference, current, near=near):
                opening = _opening(index, block, candidates[index], known=True)
        elif level is not None and block.heading == level and not block.bullet:
            if openings or (index > 1 and not headers.edge_date(block.text)):
                opening = _unknown(index, block)
        elif index in shown or (reference and openings and index in alike):
            opening = _unknown(index, block)
        if opening is None:
            opening = _inline(index, block, current, blocks)
        if opening and not openings and _in_head(blocks, opening):
            continue
        if opening and not _sublabel(blocks, opening, current):
            openings.append(opening)
    return openings


def unwrapped(blocks: list[Block]) -> list[Block]:
    """Return the blocks with headings that are set on two lines ("Licences and" over "Memberships") as one each."""
    joined: list[Block] = []
    for block in blocks:
        above = joined[-1] if joined else None
        joined[-1:] = [_joined(above, block)] if above and _goes_on(above, block) else [*joined[-1:], block]
    return joined


def _goes_on(above: Block, block: Block) -> bool:
    """Return whether a line ends the heading that the line above begins."""
    if block.page != above.page or block.column != above.column or block.row != above.row:
        return False
    looks = [
        (each.bold, each.heading, each.layer, each.hidden, each.bullet, each.line) for each in (above, block)
    ]
    if looks[0] != looks[1] or above.bullet or above.line is not None or abs(above.size - block.size) > 0.3:
        return False
    first, second = above.text.strip(), block.text.strip()
    if "\t" in first + second or len(first.split()) > 4 or len(second.split()) > 4 or block.gap > _WRAPPED:
        return False
    if headings.known(f"{first} {second}") is None or not (above.bold or first.isupper() or above.heading):
        return False
    return (
        first.casefold().endswith((" and", " &", " und", " et", " y", "/")) or headings.known(first) is None
    )


def _joined(above: Block, block: Block) -> Block:
    moved = len(above.text) + 1
    words = (word._replace(start=word.start + moved, end=word.end + moved) for word in block.words)
    return dataclasses.replace(
        above,
        text=f"{above.text} {block.text}",
        words=(*above.words, *words),
        rule=above.rule or block.rule,
        lines=above.lines + block.lines,
    )


def _candidates(blocks: list[Block], looks: list[_Look]) -> dict[int, SectionKind]:
    """Return the kinds of the blocks that are headings the lexicon knows, by their index.

    Where headings are set off by their look, those set like the text are none: "Accessibility" among skills.
    """
    found = {
        index: kind
        for index, block in enumerate(blocks)
        if (kind := _candidate(block, looks[index])) is not None
    }
    reference = _reference(blocks, looks, found)
    if reference is None or reference.plain:
        return found
    alike = [blocks[index].column for index in found if looks[index].like(reference)]
    return {
        index: kind
        for index, kind in found.items()
        if len(alike) < _STRONG
        or blocks[index].column not in alike
        or not looks[index].plain
        or blocks[index].heading is not None
    }


def _candidate(block: Block, look: _Look) -> SectionKind | None:
    """Return the kind when the block, taken alone, is a heading the lexicon knows.

    An icon before a heading may have been read as a bullet: then the look must tell.
    """
    text = block.text
    if (
        block.hidden
        or block.label
        or (block.bullet and look.plain)
        or len(text) > 70
        or "\t" in text.strip()
        or text.endswith((",", ";"))
    ):
        return None
    if text.endswith(".") and headings.known(text) is not SectionKind.REFERENCES:
        return None
    if headings.is_paper_title(text) or len(text.split()) > 9:
        return None
    return headings.known(text)


def _sublabel(blocks: list[Block], opening: Opening, current: Opening | None) -> bool:
    """Return whether a heading rather names a part of the section just opened.

    So does one of the same kind right under the section's heading, or a group of skills.
    """
    if current is None or blocks[opening.index].heading is not None or current.kind is not opening.kind:
        return False
    block, above = blocks[opening.index], blocks[current.index]
    if opening.index == current.index + 1 and current.length == len(above.text):
        return True
    smaller = block.size < above.size - 0.3 or (above.bold and not block.bold)
    smaller = smaller or (above.rule and not block.rule)
    smaller = smaller or (above.text.isupper() and not block.text.isupper())
    return opening.kind is SectionKind.SKILLS and (smaller or block.gap < 0.7 * above.gap)


def _in_head(blocks: list[Block], opening: Opening) -> bool:
    """Return whether a first heading has nothing under it: it names all of the CV, or labels a contact fact ("GitHub")."""
    block, after = blocks[opening.index], blocks[opening.index + 1 : opening.index + 2]
    if (
        opening.length < len(block.text)
        or opening.contact
        or block.heading
        or not headings.is_label(block.text)
    ):
        return False
    if not after:
        return False
    under = after[0].text
    if headings.known(under) and not headings.is_label(under):
        return True
    if block.bold or block.text.isupper() or block.size > after[0].size:
        return False
    row = headings.known(under.partition("\t")[0]) is not None
    heads = not headings.is_label(under) or after[0].size > 1.08 * block.size or after[0].bold
    return (row and heads) or bool(contact.facts(under, head=True))


def _spoken(blocks: list[Block], index: int) -> bool:
    """Return whether natural languages are named right under a line (not programming languages)."""
    return index + 1 < len(blocks) and items.names_languages(blocks[index + 1].text)


def _opening(index: int, block: Block, kind: SectionKind, *, known: bool) -> Opening:
    return Opening(
        index=index,
        kind=kind,
        text=block.text.strip().rstrip(":").rstrip(),
        length=len(block.text),
        known=known,
        contact=headings.is_contact(block.text),
    )


def _unknown(index: int, block: Block) -> Opening:
    kind = headings.by_last_word(block.text)
    guess = kind or headings.by_clue(block.text) or SectionKind.OTHER
    return _opening(index, block, guess, known=kind is not None)


def _section_level(blocks: list[Block], candidates: dict[int, SectionKind]) -> int | None:
    """Return the heading level of the sections: the one that most known headings have."""
    levels = Counter(level for index in candidates if (level := blocks[index].heading) is not None)
    if levels:
        return max(sorted(levels), key=lambda level: levels[level])
    levels = Counter(block.heading for block in blocks if block.heading)
    often = [level for level, count in levels.items() if count > 1]
    return min(often) if often else None


def _reference(blocks: list[Block], looks: list[_Look], candidates: dict[int, SectionKind]) -> _Look | None:
    """Return the look most known headings share, weighing those that cannot be labels more."""
    counts: Counter[_Look] = Counter()
    for index in candidates:
        look = looks[index]
        key = _Look(look.size, look.bold, look.caps, False)
        counts[key] += 1 if headings.is_label(blocks[index].text) else 3
    if not counts:
        return None
    return max(sorted(counts, key=repr), key=lambda look: (counts[look], look.size, look.caps, look.bold))


def _is_section(
    block: Block,
    look: _Look,
    level: int | None,
    reference: _Look | None,
    current: Opening | None,
    *,
    near: bool,
) -> bool:
    """Return whether a known heading opens a section here, or is a label inside one.

    `near` tells that it stands nearer to the line above than the headings that cannot be labels do.
    """
    if block.box:
        return True
    if block.heading is not None and level is not None:
        return block.heading <= level
    if not headings.is_label(block.text) or current is None:
        return True
    if level is not None:
        return look.caps and look.bold
    if reference is None:
        return True
    if not look.like(reference):
        return look.size > reference.size or (look.caps and not reference.caps)
    if reference.plain and current.kind is not SectionKind.OTHER:
        # Nothing but white space tells a heading from a label here.
        return block.gap > 0
    return not near or reference.caps or reference.size >= 1.1


def _usual_gap(
    blocks: list[Block], looks: list[_Look], candidates: dict[int, SectionKind], reference: _Look | None
) -> float:
    """Return the white space that most headings which cannot be labels have above them, in lines; 0 if unknown."""
    gaps = sorted(
        blocks[index].gap
        for index in candidates
        if reference is not None
        and looks[index].like(reference)
        and not headings.is_label(blocks[index].text)
        and not _tops(blocks, index)
    )
    return gaps[(len(gaps) - 1) // 2] if gaps else 0.0


def _alike(
    blocks: list[Block], looks: list[_Look], candidates: dict[int, SectionKind], reference: _Look | None
) -> set[int]:
    """Return the blocks that no list knows but that look like the known headings of this CV."""
    if reference is None or reference.plain:
        return set()
    known = [index for index in candidates if looks[index].like(reference)]
    main = [index for index in known if blocks[index].column == 0] or known
    ruled = len(main) > 1 and all(looks[index].rule for index in main)
    # In a column of their own, headings may go without the rule, if their look tells enough.
    free = reference.caps or reference.size >= 1.1
    columns = {blocks[index].column for index in known if looks[index].rule or not free}
    # A look that many other lines share does not tell headings: then the last word must.
    distinctive = ruled or reference.caps or reference.size >= 1.1
    gaps = sorted(blocks[index].gap for index in known)
    gap = gaps[len(gaps) // 2] if gaps else 0.0
    similar = [
        index
        for index, block in enumerate(blocks)
        if index not in candidates
        and _may_head(block, _LONG if distinctive else _SHORT)
        and looks[index].like(reference)
        and (looks[index].rule or not ruled or block.column not in columns)
        and (block.gap >= 0.6 * gap or _tops(blocks, index))
    ]
    if distinctive and len(similar) <= max(2, len(known)):
        return {index for index in similar if not _entry_like(blocks, index)}
    return {index for index in similar if headings.by_last_word(blocks[index].text)}


def _tops(blocks: list[Block], index: int) -> bool:
    """Return whether a block stands at the top of a page or column, where no white space tells anything."""
    block, above = blocks[index], blocks[index - 1] if index else blocks[index]
    return (block.page, block.column) != (above.page, above.column)


def _may_head(block: Block, most: int) -> bool:
    """Return whether a line of at most `most` words could be a heading by its wording."""
    text = block.text.strip()
    if block.bullet or block.hidden or block.heading is not None or "\t" in text or len(text) > 50:
        return False
    if not text or text[-1] in ".,;!?" or any(char.isdigit() or char in ",@|/" for char in text):
        return False
    return len(text.split()) <= most and text[0].isupper()


def _entry_like(blocks: list[Block], index: int) -> bool:
    """Return whether a line rather names a job, a degree or an employer than a section."""
    text = blocks[index].text
    if headings.by_last_word(text):
        return False
    return (
        any(wording.has_word(text, group) for group in ("titles", "organisations"))
        or wording.is_place(text)
        or wording.is_degree(text)
    )


def _labels_inside(block: Block, kind: SectionKind, text: str, current: Opening) -> bool:
    """Return whether what looks like a heading before its own text is a label in a section under a heading of its own."""
    if kind is current.kind:
        return True  # "Sport: hiking" under "Interests"
    if current.kind in (SectionKind.SKILLS, SectionKind.OTHER) or block.gap <= 0:
        return True
    if current.kind in _ENTRY_KINDS and headings.is_label(text):
        return True
    return current.kind is SectionKind.SUMMARY and block.gap < 1


def _told_languages(text: str) -> SectionKind | None:
    """Return what "Languages:" before this text opens: of people, of programming, or nothing."""
    if items.names_languages(text):
        return SectionKind.LANGUAGES
    return SectionKind.SKILLS if items.names_programming(text) else None


def _inline(index: int, block: Block, current: Opening | None, blocks: list[Block]) -> Opening | None:
    """Return a heading that stands at the start of its own text ("Skills: Python, R")."""
    if block.bullet or block.heading is not None:
        return None
    found = headings.inline(block.text)
    if not found:
        return None
    kind, length = found
    if headings.is_contact(block.text[: length - 1]):
        return None
    if kind is SectionKind.LANGUAGES:
        told = _told_languages(block.text[length:])
        if told is None:
            return None
        kind = told
    if kind is SectionKind.REFERENCES and "@" in block.text:
        return Opening(index=index, kind=kind, text=block.text[: length - 1].strip(), length=length)
    inside = current is not None and current.length == len(blocks[current.index].text)
    if inside and current is not None:
        if _labels_inside(block, kind, block.text[: length - 1], current):
            return None
    elif kind is SectionKind.OTHER:
        return None
    return Opening(index=index, kind=kind, text=block.text[: length - 1].strip(), length=length)

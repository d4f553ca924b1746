"""Groups the blocks of a section into entries: header lines and what stands under them."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field

from cvtailor.document import SectionKind
from cvtailor.parsing import headers, headings, wording
from cvtailor.parsing.types import Block
from cvtailor.resources import language

# Project convention: header lines are short; a longer line is prose.
MAX_HEADER_WORDS = 22
MAX_HEADER_LINES = 4
_LARGER = 1.08  # times the size of the line under it, that tell a name from text

_AIRY, _LINE = 2.0, 0.9  # times the white space above another header line, in lines, that begin an entry

_PARTING = (" | ", " – ", " — ", " - ", " • ", " · ")
_LABELLED = re.compile(r"[A-Z][\w /&-]{2,30}:\s+\S")

WITH_ENTRIES = frozenset(
    {
        SectionKind.EXPERIENCE,
        SectionKind.EDUCATION,
        SectionKind.PROJECTS,
        SectionKind.TEACHING,
        SectionKind.SERVICE,
    }
)


_SMALL_WORD = 3  # letters of the small words of a name ("of", "da", "und"), at most
_CLOSE = 0.7  # of the white space between entries: less does not part two
_APART = 0.7  # lines between entries, at least, where nothing else tells


@dataclass(slots=True)
class Group:
    """An entry as indexes of blocks: header lines, then the blocks under them."""

    header: list[int] = field(default_factory=list)
    body: list[int] = field(default_factory=list)


def group(blocks: list[Block], indexes: list[int], kind: SectionKind) -> tuple[list[int], list[Group]]:
    """Return the blocks before the first entry, and the entries, of one section's visible blocks."""
    loose: list[int] = []
    groups: list[Group] = []
    heads = _header_lines(blocks, indexes, kind)
    apart = _usual_gap(blocks, indexes, heads)
    for index in indexes:
        if index not in heads:
            (groups[-1].body if groups else loose).append(index)
            continue
        current = groups[-1] if groups else None
        if current is None or current.body:
            groups.append(Group(header=[index]))
        elif _starts_entry(blocks, current, index, groups, kind, apart):
            new = Group(header=[index])
            back = _lines_before_date(blocks, groups)
            # The lines between the last date and this one stand above this entry's date.
            while (
                back > 0
                and len(current.header) > 1
                and not headers.edge_date(blocks[current.header[-1]].text)
                and blocks[new.header[0]].gap <= max(_AIRY * blocks[current.header[-1]].gap, _LINE)
            ):
                new.header.insert(0, current.header.pop())
                back -= 1
            groups.append(new)
        else:
            current.header.append(index)
    if kind is SectionKind.EDUCATION:
        for each in groups:
            _take_degree(blocks, each)
    return loose, groups


def _usual_gap(blocks: list[Block], indexes: list[int], heads: set[int]) -> float:
    """Return the white space above dated header lines that follow text, in lines: how far entries stand apart; 0 if unknown."""
    gaps = sorted(
        blocks[index].gap
        for before, index in itertools.pairwise(indexes)
        if index in heads and before not in heads and headers.edge_date(blocks[index].text)
    )
    return gaps[len(gaps) // 2] if gaps else 0.0


def _take_degree(blocks: list[Block], entry: Group) -> None:
    """Take a degree that is set as the only list item under its school for a line of the header."""
    if not entry.body or any(wording.is_degree(blocks[index].text) for index in entry.header):
        return
    first = blocks[entry.body[0]]
    others = [blocks[index] for index in entry.body[1:] if blocks[index].bullet]
    alone = not any(wording.is_degree(each.text) and len(each.text.split()) <= 10 for each in others)
    words = len(first.text.split())
    if (
        first.bullet
        and words <= 10
        and not first.text.endswith(".")
        and wording.is_degree(first.text)
        and alone
    ):
        entry.header.append(entry.body.pop(0))


def _header_lines(blocks: list[Block], indexes: list[int], kind: SectionKind) -> set[int]:
    found: set[int] = set()
    listed = not any(is_header(blocks[index]) for index in indexes if not blocks[index].bullet)
    all_bold = sum(blocks[index].bold for index in indexes) > 0.7 * len(indexes)
    for at, index in enumerate(indexes):
        before = indexes[at - 1] if at else None
        after = indexes[at + 1] if at + 1 < len(indexes) else None
        block = blocks[index]
        if block.bullet:
            if _list_header(blocks, index, after, kind, listed=listed):
                found.add(index)
        elif is_header(block, bold_tells=not all_bold) or _by_neighbours(
            blocks, block, before, after, found, kind
        ):
            found.add(index)
    return found


def _list_header(
    blocks: list[Block], index: int, after: int | None, kind: SectionKind, *, listed: bool
) -> bool:
    """Return whether a bulleted line is the header of an entry (a list of jobs or degrees).

    `listed` says that no line without a bullet could be a header in this section.
    """
    block = blocks[index]
    text = block.text
    if len(text.split()) > MAX_HEADER_WORDS or text.endswith("."):
        return False
    date = headers.edge_date(text)
    deeper = after is not None and blocks[after].bullet and blocks[after].level > block.level
    if block.level == 0 and deeper and (date or block.bold):
        return True
    if not listed:
        return False
    if kind is SectionKind.EDUCATION and not wording.is_detail(text):
        named = wording.is_degree(text) or wording.has_word(text, "organisations")
        return bool(block.level == 0 and date and named)
    return bool(
        kind is SectionKind.EXPERIENCE
        and block.level == 0
        and date
        and not date.single
        and wording.has_word(text, "titles")
    )


def is_header(block: Block, *, bold_tells: bool = True) -> bool:
    """Return whether a block is a header line by itself: by its date, its parts, or its look."""
    text = block.text
    words = len(text.split())
    if block.heading is not None:
        return True
    if wording.is_detail(text) or is_label(text):
        return False
    sentence = text.endswith((".", "!", "?")) and words > 6 and not _abbreviated(text)
    if headers.edge_date(text):
        return words <= MAX_HEADER_WORDS + 8 and not (sentence and "\t" not in text)
    if words > MAX_HEADER_WORDS or sentence or (text[:1].islower() and not block.bold):
        return False
    if "\t" in text:
        return text.count(",") < 4
    if block.bold and bold_tells:
        return words <= 16 and not text.endswith(":")
    named = _named(text)
    parted = any(mark in text for mark in _PARTING)
    return named and words <= 14 and (parted or words <= 4) and not text.endswith((":", ","))


def is_label(text: str) -> bool:
    """Return whether a line only labels what follows ("Key achievements:")."""
    return len(text) <= 40 and (
        (text.endswith(":") and len(text.split()) <= 5)
        or (headings.is_label(text) and headings.known(text) is not None)
    )


def _named(text: str) -> bool:
    """Return whether a word of the text belongs to titles, organisations or degrees."""
    return (
        wording.has_word(text, "titles") or wording.has_word(text, "organisations") or wording.is_degree(text)
    )


def _abbreviated(text: str) -> bool:
    """Return whether the stop at the end belongs to an abbreviation ("Acme Inc.", "U.S.")."""
    last = text.split()[-1]
    return last.casefold() in language("roles")["organisations"]["suffixes"] or last.count(".") > 1


def _by_neighbours(
    blocks: list[Block],
    block: Block,
    before: int | None,
    after: int | None,
    found: set[int],
    kind: SectionKind,
) -> bool:
    """Return whether a short line is a header because of the lines around it."""
    text = block.text
    words = len(text.split())
    under = blocks[before] if before is not None and before in found else None
    if under and (wording.is_link(text) or (not under.bullet and headers.wraps(under.text, text))):
        return True
    larger = after is not None and block.size > _LARGER * blocks[after].size > 0
    ended = text.endswith((".", ":", "!", "?", ",", ";")) and not _abbreviated(text)
    if words > 14 or ended or (text[:1].islower() and not larger):
        return False
    if wording.is_detail(text) or is_label(text):
        return False
    named = _named(text)
    if _LABELLED.match(text) and not named:
        return False
    follows = before is not None and before in found and not blocks[before].bullet
    few = 4 if kind is SectionKind.PROJECTS else 6
    parted = words <= 10 and any(mark in text for mark in _PARTING)
    placed = words <= 10 and "," in text and _proper(text)
    if follows and (block.italic or named or parted or placed or wording.is_place(text) or words <= few):
        return words <= 8 or kind is not SectionKind.PROJECTS
    if after is None:
        return named and words <= 12 and not follows and kind is SectionKind.EDUCATION
    following = blocks[after]
    if following.bullet:
        return words <= 10
    stands_off = block.bold or larger or block.gap >= following.gap
    if not stands_off or len(following.text.split()) > MAX_HEADER_WORDS:
        return False
    if headers.edge_date(following.text):
        # A line that names everything itself needs none above it.
        whole = "\t" in following.text and _named(following.text) and block.gap <= following.gap
        return (words <= 10 or named) and (block.bold or not whole)
    # The first line of an entry whose second line is a header by itself.
    return is_header(following) and ((named and words <= 12) or (words <= 6 and text[:1].isupper()))


def _proper(text: str) -> bool:
    """Return whether all words of a line but small ones begin with a capital: "Colégio da Ribeira Nova, Vila Serena"."""
    words = [word for word in re.findall(r"[^\W\d_][\w'’.-]*", text) if len(word) > _SMALL_WORD]
    return bool(words) and all(word[0].isupper() for word in words)


def _starts_entry(
    blocks: list[Block], current: Group, index: int, groups: list[Group], kind: SectionKind, apart: float
) -> bool:
    """Return whether a header line under another header line begins the next entry; `apart` as of `_usual_gap`."""
    block = blocks[index]
    first = blocks[current.header[0]]
    dated = any(headers.edge_date(blocks[each].text) for each in current.header)
    has_date = bool(headers.edge_date(block.text))
    if dated and has_date and headers.ends_range(blocks[current.header[-1]].text, block.text):
        return False
    if dated and has_date:
        date = headers.edge_date(block.text)
        titled = any(_titled(blocks[each].text) for each in current.header)
        # "University, 2013 – 2016" over "MSc …, expected March 2016" is one entry.
        return not (date and date.single and not titled and _titled(block.text) and block.gap <= first.gap)
    if len(current.header) >= MAX_HEADER_LINES:
        return True
    if block.heading is not None and first.heading is not None and block.heading <= first.heading:
        return True
    # A new entry stands about as far from what is above it as this one does.
    usual = 1.5 * max([blocks[each].gap for each in current.header[1:]] + [0.3])
    if not first.gap:  # at the top of a column nothing tells how far entries stand apart
        usual = max(usual, _APART)
    airy = block.gap > usual and block.gap >= _CLOSE * max(first.gap, apart)
    same_look = (
        block.bold == first.bold
        and bool(block.strong) == bool(first.strong)
        and abs(block.size - first.size) < 0.3
        and block.italic == first.italic
    )
    if dated and _titled(block.text) and not any(_titled(blocks[each].text) for each in current.header):
        return False  # the title under the employer and its dates
    if dated:
        pattern = _lines_before_date(blocks, groups)
        distinct = first.bold and any(not blocks[each].bold for each in current.header[1:])
        return (
            (airy and same_look)
            or (same_look and distinct and pattern == 0)
            or (block.line is not None and block.gap > 0)
        )
    if kind is SectionKind.EDUCATION and wording.is_degree(block.text):
        return airy and any(wording.is_degree(blocks[each].text) for each in current.header)
    return airy and same_look and kind is SectionKind.PROJECTS


def _titled(text: str) -> bool:
    return wording.has_word(text, "titles") or wording.is_degree(text)


def _lines_before_date(blocks: list[Block], groups: list[Group]) -> int:
    """Return how many header lines stand above the date in the first dated entry of the section."""
    for each in groups:
        for row, index in enumerate(each.header):
            if headers.edge_date(blocks[index].text):
                return row
    return 0

"""Makes a block of joined rows: its text, the place of each word, and how it looks."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Set as AbstractSet

from cvtailor.document import Box
from cvtailor.parsing import repair
from cvtailor.parsing.glyphs import GlyphPage, Link, Shape
from cvtailor.parsing.rows import Row
from cvtailor.parsing.types import Block, Layer, Word
from cvtailor.parsing.words import PageWord

_MOST_RULES = 400  # on a page; a bound for hostile files


def make(
    group: list[Row],
    before: Row | None,
    pages: dict[int, GlyphPage],
    rules: dict[int, list[Shape]],
    known: AbstractSet[str],
    levels: dict[int, int],
    layer: Layer,
    hidden: bool,
    breaks: bool | None,
) -> Block:
    """Return the block of joined rows.

    Args:
        group: the rows.
        before: the row before them, if there is one.
        pages: what is drawn on each page, by its number.
        rules: the ruled lines and bands of each page.
        known: the document's words, lower case.
        levels: the list depth of each bullet, by the identity of its group.
        layer: body, header or footer.
        hidden: whether nobody can see it.
        breaks: whether the document breaks words at line ends (see `repair.breaks_words`).
    """
    head = group[0]
    text, words, strong = compose(group, known, breaks=breaks)
    flat = [word for row in group for word in row.words]
    total = sum(len(word.text) for word in flat) or 1
    gap = 0.0
    if before and before.page == head.page and before.piece == head.piece:
        gap = max(0.0, (head.top - before.bottom) / head.size) if head.size else 0.0
    return Block(
        text=text,
        words=tuple(words),
        bullet=head.marker is not None,
        level=levels.get(id(group), 0),
        size=round(_size(flat), 2),
        bold=2 * sum(len(w.text) for w in flat if w.bold) > total,
        strong=strong,
        italic=2 * sum(len(w.text) for w in flat if w.italic) > total,
        gap=round(gap, 2),
        rule=_ruled(before, head, group[-1], rules[head.page]),
        indent=round(max(0.0, head.start - head.left), 1),
        column=head.column,
        page=head.page,
        lines=len(group),
        layer=layer,
        hidden=hidden,
        links=_links(flat, pages),
    )


def _size(words: list[PageWord]) -> float:
    if len({word.size for word in words}) == 1:
        return words[0].size
    return statistics.median_low([word.size for word in words for _ in word.text] or [0.0])


def compose(group: list[Row], known: AbstractSet[str], *, breaks: bool | None) -> tuple[str, list[Word], int]:
    """Return the text of joined rows, the place of each word in it, and how far it begins in bold.

    `known` and `breaks` say how words broken over a line end are joined (see `repair.join`).
    """
    text = ""
    strong = 0
    words: list[Word] = []
    for number, row in enumerate(group):
        for index, word in enumerate(row.words):
            spelled = word.text
            if number and not index:
                spelled, text, between = _over_line_end(text, words, spelled, known, breaks)
            elif index in row.breaks:
                between = "\t"
            else:
                between = "" if word.joined or not text else " "
            last_of_row = index == len(row.words) - 1 and number < len(group) - 1
            if not last_of_row:
                spelled = repair.inside(spelled)
            if " " in spelled or not spelled.isascii():
                spelled = " ".join(spelled.split())
            if not spelled:
                continue
            text += between if text else ""
            box = Box(round(word.x0, 2), round(word.top, 2), round(word.x1, 2), round(word.bottom, 2))
            start = len(text)
            text += spelled
            words.append(Word(start, len(text), word.page, box))
            before = words[-2].end if len(words) > 1 else 0
            # A bold beginning, or one behind the date in the margin.
            if word.bold and (strong == before or (not strong and between == "\t" and number == 0)):
                strong = len(text)
    return text, words, strong if strong < len(text) else 0


def _over_line_end(
    text: str, words: list[Word], second: str, known: AbstractSet[str], breaks: bool | None
) -> tuple[str, str, str]:
    if not words:
        return second, text, ""
    last = words[-1]
    start = max(text.rfind(" ", 0, last.end), text.rfind("\t", 0, last.end)) + 1
    first, between = repair.join(text[start:], repair.inside(second), known, breaks=breaks)
    if first != text[start:]:
        text = text[:start] + first
        words[-1] = Word(start=last.start, end=len(text), page=last.page, box=last.box)
    return second, text, between


def _links(words: list[PageWord], pages: dict[int, GlyphPage]) -> tuple[str, ...]:
    found: list[str] = []
    for number in sorted({word.page for word in words}):
        for link in pages[number].links:
            if link.address not in found and any(_under(link, word) for word in words if word.page == number):
                found.append(link.address)
    return tuple(found)


def _under(link: Link, word: PageWord) -> bool:
    y = word.base - 0.3 * word.size
    return link.top <= y <= link.bottom and link.x0 - 1 <= (word.x0 + word.x1) / 2 <= link.x1 + 1


def rules(page: GlyphPage) -> list[Shape]:
    """Return the shapes of a page that can be ruled lines or bands behind headings."""
    flat = (shape for shape in page.shapes if not shape.picture and shape.width >= 20 and shape.height <= 60)
    return list(itertools.islice(flat, _MOST_RULES))


def _ruled(before: Row | None, head: Row, last: Row, rules: list[Shape]) -> bool:
    """Return whether a ruled line, or a band of colour as heading designs have, goes with the row."""
    above = 0.7 * head.size
    if before and before.page == head.page and before.piece == head.piece:
        # A line between two rows belongs to the nearer one.
        above = min(above, (head.top - before.bottom) / 2)
    width, column = last.x1 - head.start, max(head.right - head.left, 1.0)
    for shape in rules:
        if shape.width < max(20.0, 0.3 * column):
            continue
        across = min(shape.x1, head.right) - max(shape.x0, head.left)
        if across < 0.25 * column:
            continue
        if shape.height <= 3:
            y = (shape.top + shape.bottom) / 2
            beyond = shape.width > 1.3 * width or shape.width > 0.6 * column
            if beyond and (-0.1 * last.size <= y - last.base <= 1.0 * last.size or 0 <= head.top - y < above):
                return True
            if shape.x0 > head.x1 and head.top <= y <= head.bottom:
                return True
        elif (
            shape.filled
            and shape.height <= 2.6 * head.size
            and (
                shape.top <= head.base - 0.4 * head.size
                and shape.bottom >= head.base
                and shape.width > 1.3 * width
            )
        ):
            return True
    return False

"""Glyphs → words. Words come from the places of glyphs, never from a reader's own spaces alone."""

from __future__ import annotations

import bisect
import functools
import itertools
import statistics
from dataclasses import dataclass
from operator import attrgetter

from cvtailor.parsing import repair
from cvtailor.parsing.glyphs import Glyph, tables

# Fractions of the font size. Kerning moves glyphs by less than 0.1; TeX's tightest word space is 0.22.
_WORD_GAP = 0.16
_HINTED_GAP = 0.03  # where the reader sees a space too: boxes of letters that overhang (f) hide some of it
_OVERHANG = -0.1  # the same behind an f, whose box may reach into the word after it
_SAME_BASELINE = 0.12
_LETTER_SPACED = 0.09
_TIGHT = 0.03  # letters set closer than the font says by more
_TWICE = 0.08  # the most that two prints of one letter, a trick for bold type, stand apart
_RAISED = (-0.75, 0.45)
_RAISED_LETTERS = 12
_MOST_SIZES = 60  # of type on one page; a bound for hostile files
_NEIGHBOURS = 400  # words looked at beside one; a bound for hostile files


@dataclass(slots=True, kw_only=True)
class PageWord:
    """A word on a page. `joined` tells that it follows the word before without a space."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    font: str = ""
    bold: bool = False
    italic: bool = False
    joined: bool = False
    apart: bool = False  # a gutter between a margin and the text beside it stands before it
    page: int = 1
    order: int = 0
    symbol: bool = False  # set in a symbol font, or in letters with no meaning (private use, control)
    code: str = ""  # what the file said, before repair, where it is one character
    shape: bool = False  # a drawn bullet with no character

    @property
    def height(self) -> float:
        """Return the height in points."""
        return self.bottom - self.top


def build(glyphs: list[Glyph], page: int = 1) -> list[PageWord]:
    """Return the words of upright glyphs, sorted by baseline, then left to right.

    Spaces come from gaps relative to the font size and from real space characters; letter-spaced words are
    closed up; text drawn twice for boldness counts once.
    """
    words: list[PageWord] = []
    repair.ligatures(glyphs)
    for line in _lines([glyph for glyph in glyphs if glyph.text]):
        words += _close_letters(_line_words(repair.accents(line), page))
    return words


def _lines(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Return the glyphs of each baseline from left to right."""
    lines: list[list[Glyph]] = []
    base = size = 0.0
    for glyph in sorted(glyphs, key=attrgetter("base", "x0")):
        own = glyph.run.size
        if lines and (
            glyph.base == base or abs(glyph.base - base) <= _SAME_BASELINE * max(4.0, min(own, size))
        ):
            lines[-1].append(glyph)
            size = max(size, own)
        else:
            lines.append([glyph])
            base, size = glyph.base, own
    for line in lines:
        line.sort(key=attrgetter("x0", "order"))
    return lines


def _line_words(glyphs: list[Glyph], page: int) -> list[PageWord]:
    words: list[PageWord] = []
    current: list[Glyph] = []
    spaced = True
    edge, doubled = 0.0, False
    run, size, last_size = glyphs[0].run, glyphs[0].run.size, 0.0
    for glyph, base in zip(glyphs, _tracking(glyphs), strict=True):
        text = glyph.text
        if text.isspace():
            spaced = True
            continue
        x0 = glyph.x0
        if glyph.run is not run:
            run, size = glyph.run, glyph.run.size
        if current:
            # Two slashes may stand closer than two prints of one letter: letters must show the doubling first.
            near = x0 - current[-1].x0 < _TWICE * size
            if near and (doubled or text[0].isalnum()) and _twice(current, glyph):
                doubled = True
                continue
            small = min(last_size, size)
            limit = _WORD_GAP if base or not glyph.spaced else _HINTED_GAP
            if limit == _HINTED_GAP and current[-1].text[-1:] == "f":
                limit = _OVERHANG
            gap = x0 - edge
            if spaced or gap > base + limit * small or gap < -2.5 * small:
                words.append(_word(current, page))
                current = []
        edge = glyph.x1 if not current or glyph.x1 > edge else edge
        current.append(glyph)
        last_size = size
        spaced = False
    if current:
        words.append(_word(current, page))
    return words


def _twice(current: list[Glyph], glyph: Glyph) -> bool:
    """Return whether `glyph` repeats one just drawn, a hair aside: a trick for bold type."""
    size = glyph.run.size
    return any(
        old.text == glyph.text
        and old.x1 - glyph.x0 > 0.6 * (glyph.x1 - glyph.x0)
        and abs(old.x0 - glyph.x0) < _TWICE * size
        and abs(old.base - glyph.base) < 0.1 * size
        for old in current[-3:]
    )


def _tracking(glyphs: list[Glyph]) -> list[float]:
    """Return for each glyph the extra space that its stretch of type has between all letters."""
    result = [0.0] * len(glyphs)
    gaps = [right.x0 - left.x1 for left, right in itertools.pairwise(glyphs)]
    sizes = {glyph.run.size for glyph in glyphs}
    least, tight = _LETTER_SPACED * min(sizes), -_TIGHT * max(sizes)
    letters = sum([glyph.count for glyph in glyphs])
    if (
        len([gap for gap in gaps if gap > least]) < 2
        and 3 * len([gap for gap in gaps if gap < tight]) < letters
    ):
        return result
    start = 0
    while start < len(glyphs):
        end = start + 1
        head = glyphs[start].run
        while end < len(glyphs) and (
            (run := glyphs[end].run) is head or (run.font == head.font and abs(run.size - head.size) < 0.2)
        ):
            end += 1
        inner = [
            gaps[at]
            for at in range(start, end - 1)
            if not glyphs[at].text.isspace() and not glyphs[at + 1].text.isspace()
        ]
        for glyph in glyphs[start:end]:
            inner += [0.0] * (glyph.count - 1)
        if len(inner) >= 3:
            # The lower third, not the middle: in short words much of what is left are word gaps.
            usual = sorted(inner)[len(inner) // 3]
            spaced = _LETTER_SPACED * head.size < usual < 1.5 * head.size
            if spaced or -2.5 * _LETTER_SPACED * head.size < usual < -_TIGHT * head.size:
                result[start:end] = [usual] * (end - start)
        start = end
    return result


def _word(glyphs: list[Glyph], page: int) -> PageWord:
    """Return the word of glyphs sorted by their left edge."""
    head = glyphs[0]
    raw, run = head.text, head.run
    size, bold, italic = run.size, run.bold, run.italic
    x1, top, bottom = head.x1, head.top, head.bottom
    if len(glyphs) > 1:
        raw = "".join([glyph.text for glyph in glyphs])
        x1 = max([glyph.x1 for glyph in glyphs])
        top, bottom = min([glyph.top for glyph in glyphs]), max([glyph.bottom for glyph in glyphs])
        if any(glyph.run is not run for glyph in glyphs):
            runs = [run for glyph in glyphs for run in [glyph.run] * glyph.count]
            size = statistics.median_high([run.size for run in runs])
            bold = 2 * sum([run.bold for run in runs]) > len(runs)
            italic = 2 * sum([run.italic for run in runs]) > len(runs)
    icon, symbol = _font_kind(run.font)
    text = repair.characters(raw)
    return PageWord(
        text="" if icon else text,
        code=raw if len(raw) == 1 or raw.startswith("(cid:") else "",
        x0=head.x0,
        x1=x1,
        top=top,
        bottom=bottom,
        base=head.base,
        size=size,
        font=run.font,
        bold=bold,
        italic=italic,
        page=page,
        order=head.order,
        symbol=symbol or not text,
    )


@functools.lru_cache(maxsize=256)
def _font_kind(font: str) -> tuple[bool, bool]:
    """Return whether a font is one of icons, and whether it is one of symbols."""
    name, table = font.lower(), tables()
    return any(icon in name for icon in table["icon_fonts"]), any(s in name for s in table["symbol_fonts"])


def _close_letters(words: list[PageWord]) -> list[PageWord]:
    """Close up "E X P E R I E N C E" typed with spaces: runs of four and more single letters."""
    result: list[PageWord] = []
    start = 0
    while start < len(words):
        end = start
        while (
            end < len(words)
            and _is_letter(words[end])
            and (end == start or _near(words[end - 1], words[end]))
        ):
            end += 1
        run = words[start:end]
        if len(run) >= 4 and sum(word.text.isalpha() for word in run) >= 4:
            result += _spell(run)
            start = end
        else:
            result += words[start : max(end, start + 1)]
            start = max(end, start + 1)
    return result


def _is_letter(word: PageWord) -> bool:
    return len(word.text) == 1 and (word.text.isalnum() or word.text in "&-.") and not word.symbol


def _near(left: PageWord, right: PageWord) -> bool:
    return left.font == right.font and right.x0 - left.x1 < 2.0 * right.size


def _spell(run: list[PageWord]) -> list[PageWord]:
    gaps = [right.x0 - left.x1 for left, right in itertools.pairwise(run)]
    usual = statistics.median_low(gaps)
    parts: list[list[PageWord]] = [[run[0]]]
    for gap, word in zip(gaps, run[1:], strict=True):
        if gap > 1.5 * usual:
            parts.append([])
        parts[-1].append(word)
    if max(map(len, parts)) < 4:
        return run
    return [merge(part) for part in parts]


def merge(parts: list[PageWord]) -> PageWord:
    """Return one word made of several that stand side by side."""
    head = max(parts, key=lambda word: len(word.text) * word.size)
    return PageWord(
        text="".join(part.text for part in parts),
        x0=min(part.x0 for part in parts),
        x1=max(part.x1 for part in parts),
        top=min(part.top for part in parts),
        bottom=max(part.bottom for part in parts),
        base=head.base,
        size=head.size,
        font=head.font,
        bold=head.bold,
        italic=head.italic,
        page=head.page,
        order=parts[0].order,
        symbol=all(part.symbol for part in parts),
    )


def raise_small(words: list[PageWord]) -> list[PageWord]:
    """Put superscripts and subscripts on the line they belong to, and mark them as joined to their word."""
    if not words:
        return words
    largest = max(word.size for word in words)
    alike: dict[float, list[PageWord]] = {}
    for word in words:
        alike.setdefault(word.size, []).append(word)
    hosts: dict[float, tuple[list[PageWord], list[float]]] = {}  # by the size of what is raised
    for word in words:
        if len(word.text) > _RAISED_LETTERS:
            continue
        if word.size not in hosts:
            if len(hosts) > _MOST_SIZES:
                break
            larger = [
                host
                for size, each in alike.items()
                if size * 0.85 >= max(word.size, 0.01)
                for host in each
                if host.text
            ]
            larger.sort(key=attrgetter("base"))
            hosts[word.size] = larger, [host.base for host in larger]
        larger, bases = hosts[word.size]
        if not larger:
            continue
        first = bisect.bisect_left(bases, word.base - _RAISED[1] * largest)
        for host in larger[first : first + _NEIGHBOURS]:
            if host.base > word.base - _RAISED[0] * largest:
                break
            shift = (word.base - host.base) / host.size
            gap = word.x0 - host.x1
            if _RAISED[0] <= shift <= _RAISED[1] and -0.2 * host.size < gap < 0.25 * host.size:
                word.base = host.base
                word.joined = gap < _WORD_GAP * host.size
                break
    return words


def turned(glyphs: list[Glyph], page: int = 1) -> list[PageWord]:
    """Return the words of type that does not run left to right, each text object as one word."""
    runs: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        runs.setdefault(id(glyph.run), []).append(glyph)
    result = []
    for run in runs.values():
        run.sort(key=attrgetter("order"))
        word = _word(run, page)
        word.x0 = min(glyph.x0 for glyph in run)
        word.text = " ".join(word.text.split())
        if word.text:
            result.append(word)
    return result

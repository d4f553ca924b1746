"""What stands around the text: running headers and footers, watermarks, notes along the margins."""

from __future__ import annotations

import itertools
import re
import statistics
from collections import Counter
from dataclasses import dataclass, field

from cvtailor.parsing import headings, words
from cvtailor.parsing.columns import Band
from cvtailor.parsing.glyphs import GlyphPage, tables
from cvtailor.parsing.words import PageWord
from cvtailor.resources import language

_EDGE = 0.09  # of the page's height: where lines that repeat are running headers and footers
_NUMBERED = 0.12  # of the page's height: where page numbers and the like stand
_LARGE = 1.2  # times the usual size: a name set larger than its page
_HUGE = 2.5  # times the usual size: a watermark
# Of the size: as far as letters of one string that runs aslant stand apart, and what is a space between them.
_NEAR, _BLANK = 1.5, 0.15
_OPEN_STRINGS = 8  # that the next letter may belong to
_MOST_WORDS = 10  # of a line that ends in the page's number
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-–—|/\s.()]*(?:\d{1,3}|[ivx]{1,4})(?:\s*(?:/|of|von|\|)\s*\d{1,3})?[-–—|/\s.()]*", re.IGNORECASE
)
_COUNT = re.compile(
    r"(?:\bpage\s+\d{1,3}|\b\d{1,2}\s?(?:/|of)\s?\d{1,2})\W*$|^page \d{1,3} of \d{1,3}\b", re.IGNORECASE
)
# What browsers print at the edges: "22/11/2026, 21:40  Title" and "file:///home/cv.html  1/2".
_BROWSER = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}:\d\d(?: [AP]M)?\b.*|file://\S+(?: \d{1,2}/\d{1,2})?|https?://\S+ \d{1,2}/\d{1,2}",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Page:
    """A page on its way from glyphs to rows; running lines and hidden text stand apart from `words`."""

    glyphs: GlyphPage
    words: list[PageWord]
    unseen: list[PageWord]
    header: list[PageWord] = field(default_factory=list)
    footer: list[PageWord] = field(default_factory=list)
    bands: list[Band] = field(default_factory=list)


def set_aside(pages: list[Page]) -> None:
    """Move out of the body what is none of it.

    That are watermarks and notes that run along the margins, page numbers, and lines that repeat at the same
    edge of several pages.
    """
    for page in pages:
        _set_notes_aside(page)
    seen: Counter[tuple[str, str]] = Counter()
    edges: list[list[tuple[str, str, float, float, list[PageWord]]]] = []
    name = _name(pages)
    for page in pages:
        height = page.glyphs.height
        lines = []
        for line in _edge_lines(page):
            base = line[0].base
            where = "header" if base < height / 2 else "footer"
            text = " ".join(word.text for word in line if word.text)
            key = _DIGITS.sub("#", text.lower())
            lines.append((where, key, base, max(word.size for word in line), line))
        edges.append(lines)
        seen.update(
            {(where, key) for where, key, base, *_ in lines if key.strip("# ") and _outer(base, height)}
        )
    for number, (page, lines) in enumerate(zip(pages, edges, strict=True)):
        gone: set[int] = set()
        for where, key, base, size, line in lines:
            outer = _outer(base, page.glyphs.height)
            repeats = (
                outer
                and seen[where, key] > 1
                and (number > 0 or where == "footer" or _same_line(edges[1:], where, key, base, size))
            )
            text = " ".join(word.text for word in line if word.text)
            own = where == "footer" and _ends_in(line, page.glyphs.number, name)
            named = (
                outer
                and number > 0
                and bool(name)
                and name <= set(text.lower().split())
                and len(line) <= len(name) + 5
            )
            if repeats or own or named or (outer and is_running(text)) or _PAGE_NUMBER.fullmatch(text):
                (page.header if where == "header" else page.footer).extend(line)
                gone.update(id(word) for word in line)
        page.words = [word for word in page.words if id(word) not in gone]


def _set_notes_aside(page: Page) -> None:
    """Move watermarks, and text that does not run like the page's other text, out of the body.

    What names a section stays: some layouts set headings on their side.
    """
    aslant = {glyph.order for glyph in page.glyphs.glyphs if not glyph.run.upright}
    blanks = {glyph.order for glyph in page.glyphs.glyphs if not glyph.run.upright and glyph.text[-1:] == " "}
    kept: list[PageWord] = []
    turned: list[PageWord] = []
    for word in page.words:
        (turned if word.order in aslant else kept).append(word)
    for part in _strings(turned):
        text = part[0].text
        for before, word in itertools.pairwise(part):
            blank = _apart(before, word) > _BLANK * word.size
            between = range(max(before.order + 1, word.order - 2), word.order)
            blank = blank or any(at in blanks for at in between)
            text += f" {word.text}" if blank else word.text
        note = part[0] if len(part) == 1 else words.merge(part)
        note.text = text
        if headings.known(text):
            kept.append(note)
        elif _is_watermark(text) or is_running(text):
            page.footer.append(note)
        else:
            page.header.append(note)
    usual = statistics.median([word.size for word in kept]) if kept else 0.0
    lines: dict[tuple[float, float], list[PageWord]] = {}
    for word in kept:
        if word.size > _HUGE * usual:
            lines.setdefault((round(word.base), word.size), []).append(word)
    for line in lines.values():
        if _is_watermark(" ".join(word.text for word in line)):
            page.footer += line
    gone = {id(word) for word in page.footer}
    page.words = [word for word in kept if id(word) not in gone] if gone or turned else page.words


def _strings(turned: list[PageWord]) -> list[list[PageWord]]:
    """Return words that run aslant, those of one string together: some programs write letter by letter."""
    parts: list[list[PageWord]] = []
    for word in sorted(turned, key=lambda each: each.order):
        part = next((part for part in reversed(parts[-_OPEN_STRINGS:]) if _follows(part[-1], word)), None)
        if part is None:
            parts.append([word])
        else:
            part.append(word)
    return parts


def _follows(last: PageWord, word: PageWord) -> bool:
    return (
        last.font == word.font and abs(last.size - word.size) < 0.5 and _apart(last, word) < _NEAR * word.size
    )


def _apart(one: PageWord, other: PageWord) -> float:
    """Return how far the boxes of two words stand apart, across or down: 0 or less where they touch."""
    return max(one.x0 - other.x1, other.x0 - one.x1, one.top - other.bottom, other.top - one.bottom)


def _is_watermark(text: str) -> bool:
    letters = "".join(re.findall(r"[^\W_]+", text.casefold()))
    return any(letters == each.replace(" ", "") for each in language("glyphs")["watermarks"]["phrases"])


def _name(pages: list[Page]) -> set[str]:
    """Return the words of the largest line at the top of the first page, lower case: mostly the person's name."""
    top = [word for word in pages[0].words if word.base < pages[0].glyphs.height / 3] if pages else []
    size = max((word.size for word in top), default=0.0)
    if size < _LARGE * statistics.median([word.size for word in top] or [0.0]):
        return set()
    words = {word.text.lower() for word in top if word.size == size and word.text}
    return words if 2 <= len(words) <= 5 else set()


def _ends_in(line: list[PageWord], number: int, name: set[str]) -> bool:
    """Return whether a line ends in its page's own number, set apart from what stands before it or behind the name."""
    last = line[-1]
    if last.text != str(number) or len(line) > _MOST_WORDS:
        return False
    apart = len(line) == 1 or last.x0 - line[-2].x1 > 2 * last.size
    if len(line) > 1 and line[-2].text.lower().strip(".") in tables()["page_words"]:
        return True  # "Jane Doe, curriculum vitae, p. 1"
    return apart or (
        bool(name) and {word.text.lower() for word in line[:-1] if any(map(str.isalnum, word.text))} == name
    )


def _outer(base: float, height: float) -> bool:
    return base < _EDGE * height or base > (1 - _EDGE) * height


def _same_line(
    others: list[list[tuple[str, str, float, float, list[PageWord]]]],
    where: str,
    key: str,
    base: float,
    size: float,
) -> bool:
    """Return whether a first page's top line is the running header: same text, height and size further on."""
    return any(
        (where, key) == (other[0], other[1]) and abs(other[2] - base) < 2 and abs(other[3] - size) < 0.5
        for lines in others
        for other in lines
    )


def _edge_lines(page: Page) -> list[list[PageWord]]:
    """Return the lines near the upper and lower edge of the page."""
    height = page.glyphs.height
    lines: dict[int, list[PageWord]] = {}
    for word in sorted(page.words, key=lambda w: (w.base, w.x0)):
        if word.base < _NUMBERED * height or word.base > (1 - _NUMBERED) * height:
            at = next((key for key in lines if abs(lines[key][0].base - word.base) < 1.5), len(lines))
            lines.setdefault(at, []).append(word)
    for line in lines.values():
        line.sort(key=lambda w: w.x0)
    return list(lines.values())


def is_running(text: str) -> bool:
    """Return whether a line at the edge of a page is a page number or the like, no part of the CV."""
    if _BROWSER.fullmatch(text):
        return True
    if "©" in text:
        return True
    if not text or len(text) > 80:
        return False
    if _PAGE_NUMBER.fullmatch(text) or text.lower().startswith(tables()["running_starts"]):
        return True
    rest = [part for part in re.findall(r"[^\W\d_]+", text.lower()) if part not in tables()["page_words"]]
    if not rest and re.search(r"\d", text):
        return "page" in text.lower() or "seite" in text.lower()
    # "Name – 1/2", "Name | Page 2", "Page 2 of 3 – confidential": a short line with a count of pages.
    return len(rest) <= 5 and bool(_COUNT.search(text))

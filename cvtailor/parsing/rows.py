"""Words of one column → rows: what stands side by side, its list marker, and its parts set apart by white space."""

from __future__ import annotations

import itertools
import operator
import statistics
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass

from cvtailor.parsing import dates, markers, wording
from cvtailor.parsing.glyphs import tables
from cvtailor.parsing.words import PageWord

_APART = 1.5  # of the font size: a wider gap sets two parts of a row apart
_STRETCHED = 2.2  # times the row's usual gap: what a justified line never reaches
_RANGE, _RANGE_WORDS, _RANGE_TEXT = "-–—", 3, 40
_LETTERLIKE = "©®™°℠№"
_PLACE, _ACROSS = operator.attrgetter("base", "x0"), operator.attrgetter("x0", "order")
_EDGES = 3.0  # points by which edges of one column differ, at most
_PLACE_WORDS = 5
_REPEATED = 3  # a meaningless character that starts so many rows is a bullet


@dataclass(slots=True, kw_only=True)
class Row:
    """One line of one column. `left` and `right` are the column's edges."""

    words: list[PageWord]
    breaks: frozenset[int] = frozenset()  # indexes of words that a tab stands before
    marker: PageWord | None = None
    number: int | None = None
    page: int = 1
    column: int = 0
    left: float = 0.0
    right: float = 0.0
    piece: int = 0
    icon: bool = False  # a picture stands before the text
    cell: bool = False  # it stands in a cell of a table
    measured: tuple[int, float, float, float] = (0, 0.0, 0.0, 0.0)

    @property
    def x0(self) -> float:
        """Return the left edge of the text, behind any marker."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Return the right edge."""
        measured = self.measured
        return (measured if measured[0] == len(self.words) else self._measures())[3]

    @property
    def start(self) -> float:
        """Return the left edge, marker included."""
        return self.marker.x0 if self.marker else self.x0

    @property
    def top(self) -> float:
        """Return the upper edge of the main type of the row."""
        return self.base - 0.8 * self.size

    @property
    def bottom(self) -> float:
        """Return the lower edge of the main type of the row."""
        return self.base + 0.2 * self.size

    @property
    def base(self) -> float:
        """Return the baseline of the row."""
        measured = self.measured
        return (measured if measured[0] == len(self.words) else self._measures())[1]

    @property
    def size(self) -> float:
        """Return the size of most characters."""
        measured = self.measured
        return (measured if measured[0] == len(self.words) else self._measures())[2]

    def _measures(self) -> tuple[int, float, float, float]:
        """Return how many words were measured, their baseline, size and right edge, and keep it."""
        base, size = sorted([word.base for word in self.words])[(len(self.words) - 1) // 2], 0.0
        if len({word.size for word in self.words}) == 1:
            size = round(self.words[0].size, 1)
        else:
            sizes: Counter[float] = Counter()
            for word in self.words:
                sizes[round(word.size, 1)] += len(word.text)
            size = max(sizes, key=lambda size: (sizes[size], size))
        self.measured = (len(self.words), base, size, max([word.x1 for word in self.words]))
        return self.measured

    @property
    def text(self) -> str:
        """Return the words with plain spaces between them, for tests of what the row says."""
        return " ".join(word.text for word in self.words)

    def share(self, name: str) -> float:
        """Return the share of characters that are `bold` or `italic`."""
        total = sum(len(word.text) for word in self.words) or 1
        return sum(len(word.text) for word in self.words if getattr(word, name)) / total


def build(
    words: list[PageWord],
    *,
    page: int,
    column: int,
    left: float,
    right: float,
    piece: int,
    bullets: frozenset[str],
) -> list[Row]:
    """Return the rows of one piece of a column from top to bottom.

    `bullets` are meaningless characters that the document uses as bullets (see `repeated`).
    """
    result = []
    groups = _groups(words)
    heads = {group[0].code or group[0].text for group in groups}
    for group in (part for whole in groups for part in _at_bullets(whole, heads)):
        row = _row(group, bullets)
        if row is not None:
            row.page, row.column, row.left, row.right, row.piece = page, column, left, right, piece
            result.append(row)
    _settle_dashes(result)
    _align(result)
    result = _with_places(result)
    return _close_ranges(_attach_lone_markers(result))


def _groups(words: list[PageWord]) -> list[list[PageWord]]:
    """Group words that overlap in height: dates are often set a little higher or smaller than titles."""
    groups: list[list[PageWord]] = []
    edges: list[float] = []  # how far to the right each reaches
    for word in sorted(words, key=_PLACE):
        for at in range(len(groups) - 1, max(-1, len(groups) - 4), -1):
            if _level(word, groups[at], edges[at]):
                groups[at].append(word)
                edges[at] = max(edges[at], word.x1)
                break
        else:
            groups.append([word])
            edges.append(word.x1)
    groups.sort(key=_highest)
    for group in groups:
        group.sort(key=_ACROSS)
    return groups


def _highest(group: list[PageWord]) -> float:
    return group[0].base  # the words came in the order of their baselines


def _at_bullets(words: list[PageWord], heads: set[str]) -> list[list[PageWord]]:
    """Cut a row before bullets in its middle: a label beside a list, or a list set in several columns.

    `heads` are the words that rows begin with: a sign that begins none is an icon, not a bullet.
    """
    parts: list[list[PageWord]] = [[]]
    for index, word in enumerate(words):
        bullet = markers.is_sure(word) and (word.code or word.text) in heads
        if bullet and index + 1 < len(words) and words[index + 1].bold and _is_date(parts[-1]):
            # The dot of a timeline, or a sign of the design, between the dates and the title of an entry.
            word.text, word.symbol, bullet = "", True, False
        if index and index + 1 < len(words) and (bullet or (word.apart and markers.number(word.text))):
            before, after = word.x0 - words[index - 1].x1, words[index + 1].x0 - word.x1
            if (word.apart or before > _APART * word.size) and after < 0.6 * before and parts[-1]:
                parts.append([])
        parts[-1].append(word)
    return parts


def _is_date(words: list[PageWord]) -> bool:
    """Return whether words are a date or a range of dates and nothing else."""
    text = " ".join(word.text for word in words)
    found = dates.find(text)
    return len(found) == 1 and not (text[: found[0].start_at] + text[found[0].end_at :]).strip(" .,:()")


def _level(word: PageWord, group: list[PageWord], edge: float) -> bool:
    """Return whether a word stands on the line of a group that reaches to `edge`, and not over its words."""
    head = group[0]
    small, large = (word.size, head.size) if word.size < head.size else (head.size, word.size)
    if abs(word.base - head.base) > max(1.0, 0.38 * small) + 0.25 * (large - small):
        return False
    # Raised and lowered letters may stand over each other ("LaTeX" in its logo); words may not.
    if word.x0 > edge:
        return True
    limit, x0, x1, short = 0.3 * small, word.x0, word.x1, len(word.text) < 3
    for old in group[-60:]:
        if not short and len(old.text) >= 3 and min(x1, old.x1) - max(x0, old.x0) >= limit:
            return False
    return True


def _row(words: list[PageWord], bullets: frozenset[str]) -> Row | None:
    marker, number, icon = None, None, False
    rest = words
    while (
        len(rest) > 1
        and not rest[0].text
        and not rest[0].shape
        and rest[0].code not in bullets
        and not markers.is_sure(rest[0])
    ):
        rest, icon = rest[1:], True
    head = rest[0]
    if markers.is_sure(head) or (head.code and head.code in bullets):
        marker, rest = head, rest[1:]
    elif len(rest) > 1 and (
        markers.is_spaced(head)
        or markers.number(head.text) is not None
        or (head.text == "o" and head.font != rest[1].font)
    ):
        gap = rest[1].x0 - head.x1
        if 0.1 * head.size <= gap <= 4 * head.size:
            marker, number, rest = head, markers.number(head.text), rest[1:]
    icons = [_is_icon(word) for word in rest]
    kept = [word for word, icon_like in zip(rest, icons, strict=True) if word.text and not icon_like]
    apart = _breaks(rest)
    parts, wide = set(), False
    count = 0
    for index, (word, icon_like) in enumerate(zip(rest, icons, strict=True)):
        wide = wide or index in apart or (icon_like and 0 < index < len(rest) - 1)
        if word.text and not icon_like:
            if wide and count:
                parts.add(count)
            count, wide = count + 1, False
    if not kept:
        if marker is None:
            return None
        return Row(words=[marker], marker=marker)
    return Row(words=kept, marker=marker, number=number, breaks=frozenset(parts), icon=icon)


def _is_icon(word: PageWord) -> bool:
    """Return whether a word is a picture set as type, or a row of dots or stars that rates a skill."""
    if len(word.text) == 1 and any(name in word.font.lower() for name in tables()["picture_fonts"]):
        return True
    if word.text[:1].isalnum():
        return False
    return all(unicodedata.category(char) == "So" and char not in _LETTERLIKE for char in word.text)


def _breaks(words: list[PageWord]) -> frozenset[int]:
    gaps = [right.x0 - left.x1 for left, right in itertools.pairwise(words)]
    if not gaps:
        return frozenset()
    size = statistics.median_low([word.size for word in words])
    limit = _APART * size
    if len(gaps) >= 3:
        usual = statistics.median_low(gaps)
        if usual < 4 * size:
            limit = max(limit, _STRETCHED * usual)
    return frozenset(index for index, gap in enumerate(gaps, 1) if gap > limit or words[index].apart)


def _align(rows: list[Row]) -> None:
    """Set a part apart where the row above or below has one at the same place, though the gap is small."""
    for row, other in [*itertools.pairwise(rows), *zip(rows[1:], rows, strict=False)]:
        starts = [other.words[index].x0 for index in other.breaks]
        for index in range(1, len(row.words)):
            left, right = row.words[index - 1], row.words[index]
            if right.x0 - left.x1 > 0.7 * right.size and any(abs(right.x0 - start) < 1 for start in starts):
                row.breaks |= {index}


def _with_places(rows: list[Row]) -> list[Row]:
    """Return the rows, a place at the right of an entry's first bullet as a row of its own before it.

    Where employer and place stand at the right edge, one over the other, the place stands beside the first bullet.
    """
    result: list[Row] = []
    for row in rows:
        above = result[-1] if result else None
        if row.marker is None or not row.breaks or above is None or not above.breaks or above.marker:
            result.append(row)
            continue
        cut, over = max(row.breaks), max(above.breaks)
        tail, head = row.words[cut:], above.words[over:]
        aligned = abs(tail[-1].x1 - head[-1].x1) < _EDGES or abs(tail[0].x0 - head[0].x0) < _EDGES
        if aligned and len(tail) <= _PLACE_WORDS and wording.is_place(" ".join(word.text for word in tail)):
            result.append(
                Row(
                    words=tail,
                    page=row.page,
                    column=row.column,
                    left=row.left,
                    right=row.right,
                    piece=row.piece,
                )
            )
            row.words, row.breaks = row.words[:cut], row.breaks - {cut}
            row.measured = (0, 0.0, 0.0, 0.0)
        result.append(row)
    return result


def settle_numbers(rows: list[Row]) -> None:
    """Keep numbers as list markers only where a neighbour in the list has the next number up or down.

    Wants the rows of all pages at once: a list may go on over a page break. Rows are changed in place.
    """
    at: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        if row.number is not None:
            at[round(row.start / 12)].add(row.number)
    for row in rows:
        if row.number is None or row.marker is None:
            continue
        key = round(row.start / 12)
        near = at[key - 1] | at[key] | at[key + 1]
        if row.number - 1 not in near and row.number + 1 not in near:
            row.words.insert(0, row.marker)
            row.marker = row.number = None
            row.breaks = _breaks(row.words)


def _settle_dashes(rows: list[Row]) -> None:
    """Take a dash within a wrapped text ("(2011" over "– 2017)", "Engineer" over "– Associate") for no marker."""
    dashes = Counter(round(row.marker.x0) for row in rows if row.marker and _is_dash(row.marker))
    inset: float | None = None  # where the text of the list's bullets stands
    for above, row, below in itertools.zip_longest(rows, rows[1:], rows[2:]):
        if row is None:
            break
        marker = row.marker
        if above.marker and not _is_dash(above.marker):
            inset = above.x0
        if marker is None or not _is_dash(marker):
            continue
        above_text = above.text[-_RANGE_TEXT:]
        found = dates.find(f"{above_text} {marker.text} {row.text[:_RANGE_TEXT]}")
        ranged = any(not each.single for each in found)
        if not ranged and below is not None and below.marker is None and len(row.words) == 1:
            # In a narrow cell: "June 2015", "– February", "2019".
            found = dates.find(
                f"{above_text} {marker.text} {row.text[:_RANGE_TEXT]} {below.text[:_RANGE_TEXT]}"
            )
        lone = inset is not None and dashes[round(marker.x0)] == 1
        if (lone and _runs_on(above, row, marker, inset or 0.0)) or any(
            not each.single and each.start_at < len(above_text) < each.end_at for each in found
        ):
            row.words.insert(0, marker)
            row.marker = None
            row.breaks = _breaks(row.words)


def _is_dash(marker: PageWord) -> bool:
    return not marker.shape and (marker.code or marker.text) in _RANGE


def _runs_on(above: Row, row: Row, marker: PageWord, inset: float) -> bool:
    """Return whether a dash that opens a row stands where text would wrap to, with no room for it in the row above."""
    width = row.words[0].x1 - marker.x0 if row.words else 0.0
    return (
        above.text[-1:] not in ".:;"
        and max(marker.x0, above.x0, inset) - min(marker.x0, above.x0, inset) < 1.5
        and row.base - above.base < 1.6 * row.size
        and above.x1 + 0.2 * row.size + width > above.right - 0.4 * row.size
    )


def _close_ranges(rows: list[Row]) -> list[Row]:
    """Move the end of a date range that wrapped in its own narrow cell ("March 2019 –", "present") up to its start."""
    result: list[Row] = []
    for row in rows:
        above = result[-1] if result else None
        if above and above.breaks and row.marker is None:
            _close_left(above, row)
        if (
            row.words
            and above
            and above.breaks
            and row.marker is None
            and (above.words[-1].text[-1:] in _RANGE or above.words[-1].text[-1:].isalpha())
        ):
            cell = above.words[max(above.breaks) :]
            at = max(row.breaks, default=0)
            tail = row.words[at:]
            under = tail[0].x0 < cell[-1].x1 and tail[-1].x1 > cell[0].x0
            alone = at > 0 or tail[0].x0 > above.left + 0.5 * (above.right - above.left)
            near = row.base - above.base < 1.8 * row.size
            if above.words[-1].text[-1:] not in _RANGE and not _crosses(cell, tail):
                near = False
            if under and alone and near and len(tail) <= _RANGE_WORDS:
                above.words = above.words + tail
                row.words = row.words[:at]
                row.breaks = frozenset(index for index in row.breaks if index < at)
        if row.words:
            result.append(row)
    return result


def _crosses(first: list[PageWord], second: list[PageWord]) -> bool:
    """Return whether a date range begins in the first words and ends in the second ("2014–December", "2018")."""
    one, other = (" ".join(word.text for word in words) for words in (first, second))
    return any(
        not each.single and each.start_at < len(one) < each.end_at for each in dates.find(f"{one} {other}")
    )


def _close_left(above: Row, row: Row) -> None:
    """Move the rest of a date range that wrapped in a cell on the left up to its start."""
    count = min(above.breaks)
    cell, beside = above.words[:count], above.words[count]
    tail = row.words[: min(row.breaks, default=len(row.words))]
    under = abs(tail[0].x0 - cell[0].x0) < 1.5 and tail[-1].x1 < beside.x0
    if not under or len(tail) > _RANGE_WORDS or row.base - above.base > 1.8 * row.size:
        return
    first, rest = (" ".join(word.text for word in part) for part in (cell, tail))
    found = dates.find(f"{first} {rest}")
    if not any(not each.single and each.start_at < len(first) < each.end_at for each in found):
        return
    if any(not each.single for each in dates.find(rest)):
        return
    above.words = [*cell, *tail, *above.words[count:]]
    above.breaks = frozenset(index + len(tail) for index in above.breaks)
    row.words = row.words[len(tail) :]
    row.breaks = frozenset(index - len(tail) for index in row.breaks if index > len(tail))


def _attach_lone_markers(rows: list[Row]) -> list[Row]:
    """Give a bullet that stands alone on its baseline to the line it was drawn for."""
    result: list[Row] = []
    waiting: Row | None = None
    for row in rows:
        if row.marker and row.words == [row.marker]:
            last = result[-1] if result else None
            if (
                last
                and last.marker is None
                and abs(last.base - row.base) < 0.6 * last.size
                and row.start < last.x0
            ):
                last.marker = row.marker
            else:
                waiting = row
            continue
        if (
            waiting
            and row.marker is None
            and row.x0 > waiting.start
            and row.base - waiting.base < 1.2 * row.size
        ):
            row.marker = waiting.marker
        waiting = None
        result.append(row)
    return result


def repeated(words: list[PageWord]) -> frozenset[str]:
    """Return the meaningless characters that start several lines with text behind: bullets, not icons."""
    starts: Counter[str] = Counter()
    lines: dict[tuple[int, float], list[PageWord]] = defaultdict(list)
    for word in words if any(word.code and not word.text for word in words) else ():
        lines[word.page, round(word.base, 0)].append(word)
    for line in lines.values():
        line.sort(key=lambda w: w.x0)
        for word, following in itertools.pairwise(line):
            if not word.text and word.code and following.text and following.x0 - word.x1 < 3 * following.size:
                starts[word.code] += 1
    return frozenset(code for code, count in starts.items() if count >= _REPEATED)

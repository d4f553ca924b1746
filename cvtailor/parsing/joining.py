"""Tells which rows of a column are one text: the lines of a bullet, a paragraph, a heading that wraps."""

from __future__ import annotations

import re
import string
from collections import Counter

from cvtailor.parsing import dates, repair, wording
from cvtailor.parsing.glyphs import tables
from cvtailor.parsing.rows import Row

_LABEL = re.compile(r"[^\s:][^:]{0,40}:(?:\s|$)")
_ADDRESS = re.compile(r"@|https?:|www\.|^\+\d")
_ENDS = ".!?;:"
_SPACED_DASHES = (" –", " —", " -")  # what no line ends in that does not go on
_DATE_TEXT = 40  # characters at the end of a line that a range of dates takes
_OFTEN = 5  # lines at one distance that make it the running text's
_LOOSER = 1.15  # times its distance, at most, between the lines of one text of another size
_PARAGRAPH_GAP = 0.12  # of the font size that stand between paragraphs at least, beside the lines' distance


def _ends_in_date(text: str) -> bool:
    """Return whether a line ends in a range of dates, in brackets or not."""
    if not text.rstrip(")]").endswith(tuple(string.digits)) and not text.endswith((")", "]")):
        return False
    tail = text[-_DATE_TEXT:]
    return any(not each.single and not tail[each.end_at :].strip(" )]") for each in dates.find(tail))


def _begins_with_date(text: str) -> bool:
    """Return whether a line begins with a range of dates that a bar sets off from what follows."""
    found = dates.find(text[:_DATE_TEXT])
    return (
        bool(found)
        and not found[0].single
        and found[0].start_at == 0
        and text[found[0].end_at :].lstrip()[:1] in "|·•"
    )


class Joiner:
    """Decides which row goes on from the row before."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows
        sizes = Counter(row.size for row in rows)
        self.usual = max(sorted(sizes), key=lambda size: sizes[size], default=0.0)
        self.pitch = self._pitches()
        self.edges = self._edges()

    def groups(self) -> list[list[Row]]:
        """Return the rows, those that are one text together, in order."""
        result: list[list[Row]] = []
        for index, row in enumerate(self.rows):
            if result and self._goes_on(result[-1], row, index):
                result[-1].append(row)
            else:
                result.append([row])
        return result

    def _pitches(self) -> dict[float, float]:
        """Return the usual distance of lines for each font size, in points."""
        seen: dict[float, Counter[float]] = {}
        for above, row in zip(self.rows, self.rows[1:], strict=False):
            if self._same_piece(above, row) and above.size == row.size and row.marker is None:
                distance = row.base - above.base
                if 0.9 * row.size <= distance <= 2.6 * row.size:
                    seen.setdefault(row.size, Counter())[round(distance * 2) / 2] += 1
        usual = {
            size: max(counter, key=lambda distance: (counter[distance], -distance))
            for size, counter in seen.items()
            if max(counter.values()) >= 3
        }
        # A list of short lines is set wider than running text: what wraps does not stand so far apart.
        often = [pitch / size for size, pitch in usual.items() if size and seen[size][pitch] >= _OFTEN]
        most = _LOOSER * min(often, default=2.6)
        return {size: min(pitch, most * size) for size, pitch in usual.items()}

    def _edges(self) -> list[float]:
        """Return for each row how far text reaches to the right among its close neighbours of one kind."""
        result = []
        self.density: list[tuple[int, int]] = []
        for index, row in enumerate(self.rows):
            kin = [row]
            x0, size = row.x0, row.size
            for step in (-1, 1):
                at = index + step
                while 0 <= at < len(self.rows) and abs(at - index) <= 12:
                    other = self.rows[at]
                    alike = abs(other.x0 - x0) < 2 and abs(other.size - size) < 0.3
                    if not alike or other.page != row.page or other.breaks:
                        break
                    kin.append(other)
                    at += step
            reach = max([other.x1 for other in kin])
            near = sum([reach - other.x1 < 3 * size for other in kin])
            self.density.append((near, len(kin)))
            result.append(reach if len(kin) >= 3 and near >= 2 else row.right)
        return result

    @staticmethod
    def _same_piece(above: Row, row: Row) -> bool:
        return above.page == row.page and above.piece == row.piece

    def _goes_on(self, group: list[Row], row: Row, index: int) -> bool:
        head, last = group[0], group[-1]
        if row.marker is not None or row.breaks or row.icon:
            return False
        if last.breaks and not (head.marker and abs(row.x0 - head.x0) < 3):
            return self._value_goes_on(last, row, index)
        left, right = last.words[-1], row.words[0]
        if len(row.words) == 1 and self._same_piece(last, row) and repair.mail_goes_on(left.text, right.text):
            return self._close(group, row)
        if abs(left.size - right.size) > 0.08 * right.size + 0.05 and last.size != row.size:
            return False
        if not self._same_piece(last, row):
            return self._over_the_break(group, row, index)
        if row.base <= last.base or not self._close(group, row):
            return False
        if head.marker is not None:
            return self._bullet_goes_on(group, row, index)
        return self._paragraph_goes_on(group, row, index)

    def _pitch_of(self, group: list[Row]) -> float:
        """Return the distance of the lines of a text, in points: its own, or the usual one of its size."""
        head, last = group[0], group[-1]
        if len(group) > 1 and group[-2].page == last.page and last.base > group[-2].base:
            return last.base - group[-2].base
        return self.pitch.get(head.size, 1.5 * head.size)

    def _close(self, group: list[Row], row: Row) -> bool:
        last = group[-1]
        distance = row.base - last.base
        if len(group) > 1 and group[-2].page == last.page:
            usual = last.base - group[-2].base
            if usual > 0:
                return distance <= 1.15 * usual + 0.6
        usual = self.pitch.get(row.size, 1.3 * row.size)
        return distance <= max(1.5 * row.size, 1.12 * usual)

    def _full(self, row: Row, following: Row, index: int, slack: float = 0.4) -> bool:
        """Return whether the first word of `following` would not have fitted at the end of `row`."""
        first = following.words[0]
        if _ADDRESS.search(first.text):
            return row.text[-1:] in ",;" or first.text[:1] in "(["
        needed = row.x1 + 0.2 * row.size + (first.x1 - first.x0)
        if needed > row.right - slack * row.size:
            return True
        edge = max(self.edges[index - 1], self.edges[index]) if index else row.right
        return edge - row.x0 > 18 * row.size and needed > edge - slack * row.size

    def _bullet_goes_on(self, group: list[Row], row: Row, index: int) -> bool:
        head, last = group[0], group[-1]
        text_edge = group[1].x0 if len(group) > 1 else head.x0
        if last.share("bold") == 1 and not row.words[0].bold and not self._full(last, row, index):
            return False  # a dot of a timeline before a title, and the employer under it
        if abs(row.x0 - text_edge) <= max(2.0, 0.3 * row.size):
            short = last.x1 - last.x0 < 0.35 * (last.right - last.x0)
            return not (short and last.text[-1:] in _ENDS) or self._full(last, row, index)
        if len(group) == 1 and head.start - 1 <= row.x0 <= head.x0 + 2.5 * row.size:
            return self._full(last, row, index) and not self._new_style(last, row)
        return False

    def _value_goes_on(self, last: Row, row: Row, index: int) -> bool:
        """Return whether `row` wraps the text that stands beside a label ("Languages:   Python, …")."""
        value = last.words[max(last.breaks)]
        wide = last.x1 - value.x0 > 0.4 * (last.right - last.left)
        return (
            wide
            and abs(value.x0 - row.x0) < 2
            and self._same_piece(last, row)
            and self._close([last], row)
            and abs(last.words[-1].size - row.words[0].size) < 0.4
            and (self._full(last, row, index) or last.text.endswith(","))
        )

    @staticmethod
    def _new_style(last: Row, row: Row) -> bool:
        left, right = last.words[-1], row.words[0]
        was, is_ = last.share("bold") > 0.9, row.share("bold") > 0.9
        if left.bold == right.bold and last.right - last.x1 < 4 * last.size:
            return False  # a full line: a bold phrase may go on in the next one
        return was != is_ or (was and not right.bold)

    def _paragraph_goes_on(self, group: list[Row], row: Row, index: int) -> bool:
        head, last = group[0], group[-1]
        if self._new_style(last, row) or (
            row.words[0].bold and _LABEL.match(row.text) and not last.words[-1].bold
        ):
            return False
        if abs(last.size - row.size) > 0.4:
            return False
        if head.words[0].bold and row.words[0].bold and not last.words[-1].bold and not row.words[-1].bold:
            return False  # each begins with its bold name: two entries, or two labelled lines
        if row.text[:1].isupper() and (
            _ends_in_date(last.text) or (len(group) == 1 and _begins_with_date(last.text))
        ):
            return False  # a header, however full its line
        if row.text[:1].isupper() and ":" in row.text[:30] and wording.is_detail(row.text):
            return False  # "Dissertation: …" under the line of a degree
        begins = last.text[-1:] in _ENDS and row.text[:1].isupper()
        if begins and row.base - last.base > self._pitch_of(group) + _PARAGRAPH_GAP * row.size:
            return False  # another paragraph, a little further off than the lines of this one
        indent = row.x0 - (group[1].x0 if len(group) > 1 else head.x0)
        tolerance = max(2.0, 0.25 * row.size)
        centred = abs((row.x0 + row.x1) - (last.x0 + last.x1)) < 2 * tolerance and abs(indent) > tolerance
        if len(group) > 1 and abs(indent) > tolerance and not centred:
            return False
        if len(group) == 1 and not (-4 * row.size <= indent <= 5 * row.size) and not centred:
            return False
        if self._heading_goes_on(last, row, index) or last.text.endswith(_SPACED_DASHES):
            return True
        if (
            last.text[-1:] in _ENDS
            and row.text[:1].isupper()
            and _LABEL.match(row.text)
            and _LABEL.match(head.text)
        ):
            return False
        if self._full(last, row, index) and self._is_prose(last, row, index):
            return not (_LABEL.match(row.text) and _LABEL.match(head.text) and not row.text[:1].islower())
        ends = last.text.rsplit(" ", 1)[-1].lower()
        wide = last.x1 - last.x0 > 0.5 * (last.right - last.left)
        goes = ends in tables()["running_words"] or ends[-1:] in ",-" + repair.SOFT
        return wide and row.text[:1].islower() and (goes or last.text[-1:].isalnum())

    def _heading_goes_on(self, last: Row, row: Row, index: int) -> bool:
        """Return whether two short lines of one strong look are a heading that wrapped in its narrow column."""
        if last.text[-1:] in _ENDS or row.text[-1:] in _ENDS or len(last.words) > 4 or len(row.words) > 4:
            return False
        ends = last.text.rsplit(" ", 1)[-1].lower()
        caps = last.text.isupper() and row.text.isupper()
        larger = min(last.size, row.size) > 1.08 * self.usual
        strong = caps or larger or (last.share("bold") == 1 and row.share("bold") == 1)
        return strong and (
            ends in tables()["running_words"] or ends == "&" or (caps and self._full(last, row, index))
        )

    def _is_prose(self, last: Row, row: Row, index: int) -> bool:
        """Return whether two lines of a narrow column read as one text: most lines in it look full."""
        if last.right - last.left >= 24 * last.size and last.x1 - last.x0 > 12 * last.size:
            return True
        ends = last.text.rsplit(" ", 1)[-1].lower()
        if row.text[:1].islower() or row.text[:1] in "(&" or ends in tables()["running_words"]:
            return True
        if ends[-1:] in ",-–" + repair.SOFT:
            return True
        if "," in last.text and "," in row.text:
            return True
        if last.text[-1:] in _ENDS:
            return False
        near, kin = self.density[index]
        return kin >= 4 and near >= 0.6 * (kin - 1)

    def _over_the_break(self, group: list[Row], row: Row, index: int) -> bool:
        """Return whether a sentence plainly goes on in the next column or on the next page."""
        head, last = group[0], group[-1]
        if self._new_style(last, row) or last.text[-1:] in _ENDS or (last.cell and last.page == row.page):
            return False
        plain = row.text[:1].islower() or last.text[-1:] in repair.SOFT + "-"
        inside = abs((row.x0 - row.left) - (head.x0 - head.left)) < 4
        if head.marker is not None:
            return (plain and (inside or self._full(last, row, index))) or (
                inside and row.x0 - row.left > 4 and self._full(last, row, index)
            )
        return plain and self._full(last, row, index)

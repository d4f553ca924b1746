"""Labels and dates in a narrow margin: a label of several lines counts as one, beside its first row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cvtailor.parsing import dates, markers, repair
from cvtailor.parsing.glyphs import tables
from cvtailor.parsing.words import PageWord, merge

_NARROW = 0.36  # of the piece's width: a wider left part is no margin (project convention)
_GUTTER = 0.5  # of the font size; word spaces are narrower but in the loosest justified lines
_INDENT = 2.0  # of the font size, at least, from the piece's left edge to the text beside a margin
_BODY = 0.5  # share of the rows that keep to the text's left edge
_DEEPEST = 4.0  # of the font size: how far list items stand in from the text's left edge
_SAME = 2.5  # points between the edges of one margin on several pages
_CANDIDATES = 8


def edge(words: list[PageWord]) -> float | None:
    """Return where the text beside a margin of labels begins in one piece, in points; null if it has no margin."""
    found = _edge(_lines(words), ())
    return found[0] if found else None


def gather(words: list[PageWord], others: Sequence[float] = ()) -> list[PageWord]:
    """Return the words of one piece with each margin label of several lines made one word in its first line.

    The first word beside a label is marked as set apart from it, however narrow the gutter between. `others`
    are the edges of margins on other pages: there one label is enough.
    """
    rows = _lines(words)
    found = _edge(rows, others)
    if found is None:
        return words
    start, first, last = found
    labels: list[list[PageWord]] = []
    beside: list[PageWord | None] = []  # the first word of the text in the row of each label
    result: list[PageWord] = []
    for number, row in enumerate(rows):
        inside = first <= number <= last and _keeps(row, start)
        label = [word for word in row if word.x1 < start] if inside else []
        body = row[len(label) :]
        if label and body:
            body[0].apart = True
        if label:
            labels.append(label)
            beside.append(body[0] if body else None)
        result += body
    at = 0
    while at < len(labels):
        group = [labels[at]]
        while at + 1 < len(labels) and _wraps(group, labels[at + 1], beside[at + 1]):
            at += 1
            group.append(labels[at])
        at += 1
        result += _one(group) if len(group) > 1 else group[0]
    return result


def _edge(rows: list[list[PageWord]], others: Sequence[float]) -> tuple[float, int, int] | None:
    """Return where the text beside a margin of labels begins, if the piece has one, and its first and last row.

    It begins where most rows have a word start with white before it, some of them behind a label.
    """
    words = [word for row in rows for word in row]
    if len(words) < 8:
        return None
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    size = max(4.0, sorted(word.size for word in words)[len(words) // 2])
    starts: Counter[float] = Counter()
    for row in rows:
        reach = left - size
        for word in row:
            if word.x0 > left + _NARROW * (right - left) + 2 * size:
                break
            if word.x0 - reach >= _GUTTER * size and left + _INDENT * size <= word.x0:
                starts[round(word.x0)] += 1
            reach = max(reach, word.x1)
    best: tuple[int, int, float, int, int] | None = None
    for start, often in sorted(starts.items(), key=lambda each: (-each[1], each[0]))[:_CANDIDATES]:
        if often < 2 and not others:
            break
        edge = start - 1.0
        kept = [_keeps(row, edge) for row in rows]
        begins = [next((word.x0 for word in row if word.x0 >= edge), None) for row in rows]
        level = [begin is not None and begin < edge + _DEEPEST * size for begin in begins]
        labels = [
            [word for word in row if word.x1 < edge and word.text] if keeps and at_edge else []
            for row, keeps, at_edge in zip(rows, kept, level, strict=True)
        ]
        labelled = [number for number, label in enumerate(labels) if label]
        if len(labelled) < (1 if any(abs(edge - other) < _SAME for other in others) else 2):
            continue
        first, last = labelled[0], _end(rows, kept, edge, labelled[-1])
        body = sum(kept[at] and level[at] for at in range(first, last + 1))
        reach = max(word.x1 for label in labels for word in label)
        marked = sum(len(label) == 1 and markers.may_be(label[0]) for label in labels)
        if body < max(4, _BODY * (last + 1 - first)) or 2 * marked >= len(labelled):
            continue
        if reach - left <= _NARROW * (right - left):
            exact = sum(begin is not None and begin < edge + 2.5 for begin in begins)
            here = (body, exact, -edge, first, last)
            best = max(best, here) if best else here
    return (-best[2], best[3], best[4]) if best else None


def _end(rows: list[list[PageWord]], kept: list[bool], edge: float, last: int) -> int:
    """Return the last row that keeps to the margin, from the last label on: its own further lines, and its text's."""
    while last + 1 < len(rows) and kept[last + 1]:
        near = rows[last + 1][0].base - rows[last][0].base < 1.8 * rows[last][0].size
        if not near and rows[last + 1][0].x0 < edge:
            break
        last += 1
    return last


def _keeps(row: list[PageWord], edge: float) -> bool:
    """Return whether a row leaves white just before the edge."""
    return not any(word.x0 < edge and word.x1 > edge + 1 - _GUTTER * word.size for word in row)


def _lines(words: list[PageWord]) -> list[list[PageWord]]:
    lines: list[list[PageWord]] = []
    for word in sorted(words, key=lambda w: (w.base, w.x0)):
        if lines and abs(word.base - lines[-1][0].base) < 0.3 * word.size:
            lines[-1].append(word)
        else:
            lines.append([word])
    for line in lines:
        line.sort(key=lambda w: w.x0)
    return lines


def _wraps(group: list[list[PageWord]], below: list[PageWord], beside: PageWord | None) -> bool:
    """Return whether a label goes on in the line below, which stands beside the text that begins at `beside`."""
    above = group[-1]
    distance = below[0].base - above[0].base
    if distance > 1.6 * above[0].size or above[-1].bold != below[0].bold:
        return False
    last, first = above[-1].text, below[0].text
    if last[-1:] in "-–—&/" + repair.SOFT or last.lower() in tables()["running_words"] or first[:1] in "–—-&":
        return True
    told, more = (" ".join(word.text for word in line) for line in (_flat(group), below))
    first_dates, more_dates = dates.find(told), dates.find(more)
    if first_dates or more_dates:
        # The rest of a date ("05/2018" over "to present", "May" over "2018"), not the date of the next row.
        whole = dates.find(f"{told} {more}")
        if any(each.start_at < len(told) < each.end_at for each in whole):
            return True
        # A start over an end, between two rows of the text beside them.
        bare = [each for each in (*first_dates, *more_dates) if each.single and each.end]
        return (
            beside is None
            and len(bare) == 2
            and len(told) + len(more) < 24
            and str(bare[0].end) < str(bare[1].end)
        )
    if first[:1].islower():
        return True
    # Where labels look like the text beside them, each row has its own; where they do not, they are headings.
    return beside is None or above[0].bold != beside.bold or above[0].font != beside.font


def _flat(lines: list[list[PageWord]]) -> list[PageWord]:
    return [word for line in lines for word in line]


def _one(lines: list[list[PageWord]]) -> list[PageWord]:
    label = merge(_flat(lines))
    label.base, label.order = lines[0][0].base, lines[0][0].order
    known: frozenset[str] = frozenset()
    text = ""
    for line in lines:
        spelled = " ".join(word.text for word in line)
        if text:
            head, _, tail = text.rpartition(" ")
            tail, between = repair.join(tail, spelled, known)
            text = f"{head} {tail}{between}{spelled}" if head else f"{tail}{between}{spelled}"
        else:
            text = spelled
    label.text = text
    return [label]

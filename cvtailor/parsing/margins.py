"""Labels and dates in a narrow margin: a label of several lines counts as one, beside its first row."""

from __future__ import annotations

from cvtailor.parsing import repair
from cvtailor.parsing.glyphs import tables
from cvtailor.parsing.words import PageWord, merge

_NARROW = 0.36  # of the piece's width: a wider left part is no margin (project convention)
_GUTTER = 0.9  # of the font size


def gather(words: list[PageWord]) -> list[PageWord]:
    """Return the words of one piece with each margin label of several lines made one word in its first line."""
    edge = _edge(words)
    if edge is None:
        return words
    labels = [word for word in words if word.x1 <= edge]
    rest = [word for word in words if word.x1 > edge]
    lines = _lines(labels)
    beside = len(_lines(rest))
    result = list(rest)
    at = 0
    while at < len(lines):
        group = [lines[at]]
        while at + 1 < len(lines) and _wraps(group[-1], lines[at + 1], beside >= 2 * len(lines)):
            at += 1
            group.append(lines[at])
        at += 1
        result += _one(group) if len(group) > 1 else group[0]
    return result


def _edge(words: list[PageWord]) -> float | None:
    """Return where the white gutter right of a margin of labels lies, if the piece has one."""
    if len(words) < 8:
        return None
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    size = max(4.0, sorted(word.size for word in words)[len(words) // 2])
    reach = left
    for word in sorted(words, key=lambda w: w.x0):
        if word.x0 - reach >= _GUTTER * size and reach > left:
            narrow = reach - left <= _NARROW * (right - left)
            several = len({round(other.base) for other in words if other.x1 <= reach}) >= 2
            letters = any(len(other.text) > 1 for other in words if other.x1 <= reach)
            return (reach + word.x0) / 2 if narrow and several and letters else None
        reach = max(reach, word.x1)
    return None


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


def _wraps(above: list[PageWord], below: list[PageWord], sparse: bool) -> bool:
    distance = below[0].base - above[0].base
    if distance > 1.6 * above[0].size or above[-1].bold != below[0].bold:
        return False
    last, first = above[-1].text, below[0].text
    if last[-1:] in "-–—&/" + repair.SOFT or last.lower() in tables()["running_words"] or first[:1] in "–—-&":
        return True
    return sparse or first[:1].islower()


def _one(lines: list[list[PageWord]]) -> list[PageWord]:
    flat = [word for line in lines for word in line]
    label = merge(flat)
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

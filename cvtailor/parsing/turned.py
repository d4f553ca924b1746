"""Pages whose text does not run from left to right as they are shown."""

from __future__ import annotations

from collections import Counter

from cvtailor.parsing.glyphs import Glyph

# Project conventions: a page is read turned where so much of its text runs one way, and is no margin note.
_MOST = 0.6
_LEAST = 60  # characters


def usual(glyphs: list[Glyph]) -> int:
    """Return how many degrees to the left most text of a page runs: 90, 180 or 270; 0 where it need not be turned."""
    if not any(glyph.run.turn for glyph in glyphs):
        return 0
    seen = [glyph for glyph in glyphs if not glyph.run.invisible] or glyphs
    counts: Counter[int] = Counter()
    for glyph in seen:
        counts[glyph.run.turn] += glyph.count
    turn, count = counts.most_common(1)[0]
    return turn if turn > 0 and count >= max(_LEAST, _MOST * counts.total()) else 0

"""Tells pictures that may hold text from photographs, icons and backgrounds."""

from __future__ import annotations

from collections.abc import Iterator

from cvtailor.parsing.glyphs import GlyphPage, Shape

_GRID = 24  # cells along each side of the page
MUCH = 0.15  # of the page: a portrait covers up to 0.06, a banner or a chart more (project convention)
_BACKGROUND = 0.1  # of a picture's cells with type on them: what stands behind text is no text itself


def share(page: GlyphPage) -> float:
    """Return how much of a page, 0 to 1, is covered by pictures that no type stands on.

    Slices that a program cut a picture into count together. Whether words stand in the picture cannot be
    told without character recognition.
    """
    if not page.pictures or not page.width or not page.height:
        return 0.0
    typed = {
        (int(_GRID * glyph.x0 / page.width), int(_GRID * glyph.base / page.height)) for glyph in page.glyphs
    }
    covered: set[tuple[int, int]] = set()
    for picture in page.pictures:
        if len(covered) >= _GRID * _GRID:
            break
        cells = set(_cells(picture, page))
        if cells and len(cells & typed) <= _BACKGROUND * len(cells):
            covered |= cells
    return len(covered - typed) / (_GRID * _GRID)


def _cells(shape: Shape, page: GlyphPage) -> Iterator[tuple[int, int]]:
    """Yield the cells of the page whose middle lies in a shape."""
    wide, high = page.width / _GRID, page.height / _GRID
    for column in range(max(0, int(shape.x0 / wide - 0.5)), min(_GRID, int(shape.x1 / wide + 0.5))):
        for row in range(max(0, int(shape.top / high - 0.5)), min(_GRID, int(shape.bottom / high + 0.5))):
            if shape.x0 <= (column + 0.5) * wide <= shape.x1 and (
                shape.top <= (row + 0.5) * high <= shape.bottom
            ):
                yield column, row

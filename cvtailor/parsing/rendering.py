"""Pictures of a PDF's pages, for a report that shows the CV itself."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cvtailor.document import Box

SCALE = 1.5  # pixels per point: 108 to the inch, readable on screens
MOST_PAGES = 12  # whose pictures a report holds
_MOST_PIXELS = 6_000_000  # of a page; a larger one is drawn smaller


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A page as a PNG file; `width` and `height` are those of the page in points."""

    number: int
    width: float
    height: float
    png: bytes


def pages(data: bytes, *, hidden: Mapping[int, Iterable[Box]] | None = None) -> tuple[Picture, ...]:
    """Return pictures of a PDF's first pages.

    Args:
        data: the file.
        hidden: by page number from 1, boxes (points from the top left) that are painted over.

    A file that cannot be drawn gives none: its text has been read already, or its error been told.
    """
    import pypdfium2

    from cvtailor.parsing.pdfium import LOCK

    drawn: list[Picture] = []
    with LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError:
            return ()
        try:
            for number in range(1, min(len(document), MOST_PAGES) + 1):
                painted = tuple((hidden or {}).get(number, ()))
                drawn += [_draw(document[number - 1], number, painted)]
        except (pypdfium2.PdfiumError, MemoryError, ValueError):
            return tuple(drawn)
        finally:
            document.close()
    return tuple(drawn)


def _draw(page: Any, number: int, hidden: tuple[Box, ...]) -> Picture:
    width, height = page.get_size()
    scale = min(SCALE, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    bitmap = page.render(scale=scale, may_draw_forms=True, rev_byteorder=True, prefer_bgrx=False)
    pixels = bitmap.to_numpy()[:, :, :3].copy()
    for box in hidden:
        x0, top, x1, bottom = (round(each * scale) for each in box)
        pixels[max(0, top - 2) : bottom + 2, max(0, x0 - 2) : x1 + 2] = 0
    picture = Picture(number=number, width=width, height=height, png=_png(pixels))
    bitmap.close()
    page.close()
    return picture


def _png(pixels: Any) -> bytes:
    """Return rows of red, green and blue bytes as a PNG file (RFC 2083), each row filtered by the one above."""
    import numpy as np

    height, width, _ = pixels.shape
    rows = pixels.reshape(height, width * 3)
    above = np.vstack([np.zeros((1, width * 3), dtype=np.uint8), rows[:-1]])
    filtered = np.empty((height, width * 3 + 1), dtype=np.uint8)
    filtered[:, 0] = 2  # "up"
    filtered[:, 1:] = rows - above
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(filtered.tobytes(), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    )

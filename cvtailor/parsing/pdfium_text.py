"""What PDFium says of the text of a page: its characters, in bulk, as glyphs and runs."""

from __future__ import annotations

import ctypes
import functools
import itertools
import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from cvtailor.parsing.glyphs import FAR, MAX_GLYPHS, Glyph, GlyphPage, Run, looks, tables, turning
from cvtailor.parsing.pdfium_shapes import SOLID, UNKNOWN, Drawn, Point, mapped, quick

_Font = tuple[str, bool, bool]
_INVISIBLE = {3, 7}  # text render modes that paint nothing (ISO 32000-1, table 106)
_CUTTING = 7  # the one in which letters cut off what is painted next
_STROKED = {1, 2, 5, 6}  # those that draw the outline of letters
_LOST, _HYPHEN = "\ufffe", "\x02"
_STRIDE = 8  # characters between two that are asked for their text object
_BOLD_WEIGHT = 600
_MOST_AGAIN = 1_000_000  # text objects of a page that repeat others, times glyphs; a bound for hostile files
_SPECK = 0.5  # points; what is narrower holds no letter
# Letters and signs that follow each other this closely, in fractions of the font size, are read as one glyph:
# neither set tight nor spaced out, and far from the gap between two words.
_CLOSE = -0.03, 0.09
_ACCENT = 250  # characters that may stand between an accent and its letter in the order of the file
_SAME_LINE = 0.05  # of the font size: how far the boxes of letters on one line overshoot
_CLOSED = frozenset(map(chr, [*range(0x21, 0x7F), *range(0xC0, 0x250)])) - set("^`~×÷")


def _font(raw: Any, text: Any, index: int) -> _Font:
    """Return a glyph's font name, and whether it is bold and italic."""
    name = ctypes.create_string_buffer(256)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, index, name, 256, flags)
    font = name.value.decode("utf-8", "replace")
    bold, italic = looks(font)
    if bold is None:
        weight = raw.FPDFText_GetFontWeight(text, index)
        # The descriptor's force-bold bit is 1 << 18, its italic bit 1 << 6 (ISO 32000-1, table 123).
        bold = weight >= _BOLD_WEIGHT or bool(flags.value > 0 and flags.value & 1 << 18)
    return font, bold, italic or bool(flags.value > 0 and flags.value & 1 << 6)


def _runs(
    raw: Any, text: Any, owners: list[int | None], drawn: dict[int, Drawn], place: Point
) -> list[Run | None]:
    """Return for each character what its text object says of type and paint; alike objects share one run.

    `owners` are the addresses of the text objects of the characters, `drawn` says how each was drawn. A
    character without an owner, as PDFium makes them up, gets null.
    """
    first: dict[int, int] = {}
    for index, owner in enumerate(owners):
        if owner is not None and owner not in first:
            first[owner] = index
    count = len(first)
    page = itertools.repeat(ctypes.cast(text, ctypes.c_void_p).value)
    pointer, number = ctypes.c_void_p, ctypes.c_int
    fonts = list(map(quick(raw.FPDFTextObj_GetFont, pointer, pointer), first))
    modes = list(map(quick(raw.FPDFTextObj_GetTextRenderMode, number, pointer), first))
    size_of = quick(raw.FPDFText_GetFontSize, ctypes.c_double, pointer, number)
    sizes = list(map(size_of, page, first.values()))
    matrices, channels = (ctypes.c_float * (6 * count))(), (ctypes.c_uint * (4 * count))()
    at, slot = ctypes.addressof(matrices), ctypes.addressof(channels)
    matrix_of = quick(raw.FPDFText_GetMatrix, number, pointer, number, pointer)
    for _ in map(matrix_of, page, first.values(), range(at, at + 24 * count, 24)):
        pass
    colour_of = quick(raw.FPDFText_GetFillColor, number, pointer, number, *[pointer] * 4)
    places = (range(slot + 4 * part, slot + 4 * part + 16 * count, 16) for part in range(4))
    coloured = list(map(colour_of, page, first.values(), *places))
    scales = zip(*[iter(matrices)] * 6, strict=True)
    colours = zip(*[iter(channels)] * 4, strict=True)
    kinds: dict[int | None, _Font] = {}
    alike: dict[tuple[object, ...], Run] = {}
    runs: dict[int | None, Run | None] = {None: None}
    told = zip(first.items(), fonts, modes, sizes, scales, colours, coloured, strict=True)
    for (owner, index), font, mode, size, (a, b, c, d, _, _), colour, painted in told:
        how = drawn.get(owner, UNKNOWN)
        key = (font, mode, size, a, b, c, d, colour if painted else None, how)
        run = alike.get(key)
        if run is None:
            kind = kinds.get(font)
            if kind is None:
                kind = kinds[font] = _font(raw, text, index)
            run = _run(kind, mode, size, (a, b, c, d), colour if painted else None, place)
            run.painted, run.alpha, run.clip = how.painted, min(run.alpha, how.alpha), how.clip
            if run.upright:  # text that runs another way is read one object at a time
                alike[key] = run
        runs[owner] = run
    return list(map(runs.__getitem__, owners))


def _run(
    font: _Font,
    mode: int,
    size: float,
    scale: tuple[float, ...],
    colour: tuple[int, ...] | None,
    place: Point,
) -> Run:
    a, b, c, d = scale
    run = Run(font=font[0], bold=font[1], italic=font[2], size=size * (c * c + d * d) ** 0.5)
    if colour:
        run.colour = colour[0], colour[1], colour[2]
        run.alpha = colour[3] / SOLID
        run.invisible = colour[3] == 0
    if not run.invisible:
        run.invisible = mode in _INVISIBLE
        run.cuts = mode == _CUTTING
        if mode in _STROKED:
            run.colour = None  # the outline shows, whatever the filling
    origin, end = place(0, 0), place(a, b)
    along, across = end[0] - origin[0], end[1] - origin[1]
    run.upright = along > 0 and abs(across) <= 0.05 * along
    if not run.upright:
        run.turn = turning(along, across)
    return run


@functools.lru_cache(maxsize=1024)
def _character(number: int) -> str:
    return chr(number) if number <= 0x10FFFF and not 0xD800 <= number < 0xE000 else "\ufffd"


def _owners(owner_of: Callable[[int], int | None], count: int, objects: int) -> list[int | None]:
    """Return the addresses of the text objects of a page's characters.

    PDFium tells the characters of one object after another, so that those between two of one object are its
    own too, or made up.
    """
    if objects * 2 * _STRIDE > count:
        return list(map(owner_of, range(count)))
    result: list[int | None] = []
    probes = [owner_of(at) for at in range(0, count, _STRIDE)]
    for nth, (own, following) in enumerate(itertools.pairwise(probes)):
        if own is not None and own == following:
            result += [own] * _STRIDE
        else:
            result.append(own)
            result += map(owner_of, range(nth * _STRIDE + 1, (nth + 1) * _STRIDE))
    return result + list(map(owner_of, range(len(result), count)))


def _bulk(raw: Any, text: Any, count: int, objects: int) -> tuple[list[str], list[int | None], list[float]]:
    """Return the characters of a page, the addresses of their text objects (so many), and the sides of their boxes.

    The sides are left, top, right, bottom of one glyph after the other, as in FS_RECTF. One foreign call for
    each property of each glyph is most of what reading costs, so the calls skip what ctypes does for
    comfort: types are plain addresses, and the interpreter's lock is kept (the calls are too short for
    another thread to gain by it).
    """
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(text, 0, count, buffer)
    address = ctypes.cast(text, ctypes.c_void_p).value
    plain = (ctypes.c_void_p, ctypes.c_int)
    code_at = quick(raw.FPDFText_GetUnicode, ctypes.c_uint, *plain)
    codes = list(bytes(buffer)[: 2 * count].decode("utf-16-le", "replace"))
    if written != count + 1 or len(codes) != count or "\ufffd" in codes:
        # The text leaves characters without a code out, or spells some in two units.
        codes = [_character(number) for number in map(code_at, itertools.repeat(address), range(count))]
    while _LOST in codes:  # U+FFFE in the text stands for a hyphen, and for a character without a code
        at = codes.index(_LOST)
        code = _character(code_at(address, at))
        codes[at] = _HYPHEN if code == _LOST else code
    owner_of = functools.partial(quick(raw.FPDFText_GetTextObject, ctypes.c_void_p, *plain), address)
    owners = _owners(owner_of, count, objects)
    boxes = (ctypes.c_float * (4 * count))()
    box_of = quick(raw.FPDFText_GetLooseCharBox, ctypes.c_int, *plain, ctypes.c_void_p)
    at = ctypes.addressof(boxes)
    for _ in map(box_of, itertools.repeat(address), range(count), range(at, at + 16 * count, 16)):
        pass
    return codes, owners, list(boxes)


# Characters that are read as one glyph: the first one's index, the text, the run, the sides of their box in PDF
# user space (left, top, right, bottom), whether white space stands before, how many they are.
_Piece = tuple[int, str, Run | None, float, float, float, float, bool, int]


def _pieces(
    codes: list[str], runs: list[Run | None], owners: list[int | None], boxes: list[float], close: list[bool]
) -> list[_Piece]:
    """Return the characters of a page, those that follow each other closely as one; white space made up is left out."""
    result: list[_Piece] = []
    parts: list[str] = []  # of the piece that grows, which begins at `first`
    spaced = begins = False
    run: Run | None = None
    least = most = slack = above = below = last_x0 = last_x1 = math.nan
    first, left, high, low = 0, 0.0, 0.0, 0.0
    places = zip(boxes[::4], boxes[1::4], boxes[2::4], boxes[3::4], strict=True)
    each = zip(codes, runs, close, places, strict=True)
    for index, (code, own, closes, (x0, y1, x1, y0)) in enumerate(each):
        level = -slack < y0 - below < slack  # letters of a page that is shown turned stand over each other
        if x0 == last_x0 and x1 == last_x1 and level and own is run and owners[index] == owners[index - 1]:
            parts.append(code)  # letters of one ligature share a box
            continue
        if (
            closes
            and own is run
            and least < x0 - last_x1 < most
            and level
            and -slack < y1 - above < slack
            and x1 > x0
        ):
            parts.append(code)
            last_x0, last_x1 = x0, x1
            if y1 > high or y0 < low:
                high, low = max(high, y1), min(low, y0)
            continue
        if parts:
            result.append((first, "".join(parts), run, left, high, last_x1, low, begins, len(parts)))
            parts = []
        last_x0 = last_x1 = math.nan
        # White space that PDFium made up is a hint only: words are built from places.
        if code in "\n\r" or (code == " " and x1 <= x0):
            spaced = True
            continue
        if own is not run:
            run = own
            size = run.size if run else 0.0
            least, most, slack = _CLOSE[0] * size, _CLOSE[1] * size, _SAME_LINE * size
        if run and run.upright and x1 > x0:
            parts, first, begins = [code], index, spaced
            left = last_x0 = x0
            high, low, last_x1, above, below = y1, y0, x1, y1 if closes else math.nan, y0
        else:
            result.append((index, code, own, x0, y1, x1, y0, spaced, 1))
        spaced = False
    if parts:
        result.append((first, "".join(parts), run, left, high, last_x1, low, begins, len(parts)))
    return result


def glyphs(raw: Any, text: Any, page: GlyphPage, place: Point, drawn: dict[int, Drawn]) -> set[int | None]:
    """Add the glyphs of a page to it; return the addresses of the text objects they come from."""
    count = raw.FPDFText_CountChars(text)
    page.cut = page.cut or count > MAX_GLYPHS
    count = max(0, min(count, MAX_GLYPHS))
    codes, owners, boxes = _bulk(raw, text, count, len(drawn))
    straight, ox, sx = _straight(place)
    close = _may_close(codes) if straight else [False] * count
    runs = _runs(raw, text, owners, drawn, place)
    sides = tuple(ctypes.c_double() for _ in range(4))
    x, y = ctypes.c_double(), ctypes.c_double()
    run: Run | None = None
    above = below = top = bottom = base = slack = math.nan
    for index, said, own, *box, spaced, letters in _pieces(codes, runs, owners, boxes, close):
        px0, py1, px1, py0 = box
        if px1 <= px0:
            if not raw.FPDFText_GetCharBox(text, index, *sides):
                continue
            px0, px1, py0, py1 = (side.value for side in sides)
        if own is not run or run is None:
            run = own or Run(size=raw.FPDFText_GetFontSize(text, index))
            run.size = run.size or abs(place(px0, py0)[1] - place(px0, py1)[1])
            above, slack = math.nan, _SAME_LINE * run.size
        if straight and -slack < py1 - above < slack and -slack < py0 - below < slack:
            x0, x1 = ox + sx * px0, ox + sx * px1  # the same line of the same run
        else:
            raw.FPDFText_GetCharOrigin(text, index, x, y)
            (x0, top), (x1, bottom) = place(px0, py1), place(px1, py0)
            top, bottom = min(top, bottom), max(top, bottom)
            base = place(x.value, y.value)[1]
            above, below = py1, py0
        x0, x1 = (x0, x1) if x0 <= x1 else (x1, x0)
        inside = x0 > -FAR and x1 < FAR and top > -FAR and bottom < FAR  # false where a value is none
        if inside and -FAR < base < FAR and run.size < FAR:
            page.glyphs.append(Glyph(said, x0, top, x1, bottom, base, run, index, spaced, letters))
    return set(owners)


def drawn_again(raw: Any, glyphs: list[Glyph], objects: list[tuple[int, Drawn]], place: Point) -> list[Glyph]:
    """Return glyphs drawn once more in another colour, in the order of the first ones.

    Of text drawn twice, a little aside, PDFium tells the first print only, which may be a shadow that cannot
    be seen. `objects` are the text objects it tells nothing of.
    """
    result: list[Glyph] = []
    sides = tuple(ctypes.c_float() for _ in range(4))
    channels = tuple(ctypes.c_uint() for _ in range(4))
    for address, how in objects[: _MOST_AGAIN // (1 + len(glyphs))]:
        item = ctypes.cast(address, raw.FPDF_PAGEOBJECT)
        if not raw.FPDFPageObj_GetBounds(item, *sides) or sides[2].value - sides[0].value < _SPECK:
            continue  # a space
        if not raw.FPDFPageObj_GetFillColor(item, *channels):
            continue
        if raw.FPDFTextObj_GetTextRenderMode(item) in _INVISIBLE:
            continue
        left, low, right, high = (side.value for side in sides)
        corners = [place(*mapped(x, y, how.matrices)) for x in (left, right) for y in (low, high)]
        xs, ys = [at[0] for at in corners], [at[1] for at in corners]
        red, green, blue, alpha = (channel.value for channel in channels)
        runs: dict[int, Run] = {}
        for glyph in glyphs:
            middle = (glyph.x0 + glyph.x1) / 2
            if not (min(xs) <= middle <= max(xs) and min(ys) <= glyph.base - 0.3 * glyph.size <= max(ys)):
                continue
            run = runs.get(id(glyph.run))
            if run is None:
                run = runs[id(glyph.run)] = replace(
                    glyph.run,
                    colour=(red, green, blue),
                    alpha=min(alpha / SOLID, how.alpha),
                    invisible=alpha == 0,
                    painted=how.painted,
                    clip=how.clip,
                )
            if (run.colour, run.alpha) != (glyph.run.colour, glyph.run.alpha):
                result.append(replace(glyph, run=run))
    return result


def _may_close(codes: list[str]) -> list[bool]:
    """Return for each character whether it may be read as one glyph with its neighbours.

    Accents set over letters, and characters without a meaning, are repaired by the places and widths of
    single glyphs: those of their neighbours, or of the whole page.
    """
    found = set(codes)
    if any(code < " " and code not in "\x02\t\n\r" for code in found):
        return [False] * len(codes)
    result = list(map(_CLOSED.__contains__, codes))
    for mark in found & tables()["accents"].keys():
        for at, code in enumerate(codes):
            if code == mark:
                near = slice(max(0, at - _ACCENT), at + _ACCENT)
                result[near] = [False] * len(result[near])
    return result


def _straight(place: Point) -> tuple[bool, float, float]:
    """Return whether a page is shown upright, and then the origin and scale of its x axis."""
    (ox, oy), (ax, ay), (bx, by) = place(0, 0), place(1, 0), place(0, 1)
    return ay == oy and bx == ox and ax > ox and by < oy, ox, ax - ox

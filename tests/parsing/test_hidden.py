"""Text that a person cannot see, and text that only looks as if it could not be seen."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.colors import Color
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from cvtailor.document import ObservationKind
from cvtailor.parsing import hidden, parse, pdf
from cvtailor.parsing.glyphs import Colour, Glyph, GlyphPage, Run, Shape

SECRET = "kubernetes terraform"
NAVY = (0.1, 0.15, 0.35)
Draw = Callable[[Canvas], None]


def page(draw: Draw) -> bytes:
    """Return a PDF of one page with a few plain lines and what `draw` adds before them."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    draw(canvas)
    canvas.setFillGray(0)
    canvas.setFont("Helvetica", 10)
    for number, text in enumerate(["Mara Ilves", "Experience", "Engineer at Reet Labs for many years"]):
        canvas.drawString(60, 780 - 20 * number, text)
    canvas.save()
    return out.getvalue()


def write(canvas: Canvas, colour: tuple[float, float, float], *, size: float = 10, x: float = 60) -> None:
    canvas.setFillColorRGB(*colour)
    canvas.setFont("Helvetica", size)
    canvas.drawString(x, 400, SECRET)


def box(canvas: Canvas, colour: tuple[float, float, float], *, alpha: float = 1) -> None:
    canvas.setFillColorRGB(*colour, alpha=alpha)
    canvas.rect(40, 380, 300, 40, stroke=0, fill=1)
    canvas.setFillAlpha(1)


def picture(canvas: Canvas) -> None:
    from PIL import Image

    canvas.drawImage(ImageReader(Image.new("RGB", (30, 4), (200, 90, 20))), 40, 380, 300, 40)


def white(canvas: Canvas) -> None:
    write(canvas, (1, 1, 1))


def nearly_white(canvas: Canvas) -> None:
    write(canvas, (0.97, 0.97, 0.95))


def navy_on_navy(canvas: Canvas) -> None:
    box(canvas, NAVY)
    write(canvas, NAVY)


def white_on_a_white_box_on_navy(canvas: Canvas) -> None:
    canvas.setFillColorRGB(*NAVY)
    canvas.rect(0, 300, 595, 200, stroke=0, fill=1)
    box(canvas, (1, 1, 1))
    write(canvas, (1, 1, 1))


def navy_on_navy_drawn_twice(canvas: Canvas) -> None:
    box(canvas, NAVY)
    navy_on_navy(canvas)


def tiny(canvas: Canvas) -> None:
    write(canvas, (0, 0, 0), size=1)


def off_the_page(canvas: Canvas) -> None:
    write(canvas, (0, 0, 0), x=900)


def invisible_mode(canvas: Canvas) -> None:
    canvas.saveState()
    text = canvas.beginText(60, 400)
    text.setTextRenderMode(3)
    text.setFont("Helvetica", 10)
    text.textLine(SECRET)
    canvas.drawText(text)
    canvas.restoreState()


def behind_a_box(canvas: Canvas) -> None:
    write(canvas, (0, 0, 0))
    box(canvas, (0.8, 0.8, 0.8))


def behind_a_picture(canvas: Canvas) -> None:
    write(canvas, (0, 0, 0))
    picture(canvas)


def white_on_navy(canvas: Canvas) -> None:
    box(canvas, NAVY)
    write(canvas, (1, 1, 1))


def white_on_a_picture(canvas: Canvas) -> None:
    picture(canvas)
    write(canvas, (1, 1, 1))


def grey(canvas: Canvas) -> None:
    write(canvas, (0.6, 0.6, 0.6))


def pale_blue_on_navy(canvas: Canvas) -> None:
    box(canvas, NAVY)
    write(canvas, (0.7, 0.75, 0.9))


def navy_beside_a_navy_box(canvas: Canvas) -> None:
    canvas.setFillColorRGB(*NAVY)
    canvas.rect(400, 380, 150, 40, stroke=0, fill=1)
    write(canvas, NAVY)


def in_a_navy_frame(canvas: Canvas) -> None:
    """Draw a border as browsers do: a filled path of an outer and an inner box, the inner one a hole."""
    path = canvas.beginPath()
    path.rect(40, 380, 300, 40)
    path.rect(42, 382, 296, 36)
    canvas.setFillColorRGB(*NAVY)
    canvas.drawPath(path, fill=1, stroke=0, fillMode=0)
    write(canvas, NAVY)


def white_with_an_outline(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 1, 1)
    canvas.setStrokeColorRGB(*NAVY)
    text = canvas.beginText(60, 400)
    text.setFont("Helvetica", 16)
    text.setTextRenderMode(2)
    text.textOut(SECRET)
    canvas.drawText(text)


def white_on_a_gradient(canvas: Canvas) -> None:
    """Draw a box filled with a shading pattern, as browsers draw gradients."""
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(40, 380, 300, 40)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.linearGradient(40, 380, 340, 420, (Color(*NAVY), Color(0.3, 0.1, 0.4)))
    canvas.restoreState()
    write(canvas, (1, 1, 1))


def under_a_marker(canvas: Canvas) -> None:
    write(canvas, (0, 0, 0))
    box(canvas, (1, 1, 0), alpha=0.4)


def under_a_line(canvas: Canvas) -> None:
    write(canvas, (0, 0, 0))
    canvas.rect(40, 398, 300, 1, stroke=0, fill=1)


def partly_under_a_clipped_box(canvas: Canvas) -> None:
    write(canvas, (0, 0, 0))
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(400, 380, 100, 40)
    canvas.clipPath(path, stroke=0)
    canvas.setFillGray(0.9)
    canvas.rect(40, 380, 500, 40, stroke=0, fill=1)
    canvas.restoreState()


def clipped_away(canvas: Canvas) -> None:
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(300, 700, 1, 1)
    canvas.clipPath(path, stroke=0)
    write(canvas, (0, 0, 0))
    canvas.restoreState()


def clipped_to_a_line(canvas: Canvas) -> None:
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(0, 400, 595, 0.2)
    canvas.clipPath(path, stroke=0)
    write(canvas, (0, 0, 0))
    canvas.restoreState()


def in_a_form_too_small(canvas: Canvas) -> None:
    canvas.beginForm("small", 0, 0, 10, 10)
    write(canvas, (0, 0, 0))
    canvas.endForm()
    canvas.doForm("small")


def see_through(canvas: Canvas, alpha: float = 0.02) -> None:
    canvas.saveState()
    canvas.setFillColorRGB(0, 0, 0)
    canvas.setFillAlpha(alpha)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(60, 400, SECRET)
    canvas.restoreState()


def barely_there(canvas: Canvas) -> None:
    see_through(canvas, 0.05)


def in_a_see_through_form(canvas: Canvas) -> None:
    canvas.beginForm("pale")
    write(canvas, (0, 0, 0))
    canvas.endForm()
    canvas.saveState()
    canvas.setFillAlpha(0.03)
    canvas.doForm("pale")
    canvas.restoreState()


def white_on_a_see_through_box(canvas: Canvas) -> None:
    box(canvas, (0, 0, 0), alpha=0.04)
    write(canvas, (1, 1, 1))


def squeezed(canvas: Canvas) -> None:
    canvas.saveState()
    text = canvas.beginText(60, 400)
    text.setFont("Helvetica", 10)
    text.setHorizScale(1)
    text.textOut(SECRET)
    canvas.drawText(text)
    canvas.restoreState()


def moved_off_the_page(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.translate(0, -2000)
    write(canvas, (0, 0, 0))
    canvas.restoreState()


def letters_that_cut_off_nothing(canvas: Canvas) -> None:
    cutting(canvas)
    canvas.restoreState()


def cutting(canvas: Canvas) -> None:
    canvas.saveState()
    text = canvas.beginText(60, 400)
    text.setTextRenderMode(7)
    text.setFont("Helvetica", 16)
    text.textOut(SECRET)
    canvas.drawText(text)


def letters_filled_by_a_box(canvas: Canvas) -> None:
    cutting(canvas)
    canvas.setFillColorRGB(0.5, 0, 0)
    canvas.rect(40, 380, 300, 40, stroke=0, fill=1)
    canvas.restoreState()


def half_there(canvas: Canvas) -> None:
    see_through(canvas, 0.4)


def in_a_clipping_box(canvas: Canvas) -> None:
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(40, 380, 300, 40)
    canvas.clipPath(path, stroke=0)
    write(canvas, (0, 0, 0))
    canvas.restoreState()


def white_over_its_shadow(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 18)
    canvas.setFillGray(0.2)
    canvas.drawString(61, 399, SECRET)
    canvas.setFillGray(1)
    canvas.drawString(60, 400, SECRET)


def over_its_pale_shadow(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 18)
    canvas.setFillGray(0.98)
    canvas.drawString(61.5, 398.5, SECRET)
    canvas.setFillGray(0.1)
    canvas.drawString(60, 400, SECRET)


def white_through_a_see_through_box(canvas: Canvas) -> None:
    box(canvas, NAVY, alpha=0.7)
    write(canvas, (1, 1, 1))


def narrow(canvas: Canvas) -> None:
    canvas.saveState()
    text = canvas.beginText(60, 400)
    text.setFont("Helvetica", 10)
    text.setHorizScale(60)
    text.textOut(SECRET)
    canvas.drawText(text)
    canvas.restoreState()


def unseen(data: bytes, reader: str) -> str:
    return " ".join(block.text for block in pdf.read(data, reader=reader).blocks if block.hidden)


@pytest.mark.parametrize("reader", ["pdfium", "pdfminer"])
@pytest.mark.parametrize(
    "draw",
    [
        white,
        nearly_white,
        navy_on_navy,
        navy_on_navy_drawn_twice,
        white_on_a_white_box_on_navy,
        tiny,
        off_the_page,
        invisible_mode,
        clipped_away,
        clipped_to_a_line,
        in_a_form_too_small,
        see_through,
        barely_there,
        in_a_see_through_form,
        white_on_a_see_through_box,
        squeezed,
        moved_off_the_page,
        letters_that_cut_off_nothing,
    ],
)
def test_hidden_by_either_reader(draw: Draw, reader: str) -> None:
    assert unseen(page(draw), reader).replace(" ", "") == SECRET.replace(" ", "")


@pytest.mark.parametrize("draw", [behind_a_box, behind_a_picture])
def test_behind_something_opaque(draw: Draw) -> None:
    # pdfminer does not tell what is see-through, so that it must not say so.
    assert unseen(page(draw), "pdfium") == SECRET
    assert unseen(page(draw), "pdfminer") == ""


@pytest.mark.parametrize("reader", ["pdfium", "pdfminer"])
@pytest.mark.parametrize(
    "draw",
    [
        in_a_navy_frame,
        white_with_an_outline,
        white_on_navy,
        white_on_a_picture,
        grey,
        pale_blue_on_navy,
        navy_beside_a_navy_box,
        under_a_marker,
        under_a_line,
        partly_under_a_clipped_box,
        letters_filled_by_a_box,
        half_there,
        in_a_clipping_box,
        white_over_its_shadow,
        over_its_pale_shadow,
        white_through_a_see_through_box,
        white_on_a_gradient,
        narrow,
    ],
)
def test_seen(draw: Draw, reader: str) -> None:
    reading = pdf.read(page(draw), reader=reader)
    assert not any(block.hidden for block in reading.blocks)
    assert any(SECRET in block.text for block in reading.blocks)


@pytest.mark.parametrize("reader", ["pdfium", "pdfminer"])
def test_what_is_hidden_in_the_middle_of_plain_text(reader: str) -> None:
    """Text objects that look alike before and after it must not vouch for it."""

    def draw(canvas: Canvas) -> None:
        for y in (460, 440):
            canvas.drawString(60, y, "Wrote the evaluation scripts")
        canvas.drawString(60, -300, SECRET)
        canvas.drawString(60, 420, "Moved the feature store")

    assert unseen(page(draw), reader) == SECRET


def test_hidden_text_is_masked_and_pointed_to() -> None:
    document = parse(page(white))
    [seen] = [each for each in document.observations if each.kind is ObservationKind.HIDDEN_TEXT]
    assert SECRET in seen.detail
    assert seen.span is not None
    assert document.is_masked(seen.span)
    assert seen.place is not None
    assert seen.place.page == 1
    assert seen.place.boxes


def test_contact_facts_in_hidden_text_are_not_quoted() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(1)
        canvas.drawString(60, 300, "write to mara.ilves@example.org at once")

    [seen] = [each for each in parse(page(draw)).observations if each.kind is ObservationKind.HIDDEN_TEXT]
    assert "example.org" not in seen.detail
    assert "write to" in seen.detail


def test_a_scan_over_its_own_text_layer_is_read() -> None:
    def draw(canvas: Canvas) -> None:
        for number in range(40):
            canvas.drawString(60, 700 - 15 * number, f"Line {number} of the text beneath the scan")

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    draw(canvas)
    from PIL import Image

    canvas.drawImage(ImageReader(Image.new("L", (8, 8), 250)), 0, 0, 595, 842)
    canvas.save()
    assert unseen(out.getvalue(), "pdfium") == ""


COLOURS = st.tuples(*[st.integers(0, 255)] * 3)


def glyph_on(colour: Colour, ground: Colour | None, *, above: bool) -> GlyphPage:
    shape = Shape(x0=0, top=0, x1=50, bottom=50, filled=True, colour=ground, points=5, opaque=True)
    run = Run(size=10, colour=colour, painted=1)
    shape.painted = 2 if above else 0
    return GlyphPage(
        number=1, width=200, height=200, glyphs=[Glyph("a", 10, 12, 16, 22, 20, run)], shapes=[shape]
    )


@given(colour=COLOURS, ground=st.none() | COLOURS, above=st.booleans())
def test_every_glyph_is_either_seen_or_not(colour: Colour, ground: Colour | None, above: bool) -> None:
    made = glyph_on(colour, ground, above=above)
    seen, lost = hidden.split(made)
    assert len(seen) + len(lost) == 1
    if above:
        assert lost
    elif ground is None or max(abs(a - b) for a, b in zip(colour, ground, strict=True)) > 40:
        assert seen
    elif colour == ground:
        assert lost

"""Text typed into the fields of a PDF form, and free notes, by either reader."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from cvtailor.document import ObservationKind
from cvtailor.parsing import forms, parse, pdf

READERS = ["pdfium", "pdfminer"]
PAGE = (
    "BT /F1 11 Tf 60 780 Td (Mara Ilves) Tj 0 -40 Td (Experience) Tj"
    " 0 -40 Td (Employer) Tj 0 -120 Td (Education) Tj ET"
)


def written(annotations: list[str], *extra: str, fields: str = "20 0 R") -> bytes:
    """Return a PDF of one page with annotations; objects in `extra` are numbered from 20 on."""
    notes = " ".join(annotations)
    objects = {
        1: f"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[{fields}]/DR<</Font<</Helv 5 0 R>>>>>>>>",
        2: "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        f"/Resources<</Font<</F1 5 0 R>>>>/Annots[{notes}]>>",
        4: f"<</Length {len(PAGE)}>>stream\n{PAGE}\nendstream",
        5: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        **{20 + number: each for number, each in enumerate(extra)},
    }
    out = io.BytesIO(b"")
    out.write(b"%PDF-1.7\n")
    places = {}
    for number, body in objects.items():
        places[number] = out.tell()
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1"))
    start = out.tell()
    size = max(objects) + 1
    out.write(f"xref\n0 {size}\n0000000000 65535 f \n".encode())
    for number in range(1, size):
        out.write(f"{places.get(number, 0):010d} 00000 {'n' if number in places else 'f'} \n".encode())
    out.write(f"trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode())
    return out.getvalue()


def lines(data: bytes, reader: str) -> list[str]:
    return [block.text for block in pdf.read(data, reader=reader).blocks if not block.hidden]


def field(value: str, rect: str = "160 690 400 712", more: str = "") -> str:
    return f"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V({value})/Rect[{rect}]/DA(/Helv 10 Tf 0 g){more}>>"


def look(text: str) -> str:
    content = f"BT /Helv 10 Tf 2 6 Td ({text}) Tj ET"
    return (
        f"<</Type/XObject/Subtype/Form/BBox[0 0 240 22]/Length {len(content)}>>stream\n{content}\nendstream"
    )


@pytest.mark.parametrize("reader", READERS)
def test_a_field_with_a_look_of_its_own_stands_beside_its_label(reader: str) -> None:
    data = written([field("Reet Labs", more="/AP<</N 20 0 R>>")], look("Reet Labs"))
    assert lines(data, reader) == ["Mara Ilves", "Experience", "Employer\tReet Labs", "Education"]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    "annotation",
    [
        field("Reet Labs"),
        "<</Type/Annot/Subtype/Widget/Parent<</FT/Tx/T(a)/V(Reet Labs)>>/Rect[160 690 400 712]>>",
        "<</Type/Annot/Subtype/Widget/FT/Ch/T(a)/Opt[(x)(Reet Labs)]/V(Reet Labs)/Rect[160 690 400 712]>>",
        "<</Type/Annot/Subtype/FreeText/Contents(Reet Labs)/DA(/Helv 10 Tf)/Rect[160 690 400 712]>>",
        field(r"\376\377\000R\000e\000e\000t\000 \000L\000a\000b\000s"),
    ],
)
def test_a_field_without_a_look_is_read_at_its_place(annotation: str, reader: str) -> None:
    if "/Parent" in annotation:  # a field above its widgets is an object of its own
        data = written(
            ["20 0 R"],
            "<</Type/Annot/Subtype/Widget/Parent 21 0 R/Rect[160 690 400 712]>>",
            "<</FT/Tx/T(a)/V(Reet Labs)/Kids[20 0 R]>>",
        ).replace(b"/Fields[]", b"/Fields[21 0 R]")
    else:
        data = written(["20 0 R"], annotation)
    assert lines(data, reader) == ["Mara Ilves", "Experience", "Employer\tReet Labs", "Education"]


@pytest.mark.parametrize("reader", READERS)
def test_several_lines_stay_lines(reader: str) -> None:
    value = r"Built the ranking models of a large shop\rCut the latency by a third"
    data = written(["20 0 R"], field(value, "60 600 400 660"))
    found = " ".join(lines(data, reader))
    assert "Built the ranking models of a large shop Cut the latency by a third" in found


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("more", ["/F 2", "/F 32"])
def test_what_no_viewer_shows_is_not_read(more: str, reader: str) -> None:
    data = written(["20 0 R"], field("Reet Labs", more=more))
    assert not any("Reet" in line for line in lines(data, reader))


@pytest.mark.parametrize("reader", READERS)
def test_boxes_to_tick_and_buttons_say_nothing(reader: str) -> None:
    ticked = "<</Type/Annot/Subtype/Widget/FT/Btn/T(b)/V/Yes/AS/Yes/Rect[160 690 180 712]>>"
    data = written(["20 0 R"], ticked)
    assert lines(data, reader) == ["Mara Ilves", "Experience", "Employer", "Education"]


@pytest.mark.parametrize("reader", READERS)
def test_white_text_in_a_field_is_hidden(reader: str) -> None:
    white = "1 g BT /Helv 10 Tf 2 6 Td (kubernetes) Tj ET"
    stream = f"<</Type/XObject/Subtype/Form/BBox[0 0 240 22]/Length {len(white)}>>stream\n{white}\nendstream"
    data = written([field("kubernetes", more="/AP<</N 20 0 R>>")], stream)
    blocks = pdf.read(data, reader=reader).blocks
    assert [block.text for block in blocks if block.hidden] == ["kubernetes"]


@pytest.mark.parametrize("reader", READERS)
def test_a_whole_form_gives_its_sections(reader: str) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    canvas.setFont("Helvetica-Bold", 13)
    for height, label in ((780, "Work experience"), (560, "Education")):
        canvas.drawString(60, height, label)
    fields = canvas.acroForm
    text = "Engineer, Reet Labs, 2019 - 2023\nBuilt the ranking models of a large shop"
    fields.textfield(
        name="a", value=text, x=60, y=640, width=400, height=100, fontSize=10, fieldFlags="multiline"
    )
    fields.textfield(
        name="b", value="MSc, University of Tartu, 2017 - 2019", x=60, y=520, width=400, height=20
    )
    canvas.save()
    document = parse(out.getvalue(), reader=reader)
    assert [section.kind for section in document.sections] == ["experience", "education"]
    assert "Built the ranking models of a large shop" in document.text
    assert "University of Tartu" in document.text


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    "annotation",
    [
        "<</Type/Annot/Subtype/Widget/FT/Tx/V 20 0 R/Rect[1 2 3]>>",
        "<</Type/Annot/Subtype/Widget/FT/Tx/V(a)/Rect[/a (b) null 4]>>",
        "<</Type/Annot/Subtype/Widget/Parent 20 0 R/Rect[0 0 9 9]>>",
        "<</Type/Annot/Subtype/FreeText/Contents[1 2]/Rect[0 0 9 9]/AP 7>>",
        "<</Type/Annot/Subtype/FreeText/Contents(x)/Rect[0 0 1e30 1e30]>>",
        "<</Type/Annot/Subtype/Widget/AP<</N 20 0 R>>/Rect[0 0 0 0]>>",
    ],
)
def test_broken_annotations_cost_nothing(annotation: str, reader: str) -> None:
    found = lines(written(["20 0 R", "99 0 R", "null", "7"], annotation), reader)
    assert {"Mara Ilves", "Experience", "Employer", "Education"} <= set(found)


@pytest.mark.parametrize("reader", READERS)
def test_more_notes_than_are_read_are_said(reader: str) -> None:
    notes = [field("Reet Labs", more="/AP<</N 20 0 R>>")] * (forms.MOST + 1)
    document = parse(written(notes, look("Reet Labs")), reader=reader)
    assert [each for each in document.observations if each.kind is ObservationKind.READ_LIMIT]


@given(
    text=st.text(st.characters(codec="ascii", exclude_categories=["Cc"]) | st.just("\n"), max_size=200),
    box=st.tuples(*[st.floats(0, 800)] * 4),
    size=st.floats(-5, 60),
)
def test_every_letter_is_placed_within_its_field(
    text: str, box: tuple[float, float, float, float], size: float
) -> None:
    place = (min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3]))
    made = forms.glyphs(place, text, size, 7)
    kept = "".join(glyph.text for glyph in made)
    assert kept.replace(" ", "") == text.replace("\n", "").replace(" ", "")
    assert [glyph.order for glyph in made] == list(range(7, 7 + len(made)))
    assert all(place[0] - 0.01 <= glyph.x0 and glyph.x1 <= place[2] + 0.01 for glyph in made)

"""Fonts that a file draws itself, whose characters only their names or TeX's encodings explain."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvtailor.document import ObservationKind
from cvtailor.parsing import parse, pdf, type3

READERS = ["pdfium", "pdfminer"]


def written(codes: dict[int, str], text: list[int]) -> bytes:
    """Return a PDF with two lines in Helvetica and one in a font of its own, whose letters are boxes."""
    differences = " ".join(f"{code}/{name}" for code, name in codes.items())
    shapes = " ".join(f"/{name} 7 0 R" for name in codes.values())
    first, last = min(codes), max(codes)
    widths = " ".join(str(5 + code % 3) for code in range(first, last + 1))
    shown = "".join(f"\\{code:03o}" for code in text)
    page = (
        f"BT /F2 11 Tf 60 780 Td (Mara Ilves) Tj 0 -30 Td (Experience) Tj /F1 1 Tf 0 -30 Td ({shown}) Tj ET"
    )
    box = "6 0 0 0 5 8 d1 0 0 5 8 re f"
    font = (
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 6 8]/FontMatrix[1 0 0 1 0 0]/Resources<<>>"
        f"/CharProcs<<{shapes}>>/Encoding<</Type/Encoding/Differences[{differences}]>>"
        f"/FirstChar {first}/LastChar {last}/Widths[{widths}]>>"
    )
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>>>",
        f"<</Length {len(page)}>>stream\n{page}\nendstream",
        font,
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        f"<</Length {len(box)}>>stream\n{box}\nendstream",
    ]
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1"))
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.write("".join(f"{place:010d} 00000 n \n" for place in places).encode())
    out.write(f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode())
    return out.getvalue()


def named(text: str) -> tuple[dict[int, str], list[int]]:
    """Return an encoding that gives each name in turn the next number, and the numbers of a text."""
    names = list(dict.fromkeys(text.split()))
    return {1 + at: name for at, name in enumerate(names)}, [1 + names.index(name) for name in text.split()]


def tex(*codes: int | str) -> tuple[dict[int, str], list[int]]:
    """Return an encoding as TeX writes it, and the numbers of a text."""
    text = [code for each in codes for code in ([each] if isinstance(each, int) else map(ord, each))]
    return {code: f"a{code}" for code in sorted(set(text))}, text


def line(data: bytes, reader: str) -> str:
    blocks = pdf.read(data, reader=reader).blocks
    assert not any(block.hidden for block in blocks)
    return " ".join(block.text for block in blocks[2:])


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("e ffi c i e n t", "efficient"),
        ("o f_f_i c e s", "offices"),
        ("two zero one nine endash two zero two zero", "2019–2020"),
        ("c a f eacute", "café"),
        ("c a f uni00E9", "café"),
    ],
)
def test_names_tell_what_characters_mean(names: str, said: str, reader: str) -> None:
    assert line(written(*named(names)), reader) == said


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (("e", 14, "cient"), "efficient"),
        (("o", 15, "ine"), "offline"),
        (("e", 14, "cient", 13, "ower"), "efficientflower"),
        (("work, since 2019", 123, "2020", 14, "x"), "work, since 2019–2020ffix"),
        (("e", 30, "cient 2019", 21, "2020"), "efficient 2019–2020"),
    ],
)
def test_tex_numbers_tell_it_too(codes: tuple[int | str, ...], said: str, reader: str) -> None:
    assert "".join(line(written(*tex(*codes)), reader).split()) == "".join(said.split())


def test_what_nothing_explains_is_noticed() -> None:
    codes = {code: f"g{code + 500}" for code in range(1, 9)}
    document = parse(written(codes, [1, 3, 4, 5, 6, 7, 8]))
    assert [each for each in document.observations if each.kind is ObservationKind.ODD_GLYPHS]


@pytest.mark.parametrize(
    ("names", "widths"),
    [
        ({}, []),
        ({14: "ffi", 97: "a"}, [5, 6]),  # real names
        ({14: "a15", 97: "a97"}, [5, 6]),  # numbers of other places
        ({code: f"a{code}" for code in (14, 97, 98, 99, 123)}, [5] * 5),  # typewriter type
        ({code: f"a{code}" for code in (14, 97)}, [5, 6]),  # a sign beside a letter: neither text nor symbols
    ],
)
def test_other_fonts_are_left_alone(names: dict[int, str], widths: list[float]) -> None:
    assert type3.meanings(names, widths) == {}


@given(st.dictionaries(st.integers(0, 255), st.text(max_size=5) | st.integers(0, 255).map("a{}".format)))
def test_only_characters_of_the_font_get_a_meaning(names: dict[int, str]) -> None:
    found = type3.meanings(names, [float(code % 7) for code in names])
    assert found.keys() <= names.keys()
    assert all(found.values())

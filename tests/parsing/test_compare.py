"""Two readings of one file: where they disagree is said, few and clear, and without contact facts."""

from __future__ import annotations

import dataclasses
import functools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvtailor.document import Box, Document, ObservationKind
from cvtailor.errors import ReadError
from cvtailor.parsing import compare, miner, parse, pdfium, structure
from cvtailor.parsing.types import Block, Reading, Word

Line = tuple[str, float]  # text, and the height it stands at
CV: list[Line] = [
    ("Mara Ilves", 40),
    ("mara.ilves@example.org · +44 20 7946 0123", 60),
    ("Experience", 100),
    ("Engineer, Reet Labs, 2019 – 2023", 120),
    ("• Built machine learning models for the search of a large shop", 140),
    ("• Kept the index of two warehouses fresh within seconds", 160),
    ("Skills", 200),
    ("Python, Rust, Kubernetes", 220),
]


def block(text: str, top: float) -> Block:
    """Return a line as a reader hands it on, each word in a box six points wide a letter."""
    bullet = text.startswith("• ")
    text = text.removeprefix("• ")
    words, at = [], 0
    for word in text.split(" "):
        box = Box(x0=60 + 6 * at, top=top, x1=60 + 6 * (at + len(word)), bottom=top + 10)
        words.append(Word(at, at + len(word), 1, box))
        at += len(word) + 1
    heading = text in {"Experience", "Skills", "Projects"}
    return Block(
        text=text, words=tuple(words), bullet=bullet, heading=1 if heading else None, page=1, size=10
    )


def document(lines: list[Line], reader: str) -> Document:
    blocks = tuple(block(text, top) for text, top in lines)
    reading = Reading(media_type="application/pdf", reader=reader, pages=1, blocks=blocks)
    return structure.build(reading, file="cv.pdf", sha256="")


def details(other: list[Line], first: list[Line] = CV) -> list[str]:
    found = compare.differences(document(first, "pdfium"), document(other, "pdfminer"))
    assert {each.kind for each in found} <= {ObservationKind.READERS_DISAGREE}
    return [each.detail for each in found]


def changed(old: str, new: str) -> list[Line]:
    assert any(old in text for text, _ in CV)
    return [(text.replace(old, new), top) for text, top in CV]


def test_equal_readings_have_no_difference() -> None:
    assert details(CV) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("machine learning", "machinelearning"),  # glued
        ("warehouses", "ware houses"),  # split
        ("Kubernetes", "Kubemetes"),  # other letters
        ("Rust, ", ""),  # missing
        ("fresh", "fresh fresh fruit"),  # more
    ],
)
def test_other_words_are_quoted_once_with_both_readings(old: str, new: str) -> None:
    found = compare.differences(document(CV, "pdfium"), document(changed(old, new), "pdfminer"))
    seen = found[0]
    assert "pdfium" in seen.detail
    assert "pdfminer" in seen.detail
    assert new.strip(", ") in seen.detail
    assert seen.place is not None
    assert seen.place.page == 1
    assert sum(each.detail.startswith("A machine may misread") for each in found) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [("2019 – 2023", "2019 - 2023"), ("Reet Labs,", "Reet Labs"), ("Kubernetes", "KUBERNETES")],
)
def test_signs_and_case_are_no_difference(old: str, new: str) -> None:
    assert not any("misread" in each for each in details(changed(old, new)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("mara.ilves@example.org", "mara. ilves@example.org"),
        ("mara.ilves@example.org", "mara.i1ves@example.org"),
        ("7946 0123", "79460123"),
    ],
)
def test_contact_facts_are_not_quoted(old: str, new: str) -> None:
    said = " ".join(details(changed(old, new)))
    assert "contact details" in said
    assert not any(word in said for word in ("example", "ilves", "7946", "0123"))


def test_another_order_is_said() -> None:
    lines = [*CV[:4], CV[5], CV[4], *CV[6:]]
    said = details(lines)
    assert len([each for each in said if "another order" in each]) == 1
    assert "comes after" in said[0]


def test_interleaved_columns_are_said_as_a_whole() -> None:
    column = [(f"left{n} alpha{n} beta{n}", 300.0 + 20 * n) for n in range(30)]
    side = [(f"right{n} gamma{n} delta{n}", 300.0 + 20 * n) for n in range(30)]
    mixed = [line for pair in zip(column, side, strict=True) for line in pair]
    said = details([*CV, *mixed], [*CV, *column, *side])
    assert "in different order" in said[0]
    assert len(said) <= 8


def test_a_lost_section_is_said_once() -> None:
    said = details([*CV[:6], *CV[7:]])
    assert sum("section “Skills”" in each for each in said) == 1


def test_a_bullet_cut_in_two_is_said() -> None:
    first, second = "• Built machine learning models", "• for the search of a large shop"
    lines = [*CV[:4], (first, 140.0), (second, 141.0), *CV[5:]]
    assert any("cuts it" in each for each in details(lines))


def test_bullets_run_together_are_said() -> None:
    lines = [*CV[:4], (CV[4][0] + " " + CV[5][0].removeprefix("• "), 140.0), *CV[6:]]
    assert any("runs it together" in each for each in details(lines))


def test_many_differences_stay_few_statements() -> None:
    lines = [(f"• Word{n} alpha{n} beta{n} gamma{n}", 300.0 + 12 * n) for n in range(200)]
    glued = [(text.replace(" alpha", "alpha"), top) for text, top in lines]
    said = details([*CV, *glued], [*CV, *lines])
    assert len(said) <= 16
    assert any("197 more places" in each for each in said)


def test_a_reader_that_finds_nothing_is_named() -> None:
    [said] = details([])
    assert "pdfminer" in said
    assert "finds no text" in said


def test_hidden_text_is_no_difference() -> None:
    first = document(CV, "pdfium")
    reading = Reading(
        media_type="application/pdf",
        reader="pdfminer",
        pages=1,
        blocks=(
            *(block(text, top) for text, top in CV),
            dataclasses.replace(block("kubeflow airflow", 400), hidden=True),
        ),
    )
    hiding = structure.build(reading, file="cv.pdf", sha256="")
    seeing = document([*CV, ("kubeflow airflow", 400)], "pdfminer")
    assert compare.differences(first, hiding) == []
    assert not any("kubeflow" in each.detail for each in compare.differences(hiding, first))
    assert not any("misread" in each.detail for each in compare.differences(hiding, seeing))


WORDS = st.lists(
    st.sampled_from(["alpha", "beta", "gamma", "Python", "mara@example.org", "+44 20 7946 0123", "Skills"]),
    min_size=1,
    max_size=8,
).map(" ".join)
LINES = st.lists(WORDS, max_size=30).map(
    lambda texts: [(text, 40.0 + 15 * n) for n, text in enumerate(texts)]
)


@settings(max_examples=40)
@given(first=LINES, second=LINES)
def test_any_two_readings_compare(first: list[Line], second: list[Line]) -> None:
    one, two = document(first, "pdfium"), document(second, "pdfminer")
    found = compare.differences(one, two)
    assert len(found) <= 24
    assert compare.differences(one, one) == []
    assert not any("example.org" in each.detail or "7946" in each.detail for each in found)


# Whole files


def printed(encoding: str) -> bytes:
    """Return a PDF of one page in whose fourth line the code of P is given another name."""
    lines = [
        "Mara Ilves",
        "Experience",
        "Engineer, Reet Labs 2019 - 2023",
        "Built ranking models in Python for the shop",
        "Skills",
        "Python, Rust, Go",
    ]
    shown = "\n".join(
        f"BT /F{1 if n == 3 else 2} 11 Tf 60 {780 - 24 * n} Td ({line}) Tj ET" for n, line in enumerate(lines)
    )
    font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources 7 0 R>>",
        f"<</Length {len(shown)}>>stream\n{shown}\nendstream",
        f"{font}<</Type/Encoding/Differences[80/{encoding}]>>>>",
        f"{font}/WinAnsiEncoding>>",
        "<</Font<</F1 5 0 R/F2 6 0 R>>>>",
    ]
    made = "%PDF-1.4\n"
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"trailer<</Size 8/Root 1 0 R>>\nstartxref\n{len(made)}\n%%EOF"
    return f"{made}xref\n0 8\n0000000000 65535 f \n{table}{end}".encode()


def disagreements(found: Document) -> list[str]:
    return [each.detail for each in found.observations if each.kind is ObservationKind.READERS_DISAGREE]


def test_both_keeps_one_document_and_says_where_the_other_differs() -> None:
    data = printed("f_i")  # a ligature for one reader, an unknown name for the other
    both, alone = parse(data, reader="both"), parse(data)
    assert both.reader == alone.reader == "pdfium"
    assert (both.text, both.sections, both.masked) == (alone.text, alone.sections, alone.masked)
    [said] = disagreements(both)
    assert "Python" in said
    assert "fiython" in said
    assert disagreements(alone) == []


def test_both_says_nothing_where_readers_agree() -> None:
    assert disagreements(parse(printed("P"), reader="both")) == []


def test_both_needs_one_reader_that_opens_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(data: bytes) -> None:
        raise ReadError("The PDF is damaged.", "Export it again.", kind="damaged")

    data = printed("P")
    with monkeypatch.context() as patched:
        patched.setattr(miner, "read", fails)
        kept = parse(data, reader="both")
        assert (kept.reader, len(disagreements(kept))) == ("pdfium", 1)
    monkeypatch.setattr(pdfium, "read", fails)
    kept = parse(data, reader="both")
    assert (kept.reader, len(disagreements(kept))) == ("pdfminer", 1)
    monkeypatch.setattr(miner, "read", fails)
    with pytest.raises(ReadError, match="damaged"):
        parse(data, reader="both")


def test_other_types_have_one_reader() -> None:
    text = b"Mara Ilves\n\nExperience\nEngineer, Reet Labs, 2019 - 2023\n- Built models\n"
    assert parse(text, file="cv.txt", reader="both") == parse(text, file="cv.txt")


def test_the_order_of_pages_of_words_costs_no_square() -> None:
    # Twice the words may cost twice the steps: the same word everywhere is the worst case for places.
    build = functools.partial(document, reader="pdfium")
    lines = [("word " * 20, 40.0 + 12 * (n % 60)) for n in range(600)]
    assert len(compare.differences(build(lines), document(lines[::-1], "pdfminer"))) <= 24

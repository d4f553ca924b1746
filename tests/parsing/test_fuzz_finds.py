"""What `benchmarks/fuzz.py` found, one test each, with the smallest file that shows it."""

from __future__ import annotations

import contextlib

import pytest

from cvtailor.errors import ReadError
from cvtailor.parsing import parse
from cvtailor.parsing.words import PageWord, raise_small


def pdf(page: bytes, content: bytes) -> bytes:
    """Return a PDF of one page with these entries in its dictionary; its table of objects is left out."""
    return (
        b"%%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> %s >>\nendobj\n"
        b"4 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n"
        b"5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n"
        b"trailer\n<< /Size 6 /Root 1 0 R >>\n%%%%EOF\n"
    ) % (page, len(content), content)


@pytest.mark.parametrize("reader", ["pdfium", "pdfminer"])
@pytest.mark.parametrize("width", [595, 21_474_837, 2_147_483_647])
def test_a_page_so_wide_that_words_have_no_width(width: int, reader: str) -> None:
    content = b"BT /F 10 Tf 1 0 0 1 60 700 Tm (Mara Ilves) Tj 0 -20 Td (Experience) Tj ET"
    document = parse(pdf(b"/MediaBox [0 0 %d 898]" % width, content), reader=reader)
    assert document.text.strip() or document.observations


def test_a_font_with_widths_for_billions_of_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    """The widths themselves would fill the memory of the machine: pdfminer's table of them is cut short here."""

    def full(_seq: object) -> dict[int, float]:
        raise MemoryError

    monkeypatch.setattr("pdfminer.pdffont.get_widths", full)
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [5 0 R] >>"
    wide = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (A) /Ordering (I) /Supplement 0 >> /W [0 2000000000 500] >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> >>",
        font,
        wide,
    ]
    data = b"%PDF-1.4\n" + b"".join(
        b"%d 0 obj\n%s\nendobj\n" % (number, body) for number, body in enumerate(objects, 1)
    )
    with pytest.raises(ReadError, match="memory"):
        parse(data + b"trailer << /Root 1 0 R >>\n%%EOF\n", reader="pdfminer")


@pytest.mark.parametrize("reader", ["pdfium", "pdfminer"])
def test_type_of_no_size(reader: str) -> None:
    content = b"BT /F 10 Tf 1 0 0 1 60 700 Tm (Mara Ilves) Tj /F 0 Tf 0 -20 Td (Experience) Tj (at) Tj ET"
    document = parse(pdf(b"/MediaBox [0 0 595 842]", content), reader=reader)
    assert "Mara Ilves" in document.text


def test_raising_words_of_no_size() -> None:
    words = [
        PageWord(text="a", x0=10.0 * n, top=0, x1=10.0 * n + 8, bottom=0, base=5, size=0) for n in range(3)
    ]
    assert [word.joined for word in raise_small(words)] == [False, False, False]


@pytest.mark.parametrize("reader", ["pdfium", "pdfminer"])
@pytest.mark.parametrize(
    "at", [b"3 0 obj\n3 0 R\nendobj\n", b"3 0 obj\n6 0 R\nendobj\n6 0 obj\n3 0 R\nendobj\n"]
)
def test_an_object_that_stands_for_itself(at: bytes, reader: str) -> None:
    """pdfminer followed such references for ever."""
    whole = pdf(b"/MediaBox [0 0 595 842]", b"BT /F 10 Tf 1 0 0 1 60 700 Tm (Mara Ilves) Tj ET")
    start, end = whole.index(b"3 0 obj"), whole.index(b"4 0 obj")
    with contextlib.suppress(ReadError):
        assert parse(whole[:start] + at + whole[end:], reader=reader) is not None

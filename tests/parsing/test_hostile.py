"""Files made to hurt: each gives a sentence, or a document with what was noticed; never a traceback."""

from __future__ import annotations

import io
import struct
import unicodedata
import zipfile
import zlib
from pathlib import Path

import pytest
from docx import Document as WordDocument
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from cvtailor.document import Document, ObservationKind, json_text
from cvtailor.errors import ReadError
from cvtailor.parsing import isolate, parse

CV = ["Mara Ilves", "Experience", "Engineer, Reet Labs 2019 – 2023", "Skills", "Python, Rust, Go"]
BODY = "word/document.xml"


def printed(lines: list[str], *, pages: int = 1, encrypt: StandardEncryption | None = None) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, encrypt=encrypt)
    for _ in range(pages):
        for number, line in enumerate(lines):
            canvas.drawString(60, 780 - 20 * number, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def word(lines: list[str]) -> bytes:
    out = io.BytesIO()
    document = WordDocument()
    for line in lines:
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def repacked(data: bytes, **parts: bytes) -> bytes:
    """Return a DOCX with parts replaced or added; "__" in a name stands for "/"."""
    new = {name.replace("__", "/"): content for name, content in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in old.namelist():
            if name not in new:
                made.writestr(name, old.read(name))
        for name, content in new.items():
            made.writestr(name, content)
    return out.getvalue()


def body_of(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(BODY)


def raw_pdf(*objects: bytes) -> bytes:
    """Return a PDF of numbered objects, the first its catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def one_page(content: bytes) -> bytes:
    packed = zlib.compress(content, 9)
    return raw_pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >> stream\n%s\nendstream" % (len(packed), packed),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )


def apart(data: bytes) -> Document | ReadError:
    """Return what a reader of its own, stopped after its time and memory, makes of a file."""
    try:
        return isolate.parse(data, file="cv")
    except ReadError as error:
        return error


def kinds(document: Document) -> set[ObservationKind]:
    return {each.kind for each in document.observations}


def acting(text: str) -> list[str]:
    return [char for char in text if unicodedata.category(char) == "Cc" and char not in "\n\t"]


def test_a_pdf_locked_against_changes_only_is_read() -> None:
    data = printed(CV, encrypt=StandardEncryption("", ownerPassword="theirs", canPrint=0))
    assert "Reet Labs" in parse(data).text


def test_a_pdf_locked_with_a_password_is_refused() -> None:
    data = printed(CV, encrypt=StandardEncryption("secret", ownerPassword="theirs"))
    with pytest.raises(ReadError, match="password") as caught:
        parse(data)
    assert caught.value.kind == "encrypted"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "empty"),
        (b"\x00" * 4096, "empty"),
        (OLE, "unsupported"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"PK\x03\x04" + bytes(100), "damaged"),
        (b"%PDF-1.7\n%%EOF", "damaged"),
        (b"{\\rtf1 Mara Ilves}", "unsupported"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "unsupported"),
        (struct.pack("<4096H", *range(4096)), "unsupported"),
    ],
)
def test_what_is_no_cv_is_refused_with_a_sentence(data: bytes, kind: str) -> None:
    with pytest.raises(ReadError) as caught:
        parse(data, file="cv.pdf")
    assert caught.value.kind == kind
    assert str(caught.value).startswith("cv.pdf")


@pytest.mark.parametrize("name", ["cv.docx", "cv.txt", "-rf.pdf", "a 'b' \"c\".doc", "ćv – наука.md"])
def test_the_content_tells_the_type_not_the_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(printed(CV))
    assert parse(path).media_type == "application/pdf"
    path.write_bytes(word(CV))
    assert parse(path).media_type.endswith("wordprocessingml.document")


def test_a_loop_of_links_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(ReadError):
        parse(tmp_path / "a")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("make", [printed, word])
def test_a_file_cut_short(make: object, share: float) -> None:
    data = make(CV)  # type: ignore[operator]
    answer = apart(data[: int(share * len(data))])
    if isinstance(answer, ReadError):
        assert answer.kind in {"damaged", "no_pages", "unsupported"}
    else:
        assert "Reet Labs" in answer.text or kinds(answer) & {ObservationKind.NO_TEXT}


@pytest.mark.parametrize("part", ["word__document.xml", "word__media__unused.bin"])
def test_a_zip_bomb_is_never_unpacked(part: str) -> None:
    data = repacked(word(CV), **{part: b"<" + b" " * 80_000_000})
    with pytest.raises(ReadError) as caught:
        parse(data)
    assert caught.value.kind == "too_large"


def test_a_part_larger_than_it_says_is_refused() -> None:
    data = bytearray(repacked(word(CV), **{BODY: b" " * 9_000_000}))
    told = struct.pack("<I", 9_000_000)
    while told in data:
        at = data.index(told)
        data[at : at + 4] = struct.pack("<I", 1000)
    answer = apart(bytes(data))
    assert isinstance(answer, ReadError)
    assert answer.kind == "damaged"


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "types",
    [
        f'<!DOCTYPE x [<!ENTITY e0 "ha">{ENTITIES}]>',
        '<!DOCTYPE x [<!ENTITY e9 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY e9 "ha">]>',
    ],
)
@pytest.mark.parametrize("part", [BODY, "word/styles.xml"])
def test_entities_are_never_resolved(types: str, part: str) -> None:
    whole = word(["Mara Ilves", "ENTITY"])
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        xml = archive.read(part)
    head, _, rest = xml.partition(b"?>")
    told = rest.replace(b"ENTITY", b"&e9;")
    answer = apart(repacked(whole, **{part: head + b"?>" + types.encode() + told}))
    if isinstance(answer, ReadError):
        assert answer.kind in {"damaged", "unsupported"}
    else:
        assert "root:" not in answer.text
        assert "haha" not in answer.text


def test_tables_nested_without_end() -> None:
    whole = word(["Mara Ilves", "HERE"])
    opened = b"<w:tbl><w:tr><w:tc><w:p/>" * 5000
    closed = b"<w:p/></w:tc></w:tr></w:tbl>" * 5000
    xml = body_of(whole).replace(b"<w:sectPr", opened + closed + b"<w:sectPr", 1)
    answer = apart(repacked(whole, **{BODY: xml}))
    assert isinstance(answer, ReadError) or "Mara Ilves" in answer.text
    assert not isinstance(answer, ReadError) or answer.kind in {"damaged", "too_large"}


def test_a_page_tree_that_holds_itself() -> None:
    answer = apart(
        raw_pdf(
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 100000 /Parent 2 0 R >>",
        )
    )
    assert isinstance(answer, ReadError)
    assert answer.kind in {"damaged", "no_pages"}


def test_a_very_deep_page_tree() -> None:
    depth = 3000
    nodes = [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (number + 3) for number in range(depth)]
    answer = apart(raw_pdf(b"<< /Type /Catalog /Pages 2 0 R >>", *nodes, b"<< /Type /Page >>"))
    assert isinstance(answer, ReadError) or ObservationKind.NO_TEXT in kinds(answer)
    assert not isinstance(answer, ReadError) or answer.kind in {"damaged", "no_pages"}


def test_thousands_of_pages_are_read_up_to_a_stated_limit() -> None:
    document = parse(printed(["Mara Ilves"], pages=3000))
    assert document.pages == 3000
    (limit,) = [each for each in document.observations if each.kind is ObservationKind.READ_LIMIT]
    assert "200 of 3000 pages" in limit.detail


@pytest.mark.parametrize(
    "content",
    [
        b"q Q\n" * 5_000_000,
        b"q " * 1_000_000,
        b"BT /F 9 Tf 9 0 0 9 50 700 Tm " + b"(abc def) Tj " * 300_000 + b"ET",
        b"0 0 m 9 9 l S " * 300_000,
        b"[" * 500_000,
    ],
)
def test_a_bomb_in_a_content_stream(content: bytes) -> None:
    answer = apart(one_page(content))
    if isinstance(answer, ReadError):
        assert answer.kind in {"damaged", "timeout", "too_large"}
    else:
        assert kinds(answer) & {ObservationKind.NO_TEXT, ObservationKind.READ_LIMIT}


@pytest.mark.parametrize("make", ["text", "word"])
def test_control_characters_never_reach_the_text(make: str) -> None:
    marked = ["Mara Ilves", "Experience", "Built \x9b31mred\x9c models \x85 at \x7fReet Labs"]
    if make == "text":
        data = "\n".join([*marked, "\x1b[2J\x1b]0;owned\x07 Trained \x00models"]).encode()
    else:
        data = word(marked)
    document = parse(data)
    assert "Reet Labs" in document.text
    assert acting(document.text) == []
    assert acting(json_text(document, indent=None)) == []


def test_text_from_right_to_left_is_read() -> None:
    text = "מרה אילבס\n\nExperience\nמהנדסת תוכנה, Reet Labs, 2019 – 2023\n- \u202eבנתה מודלים\u202c\n"
    document = parse(text.encode())
    assert "מהנדסת תוכנה" in document.text
    assert not any(char in json_text(document) for char in "\u202e\u202c")


def test_a_blank_page_is_told() -> None:
    assert ObservationKind.NO_TEXT in kinds(parse(printed([])))


def test_an_endless_line_is_read_in_time() -> None:
    for text in ("a" * 500_000, "a, " * 200_000, "2019 – " * 100_000, "(" * 300_000, "a@" * 200_000):
        answer = apart(b"Skills\n" + text.encode())
        assert not isinstance(answer, ReadError) or answer.kind in {"too_large", "unsupported"}

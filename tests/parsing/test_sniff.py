import io
import zipfile
from pathlib import Path

import pytest

from cvtailor.errors import ReadError
from cvtailor.parsing import parse, parse_item, sniff


def kind_of(source: object) -> str:
    with pytest.raises(ReadError) as caught:
        parse(source)  # type: ignore[arg-type]
    assert caught.value.message
    assert caught.value.hint
    return caught.value.kind


def zipped(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "empty"),
        (b" \n\r\n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x00\x01\x02\x03\x04\x05" * 50, "unsupported"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "unsupported"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"{\\rtf1 hello}", "unsupported"),
        (b"<!DOCTYPE html><p>x", "unsupported"),
        (zipped(hello=b"x"), "unsupported"),
        (b"PK\x03\x04 nothing more", "damaged"),
        (zipped(**{"word/document.xml": b"<w:document"}), "damaged"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "unsupported"),
    ],
)
def test_what_cannot_be_read(data: bytes, kind: str) -> None:
    assert kind_of(data) == kind


def test_paths(tmp_path: Path) -> None:
    assert kind_of(tmp_path / "none.pdf") == "missing"
    assert kind_of(tmp_path) == "directory"
    assert kind_of("a\0b") == "unreadable"


def test_loops_of_links_are_no_crash(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert kind_of(tmp_path / "a") in ("missing", "unreadable")


def test_a_zip_bomb_is_refused_even_in_an_unused_part() -> None:
    bomb = zipped(**{"word/document.xml": b"<x/>", "unused/part.bin": b"\0" * (sniff.MAX_UNZIPPED_BYTES + 1)})
    assert kind_of(bomb) == "too_large"


def test_entities_are_refused() -> None:
    xml = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    assert kind_of(zipped(**{"[Content_Types].xml": b"<x/>", "word/document.xml": xml})) == "unsupported"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_of_text(codec: str) -> None:
    document = parse("José Müller\n\nSkills\nPython – naïve Bayes\n".encode(codec))
    assert "naïve Bayes" in document.text
    assert document.media_type == "text/plain"


def test_sources_and_names(tmp_path: Path) -> None:
    path = tmp_path / "cv.md"
    path.write_text("# Jane Doe\n\n## Skills\nPython\n", encoding="utf-8")
    assert parse(path).file == str(path)
    assert parse(path).media_type == "text/markdown"
    assert parse(path, file="mine").file == "mine"
    with path.open("rb") as opened:
        assert parse(opened).media_type == "text/markdown"
    assert parse(b"Jane Doe").file == "<bytes>"
    assert kind_of(io.StringIO("text")) == "unsupported"


def test_an_item_by_itself() -> None:
    document = parse_item(" • Cut costs by 12% with jane@example.org ")
    (section,) = document.sections
    (item,) = section.items
    assert item.text == "Cut costs by 12% with jane@example.org" == document.text
    assert document.is_masked(document.masked[0])
    assert section.bullets == (item.text,)
    with pytest.raises(ReadError):
        parse_item("  –  ")

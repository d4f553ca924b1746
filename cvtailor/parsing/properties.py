"""What a file says about itself beside its text: title, author, and whether its text may be copied."""

from __future__ import annotations

import functools
import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cvtailor.document import Document, Observation, ObservationKind
from cvtailor.resources import language

_LONGEST = 500  # code points of a property that are looked at
_MOST_BYTES = 1_000_000  # of docProps/core.xml
_WORD = re.compile(r"[^\W\d_]{3,}")
# Bits 5 and 10 of a PDF's permissions: copy text, and extract it for accessibility (ISO 32000-1, table 22).
_COPY, _EXTRACT = 1 << 4, 1 << 9
_PDF = "application/pdf"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """A file's properties, empty where it has none; `copying` is false where its text must not be copied."""

    title: str = ""
    author: str = ""
    copying: bool = True


def read(data: bytes, media_type: str) -> Properties:
    """Return the properties of a PDF or DOCX; empty ones where they are missing or broken."""
    if media_type == _PDF:
        return _of_pdf(data)
    if media_type == _DOCX:
        return _of_docx(data)
    return Properties()


def _of_pdf(data: bytes) -> Properties:
    import pypdfium2
    from pypdfium2 import raw

    from cvtailor.parsing import pdfium

    with pdfium.LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError:
            return Properties()
        try:
            allowed = raw.FPDF_GetDocPermissions(document.raw)
            return Properties(
                title=_plain(document.get_metadata_value("Title")),
                author=_plain(document.get_metadata_value("Author")),
                copying=bool(allowed & _COPY),
            )
        finally:
            document.close()


def _of_docx(data: bytes) -> Properties:
    from lxml import etree

    try:
        with (
            zipfile.ZipFile(io.BytesIO(data)) as archive,
            archive.open("docProps/core.xml") as part,
        ):
            content = part.read(_MOST_BYTES + 1)
        if len(content) > _MOST_BYTES:
            return Properties()
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        root = etree.fromstring(content, parser)
    except (
        KeyError,
        OSError,
        ValueError,
        RuntimeError,
        NotImplementedError,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        etree.LxmlError,
    ):
        return Properties()
    return Properties(title=_text(root, "title"), author=_text(root, "creator"))


def _text(root: Any, name: str) -> str:
    found = root.find(f"{{http://purl.org/dc/elements/1.1/}}{name}")
    return _plain(found.text or "") if found is not None else ""


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text[:_LONGEST]).split())


@functools.cache
def _table() -> dict[str, Any]:
    return language("properties")


def observations(document: Document, properties: Properties) -> Iterator[Observation]:
    """Yield what is odd about a file's properties."""
    if not properties.copying:
        yield Observation(
            kind=ObservationKind.COPYING_FORBIDDEN,
            detail="The PDF is protected: its settings forbid programs to copy its text.",
        )
    if not document.text.strip():
        return  # there is worse to say
    if _is_leftover(properties.title):
        yield Observation(
            kind=ObservationKind.FILE_PROPERTIES,
            detail=f"The title in the file's properties, “{_short(properties.title)}”, is not one a person gave.",
        )
    if _is_another(properties.author, document):
        initials = " ".join(f"{word[0]}…" for word in properties.author.split()[:3])
        yield Observation(
            kind=ObservationKind.FILE_PROPERTIES,
            detail=f"The file's properties name an author (“{initials}”) whose name does not stand in the CV.",
        )


def _is_leftover(title: str) -> bool:
    """Return whether a title was left by a program: a file name, a program's name, a placeholder."""
    plain = title.casefold().strip()
    table = _table()
    return bool(plain) and (
        plain in table["title"]["placeholders"]
        or any(plain.startswith(each) for each in table["title"]["beginnings"])
        or any(plain.endswith(each) for each in table["title"]["endings"])
    )


def _is_another(author: str, document: Document) -> bool:
    """Return whether an author is named of whom no word stands in the CV."""
    names = {_folded(word) for word in _WORD.findall(author)}
    if not names:
        return False
    if names & set(_table()["author"]["no_person"]):
        return False
    words = {_folded(word) for word in set(_WORD.findall(document.text))}
    addresses = _folded(" ".join((*document.contact.emails, *document.contact.links)))
    return not names & words and not any(name in addresses for name in names)


def _folded(text: str) -> str:
    """Return text without case and accents."""
    parts = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in parts if not unicodedata.combining(c))


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"

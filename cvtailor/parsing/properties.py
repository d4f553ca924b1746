"""What a file says about itself beside its text: title, author, and whether its text may be copied."""

from __future__ import annotations

import functools
import io
import itertools
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from cvtailor.document import Document, Observation, ObservationKind
from cvtailor.parsing import injection, noticed
from cvtailor.resources import language

_LONGEST = 500  # code points of a property that are looked at
_LONGEST_OTHER = 10_000  # of those that are only searched for instructions
_MOST_OTHERS, _MOST_QUOTES = 200, 5
_MOST_BYTES = 1_000_000  # of a part of docProps
_PDF_NAMES = ("Subject", "Keywords", "Creator", "Producer")
_DOCX_PARTS = ("docProps/custom.xml", "docProps/app.xml")
_ELEMENTS = "{*}*"
_WORD = re.compile(r"[^\W\d_]{3,}")
# Bits 5 and 10 of a PDF's permissions: copy text, and extract it for accessibility (ISO 32000-1, table 22).
_COPY, _EXTRACT = 1 << 4, 1 << 9
_PDF = "application/pdf"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """A file's properties, empty where it has none.

    `others` are further ones with text in them, as pairs of name and text; `copying` is false where the
    file's text must not be copied.
    """

    title: str = ""
    author: str = ""
    others: tuple[tuple[str, str], ...] = ()
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
                others=_filled((name, document.get_metadata_value(name)) for name in _PDF_NAMES),
                copying=bool(allowed & _COPY),
            )
        finally:
            document.close()


def _of_docx(data: bytes) -> Properties:
    core = _part(data, "docProps/core.xml")
    found = [(each.tag.rpartition("}")[2], each.text or "") for each in core] if core is not None else []
    own = dict(found)
    for name in _DOCX_PARTS:
        root = _part(data, name)
        if root is not None:
            found += [(each.tag.rpartition("}")[2], each.text or "") for each in root.iter(_ELEMENTS)]
    return Properties(
        title=_plain(own.get("title", "")),
        author=_plain(own.get("creator", "")),
        others=_filled((name, text) for name, text in found if name not in ("title", "creator")),
    )


def _part(data: bytes, name: str) -> Any:
    """Return the root of one part of a DOCX, null where it is missing or broken; comments are left out."""
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(name) as part:
            content = part.read(_MOST_BYTES + 1)
        if len(content) > _MOST_BYTES:
            return None
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        )
        return etree.fromstring(content, parser)
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
        return None


def _filled(properties: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return the properties that hold words, without repeats."""
    texts = (
        (name, _plain(text, _LONGEST_OTHER)) for name, text in itertools.islice(properties, _MOST_OTHERS)
    )
    return tuple(dict.fromkeys(each for each in texts if _WORD.search(each[1])))


def _plain(text: str, longest: int = _LONGEST) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text[:longest]).split())


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
    yield from _instructions(properties)
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


def _instructions(properties: Properties) -> Iterator[Observation]:
    """Yield what speaks to a language model: no person reads these properties, but programs are fed them."""
    for name, text in (("title", properties.title), ("author", properties.author), *properties.others):
        for start, end in injection.find(text, hidden=True)[:_MOST_QUOTES]:
            quote = _short(noticed.without_facts(text[start:end]))
            yield Observation(
                kind=ObservationKind.INSTRUCTIONS,
                detail=f"The file's property “{_short(name)}” speaks to a language model, not to a person: “{quote}”.",
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

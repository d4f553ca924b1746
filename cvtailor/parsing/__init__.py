"""Reads a CV: a PDF, a DOCX, plain text or Markdown becomes a `Document`."""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import gc
import hashlib
import os
from typing import TYPE_CHECKING, BinaryIO

from cvtailor.document import Document
from cvtailor.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["parse", "parse_item"]


def parse(
    source: str | os.PathLike[str] | bytes | BinaryIO, *, file: str | None = None, reader: str = "pdfium"
) -> Document:
    """Read a CV.

    Args:
        source: a path, the file's bytes, or a binary file object.
        file: the name to show (default: the path as given, or "<bytes>").
        reader: for PDF, "pdfium" (pdfminer takes over where its text is broken), "pdfminer", or "both" (the
            better one's document, with an observation wherever the two disagree); other types have one
            reader.

    Returns:
        The document. The type is told by the content, not by the name, but for `.md` (Markdown).

    Raises:
        ReadError: with kind missing, directory, empty, unsupported, encrypted, damaged, too_large
            or unreadable.
    """
    from cvtailor.parsing import sniff

    data, name = sniff.load(source, file=file)
    with _uncollected():
        return _parse(data, name, reader)


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Hold the collector of cycles back: each of its rounds looks through all that is alive, for next to nothing.

    Reading makes many objects in a moment and hardly a cycle; the rounds took a sixth of its time.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _parse(data: bytes, name: str, reader: str) -> Document:
    from cvtailor.parsing import properties, sniff, structure

    build = functools.partial(structure.build, file=name, sha256=hashlib.sha256(data).hexdigest())
    kind = sniff.file_type(data, name)
    if kind is sniff.FileType.PDF:
        from cvtailor.parsing import compare, pdf

        try:
            document = compare.read(data, build) if reader == "both" else build(pdf.read(data, reader=reader))
        except ReadError as error:
            raise ReadError(f"{name}: {error.message}", error.hint, kind=error.kind) from error
    elif kind is sniff.FileType.DOCX:
        from cvtailor.parsing import docx

        document = build(docx.read(data, name))
    else:
        from cvtailor.parsing import plain

        document = build(plain.read(sniff.decode(data, name), markdown=kind is sniff.FileType.MARKDOWN))
    more = properties.observations(document, properties.read(data, document.media_type))
    return dataclasses.replace(document, observations=(*document.observations, *more))


def parse_item(text: str) -> Document:
    """Return a document that holds one bullet of an experience section, and nothing else.

    Raises:
        ReadError: kind empty, when the text holds no letter or digit.
    """
    from cvtailor.parsing import structure

    if not any(char.isalnum() for char in text):
        raise ReadError("The text is empty.", "Give the words of one bullet.", kind="empty")
    return structure.build_item(text)

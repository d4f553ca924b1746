"""The composition: what the rooms make together. Everything here is also `cvtailor.<name>`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from cvtailor.advice.types import Report, Rewrite, Settings, Verification

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cvtailor.document import Document

Source = str | os.PathLike[str] | bytes | BinaryIO
_SUFFIXES = (".pdf", ".docx", ".doc", ".txt", ".md")


def parse(
    source: Source, *, file: str | None = None, reader: str = "pdfium", isolated: bool = False
) -> Document:
    """Read a CV.

    Args:
        source: a path, the file's bytes, or a binary file object.
        file: the name to show; by default the path as given.
        reader: for PDF, "pdfium" (pdfminer takes over where its text is broken), "pdfminer", or "both": the
            better one's document, with an observation wherever the two disagree.
        isolated: read in a process of its own with a limit of time and memory, for files from strangers.

    Raises:
        ReadError: when the file cannot be opened or is of no supported kind.
    """
    from cvtailor import parsing

    if not isolated:
        return parsing.parse(source, file=file, reader=reader)
    from cvtailor.parsing import isolate

    if isinstance(source, (str, os.PathLike)):
        return isolate.parse(source, file=file or os.fspath(source), reader=reader)
    data = source if isinstance(source, bytes) else source.read()
    return isolate.parse(data, file=file or "<bytes>", reader=reader)


def check(
    source: Source | Document,
    *,
    settings: Settings | None = None,
    lexicons: Sequence[str | os.PathLike[str]] = (),
    file: str | None = None,
    reader: str = "pdfium",
    isolated: bool = False,
) -> Report:
    """Check a CV, or a document already parsed, against a role.

    Args:
        source: as in `parse`, or a `Document`.
        settings: the role, the date to judge by, gates and thresholds; defaults where null.
        lexicons: further lexicon files, stacked on the role's.
        file: as in `parse`.
        reader: as in `parse`.
        isolated: as in `parse`.

    Raises:
        ReadError: as `parse`.
        LexiconError: for an unknown role or a lexicon with a mistake.
    """
    from cvtailor import advice, lexicon, nlp
    from cvtailor.document import Document

    settings = settings or Settings()
    role = lexicon.load(settings.role, [Path(each) for each in lexicons])
    document = (
        source if isinstance(source, Document) else parse(source, file=file, reader=reader, isolated=isolated)
    )
    return advice.advise(nlp.read(document, role, as_of=settings.as_of), settings)


def rewrite(
    source: Source | Document, *, settings: Settings | None = None, isolated: bool = False
) -> tuple[Rewrite, ...]:
    """Return the rewrites for a CV, or for the text of a single bullet.

    A string that names an existing file, or ends like a CV's file name, is read; any other string
    is the bullet itself. Raises as `check`.
    """
    if isinstance(source, str) and not _names_file(source):
        source = parse_item(source)
    return check(source, settings=settings, isolated=isolated).rewrites


def parse_item(text: str) -> Document:
    """Return a document that holds one bullet and nothing else, for `check` and `rewrite`.

    Raises:
        ReadError: when the text holds no letter or digit.
    """
    from cvtailor import parsing

    return parsing.parse_item(text)


def prepare(settings: Settings, *, lexicons: Sequence[str | os.PathLike[str]] = ()) -> None:
    """Load what `check` needs of the lexicon now, so that a mistake in it is met before any file is.

    Raises:
        LexiconError: as `check`.
    """
    from cvtailor import lexicon

    lexicon.load(settings.role, [Path(each) for each in lexicons])


def verify(before: str, after: str) -> Verification:
    """Return whether the text `after` keeps to the facts of the text `before`."""
    from cvtailor.advice import faithful

    return faithful.verify(before, after)


def _names_file(text: str) -> bool:
    if "\n" in text or len(text) > 1000:
        return False
    return text.lower().endswith(_SUFFIXES) or Path(text).exists()

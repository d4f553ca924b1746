"""The composition: what the rooms make together. Everything here is also `cvtailor.<name>`."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from cvtailor.advice.types import Interview, Report, Rewrite, Settings, Topic, Verification

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cvtailor.advice.tailoring import Change, Tailoring
    from cvtailor.document import Document, Span
    from cvtailor.nlp.types import Evidence

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


def interview(
    source: Source | Document,
    *,
    settings: Settings | None = None,
    lexicons: Sequence[str | os.PathLike[str]] = (),
    limit: int | None = None,
    topic: Topic | str | None = None,
    file: str | None = None,
    reader: str = "pdfium",
    isolated: bool = False,
) -> Interview:
    """Return questions that an interviewer may ask on a CV's own claims, the most telling first.

    Args:
        source: as in `check`.
        settings: as in `check`.
        lexicons: as in `check`.
        limit: how many questions at most; null for all.
        topic: only questions on this topic: "applied", "current", "challenges" or "career".
        file: as in `parse`.
        reader: as in `parse`.
        isolated: as in `parse`.

    Raises:
        ReadError: as `parse`.
        LexiconError: as `check`.
        SettingsError: for a limit below 1 or an unknown topic.
    """
    from cvtailor import lexicon, nlp
    from cvtailor.advice import interview as interviewing
    from cvtailor.document import Document

    settings = settings or Settings()
    about = interviewing.checked(limit, topic)
    role = lexicon.load(settings.role, [Path(each) for each in lexicons])
    document = (
        source if isinstance(source, Document) else parse(source, file=file, reader=reader, isolated=isolated)
    )
    return interviewing.interview(nlp.read(document, role, as_of=settings.as_of), limit=limit, topic=about)


def tailor(
    cv: Source | Document,
    job: Source,
    *,
    settings: Settings | None = None,
    lexicons: Sequence[str | os.PathLike[str]] = (),
    isolated: bool = False,
) -> Tailoring:
    """Say how a CV meets an advertised job, and which few honest edits help most.

    Args:
        cv: as in `check`.
        job: the advert: a path (text, Markdown, HTML, PDF, DOCX), bytes, a file object, or its text (a string with a
            line break).
        settings: role, date and gates; `min_score` gates on the coverage.
        lexicons: as in `check`.
        isolated: as in `parse`, for the CV.

    Raises:
        ReadError: when the CV or the advert cannot be read.
        LexiconError: as `check`.
    """
    from cvtailor.document import Document

    document = cv if isinstance(cv, Document) else parse(cv, isolated=isolated)
    return tailorer(settings or Settings(), lexicons=lexicons)(document, job, None)


def tailored_copy(
    cv: Source | Document,
    job: Source,
    *,
    settings: Settings | None = None,
    lexicons: Sequence[str | os.PathLike[str]] = (),
    original: bytes | None = None,
    isolated: bool = False,
) -> tuple[Tailoring, bytes | str]:
    """Tailor a CV, and write a copy of it with the changes that need no answer from the person.

    Args:
        cv: as in `tailor`.
        job: as in `tailor`.
        settings: as in `tailor`.
        lexicons: as in `tailor`.
        original: the bytes of a DOCX that is given as a `Document`; null for a Markdown copy of it.
        isolated: as in `parse`.

    Returns:
        The tailoring with its `changes`, each with `applied`, and the copy: the bytes of a DOCX where the CV is one,
        else Markdown text.

    Raises:
        ReadError: as `tailor`.
        LexiconError: as `check`.
    """
    from cvtailor.document import Document
    from cvtailor.parsing import sniff

    if isinstance(cv, Document):
        document = cv
    else:
        original, name = sniff.load(cv)
        document = parse(original, file=name, isolated=isolated)
    made = tailorer(settings or Settings(), lexicons=lexicons, accept=lambda _: {})(document, job, None)
    return copied(made, document, original if document.media_type == sniff.FileType.DOCX else None)


def copied(made: Tailoring, document: Document, original: bytes | None) -> tuple[Tailoring, bytes | str]:
    """Return a tailoring whose changes say whether they stand in the copy, and the copy of the CV.

    Args:
        made: a tailoring with changes.
        document: the CV it was made for.
        original: the bytes of its DOCX, for a copy that is one; null for Markdown.

    Raises:
        ReadError: when the original cannot be read again.
    """
    from cvtailor import writing
    from cvtailor.reporting import accepted

    copy: bytes | str
    if original is not None:
        copy, applied = writing.copy_docx(original, made.changes, name=document.file)
    else:
        pieces = {piece.span: piece.after for change in made.changes for piece in change.pieces}
        copy, applied = accepted.render(document, pieces, markdown=True), (True,) * len(made.changes)
    changes = tuple(replace(each, applied=done) for each, done in zip(made.changes, applied, strict=True))
    return replace(made, changes=changes), copy


def tailorer(
    settings: Settings,
    *,
    lexicons: Sequence[str | os.PathLike[str]] = (),
    accept: Callable[[Sequence[Rewrite]], Mapping[Span, str]] | None = None,
) -> Callable[[Document, Source, str | None], Tailoring]:
    """Return what `tailor` does for a document, an advert and the name to show for it; lexicons are loaded now.

    A CV is read once, however many adverts it is set against. With `accept`, the changes of a tailored copy are told,
    too: it is given the rewrites that need an answer, and returns the texts that the person accepts for their items.
    Raises as `check`.
    """
    from cvtailor import jobs, lexicon, nlp
    from cvtailor.advice import tailoring

    words = lexicon.load(settings.role, [Path(each) for each in lexicons], technology=True)
    read: dict[int, tuple[Document, Evidence]] = {}

    def tailored(document: Document, job: Source, file: str | None) -> Tailoring:
        known = read.get(id(document))
        if known is None or known[0] is not document:
            known = read[id(document)] = document, nlp.read(document, words, as_of=settings.as_of)
        fit = jobs.fit(jobs.read(job, words, file=file), known[1])
        changes: tuple[Change, ...] = ()
        if accept is not None:
            from cvtailor.advice import copying

            rewrites = copying.proposals(known[1])
            taken = accept([each for each in rewrites if not copying.needs_no_answer(each)])
            changes = copying.changes(known[1], fit, rewrites, taken)
        return tailoring.tailor(known[1], fit, min_score=settings.min_score, changes=changes)

    return tailored


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


def verify(
    old: Source | Document,
    new: Source | Document,
    *,
    reader: str = "pdfium",
    isolated: bool = False,
) -> Verification:
    """Return whether a new CV, or a new text, keeps to the facts of an old one, whoever wrote it.

    Args:
        old: what is true: a CV as in `parse`, a `Document`, or a text (see below).
        new: what is to be judged, of the same sort.
        reader: as in `parse`.
        isolated: as in `parse`.

    Two strings that both name files (as in `rewrite`) are read as CVs; any other two are texts to compare.

    Raises:
        ReadError: as `parse`.
    """
    from cvtailor.advice import comparing
    from cvtailor.document import Document

    if isinstance(old, str) and isinstance(new, str) and not (_names_file(old) and _names_file(new)):
        return comparing.verify_texts(old, new)
    documents = [
        each if isinstance(each, Document) else parse(each, reader=reader, isolated=isolated)
        for each in (old, new)
    ]
    return comparing.verify(*documents)


def verify_texts(before: str, after: str) -> Verification:
    """Compare two texts as `verify` does, whatever they look like (a text may be called "notes.txt")."""
    from cvtailor.advice import comparing

    return comparing.verify_texts(before, after)


def _names_file(text: str) -> bool:
    if "\n" in text or len(text) > 1000:
        return False
    return text.lower().endswith(_SUFFIXES) or os.path.exists(text)

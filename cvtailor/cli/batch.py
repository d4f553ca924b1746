"""One call over several files: each read in its own process, results in order, errors in place."""

from __future__ import annotations

import functools
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar, cast

import click

from cvtailor import api
from cvtailor.cli.app import complain
from cvtailor.errors import CvtailorError, ReadError
from cvtailor.reporting.safe import inert
from cvtailor.reporting.types import FileError, file_error
from cvtailor.workspace import files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cvtailor.advice.types import Report, Settings
    from cvtailor.cli.options import Sink
    from cvtailor.document import Document

T = TypeVar("T")
MAX_STDIN = 50_000_000  # bytes; parsing refuses what is larger


def run(
    paths: Iterable[str],
    work: Callable[[Document], T],
    *,
    reader: str,
    sink: Sink,
    only: set[str] | None = None,
    known: Callable[[str], T | None] | None = None,
) -> tuple[list[T | FileError], bool]:
    """Read every file that `paths` means (of them those whose real path is in `only`) and do `work` on each.

    `known` is asked for the result of a file before the file is read.

    Returns:
        The results in order, with an error object for each file that could not be read, and
        whether exactly one file was named.
    """
    selection = files.select(paths)
    if only is not None:
        chosen = tuple(each for each in selection.files if os.path.realpath(each) in only)
        selection = replace(selection, files=chosen, empty=())
    results: list[T | FileError] = []
    for problem_folder, problem in selection.empty:
        complain(problem)
        results.append(file_error(problem_folder, problem))
    kept = {file: known(file) for file in selection.files} if known else {}
    workers = min(len(selection.files), os.cpu_count() or 1) or 1
    with ThreadPoolExecutor(workers) as pool:
        jobs = [
            (file, None if kept.get(file) is not None else pool.submit(_read, file, reader))
            for file in selection.files
        ]
        for file, job in _progress(jobs, quiet=sink.quiet):
            told = kept.get(file)
            if told is not None or job is None:
                results.append(cast("T", told))
                continue
            try:
                document = job.result()
                if sink.verbose:
                    _describe(document)
                results.append(work(document))
            except ReadError as error:
                complain(error)
                results.append(file_error(file, error))
            except CvtailorError:
                raise
            except Exception as error:  # noqa: BLE001 - one bad file never stops the others
                fault = CvtailorError(
                    f"{file} made cvtailor fail ({type(error).__name__}: {error}).",
                    "Please report this, with the file if you may share it.",
                )
                complain(fault)
                results.append(file_error(file, fault))
    return results, selection.single


def checker(settings: Settings, lexicons: Sequence[str]) -> Callable[[Document], Report]:
    """Return the check of a document; a mistake in the lexicon is met now, before any file is read.

    Raises:
        LexiconError: for an unknown role or a lexicon with a mistake.
    """
    api.prepare(settings, lexicons=lexicons)
    return functools.partial(api.check, settings=settings, lexicons=lexicons)


def _read(file: str, reader: str) -> Document:
    from cvtailor.parsing import isolate

    if file == "-":
        source: str | bytes = sys.stdin.buffer.read(MAX_STDIN + 1) if sys.stdin else b""
        if not source:
            raise ReadError(
                "Nothing came on standard input.", "Send a CV: cat cv.pdf | cvtailor check -", kind="empty"
            )
    else:
        source = file
    return isolate.parse(source, file=file, reader=reader)


def _describe(document: Document) -> None:
    facts = f"{document.media_type} by {document.reader}, {len(document.sections)} sections"
    click.echo(f"{inert(document.file)}: {facts}, language {document.language}", err=True)


def _progress(jobs: list[T], *, quiet: bool) -> Iterator[T]:
    if quiet or len(jobs) < 2 or not sys.stderr.isatty():
        yield from jobs
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(jobs, "Reading", console=Console(stderr=True), transient=True)

"""`cvtailor tailor`."""

from __future__ import annotations

import hashlib
import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from cvtailor import api
from cvtailor.advice.types import Settings, Verdict
from cvtailor.cli import batch, options, repository
from cvtailor.cli.app import COULD_NOT, DONE, GATE_FAILED, complain
from cvtailor.errors import ReadError, SettingsError
from cvtailor.reporting.safe import inert
from cvtailor.reporting.types import FileError, file_error
from cvtailor.workspace import output as files

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cvtailor.advice.tailoring import Tailoring
    from cvtailor.advice.types import Rewrite
    from cvtailor.document import Document, Span

_SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm", ".pdf", ".docx")


@click.command(name="tailor")
@click.argument("path", metavar="CV")
@click.option(
    "--job",
    "jobs",
    multiple=True,
    metavar="FILE",
    help="An advert, or a folder of them; - for standard input; repeatable. Without it the job that the settings name for this CV.",
)
@options.judging
@options.gates
@options.reading
@click.option(
    "--interactive",
    is_flag=True,
    help="Walk through the wordings that need an answer from you, and put what you accept into the copy.",
)
@options.writing_as(*options.FORMATS, copies=True)
def command(
    path: str,
    *,
    jobs: tuple[str, ...],
    settings: Settings,
    lexicons: tuple[str, ...],
    reader: str,
    interactive: bool,
    sink: options.Sink,
) -> int:
    """Say how a CV meets an advertised job, and which few honest edits help most.

    \b
    cvtailor tailor cv.pdf --job advert.txt
    cvtailor tailor cv.docx --job adverts/
    pbpaste | cvtailor tailor cv.pdf --job - --format json
    cvtailor tailor cv.docx --job advert.txt -o tailored.docx
    cvtailor tailor cv.pdf --job advert.txt -o tailored.md --interactive

    A copy says nothing new: the advert's skills first in each list, safer wordings, names spelt as
    the advert spells them. Your own file stays as it is; the changes are listed.
    """
    jobs = jobs or _named(path)
    copy = _copy(path, jobs, sink, interactive=interactive)
    if copy:
        return _tailored_copy(
            path, jobs[0], copy, settings, lexicons, reader=reader, interactive=interactive, sink=sink
        )
    tailored = api.tailorer(repository.settings_of(path, settings, options.project()), lexicons=lexicons)
    documents, _ = batch.run([path], _itself, reader=reader, sink=sink)
    if len(documents) > 1:
        raise SettingsError(f"{path} holds {len(documents)} CVs.", "Name one of them.")
    document = documents[0]
    if isinstance(document, FileError):
        _put([document], sink, single=True, inputs=[path])
        return COULD_NOT
    results: list[Tailoring | FileError] = []
    for job in _adverts(jobs):
        try:
            given: str | bytes = sys.stdin.buffer.read(batch.MAX_STDIN) if job == "-" else job
            results.append(tailored(document, given, job))
        except ReadError as error:
            complain(error)
            results.append(file_error(job, error))
    _put(results, sink, single=len(results) == 1, inputs=[path, *jobs])
    return max((_code(each) for each in results), default=COULD_NOT)


def _put(
    results: Sequence[Tailoring | FileError], sink: options.Sink, *, single: bool, inputs: Sequence[str]
) -> None:
    """Write the report, and what further formats of it were asked for."""

    def render(name: str) -> str:
        return _render(results, replace(sink, format=name, colour=False), single=single)

    reports = replace(sink, further=tuple(each for each in sink.further if each[0] != options.COPY))
    reports.put_further(render, inputs=inputs)
    sink.put(_render(results, sink, single=single), inputs=inputs)


def _copy(path: str, jobs: tuple[str, ...], sink: options.Sink, *, interactive: bool) -> str | None:
    """Return the file of the tailored copy that is asked for; null where none is.

    Raises:
        click.UsageError, SettingsError: for a copy that cannot be made like this.
    """
    copies = [file for name, file in sink.further if name == options.COPY]
    if not copies:
        if interactive:
            raise click.UsageError("--interactive writes a copy: name it with -o, as in -o tailored.md.")
        return None
    if len(copies) > 1:
        raise SettingsError("Two copies are named.", "Write one at a time.")
    if not copies[0].lower().endswith(options.COPIES):
        raise SettingsError(
            f"{copies[0]} does not say what the copy is.", "Name it tailored.docx or tailored.md."
        )
    if len(jobs) > 1 or os.path.isdir(jobs[0]):
        raise SettingsError("A copy is tailored to one advert.", "Name one with --job.")
    if interactive and "-" in (path, *jobs):
        raise click.UsageError("Name CV and advert as files; standard input is for your answers.")
    files.refuse(copies[0], force=sink.force, inputs=[path, *jobs])
    return copies[0]


def _tailored_copy(
    path: str,
    job: str,
    copy: str,
    settings: Settings,
    lexicons: tuple[str, ...],
    *,
    reader: str,
    interactive: bool,
    sink: options.Sink,
) -> int:
    """Write a copy of one CV for one advert, and the report with the changes."""
    from cvtailor.cli import walk

    def accept(rewrites: Sequence[Rewrite]) -> Mapping[Span, str]:
        return walk.walk(path, rewrites, width=sink.width, colour=sink.colour) if interactive else {}

    own = repository.settings_of(path, settings, options.project())
    tailored = api.tailorer(own, lexicons=lexicons, accept=accept)
    documents, _ = batch.run([path], _itself, reader=reader, sink=sink)
    if len(documents) > 1:
        raise SettingsError(f"{path} holds {len(documents)} CVs.", "Name one of them.")
    document = documents[0]
    if isinstance(document, FileError):
        _put([document], sink, single=True, inputs=[path])
        return COULD_NOT
    original = _original(document, copy)
    try:
        given: str | bytes = sys.stdin.buffer.read(batch.MAX_STDIN) if job == "-" else job
        made = tailored(document, given, job)
    except ReadError as error:
        complain(error)
        _put([file_error(job, error)], sink, single=True, inputs=[path, job])
        return COULD_NOT
    made, content = api.copied(made, document, original)
    inputs = [path, document.file, job]
    if not document.text.strip():
        complain(ReadError(f"{path} holds no text to copy.", "Nothing was written.", kind="empty"))
    else:
        try:
            files.write(copy, content, force=sink.force, inputs=inputs)
        except SettingsError:
            _put([made], sink, single=True, inputs=inputs)  # what was accepted is not lost with the file
            raise
        if not sink.quiet:
            number = sum(each.applied is True for each in made.changes)
            what = f"{number} change{'' if number == 1 else 's'}" if number else "No change was needed, none"
            click.echo(inert(f"  {what} in {copy}; {path} is as it was."), err=True)
    _put([made], sink, single=True, inputs=inputs)
    return _code(made)


def _original(document: Document, copy: str) -> bytes | None:
    """Return the bytes of a DOCX of which a copy is to be a DOCX, too; null for a Markdown copy.

    Raises:
        SettingsError: for a CV that is none, or that is no longer the file that was read.
    """
    from cvtailor.parsing import sniff

    if not copy.lower().endswith(".docx"):
        return None
    if document.media_type != sniff.FileType.DOCX:
        kind = {sniff.FileType.PDF: "a PDF"}.get(sniff.FileType(document.media_type), "a text")
        raise SettingsError(f"A copy of {kind} is written as Markdown: name it tailored.md.", "")
    if document.file == "-":
        raise SettingsError("A DOCX on standard input is not kept.", "Name the file, or a copy tailored.md.")
    data, _ = sniff.load(document.file)
    if hashlib.sha256(data).hexdigest() != document.sha256:
        raise SettingsError(f"{document.file} has changed since it was read.", "Try again.")
    return data


def _named(path: str) -> tuple[str, ...]:
    """Return the advert that the settings file names for a CV.

    Raises:
        click.UsageError: where it names none.
    """
    rule = options.project().rule_of(path)
    if rule is None or not rule.job:
        raise click.UsageError(
            'Name an advert: --job FILE, or [files] in the settings, as in \'"cvs/ada*.pdf" = { job = "jobs/x.md" }\'.'
        )
    return (rule.job,)


def _itself(document: Document) -> Document:
    return document


def _adverts(jobs: tuple[str, ...]) -> list[str]:
    """Return the files that are meant; a folder means all adverts in it, sorted.

    Raises:
        SettingsError: for a folder that holds none.
    """
    found: list[str] = []
    for each in jobs:
        if not os.path.isdir(each):
            found.append(each)
            continue
        inside = sorted(
            os.path.join(each, name)
            for name in os.listdir(each)
            if name.lower().endswith(_SUFFIXES) and not name.startswith((".", "~$"))
        )
        if not inside:
            raise SettingsError(f"There is no advert in {each}.", f"Adverts end in {', '.join(_SUFFIXES)}.")
        found += inside
    return found


def _render(results: Sequence[Tailoring | FileError], sink: options.Sink, *, single: bool) -> str:
    from cvtailor.advice import tailoring as advice
    from cvtailor.reporting import json, tailoring

    if sink.format == "json":
        return json.render(results, single=single)
    if sink.format == "jsonl":
        return json.render_lines(results)
    made = [each for each in results if isinstance(each, advice.Tailoring)]
    parts = []
    if len(made) > 1:
        parts.append(
            tailoring.render_several(made, advice.best_together(made), width=sink.width, colour=sink.colour)
        )
    if len(made) == 1 or sink.everything:
        parts += [
            tailoring.render(each, width=sink.width, colour=sink.colour, everything=sink.everything)
            for each in made
        ]
    return "".join(parts)


def _code(result: Tailoring | FileError) -> int:
    if isinstance(result, FileError) or result.verdict is Verdict.COULD_NOT_JUDGE:
        return COULD_NOT
    return GATE_FAILED if result.verdict is Verdict.FAIL else DONE

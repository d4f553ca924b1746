"""`cvtailor tailor`."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from cvtailor import api
from cvtailor.advice.types import Settings, Verdict
from cvtailor.cli import batch, options, repository
from cvtailor.cli.app import COULD_NOT, DONE, GATE_FAILED, complain
from cvtailor.errors import ReadError, SettingsError
from cvtailor.reporting.types import FileError, file_error

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cvtailor.advice.tailoring import Tailoring
    from cvtailor.document import Document

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
@options.writing
def command(
    path: str,
    *,
    jobs: tuple[str, ...],
    settings: Settings,
    lexicons: tuple[str, ...],
    reader: str,
    sink: options.Sink,
) -> int:
    """Say how a CV meets an advertised job, and which few honest edits help most.

    \b
    cvtailor tailor cv.pdf --job advert.txt
    cvtailor tailor cv.docx --job adverts/
    pbpaste | cvtailor tailor cv.pdf --job - --format json
    """
    jobs = jobs or _named(path)
    tailored = api.tailorer(repository.settings_of(path, settings, options.project()), lexicons=lexicons)
    documents, _ = batch.run([path], _itself, reader=reader, sink=sink)
    if len(documents) > 1:
        raise SettingsError(f"{path} holds {len(documents)} CVs.", "Name one of them.")
    document = documents[0]
    if isinstance(document, FileError):
        sink.put(_render([document], sink, single=True), inputs=[path])
        return COULD_NOT
    results: list[Tailoring | FileError] = []
    for job in _adverts(jobs):
        try:
            given: str | bytes = sys.stdin.buffer.read(batch.MAX_STDIN) if job == "-" else job
            results.append(tailored(document, given, job))
        except ReadError as error:
            complain(error)
            results.append(file_error(job, error))
    sink.put(_render(results, sink, single=len(results) == 1), inputs=[path, *jobs])
    return max((_code(each) for each in results), default=COULD_NOT)


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

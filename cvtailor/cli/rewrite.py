"""`cvtailor rewrite`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cvtailor import api
from cvtailor.advice.types import Report, Settings, Verdict
from cvtailor.cli import batch, options
from cvtailor.cli.app import COULD_NOT, DONE
from cvtailor.errors import SettingsError
from cvtailor.reporting.safe import inert
from cvtailor.reporting.types import FileError, RewriteList

if TYPE_CHECKING:
    from collections.abc import Callable

    from cvtailor.document import Document


@click.command(name="rewrite")
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@click.option("--text", "bullet", metavar="BULLET", help="Rewrite this one bullet instead of a file.")
@options.judging
@options.reading
@click.option(
    "--interactive",
    is_flag=True,
    help="Walk through the proposals, fill the blanks, and write the CV's text with what you accept to -o.",
)
@options.writing_as(*options.FORMATS, "diff")
def command(
    paths: tuple[str, ...],
    *,
    bullet: str | None,
    interactive: bool,
    settings: Settings,
    lexicons: tuple[str, ...],
    reader: str,
    sink: options.Sink,
) -> int:
    """Propose rewrites, each with what it changed and what to answer before using it.

    No rewrite states a fact that the CV does not: what is missing stands in [brackets], to be
    filled with your own figures or deleted.

    \b
    cvtailor rewrite cv.pdf
    cvtailor rewrite --text "Responsible for training CNN models"
    cvtailor rewrite cv.docx --format json
    cvtailor rewrite cvs/ --format diff
    cvtailor rewrite cv.pdf --interactive -o cv-new.md
    """
    if bool(paths) == (bullet is not None):
        raise click.UsageError('Name a CV, or give one bullet with --text "…"; one of the two.')
    check = batch.checker(settings, lexicons)
    if interactive:
        return _interactive(paths, bullet, check, reader=reader, sink=sink)
    results: list[Report | FileError]
    if bullet is not None:
        results, single = [check(api.parse_item(bullet))], True
    else:
        results, single = batch.run(paths, check, reader=reader, sink=sink)
    text = _render(results, sink, single=single)
    if text:
        sink.put(text, inputs=[each.file for each in results])
    return max((_code(each, bullet) for each in results), default=COULD_NOT)


def _render(results: list[Report | FileError], sink: options.Sink, *, single: bool) -> str:
    from cvtailor.reporting import json, rewrites

    if sink.format == "text":
        return "".join(
            rewrites.render(
                each.file, each.rewrites, findings=each.findings, width=sink.width, colour=sink.colour
            )
            for each in results
            if isinstance(each, Report)
        )
    if sink.format == "diff":
        from cvtailor.reporting import diff

        return "".join(
            diff.render(each.file, each.rewrites, [bullet.span for bullet in each.bullets])
            for each in results
            if isinstance(each, Report)
        )
    values = [
        RewriteList(file=each.file, rewrites=each.rewrites) if isinstance(each, Report) else each
        for each in results
    ]
    return json.render(values, single=single) if sink.format == "json" else json.render_lines(values)


def _interactive(
    paths: tuple[str, ...],
    bullet: str | None,
    check: Callable[[Document], Report],
    *,
    reader: str,
    sink: options.Sink,
) -> int:
    """Walk through the rewrites of one CV or bullet and write the text that comes of it."""
    from cvtailor.cli import walk
    from cvtailor.reporting import accepted

    if bullet is None and (len(paths) != 1 or paths[0] == "-"):
        raise click.UsageError("Name one CV as a file; standard input is for your answers.")
    if bullet is None and not sink.output:
        raise click.UsageError("Name the new file with -o, as in -o cv-new.md.")
    if bullet is not None:
        document = api.parse_item(bullet)
        found: list[tuple[Document, Report] | FileError] = [(document, check(document))]
    else:
        found, _ = batch.run(paths, lambda each: (each, check(each)), reader=reader, sink=sink)
    if len(found) != 1 or isinstance(found[0], FileError):
        if len(found) > 1:
            raise click.UsageError("Name one CV, not a folder.")
        return COULD_NOT
    document, report = found[0]
    if not document.text.strip():
        click.echo(f"cvtailor: {inert(report.file)} holds no text to rewrite.", err=True)
        return COULD_NOT
    taken = walk.walk(report.file, report.rewrites, width=sink.width, colour=sink.colour)
    markdown = bool(sink.output) and str(sink.output).lower().endswith((".md", ".markdown"))
    new = accepted.render(document, taken, markdown=markdown and bullet is None)
    try:
        sink.put(new, inputs=[] if bullet is not None else [report.file])
    except SettingsError:
        click.echo(new, nl=False)  # what was accepted is not lost with the file
        raise
    if sink.output and not sink.quiet:
        done = f"{len(taken)} of {len(report.rewrites)} rewrites stand in {sink.output}; {report.file} is as it was."
        click.echo(f"  {inert(done)}", err=True)
    return _code(report, bullet)


def _code(result: Report | FileError, bullet: str | None) -> int:
    if not isinstance(result, Report):
        return COULD_NOT
    unjudged = bullet is None and result.verdict is Verdict.COULD_NOT_JUDGE
    return COULD_NOT if unjudged else DONE

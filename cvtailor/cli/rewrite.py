"""`cvtailor rewrite`."""

from __future__ import annotations

import click

from cvtailor import api
from cvtailor.advice.types import Report, Settings, Verdict
from cvtailor.cli import batch, options
from cvtailor.cli.app import COULD_NOT, DONE
from cvtailor.reporting.types import FileError, RewriteList


@click.command(name="rewrite")
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@click.option("--text", "bullet", metavar="BULLET", help="Rewrite this one bullet instead of a file.")
@options.judging
@options.reading
@options.writing
def command(
    paths: tuple[str, ...],
    *,
    bullet: str | None,
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
    """
    if bool(paths) == (bullet is not None):
        raise click.UsageError('Name a CV, or give one bullet with --text "…"; one of the two.')
    check = batch.checker(settings, lexicons)
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
            rewrites.render(each.file, each.rewrites, width=sink.width, colour=sink.colour)
            for each in results
            if isinstance(each, Report)
        )
    values = [
        RewriteList(file=each.file, rewrites=each.rewrites) if isinstance(each, Report) else each
        for each in results
    ]
    return json.render(values, single=single) if sink.format == "json" else json.render_lines(values)


def _code(result: Report | FileError, bullet: str | None) -> int:
    if not isinstance(result, Report):
        return COULD_NOT
    unjudged = bullet is None and result.verdict is Verdict.COULD_NOT_JUDGE
    return COULD_NOT if unjudged else DONE

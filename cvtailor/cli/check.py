"""`cvtailor check`."""

from __future__ import annotations

from typing import Any

import click

from cvtailor import api
from cvtailor.advice.types import Report, Severity, Verdict
from cvtailor.cli import batch, options
from cvtailor.cli.app import COULD_NOT, DONE, GATE_FAILED
from cvtailor.reporting.types import FileError


@click.command(name="check")
@options.paths
@options.judging
@click.option(
    "--min-score", type=click.IntRange(0, 100), envvar="CVTAILOR_MIN_SCORE", help="Fail below this score."
)
@click.option(
    "--fail-on",
    type=click.Choice([str(each) for each in Severity]),
    envvar="CVTAILOR_FAIL_ON",
    help="Fail on a finding at least this heavy.",
)
@click.option("--exit-zero", is_flag=True, help="Leave with 0 even when a gate failed.")
@options.reading
@options.writing
def command(
    paths: tuple[str, ...],
    role: str | None,
    lexicons: tuple[str, ...],
    as_of: str | None,
    config: str | None,
    min_score: int | None,
    fail_on: str | None,
    *,
    exit_zero: bool,
    reader: str,
    **writing: Any,
) -> int:
    """Check CVs against a role: what they show, what they lack, what to write instead.

    \b
    cvtailor check cv.pdf
    cvtailor check cv.docx --all
    cvtailor check cvs/ --min-score 70 --fail-on error
    cvtailor check cv.pdf --format json -o report.json
    cvtailor check cv.pdf --lexicon my-words.toml
    """
    sink = options.sink(**writing)
    given = {"role": role, "lexicons": lexicons, "as_of": as_of, "config": config}
    settings, stacked = options.settings({**given, "min_score": min_score, "fail_on": fail_on})
    api.prepare(settings, lexicons=stacked)
    results, single = batch.run(
        paths,
        lambda document: api.check(document, settings=settings, lexicons=stacked),
        reader=reader,
        sink=sink,
    )
    text = _render(results, sink, single=single)
    if text:
        sink.put(text)
    code = max((_code(each) for each in results), default=COULD_NOT)
    return DONE if exit_zero and code == GATE_FAILED else code


def _render(results: list[Report | FileError], sink: options.Sink, *, single: bool) -> str:
    from cvtailor.reporting import json, table, text

    if sink.format == "json":
        return json.render(results, single=single)
    if sink.format == "jsonl":
        return json.render_lines(results)
    reports = [each for each in results if isinstance(each, Report)]
    parts = [] if single else [table.render(results, width=sink.width, colour=sink.colour)]
    if single or sink.everything:
        parts += [
            text.render(each, width=sink.width, colour=sink.colour, everything=sink.everything)
            for each in reports
        ]
    return "".join(parts)


def _code(result: Report | FileError) -> int:
    if not isinstance(result, Report) or result.verdict is Verdict.COULD_NOT_JUDGE:
        return COULD_NOT
    return GATE_FAILED if result.verdict is Verdict.FAIL else DONE

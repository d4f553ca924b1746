"""`cvtailor check`."""

from __future__ import annotations

import click

from cvtailor.advice.types import Report, Settings, Verdict
from cvtailor.cli import batch, options
from cvtailor.cli.app import COULD_NOT, DONE, GATE_FAILED
from cvtailor.reporting.types import FileError


@click.command(name="check")
@options.paths
@options.judging
@options.gates
@click.option("--exit-zero", is_flag=True, help="Leave with 0 even when a gate failed.")
@options.reading
@options.writing
def command(
    paths: tuple[str, ...],
    *,
    settings: Settings,
    lexicons: tuple[str, ...],
    exit_zero: bool,
    reader: str,
    sink: options.Sink,
) -> int:
    """Check CVs against a role: what they show, what they lack, what to write instead.

    \b
    cvtailor check cv.pdf
    cvtailor check cv.docx --all
    cvtailor check cvs/ --min-score 70 --fail-on error
    cvtailor check cv.pdf --format json -o report.json
    cvtailor check cv.pdf --lexicon my-words.toml
    """
    results, single = batch.run(paths, batch.checker(settings, lexicons), reader=reader, sink=sink)
    text = _render(results, sink, single=single)
    if text:
        sink.put(text, inputs=[each.file for each in results])
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

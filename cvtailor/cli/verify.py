"""`cvtailor verify`."""

from __future__ import annotations

import sys

import click

from cvtailor import api
from cvtailor.advice.types import Verdict, Verification
from cvtailor.cli import options
from cvtailor.cli.app import COULD_NOT, DONE, GATE_FAILED, complain
from cvtailor.cli.batch import MAX_STDIN
from cvtailor.errors import ReadError
from cvtailor.reporting.types import FileError, file_error

_CODES = {Verdict.PASS: DONE, Verdict.FAIL: GATE_FAILED, Verdict.COULD_NOT_JUDGE: COULD_NOT}


@click.command(name="verify")
@click.argument("old")
@click.argument("new")
@click.option("--text", "texts", is_flag=True, help="OLD and NEW are the texts themselves, not files.")
@options.reading
@options.writing
def command(old: str, new: str, *, texts: bool, reader: str, sink: options.Sink) -> int:
    """Say whether NEW keeps to the facts of OLD: numbers, names, dates, roles, scope, employers.

    NEW may be worded, ordered and shortened in any way, by a person or a language model. A fact that
    was changed, added or moved to another job is a fault, and so is one that was dropped from an item
    that was kept. Items that were left out whole are notes.

    \b
    cvtailor verify cv.pdf cv-tailored.docx
    cvtailor verify --text "Helped build a parser" "Built a parser"
    cvtailor verify old.md new.md --format json

    Exit codes: 0 faithful, 1 a broken fact, 2 could not judge.
    """
    if old == new == "-":
        raise click.UsageError("Only one of the two can come on standard input.")
    if texts:
        result: Verification | FileError = api.verify_texts(old, new)
    else:
        result = _files(old, new, reader)
    sink.put(_render(result, sink), inputs=[] if texts else [old, new])
    return _CODES[result.verdict] if isinstance(result, Verification) else COULD_NOT


def _files(old: str, new: str, reader: str) -> Verification | FileError:
    documents = []
    for file in (old, new):
        try:
            source = sys.stdin.buffer.read(MAX_STDIN + 1) if file == "-" and sys.stdin else file
            documents.append(api.parse(source, file=file, reader=reader, isolated=True))
        except ReadError as error:
            complain(error)
            return file_error(file, error)
    return api.verify(*documents)


def _render(result: Verification | FileError, sink: options.Sink) -> str:
    from cvtailor.reporting import json, verification

    if sink.format == "json":
        return json.render([result], single=True)
    if sink.format == "jsonl":
        return json.render_lines([result])
    if isinstance(result, FileError):
        return ""
    return verification.render(result, width=sink.width, colour=sink.colour, everything=sink.everything)

"""`cvtailor parse`."""

from __future__ import annotations

import click

from cvtailor.cli import batch, options
from cvtailor.cli.app import COULD_NOT, DONE
from cvtailor.document import Document, ObservationKind
from cvtailor.reporting.types import FileError


@click.command(name="parse")
@options.paths
@options.reading
@options.writing
def command(paths: tuple[str, ...], *, reader: str, sink: options.Sink) -> int:
    """Show what a machine reads in a CV: sections, entries, bullets, contact facts, and what was noticed.

    \b
    cvtailor parse cv.pdf
    cvtailor parse cv.pdf --all               the whole text too
    cvtailor parse cv.pdf --reader pdfminer   what another reader sees
    cvtailor parse cv.pdf --reader both       where the two disagree
    cvtailor parse cvs/ --format jsonl -o cvs.jsonl
    """
    results, single = batch.run(paths, lambda document: document, reader=reader, sink=sink)
    text = _render(results, sink, single=single, compared=reader == "both")
    if text:
        sink.put(text, inputs=[each.file for each in results])
    return max((_code(each) for each in results), default=COULD_NOT)


def _render(results: list[Document | FileError], sink: options.Sink, *, single: bool, compared: bool) -> str:
    from cvtailor.reporting import document, json

    if sink.format == "json":
        return json.render(results, single=single)
    if sink.format == "jsonl":
        return json.render_lines(results)
    return "".join(
        document.render(
            each, width=sink.width, colour=sink.colour, everything=sink.everything, compared=compared
        )
        for each in results
        if isinstance(each, Document)
    )


def _code(result: Document | FileError) -> int:
    if not isinstance(result, Document):
        return COULD_NOT
    kinds = {each.kind for each in result.observations}
    return COULD_NOT if ObservationKind.NO_TEXT in kinds else DONE

"""`cvtailor interview`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cvtailor import api
from cvtailor.advice.types import Interview, Settings, Topic, Verdict
from cvtailor.cli import batch, options
from cvtailor.cli.app import COULD_NOT, DONE
from cvtailor.reporting.types import FileError

if TYPE_CHECKING:
    from cvtailor.document import Document

FIRST = 10  # questions that a person is shown without --all or --limit


@click.command(name="interview")
@options.paths
@click.option(
    "--limit",
    type=click.IntRange(1),
    metavar="N",
    help=f"At most N questions; default: {FIRST} in text and Markdown, all in JSON.",
)
@click.option(
    "--topic", type=click.Choice([str(each) for each in Topic]), help="Only questions on this topic."
)
@options.judging
@options.reading
@options.writing_as(*options.FORMATS, "markdown")
def command(
    paths: tuple[str, ...],
    *,
    limit: int | None,
    topic: str | None,
    settings: Settings,
    lexicons: tuple[str, ...],
    reader: str,
    sink: options.Sink,
) -> int:
    """Ask what an interviewer may ask about a CV's own claims.

    Every name and number in a question is quoted from the CV; each question says where the claim
    stands and what a good answer names. The topics are those of the role article: how machine
    learning was applied, how you keep up with research, challenges; and your course so far.

    \b
    cvtailor interview cv.pdf
    cvtailor interview cv.pdf --topic challenges --limit 5
    cvtailor interview cv.docx --all --format markdown -o questions.md
    """
    api.prepare(settings, lexicons=lexicons)

    def ask(document: Document) -> Interview:
        return api.interview(document, settings=settings, lexicons=lexicons, limit=limit, topic=topic)

    results, single = batch.run(paths, ask, reader=reader, sink=sink)
    most = None if sink.everything or limit is not None else FIRST
    inputs = [each.file for each in results]
    text = _render(results, sink.format, sink, most=most, single=single)
    if text:
        sink.put(text, inputs=inputs)
    sink.put_further(lambda name: _render(results, name, sink, most=most, single=single), inputs=inputs)
    return max((_code(each) for each in results), default=COULD_NOT)


def _render(
    results: list[Interview | FileError], name: str, sink: options.Sink, *, most: int | None, single: bool
) -> str:
    from cvtailor.reporting import interview, json

    if name == "json":
        return json.render(results, single=single)
    if name == "jsonl":
        return json.render_lines(results)
    asked = [each for each in results if isinstance(each, Interview)]
    if name == "markdown":
        return "\n".join(interview.markdown(each, most=most) for each in asked)
    return "".join(interview.render(each, width=sink.width, colour=sink.colour, most=most) for each in asked)


def _code(result: Interview | FileError) -> int:
    judged = isinstance(result, Interview) and result.verdict is not Verdict.COULD_NOT_JUDGE
    return DONE if judged else COULD_NOT

"""`cvtailor check`."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cvtailor.advice.types import Report, Settings, Verdict
from cvtailor.cli import batch, keeping, options, repository
from cvtailor.cli.app import COULD_NOT, DONE, GATE_FAILED
from cvtailor.reporting.types import FileError

if TYPE_CHECKING:
    from cvtailor.document import Document
    from cvtailor.workspace.config import Project


@click.command(name="check")
@options.paths
@options.judging
@options.gates
@repository.taking
@click.option(
    "--show-settings", is_flag=True, help="Show the settings that would hold, and where they come from."
)
@click.option(
    "--cache/--no-cache",
    "cache",
    default=None,
    envvar="CVTAILOR_CACHE",
    help="Keep results, so that an unchanged CV is answered at once (on, but where CI is set).",
)
@click.option("--exit-zero", is_flag=True, help="Leave with 0 even when a gate failed.")
@options.reading
@options.writing_as(*options.REPORTS)
def command(
    paths: tuple[str, ...],
    *,
    settings: Settings,
    lexicons: tuple[str, ...],
    cache: bool | None,
    exit_zero: bool,
    show_settings: bool,
    choice: repository.Choice,
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
    cvtailor check cvs/ --format sarif -o cv.sarif -o markdown=summary.md
    cvtailor check cvs/ --baseline cv-baseline.json --since origin/main
    """
    project = options.project()
    if show_settings:
        sink.put(_settings_shown(settings, lexicons, project))
        return DONE
    only = repository.changed(paths, choice)
    seen: dict[str, Document] | None = {} if _wants_html(sink) else None
    keeper = keeping.keeper(settings, lexicons, project, choice, reader, asked=cache)
    if seen is not None or sink.verbose:
        keeper = None  # both want the document itself
    check = repository.checker(settings, lexicons, project, choice, seen, keeper)
    known = keeper.known if keeper else None
    found, single = batch.run(paths, check, reader=reader, sink=sink, only=only, known=known)
    if only is not None and not found:
        click.echo(repository.no_change(choice), err=True)
        if sink.format == "text":
            return DONE
    results = repository.judged(found, settings, project, choice, sink)
    inputs = [each.file for each in results]

    def render(name: str) -> str:
        if name == "html":
            return _html(results, seen or {}, redact=choice.redact)
        return _render(results, name, sink, single=single)

    text = render(sink.format)
    if text:
        sink.put(text, inputs=inputs)
    sink.put_further(render, inputs=inputs)
    code = max((_code(each) for each in results), default=COULD_NOT if only is None else DONE)
    return DONE if exit_zero and code == GATE_FAILED else code


def _render(results: list[Report | FileError], name: str, sink: options.Sink, *, single: bool) -> str:
    """Return the results in the format `name`; formats are imported only when they are asked for."""
    if name == "json":
        from cvtailor.reporting import json

        return json.render(results, single=single)
    if name == "jsonl":
        from cvtailor.reporting import json

        return json.render_lines(results)
    if name == "sarif":
        return _sarif(results)
    if name == "markdown":
        from cvtailor.reporting import markdown

        return markdown.render(results, everything=sink.everything)
    if name in {"github", "junit", "rdjson", "badge"}:
        rendered: str = importlib.import_module(f"cvtailor.reporting.{name}").render(results)
        return rendered
    return _text(results, sink, single=single)


def _text(results: list[Report | FileError], sink: options.Sink, *, single: bool) -> str:
    from cvtailor.reporting import table, text

    reports = [each for each in results if isinstance(each, Report)]
    parts = [] if single else [table.render(results, width=sink.width, colour=sink.colour)]
    if single or sink.everything:
        parts += [
            text.render(each, width=sink.width, colour=sink.colour, everything=sink.everything)
            for each in reports
        ]
    return "".join(parts)


def _wants_html(sink: options.Sink) -> bool:
    return sink.format == "html" or any(name == "html" for name, _ in sink.further)


def _html(results: list[Report | FileError], documents: dict[str, Document], *, redact: bool) -> str:
    """Return the HTML report, with the pages of PDF files as pictures; those of a redacted one are painted over."""
    from cvtailor.parsing import rendering
    from cvtailor.reporting import html
    from cvtailor.reporting import redact as hiding

    pictures = {}
    for file, document in documents.items():
        if document.media_type != "application/pdf" or file == "-":
            continue
        try:
            data = Path(file).read_bytes()
        except OSError:
            continue
        hidden = hiding.boxes(document) if redact else None
        drawn = rendering.pages(data, hidden=hidden)
        pictures[file] = [(each.width, each.height, each.png) for each in drawn]
    shown = {file: hiding.text_hidden(each) if redact else each for file, each in documents.items()}
    return html.render(results, documents=shown, pictures=pictures)


def _sarif(results: list[Report | FileError]) -> str:
    from importlib.metadata import version

    from cvtailor.advice import catalogue
    from cvtailor.reporting import sarif
    from cvtailor.workspace import files

    paths = {each.file: files.from_root(each.file) for each in results}
    return sarif.render(results, rules=catalogue.rules(), version=version("cvtailor"), paths=paths)


def _code(result: Report | FileError) -> int:
    if not isinstance(result, Report) or result.verdict is Verdict.COULD_NOT_JUDGE:
        return COULD_NOT
    return GATE_FAILED if result.verdict is Verdict.FAIL else DONE


def _settings_shown(settings: Settings, lexicons: tuple[str, ...], project: Project) -> str:
    """Return the settings that hold, as JSON, with the file they come from."""
    from cvtailor.document import json_text

    shown = {
        "settings_file": str(project.path) if project.path else None,
        "settings": settings,
        "lexicons": list(lexicons),
        "files": {each.pattern: {"role": each.role, "job": each.job} for each in project.files},
        "ignores": [f"{each.said()}: {each.reason}" for each in project.ignores],
    }
    return json_text(shown) + "\n"

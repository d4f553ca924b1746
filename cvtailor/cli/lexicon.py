"""`cvtailor lexicon list|show|lint`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cvtailor.advice.types import Settings
from cvtailor.cli import options
from cvtailor.cli.app import DONE, GATE_FAILED
from cvtailor.errors import SettingsError

if TYPE_CHECKING:
    from cvtailor.lexicon.types import Keyword, Lexicon


@click.group(name="lexicon")
def command() -> None:
    """List, show and check the keywords of a role.

    \b
    cvtailor lexicon list
    cvtailor lexicon show
    cvtailor lexicon show pytorch
    cvtailor lexicon show --technology kafka
    cvtailor lexicon show pytorch --why --in cv.pdf
    cvtailor lexicon lint --lexicon my-words.toml
    """


@command.command(name="list")
@options.writing
def list_(*, sink: options.Sink) -> int:
    """List the roles that come with cvtailor, and the files of the technology lexicon."""
    from cvtailor import lexicon
    from cvtailor.reporting import json
    from cvtailor.reporting import lexicon as shown

    sources = lexicon.sources()
    if sink.format == "text":
        sink.put(shown.render_list(sources, width=sink.width, colour=sink.colour))
    else:
        sink.put(json.render(sources, single=False) if sink.format == "json" else json.render_lines(sources))
    return DONE


@command.command(name="show")
@click.argument("term", required=False)
@click.option("--technology", is_flag=True, help="Of the broad technology lexicon, not of a role.")
@click.option("--why", "explain", is_flag=True, help="Say why a CV shows TERM or not; needs --in.")
@click.option("--in", "cv", metavar="CV", help="The CV to explain TERM in.")
@options.reading
@options.judging
@options.writing
def show(
    term: str | None,
    *,
    technology: bool,
    explain: bool,
    cv: str | None,
    reader: str,
    settings: Settings,
    lexicons: tuple[str, ...],
    sink: options.Sink,
) -> int:
    """Show a role's groups, or all that is known of one TERM (an id, a name or a form).

    With --why --in CV: every place in the CV that could have matched TERM, what it counts for and why, and
    what refused the others. TERM is then looked up in the role first, else in the technology lexicon.
    """
    from cvtailor import lexicon

    files = [Path(each) for each in lexicons]
    if explain or cv:
        if term is None or cv is None:
            raise SettingsError(
                "--why needs a term and a CV.", "cvtailor lexicon show TERM --why --in cv.pdf"
            )
        return _why(term, cv, reader, settings, files, technology=technology, sink=sink)
    loaded = lexicon.technology() if technology else lexicon.load(settings.role, files)
    if term is None:
        _put_lexicon(loaded, sink)
        return DONE
    _put_keyword(_found(term, loaded), loaded, sink)
    return DONE


def _put_lexicon(loaded: Lexicon, sink: options.Sink) -> None:
    from cvtailor.reporting import json
    from cvtailor.reporting import lexicon as shown

    if sink.format == "text":
        render = shown.render if loaded.groups else shown.render_terms
        sink.put(render(loaded, width=sink.width, colour=sink.colour))
    else:
        sink.put(json.render([loaded], single=True) if sink.format == "json" else json.render_lines([loaded]))


def _put_keyword(keyword: Keyword, loaded: Lexicon, sink: options.Sink) -> None:
    from cvtailor.reporting import json
    from cvtailor.reporting import lexicon as shown

    if sink.format == "text":
        group = loaded.group_of(keyword.id)
        sink.put(shown.render_keyword(keyword, group, width=sink.width, colour=sink.colour))
    else:
        made = [keyword]
        sink.put(json.render(made, single=True) if sink.format == "json" else json.render_lines(made))


def _why(
    term: str,
    cv: str,
    reader: str,
    settings: Settings,
    files: list[Path],
    *,
    technology: bool,
    sink: options.Sink,
) -> int:
    from cvtailor import api, lexicon
    from cvtailor.nlp.why import why
    from cvtailor.reporting import json
    from cvtailor.reporting import why as shown

    loaded = lexicon.load(settings.role, files)
    if technology or loaded.find(term) is None:
        loaded = lexicon.load(settings.role, files, technology=True)
    own = lexicon.technology().find(term) if technology else None
    keyword = loaded.keyword(own.id) if own and own.id in loaded.broad else _found(term, loaded)
    document = api.parse(cv, reader=reader, isolated=True)
    made = why(document, loaded, keyword.id, as_of=settings.as_of)
    if sink.format == "text":
        sink.put(shown.render(made, width=sink.width, colour=sink.colour), inputs=[cv])
    else:
        plain = json.render([made], single=True) if sink.format == "json" else json.render_lines([made])
        sink.put(plain, inputs=[cv])
    return DONE


def _found(term: str, loaded: Lexicon) -> Keyword:
    """Return the keyword that a term names.

    Raises:
        SettingsError: when there is none; it says where else there is one, or what is near.
    """
    from cvtailor import lexicon
    from cvtailor.lexicon.tables import nearest

    keyword = loaded.find(term)
    if keyword is not None:
        return keyword
    message = f'"{term}" is no keyword of {loaded.id}'
    if loaded.id != "technology" and not loaded.broad and lexicon.technology().find(term):
        hint = f'It is one of the technology lexicon: cvtailor lexicon show --technology "{term}"'
        raise SettingsError(f"{message}.", hint)
    names = [each.name for each in loaded.keywords]
    raise SettingsError(f"{message}{nearest(term, names)}.", "See: cvtailor lexicon show")


@command.command(name="lint")
@click.option(
    "--technology", is_flag=True, help="The role with the technology lexicon beside it, not the role alone."
)
@options.judging
@options.writing
def lint(
    *,
    technology: bool,
    settings: Settings,
    lexicons: tuple[str, ...],
    sink: options.Sink,
) -> int:
    """Check a lexicon for doubled, unreachable, ambiguous and dead entries (exit code 1 if any)."""
    from cvtailor import lexicon
    from cvtailor.nlp.reach import unreachable
    from cvtailor.reporting import json
    from cvtailor.reporting import lexicon as shown

    files = [Path(each) for each in lexicons]
    loaded, mistakes = lexicon.load_with_mistakes(settings.role, files, technology=technology)
    problems = (*map(lexicon.problem, mistakes), *lexicon.lint(loaded), *unreachable(loaded))
    if sink.format == "json":
        sink.put(json.render(problems, single=False))
    elif sink.format == "jsonl":
        sink.put(json.render_lines(problems))
    elif problems:
        sink.put(shown.render_problems(problems, width=sink.width, colour=sink.colour))
    else:
        sink.put(f"{loaded.id}: nothing to complain of in {len(loaded.keywords)} keywords.\n")
    return GATE_FAILED if problems else DONE

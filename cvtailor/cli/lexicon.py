"""`cvtailor lexicon list|show|lint`."""

from __future__ import annotations

from pathlib import Path

import click

from cvtailor.advice.types import Settings
from cvtailor.cli import options
from cvtailor.cli.app import DONE, GATE_FAILED
from cvtailor.errors import SettingsError


@click.group(name="lexicon")
def command() -> None:
    """List, show and check the keywords of a role.

    \b
    cvtailor lexicon list
    cvtailor lexicon show
    cvtailor lexicon show pytorch
    cvtailor lexicon lint --lexicon my-words.toml
    """


@command.command(name="list")
@options.writing
def list_(*, sink: options.Sink) -> int:
    """List the roles that come with cvtailor."""
    from cvtailor import lexicon
    from cvtailor.reporting import json
    from cvtailor.reporting import lexicon as shown

    roles = lexicon.roles()
    plain = [{"id": id, "title": title} for id, title in roles]
    if sink.format == "text":
        sink.put(shown.render_list(roles, width=sink.width, colour=sink.colour))
    else:
        sink.put(json.render(plain, single=False) if sink.format == "json" else json.render_lines(plain))
    return DONE


@command.command(name="show")
@click.argument("term", required=False)
@options.judging
@options.writing
def show(
    term: str | None,
    *,
    settings: Settings,
    lexicons: tuple[str, ...],
    sink: options.Sink,
) -> int:
    """Show a role's groups, or all that is known of one TERM (an id, a name or a form)."""
    from cvtailor import lexicon
    from cvtailor.reporting import json
    from cvtailor.reporting import lexicon as shown

    loaded = lexicon.load(settings.role, [Path(each) for each in lexicons])
    if term is None:
        if sink.format == "text":
            sink.put(shown.render(loaded, width=sink.width, colour=sink.colour))
        else:
            sink.put(json.render([loaded], single=True))
        return DONE
    keyword = loaded.find(term)
    if keyword is None:
        raise SettingsError(f'"{term}" is no keyword of {loaded.id}.', "See: cvtailor lexicon show")
    if sink.format == "text":
        group = loaded.group_of(keyword.id)
        sink.put(shown.render_keyword(keyword, group, width=sink.width, colour=sink.colour))
    else:
        sink.put(json.render([keyword], single=True))
    return DONE


@command.command(name="lint")
@options.judging
@options.writing
def lint(
    *,
    settings: Settings,
    lexicons: tuple[str, ...],
    sink: options.Sink,
) -> int:
    """Check a lexicon for doubled, unreachable, ambiguous and dead entries (exit code 1 if any)."""
    from cvtailor import lexicon
    from cvtailor.reporting import json

    loaded = lexicon.load(settings.role, [Path(each) for each in lexicons])
    problems = lexicon.lint(loaded)
    if sink.format == "text":
        text = "".join(f"{each}\n" for each in problems)
        sink.put(text or f"{loaded.id}: nothing to complain of in {len(loaded.keywords)} keywords.\n")
    else:
        sink.put(json.render([str(each) for each in problems], single=False))
    return GATE_FAILED if problems else DONE

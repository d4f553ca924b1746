"""What `check` does for a repository of CVs: which files, which role for each, what is known or ignored."""

from __future__ import annotations

import datetime as dt
import functools
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from cvtailor import api
from cvtailor.advice.types import Report
from cvtailor.errors import SettingsError
from cvtailor.reporting.safe import inert
from cvtailor.workspace import git, suppress
from cvtailor.workspace import output as files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cvtailor.advice.types import Settings
    from cvtailor.cli.keeping import Keeper
    from cvtailor.cli.options import Command, Sink
    from cvtailor.document import Document
    from cvtailor.reporting.types import FileError
    from cvtailor.workspace.config import Project

_OPTIONS = ("baseline", "update_baseline", "since", "redact")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the options say: a baseline and whether to write it, the revision since which files count, redaction."""

    baseline: str | None
    update_baseline: bool
    since: str | None
    redact: bool


def taking(function: Command) -> Command:
    """Take the options; the command gets a `choice`."""

    @functools.wraps(function)
    def taken(*arguments: Any, **given: Any) -> Any:
        named = {name: given.pop(name) for name in _OPTIONS}
        if named["update_baseline"] and not named["baseline"]:
            raise click.UsageError("--update-baseline needs --baseline FILE.")
        return function(*arguments, choice=Choice(**named), **given)

    made: Any = taken
    for option in (
        click.option("--redact", is_flag=True, help="Leave the person's name out of the report too."),
        click.option(
            "--since",
            metavar="REF",
            help="Check only files that changed since this git revision.",
        ),
        click.option("--update-baseline", is_flag=True, help="Write what is found now to the baseline."),
        click.option(
            "--baseline",
            metavar="FILE",
            envvar="CVTAILOR_BASELINE",
            help="Show and gate only what this file does not know yet.",
        ),
    ):
        made = option(made)
    return cast("Command", made)


def checker(
    settings: Settings,
    lexicons: Sequence[str],
    project: Project,
    choice: Choice,
    seen: dict[str, Document] | None = None,
    keeper: Keeper | None = None,
) -> Callable[[Document], Report]:
    """Return the check of a document, with the role that the settings file gives it.

    All lexicons are loaded now, or, where results may be known to `keeper`, before the first document that is read.
    Documents are kept in `seen`, where one is given, by file.

    Raises:
        LexiconError: for an unknown role or a lexicon with a mistake.
    """

    @functools.cache
    def prepare() -> None:
        for role in {settings.role, *(each.role for each in project.files if each.role)}:
            api.prepare(replace(settings, role=role), lexicons=lexicons)

    if keeper is None:
        prepare()

    def check(document: Document) -> Report:
        prepare()
        if seen is not None:
            seen[document.file] = document
        report = api.check(
            document, settings=settings_of(document.file, settings, project), lexicons=lexicons
        )
        if choice.redact:
            from cvtailor.reporting import redact

            report = redact.without_name(report, document.contact.name)
        if keeper is not None:
            keeper.keep(document, report)
        return report

    return check


def settings_of(file: str, settings: Settings, project: Project) -> Settings:
    """Return the settings for a file, with the role that the settings file gives it."""
    rule = project.rule_of(file)
    return replace(settings, role=rule.role) if rule and rule.role else settings


def changed(paths: Iterable[str], choice: Choice) -> set[str] | None:
    """Return the real paths of the files that changed, or None where all count.

    Raises:
        SettingsError: as `git.changed`.
    """
    if choice.since is None:
        return None
    first = next(iter(paths), ".")
    return git.changed(choice.since, first if os.path.isdir(first) else os.path.dirname(first) or ".")


def judged(
    results: Sequence[Report | FileError], settings: Settings, project: Project, choice: Choice, sink: Sink
) -> list[Report | FileError]:
    """Return the results without what is ignored or known; write the baseline if that is asked for.

    Raises:
        SettingsError: for a baseline that cannot be read or written.
    """
    path = Path(choice.baseline) if choice.baseline else None
    known = suppress.load(path) if path and (path.exists() or not choice.update_baseline) else None
    today = dt.datetime.now(tz=dt.UTC).date()
    used: set[int] = set()
    shown: list[Report | FileError] = []
    reports: list[tuple[str, Report]] = []
    for each in results:
        if not isinstance(each, Report):
            shown.append(each)
            continue
        name = project.name_of(each.file)
        kept, by = suppress.apply(each, name, settings, ignores=project.ignores, baseline=known, today=today)
        used |= by
        shown.append(kept)
        ignored, _ = suppress.apply(each, name, settings, ignores=project.ignores, today=today)
        reports.append((name, ignored))
    if path and choice.update_baseline:
        files.write(
            str(path), suppress.dump(reports, known), force=True, inputs=[each.file for each in results]
        )
        if not sink.quiet:
            click.echo(f"{inert(str(path))} knows {len(reports)} files now.", err=True)
    if not sink.quiet and choice.since is None:
        for note in suppress.notes(project.ignores, used, today):
            click.echo(f"Note: {inert(note)}", err=True)
    return shown


def no_change(choice: Choice) -> str:
    """Return what to say where nothing changed since the revision."""
    if choice.since is None:
        raise SettingsError("Nothing was found to check.", "Name a file.")
    return f"No CV changed since {inert(choice.since)}."

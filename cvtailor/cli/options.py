"""Options that several commands share, and what they come to."""

from __future__ import annotations

import contextlib
import difflib
import functools
import os
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from cvtailor.advice.types import Profile, Severity
from cvtailor.errors import CvtailorError, SettingsError
from cvtailor.workspace import config
from cvtailor.workspace import output as files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cvtailor.advice.types import Settings

Command = TypeVar("Command", bound="Callable[..., Any]")
FORMATS = ("text", "json", "jsonl")
COPY = "copy"  # of the CV, beside the formats of a report
COPIES = (".docx", ".md", ".markdown")
REPORTS = (*FORMATS, "markdown", "github", "sarif", "junit", "rdjson", "html", "badge")  # of `check`
_JUDGING = ("role", "lexicons", "as_of", "config", "profile", "min_score", "fail_on")
_WRITING = ("format_", "output", "force", "everything", "quiet", "verbose", "color")


def paths(function: Command) -> Command:
    """Take one or more files or folders ("-" for standard input)."""
    return click.argument("paths", nargs=-1, required=True, metavar="PATH...")(function)


def reading(function: Command) -> Command:
    """Take the choice of reader."""
    return click.option(
        "--reader",
        type=click.Choice(["pdfium", "pdfminer", "both"]),
        default="pdfium",
        show_default=True,
        help="Which reader takes the text from a PDF; both: say where the two disagree.",
    )(function)


def judging(function: Command) -> Command:
    """Take role, lexicons, date and configuration file; the command gets `settings` and `lexicons`."""

    @functools.wraps(function)
    def judged(*arguments: Any, **given: Any) -> Any:
        named = {name: given.pop(name) for name in _JUDGING if name in given}
        settings, lexicons = _settings(named)
        return function(*arguments, settings=settings, lexicons=lexicons, **given)

    taken: Any = judged
    for option in (
        click.option(
            "--config",
            metavar="FILE",
            cls=Variable,
            envvar="CVTAILOR_CONFIG",
            help="Settings; default: the nearest cvtailor.toml.",
        ),
        click.option(
            "--as-of",
            metavar="DATE",
            cls=Variable,
            envvar="CVTAILOR_AS_OF",
            help="Judge as of this date; default: the latest in the CV.",
        ),
        click.option(
            "--profile",
            type=click.Choice([str(each) for each in Profile]),
            cls=Variable,
            envvar="CVTAILOR_PROFILE",
            help="Whose habits the CV is judged by; default: guessed, and said.",
        ),
        click.option(
            "--lexicon",
            "lexicons",
            multiple=True,
            metavar="FILE",
            help="A lexicon of your own, stacked on the role's; repeatable.",
        ),
        click.option(
            "--role",
            metavar="ID",
            cls=Variable,
            envvar="CVTAILOR_ROLE",
            help="The role to check for; see cvtailor lexicon list.",
        ),
    ):
        taken = option(taken)
    return cast("Command", taken)


class Variable(click.Option):
    """An option that a variable of the environment may give: a bad value is blamed on what gave it."""

    def get_error_hint(self, ctx: click.Context | None) -> str:
        """Return the variable's name where the value came from it, else the option's."""
        name = _variable(ctx, self)
        return f"the environment variable {name}" if name else super().get_error_hint(ctx)


def _variable(ctx: click.Context | None, option: click.Parameter) -> str | None:
    """Return the name of the variable that gave an option's value, or None."""
    if ctx is None or option.name is None:
        return None
    given = ctx.get_parameter_source(option.name) is click.core.ParameterSource.ENVIRONMENT
    return str(option.envvar) if given and option.envvar else None


def _from_environment(key: str) -> str | None:
    """Return the name of the variable that gave the value of a setting in the command that runs, or None."""
    ctx = click.get_current_context()
    own = (_variable(ctx, each) for each in ctx.command.params if each.name == key)
    return next(own, None)


_PROJECT = "cvtailor.project"


def project() -> config.Project:
    """Return what the settings file says beyond settings; to be called in a command with `judging`."""
    found: config.Project = click.get_current_context().meta[_PROJECT]
    return found


def gates(function: Command) -> Command:
    """Take the gates, which are settings too: put it under `judging`."""
    for option in (
        click.option(
            "--fail-on",
            type=click.Choice([str(each) for each in Severity]),
            cls=Variable,
            envvar="CVTAILOR_FAIL_ON",
            help="Fail on a finding at least this heavy.",
        ),
        click.option(
            "--min-score",
            type=click.IntRange(0, 100),
            cls=Variable,
            envvar="CVTAILOR_MIN_SCORE",
            help="Fail below this score.",
        ),
    ):
        function = option(function)
    return function


def writing(function: Command) -> Command:
    """Take format, output file, colour and verbosity; the command gets a `sink`."""
    return writing_as(*FORMATS)(function)


def writing_as(*formats: str, copies: bool = False) -> Callable[[Command], Command]:
    """Take what `writing` takes, with these formats; more than one file may be written in a run.

    With `copies`, an output named like a CV (tailored.docx, tailored.md), or one with "copy=", is a copy of the CV:
    it stands in `Sink.further` under the format `COPY`, and the report goes where it goes without it.
    """
    return functools.partial(_writing, formats, copies)


def _writing(formats: tuple[str, ...], copies: bool, function: Command) -> Command:
    @functools.wraps(function)
    def written(*arguments: Any, **given: Any) -> Any:
        named = {name: given.pop(name) for name in _WRITING}
        if copies:
            named["output"] = tuple(_as_copy(each) for each in named["output"])
        return function(*arguments, sink=_sink((*formats, COPY) if copies else formats, **named), **given)

    taken: Any = written
    for option in (
        click.option(
            "--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colour in text."
        ),
        click.option("--force", is_flag=True, help="Replace the output file if it is there."),
        click.option(
            "-o",
            "--output",
            metavar="[FORMAT=]FILE",
            multiple=True,
            help="Write there instead of to standard output; with FORMAT= beside it, in that format. Repeatable."
            + (
                " A name that ends in .docx or .md (or copy=FILE): a tailored copy of the CV."
                if copies
                else ""
            ),
        ),
        click.option(
            "--format",
            "format_",
            type=click.Choice(formats),
            default="text",
            cls=Variable,
            envvar="CVTAILOR_FORMAT",
            show_default=True,
        ),
        click.option(
            "-a", "--all", "everything", is_flag=True, help="Show everything, not only what comes first."
        ),
        click.option("-v", "--verbose", is_flag=True, help="Say on standard error what was read, and how."),
        click.option("-q", "--quiet", is_flag=True, help="No progress and no notes on standard error."),
    ):
        taken = option(taken)
    return cast("Command", taken)


def _as_copy(output: str) -> str:
    """Return what -o says, with "copy=" before a name that says so by its ending."""
    plain = not re.match(r"[a-z]+=.", output)
    return f"{COPY}={output}" if plain and output.lower().endswith(COPIES) else output


def _settings(given: dict[str, Any]) -> tuple[Settings, tuple[str, ...]]:
    """Return the settings and lexicon files: command line over environment over file over defaults.

    Raises:
        SettingsError: for a configuration or a value with a mistake.
    """
    named = given.pop("config", None)
    path = Path(named) if named else config.find(Path.cwd())
    with _blamed("config"):
        values = config.load(path)
    click.get_current_context().meta[_PROJECT] = config.project(path, values)
    own = tuple(given.pop("lexicons", ()))
    lexicons = own or tuple(values.pop("lexicons", ()))
    said = {key: value for key, value in given.items() if value is not None}
    for key, value in said.items():
        with _blamed(key):
            config.settings({key: value})
            if key == "role":
                _known(str(value), lexicons)
    return config.settings({**values, **said}), lexicons


@contextlib.contextmanager
def _blamed(key: str) -> Iterator[None]:
    """Name the variable in an error on a value that the environment gave."""
    try:
        yield
    except CvtailorError as error:
        name = _from_environment(key)
        if name is None:
            raise
        raise SettingsError(f"The environment variable {name}: {error.message}", error.hint) from error


def _known(role: str, lexicons: tuple[str, ...]) -> None:
    """Read the role's lexicon where a variable named it, so that the variable can be blamed for it.

    Raises:
        LexiconError: for an unknown role.
    """
    if _from_environment("role") is not None:
        from cvtailor import lexicon

        lexicon.load(role, [Path(each) for each in lexicons])


@dataclass(frozen=True, slots=True, kw_only=True)
class Sink:
    """Where a result goes and how wide and colourful it may be there."""

    format: str
    output: str | None
    force: bool
    everything: bool
    quiet: bool
    verbose: bool
    colour: bool
    width: int
    further: tuple[tuple[str, str], ...] = ()

    def put_further(self, render: Callable[[str], str], inputs: Iterable[str] = ()) -> None:
        """Write what `render` makes of each further format to its file.

        Raises:
            SettingsError: as `put`.
        """
        for name, file in self.further:
            files.write(file, render(name), force=self.force, inputs=inputs)

    def put(self, text: str, inputs: Iterable[str] = ()) -> None:
        """Write the whole result: to the file, or to standard output as UTF-8.

        Raises:
            SettingsError: when the file is there already, is one of `inputs`, or cannot be written.
        """
        if self.output:
            files.write(self.output, text, force=self.force, inputs=inputs)
            return
        if sys.stdout is None:
            raise SettingsError("There is no standard output to write to.", "Name a file with -o.")
        try:
            sys.stdout.buffer.write(text.encode("utf-8", "replace"))
            sys.stdout.flush()
        except BrokenPipeError:  # the reader has seen enough, as in `cvtailor check cv.pdf | head`
            _drop_stdout()
        except OSError as error:
            _drop_stdout()
            raise SettingsError(
                f"Standard output cannot be written: {error.strerror}.", "Free some space, or use -o."
            ) from error


def _drop_stdout() -> None:
    """Send what Python still holds for standard output nowhere, so that it leaves in peace."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _sink(
    formats: tuple[str, ...],
    *,
    format_: str,
    output: tuple[str, ...],
    force: bool,
    everything: bool,
    quiet: bool,
    verbose: bool,
    color: str,
) -> Sink:
    """Make the sink that the `writing` options ask for."""
    plain, further = _outputs(formats, output)
    for file in (*((plain,) if plain else ()), *(file for _, file in further)):
        files.refuse(file, force=force)
    terminal = sys.stdout is not None and sys.stdout.isatty() and not plain
    colour = color == "always" or (
        color == "auto"
        and not os.environ.get("NO_COLOR")
        and (bool(os.environ.get("FORCE_COLOR")) or (terminal and os.environ.get("TERM") != "dumb"))
    )
    sized = terminal or "COLUMNS" in os.environ
    width = min(max(shutil.get_terminal_size((80, 24)).columns, 40), 100) if sized else 80
    return Sink(
        format=format_,
        output=plain,
        further=further,
        force=force,
        everything=everything,
        quiet=quiet,
        verbose=verbose,
        colour=colour and not plain,
        width=width,
    )


def _outputs(
    formats: tuple[str, ...], given: tuple[str, ...]
) -> tuple[str | None, tuple[tuple[str, str], ...]]:
    """Return the file of the main output, and the further files with their formats."""
    plain: list[str] = []
    further = []
    for each in given:
        name, equals, file = each.partition("=")
        if equals and file and name in formats:
            further.append((name, file))
        elif equals and file and re.fullmatch(r"[a-z]+", name):
            near = difflib.get_close_matches(name, formats, n=1)
            raise SettingsError(
                f"There is no format “{name}”.",
                f"Did you mean {near[0]}?" if near else f"Formats: {', '.join(formats)}.",
            )
        else:
            plain.append(each)
    every = [*plain, *(file for _, file in further)]
    if len(plain) > 1:
        raise SettingsError(
            f"Two outputs have no format: {plain[0]} and {plain[1]}.",
            "Write --output FORMAT=FILE for the others.",
        )
    if len(set(every)) < len(every):
        raise SettingsError("Two outputs name the same file.", "Give each a file of its own.")
    return (plain[0] if plain else None), tuple(further)

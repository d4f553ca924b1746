"""The command group. Commands are imported when they are called, so that `--version` stays cheap."""

from __future__ import annotations

import importlib
import sys
from importlib.metadata import version
from typing import NoReturn

import click

from cvtailor.errors import CvtailorError

COMMANDS = {
    "check": "Check CVs against a role: what they show, what they lack, what to write instead.",
    "tailor": "Say how a CV meets an advertised job, and which few edits help most.",
    "parse": "Show what a machine reads in a CV.",
    "rewrite": "Propose rewrites for a CV's bullets, or for one bullet.",
    "verify": "Compare two versions of a CV, or two texts: is every fact kept and none added?",
    "interview": "Ask what an interviewer may ask about a CV's own claims.",
    "lexicon": "List, show and check the keywords of a role.",
    "init": "Write a settings file with every setting as a comment.",
    "cache": "Show where results are kept, or take them away.",
    "explain": "Say what a rule means, why it matters and where it comes from.",
}
DONE, GATE_FAILED, COULD_NOT = 0, 1, 2


class Lazy(click.Group):
    """A group that imports a command's module only when the command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order a newcomer needs them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, imported now; None when there is none of this name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"cvtailor.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands with their sentences, without importing any."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=Lazy,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="cvtailor COMMAND --help shows examples. Nothing leaves this machine.",
)
@click.version_option(version("cvtailor"), prog_name="cvtailor")
def group() -> None:
    """Read a CV as a machine reads it, and say what it shows for a role.

    \b
    cvtailor check cv.pdf               what to do first, and why
    cvtailor check cvs/ --min-score 70  a gate over a folder, for CI
    cvtailor parse cv.docx              what was read, section by section
    cvtailor explain WD01               why a rule is one

    Exit codes: 0 done, 1 a gate failed, 2 could not do it.
    """


def main() -> NoReturn:
    """Run the command line; every outcome leaves with exit code 0, 1 or 2."""
    try:
        code = group(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = COULD_NOT
    except CvtailorError as error:
        complain(error)
        code = COULD_NOT
    except click.Abort:
        click.echo("cvtailor: stopped.", err=True)
        code = COULD_NOT
    sys.exit(code if isinstance(code, int) else DONE)


def complain(error: CvtailorError) -> None:
    """Say an error on standard error, in one sentence or two."""
    from cvtailor.reporting.safe import inert

    click.echo(f"cvtailor: {inert(str(error))}", err=True)

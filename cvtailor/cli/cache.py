"""`cvtailor cache`."""

from __future__ import annotations

import os

import click

from cvtailor.cli.app import DONE
from cvtailor.reporting.safe import inert
from cvtailor.workspace import cache


@click.group(name="cache")
def command() -> None:
    """Show or clear the results that are kept so that an unchanged CV is answered at once.

    \b
    cvtailor cache where
    cvtailor cache clear
    """


@command.command(name="where")
def where() -> int:
    """Name the folder in which results are kept."""
    click.echo(inert(str(cache.folder(os.environ))))
    return DONE


@command.command(name="clear")
def clear() -> int:
    """Take all kept results away."""
    count = cache.clear(cache.folder(os.environ))
    click.echo(f"{count} kept result{'' if count == 1 else 's'} taken away.")
    return DONE

"""`cvtailor init`."""

from __future__ import annotations

from pathlib import Path

import click

from cvtailor.cli.app import DONE


@click.command(name="init")
@click.argument("folder", required=False, default=".", metavar="[FOLDER]")
@click.option("--force", is_flag=True, help="Replace cvtailor.toml if it is there.")
def command(folder: str, *, force: bool) -> int:
    """Write a cvtailor.toml in which every setting stands as a comment.

    \b
    cvtailor init
    cvtailor init cvs/
    """
    from cvtailor.reporting.safe import inert
    from cvtailor.workspace import keys, output

    path = Path(folder) / "cvtailor.toml"
    output.write(str(path), keys.commented(), force=force)
    click.echo(f"{inert(str(path))} is written; take out the # of what you need.", err=True)
    return DONE

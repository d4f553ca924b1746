"""`cvtailor explain`."""

from __future__ import annotations

import click

from cvtailor.cli import options
from cvtailor.cli.app import DONE


@click.command(name="explain")
@click.argument("codes", nargs=-1, metavar="[RULE...]")
@options.writing
def command(codes: tuple[str, ...], *, sink: options.Sink) -> int:
    """Say what a rule means, why it matters and where it comes from; without a rule, list them.

    \b
    cvtailor explain
    cvtailor explain WD01
    cvtailor explain weak-opening
    """
    from cvtailor.advice import catalogue
    from cvtailor.reporting import json, rules

    chosen = [catalogue.rule(code) for code in codes] or list(catalogue.rules())
    if sink.format == "json":
        sink.put(json.render(chosen, single=len(codes) == 1))
    elif sink.format == "jsonl":
        sink.put(json.render_lines(chosen))
    elif codes:
        sink.put("".join(rules.render([each], width=sink.width, colour=sink.colour) for each in chosen))
    else:
        sink.put(rules.render(chosen, width=sink.width, colour=sink.colour))
    return DONE

"""`cvtailor rewrite --interactive`: one proposal after the other, answered on standard input."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from cvtailor.reporting.safe import inert

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cvtailor.advice.types import Rewrite
    from cvtailor.document import Span

HELP = "a accept · r refuse · e edit · q stop here, keep what was accepted"


class Stop(Exception):  # noqa: N818 - no error: the person has had enough
    """Standard input has ended, or the person stops."""


def walk(file: str, rewrites: Sequence[Rewrite], *, width: int, colour: bool) -> dict[Span, str]:
    """Ask about every rewrite; return the span of each accepted item and its new text.

    Questions go to standard error, so that standard output stays free. Where input ends, or Ctrl-C is
    pressed, what was accepted until then is returned.
    """
    accepted: dict[Span, str] = {}
    try:
        for number, each in enumerate(rewrites, start=1):
            _say(f"\n  {number} of {len(rewrites)}")
            text = _decide(file, each, width, colour)
            if text is not None:
                accepted[each.span] = text
    except (Stop, KeyboardInterrupt):
        _say("\n  Stopped; what was accepted is kept.")
    return accepted


def _say(text: str) -> None:
    click.echo(text, err=True)


def _ask(question: str) -> str:
    """Return a line of input, without control characters.

    Raises:
        Stop: at the end of the input.
    """
    click.echo(f"  {question} ", err=True, nl=False)
    line = sys.stdin.readline() if sys.stdin is not None else ""
    if not line:
        raise Stop
    if not sys.stdin.isatty():
        click.echo(err=True)
    return inert(line).strip()


def _decide(file: str, rewrite: Rewrite, width: int, colour: bool) -> str | None:
    """Return the text that the person accepts for an item, None for the old one."""
    from cvtailor.reporting import rewrites as shown

    click.echo(shown.one(file, rewrite, width=width, colour=colour), err=True, nl=False)
    for number, other in enumerate(rewrite.alternatives, start=1):
        _say(f"    {number}  {inert(other)}")
    choices = HELP + (" · a number takes that wording" if rewrite.alternatives else "")
    _say(f"    {choices}")
    while True:
        answer = _ask("[a/r/e/q]?").lower()
        if answer in {"q", "quit"}:
            raise Stop
        if answer in {"r", "refuse", "n", "no"}:
            return None
        text, own = None, ""
        if answer in {"a", "accept", "y", "yes"}:
            text, own = _fill(rewrite)
        elif answer in {"e", "edit"}:
            text = _ask("Your text (empty keeps the old one):") or None
            if text is None:
                return None
        elif answer.isdigit() and 0 < int(answer[:3]) <= len(rewrite.alternatives):
            text = rewrite.alternatives[int(answer[:3]) - 1]
        if text is None:
            _say(f"    {choices}")
        elif _sound(rewrite.before, text, own):
            return text


def _fill(rewrite: Rewrite) -> tuple[str, str]:
    """Return the rewrite with its blanks filled or deleted, and the person's own words in them."""
    from cvtailor.advice import accepting

    text, answers = rewrite.after, []
    for blank in rewrite.blanks:
        _say(f"    {inert(blank.text)}")
        _say(f"    ? {inert(blank.question)}")
        wanted = accepting.places(blank.text)
        how = f"{' ; '.join(wanted)}, or your own words" if wanted else "Your words"
        answer = _ask(f"{how} (empty deletes the bracket):")
        answers += [answer, blank.text] if answer else []
        text = accepting.filled(text, blank.text, answer)
    return text, " ".join(answers)


def _sound(before: str, text: str, own: str) -> bool:
    """Say which facts a text breaks, and return whether the person keeps it all the same."""
    from cvtailor.advice import accepting, facts

    left = facts.blanks(text)
    if left:
        _say(f"    A bracket is left: {inert(left[0])} Fill it or delete it before you send the CV.")
    faults = accepting.broken(before, text, own)
    for each in faults:
        _say(f"    ! {inert(each.message)}")
    if not faults and not left:
        return True
    return _ask("Keep this text all the same? [y/n]").lower() in {"y", "yes"}

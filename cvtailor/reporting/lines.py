"""Small pieces that the terminal formats share: styled lines of a given width, rendered to a string."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from cvtailor.reporting.safe import inert

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cvtailor.document import Place

# Styles by role, so that a change of taste is one line.
HEAD = "bold"
QUIET = "dim"
GAIN = "bold green"
BEFORE = "red"
AFTER = "green"
BLANK = "bold yellow"
ERROR = "bold red"
WARNING = "yellow"
NOTE = "cyan"


def to_string(lines: Iterable[Text], *, width: int, colour: bool) -> str:
    """Return the lines as one string; with `colour`, ANSI styles of the 16-colour set."""
    sink = io.StringIO()
    console = Console(
        file=sink,
        width=width,
        force_terminal=colour,
        no_color=not colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    for line in lines:
        console.print(line, soft_wrap=True, end="\n")
    return "\n".join(each.rstrip() for each in sink.getvalue().splitlines()) + "\n"


def wrapped(text: Text | str, width: int, *, first: Text | str = "", rest: str | None = None) -> list[Text]:
    """Wrap `text` to `width` cells behind a prefix: `first` on the first line, `rest` (default: as
    many spaces) on the others.
    """
    text = Text(text) if isinstance(text, str) else text
    first = Text(first) if isinstance(first, str) else first
    indent = " " * cell_len(first.plain) if rest is None else rest
    console = Console(width=width, file=io.StringIO(), _environ={})
    room = max(20, width - cell_len(indent))
    lines = list(text.wrap(console, room)) or [Text("")]
    return [Text.assemble(first if n == 0 else Text(indent), line) for n, line in enumerate(lines)]


def sides(left: Text | str, right: Text | str, width: int) -> Text:
    """Return one line with `left` at the left and `right` at the right edge of `width`."""
    left = Text(left) if isinstance(left, str) else left
    right = Text(right) if isinstance(right, str) else right
    space = max(2, width - cell_len(left.plain) - cell_len(right.plain))
    return Text.assemble(left, " " * space, right)


def where(place: Place | None) -> str:
    """Return a place as a person says it, inert; empty when unknown."""
    return inert(place.said()) if place else ""


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Return "1 page", "2 pages"."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def points(value: float) -> str:
    """Return a number of points: whole where it is whole, else one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def with_blanks(text: str, style: str) -> Text:
    """Return a rewrite's text in `style` with its bracketed blanks standing out."""
    return Text.assemble(
        *(
            (part, BLANK if part.startswith("[") else style)
            for part in re.split(r"(\[[^\]]*\])", inert(text))
            if part
        )
    )

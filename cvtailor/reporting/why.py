"""Why a keyword is shown by a CV or not, on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from cvtailor.reporting.lines import HEAD, QUIET, sides, to_string, where, wrapped
from cvtailor.reporting.safe import inert, short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cvtailor.nlp.why import Hit, Miss, Why

_HOW = {
    "exact": "as listed",
    "joined": "in a list that shares a word",
    "worded": "in another inflection or order",
    "signal": "a fact of the CV",
    "implied": "not named, but shown",
}


def render(why: Why, *, width: int = 80, colour: bool = False) -> str:
    """Return every mention with its standing, then every place that could have been one, with the reasons."""
    return to_string(_lines(why, width), width=width, colour=colour)


def _lines(why: Why, width: int) -> Iterator[Text]:
    yield Text("")
    yield sides(
        Text(f"  {short(why.name, width // 2)}", style=HEAD), Text(str(why.standing), style=HEAD), width
    )
    yield Text(f"  {short(why.keyword, width // 2)} in {short(why.file, width // 2)}", style=QUIET)
    if why.hits:
        yield from _heading("WHERE IT STANDS")
        for hit in why.hits:
            yield from _hit(hit, width)
    if why.misses:
        yield from _heading("WHAT COULD HAVE COUNTED")
        for miss in why.misses:
            yield from _miss(miss, width)
    if why.cut:
        yield Text("  … and more of these.", style=QUIET)
    if not (why.hits or why.misses):
        yield Text("")
        yield Text("  Nothing in this CV comes near it.")


def _heading(text: str) -> Iterator[Text]:
    yield Text("")
    yield Text(f"  {text}", style=HEAD)


def _hit(hit: Hit, width: int) -> Iterator[Text]:
    form = f'"{hit.form}", ' if hit.form else ""
    yield from _place(hit, width)
    yield from wrapped(f"{hit.standing}: {inert(hit.reason)}", width, first="    ")
    said = f"form: {inert(form)}{_HOW.get(hit.how, hit.how)}"
    if hit.via:
        said += f", through {inert(', '.join(hit.via))}"
    yield from wrapped(Text(said, style=QUIET), width, first="    ")


def _miss(miss: Miss, width: int) -> Iterator[Text]:
    yield from _place(miss, width)
    for reason in miss.refused:
        yield from wrapped(inert(reason), width, first="    ✗ ", rest="      ")


def _place(each: Hit | Miss, width: int) -> Iterator[Text]:
    yield Text("")
    at = where(each.place)
    head = f'"{inert(each.quote)}"' + (f", {at}" if at else "")
    yield from wrapped(Text(head, style=HEAD), width, first="  ", rest="  ")
    if each.around != each.quote:
        yield Text(f"    … {short(each.around, width - 8)} …", style=QUIET)

"""What a comparison of two CVs or texts found: the broken facts, each with its place, then the notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from cvtailor.advice.types import Verdict
from cvtailor.reporting.lines import (
    AFTER,
    BEFORE,
    ERROR,
    HEAD,
    NOTE,
    QUIET,
    WARNING,
    count,
    to_string,
    where,
    wrapped,
)
from cvtailor.reporting.safe import inert, short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cvtailor.advice.types import Fault, Verification

_FEW = 5  # notes shown without --all


def render(result: Verification, *, width: int = 80, colour: bool = False, everything: bool = False) -> str:
    """Return the verdict, each fault with where it stands and its line, and the notes."""
    return to_string(_lines(result, width, everything=everything), width=width, colour=colour)


def _lines(result: Verification, width: int, *, everything: bool) -> Iterator[Text]:
    yield Text("")
    if result.old or result.new:
        yield Text.assemble("  ", (inert(result.old or ""), HEAD), " → ", (inert(result.new or ""), HEAD))
    yield from _verdict(result, width)
    for fault in result.faults:
        yield Text("")
        yield from _fault(fault, result, width, ERROR)
    if result.notes:
        yield Text("")
        yield Text(
            f"  {count(len(result.notes), 'difference')} that {_break(len(result.notes))} no fact",
            style=QUIET,
        )
    shown = result.notes if everything else result.notes[:_FEW]
    for note in shown:
        yield from _fault(note, result, width, NOTE, brief=True)
    if len(shown) < len(result.notes):
        yield Text(f"    … and {len(result.notes) - len(shown)} more with --all", style=QUIET)


def _break(number: int) -> str:
    return "breaks" if number == 1 else "break"


def _verdict(result: Verification, width: int) -> Iterator[Text]:
    if result.verdict is Verdict.PASS:
        yield Text("  Every fact is kept and none is added.", style=AFTER)
    elif result.verdict is Verdict.FAIL:
        number = len(result.faults)
        yield Text(f"  {count(number, 'fact')} {'is' if number == 1 else 'are'} broken.", style=ERROR)
    else:
        yield Text("  Could not judge.", style=WARNING)
    for each in result.could_not_judge:
        yield from wrapped(Text(inert(each.why), style=WARNING), width, first="  ! ")


def _fault(
    fault: Fault, result: Verification, width: int, style: str, *, brief: bool = False
) -> Iterator[Text]:
    place = where(fault.place)
    file = (result.old if fault.side == "old" else result.new) or f"the {fault.side} text"
    file = inert(file.replace("\\", "/").rpartition("/")[2])
    head = Text.assemble(("    " if brief else "  ", ""), (fault.kind, style), f"  {inert(fault.message)}")
    yield from wrapped(head, width, rest="    ")
    if brief and not fault.place:
        return
    source = f"{place}{' · ' if place else ''}{file}"
    yield Text(f"      {short(source, width - 8)}", style=QUIET)
    if fault.quote and not brief:
        mark, colour = ("− ", BEFORE) if fault.side == "old" else ("+ ", AFTER)
        yield from wrapped(Text(short(fault.quote, 240), style=colour), width, first=f"    {mark}")

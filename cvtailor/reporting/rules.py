"""The rule catalogue on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from cvtailor.reporting.lines import AFTER, BEFORE, HEAD, QUIET, sides, to_string, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cvtailor.advice.types import Rule


def render(rules: Sequence[Rule], *, width: int = 80, colour: bool = False) -> str:
    """Return the page of one rule, or a line for each of several."""
    lines = _page(rules[0], width) if len(rules) == 1 else _list(rules, width)
    return to_string(lines, width=width, colour=colour)


def _page(rule: Rule, width: int) -> Iterator[Text]:
    yield Text("")
    right = Text(f"{rule.severity}, {rule.confidence} confidence", style=QUIET)
    yield sides(Text(f"  {rule.code}  {rule.name}", style=HEAD), right, width)
    yield from wrapped(rule.summary, width, first="  ")
    yield Text("")
    yield from wrapped(rule.why, width, first="  Why      ")
    if rule.example:
        yield from wrapped(Text(rule.example, style=BEFORE), width, first="  Example  ")
    if rule.better:
        yield from wrapped(Text(rule.better, style=AFTER), width, first="  Better   ")
    yield from wrapped(Text(rule.source, style=QUIET), width, first="  Source   ")


def _list(rules: Sequence[Rule], width: int) -> Iterator[Text]:
    yield Text("")
    for rule in rules:
        head = Text.assemble("  ", (rule.code, HEAD), f"  {rule.severity:<8} ")
        yield from wrapped(rule.summary, width, first=head)

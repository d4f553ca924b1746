"""A lexicon on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from cvtailor.lexicon.types import Ask
from cvtailor.reporting.lines import HEAD, QUIET, count, points, sides, to_string, wrapped
from cvtailor.reporting.safe import inert, short

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cvtailor.lexicon.lint import Problem
    from cvtailor.lexicon.load import Source
    from cvtailor.lexicon.types import Group, Keyword, Lexicon

_ASKS = {Ask.NAME: "name it", Ask.SHOW: "show it", Ask.NONE: "not scored"}


def render_list(sources: Sequence[Source], *, width: int = 80, colour: bool = False) -> str:
    """Return the roles, and the technology lexicon with its files, each with how much it holds."""
    return to_string(_list(sources, width), width=width, colour=colour)


def _list(sources: Sequence[Source], width: int) -> Iterator[Text]:
    broad = [each for each in sources if "/technology/" in each.file]
    yield Text("")
    yield Text("  ROLES", style=HEAD)
    for each in sources:
        if each not in broad:
            counted = f"{count(each.groups, 'group')}, {count(each.keywords, 'keyword')}"
            yield sides(_named(each.id, each.title, width), Text(counted, style=QUIET), width)
    total = sum(each.keywords for each in broad)
    yield Text("")
    yield sides(Text("  TECHNOLOGY", style=HEAD), Text(count(total, "keyword"), style=QUIET), width)
    for each in broad:
        name = each.file.rpartition("/")[2].removesuffix(".toml")
        yield sides(_named(name, each.title, width), Text(str(each.keywords), style=QUIET), width)


def _named(id: str, title: str, width: int) -> Text:
    return Text.assemble(f"  {inert(id):<23}", short(title, max(10, width - 52)))


def render_problems(problems: Sequence[Problem], *, width: int = 80, colour: bool = False) -> str:
    """Return what lint found, by file: the entry, what is so and what to do."""
    lines: list[Text] = []
    for file in dict.fromkeys(each.file for each in problems):
        lines += [Text(""), Text(f"  {inert(file)}", style=HEAD)]
        for each in problems:
            if each.file == file:
                lines += wrapped(inert(f"{each.where}: {each.message}"), width, first="  ", rest="    ")
                lines.append(Text(f"    {each.kind}", style=QUIET))
    lines += [Text(""), Text(f"  {count(len(problems), 'problem')}.")]
    return to_string(lines, width=width, colour=colour)


def render_terms(lexicon: Lexicon, *, width: int = 80, colour: bool = False) -> str:
    """Return the names of a lexicon without groups, by kind."""
    kinds: dict[str, list[str]] = {}
    for each in lexicon.keywords:
        kinds.setdefault(each.kind, []).append(each.name)
    lines = [
        Text(""),
        Text(f"  {inert(lexicon.title)}", style=HEAD),
        Text(f"  {count(len(lexicon.keywords), 'keyword')}"),
    ]
    for kind in sorted(kinds):
        lines += [Text(""), Text(f"  {inert(kind)} ({len(kinds[kind])})", style=HEAD)]
        lines += wrapped(inert(", ".join(sorted(kinds[kind], key=str.casefold))), width, first="    ")
    return to_string(lines, width=width, colour=colour)


def render(lexicon: Lexicon, *, width: int = 80, colour: bool = False) -> str:
    """Return the groups with their members, needs and weights."""
    return to_string(_lines(lexicon, width), width=width, colour=colour)


def render_keyword(keyword: Keyword, group: Group | None, *, width: int = 80, colour: bool = False) -> str:
    """Return all the lexicon knows of one keyword."""
    rows = (
        ("group", group.title if group else "none (it only shows others)"),
        ("written", ", ".join(keyword.forms)),
        ("exactly", ", ".join(keyword.cased)),
        ("shows", ", ".join(keyword.implies)),
        ("by", ", ".join(keyword.signals)),
        ("counts", keyword.evidence or (group.evidence if group else "")),
        ("source", keyword.source or ("; ".join(group.source) if group else "")),
    )
    lines = [Text(""), Text.assemble((f"  {inert(keyword.name)}", HEAD), f"  {keyword.id}")]
    for label, value in rows:
        if value:
            lines += wrapped(inert(value), width, first=f"  {label:<9}")
    for guard in keyword.guards:
        conditions = {name: value for name, value in guard.to_json().items() if value}
        said = "; ".join(f"{name}: {', '.join(value)}" for name, value in conditions.items())
        lines += wrapped(inert(said), width, first="  only if  ")
    return to_string(lines, width=width, colour=colour)


def _lines(lexicon: Lexicon, width: int) -> Iterator[Text]:
    yield Text("")
    right = Text(f"{lexicon.id} {lexicon.version}", style=QUIET)
    yield sides(Text(f"  {short(lexicon.title, width - 40)}", style=HEAD), right, width)
    yield Text(f"  {count(len(lexicon.groups), 'group')}, {count(len(lexicon.keywords), 'keyword')}")
    names = {each.id: each.name for each in lexicon.keywords}
    for group in lexicon.groups:
        yield Text("")
        facts = [f"{group.need} of {len(group.members)}"] if group.members else []
        facts += [
            f"weight {points(group.weight)}",
            "essential" if group.essential else "edge",
            _ASKS[group.ask],
        ]
        yield sides(
            Text(f"  {short(group.title, width // 2)}", style=HEAD),
            Text(", ".join(facts), style=QUIET),
            width,
        )
        yield from wrapped(inert(", ".join(names[each] for each in group.members)), width, first="    ")
        for question in group.questions:
            yield from wrapped(inert(question), width, first="    ? ")

"""Interview questions for a terminal and as Markdown: each with its place and what a good answer names."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

from rich.text import Text

from cvtailor.advice.types import Verdict
from cvtailor.reporting.lines import ERROR, HEAD, QUIET, count, sides, to_string, where, wrapped
from cvtailor.reporting.safe import inert, short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cvtailor.advice.types import Interview, Question

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")  # what Markdown would act on in a stranger's text
_ADVICE = "Prepare these with facts of your own; what is not true does not belong in an answer."


def render(interview: Interview, *, width: int = 80, colour: bool = False, most: int | None = None) -> str:
    """Return the questions as text of at most `width` columns; at most `most` of them, null for all."""
    return to_string(_lines(interview, width, most), width=width, colour=colour)


def _lines(interview: Interview, width: int, most: int | None) -> Iterator[Text]:
    yield Text("")
    room = max(20, width - 6 - len(interview.role_title))
    title = Text(short(interview.role_title, width - 4), style=QUIET)
    yield sides(Text(f"  {short(interview.file, room)}", style=HEAD), title, width)
    if interview.verdict is Verdict.COULD_NOT_JUDGE:
        yield Text("")
        yield Text("  COULD NOT JUDGE", style=ERROR)
        for missed in interview.could_not_judge:
            yield from wrapped(f"{inert(missed.what)}: {inert(missed.why)}", width, first="  ")
        return
    shown = interview.questions[:most]
    yield Text(f"  {_shown(interview, len(shown))}", style=QUIET)
    titles = {each.id: each.title for each in interview.topics}
    for number, each in enumerate(shown, 1):
        yield Text("")
        head = Text(f"  {number:<3} ", style=HEAD)
        yield from wrapped(Text(inert(each.question)), width, first=head)
        yield from wrapped(Text(_under(each, titles[each.topic]), style=QUIET), width, first="      ")
        yield from wrapped(Text(_names(each), style=QUIET), width, first="      ")
    if shown:
        yield Text("")
        yield from wrapped(Text(_ADVICE, style=QUIET), width, first="  ")
    if len(shown) < interview.found:
        yield from wrapped(
            Text.assemble(
                ("All of them: ", QUIET), f"cvtailor interview {shlex.quote(inert(interview.file))} --all"
            ),
            width,
            first="  ",
        )


def _shown(interview: Interview, shown: int) -> str:
    if not interview.found:
        return "no question on this topic"
    return (
        count(shown, "question")
        if shown == interview.found
        else f"{shown} of {count(interview.found, 'question')}"
    )


def _under(each: Question, topic: str) -> str:
    place = where(each.claim.place)
    return f"{place} · {topic}" if place else topic


def _names(each: Question) -> str:
    return f"A good answer names: {'; '.join(each.names)}."


def markdown(interview: Interview, *, most: int | None = None) -> str:
    """Return the questions as Markdown, a heading for each topic that has some, the most telling first in each."""
    lines = [f"# Interview questions: {_plain(interview.file)}", ""]
    if interview.verdict is Verdict.COULD_NOT_JUDGE:
        lines += [
            f"Could not judge. {_plain(each.what)}: {_plain(each.why)}" for each in interview.could_not_judge
        ]
        return "\n".join(lines) + "\n"
    shown = interview.questions[:most]
    lines += [f"For the role “{_plain(interview.role_title)}”: {_shown(interview, len(shown))}. {_ADVICE}"]
    for topic in interview.topics:
        own = [(n, each) for n, each in enumerate(shown, 1) if each.topic is topic.id]
        if own:
            lines += ["", f"## {topic.title}", "", f"Source: {topic.source}."]
        for number, each in own:
            lines += ["", f"{number}. {_plain(each.question)}", ""]
            place = where(each.claim.place)
            lines += [f"   - Where: {_plain(place)}"] if place else []
            lines += [f"   - {_names(each)}"]
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """Return a stranger's text so that Markdown shows it as it is."""
    return _MARKS.sub(r"\\\1", inert(text))

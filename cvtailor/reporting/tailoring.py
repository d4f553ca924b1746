"""How a CV meets an advert, as a person reads it in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from cvtailor.advice.types import Verdict
from cvtailor.jobs.types import Importance, Match
from cvtailor.reporting.lines import (
    AFTER,
    BEFORE,
    ERROR,
    GAIN,
    HEAD,
    QUIET,
    WARNING,
    count,
    sides,
    to_string,
    where,
    wrapped,
)
from cvtailor.reporting.safe import inert, short

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cvtailor.advice.tailoring import Edit, Ranked, Tailoring
    from cvtailor.jobs.types import Answer, Requirement

FIRST = 3  # edits shown before --all
_WORDS = {
    Match.MET: ("met", GAIN),
    Match.PARTLY: ("partly", WARNING),
    Match.MISSING: ("missing", ERROR),
    Match.COULD_NOT_JUDGE: ("not judged", QUIET),
}


def render(result: Tailoring, *, width: int = 80, colour: bool = False, everything: bool = False) -> str:
    """Return the tailoring as text of at most `width` columns."""
    return to_string(_lines(result, width, everything), width=width, colour=colour)


def render_several(
    results: Sequence[Tailoring], best: tuple[Edit, int] | None, *, width: int = 80, colour: bool = False
) -> str:
    """Return several adverts at a glance: a row each, the terms that recur and are missing, the edit that helps most."""
    return to_string(_several(results, best, width), width=width, colour=colour)


def _lines(result: Tailoring, width: int, everything: bool) -> Iterator[Text]:
    job = result.fit.job
    yield Text("")
    total = "not judged" if result.coverage is None else f"{result.coverage} / 100"
    if result.verdict in {Verdict.PASS, Verdict.FAIL}:
        total = f"{result.verdict.upper()}   {total}"
    title = short(job.title or job.file, max(20, width - len(total) - 6))
    yield sides(Text(f"  {title}", style=HEAD), Text(total, style=HEAD), width)
    judged = [each for each in result.fit.answers if each.match is not Match.COULD_NOT_JUDGE]
    met = sum(each.match is Match.MET for each in judged)
    facts = f"{met} of {count(len(judged), 'requirement')} met · {round(100 * result.fit.understood)} % of the advert understood"
    yield from wrapped(Text(f"{short(result.file, width // 2)} · {facts}", style=QUIET), width, first="  ")
    yield Text("")
    for each in result.could_not_judge:
        yield from wrapped(
            Text(f"COULD NOT JUDGE. {inert(each.what)}: {inert(each.why)}", style=ERROR), width, first="  "
        )
        yield Text("")
    yield from _bait(result, width)
    yield from _answers(result, width, everything)
    yield from _edits(result, width, everything)
    yield from _missing(result, width)
    yield from _changes(result, width)
    if everything:
        yield from _items("KEEP FOR THIS JOB", result.keep, width)
        yield from _items("COULD GO FOR THIS JOB", result.leave_out, width)
    else:
        yield Text("  More, with what to keep and what could go:  --all", style=QUIET)


def _bait(result: Tailoring, width: int) -> Iterator[Text]:
    for each in result.fit.job.set_aside:
        if each.kind == "bait":
            text = f"The advert holds words for machines, which are ignored here: “{short(each.quote, 160)}”"
            yield from wrapped(Text(text, style=WARNING), width, first="  ")
            yield Text("")
        elif each.kind == "not_read":
            yield Text(f"  The advert is very long. Not read: {inert(each.quote)}", style=WARNING)
            yield Text("")


def _answers(result: Tailoring, width: int, everything: bool) -> Iterator[Text]:
    rows = [(result.fit.job.requirements[each.requirement], each) for each in result.fit.answers]
    for importance, title in ((Importance.ESSENTIAL, "ASKED FOR"), (Importance.DESIRABLE, "NICE TO HAVE")):
        chosen = [(asked, answer) for asked, answer in rows if asked.importance is importance]
        unjudged = [row for row in chosen if row[1].match is Match.COULD_NOT_JUDGE]
        shown = chosen if everything else [row for row in chosen if row not in unjudged]
        if not chosen:
            continue
        yield sides(
            Text(f"  {title}", style=HEAD), Text(count(len(chosen), "requirement"), style=QUIET), width
        )
        for asked, answer in shown:
            yield from _answer(asked, answer, width)
        if unjudged and not everything:
            yield Text(f"  {count(len(unjudged), 'line')} not judged (--all shows them)", style=QUIET)
        yield Text("")


def _answer(asked: Requirement, answer: Answer, width: int) -> Iterator[Text]:
    word, style = _WORDS[answer.match]
    head = Text.assemble("  ", (f"{word:<11}", style))
    yield from wrapped(short(asked.quote, 2 * width), width, first=head)
    places = ", ".join(dict.fromkeys(where(each.place) for each in answer.evidence[:3] if where(each.place)))
    reason = f"{inert(answer.reason)} ({places})" if places else inert(answer.reason)
    yield from wrapped(Text(reason, style=QUIET), width, first=" " * 13)


def _edits(result: Tailoring, width: int, everything: bool) -> Iterator[Text]:
    shown = result.edits if everything else result.edits[:FIRST]
    if not shown:
        return
    yield Text("  EDITS THAT HELP MOST", style=HEAD)
    for number, each in enumerate(shown, 1):
        place = where(each.place)
        title = Text.assemble(
            (f"  {number}  ", HEAD), (inert(each.title), HEAD), (f" ({place})" if place else "", QUIET)
        )
        yield sides(title, Text(f"+{each.gain}" if each.gain else "", style=GAIN), width)
        yield from wrapped(inert(each.detail), width - 4, first="     ")
        if each.text:
            yield from wrapped(Text(inert(each.text), style=AFTER), width, first="     + ", rest="       ")
    yield Text("")


def _changes(result: Tailoring, width: int) -> Iterator[Text]:
    """Say what a tailored copy says otherwise, and what was left to the person."""
    if not result.changes:
        return
    left = sum(each.applied is False for each in result.changes)
    told = f"{len(result.changes) - left} made" + (f", {left} left to you" if left else "")
    yield sides(Text("  CHANGES IN THE COPY", style=HEAD), Text(told, style=QUIET), width)
    for number, each in enumerate(result.changes, 1):
        place = where(each.place)
        head = Text.assemble((f"  {number}  ", HEAD), (place or "the text", QUIET))
        if each.applied is False:
            head.append("  not made: do it by hand", style=WARNING)
        yield head
        for text, mark, style in ((each.before, "−", BEFORE), (each.after, "+", AFTER)):
            for line in text.split("\n"):
                yield from wrapped(
                    Text(inert(line), style=style), width, first=f"     {mark} ", rest="       "
                )
        yield from wrapped(Text(inert(each.why), style=QUIET), width, first="       ")
    yield Text("")


def _missing(result: Tailoring, width: int) -> Iterator[Text]:
    if not result.add_if_true:
        return
    yield sides(Text("  NOT SHOWN", style=HEAD), Text("add only if true", style=QUIET), width)
    yield from wrapped(inert(", ".join(result.add_if_true)), width, first="  ")
    yield Text("")


def _items(title: str, items: Sequence[Ranked], width: int) -> Iterator[Text]:
    if not items:
        return
    yield Text(f"  {title}", style=HEAD)
    for each in items:
        yield from wrapped(short(each.text, 2 * width), width, first=f"  {each.similarity:.2f}  ")
    yield Text("")


def _several(results: Sequence[Tailoring], best: tuple[Edit, int] | None, width: int) -> Iterator[Text]:
    yield Text("")
    for each in results:
        job = each.fit.job
        total = "not judged" if each.coverage is None else f"{each.coverage} / 100"
        yield sides(Text(f"  {short(job.title or job.file, width - 20)}"), Text(total, style=HEAD), width)
    missing: dict[str, int] = {}
    for each in results:
        for name in each.add_if_true:
            missing[name] = missing.get(name, 0) + 1
    often = sorted((item for item in missing.items() if item[1] > 1), key=lambda item: (-item[1], item[0]))
    yield Text("")
    if often:
        yield Text("  ASKED FOR MORE THAN ONCE AND NOT SHOWN", style=HEAD)
        yield from wrapped(
            inert(", ".join(f"{name} ({number})" for name, number in often[:12])), width, first="  "
        )
        yield Text("")
    if best is not None:
        edit, number = best
        yield Text("  THE EDIT THAT HELPS MOST OF THEM", style=HEAD)
        yield from wrapped(
            f"{inert(edit.title)} (helps {number} of {len(results)}). {inert(edit.detail)}", width, first="  "
        )
        yield Text("")

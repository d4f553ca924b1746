"""The report as a person reads it in a terminal.

Order: verdict, what to do first, what is missing, what stands already; the rest with `everything`.
Plain text carries all of it; colour and bars only help the eye.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from cvtailor.advice.types import Action, Severity, Status, Verdict
from cvtailor.lexicon.types import Ask
from cvtailor.nlp.types import Standing
from cvtailor.reporting.lines import (
    AFTER,
    BEFORE,
    ERROR,
    GAIN,
    HEAD,
    NOTE,
    QUIET,
    WARNING,
    count,
    points,
    sides,
    to_string,
    where,
    with_blanks,
    wrapped,
)
from cvtailor.reporting.safe import inert, short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cvtailor.advice.types import Finding, Report, Rewrite, ScorePart, Step

FIRST = 3  # steps shown before --all
MISSING_GROUP = "KW01"  # said under MISSING FOR THE ROLE already
MISSING = 5  # missing groups shown before --all
STYLES = {Severity.ERROR: ERROR, Severity.WARNING: WARNING, Severity.NOTE: NOTE}


def render(report: Report, *, width: int = 80, colour: bool = False, everything: bool = False) -> str:
    """Return the report as text of at most `width` columns (quotes may be cut, never sentences)."""
    return to_string(_lines(report, width, everything), width=width, colour=colour)


def _lines(report: Report, width: int, everything: bool) -> Iterator[Text]:
    yield Text("")
    yield from _title(report, width)
    if report.verdict is Verdict.COULD_NOT_JUDGE:
        yield from _not_judged(report, width)
        return
    yield from _parts(report, width)
    yield from _errors(report, width)
    yield from _steps(report, width, everything)
    yield from _missing(report, width, everything)
    yield from _strong(report, width)
    if everything:
        yield from _profile(report, width)
        yield from _findings(report, width)
        yield from _rewrites(report, width)
        yield from _keywords(report, width)
    for each in report.could_not_judge:
        yield from wrapped(f"{inert(each.what)}: {inert(each.why)}", width, first="  Not judged: ")
    yield from _more(report, everything)


def _title(report: Report, width: int) -> Iterator[Text]:
    title = Text(short(report.role_title, width - 4), style=QUIET)
    room = width - 6 - len(title.plain)
    if room < 20:  # a narrow terminal: one under the other
        yield Text(f"  {short(report.file, width - 4)}", style=HEAD)
        yield Text.assemble("  ", title)
    else:
        yield sides(Text(f"  {short(report.file, room)}", style=HEAD), title, width)
    facts = []
    if report.pages is not None:
        facts.append(count(report.pages, "page"))
    facts.append(count(len(report.bullets), "bullet"))
    asked = [each for each in report.groups if each.ask is not Ask.NONE]
    if report.verdict is not Verdict.COULD_NOT_JUDGE:
        met = sum(each.status is Status.MET for each in asked)
        facts.append(f"{met} of {count(len(asked), 'group')} covered")
    if report.trend is not None:
        facts.append(f"{report.trend:+d} since the baseline" if report.trend else "as in the baseline")
    total = "not scored" if report.score.total is None else f"{report.score.total} / 100"
    if report.verdict in {Verdict.PASS, Verdict.FAIL}:
        total = f"{report.verdict.upper()}   {total}"
    yield sides(f"  {' · '.join(facts)}", Text(total, style=HEAD), width)
    yield Text("")


def _not_judged(report: Report, width: int) -> Iterator[Text]:
    yield Text("  COULD NOT JUDGE", style=ERROR)
    for each in report.could_not_judge:
        yield from wrapped(f"{inert(each.what)}: {inert(each.why)}", width, first="  ")
    for finding in report.findings:
        if finding.severity is Severity.ERROR:
            yield from _finding(finding, width)
    yield Text("")
    yield from wrapped(
        f"See what was read: cvtailor parse {_argument(report.file)}", width, first="  ", rest="    "
    )


def _parts(report: Report, width: int) -> Iterator[Text]:
    bar = 20 if width >= 76 else 10
    for part in report.score.parts:
        yield _part(part, width, bar)
    yield Text("")


def _part(part: ScorePart, width: int, bar: int) -> Text:
    head = f"  {part.id.capitalize():<14}"
    if not part.judged:
        return Text.assemble(head, (f"{'not judged':<{bar + 12}}", QUIET), _reason(part, width - bar - 28))
    full = round(bar * part.earned / part.possible) if part.possible else 0
    numbers = f"{points(part.earned):>6} / {points(part.possible):<4}"
    return Text.assemble(
        head, ("█" * full, GAIN), ("░" * (bar - full), QUIET), numbers, " ", _reason(part, width - bar - 31)
    )


def _reason(part: ScorePart, room: int) -> Text:
    """Return as much of the first reason as fits: whole parts of it, cut at a colon or comma."""
    whole, *_ = part.reasons or ("",)
    text = inert(whole)
    while len(text) > room and max(text.rfind(","), text.rfind(":")) > 0:
        text = text[: max(text.rfind(","), text.rfind(":"))]
    return Text(short(text, max(room, 10)), style=QUIET)


def _heading(left: str, right: str, width: int) -> Text:
    return sides(Text(f"  {left}", style=HEAD), Text(right, style=QUIET), width)


def _errors(report: Report, width: int) -> Iterator[Text]:
    errors = [each for each in report.findings if each.severity is Severity.ERROR]
    if errors:
        yield _heading("BEFORE YOU SEND IT", "", width)
        for each in errors:
            yield from _finding(each, width)
        yield Text("")


def _finding(finding: Finding, width: int) -> Iterator[Text]:
    head = Text.assemble("  ", (finding.rule, STYLES[finding.severity]), "  ")
    yield from wrapped(_at(inert(finding.message), finding, width), width, first=head)


def _at(message: str, finding: Finding, width: int) -> Text:
    place = where(finding.place)
    text = Text(message)
    if finding.quote and finding.quote not in message:
        text.append(f" “{short(finding.quote, width)}”", style=QUIET)
    if place:
        text.append(f" ({place})", style=QUIET)
    return text


def _steps(report: Report, width: int, everything: bool) -> Iterator[Text]:
    shown = report.steps if everything else report.steps[:FIRST]
    if not shown:
        return
    together = sum(each.gain for each in shown)
    yield _heading("DO FIRST", f"together +{together}" if together else "", width)
    for number, step in enumerate(shown, 1):
        yield from _step(number, step, report, width)
    yield Text("")


def _step(number: int, step: Step, report: Report, width: int) -> Iterator[Text]:
    gain = Text(f"+{step.gain}" if step.gain else "", style=GAIN)
    title = wrapped(Text(inert(step.title), style=HEAD), width - 6, first=Text(f"  {number:<2} ", style=HEAD))
    yield sides(title[0], gain, width)
    yield from title[1:]
    if step.detail:
        yield from wrapped(inert(step.detail), width - 4, first="     ")
    if step.rewrite is not None:
        yield from _rewrite(report.rewrites[step.rewrite], width, "     ")


def _rewrite(rewrite: Rewrite, width: int, indent: str) -> Iterator[Text]:
    yield from wrapped(
        Text(inert(rewrite.before), style=BEFORE), width, first=f"{indent}− ", rest=f"{indent}  "
    )
    yield from wrapped(with_blanks(rewrite.after, AFTER), width, first=f"{indent}+ ", rest=f"{indent}  ")
    questions = [rewrite.confirm] if rewrite.confirm else []
    questions += [blank.question for blank in rewrite.blanks]
    if rewrite.blanks:
        questions.append("Fill the brackets or delete them.")
    if questions:
        yield from wrapped(Text(inert(" ".join(questions)), style=QUIET), width, first=f"{indent}  ")


def _missing(report: Report, width: int, everything: bool) -> Iterator[Text]:
    missing = [each for each in report.suggestions if each.action is Action.ADD_IF_TRUE]
    if not missing:
        return
    names = {each.id: each.name for each in report.keywords}
    groups = {member: group for group in reversed(report.groups) for member in group.members}
    yield _heading("MISSING FOR THE ROLE", "add only if true", width)
    for each in missing if everything else missing[:MISSING]:
        group = groups.get(each.keyword)
        title = group.title if group else names.get(each.keyword, each.keyword)
        partly = f"  {group.met} of {group.need} shown" if group and group.met else ""
        yield Text.assemble(f"  {_title_in(title, width - 24)}", (partly, QUIET))
        counts = group.evidence if group and group.evidence else each.message
        yield from wrapped(Text(inert(counts), style=QUIET), width - 4, first="     ")
    rest = len(missing) - MISSING
    if rest > 0 and not everything:
        yield Text(f"  and {rest} more with --all", style=QUIET)
    yield Text("")


def _title_in(title: str, room: int) -> str:
    """Return a group's title, without the examples in its brackets where it is too long."""
    return short(title if len(title) <= room else title.partition(" (")[0], room)


def _strong(report: Report, width: int) -> Iterator[Text]:
    rows = (
        (Standing.PROVEN, "Proven by a result"),
        (Standing.USED, "Used in your work"),
        (Standing.HELD, "Held"),
    )
    named = {member for group in report.groups if group.ask is Ask.NAME for member in group.members}
    lines: list[Text] = []
    for standing, title in rows:
        names = [each.name for each in report.keywords if each.standing is standing and each.id in named]
        if names:
            lines += wrapped(inert(", ".join(names)), width, first=f"  {title:<20}")
    if lines:
        yield _heading("WHAT STANDS", "", width)
        yield from lines
        yield Text("")


def _profile(report: Report, width: int) -> Iterator[Text]:
    if report.profile is None:
        return
    signs = f"guessed from {', '.join(report.profile.signs)}" if report.profile.guessed else "as was set"
    said = f"Read as an {report.profile.kind} CV, {inert(signs)}; another: --profile."
    yield from wrapped(Text(said, style=QUIET), width, first="  ")
    yield Text("")


def _findings(report: Report, width: int) -> Iterator[Text]:
    others = [
        each for each in report.findings if each.severity is not Severity.ERROR and each.rule != MISSING_GROUP
    ]
    if not others:
        return
    yield _heading("FINDINGS", "cvtailor explain CODE says why", width)
    for each in sorted(others, key=lambda finding: finding.severity.rank):
        yield from _finding(each, width)
    yield Text("")


def _rewrites(report: Report, width: int) -> Iterator[Text]:
    stepped = {step.rewrite for step in report.steps}
    others = [each for n, each in enumerate(report.rewrites) if n not in stepped]
    if not others:
        return
    yield _heading("MORE REWRITES", "each can be taken or left", width)
    for each in others:
        yield Text(f"  {where(each.place)}", style=QUIET)
        yield from _rewrite(each, width, "  ")
    yield Text("")


def _keywords(report: Report, width: int) -> Iterator[Text]:
    standings = {each.id: each for each in report.keywords}
    yield _heading("KEYWORDS BY GROUP", "standing of each", width)
    for group in report.groups:
        if group.ask is Ask.NONE:
            continue
        members = [standings[each] for each in group.members if each in standings]
        shown = ", ".join(f"{each.name} {each.standing}" for each in members if each.standing.shown)
        yield from wrapped(
            Text.assemble(f"{group.status.replace('_', ' ')} ", (inert(shown), QUIET)),
            width,
            first=f"  {_title_in(group.title, 30):<31}",
            rest=" " * 33,
        )
    yield Text("")


def _more(report: Report, everything: bool) -> Iterator[Text]:
    file = _argument(report.file)
    errors = sum(each.severity is Severity.ERROR for each in report.findings)
    findings = len(report.findings) - errors
    shown = {step.rewrite for step in report.steps[:FIRST]}
    rewrites = sum(n not in shown for n in range(len(report.rewrites)))
    pointers = []
    if not everything and (findings or rewrites):
        parts = [count(findings, "finding")] if findings else []
        parts += [count(rewrites, "more rewrite")] if rewrites else []
        pointers.append((f"{', '.join(parts)}:", f"cvtailor check {file} --all"))
    left_out = [
        f"{number} {word}"
        for number, word in ((report.known, "known to the baseline"), (report.suppressed, "ignored"))
        if number
    ]
    if left_out:
        yield Text(f"  Findings left out: {', '.join(left_out)}", style=QUIET)
    codes = _codes(report)
    if codes:
        pointers.append(("Why any of this:", f"cvtailor explain {codes[0]}"))
    for label, command in pointers:
        yield Text.assemble((f"  {label:<36} ", QUIET), command)


def _codes(report: Report) -> list[str]:
    steps: Iterable[str] = (code for step in report.steps for code in step.rules)
    return [*steps, *(each.rule for each in report.findings)]


def _argument(file: str) -> str:
    import shlex

    return shlex.quote(inert(file))

"""Markdown for a job summary or a comment on a pull request: the same story as the terminal's, in the same order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cvtailor.advice.types import Action, Report, Severity, Verdict
from cvtailor.lexicon.types import Ask
from cvtailor.reporting.lines import count, points, where
from cvtailor.reporting.ranked import unjudged
from cvtailor.reporting.safe import short

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cvtailor.advice.types import Finding, Rewrite
    from cvtailor.reporting.types import FileError

FIRST, MISSING, ROWS = 3, 5, 60
MOST = 900_000  # characters; GitHub drops a summary above 1 MiB
_MARKED = re.compile(r"([\\`*_{}\[\]#|~$@])")


def render(results: Sequence[Report | FileError], *, everything: bool = False) -> str:
    """Return the results as GitHub-flavoured Markdown in which text of the CV is inert.

    A report of several files begins with a table of them. What would make it longer than a job summary may be is left
    out, with a sentence that says so.
    """
    parts = [] if len(results) == 1 else ["\n".join(_table(results))]
    room = MOST - sum(map(len, parts))
    left = 0
    for each in results:
        text = "\n".join(_file(each, everything=everything))
        if len(text) > room:
            left += 1
            continue
        room -= len(text)
        parts.append(text)
    if left:
        parts.append(f"{count(left, 'file')} left out here: the summary would be too long.")
    return "\n\n".join(parts) + "\n"


def plain(text: str, width: int = 300) -> str:
    """Return a stranger's text as Markdown shows it: no mark-up, no HTML, no mention, no workflow command."""
    said = short(text, width).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    said = re.sub(r"(?i)\b(https?|ftp|www)(?=[:.])", lambda match: f"{match[0]}\u2060", said)
    return _MARKED.sub(r"\\\1", said).replace("::", ":&#58;").replace("\u2060", "<!-- -->")


def _table(results: Sequence[Report | FileError]) -> Iterator[str]:
    yield "| File | Score | First thing to do |"
    yield "|---|--:|---|"
    for each in results:
        yield f"| {plain(each.file)} | {_score(each)} | {_first(each)} |"


def _score(result: Report | FileError) -> str:
    if not isinstance(result, Report):
        return "unread"
    if result.verdict is Verdict.COULD_NOT_JUDGE or result.score.total is None:
        return "no answer"
    word = {Verdict.PASS: "pass ", Verdict.FAIL: "**fail** "}.get(result.verdict, "")
    trend = f" ({result.trend:+d})" if result.trend else ""
    return f"{word}{result.score.total}{trend}"


def _first(result: Report | FileError) -> str:
    if not isinstance(result, Report):
        return plain(f"{result.error.message} {result.error.hint}")
    if unjudged(result):
        return plain(unjudged(result))
    errors = [each.message for each in result.findings if each.severity is Severity.ERROR]
    titles = errors or [each.title for each in result.steps]
    return plain(titles[0]) if titles else "nothing"


def _file(result: Report | FileError, *, everything: bool) -> Iterator[str]:
    yield f"## {plain(result.file)}"
    yield ""
    if not isinstance(result, Report):
        yield f"Could not be read: {plain(f'{result.error.message} {result.error.hint}', 600)}"
        return
    if unjudged(result):
        yield f"**Could not judge.** {plain(unjudged(result), 600)}"
        return
    asked = [each for each in result.groups if each.ask is not Ask.NONE]
    met = sum(each.status == "met" for each in asked)
    verdict = f"**{result.verdict.upper()}** · " if result.verdict in {Verdict.PASS, Verdict.FAIL} else ""
    yield (
        f"{verdict}**{result.score.total} / 100** for {plain(result.role_title)} · "
        f"{count(len(result.bullets), 'bullet')} · {met} of {count(len(asked), 'group')} covered"
        + (f" · {result.trend:+d} since the baseline" if result.trend else "")
    )
    left_out = [(result.known, "known to the baseline"), (result.suppressed, "ignored")]
    if any(number for number, _ in left_out):
        said = ", ".join(f"{number} {word}" for number, word in left_out if number)
        yield from ("", f"Findings left out: {said}.")
    yield ""
    yield "| Part | Points | |"
    yield "|---|--:|---|"
    for part in result.score.parts:
        shown = f"{points(part.earned)} / {points(part.possible)}" if part.judged else "not judged"
        yield f"| {part.id.capitalize()} | {shown} | {plain(part.reasons[0]) if part.reasons else ''} |"
    yield from _errors(result)
    yield from _steps(result, everything=everything)
    yield from _missing(result, everything=everything)
    yield from _findings(result)


def _errors(report: Report) -> Iterator[str]:
    errors = [each for each in report.findings if each.severity is Severity.ERROR]
    if errors:
        yield from ("", "### Before you send it", "")
        yield from (f"- {_finding(each)}" for each in errors)


def _finding(finding: Finding) -> str:
    quote = (
        f" “{plain(finding.quote, 160)}”" if finding.quote and finding.quote not in finding.message else ""
    )
    place = f" ({plain(where(finding.place))})" if where(finding.place) else ""
    return f"`{finding.rule}` {plain(finding.message, 600)}{quote}{place}"


def _steps(report: Report, *, everything: bool) -> Iterator[str]:
    shown = report.steps if everything else report.steps[:FIRST]
    if not shown:
        return
    yield from ("", f"### Do first (together +{sum(each.gain for each in shown)})", "")
    for number, step in enumerate(shown, 1):
        yield f"{number}. **{plain(step.title)}** (+{step.gain})  "
        yield f"   {plain(step.detail, 600)}"
        if step.rewrite is not None:
            yield from _rewrite(report.rewrites[step.rewrite])


def _rewrite(rewrite: Rewrite) -> Iterator[str]:
    yield f"   - Before: {plain(rewrite.before, 1000)}"
    yield f"   - After: {plain(rewrite.after, 1000)}"
    questions = [rewrite.confirm or "", *(each.question for each in rewrite.blanks)]
    asked = " ".join(filter(None, questions))
    if asked:
        yield f"   - {plain(asked, 600)}"


def _missing(report: Report, *, everything: bool) -> Iterator[str]:
    missing = [each for each in report.suggestions if each.action is Action.ADD_IF_TRUE]
    if not missing:
        return
    groups = {member: group for group in reversed(report.groups) for member in group.members}
    names = {each.id: each.name for each in report.keywords}
    yield from ("", "### Missing for the role: add only if true", "")
    for each in missing if everything else missing[:MISSING]:
        group = groups.get(each.keyword)
        title = group.title if group else names.get(each.keyword, each.keyword)
        yield f"- **{plain(title)}**: {plain(group.evidence if group and group.evidence else each.message, 400)}"
    if len(missing) > MISSING and not everything:
        yield f"- and {len(missing) - MISSING} more"


def _findings(report: Report) -> Iterator[str]:
    others = sorted(
        (each for each in report.findings if each.severity is not Severity.ERROR),
        key=lambda each: each.severity.rank,
    )
    if not others:
        return
    yield from ("", f"<details><summary>{count(len(others), 'finding')}</summary>", "")
    yield from (f"- {_finding(each)}" for each in others[:ROWS])
    if len(others) > ROWS:
        yield f"- and {len(others) - ROWS} more"
    yield from ("", "</details>")

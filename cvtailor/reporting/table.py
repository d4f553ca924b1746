"""Several files at a glance: one row each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from cvtailor.advice.types import Report, Verdict
from cvtailor.reporting.lines import ERROR, HEAD, QUIET, count, sides, to_string, wrapped
from cvtailor.reporting.safe import inert, short
from cvtailor.reporting.types import FileError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def render(results: Sequence[Report | FileError], *, width: int = 80, colour: bool = False) -> str:
    """Return a row per result: the file, its score or verdict, and the first thing to do.

    A result is a report, or the error object of a file that could not be read.
    """
    return to_string(_lines(results, width), width=width, colour=colour)


def _lines(results: Sequence[Report | FileError], width: int) -> Iterator[Text]:
    names = [inert(each.file) for each in results]
    column = min(max(map(len, names), default=4), max(20, width // 3))
    yield Text("")
    yield Text.assemble((f"  {'file':<{column}}  {'score':>9}  first thing to do", QUIET))
    for name, each in zip(names, results, strict=True):
        score, style, text = _row(each)
        label = name if len(name) <= column else "…" + name[-(column - 1) :]
        head = Text.assemble((f"  {label:<{column}}", HEAD), "  ", (f"{score:>9}", style), "  ")
        yield from wrapped(short(text, 2 * (width - column - 15)), width, first=head)
    yield Text("")
    judged = [each for each in results if isinstance(each, Report) and each.score.total is not None]
    failed = sum(not isinstance(each, Report) for each in results)
    summary = f"  {count(len(results), 'file')}, {len(judged)} judged"
    if failed:
        summary += f", {failed} could not be read"
    yield sides(summary, Text("details of each: --all", style=QUIET), width)


def _row(result: Report | FileError) -> tuple[str, str, str]:
    if not isinstance(result, Report):
        error = result.error
        return "unread", ERROR, f"{error.message} {error.hint}"
    if result.verdict is Verdict.COULD_NOT_JUDGE:
        why = "; ".join(f"{each.what}: {each.why}" for each in result.could_not_judge)
        return "no answer", ERROR, why
    score = "–" if result.score.total is None else str(result.score.total)
    if result.trend:
        score += f" ({result.trend:+d})"
    if result.verdict is Verdict.FAIL:
        return f"fail {score}", ERROR, _first(result)
    return (f"pass {score}" if result.verdict is Verdict.PASS else score), "", _first(result)


def _first(report: Report) -> str:
    errors = [each.message for each in report.findings if each.severity == "error"]
    if errors:
        return errors[0]
    if report.steps:
        return report.steps[0].title
    return report.suggestions[0].message if report.suggestions else "nothing"

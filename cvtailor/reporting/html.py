"""The report as one HTML file: no network, readable without script, the CV itself with what was found marked in it."""

from __future__ import annotations

import base64
import hashlib
import html
import importlib.resources
import re
from typing import TYPE_CHECKING

from cvtailor.advice.types import Action, Report, Severity, Verdict
from cvtailor.lexicon.types import Ask
from cvtailor.reporting.html_cv import marks_of, shown
from cvtailor.reporting.lines import count, points, where
from cvtailor.reporting.ranked import unjudged
from cvtailor.reporting.safe import inert

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cvtailor.advice.types import Finding, Rewrite
    from cvtailor.document import Document
    from cvtailor.nlp.types import Achievement, Bullet
    from cvtailor.reporting.html_cv import Mark
    from cvtailor.reporting.types import FileError

    Page = tuple[float, float, bytes]

_STANDINGS = ("proven", "used", "held", "listed", "claimed", "implied", "planned", "denied")
_ID = re.compile(r' id="(r\d+-m\d+)"')
# Copies the text beside a button; everything else works without it.
_SCRIPT = (
    'document.querySelectorAll("button[data-copy]").forEach(function(b){b.hidden=false;b.addEventListener("click",'
    "function(){navigator.clipboard.writeText(b.previousElementSibling.textContent).then(function(){"
    'b.textContent="Copied"})})});'
)


def render(
    results: Sequence[Report | FileError],
    *,
    documents: Mapping[str, Document] | None = None,
    pictures: Mapping[str, Sequence[Page]] | None = None,
) -> str:
    """Return the results as one HTML page.

    Args:
        results: reports, and the error objects of files that could not be read.
        documents: by file, the CV as read: its text is shown with its marks.
        pictures: by file, the pages as (width and height in points, PNG); they take the place of the text.
    """
    style = (importlib.resources.files("cvtailor.reporting") / "report.css").read_text("utf-8")
    script = base64.b64encode(hashlib.sha256(_SCRIPT.encode()).digest()).decode()
    policy = f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{script}'; base-uri 'none'; form-action 'none'"
    title = "CV report" if len(results) != 1 else f"CV report: {results[0].file}"
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="referrer" content="no-referrer">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{say(title)}</title>",
        f"<style>\n{style}</style>",
        "</head>",
        "<body>",
        '<a class="skip" href="#main">Skip to the report</a>',
        '<main id="main">',
    ]
    if len(results) != 1:
        parts += _overview(results)
    for number, each in enumerate(results):
        document = (documents or {}).get(each.file)
        pages = (pictures or {}).get(each.file, ())
        parts += _result(each, f"r{number}", document, pages, level=1 if len(results) == 1 else 2)
    parts += ["</main>", f"<script>{_SCRIPT}</script>", "</body>", "</html>", ""]
    return "\n".join(parts)


def say(text: str) -> str:
    """Return a text for HTML: on one line, nothing in it is markup or acts."""
    return html.escape(inert(text), quote=True)


def _overview(results: Sequence[Report | FileError]) -> Iterator[str]:
    yield "<h1>CV report</h1>"
    yield '<div class="wide"><table><caption>Files</caption><thead><tr><th scope="col">File</th><th scope="col">Score</th><th scope="col">First thing to do</th></tr></thead><tbody>'
    for number, each in enumerate(results):
        if not isinstance(each, Report):
            score, first = "unread", f"{each.error.message} {each.error.hint}"
        elif unjudged(each):
            score, first = "no answer", unjudged(each)
        else:
            score, first = str(each.score.total), each.steps[0].title if each.steps else "nothing"
        yield f'<tr><th scope="row"><a href="#r{number}">{say(each.file)}</a></th><td>{say(score)}</td><td>{say(first)}</td></tr>'
    yield "</tbody></table></div>"


def _result(
    result: Report | FileError, at: str, document: Document | None, pages: Sequence[Page], *, level: int
) -> Iterator[str]:
    yield f'<article id="{at}">'
    yield f"<h{level}>{say(result.file)}</h{level}>"
    if not isinstance(result, Report):
        yield f'<p class="stop">Could not be read: {say(f"{result.error.message} {result.error.hint}")}</p></article>'
        return
    sub = f"h{level + 1}"
    if unjudged(result):
        yield f'<p class="stop"><strong>Could not judge.</strong> {say(unjudged(result))}</p>'
    else:
        yield from _score(result)
    every = marks_of(result, at)
    body = "\n".join(shown(document, every, pages, at)) if document is not None else ""
    there = set(_ID.findall(body))  # what stands in no line that is shown can be linked to from nowhere
    marks = [each for each in every if each.id in there]
    if not unjudged(result):
        yield from _steps(result, sub)
        yield from _missing(result, sub)
        yield from _keywords(result, marks, at, sub)
        yield from _achievements(result, marks, sub)
        yield from _rewrites(result, sub)
    yield from _findings(result, marks, at, sub)
    if document is not None:
        yield f"<{sub}>The CV, with what was found</{sub}>"
        yield body
    yield "</article>"


def _score(report: Report) -> Iterator[str]:
    asked = [each for each in report.groups if each.ask is not Ask.NONE]
    met = sum(each.status == "met" for each in asked)
    verdict = (
        f' <strong class="verdict {report.verdict}">{report.verdict}</strong>'
        if report.verdict in {Verdict.PASS, Verdict.FAIL}
        else ""
    )
    trend = f" ({report.trend:+d} since the baseline)" if report.trend else ""
    yield f'<p class="score"><strong>{report.score.total}</strong> / 100{trend}{verdict} for {say(report.role_title)}</p>'
    pages = f"{count(report.pages, 'page')} · " if report.pages else ""
    yield f"<p>{pages}{count(len(report.bullets), 'bullet')} · {met} of {count(len(asked), 'group')} covered</p>"
    yield '<dl class="parts">'
    for part in report.score.parts:
        yield f"<dt>{part.id.capitalize()}</dt>"
        if part.judged:
            yield (
                f'<dd><meter min="0" max="{points(part.possible)}" value="{points(part.earned)}" aria-label="{part.id}"></meter> '
                f"{points(part.earned)} / {points(part.possible)} <span>{say('; '.join(part.reasons[:2]))}</span></dd>"
            )
        else:
            yield f"<dd>not judged <span>{say(' '.join(part.reasons))}</span></dd>"
    yield "</dl>"


def _steps(report: Report, head: str) -> Iterator[str]:
    if not report.steps:
        return
    together = sum(each.gain for each in report.steps)
    yield f"<{head}>Do first <small>together +{together}</small></{head}>"
    yield '<ol class="steps">'
    for step in report.steps:
        gain = f' <span class="gain">+{step.gain}</span>' if step.gain else ""
        yield f"<li><strong>{say(step.title)}</strong>{gain}<p>{say(step.detail)}</p>"
        if step.rewrite is not None:
            yield from _rewrite(report.rewrites[step.rewrite])
        yield "</li>"
    yield "</ol>"


def _rewrite(rewrite: Rewrite) -> Iterator[str]:
    after = re.sub(r"(\[[^\]]*\])", r'<mark class="blank">\1</mark>', say(rewrite.after))
    yield '<div class="rewrite">'
    yield f'<p class="before"><span class="tag">Before</span> <del>{say(rewrite.before)}</del></p>'
    yield f'<p class="after"><span class="tag">After</span> <ins>{after}</ins> <button type="button" data-copy hidden>Copy</button></p>'
    asked = [rewrite.confirm or "", *(each.question for each in rewrite.blanks)]
    if any(asked):
        more = " Fill the brackets or delete them." if rewrite.blanks else ""
        yield f'<p class="ask">{say(" ".join(filter(None, asked)))}{more}</p>'
    yield "</div>"


def _missing(report: Report, head: str) -> Iterator[str]:
    missing = [each for each in report.suggestions if each.action is Action.ADD_IF_TRUE]
    if not missing:
        return
    groups = {member: group for group in reversed(report.groups) for member in group.members}
    names = {each.id: each.name for each in report.keywords}
    yield f"<{head}>Missing for the role <small>add only if true</small></{head}>"
    yield '<dl class="missing">'
    for each in missing:
        group = groups.get(each.keyword)
        title = group.title if group else names.get(each.keyword, each.keyword)
        said = group.evidence if group and group.evidence else each.message
        yield f"<dt>{say(title)}</dt><dd>{say(said)}</dd>"
    yield "</dl>"


def _keywords(report: Report, marks: Sequence[Mark], at: str, head: str) -> Iterator[str]:
    targets = {each.about: each.id for each in reversed(marks) if each.kind == "keyword"}
    known = {each.id: each for each in report.keywords}
    rows: set[str] = set()  # a keyword may be in two groups; marks lead to its first row
    yield f"<{head}>Keywords by group</{head}>"
    yield '<div class="wide"><table><caption>How each group stands, and where a keyword is shown</caption>'
    yield '<thead><tr><th scope="col">Group</th><th scope="col">Status</th><th scope="col">Shown</th></tr></thead><tbody>'
    for group in report.groups:
        if group.ask is Ask.NONE:
            continue
        chips = []
        for each in sorted(
            (known[member] for member in group.members if member in known and known[member].standing.shown),
            key=lambda each: _STANDINGS.index(each.standing) if each.standing in _STANDINGS else 99,
        ):
            text = f"{say(each.name)} <small>{each.standing}</small>"
            link = targets.get(each.id)
            chip = f'<a href="#{link}">{text}</a>' if link else text
            own = "" if each.id in rows else f' id="{at}-k-{say(each.id)}"'
            rows.add(each.id)
            chips.append(f'<li class="{each.standing}"{own}>{chip}</li>')
        status = group.status.replace("_", " ")
        yield (
            f'<tr><th scope="row">{say(group.title)}</th><td class="{group.status}">{status}</td>'
            f'<td><ul class="chips">{"".join(chips)}</ul></td></tr>'
        )
    yield "</tbody></table></div>"


def _achievements(report: Report, marks: Sequence[Mark], head: str) -> Iterator[str]:
    if not report.bullets:
        return
    targets = {each.about: each.id for each in marks if each.kind == "bullet"}
    yield f"<{head}>Achievements by entry</{head}>"
    entries: dict[str, list[Bullet]] = {}
    for each in report.bullets:
        entries.setdefault(each.place.entry or str(each.section), []).append(each)
    for name, bullets in entries.items():
        measured = sum(each.measurable for each in bullets)
        yield f"<details{' open' if measured else ''}><summary>{say(name)}: {measured} of {len(bullets)} measured</summary><ul>"
        for each in bullets:
            link = targets.get(str(each.span.start))
            text = f'<a href="#{link}">{say(each.text)}</a>' if link else say(each.text)
            mark = f'<span class="tag">{"measured" if each.measurable else each.kind}</span>'
            yield f"<li>{mark} {text}{''.join(_anatomy(one) for one in each.achievements)}</li>"
        yield "</ul></details>"


def _anatomy(achievement: Achievement) -> str:
    names = ("metric", "direction", "amount", "unit", "baseline", "value", "method")
    said = [
        f"<dt>{name}</dt><dd>{say(slot.text)}</dd>"
        for name in names
        if (slot := getattr(achievement, name)) is not None
    ]
    return f'<dl class="slots">{"".join(said)}</dl>' if said else ""


def _rewrites(report: Report, head: str) -> Iterator[str]:
    stepped = {step.rewrite for step in report.steps}
    others = [each for number, each in enumerate(report.rewrites) if number not in stepped]
    if not others:
        return
    yield f"<{head}>More rewrites <small>each can be taken or left</small></{head}>"
    for each in others:
        yield f"<p>{say(where(each.place))}</p>"
        yield from _rewrite(each)


def _findings(report: Report, marks: Sequence[Mark], at: str, head: str) -> Iterator[str]:
    targets = {each.about: each.id for each in marks if each.kind == "finding"}
    yield f"<{head}>Findings</{head}>"
    if not report.findings:
        yield "<p>None.</p>"
        return
    yield '<ul class="findings">'
    ordered = sorted(enumerate(report.findings), key=lambda pair: pair[1].severity.rank)
    for number, each in ordered:
        yield f'<li id="{at}-f{number}" class="{each.severity}">{_finding(each, targets.get(str(number)))}</li>'
    yield "</ul>"


def _finding(finding: Finding, target: str | None) -> str:
    label = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}[finding.severity]
    place = where(finding.place)
    at = f'<a href="#{target}">{say(place or "in the CV")}</a>' if target else say(place)
    quote = f" <q>{say(finding.quote)}</q>" if finding.quote and finding.quote not in finding.message else ""
    why = f"<details><summary>Why</summary><p>{say(finding.why)} <small>Source: {say(finding.source)}</small></p></details>"
    return f'<span class="tag">{finding.rule} {label}</span> {say(finding.message)}{quote} {at}{why}'

"""ST: the parts of a CV that a reader looks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cvtailor.advice import profile
from cvtailor.advice.groups import not_judgeable
from cvtailor.advice.rules.common import CONVENTION, WORK, entries, finding, latest, paragraphs, some
from cvtailor.advice.types import Profile, Rule, Severity
from cvtailor.document import SectionKind, Span
from cvtailor.nlp.types import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cvtailor.advice.rules.common import Check
    from cvtailor.advice.types import Finding, Settings
    from cvtailor.document import Section
    from cvtailor.nlp.types import Evidence

ST01 = Rule(
    code="ST01",
    name="no-experience",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    summary="There is no section on experience or projects.",
    why="What a person has done is the part of a CV that shows a skill; without it every skill is only claimed.",
    example="Education, then Skills, then Languages.",
    better="Projects: what was built, with what, and what came of it. A thesis or a course project counts.",
    source=CONVENTION,
)
ST02 = Rule(
    code="ST02",
    name="no-email",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    summary="No e-mail address was found.",
    why="It is how people reply. An address inside a picture or behind an icon is not found by a program.",
    example="A phone number alone.",
    better="ada@example.org",
    source=CONVENTION,
)
ST03 = Rule(
    code="ST03",
    name="no-dates",
    severity=Severity.NOTE,
    confidence=Confidence.MEDIUM,
    summary="A job has no dates.",
    why="A reader weighs work by how long it took and how recent it is.",
    example="Data Scientist, Orbit",
    better="Data Scientist, Orbit, Mar 2021 to Jun 2023",
    source=CONVENTION,
)
ST04 = Rule(
    code="ST04",
    name="too-many-pages",
    severity=Severity.NOTE,
    confidence=Confidence.HIGH,
    summary="The CV is longer than the number of pages set.",
    why="The first page is read with most care. An academic CV is as long as its record and is exempt; a list of "
    "publications is worth a page more.",
    example="Four pages for six years of work.",
    better="Two pages: old roles in a line each, the latest in full.",
    source=CONVENTION + " (setting max_pages, 2 by default)",
)
ST05 = Rule(
    code="ST05",
    name="empty-section",
    severity=Severity.NOTE,
    confidence=Confidence.MEDIUM,
    summary="A section has a heading and nothing else.",
    why="An empty section looks like a mistake, or its content stands where a program does not find it.",
    example="Publications (and then the next heading)",
    better="The heading deleted, or the content under it.",
    source=CONVENTION,
)
ST06 = Rule(
    code="ST06",
    name="bare-entry",
    severity=Severity.NOTE,
    confidence=Confidence.MEDIUM,
    summary="A recent job or a project says nothing about the work.",
    why="A title and dates show no skill; one line on what was done, and what came of it, does.",
    example="Machine Learning Engineer, Orbit, 2021 to 2023",
    better="… with a bullet: Built the ranking model of the search page, raising clicks from 3.1 % to 3.6 %",
    source=CONVENTION,
)
ST07 = Rule(
    code="ST07",
    name="dates-reversed",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    summary="An entry ends before it starts.",
    why="A slip in a date puts the other dates in doubt.",
    example="Mar 2023 to Jan 2021",
    better="Jan 2021 to Mar 2023",
    source=CONVENTION,
)
ST08 = Rule(
    code="ST08",
    name="no-bullets",
    severity=Severity.NOTE,
    confidence=Confidence.MEDIUM,
    summary="Most of the work is told in paragraphs of more than 40 words.",
    why="A reader who has half a minute scans the first words of each line. A bullet for each result is found; "
    "the same result in the middle of a paragraph may not be.",
    example="A job told in one paragraph of 80 words.",
    better="The same job in four bullets, each with what was done and what came of it.",
    source=CONVENTION,
)
_LONG = 40  # words, from which on a paragraph is hard to scan
_RECENT = 3  # roles that are expected to say what was done; older ones may stand in a line


def _no_experience(evidence: Evidence, settings: Settings) -> Iterable[Finding]:  # noqa: ARG001
    if not_judgeable(evidence) is None and not any(each.kind in WORK for each in evidence.document.sections):
        yield finding(ST01, evidence, "No section on experience or projects was found.")


def _no_email(evidence: Evidence, settings: Settings) -> Iterable[Finding]:  # noqa: ARG001
    if evidence.document.sections and not evidence.document.contact.emails:
        yield finding(ST02, evidence, "No e-mail address was found in the text.")


def _no_dates(evidence: Evidence, settings: Settings) -> Iterable[Finding]:  # noqa: ARG001
    for section, entry in entries(evidence):
        if section.kind is SectionKind.EXPERIENCE and entry.start is None and entry.end is None:
            yield finding(ST03, evidence, f"No dates were found for {_named(entry.name)}.", span=entry.header)


def _too_long(evidence: Evidence, settings: Settings) -> Iterable[Finding]:
    pages = evidence.document.pages
    if pages is None or pages <= settings.max_pages:
        return
    papers = any(
        section.kind is SectionKind.PUBLICATIONS and section.all_items()
        for section in evidence.document.sections
    )
    academic = profile.of(evidence, settings).kind is Profile.ACADEMIC
    if not academic and pages > settings.max_pages + papers:
        message = f"The CV has {some(pages, 'page')}; the length set is {settings.max_pages}."
        yield finding(ST04, evidence, message)


def _empty_section(evidence: Evidence, settings: Settings) -> Iterable[Finding]:  # noqa: ARG001
    for section in evidence.document.sections:
        if section.heading and not section.entries and not section.items and not _body(evidence, section):
            span = section.heading_span or section.span
            yield finding(ST05, evidence, f"Nothing stands under the heading “{section.heading}”.", span=span)


def _body(evidence: Evidence, section: Section) -> str:
    start = section.heading_span.end if section.heading_span else section.span.start + len(section.heading)
    return evidence.document.text[start : section.span.end].strip()


def _bare_entry(evidence: Evidence, settings: Settings) -> Iterable[Finding]:  # noqa: ARG001
    every = entries(evidence)
    newest = latest(evidence)
    roles = [n for n, (section, _) in enumerate(every) if section.kind is SectionKind.EXPERIENCE]
    recent = {newest, *roles[:_RECENT]}
    for index, (section, entry) in enumerate(every):
        expected = index in recent or section.kind is SectionKind.PROJECTS
        if (
            section.kind in WORK
            and expected
            and not entry.items
            and not _says_more(evidence, entry.span, entry.header)
        ):
            yield finding(
                ST06,
                evidence,
                f"{_named(entry.name, start=True)} says nothing about the work done.",
                span=entry.header,
            )


def _says_more(evidence: Evidence, span: Span, header: Span) -> bool:
    """Whether text follows the header, or the header itself holds prose (a project told in one line)."""
    text = evidence.document.text
    return bool(text[header.end : span.end].strip()) or len(text[header.start : header.end].split()) > 20


def _reversed(evidence: Evidence, settings: Settings) -> Iterable[Finding]:  # noqa: ARG001
    for _, entry in entries(evidence):
        start, end = entry.start, entry.end
        if start is None or end is None or end == "present":
            continue
        length = min(len(start), len(end))  # "2021" to "2021-03" cannot be told apart
        if end[:length] < start[:length]:
            span = entry.dates_span or entry.header
            yield finding(
                ST07,
                evidence,
                f"{_named(entry.name, start=True)} ends before it starts: {start} to {end}.",
                span=span,
            )


def _prose(evidence: Evidence, settings: Settings) -> Iterable[Finding]:  # noqa: ARG001
    prose = paragraphs(evidence)
    work = [each for each in evidence.bullets if each.section in WORK]
    long = [each for each in work if each.span in prose and each.wording.words > _LONG]
    if 2 * len(long) > len(work):
        noun = "paragraph stands" if len(long) == 1 else "paragraphs stand"
        message = f"Most of the work is told in prose: {len(long)} {noun} at more than {_LONG} words."
        yield finding(ST08, evidence, message + " Bullets are easier to scan.")


def _named(name: str | None, *, start: bool = False) -> str:
    if name:
        return f"“{name}”"
    return "An entry without a name" if start else "an entry without a name"


RULES: tuple[tuple[Rule, Check], ...] = (
    (ST01, _no_experience),
    (ST02, _no_email),
    (ST03, _no_dates),
    (ST04, _too_long),
    (ST05, _empty_section),
    (ST06, _bare_entry),
    (ST07, _reversed),
    (ST08, _prose),
)

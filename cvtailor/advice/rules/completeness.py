"""ST, continued: what is missing or thin, the order of sections for the career stage, and the dates.

What is usual differs between an academic and an industry CV (`cvtailor.advice.profile`); a rule that
holds for one of them only says so in its reason.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cvtailor.advice import profile, timeline
from cvtailor.advice.groups import not_judgeable
from cvtailor.advice.profile import words
from cvtailor.advice.rules.common import (
    CONVENTION,
    DEGREES,
    WORK,
    entries,
    finding,
    latest,
    listed,
    noun_of_all,
    some,
)
from cvtailor.advice.types import Profile, Rule, Severity
from cvtailor.document import ItemKind, ObservationKind, SectionKind, Span
from cvtailor.nlp.types import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cvtailor.advice.rules.common import Check
    from cvtailor.advice.types import Finding, Settings
    from cvtailor.document import Section
    from cvtailor.nlp.types import Evidence

ST09 = Rule(
    code="ST09",
    name="no-education",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    summary="There is no section on education, and no degree is named.",
    why="The article names a degree as what the role typically asks for. A course, a diploma or years of study "
    "without a degree belong there too; leave it out only where there is none.",
    example="Experience, then Skills, and the end.",
    better="Education: BSc Mathematics, University of Calderbrook, 2019",
    source=DEGREES,
)
ST10 = Rule(
    code="ST10",
    name="section-order",
    severity=Severity.NOTE,
    confidence=Confidence.MEDIUM,
    summary="The section that says most for the career stage does not come first.",
    why="The top of the first page is read with most care. After three years of work or more that is the work; for "
    "students, recent graduates and in an academic CV education may stand first.",
    example="Education, Interests, then nine years of Experience.",
    better="Experience, Projects, Skills, Education, Interests.",
    source=CONVENTION + " (industry profile only)",
)
ST11 = Rule(
    code="ST11",
    name="date-gap",
    severity=Severity.NOTE,
    confidence=Confidence.MEDIUM,
    summary="No dated entry covers more than six months between two others.",
    why="A reader who runs down the dates may wonder. Often an entry or a date is only missing: study, a project, "
    "freelance work. A line is enough, and no reason is owed.",
    example="Data Analyst, Orbit, 2017 to Mar 2019; then Data Scientist, Helix, since Feb 2020",
    better="The same, with “Freelance projects and a course in statistics, Apr 2019 to Jan 2020” between the two.",
    source=CONVENTION + " (gaps of the last ten years; a year alone counts as all of it)",
)
ST12 = Rule(
    code="ST12",
    name="dates-overlap",
    severity=Severity.NOTE,
    confidence=Confidence.LOW,
    summary="Two jobs at different employers ran at the same time for more than three months.",
    why="Two jobs at once are nothing bad; a word says which one was part-time, freelance or honorary, and that no "
    "date is a slip.",
    example="Engineer, Orbit, 2019 to 2022; Analyst, Helix, 2020 to 2021",
    better="Engineer, Orbit, 2019 to 2022; Analyst (part-time), Helix, 2020 to 2021",
    source=CONVENTION + " (industry profile only)",
)
ST13 = Rule(
    code="ST13",
    name="no-skills",
    severity=Severity.NOTE,
    confidence=Confidence.LOW,
    summary="There is no section on skills.",
    why="A short list shows at a glance what the bullets use, and is where programs and people look for a name first. "
    "It does not replace the bullets: what is only listed counts half.",
    example="Experience and Education, with the tools only inside the bullets.",
    better="Skills: Python, PyTorch, scikit-learn, SQL, Git",
    source=CONVENTION + " (industry profile only)",
)
ST14 = Rule(
    code="ST14",
    name="thin-latest-job",
    severity=Severity.NOTE,
    confidence=Confidence.MEDIUM,
    summary="The latest job, held for a year or more, is told in far fewer bullets than an older one.",
    why="What a person does now says most about what they will do next; older jobs can be told in a line or two.",
    example="One bullet on three years in the current job, six on a job of ten years ago.",
    better="Four or five bullets on the current job, two on the older one.",
    source=CONVENTION + " (at most one bullet against three or more)",
)
ST15 = Rule(
    code="ST15",
    name="one-way-to-reply",
    severity=Severity.NOTE,
    confidence=Confidence.MEDIUM,
    summary="Beside the e-mail address there is neither a phone number nor a link.",
    why="A reader who wants to know more or to ask at once finds nothing to follow. A page with your work is the "
    "link that helps most.",
    example="ada@example.org",
    better="ada@example.org, github.com/ada-mensah",
    source=CONVENTION,
)
ST16 = Rule(
    code="ST16",
    name="private-facts",
    severity=Severity.NOTE,
    confidence=Confidence.MEDIUM,
    summary="The CV states private facts, such as a date of birth or a marital status.",
    why="They say nothing about the work, many employers may not use them, and a file is passed on. Where they are "
    "customary or asked for, keep them.",
    example="Date of birth: 3 May 1990. Marital status: single.",
    better="Both lines deleted.",
    source=CONVENTION,
)
ST17 = Rule(
    code="ST17",
    name="degree-unnamed",
    severity=Severity.NOTE,
    confidence=Confidence.LOW,
    summary="The section on education names schools but no degree, diploma or course.",
    why="The article names a degree and its field as what the role typically asks for; the name of a university "
    "alone says neither. Where no degree came of it, the field and the years are still worth a line.",
    example="University of Calderbrook, 2015 to 2018",
    better="BSc Physics, University of Calderbrook, 2015 to 2018",
    source=DEGREES,
)
_SETTLED = 36  # months of work from which on the work stands first
_RECENT_DEGREE = 24  # months since a degree for which education may stand first
_YEAR = 12  # months in a job, from which on it has something to tell
_THIN, _FULL = 1, 3  # bullets of the latest job and of an older one
_SHORT = 4  # words of a line that may be a heading
_BESIDE = 60.0  # points between the left edges of two headings that stand in columns
_MIXED = {ObservationKind.COLUMNS, ObservationKind.TABLE, ObservationKind.TEXT_BOX}
_PRIVATE_PLACES = {None, "summary", "other", "interests"}


def _no_education(evidence: Evidence, settings: Settings) -> Iterable[Finding]:  # noqa: ARG001
    document = evidence.document
    if not_judgeable(evidence) is not None or not _works(evidence):
        return
    named = any(section.kind is SectionKind.EDUCATION for section in document.sections)
    if (
        not named
        and not words("degree", "core").within(document.text)
        and not _heading(evidence, "education")
    ):
        yield finding(ST09, evidence, "No section on education was found, and no degree is named.")


def _order(evidence: Evidence, settings: Settings) -> Iterable[Finding]:
    document = evidence.document
    if any(each.kind in _MIXED for each in document.observations):
        return  # what was read first need not stand first
    work = next((each for each in document.sections if each.kind is SectionKind.EXPERIENCE), None)
    if work is None or profile.of(evidence, settings).kind is not Profile.INDUSTRY:
        return
    before = [each for each in document.sections if each.span < work.span and not _beside(each, work)]
    early = [each for each in before if each.kind in {SectionKind.INTERESTS, SectionKind.REFERENCES}]
    if _months(evidence) >= _SETTLED and not _recent_degree(evidence):
        early += [each for each in before if each.kind is SectionKind.EDUCATION]
    early = [each for each in early if each.all_items() or each.entries]
    early = [each for each in early if not profile.words("academic", "headings").within(each.heading)]
    if early:
        said = listed((f"“{each.heading}”" for each in early), "and")
        verb = "stands" if len(early) == 1 else "stand"
        yield finding(
            ST10,
            evidence,
            f"{said} {verb} before “{work.heading}”.",
            span=early[0].heading_span or early[0].span,
        )


def _beside(one: Section, other: Section) -> bool:
    """Return whether two headings stand in different columns of a page."""
    boxes = [each.place.boxes[0] for each in (one, other) if each.place.boxes]
    return len(boxes) == 2 and abs(boxes[0].x0 - boxes[1].x0) > _BESIDE


def _months(evidence: Evidence) -> int:
    """Return the months of work, jobs at the same time counted once."""
    months: set[int] = set()
    today = timeline.now(evidence)
    for section, each in entries(evidence):
        if section.kind is not SectionKind.EXPERIENCE or not each.start or not each.end or today is None:
            continue
        start = timeline.month(each.start, last=False)
        end = today if each.end == "present" else timeline.month(each.end, last=False)
        if start is not None and end is not None and end - start < 100 * 12:
            months.update(range(start, end + 1))
    return len(months)


def _recent_degree(evidence: Evidence) -> bool:
    """Return whether the person studies, or did until recently; also where the dates do not say."""
    today = timeline.now(evidence)
    dates = [each.end for section, each in entries(evidence) if section.kind is SectionKind.EDUCATION]
    if today is None or not any(dates):
        return True
    ends = [timeline.month(date, last=True) for date in dates if date and date != "present"]
    newest = max((each for each in ends if each is not None), default=0)
    return "present" in dates or newest >= today - _RECENT_DEGREE


def _gap(evidence: Evidence, settings: Settings) -> Iterable[Finding]:  # noqa: ARG001
    for each in timeline.gaps(evidence):
        span = each.after.dates_span or each.after.header
        stretch = f"{timeline.said(each.first)} to {timeline.said(each.last)}"
        message = f"No dated entry covers {stretch} ({some(each.months, 'month')})."
        yield finding(ST11, evidence, message, span=span)


def _overlap(evidence: Evidence, settings: Settings) -> Iterable[Finding]:
    if profile.of(evidence, settings).kind is not Profile.INDUSTRY:
        return
    for one, other, months in timeline.overlaps(evidence):
        span = other.dates_span or other.header
        message = f"“{one.name}” and “{other.name}” ran at the same time for {some(months, 'month')}."
        yield finding(ST12, evidence, message + " A word says which one was part-time.", span=span)
        return  # one is enough to see the point


def _no_skills(evidence: Evidence, settings: Settings) -> Iterable[Finding]:
    sections = evidence.document.sections
    kinds = {each.kind for each in sections}
    lists = any(item.kind is ItemKind.SKILL for section in sections for item in section.all_items())
    if not_judgeable(evidence) is not None or not _works(evidence) or lists:
        return
    # What stands under an unknown heading may be the list.
    if kinds & {SectionKind.SKILLS, SectionKind.OTHER} or ObservationKind.UNKNOWN_HEADING in {
        each.kind for each in evidence.document.observations
    }:
        return
    if profile.of(evidence, settings).kind is Profile.INDUSTRY and not _heading(evidence, "skills"):
        yield finding(ST13, evidence, "No section on skills was found.")


def _heading(evidence: Evidence, name: str) -> bool:
    """Return whether a short line may be a heading that was not read as one."""
    known = words("headings", name)
    short = (line for line in evidence.document.text.splitlines() if 0 < len(line.split()) <= _SHORT)
    return any(known.within(line) for line in short)


def _thin(evidence: Evidence, settings: Settings) -> Iterable[Finding]:
    every, newest = entries(evidence), latest(evidence)
    if newest is None:
        return
    entry = every[newest][1]
    told = [each for each in evidence.bullets if each.entry == newest]
    lasted = timeline.length(entry, evidence)
    # A job that is told in paragraphs, or whose bullets were not found, is not thin.
    said = len(evidence.document.text[entry.header.end : entry.span.end].split())
    if not told or len(told) > _THIN or said > 2 * settings.max_bullet_words or not lasted or lasted < _YEAR:
        return
    others = [
        sum(each.entry == n for each in evidence.bullets)
        for n, (section, _) in enumerate(every)
        if section.kind is SectionKind.EXPERIENCE and n != newest
    ]
    most = max(others, default=0)
    if most >= _FULL:
        message = (
            f"The latest job, “{entry.name}”, is told in {some(len(told), noun_of_all(evidence, told))}, "
            f"an older one in {most}."
        )
        yield finding(ST14, evidence, message, span=entry.header)


def _one_way(evidence: Evidence, settings: Settings) -> Iterable[Finding]:  # noqa: ARG001
    contact = evidence.document.contact
    if evidence.document.sections and contact.emails and not contact.phones and not contact.links:
        yield finding(
            ST15, evidence, "Neither a phone number nor a link was found beside the e-mail address."
        )


def _private(evidence: Evidence, settings: Settings) -> Iterable[Finding]:  # noqa: ARG001
    found: dict[str, Span] = {}
    for label, span in _labels(evidence):
        found.setdefault(label.casefold(), span)
    if found:
        said = listed((f"“{each}”" for each in found), "and")
        yield finding(ST16, evidence, f"The CV states {said}.", span=min(found.values()))


def _labels(evidence: Evidence) -> Iterator[tuple[str, Span]]:
    """Yield the labels of private facts that a value follows, outside the sections on work."""
    document, at = evidence.document, 0
    for line in document.text.splitlines(keepends=True):
        for start, piece in _pieces(line):
            label, colon, value = piece.partition(":")
            begin = at + start + len(label) - len(label.lstrip(" •*-–\t"))
            span = Span(begin, at + start + len(label.rstrip()))
            said = document.text[span.start : span.end]
            known = bool(colon and value.strip() and said) and words("private", "labels").only(said)
            if known and document.place(span).section in _PRIVATE_PLACES:
                yield said, span
        at += len(line)


def _pieces(line: str) -> Iterator[tuple[int, str]]:
    start = 0
    for stop in re.finditer(r"[|·•;]|,\s|\t", line):
        yield start, line[start : stop.start()]
        start = stop.end()
    yield start, line[start:]


def _degree_unnamed(evidence: Evidence, settings: Settings) -> Iterable[Finding]:  # noqa: ARG001
    own = [each for each in evidence.document.sections if each.kind is SectionKind.EDUCATION]
    said = " ".join(evidence.document.text[each.span.start : each.span.end] for each in own)
    dated = any(each.entries for each in own)
    if own and dated and not words("degree").within(said) and not_judgeable(evidence) is None:
        span = own[0].heading_span or own[0].span
        yield finding(ST17, evidence, f"No degree or course is named under “{own[0].heading}”.", span=span)


def _works(evidence: Evidence) -> bool:
    return any(section.kind in WORK and section.all_items() for section in evidence.document.sections)


RULES: tuple[tuple[Rule, Check], ...] = (
    (ST09, _no_education),
    (ST10, _order),
    (ST11, _gap),
    (ST12, _overlap),
    (ST13, _no_skills),
    (ST14, _thin),
    (ST15, _one_way),
    (ST16, _private),
    (ST17, _degree_unnamed),
)

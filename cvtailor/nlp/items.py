"""The items of a CV that say what was done, each with what it shows."""

from __future__ import annotations

import re

from cvtailor.document import Document, Entry, Item, ItemKind, Place, Section, SectionKind, Span
from cvtailor.nlp.achievements import read_achievements
from cvtailor.nlp.types import Bullet, Opening
from cvtailor.nlp.wording import is_weak, read_wording

_WORK = (
    SectionKind.EXPERIENCE,
    SectionKind.PROJECTS,
    SectionKind.EDUCATION,
    SectionKind.TEACHING,
    SectionKind.AWARDS,
    SectionKind.SERVICE,
)
# Lines of education (or at the foot of a job) that list and do not tell.
_LISTS = re.compile(
    r"(?:relevant\s|selected\s|key\s|core\s|main\s|optional\s|advanced\s|graduate\s|major\s|related\s)?"
    r"(?:modules?|courses?|coursework|course work|subjects?|electives?|grades?|final grade|gpa|cgpa|wam|average|majors?|minors?|"
    r"specialisation|specialization|concentration|curriculum|a[- ]levels?|gcses?|ib|abitur|matura|baccalaur[ée]ate|honou?rs|classification|result|"
    r"supervisors?|advisors?|advisers?|thesis title|dissertation title|thesis|dissertation|"
    r"technologies|technology|tech stack|stack|tools|skills|languages|keywords|environment|references?|website|link|url|github|location|contact)"
    r"(?:\s(?:included?|covered|taken|studied|used|points?|average|grade|score|and\s\w+|in|title))?\s?(?:\([^()]{0,40}\))?(?:\s?:|\s[–—-]\s)"
    r"|(?:relevant\s|selected\s|key\s)?(?:modules?|courses?|coursework|subjects?)\s(?:included?|including|covered)\b",
    re.IGNORECASE,
)
_GRADE = re.compile(
    r"(?:(?:overall|cumulative|final|weighted|current|expected|major)\s)?(?:c?gpa|grade|mark|score|average|wam|percentage|cgpa|classification)\b.{0,50}$"
    r"|(?:graduated\s)?(?:with\s)?(?:first[- ]class|upper[- ]second|lower[- ]second|second[- ]class|2:[12]|1st|distinction|merit|magna cum laude|summa cum laude|cum laude|honours|honors)\b[^.]{0,40}$"
    r"|\d(?:\.\d{1,2})?\s?/\s?\d{1,3}(?:\.\d)?$",
    re.IGNORECASE,
)


def read_bullets(document: Document, *, as_of: str | None) -> tuple[Bullet, ...]:
    """Return the items that say what was done, in document order.

    Those are the items of experience, projects, education, teaching, awards and service, and of other
    sections where an item opens like work; skills, publications and languages are never bullets, a line
    of coursework or grades is not one.

    Args:
        document: the CV.
        as_of: an ISO date (or "YYYY-MM"); an entry that ends then or later is current. None: only "present" is.
    """
    found: list[Bullet] = []
    number = 0
    for section in document.sections:
        for entry, item in _items(section):
            if _tells(section.kind, item):
                at = number + section.entries.index(entry) if entry is not None else None
                found.append(
                    _bullet(
                        item.text,
                        item.span,
                        document.place(item.span),
                        section.kind,
                        entry=at,
                        current=_current(entry, as_of),
                    )
                )
        number += len(section.entries)
    return tuple(sorted(found, key=lambda each: each.span))


def read_text(text: str) -> Bullet:
    """Read one item by itself; spans count from 0, the section is `other`."""
    return _bullet(text, Span(start=0, end=len(text)), Place(), SectionKind.OTHER)


def _bullet(
    text: str,
    span: Span,
    place: Place,
    section: SectionKind,
    *,
    entry: int | None = None,
    current: bool = False,
) -> Bullet:
    kind, measurable, achievements = read_achievements(text, span.start)
    wording = read_wording(text, span.start)
    return Bullet(
        text=text,
        span=span,
        place=place,
        section=section,
        kind=kind,
        measurable=measurable,
        weak_opening=is_weak(wording),
        achievements=achievements,
        wording=wording,
        entry=entry,
        current=current,
    )


def _items(section: Section) -> list[tuple[Entry | None, Item]]:
    owned: list[tuple[Entry | None, Item]] = [(None, item) for item in section.items]
    owned += [(entry, item) for entry in section.entries for item in entry.items]
    return sorted(owned, key=lambda each: each[1].span)


def _tells(section: SectionKind, item: Item) -> bool:
    """Whether an item says what was done."""
    if item.kind not in (ItemKind.BULLET, ItemKind.PARAGRAPH) or not any(c.isalpha() for c in item.text):
        return False
    if section in _WORK:
        if section is SectionKind.AWARDS:
            return True
        return not (_LISTS.match(item.text) or (section is SectionKind.EDUCATION and _GRADE.match(item.text)))
    if section is SectionKind.OTHER:
        wording = read_wording(item.text)
        return (
            wording.words >= 4
            and wording.opening in (Opening.STRONG, Opening.WEAK)
            and not _LISTS.match(item.text)
        )
    return False


def _current(entry: Entry | None, as_of: str | None) -> bool:
    if entry is None or entry.end is None:
        return False
    if entry.end == "present":
        return True
    if as_of is None:
        return False
    shared = min(len(entry.end), len(as_of))
    return entry.end[:shared] >= as_of[:shared]

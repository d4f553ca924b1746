"""The dates of a CV as months: what they leave open, where two jobs run at once, and short stays.

Dates are read in favour of the person: a year alone covers all of it, a degree with one date the
years before it, and where a job or a degree has no date at all no gap is claimed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cvtailor.advice.profile import words
from cvtailor.advice.rules.common import entries
from cvtailor.document import SectionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cvtailor.document import Entry, Section
    from cvtailor.nlp.types import Evidence

GAP = 6  # whole months without a dated entry, from which on a reader may ask (project convention)
OVERLAP = 3  # months that two jobs share; less is a handover
SHORT = 6  # months: a job that ended before that is a short stay
YEARS_BACK = 10  # years before the report's date that are looked at
_STUDY = 5 * 12  # months that a degree with one date may have taken
_YEAR = 4  # letters of a date that is a year alone
_MAIN = {SectionKind.EXPERIENCE, SectionKind.EDUCATION}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Months (of the common era, counted from year 0) that no entry covers, and the entries around."""

    before: Entry
    after: Entry
    first: int
    last: int

    @property
    def months(self) -> int:
        """How many whole months are open."""
        return self.last - self.first + 1


def month(date: str, *, last: bool) -> int | None:
    """Return "YYYY" or "YYYY-MM" as a count of months; a year alone is its January, or its December if `last`."""
    year, _, part = date.partition("-")
    if not (year.isdigit() and len(year) == _YEAR) or (part and not part[:2].isdigit()):
        return None
    number = int(part[:2]) if part else 12 if last else 1
    return int(year) * 12 + number - 1 if 1 <= number <= 12 else None


def said(count: int) -> str:
    """Return a count of months as "YYYY-MM"."""
    return f"{count // 12:04}-{count % 12 + 1:02}"


def now(evidence: Evidence) -> int | None:
    """Return the month of the report's date."""
    return month(evidence.as_of[:7], last=True) if evidence.as_of else None


def length(entry: Entry, evidence: Evidence) -> int | None:
    """Return the months an entry surely lasted (a year alone counts from its December, or to its January)."""
    if entry.start is None or entry.end is None:
        return None
    start = month(entry.start, last=True)
    end = now(evidence) if entry.end == "present" else month(entry.end, last=False)
    return None if start is None or end is None else max(0, end - start + 1)


def gaps(evidence: Evidence) -> Iterator[Gap]:
    """Yield the stretches between two dated entries that are longer than `GAP` months and covered by none."""
    today, every = now(evidence), entries(evidence)
    if today is None or any(not (each.start or each.end) for section, each in every if section.kind in _MAIN):
        return
    covered = sorted(
        (_covers(section, each, today) for section, each in every if each.start or each.end),
        key=lambda pair: (pair[0], pair[1]),
    )
    jobs = [
        at
        for section, each in every
        if section.kind is SectionKind.EXPERIENCE and each.start
        if (at := month(each.start, last=False)) is not None
    ]
    if not covered or not jobs:
        return
    _, reached, before = covered[0]
    for start, end, entry in covered[1:]:
        # What lies before the first job is school or travel: nobody's business.
        asked = start > today - YEARS_BACK * 12 and reached >= min(jobs)
        if asked and start - reached - 1 > GAP:
            yield Gap(before=before, after=entry, first=reached + 1, last=start - 1)
        if end > reached:
            reached, before = end, entry


def _covers(section: Section, entry: Entry, today: int) -> tuple[int, int, Entry]:
    start = month(entry.start, last=False) if entry.start else None
    end = today if entry.end == "present" else month(entry.end, last=True) if entry.end else None
    if start is None and entry.end == "present":
        start = 0  # nobody can tell since when
    elif start is None and end is not None:
        study = section.kind is SectionKind.EDUCATION
        start = end - _STUDY if study else end - 11
    if end is None and start is not None:
        end = max(start + 11, today if section.kind in _MAIN else start)
    first, last = start or 0, end or today
    return (min(first, last), max(first, last), entry)  # a slip in the dates is told by ST07


def overlaps(evidence: Evidence) -> Iterator[tuple[Entry, Entry, int]]:
    """Yield (earlier, later, months) of jobs at two employers that ran at once for more than `OVERLAP` months.

    Jobs said to be part-time, freelance, voluntary and the like are left out.
    """
    today, beside = now(evidence), words("beside")
    jobs = []
    for section, each in entries(evidence):
        if section.kind is not SectionKind.EXPERIENCE or not each.start or not each.end or today is None:
            continue
        header = evidence.document.text[each.header.start : each.header.end]
        start = month(each.start, last=True)
        end = today if each.end == "present" else month(each.end, last=False)
        if start is not None and end is not None and not beside.within(f"{section.heading} {header}"):
            jobs.append((start, end, each))
    jobs.sort(key=lambda job: (job[0], job[1]))
    for n, (_, end, one) in enumerate(jobs):
        for start, later_end, other in jobs[n + 1 :]:
            shared = min(end, later_end) - start + 1
            if shared > OVERLAP and not _same_employer(one, other):
                yield one, other, shared


def _same_employer(one: Entry, other: Entry) -> bool:
    first, second = ((each.organisation or "").casefold() for each in (one, other))
    return not first or not second or first in second or second in first


def short_stays(evidence: Evidence) -> Iterator[Entry]:
    """Yield jobs that ended within `SHORT` months and were not meant to be short (an internship, a contract).

    A role beside or before another one at the same employer is a step, not a stay.
    """
    beside = words("beside")
    jobs = [each for section, each in entries(evidence) if section.kind is SectionKind.EXPERIENCE]
    employers = Counter((each.organisation or "").casefold() for each in jobs)
    for section, each in entries(evidence):
        if section.kind is not SectionKind.EXPERIENCE or each.end in {None, "present"}:
            continue
        exact = all(date and len(date) > _YEAR for date in (each.start, each.end))
        header = evidence.document.text[each.header.start : each.header.end]
        stayed = length(each, evidence)
        short = exact and bool(stayed) and (stayed or 0) < SHORT
        alone = employers[(each.organisation or "").casefold()] == 1
        if short and alone and not beside.within(f"{section.heading} {header}"):
            yield each

"""Whether a CV is read as academic or industry, and what its dates leave open."""

from __future__ import annotations

import pytest
from advice_factories import Job, cv, evidence
from hypothesis import given
from hypothesis import strategies as st

from cvtailor.advice import profile, timeline
from cvtailor.advice.types import Profile, Settings
from cvtailor.document import SectionKind
from cvtailor.nlp.types import Evidence

EXPERIENCE, PAPERS = SectionKind.EXPERIENCE, SectionKind.PUBLICATIONS


def career(title: str, *papers: str, heading: str = "Experience", end: str | None = "present") -> Evidence:
    job: Job = (title, "2020", end, ["Trained models"])
    return evidence(cv([(EXPERIENCE, heading, [job]), (PAPERS, "Publications", list(papers))]))


@pytest.mark.parametrize(
    ("given", "kind", "sign"),
    [
        (career("Lecturer"), Profile.ACADEMIC, "the current job “Lecturer”"),
        (
            career("Postdoctoral Researcher", end="2022"),
            Profile.ACADEMIC,
            "the job “Postdoctoral Researcher”",
        ),
        (career("PhD student"), Profile.ACADEMIC, "the current job “PhD student”"),
        (
            career("Scientist", "One", "Two", "Three", "Four", "Five"),
            Profile.ACADEMIC,
            "5 publications listed",
        ),
        (career("Reader", heading="Academic Appointments"), Profile.ACADEMIC, "the current job “Reader”"),
        (
            career("Machine Learning Engineer"),
            Profile.INDUSTRY,
            "the current job “Machine Learning Engineer”",
        ),
        (career("Data Scientist", "A paper"), Profile.INDUSTRY, "the current job “Data Scientist”"),
        (career("Keeper of bees"), Profile.INDUSTRY, "no sign of an academic career"),
        (
            career("Engineer", "One", "Two", "Three", "Four", "Five", heading="Work Experience"),
            Profile.INDUSTRY,
            "the heading “Work Experience”",
        ),
    ],
)
def test_the_guess_and_its_signs(given: Evidence, kind: Profile, sign: str) -> None:
    made = profile.of(given, Settings())
    assert (made.kind, made.guessed) == (kind, True)
    assert sign in made.signs


@pytest.mark.parametrize("kind", [Profile.ACADEMIC, Profile.INDUSTRY])
def test_what_was_set_is_not_guessed(kind: Profile) -> None:
    made = profile.of(career("Lecturer"), Settings(profile=kind))
    assert (made.kind, made.guessed) == (kind, False)


@pytest.mark.parametrize(
    ("date", "last", "count"),
    [
        ("2021-03", False, "2021-03"),
        ("2021", False, "2021-01"),
        ("2021", True, "2021-12"),
        ("2021-13", False, None),
        ("present", True, None),
        ("21", True, None),
        ("", False, None),
    ],
)
def test_months(date: str, last: bool, count: str | None) -> None:
    month = timeline.month(date, last=last)
    assert (None if month is None else timeline.said(month)) == count


def jobs(*dates: tuple[str | None, str | None]) -> Evidence:
    content: list[Job | str] = [(f"Firm{n}", start, end, []) for n, (start, end) in enumerate(dates)]
    return evidence(cv([(EXPERIENCE, "Experience", content)]))


@pytest.mark.parametrize(
    ("dates", "found"),
    [
        ([("2021-01", "present"), ("2018", "2019")], [("2020-01", "2020-12")]),
        ([("2021-08", "present"), ("2018", "2020")], [("2021-01", "2021-07")]),
        ([("2021-07", "present"), ("2018", "2020")], []),
        ([("2021", "present"), ("2018", "2020")], []),
        (
            [("2022", "2022"), ("2020", "2020"), ("2018", "2018")],
            [("2019-01", "2019-12"), ("2021-01", "2021-12")],
        ),
        ([("2021", "present"), (None, None), ("2018", "2019")], []),
    ],
)
def test_gaps(dates: list[tuple[str | None, str | None]], found: list[tuple[str, str]]) -> None:
    made = [(timeline.said(each.first), timeline.said(each.last)) for each in timeline.gaps(jobs(*dates))]
    assert made == found


DATES = st.one_of(
    st.none(),
    st.builds(lambda year: str(year), st.integers(2005, 2023)),
    st.builds(lambda year, month: f"{year}-{month:02}", st.integers(2005, 2023), st.integers(1, 12)),
)


@given(st.lists(st.tuples(DATES, st.one_of(DATES, st.just("present"))), max_size=6))
def test_a_gap_is_covered_by_no_entry(dates: list[tuple[str | None, str | None]]) -> None:
    given_ = jobs(*dates)
    for gap in timeline.gaps(given_):
        assert gap.months > timeline.GAP
        assert gap.last <= (timeline.now(given_) or 0)
        for start, end in dates:
            first = timeline.month(start, last=False) if start else None
            if first is not None:
                assert not gap.first <= first <= gap.last
            last = timeline.month(end, last=True) if end and end != "present" else None
            if last is not None and first is not None:
                assert not first <= gap.first <= last

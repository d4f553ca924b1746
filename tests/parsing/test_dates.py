import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvtailor.parsing import dates

RANGES = [
    ("Jan 2020 – Present", "2020-01", "present"),
    ("January 2020 - now", "2020-01", "present"),
    ("01/2020–03/2021", "2020-01", "2021-03"),
    ("1/2020 - 3/2021", "2020-01", "2021-03"),
    ("01.2020 – 03.2021", "2020-01", "2021-03"),
    ("2020-01 – 2021-03", "2020-01", "2021-03"),
    ("2020-01 to 2021-03", "2020-01", "2021-03"),
    ("2019–21", "2019", "2021"),
    ("2019-2021", "2019", "2021"),
    ("2019/20", "2019", "2020"),
    ("2019 — present", "2019", "present"),
    ("2019 –", "2019", "present"),
    ("since 2019", "2019", "present"),
    ("Since March 2019", "2019-03", "present"),
    ("from 2017 until 2019", "2017", "2019"),
    ("2018 to date", "2018", "present"),
    ("Sept. 2018 to Dec. 2019", "2018-09", "2019-12"),
    ("Sep 2018 → Dec 2019", "2018-09", "2019-12"),
    ("September, 2018 - August, 2019", "2018-09", "2019-08"),
    ("Jan – Mar 2020", "2020-01", "2020-03"),
    ("June–August 2020", "2020-06", "2020-08"),
    ("Jan '19 – Feb '21", "2019-01", "2021-02"),
    ("Fall 2018 - Spring 2019", "2018", "2019"),
    ("Oct 2016 – Expected June 2027", "2016-10", "2027-06"),
    ("1998-99", "1998", "1999"),
    ("1999–03", "1999", "2003"),
    ("15 March 2019 – 2 April 2020", "2019-03", "2020-04"),
    ("März 2019 – heute", "2019-03", "present"),
    ("janv. 2019 – aujourd'hui", "2019-01", "present"),
    ("2019 ‐ 2020", "2019", "2020"),
    ("2019−2020", "2019", "2020"),
    ("08/2019 - Current", "2019-08", "present"),
    ("2014 - 2018 ", "2014", "2018"),
    ("'15–'18", "2015", "2018"),
    ("2017-03..2018-12", "2017-03", "2018-12"),
    ("’09 – present", "2009", "present"),
    ("1863–1865", "1863", "1865"),
]

SINGLE = [
    ("2018", "2018"),
    ("June 2018", "2018-06"),
    ("Summer 2020", "2020"),
    ("Expected June 2027", "2027-06"),
    ("Graduated 2018", "2018"),
    ("06/2018", "2018-06"),
    ("2018-06", "2018-06"),
    ("2018-06-30", "2018-06"),
    ("Class of 2019", "2019"),
    ("Aug. 2018", "2018-08"),
    ("2018 June", "2018-06"),
]

NONE = [
    "",
    "12,000 users",
    "used by 1850 people",
    "the '90s",
    "£2020",
    "20200 requests",
    "GPT-4 and ResNet-50",
    "top 3 of 1,200",
    "Python 3.11",
    "room 2020a",
    "+44 20 7946 0958",
    "may be used",
    "2019% more",
]


@pytest.mark.parametrize(("text", "start", "end"), RANGES)
def test_range(text: str, start: str, end: str) -> None:
    found = dates.find(text)
    assert [(each.start, each.end, each.single) for each in found] == [(start, end, False)]


@pytest.mark.parametrize(("text", "end"), SINGLE)
def test_single_date_stands_in_end(text: str, end: str) -> None:
    found = dates.find(text)
    assert [(each.start, each.end, each.single) for each in found] == [(None, end, True)]


@pytest.mark.parametrize("text", NONE)
def test_no_date(text: str) -> None:
    assert dates.find(text) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Engineer, Acme, Jan 2020 – Present", "Jan 2020 – Present"),
        ("Engineer (2019–21), Acme", "2019–21"),
        ("03/2017 - 12/2019 | Analyst", "03/2017 - 12/2019"),
    ],
)
def test_offsets(text: str, quote: str) -> None:
    found = dates.find(text)[0]
    assert text[found.start_at : found.end_at].strip() == quote


@given(st.text(max_size=80))
def test_any_text(text: str) -> None:
    at = 0
    for each in dates.find(text):
        assert at <= each.start_at < each.end_at <= len(text)
        at = each.end_at


@given(
    st.integers(1, 12),
    st.integers(1960, 2030),
    st.integers(1, 12),
    st.integers(0, 12),
    st.sampled_from(["–", "-", "—", "to"]),
)
def test_numeric_ranges(month: int, year: int, month2: int, more: int, join: str) -> None:
    text = f"{month:02d}/{year} {join} {month2:02d}/{year + more}"
    found = dates.find(text)
    assert [(each.start, each.end) for each in found] == [
        (f"{year}-{month:02d}", f"{year + more}-{month2:02d}")
    ]

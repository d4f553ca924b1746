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
    ("07/15-09/15", "2015-07", "2015-09"),
    ("07/15 – 09/16", "2015-07", "2016-09"),
    ("07/2015–09/15", "2015-07", "2015-09"),
    ("03/19 – present", "2019-03", "present"),
    ("Q1 2020 – Q3 2021", "2020", "2021"),
    ("Q1/2020 – Q3/2021", "2020", "2021"),
    ("2020Q1–2021Q3", "2020", "2021"),
    ("2019 to date", "2019", "present"),
    ("2019-to-date", "2019", "present"),
    ("2015 - 2019 (expected)", "2015", "2019"),
    ("２０１９–２０２１", "2019", "2021"),
    ("2019‒2021", "2019", "2021"),
    ("2019 ～ 2021", "2019", "2021"),
    ("2019－2021", "2019", "2021"),
    ("2019ー2021", "2019", "2021"),
    ("2019〜現在", "2019", "present"),
    ("2019年4月 – 2021年3月", "2019-04", "2021-03"),
    ("styczeń 2019 – luty 2020", "2019-01", "2020-02"),
    ("leden 2019 – únor 2020", "2019-01", "2020-02"),
    ("enero de 2019 – febrero de 2020", "2019-01", "2020-02"),
    ("enero 2019 - actualidad", "2019-01", "present"),
    ("gener 2019 – febrer 2020", "2019-01", "2020-02"),
    ("tammikuu 2019 – helmikuu 2020", "2019-01", "2020-02"),
    ("oktober 2018 – nu", "2018-10", "present"),
    ("maj 2018 – juni 2019", "2018-05", "2019-06"),
    ("ianuarie 2019 – februarie 2020", "2019-01", "2020-02"),
    ("2019. január – 2020. február", "2019-01", "2020-02"),
    ("Ocak 2019 – Şubat 2020", "2019-01", "2020-02"),
    ("січень 2019 – лютий 2020", "2019-01", "2020-02"),
    ("январь 2019 – настоящее время", "2019-01", "present"),
    ("Ιανουάριος 2019 – σήμερα", "2019-01", "present"),
    ("dez. 2019 – atual", "2019-12", "present"),
    ("maio de 2019 até o momento", "2019-05", "present"),
    ("From Jan 2015 to Mar 2016", "2015-01", "2016-03"),
    ("between 2015 and 2017", "2015", "2017"),
    ("Jan. 2015 till today", "2015-01", "present"),
    ("2015 onwards", "2015", "present"),
    ("2015-ongoing", "2015", "present"),
    ("2015 - (ongoing)", "2015", "present"),
    ("June 2015 – current (part-time)", "2015-06", "present"),
    ("Jun-2015 to Aug-2016", "2015-06", "2016-08"),
    ("Jun-15 to Aug-16", "2015-06", "2016-08"),
    ("Jun 15 – Aug 16", "2015-06", "2016-08"),
    ("Sep-19 – Present", "2019-09", "present"),
    ("May'19 - Jul'20", "2019-05", "2020-07"),
    ("May’19-Present", "2019-05", "present"),
    ("2018.09 - 2022.06", "2018-09", "2022-06"),
    ("2018.9 - 2022.6", "2018-09", "2022-06"),
    ("2018/09 - 2022/06", "2018-09", "2022-06"),
    ("2018/9–2022/6", "2018-09", "2022-06"),
    ("31/12/2018 - 01/02/2020", "2018-12", "2020-02"),
    ("01.03.2018 - 28.02.2020", "2018-03", "2020-02"),
    ("2018 / 2019", "2018", "2019"),
    ("2018/2019", "2018", "2019"),
    ("AY 2018/19", "2018", "2019"),
    ("WS 2018/19", "2018", "2019"),
    ("Winter 2019/20", "2019", "2020"),
    ("Jan–Mar 2020", "2020-01", "2020-03"),
    ("1st Sept 2015 – 3rd Oct 2016", "2015-09", "2016-10"),
    ("September 1, 2015 – October 3, 2016", "2015-09", "2016-10"),
    ("(2015–2019)", "2015", "2019"),
    ("[2015-19]", "2015", "2019"),
    ("as of 2019", "2019", "present"),
    ("MARCH 2019 — PRESENT", "2019-03", "present"),
    ("2012 - Date", "2012", "present"),
    ("August 2021 – August 2022 (1 yr)", "2021-08", "2022-08"),
    ("2021 - Pres.", "2021", "present"),
    ("Mid 2019 – Late 2020", "2019", "2020"),
    ("mid-2019 – end of 2020", "2019", "2020"),
    ("Summers 2015–2017", "2015", "2017"),
    ("2019–2021 (2 years)", "2019", "2021"),
    ("Jul 2019–\u200aSep 2020", "2019-07", "2020-09"),
    ("2010 — Until Now", "2010", "present"),
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
    ("(3 months, 2014)", "2014"),
    ("2014 (3 months)", "2014"),
    ("until 2011", "2011"),
    ("till March 2011", "2011-03"),
    ("'19", "2019"),
    ("Jan '19", "2019-01"),
    ("Q3 2021", "2021"),
    ("Q3'21", "2021"),
    ("2021 Q3", "2021"),
    ("Expected June 2025", "2025-06"),
    ("Expected: 2025", "2025"),
    ("June 2025 (expected)", "2025-06"),
    ("stycznia 2019", "2019-01"),
    ("12/31/2018", "2018-12"),
    ("SS 2018", "2018"),
    ("starting 2019", "2019"),
    ("before 2010", "2010"),
    ("2nd half 2019", "2019"),
    ("Dec 2023 (Expected)", "2023-12"),
    ("Exp. May 2026", "2026-05"),
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
    "May 15 to 20",
    "in '19 we",
    "24/7",
    "Python 3.11 – 3.12",
    "Version 2018.9",
    "room 12/19",
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


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Intern (3 months, 2014)", "Intern (, 2014)"),
        ("Jan 2020 - Present · 2 yrs 3 mos", "Jan 2020 - Present ·"),
        ("Analyst, six months", "Analyst,"),
        ("2 years", ""),
        ("Cut the build by 3 months of work", "Cut the build by 3 months of work"),
        ("3-month internship", "3-month internship"),
    ],
)
def test_durations_are_no_part_of_a_name(text: str, rest: str) -> None:
    left = dates.without_durations(text)
    assert len(left) == len(text)
    assert " ".join(left.split()).replace("( ", "(").replace(" ,", ",") == rest


@given(st.text(alphabet="Jan 2019–present'/()1 may to", max_size=60))
def test_taking_durations_out_keeps_all_places(text: str) -> None:
    assert len(dates.without_durations(text)) == len(text)
    for found in dates.find(text):
        assert 0 <= found.start_at < found.end_at <= len(text)

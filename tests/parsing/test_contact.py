import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvtailor.parsing import contact


def kinds(text: str, *, head: bool = True) -> list[tuple[str, str]]:
    return [(fact.kind, fact.text.strip()) for fact in contact.facts(text, head=head)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("jane.doe+cv@mail.example.org", [("email", "jane.doe+cv@mail.example.org")]),
        (
            "Email: jane@example.org | +44 20 7946 0958",
            [("email", "jane@example.org"), ("phone", "+44 20 7946 0958")],
        ),
        ("(555) 123-4567", [("phone", "(555) 123-4567")]),
        ("Tel. 0151 234567", [("phone", "0151 234567")]),
        ("555.123.4567", [("phone", "555.123.4567")]),
        ("linkedin.com/in/jane-doe", [("link", "linkedin.com/in/jane-doe")]),
        ("https://jane.example/cv?x=1.", [("link", "https://jane.example/cv?x=1")]),
        ("janedoe.dev", [("link", "janedoe.dev")]),
        ("12 Acacia Avenue, London", [("address", "12 Acacia Avenue, London")]),
        ("Musterstraße 12, 10115 Berlin", [("address", "Musterstraße 12, 10115 Berlin")]),
        ("Springfield, IL 62701", [("address", "Springfield, IL 62701")]),
        ("Date of birth: 1 May 1990", [("personal", "Date of birth: 1 May 1990")]),
    ],
)
def test_facts_of_the_head(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2019 - 2021",
        "01/2019 - 03/2021",
        "arXiv:2101.12345",
        "0000-0002-1825-0097",
        "ASP.NET and Node.js",
        "1,200,000 requests",
        "ISO 27001",
        "192.168.100.200",
        "978-3-16-148410-0",
        "Machine Learning Engineer",
        "accuracy from 0.71 to 0.84",
    ],
)
def test_no_facts(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text", ["Cut 20 000 000 rows to 3 000 000", "grew 555 123 4567 percent", "see janedoe.dev"]
)
def test_local_numbers_and_bare_hosts_only_count_in_the_head(text: str) -> None:
    assert kinds(text, head=False) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jane Doe", "Jane Doe"),
        ("JANE DOE", "JANE DOE"),
        ("Dr Anna de Vries", "Dr Anna de Vries"),
        ("Jane Doe | Engineer | jane@example.org", "Jane Doe"),
        ("Jane Doe, PhD", "Jane Doe"),
        ("Curriculum Vitae: Jane Doe", "Jane Doe"),
        ("李 小龙", "李 小龙"),
        ("Curriculum Vitae", None),
        ("jane@example.org", None),
        ("12 Acacia Avenue", None),
        ("Experience", None),
        ("i build models", None),
    ],
)
def test_name(text: str, name: str | None) -> None:
    assert contact.name_in(text) == name


@given(st.text(max_size=200), st.booleans())
def test_any_text(text: str, head: bool) -> None:
    at = 0
    for fact in contact.facts(text, head=head):
        assert at <= fact.start < fact.end <= len(text)
        assert text[fact.start : fact.end] == fact.text
        at = fact.end

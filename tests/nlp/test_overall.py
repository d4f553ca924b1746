from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from cvtailor.document import ItemKind, SectionKind
from cvtailor.nlp.items import read_bullets
from cvtailor.nlp.overall import read_overall
from cvtailor.nlp.types import Overall

# The test folder is no package; the maker of documents lives beside the tests of items.
_SPEC = importlib.util.spec_from_file_location("items_cases", Path(__file__).parent / "test_items.py")
assert _SPEC is not None
assert _SPEC.loader is not None
_CASES = importlib.util.module_from_spec(_SPEC)
sys.modules["items_cases"] = _CASES
_SPEC.loader.exec_module(_CASES)


def overall(*texts: str, titles: tuple[str, ...] = ("Clerk",)) -> Overall:
    groups = [
        (title, None, [(ItemKind.BULLET, text) for text in texts] if not at else [])
        for at, title in enumerate(titles)
    ]
    document = _CASES.make((SectionKind.EXPERIENCE, groups))
    return read_overall(document, read_bullets(document, as_of=None))


def test_three_openings_with_one_verb_are_repeated() -> None:
    found = overall("Led audits", "Leads a team", "Built tools", "Successfully led a merger", "Built more")
    assert [(lemma, len(spans)) for lemma, spans in found.repeated_verbs] == [("lead", 3)]


def test_both_spellings_of_a_verb_repeat() -> None:
    found = overall("Optimised ads", "Optimized bids", "Optimising search")
    assert [lemma for lemma, _ in found.repeated_verbs] == ["optimize"]


def test_two_are_not_repeated() -> None:
    assert overall("Led audits", "Led a team", "Built tools").repeated_verbs == ()


@pytest.mark.parametrize(
    ("one", "two", "alike"),
    [
        (
            "Built a dashboard for the sales team in Tableau",
            "Built a dashboard for the sales team using Tableau",
            True,
        ),
        (
            "Built a dashboard for the sales team in Tableau",
            "Wrote the quarterly risk report for the board",
            False,
        ),
        ("Led audits", "Led audits", False),
        ("Wrote unit tests for the payments service", "Wrote unit tests for the payments service.", True),
    ],
)
def test_near_duplicates(one: str, two: str, alike: bool) -> None:
    assert bool(overall(one, two).near_duplicates) is alike


@pytest.mark.parametrize(
    ("texts", "british", "american"),
    [
        (("Optimised the centre", "Analyzed behavior"), ["Optimised", "centre"], ["Analyzed", "behavior"]),
        (("Worked at the Centre for Ecology", "Joined the World Health Organization"), [], []),
        (("Modelled demand in colour",), ["Modelled", "colour"], []),
        (("Advertised and revised a program", "Practiced law while travelling"), ["travelling"], []),
        (("Wrote a dialog and a catalog of prizes",), [], []),
    ],
)
def test_spelling(texts: tuple[str, ...], british: list[str], american: list[str]) -> None:
    found = overall(*texts)
    assert [each.text for each in found.british] == british
    assert [each.text for each in found.american] == american


@pytest.mark.parametrize(
    ("titles", "styles"),
    [
        (("A, Jan 2020 – Mar 2021", "B, Apr 2018 – Dec 2019"), ["Mon YYYY"]),
        (("A, 01/2020 – 03/2021", "B, April 2018"), ["MM/YYYY", "Month YYYY"]),
        (("A, May 2020", "B, March 2018"), ["Month YYYY"]),
        (("A, March 2018", "B, May 2020"), ["Month YYYY"]),
        (("A, 2020-01", "B, 2018"), ["YYYY-MM"]),
        (("A, 2020 – 2021",), []),
    ],
)
def test_date_styles(titles: tuple[str, ...], styles: list[str]) -> None:
    assert [name for name, _ in overall("Led audits", titles=titles).date_styles] == styles

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvtailor.nlp.types import Opening, Tense
from cvtailor.nlp.wording import is_weak, read_wording

HERE = Path(__file__).parent
TABLE = tomllib.loads((HERE / "wording.toml").read_text("utf-8"))
for name, rows in tomllib.loads((HERE / "wording_more.toml").read_text("utf-8")).items():
    TABLE[name] += rows


@pytest.mark.parametrize(("text", "phrase"), TABLE["weak"])
def test_weak_opening(text: str, phrase: str) -> None:
    wording = read_wording(text)
    assert is_weak(wording)
    assert wording.weak is not None
    assert wording.weak.text == phrase


@pytest.mark.parametrize(("text", "verb", "lemma"), TABLE["strong"])
def test_strong_opening(text: str, verb: str, lemma: str) -> None:
    wording = read_wording(text)
    assert wording.opening is Opening.STRONG
    assert wording.verb is not None
    assert (wording.verb.text, wording.lemma) == (verb, lemma)
    assert not is_weak(wording)


@pytest.mark.parametrize("text", TABLE["not_weak"])
def test_look_alikes_are_not_weak(text: str) -> None:
    assert not is_weak(read_wording(text))


@pytest.mark.parametrize(
    "text",
    [
        "Scheduler for hospital beds",
        "Dashboard in Tableau",
        "Support vector machines for defects",
        "Research assistant",
        "Lead engineer, payments",
    ],
)
def test_noun_opening(text: str) -> None:
    assert read_wording(text).opening is Opening.NOUN


@pytest.mark.parametrize(
    ("text", "tense"),
    [("Led a team", Tense.PAST), ("Leads a team", Tense.PRESENT), ("Leading a team", Tense.PRESENT),
     ("Lead the team", Tense.BASE), ("Dashboard in Tableau", Tense.UNKNOWN)],
)  # fmt: skip
def test_tense(text: str, tense: Tense) -> None:
    assert read_wording(text).tense is tense


@pytest.mark.parametrize(("text", "buzzwords", "fillers"), TABLE["words"])
def test_empty_words(text: str, buzzwords: list[str], fillers: list[str]) -> None:
    wording = read_wording(text)
    assert [each.text for each in wording.buzzwords] == buzzwords
    assert [each.text for each in wording.fillers] == fillers


@pytest.mark.parametrize(("text", "blanks"), TABLE["blanks"])
def test_blanks(text: str, blanks: list[str]) -> None:
    assert [each.text for each in read_wording(text).blanks] == blanks


@pytest.mark.parametrize(("text", "pair"), TABLE["misspelt"])
def test_misspelt(text: str, pair: list[str]) -> None:
    assert [[slot.text, usual] for slot, usual in read_wording(text).misspelt] == [pair]


@pytest.mark.parametrize("text", TABLE["well_spelt"])
def test_well_spelt(text: str) -> None:
    assert read_wording(text).misspelt == ()


@pytest.mark.parametrize(("text", "person"), TABLE["person"])
def test_person(text: str, person: list[str]) -> None:
    assert [each.text for each in read_wording(text).person] == person


@pytest.mark.parametrize(
    ("text", "words", "end"),
    [
        ("Built it.", 2, "."),
        ("Built it", 2, ""),
        ("Cut cost by 12 %", 4, ""),
        ("Built it;", 2, ";"),
        ("Built (it)", 2, ""),
    ],
)
def test_length_and_end(text: str, words: int, end: str) -> None:
    wording = read_wording(text)
    assert (wording.words, wording.ends_with) == (words, end)


@settings(deadline=None)
@given(st.text(max_size=300), st.integers(0, 99))
def test_spans_are_slices(text: str, offset: int) -> None:
    wording = read_wording(text, offset)
    slots = [*wording.person, *wording.buzzwords, *wording.fillers, *wording.blanks]
    slots += [slot for slot, _ in wording.misspelt] + [each for each in (wording.verb, wording.weak) if each]
    for slot in slots:
        assert text[slot.span.start - offset : slot.span.end - offset] == slot.text


@pytest.mark.parametrize(
    ("names", "least"),
    [(["weak"], 60), (["not_weak"], 60), (["strong"], 60), (["words"], 40), (["blanks"], 40),
     (["misspelt", "well_spelt"], 40), (["person"], 40)],
)  # fmt: skip
def test_the_tables_are_large_enough(names: list[str], least: int) -> None:
    assert sum(len(TABLE[name]) for name in names) >= least

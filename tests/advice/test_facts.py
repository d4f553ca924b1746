"""Facts: numbers with what they hang on, names, blanks, and the keys by which words are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvtailor.advice import facts, figures
from cvtailor.advice.inflection import Form, inflect, reading

NUMBERS = [
    ("by 15%", [("15", "%", "", "by")]),
    ("by 15 percent", [("15", "%", "", "by")]),
    ("3 pp", [("3", "pp", "", "")]),
    ("3 percentage points", [("3", "pp", "", "")]),
    ("3 % points", [("3", "pp", "", "")]),
    ("from 0.71 to 0.84 AUC", [("0.71", "", "", "from"), ("0.84", "", "", "to")]),
    ("from .71 to .84", [("0.71", "", "", "from"), ("0.84", "", "", "to")]),
    ("120 ms to 80 ms", [("120", "ms", "", "from"), ("80", "ms", "", "to")]),
    ("from 120 to 80 ms", [("120", "ms", "", "from"), ("80", "ms", "", "to")]),
    ("120 ms → 80 ms", [("120", "ms", "", "from"), ("80", "ms", "", "to")]),
    ("1,200 users", [("1200", "", "", "")]),
    ("1.2k users", [("1200", "", "", "")]),
    ("$1.2M", [("1200000", "usd", "", "")]),
    ("€5 million", [("5000000", "eur", "", "")]),
    ("about 20 %", [("20", "%", "about", "")]),
    ("~20%", [("20", "%", "about", "")]),
    ("up to 20%", [("20", "%", "most", "")]),
    ("more than 20%", [("20", "%", "least", "")]),
    ("50k+ users", [("50000", "", "least", "")]),
    ("over three months", [("3", "month", "", "")]),
    ("over three models", [("3", "", "least", "")]),
    ("twenty-five people", [("25", "", "", "")]),
    ("doubled", [("2", "x", "", "")]),
    ("halved", [("0.5", "x", "", "")]),
    ("5-fold", [("5", "x", "", "")]),
    ("two-fold", [("2", "x", "", "")]),
    ("5x faster", [("5", "x", "", "by")]),
    ("a 12-week course", [("12", "week", "", "")]),
    ("2019–2021", [("2019", "", "", ""), ("2021", "", "", "")]),
    ("first author", [("1", "ordinal", "", "")]),
    ("1st author", [("1", "ordinal", "", "")]),
    ("requests per second", []),
    ("GPT-4 and ResNet-50 on CIFAR-10", []),
    ("p99", []),
    ("a 15% improvement", [("15", "%", "", "by")]),
    ("an improvement of 15%", [("15", "%", "", "by")]),
]


@pytest.mark.parametrize(("text", "expected"), NUMBERS)
def test_numbers(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    found = figures.numbers(facts.tokens(text))
    assert [(each.value, each.unit, each.hedge, each.role) for each in found] == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Trained models in PyTorch", ["PyTorch"]),
        ("Wrote C++, C# and .NET", ["C++", "C#", ".NET"]),
        ("Used R and GPT-4", ["R", "GPT-4"]),
        ("Deployed with CI/CD for R&D", ["CI/CD", "R&D"]),
        ("Joined Orbit Analytics", ["Orbit", "Analytics"]),
        ("I led CNNs", ["CNNs"]),
        ("cleaned data in pandas", ["pandas"]),
        ("Built A new thing", []),
        ("Built things", []),
        ("Trained Many Models For Several Customers", []),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    found = facts.tokens(text)
    title = facts.is_title_case(found)
    assert [each.text for each in found if facts.is_name(each, title_case=title)] == names


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("optimization", "optimised"),
        ("labeling", "labelled"),
        ("analyses", "analysing"),
        ("models", "model"),
        ("scikit-learn", "Scikit-Learn"),
        ("CNNs", "CNN"),
        ("behavior", "behaviours"),
        ("libraries", "library"),
        ("led", "leading"),
        ("development", "developed"),
    ],
)
def test_same_word(one: str, two: str) -> None:
    assert facts.keys(one) & facts.keys(two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Java", "JavaScript"),
        ("supervised", "unsupervised"),
        ("GPT-3", "GPT-4"),
        ("R", "C"),
        ("C", "C++"),
        ("lungs", "leaves"),
    ],
)
def test_other_word(one: str, two: str) -> None:
    assert not facts.keys(one) & facts.keys(two)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a [, cutting latency from X ms to Y ms] b", ("[, cutting latency from X ms to Y ms]",)),
        ("a [by X%]", ("[by X%]",)),
        ("a […]", ("[…]",)),
        ("a [TODO]", ("[TODO]",)),
        ("a [1] b [Kaggle]", ()),
        ("a [ b", ()),
        ("none", ()),
    ],
)
def test_blanks(text: str, found: tuple[str, ...]) -> None:
    assert facts.blanks(text) == found


def test_without_blanks_closes_up() -> None:
    assert facts.without_blanks("Pruned models [, cutting latency by X ms].") == "Pruned models."
    assert facts.without_blanks("Pruned [HOW MANY] models") == "Pruned models"


@pytest.mark.parametrize(
    ("word", "past", "base", "third"),
    [
        ("training", "trained", "train", "trains"),
        ("labelling", "labelled", "label", "labels"),
        ("labeling", "labeled", "label", "labels"),
        ("optimizing", "optimized", "optimize", "optimizes"),
        ("optimising", "optimised", "optimise", "optimises"),
        ("studying", "studied", "study", "studies"),
        ("planning", "planned", "plan", "plans"),
        ("writing", "wrote", "write", "writes"),
        ("re-training", "re-trained", "re-train", "re-trains"),
        ("co-leading", "co-led", "co-lead", "co-leads"),
        ("fine-tuning", "fine-tuned", "fine-tune", "fine-tunes"),
        ("analyzing", "analyzed", "analyze", "analyzes"),
    ],
)
def test_inflection(word: str, past: str, base: str, third: str) -> None:
    verb = reading(word, Form.GERUND)
    assert verb is not None
    made = [inflect(verb, form, like=word) for form in (Form.PAST, Form.BASE, Form.THIRD)]
    assert made == [past, base, third]


@given(st.text(max_size=200))
def test_tokens_lie_where_they_say(text: str) -> None:
    at = 0
    for token in facts.tokens(text):
        assert text[token.start : token.start + len(token.text)] == token.text
        assert token.start >= at
        at = token.start + len(token.text)
    assert all(each.start <= each.at < each.end for each in figures.numbers(facts.tokens(text)))

"""Verbs with their objects, names that hold a keyword, and lists: what they find and what they leave."""

from __future__ import annotations

import pytest

from cvtailor.lexicon.types import Guard, Keyword, Lexicon, Pattern
from cvtailor.nlp.matching import find_in
from cvtailor.nlp.pipeline import tokenise

KEYWORDS = (
    Keyword(
        id="told",
        name="told",
        patterns=(
            Pattern(
                verbs=("explain", "write", "roll out"),
                objects=("model", "user guide"),
                not_near=("business model",),
            ),
        ),
    ),
    Keyword(
        id="moved",
        name="moved",
        patterns=(Pattern(verbs=("move",), objects=("model",), near=("into service",)),),
    ),
    Keyword(id="clustering", name="clustering", forms=("clustering",), kind="method"),
    Keyword(id="deep", name="deep learning", forms=("deep learning",), kind="method"),
    Keyword(id="spark", name="Spark", cased=("Spark",)),
    Keyword(id="r", name="R", cased=("R",)),
    Keyword(
        id="julia",
        name="Julia",
        cased=("Julia",),
        guards=(Guard(forms=("Julia",), near=("skills", "code"), not_before=("<Name>",)),),
    ),
    Keyword(id="phd", name="PhD", forms=("Ph.D.", "Dr.-Ing."), kind="credential"),
    Keyword(id="sklearn", name="scikit-learn", forms=("scikit-learn",)),
    Keyword(id="master", name="master's degree", forms=("master's",), kind="credential"),
    Keyword(id="science", name="data science", forms=("data science",), kind="area"),
)
LEXICON = Lexicon(
    id="patterns",
    title="Patterns",
    version="1",
    language="en",
    sha256="7" * 64,
    source="written for this test",
    groups=(),
    keywords=KEYWORDS,
)


def shown(text: str, section: str = "experience") -> set[str]:
    return {each.keyword for each in find_in(tokenise(text), LEXICON, section=section)}


@pytest.mark.parametrize(
    ("text", "keyword"),
    [
        ("Explain model limits every month", "told"),
        ("Explains the models to nurses", "told"),
        ("Asked to explain the model", "told"),
        ("The model was explained to nurses", "told"),
        ("Wrote the user guide", "told"),
        ("Designed, tested and wrote a user guide", "told"),
        ("Rolled out a model", "told"),
        ("Co-wrote the user guide", "told"),
        ("Moved both models into service", "moved"),
        ("Clustered 3,000 recordings", "clustering"),
        ("Machine and deep learning", "deep"),
        ("SPARK AND HADOOP", "spark"),
        ("Julia code", "julia"),
        ("Ph. D. in physics", "phd"),
        ("Dr.-Ing. in physics", "phd"),
        ("Sci-kit Learn", "sklearn"),
        ("Master Data Science", "master"),
        ("R and Python", "r"),
    ],
)
def test_found(text: str, keyword: str) -> None:
    assert keyword in shown(text)


@pytest.mark.parametrize(
    ("text", "keyword"),
    [
        ("Explained the business model", "told"),
        ("Explained parking rules. The model was old", "told"),
        ("Explained parking rules and sold a model", "told"),
        ("The user guide explain", "told"),
        ("Moved the model", "moved"),
        ("Led a Kubernetes cluster", "clustering"),
        ("A fast clustered index", "clustering"),
        ("A culture of deep, lifelong learning", "deep"),
        ("The launch sparked SPARK", "spark"),
        ("Accounts of Spark Lighting Ltd", "spark"),
        ("Julia Novak wrote the code", "julia"),
        ("R. Meyer prize", "r"),
        ("Kept the master data clean", "master"),
    ],
)
def test_not_found(text: str, keyword: str) -> None:
    assert keyword not in shown(text)


def test_a_section_of_skills_counts_as_near() -> None:
    assert "julia" in shown("Julia", "skills")
    assert "julia" not in shown("Julia", "interests")


@pytest.mark.parametrize("section", ["publications", "skills"])
def test_titles_and_lists_tell_no_work(section: str) -> None:
    assert "told" not in shown("Explaining the model", section)


def test_a_pattern_says_its_verb_and_spans_verb_and_object() -> None:
    (match,) = find_in(tokenise("Wrote the user guide for nurses"), LEXICON)
    assert (match.start, match.end, match.form, match.how) == (0, 20, "write …", "worded")

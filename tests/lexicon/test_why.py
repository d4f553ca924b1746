"""Why a keyword counts in a CV or not: each place with its reason, and each refusal with the rule behind it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvtailor import lexicon, nlp, parsing
from cvtailor.lexicon import Lexicon
from cvtailor.nlp.why import Why, why

BOTH: Lexicon = lexicon.load(technology=True)
ROLE: Lexicon = lexicon.load()
SAMPLES = Path(__file__).resolve().parents[2] / "sample_cvs"


def of(keyword: str, text: str) -> Why:
    return why(parsing.parse_item(text), BOTH, keyword)


MISSES = [
    ("go", "Go-to-market plans for snacks", "Go", 'part of a longer word, "Go-to-market"'),
    ("go", "Go to market lead for snacks", "Go", 'a name of its own, "go to market"'),
    ("spark", "Changed a spark plug", "spark", 'written "spark"; "Spark" counts only in exactly this case'),
    ("spark", "Sparked interest in robots", "Sparked", 'the beginning of another word, "Sparked"'),
    ("spark", "Supplier to Spark Lighting Ltd", "Spark", "part of the name of a firm or house"),
    ("java", "Wrote JavaScript for a shop", "JavaScript", 'the beginning of another word, "JavaScript"'),
    (
        "java",
        "Guided tours on Java in Indonesia",
        "Java",
        'a word of its `not_near` stands in the item: "Indonesia"',
    ),
    ("r", "Led R&D for a dairy", "R&D", 'the beginning of another word, "R&D"'),
    ("r", "R. Meyer and colleagues ran the trial", "R", "an initial of a person's name"),
    ("pytorch", "Carried the Olympic torch", "torch", 'stands directly before it: "Olympic"'),
    ("transformer", "Tested power transformers", "transformers", 'stands directly before it: "power"'),
    ("masters-degree", "Certified Scrum Master", "Master", 'stands directly before it: "Scrum"'),
    ("masters-degree", "Supervised an MSc project", "MSc", "counts only in the sections"),
    ("julia", "Reported to Julia Roberts at the theatre", "Julia", 'directly after it: "Roberts"'),
    ("apache-pig", "Pig farm assistant", "Pig", "none of its `near` stands in the item"),
]


@pytest.mark.parametrize(("keyword", "text", "quote", "reason"), MISSES)
def test_a_miss_names_what_refused_it(keyword: str, text: str, quote: str, reason: str) -> None:
    made = of(keyword, text)
    assert made.hits == ()
    assert made.standing == "absent"
    assert quote in [each.quote for each in made.misses]
    assert any(reason in said for each in made.misses for said in each.refused), made.misses


HITS = [
    ("pytorch", "Trained models in PyTorch", "exact", "used", "Named where work is told"),
    (
        "model-optimisation",
        "Tuned hyperparameters of a recommender",
        "implied",
        "implied",
        "shows model optimisation",
    ),
    (
        "supervised-learning",
        "Taught supervised and unsupervised learning",
        "joined",
        "used",
        "supervised learning",
    ),
    ("hadoop", "Planned storage; no experience with Hadoop", "exact", "denied", '"no experience'),
    ("julia", "Built solvers in Python; currently learning Julia", "exact", "planned", "makes it a plan"),
    ("spark", "The Spark cluster was run by another team", "exact", "denied", "other people's work"),
    ("cnn", "Trained a ResNet-50 on scans", "implied", "implied", "ResNet-50 shows"),
    ("pytorch", "Raised accuracy from 81 % to 89 % with PyTorch", "exact", "proven", "measured result"),
]


@pytest.mark.parametrize(("keyword", "text", "how", "standing", "reason"), HITS)
def test_a_hit_says_how_it_matched_and_why_it_stands_so(
    keyword: str, text: str, how: str, standing: str, reason: str
) -> None:
    made = of(keyword, text)
    assert (how, standing) in [(each.how, each.standing) for each in made.hits], made.hits
    assert any(reason in each.reason for each in made.hits)
    assert made.standing == standing


def test_the_longer_name_that_is_found_instead_is_named() -> None:
    (miss,) = of("sql", "Kept an SQL Server alive").misses or (None,)
    if miss is not None:  # the longer name may show SQL by itself
        assert "SQL Server" in miss.refused[0]


UNREAD = """Ann Example
ann@opensource.example.org

Open Source Projects
- Wrote a parser

References
Bob Example, open source maintainer
"""


def test_headings_and_references_are_said_to_be_unread() -> None:
    document = parsing.parse(UNREAD.encode(), file="cv.txt")
    said = {reason for each in why(document, ROLE, "open-source").misses for reason in each.refused}
    assert said == {
        "stands in a heading, which shows nothing",
        "stands where nothing is read (references)",
    }


def test_an_employer_is_no_tool() -> None:
    text = "Ann Example\n\nExperience\nAnalyst, Snowflake Foods\nJan 2020 – Dec 2021\n- Counted stock\n"
    document = parsing.parse(text.encode(), file="cv.txt")
    made = why(document, BOTH, "snowflake")
    assert made.hits == ()
    assert made.misses


@pytest.mark.parametrize("path", sorted(SAMPLES.iterdir())[:3], ids=lambda path: path.name)
def test_it_tells_what_reading_tells(path: Path) -> None:
    document = parsing.parse(path)
    for shown in nlp.read(document, ROLE).keywords[:40]:
        made = why(document, ROLE, shown.id)
        assert made.standing is shown.standing
        assert [(each.span, each.standing, each.reason) for each in made.hits] == [
            (each.span, each.standing, each.reason) for each in shown.mentions
        ]
        named = [each.span for each in made.hits if not each.via]
        for miss in made.misses:
            assert miss.refused
            assert document.quote(miss.span) == miss.quote
            assert not any(miss.span.overlaps(span) for span in named)


def test_an_unknown_keyword_is_refused() -> None:
    with pytest.raises(KeyError):
        of("basket-weaving", "Wove baskets")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Go",
                "go",
                "R",
                "R&D",
                "Spark",
                "sparked",
                "no",
                "learning",
                "to",
                "market",
                "-",
                ",",
                ".",
                "Ltd",
                "Lighting",
                "in",
            ]
        ),
        min_size=1,
        max_size=12,
    ),
    st.sampled_from(["go", "r", "spark"]),
)
def test_every_place_is_a_hit_or_a_miss_with_a_reason(words: list[str], keyword: str) -> None:
    text = " ".join(words)
    if not any(each.isalnum() for each in text):
        return
    document = parsing.parse_item(text)
    made = why(document, BOTH, keyword)
    for each in (*made.hits, *made.misses):
        assert document.quote(each.span) == each.quote
    assert all(miss.refused for miss in made.misses)
    assert made == why(document, BOTH, keyword)

"""Scope of denial, wish and other people's work. + stands for shown, - denied, ? planned, x others'."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvtailor.lexicon.types import Keyword, Lexicon
from cvtailor.nlp import matching, standing
from cvtailor.nlp.pipeline import tokenise
from cvtailor.nlp.types import Standing
from cvtailor.nlp.words import words_of

NAMES = (
    "Python",
    "Java",
    "Hadoop",
    "Spark",
    "Kafka",
    "Keras",
    "PyTorch",
    "Rust",
    "Julia",
    "Docker",
    "SAP",
    "SQL",
)
LEXICON = Lexicon(
    id="test",
    title="Test",
    version="1",
    language="en",
    sha256="b" * 64,
    source="",
    groups=(),
    keywords=(
        *(Keyword(id=each.lower(), name=each, forms=(each,)) for each in NAMES),
        Keyword(id="cert", name="cert", forms=("AWS Certified Machine Learning",), kind="credential"),
        Keyword(id="ml", name="ml", forms=("machine learning",)),
        Keyword(id="phd", name="PhD", forms=("PhD",), kind="credential"),
    ),
)


def judge(text: str) -> str:
    words = words_of(tokenise(text))
    found = matching.matches(words, LEXICON)
    cues = standing.cues(words, [(each.start, each.end) for each in found])
    signs = []
    for each in found:
        cue = cues.at(each.start, each.end)
        sign = "+"
        if cue:
            sign = "x" if cue.others else "?" if cue.standing is Standing.PLANNED else "-"
        signs.append(sign + each.keyword)
    return " ".join(signs)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No experience with Hadoop or Spark, but strong Python", "-hadoop -spark +python"),
        ("No experience with Hadoop, Spark or Kafka. Strong Python", "-hadoop -spark -kafka +python"),
        ("no prior hands-on experience with Kafka", "-kafka"),
        ("Little to no experience in Java", "-java"),
        ("No knowledge of SQL yet", "-sql"),
        ("Not familiar with Java, Docker, or SQL; fluent in Python", "-java -docker -sql +python"),
        ("unfamiliar with Kafka", "-kafka"),
        ("Have never used Docker", "-docker"),
        ("Have not used Docker", "-docker"),
        ("I don't know Java", "-java"),
        ("I don’t know Java", "-java"),
        ("Cannot use Docker at work", "-docker"),
        ("Neither Java nor Rust", "-java -rust"),
        ("No SQL, no Java", "-sql -java"),
        ("Used Spark instead of Hadoop", "+spark -hadoop"),
        ("Wrote it in Python rather than Java, using Docker", "+python -java +docker"),
        ("Dropped Keras in favour of PyTorch", "-keras +pytorch"),
        ("Dropped Keras and adopted PyTorch", "-keras +pytorch"),
        ("Dropped Keras for PyTorch", "-keras +pytorch"),
        ("Built it in Python without Docker", "+python -docker"),
        ("Hadoop: none", "-hadoop"),
        ("Docker (no experience), Python", "-docker +python"),
        ("Spark was not used; Kafka was", "-spark +kafka"),
        ("Kafka was dropped in favour of SQL", "-kafka +sql"),
        ("Despite no prior experience with Rust, shipped a parser in Rust", "-rust +rust"),
        ("With no experience in Hadoop, learned Spark in two weeks", "-hadoop +spark"),
        ("Python (no prior experience), Java", "-python +java"),
        ("Never used Docker in production, only Kafka locally", "-docker +kafka"),
        ("Not yet familiar with Kafka", "-kafka"),
        ("Decided against Docker", "-docker"),
        ("Stopped using Keras", "-keras"),
        ("Lacks Docker experience", "-docker"),
        ("No Java or Rust experience", "-java -rust"),
        ("Experienced in Python, not Java", "+python -java"),
        # nothing denied
        ("Not only Python but also Java", "+python +java"),
        ("Not just Java", "+java"),
        ("Migrated to Kafka without downtime", "+kafka"),
        ("without downtime on Kafka", "+kafka"),
        ("no data loss using Kafka", "+kafka"),
        ("Moved 3 TB with no data loss in Kafka", "+kafka"),
        ("Dashboards for non-technical users in Python", "+python"),
        ("Never lost data in Kafka", "+kafka"),
        ("No longer than 2 days with Docker", "+docker"),
        ("No fewer than 20 Spark jobs", "+spark"),
        ("Dropped latency by 30% with Kafka", "+kafka"),
        ("Led 5 engineers, not including contractors, using Python", "+python"),
        ("Cut training time without GPUs using PyTorch", "+pytorch"),
        ("Replaced Hadoop with Spark", "+hadoop +spark"),
        ("No one else knew it. Taught Java", "+java"),
        ("Docker, no experience in Kafka", "+docker -kafka"),
        # plans
        ("Currently learning Julia and Rust; use Python daily", "?julia ?rust +python"),
        ("Learning Rust", "?rust"),
        ("Learning: Rust, Julia", "?rust ?julia"),
        ("Studying for the AWS Certified Machine Learning exam", "?cert"),
        ("AWS Certified Machine Learning (expected 2027)", "?cert"),
        ("AWS Certified Machine Learning, in progress", "?cert"),
        ("AWS Certified Machine Learning, expected June 2027", "?cert"),
        ("Plan to use Docker", "?docker"),
        ("Keen to learn Rust", "?rust"),
        ("Eager to work with Spark", "?spark"),
        ("Would like to learn Java", "?java"),
        ("Working towards a PhD", "?phd"),
        ("Python, Rust (learning), Java", "+python ?rust +java"),
        ("Enrolled in a Kafka course", "?kafka"),
        ("Aiming for AWS Certified Machine Learning in 2026", "?cert"),
        ("Desire to learn Rust", "?rust"),
        # no plans
        ("Machine learning with Rust", "+ml +rust"),
        ("Keen to apply my Python", "+python"),
        ("Planned and delivered a Kafka migration", "+kafka"),
        ("PyTorch learning pipelines", "+pytorch"),
        ("Chose Python due to its libraries", "+python"),
        ("Built Python services, planned migrations", "+python"),
        # other people's work
        ("The vendor's Spark cluster was run by another team", "xspark"),
        ("The Hadoop cluster was maintained by another team", "xhadoop"),
        ("While another team handled Kafka, I wrote the Python API", "xkafka +python"),
        ("Audits for a client using SAP", "xsap"),
        ("Built a PyTorch library used by other teams", "+pytorch"),
        ("Built a Kafka pipeline that is run by another team", "+kafka"),
        ("Migrated the client's Hadoop cluster", "+hadoop"),
        ("Integrated vendor data in Spark", "+spark"),
        ("Worked beside the engineers who ran Kafka", "xkafka"),
        ("Java – none", "-java"),
        ("My colleague built the Kafka pipeline", "xkafka"),
        ("The Kafka cluster was operated by an external vendor", "xkafka"),
        ("Aimed for zero downtime on Kafka", "+kafka"),
        ("Handled rejected orders in Kafka", "+kafka"),
        ("Would not use Java again", "-java"),
    ],
)
def test_scope(text: str, expected: str) -> None:
    assert judge(text) == expected


def test_a_credential_of_others() -> None:
    words = words_of(tokenise("Supervised PhD students"))
    assert standing.somebody_elses(words, len("Supervised PhD"))
    assert not standing.somebody_elses(words, len("Supervised PhD students"))


PIECES = st.sampled_from(
    ["Python", "Java", "no", "not", ",", ";", "(", ")", "learning", "expected", "experience", "with", "dropped", "was run by", "another team", "."]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.lists(PIECES, max_size=12).map(" ".join), st.text(max_size=60)))
def test_any_text_is_safe(text: str) -> None:
    assert judge(text) == judge(text)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=10).map(" ".join))
def test_a_sentence_before_changes_nothing(text: str) -> None:
    assert judge(text + ". Wrote Rust daily").endswith("+rust")

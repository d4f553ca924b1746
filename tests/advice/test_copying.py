"""What a tailored copy says otherwise: the order of skills, safe wordings, the advert's spelling; nothing else."""

from __future__ import annotations

import functools

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cvtailor
from cvtailor import jobs, lexicon, nlp
from cvtailor.advice import copying
from cvtailor.advice.tailoring import Change
from cvtailor.jobs.types import Fit
from cvtailor.nlp.types import Evidence


@functools.cache
def words() -> lexicon.types.Lexicon:
    return lexicon.load("applied-ml-researcher", [], technology=True)


def read(text: str, asked: str) -> tuple[Evidence, Fit]:
    document = cvtailor.parse(text.encode(), file="cv.md")
    evidence = nlp.read(document, words(), as_of=None)
    advert = "Research Engineer\n\nRequirements\n" + "".join(f"- {each}\n" for each in asked.split(";"))
    return evidence, jobs.fit(jobs.read(advert, words(), file="job.txt"), evidence)


def changes(text: str, asked: str) -> tuple[Change, ...]:
    evidence, fit = read(text, asked)
    return copying.changes(evidence, fit, copying.proposals(evidence))


def of_skills(lines: str, asked: str) -> list[str]:
    """Return the skills section of a copy, line by line."""
    text = f"# Ann Ex\n\n## Skills\n\n{lines}\n\n## Experience\n\nResearcher, Orbit, 2020 – 2022\n\n- Wrote reports for the team.\n"
    evidence, fit = read(text, asked)
    found = evidence.document.text
    pieces = [piece for change in copying.changes(evidence, fit, ()) for piece in change.pieces]
    for piece in sorted(pieces, reverse=True):
        assert found[piece.span.start : piece.span.end] == piece.before
        found = found[: piece.span.start] + piece.after + found[piece.span.end :]
    return found[found.index("Skills\n") + 7 : found.rindex("\nExperience")].strip().split("\n")


@pytest.mark.parametrize(
    ("line", "asked", "expected"),
    [
        ("Git, Python, SQL, PyTorch", "PyTorch;SQL", "SQL, PyTorch, Git, Python"),
        ("Languages: Java, Python and SQL", "SQL", "Languages: SQL, Java and Python"),
        ("Java | Python | SQL", "SQL", "SQL | Java | Python"),
        ("Java • Python • SQL", "SQL", "SQL • Java • Python"),
        ("Java, Python, SQL.", "SQL", "SQL, Java, Python."),
        ("Java, AWS (S3, EC2), SQL, Python", "AWS", "AWS (S3, EC2), Java, SQL, Python"),
        ("Java (expert), SQL (basic)", "SQL", "SQL (basic), Java (expert)"),
        # Groups of a line stay groups.
        ("Programming: Java, Python; Keras, PyTorch", "PyTorch", "Programming: Java, Python; PyTorch, Keras"),
        # What the advert asks for stands first already, or is not there.
        ("Python, Java", "Python", "Python, Java"),
        ("Python, Java", "Rust", "Python, Java"),
        # A word that may speak of its neighbours is not passed.
        ("Java, some C++, SQL", "SQL", "Java, some C++, SQL"),
        ("Git, Java, some C++, SQL", "Java", "Java, Git, some C++, SQL"),
        ("Experience with Java, SQL", "SQL", "Experience with Java, SQL"),
        ("Java, SQL (two years)", "SQL", "Java, SQL (two years)"),
        ("Git, Java, SQL (two years)", "Java", "Java, Git, SQL (two years)"),
        ("Java – expert, SQL – basic", "SQL", "SQL – basic, Java – expert"),
        ("Java, SQL – basic", "SQL", "Java, SQL – basic"),
        ("Java, no experience with SQL, Python", "Python", "Java, no experience with SQL, Python"),
        # Two that share a noun keep their neighbour.
        (
            "Statistics, supervised, semi-supervised and unsupervised learning, optics, linear algebra",
            "linear algebra",
            "Statistics, supervised, semi-supervised and unsupervised learning, linear algebra, optics",
        ),
        # The capital belongs to the line, not to the word.
        (
            "Statistics, probability, linear algebra",
            "linear algebra",
            "Linear algebra, statistics, probability",
        ),
        (
            "Statistics, Probability, Linear algebra",
            "linear algebra",
            "Linear algebra, Statistics, Probability",
        ),
        ("Python, pandas", "pandas", "pandas, Python"),
        # A sentence is no list.
        (
            "I have used Java at work for many years and taught SQL to two classes.",
            "SQL",
            "I have used Java at work for many years and taught SQL to two classes.",
        ),
        # Spelling of the advert: mere spelling, never another word for it.
        ("Java, Pytorch", "PyTorch", "PyTorch, Java"),
        ("scikit learn, Java", "scikit-learn", "scikit-learn, Java"),
        ("sklearn, Java", "scikit-learn", "sklearn, Java"),
        ("PyTorch, Java", "PYTORCH", "PyTorch, Java"),
        ("PyTorch, Java", "pytorch", "PyTorch, Java"),
        ("Machine learning, Java", "Machine Learning", "Machine learning, Java"),
    ],
)
def test_a_line_of_skills(line: str, asked: str, expected: str) -> None:
    assert of_skills(line, asked) == [expected]


@pytest.mark.parametrize(
    ("lines", "asked", "expected"),
    [
        ("Java Python SQL", "SQL;Python", "Python SQL Java"),
        # A line that names no tool may head those below it.
        (
            "Databases MySQL PostgreSQL Frameworks Keras PyTorch",
            "PyTorch;PostgreSQL",
            "Databases PostgreSQL MySQL Frameworks PyTorch Keras",
        ),
    ],
)
def test_a_list_of_lines(lines: str, asked: str, expected: str) -> None:
    assert of_skills("\n".join(f"- {each}" for each in lines.split()), asked) == expected.split()


def test_each_line_by_itself() -> None:
    lines = "Languages: Java, SQL\n\nTools: Docker, Git"
    assert of_skills(lines, "Git;SQL") == ["Languages: SQL, Java", "Tools: Git, Docker"]


CV = """# Ann Ex

ann.ex@example.org

## Summary

Engineer with years of work in Pytorch.

## Experience

Research Engineer, Orbit, 2020 – 2022

- {bullet}
- Trained 12 models, raising accuracy from 81 % to 89 %.

## Publications

- A. Ex. Notes on scikit learn and Pytorch. Journal of Tests, 2021.

## Skills

Java, SQL
"""


def of_bullet(bullet: str, asked: str = "PyTorch;scikit-learn") -> dict[str, str]:
    return {each.before: each.after for each in changes(CV.format(bullet=bullet), asked)}


def test_spelling_outside_lists_and_never_in_a_title() -> None:
    made = of_bullet("Wrote “Notes on scikit learn” and a test suite.")
    assert made == {"Engineer with years of work in Pytorch.": "Engineer with years of work in PyTorch."}


@pytest.mark.parametrize(
    ("bullet", "expected"),
    [
        ("Utilized a cache for reports and letters.", "Used a cache for reports and letters."),
        # The wording asks something; the name does not.
        ("Utilized Pytorch in order to sort scans.", "Utilized PyTorch in order to sort scans."),
        ("I built the sorting of scans in Pytorch.", "Built the sorting of scans in PyTorch."),
        # A question to the person: not without their answer.
        ("Responsible for training image models on a cluster.", None),
        ("Wrote code in sklearn for the team.", None),
    ],
)
def test_wording(bullet: str, expected: str | None) -> None:
    assert of_bullet(bullet).get(bullet) == expected


def test_what_a_person_accepts_is_taken_as_it_is() -> None:
    bullet = "Responsible for training image models on a cluster."
    evidence, fit = read(CV.format(bullet=bullet), "PyTorch")
    span = next(each.span for each in evidence.bullets if each.text == bullet)
    found = copying.changes(evidence, fit, (), {span: "Trained 40 image models."})
    assert ("Trained 40 image models.", copying.ACCEPTED) in [(each.after, each.why) for each in found]


def test_every_change_has_place_and_reason() -> None:
    found = changes(CV.format(bullet="Utilized Pytorch in order to sort scans."), "PyTorch;SQL")
    assert len(found) == 3
    assert all(each.why and each.place.section and each.applied is None for each in found)
    assert [each.span for each in found] == sorted(each.span for each in found)


SKILLS = [
    "Python",
    "SQL",
    "Git",
    "Pytorch",
    "some C++",
    "R (two years)",
    "linear algebra",
    "team work",
    "C/C++",
    "GPT-4",
]


@given(
    st.lists(st.sampled_from(SKILLS), min_size=1, max_size=8),
    st.sampled_from([", ", "; ", " | ", " / ", " and "]),
    st.lists(st.sampled_from(["SQL", "Git", "PyTorch", "linear algebra", "C++"]), min_size=1, max_size=3),
)
def test_no_skill_is_lost_and_none_comes_in(skills: list[str], sign: str, asked: list[str]) -> None:
    line = sign.join(skills)
    made = "\n".join(of_skills(line, ";".join(asked)))
    letters = sorted(char.casefold() for char in line)
    assert sorted(char.casefold() for char in made) == letters

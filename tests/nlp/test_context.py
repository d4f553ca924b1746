"""Whether the words around a keyword are those of a person who has it, where no cue and no guard says so."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvtailor import lexicon, nlp
from cvtailor.document import SectionKind
from cvtailor.nlp import context
from cvtailor.parsing import parse

WORDS = lexicon.load(technology=True)


def shown(text: str, term: str) -> bool:
    """Return whether a CV with this one bullet shows a term."""
    cv = f"Ida Thorne\n\nExperience\n\nAnalyst, Marrow Works\n2019 - 2023\n- {text}\n"
    evidence = nlp.read(parse(cv.encode(), file="cv.txt"), WORDS)
    wanted = {each.id for each in WORDS.find_all(term)}
    assert wanted
    return any(each.standing.shown for each in evidence.keywords if each.id in wanted)


OTHERWISE = [
    ("Sold PyTorch training days to savings banks as their account manager.", "PyTorch"),
    ("Handed the finished images to the platform team, who alone looked after Kubernetes.", "Kubernetes"),
    ("Will take up linear algebra again in the autumn term.", "linear algebra"),
]
MEANT = [
    ("Helped the platform team to move nightly training jobs to AWS.", "AWS"),
    ("Trained a PyTorch detector of cracked roof tiles.", "PyTorch"),
    ("Administered the Kubernetes clusters of three hospitals.", "Kubernetes"),
    ("Wrote custom CUDA kernels for ray tracing.", "CUDA"),
    ("Swept learning rate and depth with Optuna until the curve flattened.", "hyperparameter tuning"),
]


@pytest.mark.parametrize(("text", "term"), OTHERWISE)
def test_other_peoples_words_show_nothing(text: str, term: str) -> None:
    assert not shown(text, term)


@pytest.mark.parametrize(("text", "term"), MEANT)
def test_work_is_shown(text: str, term: str) -> None:
    assert shown(text, term)


def test_lists_and_summaries_are_not_heard() -> None:
    assert context.read("Sold tickets", "skills") == ()
    assert context.read("I sold tickets", "summary") == ()
    assert context.read("Sold tickets", "experience") != ()


def test_each_sentence_is_heard_by_itself() -> None:
    text = "Sold tickets. Wrote Python."
    first, second = context.read(text, "experience")
    assert text[first.start : first.end].strip() == "Sold tickets."
    assert [word for _, word in second.words] == ["wrote", "python", "."]
    assert [text[at : at + 2] for at, _ in second.words[:2]] == ["Wr", "Py"]


@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 40))
@settings(max_examples=100, deadline=None)
def test_any_place_of_any_text_can_be_asked(text: str, start: int, length: int) -> None:
    heard = context.read(text, str(SectionKind.EXPERIENCE))
    assert context.doubtful(heard, start, start + length, "tool") in (True, False)

"""Every field of a guard, for and against."""

from __future__ import annotations

import pytest

from cvtailor.lexicon.types import Guard, Keyword, Lexicon
from cvtailor.nlp.matching import find_in
from cvtailor.nlp.pipeline import tokenise


def found(
    text: str, *guards: Guard, forms: tuple[str, ...] = ("transformer",), section: str = "experience"
) -> bool:
    lexicon = Lexicon(
        id="test",
        title="Test",
        version="1",
        language="en",
        sha256=repr((guards, forms)),
        source="",
        groups=(),
        keywords=(Keyword(id="it", name="it", forms=forms, guards=guards),),
    )
    return bool(find_in(tokenise(text), lexicon, section=section))


@pytest.mark.parametrize(
    ("text", "guard", "expected"),
    [
        ("Trained a transformer on text", Guard(near=("text", "BERT")), True),
        ("Trained a transformer on texts", Guard(near=("text",)), True),
        ("Wound a transformer", Guard(near=("text",)), False),
        ("Wound a transformer, contextual", Guard(near=("text",)), False),
        ("A transformer for language models", Guard(near=("language model",)), True),
        ("A transformer for languages and models", Guard(near=("language model",)), False),
        ("The transformer", Guard(near=("transformer",)), False),
        ("The transformer, a transformer", Guard(near=("transformer",)), True),
        ("A transformer at 10 kV", Guard(not_near=("kV",)), False),
        ("A transformer of text", Guard(not_near=("kV",)), True),
        ("A vision transformer", Guard(after=("vision",)), True),
        ("A VISION-transformer", Guard(after=("vision",)), False),
        ("vision of a transformer", Guard(after=("vision",)), False),
        ("A power transformer", Guard(not_after=("power",)), False),
        ("A power transformers plant", Guard(not_after=("power",)), False),
        ("power, transformer", Guard(not_after=("power",)), True),
        ("transformer power", Guard(not_after=("power",)), True),
        ("transformer model", Guard(before=("model",)), True),
        ("transformer models", Guard(before=("model",)), True),
        ("transformer. Model", Guard(before=("model",)), False),
        ("transformer oil", Guard(not_before=("oil", "sub station")), False),
        ("transformer sub station", Guard(not_before=("oil", "sub station")), False),
        ("transformer, oil", Guard(not_before=("oil",)), True),
        ("transformer & D", Guard(not_before=("& D",)), False),
        ("transformer (", Guard(not_before=("(",)), False),
        ("transformer", Guard(sections=("experience", "skills")), True),
        ("transformer", Guard(sections=("skills",)), False),
        ("transformer", Guard(not_sections=("experience",)), False),
        ("transformer", Guard(not_sections=("headline",)), True),
        ("transformer", Guard(forms=("other",), sections=("skills",)), True),
        ("transformer", Guard(forms=("transformer",), sections=("skills",)), False),
        ("a transformer trained on text", Guard(near=("text",), not_after=("power",)), True),
        ("a power transformer trained on text", Guard(near=("text",), not_after=("power",)), False),
    ],
)
def test_guard(text: str, guard: Guard, expected: bool) -> None:
    assert found(text, guard) is expected


def test_all_guards_must_hold() -> None:
    guards = (Guard(near=("text",)), Guard(not_after=("power",)))
    assert found("a transformer for text", *guards)
    assert not found("a power transformer for text", *guards)
    assert not found("a transformer", *guards)


def test_headline_is_a_section() -> None:
    assert found("transformer", Guard(sections=("headline",)), section="headline")


def test_a_refused_long_form_leaves_the_short_one() -> None:
    long = Guard(forms=("transformer oil",), near=("never",))
    assert found("transformer oil", long, forms=("transformer", "transformer oil"))

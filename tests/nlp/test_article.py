"""The article's model sentence and its three case studies, with exactly the slots that each states.

Source: "How to Excel as an Applied Machine Learning Researcher", sections "Tailor Your CV" and "Real-World
Examples of Success". A slot that is not named here is null: none of the four says where the metric started.
"""

from __future__ import annotations

import pytest

from cvtailor import Settings, lexicon, nlp, parsing
from cvtailor.nlp.types import Achievement, ResultKind

SLOTS = ("action", "change", "object", "direction", "amount", "unit", "baseline", "value", "metric", "method")
CASES: list[tuple[str, dict[str, str]]] = [
    (
        "Improved model accuracy by 15% using advanced hyperparameter tuning.",
        {
            "action": "Improved", "change": "Improved", "direction": "up", "amount": "15", "unit": "%",
            "metric": "model accuracy", "method": "advanced hyperparameter tuning",
        },
    ),
    (
        "Developed a deep learning model for detecting diseases in medical images, improving diagnostic accuracy by 20%.",
        {
            "action": "Developed", "change": "improving", "direction": "up", "amount": "20", "unit": "%",
            "metric": "diagnostic accuracy",
            "object": "deep learning model",
        },
    ),
    (
        "Created a recommendation system for an e-commerce platform, increasing user engagement by 25%.",
        {
            "action": "Created", "change": "increasing", "direction": "up", "amount": "25", "unit": "%",
            "metric": "user engagement", "object": "recommendation system",
        },
    ),
    (
        "Implemented a natural language processing pipeline for customer sentiment analysis, reducing churn rates by 15%.",
        {
            "action": "Implemented", "change": "reducing", "direction": "down", "amount": "15", "unit": "%",
            "metric": "churn rates",
            "object": "natural language processing pipeline",
        },
    ),
]  # fmt: skip


def stated(achievement: Achievement) -> dict[str, str]:
    return {name: slot.text for name in SLOTS if (slot := getattr(achievement, name)) is not None}


@pytest.mark.parametrize(("sentence", "slots"), CASES, ids=[slots["metric"] for _, slots in CASES])
def test_slots_of_the_articles_sentences(sentence: str, slots: dict[str, str]) -> None:
    document = parsing.parse_item(sentence)
    (bullet,) = nlp.read(document, lexicon.load(Settings().role, []), as_of="2025-01-01").bullets
    assert bullet.kind is ResultKind.OUTCOME
    assert bullet.measurable
    assert not bullet.weak_opening
    (achievement,) = bullet.achievements
    assert stated(achievement) == slots
    for name in SLOTS:
        slot = getattr(achievement, name)
        if slot is not None and name != "direction":
            assert document.text[slot.span.start : slot.span.end] == slot.text

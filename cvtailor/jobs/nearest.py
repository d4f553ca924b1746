"""Which items of a CV stand closest to a requirement: TF-IDF and cosine similarity, by scikit-learn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cvtailor.resources import language

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST = 0.08  # similarity below which two texts share no more than a common word (project convention)


def similarities(items: Sequence[str], queries: Sequence[str]) -> list[list[float]]:
    """Return for each query its cosine similarity, 0 to 1, with each item, over TF-IDF weighted words and word pairs.

    The weights are those of the items and queries themselves: words that all of them hold weigh little.
    """
    if not items or not queries:
        return [[0.0] * len(items) for _ in queries]
    from sklearn.feature_extraction.text import TfidfVectorizer

    stop = list(language("function_words")["words"]["en"])
    vectoriser = TfidfVectorizer(
        lowercase=True,
        ngram_range=(1, 2),
        sublinear_tf=True,
        stop_words=stop,
        token_pattern=r"(?u)\b\w[\w+#.-]*\b|\b\w\b",  # noqa: S106 - a pattern of words
    )
    try:
        weighed = vectoriser.fit_transform([*items, *queries])
    except ValueError:  # nothing but function words
        return [[0.0] * len(items) for _ in queries]
    found = weighed[len(items) :] @ weighed[: len(items)].T
    return [[round(float(each), 4) for each in row] for row in found.toarray()]

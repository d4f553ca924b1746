"""Which items of a CV stand closest to a requirement: TF-IDF and cosine similarity, by scikit-learn.

How telling a word is comes from a shipped table: in how many texts about work it stands (lexicons/language/background.toml).
"""

from __future__ import annotations

import functools
import math
import re
from typing import TYPE_CHECKING

from cvtailor.resources import language

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST = 0.08  # similarity below which two texts share no more than a common word (project convention)
_WORD = r"(?u)\b\w[\w+#.-]*\b|\b\w\b"


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, as they are compared; function words are left out."""
    stop = _function_words()
    return [each for each in re.findall(_WORD, text.lower()) if each not in stop]


@functools.cache
def _function_words() -> frozenset[str]:
    return frozenset(language("function_words")["words"]["en"])


@functools.lru_cache(maxsize=16384)
def rarity(name: str) -> float:
    """Return how telling a word or a name of several words is: the inverse document frequency, 1 for a word of all texts.

    ln((1 + n) / (1 + df)) + 1, as scikit-learn smooths it; of several words that of the rarest. Source: Spärck Jones 1972.
    """
    table = language("background")
    found = [table["words"].get(each, 0) for each in words(name)]
    return math.log((1 + table["texts"]) / (1 + min(found, default=table["texts"]))) + 1


def similarities(items: Sequence[str], queries: Sequence[str]) -> list[list[float]]:
    """Return for each query its cosine similarity, 0 to 1, with each item, over TF-IDF weighted words and word pairs.

    A word weighs by its rarity in the shipped table, whatever stands in the other items and queries.
    """
    if not items or not queries:
        return [[0.0] * len(items) for _ in queries]
    import numpy as np
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.preprocessing import normalize

    counter = CountVectorizer(
        lowercase=True, ngram_range=(1, 2), stop_words=list(_function_words()), token_pattern=_WORD
    )
    try:
        counts = counter.fit_transform([*items, *queries]).astype(float)
    except ValueError:  # nothing but function words
        return [[0.0] * len(items) for _ in queries]
    counts.data = 1 + np.log(counts.data)  # sublinear: a word said twice is not twice as telling
    weighed = normalize(
        counts.multiply(np.array([rarity(each) for each in counter.get_feature_names_out()])).tocsr()
    )
    found = weighed[len(items) :] @ weighed[: len(items)].T
    return [[round(float(each), 4) for each in row] for row in found.toarray()]

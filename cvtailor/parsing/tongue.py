"""Which language is a text written in? By the share of frequent small words."""

from __future__ import annotations

import functools
import re
from collections import Counter

from cvtailor.resources import language

# Project conventions: below this many words, or below this share of small words, nothing is said.
MIN_WORDS = 20
MIN_SHARE = 0.06


@functools.cache
def _words() -> dict[str, list[str]]:
    """Return the languages that each small word belongs to."""
    found: dict[str, list[str]] = {}
    for code, words in language("function_words")["words"].items():
        for word in set(words):
            found.setdefault(word, []).append(code)
    return found


def name(code: str) -> str:
    """Return the English name of a language with its code: "German (de)"; the code where it has none here."""
    known: dict[str, str] = language("function_words")["names"]
    return f"{known[code]} ({code})" if code in known else code


def detect(text: str) -> str:
    """Return an ISO 639-1 code, or "und" where the text is too short or in no language known here."""
    words = Counter(re.findall(r"[^\W\d_]+", text[:200_000].casefold()))
    if words.total() < MIN_WORDS:
        return "und"
    shares: dict[str, float] = dict.fromkeys(language("function_words")["words"], 0.0)
    for word in words.keys() & _words().keys():
        for code in _words()[word]:
            shares[code] += words[word] / words.total()
    best = max(sorted(shares), key=lambda code: shares[code])
    # Skill lists hold few small words: English wins unless another language is clearly ahead.
    if shares["en"] >= MIN_SHARE / 2 and shares[best] < 1.3 * shares["en"]:
        return "en"
    if shares[best] < MIN_SHARE:
        return _script(text)
    return best


def _script(text: str) -> str:
    letters = [char for char in text[:20_000] if char.isalpha()]
    share = sum(char.isascii() for char in letters) / max(1, len(letters))
    if share >= 0.5:
        return "und"
    for code, first, last in (
        ("ru", "а", "я"),
        ("el", "α", "ω"),
        ("he", "א", "ת"),
        ("ar", "ا", "ي"),
        ("ja", "ぁ", "ヿ"),
        ("ko", "가", "힣"),
        ("zh", "一", "龥"),
        ("hi", "अ", "ह"),
    ):
        if sum(first <= char.lower() <= last for char in letters) > 0.2 * len(letters):
            return code
    return "und"

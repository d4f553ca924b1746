"""When two writings of a form are one: what lint calls a duplicate and stacking an alias."""

from __future__ import annotations

import functools
import re

from cvtailor import resources


@functools.lru_cache(maxsize=65536)
def normal(form: str) -> str:
    """Return what all writings of a form share: no case, hyphens, spaces or plural, one spelling."""
    text = form.lower().replace("’", "'").replace("'s", "")
    words = [_spelling(each) for each in re.split(r"[\s\-‐‑]+", text) if each]
    return "".join(words)


@functools.lru_cache(maxsize=65536)
def _spelling(word: str) -> str:
    """Return the word in the singular and in American spelling (rules: language/variants.toml)."""
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    rules = resources.language("variants")["british"]
    fit = [each for each in rules if word.endswith(each["from"]) and len(word) >= each["min"]]
    rule = max(fit, key=lambda each: len(each["from"]), default=None)
    return word.removesuffix(rule["from"]) + str(rule["to"]) if rule else word

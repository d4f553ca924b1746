"""The language pipeline: spaCy's rule-based English tokenizer, no trained model."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any

from cvtailor import resources

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# Names that spaCy's defaults cut apart: C++, C++17, C#, Ph.D., U.S.
_WHOLE = re.compile(r"(?:[A-Za-z]\+\+(?:\d\d)?|[A-Za-z]#|(?:[A-Za-z]{1,4}\.){2,})\Z")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+\Z")


@functools.cache
def english() -> Language:
    """Return the shared blank English pipeline (imports spaCy on first use, about 0.8 s)."""
    import spacy

    pipeline = spacy.blank("en")
    pipeline.tokenizer = _tokenizer(pipeline)
    return pipeline


def tokenise(text: str) -> Doc:
    """Return the tokens of `text`; `token.idx` is the offset in code points."""
    pipeline = english()
    pipeline.max_length = max(pipeline.max_length, len(text) + 1)
    return pipeline.make_doc(text)


@functools.cache
def address() -> re.Pattern[str]:
    """Return the pattern of a web address with a scheme, "www." or a path; group 1 is its host."""
    domains = "|".join(map(re.escape, resources.language("links")["domains"]))
    host = rf"(?:[A-Za-z0-9-]+\.)+(?:{domains})"
    return re.compile(
        rf"(?:(?:https?|ftp)://(?:www\.)?([\w.-]+)(?:[/:?#]\S*)?|www\.([\w.-]+)(?:[/:?#]\S*)?"
        rf"|({host})(?:[/?#]\S*))\Z",
        re.IGNORECASE,
    )


def _is_address(text: str) -> re.Match[str] | None:
    # A dot, comma or bracket at the end belongs to the sentence.
    if text[-1:] in ".,;:!?)]}>'\"”’":
        return None
    return _EMAIL.match(text) or address().match(text)


def _tokenizer(pipeline: Language) -> Any:
    from spacy.lang.char_classes import UNITS
    from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

    links = resources.language("links")
    whole = "|".join(map(re.escape, [*links["suffixes"], *links["domains"]]))
    # A long run of marks is one token: taken off one by one it would cost time by its square.
    prefixes = [r"\W{20,}", r"\.(?![A-Za-z0-9])", r"[^\w.]", r"_+(?=\w)"]
    suffixes = [
        r"\W{20,}",
        r"['’][sS]",
        r"(?<![A-Za-z]\+)\+",
        r"(?<!\b[A-Za-z])#",
        r"[^\w+#]",
        r"_+",
        rf"(?<=[0-9])(?:{UNITS})",
    ]
    infixes = [
        r"(?<!\d)/|/(?!\d)",
        r"(?<!\d)[,:]|[,:](?!\d)",
        r"[|;()\[\]{}\"“”„«»…·•–—=<>~*^→]",
        r"(?<=[A-Za-z])\+(?=[A-Za-z])",
        r"(?<=[^\W_])[-‐‑](?=[^\W\d_])",
        r"(?<=[a-z])\.(?=[A-Z][a-z]{2})",
        rf"(?<=[a-z0-9])\.(?=(?!(?:{whole})\b)[a-z]{{2}})",
    ]
    tokenizer: Any = type(pipeline.tokenizer)  # spaCy's, a compiled class without type stubs
    return tokenizer(
        pipeline.vocab,
        rules=pipeline.Defaults.tokenizer_exceptions,
        prefix_search=compile_prefix_regex(prefixes).search,
        suffix_search=compile_suffix_regex(suffixes).search,
        infix_finditer=compile_infix_regex(infixes).finditer,
        token_match=_WHOLE.match,
        url_match=_is_address,
    )

"""Whether a match is a word of its own, or part of a longer word or name."""

from __future__ import annotations

import functools

from cvtailor import resources
from cvtailor.lexicon.types import Keyword
from cvtailor.nlp.forms import OWN, Found
from cvtailor.nlp.words import BREAK, HYPHEN, SPACE, Words

_NAME = 3  # capitalised words between a match and the end of a firm's name, at most


def covering(found: list[Found]) -> dict[int, list[Found]]:
    """Return for each atom the matches that cover it."""
    over: dict[int, list[Found]] = {}
    for each in found:
        for at in range(each.first, each.last + 1):
            over.setdefault(at, []).append(each)
    return over


def longer(outer: Found, inner: Found) -> bool:
    """Return whether `outer` covers more atoms than `inner`."""
    return outer.last - outer.first > inner.last - inner.first


def own_names(found: list[Found]) -> dict[int, list[Found]]:
    """Return for each atom the names of their own that cover it ("master data").

    A keyword that begins inside such words and goes on behind them says that they are no name:
    "Master Data Science".
    """
    names = [each for each in found if each.form.keyword == OWN]
    if not names:
        return {}
    cut = [
        name
        for name in names
        if any(
            each.form.keyword != OWN
            and each.how == "exact"
            and name.first < each.first <= name.last < each.last
            for each in found
        )
    ]
    return covering([each for each in names if each not in cut])


def inside_name(found: Found, names: dict[int, list[Found]]) -> bool:
    """Return whether the match is a part of a longer name of its own."""
    return any(
        name.first <= found.first and found.last <= name.last and longer(name, found)
        for name in names.get(found.first, ())
    )


def of_firm(words: Words, found: Found, keyword: Keyword) -> bool:
    """Return whether the match opens or is inside a firm's or a house's name: "Spark Lighting Ltd", "clerk at Dask Moebler"."""
    table = _firms()
    if keyword.kind not in table["kinds"] or not words.raws[found.first][:1].isupper():
        return False
    after = found.last + 1
    led = found.first > 0 and words.raws[found.first - 1] == "at" and words.gap(found.first) == SPACE
    if led and after < len(words) and words.gap(after) == SPACE and words.raws[after][:1].isupper():
        return True  # "Stock clerk at Dask Moebler"
    for at in range(found.last + 1, min(found.last + 2 + _NAME, len(words))):
        raw = words.raws[at]
        if words.gap(at) != SPACE or not raw[:1].isupper():
            return False
        if raw in table["ends"]:
            return True
    return False


def initial(words: Words, found: Found) -> bool:
    """Return whether a single letter is the initial of a name that opens the text: "R. Meyer"."""
    at = found.first
    if at != found.last or len(words.raws[at]) > 1 or words.gap(at) != BREAK or at + 1 >= len(words):
        return False
    between = words.text[words.ends[at] : words.starts[at + 1]]
    return between.strip() == "." and words.raws[at + 1][:1].isupper()


def whole(words: Words, found: Found, others: dict[int, list[Found]]) -> bool:
    """Return whether the match is no part of a longer hyphenated word, unless a compound of its own."""
    table = _compounds()
    after, before = found.last + 1, found.first - 1
    size = sum(len(raw) for raw in words.raws[found.first : found.last + 1])
    single = found.first == found.last
    if not single and before >= 0 and words.text[words.ends[before] : words.starts[found.first]] == ".":
        return False  # "data pipelines" in "tf.data pipelines"
    if words.gap(after) == HYPHEN:
        word = words.keys[after][0]
        if word in table["after_not"] and not _starts(others, after, found):
            return False
        known = word in table["after"] or _starts(others, after, found) or not single
        number = size > 1 and (word[:1].isdigit() or (word[:1] == "v" and word[1:2].isdigit()))
        participle = size > 2 and word.endswith("ed")
        if not (known or number or participle):
            return False
    if words.gap(found.first) == HYPHEN and before >= 0:
        word = words.keys[before][0]
        return (
            word in table["before"]
            or any(o.last == before and o.form.keyword != OWN for o in others.get(before, ()))
            or (word[:1].isdigit() and size > 1)
        )
    return True


def _starts(others: dict[int, list[Found]], at: int, found: Found) -> bool:
    return any(o.first == at and o.form.keyword not in (OWN, found.form.keyword) for o in others.get(at, ()))


@functools.cache
def _compounds() -> dict[str, frozenset[str]]:
    table = resources.language("variants")["compounds"]
    return {name: frozenset(table[name]) for name in ("after", "after_not", "before")}


@functools.cache
def _firms() -> dict[str, frozenset[str]]:
    table = resources.language("variants")["firms"]
    return {name: frozenset(table[name]) for name in ("ends", "kinds")}

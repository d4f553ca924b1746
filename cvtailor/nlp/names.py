"""Whether a match is a word of its own, or part of a longer word or name."""

from __future__ import annotations

import functools

from cvtailor import resources
from cvtailor.lexicon.types import Keyword
from cvtailor.nlp.forms import OWN, Found
from cvtailor.nlp.patterns import is_past
from cvtailor.nlp.words import BREAK, COMMA, HYPHEN, SPACE, Words

_NAME = 3  # capitalised words between a match and the end of a firm's name, at most
_SIZE = 4  # letters and digits of a size or version, fewer than
_ROLE = 7  # words from the start of a line to the employer behind a role, at most


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
    """Return whether the match is inside the name of a firm, a house, an event or an institution, or is an employer.

    "Spark Lighting Ltd", "clerk at Dask Moebler", "Deep Learning Summit", "Café Tableau", "recruiter at Databricks".
    An institution's name says something of those who do research or teach there: "lecturer, Institute for
    Machine Learning".
    """
    if not words.raws[found.first][:1].isupper() or keyword.kind in ("credential", "venue"):
        return False
    product = keyword.kind in _firms()["kinds"]
    return (
        (product and (_behind_at(words, found) or _employs(words, found)))
        or _named_house(words, found, product=product)
        or _institution(words, found)
    )


def _behind_at(words: Words, found: Found) -> bool:
    """As in "stock clerk at Dask Moebler", "engineer at Databricks"; not "good at Python", "at Kubernetes level"."""
    before, after = found.first - 1, found.last + 1
    if before < 0 or words.raws[before] != "at" or words.gap(found.first) != SPACE:
        return False
    if before > 0 and words.keys[before - 1][0] in _firms()["able"]:
        return False
    lower = after < len(words) and words.gap(after) == SPACE and words.raws[after][:1].islower()
    return not lower or words.keys[after][0] in _firms()["places"]


def _employs(words: Words, found: Found) -> bool:
    """As in "payroll specialist for GitHub", "customer success manager, Google Cloud, Dublin office"."""
    table = _firms()
    before, after = found.first - 1, found.last + 1
    start = before
    while start > 0 and words.gap(start) <= SPACE and before - start < _ROLE:
        start -= 1
    if before < 0 or words.gap(start) != BREAK or found.first - start > _ROLE:
        return False
    worded = {words.keys[at][0] for at in range(start, found.first)}
    linked = words.keys[before][0] in ("for", "of") or words.gap(found.first) == COMMA
    if not linked or worded.isdisjoint(table["roles"]) or is_past(words.keys[start][0]):
        return False  # "Processed 9 TB of events with Kafka"
    near = {words.keys[at][0] for at in range(after, min(after + 5, len(words)))}
    office = not near.isdisjoint(table["offices"])
    placed = after >= len(words) or words.gap(after) >= COMMA or words.keys[after][0] in table["places"]
    ends = after >= len(words) or words.gap(after) >= COMMA
    return office or (placed and (words.gap(found.first) != COMMA or ends))


def _named_house(words: Words, found: Found, *, product: bool) -> bool:
    """As in "Spark Lighting Ltd", "Deep Learning Summit", "Café Tableau": capitalised words up to the kind of house."""
    table = _firms()
    before = found.first - 1
    if before >= 0 and words.raws[before] in table["fronts"] and words.gap(found.first) == SPACE:
        return True
    for at in range(found.last + 1, min(found.last + 2 + _NAME, len(words))):
        raw = words.raws[at]
        if words.gap(at) != SPACE or not (raw[:1].isupper() or raw in table["ends"]):
            return False
        if raw in table["events"] or raw in table["ends"]:
            return True
        if raw in table["institutions"] and table["academic"].isdisjoint(words.all_places()):
            return True
        if product and raw in table["product_ends"]:
            return True
    return False


def _institution(words: Words, found: Found) -> bool:
    """As in "receptionist, Institute for Machine Learning": told by one who does no research or teaching there."""
    table = _firms()
    at = found.first - 1
    while (
        at >= 0
        and found.first - at <= _NAME
        and (words.raws[at][:1].isupper() or words.keys[at][0] in _LINKS)
    ):
        if words.raws[at] in table["institutions"]:
            return table["academic"].isdisjoint(words.all_places())
        if words.gap(at) > SPACE:
            break
        at -= 1
    return False


_LINKS = ("of", "for", "and", "the", "in")


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
    hangs = after < len(words) and words.text[words.ends[found.last] : words.starts[after]].endswith(" ")
    if words.gap(after) == HYPHEN and not hangs:  # "Azure- and AWS-hosted"
        word = words.keys[after][0]
        if word in table["after_not"] and not _starts(others, after, found):
            return False
        known = word in table["after"] or _starts(others, after, found) or not single
        # "ResNet-50", "Python-v3", "EfficientNet-B3"
        number = size > 1 and (word[:1].isdigit() or (len(word) < _SIZE and word[1:].isdigit()))
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
    return {name: frozenset(listed) for name, listed in table.items()}

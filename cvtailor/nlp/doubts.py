"""Whether a product is meant where its name stands: everyday words in lower case, letters that stand for something else."""

from __future__ import annotations

import functools

from cvtailor import resources
from cvtailor.lexicon.types import Keyword
from cvtailor.nlp.forms import OWN, Found
from cvtailor.nlp.words import BRACKET, BREAK, HYPHEN, SPACE, Words

_LETTERS = 2, 6  # of an acronym
_ONE = frozenset({"a", "an"})
_SMALL = frozenset({"of", "and", "for", "the", "in"})


def meant(words: Words, found: Found, keyword: Keyword, section: str, over: dict[int, list[Found]]) -> bool:
    """Return whether a match can be the keyword and no other thing of the same name.

    Args:
        words: those of the item, heading or header line.
        found: the match.
        keyword: what it was found for.
        section: the kind of the section.
        over: all matches of the text by the atoms they cover.
    """
    table, after = _table(), found.last + 1
    if (
        section in table["prose"]
        and after < len(words)
        and words.raws[after][:1] in table["initials"]
        and _of_company(words, found)
    ):
        return False
    if found.first != found.last:
        return True
    return not (_everyday(words, found, keyword, section, over) or _spelled_otherwise(words, found, over))


def _of_company(words: Words, found: Found) -> bool:
    """As in "payroll clerk at Moodwell, a sentiment analysis start-up": the trade of a firm that the person did not found."""
    table, after = _table(), found.last + 1
    if words.gap(after) > SPACE:
        return False
    if not (table["companies"] & set(words.keys[after])) and not _hyphened(words, after, table["companies"]):
        return False
    before = found.first - 1
    # "a trade fair for machine learning start-ups"
    last = after + 1 if words.gap(after + 1) == HYPHEN else after
    heads = table["before_companies"] if words.raws[last].endswith("s") else _ONE
    if before < 0 or words.raws[before].lower() not in heads or words.gap(found.first) != SPACE:
        return False
    return not any(not table["founding"].isdisjoint(words.keys[at]) for at in _beside(words, found.first))


def _hyphened(words: Words, at: int, listed: frozenset[str]) -> bool:
    """Return whether two atoms joined by a hyphen are one of the words: "start-up"."""
    return at + 1 < len(words) and f"{words.keys[at][0]}-{words.keys[at + 1][0]}" in listed


def _everyday(
    words: Words, found: Found, keyword: Keyword, section: str, over: dict[int, list[Found]]
) -> bool:
    """As in "the closing tableau of the play", "carried a torch"; not "deployed with docker", "git, bash"."""
    table = _table()
    raw, key = words.raws[found.first], words.keys[found.first]
    if not raw.islower() or section not in table["prose"] or table["everyday"].isdisjoint(key):
        return False
    if keyword.kind not in _products():
        return False
    before = found.first - 1
    if before >= 0 and words.gap(found.first) == SPACE and words.raws[before] in table["links"]:
        return False
    beside = _beside(words, found.first)
    return bool(beside) and not any(
        not table["technical"].isdisjoint(words.keys[at])
        or any(each.form.keyword not in (OWN, found.form.keyword) for each in over.get(at, ()))
        for at in beside
    )


def _beside(words: Words, at: int) -> list[int]:
    """Return the other atoms of the sentence that atom `at` stands in."""
    first, last = at, at + 1
    while first > 0 and words.gap(first) != BREAK:
        first -= 1
    while last < len(words) and words.gap(last) != BREAK:
        last += 1
    return [*range(first, at), *range(at + 1, last)]


def _spelled_otherwise(words: Words, found: Found, over: dict[int, list[Found]]) -> bool:
    """As in "advanced wound specialist (AWS)", "NLP (neuro-linguistic programming)": the letters are explained."""
    raw, at = words.raws[found.first], found.first
    if not (_LETTERS[0] <= len(raw) < _LETTERS[1] and raw.isupper() and raw.isalpha()):
        return False
    after = at + 1
    spelled: list[int] = []
    if words.gap(at) == BRACKET and (after >= len(words) or words.gap(after) >= BRACKET):
        spelled = _initials(words, raw, at - 1, -1)
    if not spelled and after < len(words) and words.gap(after) == BRACKET:
        spelled = _initials(words, raw, after, 1)
    # Where the words are a form of the keyword itself, they say what is meant.
    return bool(spelled) and not any(
        each.form.keyword == found.form.keyword for one in spelled for each in over.get(one, ())
    )


def _initials(words: Words, letters: str, start: int, step: int) -> list[int]:
    """Return the atoms from `start` on whose first letters spell `letters`, small words skipped; none if they do not."""
    wanted = letters.lower() if step > 0 else letters.lower()[::-1]
    found: list[int] = []
    at = start
    while 0 <= at < len(words) and len(found) < len(wanted):
        raw = words.raws[at].lower()
        if raw in _SMALL and raw[0] != wanted[len(found)]:
            at += step
            continue
        if len(raw) < 2 or raw[0] != wanted[len(found)]:
            return []
        found.append(at)
        at += step
    return found if len(found) == len(wanted) else []


def made_with(words: Words, first: int, keyword: Keyword) -> bool:
    """Return whether something was made with the product at atom `first`: "Built the booking page in React"."""
    table = _table()
    before = first - 1
    if before < 1 or keyword.kind not in _products() or not words.raws[first][:1].isupper():
        return False
    if words.gap(first) != SPACE or words.raws[before] not in table["links"]:
        return False
    return any(not table["making"].isdisjoint(words.keys[at]) for at in _beside(words, first))


@functools.cache
def _table() -> dict[str, frozenset[str]]:
    table = {name: frozenset(listed) for name, listed in resources.language("variants")["doubts"].items()}
    table["initials"] = frozenset(each[0] for each in table["companies"])  # told fast in most cases
    return table


@functools.cache
def _products() -> frozenset[str]:
    return frozenset(resources.language("variants")["firms"]["kinds"])

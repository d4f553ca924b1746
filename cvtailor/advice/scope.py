"""How wide a claim is: a text may not widen it, by a word or by leaving one out.

The lists are in `lexicons/language/guard.toml`.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cvtailor.advice import counting, facts, inflection
from cvtailor.advice.types import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cvtailor.advice.reading import Text


_SAME_WORD = 8  # places at which one word is looked at


def scope(old: Text, new: Text, *, free: bool = False) -> Iterator[Fault]:
    """Yield words that widen the claim, and narrowing words that were dropped."""
    style = counting.covered(new, counting.phrases("free", "not_universal")) | new.counted if free else set()
    for at in _distinct(new, counting.count(new, "scope", "universal")):
        if old.stands(new.lower[at]) or at in style or (free and _narrow_enough(old, new, at)):
            continue
        word = counting.quoted(new, at)
        yield Fault(kind="scope", text=word, message=f"“{word}” is wider than the old text.")
    for at in _distinct(old, counting.count(old, "scope", "partial", "not_partial")):
        if new.stands(old.lower[at]) or at in old.counted:
            continue
        word = counting.quoted(old, at)
        if word.lower() == "one" and (
            _still_one(old, new, at) if free else {"a", "an", "single", "1"} & set(new.lower)
        ):
            continue
        if free and _limited_otherwise(old, new, at):
            continue
        message = f"“{word}” was dropped: the new text is wider."
        yield Fault(kind="scope", text=word, message=message, side="old")
    if free:
        yield from _levels(old, new)


def _distinct(text: Text, places: list[int]) -> list[int]:
    """Return the first few places of each word, so that a text of one word takes no longer than another."""
    seen: Counter[str] = Counter()
    kept = []
    for at in places:
        seen[text.lower[at]] += 1
        if seen[text.lower[at]] <= _SAME_WORD:
            kept.append(at)
    return kept


def _still_one(old: Text, new: Text, at: int) -> bool:
    """Return whether the thing of which the old text has one is still one: "one ward" → "a ward"."""
    if old.lower[at + 1 : at + 2] == ["of"] or at + 1 >= len(old.lower):
        return bool({"a", "an", "single", "1", "including", "among"} & set(new.lower))
    ends = [each for each in range(at + 1, min(at + 4, len(old.lower))) if old.lower[each][0].isalpha()]
    for place, keys in enumerate(new.keys):
        if any(not keys.isdisjoint(old.keys[each]) for each in ends):
            before = new.lower[max(0, place - 3) : place]
            if {"a", "an", "single", "1", "one", "the"} & set(before) or new.lower[place].endswith("'s"):
                return (
                    not new.lower[place].endswith("s")
                    or old.lower[ends[0]].endswith("s")
                    or "'" in new.lower[place]
                )
    return False


def _narrow_enough(old: Text, new: Text, at: int) -> bool:
    """Return whether a wide word stands for style only, or for another wide word of the old text."""
    lower = new.lower[at]
    if inflection.reading(lower, inflection.Form.PAST) or inflection.reading(lower, inflection.Form.GERUND):
        return True  # "completed" is no "complete"
    if lower == "complete" and inflection.readings(lower) and new.tokens[at].first:
        return True
    wide = facts.words("scope", "universal")
    return lower in wide and any(each in wide and not new.has(each) for each in old.lower)


def _limited_otherwise(old: Text, new: Text, at: int) -> bool:
    """Return whether the new text keeps a limit by another word of its sort."""
    said = old.forms[at]
    now = set(new.lower).union(*new.keys)
    phrases = " ".join(new.lower)
    for group in facts.guard()["free"]["limits"]:
        if any(each in group for each in said):
            fresh = [each for each in group if (each in now or (" " in each and each in phrases))]
            if any(each not in {"a", "an"} or "one" in said or "single" in said for each in fresh):
                return True
    # "one of two": the number that it is part of still stands
    return (
        "one" in said
        and old.lower[at + 1 : at + 2] == ["of"]
        and {"including", "with", "among"} & now != set()
    )


def _levels(old: Text, new: Text) -> Iterator[Fault]:
    """Yield a group that became a wider one: "in my group" → "across the institute"."""
    lists = facts.guard()["free"]["levels"]
    gone = [rank for rank, words in enumerate(lists) if any(_only_in(old, new, word) for word in words)]
    if not gone:
        return
    for rank in range(len(lists) - 1, min(gone), -1):
        for word in lists[rank]:
            at = _only_in(new, old, word)
            if at is not None and _group_of_work(new, at):
                text = counting.quoted(new, at - 1)
                yield Fault(kind="scope", text=text, message=f"“{text}” is wider than the old text.")
                return


def _only_in(text: Text, other: Text, word: str) -> int | None:
    """Return the place behind `word` in `text`, if it stands there and not in `other`."""
    if word not in text.known or word in other.known:
        return None
    return next((at + 1 for at, forms in enumerate(text.forms) if word in forms), None)


def _group_of_work(text: Text, after: int) -> bool:
    """Return whether a group just before `after` is what the work reached, not whom it was done at."""
    before = text.lower[max(0, after - 5) : after - 1]
    return (
        bool(facts.words("free", "wide") & set(before)) or "of" in before or "-wide" in text.lower[after - 1]
    )

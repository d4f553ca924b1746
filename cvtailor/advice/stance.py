"""What a text claims about its work: negated or only tried, done under a reserve, up or down.

Each check takes the old and the new text and yields the faults. The lists are in
`lexicons/language/guard.toml`.
"""

from __future__ import annotations

import functools
from collections import Counter
from typing import TYPE_CHECKING

from cvtailor.advice import counting, facts, inflection
from cvtailor.advice.types import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cvtailor.advice.reading import Text


def marked(old: Text, new: Text, *, free: bool = False) -> Iterator[Fault]:
    """Negation, and things that were only tried, asked or planned; `free` allows other words for them."""
    sides = [_negations(text, free=free) for text in (old, new)]
    one, two = (len(each) for each in sides)
    if free and one != two:
        fewer, more = (new, old) if one > two else (old, new)
        if _extra(fewer, more, "soft_negation") >= abs(one - two):
            two = one
    if one != two:
        text, at = (old, sides[0][0]) if one > two else (new, sides[1][0])
        change, side = ("was dropped", "old") if text is old else ("was added", "new")
        word = counting.quoted(text, at)
        yield Fault(kind="negation", text=word, message=f"The negation “{word}” {change}.", side=side)
    if free:
        yield from _undone(old, new)
    barred = _names_and_deeds(old) if free else set()
    tried = [at for at in counting.count(old, "attempt", "markers", "not_attempt") if at not in barred]
    still = counting.count(new, "attempt", "markers", "not_attempt")
    if len(tried) > len(still):
        gone = [at for at in tried if not (free and _said_again(old, new, at))]
        if gone and not (free and _extra(new, old, "tried") >= len(gone)):
            word = counting.quoted(old, gone[0])
            message = f"The old text says “{word}”; the new one states it as done."
            yield Fault(kind="claim", text=word, message=message, side="old")


def _negations(text: Text, *, free: bool) -> list[int]:
    contractions = [at for at, lower in enumerate(text.lower) if lower.endswith("n't")]
    found = [*counting.count(text, "negation", "markers", "not_negation"), *contractions]
    if not free:
        return found
    contrast = counting.covered(text, counting.phrases("free", "contrast"))
    return [at for at in found if at not in contrast]


def _extra(text: Text, other: Text, key: str) -> int:
    """Return how many words of a list stand in `text` and in no form in `other`."""
    listed = facts.words("free", key)
    return sum(
        not text.keys[at].isdisjoint(listed) and text.keys[at].isdisjoint(other.known)
        for at in range(len(text.tokens))
    )


def _said_again(old: Text, new: Text, at: int) -> bool:
    """Return whether the content word of the attempt that begins at `at` stands in the new text."""
    return not facts.is_function(old.lower[at]) and new.has(old.lower[at])


def _names_and_deeds(text: Text) -> set[int]:
    """Return the places of words like "Estimated" that open a sentence, and of "planned and ran"."""
    deeds = facts.words("free", "deeds")
    found = set()
    for at, token in enumerate(text.tokens):
        following = text.lower[at + 1 : at + 3]
        if token.first and token.lower in deeds and following[:1] != ["to"]:
            found.add(at)
        paired = (
            len(following) == 2 and following[0] in {"and", ",", "&"} and inflection.readings(following[1])
        )
        if paired and following[1] not in facts.words("attempt", "markers"):
            found.add(at)
    return found


def caveats(old: Text, new: Text) -> Iterator[Fault]:
    """Yield the reserve under which the old text told a result, where the new one is silent on it."""
    one, two = (counting.count(text, "free", "caveats") for text in (old, new))
    negated = set(_negations(new, free=True)) and not _negations(old, free=True)
    one = [at for at in one if not new.has(old.lower[at]) or facts.is_function(old.lower[at])]
    if len(one) > len(two) and not negated and not _extra(new, old, "soft_negation"):
        word = " ".join(old.lower[one[0] : one[0] + 6])
        yield Fault(kind="dropped", text=word, message=f"The reserve “{word} …” was dropped.", side="old")


def _undone(old: Text, new: Text) -> Iterator[Fault]:
    """Yield what came to nothing and is now told as if it had not."""
    one, two = (counting.count(text, "free", "undone", "not_undone") for text in (old, new))
    negated = _negations(new, free=True)
    gone = [at for at in one if not new.has(old.lower[at])]
    if len(one) > len(two) and gone and not negated and not _extra(new, old, "soft_negation"):
        word = counting.quoted(old, gone[0])
        message = f"“{word}” was dropped: the new text tells a success."
        yield Fault(kind="negation", text=word, message=message, side="old")


def directions(old: Text, new: Text, *, free: bool = False) -> Iterator[Fault]:
    """Yield what went up and now goes down, or the reverse, and words that became their opposite."""
    before, after = _moves(old), _moves(new)
    for thing, sides in after.items():
        if thing in before and before[thing].isdisjoint(sides):
            message = f"What happened to “{thing}” was turned round."
            yield Fault(kind="direction", text=thing, message=message)
    count = [Counter(side for sides in moves.values() for side in sides) for moves in (before, after)]
    flipped = (count[0]["up"] > count[1]["up"] and count[0]["down"] < count[1]["down"]) or (
        count[0]["up"] < count[1]["up"] and count[0]["down"] > count[1]["down"]
    )
    if flipped and not any(thing in before and before[thing] != after[thing] for thing in after):
        yield Fault(kind="direction", text="", message="An increase became a decrease, or the reverse.")
    turned = {(two, one) for one, two in _compared(old)}
    for one, two in sorted(turned & _compared(new)):
        yield Fault(kind="direction", text=one, message=f"“{one}” and “{two}” changed places.")
    known = [_said(text) if free else set(text.lower) for text in (old, new)]
    for one, two in _opposites():
        for here, there in ((one, two), (two, one)):
            if here in known[0] - known[1] and there in known[1] - known[0]:
                yield Fault(kind="direction", text=there, message=f"“{here}” became “{there}”.")


def _said(text: Text) -> set[str]:
    """Return the keys of all words but those of hedges ("more than 30")."""
    return {
        key for at, keys in enumerate(text.keys) if at not in text.hedging for key in (text.lower[at], *keys)
    }


@functools.cache
def _opposites() -> tuple[tuple[str, str], ...]:
    return tuple((one, two) for one, two in facts.guard()["direction"]["opposites"])


def _compared(text: Text) -> set[tuple[str, str]]:
    """Return (what is above, what is below) for verbs like "outperformed"."""
    pairs = set()
    for at in range(1, len(text.tokens) - 1):
        if text.keys[at].isdisjoint(facts.words("direction", "compare")):
            continue
        after = at + 2 if text.lower[at + 1] == "by" else at + 1
        right = next(_content(text, range(after, min(after + 4, len(text.tokens)))), "")
        left = next(_content(text, range(at - 1, max(at - 5, -1), -1)), "")
        if left and right:
            pairs.add((left, right) if after == at + 1 else (right, left))
    return pairs


def _content(text: Text, places: range) -> Iterator[str]:
    for at in places:
        if text.lower[at][0].isalpha() and not facts.is_function(text.lower[at]):
            yield min(text.keys[at])


def _moves(text: Text) -> dict[str, set[str]]:
    """Return thing → the directions it moved in; "better" is resolved by what is better when it falls."""
    moves: dict[str, set[str]] = {}
    for at in range(len(text.tokens)):
        side = next(
            (
                side
                for side in ("up", "down", "better", "worse", "faster")
                if not text.keys[at].isdisjoint(facts.words("direction", side))
            ),
            None,
        )
        if side is None or (at in text.counted and (text.lower[at] == "half" or at in text.hedging)):
            continue
        thing = _object(text, at)
        if side in {"better", "worse", "faster"}:
            lower_better = not facts.keys(thing).isdisjoint(facts.words("direction", "lower_is_better"))
            up = (side != "worse") != lower_better
            if side == "faster" and not lower_better:
                continue
            side = "up" if up else "down"
        moves.setdefault(min(facts.keys(thing)) if thing else "", set()).add(side)
    return moves


def _object(text: Text, at: int) -> str:
    """Return the measure a word of change speaks of: the next noun phrase's head, else the one before."""
    head = ""
    for next_ in range(at + 1, min(at + 9, len(text.tokens))):
        lower = text.lower[next_]
        if (
            lower in {"of", "in", "the", "a", "an", "our", "its", "their", "by", "model", "overall"}
            and not head
        ):
            continue
        if next_ in text.counted and not head:
            continue
        if not lower[0].isalnum() or facts.is_function(lower) or next_ in text.counted:
            break
        head = lower
        if lower in facts.words("direction", "lower_is_better"):
            return head
    if head:
        return head
    for previous in range(at - 1, max(at - 5, -1), -1):
        lower = text.lower[previous]
        if lower[0].isalpha() and not facts.is_function(lower):
            return lower
    return ""

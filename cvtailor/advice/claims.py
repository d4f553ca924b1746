"""What a text that somebody else rewrote adds and leaves out, in other words than the old one's.

A rewrite by hand or by a language model may choose its own plain words. It may not bring in a tool, a term
or a claim of a kind that the old text has nothing of (`[claims]` in `lexicons/language/guard.toml`), nor add
or leave out a whole statement. New plain words are notes. The limits here are project conventions.
"""

from __future__ import annotations

import difflib
import functools
from typing import TYPE_CHECKING

from cvtailor.advice import facts, vocabulary
from cvtailor.advice.types import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cvtailor.advice.reading import Text

_JOINING = frozenset({"and", "or", ",", "&"})
_NEW = 4  # words of a free sentence that stand nowhere in the old CV
_RUN = 2  # content words in a row that make a statement
_BALANCE = 2  # so many more on one side than were gained on the other
_LONGEST = 400  # words of a text in which spelling mistakes are looked for
_LONGEST_WORD = 30


def judge(
    old: Text, new: Text, accounted: Callable[[Text, Text, int], bool]
) -> tuple[list[Fault], list[Fault]]:
    """Return (faults, notes) for the words of two texts.

    Args:
        old: the old text.
        new: the new one.
        accounted: whether the word at a place of the first text stands in the second, in some form.
    """
    faults: list[Fault] = []
    added = [at for at in _content(new) if not accounted(new, old, at)]
    dropped = [at for at in _content(old) if not accounted(old, new, at)]
    claimed = set()
    for at in added:
        fault = _name(old, new, at) or _claim(old, new, at)
        if fault:
            faults.append(fault)
            claimed.add(at)
    for at in dropped:
        lower = old.lower[at]
        if _is_name(lower) and not _misspelt(lower, new):
            message = f"“{old.tokens[at].text}” was dropped."
            faults.append(Fault(kind="name", text=old.tokens[at].text, message=message, side="old"))
            claimed.add(-1 - at)
    faults += _replaced(old, new, added, dropped)
    faults += _joined(old, new, [at for at in added if at not in claimed], dropped)
    faults += _terms(old, new, "new")
    faults += _terms(new, old, "old")
    filler = _filler()
    gained = [at for at in added if at not in claimed and new.keys[at].isdisjoint(filler)]
    lost = [at for at in dropped if -1 - at not in claimed and old.keys[at].isdisjoint(filler)]
    faults += _statements(old, lost, len(added), "old")
    faults += _statements(new, gained, len(lost), "new")
    notes = [
        Fault(kind="wording", text=new.tokens[at].text, message=f"“{new.tokens[at].text}” is a new word.")
        for at in gained
    ]
    return faults, notes


def added(old: Text, new: Text, accounted: Callable[[Text, Text, int], bool]) -> Iterator[Fault]:
    """Yield the names and terms of `new` that stand nowhere in `old`; its statements are not compared."""
    for at in _content(new):
        fault = None if accounted(new, old, at) else _name(old, new, at)
        if fault:
            yield fault
    yield from _terms(old, new, "new")
    yield from _told_newly(old, new, accounted)


def _told_newly(old: Text, new: Text, accounted: Callable[[Text, Text, int], bool]) -> Iterator[Fault]:
    """Yield a sentence most of whose words the old text has nowhere: "saved many lives through the pandemic"."""
    sentence: list[int] = []
    content = set(_content(new))
    for at, lower in enumerate(new.lower):
        if at in content:
            sentence.append(at)
        if lower not in {".", "!", "?", ";"} and at + 1 < len(new.lower):
            continue
        fresh = [
            each
            for each in sentence
            if not accounted(new, old, each) and new.keys[each].isdisjoint(_filler())
        ]
        if len(fresh) >= _NEW and 2 * len(fresh) > len(sentence):
            words = " ".join(new.tokens[each].text for each in fresh[:_NEW])
            message = f"“{words} …” tells what the old CV tells nowhere."
            yield Fault(kind="claim", text=new.tokens[fresh[0]].text, message=message)
            return
        sentence = []


def _replaced(old: Text, new: Text, added: list[int], dropped: list[int]) -> Iterator[Fault]:
    """Yield the one noun that became another where nothing else changed ("leaves" → "lungs")."""
    if len(added) != 1 or len(dropped) != 1 or not (_is_head(old, dropped[0]) and _is_head(new, added[0])):
        return
    at, there = added[0], dropped[0]
    if old.lower[:there] != new.lower[:at] or old.lower[there + 1 :] != new.lower[at + 1 :]:
        return
    was, word = old.tokens[there].text, new.tokens[at].text
    if _filler().isdisjoint(old.keys[there] | new.keys[at]):
        yield Fault(kind="claim", text=word, message=f"“{was}” became “{word}”.")


def _joined(old: Text, new: Text, added: list[int], dropped: list[int]) -> Iterator[Fault]:
    """Yield a thing that was put beside one of the old text's: "advised tenants" → "advised tenants and landlords"."""
    if dropped:
        return  # other words for the same
    for at in added:
        if at < _RUN or new.lower[at - 1] not in _JOINING or not _is_head(new, at):
            continue
        before = new.lower[at - 2] if new.lower[at - 2] not in _JOINING else new.lower[at - 3]
        if old.has(before) and not facts.is_function(before) and new.keys[at].isdisjoint(_filler()):
            word = new.tokens[at].text
            yield Fault(kind="claim", text=word, message=f"“{word}” is not in the old text.")
            return


def _is_head(text: Text, at: int) -> bool:
    """Return whether a word stands where a noun phrase ends: "of leaves", "images of leaves in".

    A word of manner ("quickly") is none, nor is the first word, which is the verb.
    """
    lower = text.lower[at]
    following = text.lower[at + 1] if at + 1 < len(text.lower) else "."
    ends = facts.is_function(following) or not following[0].isalnum()
    return ends and not text.tokens[at].first and not lower.endswith(("ly", "ing", "ed"))


def _content(text: Text) -> Iterator[int]:
    for at, lower in enumerate(text.lower):
        if at in text.counted or at in text.names or not lower[0].isalpha() or facts.is_function(lower):
            continue
        if lower not in facts.words("negation", "markers") and not lower.endswith("n't"):
            yield at


@functools.cache
def _filler() -> frozenset[str]:
    return facts.words("claims", "filler") | facts.words("words", "droppable")


def _is_name(lower: str) -> bool:
    return vocabulary.is_tool(lower) or not vocabulary.is_plain(lower)


def _name(old: Text, new: Text, at: int) -> Fault | None:
    """Return the fault of a new word in small letters that is a name ("optuna")."""
    lower = new.lower[at]
    if not _is_name(lower) or _misspelt(lower, old):
        return None
    word = new.tokens[at].text
    return Fault(kind="name", text=word, message=f"“{word}” is not in the old text.")


def _misspelt(lower: str, other: Text) -> bool:
    """Return whether the other text holds the word with a letter wrong or in another ending."""
    if len(lower) < 5 or len(lower) > _LONGEST_WORD or len(other.lower) > _LONGEST:
        return False  # long texts hold nearly every word; the search would take too long
    pool = sorted({each for each in other.lower if each[0] == lower[0] and len(each) > 4})
    return bool(difflib.get_close_matches(lower, pool, n=1, cutoff=0.84))


@functools.cache
def _families() -> dict[str, tuple[frozenset[str], ...]]:
    found: dict[str, list[frozenset[str]]] = {}
    for words in facts.guard()["claims"]["families"]:
        family = frozenset(words)
        for word in words[: facts.guard()["claims"]["heads"].get(words[0], len(words))]:
            found.setdefault(word, []).append(family)
    return {word: tuple(each) for word, each in found.items()}


def _claim(old: Text, new: Text, at: int) -> Fault | None:
    """Return the fault of a new word that claims what the old text has nothing of."""
    families = [each for form in new.forms[at] for each in _families().get(form, ())]
    if not families or any(not family.isdisjoint(old.known) for family in families):
        return None
    word = new.tokens[at].text
    return Fault(kind="claim", text=word, message=f"“{word}” is a claim that the old text does not make.")


def _terms(other: Text, having: Text, side: str) -> Iterator[Fault]:
    """Yield terms of several words of which the other text holds none ("random forests")."""
    places = [at for at, lower in enumerate(having.lower) if lower[0].isalnum()]
    words, source = [], []
    for at in places:
        for part in having.lower[at].split("-"):
            words.append(part)
            source.append(at)
    for found in vocabulary.terms(words):
        here = [words[at] for at in found if words[at]]
        stands = [facts.is_function(each) or other.has(each) for each in here]
        if _abbreviated(words, found, other) or any(source[at] in having.names for at in found):
            continue
        if (side == "new" and not all(stands)) or (side == "old" and not any(stands)):
            term = " ".join(here)
            change = "is not in the old text" if side == "new" else "was dropped"
            yield Fault(kind="name", text=term, message=f"“{term}” {change}.", side=side)


def _abbreviated(words: list[str], found: range, other: Text) -> bool:
    """Return whether the term, or a longer one that it is part of, stands as initials in the other text."""
    letters = [each[0] for each in words[max(0, found.start - 3) : found.stop + 3] if each]
    size = len(letters)
    return any(
        "".join(letters[start:end]) in other.abbreviations
        for start in range(size)
        for end in range(start + 2, min(start + 7, size + 1))
    )


def _statements(text: Text, places: list[int], gained: int, side: str) -> Iterator[Fault]:
    """Yield runs of content words that have no counterpart, where too few other words came instead."""
    if len(places) - gained < _BALANCE:
        return
    wanted = set(places)
    # One word in between that stands in the other text does not end a statement.
    wanted |= {
        at for at in range(1, len(text.tokens)) if {at - 1, at + 1} <= wanted and at not in text.counted
    }
    run: list[int] = []
    for at in range(len(text.tokens) + 1):
        if at in wanted:
            run.append(at)
            continue
        ends = at == len(text.tokens) or not facts.is_function(text.lower[at])
        if ends and len(run) >= _RUN:
            words = " ".join(each.text for each in text.tokens[run[0] : run[-1] + 1])
            if side == "old":
                yield Fault(kind="dropped", text=words, message=f"“{words}” was dropped.", side=side)
            else:
                message = f"“{words}” is a statement that the old text does not make."
                yield Fault(kind="claim", text=words, message=message)
            return
        if ends:
            run = []

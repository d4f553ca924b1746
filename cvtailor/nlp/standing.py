"""What the words around a mention make of it: denied, planned, or other people's work.

The cues and the words that bound their reach are data: lexicons/language/standing.toml.
"""

from __future__ import annotations

import bisect
import functools
from collections.abc import Sequence
from dataclasses import dataclass

from cvtailor import resources
from cvtailor.nlp import variants
from cvtailor.nlp.cues import all_hits, irregular, nouns, phrase_keys, phrases, scope, stands_at
from cvtailor.nlp.patterns import is_past
from cvtailor.nlp.types import Standing
from cvtailor.nlp.words import BRACKET, BREAK, COLON, COMMA, Words

_OWNED = (
    3  # words at most between "after" and whose deed it tells: "after the hospital's own analysts had done"
)
_REACH = 25  # atoms that a wide cue reaches at most


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase that changes a mention's standing; `others` when it is somebody else's work."""

    standing: Standing
    words: str
    others: bool = False

    @property
    def reason(self) -> str:
        """The reason as the end of a sentence."""
        if self.others:
            return f'"{self.words}" makes it other people\'s work'
        if self.standing is Standing.PLANNED:
            return f'"{self.words}" makes it a plan'
        return f'"{self.words}" denies it'


@dataclass(frozen=True, slots=True)
class _Hit:
    cue: Cue
    first: int
    last: int
    wide: bool
    change: bool = False
    opening: bool = False
    subject: bool = False
    end: int = 0  # of a subject, its verb


@dataclass(slots=True)
class Cues:
    """All cues of one text, found once; ask `at` for each mention."""

    words: Words
    before: list[_Hit]
    after: list[_Hit]
    covered: set[int]

    def at(self, start: int, end: int) -> Cue | None:
        """Return the cue that governs the mention at code points `start` to `end`, if any does."""
        words = self.words
        first = bisect.bisect_left(words.starts, start)
        if first >= len(words):
            return None
        last = max(first, bisect.bisect_right(words.ends, end) - 1)
        for hit in self.before:
            if hit.last < first and self._reaches(hit, first):
                return hit.cue
        for hit in self.before:
            if hit.cue.others and hit.subject and self._owns(hit, last):
                return hit.cue  # "the documentation the manufacturer supplied"
        for hit in self.after:
            if hit.first > last and self._reaches_back(hit, last):
                return hit.cue
        return None

    def _owns(self, hit: _Hit, last: int) -> bool:
        """Return whether a subject behind a mention says whose work it is: "an Airflow job that head office ran"."""
        if hit.first <= last:
            return False
        between = range(last + 1, hit.first)
        verb = hit.last if hit.last < len(self.words) else hit.end
        if self.words.keys[verb][0] in resources.language("standing")["others"]["receiving"]:
            return False
        if len(between) > _OWNED or any(self.words.gap(at) >= COMMA for at in range(last + 1, hit.first + 1)):
            return False
        return not between or self.words.keys[hit.first - 1][0] in ("that", "which", "whom")

    def _reaches(self, hit: _Hit, first: int) -> bool:
        """Walk from the end of the cue to the mention."""
        if first - hit.last > _REACH:
            return False
        listing = False  # whether a first mention of the list has been met
        parted = False  # whether the walk is behind a comma
        for at in range(hit.last + 1, first + 1):
            gap, key = self.words.gap(at), self.words.keys[at][0]
            if self._ends(at, after_cue=at == hit.last + 1 or self._labels(hit, at)):
                return False
            if gap in (COMMA, BRACKET):
                parted = True
                if not self._list_goes_on(at):
                    return False
            if at == first:
                return True
            if at in self.covered:
                listing = True
                continue
            if key in ("and", "or", "nor"):
                if not self._list_goes_on(at + 1):
                    return False
            elif not _passes(hit, key, listing=listing, parted=parted):
                return False
        return True

    def _labels(self, hit: _Hit, at: int) -> bool:
        """Return whether the cue is the label of a list that begins at `at`: "Not used in production: …"."""
        between = range(hit.last + 1, at)
        return self.words.gap(hit.first) == BREAK and all(
            self.words.keys[n][0] in scope()["between"] and n not in self.covered for n in between
        )

    def _ends(self, at: int, *, after_cue: bool) -> bool:
        """Return whether the clause ends before atom `at`: a stop, a late colon, a bracket that closes."""
        gap = self.words.gap(at)
        if gap == BRACKET:
            return ")" in self.words.text[self.words.ends[at - 1] : self.words.starts[at]]
        return gap == BREAK or (gap == COLON and not after_cue)

    def _list_goes_on(self, at: int) -> bool:
        """Return whether a short list element stands from atom `at`: no verb, no word that ends a clause."""
        words, table = self.words, scope()
        if at < len(words) and words.keys[at][0] in table["prepositions"]:
            return False
        for here in range(at, min(at + 4, len(words))):
            key = words.keys[here][0]
            if here > at and words.gap(here) >= COMMA:
                return True
            if here in self.covered:
                return True
            if key in ("and", "or", "nor"):
                continue
            if key in table["stops"] or key.endswith("ed") or key in irregular():
                return False
        return at < len(words) and at + 4 >= len(words)

    def _reaches_back(self, hit: _Hit, last: int) -> bool:
        """Walk from the mention to a cue behind it."""
        if hit.first - last > 8:
            return False
        table = scope()
        inside = hit.cue.others
        for at in range(last + 1, hit.first + 1):
            gap, key = self.words.gap(at), self.words.keys[at][0]
            text = self.words.text[self.words.ends[at - 1] : self.words.starts[at]]
            if gap == BREAK and not (text.strip() in ("–", "—", "-") and at == hit.first):
                return False
            if gap == BRACKET and ")" in text:
                return False
            if gap == COMMA and not inside and at != hit.first:
                return False
            if at == hit.first:
                return True
            if inside:
                if key in ("that", "which"):
                    return False
            elif (
                at not in self.covered
                and key not in table["between"]
                and not key[:1].isdigit()
                and key not in _NOUNS
                and not (hit.cue.standing is Standing.PLANNED and self.words.raws[at][:1].isupper())
            ):
                return False
        return True


def _passes(hit: _Hit, key: str, *, listing: bool, parted: bool) -> bool:
    """Return whether a cue reaches over this word; `listing`, `parted`: behind a mention, a comma."""
    table = scope()
    if key in table["stops"]:
        return False
    if hit.wide:
        return not (hit.opening and key in table["means"])
    if key in table["prepositions"] and (listing or hit.change):
        return False
    return key in table["between"] or (listing and parted)


_NOUNS = (
    "cluster",
    "estate",
    "system",
    "server",
    "service",
    "platform",
    "stack",
    "installation",
    "licence",
    "pilot",
    "project",
    "migration",
    "instance",
    "setup",
    "database",
    "experience",
    "certification",
    "certificate",
    "exam",
    "course",
    "skills",
    "degree",
    "knowledge",
)


def cues(words: Words, spans: list[tuple[int, int]]) -> Cues:
    """Find the cues of a text; `spans` are the code points of its mentions."""
    covered: set[int] = set()
    for start, end in spans:
        at = bisect.bisect_left(words.starts, start)
        while at < len(words) and words.starts[at] < end:
            covered.add(at)
            at += 1
    found = all_hits(words)
    before: list[_Hit] = []
    after: list[_Hit] = []
    for name, standing in _STANDINGS:
        barred = {at for first, last in found.get((name, "except"), ()) for at in range(first, last + 1)}
        for kind in ("wide", "near", "after", "beside", "opening"):
            for first, last in found.get((name, kind), ()):
                own = range(first, last + 1)
                told = covered if not (name == "others" and kind == "after") else ()  # "trained by a partner"
                if not (barred.isdisjoint(own) and set(own).isdisjoint(told)):
                    continue
                if not _fits(words, name, kind, first, last):
                    continue
                cue = Cue(standing, _quote(words, first, last), name == "others")
                wide = kind in ("wide", "opening") or (
                    # "sent extracts to a bureau, who ran them through their Spark cluster"
                    name == "others" and words.keys[first][0] == "who" and words.gap(first) == COMMA
                )
                hit = _Hit(cue, first, last, wide, kind == "near" and name == "denied", kind == "opening")
                if kind in ("wide", "near", "opening"):
                    before.append(hit)
                elif kind == "beside" or name != "others" or _by_others(words, first, last):
                    after.append(hit)
        if name == "others":
            before.extend(_by_agents(words, found.get((name, "after"), ())))
            before.extend(_subjects(words, found.get((name, "subjects"), ())))
            before.extend(_recruited(words, found.get((name, "people"), ())))
        if name == "denied":
            negated = _negated(words, found.get((name, "negators"), ()), barred)
            before.extend(negated)
            # "Python (no prior experience)": a negation that stands alone looks back.
            after.extend(
                each
                for each in negated
                if words.gap(each.first) >= COMMA and words.gap(each.last + 1) >= COMMA and each.first > 0
            )
    return Cues(words, [*before, *_turned_from(words)], after, covered)


_STANDINGS = (("others", Standing.DENIED), ("denied", Standing.DENIED), ("planned", Standing.PLANNED))


def _quote(words: Words, first: int, last: int) -> str:
    return " ".join(words.text[words.starts[first] : words.ends[last]].split())


def _fits(words: Words, name: str, kind: str, first: int, last: int) -> bool:
    """Return whether what stands around a cue lets it be one."""
    phrase = tuple(words.keys[at][0] for at in range(first, last + 1))
    if kind == "beside":
        between = words.text[words.ends[first - 1] : words.starts[first]].strip() if first else ""
        return between in ("(", "[", "–", "—", "-")
    if kind == "near" and name == "denied" and phrase in _needing():
        return _needed(words, first, _needing()[phrase])
    if kind == "near":
        # "Learning Rust" is a plan where it opens a clause; "machine learning with Rust" is none.
        if name == "planned":
            return words.gap(first) in (BREAK, COLON, COMMA, BRACKET)
        owner = name == "others" and any(
            len(each) == last - first + 1 and stands_at(words, first, each) for each in _owners()
        )
        return not owner or words.text[words.ends[last] :][:1] in ("'", "’")  # "the agency's", no "agencies"
    if kind == "opening":
        return words.gap(first) == BREAK
    if kind == "wide":
        cancelled = name == "planned" and phrase[-1] == "to" and last + 1 < len(words)
        return not (cancelled and any((key,) in phrases()[name]["cancel"] for key in words.keys[last + 1]))
    return name == "others" or _ends_clause(words, name, phrase, first, last)


def _ends_clause(words: Words, name: str, phrase: tuple[str, ...], first: int, last: int) -> bool:
    """Return whether a cue behind a keyword stands by itself: "(learning)", "expected June 2027"."""
    if phrase in phrases()[name]["apart"] and words.gap(first) < COMMA:
        return False
    if phrase[0] in ("was", "were", "is", "had"):
        return True
    after = last + 1
    if after >= len(words) or words.gap(after) >= COMMA:
        return True
    key = words.keys[after][0]
    return name == "planned" and (key[:1].isdigit() or key in scope()["times"])


@functools.cache
def _owners() -> frozenset[tuple[str, ...]]:
    """Return the cues that must be possessives in the text too ("the vendor's")."""
    listed = resources.language("standing")["others"]["near"]
    return frozenset(phrase_keys(each) for each in listed if "'" in each)


def _by_others(words: Words, first: int, last: int) -> bool:
    """Return whether "was run by another team" stands there whole."""
    if first == 0 or words.keys[first - 1][0] not in resources.language("standing")["others"]["auxiliaries"]:
        return False
    if first > 1 and words.keys[first - 2][0] in ("that", "which", "now"):
        return False
    return _agent(words, last) is not None


def _by_agents(words: Words, places: Sequence[tuple[int, int]]) -> list[_Hit]:
    """Find what others made, told before the keyword: "built by our sister company in TensorFlow"."""
    return [
        _Hit(Cue(Standing.DENIED, _quote(words, first, end), True), first, end, wide=True)
        for first, last in places
        if words.keys[last][0] == "by" and (end := _agent(words, last)) is not None
    ]


def _agent(words: Words, last: int) -> int | None:
    """Return the last atom of the others that stand behind atom `last` ("built by our sister company"), or None."""
    table = resources.language("standing")["others"]
    ends = [
        last + len(phrase) for phrase in phrases()["others"]["agents"] if stands_at(words, last + 1, phrase)
    ]
    if not ends and last + 2 < len(words) and words.keys[last + 1][0] in ("a", "an", "the", "our", "its"):
        named = [words.keys[at][0] for at in range(last + 2, min(last + 5, len(words)))]
        if not set(named) & set(table["own_people"]) and words.gap(last + 2) < COMMA:
            ends.append(last + 2)
    return max(ends, default=None)


def _turned_from(words: Words) -> list[_Hit]:
    """Find what was thought of and not done: "considered reinforcement learning but went with rules"."""
    found = []
    for phrase, wanted in _then().items():
        for at in words.all_places().get(phrase[0], ()):
            last = at + len(phrase) - 1
            if stands_at(words, at, phrase) and any(
                stands_at(words, later, each)
                for later in range(last + 1, min(last + 1 + _REACH, len(words)))
                for each in wanted
            ):
                found.append(_Hit(Cue(Standing.DENIED, _quote(words, at, last)), at, last, wide=True))
    return found


@functools.cache
def _then() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    table = resources.language("standing")["denied"]["then"]
    return {phrase_keys(text): tuple(map(phrase_keys, listed)) for text, listed in table.items()}


def _needed(words: Words, first: int, wanted: frozenset[str]) -> bool:
    """Return whether one of the words that a cue needs stands before it in its clause ("chose … over")."""
    for at in range(first - 1, max(first - 7, -1), -1):
        if words.keys[at][0] in wanted:
            return True
        if words.gap(at) >= COMMA:
            return False
    return False


@functools.cache
def _needing() -> dict[tuple[str, ...], frozenset[str]]:
    table = resources.language("standing")["denied"]["needs"]
    return {phrase_keys(text): frozenset(map(variants.key, words)) for text, words in table.items()}


def _subjects(words: Words, places: Sequence[tuple[int, int]]) -> list[_Hit]:
    """Find other people as the subject of a clause: "my colleague trained", "another team ran"."""
    found = []
    table = resources.language("standing")["others"]
    for first, last in places:
        verb = _their_verb(words, last)
        if verb is None:
            continue
        owned = first > 0 and words.gap(first) < COMMA and words.keys[first - 1][0] in table["owners"]
        start = first - 1 if owned else first
        back = start
        while (
            back > 0
            and start - back < _OWNED
            and words.gap(back) < COMMA
            and words.keys[back - 1][0] not in table["after_what"]
        ):
            back -= 1
        told = back > 0 and words.gap(back) < COMMA and words.keys[back - 1][0] in table["after_what"]
        relative = told or (start > 0 and words.keys[start - 1][0] in table["relative"])
        linked = words.keys[verb - 1][0] in table["relative"]
        if words.gap(start) >= COMMA or relative or linked:
            cue = Cue(Standing.DENIED, _quote(words, start, verb), True)
            found.append(_Hit(cue, start, verb, wide=True, subject=True, end=verb))
        elif owned and words.gap(start) < COMMA and start > 0 and verb == last + 1:
            # Right behind a keyword: the verb reaches nothing else, so it is put behind all that follows.
            cue = Cue(Standing.DENIED, _quote(words, start, verb), True)
            found.append(_Hit(cue, start, len(words), wide=True, subject=True, end=verb))
    return found


def _their_verb(words: Words, last: int) -> int | None:
    """Return the atom of the verb in the past of which the atoms up to `last` are the subject, or None.

    "contractors wrote", "an agency, which built", "my flatmate's start-up used".
    """
    table = resources.language("standing")["others"]
    verb = last + 1
    if verb < len(words) and "'" in words.text[words.ends[last] : words.starts[verb]].replace("’", "'"):
        owned = (at for at in range(verb + 1, min(verb + 4, len(words))) if is_past(words.keys[at][0]))
        verb = next(owned, len(words))
    elif verb < len(words) and words.gap(verb) <= COMMA and words.keys[verb][0] in table["relative"]:
        verb += 1
    elif verb < len(words) and words.gap(verb) >= COMMA:
        return None
    elif verb < len(words) and words.keys[verb][0] in table["where"]:  # "colleagues in Munich wrote"
        placed = (at for at in range(verb + 1, min(verb + 4, len(words))) if is_past(words.keys[at][0]))
        verb = next(placed, len(words))
    if verb + 1 < len(words) and words.keys[verb][0] in table["auxiliary"] and words.gap(verb) < COMMA:
        verb += 1  # "the analysts had done"
    if verb >= len(words) or any(words.gap(at) > COMMA for at in range(last + 1, verb + 1)):
        return None
    return verb if is_past(words.keys[verb][0]) else None


def _recruited(words: Words, places: Sequence[tuple[int, int]]) -> list[_Hit]:
    """Find other people's skills: "recruited engineers with Python"."""
    table = resources.language("standing")["others"]
    found = []
    for first, last in places:
        link = last + 1
        clause = range(first - 1, max(first - 6, -1), -1)
        placed = next((at for at in clause if words.keys[at][0] in table["placing"]), None)
        if (
            placed is not None
            and placed < first - 1
            and all(words.gap(at) < COMMA for at in range(placed + 1, first + 1))
        ):
            # "placing Java developers"
            found.append(
                _Hit(Cue(Standing.DENIED, _quote(words, placed, last), True), placed, placed, wide=True)
            )
            continue
        if link >= len(words) or words.gap(link) >= COMMA or words.keys[link][0] not in table["with"]:
            continue
        verb = next((at for at in clause if words.keys[at][0] in table["recruits"]), None)
        if verb is not None and all(words.gap(at) < COMMA for at in range(verb + 1, first + 1)):
            found.append(_Hit(Cue(Standing.DENIED, _quote(words, verb, link), True), verb, link, wide=True))
    return found


def _negated(words: Words, negators: Sequence[tuple[int, int]], barred: set[int]) -> list[_Hit]:
    """Find "no prior hands-on experience with" and its like."""
    between, found = scope()["between"], []
    for first, last in negators:
        if first in barred:
            continue
        for at in range(last + 1, min(last + 6, len(words))):
            if words.gap(at) > COMMA:
                break
            if any(key in nouns() for key in words.keys[at]):
                cue = Cue(Standing.DENIED, _quote(words, first, at))
                found.append(_Hit(cue, first, at, wide=True))
                break
            if words.keys[at][0] not in between:
                break
    return found


def unfinished(words: Words) -> bool:
    """Return whether the text says of a credential that it is not there yet ("expected")."""
    return ("credential", "unfinished") in all_hits(words)


def somebody_elses(words: Words, end: int) -> bool:
    """Return whether a credential that ends at code point `end` is somebody else's ("PhD students")."""
    after = next((n for n, each in enumerate(words.starts) if each >= end), None)
    if after is None or words.gap(after) >= COMMA:
        return False
    others = phrases()["credential"]["others"]
    return any(key == phrase[0] for phrase in others for key in words.keys[after])

"""The faithfulness guard: a new text may say nothing that the old one does not, and drop no fact of it.

It compares numbers (with unit, sign, hedge, and from/to/by), names and tools, negation, attempts,
direction, the role somebody had, scope, and the words themselves, in both directions: what was
added and what was dropped. It runs in time linear in the texts. Its lists are in
`lexicons/language/guard.toml`; its rules are project conventions.
"""

from __future__ import annotations

import functools
import itertools
from collections import Counter
from typing import TYPE_CHECKING

from cvtailor.advice import facts, inflection, stance
from cvtailor.advice.reading import Text
from cvtailor.advice.types import Fault, Verification

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cvtailor.advice.figures import Number


def verify(
    before: str, after: str, *, usual: Mapping[str, str] | None = None, confirmed_opening: bool = True
) -> Verification:
    """Return whether `after` says nothing that `before` does not, and drops no fact of it.

    Args:
        before: the old text, a bullet or more.
        after: the new one. Bracketed blanks ("[, cutting latency from X ms to Y ms]") are ignored, but
            for digits inside them.
        usual: names as written in `before` and the usual name each stands for ("torch": "PyTorch").
        confirmed_opening: whether a duty phrase may give way to the verb of its own complement
            ("Responsible for training" → "Trained"). A person has to confirm that it was them, which a
            rewrite asks; with False it is a fault of kind "role".

    Returns:
        A verification; `faults` name what is wrong, numbers first. A digit in a blank is a fault.
    """
    old, new = Text(facts.without_blanks(before)), Text(facts.without_blanks(after))
    same_names = _usual(usual or {})
    faults = [
        *_blank_numbers(before, after),
        *_numbers(old, new),
        *_swapped(old, new),
        *_names(old, new, same_names),
        *stance.marked(old, new),
        *stance.directions(old, new),
        *stance.role(old, new, confirmed_opening=confirmed_opening),
        *stance.scope(old, new),
        *_claims(old, new, same_names),
    ]
    unique = tuple(dict.fromkeys(faults))
    return Verification(faithful=not unique, faults=unique)


def _usual(usual: Mapping[str, str]) -> dict[str, str]:
    """Return name key → the keys it stands for, both ways."""
    pairs: dict[str, str] = {}
    for written, name in usual.items():
        pairs[facts.squash(written)] = facts.squash(name)
        pairs[facts.squash(name)] = facts.squash(written)
        for word in name.split():
            pairs.setdefault(facts.squash(word), facts.squash(written))
    return pairs


def _blank_numbers(before: str, after: str) -> Iterator[Fault]:
    allowed = {each for blank in facts.blanks(before) for each in blank if each.isdigit()}
    for blank in facts.blanks(after):
        if any(each.isdigit() and each not in allowed for each in blank):
            yield Fault(kind="number", text=blank, message=f"The blank {blank} already holds a figure.")


def _numbers(old: Text, new: Text) -> Iterator[Fault]:
    kept, dropped, added = _paired(old.numbers, new.numbers)
    for one, two in kept:
        if one.unit != two.unit:
            message = f"“{_shown(one, old)}” became “{_shown(two, new)}”: the unit changed."
        elif one.negative != two.negative:
            message = f"“{_shown(one, old)}” became “{_shown(two, new)}”: the sign changed."
        elif one.hedge != two.hedge:
            message = f"The old text says “{_shown(one, old)}”, the new one “{_shown(two, new)}”."
        elif one.role and two.role and one.role != two.role:
            message = f"“{one.role} {one.text}” became “{two.role} {two.text}”."
        else:
            continue
        yield Fault(kind="number", text=_shown(two, new), message=message)
    for each in dropped:
        yield Fault(kind="number", text=_shown(each, old), message=f"“{_shown(each, old)}” was dropped.")
    for each in added:
        message = f"“{_shown(each, new)}” is not in the old text."
        yield Fault(kind="number", text=_shown(each, new), message=message)


def _paired(
    old: list[Number], new: list[Number]
) -> tuple[list[tuple[Number, Number]], list[Number], list[Number]]:
    """Pair numbers of equal value, those of equal unit, hedge and role first."""
    kept: list[tuple[Number, Number]] = []
    left, right = list(old), list(new)
    levels = (
        lambda each: (each.value, each.unit, each.hedge, each.negative, each.role),
        lambda each: (each.value, each.unit, each.hedge, each.negative),
        lambda each: (each.value, each.unit),
        lambda each: each.value,
    )
    for level in levels:
        waiting: dict[object, list[Number]] = {}
        for each in reversed(right):
            waiting.setdefault(level(each), []).append(each)
        rest: list[Number] = []
        for one in left:
            matches = waiting.get(level(one))
            if matches:
                kept.append((one, matches.pop()))
            else:
                rest.append(one)
        taken = {id(two) for _, two in kept}
        left, right = rest, [each for each in right if id(each) not in taken]
    return kept, *_equivalent(left, right)


def _equivalent(old: list[Number], new: list[Number]) -> tuple[list[Number], list[Number]]:
    """Cancel "halved" against "by 50 %", "doubled" against "by 100 %", "a quarter" against "25 %"."""
    same = {"0.5": {"50"}, "2": {"100"}, "3": {"200"}, "0.25": {"25"}, "4": {"300"}}
    rest_old, rest_new = [], list(new)
    if len(old) * len(new) > 2500:
        return old, new
    for one in old:
        match = next(
            (
                two
                for two in rest_new
                if (one.unit, two.unit) in {("x", "%"), ("%", "x")}
                and (two.value in same.get(one.value, ()) or one.value in same.get(two.value, ()))
            ),
            None,
        )
        if match:
            rest_new.remove(match)
        else:
            rest_old.append(one)
    return rest_old, rest_new


def _shown(number: Number, text: Text) -> str:
    end = number.end if number.end - number.at <= 4 else number.at + 1
    words = " ".join(each.text for each in text.tokens[number.at : end])
    hedge = {"about": "about ", "most": "up to ", "least": "at least "}.get(number.hedge, "")
    return f"{hedge}{'−' if number.negative else ''}{words}"


def _swapped(old: Text, new: Text) -> Iterator[Fault]:
    """Two numbers or two names that changed places ("from A to B", "12 models on 3 sets")."""
    for kind, before, after in (
        ("number", _number_contexts(old), _number_contexts(new)),
        ("name", _name_contexts(old), _name_contexts(new)),
    ):
        owners: dict[tuple[str, str], list[str]] = {}
        for thing, context in before.items():
            for side in context:
                if side[1]:
                    owners.setdefault(side, []).append(thing)
        for thing, context in after.items():
            if thing not in before or _meet(before[thing], context):
                continue
            others = [other for side in context for other in owners.get(side, ())[:5] if other != thing]
            partner = next(
                (each for each in others if each in after and not _meet(before[each], after[each])), None
            )
            if partner:
                message = f"“{thing}” and “{partner}” changed places."
                yield Fault(kind=kind, text=thing, message=message)


def _meet(one: tuple[tuple[str, str], ...], two: tuple[tuple[str, str], ...]) -> bool:
    return any(side in two and side[1] for side in one)


def _number_contexts(text: Text) -> dict[str, tuple[tuple[str, str], ...]]:
    seen = Counter(each.value + each.unit for each in text.numbers)
    return {
        each.text: _context(text, each.at, each.end, text.counted)
        for each in text.numbers
        if seen[each.value + each.unit] == 1
    }


def _name_contexts(text: Text) -> dict[str, tuple[tuple[str, str], ...]]:
    seen = Counter(facts.squash(each.text) for each in text.names.values())
    skip = set(text.names)
    return {
        facts.squash(each.text): _context(text, at, at + 1, skip)
        for at, each in text.names.items()
        if seen[facts.squash(each.text)] == 1
    }


_JOINS = frozenset({"and", "or", ",", "/", "&", "(", "the", "a", "an"})


def _context(text: Text, start: int, end: int, skip: set[int]) -> tuple[tuple[str, str], ...]:
    """Return the nearest word on each side, others of its kind and their joins passed over."""
    left, right = start - 1, end
    while left >= 0 and start - left < 12 and (left in skip or text.lower[left] in _JOINS):
        left -= 1
    while right < len(text.tokens) and right - end < 12 and (right in skip or text.lower[right] in _JOINS):
        right += 1
    return (
        ("left", min(text.keys[left]) if left >= 0 else ""),
        ("right", min(text.keys[right]) if right < len(text.tokens) else ""),
    )


def _names(old: Text, new: Text, usual: dict[str, str]) -> Iterator[Fault]:
    yield from _missing_names(new, old, usual, "“{}” is not in the old text.")
    yield from _missing_names(old, new, usual, "“{}” was dropped.")


def _missing_names(having: Text, other: Text, usual: dict[str, str], message: str) -> Iterator[Fault]:
    spelt_out = having.spelt_out(other)
    for at, token in having.names.items():
        if other.stands(token.text, usual) or token.lower[0] in spelt_out:
            continue
        joined = [
            facts.squash(having.tokens[each].text) + facts.squash(having.tokens[each + 1].text)
            for each in (at - 1, at)
            if 0 <= each < len(having.tokens) - 1
        ]
        if any(each in other.known for each in joined):
            continue
        if token.first and (inflection.readings(token.text) or token.lower in _droppable()):
            continue
        yield Fault(kind="name", text=token.text, message=message.format(token.text))


@functools.cache
def _droppable() -> frozenset[str]:
    duties = {word for phrase in facts.guard()["words"]["duties"] for word in phrase.split()}
    return facts.words("words", "droppable") | duties


@functools.cache
def _same() -> dict[str, frozenset[str]]:
    """Return word → the words it may stand for."""
    found: dict[str, set[str]] = {}
    for words in facts.guard()["same"]["sets"]:
        for word in words:
            found.setdefault(word, set()).update(words)
    for side in ("up", "down", "better"):
        words = facts.guard()["direction"][side]
        extra = facts.guard()["direction"]["better"] if side != "better" else []
        for word in words:
            found.setdefault(word, set()).update([*words, *extra])
    for word in facts.guard()["direction"]["better"]:
        found[word].update(facts.guard()["direction"]["up"], facts.guard()["direction"]["down"])
    return {word: frozenset(each) for word, each in found.items()}


def _moved(numbers: list[Number]) -> set[str]:
    """Return "up" and "down" for the figures that went from one value to another."""
    sides = set()
    for one, two in itertools.pairwise(numbers):
        if (one.role, two.role) == ("from", "to"):
            try:
                sides.add("up" if float(two.value) > float(one.value) else "down")
            except ValueError:
                continue
    return sides


def _claims(old: Text, new: Text, usual: dict[str, str]) -> Iterator[Fault]:
    """Content words that the old text does not hold in any form."""
    spelt_out = new.spelt_out(old)
    moved = _moved(old.numbers)
    for at, token in enumerate(new.tokens):
        lower = token.lower
        if at in new.counted or at in new.names or not lower[0].isalpha() or facts.is_function(lower):
            continue
        if old.stands(token.text, usual) or lower[0] in spelt_out:
            continue
        if lower in facts.words("negation", "markers"):
            continue  # counted above
        if any(not new.keys[at].isdisjoint(facts.words("direction", side)) for side in moved):
            continue
        if any(
            not facts.keys(token.text).isdisjoint({key}) and not _same()[key].isdisjoint(old.known)
            for key in sorted(facts.keys(token.text))
            if key in _same()
        ):
            continue
        if at + 1 < len(new.tokens) and facts.squash(lower + new.lower[at + 1]) in old.known:
            continue
        if at and facts.squash(new.lower[at - 1] + lower) in old.known:
            continue
        yield Fault(kind="claim", text=token.text, message=f"“{token.text}” is not in the old text.")

"""What an item says by all of its words together, where the rules for single wordings are silent or in doubt.

The rules of `results` know many wordings and no more; two linear models (multinomial and binary logistic regression on
the features of `features`, trained by `benchmarks/make_odds.py` on the project's own labelled items) know which words go
with results at all. The rules' reading counts as evidence too: `[belief]` of `lexicons/language/odds.toml` holds how much.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from cvtailor.nlp import features
from cvtailor.nlp.clauses import Clause
from cvtailor.nlp.quantities import Unit
from cvtailor.nlp.readings import (
    Gathered,
    Group,
    Result,
    Says,
    direction_of,
    nearest_verb,
    numeric_direction,
)
from cvtailor.nlp.types import Confidence
from cvtailor.resources import language

NONE, OUTCOME, REACH, SIZE = range(4)  # the columns of the weights of items
_RELATIVE = (Unit.PERCENT, Unit.POINTS, Unit.MULTIPLE, Unit.FRACTION)
_FURTHER = 1.5  # log-odds from which a number of an item with results is one that no rule knows
_LEAST = -1.0  # log-odds that the likeliest number of an item must have to be told at all
_TOLD = 0.0  # log-odds from which a further number of an item with results is one too


class _Weights(NamedTuple):
    items: dict[str, tuple[float, ...]]
    start: tuple[float, ...]
    numbers: dict[str, float]
    number_start: float
    belief: dict[str, float]


def weighed(text: str, found: Gathered) -> list[Result]:
    """Return the results of an item after all of its words have been heard.

    They are those of the rules where words and rules agree or the rules are sure; else without what is likelier to be
    none, or with the number that is likeliest to be one, of low confidence. No result is made of a number that is not
    there, and none where every number is excluded.
    """
    results = found.results
    told = _class(results)
    said = likeliest(text, found, told, _belief(results))
    if said == told:
        return [*results, *_further(text, found, said)] if said in (OUTCOME, REACH) else results
    if told in (OUTCOME, REACH):
        return _lowered(results, said)
    if said == NONE:
        return []
    free = [each for each in found.numbers if not _covered(each, results)]
    if said == SIZE:
        return [*results, *(_as_size(_result(found, *each, SIZE)) for each in free[:1])]
    return _raised(text, found, said)


def _lowered(results: list[Result], said: int) -> list[Result]:
    """Return measured results as what they are likelier to be: the other kind, a size, or nothing."""
    if said in (OUTCOME, REACH):
        return [_as_other(each, said) for each in results]
    kept = [each for each in results if each.says is Says.SIZE]
    return kept or [_as_size(each) for each in results[:1] if said == SIZE]


def _raised(text: str, found: Gathered, said: int) -> list[Result]:
    """Return what the rules read (sizes) with the numbers that are likelier to be results."""
    if not found.numbers:
        return found.results
    # "Mine is through in 25 minutes": mostly how long the work took, and excluded; here the result.
    every = [*found.numbers, *found.spare]
    weights = [number_odds(text, found.clauses, *each) for each in every]
    best = max(weights)
    if best < (_LEAST if said == OUTCOME else _TOLD):
        return found.results  # the words sound like a result, but none of the numbers does
    told = [each for each, weight in zip(every, weights, strict=True) if weight == best or weight > _TOLD]
    sizes = [each for each in found.results if not any(_overlaps(each, group) for _, group in told)]
    return [*sizes, *(_result(found, at, group, said) for at, group in told)]


def _further(text: str, found: Gathered, said: int) -> list[Result]:
    """Return further numbers of an item with results that are likely to tell one too."""
    return [
        _result(found, at, group, said)
        for at, group in found.numbers
        if not _covered((at, group), found.results) and number_odds(text, found.clauses, at, group) > _FURTHER
    ]


def likeliest(text: str, found: Gathered, told: int, belief: float) -> int:
    """Return the column that is likeliest when the rules' reading `told` counts `belief` (a log-odds)."""
    scores = item_scores(features.item(text, found.clauses, found.numbers))
    scores[told] += belief
    return max(range(len(scores)), key=lambda each: scores[each])


def item_scores(found: frozenset[str]) -> list[float]:
    """Return the log-probabilities of the columns, up to a constant."""
    weights = _weights()
    scores = list(weights.start)
    for name in found:
        row = weights.items.get(name)
        if row is not None:
            for column, weight in enumerate(row):
                scores[column] += weight
    return scores


def number_odds(text: str, clauses: tuple[Clause, ...], at: int, group: Group) -> float:
    """Return the log-odds that a number tells a result."""
    weights = _weights()
    found = features.number(text, clauses, at, group)
    return weights.number_start + math.fsum(weights.numbers.get(name, 0.0) for name in found)


def _class(results: Sequence[Result]) -> int:
    if any(each.says.outcome for each in results):
        return OUTCOME
    if any(each.says is Says.REACH for each in results):
        return REACH
    return SIZE if results else NONE


def _belief(results: Sequence[Result]) -> float:
    """Return how much the rules' reading counts: most where a prize is named, or a word of change governs a number."""
    told = [each for each in results if each.says is not Says.SIZE]
    table = _weights().belief
    if not told:
        return table["silent"]
    if any(each.says is Says.RANK and each.value is not None and each.value.words for each in told):
        return table["named"]
    return table["sure" if any(each.confidence is Confidence.HIGH for each in told) else "unsure"]


def _as_size(result: Result) -> Result:
    return replace(result, says=Says.SIZE)


def _as_other(result: Result, said: int) -> Result:
    if said == REACH:
        return replace(result, says=Says.REACH) if result.says.outcome else result
    return replace(result, says=Says.COUNT) if result.says is Says.REACH else result


def _overlaps(result: Result, group: Group) -> bool:
    return result.span[0] < group.last.end and group.first.start < result.span[1]


def _covered(number: tuple[int, Group], results: Sequence[Result]) -> bool:
    return any(_overlaps(each, number[1]) for each in results)


def _result(found: Gathered, at: int, group: Group, said: int) -> Result:
    """Return the reading of a number that the words around it make a result."""
    main, clause = group.main, found.clauses[at]
    governor = nearest_verb(clause, group.first.start)
    direction = numeric_direction(group) or (direction_of(governor) if governor else None)
    changed = main.kind in _RELATIVE and direction is not None and group.baseline is None
    counted = changed or (group.baseline is None and main.kind in (Unit.NONE, Unit.MONEY))
    says = Says.CHANGE if changed or group.baseline else Says.COUNT if counted else Says.PERFORMANCE
    return Result(
        says=Says.REACH if said == REACH else says,
        clause=at,
        span=(group.first.start, group.last.end),
        governor=governor,
        direction=direction,
        amount=main if counted and said != REACH else None,
        baseline=group.baseline,
        value=(group.value or main) if not counted or said == REACH else None,
        confidence=Confidence.LOW,
    )


@functools.cache
def _weights() -> _Weights:
    table = language("odds")
    items: dict[str, tuple[float, ...]] = {}
    for line in table["items"]["weights"].splitlines():
        name, _, row = line.partition("\t")
        if row:
            items[name] = tuple(int(each) / 100 for each in row.split())
    numbers = {}
    for line in table["numbers"]["weights"].splitlines():
        name, _, weight = line.partition("\t")
        if weight:
            numbers[name] = int(weight) / 100
    return _Weights(
        items, tuple(table["items"]["start"]), numbers, table["numbers"]["start"], table["belief"]
    )

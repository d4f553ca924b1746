"""The anatomy of one result: which words say what was done, to which measure, by how much and how."""

from __future__ import annotations

import re

from cvtailor.document import Span
from cvtailor.nlp import measures
from cvtailor.nlp.clauses import Clause
from cvtailor.nlp.methods import method_of
from cvtailor.nlp.opening import find_verb
from cvtailor.nlp.performances import metric_at
from cvtailor.nlp.phrases import listed, word_set
from cvtailor.nlp.quantities import Quantity, Unit, find
from cvtailor.nlp.readings import Result, Says, noun_phrase
from cvtailor.nlp.rivals import rival_of
from cvtailor.nlp.statements import of_many
from cvtailor.nlp.types import Achievement, Slot

Range = tuple[int, int]


def achievement(text: str, clauses: tuple[Clause, ...], result: Result, offset: int) -> Achievement:
    """Return the slots of one result, with spans shifted by `offset`; what is not stated is null."""

    def slot(span: Range | None) -> Slot | None:
        if span is None or span[0] >= span[1]:
            return None
        return Slot(text=text[span[0] : span[1]], span=Span(start=span[0] + offset, end=span[1] + offset))

    clause = clauses[result.clause]
    action = find_verb(text)
    governor = result.governor
    change = (governor.start, governor.end) if governor is not None and _says_change(result) else None
    if (
        action is None
        and governor is not None
        and clause is clauses[0]
        and governor.form is not None
        and not measures.is_noun(governor)
    ):
        action = None
    metric = measures.metric_of(text, clauses, result)
    object = _object(text, clauses, action, metric, result)
    direction = _direction(text, result, metric)
    unit = _unit(text, clause, result)
    method = method_of(text, clauses, result)
    return Achievement(
        action=slot(action),
        change=slot(change),
        object=slot(object),
        direction=Slot(
            text=direction[0], span=Span(start=direction[1][0] + offset, end=direction[1][1] + offset)
        )
        if direction
        else None,
        amount=slot(_number(result.amount)),
        unit=slot(unit),
        baseline=slot(_number(result.baseline) or rival_of(text, clauses, result)),
        value=slot(_number(result.value)),
        metric=slot(metric),
        method=slot(method),
        confidence=result.confidence,
    )


def _says_change(result: Result) -> bool:
    return result.says in (Says.CHANGE, Says.PERFORMANCE, Says.COUNT, Says.RANK, Says.REACH)


def _number(quantity: Quantity | None) -> Range | None:
    return quantity.number if quantity is not None else None


def _unit(text: str, clause: Clause, result: Result) -> Range | None:
    """The unit as printed: of the number, else the measure that follows it, else the noun that is counted."""
    main = result.amount or result.value
    for quantity in (result.amount, result.value, result.baseline):
        if quantity is not None and quantity.unit is not None and _lends(quantity, main, result):
            return _with_rate(text, quantity)
    if main is None or result.says is Says.RANK or main.kind in (Unit.FRACTION, Unit.MULTIPLE):
        return None
    if main.words and not find(text[slice(*main.number)]):
        return _counted_noun(text, clause, main) if _bare_zero(text, result, main) else None
    if result.says in (Says.CHANGE, Says.PERFORMANCE):
        match = re.compile(r"\s?").match(text, main.end)
        named = listed("metrics", "cased", cased=True).match(text, match.end() if match else main.end)
        if named is None:
            named = re.compile(r"(?:[\w-]+\s){1,2}(?=points?\b|pts\b)").match(
                text, match.end() if match else main.end
            )
            named = named if named and metric_at(text, named.start(), named.end()) else None
            if named:
                points = re.compile(r"points?|pts").match(text, named.end())
                return points.span() if points else None
        if named:  # the name of a measure is no unit: "1.7 BLEU"; "3.2 F1 points" has one
            points = re.compile(r"\s(?:points?|pts)\b").match(text, named.end())
            return (points.start() + 1, points.end()) if points else None
    per = _PER.match(text, main.end)
    if per is not None:
        return per.start("per"), per.end()
    if main.rate:
        first = text[main.number[1] : main.end]
        return main.number[1] + len(first) - len(first.lstrip()), main.end
    return _counted_noun(text, clause, main)


def _lends(quantity: Quantity, main: Quantity | None, result: Result) -> bool:
    """Return whether the main figure's unit may be that of another: "62 to 44 %" lends its own, "41 % to 310 kB" does not."""
    if quantity is main or main is None or main.unit is None:
        return True
    return quantity.kind is main.kind and quantity is not result.baseline


# "0.35 per KLOC", "31k a month"
_PER = re.compile(
    r"\s(?P<per>(?:per|an?)\s(?:1,?000\s)?[A-Za-z][\w-]*(?:\s(?:days|hours|nights|miles|years)\b)?)"
)
# What a unit of measure goes on with: "t/ha", "tonnes CO2", "words per minute".
_GOES_ON = re.compile(r"/[A-Za-z]+\d?\b|\s(?:of\s)?CO2e?\b")
_SPEED = re.compile(r"\s(?:per|a|an)\s(?:second|minute)\b")


def _bare_zero(text: str, result: Result, main: Quantity) -> bool:
    """As in "no incidents", "without a single hour of downtime"; "accident-free" and "nobody" have no noun behind."""
    word = text[slice(*main.number)].lower()
    return result.says is Says.ZERO and not word.endswith(("free", "one", "nobody"))


def _with_rate(text: str, quantity: Quantity) -> Range | None:
    """As in "85,000 times a month": the rate of a number of times is part of the unit."""
    if quantity.unit is None:
        return None
    if quantity.rate and quantity.kind is Unit.MULTIPLE:
        return quantity.unit[0], quantity.end
    further = _GOES_ON.match(text, quantity.unit[1]) if quantity.kind is Unit.PHYSICAL else None
    return (quantity.unit[0], further.end()) if further else quantity.unit


def _counted_noun(text: str, clause: Clause, main: Quantity) -> Range | None:
    """The noun that a number counts ("12 papers"), with the words before it ("monthly active users")."""
    many = of_many(text, main.end)  # "27 out of 30 learners"
    words = noun_phrase(text, clause, many or main.end)
    compared = word_set("results", "comparatives", "up") | word_set("results", "comparatives", "down")
    while words and words[-1].lower in compared:
        words = words[:-1]  # "two boats fewer"
    if not words or (words[0].form is not None and words[0].form.tense == "past" and len(words) == 1):
        return None
    if text[main.end : main.end + 1] == "-":
        return None
    if words[0].lower in {"instead", "rather", "out"} or (
        not main.words and metric_at(text, words[0].start, words[-1].end)
    ):
        return None
    last = words[-1]
    if last.lower in {"hour", "minute", "day", "hours", "minutes", "days", "case", "cases"} and main.words:
        of = re.compile(r"\sof\s(?:[\w-]+)").match(text, last.end)
        return words[0].start, of.end() if of else last.end
    speed = _SPEED.match(text, last.end)
    return words[0].start, speed.end() if speed else last.end


def _direction(text: str, result: Result, metric: Range | None) -> tuple[str, Range] | None:
    governor = result.governor
    if result.direction is None or governor is None or result.says not in (Says.CHANGE, Says.COUNT):
        improving = (
            governor is not None
            and governor.form is not None
            and governor.form.lemma in word_set("results", "verbs", "improving")
        )
        if not improving or governor is None:
            if result.direction is not None and result.value is not None:
                return result.direction, (result.value.start, result.value.end)
            return None
        side = "up"
    else:
        side = result.direction
    if (
        governor.form is not None
        and governor.form.lemma in word_set("results", "verbs", "improving")
        and metric is not None
    ):
        words = text[metric[0] : metric[1]].lower()
        lower = listed("metrics", "lower_is_better")
        side = "down" if lower.search(words) else side
    return side, (governor.start, governor.end)


# --- object ----------------------------------------------------------------------------


def _object(
    text: str, clauses: tuple[Clause, ...], action: Range | None, metric: Range | None, result: Result
) -> Range | None:
    """Return what the opening verb acts on, where that is not the measure itself."""
    if action is None:
        return None
    clause = clauses[0]
    end = min(clause.end, result.span[0]) if result.clause == 0 else clause.end
    found = measures.phrase(text, clause.tokens, action[1], end)
    if found is None or (metric is not None and found[0] < metric[1] and metric[0] < found[1]):
        return None
    return found

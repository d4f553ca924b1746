"""The anatomy of one result: which words say what was done, to which measure, by how much and how."""

from __future__ import annotations

import re

from cvtailor.document import Span
from cvtailor.nlp.clauses import Clause, Token
from cvtailor.nlp.methods import method_of
from cvtailor.nlp.opening import find_verb
from cvtailor.nlp.performances import metric_at
from cvtailor.nlp.phrases import listed, word_set
from cvtailor.nlp.quantities import Quantity, Unit, find
from cvtailor.nlp.readings import Result, Says, noun_phrase
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
        and not _noun(governor)
    ):
        action = None
    metric = _metric(text, clause, result)
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
        baseline=slot(_number(result.baseline)),
        value=slot(_number(result.value)),
        metric=slot(metric),
        method=slot(method),
        confidence=result.confidence,
    )


def _says_change(result: Result) -> bool:
    return result.says in (Says.CHANGE, Says.PERFORMANCE, Says.COUNT, Says.RANK, Says.REACH)


def _noun(token: Token) -> bool:
    return any(
        token.lower in word_set("results", key, side)
        for key in ("change_nouns", "comparatives")
        for side in ("up", "down")
    )


def _number(quantity: Quantity | None) -> Range | None:
    return quantity.number if quantity is not None else None


def _unit(text: str, clause: Clause, result: Result) -> Range | None:
    """The unit as printed: of the number, else the measure that follows it, else the noun that is counted."""
    main = result.amount or result.value
    for quantity in (result.amount, result.value, result.baseline):
        if quantity is not None and quantity.unit is not None and _lends(quantity, main, result):
            return _with_rate(quantity)
    if main is None or result.says is Says.RANK or main.kind in (Unit.FRACTION, Unit.MULTIPLE):
        return None
    if main.words and not find(text[slice(*main.number)]):
        return _counted_noun(text, clause, main) if _bare_zero(text, result, main) else None
    if result.says in (Says.CHANGE, Says.PERFORMANCE):
        match = re.compile(r"\s?").match(text, main.end)
        named = listed("metrics", "cased", cased=True).match(text, match.end() if match else main.end)
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
_PER = re.compile(r"\s(?P<per>(?:per|an?)\s(?:1,?000\s)?[A-Za-z][\w-]*)")


def _bare_zero(text: str, result: Result, main: Quantity) -> bool:
    """As in "no incidents", "without a single hour of downtime"; "accident-free" and "nobody" have no noun behind."""
    word = text[slice(*main.number)].lower()
    return result.says is Says.ZERO and not word.endswith(("free", "one", "nobody"))


def _with_rate(quantity: Quantity) -> Range | None:
    """As in "85,000 times a month": the rate of a number of times is part of the unit."""
    if quantity.unit is not None and quantity.rate and quantity.kind is Unit.MULTIPLE:
        return quantity.unit[0], quantity.end
    return quantity.unit


def _counted_noun(text: str, clause: Clause, main: Quantity) -> Range | None:
    """The noun that a number counts ("12 papers"), with the words before it ("monthly active users")."""
    many = of_many(text, main.end)  # "27 out of 30 learners"
    words = noun_phrase(text, clause, many or main.end)
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
    return words[0].start, last.end


# --- metric ---------------------------------------------------------------------------------------


def _phrase(text: str, tokens: tuple[Token, ...], start: int, end: int) -> Range | None:
    """Return the noun phrase that opens text[start:end], without articles."""
    first: Token | None = None
    last: Token | None = None
    at = start
    for token in tokens:
        if token.start < start:
            continue
        if token.end > end:
            break
        gap = text[at : token.start]
        if any(mark in gap for mark in ",;:(.") and gap.strip():
            break
        lower = token.lower
        if first is None and lower in word_set("cues", "slots", "lead"):
            at = token.end
            continue
        if first is None and lower in {"in", "of", "to", "for"}:
            at = token.end
            continue
        if _ends_phrase(lower, last):
            break
        if (
            token.form is not None
            and token.form.gerund
            and last is not None
            and token.lower not in {"training", "testing", "reporting"}
            and not text[token.end :].lstrip()[:4].isalpha()
        ):
            break
        if lower != "of":
            first = first or token
            last = token
        at = token.end
    if first is None or last is None:
        return None
    return first.start, last.end


def _ends_phrase(lower: str, last: Token | None) -> bool:
    """As in "number of users" and "time to hire" go on, "latency of the service" ends."""
    if lower == "of" and last is not None:
        return last.lower not in word_set("cues", "slots", "of_heads")
    return lower in word_set("cues", "slots", "cut") and not (
        lower == "to" and last is not None and last.lower == "time"
    )


def _metric(text: str, clause: Clause, result: Result) -> Range | None:
    governor = result.governor
    span = result.span
    if result.says is Says.CHANGE and governor is not None:
        found = _changed(text, clause, result, governor)
        if found is not None:
            return found
    if result.says in (Says.CHANGE, Says.PERFORMANCE):
        near = _nearest_metric(text, clause, span)
        if near is not None:
            return _widen(text, clause, near)
    return None


def _changed(text: str, clause: Clause, result: Result, governor: Token) -> Range | None:
    start, end = result.span
    if governor.form is not None and governor.form.lemma in word_set("results", "verbs", "beating"):
        return None  # its object is the rival, not the measure
    if governor.start >= end:
        return _told_after(text, clause, governor, start, end)
    limit = start if start > governor.end else clause.end
    if (_noun(governor) and governor.form is None) or (
        _noun(governor) and text[governor.end : limit].strip().split(" ")[0] in {"of", "in"}
    ):
        return _of_noun(text, clause, result, governor, limit)
    found = _phrase(text, clause.tokens, governor.end, limit)
    if found is not None:
        return found
    subject = _subject(text, clause, governor)
    if subject is not None:
        return subject
    beyond = re.compile(r"\s(?:in|on|of)\s").match(text, result.span[1])
    if beyond and (result.amount is not None):
        return _phrase(text, clause.tokens, beyond.end(), clause.end)
    return None


def _told_after(text: str, clause: Clause, governor: Token, start: int, end: int) -> Range | None:
    """The measure of "40 % faster builds", "a 12 % reduction in churn", "12 % churn reduction"."""
    tail = clause.end
    previous = clause.before(start)
    noun = any(governor.lower in word_set("results", "change_nouns", side) for side in ("up", "down"))
    between = [each for each in clause.after(end) if each.end <= governor.start]
    if between and noun:  # "12 % churn reduction"
        return between[0].start, between[-1].end
    after = clause.after(governor.end)
    if noun and after and after[0].lower in word_set("cues", "slots", "noun_links"):
        return _phrase(text, clause.tokens, governor.end, tail)
    if not noun and after and after[0].lower not in word_set("cues", "slots", "cut"):
        return _phrase(text, clause.tokens, governor.end, tail)
    verb = next((each for each in reversed(previous) if each.form is not None), None)
    return _phrase(text, clause.tokens, verb.end, start) if verb is not None else None


def _of_noun(text: str, clause: Clause, result: Result, governor: Token, limit: int) -> Range | None:
    """The measure of a change noun before the number: "a reduction in churn of 12 %", "churn reduction of 12 %"."""
    inside = re.compile(r"\s(?:in|to)\s").match(text, governor.end)
    if inside:
        return _phrase(text, clause.tokens, inside.end(), limit)
    beyond = re.compile(r"\s(?:in|to|for)\s").match(text, result.span[1])
    if beyond:
        return _phrase(text, clause.tokens, beyond.end(), clause.end)
    previous = clause.before(governor.start)
    words: list[Token] = []
    for token in reversed(previous):
        if (
            token.lower in word_set("cues", "slots", "cut")
            or token.lower in word_set("cues", "slots", "lead")
            or token.form is not None
            or token.end < (words[-1].start - 2 if words else 0)
        ):
            break
        words.append(token)
    return (words[-1].start, words[0].end) if words else None


def _subject(text: str, clause: Clause, governor: Token) -> Range | None:
    """The measure as the subject of its verb: "CTR rose"."""
    previous = clause.before(governor.start)
    if previous and previous[-1].lower in word_set("cues", "slots", "be"):
        previous = previous[:-1]
    if previous and previous[0].start < governor.start and (governor.form is not None):
        first = 0
        for at, token in enumerate(previous):
            if token.lower in word_set("cues", "slots", "subject_breaks"):
                first = at + 1
        subject = previous[first:]
        if subject and not any(each.form is not None and each.form.tense == "past" for each in subject):
            return _phrase(text, tuple(subject), subject[0].start, governor.start)
    return None


def _nearest_metric(text: str, clause: Clause, span: Range) -> Range | None:
    later = metric_at(text, span[1], min(clause.end, span[1] + 40))
    if later and not re.search(r"[,;()]|\b(?:and|of|in|for|with)\b", text[span[1] : later[0].start()]):
        return later[0].span()
    earlier = metric_at(text, clause.start, span[0])
    return earlier[-1].span() if earlier else (later[0].span() if later else None)


def _widen(text: str, clause: Clause, span: Range) -> Range:
    """Take in the nouns directly before a measure ("diagnostic accuracy")."""
    start = span[0]
    for token in reversed(clause.before(start)):
        if (
            text[token.end : start].strip()
            or token.lower in word_set("cues", "slots", "cut")
            or token.lower in word_set("cues", "slots", "lead")
            or token.lower in word_set("cues", "slots", "of_heads")
            or token.lower in {"of", "is", "was", "has"}
            or token.form is not None
            or token.text[0].isdigit()
        ):
            break
        if token.start == clause.tokens[0].start and token.text[0].isupper() and token.form is not None:
            break
        start = token.start
    return start, span[1]


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
    found = _phrase(text, clause.tokens, action[1], end)
    if found is None or (metric is not None and found[0] < metric[1] and metric[0] < found[1]):
        return None
    return found

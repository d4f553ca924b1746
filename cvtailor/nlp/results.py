"""What the numbers of an item say: a change, a measured performance, a rank, a count of results, or a size."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from cvtailor.nlp import odds, shapes, statements
from cvtailor.nlp.clauses import Clause, Token, clauses_of
from cvtailor.nlp.counts import counted
from cvtailor.nlp.exclusions import before_hedges, blanks, excluded, masked
from cvtailor.nlp.governors import MACHINES, governor_of
from cvtailor.nlp.ownership import foreign
from cvtailor.nlp.performances import is_attainment, is_performance, metric_at, rank_marker
from cvtailor.nlp.phrases import listed, word_set
from cvtailor.nlp.plans import planned
from cvtailor.nlp.quantities import Quantity, Unit, find
from cvtailor.nlp.readings import (
    Gathered,
    Group,
    Result,
    Says,
    direction_of,
    nearest_verb,
    noun_class,
    noun_phrase,
    numeric_direction,
)
from cvtailor.nlp.types import Confidence
from cvtailor.nlp.unnumbered import without_number
from cvtailor.nlp.verbs import members

_TO = re.compile(
    r"^[\s)]*(?:[\w%/-]+\s){0,4}?(?:(?:down\s|up\s)?to(?:\san?)?(?:\s(?:daily|weekly|monthly|annual|yearly|record))?|→|⟶|->|=>|➔|into)\s*$",
    re.IGNORECASE,
)


_ARROW = re.compile(r"^[\s\w%]{0,16}(?:→|⟶|->|=>|➔)\s*$")


_MOST = 60  # numbers of one clause that are read; no person writes more (a bound for hostile text)


_FROM = re.compile(r"(?:\bfrom|\(from)$", re.IGNORECASE)


_VERSUS = re.compile(
    r"^[\s,(]*(?:vs?\.?|versus|compared (?:to|with)|against|instead of|rather than|over|\(?(?:up|down)?\s?from)\s*(?:an?\s|the\s)?$",
    re.IGNORECASE,
)


def read(text: str) -> tuple[tuple[Clause, ...], tuple[Result, ...]]:
    """Return the clauses of an item and what is stated in it, in order of appearance."""
    found = gathered(text)
    # Where a blank is left unfilled, the words around it promise a result that is not there yet.
    told = found.results if blanks(text) else odds.weighed(text, found)
    return found.clauses, tuple(sorted(told, key=lambda each: each.span))


def gathered(text: str) -> Gathered:
    """Return the clauses and numbers of an item, and what the rules for single wordings say is stated."""
    clauses = clauses_of(text)
    hidden = masked(text)
    quantities = [each for each in find(text) if not _inside(hidden, each.start, each.end)]
    results: list[Result] = []
    numbers: list[tuple[int, Group]] = []
    spare: list[tuple[int, Group]] = []
    every: list[tuple[int, Quantity]] = []
    for at, clause in enumerate(clauses):
        if foreign(text, clauses, at):
            continue
        mine = [each for each in quantities if clause.start <= each.start < clause.end][:_MOST]
        kept = [
            each for each in mine if not excluded(text, each, clause) and not planned(text, each, clauses, at)
        ]
        every += [(at, each) for each in kept]
        left_out = [each for each in mine if each not in kept]
        spare += [(at, group) for group in _groups(text, clause, left_out)]
        for group in _groups(text, clause, kept):
            numbers.append((at, group))
            result = _classify(text, clauses, at, group)
            if result is not None:
                results.append(result)
        results += without_number(text, clauses, at, kept)
    results += _over_clauses(text, clauses, results, every)
    filled = [(start, end) for start, end in blanks(text)]
    results = [each for each in results if not _on_blank(clauses, each, filled)]
    # "won a $35K grant" is told by its sum, "2nd of 88 teams" by its rank.
    sums = [each.span for each in results if each.says is Says.COUNT]
    results = [each for each in results if each.says is not Says.RANK or not _inside(sums, *each.span)]
    ranks = [each.span for each in results if each.says is Says.RANK]
    results = [each for each in results if each.says is Says.RANK or not _inside(ranks, *each.span)]
    results.sort(key=lambda each: each.span)
    return Gathered(clauses, numbers, spare, _told_once(text, clauses, results))


# "Two thirds now stay; it was a third."
_RESUMED = re.compile(
    r"\s*(?:it|they|that|this|those)\s(?:was|were|had\sbeen|had\staken|used\sto\s\w+|took)\b", re.IGNORECASE
)


def _over_clauses(
    text: str, clauses: tuple[Clause, ...], results: list[Result], every: list[tuple[int, Quantity]]
) -> list[Result]:
    """Two levels in neighbouring clauses: "idle time, which had been 35 %, is now below 4 %"."""
    told = [each.span for each in results if each.says.outcome]
    found = []
    for (at, one), (other, two) in itertools.pairwise(every):
        resumed = _RESUMED.match(text, clauses[other].start) is not None
        near = 0 < other - at <= 2 and (clauses[at].sentence == clauses[other].sentence or resumed)
        if not near or _inside(told, one.start, two.end):
            continue
        group = shapes.contrast(text, one, two)
        if group is not None:
            found.append(
                Result(
                    says=Says.CHANGE,
                    clause=other if group.value is two else at,
                    span=(one.start, two.end),
                    baseline=group.baseline,
                    value=group.value,
                    direction=numeric_direction(group),
                    confidence=Confidence.MEDIUM,
                )
            )
    return found


# "by 3x (from 300 ms to 100 ms)", "tripled use, 22 % → 67 %", "from 300 ms to 100 ms (a 3x speedup)".
_RESTATED = re.compile(
    r"(?:[^,;.()]{0,60})[,(:]\s*(?:(?:from|i\.e\.|down|up|a|an|or)\s(?:from\s)?)?[+−–-]?$", re.IGNORECASE
)


def _told_once(text: str, clauses: tuple[Clause, ...], results: list[Result]) -> list[Result]:
    """Join a size of change and the from–to that restates it into one result."""
    kept: list[Result] = []
    for result in results:
        last = kept[-1] if kept else None
        joined = None if last is None else _to_none(text, last, result) or _join(text, clauses, last, result)
        if joined is None:
            kept.append(result)
        else:
            kept[-1] = joined
    return kept


_FROM_ONE = re.compile(r"\bfrom\s(?:about\s|some\s|around\s)?$", re.IGNORECASE)
_ON_TO = re.compile(
    r"(?:\s[\w'’-]+){0,4}?\s(?:down\s)?to\s(?:almost\s|nearly\s|practically\s|virtually\s)?", re.IGNORECASE
)


def _to_none(text: str, one: Result, two: Result) -> Result | None:
    """As in "took flaky tests from 8 % to nil": the number before is the level from which it fell."""
    level = one.amount or one.value
    fell = two.says is Says.CHANGE and two.value is not None and two.value.words and two.value.value == 0
    if level is None or not fell or two.value is None or one.clause != two.clause or one.baseline is not None:
        return None
    if not _FROM_ONE.search(text[max(0, level.start - 16) : level.start]):
        return None
    if not _ON_TO.fullmatch(text, level.end, two.value.start):
        return None
    return replace(two, span=(one.span[0], two.span[1]), baseline=level)


def _join(text: str, clauses: tuple[Clause, ...], one: Result, two: Result) -> Result | None:
    if clauses[one.clause].sentence != clauses[two.clause].sentence or one.says is not Says.CHANGE:
        return None
    gap = text[one.span[1] : two.span[0]]
    if not _RESTATED.fullmatch(gap):
        return None
    pair = two.baseline is not None and two.amount is None
    if one.baseline is None and one.value is None and pair:
        own = two.governor is None or two.governor.end <= one.span[1]
        if own or one.amount is not None:
            return replace(
                one,
                span=(one.span[0], two.span[1]),
                baseline=two.baseline,
                value=two.value,
                direction=one.direction or two.direction,
            )
    relative = two.amount is not None and two.amount.kind in (Unit.PERCENT, Unit.POINTS, Unit.MULTIPLE)
    if one.amount is None and one.baseline is not None and relative and two.baseline is None:
        return replace(one, span=(one.span[0], two.span[1]), amount=two.amount)
    return None


def _on_blank(clauses: tuple[Clause, ...], result: Result, filled: list[tuple[int, int]]) -> bool:
    """A self-measuring verb whose clause holds a blank ("Doubled sales by [X%]") states nothing yet."""
    told = result.amount or result.value
    if told is not None and (not told.words or told.unit is not None or told.number != result.span):
        return False
    clause = clauses[result.clause]
    return any(clause.start <= start < clause.end for start, _ in filled)


def _inside(ranges: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(low < end and start < high for low, high in ranges)


def _groups(text: str, clause: Clause, quantities: list[Quantity]) -> list[Group]:
    """Pair from–to, "A → B", "to B from A" and ranges; the rest stand alone."""
    groups: list[Group] = []
    at = 0
    while at < len(quantities):
        one = quantities[at]
        two = quantities[at + 1] if at + 1 < len(quantities) else None
        three = quantities[at + 2] if at + 2 < len(quantities) else None
        pair = _pair(text, clause, one, two) if two else None
        if pair and two and three and not _moved(text, clause, one, two) and _moved(text, clause, two, three):
            pair = None  # "30-day readmissions went from 14.8 to 11.3"
        if pair is not None:
            previous = groups[-1] if groups else None
            if (
                previous and previous.amount and not previous.baseline and _bracketed(text, previous, pair)
            ) or (
                previous
                and previous.amount
                and pair.baseline
                and re.fullmatch(r"[\s,(]*from\s*", text[previous.last.end : one.start])
            ):
                groups[-1] = replace(previous, baseline=pair.baseline, value=pair.value, last=pair.last)
            else:
                groups.append(pair)
            at += 2
            continue
        groups.append(Group(first=one, last=one))
        at += 1
    return groups


def _bracketed(text: str, previous: Group, pair: Group) -> bool:
    gap = text[previous.last.end : pair.first.start]
    return "(" in gap and len(gap) < 40 and pair.baseline is not None


def _pair(text: str, clause: Clause, one: Quantity, two: Quantity) -> Group | None:
    moved = _moved(text, clause, one, two)
    if moved is None and shapes.others_level(text, one, two):
        return Group(first=one, last=two, baseline=two, value=one)
    return moved or _joined(text, clause, one, two) or shapes.contrast(text, one, two)


_DOWN_TO = re.compile(r"(?:\s[\w-]+){0,2}?\s?,?\s?(?:down|up)\sto", re.IGNORECASE)
_DONE_TO = re.compile(r"\b(?:mov|migrat|port|scal|spread|shift|transfer)(?:ed|ing|e|es|s)?\b", re.IGNORECASE)
_BECAME = re.compile(
    r"\s(?:[\w-]+\s){0,2}(?:became|turned\sinto|shrank\sto|grew\sto|fell\sto|rose\sto|dropped\sto)\s"
)
_UP_TO = re.compile(r"\s(?:(?:all|right|back)\s)?(?:down|up)\sto\s(?:\w+\s)?")


def _moved(text: str, clause: Clause, one: Quantity, two: Quantity) -> Group | None:
    """As in "from 3 to 5", "900 ms down to 75 ms", "12 → 4"."""
    if one.kind is not two.kind and Unit.NONE not in (one.kind, two.kind) and one.unit is not None:
        return None
    if MACHINES.match(text, two.end) and _DONE_TO.search(text, clause.start, one.start):
        return None  # "moving the jobs from one workstation to four A100s"
    gap = text[one.end : two.start]
    bare = before_hedges(text, one.end, two.start)
    before = before_hedges(text, clause.start, one.start)
    if _DOWN_TO.fullmatch(bare) or (_UP_TO.fullmatch(gap) and _FROM.search(before)):
        return Group(first=one, last=two, baseline=one, value=two)
    if _BECAME.fullmatch(gap):
        return Group(first=one, last=two, baseline=one, value=two)
    if _ARROW.match(gap) or (_TO.match(bare + " ") and (_FROM.search(before) or before.endswith("("))):
        return Group(first=one, last=two, baseline=one, value=two)
    return None


def _joined(text: str, clause: Clause, one: Quantity, two: Quantity) -> Group | None:
    gap = text[one.end : two.start]
    bare = before_hedges(text, one.end, two.start)
    before = before_hedges(text, clause.start, one.start)
    comparable = one.kind is two.kind or Unit.NONE in (one.kind, two.kind) or one.unit is None
    compared = statements.pair(text, clause, one, two) if comparable else None
    if compared is not None:
        return compared
    if not comparable:
        relative = one.kind in (Unit.PERCENT, Unit.MULTIPLE, Unit.POINTS)
        if (relative or re.search(r"\bby$", before, re.IGNORECASE)) and re.fullmatch(r"\s*,?\s*to", bare):
            return Group(first=one, last=two, amount=one, value=two)
        return None
    paid = one.kind is Unit.MONEY and two.kind is Unit.NONE and noun_phrase(text, clause, two.end)
    if (
        not paid
        and re.fullmatch(r"(?:\s\w+){0,2}\s*,?\s*\(?(?:down |up )?from", bare, re.IGNORECASE)
        and (
            # "1.2bn rows nightly from 35 systems" names a source.
            one.kind is not Unit.NONE
            or not re.match(r"\s\w+\s", bare)
            or re.search(r"\b(?:up|down)\sfrom$", bare)
            or (re.search(r"\bto$", before) and _moves(clause) and not noun_phrase(text, clause, two.end))
        )
    ):
        return Group(first=one, last=two, baseline=two, value=one)
    if re.search(r"[,(]\s?(?:up|down)\sfrom$", bare, re.IGNORECASE) and one.kind is two.kind:
        return Group(first=one, last=two, baseline=two, value=one)
    replaced = re.search(r"\b(?:instead of|rather than)\b", gap) is not None
    if (
        not paid
        and _VERSUS.match(gap)
        and (one.kind is not Unit.DURATION or replaced)
        and not re.search(r"\bover\b", gap)
    ):
        return Group(first=one, last=two, baseline=two, value=one)
    if re.fullmatch(r"\s?(?:to|and)", bare):
        if re.search(r"\bbetween$", before, re.IGNORECASE) or (
            bare.strip() == "to"
            and re.search(r"\b(?:by|of)$", before, re.IGNORECASE)
            and (one.unit is None or one.kind is two.kind)
        ):
            number = (one.number[0], two.number[1])
            whole = replace(two, start=one.start, number=number if one.unit is None else two.number)
            return Group(first=one, last=two, amount=whole)
        if (
            bare.strip() == "to"
            and one.unit is None
            and one.kind is two.kind is Unit.NONE
            and not _moves(clause)
            and not (one.value > two.value and text[: one.start].rstrip().endswith(":"))
        ):
            return None  # "8 to 10 patients" is a range
        if bare.strip() == "to" and one.kind is Unit.POINTS and not _FROM.search(before):
            return Group(first=one, last=two, amount=one, value=two)  # "dropped 3.6 points to 17.2"
        if bare.strip() == "to" and one.value < 1e9 and not re.search(r"\b(?:of|top)$", before):
            return Group(first=one, last=two, baseline=one, value=two)
    return None


def _moves(clause: Clause) -> bool:
    """Return whether a verb of the clause says that something went up or down."""
    moving = members("up") | members("down")
    return any(each.form is not None and each.form.lemma in moving for each in clause.tokens)


def _classify(text: str, clauses: tuple[Clause, ...], at: int, group: Group) -> Result | None:
    clause = clauses[at]
    main = group.main
    before = before_hedges(text, clause.start, group.first.start)
    span = (group.first.start, group.last.end)
    rank = rank_marker(text, clause, main, before)
    if rank is not None:
        return Result(says=Says.RANK, clause=at, span=span, value=main, governor=rank)
    if is_attainment(text, clause, main):
        return Result(
            says=Says.PERFORMANCE, clause=at, span=span, value=main, governor=nearest_verb(clause, main.start)
        )
    if _version(text, clause, group) or _range(text, clause, group):
        return None
    if main.kind is Unit.NONE and group.baseline is None and statements.taken_up(text, clause, main):
        return Result(
            says=Says.REACH, clause=at, span=span, value=main, governor=nearest_verb(clause, main.start)
        )
    governor = governor_of(text, clauses, at, group, before)
    if governor is not None:
        low, high = min(governor.start, clause.tokens[0].start), group.first.start
        sizes = group.baseline is not None and listed("cues", "governors", "input_sizes").search(
            text, low, high
        )
        if sizes or listed("cues", "governors", "setting_subjects").search(text, low, high):
            return None
        return _change(at, group, before, governor)
    direct = _told_directly(text, clause, at, group)
    if direct is not None:
        return direct
    performance = is_performance(text, clause, group, before)
    if performance:
        direction = numeric_direction(group) or _led_to(before)
        says = Says.CHANGE if group.baseline else Says.PERFORMANCE
        return Result(
            says=says,
            clause=at,
            span=span,
            direction=direction,
            governor=nearest_verb(clause, main.start),
            baseline=group.baseline,
            value=group.value or main,
        )
    explained = statements.stated(text, clause, group)
    if explained is not None:
        return _stated(text, clause, at, group, explained)
    told = (
        _has_action(clause)
        or re.search(
            r"\b(?:instead of|rather than|(?:up|down) (?:from|to))\b",
            text[group.first.end : group.last.start],
        )
        or shapes.contrast(text, group.first, group.last)
        or shapes.others_level(text, group.first, group.last)
        or (main.kind in (Unit.PERCENT, Unit.POINTS) or main.value != int(main.value))
    )
    if (
        group.baseline is not None
        and main.kind is not Unit.MULTIPLE
        and (told or _arrow(text, clause, group))
    ):
        return Result(
            says=Says.CHANGE,
            clause=at,
            span=span,
            baseline=group.baseline,
            value=group.value,
            direction=numeric_direction(group),
            governor=nearest_verb(clause, group.first.start),
            confidence=Confidence.MEDIUM,
        )
    return shapes.told(text, clause, at, group) or counted(text, clause, at, group, before)


def _told_directly(text: str, clause: Clause, at: int, group: Group) -> Result | None:
    """A number with a sign, a fraction of what was before, a share that was kept."""
    main, span = group.main, (group.first.start, group.last.end)
    signed = _signed(text, clause, main)
    if signed is not None and group.baseline is None:
        return Result(says=Says.CHANGE, clause=at, span=span, direction=signed, amount=main)
    if main.kind is Unit.FRACTION and _FORMER.match(text, main.end):
        return Result(
            says=Says.CHANGE,
            clause=at,
            span=span,
            direction="down" if main.value < 1 else None,
            governor=nearest_verb(clause, main.start),
            value=main,
        )
    kept = _kept(text, clause, main)
    if kept is not None:
        return Result(says=Says.PERFORMANCE, clause=at, span=span, value=main, governor=kept)
    return None


def _stated(text: str, clause: Clause, at: int, group: Group, says: Says) -> Result:
    """Return the reading of a number that its label or its comparison explains."""
    main = group.main
    change = says is Says.CHANGE and group.baseline is None
    counts = change or says in (Says.COUNT, Says.ZERO)
    return Result(
        says=says,
        clause=at,
        span=(group.first.start, group.last.end),
        direction=numeric_direction(group) or _led_to(before_hedges(text, clause.start, main.start)),
        governor=nearest_verb(clause, group.first.start),
        amount=main if counts else None,
        baseline=group.baseline,
        value=None if counts else group.value or main,
        confidence=Confidence.MEDIUM,
    )


# "a third of what they were", "half its former size"
_FORMER = re.compile(
    r"\s(?:of\s)?(?:what\s\w+\s(?:was|were|had|used|did|cost|took|does)|(?:its|their|the)\s(?:former|original|previous|old|earlier|initial)\b)",
    re.IGNORECASE,
)


def _led_to(before: str) -> str | None:
    """As in "time to first token down to 180 ms"."""
    match = re.search(r"\b(up|down)\sto$", before, re.IGNORECASE)
    return match[1].lower() if match else None


def _arrow(text: str, clause: Clause, group: Group) -> bool:
    """The pair is written with an arrow, and no team or other size follows it."""
    arrow = _ARROW.match(text[group.first.end : group.last.start]) is not None
    return arrow and not noun_class(clause, group.last, "size")


_OVER_WHAT = re.compile(
    r"\s(?:over|vs\.?|versus|compared|relative|above|against|on|better|year[\s-]on[\s-]year|yoy)\b",
    re.IGNORECASE,
)


def _signed(text: str, clause: Clause, main: Quantity) -> str | None:
    """Return the direction that a sign says ("conversion +2.3 pp", "latency -40 %", "minus 43 %"), or None."""
    worded = re.search(
        r"(?:^|[\s(:])(minus|plus)\s$", text[max(0, main.start - 8) : main.start], re.IGNORECASE
    )
    relative = main.kind in (Unit.PERCENT, Unit.POINTS)
    if worded and main.kind is Unit.DURATION and _names(text, clause, main):
        return "down" if worded[1].lower() == "minus" else "up"
    if worded and main.kind is Unit.FRACTION:
        return "down" if worded[1].lower() == "minus" else None
    if worded and relative:
        lower = worded[1].lower()
        labelled = ":" in text[max(0, main.start - 8) : main.start] or lower == "minus"
        return ("down" if lower == "minus" else "up") if labelled else None
    sign = text[main.start - 1 : main.start]
    ahead = text[main.start - 2 : main.start - 1]
    if not sign or sign not in {"+", "-", "−", "–"} or ahead not in {"", " ", "(", ":", ","}:
        return None
    side = "up" if sign == "+" else "down"
    if relative:
        return side
    if sign in {"-", "–"} and main.kind is not Unit.MONEY:
        return None
    if main.kind in (Unit.MONEY, Unit.DURATION, Unit.PHYSICAL):
        return side if main.kind is Unit.MONEY or _names(text, clause, main) else None
    if main.kind is Unit.NONE and (_OVER_WHAT.match(text, main.end) or _names(text, clause, main)):
        return side
    return None


def _names(text: str, clause: Clause, main: Quantity) -> bool:
    return statements.names_measure(statements.label(text, clause, main.start - 1), losses=True)


def _range(text: str, clause: Clause, group: Group) -> bool:
    """As in "loans from 5 to 30 years", "swept learning rates from 0.1 to 0.001": what was covered, no change."""
    if group.baseline is None or _ARROW.match(text[group.first.end : group.last.start]):
        return False
    gap = text[group.first.end : group.last.start]
    if not re.fullmatch(r"\s?(?:[\w%°-]+\s){0,2}to\s*\S?", gap) or _DOWN_TO.fullmatch(gap.rstrip()):
        return False
    verb = nearest_verb(clause, group.first.start)
    if any(each is not None and direction_of(each) is not None for each in (verb, clause.tokens[0])):
        return False
    name = statements.label(text, clause, group.first.start).lower().split()
    testing = (
        verb is not None
        and verb.form is not None
        and (verb.form.lemma in word_set("cues", "statements", "testing"))
    )
    ranged = bool(name) and bool({name[-1], " ".join(name[-2:])} & word_set("cues", "statements", "ranged"))
    return ranged or testing


def _version(text: str, clause: Clause, group: Group) -> bool:
    """As in "upgraded Kubernetes from 1.24 to 1.28": the pair names versions."""
    if group.baseline is None or {group.first.kind, group.last.kind} != {Unit.NONE}:
        return False
    verb = nearest_verb(clause, group.first.start)
    return (
        verb is not None
        and verb.form is not None
        and verb.form.lemma in word_set("cues", "statements", "versioning")
        and group.last.value >= 1
        and not statements.names_measure(statements.label(text, clause, group.first.start), losses=True)
        and noun_phrase(text, clause, group.last.end) == ()
    )


def _kept(text: str, clause: Clause, main: Quantity) -> Token | None:
    """The verb of "keeps 97 % of teacher accuracy": a share of a measure that was not lost."""
    after = re.compile(r"\sof\s(?:[\w'’-]+\s){0,3}?(?=\w)")
    verb = nearest_verb(clause, main.start)
    if main.kind is not Unit.PERCENT or verb is None or verb.form is None:
        return None
    if verb.form.lemma not in word_set("results", "verbs", "keeping"):
        return None
    match = after.match(text, main.end, clause.end)
    named = metric_at(text, main.end, min(clause.end, main.end + 50)) if match else []
    return verb if named and len(text[main.end : named[0].start()].split()) <= 4 else None


def _has_action(clause: Clause) -> bool:
    return any(each.form is not None and each.form.lemma in members("action") for each in clause.tokens)


def _change(at: int, group: Group, before: str, governor: Token) -> Result:
    reached = re.search(r"\b(?:to|under|below|within|at|above|over|into)$", before, re.IGNORECASE) is not None
    amount, value = group.amount, group.value
    if amount is None and value is None:
        relative = group.main.kind in (Unit.POINTS, Unit.MULTIPLE)
        if reached and not relative and governor.end <= group.first.start:
            value = group.main
        else:
            amount = group.main
    says = Says.CHANGE
    sure = group.main.kind in (Unit.PERCENT, Unit.POINTS, Unit.MULTIPLE) or group.baseline is not None
    return Result(
        says=says,
        clause=at,
        span=(group.first.start, group.last.end),
        governor=governor,
        direction=direction_of(governor) or numeric_direction(group),
        amount=amount,
        baseline=group.baseline,
        value=value,
        confidence=Confidence.HIGH if sure else Confidence.MEDIUM,
    )

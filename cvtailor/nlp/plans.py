"""Numbers that were not reached: plans, targets, forecasts, wishes and misses."""

from __future__ import annotations

import functools
import re

from cvtailor.nlp.clauses import Clause
from cvtailor.nlp.exclusions import before_hedges
from cvtailor.nlp.phrases import choice, listed, word_set
from cvtailor.nlp.quantities import Quantity, Unit
from cvtailor.nlp.verbs import look_up, members

_ONE = re.compile(
    r"\b(?:target|goal|objective|quota|forecast|projection|budget|estimate|plan|kpi)s?(?:\s(?:of|was|were|is|at|to be|by))?\s?:?$",
    re.IGNORECASE,
)
# "RMSE of load forecasts 18 %": a plural names no single number.
_PLURAL = re.compile(r"(?:forecasts|projections|estimates|plans|budgets)$", re.IGNORECASE)
_AIMED = re.compile(
    r"^\s?(?!(?:of|above|over|ahead)\s)(?:\w+\s){0,2}?(?:target|goal|quota|forecast|projection)s?\b",
    re.IGNORECASE,
)


def planned(text: str, quantity: Quantity, clauses: tuple[Clause, ...], at: int) -> bool:
    """Return whether a number is a plan, a target, a forecast or a miss; `at` is its clause's index."""
    clause = clauses[at]
    if missed(text, clause) or _guessed(clause):
        return True
    before = text[max(clause.start, quantity.start - 300) : quantity.start]
    bare = before_hedges(text, clause.start, quantity.start)
    met = any(
        each.form is not None
        and each.form.tense != "base"
        and each.form.lemma in word_set("cues", "exclusions", "meeting")
        for each in clause.tokens
    )
    if (
        _ONE.search(bare[-32:])
        and not _PLURAL.search(bare)
        and not bare.lower().rstrip(" :").endswith(("budget", "budget of", " by"))
    ):
        return True
    if _AIMED.match(text[quantity.end : min(clause.end, quantity.end + 40)]) and not met:
        return True
    if _forecast(before, bare, met=met) and not _planning(clause, quantity):
        return True
    if _by_forecast().match(text, quantity.end, clause.end):
        return True
    if _undecided().match(text, quantity.end, clauses[-1].end):
        return True
    if _labelled_plan(text, clauses, at) and not met:
        return True
    if not met and _plan_is().match(text, clause.start, quantity.start):
        return True
    while at > 0 and clauses[at - 1].sentence == clause.sentence:
        first = clauses[at].tokens[0].form
        if first is None or not first.gerund:
            return False
        at -= 1
        previous = text[clauses[at].start : clauses[at].end]
        if any(
            match[0].lower() not in word_set("cues", "exclusions", "bare_plans") for match in _cues(previous)
        ):
            return True
    return False


def _labelled_plan(text: str, clauses: tuple[Clause, ...], at: int) -> bool:
    """Return whether the clause's sentence opens with a label such as "Goal:"."""
    while at > 0 and clauses[at - 1].sentence == clauses[at].sentence:
        at -= 1
    label, colon, _ = text[clauses[at].start : clauses[at].start + 40].partition(":")
    words, plans = label.strip().lower(), word_set("cues", "exclusions", "plan_labels")
    return bool(colon) and (words in plans or re.split(r"\s(?:for|in|by|of)\s", words)[0] in plans)


@functools.cache
def _plan_is() -> re.Pattern[str]:
    """Return the pattern up to the number of "The aim for next quarter is 30 % fewer tickets"."""
    return re.compile(
        rf"\s*(?:the|our|my|this\syear['’]s)?\s?(?:(?:main|key|overall|stated|next|annual|first)\s)?(?:{choice('cues', 'exclusions', 'plan_labels')})\b[^.;:]{{0,60}}?\s(?:is|are|was|were|remains)\b",
        re.IGNORECASE,
    )


def _guessed(clause: Clause) -> bool:
    """As in "Estimated savings: $200k a year"."""
    if clause.tokens[0].lower not in word_set("results", "cues", "guessed"):
        return False
    nouns = word_set("results", "change_nouns", "up") | word_set("results", "change_nouns", "down")
    nouns |= {"potential", "benefit", "benefits", "value", "effect", "impact", "cost", "costs"}
    return any(each.lower in nouns for each in clause.tokens[1:4])


def _planning(clause: Clause, quantity: Quantity) -> bool:
    """The work itself is planning: "Planned menus for 250 guests", "Proposed 3 models"; no forecast of a change."""
    first = clause.tokens[0]
    return (
        first.lower in {"planned", "proposed", "planning", "proposing"}
        and quantity.kind is Unit.NONE
        and bool(clause.after(quantity.end))
    )


def _cues(piece: str) -> list[re.Match[str]]:
    named = [match.span() for match in listed("results", "cues", "no_forecast").finditer(piece)]
    return [
        match
        for match in listed("results", "cues", "forecast").finditer(piece)
        if not any(start <= match.start() < end for start, end in named)
    ]


@functools.cache
def _by_forecast() -> re.Pattern[str]:
    """Return the pattern of "according to the 2024 forecast" behind a number."""
    return re.compile(
        rf"[^.;]{{0,40}}?\b(?:according\sto|in|under|on)\s(?:the|my|our|a|an|its|their)\s(?:[\w-]+\s){{0,3}}?(?:{choice('cues', 'exclusions', 'guesses')})\b",
        re.IGNORECASE,
    )


@functools.cache
def _undecided() -> re.Pattern[str]:
    """Return the pattern of ", decisions pending" behind a number."""
    return re.compile(rf"[^.;]{{0,60}}?\b(?:{choice('cues', 'exclusions', 'undecided')})\b", re.IGNORECASE)


def _forecast(before: str, bare: str, *, met: bool) -> bool:
    for match in _cues(before):
        word = match[0].lower()
        if word in {"against", "will", "may"} and word != "will":
            continue
        if " of" in word[-3:] or word.endswith((" was", " at")):
            continue  # one number only: told by `_ONE`
        if met and word in word_set("cues", "exclusions", "bare_plans"):
            continue  # "Exceeded sales targets by 18 %"
        if word in word_set("cues", "exclusions", "bare_plans") and len(bare[match.end() :].split()) > 2:
            if word == "expected" and re.search(r"\bto\s[a-z]", bare[match.end() :]):
                return True  # "Expected inference cost to fall by 70 %"
            continue
        return True
    return False


_NOT = re.compile(
    r"\b(?:(?:did|does|could|can|would|has|have)\snot|didn['’]t|doesn['’]t|couldn['’]t|cannot|can['’]t)\s(?:\w+ly\s)?(?P<verb>[a-z-]+)",
    re.IGNORECASE,
)


def _negated(text: str, start: int, end: int) -> bool:
    """As in "did not outperform the baseline"; "did not lose a single customer" tells no miss."""
    match = _NOT.search(text, start, end)
    form = look_up(match["verb"]) if match else None
    changing = members("up") | members("down") | members("result") | word_set("results", "verbs", "beating")
    return form is not None and form.lemma in changing


def missed(text: str, clause: Clause) -> bool:
    """Return whether a clause tells a miss ("fell short of"), and not that nothing was missed."""
    return _missed(text, clause.start, clause.end)


_OF_OTHERS = re.compile(r"\d[^.;]*\b(?:that|which|who|whom)\s[^.;]*$")


@functools.lru_cache(maxsize=64)
def _missed(text: str, start: int, end: int) -> bool:
    if _negated(text, start, end):
        return True
    match = listed("results", "cues", "missed").search(text, start, end)
    if match is None or _OF_OTHERS.search(text, start, match.start()):
        return False  # "defects in forms that users had been unable to submit"
    never = listed("results", "cues", "never").search(text, start, end)
    return never is None or never.end() < match.start()

"""Results told by what a product does with a share of things, by a limit that was reached, or by a profit."""

from __future__ import annotations

import functools
import re

from cvtailor.nlp import statements
from cvtailor.nlp.clauses import Clause
from cvtailor.nlp.exclusions import before_hedges
from cvtailor.nlp.phrases import choice, word_set
from cvtailor.nlp.quantities import Quantity, Unit
from cvtailor.nlp.readings import Answer, Says, is_plural, nearest_verb, noun_phrase

_MONTH = 31 * 86_400.0
_OF_THINGS = re.compile(
    r"\s(?:of|in)\s(?:the\s|all\s|our\s|its\s|their\s|my\s)?(?:\d+\s)?(?P<noun>[\w'’-]+)", re.IGNORECASE
)


@functools.cache
def _product() -> re.Pattern[str]:
    """Return the pattern up to the verb of "Built a filter which rejects 97 % of spam", "An assistant that drafts"."""
    products = choice("shapes", "doings", "products")
    return re.compile(
        rf"\b(?:{products})(?:\s[\w-]+){{0,6}}?,?\s(?:that|which|to)\s(?:now\s|alone\s|[a-z]+ly\s)?(?P<verb>[a-z-]+)\s*$"
        rf"|^\s*(?:(?:the|my|our|this)\s)?(?:[\w-]+\s){{0,2}}?(?:{products})\s(?:now\s|alone\s|[a-z]+ly\s)?(?P<does>[a-z-]+s)\s*$",
        re.IGNORECASE,
    )


def _share_done(text: str, clause: Clause, main: Quantity) -> Answer | None:
    """As in "a chatbot that settles 43 % of tickets": a share of things with which a product deals."""
    share = main.kind in (Unit.PERCENT, Unit.FRACTION)
    many = main.kind is Unit.NONE and statements.of_many(text, main.end) is not None
    if not (share or many) or _OF_THINGS.match(text, main.end, clause.end + 40) is None:
        return None
    start = max(clause.start - 60, text.rfind(". ", 0, clause.start) + 1, 0)
    match = _product().search(before_hedges(text, start, main.start))
    if match is None or (match["verb"] or match["does"]).lower() in word_set("shapes", "doings", "holding"):
        return None
    return Says.COUNT, None


def _taken_out(text: str, clause: Clause, main: Quantity) -> Answer | None:
    """As in "Retired two thirds of the unused dashboards", "Stripped out 30 % of the boilerplate"."""
    if main.kind not in (Unit.PERCENT, Unit.FRACTION) or not _OF_THINGS.match(text, main.end, clause.end):
        return None
    verb = nearest_verb(clause, main.start)
    if verb is None or verb.form is None or verb.form.lemma not in word_set("shapes", "doings", "taking_out"):
        return None
    between = before_hedges(text, verb.end, main.start).strip(" ,").lower()
    return (Says.CHANGE, "down") if between in {"", "out", "away", "off", "down"} else None


@functools.cache
def _limit() -> re.Pattern[str]:
    """Return the pattern between "Got" and the level of "Got the nightly build under nine minutes"."""
    return re.compile(
        rf"\s[^,;:()]{{2,60}}?\s(?:{choice('shapes', 'doings', 'limits')})\s*$",
        re.IGNORECASE,
    )


def _got_under(text: str, clause: Clause, main: Quantity) -> Answer | None:
    """As in "Brought the close inside three working days", "Squeezed the model into 12 MB"."""
    if main.kind not in (Unit.DURATION, Unit.DATA, Unit.PERCENT, Unit.PHYSICAL, Unit.MONEY):
        return None
    if main.kind is Unit.DURATION and main.factor > _MONTH:
        return None
    verb = nearest_verb(clause, main.start)
    if verb is None or verb.form is None or verb.form.lemma not in word_set("shapes", "doings", "getting"):
        return None
    if not _limit().fullmatch(text, verb.end, main.start):
        return None
    return Says.PERFORMANCE, "down"


@functools.cache
def _profit() -> re.Pattern[str]:
    """Return the pattern before the sum of "First surplus in a decade, $40,000", "made a profit of £18k"."""
    return re.compile(
        rf"\b(?:{choice('shapes', 'doings', 'profits')})(?:\s(?:in|of|for)\s(?:[\w-]+\s){{0,3}}?[\w-]+)?(?:\sof|,|:|\s\(|\sto)\s*$",
        re.IGNORECASE,
    )


@functools.cache
def _profit_behind() -> re.Pattern[str]:
    return re.compile(rf"\s(?:[\w-]+\s)?(?:{choice('shapes', 'doings', 'profits')})\b", re.IGNORECASE)


def _made(text: str, clause: Clause, main: Quantity) -> Answer | None:
    """As in "first profit in six years, £71k", "a £12k surplus", "renewed for three years at $480k"."""
    if main.kind is not Unit.MONEY:
        return None
    head = clause.tokens[0].form
    if head is not None and head.lemma in word_set("shapes", "doings", "accounting"):
        return None
    verb = nearest_verb(clause, main.start)
    lemma = verb.form.lemma if verb is not None and verb.form is not None else ""
    if lemma in word_set("shapes", "doings", "signing") and before_hedges(
        text, clause.start, main.start
    ).endswith((" at", " for")):
        return Says.COUNT, None
    made = _profit().search(text, max(0, main.start - 80), main.start) or _profit_behind().match(
        text, main.end, clause.end
    )
    return (Says.COUNT, None) if made else None


def _within(text: str, clause: Clause, main: Quantity) -> Answer | None:
    """As in "predicts solubility within 0.38 log units"."""
    verb = nearest_verb(clause, main.start)
    if verb is None or verb.form is None or (main.kind is Unit.DURATION and main.factor > 60):
        return None
    near = re.search(r"\bwithin\s(?:about\s|some\s|roughly\s|an?\s)?$", text[verb.end : main.start])
    told = near and verb.form.lemma in word_set("shapes", "doings", "predicting")
    return (Says.PERFORMANCE, None) if told else None


@functools.cache
def _one_of() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{choice('shapes', 'doings', 'chosen')})\s(?:[\w-]+\s){{0,4}}?(?:as\s)?(?:one\sof|among)(?:\sonly|\sjust|\sthe)?\s$",
        re.IGNORECASE,
    )


def _picked(text: str, clause: Clause, main: Quantity) -> Answer | None:
    """As in "accepted as one of 34 orals"."""
    told = main.kind is Unit.NONE and _one_of().search(text, clause.start, main.start)
    return (Says.RANK, None) if told else None


def _scored(text: str, clause: Clause, main: Quantity) -> Answer | None:
    """As in "Scored 78.4 on MMLU": a mark of a model, with a decimal; marks of the writer's schooling are none."""
    verb = nearest_verb(clause, main.start)
    if main.kind is not Unit.NONE or main.value == int(main.value) or verb is None or verb.form is None:
        return None
    if verb.form.lemma not in word_set("cues", "performances", "reached"):
        return None
    words = {each.lower for each in clause.tokens}
    if words & (word_set("shapes", "gains", "graded") | word_set("shapes", "level", "no_level")):
        return None
    on = re.compile(r"\s(?:on|in|at|across|over|for)\s").match(text, main.end, clause.end)
    return (Says.PERFORMANCE, None) if on and not before_hedges(text, verb.end, main.start).strip() else None


@functools.cache
def _runs_on() -> re.Pattern[str]:
    """Return the pattern up to the number of "Software I wrote is installed in 40 clinics"."""
    return re.compile(
        rf"\b(?:{choice('shapes', 'doings', 'own_things')})(?:\s[\w'’-]+){{0,5}}?\s(?:{choice('shapes', 'doings', 'runs')})\s*$",
        re.IGNORECASE,
    )


def _installed(text: str, clause: Clause, main: Quantity) -> Answer | None:
    """As in "Tools I built run in 11 plants", "Code of mine runs on 3 million phones"."""
    nouns = noun_phrase(text, clause, main.end) if main.kind is Unit.NONE else ()
    if not nouns or not any(is_plural(each) for each in nouns):
        return None
    if any(each.lower in word_set("cues", "statements", "machines") for each in nouns):
        return None
    return (Says.REACH, None) if _runs_on().search(before_hedges(text, clause.start, main.start)) else None


@functools.cache
def _persuaded() -> re.Pattern[str]:
    """Return the pattern up to the number of "Convinced the council to fund 18 crossings"."""
    return re.compile(
        rf"\b(?:{choice('shapes', 'doings', 'persuaded')})\s(?:[\w’'-]+\s){{1,5}}?to\s[a-z]+$", re.IGNORECASE
    )


def _agreed(text: str, clause: Clause, main: Quantity) -> Answer | None:
    """As in "Convinced the council to fund 18 crossings": what others did for it."""
    if main.kind not in (Unit.NONE, Unit.MONEY, Unit.PERCENT):
        return None
    return (Says.COUNT, None) if _persuaded().search(before_hedges(text, clause.start, main.start)) else None


_BACK = re.compile(r"(?:\s[\w'’-]+){1,3}\s(?:back|round|over|on\sboard)\b")


def _won_back(text: str, clause: Clause, main: Quantity) -> Answer | None:
    """As in "Coaxed 17 lapsed patrons back"."""
    verb = nearest_verb(clause, main.start)
    if main.kind is not Unit.NONE or verb is None or verb.form is None:
        return None
    if verb.form.lemma not in word_set("shapes", "doings", "winning_back"):
        return None
    near = not before_hedges(text, verb.end, main.start).strip()
    return (Says.COUNT, None) if near and _BACK.match(text, main.end, clause.end) else None


@functools.cache
def _best_by() -> re.Pattern[str]:
    """Return the pattern up to the number of "Fastest apprentice on the line by 14 seconds"."""
    return re.compile(
        rf"\s*(?:{choice('shapes', 'ranks', 'best')})\s(?:[\w’'-]+\s){{1,7}}?by$", re.IGNORECASE
    )


@functools.cache
def _preferred() -> re.Pattern[str]:
    """Return the pattern up to the share of "annotators preferred the new output in 64 % of pairs"."""
    return re.compile(
        rf"\b(?:{choice('shapes', 'doings', 'preferring')})\s(?:[\w’'-]+\s){{1,8}}?in$", re.IGNORECASE
    )


def _ahead(text: str, clause: Clause, main: Quantity) -> Answer | None:
    """As in "Fastest apprentice on the line by 14 seconds", "preferred the new output in 64 % of pairs"."""
    before = before_hedges(text, clause.start, main.start)
    if _best_by().fullmatch(before):
        return Says.CHANGE, "up"
    share = main.kind is Unit.PERCENT and _OF_THINGS.match(text, main.end, clause.end)
    return (Says.PERFORMANCE, None) if share and _preferred().search(before) else None


READERS = (
    _ahead,
    _won_back,
    _agreed,
    _within,
    _picked,
    _share_done,
    _taken_out,
    _got_under,
    _made,
    _scored,
    _installed,
)

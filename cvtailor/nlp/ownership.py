"""Whose result it is: the claims of a vendor, the growth of an employer, a supervisor's later success are not the writer's."""

from __future__ import annotations

import functools
import re

from cvtailor.nlp.clauses import Clause
from cvtailor.nlp.phrases import choice, word_set
from cvtailor.nlp.verbs import members

_PRONOUN = re.compile(r"\b(?:I|we|my|our)\b")


def foreign(text: str, clauses: tuple[Clause, ...], at: int) -> bool:
    """Return whether clause `at` tells what others reached, claimed, or were before the writer came."""
    clause = clauses[at]
    piece = text[clause.start : clause.end]
    return (
        _claimed().search(piece) is not None
        or _of_firm().match(piece) is not None
        or _when_firm().search(piece) is not None
        or _others_did(piece, clause)
        or _before_arrival(text, clauses, at)
        or _of_whom(text, clauses, at)
    )


@functools.cache
def _claimed() -> re.Pattern[str]:
    """Return the pattern of "vendor claims 99 % accuracy", "earlier paper reported 84.1"."""
    return re.compile(
        rf"\b(?:{choice('cues', 'statements', 'claimants')})(?:s|['’]s(?:\s[\w-]+){{1,4}}?)?\s(?:\w+\s)?(?:{choice('cues', 'statements', 'claims')})\b"
        rf"|^\s*(?:(?:an?|the|our|my|[\w-]+['’]s)\s)?(?:{choice('cues', 'statements', 'other_ones')})\s(?:[\w-]+\s){{1,3}}?(?:{choice('cues', 'statements', 'claims')})\b",
        re.IGNORECASE,
    )


@functools.cache
def _of_firm() -> re.Pattern[str]:
    """Return the pattern of "My firm, a market leader with 38 % market share, makes …"."""
    return re.compile(
        rf"\s*(?:{choice('cues', 'statements', 'own_firm')})(?::\s|,?\s(?:an?|the|with|whose|which)\b"
        rf"|\s(?:{choice('cues', 'statements', 'own_firm_verbs')})\b)",
        re.IGNORECASE,
    )


@functools.cache
def _when_firm() -> re.Pattern[str]:
    """Return the pattern of "Joined when the firm had 12,000 employees"."""
    firms, verbs = choice("cues", "statements", "own_firm"), choice("cues", "statements", "own_firm_verbs")
    return re.compile(
        rf"\b(?:when|where|while|as|since)\s(?:{firms})\s(?:still\s)?(?:{verbs})\b", re.IGNORECASE
    )


@functools.cache
def _others() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{choice('cues', 'statements', 'others')})(?:['’]s(?:\s[\w-]+){{1,3}}?)?"
        rf"\s(?:later\s|then\s|since\s|subsequently\s|had\s|has\s|already\s|also\s|afterwards\s)*(?=\w)",
        re.IGNORECASE,
    )


def _others_did(piece: str, clause: Clause) -> bool:
    """As in "my supervisor's group later increased conversion"; not "helped my manager cut costs"."""
    match = _others().search(piece)
    if match is None:
        return False
    earlier = clause.before(clause.start + match.start())
    if any(each.form is not None and each.form.tense != "base" for each in earlier):
        return False
    following = clause.after(clause.start + match.end())
    form = following[0].form if following else None
    changing = members("up") | members("down") | members("result") | word_set("results", "prizes", "winning")
    return form is not None and form.tense == "past" and form.lemma in changing


@functools.cache
def _person_whose() -> re.Pattern[str]:
    """Return the pattern of "a professor whose book sold 50,000 copies"."""
    return re.compile(rf"\b(?:{choice('cues', 'statements', 'persons')})s?,?\swhose\b", re.IGNORECASE)


def _of_whom(text: str, clauses: tuple[Clause, ...], at: int) -> bool:
    clause = clauses[at]
    start = clause.start
    if at > 0 and clauses[at - 1].sentence == clause.sentence and clause.tokens[0].lower == "whose":
        start = clauses[at - 1].start
    match = _person_whose().search(text, start, clause.end)
    return match is not None and not any(char.isdigit() for char in text[clause.start : match.start()])


@functools.cache
def _arrival() -> re.Pattern[str]:
    """Return the pattern of "joined a company that"."""
    nouns = choice("results", "nouns", "organisations")
    return re.compile(
        rf"\b(?:{choice('cues', 'statements', 'arrivals')})(?:\sas\s(?:[\w-]+\s){{0,3}}[\w-]+)?\s(?:an?|the)\s(?:[\w-]+\s){{0,5}}?(?:{nouns})"
        r",?\s*(?P<link>(?:that|which|with|whose|where|of|having|valued|worth)\b)?",
        re.IGNORECASE,
    )


def _before_arrival(text: str, clauses: tuple[Clause, ...], at: int) -> bool:
    """As in "Joined a company that grew revenue by 300 %": the clause describes the firm."""
    clause = clauses[at]
    piece = text[clause.start : clause.end]
    match = _arrival().search(piece)
    if match is not None and match["link"]:
        return _PRONOUN.search(piece[match.end() :].split(" during ")[0]) is None
    if at == 0 or clauses[at - 1].sentence != clause.sentence:
        return False
    if clause.tokens[0].lower not in {"that", "which", "whose", "where", "with"}:
        return False
    previous = clauses[at - 1]
    found = _arrival().search(text[previous.start : previous.end])
    ends = found is not None and not text[previous.start + found.end() : previous.end].strip(" ,")
    return ends and _PRONOUN.search(piece.split(" during ")[0]) is None

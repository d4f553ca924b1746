"""Results told in words alone: nobody failed, accident-free, weeks instead of months, outsold every other rep."""

from __future__ import annotations

import functools
import re

from cvtailor.nlp.clauses import Clause
from cvtailor.nlp.phrases import choice, word_set
from cvtailor.nlp.quantities import Quantity, Unit
from cvtailor.nlp.readings import Result, Says, nearest_verb
from cvtailor.nlp.types import Confidence
from cvtailor.nlp.verbs import members

Range = tuple[int, int]


def word(start: int, end: int, value: float) -> Quantity:
    """Return a quantity for words that are their own amount ("halved", "zero", "weeks")."""
    return Quantity(
        start=start, end=end, number=(start, end), unit=None, kind=Unit.NONE, value=value, words=True
    )


# "From 31 complaints to none in a single summer"
_TO_NONE = re.compile(
    r"\bfrom\s\d[\d,.]*\s(?:[\w'’-]+\s){0,3}?to\s(?P<none>none|zero|nil|nothing)\b", re.IGNORECASE
)


def told(text: str, clause: Clause, at: int) -> list[Result]:
    """Return the results of a clause that these wordings tell; `at` is the clause's index."""
    found = [
        *((Says.ZERO, span, None) for span in _nobody_did(text, clause)),
        *(
            (Says.ZERO, match.span("none"), None)
            for match in _TO_NONE.finditer(text, clause.start, clause.end)
        ),
        *((Says.ZERO, span, None) for span in _free_of(text, clause)),
        *((Says.ZERO, span, None) for span in _none_found(text, clause)),
        *((Says.CHANGE, span, None) for span in _to_nothing(text, clause)),
        *((Says.CHANGE, span, None) for span in _ended(text, clause)),
        *((Says.CHANGE, new, old) for new, old in _times(text, clause)),
        *((Says.RANK, span, None) for span in _all_outdone(text, clause)),
        *((Says.RANK, span, None) for span in _climbed(text, clause)),
        *((Says.PERFORMANCE, span, None) for span in _as_promised(text, clause)),
    ]
    results = []
    for says, span, old in found:
        amount = word(*span, 0.0)
        results.append(
            Result(
                says=says,
                clause=at,
                span=(min(span[0], old[0]), max(span[1], old[1])) if old else span,
                governor=nearest_verb(clause, span[0]),
                amount=amount if says is Says.ZERO else None,
                value=None if says is Says.ZERO else amount,
                baseline=word(*old, 0.0) if old else None,
                direction="down" if says is Says.CHANGE else None,
                confidence=Confidence.MEDIUM,
            )
        )
    return results


@functools.cache
def _nobody() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?P<who>nobody|no one|no-one|not one|none of (?:the|my|our|them|these|those)(?:\s[\w-]+){{0,2}}|no\s[\w-]+)(?:\s(?:on|in|of|under|at)\s(?:[\w-]+\s?){{1,3}}?)?\s"
        rf"(?:has\s|have\s|had\s|been\s|ever\s|was\s|got\s){{0,3}}(?:{choice('cues', 'statements', 'nobody')})\b",
        re.IGNORECASE,
    )


_LOST_NOBODY = re.compile(
    r"^\s*(?:lost|dropped|turned\saway|laid\soff|failed|missed|injured|hurt)\s(?P<who>nobody|no\sone|no-one|none)\b",
    re.IGNORECASE,
)


def _nobody_did(text: str, clause: Clause) -> list[Range]:
    """As in "nobody failed the resit", "no pupil dropped out"."""
    return [
        match.span("who")
        for pattern in (_nobody(), _LOST_NOBODY)
        for match in pattern.finditer(text, clause.start, clause.end)
    ]


@functools.cache
def _free() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{choice('cues', 'statements', 'free_of')})[-\s]free\b(?P<lasting>\s(?:for|over|in|since|across|throughout|through|during|years?|days?|operation|record|seasons?|handover|launch|migration|completion)\b)?",
        re.IGNORECASE,
    )


def _free_of(text: str, clause: Clause) -> list[Range]:
    """As in "kept the plant accident-free", "four years incident-free"; not "wrote error-free code"."""
    found = []
    for match in _free().finditer(text, clause.start, clause.end):
        verb = nearest_verb(clause, match.start())
        kept = verb is not None and verb.form is not None
        kept = (
            kept
            and verb is not None
            and verb.form is not None
            and (verb.form.lemma in word_set("cues", "statements", "free_verbs"))
        )
        ends = not text[match.end() : clause.end].strip(" .,;!")
        if match["lasting"] or (kept and ends):
            found.append((match.start(), match.start("lasting") if match["lasting"] else match.end()))
    return found


_FOUND = re.compile(
    r"\b(?P<no>no|zero)\s(?!significant\b|difference|evidence|effect|improvement|correlation|experience|solution|answer|paid|formal|prior|longer\b)"
    r"(?:[\w-]+\s){1,3}?(?:was\s|were\s|ever\s|has\sbeen\s|have\sbeen\s|being\s)?"
    r"(?:found|reported|recorded|lost|missed|raised|rejected|logged|turned\saway|overdue|outstanding|returned|breached|damaged|dropped|flagged|noted|detected|cancelled|left\sbehind)\b",
    re.IGNORECASE,
)
_SINGLE = re.compile(
    r"\b(?P<no>without\s(?:a\ssingle|losing\sa(?:\ssingle)?)|not\s(?:a|one)\ssingle|not\sone)\s\w",
    re.IGNORECASE,
)


@functools.cache
def _zero_of() -> re.Pattern[str]:
    names = choice("cues", "statements", "zero_names")
    return re.compile(
        rf"(?:(?<=[,:;(]\s)|(?<=\bwith\s)|(?<=\band\s)|(?<=\bhad\s)|(?<=\bhas\s)|(?<=\breported\s)|(?<=\bachieved\s)|(?<=\bin\s))(?P<no>0|zero|nil)\s(?!(?:{names})\b)(?=[a-z])"
        rf"|^(?P<first>zero|0)\s(?!(?:{names})\b)(?=[a-z])",
        re.IGNORECASE,
    )


def _none_found(text: str, clause: Clause) -> list[Range]:
    """As in "with no errors found by the auditors", "without a single hour of downtime", "with zero remarks"."""
    found = [
        match.span("no")
        for pattern in (_FOUND, _SINGLE)
        for match in pattern.finditer(text, clause.start, clause.end)
    ]
    for match in _zero_of().finditer(text, clause.start, clause.end):
        following = clause.after(match.end())
        if following and following[0].lower in {
            "users",
            "experience",
            "budget",
            "knowledge",
            "background",
            "previous",
            "prior",
        }:
            continue
        found.append(match.span("no") if match["no"] else match.span("first"))
    return found


@functools.cache
def _nothing() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:to|at|near|from\s[\w\s]{{1,20}}\sto)\s(?:almost\s|nearly\s|practically\s|virtually\s)?(?P<none>{choice('cues', 'statements', 'nothing')})(?![\w,.]*\d)\b(?!-)(?!\s(?:shot|in|to|trust|users?)\b)",
        re.IGNORECASE,
    )


def _to_nothing(text: str, clause: Clause) -> list[Range]:
    """As in "saw error reports fall to zero", "brought the waiting list down to nothing"."""
    changing = members("up") | members("down") | word_set("results", "verbs", "subject")
    changing |= {"bring", "keep", "hold", "drive", "get", "take", "down"}
    losses = word_set("cues", "statements", "counted_losses")
    if not any(
        each.lower in losses
        or (each.form is not None and each.form.lemma in changing)
        or each.lower == "down"
        for each in clause.tokens
    ):
        return []
    return [match.span("none") for match in _nothing().finditer(text, clause.start, clause.end)]


@functools.cache
def _done_with() -> re.Pattern[str]:
    ends, wholly = choice("shapes", "counts", "ending"), choice("shapes", "counts", "wholly")
    return re.compile(rf"\b(?:{ends})\s(?:[\w’'-]+\s){{1,5}}?(?P<wholly>{wholly})\b", re.IGNORECASE)


def _ended(text: str, clause: Clause) -> list[Range]:
    """As in "ended agency spend altogether"."""
    return [match.span("wholly") for match in _done_with().finditer(text, clause.start, clause.end)]


_SPAN = r"(?:milliseconds|microseconds|seconds|minutes|hours|days|weeks|months|years|an?\s(?:second|minute|hour|day|week|month|year)|overnight)"
_INSTEAD = re.compile(
    rf"\b(?P<new>{_SPAN})\s?(?:,\s)?(?:instead\sof|rather\sthan|not|where\sit\stook)\s(?:several\s|many\s)?(?P<old>{_SPAN})\b",
    re.IGNORECASE,
)
_FROM = re.compile(
    rf"\b(?:from\s(?:several\s|many\s|a\sfew\s)?(?P<old>{_SPAN})\s(?:down\s)?to\s|(?P<first>{_SPAN})\s?(?:→|->|=>)\s?)(?:a\sfew\s|several\s|mere\s|under\s)?(?P<new>{_SPAN})\b",
    re.IGNORECASE,
)
_TOOK = re.compile(
    rf"\b(?:took|needed|lasted|required|used\sto\stake)\s(?:several\s|many\s|a\sfew\s)?(?P<old>{_SPAN})\b[^.;]{{0,30}}?\b(?:takes?|took|needs?|runs?\sin|lasts?|done\sin|finish(?:es)?\sin|in|is\sready\sin)\s(?:a\sfew\s|several\s|under\s|just\s|only\s)?(?P<new>{_SPAN})\b",
    re.IGNORECASE,
)


def _times(text: str, clause: Clause) -> list[tuple[Range, Range]]:
    """As in "weeks instead of months", "reports that took days now take minutes": the new time and the old."""
    found = []
    for pattern in (_INSTEAD, _FROM):
        for match in pattern.finditer(text, clause.start, clause.end):
            old = match.span("old") if match["old"] else match.span("first")
            if text[slice(*old)].lower() != match["new"].lower():
                found.append((match.span("new"), old))
    # "that took days" may be a clause of its own: the verb before belongs to the same sentence.
    start = max(text.rfind(". ", 0, clause.end), 0) if clause.sentence == 0 else clause.start
    return found + [
        (match.span("new"), match.span("old"))
        for match in _TOOK.finditer(text, start, clause.end)
        if match.end() > clause.start
    ]


@functools.cache
def _outdone() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:outsold|outperformed|outperforms|beat|beats|surpassed|outscored|outpaced|topped|outsells|outranked|outran)\s(?P<who>(?:{choice('cues', 'statements', 'everyone')})\b[^,.;()]{{0,40}})",
        re.IGNORECASE,
    )


def _all_outdone(text: str, clause: Clause) -> list[Range]:
    return [match.span("who") for match in _outdone().finditer(text, clause.start, clause.end)]


@functools.cache
def _climb() -> re.Pattern[str]:
    """Return the pattern of "from the fourth division to the second"."""
    nth = rf"(?:{choice('results', 'places', 'climbing')}|\d{{1,3}}(?:st|nd|rd|th))"
    return re.compile(
        rf"\bfrom\s(?:the\s)?{nth}\b[^,.;]{{0,30}}?\bto\s(?:the\s)?(?P<new>{nth}|top)(?P<grade>)\b"
        rf"(?!\s(?:{choice('results', 'places', 'no_places')}))",
        re.IGNORECASE,
    )


@functools.cache
def _rating() -> re.Pattern[str]:
    ratings = choice("shapes", "contrast", "ratings")
    return re.compile(
        r"(?:\bfrom|:)\s(?:an?\s)?[“\"']?[A-F][+*-]?[”\"']?\sto\s(?:an?\s)?[“\"']?(?P<grade>[A-F][+*-]?)(?![\w-])"
        rf"|\bfrom\s[“\"']?(?:{ratings})[”\"']?\s(?:\w+\s){{0,2}}?(?:to|→)\s[“\"']?(?P<new>{ratings})\b",
        re.IGNORECASE,
    )


def _climbed(text: str, clause: Clause) -> list[Range]:
    """As in "led the club from the fourth division to the second"; not "from first sketch to last screw"."""
    return [
        match.span("new" if match["new"] else "grade")
        for pattern in (_climb(), _rating())
        for match in pattern.finditer(text, clause.start, clause.end)
        if (match["new"] or "").lower() not in {"last", "bottom"}
    ]


@functools.cache
def _promised() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{choice('cues', 'statements', 'delivered')})\s"
        rf"(?P<whole>{choice('cues', 'statements', 'whole')})\b[^.;]{{0,60}}?\b(?:{choice('cues', 'statements', 'as_promised')})\b",
        re.IGNORECASE,
    )


def _as_promised(text: str, clause: Clause) -> list[Range]:
    """As in "delivered every one of eleven projects on or under budget"."""
    return [match.span("whole") for match in _promised().finditer(text, clause.start, clause.end)]

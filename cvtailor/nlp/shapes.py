"""Results told by the shape of the sentence, whatever is measured: level and earlier level, level and rival, label and level."""

from __future__ import annotations

import functools
import re

from cvtailor.nlp import doings, gains, statements
from cvtailor.nlp.clauses import Clause, Token
from cvtailor.nlp.exclusions import before_hedges
from cvtailor.nlp.performances import metric_at
from cvtailor.nlp.phrases import choice, word_set
from cvtailor.nlp.quantities import Quantity, Unit, value_of
from cvtailor.nlp.readings import Answer, Group, Result, Says, nearest_verb
from cvtailor.nlp.types import Confidence

_FEW_WORDS = 2
_LONG_LABEL = 10  # words
_FAR = 110  # code points between two levels that are compared
_DAY = 86_400.0
_RELATIVE = (Unit.PERCENT, Unit.POINTS, Unit.MULTIPLE, Unit.FRACTION)
_WORDS = re.compile(r"[^\W\d_][\w'’-]*")


def told(text: str, clause: Clause, at: int, group: Group) -> Result | None:
    """Return what a number says by what stands around it, or None; `at` is the clause's index."""
    main = group.main
    if group.baseline is not None:
        return None
    for reader in (
        _rival,
        _labelled,
        _rate_of,
        _lasted,
        _measured,
        _gone,
        _taken_off,
        _extra,
        _by_unit,
        _per_many,
        _led_down,
        _over_target,
        *gains.READERS,
        *doings.READERS,
    ):
        answer = reader(text, clause, main)
        if answer is not None:
            says, direction = answer
            amount = main if says in (Says.CHANGE, Says.COUNT) else None
            return Result(
                says=says,
                clause=at,
                span=(group.first.start, group.last.end),
                direction=direction,
                governor=nearest_verb(clause, main.start),
                amount=amount,
                value=None if amount else main,
                confidence=Confidence.MEDIUM,
            )
    return None


# --- a level and the one before ----------------------------------------------------


@functools.cache
def _near(name: str, *, behind: bool) -> re.Pattern[str]:
    words = choice("shapes", "contrast", name)
    filler = r"(?:\s(?:the|a|an|only|just|about|around|some|at|of|as|over|under|below|above|nearly|almost|[\w-]+ly))*"
    if behind:
        return re.compile(rf"(?:\s[\w-]+){{0,2}}?\s?[,(–—-]?\s?(?:{words})\b", re.IGNORECASE)
    return re.compile(rf"(?:^|[\s,(–—-])(?:{words}){filler}\s?[(~<>≤≥]?\s*$", re.IGNORECASE)


@functools.cache
def _into() -> re.Pattern[str]:
    """Return the pattern up to the second number of "Turned a loss of £40k into a surplus of £12k"."""
    return re.compile(
        rf"\b(?:{choice('shapes', 'contrast', 'turning')})\s[^.;]{{0,50}}?\d[^.;]{{0,30}}?\sinto\s(?:[\w-]+\s){{0,4}}[£$€]?$",
        re.IGNORECASE,
    )


# "£41k a month in 2021, £12k today"
_IN_YEAR = re.compile(r"\s(?:(?:per|a)\s\w+\s)?in\s(?:(?:early|late|mid)[\s-])?(?:19|20)\d\d\s?[,;:–—-]")


def contrast(text: str, one: Quantity, two: Quantity) -> Group | None:
    """Return two levels of which words say that one came before the other: "31 % at the start, 74 % by spring".

    Takes two neighbouring numbers of one sentence, in the order of the text.
    """
    alike = one.kind is two.kind or two.unit is None or one.unit is None
    if two.start - one.end > _FAR or not alike:
        return None
    kinds = {one.kind, two.kind}
    years = Unit.DURATION in kinds and max(one.factor, two.factor) > 31 * _DAY
    if years or Unit.MULTIPLE in kinds or (Unit.FRACTION in kinds and len(kinds) > 1):
        return None
    gap = text[one.end : two.start]
    if re.search(r"[.!?;]\s", gap) and "now" not in gap.lower():
        return None
    if _into().search(text[max(0, one.start - 60) : two.start]):
        return Group(first=one, last=two, baseline=one, value=two)
    head, tail = text[max(0, one.start - 60) : one.start], text[two.end : two.end + 40]
    behind_one, before_two = _near("earlier_behind", behind=True), _near("earlier_before", behind=False)
    first = behind_one.match(gap) or before_two.search(head) or _IN_YEAR.match(gap)
    second_now = _near("later_before", behind=False).search(gap) or _near("later_behind", behind=True).match(
        tail
    )
    if first and second_now and not _plain_list(gap):
        return Group(first=one, last=two, baseline=one, value=two)
    second = before_two.search(gap) or (behind_one.match(tail) and re.search(r"[,(–—;]", gap))
    if second and not (before_two.search(head) and not _near("later_before", behind=False).search(head)):
        return Group(first=one, last=two, baseline=two, value=one)
    return None


@functools.cache
def _other() -> re.Pattern[str]:
    usual = choice("shapes", "compared", "usual")
    return re.compile(
        rf"[^()\d.;]{{0,60}}(?:\swhere\s(?:[\w'’-]+\s){{1,4}}?(?:{choice('shapes', 'compared', 'giving')})\s(?:only\s|about\s|just\s)?"
        rf"|\s(?:against|versus|vs\.?|compared\s(?:with|to))\s(?:an?|the|our|its)\s(?:[\w'’-]+\s){{0,3}}?(?:{usual})\s(?:of|at|around)\s"
        rf"|\((?P<rival>[^():;]{{2,40}}):\s|(?:[(,–—]|\swhere)\s?(?:[\w'’-]+\s){{0,3}}?(?:{usual})\s(?:of\s|was\s|is\s|at\s|being\s|came\sto\s|stood\sat\s|ran\sto\s)?)[~≈]?",
        re.IGNORECASE,
    )


def others_level(text: str, one: Quantity, two: Quantity) -> bool:
    """Return whether the second of two levels is a rival's or the usual one: "FID 8.6 (StyleGAN2: 11.3)", "8 %, plant average 21 %"."""
    if one.kind is not two.kind and Unit.NONE not in (one.kind, two.kind):
        return False
    if {one.kind, two.kind} & {Unit.MULTIPLE, Unit.FRACTION} or (one.kind is Unit.DURATION) != (
        two.kind is Unit.DURATION
    ):
        return False
    match = _other().fullmatch(text, one.end, two.start)
    if match is None or not match["rival"]:
        return match is not None
    return not any(each[0] == match["rival"] for each in metric_at(match["rival"], 0, len(match["rival"])))


def _plain_list(gap: str) -> bool:
    return re.fullmatch(r"\s?(?:,|and|or|&)\s?", gap) is not None


# --- a level and a rival -----------------------------------------------------------


@functools.cache
def _beside() -> re.Pattern[str]:
    return re.compile(
        rf"(?:\s(?:points?|percentage|marks?|places?|words?|per|a|minute|[a-z]+s)){{0,3}}?\s(?P<word>{choice('shapes', 'compared', 'words')}|on)"
        r"\s(?P<what>(?:[\w'’-]+\s?){1,4})",
        re.IGNORECASE,
    )


def _rival(text: str, clause: Clause, main: Quantity) -> Answer | None:
    """As in "eleven points above the Bradford average", "a fifth on the previous autumn"."""
    if main.kind not in (*_RELATIVE, Unit.PHYSICAL, Unit.NONE):
        return None
    match = _beside().match(text, main.end, min(clause.end, main.end + 90))
    if match is None:
        return None
    word, what = match["word"].lower(), match["what"].lower().split()
    if what[0][0].isdigit():
        return None
    if word == "on":
        named = set(what[:3]) & word_set("shapes", "compared", "on_what")
        return (Says.CHANGE, "up") if named and main.kind in _RELATIVE else None
    next_to = match[0].strip().lower().startswith(word)
    usual = set(what[:4]) & word_set("shapes", "compared", "usual")
    if main.kind in (Unit.NONE, Unit.PHYSICAL) and (
        (next_to and not usual and not _again(text, clause, main, what))
        or word not in word_set("shapes", "compared", "apart")
    ):
        return None  # "above 40 others" may be a bound; "11 words above the norm" is none
    lasting = set(what[:3]) & word_set("shapes", "compared", "no_rival")
    if lasting and word in word_set("shapes", "compared", "time_words"):
        return None
    return Says.CHANGE, "down" if word in word_set("shapes", "compared", "down") else "up"


def _again(text: str, clause: Clause, main: Quantity, what: list[str]) -> bool:
    """As in "FID of 6.2, 2.9 below the GAN it replaced": behind the level, the distance to another's."""
    level = re.compile(r"\d[\d.,]*(?:\s?%)?[^.;]{0,40}?,\s(?:and\s)?$").search(text, clause.start, main.start)
    return (
        what[0] in {"the", "our", "its", "their"}
        and level is not None
        and bool(metric_at(text, clause.start, main.start))
    )


# --- a label and its level ---------------------------------------------------------

_ENDS = re.compile(
    r"\s?(?:$|[.,;)(–—]|(?:at|on|in|for|across|by|after|over|within|last|this|against|versus|vs|through|throughout)\b)"
)


_AGAIN = re.compile(r"\d[\d.,]*\s?%\s?(?:\([^()]{1,20}\))?,\s?$")


def _labelled(text: str, clause: Clause, main: Quantity) -> Answer | None:
    """As in "agreement with human raters 81.3 %", "Reading: 82 % at expected standard": a verbless label, then its level."""
    before = clause.before(main.start)
    if main.kind is not Unit.PERCENT or not before or not verbless(before):
        return None
    name = statements.label(text, clause, main.start)
    again = _AGAIN.search(text, clause.start, main.start)
    if not name and again is not None:  # "attainment 118 % (FY19), 124 % (FY20)"
        name = statements.label(text, clause, again.start())
    words = _WORDS.findall(name.lower())
    refused = word_set("shapes", "level", "no_level") | word_set("cues", "statements", "no_measure")
    following = {each.lower for each in clause.after(main.end)[:3]}
    if not words or len(words) > _LONG_LABEL or (set(words) | following) & refused:
        return None
    return (Says.PERFORMANCE, None) if _ENDS.match(text[main.end : clause.end]) else None


def _rate_of(text: str, clause: Clause, main: Quantity) -> Answer | None:
    """As in "Engineered a filter with a false-positive rate of 0.02 %": the level of a named measure."""
    before = before_hedges(text, clause.start, main.start)
    if main.kind is not Unit.PERCENT:
        return None
    behind = clause.after(main.end)
    if (
        behind
        and behind[0].lower in word_set("shapes", "level", "rates")
        and not text[main.end : behind[0].start].strip()
    ):
        return Says.PERFORMANCE, None  # "2.6 % error against hand counts"
    if _RIGHT.search(before):
        return Says.PERFORMANCE, None
    if not before.lower().endswith((" of", " at")):
        return None
    refused = word_set("shapes", "level", "no_level") | word_set("cues", "statements", "no_measure")
    words = _WORDS.findall(before[:-3].lower())[-4:]
    heads = word_set("cues", "statements", "heads") | word_set("shapes", "level", "rates")
    return (Says.PERFORMANCE, None) if words and words[-1] in heads and not set(words) & refused else None


# The writer or a model is "right on 97 % of tokens".
_RIGHT = re.compile(r"\b(?:right|correct|accurate|wrong)\s(?:on|in|for)$", re.IGNORECASE)


def verbless(words: tuple[Token, ...]) -> bool:
    """Return whether none of the words reads as a finite verb."""
    return not any(each.form is not None and each.form.tense == "past" for each in words) and (
        words[0].form is None or words[0].form.tense == "base"
    )


def _measured(text: str, clause: Clause, main: Quantity) -> Answer | None:
    """As in "cost 0.7 points of top-1": a difference of a measure; not points of a game or a story."""
    unit = text[slice(*main.unit)].lower() if main.unit else ""
    named = metric_at(text, main.end, min(clause.end, main.end + 40))
    plain = unit in word_set("shapes", "level", "plain_points") and main.value == int(main.value)
    return (Says.CHANGE, None) if main.kind is Unit.POINTS and (named or not plain) else None


@functools.cache
def _faster() -> re.Pattern[str]:
    words = "|".join(choice("results", "comparatives", side) for side in ("up", "down"))
    return re.compile(rf"\s[\w-]+(?:\s(?:per|a|an|each)\s\w+)\s(?P<word>{words})\b", re.IGNORECASE)


# "9,000 requests per second" is what a machine does.
_A_SECOND = re.compile(
    r"\s(?:[\w-]+\s){1,2}?(?:per|a|every)\s(?:second|millisecond)\b|\s?[a-z]+/s\b", re.IGNORECASE
)


def _by_unit(text: str, clause: Clause, main: Quantity) -> Answer | None:
    """As in "30 words per minute faster"."""
    head = clause.tokens[0].form
    served = head is not None and head.lemma in word_set("results", "nouns", "traffic_verbs")
    if main.kind is Unit.NONE and not served and _A_SECOND.match(text, main.end, clause.end):
        return Says.PERFORMANCE, None
    match = _faster().match(text, main.end, clause.end) if main.kind is Unit.NONE else None
    if match is None:
        return None
    return Says.CHANGE, "down" if match["word"].lower() in word_set(
        "results", "comparatives", "down"
    ) else "up"


# "1 in 10,000 lifts"
_PER_MANY = re.compile(
    r"\s(?:per|in|in\severy|for\severy)\s(?:100|\d{1,3}(?:,\d{3})+|\d{4,}|a\sthousand|a\smillion|million|thousand)\b",
    re.IGNORECASE,
)


def _per_many(text: str, clause: Clause, main: Quantity) -> Answer | None:
    """As in "Missed collections under 1 per 10,000 lifts": how rare a loss is."""
    if main.kind is not Unit.NONE or not _PER_MANY.match(text, main.end, clause.end):
        return None
    said = text[max(clause.start, main.start - _FAR) : main.start].lower()
    losses = word_set("results", "nouns", "loss") | word_set("cues", "statements", "counted_losses")
    losses |= word_set("results", "nouns", "loss_adjectives")
    return (Says.PERFORMANCE, None) if set(_WORDS.findall(said)) & losses else None


_LED_DOWN = re.compile(r"\bper\s[\w-]+\s(?:(?:is|are|was|were|now|went|came)\s)*down\sto$", re.IGNORECASE)


def _led_down(text: str, clause: Clause, main: Quantity) -> Answer | None:
    """As in "Pages per week down to 3"."""
    led = main.kind is Unit.NONE and _LED_DOWN.search(before_hedges(text, clause.start, main.start))
    return (Says.CHANGE, "down") if led else None


@functools.cache
def _aimed() -> re.Pattern[str]:
    """Return the pattern between a number and the target it passed: "1,850 hours against a target of 1,600"."""
    return re.compile(
        r"(?:\s[\w-]+){0,4}?\s?[,(]?\s?(?:against|versus|vs\.?)\s(?:a|an|the|my|our)\s(?:[\w-]+\s){0,2}?(?:target|quota|goal|budget|plan)\sof\s[£$€]?(?P<aim>\d[\d.,]*[km]?)",
        re.IGNORECASE,
    )


def _over_target(text: str, clause: Clause, main: Quantity) -> Answer | None:
    """As in "Billed 1,850 hours against a target of 1,600"."""
    match = _aimed().match(text, main.end, clause.end)
    if match is None or value_of(match["aim"].rstrip(".,")) >= main.value:
        return None
    return Says.PERFORMANCE, None


# --- time --------------------------------------------------------------------------

_TAKEN_OFF = (Unit.FRACTION, Unit.DURATION, Unit.MONEY, Unit.PERCENT, Unit.PHYSICAL, Unit.DATA)


@functools.cache
def _off() -> re.Pattern[str]:
    """Return the pattern behind the number of "Knocked six weeks off the build"; not of "two weeks off"."""
    heads = choice("shapes", "level", "off_heads")
    return re.compile(
        rf"\soff\s(?:the|our|its|their|each|every|my|all|both|average|total|[a-z]+ing|[a-z-]+\s(?:{heads}))\b",
        re.IGNORECASE,
    )


@functools.cache
def _gone_of() -> re.Pattern[str]:
    """Return the pattern behind the share of "Two thirds of the paper forms are gone"."""
    words = choice("shapes", "level", "gone")
    return re.compile(
        rf"\sof\s(?:[\w’'-]+\s){{1,5}}?(?:are|is|were|was|have\sbeen|has\sbeen)\s(?:now\s)?(?:{words})\b",
        re.IGNORECASE,
    )


def _gone(text: str, clause: Clause, main: Quantity) -> Answer | None:
    share = main.kind in (Unit.PERCENT, Unit.FRACTION) and _gone_of().match(text, main.end, clause.end)
    return (Says.CHANGE, "down") if share else None


def _taken_off(text: str, clause: Clause, main: Quantity) -> Answer | None:
    if main.kind not in _TAKEN_OFF:
        return None
    verb = nearest_verb(clause, main.start)
    taking = (
        verb is not None
        and verb.form is not None
        and verb.form.lemma in word_set("shapes", "level", "taking")
    )
    out = taking and _OUT.match(text, main.end, clause.end)
    return (Says.CHANGE, "down") if out or _off().match(text, main.end, clause.end) else None


_OUT = re.compile(
    r"\s(?:(?:per|a|an)\s\w+\s)?out\sof\s(?:the|our|its|their|each|every|my)\s(?!office|house|country|town)"
)


def _extra(_text: str, clause: Clause, main: Quantity) -> Answer | None:
    """As in "An extra 400 l/h from the bottling line"."""
    words = clause.before(main.start)
    more = 0 < len(words) <= _FEW_WORDS and words[-1].lower in word_set("shapes", "level", "more")
    return (Says.CHANGE, "up") if more and main.kind in _TAKEN_OFF else None


@functools.cache
def _without() -> re.Pattern[str]:
    """Return the pattern behind the number of "96 days without a stoppage"; not of "60 hours without a catalogue"."""
    losses = "|".join((choice("results", "nouns", "loss"), choice("cues", "statements", "counted_losses")))
    plain, bare = choice("shapes", "counts", "without"), choice("shapes", "counts", "without_a")
    return re.compile(
        rf"(?:\s[\w-]+){{0,3}}?\s(?:(?:{plain})\b|(?:{bare})\s(?:[\w-]+\s){{0,2}}?(?:{losses})s?\b)",
        re.IGNORECASE,
    )


@functools.cache
def _progress() -> re.Pattern[str]:
    """Return the pattern behind the first time of "8 months' progress in 4 months"."""
    return re.compile(
        rf"['’]?s?\s(?:of\s)?(?:[\w-]+\s)?(?:{choice('shapes', 'gains', 'progress')})\s(?:in|within)\s(?:\d|[a-z]+\s(?:days|weeks|months|years|terms))",
        re.IGNORECASE,
    )


def _lasted(text: str, clause: Clause, main: Quantity) -> Answer | None:
    """As in "ran 96 days without a stoppage", "Unplanned downtime: 19 minutes", "8 months' progress in 4"."""
    if main.kind not in (Unit.DURATION, Unit.NONE, Unit.PERCENT, Unit.PHYSICAL):
        return None
    verb = nearest_verb(clause, main.start)
    relieving = word_set("cues", "statements", "relieving")
    counted = (
        main.kind is Unit.PERCENT
        and verb is not None
        and verb.form is not None
        and verb.form.lemma in relieving
    )
    if _without().match(text, main.end, clause.end) and not counted:
        return Says.PERFORMANCE, None
    if main.kind is not Unit.DURATION:
        return None
    if _progress().match(text, main.end, clause.end):
        return Says.PERFORMANCE, None
    losses = word_set("results", "nouns", "loss") | word_set("cues", "statements", "counted_losses")
    named = set(_WORDS.findall(statements.label(text, clause, main.start).lower())) & losses
    before = clause.before(main.start)
    return (Says.PERFORMANCE, None) if before and named and main.factor <= _DAY and verbless(before) else None

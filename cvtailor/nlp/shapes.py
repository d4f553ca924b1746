"""Results told by the shape of the sentence, whatever is measured: level and earlier level, level and rival, label and level."""

from __future__ import annotations

import functools
import re

from cvtailor.nlp import statements
from cvtailor.nlp.clauses import Clause, Token
from cvtailor.nlp.exclusions import before_hedges
from cvtailor.nlp.performances import metric_at
from cvtailor.nlp.phrases import choice, word_set
from cvtailor.nlp.quantities import Quantity, Unit
from cvtailor.nlp.readings import Group, Result, Says, is_plural, nearest_verb, noun_phrase
from cvtailor.nlp.types import Confidence

_FEWEST = 3  # places or people that are called reach
_FAR = 110  # code points between two levels that are compared
_DAY = 86_400.0
_RELATIVE = (Unit.PERCENT, Unit.POINTS, Unit.MULTIPLE, Unit.FRACTION)
_WORDS = re.compile(r"[^\W\d_][\w'’-]*")


def told(text: str, clause: Clause, at: int, group: Group) -> Result | None:
    """Return what a number says by what stands around it, or None; `at` is the clause's index."""
    main, says, direction = group.main, None, None
    if group.baseline is None:
        rival = _rival(text, clause, main)
        if rival is not None:
            says, direction = Says.CHANGE, rival
        elif (main.kind is Unit.PERCENT and _labelled(text, clause, main)) or _lasted(text, clause, main):
            says = Says.PERFORMANCE
        elif main.kind is Unit.POINTS and _measured(text, clause, main):
            says = Says.CHANGE
        elif (main.kind is Unit.MONEY and _gained_sum(text, clause, main)) or (
            main.kind is Unit.PERCENT and _concession().match(text, main.end, clause.end)
        ):
            says = Says.COUNT
        elif main.kind is Unit.NONE:
            side = _by_unit(text, clause, main)
            says = Says.CHANGE if side else _counted(text, clause, main)
            direction = side
    if says is None:
        return None
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


# --- a level and the one before ----------------------------------------------------


@functools.cache
def _near(name: str, *, behind: bool) -> re.Pattern[str]:
    words = choice("shapes", "contrast", name)
    filler = r"(?:\s(?:the|a|an|only|just|about|around|some|at|of|as|over|under|below|above|nearly|almost|[\w-]+ly))*"
    if behind:
        return re.compile(rf"(?:\s[\w-]+){{0,2}}?\s?[,(–—-]?\s?(?:{words})\b", re.IGNORECASE)
    return re.compile(rf"(?:^|[\s,(–—-])(?:{words}){filler}\s?[(~<>≤≥]?\s*$", re.IGNORECASE)


def contrast(text: str, one: Quantity, two: Quantity) -> Group | None:
    """Return two levels of which words say that one came before the other: "31 % at the start, 74 % by spring".

    Takes two neighbouring numbers of one sentence, in the order of the text.
    """
    if two.start - one.end > _FAR or one.kind is not two.kind or one.unit is None is not two.unit:
        return None
    if one.kind in (Unit.MULTIPLE, Unit.FRACTION) or (
        one.kind is Unit.DURATION and max(one.factor, two.factor) > 31 * _DAY
    ):
        return None
    gap = text[one.end : two.start]
    if re.search(r"[.!?;]\s", gap) and "now" not in gap.lower():
        return None
    head, tail = text[max(0, one.start - 60) : one.start], text[two.end : two.end + 40]
    behind_one, before_two = _near("earlier_behind", behind=True), _near("earlier_before", behind=False)
    first = behind_one.match(gap) or before_two.search(head)
    second_now = _near("later_before", behind=False).search(gap) or _near("later_behind", behind=True).match(
        tail
    )
    if first and second_now and not _plain_list(gap):
        return Group(first=one, last=two, baseline=one, value=two)
    second = before_two.search(gap) or (behind_one.match(tail) and re.search(r"[,(–—;]", gap))
    if second and not (before_two.search(head) and not _near("later_before", behind=False).search(head)):
        return Group(first=one, last=two, baseline=two, value=one)
    return None


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


def _rival(text: str, clause: Clause, main: Quantity) -> str | None:
    """Return the direction of "eleven points above the Bradford average", "a fifth on the previous autumn"; "" is no answer."""
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
        return "up" if named and main.kind in _RELATIVE else None
    apart = {"above", "below", "ahead", "clear", "behind"}
    next_to = match[0].strip().lower().startswith(word)
    if main.kind in (Unit.NONE, Unit.PHYSICAL) and (next_to or word.split()[0] not in apart):
        return None  # "above 40 others" may be a bound; "11 words above the norm" is none
    if set(what[:3]) & word_set("shapes", "compared", "no_rival") and word in {
        "over",
        "under",
        "past",
        "beyond",
        "more than",
        "behind",
    }:
        return None
    return "down" if word in word_set("shapes", "compared", "down") else "up"


# --- a label and its level ---------------------------------------------------------


def _labelled(text: str, clause: Clause, main: Quantity) -> bool:
    """As in "agreement with human raters 81.3 %", "Reading: 82 % at expected standard": a verbless label, then its level."""
    before = clause.before(main.start)
    if not before or not _verbless(before):
        return False
    name = statements.label(text, clause, main.start)
    words = _WORDS.findall(name.lower())
    refused = word_set("shapes", "level", "no_level") | word_set("cues", "statements", "no_measure")
    following = [each.lower for each in clause.after(main.end)[:3]]
    if not words or len(words) > 10 or set(words) & refused or set(following) & refused:
        return False
    after = text[main.end : clause.end]
    return (
        re.match(
            r"\s?(?:$|[.,;)(–—]|(?:at|on|in|for|across|by|after|over|within|last|this|against|versus|vs)\b)",
            after,
        )
        is not None
    )


def _verbless(before: tuple[Token, ...]) -> bool:
    return not any(each.form is not None and each.form.tense == "past" for each in before) and (
        before[0].form is None or before[0].form.tense == "base"
    )


def _measured(text: str, clause: Clause, main: Quantity) -> bool:
    """As in "cost 0.7 points of top-1": a difference of a measure; not points of a game or a story."""
    unit = text[slice(*main.unit)].lower() if main.unit else ""
    named = metric_at(text, main.end, min(clause.end, main.end + 40))
    return "p" in unit and (unit not in {"point", "points"} or main.value != int(main.value) or bool(named))


@functools.cache
def _faster() -> re.Pattern[str]:
    words = "|".join(choice("results", "comparatives", side) for side in ("up", "down"))
    return re.compile(rf"\s[\w-]+(?:\s(?:per|a|an|each)\s\w+)\s(?P<word>{words})\b", re.IGNORECASE)


def _by_unit(text: str, clause: Clause, main: Quantity) -> str | None:
    """Return the direction of "30 words per minute faster", or None."""
    match = _faster().match(text, main.end, clause.end)
    if match is None:
        return None
    return "down" if match["word"].lower() in word_set("results", "comparatives", "down") else "up"


@functools.cache
def _won() -> re.Pattern[str]:
    """Return the pattern behind the sum of "$4.7M in closed-won ARR"."""
    return re.compile(
        rf"\s(?:in|of)\s(?:[\w-]+\s){{0,2}}?(?:{choice('shapes', 'counts', 'sums')})\b", re.IGNORECASE
    )


@functools.cache
def _concession() -> re.Pattern[str]:
    """Return the pattern behind the number of "20 % discount negotiated"."""
    nouns, got = choice("shapes", "gains", "nouns"), choice("shapes", "gains", "got")
    return re.compile(rf"\s(?:[\w-]+\s)?(?:{nouns})\s(?:{got})\b", re.IGNORECASE)


@functools.cache
def _behind_sum() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{choice('shapes', 'gains', 'behind_sum')})\b", re.IGNORECASE)


@functools.cache
def _in_all() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{choice('shapes', 'gains', 'in_all')})\b", re.IGNORECASE)


@functools.cache
def _winning() -> re.Pattern[str]:
    words = choice("cues", "statements", "attaining")
    return re.compile(rf"\b(?:{words}|won|funded|awarded|secured|closed|sold|signed)\b", re.IGNORECASE)


def _gained_sum(text: str, clause: Clause, main: Quantity) -> bool:
    """As in "$4.7M in closed-won ARR", "£310k under budget", "won 11 of 14 tenders, worth CHF 6.8 million in total"."""
    if _won().match(text, main.end, clause.end) or _behind_sum().match(text, main.end, clause.end):
        return True
    before = before_hedges(text, clause.start, main.start)
    worth = re.search(rf"\b(?:{choice('shapes', 'gains', 'worth')})$", before, re.IGNORECASE)
    summed = worth or (before.rstrip().endswith(",") and _in_all().match(text, main.end, clause.end))
    head = clause.tokens[0]
    won = head.form is not None and head.form.lemma in word_set("shapes", "counts", "finished")
    return (
        bool(summed)
        and (won or statements.of_many(text, _first_number(text, clause)) is not None)
        and (_winning().search(text, clause.start, main.start) is not None)
    )


def _first_number(text: str, clause: Clause) -> int:
    match = re.compile(r"\d+").search(text, clause.start, clause.end)
    return match.end() if match else clause.end


# --- ranks and readers in words ----------------------------------------------------


@functools.cache
def _ranks() -> re.Pattern[str]:
    ordinal, best, among = (choice("shapes", "ranks", key) for key in ("ordinals", "best", "among"))
    return re.compile(
        rf"\b(?:{ordinal})[\s-](?:{best})\b|\b(?:{best})\s(?:[\w’'-]+\s){{1,4}}?(?:{among})\s(?:all\s|the\s|our\s)?(?:\d+|[a-z]+teen|[a-z]+ty|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s[\w-]+",
        re.IGNORECASE,
    )


@functools.cache
def _titles() -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?i:{choice('shapes', 'ranks', 'titles')})\s(?:[A-Z][\w’'-]+\s?){{1,4}}(?:,|\(|(?:19|20)\d\d|$|\sat\s|\sin\s)"
    )


@functools.cache
def _prize() -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?:[\w’'-]+\s){{0,4}}?(?i:{choice('shapes', 'ranks', 'prizes')})(?=\s(?:for|at|from|of|in|by)\s|,|\s\(|$|\s(?:19|20)\d\d)"
    )


def ranks(text: str, clause: Clause) -> list[tuple[int, int]]:
    """Return where a rank or a title is told in words: "Second-highest NPS among 12 branches", "Best Newcomer 2018"."""
    found = [match.span() for match in _ranks().finditer(text, clause.start, clause.end)]
    title = _titles().match(text, clause.start, clause.end) or _prize().match(text, clause.start, clause.end)
    return found or ([title.span()] if title and clause.sentence == 0 and clause.start == 0 else [])


@functools.cache
def _many() -> re.Pattern[str]:
    groups = "|".join(choice("results", "nouns", key) for key in ("reach", "adopting"))
    return re.compile(
        rf"\b(?P<many>{choice('shapes', 'reach', 'vague')})\sof\s(?:[\w-]+\s){{0,2}}?(?:{groups}|people|children|households|homes)\b",
        re.IGNORECASE,
    )


def crowds(text: str, clause: Clause) -> list[tuple[int, int]]:
    """Return where a number of people reached is told by its scale alone: "Millions of people read the series"."""
    return [match.span("many") for match in _many().finditer(text, clause.start, clause.end)]


# --- time and counts ---------------------------------------------------------------


@functools.cache
def _without() -> re.Pattern[str]:
    return re.compile(
        rf"(?:\s[\w-]+){{0,3}}?\s(?:{choice('shapes', 'counts', 'without')})\s[\w-]+", re.IGNORECASE
    )


@functools.cache
def _progress() -> re.Pattern[str]:
    """Return the pattern behind the first time of "8 months' progress in 4 months"."""
    return re.compile(
        rf"['’]?s?\s(?:of\s)?(?:[\w-]+\s)?(?:{choice('shapes', 'gains', 'progress')})\s(?:in|within)\s(?:\d|[a-z]+\s(?:days|weeks|months|years|terms))",
        re.IGNORECASE,
    )


def _lasted(text: str, clause: Clause, main: Quantity) -> bool:
    """As in "ran 96 days without a stoppage", "Unplanned downtime: 19 minutes"."""
    if main.kind not in (Unit.DURATION, Unit.NONE):
        return False
    if main.kind is Unit.DURATION and _progress().match(text, main.end, clause.end):
        return True
    if _without().match(text, main.end, clause.end):
        return True
    if main.kind is Unit.NONE or main.factor > _DAY:
        return False
    name = statements.label(text, clause, main.start)
    losses = word_set("results", "nouns", "loss") | word_set("cues", "statements", "counted_losses")
    before = clause.before(main.start)
    return bool(before) and _verbless(before) and bool(set(_WORDS.findall(name.lower())) & losses)


@functools.cache
def _brought() -> re.Pattern[str]:
    return re.compile(
        rf"(?:\s[\w-]+){{1,3}}?\s(?:{choice('shapes', 'counts', 'brought')})\b(?!\s(?:by|to|from)\s(?:the|a|an|our|my)\s)",
        re.IGNORECASE,
    )


def _counted(text: str, clause: Clause, main: Quantity) -> Says | None:
    """As in "Published 7 short stories", "46 homes gained", "the booking site serves 70k holidaymakers"."""
    nouns = noun_phrase(text, clause, main.end)
    if not nouns or not (is_plural(nouns[-1]) or is_plural(nouns[0])):
        return None
    verb = nearest_verb(clause, main.start)
    lemma = verb.form.lemma if verb is not None and verb.form is not None else ""
    direct = verb is not None and not before_hedges(text, verb.end, main.start).strip(" ,")
    if direct and lemma in word_set("shapes", "counts", "finished"):
        return Says.COUNT
    if (verb is None or ":" in text[verb.end : main.start]) and _brought().match(text, main.end, clause.end):
        return Says.COUNT
    machines = word_set("cues", "statements", "machines")
    if _used_at(text, clause, main) and not any(each.lower in machines for each in nouns):
        return Says.REACH
    thing = verb is not None and verb.form is not None and verb.start > clause.tokens[0].start
    if (
        direct
        and thing
        and verb is not None
        and verb.form is not None
        and verb.form.tense == "present"
        and lemma in word_set("shapes", "reach", "serving")
        and not any(each.lower in machines for each in nouns)
    ):
        return Says.REACH
    return None


@functools.cache
def _use() -> re.Pattern[str]:
    use, at, made = (choice("shapes", "reach", key) for key in ("in_use", "used_at", "made_for"))
    people = "|".join(choice("results", "nouns", key) for key in ("reach", "adopting"))
    return re.compile(
        rf"\b(?:{use})(?:\s[\w-]+){{0,5}}?\s(?:{at})\s(?P<at>)|^\s*(?:[\w-]+\s){{0,3}}?(?:{made})\sfor\s(?P<people>)(?=\S+\s(?:[\w-]+\s)?(?:{people}|employees|staff|residents|students|members)\b)",
        re.IGNORECASE,
    )


def _used_at(text: str, clause: Clause, main: Quantity) -> bool:
    """As in "Roll-out of the tool at 19 plants", "Document search for 6,000 employees": no verb of the writer's own."""
    if main.value < _FEWEST or not _verbless(clause.before(main.start) or clause.tokens[:1]):
        return False
    start = max(clause.start, main.start - 90)
    return any(match.end() == main.start for match in _use().finditer(text, start, main.start + 60))

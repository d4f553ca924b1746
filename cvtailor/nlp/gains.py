"""Counts and sums that somebody won, gave or uses, ranks and prizes, told by the shape of the sentence."""

from __future__ import annotations

import functools
import re

from cvtailor.nlp import statements
from cvtailor.nlp.clauses import Clause, Token
from cvtailor.nlp.exclusions import before_hedges
from cvtailor.nlp.phrases import choice, listed, word_set
from cvtailor.nlp.quantities import Quantity, Unit
from cvtailor.nlp.readings import Answer, Says, is_plural, nearest_verb, noun_phrase

_FEWEST = 3  # places or people that are called reach
_NUMBER = r"(?:\d+|[a-z]+teen|[a-z]+ty|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_DIGITS = re.compile(r"\d+")


# --- sums --------------------------------------------------------------------------


@functools.cache
def _sum_of() -> re.Pattern[str]:
    """Return the pattern behind the sum of "$4.7M in closed-won ARR", "£310k under budget"."""
    sums, behind = choice("shapes", "counts", "sums"), choice("shapes", "gains", "behind_sum")
    return re.compile(rf"\s(?:in|of)\s(?:[\w-]+\s){{0,2}}?(?:{sums})\b|\s(?:{behind})\b", re.IGNORECASE)


@functools.cache
def _in_all() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{choice('shapes', 'gains', 'in_all')})\b", re.IGNORECASE)


@functools.cache
def _worth() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{choice('shapes', 'gains', 'worth')})$", re.IGNORECASE)


@functools.cache
def _costing() -> re.Pattern[str]:
    """Return the pattern before the sum of "Found the leak that had cost us $7,000 a month"."""
    found, cost = choice("shapes", "gains", "found"), choice("shapes", "gains", "costing")
    return re.compile(
        rf"\b(?:{found})\b[^.;]{{0,80}}?\b(?:{cost})(?:\s(?:us|them|it|the\s[\w-]+))?$", re.IGNORECASE
    )


def _sum(text: str, clause: Clause, main: Quantity) -> Answer | None:
    """As in "$4.7M in closed-won ARR", "£310k under budget", "won 11 of 14 tenders, worth CHF 6.8 million in total"."""
    if main.kind is not Unit.MONEY:
        return None
    if _sum_of().match(text, main.end, clause.end):
        return Says.COUNT, None
    before = before_hedges(text, clause.start, main.start)
    ends = before.rstrip().endswith((",", "(")) or text[: main.start].rstrip().endswith("(")
    if _costing().search(before):
        return Says.COUNT, None
    if not _worth().search(before) and not (ends and _in_all().match(text, main.end, clause.end)):
        return None
    first = _DIGITS.search(text, clause.start, clause.end)
    of_many = first is not None and statements.of_many(text, first.end()) is not None
    won = listed("shapes", "gains", "won").search(text, clause.start, main.start)
    head = clause.tokens[0].form
    own = head is not None and head.lemma in word_set("shapes", "counts", "finished")
    return (Says.COUNT, None) if won and (own or of_many) else None


@functools.cache
def _concession() -> re.Pattern[str]:
    """Return the pattern behind the number of "20 % discount negotiated"."""
    nouns, got = choice("shapes", "gains", "nouns"), choice("shapes", "gains", "got")
    return re.compile(rf"\s(?:[\w-]+\s)?(?:{nouns})\s(?:{got})\b", re.IGNORECASE)


def _discount(text: str, clause: Clause, main: Quantity) -> Answer | None:
    given = main.kind is Unit.PERCENT and _concession().match(text, main.end, clause.end)
    return (Says.COUNT, None) if given else None


# --- counts ------------------------------------------------------------------------


@functools.cache
def _brought() -> re.Pattern[str]:
    return re.compile(
        rf"(?:\s[\w-]+){{1,3}}?\s(?:{choice('shapes', 'counts', 'brought')})\b(?!\s(?:by|to|from)\s(?:the|a|an|our|my)\s)",
        re.IGNORECASE,
    )


@functools.cache
def _phrasal() -> re.Pattern[str]:
    """Return the pattern before the number of "Saw off three takeover bids", "Secured consent for 62 homes"."""
    phrases, verbs = choice("shapes", "counts", "finished_phrases"), choice("shapes", "counts", "for_many")
    return re.compile(rf"\b(?:{phrases}|(?:{verbs})\s(?:[\w-]+\s){{1,3}}for)$", re.IGNORECASE)


@functools.cache
def _waiting() -> re.Pattern[str]:
    """Return the pattern before the number of "Cleared a backlog of 1,150 tickets"."""
    return re.compile(rf"\b(?:{choice('results', 'nouns', 'waiting')}|list)\sof$", re.IGNORECASE)


def _count(text: str, clause: Clause, main: Quantity) -> Answer | None:
    """As in "Published 7 short stories", "46 homes gained", "Saw off three takeover bids"."""
    nouns = _plurals(text, clause, main)
    of_many = main.kind is Unit.NONE and statements.of_many(text, main.end) is not None
    if not nouns and not of_many:
        return None
    verb = nearest_verb(clause, main.start)
    before = before_hedges(text, clause.start, main.start)
    lemma = verb.form.lemma if verb is not None and verb.form is not None else ""
    between = before_hedges(text, verb.end, main.start).strip(" ,").lower() if verb is not None else ""
    direct = verb is not None and between in {"", "all", "all of", "every one of", "the first", "our first"}
    if (direct and lemma in word_set("shapes", "counts", "finished")) or _phrasal().search(before):
        return Says.COUNT, None
    if not nouns:
        return None
    if _waiting().search(before) and any(
        each.lower in word_set("shapes", "counts", "clearing") for each in clause.tokens
    ):
        return Says.COUNT, None
    new = nouns[0].lower in word_set("cues", "statements", "won_anew")
    if direct and new and lemma in word_set("cues", "counts", "own_win"):
        return Says.COUNT, None  # "Secured 3 new distributors"
    anew = nouns[0].lower in word_set("cues", "statements", "won_anew") and not clause.before(main.start)
    if anew and not any(each.form is not None and each.form.tense == "past" for each in clause.tokens[:4]):
        return Says.COUNT, None  # "Five new distributors in Anatolia"
    free = verb is None or ":" in text[verb.end : main.start]
    return (Says.COUNT, None) if free and _brought().match(text, main.end, clause.end) else None


def _plurals(text: str, clause: Clause, main: Quantity) -> tuple[Token, ...]:
    """Return the noun that a number counts, where it stands in the plural and is no machine."""
    nouns = noun_phrase(text, clause, main.end) if main.kind is Unit.NONE else ()
    machines = word_set("cues", "statements", "machines")
    if not nouns or any(each.lower in machines for each in nouns):
        return ()
    return nouns if is_plural(nouns[-1]) or is_plural(nouns[0]) else ()


# --- readers and users -------------------------------------------------------------


@functools.cache
def _in_use() -> re.Pattern[str]:
    """Return the pattern up to the number of "Roll-out of the tool at 19 plants"."""
    use, at = choice("shapes", "reach", "in_use"), choice("shapes", "reach", "used_at")
    return re.compile(rf"\b(?:{use})(?:\s[\w-]+){{0,5}}?\s(?:{at})$", re.IGNORECASE)


@functools.cache
def _made_for() -> re.Pattern[str]:
    """Return the pattern up to the number of "Document search for 6,000 employees"."""
    return re.compile(
        rf"\s*(?:[\w-]+\s){{0,3}}?(?:{choice('shapes', 'reach', 'made_for')})\sfor$", re.IGNORECASE
    )


@functools.cache
def _labelled_readers() -> re.Pattern[str]:
    """Return the pattern before the number of "Downloads to date: 72k"."""
    readers = choice("results", "nouns", "reach")
    return re.compile(
        rf"\b(?:{readers})(?:\s(?:to\sdate|so\sfar|this\syear|in\sall|in\stotal|per\s\w+|a\s\w+))?\s?[:=]\s?(?:[~≈>]|over\s|about\s|some\s)?$",
        re.IGNORECASE,
    )


def _reach(text: str, clause: Clause, main: Quantity) -> Answer | None:
    """As in "a model in routine use at 5 hospitals", "the booking site serves 70k holidaymakers"."""
    if main.kind is Unit.NONE and _labelled_readers().search(text, clause.start, main.start):
        return Says.REACH, None
    nouns = _plurals(text, clause, main)
    if not nouns:
        return None
    before = before_hedges(text, clause.start, main.start)
    head = clause.tokens[0].form
    own = head is not None and head.tense == "past"  # the writer's own act
    if main.value >= _FEWEST and not own:
        people = word_set("results", "nouns", "reach") | word_set("results", "nouns", "adopting")
        people |= word_set("shapes", "reach", "people")
        if _in_use().search(before) or (
            _made_for().fullmatch(before) and any(each.lower in people for each in nouns)
        ):
            return Says.REACH, None
    verb = nearest_verb(clause, main.start)
    if verb is None or verb.form is None or verb.start == clause.tokens[0].start:
        return None
    serves = verb.form.tense == "present" and verb.form.lemma in word_set("shapes", "reach", "serving")
    return (
        (Says.REACH, None) if serves and not before_hedges(text, verb.end, main.start).strip(" ,") else None
    )


@functools.cache
def _live() -> re.Pattern[str]:
    """Return the pattern behind the number of "Put 7 credit models into production"."""
    return re.compile(rf"(?:\s[\w-]+){{1,3}}?\s(?:{choice('shapes', 'counts', 'live')})\b", re.IGNORECASE)


@functools.cache
def _accepted() -> re.Pattern[str]:
    """Return the pattern behind the number of "23 merged pull requests"."""
    return re.compile(rf"\s(?:{choice('shapes', 'counts', 'accepted')})\s[\w-]+", re.IGNORECASE)


@functools.cache
def _crowd() -> re.Pattern[str]:
    """Return the pattern behind the number of "a touring play that 6,150 people saw"."""
    return re.compile(
        rf"\s(?:{choice('shapes', 'reach', 'people')}|viewers|readers|listeners)\s(?:{choice('shapes', 'reach', 'saw')})\b",
        re.IGNORECASE,
    )


def _done(text: str, clause: Clause, main: Quantity) -> Answer | None:
    """As in "Put 7 models into production", "23 merged pull requests"; "that 6,150 people saw" is reach."""
    if main.kind is not Unit.NONE or not _plurals(text, clause, main):
        return None
    verb = nearest_verb(clause, main.start)
    bringing = (
        verb is not None
        and verb.form is not None
        and verb.form.lemma in word_set("shapes", "counts", "bringing")
    )
    lemma = verb.form.lemma if verb is not None and verb.form is not None else ""
    own = not lemma or lemma in word_set("shapes", "counts", "finished") | word_set(
        "shapes", "counts", "giving"
    )
    accepted = own and _accepted().match(
        text, main.end, clause.end
    )  # not "evaluated 6 published architectures"
    if accepted or (bringing and _live().match(text, main.end, clause.end)):
        return Says.COUNT, None
    return (Says.REACH, None) if _crowd().match(text, main.end, clause.end) else None


READERS = (_sum, _discount, _count, _done, _reach)


# --- without a number --------------------------------------------------------------


@functools.cache
def _ranks() -> re.Pattern[str]:
    ordinal, best, among, contests = (
        choice("shapes", "ranks", key) for key in ("ordinals", "best", "among", "contests")
    )
    return re.compile(
        rf"\b(?:{ordinal})[\s-](?:{best})\b"
        rf"|\b(?:{best})\s(?:[\w’'-]+\s){{1,4}}?(?:{among})\s(?:all\s|the\s|our\s)?{_NUMBER}\s[\w-]+"
        rf"|^\s*(?:{best})\s(?:[\w’'-]+\s){{1,4}}?(?:on\srecord|ever\b|to\sdate|in\s(?:\d+|{_NUMBER})\syears|since\s\d{{4}})"
        rf"|(?<![\w.])\d{{1,4}}(?:st|nd|rd|th)\s(?:nationally|overall|worldwide|globally|statewide|regionally)\b"
        rf"|(?<!\bat\s)(?<!\bfor\s)(?<!\bof\s)\bthe\s(?:highest|lowest|best|fastest)\s(?:[\w’'-]+\s){{1,4}}?(?:in|of)\s(?:the|our|all)\s(?:[\w’'-]+\s){{0,2}}?(?:{contests})\b"
        rf"|\b(?:most|best)-(?:cited|read|viewed|watched|downloaded|used|visited|attended|selling|rated|reviewed|shared|played|sold|loved)\b(?=\s[\w-]+(?:\s[\w-]+)?\s(?:of|in|on|at)\b)"
        rf"|\b(?:beat|beats|broke|breaking|smashed|bettered|set)\s(?:the|a|an|our|my|its)\s(?:[\w-]+\s){{0,2}}?record\b(?!\s(?:of|at|by|with)\b|\s(?:label|keeping|system|store|shop|book))"
        rf"|\b(?:had|has|have|with|kept|recorded|posted|got|ran|achieved)\sthe\s(?:[\w-]+\s)?[\w-]+['’]s?\s(?:{best})\s[\w-]+"
        rf"|^\s*(?:gold|silver|bronze)s?\b[^.;]{{0,30}}?\s(?:at|in)\s(?:the|our)\s(?:[\w’'-]+\s){{0,3}}?(?:{contests})\b"
        rf"|^\s*(?:{best}|first|second|third)\s(?:in|of)\s(?:the|my|our|a)\s(?:[\w’'-]+\s)?(?:year|class|{contests})\b"
        rf"|^\s*(?:{best})\s(?:[\w’'-]+\s){{1,6}}?(?:at|in|of)\s(?:the|our|my)\s(?:[\w’'-]+\s){{0,3}}?(?:{contests})\b",
        re.IGNORECASE,
    )


@functools.cache
def _named() -> re.Pattern[str]:
    """Return the pattern of "Best Newcomer 2018, Dublin Fringe", "Audience award for a short film"."""
    titles, prizes = choice("shapes", "ranks", "titles"), choice("shapes", "ranks", "prizes")
    return re.compile(
        rf"\s*(?i:{titles})\s(?:[A-Z][\w’'-]+\s?){{1,4}}(?:,|\(|(?:19|20)\d\d|$|\sat\s|\sin\s)"
        rf"|\s*(?:[\w’'-]+\s){{0,4}}?(?i:{prizes})(?=\s(?:for|at|from|of|in|by)\s|,|\s\(|$|\s(?:19|20)\d\d)"
    )


def ranks(text: str, clause: Clause) -> list[tuple[int, int]]:
    """Return where a rank or a title is told in words: "Second-highest NPS among 12 branches", "Best Newcomer 2018"."""
    found = [match.span() for match in _ranks().finditer(text, clause.start, clause.end)]
    title = _named().match(text, clause.start, clause.end) if clause.start == 0 else None
    own = title is not None and not any(
        each.form is not None and each.form.tense == "past" for each in clause.before(title.end())
    )
    return found or ([title.span()] if title is not None and own else [])


@functools.cache
def _many() -> re.Pattern[str]:
    groups = "|".join(choice("results", "nouns", key) for key in ("reach", "adopting"))
    more = choice("shapes", "reach", "people")
    return re.compile(
        rf"\b(?P<many>{choice('shapes', 'reach', 'vague')})\sof\s(?:[\w-]+\s){{0,2}}?(?:{groups}|{more})\b",
        re.IGNORECASE,
    )


def crowds(text: str, clause: Clause) -> list[tuple[int, int]]:
    """Return where a number of people reached is told by its scale alone: "Millions of people read the series"."""
    return [
        match.span("many")
        for pattern in (_many(), _by_all())
        for match in pattern.finditer(text, clause.start, clause.end)
    ]


@functools.cache
def _by_all() -> re.Pattern[str]:
    every, places = choice("shapes", "reach", "everybody"), choice("shapes", "ranks", "contests")
    return re.compile(
        rf"\b(?:used|adopted|followed|read|taken up|relied on)\sby\s(?P<many>{every})\s(?:[\w-]+\s){{1,3}}?(?:in|of|across)\s(?:the|our)\s(?:[\w-]+\s)?(?:{places})\b",
        re.IGNORECASE,
    )


@functools.cache
def _none() -> re.Pattern[str]:
    losses = "|".join((choice("results", "nouns", "loss"), choice("cues", "statements", "counted_losses")))
    return re.compile(
        rf"\b(?:{losses})\s?(?::|=|–|-)\s?(?P<none>none|zero|nil|0)(?![\w.,%]*\d|\s?%)", re.IGNORECASE
    )


def labelled_none(text: str, clause: Clause) -> list[tuple[int, int]]:
    """Return where a label of losses is followed by none: "Lost-time injuries: none in 900 days"."""
    return [match.span("none") for match in _none().finditer(text, clause.start, clause.end)]

"""Numbers that no verb governs: "Acceptance rate: 97 %", "9 before, 1 after", "30 of 32 passed", "240 schools on it"."""

from __future__ import annotations

import functools
import re

from cvtailor.nlp.clauses import Clause
from cvtailor.nlp.exclusions import before_hedges
from cvtailor.nlp.performances import metric_at
from cvtailor.nlp.phrases import choice, listed, word_set
from cvtailor.nlp.quantities import Quantity, Unit
from cvtailor.nlp.readings import Group, Says, is_plural, nearest_verb, noun_phrase

_WORD = re.compile(r"[^\W_][\w'’@²+./-]*")
_LINKS = re.compile(
    r"(?:[\s:=(,–—-]|\b(?:of|at|is|was|now|to|from|sits|stands|stood|between|currently|only|just|by))+$",
    re.IGNORECASE,
)
_PART = re.compile(r"\s(?:of|per|for|in|on|across|from|at|by|within|between|after|to)\s", re.IGNORECASE)
_DAY = 86_400.0
_BY = re.compile(r"\w+\s(?:up\s|on\s)?(?:by|across|in|at|throughout|to)\b", re.IGNORECASE)
_NEAR = 120  # code points to each side of a number within which its sentence is read


def label(text: str, clause: Clause, offset: int) -> str:
    """Return the words that name what the number at `offset` measures, without what links them to it.

    They start at the last comma, semicolon or "and" before the number, or where the clause does.
    """
    piece = before_hedges(text, clause.start, offset)
    piece = _LINKS.sub("", piece)
    return re.split(r",\s|;|\.\s|\s(?:and|with|&)\s", piece)[-1].strip(" (:“\"'*")


def names_measure(words: str, *, losses: bool = False) -> bool:
    """Return whether a label names a measure: "Median review time", "Acceptance rate of my pull requests"."""
    lowered = words.lower()
    every = _WORD.findall(lowered)
    if (
        not every
        or len(every) > 12
        or any(each in word_set("cues", "statements", "no_measure") for each in every)
    ):
        return False
    head = _WORD.findall(_PART.split(lowered, maxsplit=1)[0])
    ends = {every[-1], *head[-1:]}
    if ends & word_set("cues", "statements", "heads"):
        return True
    if losses and set(every) & word_set("cues", "statements", "counted_losses"):
        return True
    named = metric_at(words, 0, len(words))
    other = listed("metrics", "other").search(_PART.split(words, maxsplit=1)[0])
    return bool(named) or (other is not None and other.end() == len(_PART.split(words, maxsplit=1)[0]))


def _verbless(clause: Clause, offset: int) -> bool:
    """No word before the number reads as a finite verb."""
    count = len(clause.before(offset))
    return not any(
        each.form is not None and each.form.tense == "past" and not _adjective(clause, at)
        for at, each in enumerate(clause.tokens[max(0, count - 30) : count], max(0, count - 30))
    )


def _adjective(clause: Clause, at: int) -> bool:
    """A participle before a noun: "failed deployments", "expected calibration error"."""
    token = clause.tokens[at]
    following = clause.tokens[at + 1] if at + 1 < len(clause.tokens) else None
    return (
        token.form is not None
        and token.form.participle
        and following is not None
        and following.text[0].isalpha()
        and following.lower not in word_set("cues", "slots", "cut") | word_set("cues", "slots", "lead")
    )


def stated(text: str, clause: Clause, group: Group) -> Says | None:
    """Return what a number says by its label, its comparison or its noun, where no verb of change governs it."""
    main = group.main
    says = _twice(text, clause, main) or _of_many(text, clause, main)
    if says is not None:
        return says
    name = label(text, clause, group.first.start)
    if group.baseline is not None:
        compared = _compares(text, group) or names_measure(name, losses=True)
        led = text[clause.start : group.first.start]
        # "Debtor days: 62 to 44": what goes down after a label is no range.
        compared = compared or (led.rstrip().endswith(":") and group.first.value > group.last.value)
        moved = led.strip(" (:*").lower().endswith("from")
        if compared or (moved and _verbless(clause, group.first.start) and not _aged(name)):
            return Says.CHANGE
        return None
    if main.kind is Unit.MONEY:
        return _sum(text, clause, main)
    if _kept_at(text, clause, main):
        return Says.PERFORMANCE
    verbless = _verbless(clause, main.start)
    if main.kind is Unit.PERCENT and (_went().match(text, main.end) or _has_done(text, main)):
        return Says.PERFORMANCE
    if main.kind is Unit.PERCENT and _done_as(text, clause, main, name):
        return Says.PERFORMANCE
    if not name or not (verbless and names_measure(name)):
        return None
    if main.kind in (Unit.PERCENT, Unit.POINTS, Unit.PHYSICAL):
        return Says.PERFORMANCE
    if main.kind is Unit.MULTIPLE:
        return Says.CHANGE
    if main.kind is Unit.DURATION:
        return (
            Says.PERFORMANCE
            if 0 < main.factor <= _DAY
            and not word_set("cues", "statements", "timed").isdisjoint(_WORD.findall(name.lower()))
            else None
        )
    decimal = main.kind is Unit.NONE and main.value != int(main.value)
    return Says.PERFORMANCE if decimal else None


@functools.cache
def _went() -> re.Pattern[str]:
    """Return the pattern of "93 % of invoices now clear by themselves", "2 % of parcels damaged"."""
    return re.compile(rf"\sof\s(?:[\w-]+\s){{1,4}}?(?:{choice('cues', 'statements', 'went_wrong')})\b")


_HAS = re.compile(
    r"\sof\s(?:[\w’'-]+\s){1,6}?(?:had|have|has)\s(?:now\s|since\s|already\s|\w+ly\s)?(?P<what>[a-z]+ed|quit|won|sold|found|kept|gone|begun|paid|met|taken|left|made|grown|given|stuck)\b"
)


def _has_done(text: str, main: Quantity) -> bool:
    """As in "34 % of smokers on the programme had quit": what became of those the work was for."""
    match = _HAS.match(text, main.end)
    return match is not None and match["what"] not in word_set("cues", "statements", "no_attaining")


def _done_as(text: str, clause: Clause, main: Quantity, name: str) -> bool:
    """As in "Calls answered within a minute: 94 %": a label that says what was done."""
    first = clause.tokens[0]
    labelled = text[clause.start : main.start].rstrip().endswith((":", "="))
    before = clause.before(main.start)[1:]
    done = any(
        each.form is not None and each.form.participle and each.form.tense == "past" for each in before
    )
    planned = set(_WORD.findall(name.lower())) & word_set("cues", "statements", "no_measure")
    return labelled and done and first.form is None and not planned


def _aged(name: str) -> bool:
    return bool(re.search(r"\b(?:ages?|aged|years?|grades?|versions?|pages?)\b", name, re.IGNORECASE))


# --- comparisons -----------------------------------------------------------------


@functools.cache
def _earlier() -> re.Pattern[str]:
    """Return the pattern between a number and the earlier one: "3.5 h (previously 26 h)"."""
    return re.compile(
        rf"(?:\s[\w-]+){{0,5}}?\s*[,;(–—-]\s*(?:it\s|the\s|our\s|its\s)?(?:{choice('cues', 'statements', 'earlier')})"
        r"(?:\s(?:at|of|about|around|was|value|level|mean|only|average|then|over|nearly|[a-z]+:))*\s*[:=]?\s*$",
        re.IGNORECASE,
    )


_BEFORE = re.compile(
    r"\s(?:[\w-]+\s){0,2}?(?:before|previously|originally|at the start|at first|to begin with|at the outset)\s?[,;]?\s*(?:and\s|but\s)?(?:only\s|just\s)?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s(?:[\w-]+\s){0,2}?(?:after|now|today|afterwards|at the end|later|since)\b", re.IGNORECASE
)
_WHEN = (
    r"\s(?:[\w-]+\s)?(?:in|by|at the end of|for)\s(?:(?:FY\s?)?(?:19|20)\d\d|Q[1-4]"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]{0,6}|spring|summer|autumn|winter|week\s\w+)"
)
_YEAR = re.compile(_WHEN + r"\s?[,;]?\s*(?:and\s|but\s)?(?:only\s|just\s)?$")
_THEN = re.compile(_WHEN)
_TOOK = re.compile(
    r"\s(?:[\w-]+\s){0,3}?now\s(?:only\s|just\s)?(?:takes?|needs?|lasts?|runs?\sin|done\sin)\s*$",
    re.IGNORECASE,
)
_ITSELF = re.compile(r"\b(?:instead of|rather than)\b", re.IGNORECASE)


def pair(text: str, clause: Clause, one: Quantity, two: Quantity) -> Group | None:
    """Return two numbers of which one is the level before: "9 before, 1 after", "13 in 2016, 2 in 2019"."""
    gap = text[one.end : two.start]
    bare = before_hedges(text, one.end, two.start)
    if len(gap) > 80:
        return None
    if _earlier().fullmatch(gap) or _earlier().fullmatch(bare):
        return Group(first=one, last=two, baseline=two, value=one)
    lost = names_measure(label(text, clause, one.start), losses=True)
    if _BEFORE.fullmatch(gap) and _AFTER.match(text, two.end):
        return Group(first=one, last=two, baseline=one, value=two)
    if _YEAR.fullmatch(gap) and _THEN.match(text, two.end) and lost:
        return Group(first=one, last=two, baseline=one, value=two)
    instead = re.fullmatch(
        r"(?:\s[\w-]+){1,5}?,?\s(?:instead of|rather than|compared (?:to|with))\s*(?:the\s)?",
        gap,
        re.IGNORECASE,
    )
    if instead:
        return Group(first=one, last=two, baseline=two, value=one)
    colon = text[clause.start : one.start].rstrip().endswith(":")
    if colon and bare.strip() == "to" and lost and _verbless(clause, one.start):
        return Group(first=one, last=two, baseline=one, value=two)
    took = re.search(
        r"\b(?:took|needed|lasted|required|ran for)$",
        before_hedges(text, clause.start, one.start),
        re.IGNORECASE,
    )
    if took and _TOOK.fullmatch(gap):
        return Group(first=one, last=two, baseline=one, value=two)
    return None


def _compares(text: str, group: Group) -> bool:
    gap = text[group.first.end : group.last.start]
    return bool(
        _ITSELF.search(gap)
        or _earlier().fullmatch(gap)
        or _earlier().fullmatch(before_hedges(text, group.first.end, group.last.start))
        or (_BEFORE.fullmatch(gap) and _AFTER.match(text, group.last.end))
        or _TOOK.fullmatch(gap)
    )


_AS = re.compile(
    r"\sas\s(?:many|much|long|fast|large|big|small|high|low|often|cheap|short|accurate|accurately|quick|quickly|good|well|likely|light|efficient|productive|few|frequent)\b",
    re.IGNORECASE,
)
_THE = re.compile(
    r"\s(?:of\s)?(?:the|its|their|our|that\sof\s(?:the|its|our))\s(?P<noun>(?:[\w-]+\s){0,2}[\w-]+)"
)
_OF_WHAT = re.compile(r"\s(?:of\s)?what\s(?:the|it|they|we|our|others?|is|was|were|[a-z]+s)\b")
_AT = re.compile(
    r"(?:\b(?:with|at|in|to|now|on|for|using|gives|giving|achieved|reached|needs|needing|uses|delivered|takes|costs)|[,:])$",
    re.IGNORECASE,
)


def _twice(text: str, clause: Clause, main: Quantity) -> Says | None:
    """As in "twice as many applicants", "half the memory of the old build"."""
    if main.kind not in (Unit.MULTIPLE, Unit.FRACTION, Unit.PERCENT):
        return None
    if _AS.match(text, main.end):
        return Says.CHANGE
    match = _THE.match(text, main.end)
    before = before_hedges(text, clause.start, main.start)
    if _OF_WHAT.match(text, main.end) and before.rstrip().endswith((",", "(", " at", " in", " for", " to")):
        return Says.CHANGE
    if match is None or not (not before.strip(' (“"') or _AT.search(before)):
        return None
    words = match["noun"].lower().split()
    stops = word_set("cues", "readings", "stop")
    end = next((at for at, each in enumerate(words) if each in stops), len(words))
    noun = words[:end]
    resources = word_set("results", "cues", "resources")
    if main.kind is Unit.PERCENT:
        of = text[main.end : main.end + 4].strip() == "of"
        return (
            Says.CHANGE
            if of and before.endswith((" at", " with", " for")) and set(noun) & resources
            else None
        )
    known = (
        word_set("shapes", "compared", "bids")
        | word_set("cues", "statements", "heads")
        | word_set("cues", "statements", "counted_losses")
        | resources
    )
    measured = bool(set(noun) & known) or bool(metric_at(" ".join(noun), 0, len(" ".join(noun))))
    return (
        Says.CHANGE if measured and not {"year", "day", "team", "class", "range"} & set(noun[-1:]) else None
    )


def _of_many(text: str, clause: Clause, main: Quantity) -> Says | None:
    """As in "27 out of 30 learners passed", "won 11 of 14 tenders"."""
    if main.kind is not Unit.NONE or of_many(text, main.end) is None:
        return None
    behind = of_many(text, main.end) or main.end
    were = _WERE.match(text, behind, clause.end)
    return (
        Says.COUNT
        if (were and were["what"] not in word_set("cues", "statements", "no_attaining"))
        or _attaining().search(text, max(clause.start, main.start - _NEAR), min(clause.end, main.end + _NEAR))
        else None
    )


# "nine patients in ten were mobilised on the day of surgery"
_WERE = re.compile(
    r"(?:\s[\w-]+){0,4}?\s(?:are|were|was|have|now)\s(?:[a-z]+ly\s)?(?:now\s)?(?P<what>[a-z]+ed)\b"
)


@functools.cache
def _attaining() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{choice('cues', 'statements', 'attaining')})\b", re.IGNORECASE)


_OF_MANY = re.compile(
    r"(?:\s[a-z-]+s\sin(?=\s(?:ten|five|four|three|100)\b)|\s?)(?:(?:out\s)?of|/|in(?=\s(?:ten|five|four|three|a\shundred|\d{1,3})\s(?:[a-z-]+\s)?[a-z-]+s\b))\s?(?:the\s|our\s|my\s|all\s)?(?:\d[\d,.]*|[a-z]+ty|[a-z]*teen|ten|eleven|twelve|two|three|four|five|six|seven|eight|nine)\b(?!\s?%)"
)


def of_many(text: str, offset: int) -> int | None:
    """Return where the noun starts after "27 out of 30", or None."""
    match = _OF_MANY.match(text, offset)
    return match.end() if match else None


def _kept_at(text: str, clause: Clause, main: Quantity) -> bool:
    """As in "keeping stock-outs under 1 %": a measure held at a level."""
    verb = nearest_verb(clause, main.start)
    if verb is None or verb.form is None or verb.form.lemma not in word_set("cues", "statements", "keeping"):
        return False
    between = text[verb.end : main.start]
    held = re.fullmatch(
        r"\s(?P<what>[^,;:]{2,60}?)\s(?:(?:consistently|well|always|at|under|below|above|over|within|to|less than|fewer than|no more than|at most|<|≤|~|about|around)\s?)+",
        between,
        re.IGNORECASE,
    )
    if held is None:
        return False
    if main.kind in (Unit.PERCENT, Unit.POINTS):
        return True
    return main.kind in (Unit.DURATION, Unit.PHYSICAL, Unit.NONE) and names_measure(held["what"], losses=True)


def _sum(text: str, clause: Clause, main: Quantity) -> Says | None:
    """As in "Grant income: £85k", "Successful exit, €7m"; and nothing spent."""
    if main.value == 0:
        return Says.ZERO
    verb = nearest_verb(clause, main.start)
    gerund = (
        verb is not None
        and verb.form is not None
        and verb.form.gerund
        and ":" not in text[verb.end : main.start]
    )
    if gerund or not _verbless(clause, main.start):
        return None
    before = text[max(clause.start, main.start - _NEAR) : main.start]
    if not set(_WORD.findall(before.lower())).isdisjoint(
        {"managed", "manage", "budget", "budgets", "portfolio", "owner"}
    ):
        return None
    won = re.search(rf"\b(?:{choice('cues', 'statements', 'sums_won')})\b", before, re.IGNORECASE)
    after = re.compile(
        r"\s(?:in\s|of\s)?(?:[\w-]+\s){0,2}?(?:saved|raised|won|recovered|savings|donations|settlement|damages|compensation|verdict|grant|grants|scholarship|prize|funding\sraised)\b"
    ).match(text, main.end)
    return Says.COUNT if won or after else None


# --- reach -----------------------------------------------------------------------


@functools.cache
def _using() -> re.Pattern[str]:
    return re.compile(
        rf"\s(?:[\w-]+\s){{1,4}}?(?:now\s|still\s|daily\s|already\s|regularly\s|today\s)?(?:{choice('cues', 'statements', 'using')})\b(?!\s(?:of|for|to\scase))",
    )


@functools.cache
def _on_it() -> re.Pattern[str]:
    return re.compile(rf"\s(?:[\w-]+\s){{1,3}}?(?:{choice('cues', 'statements', 'on_it')})\b", re.IGNORECASE)


def reached(text: str, clause: Clause, main: Quantity, lemma: str) -> bool:
    """Return whether a counted group uses the work: "that 3,100 employees use", "240 schools on the platform"."""
    nouns = noun_phrase(text, clause, main.end)
    if not nouns or any(each.lower in word_set("cues", "statements", "machines") for each in nouns):
        return False
    if not any(is_plural(each) for each in nouns):
        return False
    if _on_it().match(text, main.end) and (not lemma or _people(nouns[-1].lower) or _people(nouns[0].lower)):
        return True
    listed_with = (
        not lemma
        and _on_it().search(text, max(clause.start, main.start - _NEAR), min(clause.end, main.end + _NEAR))
        is not None
    )
    if listed_with and _people(nouns[-1].lower):
        return True
    following = clause.tokens[0].lower in {"that", "which"} or re.search(
        r"\b(?:that|which|,)\s*$", before_hedges(text, clause.start, main.start)
    )
    opens = not clause.before(main.start)
    return bool((following or opens) and _using().match(text, main.end))


def _people(noun: str) -> bool:
    return noun in word_set("results", "nouns", "adopting") | word_set("results", "nouns", "reach")


_STRONG_USE = re.compile(
    r"\b(?:used|adopted|relied\son|trusted|visited|seen|heard|opened|taken|consulted|borrowed|booked|watched|played|followed|streamed|attended|taken\sup|installed|downloaded|read|viewed|licensed|copied|reused|forked)\s(?:\w+\s)?(?:by|across|in|at|throughout)\b[^,;]{0,24}$"
    r"|\b(?:in\suse|live|rolled\sout|available)\s(?:in|at|by|to|across)\b[^,;]{0,24}$",
    re.IGNORECASE,
)


def taken_up(text: str, clause: Clause, main: Quantity) -> bool:
    """Return whether others took the work up, whatever they are: "adopted by five ministries"."""
    nouns = noun_phrase(text, clause, main.end)
    if not nouns or not (is_plural(nouns[-1]) or is_plural(nouns[0])):
        return False
    if any(each.lower in word_set("cues", "statements", "machines") for each in nouns):
        return False
    start = max(clause.start, main.start - 60)
    match = _STRONG_USE.search(text, start, main.start)
    # "Installed boilers in 200 homes" is the writer's own act.
    own = match is not None and match.start() == clause.tokens[0].start and not _BY.match(match[0])
    return match is not None and not own


# --- counts of results -------------------------------------------------------------


@functools.cache
def _live() -> re.Pattern[str]:
    return re.compile(rf"\s(?:[\w-]+\s){{1,5}}?(?:{choice('cues', 'statements', 'live')})\b", re.IGNORECASE)


def attained(text: str, clause: Clause, main: Quantity, lemma: str, *, direct: bool) -> bool:
    """Return whether a count is a result by its noun: new members, models put live, people placed."""
    nouns = noun_phrase(text, clause, main.end)
    if not nouns:
        return False
    lowers = [each.lower for each in nouns]
    listed_as = label(text, clause, main.start).lower()
    if listed_as in word_set("results", "nouns", "result") and ":" in text[clause.start : main.start]:
        return True  # "Patents: 4 granted"
    if lemma in word_set("cues", "statements", "live_verbs") and _live().match(text, main.end):
        return True
    working = lemma in word_set("results", "verbs", "consuming") | word_set("cues", "counts", "worked_upon")
    if (
        lowers[0] in word_set("cues", "statements", "won_anew")
        and not working
        and (not lemma or lemma != "onboard")
    ) and any(_people(each) or each in word_set("results", "nouns", "completed") for each in lowers):
        return True
    if direct and lemma == "place" and re.compile(r"\s[\w-]+\s(?:in|with|into)\s").match(text, main.end):
        return is_plural(nouns[-1])
    if direct and lemma in word_set("cues", "statements", "placing"):
        return any(
            _people(each) or each in {"candidates", "volunteers", "hires", "engineers"} for each in lowers
        )
    if lemma in word_set("results", "verbs", "finding") and direct:
        return any(each in word_set("cues", "statements", "finds") for each in lowers)
    verb = nearest_verb(clause, main.start)
    between = text[verb.end : main.start].strip().lower() if verb is not None else ""
    if lemma == "bring" and between.split(" ")[0] == "in":
        return is_plural(nouns[-1]) or is_plural(nouns[0])
    faults = word_set("results", "nouns", "loss") | word_set("results", "nouns", "found_adjectives")
    return (
        direct
        and lemma in {"catch", "spot", "stop", "block", "intercept", "prevent", "avert"}
        and any(each in faults for each in lowers)
    )


_LABELLED = re.compile(r"(?P<label>[A-Za-z][A-Za-z /-]{1,24}?)\s?(?::|=|\s-\s|\s–\s)")
_PERSON = re.compile(
    r"[-\s](?:person|people|man|woman|strong|member|head)\b(?!\s?-?(?:days|hours|months))", re.IGNORECASE
)


def sized(text: str, main: Quantity) -> bool:
    """Return whether a number is the size of a team or of what a label such as "Fleet:" lists."""
    if text[main.end : main.end + 1] == "-" and _PERSON.match(text, main.end):
        return True
    first = max(0, main.start - 4 * _NEAR)
    start = max(text.rfind(". ", first, main.start), text.rfind(";", first, main.start))
    match = _LABELLED.match(
        text[start + 1 : main.start].lstrip(" •-*") if start >= 0 else text[: main.start].lstrip(" •-*")
    )
    if match is None:
        return False
    words = match["label"].lower().split()
    return " ".join(words) in word_set("cues", "statements", "size_labels") or (
        words[0] in word_set("cues", "statements", "size_labels") and len(words) <= 2
    )

"""How a result came about: the words after "using", "via", "by …ing" or "with"."""

from __future__ import annotations

import functools
import re

from cvtailor.nlp.clauses import Clause
from cvtailor.nlp.phrases import choice, word_set
from cvtailor.nlp.readings import Result, Says

Range = tuple[int, int]

_METHOD = re.compile(
    r"(?<![\w-])(?:(?P<using>using|via|through|leveraging|applying|by means of|thanks to|by way of|based on|with the help of|employing)\s"
    r"|by\s(?P<by>(?=[a-z-]+ing\b))"
    r"|by\s(?P<noun>(?!the\b|our\b|its\b|their\b|his\b|her\b|my\b|an?\b|up\b|over\b|more\b|nearly\b|about\b|around\b|almost\b|"
    r"roughly\b|at\b|some\b|half\b|hand\b|weight\b|far\b|less\b|least\b|only\b|just\b|default\b|well\b|close\b|circa\b|several\b|"
    r"approximately\b|between\b|under\b|all\b|end\b|year\b|one\b|two\b|three\b|four\b|five\b|ten\b|twenty\b|a\b)(?=[a-z][\w-]+))"
    r"|after\s(?P<after>(?=[a-z-]+ing\b)|(?:(?:I|we)\s)(?=[a-z]+\b)|(?=an?\s[\w-]+ed\b))|(?:once|because|as soon as|since)\s(?:I|we)\s(?P<deed>(?=[a-z]))"
    r"|(?P<with>with)\s(?!no\b|zero\b|a team\b|an? (?:accuracy|average)\b|over\b|more\b|less\b|up to\b|[\d£$€~]))",
    re.IGNORECASE,
)


@functools.cache
def _method_end() -> re.Pattern[str]:
    """Return the pattern at which the words of a method end."""
    return re.compile(
        rf"[,;:()]|\.(?:\s|$)|\s(?:from|by|so|that|to(?=\s(?:{choice('cues', 'slots', 'purpose')}|\d))|which|and\s(?:\w+ly\s)?(?:{choice('cues', 'slots', 'purpose_ing')}))\s(?=\S)|\s[–—-]\s|\s(?:over|within|in)\s(?=\d)|\sfor\s(?=\d)|\.$"
    )


def method_of(text: str, clauses: tuple[Clause, ...], result: Result) -> Range | None:
    """Return how it was done: what follows "using", "via", "by …ing", "with" in the result's sentence."""
    sentence = [each for each in clauses if each.sentence == clauses[result.clause].sentence]
    start, end = sentence[0].start, sentence[-1].end
    matches = []
    for match in _METHOD.finditer(text, start, end):
        if match["with"] and not _is_means(text, match, clauses):
            continue
        if match["noun"] is not None and not _by_means(match, result, clauses):
            continue
        if (match["after"] is not None or match["deed"] is not None) and match.start() < result.span[1]:
            continue
        matches.append(match)
    # "with half the parameters" is the result itself.
    matches = [each for each in matches if each.end() <= result.span[0] or each.start() >= result.span[1]]
    if not matches:
        return _in_brackets(text, clauses, result)
    after = [each for each in matches if each.start() >= result.span[1]]
    own = clauses[result.clause]
    near = (
        [each for each in after if each.start() < own.end]
        or [each for each in matches if each.end() <= result.span[0]]
        or after
    )
    match = near[0] if near is after else near[0] if near[0].start() >= result.span[1] else near[-1]
    if near is after and len(sentence) > 1 and match.start() >= own.end:
        return None
    first = match.end()
    stop = _method_end().search(text, first, end)
    last = stop.start() if stop else end
    return _tidy(text, first, last, result)


_BRACKETS = re.compile(
    r"(?:\s(?:rel\.|in\s(?:one|\d+|two|three|six)\s\w+))?\s\((?P<inside>[^()\d][^()]{3,80})\)"
)


def _in_brackets(text: str, clauses: tuple[Clause, ...], result: Result) -> Range | None:
    """As in "CTR +17 % (multi-armed bandit, Thompson sampling)": techniques in brackets behind a change."""
    if result.says is not Says.CHANGE or result.span[1] > clauses[result.clause].end:
        return None
    match = _BRACKETS.match(text, result.span[1])
    if match is None or len(match["inside"].split()) < 2:
        return None
    words = set(re.findall(r"[a-z-]+", match["inside"].lower()))
    return None if words & word_set("cues", "slots", "no_technique") else match.span("inside")


def _by_means(match: re.Match[str], result: Result, clauses: tuple[Clause, ...]) -> bool:
    """As in "by columnar storage", behind the result; not "used by nurses", "found by auditors"."""
    before = [each for clause in clauses for each in clause.before(match.start())][-1:]
    if match.start() < result.span[1] or not before:
        return False
    form = before[0].form
    return form is None or not form.participle or before[0].start < result.span[1]


def _is_means(text: str, match: re.Match[str], clauses: tuple[Clause, ...]) -> bool:
    """As in "with LoRA" but not "worked with clinicians", "models with 2M parameters"."""
    before = [each for clause in clauses for each in clause.before(match.start())][-1:]
    if before and before[0].lower in {"tasked", "charged", "entrusted"}:
        return False
    if (
        before
        and before[0].form is not None
        and before[0].form.lemma in word_set("cues", "slots", "with_people")
    ):
        return False
    tail = text[match.end() : match.end() + 60]
    if re.match(
        rf"(?:[\w-]+\s){{0,3}}?(?:{choice('cues', 'slots', 'no_means')})\b",
        tail,
        re.IGNORECASE,
    ):
        return False
    return not re.match(r"(?:an?\s|the\s)?(?:[\w-]+\s){0,2}\d", tail)


def _tidy(text: str, first: int, last: int, result: Result) -> Range | None:
    if first < result.span[0] < last:
        last = result.span[0]
    piece = text[first:last]
    lead = re.match(r"(?:a|an|the|our)\s", piece, re.IGNORECASE)
    if lead:
        first += lead.end()
    while first < last and text[last - 1] in " .,;:)":
        last -= 1
    return (first, last) if last - first > 1 else None

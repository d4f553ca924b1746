"""How a result came about: the words after "using", "via", "by …ing" or "with"."""

from __future__ import annotations

import functools
import re

from cvtailor.nlp.clauses import Clause
from cvtailor.nlp.phrases import choice, word_set
from cvtailor.nlp.readings import Result

Range = tuple[int, int]

_METHOD = re.compile(
    r"(?<![\w-])(?:(?P<using>using|via|through|leveraging|applying|by means of|thanks to|by way of|based on|with the help of|employing)\s"
    r"|by\s(?P<by>(?=[a-z-]+ing\b))|(?P<with>with)\s(?!no\b|zero\b|a team\b|an? (?:accuracy|average)\b|over\b|more\b|less\b|up to\b|[\d£$€~]))",
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
        matches.append(match)
    # "with half the parameters" is the result itself.
    matches = [each for each in matches if each.end() <= result.span[0] or each.start() >= result.span[1]]
    if not matches:
        return None
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


def _is_means(text: str, match: re.Match[str], clauses: tuple[Clause, ...]) -> bool:
    """As in "with LoRA" but not "worked with clinicians", "models with 2M parameters"."""
    before = [each for clause in clauses for each in clause.before(match.start())][-1:]
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

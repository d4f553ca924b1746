"""What a result is compared with, where that is named and not told by a number: "than the vendor's model", "of quota"."""

from __future__ import annotations

import functools
import re

from cvtailor.nlp import measures
from cvtailor.nlp.clauses import Clause
from cvtailor.nlp.phrases import choice, word_set
from cvtailor.nlp.readings import Result, Says

Range = tuple[int, int]


@functools.cache
def _behind() -> re.Pattern[str]:
    """Return the pattern from a figure up to what it is compared with."""
    words = choice("shapes", "compared", "words")
    return re.compile(
        rf"(?!\s(?:year|month|week|quarter)\son\s)(?:\s[\w@.'’/-]+){{0,4}}?\s\(?(?:(?P<word>{words}|than|ahead of|under|on)\s(?:(?:with|in|under|over|about)\s)?|of\s(?=(?:[\w-]+\s){{0,3}}?(?P<of>{choice('results', 'cues', 'attainment')})\b)|of\s(?=(?:the|its|our)\s(?P<old>{choice('shapes', 'compared', 'former')})\b))",
        re.IGNORECASE,
    )


def rival_of(text: str, clauses: tuple[Clause, ...], result: Result) -> Range | None:
    """Return what a result is compared with ("the vendor's detector", "quota", "the previous winter"), or None."""
    clause = clauses[result.clause]
    if result.says not in (Says.CHANGE, Says.PERFORMANCE, Says.COUNT) or result.baseline is not None:
        return None
    return _beaten(text, clause, result) or _compared(text, clause, result)


def _beaten(text: str, clause: Clause, result: Result) -> Range | None:
    """As in "outsold quota by 12 %"."""
    governor = result.governor
    if governor is None or governor.form is None or governor.start > result.span[0]:
        return None
    if governor.form.lemma not in word_set("results", "verbs", "beating"):
        return None
    found = measures.phrase(text, clause.tokens, governor.end, min(result.span[0], clause.end))
    return None if found is None or text[found[0]].isdigit() else found


def _compared(text: str, clause: Clause, result: Result) -> Range | None:
    match = _behind().match(text, result.span[1], clause.end)
    if match is None:
        return None
    word = (match["word"] or "").lower()
    what = re.findall(r"[\w'’-]+", text[match.end() : match.end() + 60].lower())[:3]
    if not what or what[0][0].isdigit():
        return None
    if word in {"on", "under"} and not set(what) & word_set("shapes", "compared", "on_what"):
        return None
    lasting = set(what) & word_set("shapes", "compared", "no_rival") and word in word_set(
        "shapes", "compared", "time_words"
    )
    if lasting and not match["of"] and not set(what) & word_set("results", "cues", "attainment"):
        return None
    return measures.phrase(text, clause.tokens, match.end(), clause.end)

"""Measured performance and ranks: "94 % accuracy", "120 % of quota", "top 5 %"."""

from __future__ import annotations

import re

from cvtailor.nlp.clauses import Clause, Token
from cvtailor.nlp.exclusions import rated
from cvtailor.nlp.phrases import choice, listed, word_set
from cvtailor.nlp.quantities import Quantity, Unit
from cvtailor.nlp.readings import Group, is_plural, nearest_verb, noun_class, noun_phrase

_TOP = re.compile(r"\b(?:top|upper|best|leading|highest)(?:[\s-]of)?[\s-]?$", re.IGNORECASE)


def rank_marker(text: str, clause: Clause, main: Quantity, before: str) -> Token | None:
    """The token that makes a number a rank ("top 5 %", "ranked 3 of 120"); the last word before it."""
    previous = clause.before(main.start)
    marker = previous[-1] if previous else clause.tokens[0]
    if _TOP.search(before[-24:]) and main.kind in (Unit.PERCENT, Unit.NONE):
        after = text[main.end : main.end + 40]
        if (
            main.kind is Unit.PERCENT
            or re.match(r"\s?(?:of|out of|in|at|nationally|globally|worldwide|on|\()", after)
            or not after.strip(" .,;")
        ):
            return marker
        if re.search(
            r"\b(?:ranked|rank|finished|placed|finish|in the|among the)\s(?:the\s)?top[\s-]?$",
            before,
            re.IGNORECASE,
        ):
            return marker
        return None
    ranked = re.search(
        r"\b(?:ranked|placed|finished|came|ranking|placing)\s(?:in\s|as\s|number\s|no\.?\s|#)?$",
        text[clause.start : main.start],
        re.IGNORECASE,
    )
    counted = re.match(r"\s[a-z][\w-]*s\b", text[main.end : main.end + 30])
    if ranked and main.kind is Unit.NONE and not (counted and re.match(r"plac", ranked[0], re.IGNORECASE)):
        return marker
    return None


def is_attainment(text: str, clause: Clause, main: Quantity) -> bool:
    """As in "120 % of quota", "hit 110 % of target"."""
    if main.kind not in (Unit.PERCENT, Unit.MULTIPLE):
        return False
    after = text[main.end : min(clause.end, main.end + 48)]
    if re.search(
        r"\battainment\b[^.;:]{0,40}:\s*$", text[max(0, main.start - 70) : main.start], re.IGNORECASE
    ):
        return True  # "Quota attainment in my second year: 124 per cent"
    nouns = "|".join(sorted(word_set("results", "cues", "attainment")))
    return bool(
        re.match(
            rf"\s?of\s(?:[\w-]+\s){{0,3}}?(?:{nouns})\b|\s(?:quota|target)\sattain", after, re.IGNORECASE
        )
    )


_ADJACENT = re.compile(
    r"(?:\s(?:score|scores|rate|rating|level))?\s?(?:of|=|:|at|was|is|to|above|below|under|over|≥|≤|<|>|~|\()?\s*$"
)


def metric_at(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Return the names of measures in text[start:end], in order."""
    found = [
        *listed("metrics", "cased", cased=True).finditer(text, start, end),
        *listed("metrics", "performance").finditer(text, start, end),
    ]
    kept: list[re.Match[str]] = []
    for match in sorted(found, key=lambda each: (each.start(), -each.end())):
        if not kept or match.start() >= kept[-1].end():
            kept.append(match)
    return kept


_AROUND = re.compile(
    r"\b(?:across|over|with|in|on|by|among|from|for|per|using)\s(?:[\w-]+\s)?$", re.IGNORECASE
)


def _setting(text: str, clause: Clause, main: Quantity) -> bool:
    """As in "agreement at kappa 0.84 across five labellers": the number after the level says where it was measured."""
    plural = noun_phrase(text, clause, main.end) if main.kind is Unit.NONE else ()
    around = _AROUND.search(text, clause.start, main.start)
    counted = main.kind is Unit.PHYSICAL or (bool(plural) and is_plural(plural[-1]))
    return around is not None and counted and main.value == int(main.value)


def is_performance(text: str, clause: Clause, group: Group, before: str) -> bool:
    """A value of a named measure, with or without a verb."""
    main = group.main
    if main.kind in (Unit.FRACTION, Unit.MULTIPLE, Unit.DATA, Unit.MONEY) and not (
        main.kind is Unit.MULTIPLE
        and re.match(r"\s?(?:ROI|ROAS|return|real[- ]time|speed)", text[main.end :])
    ):
        return main.kind is Unit.MONEY and any(
            match.end() >= clause.start + len(before) - 4
            for match in listed("metrics", "cased", cased=True).finditer(text, clause.start, main.start)
        )
    if main.kind is Unit.DURATION and re.search(
        r"(?:ms|µs|μs|ns|milliseconds?)$", text[slice(*main.unit)] if main.unit else ""
    ):
        named = re.search(
            r"\b(?:p\d\d|latency|median|mean|average|time|percentile)\sof$", before, re.IGNORECASE
        )
        return named is not None or not re.search(r"\b(?:every|window|windows|of)$", before)
    head_end = clause.start + len(before)
    earlier = metric_at(text, max(clause.start, main.start - 90), main.start)
    if earlier:
        gap = text[earlier[-1].end() : main.start]
        tail = text[earlier[-1].end() : max(earlier[-1].end(), head_end)]
        if _ADJACENT.fullmatch(gap) or re.fullmatch(
            r"\s?(?:of|=|:|at|was|is|to|above|below|under|over|\()?\s*", tail
        ):
            return True
        performing = any(
            each.form is not None and each.form.lemma in word_set("results", "verbs", "performing")
            for each in clause.before(main.start)
        )
        linked = re.search(
            r"\b(?:of|at|to|reached|was|is|averaging|above|below|under|over)$", before, re.IGNORECASE
        )
        if (
            (performing or linked)
            and not _setting(text, clause, main)
            and not noun_class(clause, main, "size")
            and (main.kind is not Unit.NONE or main.value < 100)
        ):
            return True
    later = metric_at(text, main.end, min(clause.end, main.end + 50))
    if later:
        gap = text[main.end : later[0].start()]
        stop = re.search(
            r"[,;:()]|\b(?:of(?!\s(?:its|their|the))|in|for|and|to|from|with|by|using|on|per|at|data|images)\b",
            gap,
        )
        if stop is None:
            return True
    if re.match(r"\s?(?:out of|/)\s?(?:5|10|100)\b", text[main.end :]) and (
        nearest_verb(clause, main.start) is not None or rated(before)
    ):
        return True
    performed = [
        each.form is not None and each.form.lemma in word_set("cues", "performances", "reached")
        for each in clause.before(main.start)[-3:]
    ]
    if main.kind is Unit.PERCENT and any(performed):
        return True
    return main.kind is Unit.PERCENT and bool(
        re.match(
            rf"\s?(?:of\s(?:the\s)?time|(?:of\s(?:[\w-]+\s){{1,3}}?)?(?:{choice('cues', 'performances', 'as_due')})"
            rf"|{choice('cues', 'performances', 'achieved')})\b",
            text[main.end :],
            re.IGNORECASE,
        )
    )

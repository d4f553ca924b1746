"""What was measured: the noun phrase whose value or change a result tells."""

from __future__ import annotations

import re

from cvtailor.nlp.clauses import Clause, Token
from cvtailor.nlp.performances import metric_at
from cvtailor.nlp.phrases import word_set
from cvtailor.nlp.quantities import Unit
from cvtailor.nlp.readings import Result, Says, noun_phrase

Range = tuple[int, int]


def metric_of(text: str, clauses: tuple[Clause, ...], result: Result) -> Range | None:
    """Return where the measure of a result stands, without articles and owners, or None.

    Tried in turn: what the word of change governs or whose it is, a measure known by
    name beside the figure, what follows the figure ("+2.2 % revenue per mille"), the label or subject before it.
    """
    clause = clauses[result.clause]
    if result.says is Says.COUNT:
        found = _sum_in(text, clause, result)
    elif result.says not in (Says.CHANGE, Says.PERFORMANCE):
        return None
    else:
        found = None
        if result.says is Says.CHANGE and result.governor is not None:
            found = _changed(text, clause, result, result.governor)
        found = _own(text, found)
        if found is None and result.says is Says.PERFORMANCE:
            found = _named(text, clause, result.span)
        found = found or _behind(text, clause, result) or _ahead(text, clause, result.span[0])
        found = _own(text, found) or _named(text, clause, result.span) or _of_sentence(text, clauses, result)
    return _own(text, found)


def is_noun(token: Token) -> bool:
    """Return whether a word of change is no verb: "reduction", "faster"."""
    return any(
        token.lower in word_set("results", key, side)
        for key in ("change_nouns", "comparatives")
        for side in ("up", "down")
    )


_OWNER = re.compile(r"(?:[\w-]+\s){0,3}[\w-]+(?:['’]s|s['’])\s+(?=\w)")


def _own(text: str, found: Range | None) -> Range | None:
    """Return the phrase without whose it is ("the choir's membership"); None where it is a pronoun."""
    if found is None:
        return None
    owner = _OWNER.match(text, found[0], found[1])
    start = owner.end() if owner and owner.end() < found[1] else found[0]
    return (
        None
        if text[start : found[1]].lower() in word_set("cues", "slots", "no_measure")
        else (start, found[1])
    )


def _sum_in(text: str, clause: Clause, result: Result) -> Range | None:
    """As in "saved $220k in licence fees"."""
    main = result.amount or result.value
    match = re.compile(r"(?:\s(?:a|per|each)\s\w+)?\s(?:in|on|off)\s").match(text, result.span[1], clause.end)
    if main is None or main.kind is not Unit.MONEY or match is None:
        return None
    return phrase(text, clause.tokens, match.end(), clause.end)


def _behind(text: str, clause: Clause, result: Result) -> Range | None:
    """As in "+2.2 % revenue per mille", "three days off month end close", "half the memory"."""
    main = result.amount or result.value
    if main is None or result.says is not Says.CHANGE:
        return None
    end = result.span[1]
    match = re.compile(r"\s(?:off|of|the|as\smany|as\smuch)\s(?:the\s)?").match(text, end, clause.end)
    if match:
        return phrase(text, clause.tokens, match.end(), clause.end)
    if main.kind not in (Unit.PERCENT, Unit.POINTS, Unit.MULTIPLE, Unit.FRACTION):
        return None
    words = noun_phrase(text, clause, end)
    if not words or is_noun(words[0]) or words[0].lower in word_set("cues", "slots", "cut"):
        return None
    return phrase(text, clause.tokens, words[0].start, clause.end)


def _ahead(text: str, clause: Clause, offset: int) -> Range | None:
    """Return the label or subject before a figure: "Turnover of care staff at 14 %", "Net sales: +£740k"."""
    words = list(clause.before(offset))
    skipped = (
        word_set("cues", "slots", "cut")
        | word_set("cues", "slots", "be")
        | word_set("cues", "slots", "between")
    )
    while words and (words[-1].lower in skipped or _moves(words[-1])):
        words.pop()
    for at in range(len(words) - 1, -1, -1):
        gap = text[words[at].end : words[at + 1].start] if at + 1 < len(words) else ""
        token, link = words[at], words[at - 1].lower if at else ""
        number = token.text[0].isdigit() and link not in word_set("cues", "slots", "cut")  # "within 30 days"
        breaks = token.lower in word_set("cues", "slots", "subject_breaks")
        if number or breaks or any(mark in gap for mark in ",;:()") or _finite(words, at):
            words = words[at + 1 :]
            break
    return phrase(text, tuple(words), words[0].start, words[-1].end) if words else None


def _of_sentence(text: str, clauses: tuple[Clause, ...], result: Result) -> Range | None:
    """The subject that the clause before ends with: "recall then moved from 0.52 to 0.77"."""
    at = result.clause
    own = [each for each in clauses[at].before(result.span[0]) if not _moves(each)]
    filler = (
        word_set("cues", "slots", "cut")
        | word_set("cues", "slots", "between")
        | word_set("cues", "slots", "be")
    )
    if (
        at == 0
        or clauses[at - 1].sentence != clauses[at].sentence
        or any(each.lower not in filler for each in own)
    ):
        return None
    return _ahead(text, clauses[at - 1], clauses[at - 1].end)


def _moves(token: Token) -> bool:
    """A finite verb at the end of what stands before a figure: "rose", "has fallen", "is"."""
    form = token.form
    return (
        form is not None
        and not form.gerund
        and (form.tense == "past" or (is_noun(token) is False and form.tense == "present"))
    )


def _finite(words: list[Token], at: int) -> bool:
    form = words[at].form
    if form is None or form.gerund or form.tense != "past":
        return False
    return not (form.participle and 0 < at < len(words) - 1)


def phrase(text: str, tokens: tuple[Token, ...], start: int, end: int) -> Range | None:
    """Return the noun phrase that opens text[start:end], without articles."""
    first: Token | None = None
    last: Token | None = None
    at = start
    for token in tokens:
        if token.start < start:
            continue
        if token.end > end:
            break
        gap = text[at : token.start]
        if any(mark in gap for mark in ",;:(.") and gap.strip():
            break
        lower = token.lower
        if first is None and lower in word_set("cues", "slots", "lead"):
            at = token.end
            continue
        if first is None and lower in {"in", "of", "to", "for", "up", "down", "out", "off"}:
            at = token.end
            continue
        if _ends_phrase(lower, last):
            break
        if (
            token.form is not None
            and token.form.gerund
            and last is not None
            and last.lower.endswith("s")
            and token.lower not in {"training", "testing", "reporting"}
            and not text[token.end :].lstrip()[:4].isalpha()
        ):
            break
        if lower != "of":
            first = first or token
            last = token
        at = token.end
    if first is None or last is None:
        return None
    return first.start, last.end


def _ends_phrase(lower: str, last: Token | None) -> bool:
    """As in "number of users" and "time to hire" go on, "latency of the service" ends."""
    if lower == "of" and last is not None:
        return last.lower not in word_set("cues", "slots", "of_heads")
    joined = last is not None and f"{last.lower} {lower}" in word_set("cues", "slots", "joined")
    return lower in word_set("cues", "slots", "cut") and not joined


def _changed(text: str, clause: Clause, result: Result, governor: Token) -> Range | None:
    start, end = result.span
    if governor.form is not None and governor.form.lemma in word_set("results", "verbs", "beating"):
        return None  # its object is the rival, not the measure
    if governor.start >= end:
        return _told_after(text, clause, governor, start, end)
    limit = start if start > governor.end else clause.end
    if (is_noun(governor) and governor.form is None) or (
        is_noun(governor) and text[governor.end : limit].strip().split(" ")[0] in {"of", "in"}
    ):
        return _of_noun(text, clause, result, governor, limit)
    found = phrase(text, clause.tokens, governor.end, limit)
    if found is not None:
        return found
    subject = _ahead(text, clause, governor.start)
    if subject is not None:
        return subject
    beyond = re.compile(r"\s(?:in|on|of)\s").match(text, result.span[1])
    if beyond and (result.amount is not None):
        return phrase(text, clause.tokens, beyond.end(), clause.end)
    return None


def _told_after(text: str, clause: Clause, governor: Token, start: int, end: int) -> Range | None:
    """The measure of "40 % faster builds", "a 12 % reduction in churn", "12 % churn reduction"."""
    tail = clause.end
    previous = clause.before(start)
    noun = any(governor.lower in word_set("results", "change_nouns", side) for side in ("up", "down"))
    between = [each for each in clause.after(end) if each.end <= governor.start]
    if between and noun:  # "12 % churn reduction"
        return between[0].start, between[-1].end
    after = clause.after(governor.end)
    if noun and after and after[0].lower in word_set("cues", "slots", "noun_links"):
        return phrase(text, clause.tokens, governor.end, tail)
    if not noun and after and after[0].lower not in word_set("cues", "slots", "cut"):
        return phrase(text, clause.tokens, governor.end, tail)
    verb = next((each for each in reversed(previous) if each.form is not None), None)
    return phrase(text, clause.tokens, verb.end, start) if verb is not None else None


def _of_noun(text: str, clause: Clause, result: Result, governor: Token, limit: int) -> Range | None:
    """The measure of a change noun before the number: "a reduction in churn of 12 %", "churn reduction of 12 %"."""
    inside = re.compile(r"\s(?:in|to|of\s(?![\d£$€]))\s?").match(text, governor.end, limit)
    if inside:
        return phrase(text, clause.tokens, inside.end(), limit)
    beyond = re.compile(r"\s(?:in|to|for)\s").match(text, result.span[1])
    if beyond:
        return phrase(text, clause.tokens, beyond.end(), clause.end)
    previous = clause.before(governor.start)
    words: list[Token] = []
    for token in reversed(previous):
        if (
            token.lower in word_set("cues", "slots", "cut")
            or token.lower in word_set("cues", "slots", "lead")
            or token.form is not None
            or token.end < (words[-1].start - 2 if words else 0)
        ):
            break
        words.append(token)
    return (words[-1].start, words[0].end) if words else None


def _named(text: str, clause: Clause, span: Range) -> Range | None:
    """Return a measure known by its name beside a figure, with the nouns before it."""
    near = _nearest_metric(text, clause, span)
    return None if near is None else _widen(text, clause, near)


def _nearest_metric(text: str, clause: Clause, span: Range) -> Range | None:
    later = metric_at(text, span[1], min(clause.end, span[1] + 40))
    if later and not re.search(r"[,;()]|\b(?:and|of|in|for|with)\b", text[span[1] : later[0].start()]):
        return later[0].span()
    earlier = metric_at(text, clause.start, span[0])
    return earlier[-1].span() if earlier else (later[0].span() if later else None)


def _widen(text: str, clause: Clause, span: Range) -> Range:
    """Take in the nouns directly before a measure ("diagnostic accuracy")."""
    start = span[0]
    for token in reversed(clause.before(start)):
        if (
            text[token.end : start].strip()
            or token.lower in word_set("cues", "slots", "cut")
            or token.lower in word_set("cues", "slots", "lead")
            or token.lower in word_set("cues", "slots", "of_heads")
            or token.lower in {"of", "is", "was", "has"}
            or token.form is not None
            or token.text[0].isdigit()
        ):
            break
        if token.start == clause.tokens[0].start and token.text[0].isupper() and token.form is not None:
            break
        start = token.start
    return start, span[1]

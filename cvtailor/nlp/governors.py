"""Which change word governs a number: "cut … by 12 %", "a 12 % rise", "40 % faster"."""

from __future__ import annotations

import re

from cvtailor.nlp.clauses import Clause, Token
from cvtailor.nlp.exclusions import before_hedges
from cvtailor.nlp.phrases import choice, word_set
from cvtailor.nlp.quantities import Quantity, Unit
from cvtailor.nlp.readings import Group, direction_of, noun_class


def governor_of(text: str, clauses: tuple[Clause, ...], at: int, group: Group, before: str) -> Token | None:
    """The change word that governs a quantity, or None."""
    clause, main = clauses[at], group.main
    if (
        main.kind is Unit.FRACTION
        and re.match(r"\s(?:of\s)?(?:the\s|a\s|an\s)?(?!reduction|increase|cut|drop|the\s)", text[main.end :])
        and not re.search(r"\b(?:by|to|in|of|up|down|roughly|nearly|about)$", before)
    ):
        following = clause.after(main.end)
        if not (following and _comparative(following[0])) and not _saved(text, clause, main):
            return None
    told_after = _following(text, clause, group)
    if told_after is not None:
        return told_after
    if main.rate and main.kind is Unit.NONE and not re.search(r"\b(?:by|from|to)$", before):
        return None
    preposition = re.search(
        r"\b(by|from|to|of|at|→|under|below|over|above|within|into|past|beyond)$", before, re.IGNORECASE
    )
    word = preposition[1].lower() if preposition else ""
    relative = main.kind in (Unit.PERCENT, Unit.POINTS, Unit.MULTIPLE, Unit.FRACTION)
    particle = _particle(text, clause, group)
    going = word_set("cues", "governors", "going")
    if particle is not None and not any(
        each.form is not None and is_change(each) and each.form.lemma not in going
        for each in clause.before(particle.start)
    ):
        return particle
    found, stop = _before(text, clause, group, word, relative)
    if found is not None or stop:
        return found
    return _elsewhere(clauses, at, main, word) if relative else None


def _saved(text: str, clause: Clause, main: Quantity) -> bool:
    """As in "saved two thirds of the labelling budget"."""
    previous = clause.before(main.start)
    form = previous[-1].form if previous else None
    near = form is not None and not text[previous[-1].end : main.start].strip()
    return near and form is not None and form.lemma in word_set("cues", "governors", "saving")


_NEAR = 3  # words from a noun of change to the number that it governs without a preposition


def _before(text: str, clause: Clause, group: Group, word: str, relative: bool) -> tuple[Token | None, bool]:
    """Look back from the number; the second answer says that another verb governs it, so look no further."""
    main = group.main
    for token in reversed(clause.before(group.first.start)):
        lower = token.lower
        noun = any(lower in word_set("results", "change_nouns", side) for side in ("up", "down"))
        if noun and (token.form is None or not token.form.lemma or _after_article(clause, token)):
            if word in {"of", "by", "from", "to", ""} or relative:
                near = len(clause.before(group.first.start)) - len(clause.before(token.start)) <= _NEAR
                firm = (
                    word in {"of", "by"}
                    or group.baseline
                    or (near and main.kind in (Unit.MONEY, Unit.DURATION))
                )
                return (token if relative or firm else None), True
            continue
        lifts = word == "by" and is_change(token) and not _moved_before(clause, token)  # "lifts it by €2"
        noun = _plural_noun(clause, token) and not lifts
        if token.form is None or _attributive(clause, token) or noun:
            continue
        if is_change(token):
            return (token if _governs(text, token, clause, group, word, relative) else None), True
        if (
            relative
            and not token.form.gerund
            and token.form.tense != "base"
            and word not in {"by", "from", "to"}
        ):
            return None, True
        if not relative and word not in {"by", "from", "to", "→"}:
            return None, True
    return None, False


def _elsewhere(clauses: tuple[Clause, ...], at: int, main: Quantity, word: str) -> Token | None:
    """A passive after the number, or the clause before ("Cut latency, measured at p99, by 30 %")."""
    for token in clauses[at].after(main.end):
        passive = token.form is not None and token.form.participle and is_change(token)
        if passive and _passive(clauses[at], token):
            return token
    if word in {"by", "from", "to"} and at > 0 and clauses[at - 1].sentence == clauses[at].sentence:
        return next(
            (each for each in reversed(clauses[at - 1].tokens) if each.form and is_change(each)), None
        )
    return None


def _particle(text: str, clause: Clause, group: Group) -> Token | None:
    """As in "NPS up 9 points", "DSO down from 61 to 47 days": the word up or down before the number."""
    small = {"from", "by", "to", "a", "an"} | word_set("quantities", "hedges", "words")
    previous = [each for each in clause.before(group.first.start) if each.lower not in small]
    by = bool(previous) and text[previous[-1].end : group.first.start].strip().startswith("by")
    if (
        by
        and _comparative(previous[-1])
        and previous[-1].lower not in word_set("cues", "governors", "bounds")
    ):
        return previous[-1]  # "errors are rarer by a factor of four"
    if not previous or previous[-1].lower not in {"up", "down"}:
        return None
    token = previous[-1]
    if token.start == clause.tokens[0].start and not (by and clause.sentence):
        return None
    measured = (
        group.main.kind in (Unit.PERCENT, Unit.POINTS)
        or (group.main.kind in (Unit.FRACTION, Unit.MULTIPLE) and (group.main.words or _went(previous)))
        or group.baseline is not None
        or (by and group.main.kind is not Unit.MULTIPLE)
        or (group.main.kind is Unit.MONEY and len(previous) > 1)
    )
    return token if measured and not text[token.end : group.first.start].strip().startswith("to ") else None


def _went(previous: list[Token]) -> bool:
    """As in "throughput went up 11x"."""
    form = previous[-2].form if len(previous) > 1 else None
    return form is not None and form.lemma in word_set("cues", "governors", "going")


def _after_article(clause: Clause, token: Token) -> bool:
    previous = clause.before(token.start)
    return bool(previous) and (previous[-1].form is None or previous[-1].lower in {"cost", "time"})


def _attributive(clause: Clause, token: Token) -> bool:
    """As in "an improved model", "the reduced set", "a scaled service"."""
    previous = clause.before(token.start)
    return (
        bool(previous)
        and token.form is not None
        and token.form.tense != "base"
        and previous[-1].lower in {"a", "an", "the", "our", "its"}
    )


def _plural_noun(clause: Clause, token: Token) -> bool:
    """A third person that is a noun in the plural: "RMSE of load forecasts", "the daily reports"."""
    form = token.form
    if form is None or form.gerund or form.tense != "present" or token.start == clause.tokens[0].start:
        return False
    return clause.before(token.start)[-1].lower not in word_set("cues", "governors", "subjects")


def _moved_before(clause: Clause, token: Token) -> bool:
    """As in "Reduced patient falls on the ward by 37 %": the change is told already."""
    return any(
        each.form is not None and each.form.tense == "past" and is_change(each)
        for each in clause.before(token.start)
    )


def _passive(clause: Clause, token: Token) -> bool:
    previous = clause.before(token.start)
    return bool(previous) and previous[-1].lower in word_set("cues", "governors", "passive")


def _comparative(token: Token) -> bool:
    return any(token.lower in word_set("results", "comparatives", side) for side in ("up", "down"))


# "12 % above target", not "12 % over six months".
_BEYOND = re.compile(
    r"\s(?:of\s)?(?:the\s|its\s|our\s|a\s)?(?:\w+\s)?(?:target|benchmark|baseline|plan|quota|budget|market|forecast|average|competition|industry|index)",
    re.IGNORECASE,
)


def _following(text: str, clause: Clause, group: Group) -> Token | None:
    """As in "40 % faster", "a 12 % reduction in churn", "3x speedup", "a 15 % year-on-year rise"."""
    end = group.last.end
    if group.main.kind is Unit.NONE and text[end : end + 1] == "-":
        return None  # "a 5-person growth squad"
    for distance, token in enumerate(clause.after(end)[:5]):
        between = text[end : token.start]
        if re.search(r"[,;:()]", between) and "year" not in between:
            return None
        if token.lower in word_set("cues", "governors", "ends"):
            return None
        if _comparative(token) and distance <= 1:
            if token.lower in word_set("cues", "governors", "bounds") and (
                distance or not _BEYOND.match(text, token.end)
            ):
                return None
            if token.lower in word_set("cues", "governors", "bounds_or_more") and group.main.kind in (
                Unit.NONE,
                Unit.MONEY,
            ):
                return (
                    token
                    if token.lower == "more"
                    and group.main.kind is Unit.NONE
                    and group.main.value > 1
                    and distance == 0
                    else None
                )
            if token.lower in {"reduced", "increased", "improved"}:
                return None if group.main.kind in (Unit.NONE, Unit.MONEY) else token
            return token if group.main.kind is not Unit.NONE or token.lower in {"fewer", "more"} else None
        if any(token.lower in word_set("results", "change_nouns", side) for side in ("up", "down")):
            return token
        if token.form is not None and token.form.tense != "base" and distance == 0 and not token.form.gerund:
            return None
    return None


MACHINES = re.compile(
    r"\s(?:[\w-]+\s)?(?:NVIDIA\s)?(?:[AHVPT]\d{1,3}0?s?|GPUs?|TPUs?|nodes?|servers?|machines?|cores?|workers?|workstations?|replicas?|pods?)\b"
)
_BOUND = re.compile(r"\s(?:to\s)?(?:just\s)?(?:above|below|under|over)\s")
_HARDWARE = re.compile(r"\s?(?:NVIDIA|A\d|H\d|V\d|GPU|TPU|nodes|servers)")


def _governs(text: str, token: Token, clause: Clause, group: Group, word: str, relative: bool) -> bool:
    """Whether a change verb governs this quantity."""
    main = group.main
    assert token.form is not None
    lemma = token.form.lemma
    if group.baseline is not None:
        return not _team(text[token.end : group.first.start])
    if word == "by":
        return True
    if relative:
        moved = word == "" and lemma in word_set("cues", "governors", "moving")
        if main.kind is Unit.MULTIPLE and (moved or _HARDWARE.match(text, main.end)):
            return False  # "moved house 3 times", "scaled to 8x A100"
        share = re.match(r"\s?of\s", text[main.end : main.end + 4]) is not None
        if share and word not in {"by", "to"}:
            return lemma in word_set("results", "verbs", "completing") or lemma in {
                "save",
                "cut",
                "eliminate",
                "reduce",
            }
        return word != "of" or not _team(text[token.end : main.start])
    if main.kind is Unit.NONE:
        return _governs_bare(text, token, clause, main, word)
    if main.kind in (Unit.DURATION, Unit.DATA, Unit.PHYSICAL):
        if lemma in word_set("cues", "governors", "moving") and word != "to":
            return False  # "took a course (11 weeks)"
        return word in {"to", "under", "below", "by", "within", ""} and lemma not in word_set(
            "cues", "governors", "sizing"
        )
    if main.kind is Unit.MONEY:
        next_to = not before_hedges(text, token.end, main.start).strip()
        if word == "" and next_to and lemma in word_set("results", "verbs", "subject"):
            return True  # "costs per lorry dropped £190"
        return word in {"to", "under", "below", "by"}
    return False


def _governs_bare(text: str, token: Token, clause: Clause, main: Quantity, word: str) -> bool:
    """Whether a change verb governs a number without a unit: "recall climbed above 0.95", "fell to 3"."""
    bound = _BOUND.fullmatch(text, token.end, main.start) and direction_of(token) is not None
    if bound and main.value != int(main.value):
        return True
    lemma = token.form.lemma if token.form is not None else ""
    if lemma in {"bring", "take", "move", "go"} and MACHINES.match(text, main.end):
        return False  # "moving the jobs from one workstation to four A100s"
    return (
        word in {"to", "past", "beyond"}
        and not _team(text[token.end : main.start])
        and not noun_class(clause, main, "adopting")
        and not (token.form is not None and token.form.lemma in word_set("cues", "governors", "sizing_to"))
    )


def _team(between: str) -> bool:
    return bool(re.search(rf"\b(?:{choice('cues', 'governors', 'teams')})\b", between, re.IGNORECASE))


def is_change(token: Token) -> bool:
    """Return whether a word says a change."""
    return direction_of(token) is not None or (
        token.form is not None
        and (
            token.form.lemma in word_set("results", "verbs", "improving")
            or token.form.lemma in {"bring", "take", "move", "go"}
        )
    )

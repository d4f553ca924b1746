"""Counts and sums that no change word governs: results, reach, or the size of the work."""

from __future__ import annotations

import re

from cvtailor.nlp import statements
from cvtailor.nlp.clauses import Clause, Token
from cvtailor.nlp.exclusions import before_hedges
from cvtailor.nlp.phrases import choice, listed, word_set
from cvtailor.nlp.quantities import Quantity, Unit
from cvtailor.nlp.readings import (
    Group,
    Result,
    Says,
    direction_of,
    has_noun,
    is_plural,
    nearest_verb,
    noun_phrase,
)
from cvtailor.nlp.types import Confidence
from cvtailor.nlp.verbs import members

_FEW = 5


def counted(text: str, clause: Clause, at: int, group: Group, before: str) -> Result | None:
    """Return what a number says that no change word governs, or None."""
    main = group.main
    span = (group.first.start, group.last.end)
    verb = nearest_verb(clause, main.start)
    if verb is not None and ":" in text[verb.end : main.start]:
        verb = None  # a list under a label: "Released a library: 2.1k stars"
    lemma = verb.form.lemma if verb is not None and verb.form is not None else ""
    lemma = lemma.removeprefix("co-").removeprefix("re-")
    direct = verb is not None and _direct(text, verb, main)
    says = _count_says(text, clause, group, before, lemma, direct)
    if says is None or (says is Says.SIZE and _aside(text, clause, main, before, direct=direct)):
        return None
    if says.outcome:
        direction = direction_of(verb) if verb is not None and lemma in members("down") else None
        if lemma == "bring":
            direction = None  # "brought in £640k"
        return Result(
            says=says,
            clause=at,
            span=span,
            amount=main,
            governor=verb,
            direction=direction,
            confidence=Confidence.MEDIUM,
        )
    return Result(says=says, clause=at, span=span, value=main, governor=verb, confidence=Confidence.MEDIUM)


def _aside(text: str, clause: Clause, main: Quantity, before: str, *, direct: bool) -> bool:
    """A few things named in passing ("a merger of two charities"), hours a week, a distance: no size of the work."""
    if main.kind is Unit.DURATION:
        return main.rate
    if main.kind is Unit.PHYSICAL:
        return before.lower().endswith("within")
    if main.kind is not Unit.NONE or direct or main.value >= _FEW or text[main.end : main.end + 1] == "-":
        return False
    if not clause.before(main.start) or before.rstrip().endswith((":", "×", "x")):
        return False
    return not re.search(rf"\b(?:{choice('cues', 'counts', 'sizes_of')})$", before, re.IGNORECASE)


def _direct(text: str, verb: Token, main: Quantity) -> bool:
    """The number opens the direct object: only hedges and articles stand between."""
    between = before_hedges(text, verb.end, main.start).strip(" ,")
    return not between or bool(
        re.fullmatch(
            r"(?:(?:an?|the)\s\d[\w-]*|all|up|back|out|out\sall|us|them|in|back in|off|the company|the firm|the team|the business|clients?|customers?|a combined|a total of|in total)",
            between,
            re.IGNORECASE,
        )
    )


def _count_says(
    text: str, clause: Clause, group: Group, before: str, lemma: str, direct: bool
) -> Says | None:
    main = group.main
    after = text[main.end : min(clause.end, main.end + 70)]
    if main.kind is Unit.MONEY:
        return _money_says(text, clause, main, before, after, lemma, direct)
    if main.kind is Unit.PERCENT:
        return _share_says(before, after, lemma, direct=direct)
    if main.kind in (Unit.POINTS, Unit.FRACTION):
        return None
    if main.kind is Unit.MULTIPLE:
        return _times_says(before, after)
    if main.kind is Unit.DURATION:
        return _time_says(before, after, lemma, direct)
    if main.kind in (Unit.DATA, Unit.PHYSICAL):
        if lemma in word_set("cues", "counts", "amount_gained") and direct:
            return Says.COUNT
        unit = text[slice(*main.unit)] if main.unit else ""
        if unit.lower() in word_set("cues", "counts", "frequencies"):
            return None
        if unit.lower() in word_set("cues", "counts", "frame_rates") and lemma not in word_set(
            "cues", "counts", "filming"
        ):
            return Says.PERFORMANCE
        return Says.SIZE
    return _bare_says(text, clause, main, before, lemma, direct)


def _share_says(before: str, after: str, lemma: str, *, direct: bool) -> Says | None:
    """A percentage that no change or measure claims: revenue carried, adoption, or a share of the work."""
    if re.match(rf"\sof\s(?:\w+\s){{0,3}}(?:{choice('cues', 'counts', 'carried')})\b", after, re.IGNORECASE):
        return Says.REACH
    if re.search(rf"\b(?:{choice('cues', 'counts', 'reached_share')})\b", before[-50:], re.IGNORECASE):
        return Says.REACH
    completing = direct and (
        lemma in word_set("results", "verbs", "completing")
        or lemma in word_set("results", "verbs", "exposing")
        or lemma in word_set("cues", "statements", "relieving")
    )
    if completing and re.match(r"\sof\b", after):
        return Says.COUNT
    return Says.SIZE if re.match(r"\sof\b", after) and lemma else None


def _times_says(before: str, after: str) -> Says | None:
    """As in "3x winner", "cited 200 times", "5 × A100"."""
    if re.match(
        r"\s(?:[\w-]+\s){0,3}(?:winner|champion|medall?ist|recipient|finalist)", after, re.IGNORECASE
    ):
        return Says.RANK
    if re.match(r"\s?(?:faster|cheaper|smaller)", after):
        return Says.CHANGE
    if re.match(r"\s?\(?(?:citations?|cited)", after) or re.search(
        r"\bcited(?: over| more than)?$", before, re.IGNORECASE
    ):
        return Says.COUNT
    if re.search(rf"\b(?:{choice('cues', 'counts', 'downloaded')})$", before, re.IGNORECASE):
        return Says.REACH
    return Says.SIZE if re.match(r"\s?(?:[A-Z]\w*\d|GPU|TPU|node)", after) else None


def _money_says(
    text: str, clause: Clause, main: Quantity, before: str, after: str, lemma: str, direct: bool
) -> Says:
    nouns = {each.lower for each in noun_phrase(text, clause, main.end)}
    sizes = word_set("results", "nouns", "money_size")
    completing = lemma in word_set("results", "verbs", "completing") and lemma != "contribute"
    ahead = after.lower()
    priced = lemma == "sell" and before.endswith(" at")
    if lemma in word_set("cues", "counts", "handed_over") and _ATTRIBUTIVE.match(
        text[max(0, main.start - 4) : main.start] + "#" + after
    ):
        return Says.SIZE  # "Delivered a £4.2m fit-out"
    if completing and not priced and (direct or lemma in word_set("cues", "counts", "sum_won")):
        if "budget" in nouns and lemma not in {"win", "secure", "obtain"}:
            return Says.SIZE
        return Says.COUNT
    if nouns & sizes or re.match(
        rf"[\s-](?:in\s)?(?:annual\s|yearly\s)?(?:{choice('cues', 'counts', 'budget_after')})",
        ahead,
    ):
        return Says.SIZE
    if re.search(
        rf"\b(?:{choice('cues', 'counts', 'budget_before')})s?\s(?:of|worth|at|totalling|totaling|valued at|with)$",
        before,
        re.IGNORECASE,
    ):
        return Says.SIZE
    reach = word_set("results", "nouns", "money_reach")
    if any(word in reach for word in nouns) or re.match(
        rf"\s(?:\w+\s){{0,2}}(?:in|of)\s(?:\w+\s){{0,3}}(?:{choice('cues', 'counts', 'revenue_after')})\b",
        ahead,
    ):
        return Says.REACH
    if re.search(
        rf"\b(?:{choice('cues', 'counts', 'revenue_before')})\s(?:of|worth|at|above|over)$",
        before,
        re.IGNORECASE,
    ):
        return Says.REACH
    found = lemma in word_set("results", "verbs", "exposing")
    if _sum_of(before, "money_gained") or (
        found and (_sum_of(before, "money_lost") or before.endswith(" worth"))
    ):
        return Says.COUNT
    if re.match(r"\s(?:in\s)?(?:\w+\s){0,3}(?:savings?|saved|profit)\b", ahead):
        return Says.COUNT
    return Says.SIZE


_ATTRIBUTIVE = re.compile(r"(?:.*\s)?an?\s#(?:\s|-)[a-z][\w-]*(?<!savings)(?<!saving)", re.IGNORECASE)


def _sum_of(before: str, name: str) -> bool:
    """The number tells the sum of a noun of this class: "rebates worth", "savings of"."""
    noun = re.search(r"([\w-]+(?:\s[\w-]+)?)\s(?:of|worth|totall?ing)$", before, re.IGNORECASE)
    if noun is None:
        return False
    words = noun[1].lower()
    return bool({words, words.rpartition(" ")[2]} & word_set("results", "nouns", name))


def _time_says(before: str, after: str, lemma: str, direct: bool) -> Says | None:
    if listed("results", "cues", "early").match(after.lstrip()):
        return Says.COUNT
    if lemma in word_set("cues", "counts", "time_gained") and (
        direct
        or re.search(
            rf"\b(?:{choice('cues', 'counts', 'savers')})(?:\s\w+)?$",
            before,
            re.IGNORECASE,
        )
    ):
        return Says.COUNT
    if re.match(
        rf"(?:\s\w+){{0,8}}?\s(?:{choice('cues', 'counts', 'saved_after')})\b",
        after,
    ):
        return Says.COUNT
    if re.match(r"\sof\s(?!\w*\s?experience)", after) and not re.search(
        r"\b(?:in|within|over|for|after|during)$", before
    ):
        return Says.SIZE
    return None


def _told_by_wording(
    text: str, clause: Clause, main: Quantity, before: str, lemma: str, *, direct: bool
) -> Says | None:
    """What a count says by the words around it, whatever its noun."""
    if statements.sized(text, main) or _in_brackets_with_sizes(text, clause, main):
        return Says.SIZE
    if re.search(r"\b(?:h-index|i10-index|impact factor)(?:\s(?:of|is))?$", before, re.IGNORECASE):
        return Says.COUNT
    if re.search(rf"\b(?:{choice('cues', 'counts', 'audiences')})\sof$", before, re.IGNORECASE):
        return Says.REACH
    if _became(text, main) or (
        re.search(r"\b(?:rated|rating of|graded)$", before, re.IGNORECASE) and main.value <= 100
    ):
        return Says.COUNT
    if _persuaded(text, clause, main, lemma):
        return Says.REACH
    if statements.taken_up(text, clause, main) or statements.reached(text, clause, main, lemma):
        return Says.REACH
    if statements.attained(text, clause, main, lemma, direct=direct):
        return Says.COUNT
    return None


def _bare_says(
    text: str, clause: Clause, main: Quantity, before: str, lemma: str, direct: bool
) -> Says | None:
    """What a count says, by its noun and the verb that governs it."""
    nouns = noun_phrase(text, clause, main.end)
    consuming = lemma in word_set("results", "verbs", "consuming")
    completing = lemma in word_set("results", "verbs", "completing")
    told = _told_by_wording(text, clause, main, before, lemma, direct=direct)
    if told is not None:
        return told
    if has_noun(text, clause, main, "result") and not consuming:
        return Says.COUNT
    if _adopted(text, clause, main, before, lemma):
        return Says.REACH
    verb = nearest_verb(clause, main.start)
    own = verb_opens(clause, main) or (verb is not None and verb.form is not None and verb.form.gerund)
    by_hand = own and lemma in {"answer", "handle", "take"}
    if has_noun(text, clause, main, "reach") and not (by_hand and has_noun(text, clause, main, "traffic")):
        if direct and lemma in word_set("cues", "counts", "worked_upon_directly"):
            return Says.SIZE
        own = completing and direct and has_noun(text, clause, main, "completed")
        return _reach_says(before, lemma, own=own, consuming=consuming)
    if (
        not by_hand
        and has_noun(text, clause, main, "traffic")
        and lemma in word_set("results", "nouns", "traffic_verbs")
    ):
        return Says.REACH
    made_up = any(each.lower in word_set("cues", "counts", "made_up") for each in nouns)
    if completing and direct and not made_up and _completes(text, clause, main, lemma, bool(nouns)):
        return Says.COUNT
    if nouns and (
        is_plural(nouns[-1])
        or is_plural(nouns[0])
        or text[main.end : main.end + 1] == "-"
        or any(each.lower in word_set("results", "nouns", "size") for each in nouns)
    ):
        return Says.SIZE
    if re.search(
        rf"\b(?:{choice('cues', 'counts', 'groups')})\s(?:of|with)$",
        before,
        re.IGNORECASE,
    ):
        return Says.SIZE
    return None


def _reach_says(before: str, lemma: str, *, own: bool, consuming: bool) -> Says:
    """What a count of users, customers and such says: won, reached, or only worked on."""
    if own and lemma in word_set("cues", "counts", "own_win"):
        return Says.COUNT
    if consuming or lemma in word_set("cues", "counts", "worked_upon") or _CARED.search(before):
        return Says.SIZE
    material = re.search(
        rf"\b(?:{choice('cues', 'counts', 'material')})\s(?:from|of|on|for|covering)$", before, re.IGNORECASE
    )
    return Says.SIZE if material else Says.REACH


_CARED = re.compile(
    r"\b(?:cared|caring|care|nursed|treated|looked\safter|looking\safter|responsible)\s?(?:for|of)?$",
    re.IGNORECASE,
)


def _in_brackets_with_sizes(text: str, clause: Clause, main: Quantity) -> bool:
    """As in "(LightGBM, 140 features, 3.5M customers)": the brackets tell the data of a model."""
    start = text.rfind("(", clause.start, main.start)
    if start < 0 or ")" in text[start : main.start]:
        return False
    inside = text[start : main.start].lower()
    return bool(set(re.findall(r"[a-z-]+", inside)) & word_set("cues", "counts", "data_sizes"))


def verb_opens(clause: Clause, main: Quantity) -> bool:
    """Whether the verb before a number opens the item: the writer answered the calls, not a system."""
    verb = nearest_verb(clause, main.start)
    return verb is not None and verb.start == clause.tokens[0].start and clause.sentence == 0


def _became(text: str, main: Quantity) -> bool:
    """As in "mentored interns, four of whom went on to full-time posts"."""
    match = re.compile(r"\s(?:of\s(?:whom|which|them)|who|went)\s", re.IGNORECASE).match(text, main.end)
    if match is None:
        return False
    start = main.end + 1 if match[0].strip() == "went" else match.end()
    return listed("results", "nouns", "became").match(text, start) is not None


def _persuaded(text: str, clause: Clause, main: Quantity, lemma: str) -> bool:
    """As in "persuaded 12 teams to migrate", "a demo, which led two wards to adopt it"."""
    follows = clause.tokens[0].lower in {"which", "that", "leading"} and lemma == "lead"
    if not follows and lemma not in word_set("results", "nouns", "persuading"):
        return False
    return re.compile(r"\s(?:[\w-]+\s){1,3}to\s[a-z]").match(text, main.end) is not None


def _completes(text: str, clause: Clause, main: Quantity, lemma: str, counted: bool) -> bool:
    """Whether a completing verb makes its counted object a result ("closed 45 deals")."""
    if lemma in word_set("results", "verbs", "finding"):
        nouns = noun_phrase(text, clause, main.end)
        adjective = len(nouns) > 1 and nouns[0].lower in word_set("results", "nouns", "found_adjectives")
        return adjective or has_noun(text, clause, main, "loss")
    if lemma in word_set("results", "verbs", "completing_any"):
        return counted
    weaker = lemma in word_set("results", "verbs", "completing_loosely")
    return not weaker and has_noun(text, clause, main, "completed")


def _adopted(text: str, clause: Clause, main: Quantity, before: str, lemma: str) -> bool:
    """As in "adopted by 12 teams", "rolled out to 40 hospitals", "used in 9 countries"."""
    known = has_noun(text, clause, main, "adopting") or has_noun(text, clause, main, "reach")
    if not known:
        return False
    cues = list(
        listed("results", "nouns", "adopting_words").finditer(
            text, max(clause.start, main.start - 60), main.start
        )
    )
    if cues and len(text[cues[-1].end() : main.start].split()) <= 4:
        return not re.search(r"\bused\s(?:\w+\s){1,3}(?:from|on)$", before, re.IGNORECASE)
    if re.search(r"\b(?:to|by|across|in|at)$", before, re.IGNORECASE) and lemma in word_set(
        "cues", "counts", "spread"
    ):
        return True
    following = clause.after(main.end)
    for token in following[: len(noun_phrase(text, clause, main.end)) + 3]:
        if (
            token.form is not None
            and token.form.lemma in word_set("cues", "counts", "taken_up")
            and token.form.tense != "base"
        ):
            return True
    return False

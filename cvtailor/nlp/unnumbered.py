"""Results without a number: "halved", "zero downtime", "best paper", "from monthly to weekly"."""

from __future__ import annotations

import functools
import itertools
import re

from cvtailor.nlp import gains, wordings
from cvtailor.nlp.clauses import Clause, Token
from cvtailor.nlp.exclusions import before_hedges
from cvtailor.nlp.phrases import choice, listed, values, word_set
from cvtailor.nlp.plans import missed, planned
from cvtailor.nlp.quantities import Quantity, Unit
from cvtailor.nlp.readings import Result, Says, nearest_verb
from cvtailor.nlp.types import Confidence
from cvtailor.nlp.verbs import look_up


def without_number(text: str, clauses: tuple[Clause, ...], at: int, kept: list[Quantity]) -> list[Result]:
    """Return the results of a clause that are told without a number; `kept` are its numbers."""
    clause = clauses[at]
    piece = text[clause.start : clause.end]
    if missed(text, clause):
        return []
    found = []
    for token in clause.tokens:
        side = _self_measuring(clause, token)
        if side is not None and not _planned_verb(text, clauses, at, token):
            number = next((each for each in kept if each.start >= token.end), None)
            if (
                number is not None
                and "," not in text[token.end : number.start]
                and re.search(r"\b(?:by|from|to)$", before_hedges(text, token.end, number.start))
            ):
                continue  # told with the number
            found.append(
                Result(
                    says=Says.CHANGE,
                    clause=at,
                    span=(token.start, token.end),
                    governor=token,
                    direction=side,
                    amount=wordings.word(token.start, token.end, _SIZES.get(side, 2.0)),
                )
            )
    found += [
        Result(says=Says.CHANGE, clause=at, span=match.span(), governor=nearest_verb(clause, match.start()))
        for match in _FREQUENCIES.finditer(text, clause.start, clause.end)
    ]
    found += [
        Result(
            says=says,
            clause=at,
            span=span,
            governor=nearest_verb(clause, span[0]),
            amount=_zero(text, span) if says is Says.ZERO else None,
            value=_place(text, span) if says is Says.RANK else None,
        )
        for says, spans in (
            (Says.ZERO, _zeros(text, clause)),
            (Says.ZERO, _nevers(text, clause)),
            (Says.ZERO, gains.labelled_none(text, clause)),
            (Says.RANK, _prizes(text, clause)),
            (Says.RANK, _leading(text, clause)),
            (Says.RANK, gains.ranks(text, clause)),
            (Says.REACH, gains.crowds(text, clause)),
            (Says.CHANGE, _with_less(text, clause)),
        )
        for span in spans
    ]
    found += [
        Result(
            says=Says.PERFORMANCE,
            clause=at,
            span=span,
            governor=nearest_verb(clause, span[1]),
            confidence=Confidence.LOW,
        )
        for span in (*_cleared(text, clause), *_all_did(text, clause))
    ]
    mine = [each.span for each in found]
    found += [
        each
        for each in wordings.told(text, clause, at)
        if not any(low < each.span[1] and each.span[0] < high for low, high in mine)
    ]
    early = listed("results", "cues", "early").search(piece)
    if (
        early
        and early[0].lower() not in {"early", "earlier", "sooner"}
        and any(
            each.form is not None and each.form.lemma in word_set("cues", "unnumbered", "delivering")
            for each in clause.tokens
        )
        and not any(each.kind is Unit.DURATION or each.kind is Unit.PERCENT for each in kept)
    ):
        start = clause.start + early.start()
        found.append(
            Result(
                says=Says.PERFORMANCE,
                clause=at,
                span=(start, clause.start + early.end()),
                governor=nearest_verb(clause, start),
                confidence=Confidence.LOW,
            )
        )
    return found


def _self_measuring(clause: Clause, token: Token) -> str | None:
    form = look_up(token.text)
    if form is None:
        return None
    side = next((s for s in ("up", "down") if form.lemma in word_set("results", "self_measuring", s)), None)
    following = clause.after(token.end)
    if (
        side is None
        or (form.tense == "base" and not _helped_to(clause, token))
        or (form.lemma == "quarter" and form.tense != "past")
    ):
        return None
    if (
        token.lower in {"doubles", "triples", "quarters", "quartering"}
        and token.start != clause.tokens[0].start
    ):
        return None
    if following and following[0].lower in {"as", "down", "checked", "up"}:
        return None
    return side


def _helped_to(clause: Clause, token: Token) -> bool:
    """As in "helped to double attendance", "managed to halve the queue"."""
    previous = [each for each in clause.before(token.start) if each.lower != "to"]
    form = previous[-1].form if previous else None
    return form is not None and form.tense != "base" and form.lemma in {"help", "manage", "contribute"}


def _planned_verb(text: str, clauses: tuple[Clause, ...], at: int, token: Token) -> bool:
    clause = clauses[at]
    stand_in = Quantity(
        start=token.start,
        end=token.end,
        number=(token.start, token.end),
        unit=None,
        kind=Unit.MULTIPLE,
        value=2.0,
    )
    return planned(text, stand_in, clauses, at) and clause.tokens[0].start != token.start


def _nevers(text: str, clause: Clause) -> list[tuple[int, int]]:
    """As in "never missed a deadline"."""
    found = listed("results", "cues", "never").finditer(text, clause.start, clause.end)
    return [match.span() for match in found]


_BEST = re.compile(
    r"(?<![\w-])(?:state[- ]of[- ]the[- ]art|SOTA)(?:\s(?:[\w-]+\s)?(?:results?|performance|accuracy|scores?|F1|recall|precision|quality))?"
    r"(?=\s(?:on|in|for|across|at|of)\b|[,.;)]|\s?$)",
    re.IGNORECASE,
)


def _leading(text: str, clause: Clause) -> list[tuple[int, int]]:
    """As in "achieved state-of-the-art on three benchmarks"."""
    match = _BEST.search(text, clause.start, clause.end)
    verb = nearest_verb(clause, match.start()) if match else None
    if match is not None and match.start() == clause.tokens[0].start:
        return [match.span()]  # "State-of-the-art accuracy for Irish"
    if match is None or verb is None or verb.form is None:
        return []
    return [match.span()] if verb.form.lemma in word_set("results", "cues", "leading_verbs") else []


@functools.cache
def _less() -> re.Pattern[str]:
    part = rf"(?:{choice('quantities', 'fractions')}|1/\d{{1,3}}(?:th|rd|st|nd)?)"
    return re.compile(
        rf"\b(?:in|at|with|on)\s(?:only\s|just\s|about\s|roughly\s|under\s|less\sthan\s)?{part}\s(?:of\s)?(?:the\s|its\s)?"
        rf"(?:\w+\s)?(?:{choice('results', 'cues', 'resources')})\b",
        re.IGNORECASE,
    )


def _with_less(text: str, clause: Clause) -> list[tuple[int, int]]:
    """As in "in half the time", "at 1/20th of the price"."""
    return [match.span() for match in _less().finditer(text, clause.start, clause.end)]


def _cleared(text: str, clause: Clause) -> list[tuple[int, int]]:
    """As in "cleared the backlog", "the waiting list was cleared"."""
    verb = next(
        (each for each in clause.tokens if each.form is not None and each.form.lemma in {"clear", "eliminate"}
         and each.form.tense == "past"),
        None,
    )  # fmt: skip
    noun = listed("results", "nouns", "waiting").search(text, clause.start, clause.end)
    if verb is None or noun is None or abs(noun.start() - verb.end) > 60 or abs(verb.start - noun.end()) > 60:
        return []
    if re.compile(r"\sof\s(?:[a-z]+\s){0,2}\d").match(text, noun.end()):
        return []  # "a backlog of 1,150 tickets" is told by its number
    return [(min(noun.start(), verb.start), max(noun.end(), verb.end))]


_DONE_WELL = re.compile(
    r"\b(?:passed|finished|graduated|completed|delivered|submitted|qualified|progressed|closed|met|secured|published)\b"
    r"[^.;]{0,40}?(?:\bon\s(?:time|schedule)\b|\bfirst\s(?:time|attempt)\b|\bwithout\b|\bahead\sof\b|\bwithin\s(?:budget|time)\b)"
    r"|\b(?:passed|graduated|qualified|published|promoted|employed|(?:left|leaving|finished|came away)\swith\s(?:a|an|their)|(?:gained|achieved|earned|got|found|secured|won)\s(?:a|an|their|work|jobs?|places?))\b",
    re.IGNORECASE,
)


def _all_did(text: str, clause: Clause) -> list[tuple[int, int]]:
    """As in "All six of my students finished on time": a whole group that reached something."""
    if clause.tokens[0].lower not in {"all", "every", "each"} or (clause.sentence and clause.start == 0):
        return []
    match = _DONE_WELL.search(text, clause.start, min(clause.end, clause.start + 160))
    return [(clause.tokens[0].start, match.end())] if match else []


_OFTEN = r"(?:yearly|annual|annually|quarterly|monthly|fortnightly|biweekly|bi-weekly|weekly|daily|hourly|nightly|real[ -]time|continuous)"


_FREQUENCIES = re.compile(
    rf"\bfrom\s(?:(?:once|twice|\w+\stimes)\s(?:a|per)\s\w+|{_OFTEN})(?:\s\w+)?\sto\s(?:{_OFTEN}\b|every\s(?:\w+\s)?(?:seconds?|minutes?|hours?|days?|weeks?)\b|(?:\w+|\d+)\s(?:times\s)?(?:a|per)\s(?:day|week|month|hour)\b)",
    re.IGNORECASE,
)


_ZERO = re.compile(
    r"(?<![\w-])(?:zero|no|without\s(?:a\ssingle|any|a)|not\sa\ssingle|0|nil)(?![\w-])\s", re.IGNORECASE
)


def _zeros(text: str, clause: Clause) -> list[tuple[int, int]]:
    """As in "zero downtime", "no failed month-end close", "without a single incident"."""
    found = []
    losses = word_set("results", "nouns", "loss")
    adjectives = word_set("results", "nouns", "loss_adjectives")
    for match in _ZERO.finditer(text, clause.start, clause.end):
        words = clause.after(match.end() - 1)[:4]
        head: list[Token] = []
        for token in words:
            if token.lower in word_set("cues", "readings", "stop") or text[
                (head[-1].end if head else match.end()) : token.start
            ].strip(" -"):
                break
            head.append(token)
            if token.lower in losses or f"{token.lower}s" in losses:
                break
        if not head:
            continue
        lowers = [each.lower for each in head]
        lost = bool({lowers[-1], f"{lowers[-1]}s", lowers[-1].replace("-", " ")} & losses)
        strict = match[0].strip().lower() in {"zero", "0"} or "single" in match[0].lower()
        weak_noun = lowers[-1] in word_set("cues", "unnumbered", "weak_losses")
        if (lowers[0] in adjectives and len(head) > 1) or (lost and (strict or not weak_noun)):
            if lowers[0] in word_set("cues", "unnumbered", "area_adjectives") and not lost:
                continue
            found.append((match.start(), head[-1].end))
    return found


_SIZES = {"up": 2.0, "down": 0.5}


def _zero(text: str, span: tuple[int, int]) -> Quantity | None:
    """The word that says none ("zero", "no", "without a single"), as the amount."""
    match = _ZERO.match(f"{text[span[0] : span[1]]} ")
    return wordings.word(span[0], span[0] + len(match[0].rstrip()), 0.0) if match else None


_PLACE = re.compile(r"(?<![\w.])(?:#\s?)?\d{1,4}(?:st|nd|rd|th)?(?![\w%])")


def _place(text: str, span: tuple[int, int]) -> Quantity:
    """The place of a rank as a word ("ninth of 61") or with a digit ("3rd", "#1"), else the words that tell it."""
    told = _ordinal_word().search(text, *span)
    if told is not None:
        names = list(values("results", "places", "ordinals"))
        return wordings.word(*told.span(), float(names.index(told[0].lower()) + 1))
    match = _PLACE.search(text, *span)
    if match is None or (match[0].isdigit() and match[0] == "0"):
        return wordings.word(*span, 1.0)
    return Quantity(
        start=match.start(),
        end=match.end(),
        number=match.span(),
        unit=None,
        kind=Unit.NONE,
        value=float(re.sub(r"\D", "", match[0])),
    )


@functools.cache
def _ordinal_word() -> re.Pattern[str]:
    """Return the pattern of a place as a word, with the field behind it in digits."""
    return re.compile(
        rf"\b(?:{choice('results', 'places', 'ordinals')})\b(?=\s(?:out\s)?of\s|\samong\s\d)", re.IGNORECASE
    )


@functools.cache
def ordinal() -> re.Pattern[str]:
    """Return the pattern of a place among others: "placed second of 40", "3rd prize", "#1", "2nd / 88"."""
    taking, placing, first, behind = (
        choice("results", "places", key) for key in ("taking", "placing", "ordinals", "behind")
    )
    nth = r"\d{1,4}(?:st|nd|rd|th)"
    return re.compile(
        rf"\b(?:(?:{taking})\s(?:in\s|the\s)?)?(?:{nth}|{first})\s(?:(?:{behind})\b|of\s(?:over\s|more\sthan\s)?\d[\d,]*|among\s\d[\d,]*)"
        rf"|\b(?:{placing})\s(?:joint\s)?(?:{nth}|{first}|#\s?\d{{1,4}}|no\.?\s?\d{{1,3}})\b"
        rf"|(?<![\w.]){nth}\s\((?:out\s)?of\s\d|\bamong\sthe\s(?:top\s)?\d[\d.,]*\s?%\s(?:of\s[\w\s-]{{0,30}}?)?(?:selected|accepted|chosen|picked|admitted|retained)\b"
        r"|#\s?1\b|(?<![\w.])\d{1,4}(?:st|nd|rd|th)\s?/\s?\d[\d,]*",
        re.IGNORECASE,
    )


@functools.cache
def _winning() -> re.Pattern[str]:
    """Return the pattern of "won the regional apprentice award", with the prize as group."""
    nouns = choice("results", "prizes", "nouns")
    return re.compile(
        rf"\b(?:won|winning|wins),?\s(?:(?:the|a|an|our|its|their|this\syear['’]s|last\syear['’]s)\s)?(?P<prize>(?:[\w'’-]+\s){{0,5}}?(?:{nouns}))\b"
        rf"(?!\s(?:proposal|application|notice|winner))",
        re.IGNORECASE,
    )


@functools.cache
def _rival() -> re.Pattern[str]:
    """Return the pattern of text right before "won" that says that others did: "students who", "theses, one of which"."""
    return re.compile(
        rf"\b(?:{choice('results', 'prizes', 'rivals')})\b[^,.;]{{0,40}}$"
        rf"|\b(?:{choice('results', 'prizes', 'pupils_and_works')}),?\s\w+\sof\s(?:which|whom)\b[^,.;]{{0,40}}$",
        re.IGNORECASE,
    )


# "Won the Prix Lumière for a short film"
_WON_NAME = re.compile(
    r"\b[Ww]on\s(?P<best>best\s(?:[a-z-]+\s){1,3}?)(?=(?:at|in|of|for|by)\s)|\b(?:[Ww]on|[Bb]rought\shome|[Tt]ook\shome|[Cc]arried\soff|[Cc]ollected)\s(?:the|a|an)\s(?P<prize>(?:[A-ZÀ-Ý][\w’'-]+\s?){1,4})(?=(?<=\s)(?:for|at|in|of|with)\s|[,.;]|(?<=\s)[a-z]|$)"
)


def _won(text: str, clause: Clause) -> list[tuple[int, int]]:
    """As in "part of the crew that won the national title"; not what a pupil or a client won."""
    return [
        match.span("prize") if match["prize"] else match.span("best")
        for pattern in (_winning(), _WON_NAME)
        for match in pattern.finditer(text, clause.start, clause.end)
        if not _rival().search(text[max(0, match.start() - 60) : match.start()])
    ]


def _prizes(text: str, clause: Clause) -> list[tuple[int, int]]:
    """Ranks and prizes as words; the work of giving prizes is none."""
    found: list[tuple[int, int]] = []
    opening = clause.tokens[0].form
    lemmas = {
        each.form.lemma
        for each, following in itertools.zip_longest(clause.tokens, clause.tokens[1:])
        if each.form is not None
        and each.form.tense != "base"
        and not (following is not None and following.lower == "part")  # "took part in a hackathon"
    }
    winning = bool(lemmas & word_set("results", "prizes", "winning"))
    if opening is not None and opening.lemma in word_set("results", "prizes", "not_own") and not winning:
        return []
    if opening is not None and opening.lemma in word_set("results", "prizes", "for_others"):
        return []
    found += _won(text, clause)
    found += [
        match.span()
        for pattern in (listed("results", "prizes", "phrases"), ordinal())
        for match in pattern.finditer(text, clause.start, clause.end)
        if not _rival().search(text[max(0, match.start() - 60) : match.start()])
    ]
    if not found and winning:
        verb = next(
            each
            for each in clause.tokens
            if each.form is not None
            and each.form.tense != "base"
            and each.form.lemma in word_set("results", "prizes", "winning")
        )
        noun = listed("results", "prizes", "nouns").search(text, verb.end, min(clause.end, verb.end + 80))
        strong = verb.form is not None and verb.form.tense == "past"
        if (
            noun
            and strong
            and opening is not None
            and opening.lemma not in word_set("results", "prizes", "not_own")
        ):
            found.append((verb.start, noun.end()))
    if not found:
        winner = re.compile(
            r"\b(?:winner|recipient|finalist|semi-finalist|laureate|champion|medall?ist)\b(?:\s(?:of|at|in)\b|,|$|:|\s\()",
            re.IGNORECASE,
        ).search(text, clause.start, clause.end)
        if winner and not text[winner.end() :].lstrip().lower().startswith("model"):
            found.append(winner.span())
    unique: list[tuple[int, int]] = []
    for span in sorted(found):
        if not unique or span[0] >= unique[-1][1]:
            unique.append(span)
    return unique[:2]

"""Numbers that are no results: names, dates, identifiers, settings, grades, facts of an employer."""

from __future__ import annotations

import functools
import re

from cvtailor.nlp.clauses import Clause
from cvtailor.nlp.phrases import any_of, choice, listed, values, word_set
from cvtailor.nlp.quantities import Quantity, Unit, hedges
from cvtailor.nlp.verbs import look_up, members

# Ranges of text whose digits are never results.
_IDENTIFIERS = re.compile(
    r"https?://\S+|www\.\S+|\S+@\S+\.\w+|\b(?:arXiv|doi|DOI)[:\s]\s?\S+|\b10\.\d{4,9}/\S+|\b\d{4}\.\d{4,5}(?:v\d)?\b"
    r"|\+\d[\d ()/-]{7,18}\d|\(\d{2,5}\)\s?\d[\d -]{4,}\d|\b\d{3}[-\s]\d{3,4}[-\s]\d{4}\b"
    r"|\b24\s?/\s?7(?:\s?/\s?365)?\b|\b24x7\b|\b9[-–]to[-–]5\b"
    r"|\b[A-Z]{2,}[A-Z0-9]*[\s-]\d{3,6}\b(?=\s*[(:,]|\s*$)"
    r"|\b\d{1,2}(?::\d{2})?\s?(?:am|pm|a\.m\.|p\.m\.)\b|\b\d{1,2}:\d{2}\b(?!(?:\s(?:to|→|->|–|-)\s\d{1,3}:\d\d)?\s?(?:min|mins|minutes|hours|hrs|h|s|seconds)\b)|\b2:[12]\b"
    r"|\b\d(?:\.\d{1,2})?\s?/\s?(?:4|5|10|20|100)(?:\.0{1,2})?\b(?!\s*(?:average|customer|user|student|rating|star))"
    r"|\b\d{1,4}\s?[x×]\s?\d{1,4}\b|\b\d{1,5}\s(?:[A-Z][a-z]+\s){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Square)\b"
    r"|\b\d\s(?:x|×)\s(?=[A-Z])",
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATES = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH}(?:\s(?:19|20)\d\d)?\b|\b{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s(?:19|20)\d\d)?(?![\d%])\b"
    rf"|\b{_MONTH},?\s(?:19|20)\d\d\b|\b[QH][1-4](?:[\s/-]?(?:FY)?\s?(?:19|20)?\d\d)?\b|\bFY\s?'?(?:19|20)?\d\d(?:/\d\d)?\b"
    r"|\b(?:19|20)\d\d\s?[–—/-]\s?(?:(?:19|20)?\d\d|present|now)\b|\b\d{1,2}[/.]\d{1,2}[/.](?:19|20)?\d\d\b"
    r"|\b(?:0?[1-9]|1[0-2])/(?:19|20)\d\d\b|\b(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?:-\d\d)?\b|['’]\d\d\b"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
# "[X%]", "XX%", "[number]": a blank that nobody filled.
BLANK = re.compile(
    r"\[[^\[\]\n]{0,120}\]|\b[XYZN]{1,4}\s?(?:%|percent\b|per\scent\b)|[£$€](?:[XYZ]{1,4}|_{1,6})\b|<[^<>\n]{1,40}>"
    r"|\b(?:X{2,4}|YY|ZZ)\b(?!-)|_{2,}\s?%?|\{\{?[^{}\n]{1,40}\}\}?|\?\?+\s?%?|\b(?:TBD|TBC)\b"
)
_CITATION = re.compile(r"\[\d{1,3}(?:[,–-]\s?\d{1,3})*\]")
_NAME_WITH_DIGITS = re.compile(r"[A-Za-z][\w.-]*$")
_EQUALS = re.compile(
    r"(?<!\bby)(?<!\bto)(?<!\bof)(?<!\bin)(?<!\bat)(?:[A-Za-zα-ωΑ-Ω_]\w*(?<!\bby)(?<!\bto)(?<!\bof)(?<!\bat))\s?[=<>≤≥]\s?$"
)


def blanks(text: str) -> list[tuple[int, int]]:
    """Return the blanks left unfilled in `text`; a numbered citation "[12]" and a mark-up link are none."""
    found = []
    for match in BLANK.finditer(text):
        piece = match[0]
        if _CITATION.fullmatch(piece) or text[match.end() : match.end() + 1] == "(":
            continue
        if piece[0] == "[" and text[match.start() - 1 : match.start()].isalnum():
            continue  # "int[]"
        if piece[0] in "[<{" and not re.search(
            r"\b[XYZN]{1,4}\b|[%#_?…]|\.\.\.|\b(?:number|metric|amount|figure|insert|your|percent|company|tool|name|value|unit|"
            r"team|result|outcome|size|date|how|what|which|baseline|add|fill|to be|blank|placeholder|TODO|tbd|tbc)\b|^\[\s*\]$",
            piece,
            re.IGNORECASE if piece[0] != "<" else 0,
        ):
            continue
        found.append(match.span())
    return found


_RATED = re.compile(
    r"\b(?:rat(?:ed|ing)|satisfaction|evaluations?|reviews?|feedback|ratings|scored?|csat|stars?)\b",
    re.IGNORECASE,
)


def rated(before: str) -> bool:
    """Return whether the words before a number speak of ratings ("student ratings of")."""
    return _RATED.search(before[-60:]) is not None


# "EUR 450,000" is a sum and no course code.
_CODE = re.compile(rf"(?:{choice('quantities', 'currency', 'codes')})[\s-]\d")


def masked(text: str) -> list[tuple[int, int]]:
    """Return the ranges of identifiers, dates and blanks, sorted."""
    found = [
        match.span()
        for pattern in (_IDENTIFIERS, _DATES)
        for match in pattern.finditer(text)
        if not ("/" in match[0] and _RATED.search(text[max(0, match.start() - 60) : match.start()]))
        and not _CODE.match(match[0])
    ]
    return sorted(found + blanks(text))


@functools.cache
def hedge_end() -> re.Pattern[str]:
    """Return the pattern of hedges that end where a number starts."""
    words = sorted(hedges(), key=lambda each: -len(each))
    one = "|".join(
        (r"(?<![\w-])" if each[0].isalnum() else "") + re.escape(each).replace(r"\ ", r"\s") for each in words
    )
    return re.compile(rf"(?:(?:{one})\s*){{1,3}}$", re.IGNORECASE)


def before_hedges(text: str, start: int, end: int) -> str:
    """Return text[start:end] without the hedges and brackets that end it."""
    piece = text[max(start, end - 160) : end].rstrip(" (\t")
    short = piece[-40:]
    match = hedge_end().search(short)
    if match:
        piece = piece[: len(piece) - len(short) + match.start()]
    return piece.rstrip(" (\t")


@functools.cache
def _named() -> re.Pattern[str]:
    names = [*values("families", "models"), *values("families", "chips"), *values("families", "datasets")]
    names += [
        *values("families", "standards"),
        *values("families", "versions"),
        *values("families", "numbered"),
    ]
    return re.compile(any_of(names, cased=True).pattern.replace(r"(?![\w-])", r"(?![\w])"))


@functools.cache
def _settings_before() -> re.Pattern[str]:
    words = any_of(values("results", "cues", "settings")).pattern
    return re.compile(rf"(?:{words})(?:\s(?:of|to|at|is|was|between))?\s?[=:≤≥<>]?\s*$", re.IGNORECASE)


def excluded(text: str, quantity: Quantity, clause: Clause) -> bool:
    """Return whether a number is part of a name, a date, a setting, a grade, or a fact of an employer.

    Identifiers and blanks are told by `masked`, plans and misses by `plans.planned`.
    """
    before = before_hedges(text, clause.start, quantity.start)
    after = text[quantity.end : min(clause.end, quantity.end + 60)]
    moved = _is_moved(text, quantity, clause, before)
    return (
        _is_year(text, quantity, clause)
        or _is_name(text, quantity, clause)
        or bool(
            not moved
            and _is_setting(before)
            # "CI 3-fold faster" is no confidence interval, "the hall €9,700 lower" no number of a hall.
            and quantity.kind is not Unit.MULTIPLE
            and not (quantity.kind is Unit.MONEY and _named_by_percent(before))
            and not _performs(before)
            and not _OUT_OF.match(after)
            and not (quantity.kind is Unit.PERCENT and _named_by_percent(before))
        )
        or bool(
            _EQUALS.search(text[max(0, quantity.start - 20) : quantity.start]) and not _metric_before(before)
        )
        or bool(not moved and listed("results", "cues", "settings_after").match(after.lstrip(" -")))
        or bool(re.match(r"[\s-]?(?:fold\s)?cross[\s-]valid|[\s-]?fold\s?(?:CV|valid)", after, re.IGNORECASE))
        or (quantity.kind is Unit.MULTIPLE and bool(re.match(r"\s?(?:cross|CV\b|engineer)", after)))
        or bool(_COMPOUND.match(text, quantity.end))
        or bool(
            quantity.kind is Unit.NONE
            and quantity.value in _CUT_OFFS
            and _CUT_OFF.search(text[: quantity.start].rstrip()[-40:])
        )
        or _graded(text, quantity, clause)
        or bool(quantity.kind in (Unit.PERCENT, Unit.FRACTION) and _ANSWERING.search(before))
        or bool(_circumstance().search(before))
        or _is_share_of_work(text, quantity, after)
        or _is_lasting(text, quantity, clause, before, after)
        or _of_employer(text, quantity, clause, before, after)
        or bool(
            quantity.kind is Unit.MULTIPLE
            and re.match(r"\s?(?:a|per|each)\s(?:week|month|day|year|quarter)|\s?weekly|\s?daily", after)
        )
    )


_MOVED_FROM = re.compile(r"\bfrom\s(?:[a-z]+|\d[\d.,]*)\s[^,;.()]{1,50}\sto$", re.IGNORECASE)
_MOVED_TO = re.compile(
    r"[^,;.()\d]{1,50}\sto\s(?:just\s|only\s|about\s)?(?:\d|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b)",
    re.IGNORECASE,
)


def _is_moved(text: str, quantity: Quantity, clause: Clause, before: str) -> bool:
    """As in "cut the form from eleven pages to two": counts that would be settings, were they not moved."""
    changing = members("up") | members("down") | word_set("results", "verbs", "subject")
    if quantity.kind is not Unit.NONE or not any(
        each.form is not None and each.form.lemma in changing for each in clause.before(quantity.start)
    ):
        return False
    if before.endswith("from"):
        return _MOVED_TO.match(text, quantity.end, clause.end) is not None
    return _MOVED_FROM.search(before) is not None


# "Responsible for 30 % of the budget" is a share of the work.
_ANSWERING = re.compile(
    r"(?:^|\bwas\s|\bam\s|\bbeing\s)(?:jointly\s|directly\s)?(?:responsible|accountable)\sfor$", re.IGNORECASE
)


# "recall at 10" is the recall among the first ten.
_CUT_OFF = re.compile(
    r"\b(?:recall|precision|hits?|hit\srate|accuracy|pass|ndcg|map|mrr|success)\s(?:at|@)(?:\s\d+\s(?:and|or)(?:\sat)?)?$",
    re.IGNORECASE,
)


_CUT_OFFS = frozenset({1, 3, 5, 10, 20, 50, 100, 1000})


# "5-digit codes", "9-year-olds", "40-hour week"
_COMPOUND = re.compile(
    r"-(?:digit|letter|(?:year|month|week|day)s?[-\s]olds?|hour\s(?:week|shift)s?)\b", re.IGNORECASE
)


def _graded(text: str, quantity: Quantity, clause: Clause) -> bool:
    """As in "Passed the exam with 872 of 1000 points", "Final mark 1.3": a mark of one's own; not what pupils gained."""
    if quantity.kind in (Unit.MONEY, Unit.DURATION, Unit.MULTIPLE, Unit.DATA):
        return False
    found = listed("shapes", "gains", "graded").search(text, clause.start, clause.end)
    if found is None:
        return False
    changing = (
        members("up") | members("down") | word_set("results", "verbs", "subject") - {"be", "come", "go"}
    )
    lemmas = {
        each.form.lemma for each in clause.tokens if each.form is not None and each.form.tense == "past"
    }
    if lemmas & changing or lemmas - word_set("shapes", "gains", "graded_verbs") - {"grade", "mark"}:
        return False
    return listed("shapes", "gains", "not_graded").search(text, clause.start, clause.end) is None


# "rank 3 of 120" is a place, "rank 16" a setting.
_OUT_OF = re.compile(r"\s(?:of|out\sof|among|in\sa)\b")


_PER = re.compile(r"\b(?:per|each|every)\s[\w-]+\s?:?$", re.IGNORECASE)


def _is_setting(before: str) -> bool:
    if _PER.search(before):
        return False  # "Snags per plot: 31"
    match = _settings_before().search(before[-40:])
    return match is not None and match[0].lower() != "year:"  # "Downtime last year: 19 minutes"


def _named_by_percent(before: str) -> bool:
    last = before.rstrip(" :=(").rpartition(" ")[2].lower()
    return last in word_set("results", "cues", "numbered_places") or last in word_set(
        "results", "cues", "settings_unless_percent"
    )


@functools.cache
def _circumstance() -> re.Pattern[str]:
    """Return the pattern of "despite a 20 % budget cut"."""
    return re.compile(rf"\b(?:{choice('results', 'cues', 'circumstance')})(?:\s[^,;]*)?$", re.IGNORECASE)


def _performs(before: str) -> bool:
    """A metric name ends `before`, although it looks like a setting ("NPS score of")."""
    return bool(_metric_before(before))


def _metric_before(before: str) -> bool:
    tail = before[-40:].rstrip(" =:<>≤≥")
    pattern = listed("metrics", "cased", cased=True)
    return any(match.end() >= len(tail) - 3 for match in pattern.finditer(tail))


def _is_year(text: str, quantity: Quantity, clause: Clause) -> bool:
    number = text[slice(*quantity.number)]
    if quantity.kind is not Unit.NONE or not _YEAR.fullmatch(number):
        return False
    following = clause.after(quantity.end)
    nouns = word_set("results", "nouns", "reach") | word_set("results", "nouns", "size")
    nouns |= word_set("results", "nouns", "result")
    previous = clause.before(quantity.start)
    dated = bool(previous) and previous[-1].lower in word_set("cues", "exclusions", "before_year")
    return not (
        following and not dated and following[0].lower in nouns and following[0].start <= quantity.end + 1
    )


def _is_name(text: str, quantity: Quantity, clause: Clause) -> bool:
    """A number that belongs to the capitalised word before it ("Python 3.11", "Phase 2", "Llama 7B")."""
    if quantity.words or quantity.kind not in (Unit.NONE, Unit.DURATION, Unit.PHYSICAL):
        return False
    gap_free = text[quantity.start - 1 : quantity.start]
    if gap_free and gap_free in "-/.#@_":
        head = _NAME_WITH_DIGITS.search(text[max(0, quantity.start - 20) : quantity.start - 1])
        return head is not None or gap_free in "#@_/"
    if text[quantity.end : quantity.end + 1] == "-" and re.match(
        r"-(?:bit|D\b|dimensional|way|tier|layer)", text[quantity.end :]
    ):
        return True
    previous = clause.before(quantity.start)
    if not previous or text[previous[-1].end : quantity.start].strip():
        return False
    last = previous[-1]
    named = [match.end() for match in _named().finditer(text[max(0, last.start - 12) : last.end])]
    if named and named[-1] == last.end - max(0, last.start - 12):
        return True
    if quantity.unit is not None or quantity.value >= 10_000:
        return False
    capital = last.text[0].isupper() and last.form is None and last.start > 0
    opens_item = last.start == clause.start and clause.sentence == 0
    if not capital or opens_item or _metric_before(text[clause.start : quantity.start].rstrip()):
        return False
    following = clause.after(quantity.end)
    counted = following and following[0].lower.endswith("s") and following[0].text[0].islower()
    return not (counted and quantity.value >= 20)


_SHARES = re.compile(r"(\d{1,2}(?:[.,]\d)?)\s?%")


@functools.lru_cache(maxsize=64)
def _is_split(text: str) -> bool:
    """Return whether an item only says how a whole is shared: "50 % sales, 30 % service calls, 20 % paperwork"."""
    shares = [float(each.replace(",", ".")) for each in _SHARES.findall(text)]
    changing = members("up") | members("down") | members("result")
    words = (look_up(each) for each in re.findall(r"[A-Za-z]+", text[:400]))
    return (
        len(shares) > 1
        and abs(sum(shares) - 100) < 1
        and not any(form is not None and form.tense == "past" and form.lemma in changing for form in words)
    )


def _is_share_of_work(text: str, quantity: Quantity, after: str) -> bool:
    if quantity.kind is Unit.NONE and 0 < quantity.value <= 1:
        return (
            listed("results", "cues", "working_time").match(after.lstrip(" ")) is not None
        )  # "a 0.6 contract"
    if quantity.kind is not Unit.PERCENT:
        return False
    before = text[max(0, quantity.start - 30) : quantity.start]
    near = after[:28]
    if _is_split(text):
        return True
    cue = listed("results", "cues", "working_time")
    first = cue.match(near.lstrip(" ()-,"))
    if first is not None:
        return not re.match(r"\s(?:rates?|quality|satisfaction)\b", near.lstrip(" ()-,")[first.end() :])
    if re.search(
        r"(?:FTE|part[- ]time|pensum|workload|employed at|employment at)\s*[(:,at]*\s*$",
        before,
        re.IGNORECASE,
    ):
        return True
    return quantity.value == 110.0 and not listed("results", "cues", "attainment").search(after + before)


_SPENT = re.compile(
    r"(?:^|\s)(?:in|within|over|for|during|after|every|per|each|last|past|first|next|throughout|since|inside|spanning|aged|under|at)$",
    re.IGNORECASE,
)


# "12 % over 6 months" lasted; in "saved over 30 hours" the word is a hedge.
_OVER = re.compile(r"(?:[%\d)]|\b(?!sav)\w+(?<!ed)(?<!ing))\sover(?:\sthe)?$", re.IGNORECASE)


_REPLACES = re.compile(
    r"\s(?:instead\sof|rather\sthan|where\s(?:it|they)\s(?:used|took|had)|compared\s(?:with|to)|down\sfrom)\b",
    re.IGNORECASE,
)


_UNDER = re.compile(r"\s(?:under|inside|below|to\swithin)$", re.IGNORECASE)


def _got_under(clause: Clause, before: str) -> bool:
    """As in "Got the nightly build under nine minutes": a limit that was reached."""
    head = clause.tokens[0].form
    return (
        head is not None
        and head.lemma in word_set("shapes", "doings", "getting")
        and _UNDER.search(before) is not None
    )


def _is_lasting(text: str, quantity: Quantity, clause: Clause, before: str, after: str) -> bool:
    """A duration that says how long something took or lasted, not what was reached."""
    if quantity.kind is not Unit.DURATION:
        return False
    if re.match(
        r"[\s-]?(?:of\s(?:\w+\s){0,3}experience|experience|['’]s?\s(?:experience|work)|old\b|ago\b|period|history|window)",
        after,
        re.IGNORECASE,
    ):
        return True
    if _REPLACES.match(after) or (before.endswith(" at") and _is_instant(text, quantity)):
        return False  # "in 4 minutes instead of 50": what was reached
    if _got_under(clause, text[clause.start : quantity.start].rstrip()):
        return False
    raw = text[max(0, quantity.start - 40) : quantity.start].rstrip()
    timed = r"(?:time|latency|runtime|response|turnaround|load|start-?up|boot|wait|p\d\d)\W+\w+$"
    return bool(_SPENT.search(before) or _OVER.search(raw)) and not re.search(timed, before, re.IGNORECASE)


def _is_instant(text: str, quantity: Quantity) -> bool:
    """Milliseconds and less measure a speed: "inference at 14 ms"."""
    return quantity.unit is not None and quantity.factor < 1 and text[slice(*quantity.unit)].endswith("s")


def _of_employer(text: str, quantity: Quantity, clause: Clause, before: str, after: str) -> bool:
    """A size that describes a firm: "a firm with $4B under management", "a 500-bed hospital"."""
    nouns = word_set("results", "nouns", "organisations")
    following = [each.lower for each in clause.after(quantity.end)[:3]]
    joined = text[quantity.end : quantity.end + 1] == "-" or quantity.kind is Unit.MONEY
    article = re.search(
        r"\b(?:a|an|the|this|its|for|at)\s*$", text[clause.start : quantity.start], re.IGNORECASE
    )
    if joined and _HEADS.match(text, quantity.end) and _LEADING.search(before):
        return False
    if joined and article and any(word in nouns for word in following):
        return not _acted_on(clause, quantity)
    described = re.search(
        r"\b(\w[\w-]*)\s(?:with|of|managing|employing|serving|worth|having|holding|that\s\w+|which\s\w+|running|and its)"
        r"(?:\s[£$€]?\d\S*\s(?:[\w-]+\s){1,3}?and)?$",
        before,
        re.IGNORECASE,
    )
    if described and described[1].lower() in nouns:
        introduced = text[: clause.start + len(before)].lower()
        return bool(
            re.search(
                rf"\b(?:for|at|to|by|of|in|within|joined|inside)\s(?:an?|the)\s(?:[\w-]+\s){{0,4}}{re.escape(described[1].lower())}\s",
                introduced,
            )
        )
    return bool(re.match(r"\s(?:in\s)?(?:under management|AUM)\b", after)) and bool(described)


# "the 9-person NLP group" is a size of the work.
_HEADS = re.compile(r"-(?:person|people|man|woman|strong|member)\b", re.IGNORECASE)


_LEADING = re.compile(
    r"\b(?:lead|leader|led|head|heads|headed|manag\w+|ran|built|supervis\w+)\b", re.IGNORECASE
)


def _acted_on(clause: Clause, quantity: Quantity) -> bool:
    """The organisation is the object of the work ("won a £3m client")."""
    previous = [each for each in clause.before(quantity.start) if each.form is not None]
    words = set(values("results", "verbs", "completing")) | {"manage", "run"}
    if not previous or previous[-1].form is None:
        return False
    between = clause.before(quantity.start)[clause.before(quantity.start).index(previous[-1]) + 1 :]
    return previous[-1].form.lemma in words and all(
        each.lower in {"a", "an", "the", "over"} for each in between
    )

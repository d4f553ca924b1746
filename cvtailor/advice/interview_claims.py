"""The claims of a CV that an interview question can stand on, each with the words that make it.

A quote is a whole clause of the CV as written, so that no slot that was read too widely or too
narrowly can make a sentence wrong: slots only decide which kind of question fits.
"""

from __future__ import annotations

import bisect
import functools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cvtailor import resources
from cvtailor.advice.facts import is_function
from cvtailor.advice.groups import MINOR, shows_little
from cvtailor.advice.profile import Words, words
from cvtailor.advice.quoting import cut, moved, title_of, whole_clause
from cvtailor.advice.rules.common import entries, latest
from cvtailor.advice.types import Claim, NamedKeyword
from cvtailor.document import ItemKind, ObservationKind, SectionKind, Span
from cvtailor.lexicon.types import Ask
from cvtailor.nlp.types import Opening, ResultKind, Standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cvtailor.document import Item
    from cvtailor.nlp.types import Achievement, Bullet, Evidence, Mention, Shown

_LISTED = 5  # words of a line of skills that is quoted whole
_TOLD = 4  # words of an item that opens with a verb and says what was done
_TELLS = 6  # words from which on a clause tells what did not work
_HEAD = 60  # letters of an item in which it says that it was not done, or is to come
_NEAR = 16  # letters before a number that may bound it ("fewer than 1M")
# Thousands in separated groups, five digits and more, or a large unit; no sum of money.
_LARGE = re.compile(
    r"(?<![\d.,£$€])(?:\d{1,3}(?:[,.\u202f ]\d{3})+|\d{5,}"
    r"|\d[\d.]{0,9}\s?(?:[kKMBG]|[MGTP]B|million|billion|thousand))\b"
)
_FROM_TO = re.compile(r"\bfrom\s.{1,40}?\bto\s", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_REST = re.compile(r"(?:-\w+)*")  # what a name goes on with: "Llama-2" of "Llama-2-7B"
_UNSEEN = {ObservationKind.HIDDEN_TEXT, ObservationKind.INSTRUCTIONS}
_MACHINE = {"method", "architecture", "model", "area"}  # kinds of keywords that make work a model's
_TELLING_FIRST = (  # of several results in one clause the first of these is asked about
    "quality_comparison",
    "quality_change",
    "effect_tested",
    "cost",
    "effect",
    "quality_level",
    "people",
    "reach",
    "level",
    "count",
)
_GRADES = {"work", "count", "level"}  # what an item of education holds beside a thesis: grades and courses
_TELLING = {"experience", "projects", "service", "teaching", "summary", "interests", "education"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A claim, the words that may stand in a question on it, and how recent and relevant it is.

    `item` is the span of the item it stands in, `essential` counts the essential keywords it names.
    """

    claim: Claim
    fills: Mapping[str, str] = field(default_factory=dict)
    recent: bool = False
    essential: int = 0
    item: Span | None = None


@dataclass(slots=True)
class _Reading:
    """One CV being read for claims: what its claims have in common."""

    evidence: Evidence
    unseen: tuple[Span, ...]
    essential: frozenset[str]
    mentions: list[Mention]
    shown: dict[str, Shown]
    newest: int | None
    items: list[Item]
    of_the_field: bool


def table() -> dict[str, Any]:
    """Return `lexicons/language/interview.toml`."""
    return resources.language("interview")


@functools.cache
def cues(part: str, name: str) -> Words:
    """Return a list of words of the interview table."""
    return Words(tuple(table()[part][name]))


def claims(evidence: Evidence) -> list[Found]:
    """Return the claims of a CV, several of them on one item where it states several."""
    reading = _read(evidence)
    found: list[Found] = []
    for bullet in evidence.bullets:
        found += _of_bullet(reading, bullet)
    found += _of_items(reading)
    found += _listed(reading)
    found += _kept_up(reading)
    private = words("private", "never_asked")
    return [each for each in found if not private.within(each.claim.quote)]


def _read(evidence: Evidence) -> _Reading:
    document, lexicon = evidence.document, evidence.lexicon
    return _Reading(
        evidence=evidence,
        unseen=tuple(each.span for each in document.observations if each.kind in _UNSEEN and each.span),
        essential=frozenset(
            member
            for group in lexicon.groups
            if group.essential and group.ask is not Ask.NONE
            for member in group.members
        ),
        mentions=sorted(
            (each for shown in evidence.keywords for each in shown.mentions if not each.via),
            key=lambda each: (each.span, each.keyword),
        ),
        shown={each.id: each for each in evidence.keywords},
        newest=latest(evidence),
        items=sorted(
            (item for section in document.sections for item in section.all_items()),
            key=lambda each: each.span,
        ),
        of_the_field=not shows_little(evidence),
    )


# ---------------------------------------------------------------- bullets


def _of_bullet(reading: _Reading, bullet: Bullet) -> Iterator[Found]:
    text, at = bullet.text, bullet.span.start
    if reading.evidence.document.text[at : bullet.span.end] != text or bullet.wording.blanks:
        return
    if bullet.section is SectionKind.AWARDS:
        yield from _made(reading, "prize", bullet.span, moved(cut(text), at), bullet=bullet)
        return
    if cues("cues", "denied").first(text[:_HEAD]):
        return  # what was never done makes no claim
    yet = next((kind for kind in ("planned", "promotion") if _opens_with(kind, text)), None)
    if yet is not None:
        if not any(each.standing is Standing.PLANNED for each in _inside(reading, bullet.span)):
            yield from _made(reading, yet, bullet.span, moved(cut(text), at), bullet=bullet)
        return  # of a keyword that is planned `_kept_up` tells
    told = False
    negative = _came_to_nothing(text)
    if negative:
        yield from _made(
            reading, "negative", bullet.span, moved(_negative(text, negative), at), bullet=bullet
        )
        told = True
    kinds = _clauses(reading, bullet)
    for clause, several in kinds.items():
        if negative and clause[0] <= negative.start() < clause[1]:
            continue
        kind = min(several, key=_TELLING_FIRST.index)
        if bullet.section is SectionKind.EDUCATION and kind in _GRADES:
            told = True
            continue
        # A rating says little by itself: the work that it is of does.
        shown = cut(text) if kind == "people" else clause
        yield from _made(reading, kind, bullet.span, moved(shown, at), bullet=bullet)
        told = True
    if not told:
        kind = _unmeasured(reading, bullet)
        if _says_nothing(bullet, kind):
            return
        yield from _made(reading, kind, bullet.span, moved(cut(text), at), bullet=bullet)
    yield from _methods(reading, bullet)


def _clauses(reading: _Reading, bullet: Bullet) -> dict[tuple[int, int], list[str]]:
    """Return each clause that states results, and the kinds of claim that they are."""
    kinds: dict[tuple[int, int], list[str]] = {}
    for achievement, clause in _by_clause(bullet):
        kind = _kind(bullet, bullet.text[clause[0] : clause[1]], achievement)
        kinds.setdefault(clause, []).append(_fitting(reading, bullet, kind))
    return kinds


def _by_clause(bullet: Bullet) -> Iterator[tuple[Achievement, tuple[int, int]]]:
    """Yield each achievement with the clause its figure stands in, offsets in the bullet's text."""
    at = bullet.span.start
    for each in bullet.achievements:
        figures = [slot for slot in (each.value, each.amount, each.baseline) if slot]
        if any(_YEAR.fullmatch(slot.text) for slot in figures):
            continue
        if figures and all(bullet.span.contains(slot.span) for slot in figures):
            first = min(slot.span.start for slot in figures) - at
            last = max(slot.span.end for slot in figures) - at
            yield each, whole_clause(bullet.text, first, last)


def _says_nothing(bullet: Bullet, kind: str) -> bool:
    """Return whether an item without a result is too short to be asked about, or a grade or course."""
    least = _TOLD if bullet.wording.opening is Opening.STRONG else _TELLS
    short = kind == "work" and len(bullet.text.split()) < least
    return short or (kind in _GRADES and bullet.section is SectionKind.EDUCATION)


def _opens_with(kind: str, text: str) -> bool:
    """Return whether an item opens with such a cue: "Was promoted to …", "Currently studying for …"."""
    cue = cues("cues", kind).first(text[:_HEAD])
    before = text[: cue.start()].casefold().split() if cue else ["none"]
    return all(each.strip(",") in table()["opening"]["before"] for each in before)


def _came_to_nothing(text: str) -> re.Match[str] | None:
    """Return the words that say that work failed; not those of "no failed inspection", "replaced failed pumps",
    "patients who did not attend", "Cancelled 40 subscriptions".
    """
    cue = cues("cues", "negative").first(text)
    if cue is None:
        return None
    before = text[: cue.start()].casefold().split()[-2:]
    if any(each.strip(",.;") in table()["opening"]["not_after"] for each in before):
        return None
    after = text[cue.end() :].split()[:1] if text[cue.end() : cue.end() + 1] == " " else []
    of_a_thing = " " not in cue.group() and after and not is_function(after[0].casefold().strip(",.;"))
    return None if of_a_thing else cue


_ABOUT_MODELS = {
    "quality_comparison": "effect",
    "quality_change": "effect",
    "quality_level": "level",
    "cost": "effect",
}


def _fitting(reading: _Reading, bullet: Bullet, kind: str) -> str:
    """Return the kind of claim, a general one in place of one on a model where no model is spoken of.

    A nurse's accuracy or a teacher's recall has no test split. It has where the CV is of the role's field, or
    where the item names a model, a method, or a measure that only models have.
    """
    if kind not in _ABOUT_MODELS or reading.of_the_field:
        return kind
    named = {_kind_of(reading, each) for each in _inside(reading, bullet.span)}
    if named & _MACHINE or cues("cues", "machine").within(bullet.text):
        return kind
    return "effect" if _FROM_TO.search(bullet.text) else _ABOUT_MODELS[kind]


def _kind(bullet: Bullet, quote: str, each: Achievement) -> str:
    """Return what sort of result an achievement is: on quality, cost, people, or an effect on something else."""
    measure = each.metric.text if each.metric else ""
    compared, changed = bool(each.baseline and each.value), bool(each.amount and each.direction)
    costs = cues("measures", "cost").within(measure)
    by_clause = not costs and cues("measures", "quality_clause").within(quote)
    if by_clause or (measure and cues("measures", "quality").within(measure)):
        return "quality_comparison" if compared else "quality_change" if changed else "quality_level"
    if bullet.section in {SectionKind.TEACHING, SectionKind.SERVICE} or _people(quote):
        return "people"
    if cues("cues", "tested").within(bullet.text) and (compared or changed):
        return "effect_tested"
    if compared or changed:
        return "cost" if costs or cues("measures", "cost_clause").within(quote) else "effect"
    if bullet.kind is ResultKind.SCALE and bullet.measurable:
        return "reach"
    return "level" if measure and each.value else "count"


def _unmeasured(reading: _Reading, bullet: Bullet) -> str:
    """Return what sort of work an item without a result tells of."""
    text = bullet.text
    if cues("cues", "thesis").within(text):
        return "thesis"
    head = text[: bullet.wording.weak.span.end - bullet.span.start] if bullet.wording.weak else ""
    noun = bullet.wording.opening is Opening.NOUN  # "Full support for …" tells of no help given
    if cues("cues", "shared").within(head or ("" if noun else " ".join(text.split()[:3]))):
        return "shared"
    if bullet.wording.opening is Opening.WEAK or bullet.weak_opening:
        return "duty"
    if _people(text):
        return "people"
    if bullet.kind is ResultKind.SCALE and (bullet.measurable or _large(text)):
        return "reach" if bullet.measurable else "scale"
    kinds = {_kind_of(reading, each) for each in _inside(reading, bullet.span)}
    done = bullet.wording.opening is Opening.STRONG
    return "model_work" if done and kinds & _MACHINE else "work"


def _people(text: str) -> bool:
    """Return whether an item tells of people who were taught, led or helped on."""
    if cues("cues", "people").within(text):
        return True
    leads = cues("cues", "leading").first(text)
    if leads is None:
        return False
    after = re.split(r"[,;.()]", text[leads.end() :])[0]
    ends = cues("cues", "phrase_ends").first(after)
    return cues("cues", "persons").within(after[: ends.start()] if ends else after)


def _large(text: str) -> bool:
    """Return whether an item names a large number, and not as a bound that it stays under."""
    match = _LARGE.search(text)
    return match is not None and not cues("cues", "under").within(text[: match.start()][-_NEAR:])


def _negative(text: str, cue: re.Match[str]) -> tuple[int, int]:
    """Return the clause of what did not work, with what was tried where that clause is short."""
    clause = whole_clause(text, cue.start(), cue.end())
    told = len(text[clause[0] : clause[1]].split()) >= _TELLS
    whole = cut(text)
    return clause if told or whole[1] < cue.end() else whole


def _methods(reading: _Reading, bullet: Bullet) -> Iterator[Found]:
    """Yield what an item says of a method, one an item: a model before a method."""
    own = table()["method"]
    named = [
        each
        for each in _inside(reading, bullet.span)
        # The form of a pattern has a gap: its words are a clause, not a name.
        if each.form
        and "…" not in each.form
        and _kind_of(reading, each) in own["kinds"]
        and each.standing in {Standing.PROVEN, Standing.USED}
        and each.quote.casefold() not in own["generic"]
    ]
    if not named or bullet.weak_opening:
        return
    best = min(named, key=lambda each: (own["kinds"].index(_kind_of(reading, each)), each.span))
    at, text = bullet.span.start, bullet.text
    span = moved(whole_clause(text, best.span.start - at, best.span.end - at), at)
    rest = _REST.match(text, best.span.end - at)
    tool = " ".join(text[best.span.start - at : rest.end() if rest else best.span.end - at].split())
    if len(_plain(reading, span).split()) > len(tool.split()) + 2:
        yield from _made(reading, "method", bullet.span, span, bullet=bullet, fills={"tool": tool})


# ---------------------------------------------------------------- items that are no bullets


def _of_items(reading: _Reading) -> Iterator[Found]:
    for section in reading.evidence.document.sections:
        for item in section.all_items():
            at = item.span.start
            if section.kind is SectionKind.PUBLICATIONS and cues("talks", "words").within(item.text):
                yield from _made(reading, "talk", item.span, moved(cut(item.text), at))
            elif section.kind is SectionKind.PUBLICATIONS and item.kind is ItemKind.PUBLICATION:
                particles = frozenset(table()["names"]["particles"])
                yield from _made(reading, "publication", item.span, moved(title_of(item.text, particles), at))
            elif section.kind is SectionKind.CERTIFICATIONS and not _unfinished(reading, item):
                yield from _made(reading, "certificate", item.span, moved(cut(item.text), at))


def _unfinished(reading: _Reading, item: Item) -> bool:
    """Return whether an item speaks of what is planned or missing."""
    return any(not each.standing.shown for each in _inside(reading, item.span))


# ---------------------------------------------------------------- keywords


def _listed(reading: _Reading) -> Iterator[Found]:
    """Yield keywords that a list or the summary names and nothing else of the CV shows."""
    own, lexicon = table()["listed"], reading.evidence.lexicon
    asked = [each for each in lexicon.groups if each.ask is not Ask.NONE]
    mean = sum(each.weight for each in asked) / len(asked) if asked else 0.0
    light = {each.id for each in asked if each.weight < MINOR * mean}  # nobody is asked about an editor
    for shown in reading.evidence.keywords:
        group, kind = lexicon.group_of(shown.id), lexicon.keyword(shown.id).kind
        weakly = shown.standing in {Standing.LISTED, Standing.CLAIMED}
        if not weakly or group is None or group.ask is not Ask.NAME or group.id in light:
            continue
        named = (each for each in shown.mentions if each.form and each.standing is shown.standing)
        mention = next(named, None)
        if mention is None or mention.place.section is None or kind in {"soft", "credential"}:
            continue
        tool = "listed_tool" if kind in own["tools"] else "listed_topic"
        sort = "listed_method" if kind in own["methods"] else tool
        item = _item_around(reading, mention.span)
        if shown.standing is Standing.CLAIMED:
            sort = "claimed"
            if item is None or len(item.text.split()) < _TELLS:
                continue  # a label ("GitHub") beside the summary
        # "PyTorch (own projects)", "some C++": as listed, where the line names nothing else.
        short = item is not None and len(item.text.split()) <= _LISTED
        alone = item is not None and len({each.span for each in _inside(reading, item.span)}) == 1
        skill = item is not None and item.kind is ItemKind.SKILL
        span = item.span if item and short and alone and skill else mention.span
        yield from _made(reading, sort, item.span if item else span, span)


def _kept_up(reading: _Reading) -> Iterator[Found]:
    """Yield what shows how a person keeps up with research, and what is being learnt."""
    own, lexicon = table()["keeping_up"], reading.evidence.lexicon
    members = frozenset(
        [member for group in lexicon.groups if group.id in own["groups"] for member in group.members]
        + [each.id for each in lexicon.keywords if each.kind in own["kinds"]]
    )
    seen: set[Span] = set()
    bullets = {each.span: each for each in reading.evidence.bullets}
    for each in reading.mentions:
        item = _item_around(reading, each.span)
        planned = each.standing is Standing.PLANNED
        kept = each.keyword in members and each.standing.shown and each.place.section in _TELLING
        if item is None or item.span in seen or not (planned or kept):
            continue
        seen.add(item.span)
        at, text = item.span.start, item.text
        clause = whole_clause(text, each.span.start - at, each.span.end - at)
        if planned and cut(text)[1] >= each.span.end - at:
            clause = cut(text)
        kind = "planned" if planned else "keeping_up"
        yield from _made(reading, kind, item.span, moved(clause, at), bullet=bullets.get(item.span))


# ---------------------------------------------------------------- shared


def _made(
    reading: _Reading,
    kind: str,
    item: Span,
    span: Span,
    *,
    bullet: Bullet | None = None,
    fills: Mapping[str, str] | None = None,
) -> Iterator[Found]:
    """Yield the claim at `span`, or nothing where a person does not see all of it."""
    document = reading.evidence.document
    quote = _plain(reading, span)
    unseen = document.is_masked(span) or any(each.overlaps(span) for each in reading.unseen)
    template = any(mark in quote.casefold() for mark in table()["template"]["marks"])
    if unseen or template or not any(letter.isalpha() for letter in quote):
        return
    named: dict[str, NamedKeyword] = {}
    for each in _inside(reading, item if bullet else span):
        if each.form and each.keyword not in named and not document.is_masked(each.span):
            shown = reading.shown[each.keyword]
            named[each.keyword] = NamedKeyword(
                id=shown.id, name=shown.name, quote=document.quote(each.span), standing=shown.standing
            )
    entry = next((each for _, each in entries(reading.evidence) if each.span.contains(span)), None)
    claim = Claim(
        kind=kind,
        quote=quote,
        span=span,
        place=document.place(span),
        title=entry.title if entry else None,
        organisation=entry.organisation if entry else None,
        achievements=tuple(each for each in bullet.achievements if _figure_in(each, span)) if bullet else (),
        keywords=tuple(named.values()),
    )
    newest = bullet is not None and bullet.entry is not None and bullet.entry == reading.newest
    yield Found(
        claim=claim,
        fills={"quote": quote, **(fills or {})},
        recent=newest or (bullet is not None and bullet.current),
        essential=sum(each in reading.essential for each in named),
        item=item,
    )


def _figure_in(each: Achievement, span: Span) -> bool:
    slots = (each.value, each.amount, each.baseline, each.metric)
    return any(slot is not None and span.overlaps(slot.span) for slot in slots)


def _plain(reading: _Reading, span: Span) -> str:
    return " ".join(reading.evidence.document.text[span.start : span.end].split())


def _inside(reading: _Reading, span: Span) -> list[Mention]:
    first = bisect.bisect_left(reading.mentions, span.start, key=_starts)
    last = bisect.bisect_left(reading.mentions, span.end, key=_starts)
    return [each for each in reading.mentions[first:last] if span.contains(each.span)]


def _starts(part: Mention | Item) -> int:
    return part.span.start


def _kind_of(reading: _Reading, mention: Mention) -> str:
    return reading.evidence.lexicon.keyword(mention.keyword).kind


def _item_around(reading: _Reading, span: Span) -> Item | None:
    at = bisect.bisect_right(reading.items, span.start, key=_starts) - 1
    return reading.items[at] if at >= 0 and reading.items[at].span.contains(span) else None

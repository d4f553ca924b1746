"""WD: how the bullets are worded, one by one and all together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cvtailor import resources
from cvtailor.advice import openings
from cvtailor.advice.rules.achievements import measured
from cvtailor.advice.rules.common import (
    CONVENTION,
    WORK,
    entry_of,
    finding,
    listed,
    noun,
    noun_of_all,
    paragraphs,
    some,
)
from cvtailor.advice.types import Rule, Severity
from cvtailor.document import SectionKind
from cvtailor.nlp.types import Confidence, Opening, Tense

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cvtailor.advice.rules.common import Check
    from cvtailor.advice.types import Finding, Settings
    from cvtailor.nlp.types import Bullet, Evidence

WD01 = Rule(
    code="WD01",
    name="weak-opening",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    summary="A bullet opens with a duty phrase, or with a verb that hides what was done.",
    why="“Responsible for” names a task, not whether it was done, nor by whom. The verb of the work says it in "
    "fewer words. Where the work was shared, keep saying so.",
    example="Responsible for training CNN models",
    better="Trained CNN models",
    source=CONVENTION,
)
WD02 = Rule(
    code="WD02",
    name="first-person",
    severity=Severity.NOTE,
    confidence=Confidence.HIGH,
    summary="A bullet says I, my or we.",
    why="A CV is about one person; the pronoun can go. “We” hides who did what.",
    example="I built our ranking model",
    better="Built the ranking model",
    source=CONVENTION,
)
WD03 = Rule(
    code="WD03",
    name="filler",
    severity=Severity.NOTE,
    confidence=Confidence.MEDIUM,
    summary="A bullet holds a buzzword or a filler that says nothing.",
    why="Words that fit every CV tell a reader nothing about this one; a fact in their place does.",
    example="Successfully leveraged cutting-edge synergies",
    better="Merged the two recommender code bases",
    source=CONVENTION,
)
WD04 = Rule(
    code="WD04",
    name="too-long",
    severity=Severity.NOTE,
    confidence=Confidence.HIGH,
    summary="A bullet is longer than the number of words set.",
    why="A long bullet usually holds two facts, of which the second is read by few.",
    example="A bullet of 45 words on a model, its deployment and the team.",
    better="Two bullets, each with its own result.",
    source=CONVENTION + " (setting max_bullet_words, 30 by default)",
)
WD05 = Rule(
    code="WD05",
    name="too-short",
    severity=Severity.NOTE,
    confidence=Confidence.MEDIUM,
    summary="A bullet has too few words to say what was done.",
    why="Without an object, a method or a result, a reader learns only that there was a task.",
    example="Data cleaning",
    better="Cleaned 3 years of sensor logs with pandas before training",
    source=CONVENTION + " (setting min_bullet_words, 8 by default)",
)
WD06 = Rule(
    code="WD06",
    name="repeated-verb",
    severity=Severity.NOTE,
    confidence=Confidence.HIGH,
    summary="The same verb opens three bullets or more.",
    why="The opening verb says what kind of work it was; the same one again and again tells it once.",
    example="Developed …, Developed …, Developed …",
    better="Designed …, Trained …, Deployed …: if that is what happened.",
    source=CONVENTION,
)
WD07 = Rule(
    code="WD07",
    name="near-duplicate",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    summary="Two bullets say nearly the same.",
    why="A repeated bullet looks like a copy left by mistake, and takes the place of another fact. It counts once.",
    example="Built dashboards in Python. (And again, in the next job.)",
    better="One of them deleted, or each with what was different about it.",
    source=CONVENTION,
)
WD08 = Rule(
    code="WD08",
    name="tense",
    severity=Severity.NOTE,
    confidence=Confidence.MEDIUM,
    summary="A bullet of a past job is in the present tense.",
    why="The tense tells whether the work goes on. A current job may be in the present or in the past.",
    example="Leads the search team (2019 to 2021)",
    better="Led the search team",
    source=CONVENTION,
)
WD09 = Rule(
    code="WD09",
    name="mixed-spelling",
    severity=Severity.NOTE,
    confidence=Confidence.HIGH,
    summary="British and American spelling are mixed.",
    why="Either is fine; both together look like a text put together from several sources.",
    example="Optimised … and Analyzed …",
    better="Optimised … and Analysed …",
    source=CONVENTION,
)
WD10 = Rule(
    code="WD10",
    name="mixed-full-stops",
    severity=Severity.NOTE,
    confidence=Confidence.HIGH,
    summary="Some bullets end with a full stop and others do not.",
    why="Either is fine; one of them throughout looks cared for.",
    example="Trained models. / Deployed them",
    better="Trained models / Deployed them",
    source=CONVENTION,
)
WD11 = Rule(
    code="WD11",
    name="mixed-dates",
    severity=Severity.NOTE,
    confidence=Confidence.MEDIUM,
    summary="Dates are written in different styles.",
    why="One style lets the eye run down the dates; 03/04/2021 also means two different days.",
    example="Mar 2021 to 06/2023",
    better="Mar 2021 to Jun 2023",
    source=CONVENTION,
)
_REPEATED = 3  # bullets with the same opening verb
_PHRASE = 4  # words after "was", within which a phrase ends ("also involved in")
_LONGEST = 8  # words of an opening that are quoted
_STRAY = 2  # bullets with the rarer end, from which on the ends are mixed
_DATED = {SectionKind.EXPERIENCE, SectionKind.TEACHING, SectionKind.SERVICE}
_VERBS = {Opening.STRONG, Opening.WEAK}


def _weak(evidence: Evidence, settings: Settings) -> Iterable[Finding]:  # noqa: ARG001
    prose = paragraphs(evidence)
    for bullet in evidence.bullets:
        strong = bullet.weak_opening or bullet.wording.opening is Opening.STRONG
        duty = None if strong else openings.duty(bullet.text)
        if duty or (bullet.weak_opening and not _shared(bullet)):
            said = duty or _opening(bullet)
            opens = f" with “{said}”" if said else " with a phrase that hides the work"
            message = f"The {noun(bullet.span, prose)} opens{opens}."
            yield finding(WD01, evidence, message, span=bullet.span, place=bullet.place)


def _shared(bullet: Bullet) -> bool:
    """Return whether a bullet tells shared work by what was done: "Worked with two analysts to put …",
    "Helped train new cashiers": there "helped" is a fact, and has to stay.
    """
    slot = bullet.wording.weak
    if openings.helped(bullet.text):
        return True
    if slot is None or slot.text.casefold() not in resources.language("advising")["shared_openings"]:
        return False
    rest = bullet.text[slot.span.end - bullet.span.start :].split()
    return "to" in rest[1:-1]


def _opening(bullet: Bullet) -> str:
    """Return the weak opening as written, from the bullet's first word to the end of the phrase."""
    slot = bullet.wording.weak
    if slot is None:
        return ""
    words, table = resources.language("advising"), bullet.text[: slot.span.end - bullet.span.start].split()
    if slot.text.split()[-1:] and slot.text.split()[-1].casefold() in words["being"]:
        after = bullet.text[slot.span.end - bullet.span.start :].split()[:_PHRASE]
        end = next((n for n, each in enumerate(after, 1) if each.casefold() in words["phrase_ends"]), 0)
        table += after[:end]
    return " ".join(table) if len(table) <= _LONGEST else slot.text


def _person(evidence: Evidence, settings: Settings) -> Iterable[Finding]:  # noqa: ARG001
    prose, others = paragraphs(evidence), resources.language("advising")["not_the_author"]
    for bullet in evidence.bullets:
        own = [each for each in bullet.wording.person if each.text.casefold() not in others]
        if own:
            said = listed(dict.fromkeys(f"“{each.text}”" for each in own), "and")
            message = f"The {noun(bullet.span, prose)} says {said}."
            yield finding(WD02, evidence, message, span=bullet.span, place=bullet.place)


def _filler(evidence: Evidence, settings: Settings) -> Iterable[Finding]:  # noqa: ARG001
    for bullet in evidence.bullets:
        empty = sorted((*bullet.wording.buzzwords, *bullet.wording.fillers), key=lambda each: each.span)
        if empty:
            said = listed(dict.fromkeys(f"“{each.text}”" for each in empty), "and")
            yield finding(
                WD03,
                evidence,
                f"{said} could go, or give way to a fact.",
                span=bullet.span,
                place=bullet.place,
            )


def _long(evidence: Evidence, settings: Settings) -> Iterable[Finding]:
    prose = paragraphs(evidence)
    for bullet in evidence.bullets:
        words = bullet.wording.words
        if words > settings.max_bullet_words and bullet.span not in prose:
            message = f"The bullet has {words} words; the limit set is {settings.max_bullet_words}."
            yield finding(WD04, evidence, message, span=bullet.span, place=bullet.place)


def _short(evidence: Evidence, settings: Settings) -> Iterable[Finding]:
    prose = paragraphs(evidence)
    for bullet in evidence.bullets:
        words = bullet.wording.words
        # A short bullet that states a result says enough: "Cut cloud costs by 40%".
        judged = bullet.section in WORK and bullet.span not in prose and not measured(bullet)
        if judged and 0 < words < settings.min_bullet_words:
            message = (
                f"The bullet has {some(words, 'word')}; at least {settings.min_bullet_words} are expected."
            )
            yield finding(WD05, evidence, message, span=bullet.span, place=bullet.place)


def _repeated(evidence: Evidence, settings: Settings) -> Iterable[Finding]:  # noqa: ARG001
    for lemma, spans in evidence.overall.repeated_verbs:
        if len(spans) >= _REPEATED:
            yield finding(
                WD06,
                evidence,
                f"The verb “{lemma}” opens {len(spans)} {noun_of_all(evidence, evidence.bullets)}s.",
                span=min(spans),
            )


def _duplicates(evidence: Evidence, settings: Settings) -> Iterable[Finding]:  # noqa: ARG001
    for pair in evidence.overall.near_duplicates:
        yield finding(WD07, evidence, "This nearly repeats an earlier one.", span=max(pair))


def _tense(evidence: Evidence, settings: Settings) -> Iterable[Finding]:  # noqa: ARG001
    for bullet in evidence.bullets:
        entry = entry_of(evidence, bullet)
        if bullet.current or entry is None or entry.end in {None, "present"} or bullet.section not in _DATED:
            continue
        wording = bullet.wording
        if wording.verb and wording.opening in _VERBS and wording.tense in {Tense.PRESENT, Tense.BASE}:
            message = f"“{wording.verb.text}” is in the present; the entry ended in {entry.end}."
            sure = Confidence.MEDIUM if wording.tense is Tense.PRESENT else Confidence.LOW
            yield finding(WD08, evidence, message, span=bullet.span, place=bullet.place, confidence=sure)


def _spelling(evidence: Evidence, settings: Settings) -> Iterable[Finding]:  # noqa: ARG001
    both = set(resources.language("advising")["right_in_both"])
    british = evidence.overall.british
    american = tuple(each for each in evidence.overall.american if each.text.casefold() not in both)
    if british and american:
        rarer = american if len(american) <= len(british) else british
        yield finding(
            WD09,
            evidence,
            f"“{british[0].text}” is British, “{american[0].text}” American spelling.",
            span=rarer[0].span,
        )


def _full_stops(evidence: Evidence, settings: Settings) -> Iterable[Finding]:  # noqa: ARG001
    with_stop, without = evidence.overall.full_stops, evidence.overall.no_full_stops
    if min(with_stop, without) >= _STRAY:
        yield finding(
            WD10,
            evidence,
            f"{some(with_stop, noun_of_all(evidence, evidence.bullets))} with a full stop at the end, {without} without.",
        )


def _dates(evidence: Evidence, settings: Settings) -> Iterable[Finding]:  # noqa: ARG001
    first = dict(reversed(evidence.overall.date_styles))
    if len(first) > 1:
        slots = sorted(first.values(), key=lambda each: each.span)
        said = listed((f"“{each.text}”" for each in slots), "and")
        yield finding(WD11, evidence, f"Dates are written as {said}.", span=slots[1].span)


RULES: tuple[tuple[Rule, Check], ...] = (
    (WD01, _weak),
    (WD02, _person),
    (WD03, _filler),
    (WD04, _long),
    (WD05, _short),
    (WD06, _repeated),
    (WD07, _duplicates),
    (WD08, _tense),
    (WD09, _spelling),
    (WD10, _full_stops),
    (WD11, _dates),
)

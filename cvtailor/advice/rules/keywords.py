"""KW: what the role looks for, and how firmly the CV shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cvtailor.advice.groups import earnings, not_judgeable, share, standings
from cvtailor.advice.rules.common import CONVENTION, TAILOR, WORK, as_spelt, finding, listed
from cvtailor.advice.types import Rule, Severity
from cvtailor.document import SectionKind
from cvtailor.lexicon.types import Ask
from cvtailor.nlp.types import Confidence, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cvtailor.advice.rules.common import Check
    from cvtailor.advice.types import Finding, Settings
    from cvtailor.lexicon.types import Group, Lexicon
    from cvtailor.nlp.types import Evidence, Mention, Shown

KW01 = Rule(
    code="KW01",
    name="missing-requirement",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    summary="Nothing in the CV shows one of the role's essential requirements.",
    why="A reader compares the CV with what the role asks for. Add it only if it is true; a gap may also be a "
    "thing to learn, or a role to leave to others. A note where the requirement weighs less than the mean.",
    example="A CV without any mention of a programming language.",
    better="Wrote the training pipeline in Python. (If that is what happened.)",
    source=TAILOR,
)
KW02 = Rule(
    code="KW02",
    name="listed-not-used",
    severity=Severity.NOTE,
    confidence=Confidence.MEDIUM,
    summary="A keyword stands in a list or a summary, and no item says where it was used.",
    why="A list is a claim; an item that says what was done with the tool is evidence, and gives the reader "
    "something to ask about.",
    example="Skills: Spark",
    better="Cleaned 40 TB of click logs with Spark, and Spark in the skills list as well.",
    source=CONVENTION,
)
KW03 = Rule(
    code="KW03",
    name="shown-not-said",
    severity=Severity.NOTE,
    confidence=Confidence.MEDIUM,
    summary="The CV shows the thing but never says the phrase the role looks for.",
    why="People and programs who search for the phrase pass over work that is described in other words.",
    example="Pruned and quantised models for phones.",
    better="Model optimisation for phones: pruned and quantised the detection models.",
    source=TAILOR,
)
KW04 = Rule(
    code="KW04",
    name="tool-spelling",
    severity=Severity.NOTE,
    confidence=Confidence.HIGH,
    summary="The name of a tool is not spelt as usual.",
    why="A misspelt tool reads as one the writer has not used much, and an exact search does not find it.",
    example="Pytorch, Tensorflow, Sci-kit Learn",
    better="PyTorch, TensorFlow, scikit-learn",
    source=CONVENTION,
)
_WEAK = {Standing.LISTED, Standing.CLAIMED}
_NO_WORK = {
    SectionKind.SUMMARY,
    SectionKind.INTERESTS,
    SectionKind.REFERENCES,
    SectionKind.SKILLS,
    SectionKind.LANGUAGES,
    SectionKind.CERTIFICATIONS,
    SectionKind.EDUCATION,
}


def names(lexicon: Lexicon, members: Iterable[str]) -> list[str]:
    """Return the display names of keywords, those the lexicon does not hold left out."""
    known = {each.id: each.name for each in lexicon.keywords}
    return [known[each] for each in members if each in known]


def sayable(shown: Shown, evidence: Evidence) -> Mention | None:
    """Return the mention whose item could say a keyword that it only implies, the newest work first.

    Only an item that shows it by other words can: never one that names it (also as part of a longer name,
    as a certificate does), nor a headline, a summary, a list of skills or a degree.
    """
    keyword = next((each for each in evidence.lexicon.keywords if each.id == shown.id), None)
    called = {shown.name, *(keyword.forms if keyword else ()), *(keyword.cased if keyword else ())}
    said = [_plain(each) for each in sorted(called)]
    found = []
    for mention in shown.mentions:
        if mention.standing is not Standing.IMPLIED or evidence.document.is_masked(mention.span):
            continue
        for bullet in evidence.bullets:
            text = _plain(bullet.text)
            if (
                bullet.span.contains(mention.span)
                and bullet.section not in _NO_WORK
                and not any(each in text for each in said)
            ):
                found.append((bullet.section not in WORK, bullet.span.start, mention.span.start, mention))
    return min(found, key=lambda each: each[:3])[3] if found else None


def _plain(text: str) -> str:
    """Return words in small letters with one space around each, so that names compare as whole words."""
    return f" {' '.join(''.join(c if c.isalnum() or c in '+#' else ' ' for c in text.casefold()).split())} "


def unsayable(group: Group, evidence: Evidence) -> frozenset[str]:
    """Return the members that are only implied, and by nothing that could say them."""
    if group.ask is not Ask.NAME:
        return frozenset()
    counted = standings(evidence)
    return frozenset(
        each.id
        for each in evidence.keywords
        if each.id in group.members
        and counted[each.id] is Standing.IMPLIED
        and sayable(each, evidence) is None
    )


def lacking(
    group: Group, evidence: Evidence, earned: Mapping[str, float], skip: frozenset[str] = frozenset()
) -> list[Shown]:
    """Return the members nearest to filling the group's need, best first, that are not yet used.

    `earned` is what `groups.earnings` returns; as many members are returned as the need still lacks,
    none of `skip`, which nothing can be done about.
    """
    shown = {each.id: each for each in evidence.keywords}
    full = sum(earned.get(each, 0.0) >= 1 for each in group.members)
    open_members = [shown[each] for each in group.members if each in shown and earned.get(each, 0.0) < 1]
    open_members = [each for each in open_members if each.id not in skip]
    ranked = sorted(open_members, key=lambda each: -earned.get(each.id, 0.0))
    return ranked[: max(group.need - full, 0)]


def strongest(shown: Shown, standing: Standing, evidence: Evidence) -> Mention | None:
    """Return the first visible mention of this standing."""
    document = evidence.document
    for mention in shown.mentions:
        if mention.standing is standing and not (mention.form and document.is_masked(mention.span)):
            return mention
    return None


def missing_message(group: Group, lexicon: Lexicon) -> str:
    """Return what is missing and what would count, without asking for a word where evidence is asked for."""
    members = names(lexicon, group.members)
    parts = [f"Nothing in the CV shows “{group.title}”."]
    if group.ask is Ask.NAME and len(members) > 1:
        if group.need == 1 and "is enough" not in group.evidence:
            parts.append(f"One of {listed(members[:5])} is enough.")
        elif group.need >= len(members):
            parts.append(f"The role looks for {listed(members, 'and')}.")
        elif group.need > 1:
            parts.append(f"{group.need} of {listed(members[:6], 'and')} would do.")
    if group.evidence:
        parts.append(f"What counts: {group.evidence.rstrip('.')}.")
    return " ".join(parts)


def _missing(evidence: Evidence, settings: Settings) -> Iterable[Finding]:  # noqa: ARG001
    if not_judgeable(evidence) is not None:
        return
    counted = standings(evidence)
    asked = [each for each in evidence.lexicon.groups if each.ask is not Ask.NONE and each.weight > 0]
    mean = sum(each.weight for each in asked) / max(len(asked), 1)
    for group in asked:
        missing = not any(counted.get(each, Standing.ABSENT).shown for each in group.members)
        if group.essential and missing:
            severity = Severity.WARNING if group.weight >= mean else Severity.NOTE
            yield finding(
                KW01,
                evidence,
                as_spelt(missing_message(group, evidence.lexicon), evidence),
                severity=severity,
            )


def _listed(evidence: Evidence, settings: Settings) -> Iterable[Finding]:  # noqa: ARG001
    counted = standings(evidence)
    for shown in _open(evidence, _WEAK):
        standing = counted[shown.id]
        mention = strongest(shown, standing, evidence) or (shown.mentions[0] if shown.mentions else None)
        stands = "listed" if standing is Standing.LISTED else "only claimed"
        yield finding(
            KW02,
            evidence,
            f"{as_spelt(shown.name, evidence)} is {stands}; no item says where it was used.",
            span=mention.span if mention else None,
            place=mention.place if mention else None,
        )


def _unsaid(evidence: Evidence, settings: Settings) -> Iterable[Finding]:  # noqa: ARG001
    for shown in _open(evidence, {Standing.IMPLIED}):
        mention = sayable(shown, evidence)
        yield finding(
            KW03,
            evidence,
            f"The CV shows {as_spelt(shown.name, evidence)} but does not say so.",
            span=mention.span if mention else None,
            place=mention.place if mention else None,
        )


def _open(evidence: Evidence, wanted: set[Standing]) -> Iterable[Shown]:
    """Yield keywords of these standings that would fill a group's need, once each, in the lexicon's order."""
    if not_judgeable(evidence) is not None:
        return
    counted, earned = standings(evidence), earnings(evidence)
    seen: set[str] = set()
    for group in evidence.lexicon.groups:
        if group.ask is not Ask.NAME or group.weight <= 0 or share(group, earned) >= 1:
            continue
        for shown in lacking(group, evidence, earned, unsayable(group, evidence)):
            if counted[shown.id] in wanted and shown.id not in seen:
                seen.add(shown.id)
                yield shown


def _spelling(evidence: Evidence, settings: Settings) -> Iterable[Finding]:  # noqa: ARG001
    for bullet in evidence.bullets:
        for slot, usual in bullet.wording.misspelt:
            yield finding(KW04, evidence, f"“{slot.text}” is usually spelt “{usual}”.", span=slot.span)


RULES: tuple[tuple[Rule, Check], ...] = (
    (KW01, _missing),
    (KW02, _listed),
    (KW03, _unsaid),
    (KW04, _spelling),
)

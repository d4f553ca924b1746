"""How each group of the lexicon stands, and how much each keyword's standing is worth."""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING

from cvtailor.advice.types import GroupStatus, Status
from cvtailor.document import ObservationKind, SectionKind
from cvtailor.lexicon.types import Ask
from cvtailor.nlp.types import Standing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cvtailor.lexicon.types import Group
    from cvtailor.nlp.types import Evidence, Mention

# What a standing is worth, as a share of a keyword's points (project conventions, see docs/score.md).
CREDIT = {
    Standing.PROVEN: 1.0,
    Standing.USED: 1.0,
    Standing.HELD: 1.0,
    Standing.LISTED: 0.5,
    Standing.CLAIMED: 0.4,
    Standing.PLANNED: 0.0,
    Standing.DENIED: 0.0,
    Standing.ABSENT: 0.0,
}
MINOR = 0.25  # a group that weighs less than this share of the mean: a word in a list is all it asks
UNSAID = 0.6  # what is left where the role looks for the word and the CV only implies it
_LITTLE = 0.1
_NAMED_FROM = 5
_BULLETS_FROM = 3
_LISTING = {SectionKind.SKILLS, SectionKind.LANGUAGES, SectionKind.OTHER}
_CLAIMING = {SectionKind.SUMMARY, SectionKind.INTERESTS, SectionKind.REFERENCES}

# An item that is a list of keywords shows no more than a skills section does.
MOST_IN_ITEM = 10  # keywords of one item that count as used; later ones count as listed
DENSE = 0.6  # share of an item's letters that are keywords, from which on it is a list …
DENSE_FROM = 5  # … if it names at least so many


def not_judgeable(evidence: Evidence) -> str | None:
    """Return why the CV's content cannot be judged, as a sentence, or None where it can."""
    document = evidence.document
    seen = {each.kind for each in document.observations}
    if ObservationKind.NO_TEXT in seen or not document.text.strip():
        return "The file holds no text that a machine can read."
    if document.language not in {"en", "und"} or (
        document.language != "en" and ObservationKind.OTHER_LANGUAGE in seen
    ):
        return "Not in English, the only language with word lists so far."
    if not evidence.bullets and not any(section.all_items() for section in document.sections):
        return "No sections with items were found in the text."
    if document.language == "und" and not document.sections:
        return "Neither the language nor any section could be told."
    return None


def standings(evidence: Evidence) -> dict[str, Standing]:
    """Return each keyword's standing as it counts: without hidden text, and with lists taken as lists."""
    demoted = _demoted(evidence)
    found = {}
    for shown in evidence.keywords:
        counted = [_counted(each, demoted, evidence) for each in shown.mentions]
        known = [each for each in counted if each is not None]
        if not shown.mentions:
            found[shown.id] = shown.standing
        else:
            found[shown.id] = min(known, key=lambda each: each.rank, default=Standing.ABSENT)
    return found


def earnings(evidence: Evidence) -> dict[str, float]:
    """Return what each keyword earns, 0 to 1: by its standing, its group's `ask`, and where it stands."""
    counted = standings(evidence)
    minor = _minor(evidence.lexicon.groups)
    asks = {member: group.ask for group in reversed(evidence.lexicon.groups) for member in group.members}
    earned = {}
    for shown in evidence.keywords:
        standing = counted[shown.id]
        if standing is Standing.LISTED and shown.id in minor:
            earned[shown.id] = 1.0
            continue
        implied = [each for each in shown.mentions if each.standing is Standing.IMPLIED]
        usable = [each for each in implied if not _hidden(each, evidence)]
        if standing is Standing.IMPLIED:
            base = max((_base(each, evidence) for each in usable), default=1.0)
            earned[shown.id] = base * (1.0 if asks.get(shown.id) is Ask.SHOW else UNSAID)
        else:
            # A word that is only listed, and shown by other words in the work, is said and shown.
            shows = [_base(each, evidence) for each in usable] if standing.shown else []
            earned[shown.id] = max([CREDIT[standing], *shows])
    return earned


def shows_little(evidence: Evidence) -> bool:
    """Return whether a CV names next to nothing of what the role names: it may be meant for another role.

    Of the groups whose words are asked for, fewer than `_LITTLE` are shown; a role with few such groups, or a CV
    with few bullets, is no basis to say so (both numbers are project conventions).
    """
    named = [each for each in evidence.lexicon.groups if each.ask is Ask.NAME and each.weight > 0]
    if len(named) < _NAMED_FROM or len(evidence.bullets) < _BULLETS_FROM:
        return False
    counted = standings(evidence)
    shown = sum(any(counted[member].shown for member in each.members) for each in named)
    return shown < _LITTLE * len(named)


def _minor(groups: tuple[Group, ...]) -> frozenset[str]:
    """Return the keywords of groups so light that nobody is expected to tell of their use (an editor)."""
    counted = [each for each in groups if each.ask is not Ask.NONE and each.weight > 0]
    if not counted:
        return frozenset()
    least = MINOR * sum(each.weight for each in counted) / len(counted)
    light = {member for each in counted if each.weight < least for member in each.members}
    heavy = {member for each in counted if each.weight >= least for member in each.members}
    return frozenset(light - heavy)


def share(group: Group, earned: Mapping[str, float]) -> float:
    """Return how much of a group is shown, 0 to 1: its `need` best members count, the others add nothing."""
    best = sorted((earned.get(each, 0.0) for each in group.members), reverse=True)
    need = max(group.need, 1)
    return min(1.0, sum(best[:need]) / need)


def statuses(evidence: Evidence, *, judged: bool = True) -> tuple[GroupStatus, ...]:
    """Return how each group stands, in the lexicon's order; implied counts as shown, planned does not.

    `judged` is false where the CV as a whole could not be judged: then no group could.
    """
    unjudged = not judged or not_judgeable(evidence) is not None
    counted = standings(evidence)
    found = []
    for group in evidence.lexicon.groups:
        met = sum(counted.get(each, Standing.ABSENT).shown for each in group.members)
        found.append(
            GroupStatus(
                id=group.id,
                title=group.title,
                need=group.need,
                met=met,
                weight=group.weight,
                essential=group.essential,
                ask=group.ask,
                status=Status.COULD_NOT_JUDGE if unjudged else _status(met, group.need),
                members=group.members,
                evidence=group.evidence,
            )
        )
    return tuple(found)


def _status(met: int, need: int) -> Status:
    if met >= need:
        return Status.MET
    return Status.PARTLY if met else Status.MISSING


def _counted(mention: Mention, demoted: set[tuple[str, int]], evidence: Evidence) -> Standing | None:
    if _hidden(mention, evidence):
        return None
    return Standing.LISTED if (mention.keyword, mention.span.start) in demoted else mention.standing


def _hidden(mention: Mention, evidence: Evidence) -> bool:
    """Return whether only a machine sees the mention. A link is masked as a contact fact, yet seen."""
    document = evidence.document
    if mention.form is not None:
        return document.is_masked(mention.span)
    return any(
        each.kind is ObservationKind.HIDDEN_TEXT
        and each.span is not None
        and each.span.overlaps(mention.span)
        for each in document.observations
    )


def _base(mention: Mention, evidence: Evidence) -> float:
    """What the words that imply a keyword are worth, by the section they stand in."""
    if any(bullet.span.contains(mention.span) for bullet in evidence.bullets):
        return 1.0
    section = mention.place.section
    if section is None or section in _CLAIMING:
        return CREDIT[Standing.CLAIMED]
    return CREDIT[Standing.LISTED] if section in _LISTING else 1.0


def _demoted(evidence: Evidence) -> set[tuple[str, int]]:
    """Return (keyword, start) of mentions in items that are mere lists of keywords."""
    bullets = evidence.bullets
    starts = [each.span.start for each in bullets]
    by_bullet: dict[int, list[Mention]] = {}
    for shown in evidence.keywords:
        for mention in shown.mentions:
            index = bisect.bisect_right(starts, mention.span.start) - 1
            named = mention.form is not None and mention.standing in {Standing.PROVEN, Standing.USED}
            if named and shown.group and index >= 0 and bullets[index].span.contains(mention.span):
                by_bullet.setdefault(index, []).append(mention)
    demoted = set()
    for index, mentions in by_bullet.items():
        mentions.sort(key=lambda each: (each.span, each.keyword))
        allowed = list(dict.fromkeys(each.keyword for each in mentions))
        covered: set[int] = set()
        for each in mentions:
            covered.update(range(each.span.start, each.span.end))
        length = bullets[index].span.end - bullets[index].span.start
        if len(allowed) >= DENSE_FROM and len(covered) > DENSE * length:
            allowed = []
        counted = set(allowed[:MOST_IN_ITEM])
        demoted |= {(each.keyword, each.span.start) for each in mentions if each.keyword not in counted}
    return demoted

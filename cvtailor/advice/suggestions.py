"""What to do about each keyword that could earn more, and what it would gain by itself."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from cvtailor.advice import score
from cvtailor.advice.groups import earnings, not_judgeable, share, standings
from cvtailor.advice.rules import research
from cvtailor.advice.rules.common import WORK, as_spelt, listed, quote, where
from cvtailor.advice.rules.keywords import lacking, missing_message, names, sayable, unsayable
from cvtailor.advice.types import Action, Suggestion
from cvtailor.lexicon.types import Ask
from cvtailor.nlp.types import Standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cvtailor.advice.score import Basis
    from cvtailor.document import Place, Span
    from cvtailor.lexicon.types import Group
    from cvtailor.nlp.types import Bullet, Evidence, Mention, Shown

_QUOTE = 60  # the longest quote in a message, in code points
_LANGUAGE = "language"  # kind of keyword: a programming language
_SHORTEST = 4  # letters a word needs to tell that two texts speak of the same


def suggestions(evidence: Evidence, facts: Basis) -> tuple[Suggestion, ...]:
    """Return the suggestions: essential groups of more than mean weight, the other essential ones, the rest.

    Among each the largest gain comes first (before rounding), then the lexicon's order.

    Args:
        evidence: what the CV shows.
        facts: the CV's score basis; a gain is the change of its total with that one advice applied.
    """
    if not_judgeable(evidence) is not None:
        return ()
    now, before = score.exact(facts), score.score(facts).total
    if now is None or before is None:
        return ()
    order = {each.id: n for n, each in enumerate(evidence.lexicon.keywords)}
    found: dict[str, tuple[int, float, int, Suggestion]] = {}
    for each in [*_spell(evidence), *_groups(evidence)]:
        if each.keyword in found:
            continue
        changed = apply(facts, each)
        then, after = score.exact(changed), score.score(changed).total
        assert then is not None  # advice never makes a judged part unjudged
        assert after is not None
        # Ranked before rounding: of two that both gain 0 or 1 the larger still comes first.
        rank = (_tier(each.keyword, evidence), now - then, order.get(each.keyword, len(order)))
        found[each.keyword] = (*rank, dataclasses.replace(each, gain=max(0, after - before)))
    return tuple(each for *_, each in sorted(found.values(), key=lambda row: row[:3]))


def _tier(keyword: str, evidence: Evidence) -> int:
    """0 for what an essential group of at least mean weight lacks, 1 for another essential one, else 2."""
    groups = [each for each in evidence.lexicon.groups if score.scored(each)]
    mean = sum(each.weight for each in groups) / max(len(groups), 1)
    own = [each for each in groups if keyword in each.members and each.essential]
    return 2 if not own else 0 if any(each.weight >= mean for each in own) else 1


def apply(facts: Basis, suggestion: Suggestion) -> Basis:
    """Return the basis as it would be with the suggestion followed."""
    if suggestion.action is Action.SPELL:
        spans = suggestion.evidence
        work = tuple(
            dataclasses.replace(each, faults=each.faults - {"KW04"})
            if any(span.contains(slot) for span in each.spans for slot in spans)
            else each
            for each in facts.work
        )
        return dataclasses.replace(facts, work=work)
    keyword, profile = suggestion.keyword, dict(facts.profile)
    parts = {
        "code": research.code_ids,
        "papers": research.paper_ids,
        "open_source": research.open_source_ids,
    }
    for name, ids in parts.items():
        if name in profile and keyword in ids(facts.lexicon):
            profile[name] = 1.0
    return dataclasses.replace(facts, credits={**facts.credits, keyword: 1.0}, profile=profile)


def _groups(evidence: Evidence) -> Iterator[Suggestion]:
    counted, earned = standings(evidence), earnings(evidence)
    for group in evidence.lexicon.groups:
        if not score.scored(group) or share(group, earned) >= 1:
            continue
        missing = False
        for shown in lacking(group, evidence, earned, unsayable(group, evidence)):
            standing = counted[shown.id]
            if standing is Standing.IMPLIED and group.ask is Ask.NAME:
                mention = sayable(shown, evidence)
                if mention is not None:
                    yield _say(shown, mention, evidence)
            elif standing.shown:
                yield _strengthen(shown, standing, group, evidence)
            elif (
                not missing and sum(counted[e].shown for e in group.members if e in counted) < group.need
            ):  # one suggestion for all that a group lacks
                missing = True
                yield _add(shown, group, evidence, counted)


def _say(shown: Shown, mention: Mention, evidence: Evidence) -> Suggestion:
    """Suggest the word for the item that holds `mention`, which shows it: nowhere else would it be true."""
    target = next(each for each in evidence.bullets if each.span.contains(mention.span))
    by = _at(mention.place, evidence, mention.span)
    name = as_spelt(shown.name, evidence)
    return Suggestion(
        keyword=shown.id,
        action=Action.SAY,
        gain=0,
        message=f"The CV shows it without naming it: {by}. The role looks for “{name}”.",
        evidence=_spans(shown, evidence),
        where=target.place,
    )


def _strengthen(shown: Shown, standing: Standing, group: Group, evidence: Evidence) -> Suggestion:
    target = _nearest(shown, evidence)
    carried = (
        f" If you used it for {_at(target.place, evidence, target.span)}, say so there." if target else ""
    )
    counts = f" What counts: {group.evidence.rstrip('.')}." if group.evidence else ""
    if group.ask is Ask.SHOW:
        only = {Standing.LISTED: "only listed", Standing.CLAIMED: "only claimed"}.get(
            standing, "only hinted at"
        )
        message = as_spelt(
            f"“{group.title}” is {only}; what was done is stronger than the word.{counts}", evidence
        )
    else:
        stands = "is listed, used nowhere" if standing is Standing.LISTED else "is claimed, used nowhere"
        message = f"{as_spelt(shown.name, evidence)} {stands}." + (
            carried or " If you used it, say in which work."
        )
    return Suggestion(
        keyword=shown.id,
        action=Action.STRENGTHEN,
        gain=0,
        message=message,
        evidence=_spans(shown, evidence),
        where=target.place if target else None,
    )


def _add(shown: Shown, group: Group, evidence: Evidence, counted: dict[str, Standing]) -> Suggestion:
    met = [each for each in group.members if counted.get(each, Standing.ABSENT).shown]
    if met:
        rest = [each for each in group.members if each not in met]
        more = max(group.need - len(met), 1)
        said = listed(names(evidence.lexicon, rest)[:5])
        what = f"{more} more of {said}" if len(rest) > 1 else said
        counts = f" What counts: {group.evidence.rstrip('.')}." if group.evidence else ""
        if group.ask is Ask.NAME:
            message = f"“{group.title}”: {len(met)} of {group.need} shown. {what} would do.{counts}"
        else:
            message = f"“{group.title}” is shown in part.{counts}"
    else:
        message = missing_message(group, evidence.lexicon)
    if counted.get(shown.id) is Standing.PLANNED:
        message += f" {shown.name} is mentioned as planned, which does not count yet."
    return Suggestion(
        keyword=shown.id,
        action=Action.ADD_IF_TRUE,
        gain=0,
        message=as_spelt(message, evidence),
        evidence=(),
        where=None,
    )


def _spell(evidence: Evidence) -> Iterator[Suggestion]:
    ids = {
        form: each.id
        for each in reversed(evidence.lexicon.keywords)
        for form in (*each.cased, *each.forms, each.name)
    }
    for bullet in evidence.bullets:
        for slot, usual in bullet.wording.misspelt:
            if usual in ids:
                same = [s for b in evidence.bullets for s, u in b.wording.misspelt if u == usual]
                yield Suggestion(
                    keyword=ids[usual],
                    action=Action.SPELL,
                    gain=0,
                    message=f"Spell “{slot.text}” as “{usual}”, the usual form.",
                    evidence=tuple(each.span for each in same),
                    where=bullet.place,
                )


def _spans(shown: Shown, evidence: Evidence) -> tuple[Span, ...]:
    document = evidence.document
    spans = {
        each.span for each in shown.mentions if each.standing.shown and not document.is_masked(each.span)
    }
    return tuple(sorted(spans))


def _bullets_of(shown: Shown, evidence: Evidence) -> list[Bullet]:
    spans = _spans(shown, evidence)
    return [bullet for bullet in evidence.bullets if any(bullet.span.contains(span) for span in spans)]


def _nearest(shown: Shown, evidence: Evidence) -> Bullet | None:
    """Return the bullet of work that could carry a keyword, the first of those most related to it, or None.

    Related are bullets that show a keyword which implies it or is implied by it, or one that its group's
    title speaks of ("A deep learning framework"), or that hold all words of its name. A language is implied
    by too much to tell anything, and an alternative of the same group is no sign that this one was used.
    """
    lexicon = evidence.lexicon
    by_id = {each.id: each for each in lexicon.keywords}
    keyword = by_id.get(shown.id)
    if keyword is None:
        return None
    members = {each for group in lexicon.groups if shown.id in group.members for each in group.members}
    titles = " ".join(group.title.casefold() for group in lexicon.groups if shown.id in group.members)
    close = {
        each.id
        for each in lexicon.keywords
        if (each.id in keyword.implies and each.kind != _LANGUAGE) or shown.id in each.implies
    }
    close |= {each.id for each in lexicon.keywords if each.name.casefold() in titles} - members
    words = _words(shown.name)
    work = [each for each in evidence.bullets if each.section in WORK]
    points = {bullet.span: int(bool(words) and words <= _words(bullet.text)) for bullet in work}
    for other in evidence.keywords:
        if other.id in close:
            for bullet in _bullets_of(other, evidence):
                if bullet.span in points:
                    points[bullet.span] += 2
    best = max(work, key=lambda each: (points[each.span], -each.span.start), default=None)
    return best if best is not None and points[best.span] > 0 else None


def _words(text: str) -> set[str]:
    parts = "".join(letter if letter.isalnum() else " " for letter in text.casefold()).split()
    return {each.removesuffix("s") for each in parts if len(each) >= _SHORTEST}


def _at(place: Place | None, evidence: Evidence, span: Span) -> str:
    at = where(place)
    said = f"“{quote(evidence.document, span, _QUOTE).rstrip('.')}”"
    return f"{said} ({at})" if at else said

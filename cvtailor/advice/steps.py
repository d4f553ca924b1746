"""What to do first: the advice that raises the score, in the order in which it helps most."""

from __future__ import annotations

import dataclasses
import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cvtailor.advice import blanks, figures, score
from cvtailor.advice.facts import tokens
from cvtailor.advice.rules.common import as_spelt, where_in
from cvtailor.advice.suggestions import apply
from cvtailor.advice.types import Action, Step
from cvtailor.lexicon.types import Ask, Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cvtailor.advice.score import Basis
    from cvtailor.advice.types import Finding, Rewrite, Suggestion
    from cvtailor.document import Span
    from cvtailor.nlp.types import Evidence

LEAST = 0.3  # points, before rounding, that a step must bring to be named
OPEN_ENDED = 2  # points by which advice without a proposal goes behind one with it (project convention)
MOST = 12  # steps; what comes later stands among suggestions and rewrites
_TITLES = {
    "WD01": "Open with the verb of the work",
    "WD02": "Drop the pronoun",
    "WD03": "Replace the filler with a fact",
    "WD04": "Split the long bullet",
    "WD05": "Say more of the work",
    "WD08": "Put the verb in the past tense",
    "AC03": "Fill the blank or delete it",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Advice:
    """A step that could be taken: `change` is what it does to the score's basis. Of several with one
    `target` only one can be taken.
    """

    step: Step
    change: Callable[[Basis], Basis]
    target: tuple[str, object]
    open_ended: bool = (
        False  # "if nothing, leave it as it is": a concrete proposal of similar gain goes before
    )


def steps(
    evidence: Evidence,
    facts: Basis,
    *,
    suggestions: Sequence[Suggestion],
    rewrites: Sequence[Rewrite],
    findings: Sequence[Finding],
    most_words: int,
) -> tuple[Step, ...]:
    """Return the steps in the order to take them; each gain is the change of the total at its turn.

    The largest gain comes first; advice without a proposal counts `OPEN_ENDED` points less, and what
    concerns work aside (old, a side job, something attended) comes last.

    `most_words` is the longest that a bullet may be before it counts as too long: a result told in a long one makes
    it longer. What to add only if true is never among them. The gains add up to the total after all steps less
    the total before the first.
    """
    total = score.score(facts).total
    if total is None:
        return ()
    open_advice = [
        *_from_suggestions(evidence, suggestions),
        *_from_rewrites(evidence, rewrites, findings, most_words),
        *_from_findings(evidence, rewrites, findings, most_words),
    ]
    taken: list[Step] = []
    while len(taken) < MOST:
        best = _best(open_advice, facts)
        if best is None:
            break
        facts = best.change(facts)
        after = score.score(facts).total
        assert after is not None  # advice never makes a judged part unjudged
        taken.append(dataclasses.replace(best.step, gain=after - total))
        total = after
        open_advice = [each for each in open_advice if each.target != best.target]
    return tuple(taken)


def _best(open_advice: Sequence[_Advice], facts: Basis) -> _Advice | None:
    before, total = score.exact(facts), score.score(facts).total
    if before is None or total is None:
        return None
    ranked = []
    for index, each in enumerate(open_advice):
        changed = each.change(facts)
        after, whole = score.exact(changed), score.score(changed).total
        if after is not None and whole is not None and whole > total and after - before >= LEAST:
            gain = whole - total - (OPEN_ENDED if each.open_ended else 0)
            ranked.append((_aside(each, facts), -gain, -(after - before), index))
    return open_advice[min(ranked)[3]] if ranked else None


def _aside(advice: _Advice, facts: Basis) -> bool:
    span = advice.step.span
    if span is None or advice.step.keyword:
        return False
    return any(each.aside and any(own.contains(span) for own in each.spans) for each in facts.work)


def _from_suggestions(evidence: Evidence, suggestions: Sequence[Suggestion]) -> Iterator[_Advice]:
    names = {each.id: each.name for each in evidence.lexicon.keywords}
    spans = {bullet.place: bullet.span for bullet in reversed(evidence.bullets)}
    for each in suggestions:
        if each.action is Action.ADD_IF_TRUE:
            continue
        group = evidence.lexicon.group_of(each.keyword)
        name = as_spelt(names.get(each.keyword, each.keyword), evidence)
        rules = {Action.SAY: "KW03", Action.STRENGTHEN: "KW02", Action.SPELL: "KW04"}
        if each.action is Action.SAY:
            title = f"Say “{name}”"
        elif each.action is Action.SPELL:
            title = f"Spell “{name}” as usual"
        elif group is not None and group.ask is Ask.SHOW:
            title = f"Show “{as_spelt(group.title, evidence)}” by what you did"
        else:
            title = f"Say in a bullet where you used {name}"
        says = each.action is Action.SAY
        yield _Advice(
            step=Step(
                title=_titled(
                    title,
                    where_in(evidence, each.where, spans.get(each.where)) if each.where and says else "",
                ),
                detail=each.message,
                gain=0,
                span=spans.get(each.where) if each.where else None,
                place=each.where,
                keyword=each.keyword,
                rules=(rules[each.action],),
            ),
            change=functools.partial(apply, suggestion=each),
            target=("keyword", each.keyword),
        )


def _from_rewrites(
    evidence: Evidence, rewrites: Sequence[Rewrite], findings: Sequence[Finding], most_words: int
) -> Iterator[_Advice]:
    for index, each in enumerate(rewrites):
        codes = frozenset(each.rules)
        measures = measuring(each)
        if measures:
            title = _result_wanted(each.before)
        elif each.blanks:
            title = "Say which part was yours"
        else:
            title = next((words for code, words in _TITLES.items() if code in codes), "Reword the bullet")
        why = [f.message for f in findings if f.span and each.span.contains(f.span) and f.rule in codes]
        yield _Advice(
            step=Step(
                title=_titled(title, where_in(evidence, each.place, each.span)),
                detail=" ".join(dict.fromkeys(why)) or _reason(each),
                gain=0,
                span=each.span,
                place=each.place,
                rewrite=index,
                rules=each.rules,
            ),
            change=functools.partial(
                reworded, span=each.span, codes=codes, measures=measures, too_long=_too_long(each, most_words)
            ),
            target=("item", each.span),
        )


def _result_wanted(text: str) -> str:
    """Return the title of a step that asks for a result: "a figure" only where the item holds none yet."""
    stated = bool(figures.numbers(tokens(text)))
    return "Say what came of the work" if stated else "Put a figure on the work"


_RESULT = 5  # words that a result takes at least: "cutting waits from 9 to 4"


def _too_long(rewrite: Rewrite, most_words: int) -> bool:
    """Return whether a bullet of the rewrite, its blanks filled, has more words than it may."""
    return any(len(each.split()) > most_words for each in rewrite.after.split("\n"))


def measuring(rewrite: Rewrite) -> bool:
    """Return whether a rewrite asks for a result: a blank for one's own part of shared work does not."""
    return any(each.text != blanks.own_part().text for each in rewrite.blanks)


def _reason(rewrite: Rewrite) -> str:
    """Return why a rewrite helps where no finding says it."""
    if measuring(rewrite):
        return "The work is said, not what came of it."
    if rewrite.blanks:
        return "A reader cannot tell your part from that of the others."
    return " ".join(rewrite.changes)


def _from_findings(
    evidence: Evidence, rewrites: Sequence[Rewrite], findings: Sequence[Finding], most_words: int
) -> Iterator[_Advice]:
    """Yield a step for each bullet to measure, or blank to fill, that no rewrite stands for."""
    answered = [each.span for each in rewrites]
    words = {each.span: each.wording.words for each in evidence.bullets}
    for each in findings:
        if each.span is None or each.rule not in {"AC02", "AC03"}:
            continue
        if any(span.contains(each.span) for span in answered):
            continue
        measures = each.rule == "AC02"
        title = _result_wanted(each.quote or "") if measures else _TITLES["AC03"]
        quoted = f"“{each.quote.rstrip('.')}”. " if each.quote else ""
        ask = "What changed through it, from what to what? If nothing was measured, leave it as it is."
        yield _Advice(
            step=Step(
                title=_titled(title, where_in(evidence, each.place, each.span)),
                detail=quoted + (ask if measures else "It never counts as a result."),
                gain=0,
                span=each.span,
                place=each.place,
                rules=(each.rule,),
            ),
            change=functools.partial(
                reworded,
                span=each.span,
                codes=frozenset({each.rule}),
                measures=measures,
                too_long=measures and words.get(each.span, 0) + _RESULT > most_words,
            ),
            target=("item", each.span),
            open_ended=measures,
        )


def reworded(
    facts: Basis, span: Span, codes: frozenset[str], *, measures: bool, too_long: bool = False
) -> Basis:
    """Return the basis with the item at `span` freed of the faults `codes`, and measured if `measures`.

    `too_long` says that the new wording has more words than a bullet may; a short one that states a result says enough.
    """
    gone = codes | {"WD05"} if measures else codes
    new = frozenset({"WD04"}) if too_long else frozenset[str]()
    work = tuple(
        dataclasses.replace(each, faults=(each.faults - gone) | new, measured=each.measured or measures)
        # A copy elsewhere keeps the fault, and the result counts once: nothing is gained by half.
        if len(each.spans) == 1 and each.spans[0].contains(span)
        else each
        for each in facts.work
    )
    if not measures:
        return dataclasses.replace(facts, work=work)
    shown = {each.id: 1.0 for each in facts.lexicon.keywords if Signal.MEASURED_ITEM in each.signals}
    return dataclasses.replace(facts, work=work, credits={**facts.credits, **shown})


def _titled(title: str, at: str) -> str:
    return f"{title} ({at})" if at else title

"""What to do first: the advice that raises the score, in the order in which it helps most."""

from __future__ import annotations

import dataclasses
import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cvtailor.advice import score
from cvtailor.advice.rules.common import where
from cvtailor.advice.suggestions import apply
from cvtailor.advice.types import Action, Step
from cvtailor.lexicon.types import Ask, Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cvtailor.advice.score import Basis
    from cvtailor.advice.types import Finding, Rewrite, Suggestion
    from cvtailor.document import Place, Span
    from cvtailor.nlp.types import Evidence

LEAST = 0.3  # points, before rounding, that a step must bring to be named
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


def steps(
    evidence: Evidence,
    facts: Basis,
    *,
    suggestions: Sequence[Suggestion],
    rewrites: Sequence[Rewrite],
    findings: Sequence[Finding],
) -> tuple[Step, ...]:
    """Return the steps in the order to take them; each gain is the change of the total at its turn.

    What to add only if true is never among them. The gains add up to the total after all steps less
    the total before the first.
    """
    total = score.score(facts).total
    if total is None:
        return ()
    open_advice = [
        *_from_suggestions(evidence, suggestions),
        *_from_rewrites(rewrites, findings),
        *_from_findings(rewrites, findings),
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
            ranked.append((-(whole - total), -(after - before), index))
    return open_advice[min(ranked)[2]] if ranked else None


def _from_suggestions(evidence: Evidence, suggestions: Sequence[Suggestion]) -> Iterator[_Advice]:
    names = {each.id: each.name for each in evidence.lexicon.keywords}
    spans = {bullet.place: bullet.span for bullet in reversed(evidence.bullets)}
    for each in suggestions:
        if each.action is Action.ADD_IF_TRUE:
            continue
        group = evidence.lexicon.group_of(each.keyword)
        name = names.get(each.keyword, each.keyword)
        rules = {Action.SAY: "KW03", Action.STRENGTHEN: "KW02", Action.SPELL: "KW04"}
        if each.action is Action.SAY:
            title = f"Say “{name}”"
        elif each.action is Action.SPELL:
            title = f"Spell “{name}” as usual"
        elif group is not None and group.ask is Ask.SHOW:
            title = f"Show “{group.title}” by what you did"
        else:
            title = f"Say in a bullet where you used {name}"
        yield _Advice(
            step=Step(
                title=_titled(title, each.where if each.action is Action.SAY else None),
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


def _from_rewrites(rewrites: Sequence[Rewrite], findings: Sequence[Finding]) -> Iterator[_Advice]:
    for index, each in enumerate(rewrites):
        codes = frozenset(each.rules)
        measures = bool(each.blanks)
        if measures:
            title = "Put a figure on the work"
        else:
            title = next((words for code, words in _TITLES.items() if code in codes), "Reword the bullet")
        why = [f.message for f in findings if f.span and each.span.contains(f.span) and f.rule in codes]
        yield _Advice(
            step=Step(
                title=_titled(title, each.place),
                detail=" ".join(dict.fromkeys(why)) or " ".join(each.changes),
                gain=0,
                span=each.span,
                place=each.place,
                rewrite=index,
                rules=each.rules,
            ),
            change=functools.partial(reworded, span=each.span, codes=codes, measures=measures),
            target=("item", each.span),
        )


def _from_findings(rewrites: Sequence[Rewrite], findings: Sequence[Finding]) -> Iterator[_Advice]:
    """Yield a step for each bullet to measure, or blank to fill, that no rewrite stands for."""
    answered = [each.span for each in rewrites]
    for each in findings:
        if each.span is None or each.rule not in {"AC02", "AC03"}:
            continue
        if any(span.contains(each.span) for span in answered):
            continue
        measures = each.rule == "AC02"
        title = "Put a figure on the work" if measures else _TITLES["AC03"]
        quoted = f"“{each.quote.rstrip('.')}”. " if each.quote else ""
        ask = "What did you measure before and after, on which data? If nothing, leave it as it is."
        yield _Advice(
            step=Step(
                title=_titled(title, each.place),
                detail=quoted + (ask if measures else "It never counts as a result."),
                gain=0,
                span=each.span,
                place=each.place,
                rules=(each.rule,),
            ),
            change=functools.partial(
                reworded, span=each.span, codes=frozenset({each.rule}), measures=measures
            ),
            target=("item", each.span),
        )


def reworded(facts: Basis, span: Span, codes: frozenset[str], *, measures: bool) -> Basis:
    """Return the basis with the item at `span` freed of the faults `codes`, and measured if `measures`."""
    work = tuple(
        dataclasses.replace(each, faults=each.faults - codes, measured=each.measured or measures)
        # A copy elsewhere keeps the fault, and the result counts once: nothing is gained by half.
        if len(each.spans) == 1 and each.spans[0].contains(span)
        else each
        for each in facts.work
    )
    if not measures:
        return dataclasses.replace(facts, work=work)
    shown = {each.id: 1.0 for each in facts.lexicon.keywords if Signal.MEASURED_ITEM in each.signals}
    return dataclasses.replace(facts, work=work, credits={**facts.credits, **shown})


def _titled(title: str, place: Place | None) -> str:
    at = where(place)
    return f"{title} ({at})" if at else title

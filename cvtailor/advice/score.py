"""The score and its arithmetic. docs/score.md says it in words; every number here stands there too.

The score is worked out from a `Basis`: the few facts that earn points. Advice is a change of the
basis, so that a gain is the difference of two scores, never an estimate.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cvtailor import resources
from cvtailor.advice import groups
from cvtailor.advice.rules import research
from cvtailor.advice.rules.achievements import measured, work
from cvtailor.advice.rules.common import entry_of, latest, noun_of_all
from cvtailor.advice.types import Score, ScorePart
from cvtailor.lexicon.types import Ask

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cvtailor.advice.types import Finding, Settings
    from cvtailor.document import Span
    from cvtailor.lexicon.types import Group, Lexicon
    from cvtailor.nlp.types import Bullet, Evidence

VERSION = "1"
POINTS = {
    "keywords": 32.0,
    "achievements": 25.0,
    "wording": 15.0,
    "structure": 10.0,
    "research": 10.0,
    "readability": 8.0,
}
JUDGEABLE = 0.6  # share of the points that must be judgeable for a total
RECENT = 1.5  # weight of a bullet of the latest role, others weigh 1
ASIDE = 0.5  # weight of what ended long ago, of a job beside the main work, and of what was attended
LONG_AGO = 5  # years before the report's date, from which on work counts as long ago
FEWEST = 4.0  # a CV with fewer bullets than this is measured as if it had so many
REPEATS = 2  # results with the same numbers that count, whatever they measure
CONSISTENT = 3.0  # points of the wording part for consistency, the others are for the bullets
# What a bullet loses of its share of the wording points, at most all of it.
FAULTS = {
    "WD01": 1.0,
    "WD02": 0.5,
    "WD03": 0.25,
    "WD04": 0.25,
    "WD05": 0.25,
    "WD08": 0.25,
    "AC03": 1.0,
    "KW04": 0.25,
}
# Points lost per finding, and at most in all: (each, most).
CONSISTENCY = {
    "WD06": (0.5, 1.0),
    "WD07": (0.5, 1.5),
    "WD09": (0.5, 0.5),
    "WD10": (0.5, 0.5),
    "WD11": (0.5, 0.5),
}
STRUCTURE = {
    "ST01": (4.0, 4.0),
    "ST02": (2.0, 2.0),
    "ST03": (1.0, 2.0),
    "ST04": (1.0, 1.0),
    "ST05": (0.5, 1.0),
    "ST06": (1.0, 2.0),
    "ST07": (1.0, 2.0),
}
READABILITY = {
    "RD02": (4.0, 4.0),
    "RD03": (4.0, 4.0),
    "RD04": (1.0, 1.0),
    "RD05": (1.0, 1.0),
    "RD06": (1.5, 1.5),
    "RD07": (1.5, 1.5),
    "RD09": (2.0, 2.0),
    "RD10": (0.5, 1.0),
    "RD11": (3.0, 3.0),
}
RESEARCH = {"code": 4.0, "papers": 3.0, "open_source": 3.0}
_RESEARCH_WORDS = {
    "code": ("a link to code", "no link to code", "a link to a profile, none to the code of a project"),
    "papers": (
        "publications or conferences",
        "no publication or conference named",
        "a conference or paper only mentioned",
    ),
    "open_source": (
        "open source",
        "no open-source contribution",
        "open source only mentioned",
    ),
}
_FAULT_WORDS = {
    "WD01": ("weak opening", "weak openings"),
    "WD02": ("bullet in the first person", "bullets in the first person"),
    "WD03": ("bullet with filler", "bullets with filler"),
    "WD04": ("bullet too long", "bullets too long"),
    "WD05": ("bullet too short", "bullets too short"),
    "WD08": ("bullet in the wrong tense", "bullets in the wrong tense"),
    "AC03": ("unfilled blank", "unfilled blanks"),
    "KW04": ("misspelt tool", "misspelt tools"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A bullet, or several that say the same: `spans`, weight among the achievements, and its faults.

    `aside` marks work that ended long ago, a job beside the main work, or something attended.
    """

    spans: tuple[Span, ...]
    weight: float
    measured: bool
    faults: frozenset[str]
    aside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """The facts that earn points. `credits` is by keyword, `counts` are findings by code, `profile` is
    0 to 1 for each component of the research part that the lexicon asks for, `noun` is what items of
    work are called ("bullet", "paragraph" or "item").
    """

    lexicon: Lexicon
    credits: Mapping[str, float]
    work: tuple[Work, ...]
    counts: Mapping[str, int]
    profile: Mapping[str, float]
    target: float
    text: bool
    unjudged: str | None
    noun: str = "bullet"


def basis(evidence: Evidence, findings: Iterable[Finding], settings: Settings) -> Basis:
    """Return the facts of a CV that earn points.

    Args:
        evidence: what the CV shows.
        findings: what `catalogue.findings` found in it.
        settings: `measured_share` sets from which share of measured bullets on the points are full.
    """
    every = tuple(findings)
    lexicon = evidence.lexicon
    profile: dict[str, float] = {}
    if research.code_ids(lexicon):
        profile["code"] = research.code(evidence)
    if research.paper_ids(lexicon):
        profile["papers"] = research.papers(evidence)
    if research.open_source_ids(lexicon):
        profile["open_source"] = research.open_source(evidence)
    return Basis(
        lexicon=lexicon,
        credits=groups.earnings(evidence),
        work=_work(evidence, every),
        counts=Counter(each.rule for each in every),
        profile=profile,
        target=settings.measured_share,
        text=bool(evidence.document.text.strip()) and not any(each.rule == "RD01" for each in every),
        unjudged=groups.not_judgeable(evidence),
        noun=noun_of_all(evidence, work(evidence)),
    )


def score(facts: Basis) -> Score:
    """Return the score: total = round(100 × earned / possible) over the parts that could be judged."""
    parts = (
        _keywords(facts),
        _achievements(facts),
        _wording(facts),
        _structure(facts),
        _research(facts),
        _readability(facts),
    )
    exact = _exact(parts)
    return Score(total=None if exact is None else round(exact), version=VERSION, parts=parts)


def exact(facts: Basis) -> float | None:
    """Return the total before it is rounded to a whole number, or None where there is none."""
    return _exact(score(facts).parts)


def _exact(parts: Iterable[ScorePart]) -> float | None:
    judged = [each for each in parts if each.judged]
    possible = sum(each.possible for each in judged)
    if possible < JUDGEABLE * sum(POINTS.values()):
        return None
    return round(100 * sum(each.earned for each in judged) / possible, 4)


def scored(group: Group) -> bool:
    """Return whether a group counts for the keyword points."""
    return group.ask is not Ask.NONE and group.weight > 0 and bool(group.members)


def _keywords(facts: Basis) -> ScorePart:
    asked = [each for each in facts.lexicon.groups if scored(each)]
    if facts.unjudged or not asked:
        return _not_judged("keywords", facts.unjudged or "The lexicon has no group that counts.")
    whole = sum(each.weight for each in asked)
    shares = [(each, groups.share(each, facts.credits)) for each in asked]
    earned = POINTS["keywords"] * sum(each.weight * part for each, part in shares) / whole
    # The same count as `groups.statuses`: what is shown at all earns something.
    shown = {each.id: sum(facts.credits.get(m, 0.0) > 0 for m in each.members) for each in asked}
    missing = [each.title for each in asked if not shown[each.id]]
    partly = [_of_group(each, part, whole) for each, part in shares if 0 < shown[each.id] < each.need]
    weakly = [
        _of_group(each, part, whole) for each, part in shares if shown[each.id] >= each.need and part < 1
    ]
    met = len(asked) - len(missing) - len(partly)
    first = (
        f"{len(missing)} {'group' if len(missing) == 1 else 'groups'} missing"
        if missing
        else "no group missing"
    )
    reasons = [f"{first}, {len(partly)} in part, {met} of {len(asked)} met: {_number(earned)} of 32"]
    if partly:
        reasons.append("in part: " + ", ".join(partly))
    if weakly:
        reasons.append(
            f"met, but {len(weakly)} of them weakly (listed, claimed or implied only): " + ", ".join(weakly)
        )
    if missing:
        reasons.append("missing: " + ", ".join(f"“{each}”" for each in missing))
    return _part("keywords", earned, reasons)


def _of_group(group: Group, part: float, whole: float) -> str:
    return f"“{group.title}” {_number(100 * part)} % of {_number(POINTS['keywords'] * group.weight / whole)}"


def _achievements(facts: Basis) -> ScorePart:
    counted = [each for each in facts.work if each.weight > 0]
    if facts.unjudged or not counted:
        return _not_judged("achievements", facts.unjudged or "No bullet or paragraph on work was found.")
    count = sum(each.measured for each in counted)
    got = sum(each.weight for each in counted if each.measured)
    whole = max(sum(each.weight for each in counted), FEWEST)
    aim = facts.target
    earned = POINTS["achievements"] * (min(1.0, got / whole / aim) if aim > 0 else 1.0)
    bullets = facts.noun if len(counted) == 1 else facts.noun + "s"
    reasons = [f"{count} of {len(counted)} {bullets} measured: {_number(earned)} of 25"]
    if aim > 0:
        reasons.append(
            f"by weight (latest role {_number(RECENT)}, long ago or beside it {_number(ASIDE)}, others 1, at least {_number(FEWEST)} in all) "
            f"{_number(got)} of {_number(whole)}: {_number(100 * got / whole)} %; "
            f"full points from {_number(100 * aim)} % on"
        )
    return _part("achievements", earned, reasons)


def _wording(facts: Basis) -> ScorePart:
    if facts.unjudged or not facts.work:
        return _not_judged("wording", facts.unjudged or "No bullet or paragraph on work was found.")
    for_bullets = POINTS["wording"] - CONSISTENT
    lost = sum(min(1.0, sum(FAULTS.get(code, 0.0) for code in sorted(each.faults))) for each in facts.work)
    clean = for_bullets * (1 - lost / len(facts.work))
    uneven, why = _lost(facts.counts, CONSISTENCY)
    earned = clean + max(0.0, CONSISTENT - uneven)
    tally = Counter(code for each in facts.work for code in each.faults if code in FAULTS)
    said = [f"{tally[code]} {words[tally[code] != 1]}" for code, words in _FAULT_WORDS.items() if tally[code]]
    reasons = [", ".join(said) if said else "no bullet to reword"]
    reasons.append(
        f"bullets {_number(clean)} of {_number(for_bullets)} ({_number(lost)} of {len(facts.work)} lost), "
        f"consistency {_number(max(0.0, CONSISTENT - uneven))} of {_number(CONSISTENT)}"
    )
    return _part("wording", earned, reasons + why)


def _structure(facts: Basis) -> ScorePart:
    if facts.unjudged:
        return _not_judged("structure", facts.unjudged)
    lost, why = _lost(facts.counts, STRUCTURE)
    return _part("structure", POINTS["structure"] - lost, why or ["nothing missing"])


def _research(facts: Basis) -> ScorePart:
    if facts.unjudged or not facts.profile:
        return _not_judged("research", facts.unjudged or "The role asks for no research profile.")
    if not facts.work and not facts.profile.get("papers"):
        return _not_judged("research", "Neither bullets nor publications were found.")
    possible = sum(RESEARCH[each] for each in facts.profile)
    scale = POINTS["research"] / possible
    reasons, earned = [], 0.0
    for each in sorted(facts.profile, key=lambda name: facts.profile[name]):
        points = RESEARCH[each] * scale
        earned += points * facts.profile[each]
        part = facts.profile[each]
        words = _RESEARCH_WORDS[each][0 if part >= 1 else 1 if part == 0 else 2]
        reasons.append(f"{words}: {_number(points * facts.profile[each])} of {_number(points)}")
    return _part("research", earned, reasons)


def _readability(facts: Basis) -> ScorePart:
    if not facts.text:
        return _not_judged("readability", "The file holds no text that a machine can read.")
    lost, why = _lost(facts.counts, READABILITY)
    return _part("readability", POINTS["readability"] - lost, why or ["nothing in the way"])


def _lost(counts: Mapping[str, int], table: Mapping[str, tuple[float, float]]) -> tuple[float, list[str]]:
    """Return the points lost by findings, and the arithmetic of each code."""
    from cvtailor.advice.catalogue import rule  # the catalogue's rules need this module's neighbours

    lost, why = 0.0, []
    for code, (each, most) in table.items():
        if counts.get(code):
            points = min(each * counts[code], most)
            lost += points
            why.append(f"{code} {rule(code).name.replace('-', ' ')}: −{_number(points)}")
    return lost, why


def _work(evidence: Evidence, findings: tuple[Finding, ...]) -> tuple[Work, ...]:
    """Return the bullets, those that say the same taken as one, each result counted once."""
    faults = _faults(evidence, findings)
    counted = {each.span for each in work(evidence)}
    newest = latest(evidence)
    seen: set[tuple[str, ...]] = set()
    numbers: Counter[tuple[str, ...]] = Counter()
    found = []
    for cluster in _clusters(evidence):
        signs = {sign for bullet in cluster for sign in _signs(bullet)}
        fresh = any(sign not in seen and numbers[sign[:4]] < REPEATS for sign in signs)
        result = all(measured(each) for each in cluster) and fresh
        seen |= signs
        numbers.update({sign[:4] for sign in signs})
        weights = [_weight(bullet, evidence, newest=newest) for bullet in cluster if bullet.span in counted]
        # Of several copies the one that helps least counts: a copy never raises the score.
        weight = (min(weights) if result else max(weights)) if weights else 0.0
        spans = tuple(each.span for each in cluster)
        codes = frozenset(code for span in spans for code in faults.get(span, ()))
        aside = bool(weights) and max(weights) <= ASIDE
        found.append(Work(spans=spans, weight=weight, measured=result, faults=codes, aside=aside))
    return tuple(found)


def _weight(bullet: Bullet, evidence: Evidence, *, newest: int | None) -> float:
    """Return what a bullet weighs among the achievements: the latest role most, old or side work least."""
    entry = entry_of(evidence, bullet)
    words = resources.language("advising")
    title = (entry.title or entry.name or "").casefold() if entry else ""
    text = f" {_spaced(bullet.text)} "
    beside = any(f" {each} " in f" {_spaced(title)} " for each in words["side_titles"])
    attended = bullet.weak_opening and any(f" {each} " in text for each in words["attended"])
    if beside or attended:
        return ASIDE
    if bullet.current or (newest is not None and bullet.entry == newest):
        return RECENT
    return ASIDE if entry and _long_ago(entry.end, evidence.as_of) else 1.0


def _long_ago(end: str | None, as_of: str | None) -> bool:
    """Return whether a date (YYYY or YYYY-MM) lies more than `LONG_AGO` years before an ISO date."""
    if end is None or as_of is None or not end[:4].isdigit() or not as_of[:4].isdigit():
        return False
    years = int(as_of[:4]) - int(end[:4])
    return years > LONG_AGO or (years == LONG_AGO and bool(end[5:7]) and end[5:7] < as_of[5:7])


def _spaced(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def _clusters(evidence: Evidence) -> list[list[Bullet]]:
    """Return the bullets in document order, same and nearly same ones together."""
    first: dict[str, Span] = {}
    root: dict[Span, Span] = {}

    def find(span: Span) -> Span:
        while root[span] != span:
            span = root[span]
        return span

    for bullet in evidence.bullets:
        root.setdefault(bullet.span, bullet.span)
        same = first.setdefault(_plain(bullet.text), bullet.span)
        root[find(bullet.span)] = find(same)
    for one, other in evidence.overall.near_duplicates:
        if one in root and other in root:
            root[find(other)] = find(one)
    clusters: dict[Span, list[Bullet]] = {}
    for bullet in evidence.bullets:
        clusters.setdefault(find(bullet.span), []).append(bullet)
    return list(clusters.values())


def _signs(bullet: Bullet) -> set[tuple[str, ...]]:
    """Return what tells one result from another: numbers and metric, without the words around them."""
    signs = set()
    for each in bullet.achievements:
        numbers = (each.amount, each.value, each.baseline)
        of = each.metric or each.object
        if any(numbers):
            signs.add(tuple(_plain(slot.text) if slot else "" for slot in (*numbers, each.unit, of)))
    return signs or {(_plain(bullet.text),)}


def _plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum() or letter in "%.")


def _faults(evidence: Evidence, findings: tuple[Finding, ...]) -> dict[Span, list[str]]:
    """Return the codes that fired inside each bullet."""
    by_start = sorted(
        (each.span.start, each.rule, each.span) for each in findings if each.span and each.rule in FAULTS
    )
    faults: dict[Span, list[str]] = {}
    for bullet in evidence.bullets:
        faults[bullet.span] = [code for _, code, span in by_start if bullet.span.contains(span)]
    return faults


def _part(id: str, earned: float, reasons: Iterable[str]) -> ScorePart:
    kept = round(min(max(earned, 0.0), POINTS[id]), 2)
    return ScorePart(id=id, earned=kept, possible=POINTS[id], judged=True, reasons=tuple(reasons))


def _not_judged(id: str, why: str) -> ScorePart:
    return ScorePart(id=id, earned=0.0, possible=POINTS[id], judged=False, reasons=(why,))


def _number(value: float) -> str:
    return f"{round(value, 2):g}"

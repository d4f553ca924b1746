"""What an advert asks, and how a CV meets it. Field names are those of the JSON (`cvtailor.tailoring/1`)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cvtailor.document import Place, Span, Value
from cvtailor.nlp.types import Standing


class Importance(StrEnum):
    """How much an advert insists."""

    ESSENTIAL = "essential"
    DESIRABLE = "desirable"


class RequirementKind(StrEnum):
    """Whether a line asks for something to bring, or tells what there is to do."""

    REQUIREMENT = "requirement"
    DUTY = "duty"


class Level(StrEnum):
    """Levels of a degree, lowest first."""

    SECONDARY = "secondary"
    VOCATIONAL = "vocational"
    BACHELOR = "bachelor"
    MASTER = "master"
    DOCTORATE = "doctorate"

    @property
    def rank(self) -> int:
        """0 for the lowest."""
        return list(Level).index(self)


class Match(StrEnum):
    """How a requirement stands against a CV."""

    MET = "met"
    PARTLY = "partly"
    MISSING = "missing"
    COULD_NOT_JUDGE = "could_not_judge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Value):
    """A nameable skill that an advert names. Spans are code points of `JobDescription.text`.

    `text` is as the advert writes it, `name` the usual name, `keyword` the lexicon's id; null for a term that no lexicon
    knows and that was only proposed from the way it stands there. `weight` (0 to 1) is how telling it is among adverts.
    """

    text: str
    name: str
    span: Span
    keyword: str | None
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Years(Value):
    """Years of experience asked for: at least `minimum`, `of` what as the advert says (null for work in general)."""

    minimum: float
    maximum: float | None
    of: str | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Degree(Value):
    """A degree asked for: the lowest `level` that will do, `fields` as named, and whether "equivalent" experience will do."""

    level: Level
    fields: tuple[str, ...]
    or_equivalent: bool
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement(Value):
    """One line or sentence of an advert that asks for something.

    `any_of` holds groups of indices into `terms` of which one is enough ("Python, R or Julia"); a term in no group is
    wanted by itself. `seniority`, `languages` (spoken ones) and `conditions` (location, right to work, travel, driving
    licence) are shown and not judged. `heading` is the advert's heading over it, null where there is none.
    """

    quote: str
    span: Span
    kind: RequirementKind
    importance: Importance
    heading: str | None
    terms: tuple[Term, ...]
    any_of: tuple[tuple[int, ...], ...] = ()
    years: Years | None = None
    degree: Degree | None = None
    seniority: str | None = None
    languages: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside(Value):
    """A stretch of an advert that asks for nothing; `kind`: about, benefits, equal_opportunity, salary,
    apply, bait (words for machines), unnamed (no nameable skill), not_read (an advert too long).
    """

    kind: str
    quote: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class JobDescription(Value):
    """An advert as read. `text` is canonical as a document's is; spans are code points of it."""

    schema: str = "cvtailor.job/1"
    file: str
    sha256: str
    media_type: str
    language: str | None
    title: str | None
    organisation: str | None
    text: str
    requirements: tuple[Requirement, ...]
    set_aside: tuple[SetAside, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof(Value):
    """A place of the CV that meets a term, a span of years or a degree. Spans are code points of `Document.text`.

    `standing` is null where it is not about a skill (years, a degree).
    """

    what: str
    quote: str
    span: Span
    place: Place
    standing: Standing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Value):
    """How one requirement stands: `requirement` is its index, `reason` a sentence, `missing` what is not shown."""

    requirement: int
    match: Match
    reason: str
    evidence: tuple[Proof, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit(Value):
    """How a CV meets an advert.

    `understood` is the share (0 to 1) of the requirements in which something could be judged; where it is too small,
    `judged` is false, `coverage` null, and `why` says so. `coverage` (0 to 1) weighs essential requirements double.
    """

    job: JobDescription
    answers: tuple[Answer, ...]
    understood: float
    judged: bool
    coverage: float | None
    why: str | None = None

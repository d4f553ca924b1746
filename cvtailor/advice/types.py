"""What should change, and why: the report and its parts. Field names are those of its JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from cvtailor.document import Place, Span, Value
from cvtailor.lexicon.types import Ask
from cvtailor.nlp.types import Bullet, Confidence, Shown


class Severity(StrEnum):
    """How much a finding matters, heaviest first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for the heaviest."""
        return list(Severity).index(self)


class Verdict(StrEnum):
    """The answer to the gates that were set."""

    PASS = "pass"
    FAIL = "fail"
    NOT_GATED = "not_gated"
    COULD_NOT_JUDGE = "could_not_judge"


class Action(StrEnum):
    """What to do about a keyword."""

    SAY = "say"
    STRENGTHEN = "strengthen"
    SPELL = "spell"
    ADD_IF_TRUE = "add_if_true"


class Status(StrEnum):
    """How a group stands."""

    MET = "met"
    PARTLY = "partly"
    MISSING = "missing"
    COULD_NOT_JUDGE = "could_not_judge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings(Value):
    """What a person or a team can set. Durations and dates are ISO strings, lengths are in words.

    `role` is a role id; `as_of` an ISO date or null (then the latest date in the CV); `min_score`
    (0 to 100) and `fail_on` are the gates, null when not set. The thresholds are project
    conventions unless a rule names another source.
    """

    role: str = "applied-ml-researcher"
    as_of: str | None = None
    min_score: int | None = None
    fail_on: Severity | None = None
    min_bullet_words: int = 8
    max_bullet_words: int = 30
    measured_share: float = 0.5
    max_pages: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank(Value):
    """A bracketed optional claim in a rewrite and the question that fills it; `text` includes the brackets."""

    text: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewrite(Value):
    """A proposal for one item. `before` is the item's text, `after` the whole new text.

    `changes` are short sentences on what was changed, `confirm` a question to answer before using
    it (null when the wording claims nothing new), `rules` the codes it answers.
    """

    span: Span
    place: Place
    before: str
    after: str
    blanks: tuple[Blank, ...]
    changes: tuple[str, ...]
    confirm: str | None
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Value):
    """A rule that fired at a place. `source` says where the advice comes from."""

    rule: str
    name: str
    severity: Severity
    confidence: Confidence
    message: str
    quote: str | None
    span: Span | None
    place: Place | None
    why: str
    source: str
    rewrite: Rewrite | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion(Value):
    """A keyword and what to do about it. `gain` is in points of the score, `evidence` the spans that
    show it (or its parts) today, `where` the place of the item that could carry it.
    """

    keyword: str
    action: Action
    gain: int
    message: str
    evidence: tuple[Span, ...]
    where: Place | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Value):
    """One thing to do, in the order to do it; gains of the steps add up.

    `title` is an imperative sentence, `detail` the reason with place and quote. `keyword` names the
    suggestion it stands for, `rewrite` is an index into `Report.rewrites`; either may be null.
    """

    title: str
    detail: str
    gain: int
    span: Span | None
    place: Place | None
    keyword: str | None = None
    rewrite: int | None = None
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupStatus(Value):
    """A group of the lexicon and how it stands; `met` counts its members that are shown."""

    id: str
    title: str
    need: int
    met: int
    weight: float
    essential: bool
    ask: Ask
    status: Status
    members: tuple[str, ...]
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorePart(Value):
    """One part of the score: points earned of those possible; not judged parts count for nothing.

    `id` is one of keywords, achievements, wording, structure, research, readability.
    """

    id: str
    earned: float
    possible: float
    judged: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score(Value):
    """total = round(100 × earned / possible) over the judged parts; null below 60 % judgeable."""

    total: int | None
    version: str
    parts: tuple[ScorePart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotJudged(Value):
    """Something that could not be judged, and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LexiconRef(Value):
    """Which lexicon a report was made with."""

    id: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Value):
    """Everything a check says. Arrays in document order; suggestions of essential groups first (those of at
    least mean weight, then the others), among each by gain (largest first).
    """

    schema: str = "cvtailor.report/1"
    tool_version: str
    file: str
    sha256: str
    role: str
    role_title: str
    lexicon: LexiconRef
    settings_sha256: str
    as_of: str | None
    pages: int | None
    verdict: Verdict
    score: Score
    groups: tuple[GroupStatus, ...]
    keywords: tuple[Shown, ...]
    bullets: tuple[Bullet, ...]
    findings: tuple[Finding, ...]
    suggestions: tuple[Suggestion, ...]
    steps: tuple[Step, ...]
    rewrites: tuple[Rewrite, ...]
    could_not_judge: tuple[NotJudged, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Value):
    """A rule's page in the catalogue (`cvtailor explain CODE`).

    `summary` is one line; `why` the reason; `example` text that makes it fire and `better` text
    that does not; `source` the origin of the advice, or "project convention".
    """

    code: str
    name: str
    severity: Severity
    confidence: Confidence
    summary: str
    why: str
    example: str
    better: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault(Value):
    """A fact that a new text breaks: `kind` is number, name, negation, direction, role, scope or claim;
    `text` the words at fault, `message` a sentence.
    """

    kind: str
    text: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification(Value):
    """Whether a new text is faithful to an old one."""

    schema: str = "cvtailor.verification/1"
    faithful: bool
    faults: tuple[Fault, ...] = field(default=())

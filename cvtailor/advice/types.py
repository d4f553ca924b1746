"""What should change, and why: the report and its parts. Field names are those of its JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from cvtailor.document import Place, Span, Value
from cvtailor.lexicon.types import Ask
from cvtailor.nlp.types import Achievement, Bullet, Confidence, Shown, Standing


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


class Profile(StrEnum):
    """Whose habits a CV is judged by; `auto` guesses from the CV."""

    AUTO = "auto"
    ACADEMIC = "academic"
    INDUSTRY = "industry"


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
    (0 to 100) and `fail_on` are the gates, null when not set; `profile` says whose habits count. The
    thresholds are project conventions unless a rule names another source. `select` and `ignore` hold rule codes or
    prefixes of them ("WD", "WD05"): which findings are shown and gated on (all, where `select` is empty); `severity`
    gives some another severity, the longest prefix first. None of the three changes the score.
    """

    role: str = "applied-ml-researcher"
    as_of: str | None = None
    min_score: int | None = None
    fail_on: Severity | None = None
    min_bullet_words: int = 8
    max_bullet_words: int = 30
    measured_share: float = 0.5
    max_pages: int = 2
    profile: Profile = Profile.AUTO
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileGuess(Value):
    """The profile a CV is judged by (academic or industry); `signs` are what decided, in words."""

    kind: Profile
    guessed: bool
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank(Value):
    """A bracketed optional claim in a rewrite and the question that fills it; `text` includes the brackets."""

    text: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewrite(Value):
    """A proposal for one item. `before` is the item's text, `after` the whole new text.

    `changes` are short sentences on what was changed, `confirm` a question to answer before using
    it (null when the wording claims nothing new), `rules` the codes it answers. Where an item is split,
    `after` holds a bullet on each line. `alternatives` are further whole texts to choose from.
    """

    span: Span
    place: Place
    before: str
    after: str
    blanks: tuple[Blank, ...]
    changes: tuple[str, ...]
    confirm: str | None
    rules: tuple[str, ...]
    alternatives: tuple[str, ...] = ()


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

    `suppressed` counts the findings left out by an ignore, `known` those that a baseline has already; `trend` is the
    score less that of the baseline, null where there is none.
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
    profile: ProfileGuess | None = None
    suppressed: int = 0
    known: int = 0
    trend: int | None = None


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
    """A fact that a new text breaks: `kind` is number, name, negation, direction, role, scope, claim, dropped
    or, between whole CVs, moved, entry, contact; `text` the words at fault, `message` a sentence.

    `side` is "old" or "new": the text in which the words stand, with what stands around them (`quote`), and,
    where it was found, their `span` there. Of a CV read from a file, `place` says where that is.
    """

    kind: str
    text: str
    message: str
    side: str = "new"
    quote: str = ""
    span: Span | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification(Value):
    """Whether a new text is faithful to an old one.

    `faithful` is true only where the texts could be compared and no fact is broken; `verdict` is pass, fail, or
    could_not_judge with the reasons in `could_not_judge`. `notes` are differences that break no fact but
    that a person should see: new words, items that were left out. `old` and `new` name the files, if any.
    """

    schema: str = "cvtailor.verification/1"
    old: str | None = None
    new: str | None = None
    faithful: bool
    verdict: Verdict
    faults: tuple[Fault, ...] = field(default=())
    notes: tuple[Fault, ...] = field(default=())
    could_not_judge: tuple[NotJudged, ...] = field(default=())


class Topic(StrEnum):
    """What an interview question is about: the role article's three topics, and the CV's own course."""

    APPLIED = "applied"
    CURRENT = "current"
    CHALLENGES = "challenges"
    CAREER = "career"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedKeyword(Value):
    """A keyword that a claim names: `quote` as written there, `standing` its strongest in the whole CV."""

    id: str
    name: str
    quote: str
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Value):
    """What a question stands on: words of the CV and what they state.

    `kind` says what sort of claim it is (the tables of `lexicons/language/interview.toml`), `quote`
    the words as written, `title` and `organisation` those of its entry.
    """

    kind: str
    quote: str
    span: Span
    place: Place
    title: str | None
    organisation: str | None
    achievements: tuple[Achievement, ...]
    keywords: tuple[NamedKeyword, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Value):
    """A question that an interviewer may ask; every name and number in it is quoted from the CV.

    `names` lists what a good answer names, `source` where the topic comes from.
    """

    topic: Topic
    question: str
    names: tuple[str, ...]
    claim: Claim
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicTitle(Value):
    """A topic, its title, where it comes from, and how many questions belong to it."""

    id: Topic
    title: str
    source: str
    questions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview(Value):
    """Questions on a CV's own claims, the most telling first. `found` counts those before any limit."""

    schema: str = "cvtailor.interview/1"
    tool_version: str
    file: str
    sha256: str
    role: str
    role_title: str
    lexicon: LexiconRef
    as_of: str | None
    verdict: Verdict
    topics: tuple[TopicTitle, ...]
    found: int
    questions: tuple[Question, ...]
    could_not_judge: tuple[NotJudged, ...]

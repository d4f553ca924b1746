"""What the CV shows: facts with their places, no opinions."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from cvtailor.document import Document, Place, SectionKind, Span, Value
from cvtailor.lexicon.types import Lexicon


class Standing(StrEnum):
    """How firmly a CV shows a keyword, strongest first. Planned and denied mentions show nothing."""

    PROVEN = "proven"
    USED = "used"
    HELD = "held"
    LISTED = "listed"
    CLAIMED = "claimed"
    IMPLIED = "implied"
    PLANNED = "planned"
    DENIED = "denied"
    ABSENT = "absent"

    @property
    def rank(self) -> int:
        """0 for the strongest; larger is weaker."""
        return list(Standing).index(self)

    @property
    def shown(self) -> bool:
        """Whether the CV shows the keyword at all (implied counts, planned and denied do not)."""
        return self.rank <= Standing.IMPLIED.rank


class ResultKind(StrEnum):
    """Kind of an item (see the design): a stated change or performance, the size of work, or neither."""

    OUTCOME = "outcome"
    SCALE = "scale"
    NONE = "none"


class Confidence(StrEnum):
    """How sure the tool is of a reading or a finding."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Value):
    """A keyword at a span. `form` is the lexicon's form that matched (null for a signal or an implication), `via`
    the chain of keyword ids that implied it (nearest the text first), `reason` a sentence.
    """

    keyword: str = field(metadata={"json": False})
    quote: str
    span: Span
    place: Place
    standing: Standing
    form: str | None
    reason: str
    via: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown(Value):
    """A keyword of the lexicon with the strongest standing of its mentions."""

    id: str
    name: str
    group: str | None
    standing: Standing
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot(Value):
    """A piece of an item: `text` as written (for `direction`: "up" or "down"), `span` in the document."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Achievement(Value):
    """One stated result of an item; a slot that the item does not state is null.

    "Tuned ad models, raising CTR from 1.1 % to 1.4 % with Bayesian search": action Tuned, change
    raising, object "ad models", direction up, amount null, unit %, baseline 1.1, value 1.4, metric CTR,
    method "Bayesian search". `amount` is the size of the change ("15" of "by 15%"), `value` what was
    reached, `baseline` where it started; `unit` belongs to whichever of these is stated.
    """

    action: Slot | None = None
    change: Slot | None = None
    object: Slot | None = None
    direction: Slot | None = None
    amount: Slot | None = None
    unit: Slot | None = None
    baseline: Slot | None = None
    value: Slot | None = None
    metric: Slot | None = None
    method: Slot | None = None
    confidence: Confidence = Confidence.HIGH


class Opening(StrEnum):
    """How an item opens."""

    STRONG = "strong"  # an action verb that says what was done
    WEAK = "weak"  # a duty phrase or a verb that hides the work ("Responsible for", "Helped")
    PASSIVE = "passive"  # "Was asked to", "Models were trained"
    NOUN = "noun"  # no verb at the start
    OTHER = "other"  # starts in another way (a number, a pronoun, …)


class Tense(StrEnum):
    """The tense of an opening verb; `base` is the bare form ("Lead", "Train")."""

    PAST = "past"
    PRESENT = "present"  # third person or -ing ("Leads", "Leading")
    BASE = "base"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording(Value):
    """Facts about how an item is worded. Spans are in the document.

    `verb` is the opening action verb (after an adverb or pronoun, if any), `lemma` its dictionary form.
    `weak` is the weak opening phrase, `words` the number of words, `person` first-person pronouns,
    `buzzwords`/`fillers` the empty words, `blanks` bracketed blanks left unfilled, `misspelt` pairs
    of a tool name as written and its usual spelling, `ends_with` the last character when it is
    punctuation.
    """

    opening: Opening
    verb: Slot | None = None
    lemma: str | None = None
    tense: Tense = Tense.UNKNOWN
    weak: Slot | None = None
    person: tuple[Slot, ...] = ()
    buzzwords: tuple[Slot, ...] = ()
    fillers: tuple[Slot, ...] = ()
    blanks: tuple[Slot, ...] = ()
    misspelt: tuple[tuple[Slot, str], ...] = ()
    words: int = 0
    ends_with: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullet(Value):
    """An item that says what was done, and what it shows.

    `current` is true when its entry has not ended at the report's `as_of`. `entry` counts the
    document's entries from 0 in document order (null outside any entry). `reach` marks a scale that
    is an effect (users served, downloads, revenue carried, groups that adopted it).
    """

    text: str
    span: Span
    place: Place
    section: SectionKind
    kind: ResultKind
    measurable: bool
    weak_opening: bool
    achievements: tuple[Achievement, ...]
    wording: Wording = field(metadata={"json": False})
    entry: int | None = field(default=None, metadata={"json": False})
    current: bool = field(default=False, metadata={"json": False})


@dataclass(frozen=True, slots=True, kw_only=True)
class Overall(Value):
    """Wording facts that need more than one item."""

    repeated_verbs: tuple[tuple[str, tuple[Span, ...]], ...] = ()  # lemma, the opening verbs' spans
    near_duplicates: tuple[tuple[Span, Span], ...] = ()  # pairs of items
    british: tuple[Slot, ...] = ()  # words in British spelling
    american: tuple[Slot, ...] = ()
    date_styles: tuple[tuple[str, Slot], ...] = ()  # style name, first date written in it
    full_stops: int = 0  # bullets that end with a full stop
    no_full_stops: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Value):
    """All that the CV shows, for one lexicon. `as_of` is an ISO date (YYYY-MM-DD), or null where the
    CV holds no date and none was given. Keywords are in the lexicon's order, bullets in the document's.
    """

    document: Document
    lexicon: Lexicon
    as_of: str | None
    keywords: tuple[Shown, ...]
    bullets: tuple[Bullet, ...]
    overall: Overall

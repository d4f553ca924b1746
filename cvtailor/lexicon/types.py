"""What a role's lexicon is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from cvtailor.document import Value
from cvtailor.lexicon.writing import normal


class Ask(StrEnum):
    """What a group may ask of a person.

    `name`: the word itself should appear; `show`: evidence counts and the word is never asked for;
    `none`: never scored (interview topics).
    """

    NAME = "name"
    SHOW = "show"
    NONE = "none"


class Signal(StrEnum):
    """Facts of a CV that show a keyword without any of its forms."""

    MEASURED_ITEM = "measured_item"  # an item with a measured result
    CODE_LINK = "code_link"  # a link to a code host (hosts in language/links.toml)
    GITHUB_LINK = "github_link"  # a link to a person's or a project's page on GitHub
    PUBLICATION = "publication"  # an item of a publications section


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard(Value):
    """A condition on a match. All conditions of all guards that apply must hold.

    `forms` names the forms the guard applies to (empty: all). Every other field is a tuple of
    words or phrases, compared without case: `near` (at least one stands in the same item or header
    line, or is the kind of its section), `not_near` (none does), `after` / `not_after` (one of them / none of them
    stands directly before the match), `before` / `not_before` (… directly after the match);
    In `not_before`, "<Name>" stands for a capitalised word that `near` does not list (a surname).
    `sections` / `not_sections` (section kinds, also "headline" for text before the first section).
    """

    forms: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    not_sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern(Value):
    """Work told in any wording: a verb in any inflection, with one of its objects behind it.

    `verbs` are bare infinitives ("explain"); a second word must follow the verb ("roll out").
    `objects` are words or phrases: one must stand in the same clause behind the verb, or before it
    in the passive (empty: none is asked for). `near` and `not_near` are as in a guard.
    """

    verbs: tuple[str, ...]
    objects: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyword(Value):
    """One thing a CV can show.

    `forms` are how it is written, compared without case, with hyphens, spaces, plurals and British
    or American spelling treated as equal by the matcher. Forms in `cased` are compared exactly as
    written ("R", "Go", "Spark"). `patterns` are verbs with their objects. `implies` are ids of keywords that this one shows. `signals` are
    facts that show it without a form. `kind` is free: technology, method, concept, soft, credential,
    venue, phrase, …. `evidence` says what would count, for a person who may have it.
    """

    id: str
    name: str
    forms: tuple[str, ...] = ()
    cased: tuple[str, ...] = ()
    guards: tuple[Guard, ...] = ()
    implies: tuple[str, ...] = ()
    signals: tuple[Signal, ...] = ()
    kind: str = "technology"
    evidence: str = ""
    source: str = ""
    patterns: tuple[Pattern, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Value):
    """A requirement: met when `need` of its members are shown.

    `weight` is its share of the keyword points relative to the other groups. `source` lists the
    article's headings it comes from. `evidence` says what counts as showing it. `questions` are
    for groups that are talked about in an interview.
    """

    id: str
    title: str
    need: int
    weight: float
    essential: bool
    ask: Ask
    members: tuple[str, ...]
    source: tuple[str, ...]
    evidence: str = ""
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon(Value):
    """A role's words. `keywords` also holds those that belong to no group but imply others.

    `sha256` is over the canonical content of all files stacked into it. `files` says which file set an
    entry last ('keyword "python"' → the file's name), `broad` holds the ids of the keywords that only the
    technology lexicon has, where it was stacked.
    """

    id: str
    title: str
    version: str
    language: str
    sha256: str
    source: str
    groups: tuple[Group, ...]
    keywords: tuple[Keyword, ...]
    files: Mapping[str, str] = field(
        default_factory=dict, repr=False, compare=False, hash=False, metadata={"json": False}
    )
    broad: frozenset[str] = field(
        default=frozenset(), repr=False, compare=False, hash=False, metadata={"json": False}
    )
    _by_id: dict[str, Keyword] = field(
        init=False, repr=False, compare=False, hash=False, metadata={"json": False}
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {each.id: each for each in self.keywords})

    def __hash__(self) -> int:
        """Return a hash by the digest of the content: going through all words for it takes a millisecond."""
        return hash(self.sha256)

    def keyword(self, id: str) -> Keyword:
        """Return the keyword with this id; KeyError when there is none."""
        return self._by_id[id]

    def find(self, term: str) -> Keyword | None:
        """Return the keyword whose id, name or form is `term` (without regard to case), or None.

        Where none is, a name or form of the same writing will do ("transformers", "scikit learn").
        """
        wanted = term.casefold()
        named = (each for each in self.keywords if wanted in (each.id, each.name.casefold()))
        written = (
            each
            for each in self.keywords
            if wanted in (form.casefold() for form in (*each.forms, *each.cased))
        )
        alike = (
            each
            for each in self.keywords
            if normal(term) in map(normal, (each.name, *each.forms, *each.cased))
        )
        return next(named, None) or next(written, None) or next(alike, None)

    def find_all(self, term: str) -> tuple[Keyword, ...]:
        """Return every keyword whose id, name or form is `term` (without regard to case), in order."""
        wanted = term.casefold()
        return tuple(
            each
            for each in self.keywords
            if wanted in {each.id, *(one.casefold() for one in (each.name, *each.forms, *each.cased))}
        )

    def group_of(self, keyword_id: str) -> Group | None:
        """Return the first group that lists the keyword, or None."""
        return next((group for group in self.groups if keyword_id in group.members), None)

"""What is wrong or doubtful in a lexicon: mistakes that keep it from loading, and what works otherwise than meant."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cvtailor import resources
from cvtailor.document import Value
from cvtailor.lexicon.tables import Mistake
from cvtailor.lexicon.types import Ask, Group, Guard, Keyword, Lexicon
from cvtailor.lexicon.writing import normal

# Project conventions: one or two letters (or digits) are too short to be read without help, three where they are
# an English word; in exact case one is.
_SHORT = 2
_SHORT_WORD = 3
_SHORT_CASED = 1
_USUAL = 200  # times that a word stands in the texts pyspellchecker's dictionary was counted in


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem(Value):
    """One doubt: `kind` is a stable word, `where` the entry as errors name it, `message` a sentence that says
    what is so and what to do, `file` the file that set the entry last.
    """

    kind: str
    where: str
    message: str
    file: str = ""

    def __str__(self) -> str:
        return f"{self.file}: {self.where}: {self.message}" if self.file else f"{self.where}: {self.message}"


def lint(lexicon: Lexicon) -> tuple[Problem, ...]:
    """Return what is doubtful in a lexicon that loads, in its order; empty when nothing is.

    Kinds: `duplicate_name` (two keywords of one name), `duplicate_form` (one writing belongs to two keywords and
    neither says which), `unreachable_form` (the variant rules make it from another form of the same keyword),
    `impossible_guard` (its conditions exclude each other), `ambiguous_form` (one or two letters, three that are
    an English word, or a common word, with neither exact case nor a guard; in exact case a single letter),
    `idle_keyword` (in no group, implies nothing), `no_source`, `no_evidence`, `no_questions`.

    Where the technology lexicon is stacked on a role, a writing that stands in both is no duplicate.
    """
    found = (
        *_same_names(lexicon),
        *_duplicates(lexicon),
        *(problem for keyword in lexicon.keywords for problem in _unreachable(keyword)),
        *(problem for keyword in lexicon.keywords for problem in _impossible(keyword)),
        *(problem for keyword in lexicon.keywords for problem in _ambiguous(keyword)),
        *_idle(lexicon),
        *(problem for group in lexicon.groups for problem in _group(group)),
    )
    return tuple(
        Problem(
            kind=each.kind,
            where=each.where,
            message=each.message,
            file=lexicon.files.get(each.where.partition(" / ")[0], ""),
        )
        for each in found
    )


def problem(mistake: Mistake) -> Problem:
    """Return a mistake of a file as lint lists it."""
    return Problem(
        kind=mistake.problem,
        where=mistake.where,
        message=f"{mistake.reason}. {mistake.hint}",
        file=mistake.file,
    )


def _same_names(lexicon: Lexicon) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for keyword in lexicon.keywords:
        if keyword.id in lexicon.broad:
            continue
        first = seen.setdefault(normal(keyword.name), keyword.id)
        if first != keyword.id:
            message = (
                f'has the name of "{first}", "{keyword.name}"; join the two, or name what sets them apart.'
            )
            yield Problem(kind="duplicate_name", where=_where(keyword), message=message)


def _duplicates(lexicon: Lexicon) -> Iterator[Problem]:
    owners: dict[str, dict[str, str]] = {}  # writing → keyword id → form
    for keyword in lexicon.keywords:
        for form in keyword.forms:
            owners.setdefault(normal(form), {}).setdefault(keyword.id, form)
    anycase = {form.lower(): (each.id, form) for each in lexicon.keywords for form in each.forms}
    for keyword in lexicon.keywords:
        for form in keyword.cased:
            # What is compared without case answers to a form of exact case too.
            exact = owners.setdefault(
                f"={form}", dict([anycase[form.lower()]] if form.lower() in anycase else [])
            )
            exact.setdefault(keyword.id, form)
    implies = {each.id: each.implies for each in lexicon.keywords}
    members = frozenset(member for group in lexicon.groups for member in group.members)
    serves = {each.id: _serves(each.id, implies) & members for each in lexicon.keywords}
    told: list[set[str]] = []
    for found in owners.values():
        for first, second in itertools.combinations(found, 2):
            if (first in lexicon.broad) is not (second in lexicon.broad):
                continue  # of the role and of the technology lexicon: see lexicon/broad.py
            if {first, second} in told or _shared_well(lexicon, first, second, serves):
                continue
            told.append({first, second})
            yield Problem(
                kind="duplicate_form",
                where=f'keyword "{second}"',
                message=f'the form "{found[second]}" is also a form of "{first}"; keep it in one and use implies.',
            )


def _shared_well(lexicon: Lexicon, first: str, second: str, serves: dict[str, frozenset[str]]) -> bool:
    """Return whether one writing may belong to both keywords.

    It may when it shows two things ("A/B test": statistics and experiments) and at most one of them
    is asked for by name, so that nobody is told to write a word that stands there already.
    """
    if serves[first] <= serves[second] or serves[second] <= serves[first]:
        return False
    return not (_asked(lexicon, first) and _asked(lexicon, second))


def _serves(id: str, implies: dict[str, tuple[str, ...]]) -> frozenset[str]:
    """Return what the keyword shows: itself and what it implies."""
    shown, todo = {id}, [id]
    while todo:
        for each in implies.get(todo.pop(), ()):
            if each not in shown:
                shown.add(each)
                todo.append(each)
    return frozenset(shown)


def _asked(lexicon: Lexicon, id: str) -> bool:
    group = lexicon.group_of(id)
    return group is not None and group.ask is Ask.NAME


def _unreachable(keyword: Keyword) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for form in keyword.forms:
        same = seen.setdefault(normal(form), form)
        if same != form:
            yield Problem(
                kind="unreachable_form",
                where=_where(keyword),
                message=f'the form "{form}" is made from "{same}" by rule (case, hyphen, space, plural, spelling); take it out.',
            )
    for form in keyword.cased:
        if form in keyword.forms:
            message = (
                f'the form "{form}" stands in forms and in cased; forms wins; take it out of one of them.'
            )
            yield Problem(kind="unreachable_form", where=_where(keyword), message=message)
        elif normal(form) in seen and not _guards_of(keyword, form):
            message = f'the form "{form}" in cased is found as "{seen[normal(form)]}" in any case; take one of them out.'
            yield Problem(kind="unreachable_form", where=_where(keyword), message=message)


def _impossible(keyword: Keyword) -> Iterator[Problem]:
    for number, guard in enumerate(keyword.guards, 1):
        for asked in ("near", "after", "before", "sections"):
            wanted, barred = getattr(guard, asked), getattr(guard, f"not_{asked}")
            if wanted and {each.lower() for each in wanted} <= {each.lower() for each in barred}:
                message = f"asks in {asked} only for what not_{asked} excludes; correct one of the two."
                where = f"{_where(keyword)} / guard {number}"
                yield Problem(kind="impossible_guard", where=where, message=message)


def _ambiguous(keyword: Keyword) -> Iterator[Problem]:
    for form in (*keyword.forms, *keyword.cased):
        cased = form in keyword.cased
        what = _doubt(form, cased=cased)
        if what and not _guards_of(keyword, form):
            remedy = "give it a guard" if cased else "put it into cased or give it a guard"
            message = f'the form "{form}" {what}; {remedy}.'
            yield Problem(kind="ambiguous_form", where=_where(keyword), message=message)


def _doubt(form: str, *, cased: bool) -> str:
    """Return why a form alone could mean something else, or an empty string."""
    letters = re.sub(r"[^\w+#]", "", form)
    if letters.isalnum() and len(letters) <= (_SHORT_CASED if cased else _SHORT):
        return f"has {len(letters)} letter{'s' if len(letters) > 1 else ''}"
    if cased:
        return ""
    if len(letters) == _SHORT_WORD and _english().get(form.lower(), 0) >= _USUAL:
        return "has 3 letters and is an English word"
    return "is a common English word" if form.lower() in _common() else ""


@functools.cache
def _english() -> Mapping[str, int]:
    from spellchecker import SpellChecker  # 0.3 s, and only lint needs it

    counts: dict[str, int] = SpellChecker(language="en").word_frequency.dictionary
    return counts


@functools.cache
def _common() -> frozenset[str]:
    return frozenset(resources.language("common_words")["words"])


def _guards_of(keyword: Keyword, form: str) -> tuple[Guard, ...]:
    return tuple(guard for guard in keyword.guards if not guard.forms or form in guard.forms)


def _idle(lexicon: Lexicon) -> Iterator[Problem]:
    if not lexicon.groups:  # a lexicon of terms asks for nothing
        return
    members = {member for group in lexicon.groups for member in group.members} | lexicon.broad
    for keyword in lexicon.keywords:
        if keyword.id not in members and not keyword.implies and not keyword.evidence:
            message = "is in no group and implies nothing, so that finding it changes nothing."
            yield Problem(kind="idle_keyword", where=_where(keyword), message=message)


def _group(group: Group) -> Iterator[Problem]:
    where = f'group "{group.id}"'
    wanted: Iterable[tuple[str, bool, str]] = (
        ("no_source", bool(group.source), "says nothing about where it comes from (source)."),
        ("no_evidence", bool(group.evidence), "does not say what would count as showing it (evidence)."),
        (
            "no_questions",
            group.ask is not Ask.NONE or bool(group.questions),
            'has ask = "none" but no questions.',
        ),
    )
    for kind, there, message in wanted:
        if not there:
            yield Problem(kind=kind, where=where, message=message)


def _where(keyword: Keyword) -> str:
    return f'keyword "{keyword.id}"'

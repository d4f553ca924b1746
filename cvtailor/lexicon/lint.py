"""What is doubtful in a lexicon that loads: it works, but not as its author may think."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cvtailor import resources
from cvtailor.document import Value
from cvtailor.lexicon.types import Ask, Group, Keyword, Lexicon

# Project conventions: one or two letters (or digits) are too short to be read without help.
_SHORT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem(Value):
    """One doubt: `kind` is a stable word, `where` the entry as errors name it, `message` a sentence."""

    kind: str
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


def lint(lexicon: Lexicon) -> tuple[Problem, ...]:
    """Return what is doubtful in the lexicon, in its order; empty when nothing is.

    Kinds: `duplicate_form` (one writing belongs to two keywords and neither says which), `unreachable_form`
    (the variant rules make it from another form of the same keyword), `ambiguous_form` (short or a common
    English word, with no exact case and no guard), `idle_keyword` (in no group, implies nothing),
    `no_source`, `no_evidence`, `no_questions`.
    """
    return (
        *_duplicates(lexicon),
        *(problem for keyword in lexicon.keywords for problem in _unreachable(keyword)),
        *(problem for keyword in lexicon.keywords for problem in _ambiguous(keyword)),
        *_idle(lexicon),
        *(problem for group in lexicon.groups for problem in _group(group)),
    )


def normal(form: str) -> str:
    """Return what all writings of a form share: no case, hyphens, spaces or plural, one spelling."""
    text = form.lower().replace("’", "'").replace("'s", "")
    words = [_spelling(each) for each in re.split(r"[\s\-‐‑]+", text) if each]
    return "".join(words)


def _spelling(word: str) -> str:
    """Return the word in the singular and in American spelling (rules: language/variants.toml)."""
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    rules = resources.language("variants")["british"]
    fit = [each for each in rules if word.endswith(each["from"]) and len(word) >= each["min"]]
    rule = max(fit, key=lambda each: len(each["from"]), default=None)
    return word.removesuffix(rule["from"]) + str(rule["to"]) if rule else word


def _duplicates(lexicon: Lexicon) -> Iterator[Problem]:
    owners: dict[str, dict[str, str]] = {}  # writing → keyword id → form
    for keyword in lexicon.keywords:
        for form in keyword.forms:
            owners.setdefault(normal(form), {}).setdefault(keyword.id, form)
        for form in keyword.cased:
            owners.setdefault(f"={form}", {}).setdefault(keyword.id, form)
    serves = {each.id: _serves(lexicon, each) for each in lexicon.keywords}
    for found in owners.values():
        for first, second in itertools.combinations(found, 2):
            if _shared_well(lexicon, first, second, serves):
                continue
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


def _serves(lexicon: Lexicon, keyword: Keyword) -> frozenset[str]:
    """Return the members of groups that the keyword shows: itself and what it implies."""
    shown, todo = {keyword.id}, [keyword.id]
    while todo:
        for each in lexicon.keyword(todo.pop()).implies:
            if each not in shown:
                shown.add(each)
                todo.append(each)
    return frozenset(shown.intersection(member for group in lexicon.groups for member in group.members))


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
                message=f'the form "{form}" is made from "{same}" by rule (case, hyphen, space, plural, spelling).',
            )
    for form in keyword.cased:
        if form in keyword.forms:
            message = (
                f'the form "{form}" stands in forms and in cased; forms wins, so the case is not checked.'
            )
            yield Problem(kind="unreachable_form", where=_where(keyword), message=message)


def _ambiguous(keyword: Keyword) -> Iterator[Problem]:
    common = _common()
    for form in keyword.forms:
        letters = re.sub(r"[^\w+#]", "", form)
        short = len(letters) <= _SHORT and letters.isalnum()
        if not (short or form.lower() in common) or _guarded(keyword, form):
            continue
        what = f"has {len(letters)} letters" if short else "is a common English word"
        message = f'the form "{form}" {what}; put it into cased or give it a guard.'
        yield Problem(kind="ambiguous_form", where=_where(keyword), message=message)


@functools.cache
def _common() -> frozenset[str]:
    return frozenset(resources.language("common_words")["words"])


def _guarded(keyword: Keyword, form: str) -> bool:
    return any(not guard.forms or form in guard.forms for guard in keyword.guards)


def _idle(lexicon: Lexicon) -> Iterator[Problem]:
    if not lexicon.groups:  # a lexicon of terms asks for nothing
        return
    members = {member for group in lexicon.groups for member in group.members}
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

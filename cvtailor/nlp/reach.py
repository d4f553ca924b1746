"""Which forms of a lexicon can never be found: lint's question that only the matcher can answer."""

from __future__ import annotations

from collections.abc import Iterator

from cvtailor.document import SectionKind
from cvtailor.lexicon.lint import Problem
from cvtailor.lexicon.types import Guard, Keyword, Lexicon
from cvtailor.nlp import matching, why
from cvtailor.nlp.guards import NAME
from cvtailor.nlp.pipeline import tokenise
from cvtailor.nlp.words import words_of

_SECTIONS = ("experience", "skills", *(str(each) for each in SectionKind), "headline")


def unreachable(lexicon: Lexicon) -> tuple[Problem, ...]:
    """Return a problem for each form that is not found in a line made for it: with what its guards ask for
    beside it, in a section they allow. A longer name of another keyword eats it, or its guards cannot all hold.
    """
    return tuple(problem for keyword in lexicon.keywords for problem in _of(lexicon, keyword))


def _of(lexicon: Lexicon, keyword: Keyword) -> Iterator[Problem]:
    for form in (*keyword.forms, *keyword.cased):
        guards = [each for each in keyword.guards if not each.forms or form in each.forms]
        line, section = _line(form, guards), _section(guards)
        if _finds(lexicon, keyword, line, section):
            continue
        where = f'keyword "{keyword.id}"'
        reason = _reason(lexicon, keyword, form, line, section)
        yield Problem(
            kind="unreachable_form",
            where=where,
            message=f'the form "{form}" is not even found in "{line}": {reason}. Change its guards or take it out.',
            file=lexicon.files.get(where, ""),
        )


def _finds(lexicon: Lexicon, keyword: Keyword, line: str, section: str) -> bool:
    found = matching.find_in(tokenise(line), lexicon, section=section)
    return any(each.keyword == keyword.id for each in found)


def _line(form: str, guards: list[Guard]) -> str:
    """Return a line that gives the form what its guards ask for."""
    before = next((each.after[0] for each in guards if each.after), "")
    after = next((_first(each.before, ()) for each in guards if each.before), "")
    barred = tuple(word for each in guards for word in (*each.not_near, *each.not_before))
    near = [_first(each.near, barred) for each in guards if each.near]
    body = " ".join(each for each in (before, form, after) if each)
    return "; ".join(dict.fromkeys((body, *near)))


def _first(words: tuple[str, ...], barred: tuple[str, ...]) -> str:
    lower = {each.lower() for each in barred}
    return next((each for each in words if each.lower() not in lower and each != NAME), words[0])


def _section(guards: list[Guard]) -> str:
    """Return a section that all guards allow, else the first."""
    for section in _SECTIONS:
        if all((not g.sections or section in g.sections) and section not in g.not_sections for g in guards):
            return section
    return _SECTIONS[0]


def _reason(lexicon: Lexicon, keyword: Keyword, form: str, line: str, section: str) -> str:
    words = words_of(tokenise(line))
    around = why.setting(words, lexicon, section, keyword)
    for found in why.candidates(words, keyword):
        if found.form.text == form:
            said = why.refusals(found, keyword, around)
            if said:
                return "; ".join(said)
    return "the matcher reads these words as something else"

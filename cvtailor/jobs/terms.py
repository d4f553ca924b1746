"""The skills that a line of an advert names: those that the lexicons know, and names that only stand like one."""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cvtailor.document import Span
from cvtailor.jobs import tagging
from cvtailor.jobs.lines import table
from cvtailor.jobs.types import Term
from cvtailor.lexicon.types import Ask
from cvtailor.resources import language

if TYPE_CHECKING:
    from cvtailor.lexicon.types import Lexicon
    from cvtailor.nlp.matching import Match

_PROPOSED = 0.6  # weight of a term that no lexicon knows (project convention)
_SOFT = {"soft", "phrase", "responsibility", "credential", "signal"}


@functools.lru_cache(maxsize=8)
def _asked(lexicon: Lexicon) -> frozenset[str]:
    """Return the keywords that are nameable skills: no soft skill, no duty, no degree."""
    kept = set()
    for each in lexicon.keywords:
        group = lexicon.group_of(each.id)
        shown = group is None or group.ask is not Ask.NONE
        if shown and each.kind not in _SOFT and (each.forms or each.cased):
            kept.add(each.id)
    return frozenset(kept)


def terms(
    text: str,
    offset: int,
    lexicon: Lexicon,
    *,
    strangers: frozenset[str] = frozenset(),
    part: str | None = None,
) -> tuple[Term, ...]:
    """Return the terms of a piece in order, with spans moved by `offset`.

    `strangers` are the capitalised words of the advert's title and of what it says of the firm, in lower case.
    `part` is the kind of heading that the piece stands under, "prose" in an advert without headings, else null.
    """
    known = _known(text, lexicon)
    found: list[Term] = []
    for start, end in tagging.spans(as_line(text, lexicon, strangers=strangers, part=part)):
        found += _named(text, start, end, known, lexicon)
    return tuple(
        replace(each, span=Span(start=offset + each.span.start, end=offset + each.span.end)) for each in found
    )


def as_line(text: str, lexicon: Lexicon, *, strangers: frozenset[str], part: str | None) -> tagging.Line:
    """Return a piece with what the lexicons know of it, as `tagging` wants it."""
    from cvtailor.nlp import matching

    marks = [
        tagging.Mark(each.span.start, each.span.end, str(lexicon.keyword(each.keyword or "").kind))
        for each in _known(text, lexicon)
    ]
    asked = _asked(lexicon)
    for match in matching.find_in(_tokens(text), lexicon, section="skills"):
        free = not any(each.start < match.end and match.start < each.end for each in marks)
        if free and match.keyword not in asked:
            name = f"soft {lexicon.keyword(match.keyword).kind}"
            marks.append(tagging.Mark(match.start, match.end, name))
    cues = tuple(match.end() for match in _cue().finditer(text))
    return tagging.Line(text, part or "none", strangers, tuple(marks), cues)


def _named(text: str, start: int, end: int, known: tuple[Term, ...], lexicon: Lexicon) -> list[Term]:
    """Return the term or terms of a name that was told: what the lexicons know in it, else the words themselves.

    A product is the term whatever stands around it ("Python scripting"), a field of work only where the other words
    add nothing to it: "clinical data management" is not "data management".
    """
    start = _begun(text, start, end)
    inside = [each for each in known if start <= each.span.start and each.span.end <= end]
    for each in inside:
        rest = text[start : each.span.start] + text[each.span.end : end]
        words = re.findall(r"[^\W_]+", rest.casefold())
        kind = lexicon.keyword(each.keyword or "").kind
        if len(inside) == 1 and (kind in _products() or all(word in _adding_nothing() for word in words)):
            return [each]
    if len(inside) > 1 and _listed(text, start, end, inside):
        return inside
    over = [each for each in known if each not in inside and each.span.start < end and start < each.span.end]
    return [over[0] if over else _term(text[start:end], start, 0)]  # "MITRE ATT" of "MITRE ATT&CK"


def _begun(text: str, start: int, end: int) -> int:
    """Return where a name begins without the words before it that only say how well: "Fluent German"."""
    weak = frozenset(table()["phrases"]["weak"])
    for word in re.finditer(r"\S+", text[start:end]):
        if word[0].casefold() not in weak:
            return start + word.start()
    return start


def _listed(text: str, start: int, end: int, inside: list[Term]) -> bool:
    """Return whether nothing but marks and small words stands around the terms of a name: "AWS/Azure"."""
    rest = list(text[start:end])
    for each in inside:
        for at in range(each.span.start - start, each.span.end - start):
            rest[at] = " "
    return all(word in _adding_nothing() for word in re.findall(r"[^\W_]+", "".join(rest).casefold()))


@functools.cache
def _products() -> frozenset[str]:
    return frozenset(language("variants")["firms"]["kinds"])


@functools.cache
def _adding_nothing() -> frozenset[str]:
    words = table()["phrases"]
    names = ("and", "articles", "weak", "empty", "prepositions", "heads")
    return frozenset(word for name in names for word in words[name])


def known(text: str, lexicon: Lexicon) -> tuple[Term, ...]:
    """Return the terms of a line that the lexicons know, with spans from its start."""
    return _known(text, lexicon)


@functools.lru_cache(
    maxsize=1024
)  # a line is read once to see what the advert is about, and again for itself
def _known(text: str, lexicon: Lexicon) -> tuple[Term, ...]:
    from cvtailor.nlp import matching

    asked = _asked(lexicon)
    found: dict[str, Term] = {}
    spans: list[tuple[int, int]] = []
    every = [
        each for each in matching.find_in(_tokens(text), lexicon, section="skills") if each.keyword in asked
    ]
    for match in sorted(every, key=lambda each: _rank(text, each, lexicon)):
        if any(start < match.end and match.start < end for start, end in spans):
            continue
        last = text[match.start : match.end].rpartition(" ")[2].casefold()
        if last in table()["context"]["job_nouns"] and " " in text[match.start : match.end]:
            continue  # "software engineer" is a job, no skill
        if text[match.start : match.end].casefold().replace("-", " ") in table()["context"][
            "areas"
        ] and re.match(
            rf"[\s-](?:[\w-]+\s)?(?:{'|'.join(table()['context']['area_nouns'])})(?!\w)",
            text[match.end :],
            re.IGNORECASE,
        ):
            continue  # "with the backend engineers"
        spans.append((match.start, match.end))
        keyword = lexicon.keyword(match.keyword)
        found.setdefault(
            match.keyword,
            Term(
                text=text[match.start : match.end],
                name=keyword.name,
                span=Span(start=match.start, end=match.end),
                keyword=match.keyword,
            ),
        )
    return tuple(found.values())


def _rank(text: str, match: Match, lexicon: Lexicon) -> tuple[int, bool, bool, int]:
    """Of matches at one place the longest goes first, of these the one whose name stands there.

    Then one of the technology lexicon: a role may gather several names in one keyword ("another tool for large data").
    """
    named = lexicon.keyword(match.keyword).name.casefold() == text[match.start : match.end].casefold()
    return match.start - match.end, not named, match.keyword not in lexicon.broad, match.start


def _tokens(text: str):  # type: ignore[no-untyped-def]  # a spaCy Doc; importing its type costs spaCy
    from cvtailor.nlp.pipeline import tokenise

    return tokenise(text)


def is_soft(text: str, lexicon: Lexicon) -> bool:
    """Return whether a piece asks for how somebody works with others ("strong communication skills"), no skill by name."""
    from cvtailor.nlp import matching

    words = table()["soft"]["words"]
    if re.search(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})", text, re.IGNORECASE):
        return True
    found = matching.find_in(_tokens(text), lexicon, section="skills")
    return any(lexicon.keyword(each.keyword).kind in _SOFT for each in found)


def _term(name: str, start: int, offset: int) -> Term:
    span = Span(start=offset + start, end=offset + start + len(name))
    return Term(text=name, name=name, span=span, keyword=None, weight=_PROPOSED)


@functools.cache
def _cue() -> re.Pattern[str]:
    words = sorted(table()["context"]["before"], key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


def has_cue(text: str) -> bool:
    """Return whether a sentence speaks of a skill: "experience with …", "knowledge of …"."""
    return _cue().search(text) is not None


# --- either, or ---------------------------------------------------------------------------------

_OR = re.compile(r"\s*(?:,|/|\|)?\s*(?:\bor\b|/|\|)\s*(?:an?\s|other\s)?$", re.IGNORECASE)
_COMMA = re.compile(r"\s*,\s*$")
_SUCH = re.compile(
    r"\b(?:such as|like|e\.g\.?|for example|one of|any of|one or more of|at least one of|either|including)\s*[:,(]?\s*$",
    re.IGNORECASE,
)


def any_of(text: str, offset: int, found: tuple[Term, ...]) -> tuple[tuple[int, ...], ...]:
    """Return groups of indices of which one is enough: joined by "or" or "/", or listed after "such as"."""
    groups: list[tuple[int, ...]] = []
    run: list[int] = []
    kind = ""
    for index, term in enumerate(found):
        start = term.span.start - offset
        gap = text[found[index - 1].span.end - offset : start] if index else text[:start]
        link = "or" if _OR.search(gap) and len(gap) < 12 else "comma" if _COMMA.fullmatch(gap) else ""
        such = _SUCH.search(text[:start]) is not None
        if run and link:
            run.append(index)
            kind = "or" if link == "or" else kind
            continue
        if len(run) > 1 and kind == "or":
            groups.append(tuple(run))
        run, kind = (
            [index],
            "or"
            if such
            and re.search(r"such as|like|e\.g|for example|one of|any of|either", text[:start], re.IGNORECASE)
            else "",
        )
    if len(run) > 1 and kind == "or":
        groups.append(tuple(run))
    return tuple(groups)

"""The skills that a line of an advert names: those that the lexicons know, and names that only stand like one."""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cvtailor.document import Span
from cvtailor.jobs import phrases
from cvtailor.jobs.lines import table
from cvtailor.jobs.types import Term
from cvtailor.lexicon.types import Ask

if TYPE_CHECKING:
    from cvtailor.lexicon.types import Lexicon
    from cvtailor.nlp.matching import Match

_SHORTEST = 3  # letters of a name that stands by itself
_PROPOSED = 0.6  # weight of a term that no lexicon knows (project convention)
_SOFT = {"soft", "phrase", "responsibility", "credential", "signal"}
_LINKS = {
    "essential": frozenset({"start", "asked", "object", "among", "of", "on", "in"}),
    "desirable": frozenset({"start", "asked", "object", "among", "of", "on", "in"}),
    "prose": frozenset({"asked", "among", "object", "of"}),
    "duties": frozenset({"start", "asked", "object", "among", "of", "on", "in"}),
}
_LIST = re.compile(r"\s*(?:,|/|;|\bor\b|\band\b|&|\||\()\s*$", re.IGNORECASE)


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
    listed: bool,
    strangers: frozenset[str] | None = None,
    part: str | None = None,
) -> tuple[Term, ...]:
    """Return the terms of a piece in order, with spans moved by `offset`.

    `listed` says that the piece stands in a list of requirements, where a bare capitalised name is a skill.
    `strangers` are the capitalised words of the advert's title and of what it says of the firm, in lower case: under a
    heading of requirements or duties other capitalised words inside a sentence are skills too; null elsewhere.
    `part` is the kind of heading that the piece stands under, where phrases name fields of work too ("wound care").
    """
    sure = [
        replace(each, span=Span(start=offset + each.span.start, end=offset + each.span.end))
        for each in _known(text, lexicon)
    ]
    found = [*sure, *_proposed(text, offset, sure, listed=listed, strangers=strangers)]
    if part is not None:
        found += [_term(each[0], each.start(), offset) for each in _PAPER.finditer(text)]
    found += _phrased(text, offset, found, part, strangers or frozenset())
    return tuple(sorted(found, key=lambda each: each.span.start))


def _phrased(
    text: str, offset: int, found: list[Term], part: str | None, strangers: frozenset[str]
) -> list[Term]:
    """Return the phrases of a line of requirements or duties that no lexicon knows and that stand as a skill does."""
    links = _LINKS.get(part or "", frozenset())
    if not links:
        return []
    taken = [(each.span.start - offset, each.span.end - offset) for each in found]
    taken += [match.span() for match in _judged().finditer(text)]
    made = []
    for start, end, link in phrases.phrases(text):
        name = text[start:end]
        if link not in links or any(a < end and start < b for a, b in taken):
            continue
        if (
            all(word.casefold() in strangers for word in re.findall(r"[\w'’&-]+", name) if word[:1].isupper())
            and name[:1].isupper()
            and start
        ):
            continue  # the firm's own name
        made.append(_term(name, start, offset))
    return made


@functools.cache
def _judged() -> re.Pattern[str]:
    """Return the pattern of how somebody works and of what is told elsewhere: years, degrees, spoken languages."""
    words = sorted(table()["soft"]["words"], key=len, reverse=True)
    spoken = table()["languages"]["names"]
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})\w*|(?<!\w)(?:{'|'.join(map(re.escape, spoken))})(?!\w)",
        re.IGNORECASE,
    )


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


# --- names that no lexicon knows ----------------------------------------------------------------

_NAME = re.compile(
    r"(?<![\w@/.-])(?:[A-Z]+&[A-Z]\w*|[A-Z][\w+#]*(?:[.-][A-Za-z0-9+#]+)*|[a-z]+[A-Z]\w*|[A-Za-z]+\d[\w.]*)"
    r"(?:(?:['’]s)?\s(?:[A-Z][\w+#.&-]*[\w+#]|\d{1,5}(?!\d|\s?[%+])))*"
)
# "AWS Certified Solutions Architect", "driving licence", "SC clearance": papers, whatever name stands in them.
_PAPER = re.compile(
    r"(?:[A-Z][\w+#&-]*\s){0,4}Certified(?:\s[A-Z][\w-]*){1,4}"
    r"|(?:[A-Z][\w+#&-]+\s){1,5}(?:certification|certificate|licen[cs]e|clearance|qualification|registration|accreditation|card)\b"
    r"|\bdriv(?:ing|er['’]?s)\slicen[cs]e\b",
)


# "BS 7671", "FRS 102", "NEC4": a standard by its number.
_STANDARD = re.compile(r"[A-Z]{2,6}[ -]?\d[\w.-]*")


_NAMED = re.compile(r"(?:\b(?:in|with|using|via|through|into|on|is|or|and|to|of)|[(,/])\s?$", re.IGNORECASE)


def _stands_alone(name: str, text: str, start: int, *, first: bool, strangers: frozenset[str] | None) -> bool:
    """Return whether a capitalised name under a heading of requirements is a skill by itself."""
    if strangers is None or len(name) < _SHORTEST:
        return False
    if any(word in strangers for word in re.findall(r"[\w+#]+", name.casefold())):
        return False
    if _STANDARD.fullmatch(name):
        return True
    if first or re.search(r"[.!?:]\s*$", text[:start]):
        return False
    from cvtailor.parsing import repair

    last = re.findall(r"[\w+#]+", name.casefold())[-1]
    if _NAMED.search(text[:start]) and last not in table()["context"]["bodies"]:
        return True  # "alerts in Microsoft Sentinel"
    # An everyday word with a capital ("Disclosure and Barring Service") is no product's name.
    return not any(repair.is_usual(word) for word in re.findall(r"[a-z]+", name.casefold()))


def _is_plain(name: str) -> bool:
    """Return whether a name is made of everyday words alone."""
    from cvtailor.parsing import repair

    return all(repair.is_usual(word) for word in re.findall(r"[a-z]+", name.casefold()))


def _proposed(
    text: str, offset: int, known: list[Term], *, listed: bool, strangers: frozenset[str] | None
) -> list[Term]:
    taken = [(each.span.start - offset, each.span.end - offset) for each in known]
    refused = set(table()["context"]["no_term"])
    cue = _cue().search(text)
    found = []
    for match in _NAME.finditer(text):
        start, end = _trimmed(text, match.start(), match.end(), refused)
        if end - start < 2 or any(a < end and start < b for a, b in taken):
            continue
        name = text[start:end]
        first = not re.search(r"\w", text[:start])
        odd = re.search(r"[A-Z]{2,}|[a-z][A-Z]|\d|[+#.]", name) is not None
        near = cue is not None and cue.end() <= start + 1
        in_list = (
            _LIST.search(text[:start]) is not None
            or re.match(r"\s*(?:,|/|\)|;|or\b|and\b)", text[end:]) is not None
        )
        alone = _stands_alone(name, text, start, first=first, strangers=strangers)
        if alone or (
            (
                (near and (odd or strangers is not None or not _is_plain(name)))
                or (listed and in_list and (odd or known))
            )
            and (not first or odd or (in_list and len(known) > 0))
        ):
            found.append(_term(name, start, offset))
            taken.append((start, end))
    return found + _loose(text, offset, taken)


def _loose(text: str, offset: int, taken: list[tuple[int, int]]) -> list[Term]:
    """Return lower-case names after "experience of …" whose last word is a field of work: "wound care"."""
    found = []
    heads = set(table()["context"]["loose_heads"])
    for cue in _cue().finditer(text):
        rest = re.split(r"[.;:()]", text[cue.end() :], maxsplit=1)[0]
        at = cue.end()
        for part in re.split(r"(,\s*(?:and\s|or\s)?|\sand\s|\sor\s|/)", rest):
            words = re.findall(r"[\w'’&-]+", part)
            if 0 < len(words) <= 4 and words[-1].casefold() in heads:
                start = at + part.index(words[0])
                end = (
                    start + len(part.strip()) if part.strip().startswith(words[0]) else start + len(words[0])
                )
                if not any(a < end and start < b for a, b in taken):
                    found.append(_term(text[start:end], start, offset))
                    taken.append((start, end))
            at += len(part)
    return found


def _term(name: str, start: int, offset: int) -> Term:
    span = Span(start=offset + start, end=offset + start + len(name))
    return Term(text=name, name=name, span=span, keyword=None, weight=_PROPOSED)


def _trimmed(text: str, start: int, end: int, refused: set[str]) -> tuple[int, int]:
    """Take words that are no names off both ends: "Experience Terraform", "Kubernetes Engineer"."""
    words = list(re.finditer(r"\S+", text[start:end]))
    while words and {_plain(words[0][0]), _plain(words[0][0]).rstrip("s'’")} & (refused | {"s"}):
        words.pop(0)
    while words and _plain(words[-1][0]) in refused:
        words.pop()
    if not words:
        return start, start
    last = words[-1].end() - (len(words[-1][0]) - len(words[-1][0].rstrip(".-")))
    return start + words[0].start(), start + last


def _plain(word: str) -> str:
    return word.strip(".,").casefold()


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

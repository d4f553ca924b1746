"""Why a keyword is shown by a CV or not: every place that could have matched, and what was made of it.

Nothing is judged anew here. `read` says what counts and with what standing; the places it left out are found by
a search without guards and case, and each step of the matching is then asked about them one by one.
"""

from __future__ import annotations

import bisect
import dataclasses
import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cvtailor import resources
from cvtailor.document import Document, Place, Span, Value
from cvtailor.lexicon.types import Guard, Keyword, Lexicon
from cvtailor.nlp import context, doubts, guards, matching, names, standing, variants
from cvtailor.nlp.forms import OWN, Form, Found
from cvtailor.nlp.pipeline import tokenise
from cvtailor.nlp.showing import _is_name, _names, _Unit, _units, doubted, heard_in, read
from cvtailor.nlp.types import Mention, Standing
from cvtailor.nlp.words import BRACKET, SPACE, Words, words_of

MAX_MISSES = 100  # of one keyword in one CV; more say nothing new
_AROUND = 30  # characters shown around a place, at most, on each side
_LONGER = 3  # letters that the beginning of a longer word must share to be worth a line


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit(Value):
    """A place that counts as a mention. `how` is exact, joined (a list with a shared head), worded (another
    inflection or order), signal (a fact of the CV), or implied; `via` are the keywords that led here.
    """

    quote: str
    around: str
    span: Span
    place: Place
    form: str | None
    how: str
    standing: Standing
    reason: str
    via: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss(Value):
    """A place that could have matched and does not count; `refused` says by what, one sentence each."""

    quote: str
    around: str
    span: Span
    place: Place
    form: str
    refused: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Why(Value):
    """All that can be said of one keyword in one CV. `cut` says that there were more misses than are listed."""

    file: str
    keyword: str
    name: str
    standing: Standing
    hits: tuple[Hit, ...]
    misses: tuple[Miss, ...]
    cut: bool
    schema: str = "cvtailor.why/1"


def why(document: Document, lexicon: Lexicon, keyword: str, *, as_of: str | None = None) -> Why:
    """Return why a CV shows a keyword or does not, in the order of the text.

    Args:
        document: the CV.
        lexicon: what it is read against.
        keyword: an id of the lexicon.
        as_of: as in `read`.

    Raises:
        KeyError: when the lexicon has no such keyword.
    """
    wanted = lexicon.keyword(keyword)
    evidence = read(document, lexicon, as_of=as_of)
    shown = next(each for each in evidence.keywords if each.id == keyword)
    units = _read_units(document, lexicon)
    hows = {
        (match.keyword, unit.span.start + match.start, unit.span.start + match.end): match.how
        for unit in units
        for match in unit.matches
    }
    taken = {at for each in shown.mentions if not each.via for at in _points(each.span)}
    misses: dict[tuple[Span, str], Miss] = {}
    for miss in _misses(document, lexicon, wanted, units):
        if taken.isdisjoint(_points(miss.span)):
            misses.setdefault((miss.span, miss.quote), miss)
        if len(misses) > MAX_MISSES:
            break
    return Why(
        file=document.file,
        keyword=keyword,
        name=wanted.name,
        standing=shown.standing,
        hits=tuple(_hit(document, each, hows) for each in shown.mentions),
        misses=tuple(misses[each] for each in sorted(misses)[:MAX_MISSES]),
        cut=len(misses) > MAX_MISSES,
    )


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around the places of one text, found once: other keywords' matches and names of their own."""

    words: Words
    lexicon: Lexicon
    section: str
    others: dict[int, list[tuple[Found, matching.Match]]]
    over: dict[int, list[Found]]
    own: dict[int, list[Found]]


def setting(
    words: Words,
    lexicon: Lexicon,
    section: str,
    keyword: Keyword,
    found: Sequence[matching.Match] | None = None,
) -> Setting:
    """Return what `refusals` needs to know of a text for a keyword; `found` are its matches, where they are known."""
    if found is None:
        found = matching.matches(words, lexicon, section=section)
    others = _others(words, lexicon, found, keyword.id)
    by_atom: dict[int, list[tuple[Found, matching.Match]]] = {}
    for each in others:
        for at in range(each[0].first, each[0].last + 1):
            by_atom.setdefault(at, []).append(each)
    own = names.own_names([*_own_names(words), *(each for each, _ in others)])
    return Setting(words, lexicon, section, by_atom, names.covering([each for each, _ in others]), own)


def refusals(found: Found, keyword: Keyword, around: Setting) -> tuple[str, ...]:
    """Return what keeps a form at these atoms from being a match, a sentence without a stop for each; empty
    when nothing does.
    """
    words = around.words
    said = []
    if not _case_fits(words, found):
        written = words.text[words.starts[found.first] : words.ends[found.last]]
        said.append(f'written "{written}"; "{found.form.text}" counts only in exactly this case')
    if not names.whole(words, found, around.over):
        said.append(f'part of a longer word, "{_stretch(words, found)}"')
    if names.inside_name(found, around.own):
        longer = next(each for each in around.own[found.first] if found.last <= each.last)
        said.append(f'part of a name of its own, "{longer.form.text}" (lexicons/language/variants.toml)')
    if names.initial(words, found):
        said.append("an initial of a person's name")
    if names.of_firm(words, found, keyword):
        said.append("part of the name of a firm or house")
    if not doubts.meant(words, found, keyword, around.section, around.over):
        said.append(
            "an everyday word or the letters of another name, with nothing technical beside it"
            " (doubts in lexicons/language/variants.toml)"
        )
    for guard in keyword.guards:
        said += _guard(words, found, guard, keyword, around.section)
    if said:
        return tuple(said)
    for each, match in around.others.get(found.first, ()):
        if found.last <= each.last and names.longer(each, found):
            name = around.lexicon.keyword(match.keyword).name
            return (f'part of the longer "{match.form}" of {name} ({match.keyword}), which is found instead',)
    return ()


def candidates(words: Words, keyword: Keyword) -> list[Found]:
    """Return where a form of the keyword stands by its words alone: without case, guards and names."""
    return [
        Found(at, last, form, "exact")
        for form, paths in _paths(keyword)
        for at in range(len(words))
        for last in _ends(words, at, paths)
    ]


@dataclass(frozen=True, slots=True)
class _Read:
    """A stretch that is read by itself, with what the matcher finds there."""

    span: Span
    section: str
    words: Words
    matches: tuple[matching.Match, ...]
    unit: _Unit


def _read_units(document: Document, lexicon: Lexicon) -> list[_Read]:
    made = []
    for unit in _units(document):
        text = document.text[unit.span.start : unit.span.end]
        if text.strip():
            words = words_of(tokenise(text), unit.breaks)
            matches = tuple(matching.matches(words, lexicon, section=unit.section))
            made.append(_Read(unit.span, unit.section, words, matches, unit))
    return made


def _hit(document: Document, mention: Mention, hows: dict[tuple[str, int, int], str]) -> Hit:
    how = hows.get((mention.keyword, mention.span.start, mention.span.end), "exact")
    if mention.via:
        how = "implied"
    elif mention.form is None:
        how = "signal"
    return Hit(
        quote=mention.quote,
        around=_around(document, mention.span),
        span=mention.span,
        place=mention.place,
        form=mention.form,
        how=how,
        standing=mention.standing,
        reason=mention.reason,
        via=mention.via,
    )


def _misses(document: Document, lexicon: Lexicon, keyword: Keyword, units: list[_Read]) -> Iterator[Miss]:
    loose = _loosened(lexicon, keyword)
    people = _names(document)
    for unit in units:
        words = unit.words
        own = [each for each in unit.matches if each.keyword == keyword.id]
        matched = {at: each for each in reversed(own) for at in range(each.start, each.end)}
        places = {
            (words.starts[each.first], words.ends[each.last]): each for each in candidates(words, keyword)
        }
        for each in matching.matches(words, loose, section=unit.section):
            places.setdefault((each.start, each.end), _found(words, each, keyword))
        around = setting(words, lexicon, unit.section, keyword, unit.matches) if places else None
        for (start, end), found in places.items():
            span = Span(start=unit.span.start + start, end=unit.span.start + end)
            exact = matched.get(start)
            reasons: tuple[str, ...]
            if document.is_masked(span):
                reasons = ("stands in contact facts or hidden text, which are not read",)
            elif exact is not None and end <= exact.end:
                reasons = (_left_out(unit, keyword, exact, people),)
            else:
                reasons = refusals(found, keyword, around) if around else ()
                reasons = reasons or ("the matcher reads these words as something else",)
            yield _miss(document, span, found.form.text, reasons)
        yield from _parts(document, unit, keyword, places)
    yield from _unread(document, keyword, units)


def _points(span: Span) -> range:
    return range(span.start, span.end)


def _left_out(unit: _Read, keyword: Keyword, match: matching.Match, people: list[Span]) -> str:
    """Return why a match did not become a mention."""
    span = Span(start=unit.span.start + match.start, end=unit.span.start + match.end)
    if _is_name(span, unit.unit, keyword, people):
        return "part of the name of a person, an employer, a place or an event"
    if keyword.kind == "credential" and standing.somebody_elses(unit.words, match.end):
        return "somebody else's degree or certificate"
    heard = heard_in(unit.unit, unit.words.text)
    if heard and doubted(heard, match, keyword):
        return context.REASON
    return "a mention that says nothing of the person"


def _miss(document: Document, span: Span, form: str, refused: tuple[str, ...]) -> Miss:
    return Miss(
        quote=document.quote(span),
        around=_around(document, span),
        span=span,
        place=document.place(span),
        form=form,
        refused=refused,
    )


def _parts(
    document: Document, unit: _Read, keyword: Keyword, places: dict[tuple[int, int], Found]
) -> Iterator[Miss]:
    """Find longer words that begin with a form: "JavaScript" for Java, "R&D" for R."""
    taken = {at for start, end in places for at in range(start, end)}
    for match in _beginnings(keyword).finditer(unit.words.text):
        if match.start() in taken:
            continue
        span = Span(start=unit.span.start + match.start(), end=unit.span.start + match.end())
        if not document.is_masked(span):
            yield _miss(
                document, span, match[1] or match[2], (f'the beginning of another word, "{match[0]}"',)
            )


def _unread(document: Document, keyword: Keyword, units: list[_Read]) -> Iterator[Miss]:
    """Find forms where nothing is read: headings, references."""
    spans = sorted(each.span for each in units)
    starts = [each.start for each in spans]
    headings = [each.heading_span for each in document.sections if each.heading_span]
    for match in _whole_forms(keyword).finditer(document.text):
        span = Span(start=match.start(), end=match.end())
        before = bisect.bisect_left(starts, span.end) - 1
        if (before >= 0 and spans[before].overlaps(span)) or document.is_masked(span):
            continue
        heading = any(each.overlaps(span) for each in headings)
        reason = (
            "stands in a heading, which shows nothing"
            if heading
            else "stands where nothing is read (references)"
        )
        yield _miss(document, span, match[0], (reason,))


@functools.lru_cache(maxsize=256)
def _beginnings(keyword: Keyword) -> re.Pattern[str]:
    forms = [each for each in (*keyword.forms, *keyword.cased) if each.isalpha()]
    long = [each for each in forms if len(each) >= _LONGER]
    parts = [rf"({_any(long)})[^\W\d_]+"] if long else [r"(x)(?!)"]
    parts += [rf"({_any(forms)})&\w+"] if forms else []
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})", re.IGNORECASE)


@functools.lru_cache(maxsize=256)
def _whole_forms(keyword: Keyword) -> re.Pattern[str]:
    forms = (*keyword.forms, *keyword.cased)
    return re.compile(rf"(?<!\w)(?:{_any(forms)})(?!\w)" if forms else r"(?!)", re.IGNORECASE)


def _any(forms: tuple[str, ...] | list[str]) -> str:
    return "|".join(re.escape(each) for each in sorted(set(forms), key=lambda each: (-len(each), each)))


def _loosened(lexicon: Lexicon, keyword: Keyword) -> Lexicon:
    """Return a lexicon of this keyword alone, without guards and exact case."""
    forms = tuple(dict.fromkeys((*keyword.forms, *keyword.cased)))
    bare = dataclasses.replace(keyword, forms=forms, cased=(), guards=(), implies=())
    sha256 = f"{lexicon.sha256}-why-{keyword.id}"
    return dataclasses.replace(lexicon, groups=(), keywords=(bare,), sha256=sha256)


def _found(words: Words, match: matching.Match, keyword: Keyword) -> Found:
    inside = [at for at in range(len(words)) if words.starts[at] < match.end and words.ends[at] > match.start]
    return Found(inside[0], inside[-1], _form(keyword, match.form), match.how)


@functools.lru_cache(maxsize=4096)
def _form(keyword: Keyword, text: str) -> Form:
    cased = text in keyword.cased and text not in keyword.forms
    raws = tuple(each.raw for each in variants.atoms_of_form(text)) if cased else ()
    return Form(0, text, cased, BRACKET, raws, "-" in text)


@functools.lru_cache(maxsize=256)
def _paths(keyword: Keyword) -> tuple[tuple[Form, tuple[tuple[str, ...], ...]], ...]:
    return tuple(
        (_form(keyword, text), tuple(variants.paths(text))) for text in (*keyword.forms, *keyword.cased)
    )


def _ends(words: Words, at: int, paths: tuple[tuple[str, ...], ...]) -> Iterator[int]:
    """Return the last atoms of the paths that stand at atom `at`."""
    for path in paths:
        last = at + len(path) - 1
        if last < len(words) and all(
            key in words.keys[at + n] and (n == 0 or words.gap(at + n) <= BRACKET)
            for n, key in enumerate(path)
        ):
            yield last


@functools.cache
def _own() -> tuple[tuple[Form, tuple[tuple[str, ...], ...]], ...]:
    phrases = resources.language("variants")["own_names"]["phrases"]
    return tuple(
        (Form(OWN, text, cased=False, loosest=SPACE, raws=()), tuple(variants.paths(text)))
        for text in phrases
    )


def _own_names(words: Words) -> list[Found]:
    return [
        Found(at, last, form, "exact")
        for form, paths in _own()
        for at in sorted({place for path in paths for place in words.all_places().get(path[0], ())})
        for last in _ends(words, at, paths)
    ]


def _others(
    words: Words, lexicon: Lexicon, found: Sequence[matching.Match], keyword: str
) -> list[tuple[Found, matching.Match]]:
    """Return what the matcher finds of other keywords, as atoms."""
    numbers = {each.id: number for number, each in enumerate(lexicon.keywords)}
    made = []
    for match in found:
        if match.keyword != keyword:
            at = _found(words, match, lexicon.keyword(match.keyword))
            form = at.form._replace(keyword=numbers[match.keyword])
            made.append((dataclasses.replace(at, form=form), match))
    return made


def _case_fits(words: Words, found: Found) -> bool:
    form = found.form
    if not form.cased:
        return True
    raws = words.raws[found.first : found.last + 1]
    return "".join(raws) in ("".join(form.raws), "".join(form.raws) + "s") or (
        "".join(raws).isupper() and words.in_capitals(found.first)
    )


def _stretch(words: Words, found: Found) -> str:
    """Return the hyphened word around a match, as written."""
    text = words.text
    start, end = words.starts[found.first], words.ends[found.last]
    while start > 0 and not text[start - 1].isspace() and text[start - 1] not in "(),;":
        start -= 1
    while end < len(text) and not text[end].isspace() and text[end] not in "(),;":
        end += 1
    return text[
        max(start, words.starts[found.first] - _AROUND) : min(end, words.ends[found.last] + _AROUND)
    ].strip(".:")


# What each condition says where it does not hold; the listed words follow.
_SAYS = {
    "near": "none of its `near` stands in the item or names the section",
    "not_near": "a word of its `not_near` stands in the item",
    "after": "none of its `after` stands directly before it",
    "not_after": "a word of its `not_after` stands directly before it",
    "before": "none of its `before` stands directly after it",
    "not_before": "a word of its `not_before` stands directly after it",
    "sections": "counts only in the sections",
    "not_sections": "does not count in the sections",
}


def _guard(words: Words, found: Found, guard: Guard, keyword: Keyword, section: str) -> Iterator[str]:
    """Ask each condition of a guard by itself."""
    if guard.forms and found.form.text not in guard.forms:
        return
    number = keyword.guards.index(guard) + 1
    for name, said in _SAYS.items():
        listed = getattr(guard, name)
        if not listed:
            continue
        near = guard.near if name == "not_before" else ()
        failing = listed
        if guards.NAME not in listed and _allows(words, found, keyword, Guard(**{name: listed}), section):
            continue
        if name.startswith("not_"):
            failing = tuple(
                each for each in listed if not _holds(words, found, keyword, name, each, near, section)
            )
            if not failing:
                continue
        words_said = ", ".join(f'"{each}"' for each in failing[:6]) + (", …" if len(failing) > 6 else "")
        place = f" (this is {section})" if "sections" in name else ""
        yield f"guard {number}: {said}: {words_said}{place}"


def _holds(
    words: Words,
    found: Found,
    keyword: Keyword,
    name: str,
    phrase: str,
    near: tuple[str, ...],
    section: str,
) -> bool:
    """Return whether one phrase of a negative condition does no harm."""
    if phrase == guards.NAME:
        # What follows is a surname unless `near` lists it, so both are needed; `near` itself is asked elsewhere.
        both = Guard(not_before=(phrase,), near=near)
        only = Guard(near=near)
        return _allows(words, found, keyword, both, section) or (
            bool(near) and not _allows(words, found, keyword, only, section)
        )
    return _allows(words, found, keyword, Guard(**{name: (phrase,)}), section)


def _allows(words: Words, found: Found, keyword: Keyword, guard: Guard, section: str) -> bool:
    asked = dataclasses.replace(keyword, guards=(guard,))
    return guards.allow(words, found.first, found.last, asked, found.form.text, section)


def _around(document: Document, span: Span) -> str:
    """Return the words around a place in its line, cut at blanks, masked parts left out."""
    text = document.text
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - _AROUND)
    stop = text.find("\n", span.end)
    end = min(stop if stop >= 0 else len(text), span.end + _AROUND)
    while start > 0 and start < span.start and not text[start - 1].isspace():
        start += 1
    while end < len(text) and end > span.end and not text[end].isspace():
        end -= 1
    return document.quote(Span(start=start, end=end))

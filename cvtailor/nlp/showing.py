"""Reads a CV against a lexicon: every keyword with its mentions, their standing, place and reason."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass

from cvtailor.document import Document, Entry, Item, ItemKind, Section, SectionKind, Span
from cvtailor.lexicon.types import Keyword, Lexicon
from cvtailor.nlp import context, matching, signals, standing
from cvtailor.nlp.pipeline import tokenise
from cvtailor.nlp.types import Bullet, Evidence, Mention, Shown, Standing
from cvtailor.nlp.words import Words, words_of

_BASE = {
    SectionKind.EXPERIENCE: Standing.USED,
    SectionKind.PROJECTS: Standing.USED,
    SectionKind.PUBLICATIONS: Standing.USED,
    SectionKind.TEACHING: Standing.USED,
    SectionKind.AWARDS: Standing.USED,
    SectionKind.SERVICE: Standing.USED,
    SectionKind.EDUCATION: Standing.HELD,
    SectionKind.CERTIFICATIONS: Standing.HELD,
    SectionKind.SKILLS: Standing.LISTED,
    SectionKind.LANGUAGES: Standing.LISTED,
}
_SAYS = {
    Standing.PROVEN: "Named in an item with a measured result",
    Standing.USED: "Named where work is told",
    Standing.HELD: "Stands among degrees and certificates",
    Standing.LISTED: "Named in a list only",
    Standing.CLAIMED: "Claimed, without work that shows it",
    Standing.PLANNED: "Not there yet",
    Standing.DENIED: "Said not to be so",
}
# An organisation's line in these sections may name the tools of a project or where a paper appeared.
_TOOLS_AS_ORGANISATION = (SectionKind.PROJECTS, SectionKind.PUBLICATIONS)
_HEADLINE = "headline"


@dataclass(frozen=True, slots=True)
class _Unit:
    """A stretch of the document that is read by itself: an item, a header line, a line of skills."""

    span: Span
    section: str
    base: Standing
    breaks: tuple[int, ...] = ()
    entry: Entry | None = None
    header: bool = False


def read(document: Document, lexicon: Lexicon, *, as_of: str | None = None) -> Evidence:
    """Return what a CV shows of a lexicon.

    `as_of` is an ISO date (YYYY-MM-DD); without it the latest date of the CV's entries is used (the
    last day of that month or year), or null where the CV holds none. Headings and references show
    nothing and are not read. A mention of other people's work is listed as denied, with the reason.
    """
    from cvtailor.nlp.items import read_bullets
    from cvtailor.nlp.overall import read_overall

    given = as_of
    as_of = as_of or latest_date(document)
    bullets = read_bullets(document, as_of=as_of)
    mentions = _mentions(document, lexicon, bullets, given)
    mentions += _signalled(document, lexicon, bullets)
    mentions += _implied(lexicon, mentions)
    return Evidence(
        document=document,
        lexicon=lexicon,
        as_of=as_of,
        keywords=_shown(lexicon, mentions),
        bullets=bullets,
        overall=read_overall(document, bullets),
    )


def latest_date(document: Document) -> str | None:
    """Return the latest start or end of any entry as the last day of its month or year, or None."""
    found = []
    for section in document.sections:
        for entry in section.entries:
            for date in (entry.start, entry.end):
                match = re.fullmatch(r"(\d{4})(?:-(\d\d))?", date or "")
                if match and 1 <= int(match[2] or 12) <= 12 and int(match[1]) > 0:
                    year, month = int(match[1]), int(match[2] or 12)
                    found.append(f"{year:04d}-{month:02d}-{calendar.monthrange(year, month)[1]:02d}")
    return max(found, default=None)


def _shown(lexicon: Lexicon, mentions: list[Mention]) -> tuple[Shown, ...]:
    by_keyword: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_keyword.setdefault(mention.keyword, []).append(mention)
    groups: dict[str, str] = {}
    for group in lexicon.groups:
        for member in group.members:
            groups.setdefault(member, group.id)
    shown = []
    for keyword in lexicon.keywords:
        own = sorted(by_keyword.get(keyword.id, ()), key=lambda m: (m.span, m.standing.rank, m.via))
        best = min((each.standing for each in own), key=lambda s: s.rank, default=Standing.ABSENT)
        shown.append(
            Shown(
                id=keyword.id,
                name=keyword.name,
                group=groups.get(keyword.id),
                standing=best,
                mentions=tuple(own),
            )
        )
    return tuple(shown)


def _mentions(
    document: Document, lexicon: Lexicon, bullets: tuple[Bullet, ...], as_of: str | None
) -> list[Mention]:
    measured = {each.span for each in bullets if each.measurable}
    names = _names(document)
    found: list[Mention] = []
    for unit in _units(document):
        found.extend(_read_unit(document, lexicon, unit, names, unit.span in measured, as_of))
    return found


def _read_unit(
    document: Document,
    lexicon: Lexicon,
    unit: _Unit,
    names: list[Span],
    measured: bool,
    as_of: str | None,
) -> Iterator[Mention]:
    text = document.text[unit.span.start : unit.span.end]
    if not text.strip():
        return
    doc = tokenise(text)
    words = words_of(doc, unit.breaks)
    matches = matching.matches(words, lexicon, section=unit.section)
    if not matches:
        return
    # Cues reach over a whole line of skills, so they are read without the breaks between its items.
    plain = words_of(doc) if unit.breaks else words
    cues = standing.cues(plain, [(each.start, each.end) for each in matches])
    heard = heard_in(unit, text)
    for match in matches:
        keyword = lexicon.keyword(match.keyword)
        span = Span(start=unit.span.start + match.start, end=unit.span.start + match.end)
        if document.is_masked(span) or _is_name(span, unit, keyword, names):
            continue
        judged = _judge(unit, keyword, match, cues, plain, measured, as_of)
        if judged is None:
            continue
        level, why = judged
        if heard and level.shown and doubted(heard, match, keyword):
            continue
        yield Mention(
            keyword=keyword.id,
            quote=document.quote(span),
            span=span,
            place=document.place(span),
            standing=level,
            form=match.form,
            reason=_reason(level, why, match, unit),
        )


def heard_in(unit: _Unit, text: str) -> tuple[context.Context, ...]:
    """Return the sentences of an item; none for header lines and lists, where words around a name tell nothing."""
    return () if unit.header or unit.breaks else context.read(text, unit.section)


def doubted(heard: tuple[context.Context, ...], match: matching.Match, keyword: Keyword) -> bool:
    """Return whether the words around a match speak against it."""
    return context.doubtful(heard, match.start, match.end, keyword.kind)


def _judge(
    unit: _Unit,
    keyword: Keyword,
    match: matching.Match,
    cues: standing.Cues,
    words: Words,
    measured: bool,
    as_of: str | None,
) -> tuple[Standing, str] | None:
    """Return the mention's standing and an extra reason, or None where it says nothing of the person."""
    cue = cues.at(match.start, match.end)
    credential = keyword.kind == "credential"
    if cue:
        return cue.standing, cue.reason
    if unit.section == SectionKind.CERTIFICATIONS and standing.unfinished(words):
        return Standing.PLANNED, "it is not finished yet"
    if not credential:
        return (Standing.PROVEN if measured else unit.base), ""
    others = standing.somebody_elses(words, match.end)
    if unit.base is Standing.HELD:
        if standing.unfinished(words):
            return Standing.PLANNED, "it is not finished yet"
        end = unit.entry.end if unit.entry and unit.header else None
        if end == "present" or (end and as_of and end > as_of[: len(end)]):
            return Standing.PLANNED, f"its entry ends {end}"
        return Standing.HELD, ""
    if others:
        own = unit.header or unit.base is Standing.CLAIMED
        return (Standing.PLANNED, "it is being studied for") if own else None
    return (unit.base if unit.base is Standing.LISTED else Standing.CLAIMED), ""


def _reason(level: Standing, why: str, match: matching.Match, unit: _Unit) -> str:
    parts = [_SAYS[level]]
    if unit.section == _HEADLINE:
        parts[0] += " (headline)"
    else:
        parts[0] += f" ({unit.section}{_dates(unit.entry)})"
    if match.how != "exact":
        parts.append(f'read as "{match.form}"')
    if why:
        parts.append(why)
    return f"{parts[0]}{': ' if len(parts) > 1 else ''}{'; '.join(parts[1:])}."


def _dates(entry: Entry | None) -> str:
    if entry is None or not (entry.start or entry.end):
        return ""
    if entry.start and entry.end and entry.start != entry.end:
        return f", {entry.start} to {entry.end}"
    return f", {entry.end or entry.start}"


def _names(document: Document) -> list[Span]:
    """Return where longer names stand that may hold a keyword: the person's, and employers'."""
    names = [document.contact.name or ""]
    for section in document.sections:
        names += [each.organisation or "" for each in section.entries]
    found: list[Span] = []
    for name in list(dict.fromkeys(each.strip() for each in names))[:300]:
        if len(name.split()) < 2:
            continue
        found += [
            Span(start=match.start(), end=match.end())
            for match in re.finditer(re.escape(name), document.text, re.IGNORECASE)
        ]
    return found


def _is_name(span: Span, unit: _Unit, keyword: Keyword, names: list[Span]) -> bool:
    """Return whether a match is part of an employer's, a person's, a place's or an event's name."""
    entry = unit.entry
    if entry and unit.header:
        if entry.location_span and entry.location_span.overlaps(span):
            return True
        if entry.organisation_span and entry.organisation_span.overlaps(span):
            return keyword.kind != "venue" and unit.section not in _TOOLS_AS_ORGANISATION
    if keyword.kind == "venue" or unit.section in _TOOLS_AS_ORGANISATION:
        return False
    return any(name.contains(span) and name != span for name in names)


def _units(document: Document) -> Iterator[_Unit]:
    text = document.text
    first = min((each.span.start for each in document.sections), default=len(text))
    for span in _lines(text, Span(start=0, end=first), []):
        yield _Unit(span=span, section=_HEADLINE, base=Standing.CLAIMED)
    for section in document.sections:
        if section.kind is not SectionKind.REFERENCES:
            yield from _section_units(text, section)


def _section_units(text: str, section: Section) -> Iterator[_Unit]:
    kind, base = str(section.kind), _BASE.get(section.kind, Standing.CLAIMED)
    taken = [section.heading_span] if section.heading_span else []
    owners: list[tuple[Item, Entry | None]] = [(each, None) for each in section.items]
    for entry in section.entries:
        owners += [(each, entry) for each in entry.items]
        for line in _lines(text, entry.header, []):
            yield _Unit(span=line, section=kind, base=base, entry=entry, header=True)
        taken.append(entry.header)
    skills: list[Item] = []
    for item, owner in owners:
        if item.kind is ItemKind.SKILL:
            skills.append(item)
        else:
            taken.append(item.span)
            yield _Unit(span=item.span, section=kind, base=base, entry=owner)
    # What is left: lines of single skills with their labels, and text that belongs to no item.
    loose = base if base in (Standing.HELD, Standing.LISTED) else Standing.CLAIMED
    for line in _lines(text, section.span, taken):
        inside = [each for each in skills if each.span.overlaps(line)]
        edges = sorted({edge - line.start for each in inside for edge in (each.span.start, each.span.end)})
        yield _Unit(
            span=line,
            section=kind,
            base=base if inside else loose,
            breaks=tuple(edge for edge in edges if 0 < edge < line.end - line.start),
        )


def _lines(text: str, span: Span, taken: list[Span]) -> Iterator[Span]:
    """Return the lines of `span` that hold text, without the parts that are taken."""
    at = span.start
    for hole in sorted(taken):
        yield from _split(text, at, min(hole.start, span.end))
        at = max(at, hole.end)
    yield from _split(text, at, span.end)


def _split(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if text[start:stop].strip():
            yield Span(start=start, end=stop)
        start = stop + 1


def _signalled(document: Document, lexicon: Lexicon, bullets: tuple[Bullet, ...]) -> list[Mention]:
    wanted = [keyword for keyword in lexicon.keywords if keyword.signals]
    if not wanted:
        return []
    found = signals.facts(document, bullets)
    return [
        Mention(
            keyword=keyword.id,
            quote=document.quote(fact.span),
            span=fact.span,
            place=document.place(fact.span),
            standing=fact.standing,
            form=None,
            reason=fact.reason,
        )
        for keyword in wanted
        for fact in found
        if fact.signal in keyword.signals
    ]


def _implied(lexicon: Lexicon, mentions: list[Mention]) -> list[Mention]:
    """Follow `implies` from each shown keyword's strongest mention, by the shortest chain."""
    ids = {each.id for each in lexicon.keywords}
    strongest: dict[str, Mention] = {}
    for mention in sorted(mentions, key=lambda m: (m.standing.rank, m.span)):
        if mention.standing.shown:
            strongest.setdefault(mention.keyword, mention)
    found: list[Mention] = []
    for keyword in lexicon.keywords:
        source = strongest.get(keyword.id)
        if source is None:
            continue
        for target, via in _chains(lexicon, keyword.id, ids):
            page = f" (page {source.place.page})" if source.place.page else ""
            says = source.quote if source.form else keyword.name
            found.append(
                Mention(
                    keyword=target,
                    quote=source.quote,
                    span=source.span,
                    place=source.place,
                    standing=Standing.IMPLIED,
                    form=None,
                    reason=f"{says}{page} shows {lexicon.keyword(target).name}{_through(lexicon, via)}.",
                    via=via,
                )
            )
    return found


def _through(lexicon: Lexicon, via: tuple[str, ...]) -> str:
    names = [lexicon.keyword(each).name for each in via[1:]]
    return f" (through {', '.join(names)})" if names else ""


def _chains(lexicon: Lexicon, start: str, ids: set[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    seen = {start}
    queue: list[tuple[str, tuple[str, ...]]] = [(start, (start,))]
    for at, via in queue:
        for target in lexicon.keyword(at).implies:
            if target in ids and target not in seen:
                seen.add(target)
                queue.append((target, (*via, target)))
                yield target, via

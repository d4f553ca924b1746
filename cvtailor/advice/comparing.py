"""Compares two whole CVs, job by job and item by item: does the new one keep to the facts of the old one.

An item may move within its job, be reworded, split, merged or left out. What may not change: employers,
titles, degrees, dates, and the facts of an item that was kept; nothing may be added that the old CV does
not say, and nothing may move from one job to another. What was left out whole is a note.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from cvtailor.advice import claims, facts, faithful, levels, numbers, pairing
from cvtailor.advice.reading import Text
from cvtailor.advice.types import Fault, NotJudged, Verdict, Verification
from cvtailor.document import ObservationKind, SectionKind, Span
from cvtailor.resources import language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cvtailor.advice.pairing import Line, Part
    from cvtailor.document import Document

_SIZE, _EMPTY = "size", "items"
_MOST_PARTS = 300
_MOST_ITEMS = 1_000
_LONGEST_ITEM = 20_000  # characters
_MOST_CHARACTERS = 200_000
_LONGEST_TEXT = 50_000
_LISTS = frozenset({SectionKind.SKILLS, SectionKind.LANGUAGES, SectionKind.INTERESTS})
_FREE = frozenset({SectionKind.SUMMARY})
_UNREAD = frozenset({ObservationKind.NO_TEXT, ObservationKind.PARTLY_SCANNED, ObservationKind.READ_LIMIT})


def verify(old: Document, new: Document) -> Verification:
    """Return whether the CV `new` keeps to the facts of the CV `old`.

    Args:
        old: the CV that is true.
        new: the one to judge.

    Returns:
        A verification; where a CV holds no items, is a picture in part or is too large, its verdict is
        could_not_judge, unless a fault was found in what could be read.
    """
    reasons = [*_unjudged(old, "old"), *_unjudged(new, "new")]
    faults: list[Fault] = []
    notes: list[Fault] = []
    if not any(each.what.endswith((_SIZE, _EMPTY)) for each in reasons):
        for fault in _compare(old, new):
            (notes if fault.kind in {"wording", "left out", "contact", "moved within"} else faults).append(
                fault
            )
    faults, notes = list(dict.fromkeys(faults)), list(dict.fromkeys(notes))
    verdict = Verdict.FAIL if faults else Verdict.COULD_NOT_JUDGE if reasons else Verdict.PASS
    return Verification(
        old=old.file,
        new=new.file,
        faithful=verdict is Verdict.PASS,
        verdict=verdict,
        faults=tuple(faults),
        notes=tuple(notes),
        could_not_judge=tuple(reasons),
    )


def verify_texts(before: str, after: str) -> Verification:
    """Return whether the text `after` keeps to the facts of `before`, as `faithful.verify` judges free wording.

    A text without a letter or digit, or one that is too long, cannot be judged.
    """
    reasons = [
        NotJudged(what=f"{side} text", why=f"The {side} text {why}.")
        for side, text in (("old", before), ("new", after))
        for why in (["holds no letter or digit"] if not any(each.isalnum() for each in text) else [])
        + (["is too long to be compared"] if len(text) > _LONGEST_TEXT else [])
    ]
    if reasons:
        return Verification(faithful=False, verdict=Verdict.COULD_NOT_JUDGE, could_not_judge=tuple(reasons))
    return faithful.verify(before, after, free=True)


def _unjudged(document: Document, side: str) -> Iterator[NotJudged]:
    if not any(section.all_items() for section in document.sections if section.kind not in _LISTS):
        yield NotJudged(
            what=f"{side} CV's {_EMPTY}", why=f"No bullets or paragraphs were found in {document.file}."
        )
    for each in document.observations:
        if each.kind in _UNREAD:
            yield NotJudged(what=f"{side} CV", why=f"{document.file}: {each.detail}")
    found = pairing.parts(document) if len(document.text) <= _MOST_CHARACTERS else []
    if (
        len(document.text) > _MOST_CHARACTERS
        or len(found) > _MOST_PARTS
        or sum(len(part.lines) for part in found) > _MOST_ITEMS
        or any(len(line.item.text) > _LONGEST_ITEM for part in found for line in part.lines)
    ):
        yield NotJudged(what=f"{side} CV's {_SIZE}", why=f"{document.file} is too long to be compared.")


def _compare(old: Document, new: Document) -> Iterator[Fault]:
    one, two = pairing.parts(old), pairing.parts(new)
    whole = Text(old.text)
    paired = pairing.pair_parts(one, two)
    for at_new, part in enumerate(two):
        source = one[paired[at_new]] if at_new in paired else None
        if part.kind in _LISTS:
            yield from _listed(part, whole, new)
        elif part.kind in _FREE and part.entry is None:
            yield from _summary(part, whole, new)
        elif source is None and part.entry is not None and not _told(part.header, whole):
            message = f"The entry “{part.name}” is not in the old CV."
            span = part.entry.header
            yield _placed(Fault(kind="entry", text=part.name, message=message, span=span), old, new)
        else:
            if source and source.entry and part.entry:
                yield from _headers(source, part, old, new)
                yield from _studies(source, part, old, new)
            yield from _items(source, part, one, old, new)
    for at_old, part in enumerate(one):
        if at_old not in set(paired.values()) and part.kind not in _LISTS | _FREE and part.entry is not None:
            message = f"The entry “{part.name}” was left out."
            span = part.entry.header
            fault = Fault(kind="left out", text=part.name, message=message, side="old", span=span)
            yield _placed(fault, old, new)
    yield from _known(one, two, old, new)
    yield from _head(one, whole, old, new)
    yield from _contact(old, new)


def _known(one: Sequence[Part], two: Sequence[Part], old: Document, new: Document) -> Iterator[Fault]:
    """Yield levels of skills and languages that changed."""
    was, now = (
        [(line.item.text, line.item.span) for part in parts if part.kind in _LISTS for line in part.lines]
        for parts in (one, two)
    )
    for fault in levels.of_lists(was, now):
        yield _placed(fault, old, new)


def _head(one: Sequence[Part], whole: Text, old: Document, new: Document) -> Iterator[Fault]:
    """Yield a rank, a degree or a fact in the lines under the name that the old CV does not give."""
    before, after = (
        each.text[: min((section.span.start for section in each.sections), default=0)] for each in (old, new)
    )
    if before == after or not after.strip():
        return
    given = Text(before + "\n" + "\n".join(part.header for part in one if part.entry is not None))
    read = Text(after, free=True)
    titles = {each for each in language("roles")["titles"]["words"] if " " not in each}
    ranks = titles | facts.words("free", "high_rank") | facts.words("free", "high_head")
    for token in read.tokens:
        if token.lower in ranks and not given.has(token.lower):
            message = f"“{token.text}” in the head is a title or rank that the old CV does not give."
            span = Span(token.start, token.start + len(token.text))
            yield _placed(Fault(kind="title", text=token.text, message=message, span=span), old, new)
            return
    figures = {(each.value, each.unit) for each in whole.numbers}
    for number in read.numbers:
        if number.unit and (number.value, number.unit) not in figures:
            shown = numbers.shown(number, read)
            yield Fault(kind="number", text=shown, message=f"“{shown}” is not in the old text.")
            return


def _told(text: str, whole: Text) -> bool:
    """Return whether every word of a header stands in the old CV."""
    return all(whole.stands(each.text) for each in facts.tokens(text) if each.lower[0].isalnum())


# Headers: employer, title, degree, place, dates


def _headers(source: Part, part: Part, old: Document, new: Document) -> Iterator[Fault]:
    before, after = source.entry, part.entry
    assert before is not None
    assert after is not None
    yield from _dates(source, part, old, new)
    one, two = _header_text(source, old), _header_text(part, new)
    for text, other, document, side in ((two, one, new, "new"), (one, two, old, "old")):
        entry = after if side == "new" else before
        for token in facts.tokens(text):
            if (
                not token.lower[0].isalpha()
                or facts.is_function(token.lower)
                or Text(other).stands(token.text)
            ):
                continue
            if side == "old" and not _replaced(source, part) and not _ranked(token.lower):
                continue
            if faithful.other_name(token.lower, Text(other)) or token.lower in _FORMS_OF_FIRM:
                continue
            start = document.text.find(token.text, entry.header.start, entry.header.end)
            span = Span(start, start + len(token.text)) if start >= 0 else entry.header
            kind = _header_kind(entry, part.kind, span)
            change = "is not in the old CV's entry" if side == "new" else "was dropped from the entry"
            message = f"“{token.text}” {change} ({source.name})."
            yield _placed(Fault(kind=kind, text=token.text, message=message, side=side, span=span), old, new)
            break


def _studies(source: Part, part: Part, old: Document, new: Document) -> Iterator[Fault]:
    """Yield grades and unfinished studies that changed within an entry of education."""
    if part.kind is not SectionKind.EDUCATION:
        return
    assert part.entry is not None
    was, now = ("\n".join([each.header, *(line.item.text for line in each.lines)]) for each in (source, part))
    for fault in levels.of_studies(was, now, part.entry.header):
        yield _placed(fault, old, new)


_FORMS_OF_FIRM = frozenset(
    {"ltd", "limited", "inc", "gmbh", "llc", "plc", "ag", "corp", "co", "sa", "bv", "kg", "se"}
)


def _header_text(part: Part, document: Document) -> str:
    """Return title, organisation and location of an entry; its dates are compared by themselves."""
    entry = part.entry
    assert entry is not None
    text = document.text
    start, end = entry.header
    if entry.dates_span:
        dates = entry.dates_span
        return text[start : dates.start] + " " + text[dates.end : end]
    return text[start:end]


def _replaced(source: Part, part: Part) -> bool:
    """Return whether the title keeps its place but not all its words."""
    return bool(source.title and part.title and not source.title <= part.title and source.title & part.title)


def _ranked(lower: str) -> bool:
    return lower in facts.words("free", "low_rank")


def _header_kind(entry: object, kind: SectionKind, span: Span) -> str:
    title, organisation = getattr(entry, "title_span", None), getattr(entry, "organisation_span", None)
    if organisation and organisation.overlaps(span):
        return "employer"
    if title and title.overlaps(span):
        return "degree" if kind is SectionKind.EDUCATION else "title"
    return "name"


def _dates(source: Part, part: Part, old: Document, new: Document) -> Iterator[Fault]:
    before, after = source.entry, part.entry
    assert before is not None
    assert after is not None
    for what, one, two in (("start", before.start, after.start), ("end", before.end, after.end)):
        if two is None or one == two or (one and one.startswith(two)):
            continue  # left out, or told less exactly
        if one is None and (before.start, before.end).count(two):
            continue
        message = f"{source.name}: the {what} was {one or 'not given'} and is now {two}."
        span = after.dates_span or after.header
        yield _placed(Fault(kind="date", text=new.quote(span), message=message, span=span), old, new)


# Items


def _items(
    source: Part | None, part: Part, parts: Sequence[Part], old: Document, new: Document
) -> Iterator[Fault]:
    """Compare the items of a part with those of its source; what has none is looked for elsewhere."""
    lines = source.lines if source else []
    for olds, news in pairing.link(lines, part.lines):
        if news and olds:
            yield from _kept(
                [lines[at] for at in olds], [part.lines[at] for at in news], source, part, parts, old, new
            )
        elif news:
            yield from _sourceless(part.lines[news[0]], source, part, parts, old, new)
        elif source and source.kind not in _FREE:
            line = lines[olds[0]]
            if any(pairing.share(line, each) >= 0.5 for each in part.lines):
                continue
            message = f"This item of {source.name} was left out."
            fault = Fault(
                kind="left out", text=_short(line), message=message, side="old", span=line.item.span
            )
            yield _placed(fault, old, new)


def _kept(
    olds: list[Line],
    news: list[Line],
    source: Part | None,
    part: Part,
    parts: Sequence[Part],
    old: Document,
    new: Document,
) -> Iterator[Fault]:
    before = "\n".join(each.item.text for each in olds)
    after = "\n".join(each.item.text for each in news)
    if before == after:
        return
    found = faithful.verify(before, after, free=True)
    for fault in (*found.faults, *found.notes):
        spans = _spans(olds if fault.side == "old" else news, fault.span)
        placed = dataclasses.replace(fault, span=spans)
        if fault.kind in {"name", "number", "claim"}:
            placed = _moved(placed, source, part, parts)
        yield _placed(placed, old, new)


def _spans(lines: list[Line], span: Span | None) -> Span | None:
    """Return the span in the document of a span in the joined items."""
    if span is None:
        return lines[0].item.span
    offset = 0
    for line in lines:
        end = offset + len(line.item.text)
        if span.start < end:
            start = line.item.span.start + span.start - offset
            return Span(start, start + span.end - span.start)
        offset = end + 1
    return lines[-1].item.span


def _moved(fault: Fault, source: Part | None, part: Part, parts: Sequence[Part]) -> Fault:
    """Say of an added fact that it stands elsewhere in the old CV, of a dropped one that it was moved."""
    if fault.side == "old":
        elsewhere = fault.kind == "name" and any(line.read.stands(fault.text) for line in part.lines)
        if elsewhere:
            message = f"“{fault.text}” now stands in another item of {part.name}."
            return dataclasses.replace(fault, kind="moved within", message=message)
        return fault
    if source and fault.kind == "name":
        here = Text(source.header)
        if here.stands(fault.text) or any(line.read.stands(fault.text) for line in source.lines):
            message = f"“{fault.text}” stood in another place of {source.name}."
            return dataclasses.replace(fault, kind="moved within", message=message)
    for other in parts:
        if other is not source and fault.kind != "claim" and _holds(other, fault):
            message = f"{fault.message} It stands under {other.name}."
            return dataclasses.replace(fault, kind="moved" if other.entry else fault.kind, message=message)
    return fault


def _holds(part: Part, fault: Fault) -> bool:
    if fault.kind == "name":
        return any(line.read.stands(fault.text) for line in part.lines)
    wanted = {(each.value, each.unit) for each in Text(fault.text).numbers}
    return any((each.value, each.unit) in wanted for line in part.lines for each in line.read.numbers)


def _sourceless(
    line: Line, source: Part | None, part: Part, parts: Sequence[Part], old: Document, new: Document
) -> Iterator[Fault]:
    """Yield what an item is that its own job does not tell: moved from another one, or added."""
    best, where = 0.0, None
    origin = None
    for other in parts:
        if other is source:
            continue
        for each in other.lines:
            score = min(pairing.share(line, each), 1.0)
            if score > best:
                best, where, origin = score, other, each
    if where is not None and origin is not None and best >= 0.6:
        jobs = where.entry is not None and part.entry is not None
        unknown = SectionKind.OTHER in (where.kind, part.kind)
        if jobs and source is not None and not unknown:
            message = f"This was told of {where.name} and now stands under {part.name}."
            yield _placed(
                Fault(kind="moved", text=_short(line), message=message, span=line.item.span), old, new
            )
        else:
            yield from _kept([origin], [line], where, part, parts, old, new)
        return
    message = f"Nothing in {source.name if source else 'the old CV'} says this."
    yield _placed(Fault(kind="added", text=_short(line), message=message, span=line.item.span), old, new)


def _short(line: Line) -> str:
    text = " ".join(line.item.text.split())
    return text if len(text) <= 80 else text[:79].rpartition(" ")[0] + "…"


# Lists, the summary, and contact facts


def _listed(part: Part, whole: Text, new: Document) -> Iterator[Fault]:
    """Yield skills and languages that the old CV names nowhere."""
    for line in part.lines:
        for at, token in enumerate(line.read.tokens):
            lower = token.lower
            if at in line.read.counted or not lower[0].isalpha() or facts.is_function(lower):
                continue
            if faithful.stands(line.read, whole, at):
                continue
            message = f"“{token.text}” stands nowhere in the old CV."
            start = line.item.span.start + token.start
            span = Span(start, start + len(token.text))
            fault = Fault(kind="name", text=token.text, message=message, span=span)
            yield _placed(fault, new, new)
            break


def _summary(part: Part, whole: Text, new: Document) -> Iterator[Fault]:
    """Yield facts of the summary that the old CV tells nowhere; it may choose and order them freely."""
    for line in part.lines:
        found = [*faithful.added(whole, line.read), *claims.added(whole, line.read, faithful.stands)]
        for fault in found:
            at = line.item.text.find(fault.text.split()[-1]) if fault.text else -1
            start = line.item.span.start + max(at, 0)
            span = Span(start, start + len(fault.text.split()[-1])) if at >= 0 else line.item.span
            yield _placed(dataclasses.replace(fault, span=span), new, new)


def _contact(old: Document, new: Document) -> Iterator[Fault]:
    before, after = old.contact, new.contact
    for what, one, two in (
        ("name", (before.name,), (after.name,)),
        ("e-mail address", before.emails, after.emails),
        ("phone number", before.phones, after.phones),
        ("link", before.links, after.links),
    ):
        gained = [each for each in two if each and _plain(each) not in {_plain(it) for it in one if it}]
        lost = [each for each in one if each and _plain(each) not in {_plain(it) for it in two if it}]
        for side, changed in (("new", gained), ("old", lost)):
            if changed:
                change = "is new" if side == "new" else "was left out"
                article = "An" if what[0] == "e" else "A"
                yield Fault(kind="contact", text=what, message=f"{article} {what} {change}.", side=side)


def _plain(text: str) -> str:
    return "".join(each for each in text.casefold() if each.isalnum())


def _placed(fault: Fault, old: Document, new: Document) -> Fault:
    """Give a fault its place on the page and the line it stands in, contact facts veiled."""
    if fault.span is None:
        return fault
    document = old if fault.side == "old" else new
    start = max(document.text.rfind("\n", 0, fault.span.start) + 1, fault.span.start - 80)
    end = document.text.find("\n", fault.span.end)
    end = min(end if end >= 0 else len(document.text), fault.span.end + 80)
    quote = document.quote(Span(start, end))
    return dataclasses.replace(fault, place=document.place(fault.span), quote=quote)

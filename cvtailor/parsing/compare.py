"""Reads a PDF with both glyph readers and tells where they disagree: there, a machine may misread the CV."""

from __future__ import annotations

import bisect
import dataclasses
import itertools
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from cvtailor.document import Box, Document, ItemKind, Observation, ObservationKind, Place, SectionKind, Span
from cvtailor.errors import ReadError
from cvtailor.parsing import contact, noticed
from cvtailor.parsing.types import Reading

# Project conventions, so that a person gets a few clear statements.
_SHOWN = 3  # statements of one kind; what goes beyond is counted
_LONG = 90  # code points of a quote
_MOST_WORDS = 40_000  # words compared; no CV is longer
_MOST_NEAR = 300  # words looked at beside a difference
_MOST_ITEMS = 100  # items looked up in the other reading
_NEARBY = 2  # words of the same line quoted on either side of a difference
_STRAY_WORDS = 30
_STRAY = 0.2  # of the words: a file out of order in more than this is said to be so as a whole

_OTHER = {"pdfium": "pdfminer", "pdfminer": "pdfium"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Token:
    """One word of one reader: the form it is compared by, and where it stands; `private` where it is masked."""

    key: str
    span: Span
    page: int | None
    box: Box | None
    private: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """What one reader made of the file: the words a person sees, and the forms of the hidden ones."""

    document: Document
    tokens: list[_Token]
    hidden: Counter[str]


def read(data: bytes, build: Callable[[Reading], Document]) -> Document:
    """Read a PDF with both glyph readers.

    Args:
        data: the file's bytes.
        build: makes a document of a reading.

    Returns:
        The document of the better reading (`Document.reader` names it), with an observation of kind
        `readers_disagree` for each difference; where one reader cannot open the file, that is the difference.

    Raises:
        ReadError: when neither reader can open the file.
    """
    from cvtailor.parsing import pdf

    try:
        kept = pdf.read(data)
    except ReadError as error:
        try:
            kept = pdf.read(data, reader="pdfminer")
        except ReadError:
            raise error from None
        return _with(build(kept), [_unread("pdfium", error)])
    try:
        other = _read_alone(data, _OTHER[kept.reader])
    except ReadError as error:
        return _with(build(kept), [_unread(_OTHER[kept.reader], error)])
    document = build(kept)
    return _with(document, differences(document, build(other)))


def _read_alone(data: bytes, reader: str) -> Reading:
    """Return the reading of one reader, whatever the quality of its text."""
    from cvtailor.parsing import pdf, pdfium

    if reader == "pdfium":
        return pdf.layout(pdfium.read(data), reader)
    return pdf.read(data, reader=reader)


def _with(document: Document, more: Iterable[Observation]) -> Document:
    return dataclasses.replace(document, observations=(*document.observations, *more))


def _unread(reader: str, error: ReadError) -> Observation:
    return _seen(f"One of two readers ({reader}) cannot read the file: {error.message}")


def _seen(detail: str, place: Place | None = None, span: Span | None = None) -> Observation:
    return Observation(kind=ObservationKind.READERS_DISAGREE, detail=detail, place=place, span=span)


def differences(first: Document, second: Document) -> list[Observation]:
    """Return where two readings of one file disagree: words, then order, then sections and items.

    Places and spans are those of `first`. Contact facts and hidden text are not quoted.
    """
    one, two = _side(first), _side(second)
    found = _empty(one, two)
    if found:
        return found
    found = [*_words(one, two), *_order(one, two)]
    # Where the words or their order differ much, sections and items do too, and say nothing new.
    return [*found, *_sections(one, two), *_items(one, two)]


def _empty(one: _Side, two: _Side) -> list[Observation]:
    for side, other in ((one, two), (two, one)):
        if not side.tokens and other.tokens:
            reader, better = side.document.reader, other.document.reader
            return [
                _seen(
                    f"One of two readers ({reader}) finds no text in the file, the other ({better}) finds"
                    f" {_count(len(other.tokens), 'word')}."
                )
            ]
    return []


# Words


def _side(document: Document) -> _Side:
    hidden = [
        each.span
        for each in document.observations
        if each.kind is ObservationKind.HIDDEN_TEXT and each.span is not None
    ]
    unseen: Counter[str] = Counter()
    result: list[_Token] = []
    for fragment in document.fragments[:_MOST_WORDS]:
        if _touches(hidden, fragment.span):
            unseen.update(map(_key, document.text[fragment.span.start : fragment.span.end].split()))
            continue
        at = fragment.span.start
        private = _touches(document.masked, fragment.span)
        for word in document.text[at : fragment.span.end].split():
            start = document.text.index(word, at)
            at = start + len(word)
            key = _key(word)
            if key:
                span = Span(start=start, end=at)
                result.append(
                    _Token(key=key, span=span, page=fragment.page, box=fragment.box, private=private)
                )
    return _Side(document=document, tokens=result[:_MOST_WORDS], hidden=unseen)


def _touches(spans: Sequence[Span], span: Span) -> bool:
    """Return whether any of sorted, disjoint spans overlaps `span`."""
    at = bisect.bisect_left(spans, span.start + 1, key=lambda each: each.end)
    return at < len(spans) and spans[at].start < span.end


def _key(word: str) -> str:
    """Return what two readings of a word are compared by: no case, no accents set apart, no marks but + and #."""
    return "".join(c for c in unicodedata.normalize("NFKC", word).casefold() if c.isalnum() or c in "+#")


def _words(one: _Side, two: _Side) -> Iterator[Observation]:
    """Yield the stretches of words that only one reader has, with what the other reads at that place."""
    # What only one reader takes for hidden is no difference in words, and must not be quoted.
    counts = [Counter(each.key for each in side.tokens) + side.hidden for side in (one, two)]
    mine = _surplus(one.tokens, counts[1], two.tokens)
    theirs = _surplus(two.tokens, counts[0], one.tokens)
    taken: set[int] = set()
    pairs: list[tuple[list[int], list[int]]] = []
    lines = _by_place(two.tokens, theirs)
    for run in _runs(one.tokens, mine):
        beside = [at for at in _at_place(one.tokens, run, two.tokens, lines) if at not in taken]
        taken.update(beside)
        if "".join(one.tokens[at].key for at in run) != "".join(two.tokens[at].key for at in beside) or (
            len(run) != len(beside)
        ):
            pairs.append((run, sorted(beside)))
    pairs += [([], run) for run in _runs(two.tokens, [at for at in theirs if at not in taken])]
    private: list[tuple[list[int], list[int]]] = []
    public: list[tuple[list[int], list[int]]] = []
    for pair in pairs:
        (private if _is_private(one, pair[0]) or _is_private(two, pair[1]) else public).append(pair)
    for mine, theirs in public[:_SHOWN]:
        yield _differs(one, mine, two, theirs)
    if len(public) > _SHOWN:
        rest = len(public) - _SHOWN
        each = (_page(one, mine) or _page(two, theirs) for mine, theirs in public[_SHOWN:])
        pages = ", ".join(map(str, sorted({number for number in each if number})))
        where = f" on page {pages}" if pages else ""
        yield _seen(f"The two readers give other words at {_count(rest, 'more place')}{where}.")
    if private:
        # Not quoted: a report may be shown to others.
        mine = private[0][0]
        place = one.document.place(one.tokens[mine[0]].span) if mine else None
        yield _seen(
            "The two readers give the contact details differently: a machine may misread them.", place
        )


def _surplus(tokens: list[_Token], counts: Counter[str], others: list[_Token]) -> list[int]:
    """Return the indexes of words that stand here more often than there, and of each those in other places.

    `counts` says how often a word stands there, `others` are its places there.
    """
    here = Counter(each.key for each in tokens)
    left = {key: number - counts[key] for key, number in here.items() if number > counts[key]}
    met = {cell for each in others if each.key in left for cell in _cells(each)}
    # Those that the other reader has in the same place go last.
    alike = [any(cell in met for cell in _cells(each)[:1]) for each in tokens]
    order = sorted((at for at, each in enumerate(tokens) if each.key in left), key=lambda at: alike[at])
    found = []
    for at in order:
        if left[tokens[at].key] > 0:
            left[tokens[at].key] -= 1
            found.append(at)
    return sorted(found)


def _cells(token: _Token) -> list[tuple[str, int | None, int, int]]:
    """Return the word with its place on a coarse grid: the cell of its middle, and those around."""
    box = token.box
    if box is None:
        return []
    column, row = int((box.x0 + box.x1) / 2 // 12), int((box.top + box.bottom) / 2 // 6)
    around = [(dx, dy) for dx in (0, -1, 1) for dy in (0, -1, 1)]
    return [(token.key, token.page, column + dx, row + dy) for dx, dy in around]


def _runs(tokens: list[_Token], indexes: list[int]) -> list[list[int]]:
    """Group indexes of words that follow each other on one line."""
    runs: list[list[int]] = []
    for at in indexes:
        last = runs[-1][-1] if runs else None
        if last is not None and last == at - 1 and _on_one_line(tokens[last], tokens[at]):
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _on_one_line(left: _Token, right: _Token) -> bool:
    if left.page != right.page:
        return False
    if left.box is None or right.box is None:
        return True
    return min(left.box.bottom, right.box.bottom) - max(left.box.top, right.box.top) > 0


def _by_place(tokens: list[_Token], indexes: list[int]) -> dict[tuple[int | None, int], list[int]]:
    """Return indexes of words by page and height."""
    lines: dict[tuple[int | None, int], list[int]] = defaultdict(list)
    for at in indexes:
        box = tokens[at].box
        lines[tokens[at].page, _shelf(box)].append(at)
    return lines


def _shelf(box: Box | None) -> int:
    return int((box.top + box.bottom) / 2 // 12) if box else -1


def _at_place(
    mine: list[_Token],
    run: list[int],
    theirs: list[_Token],
    lines: dict[tuple[int | None, int], list[int]],
) -> list[int]:
    """Return the indexes of the other reader's words that stand where this run does."""
    boxes = [box for at in run if (box := mine[at].box)]
    page = mine[run[0]].page
    if not boxes:
        return []
    x0, x1 = min(box.x0 for box in boxes), max(box.x1 for box in boxes)
    top, bottom = min(box.top for box in boxes), max(box.bottom for box in boxes)
    shelves = range(int(top // 12) - 1, min(int(bottom // 12), int(top // 12) + 20) + 2)
    near = [at for shelf in shelves for at in lines.get((page, shelf), ())]
    found = []
    for at in near[:_MOST_NEAR]:
        box = theirs[at].box
        if box and min(x1, box.x1) - max(x0, box.x0) > 0.3 * min(box.x1 - box.x0, x1 - x0):
            middle = (box.top + box.bottom) / 2
            if top - 1 <= middle <= bottom + 1:
                found.append(at)
    return sorted(found)


def _is_private(side: _Side, run: list[int]) -> bool:
    if any(side.tokens[at].private for at in run):
        return True
    # A contact fact that one reader breaks is none for it: look at the words themselves.
    text = _plain(side, run)
    return "@" in text or any(True for _ in contact.facts(text, head=True))


def _plain(side: _Side, run: list[int]) -> str:
    text = side.document.text
    return " ".join(text[side.tokens[at].span.start : side.tokens[at].span.end] for at in run)


def _differs(one: _Side, mine: list[int], two: _Side, theirs: list[int]) -> Observation:
    names = one.document.reader, two.document.reader
    place = span = None
    if mine:
        span = Span(start=one.tokens[mine[0]].span.start, end=one.tokens[mine[-1]].span.end)
        place = one.document.place(span)
    elif theirs:
        token = two.tokens[theirs[0]]
        place = dataclasses.replace(two.document.place(token.span), section=None, entry=None, item=None)
    said = [
        f"“{_around(side, run)}”" if run else "nothing there" for side, run in ((one, mine), (two, theirs))
    ]
    return _seen(
        f"A machine may misread this part: one reader ({names[0]}) reads {said[0]},"
        f" the other ({names[1]}) {said[1]}.",
        place,
        span,
    )


def _around(side: _Side, run: list[int]) -> str:
    """Return a run of words with a few words of its line before and after, masked parts hidden."""
    first, last = run[0], run[-1]
    for _ in range(_NEARBY):
        if first and _on_one_line(side.tokens[first - 1], side.tokens[run[0]]):
            first -= 1
        if last + 1 < len(side.tokens) and _on_one_line(side.tokens[last + 1], side.tokens[run[-1]]):
            last += 1
    span = Span(start=side.tokens[first].span.start, end=side.tokens[last].span.end)
    return _short(side.document.quote(span))


# Order


def _order(one: _Side, two: _Side) -> Iterator[Observation]:
    """Yield where the two read the same words in another order, as the fewest stretches that moved."""
    places = {key: at for at, (key, _) in enumerate(_unique(two))}
    shared = [(places[key], token) for key, token in _unique(one) if key in places]
    stays = _longest_rising([at for at, _ in shared])
    moved: list[list[int]] = []
    for at in range(len(shared)):
        if at in stays:
            continue
        if moved and moved[-1][-1] == at - 1 and shared[at][0] - shared[at - 1][0] in range(1, 4):
            moved[-1].append(at)
        else:
            moved.append([at])
    stray = sum(map(len, moved))
    moved = sorted((run for run in moved if len(run) > 1), key=lambda run: (-len(run), run[0]))
    if not moved:
        return
    names = one.document.reader, two.document.reader
    others = [token for _, token in _unique(two)]
    if stray > max(_STRAY_WORDS, _STRAY * len(shared)):
        yield _seen(
            f"The two readers give the text in different order: {stray} of {len(shared)} words compared"
            f" stand elsewhere for {names[1]} than for {names[0]}."
        )
    for run in sorted(moved[:_SHOWN]):
        start, end = shared[run[0]][1].span.start, shared[run[-1]][1].span.end
        span = Span(start=start, end=max(start, end))
        at = shared[run[0]][0]
        before = _before(one, shared[run[0]][1]), _before(two, others[at])
        yield _seen(
            f"A machine may read this part in another order: “{_short(one.document.quote(span), 60)}” comes"
            f" after {before[0]} for one reader ({names[0]}), after {before[1]} for the other ({names[1]}).",
            one.document.place(span),
            span,
        )
    if len(moved) > _SHOWN:
        yield _seen(f"{_count(len(moved) - _SHOWN, 'more part')} of the text stand in another order.")


def _unique(side: _Side) -> list[tuple[tuple[str, str], _Token]]:
    """Return the pairs of neighbouring words that stand once in the text, in order."""
    pairs = [((a.key, b.key), a) for a, b in itertools.pairwise(side.tokens) if not (a.private or b.private)]
    counts = Counter(key for key, _ in pairs)
    return [(key, token) for key, token in pairs if counts[key] == 1]


def _longest_rising(values: list[int]) -> set[int]:
    """Return the indexes of the longest rising subsequence (patience sorting, n log n)."""
    tails: list[int] = []
    heads: list[int] = []
    before: list[int] = []
    for at, value in enumerate(values):
        pile = bisect.bisect_left(tails, value)
        if pile == len(tails):
            tails.append(value)
            heads.append(at)
        else:
            tails[pile], heads[pile] = value, at
        before.append(heads[pile - 1] if pile else -1)
    found: set[int] = set()
    at = heads[-1] if heads else -1
    while at >= 0:
        found.add(at)
        at = before[at]
    return found


def _before(side: _Side, token: _Token) -> str:
    """Return the words before a token, quoted, or that it stands first."""
    text = side.document.text[: token.span.start].rstrip()
    if not text:
        return "nothing"
    start = max(text.rfind("\n") + 1, token.span.start - 60)
    words = noticed.without_facts(side.document.quote(Span(start=start, end=len(text)))).split()
    return f"“{' '.join(words[-4:])}”"


# Sections and items


def _sections(one: _Side, two: _Side) -> Iterator[Observation]:
    """Yield the sections that only one reader gets, or that the two file differently."""
    kinds: list[dict[str, SectionKind]] = [
        {_key(each.heading): each.kind for each in side.document.sections if _key(each.heading)}
        for side in (one, two)
    ]
    names = one.document.reader, two.document.reader
    found: list[Observation] = []
    for section in one.document.sections:
        key = _key(section.heading)
        if not key:
            continue
        said = f"“{_short(section.heading, 40)}”"
        if key not in kinds[1]:
            detail = f"One reader ({names[0]}) finds a section {said}, the other ({names[1]}) does not."
            found.append(_seen(detail, section.place, section.heading_span))
        elif kinds[1][key] is not section.kind:
            detail = (
                f"One reader ({names[0]}) files the section {said} under {section.kind}, the other"
                f" ({names[1]}) under {kinds[1][key]}."
            )
            found.append(_seen(detail, section.place, section.heading_span))
    for section in two.document.sections:
        key = _key(section.heading)
        if key and key not in kinds[0]:
            detail = (
                f"One reader ({names[1]}) finds a section “{_short(section.heading, 40)}”, the other"
                f" ({names[0]}) does not."
            )
            found.append(_seen(detail, Place(page=section.place.page, boxes=section.place.boxes)))
    yield from _few(found, "section")


def _items(one: _Side, two: _Side) -> Iterator[Observation]:
    """Yield the bullets and paragraphs that one reader cuts or joins otherwise, though it has their words."""
    whole = _keys(one), _keys(two)
    text = "".join(token.key for token in two.tokens)
    names = one.document.reader, two.document.reader
    # Skills are short and many: where they differ, their words or their section do.
    headings = {_key(each.heading) for each in two.document.sections}
    items = [
        (item, key)
        for section in one.document.sections
        if not section.heading or _key(section.heading) in headings
        for item in section.all_items()
        if item.kind is not ItemKind.SKILL and (key := _key(item.text)) and key not in whole[1]
    ]
    found: list[Observation] = []
    for item, key in items[:_MOST_ITEMS]:
        cut = [other for other in whole[1] if len(other) > 12 and (other in key)]
        joined = [other for other in whole[1] if len(key) > 12 and key in other]
        quote = f"“{_short(one.document.quote(item.span))}”"
        if cut:
            detail = f"One reader ({names[0]}) reads one item, {quote}; the other ({names[1]}) cuts it."
        elif joined:
            detail = (
                f"One reader ({names[0]}) reads an item of its own, {quote}; the other ({names[1]}) runs"
                " it together with its neighbours."
            )
        elif key in text:
            detail = f"One reader ({names[0]}) reads {quote} as an item, the other ({names[1]}) does not."
        else:
            continue  # its words differ, or their order: said already
        found.append(_seen(detail, item.place, item.span))
    yield from _few(found, "item")


def _keys(side: _Side) -> dict[str, None]:
    every = (item for section in side.document.sections for item in section.all_items())
    return dict.fromkeys(key for item in every if (key := _key(item.text)))


def _few(found: list[Observation], noun: str) -> Iterator[Observation]:
    yield from found[:_SHOWN]
    if len(found) > _SHOWN:
        yield _seen(f"The two readers differ in {_count(len(found) - _SHOWN, f'more {noun}')}.")


def _page(side: _Side, run: list[int]) -> int | None:
    return side.tokens[run[0]].page if run else None


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _short(text: str, limit: int = _LONG) -> str:
    """Return text without contact facts, cut."""
    text = " ".join(noticed.without_facts(text).split())
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"

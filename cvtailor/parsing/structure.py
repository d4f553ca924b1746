"""Turns the blocks of a reader into a `Document`: one text, sections, entries, items, contact."""

from __future__ import annotations

import dataclasses
import hashlib
import importlib.metadata
import re
from dataclasses import dataclass, field

from cvtailor.document import (
    Document,
    Entry,
    Fragment,
    Item,
    ItemKind,
    Observation,
    ObservationKind,
    Place,
    Section,
    SectionKind,
    Span,
)
from cvtailor.parsing import (
    contact,
    entries,
    head,
    headers,
    headings,
    injection,
    items,
    marks,
    outline,
    sideheads,
    tongue,
)
from cvtailor.parsing.types import Block, Layer, Reading

K = SectionKind
_NOWHERE = Place()
_SPLIT_KINDS = frozenset({K.SKILLS, K.LANGUAGES, K.INTERESTS})
_WORK_KINDS = frozenset(
    {K.EXPERIENCE, K.PROJECTS, K.EDUCATION, K.TEACHING, K.SERVICE, K.AWARDS, K.CERTIFICATIONS}
)


@dataclass(slots=True)
class _Section:
    """A section as indexes of lines: the heading (none for a summary without one), then its body."""

    kind: SectionKind
    heading: str
    head: int | None
    heading_length: int
    body: list[int]
    contact: bool = False
    loose: list[int] = field(default_factory=list)
    groups: list[entries.Group] = field(default_factory=list)


@dataclass(slots=True)
class _Text:
    """The canonical text while it is put together; `starts[i]` is the offset of line i."""

    lines: list[Block]
    text: str
    starts: list[int]

    def span(self, first: int, last: int | None = None, cut: int = 0) -> Span:
        """Return the span of lines `first` to `last`, without the first `cut` characters."""
        last = first if last is None else last
        return Span(start=self.starts[first] + cut, end=self.starts[last] + len(self.lines[last].text))


def build(reading: Reading, *, file: str, sha256: str) -> Document:
    """Find the structure of a CV.

    Args:
        reading: what a reader made of the file.
        file: the name to show.
        sha256: of the file's bytes, in hexadecimal.

    Returns:
        The document; every item's text is exactly the document's text at its span, and spans are
        nested (items in entries in sections) and in order.
    """
    cleaned = [each for block in reading.blocks if (each := _cleaned(block)).text]
    lines = _ordered(sideheads.split(cleaned))
    body = [n for n, line in enumerate(lines) if line.layer is Layer.BODY]
    first, last = (body[0], body[-1] + 1) if body else (len(lines), len(lines))
    openings = [
        dataclasses.replace(opening, index=opening.index + first)
        for opening in outline.find(lines[first:last])
    ]
    sections = _sections(lines, openings, first, last)
    for section in sections:
        _group(lines, section)
    _told_by_entries(lines, sections)
    whole = _assemble(lines, sections)
    facts, attacks = _facts(whole, sections, last)
    head_end = openings[0].index if openings else last
    name = head.find_name(lines[:head_end] + [each for each in lines[last:] if each.layer is Layer.HEADER])
    document = Document(
        tool_version=importlib.metadata.version("cvtailor"),
        file=file,
        sha256=sha256,
        media_type=reading.media_type,
        reader=reading.reader,
        pages=reading.pages,
        language=tongue.detect(" ".join(line.text for line in lines if not line.hidden)),
        text=whole.text,
        masked=_merged(facts.masked),
        sections=(),
        contact=facts.contact(name),
        observations=(),
        fragments=_fragments(whole),
    )
    document = dataclasses.replace(document, sections=tuple(_section(whole, section) for section in sections))
    document = _placed(document)
    return dataclasses.replace(
        document, observations=_observations(document, reading, whole, openings, facts, attacks)
    )


def _cleaned(block: Block) -> Block:
    """Return the block with clean text; word places are kept only where the text stays as it was."""
    text = marks.clean(block.text)
    if text == block.text:
        return block
    return dataclasses.replace(block, text=text, words=(), strong=0)


def _ordered(blocks: list[Block]) -> list[Block]:
    """Return the blocks in canonical order.

    First the page headers of the first page, then the body, then what stands at the foot. Columns are
    read one after the other over all pages, what stands above a column's first heading before all
    sections, so that no section runs over from one column into another.
    """
    top = [b for b in blocks if b.layer is Layer.HEADER and b.page in (None, 1)]
    bottom = [b for b in blocks if b.layer is not Layer.BODY and b not in top]
    body = [b for b in blocks if b.layer is Layer.BODY]
    columns = sorted({b.column for b in body})
    if len(columns) < 2:
        return top + body + bottom
    heads: list[list[Block]] = []
    rest: list[Block] = []
    for column in columns:
        stream = [b for b in body if b.column == column]
        openings = outline.find(stream)
        cut = openings[0].index if openings else (0 if column == columns[0] else len(stream))
        heads.append(stream[:cut])
        rest += stream[cut:]
    # The name is the largest: its column comes first.
    heads.sort(key=lambda stream: -max((b.size for b in stream), default=0.0))
    return top + [b for stream in heads for b in stream] + rest + bottom


def _sections(lines: list[Block], openings: list[outline.Opening], first: int, last: int) -> list[_Section]:
    found: list[_Section] = []
    end = openings[0].index if openings else last
    prose = [n for n in range(first, end) if head.is_prose(lines[n])]
    if prose:
        run = [prose[0]]
        for n in prose[1:]:
            if n == run[-1] + 1:
                run.append(n)
        if openings or len(lines) > len(run):
            found.append(_Section(K.SUMMARY, "", None, 0, run))
    for at, opening in enumerate(openings):
        end = openings[at + 1].index if at + 1 < len(openings) else last
        inline = opening.length < len(lines[opening.index].text)
        rows = range(opening.index if inline else opening.index + 1, end)
        found.append(
            _Section(
                kind=opening.kind,
                heading=opening.text,
                head=opening.index,
                heading_length=opening.length,
                body=[n for n in rows if not lines[n].hidden],
                contact=opening.contact,
            )
        )
    return found


def _group(lines: list[Block], section: _Section) -> None:
    """Find the entries of a section whose kind has them, or whose lines plainly are some."""
    body = section.body
    if section.head in body:
        section.loose = body
        return
    if section.kind in entries.WITH_ENTRIES:
        section.loose, section.groups = entries.group(lines, body, section.kind)
    elif section.kind in (K.OTHER, K.AWARDS, K.CERTIFICATIONS) and not section.contact:
        loose, groups = entries.group(lines, body, section.kind)
        rich = sum(bool(group.body) and lines[group.body[0]].bullet for group in groups)
        if groups and 2 * rich >= len(groups):
            section.loose, section.groups = loose, groups
        else:
            section.loose = body
    else:
        section.loose = body


def _told_by_entries(lines: list[Block], sections: list[_Section]) -> None:
    """Where no heading says experience, an unknown one over dated jobs does ("The road so far")."""
    if any(section.kind is K.EXPERIENCE for section in sections):
        return
    for section in sections:
        jobs = sum(_is_job(lines, group) for group in section.groups)
        if section.kind is K.OTHER and jobs and 2 * jobs >= len(section.groups):
            section.kind = K.EXPERIENCE


def _is_job(lines: list[Block], group: entries.Group) -> bool:
    texts = [lines[n].text for n in group.header]
    dates = [date for text in texts if (date := headers.edge_date(text))]
    titled = any(headers.has_word(text, "titles") for text in texts)
    return bool(group.body) and titled and any(not date.single for date in dates)


def _assemble(lines: list[Block], sections: list[_Section]) -> _Text:
    airy = {section.head for section in sections}
    airy |= {section.body[0] for section in sections if section.head is None and section.body}
    airy |= {group.header[0] for section in sections for group in section.groups}
    # An item is one line, whatever number of lines it takes on the page.
    joined = {n for section in sections for run in _runs(lines, section) for n in run[1:]}
    parts: list[str] = []
    starts: list[int] = []
    at = 0
    for n, line in enumerate(lines):
        if n:
            feed = "\n\n" if n in airy else " " if n in joined else "\n"
            parts.append(feed)
            at += len(feed)
        starts.append(at)
        parts.append(line.text)
        at += len(line.text)
    return _Text(lines=lines, text="".join(parts), starts=starts)


def _fragments(whole: _Text) -> tuple[Fragment, ...]:
    found: list[Fragment] = []
    for line, start in zip(whole.lines, whole.starts, strict=True):
        words = sorted(
            (word for word in line.words if 0 <= word.start < word.end <= len(line.text)),
            key=lambda word: word.start,
        )
        for word in words:
            span = Span(start=start + word.start, end=start + word.end)
            page = word.page if word.page is not None else line.page
            found.append(
                Fragment(span=span, page=page, box=word.box, paragraph=line.paragraph, line=line.line)
            )
        if not words:
            span = Span(start=start, end=start + len(line.text))
            found.append(Fragment(span=span, page=line.page, paragraph=line.paragraph, line=line.line))
    return tuple(found)


def _section(whole: _Text, section: _Section) -> Section:
    """Make the section with its entries and items; places are set later."""
    rows = [n for n in (section.head, *section.body) if n is not None]
    span = whole.span(rows[0], rows[-1])
    heading_span = None
    if section.head is not None:
        start = whole.starts[section.head]
        heading_span = Span(start=start, end=start + len(section.heading))
    bullets: list[tuple[int, str]] = []
    made: list[Entry] = []
    for group in section.groups:
        made.append(_entry(whole, group, section.kind, bullets))
        if (
            section.kind is K.EXPERIENCE
            and len(made) > 1
            and _further_role(whole, section.groups, len(made) - 1, made)
        ):
            before = made[-2]
            made[-1] = dataclasses.replace(
                made[-1], organisation=before.organisation, location=made[-1].location or before.location
            )
    loose = _items(whole, section.loose, section, bullets)
    return Section(
        kind=section.kind,
        heading=section.heading,
        span=span,
        place=_NOWHERE,
        heading_span=heading_span,
        entries=tuple(made),
        items=tuple(loose),
        bullets=tuple(text for _, text in sorted(bullets, key=lambda pair: pair[0])),
    )


def _item(whole: _Text, kind: ItemKind, span: Span) -> Item:
    return Item(kind=kind, text=whole.text[span.start : span.end], span=span, place=_NOWHERE)


def _items(whole: _Text, rows: list[int], section: _Section, bullets: list[tuple[int, str]]) -> list[Item]:
    """Make the items of rows outside any entry, as the section's kind wants them."""
    if section.contact:
        return []
    if section.kind is K.PUBLICATIONS:
        return _publications(whole, section, bullets)
    found: list[Item] = []
    last: dict[int, int] = {}
    if section.kind in (K.AWARDS, K.CERTIFICATIONS):
        runs = _runs(whole.lines, section)
        rows, last = [run[0] for run in runs], {run[0]: run[-1] for run in runs}
    for n in rows:
        block = whole.lines[n]
        cut = section.heading_length if n == section.head else 0
        cut += len(block.text[cut:]) - len(block.text[cut:].lstrip())
        span = whole.span(n, last.get(n, n), cut=cut)
        text = whole.text[span.start : span.end]
        if not text:
            continue
        if block.bullet:
            bullets.append((whole.starts[n], text))
        if section.kind is K.SKILLS and not block.bullet and n != rows[-1] and _names_group(text):
            continue
        if section.kind in _SPLIT_KINDS and items.is_list(text):
            start = whole.starts[n] + cut
            found += [
                _item(whole, ItemKind.SKILL, Span(start=start + a, end=start + b))
                for a, b in items.split(text)
            ]
            continue
        if not block.bullet and (
            entries.is_label(text) or (section.kind in _SPLIT_KINDS and _sublabel(whole, n, rows))
        ):
            continue
        kind = ItemKind.BULLET if block.bullet else ItemKind.PARAGRAPH
        if kind is ItemKind.PARAGRAPH and section.kind in _WORK_KINDS and not headers.is_detail(text):
            bullets.append((whole.starts[n], text))
        found.append(_item(whole, kind, span))
    return found


def _runs(lines: list[Block], section: _Section) -> list[list[int]]:
    """Return the rows outside entries that make up one award, certificate or publication each."""
    if section.contact:
        return []
    if section.kind is K.PUBLICATIONS:
        return _references(lines, section)
    if section.kind in (K.AWARDS, K.CERTIFICATIONS):
        return _merged_rows(lines, section.loose)
    return []


def _merged_rows(lines: list[Block], rows: list[int]) -> list[list[int]]:
    """Join the lines of one award or certificate: name, then issuer and date under it."""
    runs: list[list[int]] = []
    for n in rows:
        block = lines[n]
        above = lines[runs[-1][0]] if runs else None
        if above and runs[-1][-1] == n - 1 and not block.bullet and not above.bullet:
            date = headers.edge_date(block.text)
            bare = date is not None and not (block.text[: date.start_at] + block.text[date.end_at :]).strip(
                " ()–-"
            )
            if bare or (above.bold and not block.bold and len(block.text.split()) < 12):
                runs[-1].append(n)
                continue
        runs.append([n])
    return runs


def _names_group(text: str) -> bool:
    """Return whether a line only names the group of skills under it ("Frameworks")."""
    return headings.is_label(text) and headings.known(text) is not None


def _sublabel(whole: _Text, n: int, rows: list[int]) -> bool:
    """Return whether a bold short line in a list section stands above other lines as their label."""
    block = whole.lines[n]
    return block.bold and len(block.text.split()) <= 4 and n != rows[-1] and not whole.lines[n + 1].bold


_YEAR = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?!\d)|forthcoming|in press|under review|submitted|to appear|in preparation",
    re.IGNORECASE,
)


def _publications(whole: _Text, section: _Section, bullets: list[tuple[int, str]]) -> list[Item]:
    """Make one item per publication: a block, or the blocks that make up one reference."""
    found = []
    for run in _references(whole.lines, section):
        cut = section.heading_length if run[0] == section.head else 0
        text = whole.lines[run[0]].text[cut:]
        cut += len(text) - len(text.lstrip())
        span = whole.span(run[0], run[-1], cut=cut)
        if span.start >= span.end:
            continue
        item = _item(whole, ItemKind.PUBLICATION, span)
        bullets.append((span.start, item.text))
        found.append(item)
    return found


def _references(lines: list[Block], section: _Section) -> list[list[int]]:
    rows = section.loose
    runs: list[list[int]] = []
    for n in rows:
        block = lines[n]
        if n == section.head:
            runs.append([n])
            continue
        year = bool(_YEAR.search(block.text))
        if (
            not block.bullet
            and not year
            and len(block.text.split()) <= 5
            and n + 1 in rows
            and (block.heading is not None or headings.known(block.text) is not None)
        ):
            continue
        previous = runs[-1] if runs else []
        open_run = bool(previous) and previous[-1] == n - 1 and not block.bullet
        if open_run and len(previous) < 5 and _same_reference(lines, previous, n):
            previous.append(n)
        else:
            runs.append([n])
    return runs


def _same_reference(lines: list[Block], run: list[int], n: int) -> bool:
    """Return whether a block goes on with the reference of the blocks before it."""
    block, first = lines[n], lines[run[0]]
    if any(lines[each].line is not None for each in run) and block.gap > 0:
        return False
    if "\t" in block.text and "\t" in first.text:
        return False  # rows of a table, each with its year or label in the margin
    has_year = any(_YEAR.search(lines[each].text) for each in run)
    if first.bullet:
        return not has_year or block.indent > first.indent
    if first.bold and not block.bold:
        return True
    if has_year:
        return False
    return block.bold == first.bold and block.gap <= max(first.gap, 0.3) and len(first.text) > 20


def _entry(whole: _Text, group: entries.Group, kind: SectionKind, bullets: list[tuple[int, str]]) -> Entry:
    texts = [whole.lines[n].text for n in group.header]
    fields = headers.parse(texts, kind, [whole.lines[n].strong for n in group.header])

    def span(part: headers.Part | None) -> Span | None:
        if part is None:
            return None
        start = whole.starts[group.header[part.line]]
        return Span(start=start + part.start, end=start + part.end)

    found: list[Item] = []
    bullets += [(whole.starts[n], whole.lines[n].text) for n in group.header if whole.lines[n].bullet]
    for n in group.body:
        block = whole.lines[n]
        if not block.bullet and entries.is_label(block.text):
            continue
        if block.bullet or not headers.is_detail(block.text):
            bullets.append((whole.starts[n], block.text))
        found.append(_item(whole, ItemKind.BULLET if block.bullet else ItemKind.PARAGRAPH, whole.span(n)))
    rows = [*group.header, *group.body]
    return Entry(
        title=fields.title.text if fields.title else None,
        organisation=fields.organisation.text if fields.organisation else None,
        location=fields.location.text if fields.location else None,
        start=fields.start,
        end=fields.end,
        span=whole.span(rows[0], rows[-1]),
        place=_NOWHERE,
        items=tuple(found),
        header=whole.span(group.header[0], group.header[-1]),
        title_span=span(fields.title),
        organisation_span=span(fields.organisation),
        location_span=span(fields.location),
        dates_span=span(fields.date),
    )


def _further_role(whole: _Text, groups: list[entries.Group], at: int, made: list[Entry]) -> bool:
    """Return whether an entry is a further role under the employer named above it.

    It has a title and dates but no employer, and its first line does not look like the line that
    named the employer.
    """
    entry, group = made[at], groups[at]
    if entry.organisation or not entry.title or not entry.start or len(group.header) > 2:
        return False
    named = next((n for n in range(at - 1, -1, -1) if made[n].organisation_span), None)
    if named is None or made[at - 1].organisation != made[named].organisation:
        return False
    line, above = whole.lines[group.header[0]], whole.lines[groups[named].header[0]]
    if line.heading is not None or above.heading is not None:
        return above.heading is not None and (line.heading is None or line.heading > above.heading)
    return True


def _facts(whole: _Text, sections: list[_Section], last: int) -> tuple[head.Facts, list[Span]]:
    """Gather contact facts and the spans to mask: facts, hidden text, words for machines."""
    facts = head.Facts()
    attacks: list[Span] = []
    starts = [row for section in sections for row in (section.head, *section.body[:1]) if row is not None]
    head_end = min(starts, default=last)
    inside = {row for section in sections if section.contact for row in section.body}
    referees = {row for section in sections if section.kind is K.REFERENCES for row in section.body}
    summary = {row for section in sections if section.head is None for row in section.body}
    opened = min((section.head for section in sections if section.head is not None), default=last)
    for n, block in enumerate(whole.lines):
        start = whole.starts[n]
        at_head = n < max(head_end, opened) and n not in summary
        in_head = at_head or n in inside or block.layer in (Layer.HEADER, Layer.FOOTER)
        if block.hidden:
            facts.masked.append(whole.span(n))
            continue
        for a, b in injection.find(block.text):
            span = Span(start=start + a, end=start + b)
            attacks.append(span)
            facts.masked.append(span)
        theirs = n in referees
        target = head.Facts() if theirs else facts
        for fact in contact.facts(block.text, head=in_head or theirs):
            target.add(fact, start, in_head=in_head)
        if theirs:
            facts.masked += target.masked
        if in_head and not theirs:
            for link in block.links:
                _add_target(facts, link)
    return facts, attacks


def _add_target(facts: head.Facts, link: str) -> None:
    """Note the address behind a link of the head."""
    if link.startswith("mailto:"):
        address = link.removeprefix("mailto:").partition("?")[0]
        if "@" in address and address not in facts.emails:
            facts.emails.append(address)
        return
    if link.startswith(("tel:", "#", "file:")):
        return
    bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", link).rstrip("/").casefold()
    known = {re.sub(r"^(?:https?://)?(?:www\.)?", "", each).rstrip("/").casefold() for each in facts.links}
    if bare and bare not in known:
        facts.links.append(link)


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    """Return spans sorted, overlapping ones joined, empty ones dropped."""
    found: list[Span] = []
    for span in sorted(each for each in spans if each.start < each.end):
        if found and span.start < found[-1].end:
            found[-1] = Span(start=found[-1].start, end=max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def _placed(document: Document) -> Document:
    """Return the document with the place of every section, entry and item."""
    bare = dataclasses.replace(document, sections=())

    def place(span: Span, section: Section, entry: Entry | None = None, item: int | None = None) -> Place:
        # `Document.place` looks through all sections for each span: too slow for thousands.
        name = entry.name if entry else None
        return dataclasses.replace(bare.place(span), section=str(section.kind), entry=name, item=item)

    def items_of(owner: Section | Entry, section: Section) -> tuple[Item, ...]:
        entry = owner if isinstance(owner, Entry) else None
        return tuple(
            dataclasses.replace(item, place=place(item.span, section, entry, number))
            for number, item in enumerate(owner.items, 1)
        )

    sections = []
    for section in document.sections:
        made = tuple(
            dataclasses.replace(
                entry, place=place(entry.header, section, entry), items=items_of(entry, section)
            )
            for entry in section.entries
        )
        start = section.span.start
        where = place(section.heading_span or Span(start=start, end=start + 1), section)
        sections.append(
            dataclasses.replace(section, place=where, entries=made, items=items_of(section, section))
        )
    return dataclasses.replace(document, sections=tuple(sections))


def _observations(
    document: Document,
    reading: Reading,
    whole: _Text,
    openings: list[outline.Opening],
    facts: head.Facts,
    attacks: list[Span],
) -> tuple[Observation, ...]:
    hidden = [
        n
        for n, block in enumerate(whole.lines)
        if block.hidden and any(char.isalpha() for char in block.text)
    ]
    found = [
        each
        for each in reading.observations
        if not (hidden and each.kind is ObservationKind.HIDDEN_TEXT and not each.span)
    ]

    def add(kind: ObservationKind, detail: str, span: Span | None = None) -> None:
        place = document.place(span) if span else None
        found.append(Observation(kind=kind, detail=detail, span=span, place=place))

    for n in hidden:
        add(
            ObservationKind.HIDDEN_TEXT,
            f"A person cannot see this text: “{_short(whole.lines[n].text)}”.",
            whole.span(n),
        )
    hidden_attacks = [
        Span(start=whole.starts[n] + a, end=whole.starts[n] + b)
        for n in hidden
        for a, b in injection.find(whole.lines[n].text)
    ]
    for span in sorted([*attacks, *hidden_attacks]):
        quote = _short(whole.text[span.start : span.end])
        add(
            ObservationKind.INSTRUCTIONS,
            f"This text speaks to a language model, not to a person: “{quote}”.",
            span,
        )
    for opening in openings:
        if not opening.known:
            detail = f"“{opening.text}” looks like a heading, but is none that screening programs know."
            add(ObservationKind.UNKNOWN_HEADING, detail, whole.span(opening.index))
    if not openings and any(not block.hidden for block in whole.lines):
        add(ObservationKind.NO_SECTIONS, "No section heading was found.")
    if document.language not in ("en", "und"):
        add(
            ObservationKind.OTHER_LANGUAGE,
            f"The CV seems to be written in another language ({document.language}).",
        )
    _contact_in_header(document, whole, facts, add)
    return tuple(found)


def _contact_in_header(document: Document, whole: _Text, facts: head.Facts, add: object) -> None:
    """Say when e-mail addresses or phone numbers stand only in a page header or footer."""
    margins = [n for n, block in enumerate(whole.lines) if block.layer in (Layer.HEADER, Layer.FOOTER)]
    spans = [whole.span(n) for n in margins]

    def only_there(values: list[str]) -> bool:
        body = "\n".join(block.text for block in whole.lines if block.layer is Layer.BODY)
        links = [link for block in whole.lines if block.layer is Layer.BODY for link in block.links]
        return bool(values) and not any(
            value in body or any(value in link for link in links) for value in values
        )

    if not spans or not (only_there(facts.emails) or only_there(facts.phones)):
        return
    where = next((span for span in spans if any(span.contains(each) for each in document.masked)), spans[0])
    add(  # type: ignore[operator]
        ObservationKind.CONTACT_IN_HEADER,
        "Contact details stand only in the page header or footer, which many screening programs skip.",
        where,
    )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 120 else f"{text[:119]}…"


def build_item(text: str) -> Document:
    """Return a document whose only section, of kind experience, holds `text` as its only bullet."""
    body, _ = marks.bullet(text.strip())
    block = Block(text=marks.clean(body), bullet=True, line=1)
    whole = _Text(lines=[block], text=block.text, starts=[0])
    section = _Section(K.EXPERIENCE, "", None, 0, [0], loose=[0])
    facts, _ = _facts(whole, [section], 1)
    document = Document(
        tool_version=importlib.metadata.version("cvtailor"),
        file="<text>",
        sha256=hashlib.sha256(text.encode("utf-8", errors="replace")).hexdigest(),
        media_type="text/plain",
        reader="text",
        pages=None,
        language=tongue.detect(block.text),
        text=block.text,
        masked=_merged(facts.masked),
        sections=(_section(whole, section),),
        contact=facts.contact(None),
        observations=(),
        fragments=_fragments(whole),
    )
    return _placed(document)

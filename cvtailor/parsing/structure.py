"""Turns the blocks of a reader into a `Document`: one text, sections, entries, items, contact."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import importlib.metadata
import itertools
import operator

from cvtailor.document import (
    Document,
    Entry,
    Fragment,
    Item,
    Place,
    Section,
    SectionKind,
    Span,
)
from cvtailor.parsing import (
    contents,
    dates,
    entries,
    head,
    headers,
    headings,
    items,
    marks,
    noticed,
    outline,
    sideheads,
    tongue,
    wording,
)
from cvtailor.parsing.draft import DraftSection, DraftText
from cvtailor.parsing.types import Block, Layer, Reading
from cvtailor.resources import language

K = SectionKind
_FEW_LANGUAGES = 8  # lines at most, of a list of languages under a heading of skills
_RUNNING = 6  # words of a line from which its small words tell a language


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
    lines = _contact_first(_ordered(outline.unwrapped(sideheads.split(_unmarked(cleaned)))))
    body = [n for n, line in enumerate(lines) if line.layer is Layer.BODY]
    first, last = (body[0], body[-1] + 1) if body else (len(lines), len(lines))
    openings = [
        dataclasses.replace(opening, index=opening.index + first)
        for opening in outline.find(lines[first:last])
    ]
    sections = _sections(lines, openings, first, last)
    for section in sections:
        _group(lines, section)
    _told_by_contents(lines, sections)
    whole = _assemble(lines, sections)
    facts, attacks = noticed.facts(whole, sections, last)
    head_end = openings[0].index if openings else last
    name = head.find_name(lines[:head_end] + [each for each in lines[last:] if each.layer is Layer.HEADER])
    for section in sections if name is None else []:
        # "Personal information  Jane Doe": the name stands under the first heading.
        if section.contact and name is None:
            name = head.find_name([lines[n] for n in section.body[:6]])
    document = Document(
        tool_version=_version(),
        file=file,
        sha256=sha256,
        media_type=reading.media_type,
        reader=reading.reader,
        pages=reading.pages,
        language=_language([line.text for line in lines if not line.hidden]),
        text=whole.text,
        masked=noticed.merged(facts.masked),
        sections=(),
        contact=facts.contact(name),
        observations=(),
        fragments=_fragments(whole),
    )
    document = dataclasses.replace(
        document, sections=tuple(contents.read(whole, section) for section in sections)
    )
    document = _placed(document)
    return dataclasses.replace(
        document, observations=noticed.observations(document, reading, whole, openings, facts, attacks)
    )


@functools.cache
def _version() -> str:
    return importlib.metadata.version("cvtailor")


def _language(texts: list[str]) -> str:
    """Return the language of a CV by its running lines: names and addresses tell nothing of it."""
    running = " ".join(text for text in texts if len(text.split()) >= _RUNNING and "@" not in text)
    found = tongue.detect(running)
    return found if found != "und" else tongue.detect(" ".join(texts))


def _cleaned(block: Block) -> Block:
    """Return the block with clean text; word places are kept only where the text stays as it was."""
    text = marks.clean(block.text)
    if text == block.text:
        return block
    return dataclasses.replace(block, text=text, words=(), strong=0)


def _unmarked(blocks: list[Block]) -> list[Block]:
    """Return the blocks, those that hold a range of dates and a place alone not as bullets: an icon stands before them."""
    result: list[Block] = []
    for block, following in itertools.zip_longest(blocks, blocks[1:]):
        if block.bullet and result:
            date = headers.edge_date(block.text)
            if date is not None and date.start_at == 0:
                rest = block.text[date.end_at :].strip(" \t,;·•|()–—-")
                # Dates behind a dot of a drawn timeline stand over the title of the next entry.
                begins = not rest and not date.single and following is not None and not following.bullet
                if begins or (
                    not result[-1].bullet and (not rest or (wording.is_place(rest) and not date.single))
                ):
                    block = dataclasses.replace(block, bullet=False)  # noqa: PLW2901 - changed in passing
        result.append(block)
    return result


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
    # A heading in a side column may be told only by the look of those in the main one.
    opening = {id(body[each.index]) for each in outline.find(body)}
    for column in columns:
        stream = [b for b in body if b.column == column]
        cuts = [each.index for each in outline.find(stream)[:1]]
        cuts += [at for at, b in enumerate(stream) if id(b) in opening][:1]
        cut = min(cuts, default=0 if column == columns[0] else len(stream))
        heads.append(stream[:cut])
        rest += stream[cut:]
    # The name is the largest: its column comes first.
    heads.sort(key=lambda stream: -max((b.size for b in stream), default=0.0))
    return top + [b for stream in heads for b in stream] + rest + bottom


def _contact_first(lines: list[Block]) -> list[Block]:
    """Return the blocks, contact facts that stand in the middle of other text before the first heading.

    At the top of a second column or in a text box they need no heading, and would end the section read before.
    A run of lines counts that hold nothing else, with an e-mail address or a phone number; a place may stand over it.
    """
    body = [n for n, line in enumerate(lines) if line.layer is Layer.BODY and not line.hidden]
    if not body:
        return lines
    openings = outline.find([lines[n] for n in body])
    if not openings:
        return lines
    moved: list[int] = []
    for at, opening in enumerate(openings):
        end = openings[at + 1].index if at + 1 < len(openings) else len(body)
        if opening.contact or opening.kind in (K.REFERENCES, K.OTHER, K.SUMMARY):
            continue
        inside = body[opening.index + 1 : end]
        for told, run in itertools.groupby(inside, key=lambda n: head.is_contact_line(lines[n])):
            held = list(run)
            if not told or not head.reaches_somebody([lines[n].text for n in held]):
                continue
            over = inside.index(held[0]) - 1
            if over >= 0 and wording.is_place(lines[inside[over]].text) and not lines[inside[over]].bullet:
                held.insert(0, inside[over])
            if len(held) > 1:
                moved += held
    if not moved:
        return lines
    cut = body[openings[0].index]
    rest = set(moved)
    before, after = lines[:cut], [line for n, line in enumerate(lines[cut:], cut) if n not in rest]
    return [*before, *(lines[n] for n in moved), *after]


def _sections(
    lines: list[Block], openings: list[outline.Opening], first: int, last: int
) -> list[DraftSection]:
    found: list[DraftSection] = []
    end = openings[0].index if openings else last
    prose = [n for n in range(first, end) if head.is_prose(lines[n])]
    if prose:
        run = [prose[0]]
        for n in prose[1:]:
            if n == run[-1] + 1:
                run.append(n)
        if openings or len(lines) > len(run):
            found.append(DraftSection(K.SUMMARY, "", None, 0, run))
    for at, opening in enumerate(openings):
        end = openings[at + 1].index if at + 1 < len(openings) else last
        inline = opening.length < len(lines[opening.index].text)
        rows = range(opening.index if inline else opening.index + 1, end)
        found.append(
            DraftSection(
                kind=opening.kind,
                heading=opening.text,
                head=opening.index,
                heading_length=opening.length,
                body=[n for n in rows if not (lines[n].hidden or lines[n].label)],
                contact=opening.contact,
            )
        )
    return found


def _group(lines: list[Block], section: DraftSection) -> None:
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
        titled = sum(_is_titled(lines, group) for group in groups) if section.kind is not K.OTHER else 0
        if groups and (2 * rich >= len(groups) or (not loose and titled == len(groups))):
            section.loose, section.groups = loose, groups
        else:
            section.loose = body
    else:
        section.loose = body


def _is_titled(lines: list[Block], group: entries.Group) -> bool:
    """Return whether an award or certificate is set as an entry: its name bold, and its date or issuer apart."""
    first, *others = [lines[n] for n in (*group.header, *group.body)]
    if first.bullet or not (first.bold or first.strong):
        return False
    dated = any(headers.edge_date(lines[n].text) for n in group.header)
    apart = any(not each.bold for each in others) or (bool(first.strong) and "\t" in first.text)
    return dated and apart


def _told_by_contents(lines: list[Block], sections: list[DraftSection]) -> None:
    """Name the kind of a section whose heading no list knows by what stands in it, where no other has that kind.

    Dated jobs tell experience ("The road so far"), degrees education, lists of technical names skills.
    """
    for section in sections:
        _told_by_names(lines, section)
    if not any(section.kind is K.EXPERIENCE for section in sections):
        # A teacher's "Teaching Experience" is what other people's "Experience" is.
        for section in sections:
            if section.kind is K.TEACHING and headings.names_work(section.heading):
                section.kind = K.EXPERIENCE
                _group(lines, section)
    for section in sections:
        if section.kind is K.CERTIFICATIONS and _are_studies(lines, section):
            section.kind = K.EDUCATION
            section.loose, section.groups = section.body, []
    for at, section in enumerate(sections):
        if section.kind in (K.EXPERIENCE, K.EDUCATION) and not section.groups and _clued(section.heading):
            section.kind, section.loose = K.OTHER, section.body
        if section.kind is K.OTHER and not section.contact and not headings.known(section.heading):
            _told_by_body(lines, sections, at)
        elif section.kind is K.SUMMARY and section.head is not None:
            _told_by_jobs(lines, sections, section)


def _told_by_jobs(lines: list[Block], sections: list[DraftSection], section: DraftSection) -> None:
    """Call a "Career Summary" that holds dated jobs experience, where nothing else is."""
    if any(each.kind is K.EXPERIENCE for each in sections):
        return
    _, groups = entries.group(lines, section.body, K.EXPERIENCE)
    if len(groups) > 1 and 2 * sum(_is_job(lines, each, K.EXPERIENCE) for each in groups) >= len(groups):
        section.kind = K.EXPERIENCE
        _group(lines, section)


def _told_by_body(lines: list[Block], sections: list[DraftSection], at: int) -> None:
    """Name the kind of a section that its heading does not tell, by what stands in it."""
    section = sections[at]
    missing = {K.EXPERIENCE, K.EDUCATION, K.SKILLS, K.LANGUAGES} - {each.kind for each in sections}
    for kind in (K.EXPERIENCE, K.EDUCATION):
        _, groups = entries.group(lines, section.body, kind)
        told = sum(_is_job(lines, group, kind) for group in groups)
        if kind in missing and told and 2 * told >= len(groups):
            section.kind = kind
            _group(lines, section)
            return
    texts = [lines[n].text for n in section.body]
    above = sections[at - 1].kind if at else None
    rated = above is K.SKILLS or (K.SKILLS in missing and any(map(items.is_level, texts)))
    if K.LANGUAGES in missing and texts and all(map(items.all_languages, texts)):
        section.kind = K.LANGUAGES
    elif (K.SKILLS in missing and items.are_technical(texts)) or (rated and items.are_short(texts)):
        section.kind = K.SKILLS


def _clued(heading: str) -> bool:
    """Return whether only an everyday word told the kind of a heading ("Practice")."""
    return headings.known(heading) is None and headings.by_last_word(heading) is None


def _are_studies(lines: list[Block], section: DraftSection) -> bool:
    """Return whether courses are those of a degree: nothing says who gave them, when, or that they were certified."""
    text = " ".join(lines[n].text for n in section.body).casefold()
    certified = language("courses")["certified"]["words"]
    return (
        "course" in section.heading.casefold()
        and not any(dates.find(lines[n].text) for n in section.body)
        and not any(word in section.heading.casefold() or word in text for word in certified)
    )


def _told_by_names(lines: list[Block], section: DraftSection) -> None:
    """Tell programming languages from spoken ones, whatever the heading says ("Languages")."""
    rows = [n for n in section.body if not lines[n].hidden]
    texts = [lines[n].text[section.heading_length if n == section.head else 0 :] for n in rows]
    if section.kind is K.LANGUAGES and not any(items.names_languages(text) for text in texts):
        if any(items.names_programming(text) for text in texts):
            section.kind = K.SKILLS
    elif (
        section.kind is K.SKILLS and 0 < len(texts) <= _FEW_LANGUAGES and all(map(items.all_languages, texts))
    ):
        section.kind = K.LANGUAGES


def _is_job(lines: list[Block], group: entries.Group, kind: SectionKind) -> bool:
    texts = [lines[n].text for n in group.header]
    dates = [date for text in texts if (date := headers.edge_date(text))]
    if kind is K.EDUCATION:
        return bool(dates) and any(wording.is_degree(text) for text in texts)
    titled = any(wording.has_word(text, "titles") for text in texts)
    return bool(group.body) and titled and any(not date.single for date in dates)


def _assemble(lines: list[Block], sections: list[DraftSection]) -> DraftText:
    airy = {section.head for section in sections}
    airy |= {section.body[0] for section in sections if section.head is None and section.body}
    airy |= {group.header[0] for section in sections for group in section.groups}
    # An item is one line, whatever number of lines it takes on the page.
    joined = {n for section in sections for run in contents.rows_of(lines, section) for n in run[1:]}
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
    return DraftText(lines=lines, text="".join(parts), starts=starts)


_START = operator.attrgetter("start")


def _fragments(whole: DraftText) -> tuple[Fragment, ...]:
    found: list[Fragment] = []
    for line, start in zip(whole.lines, whole.starts, strict=True):
        size = len(line.text)
        words = sorted([word for word in line.words if 0 <= word.start < word.end <= size], key=_START)
        for first, last, number, box in words:
            page = number if number is not None else line.page
            found.append(Fragment(start + first, start + last, page, box, line.paragraph, line.line))
        if not words:
            found.append(Fragment(start, start + size, line.page, None, line.paragraph, line.line))
    return tuple(found)


def _placed(document: Document) -> Document:
    """Return the document with the place of every section, entry and item."""

    def place(span: Span, section: Section, entry: Entry | None = None, item: int | None = None) -> Place:
        return document.placed(span, str(section.kind), entry.name if entry else None, item)

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


def build_item(text: str) -> Document:
    """Return a document whose only section, of kind experience, holds `text` as its only bullet."""
    body, _ = marks.bullet(text.strip())
    block = Block(text=marks.clean(body), bullet=True, line=1)
    whole = DraftText(lines=[block], text=block.text, starts=[0])
    section = DraftSection(K.EXPERIENCE, "", None, 0, [0], loose=[0])
    facts, _ = noticed.facts(whole, [section], 1)
    document = Document(
        tool_version=_version(),
        file="<text>",
        sha256=hashlib.sha256(text.encode("utf-8", errors="replace")).hexdigest(),
        media_type="text/plain",
        reader="text",
        pages=None,
        language=tongue.detect(block.text),
        text=block.text,
        masked=noticed.merged(facts.masked),
        sections=(contents.read(whole, section),),
        contact=facts.contact(None),
        observations=(),
        fragments=_fragments(whole),
    )
    return _placed(document)

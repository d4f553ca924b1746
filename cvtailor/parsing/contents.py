"""The contents of a section: its entries and items, with their places left open."""

from __future__ import annotations

import dataclasses
import functools
import re

from cvtailor.document import (
    Entry,
    Item,
    ItemKind,
    Place,
    Section,
    SectionKind,
    Span,
)
from cvtailor.parsing import (
    entries,
    headers,
    headings,
    items,
    parts,
    wording,
)
from cvtailor.parsing.draft import DraftSection, DraftText
from cvtailor.parsing.fields import Fields
from cvtailor.parsing.types import Block
from cvtailor.resources import language

K = SectionKind
_NOWHERE = Place()
_SPLIT_KINDS = frozenset({K.SKILLS, K.LANGUAGES, K.INTERESTS})
_WORK_KINDS = frozenset(
    {K.EXPERIENCE, K.PROJECTS, K.EDUCATION, K.TEACHING, K.SERVICE, K.AWARDS, K.CERTIFICATIONS}
)


def read(whole: DraftText, section: DraftSection) -> Section:
    """Make the section with its entries and items; places are set later."""
    rows = [n for n in (section.head, *section.body) if n is not None]
    span = whole.span(rows[0], rows[-1])
    heading_span = None
    if section.head is not None:
        start = whole.starts[section.head]
        heading_span = Span(start=start, end=start + len(section.heading))
    bullets: list[tuple[int, str]] = []
    made: list[Entry] = []
    told = [
        headers.parse(
            [whole.lines[n].text for n in group.header],
            section.kind,
            [whole.lines[n].strong for n in group.header],
        )
        for group in section.groups
    ]
    _like_the_others(told)
    for group, fields in zip(section.groups, told, strict=True):
        made.append(_entry(whole, group, fields, bullets))
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


def _rated(section: DraftSection, text: str) -> bool:
    """Return whether a line of a section of languages names one and says how well it is known."""
    return section.kind is K.LANGUAGES and ":" in text and items.names_languages(text.partition(":")[0])


_VALUED = re.compile(r":\s*\S")  # "Italian: C2" is no label, however bold


def _item(whole: DraftText, kind: ItemKind, span: Span) -> Item:
    return Item(kind=kind, text=whole.text[span.start : span.end], span=span, place=_NOWHERE)


def _items(
    whole: DraftText, rows: list[int], section: DraftSection, bullets: list[tuple[int, str]]
) -> list[Item]:
    """Make the items of rows outside any entry, as the section's kind wants them."""
    if section.contact:
        return []
    if section.kind is K.PUBLICATIONS:
        return _publications(whole, section, bullets)
    found: list[Item] = []
    last: dict[int, int] = {}
    if section.kind in (K.AWARDS, K.CERTIFICATIONS):
        runs = rows_of(whole.lines, section)
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
        if section.kind is K.SKILLS and not block.bullet and n != rows[-1] and _names_group(whole, n, text):
            continue
        if section.kind in _SPLIT_KINDS and items.is_list(text):
            start = whole.starts[n] + cut
            found += [
                _item(whole, ItemKind.SKILL, Span(start=start + a, end=start + b))
                # "Italian: C2" is a language with its level, and no label with a list.
                for a, b in (items.split(text) if not _rated(section, text) else [(0, len(text))])
            ]
            continue
        if not block.bullet and (
            entries.is_label(text)
            or (section.kind in _SPLIT_KINDS and not _VALUED.search(text) and _sublabel(whole, n, rows))
        ):
            continue
        kind = ItemKind.BULLET if block.bullet else ItemKind.PARAGRAPH
        if kind is ItemKind.PARAGRAPH and section.kind in _WORK_KINDS and not wording.is_detail(text):
            bullets.append((whole.starts[n], text))
        found.append(_item(whole, kind, span))
    return found


def rows_of(lines: list[Block], section: DraftSection) -> list[list[int]]:
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


def _names_group(whole: DraftText, n: int, text: str) -> bool:
    """Return whether a line only names the group of skills under it ("Frameworks"): it looks otherwise, or a list follows."""
    if not headings.is_label(text) or headings.known(text) is None:
        return False
    block, following = whole.lines[n], whole.lines[n + 1]
    looks = block.bold is not following.bold or abs(block.size - following.size) > 0.3 or block.italic
    return looks or following.bullet or len(items.split(following.text)) > 1


def _sublabel(whole: DraftText, n: int, rows: list[int]) -> bool:
    """Return whether a bold short line in a list section stands above other lines as their label."""
    block = whole.lines[n]
    return block.bold and len(block.text.split()) <= 4 and n != rows[-1] and not whole.lines[n + 1].bold


@functools.cache
def _year() -> re.Pattern[str]:
    """Return the pattern of what ends a reference: its year, or that it is still to come."""
    pending = "|".join(map(re.escape, language("dates")["publications"]["pending"]))
    return re.compile(rf"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\w)(?:{pending})(?!\w)", re.IGNORECASE)


def _publications(whole: DraftText, section: DraftSection, bullets: list[tuple[int, str]]) -> list[Item]:
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


def _references(lines: list[Block], section: DraftSection) -> list[list[int]]:
    rows = section.loose
    runs: list[list[int]] = []
    for n in rows:
        block = lines[n]
        if n == section.head:
            runs.append([n])
            continue
        year = bool(_year().search(block.text))
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
    has_year = any(_year().search(lines[each].text) for each in run)
    if first.bullet:
        return not has_year or block.indent > first.indent
    if first.bold and not block.bold:
        return True
    if has_year:
        return False
    return block.bold == first.bold and block.gap <= max(first.gap, 0.3) and len(first.text) > 20


def _like_the_others(told: list[Fields]) -> None:
    """Exchange title and organisation where only their order was told and the other entries have it the other way round."""
    sure: list[Fields] = []
    unsure: list[Fields] = []
    for fields in told:
        if fields.title and fields.organisation and fields.title.line != fields.organisation.line:
            (unsure if fields.guessed else sure).append(fields)
    under = sum(_title_under(fields) for fields in sure)
    if not sure or 2 * under == len(sure):
        return
    for fields in unsure:
        if _title_under(fields) is not (2 * under > len(sure)):
            fields.title, fields.organisation = fields.organisation, fields.title


def _title_under(fields: Fields) -> bool:
    """Return whether the title stands under the organisation."""
    return bool(fields.title and fields.organisation and fields.title.line > fields.organisation.line)


def _entry(whole: DraftText, group: entries.Group, fields: Fields, bullets: list[tuple[int, str]]) -> Entry:
    def span(part: parts.Part | None) -> Span | None:
        if part is None:
            return None
        line = whole.lines[group.header[part.line]].text
        # A part that wraps around its date has no span of its own; what stands beside it was moved.
        at = part.start if line.startswith(part.text, part.start) else line.find(part.text)
        start = whole.starts[group.header[part.line]] + at
        return Span(start=start, end=start + len(part.text)) if at >= 0 else None

    found: list[Item] = []
    bullets += [(whole.starts[n], whole.lines[n].text) for n in group.header if whole.lines[n].bullet]
    for n in group.body:
        block = whole.lines[n]
        if not block.bullet and entries.is_label(block.text):
            continue
        if block.bullet or not wording.is_detail(block.text):
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


def _further_role(whole: DraftText, groups: list[entries.Group], at: int, made: list[Entry]) -> bool:
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

"""How a person reads a table of a CV: which cells name an entry, which tell of it, which only label others.

Works on rows of cells, whatever file they come from. The labels are data (language/tables.toml).
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from cvtailor.parsing import dates, headings
from cvtailor.parsing.types import Block, Word
from cvtailor.resources import language

# Project conventions.
_LABEL_WORDS = 12  # the longest labels of the Europass form
_NAME = 90  # characters: a longer paragraph tells of the job, it does not name it
_NAME_WORDS = 5  # of a name with a stop at its end
_NAMES = 6  # paragraphs, at most, that name one entry
_ENTRY_WORDS = 26  # of the line that names it
_PROSE, _LONG_CELL = 110, 160  # characters of a paragraph, of a cell, that tells of something
_DATE = 80  # characters: no range of dates is longer
_BESIDE_DATE = 4  # letters beside a date that name nothing
_MOST_CELLS = 24  # in one row; a bound for hostile files


class Kind(StrEnum):
    """What tells how a table is read."""

    COLUMNS = "columns"  # its first row names the columns
    FIELDS = "fields"  # its left column names what stands at the right, as in a form
    ENTRIES = "entries"  # each row is an entry, named in its first cells and told in its last


class Role(StrEnum):
    """What a column, or the right side of a row, holds."""

    DATES = "dates"
    FROM = "from"
    TO = "to"
    TITLE = "title"
    ORGANISATION = "organisation"
    LOCATION = "location"
    WORK = "work"
    GRADE = "grade"
    SKILL = "skill"
    LEVEL = "level"
    NUMBER = "number"


_NAMING = (Role.TITLE, Role.ORGANISATION, Role.LOCATION, Role.FROM, Role.TO, Role.DATES)
_TIMES = frozenset({Role.DATES, Role.FROM, Role.TO})
_OF_ENTRIES = _TIMES | {Role.TITLE, Role.ORGANISATION, Role.WORK}


@dataclass(slots=True)
class TableCell:
    """One cell: the first column it takes, what stands in it, how many columns, its right side in points."""

    column: int
    blocks: list[Block]
    span: int = 1
    right: float = 0.0

    @property
    def text(self) -> str:
        """Return its paragraphs with spaces between them."""
        return " ".join(block.text for block in self.blocks)


Rows = Sequence[Sequence[TableCell]]


@functools.cache
def _labels() -> dict[str, Role]:
    found: dict[str, Role] = {}
    for role, surfaces in language("tables")["labels"].items():
        for surface in surfaces:
            found.setdefault(headings.normal(surface) or surface, Role(role))
    return found


@functools.cache
def role(text: str) -> Role | None:
    """Return what a label of a column or field says that it holds, or null where no list has it."""
    text = text.strip(" :.*\t")
    if not text or len(text.split()) > _LABEL_WORDS or any(char.isdigit() for char in text):
        return None
    return _labels().get(headings.normal(text) or text)


def header(cells: Sequence[TableCell]) -> dict[int, Role] | None:
    """Return the role of each column where a row names them, null where it does not.

    All its cells are short, most of them known, and together they speak of entries or of skills.
    """
    if not 2 <= len(cells) <= _MOST_CELLS:
        return None
    texts = [cell.text for cell in cells]
    if any(
        len(text.split()) > _LABEL_WORDS or any(block.bullet for block in cell.blocks)
        for text, cell in zip(texts, cells, strict=True)
    ):
        return None
    if any(dates.find(text) for text in texts):
        return None
    roles = [role(text) for text in texts]
    told = [each for each in roles if each is not None]
    if len(set(told)) < 2 or 3 * len(told) < 2 * len(roles):
        return None
    entries = len(_OF_ENTRIES.intersection(told)) >= 2
    skills = Role.SKILL in told and Role.LEVEL in told
    if not entries and not skills:
        return None
    return {cell.column: each or Role.GRADE for cell, each in zip(cells, roles, strict=True)}


def kind(rows: Rows) -> Kind | None:
    """Return how a person reads the table, null where nothing tells."""
    if any(header(row) for row in rows):
        return Kind.COLUMNS
    pairs = [row for row in rows if len(row) == 2]
    if _is_form(pairs):
        return Kind.FIELDS
    return Kind.ENTRIES if _has_entries(rows) else None


def _is_form(pairs: Rows) -> bool:
    """Return whether the left cells of rows are labels, those of an entry among them."""
    told = [role(row[0].text) for row in pairs]
    known = [each for each in told if each is not None]
    of_entries = _OF_ENTRIES.intersection(known)
    if len(of_entries) < 2 or not _TIMES.intersection(known) or len(known) < 3:
        return False
    return 2 * len(known) >= len(pairs)


def _has_entries(rows: Rows) -> bool:
    """Return whether each row is an entry: cells that name and date it, and one that tells of it."""
    several = [row for row in rows if len(row) > 1]
    if not several or any(_holds_section(cell) for row in several for cell in row):
        return False
    entries = sum(is_entry(row) for row in several)
    rest = sum(not is_entry(row) and any(_tells(cell) for cell in row) for row in several)
    short = sum(is_short(row) for row in several)
    return (entries > 0 and entries >= 3 * rest) or (short > 1 and short == len(several))


def is_entry(row: Sequence[TableCell]) -> bool:
    """Return whether the cells before the last name and date an entry of which the last tells."""
    *names, last = row
    if not _tells(last) or any(_tells(cell) for cell in names):
        return False
    text = " ".join(cell.text for cell in names)
    if len(text.split()) > _ENTRY_WORDS:
        return False
    found = dates.find(text)
    if not found or sum(not each.single for each in found) > 1:
        return False
    if is_date(text):
        return False
    return last.blocks[0].bullet or (len(names) > 1 and is_date(names[0].text))


def is_short(row: Sequence[TableCell]) -> bool:
    """Return whether a row of three cells and more names an entry and its dates, and tells no more of it."""
    first, *others = row
    if len(row) < 3 or not is_date(first.text) or any(_tells(cell) for cell in row):
        return False
    return sum(len(cell.text.split()) for cell in others) <= _ENTRY_WORDS


def is_date(text: str) -> bool:
    """Return whether a text is a date, or a range of dates, and little else."""
    if len(text) > _DATE:
        return False
    found = dates.find(text)
    told = sum(sum(map(str.isalnum, text[each.start_at : each.end_at])) for each in found)
    return bool(found) and sum(map(str.isalnum, text)) - told < _BESIDE_DATE


def _tells(cell: TableCell) -> bool:
    """Return whether a cell holds bullets or a longer text."""
    if any(block.bullet or len(block.text) > _PROSE for block in cell.blocks):
        return True
    return len(cell.text) > _LONG_CELL


def _holds_section(cell: TableCell) -> bool:
    return any(
        headings.known(block.text) is not None
        and not headings.is_label(block.text)
        and role(block.text) is None
        for block in cell.blocks
        if not block.bullet
        and "\t" not in block.text
        and (block.heading is not None or block.bold or block.text.isupper())
    )


@dataclass(slots=True)
class _Entry:
    """An entry while its rows are read."""

    names: dict[Role, list[Block]] = field(default_factory=dict)
    labels: list[Block] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)

    def blocks(self) -> list[Block]:
        """Return the line that names the entry, after its labels, and what tells of it."""
        named = [block for each in _NAMING[:3] for block in self.names.get(each, [])]
        made = list(self.labels)
        start, end = self.names.get(Role.FROM, []), self.names.get(Role.TO, [])
        if len(start) == len(end) == 1 and Role.DATES not in self.names:
            when = [joined([*start, *end], " – ")]
        else:
            when = [*start, *end, *self.names.get(Role.DATES, [])]
        if named or when:
            made.append(replace(joined([*named, *when]), gap=1.0))
        return made + self.body


def read(rows: Rows, how: Kind, first_row: int = 1) -> tuple[list[Block], int]:
    """Return the blocks of a table in reading order, and how many rows were numbered from `first_row` on.

    For each entry comes the line that names it, its cells joined with tabs (title, organisation, location,
    dates), then its text. Labels come as blocks of their own, marked so. What is no entry stays in its order.
    """
    if how is Kind.FIELDS:
        made = _read_form(rows)
    elif how is Kind.COLUMNS:
        made = _read_columns(rows)
    else:
        made = [block for row in rows for block in _read_entry(row)]
    count = 0
    for at, block in enumerate(made):
        if block.row is None and (block.label or "\t" in block.text):
            made[at] = replace(block, row=first_row + count)
            count += 1
    return made, count


def _label(blocks: Iterable[Block]) -> Block:
    return replace(joined(list(blocks)), label=True, bullet=False, heading=None, rule=False)


def _read_columns(rows: Rows) -> list[Block]:
    roles: dict[int, Role] = {}
    made: list[Block] = []
    for row in rows:
        named = header(row)
        if named:
            roles = named
            made.append(_label(block for cell in row for block in cell.blocks))
        elif len(row) == 1 and (row[0].span > 1 or _role_at(roles, row[0].column) not in _NAMING):
            made += row[0].blocks  # a heading, a text for all columns, what goes on from the page before
        elif not _OF_ENTRIES.intersection(roles.values()):
            made += _plain(row)
        else:
            made += _by_roles(row, roles)
    return made


def _by_roles(row: Sequence[TableCell], roles: dict[int, Role]) -> list[Block]:
    entry = _Entry()
    details: list[Block] = []
    named = {_role_at(roles, cell.column) for cell in row}
    whole = not named & {Role.TITLE, Role.ORGANISATION}  # "Dates | Details": the names stand in the details
    for cell in row:
        here = _role_at(roles, cell.column)
        if here in (Role.NUMBER, Role.GRADE, Role.LEVEL):
            details += cell.blocks if here is not Role.NUMBER else []
            entry.labels += [_label(cell.blocks)] if here is Role.NUMBER else []
            continue
        count = _naming(cell.blocks) if here in _NAMING or whole else 0
        for block in cell.blocks[:count]:
            entry.names.setdefault(here if here in _NAMING else Role.TITLE, []).append(block)
        entry.body += cell.blocks[count:]
    if details:
        # A grade or a sector beside the names: a line of its own under them.
        entry.body = [replace(joined(details), bullet=False), *entry.body]
    return entry.blocks()


def _role_at(roles: dict[int, Role], column: int) -> Role:
    """Return the role of the column a cell begins in: that of the last label at or before it."""
    return roles[max((each for each in roles if each <= column), default=min(roles))] if roles else Role.WORK


def _naming(blocks: Sequence[Block]) -> int:
    """Return how many paragraphs at the start of a cell can name an entry."""
    count = 0
    for block in blocks[:_NAMES]:
        sentence = block.text.endswith(".") and len(block.text.split()) > _NAME_WORDS
        if block.bullet or len(block.text) > _NAME or (count and sentence):
            break
        count += 1
    return count


def _plain(row: Sequence[TableCell]) -> list[Block]:
    """Return a row of facts, read across."""
    blocks = [block for cell in row for block in cell.blocks]
    if all(len(cell.blocks) == 1 and not cell.blocks[0].bullet for cell in row):
        return [joined(blocks)]
    return blocks


def _read_form(rows: Rows) -> list[Block]:
    made: list[Block] = []
    entry: _Entry | None = None
    seen: set[Role] = set()
    last: Role | None = None

    def close() -> None:
        nonlocal entry
        if entry is not None:
            made.extend(entry.blocks())
        entry = None
        seen.clear()

    for each in rows:
        row = each
        if len(row) == 2 and _heads(row[0].blocks):
            close()  # a heading of the form with no white under it
            made.append(row[0].blocks[0])
            row = [replace(row[0], blocks=row[0].blocks[1:]), row[1]]
        said = role(row[0].text) if len(row) == 2 else None
        if said in (*_NAMING, Role.WORK, Role.GRADE):
            if said in seen and said is not last:
                close()
            entry = entry or _Entry()
            seen.add(said)
            last = said
            label, value = _label(row[0].blocks), row[1].blocks
            if said in _NAMING:
                count = max(1, _naming(value)) if not value[0].bullet else 0
                entry.labels.append(label)
                entry.names.setdefault(said, []).extend(value[:count])
                entry.body += value[count:]
            else:
                entry.body += [label, *value]
        elif len(row) == 1 and entry is not None and row[0].column > 0:
            entry.body += row[0].blocks  # what goes on from the row above
        else:
            close()
            last = None
            made += _field(row) if len(row) == 2 else _plain(row)
    close()
    return made


def _heads(blocks: Sequence[Block]) -> bool:
    """Return whether the first paragraph of a left cell is a heading over the label under it."""
    if len(blocks) < 2 or headings.known(blocks[0].text) is None:
        return False
    head, label = blocks[:2]
    return (head.bold and not label.bold) or head.size > label.size + 0.5 or head.heading is not None


def _field(row: Sequence[TableCell]) -> list[Block]:
    """Return a row of a form that is of no entry: a heading stays one, the name of a list is a label."""
    head, value = row[0].blocks, row[1].blocks
    if len(head) == 1 and headings.known(head[0].text) and (head[0].heading is not None or head[0].bold):
        return [*head, *value]
    if len(value) == 1 and "," not in value[0].text and not value[0].bullet:
        return _plain(row)
    return [_label(head), *value]


def _read_entry(row: Sequence[TableCell]) -> list[Block]:
    if len(row) < 2:
        return [block for cell in row for block in cell.blocks]
    if is_short(row):
        return [joined([block for cell in row for block in cell.blocks])]
    if not is_entry(row):
        return _plain(row)
    names = [block for cell in row[:-1] for block in cell.blocks]
    dated = [block for block in names if dates.find(block.text)]
    named = [block for block in names if block not in dated]
    named.sort(key=lambda block: not block.bold)  # the bold line is the entry's name
    return [replace(joined([*named, *dated]), gap=1.0), *row[-1].blocks]


def joined(blocks: Sequence[Block], between: str = "\t") -> Block:
    """Return blocks as one, with `between` in the gaps; words keep their places, the look is that of the first."""
    text = ""
    words: list[Word] = []
    for number, block in enumerate(blocks):
        text += between if number else ""
        words += [
            word._replace(start=word.start + len(text), end=word.end + len(text)) for word in block.words
        ]
        text += block.text
    first = blocks[0]
    links = tuple(dict.fromkeys(link for block in blocks for link in block.links))
    strong = first.strong
    if len(blocks) > 1 and first.bold and not all(block.bold for block in blocks):
        strong = len(first.text)
    bold = first.bold and all(block.bold for block in blocks)
    if len(blocks) == 1:
        return replace(first, bullet=False)
    return replace(
        first,
        text=text,
        words=tuple(words),
        links=links,
        strong=strong,
        bold=bold,
        bullet=False,
        rule=False,
        heading=None,
    )

"""The truth about the sample CVs: what each source says a reader must find in the rendered file.

Used by the tests and the benchmarks; `render.py` makes the files. White space and the shape of quotes
are not part of the truth: texts are compared as `collapse` gives them.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cvtailor.document import Document, Entry, Section

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent.parent / "sample_cvs"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueEntry:
    """A job, degree or project. `start`/`end` as in `cvtailor.document.Entry`, `dates` as printed.

    Where one date is printed (a project of "2023"), the source gives it as `end` alone.
    """

    title: str | None = None
    organisation: str | None = None
    location: str | None = None
    start: str | None = None
    end: str | None = None
    dates: str = ""
    bullets: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """What the entry says was done, in printed order: paragraphs, then bullets."""
        return self.paragraphs + self.bullets


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueSection:
    """A section. Printed in this order: paragraphs, lines, bullets, publications, entries.

    `lines` are lines without a bullet (skills by topic, languages). `side` sections stand in the
    side column where the layout has one.
    """

    kind: str
    heading: str
    side: bool = False
    paragraphs: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    bullets: tuple[str, ...] = ()
    publications: tuple[str, ...] = ()
    entries: tuple[TrueEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueCv:
    """An invented person's CV. `stem` is the file name without its suffix.

    `producer` and `layout` say how it is rendered to `sample_cvs/`; a CV without them is not among the samples.
    """

    stem: str
    name: str
    headline: str
    email: str
    phone: str
    location: str
    links: tuple[str, ...]
    spelling: str
    date_style: str
    producer: str = ""
    layout: str = ""
    sections: tuple[TrueSection, ...]

    @property
    def contact(self) -> tuple[str, ...]:
        """The contact facts in the order in which they are printed."""
        return (self.location, self.email, self.phone, *self.links)


def load(path: Path) -> TrueCv:
    """Return the CV in the TOML file at `path`; an unknown key raises TypeError."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    data["sections"] = tuple(_section(each) for each in data["sections"])
    return TrueCv(stem=path.stem, **_tuples(data))


def load_all() -> tuple[TrueCv, ...]:
    """Return all CVs, sorted by file name."""
    return tuple(load(path) for path in sorted(HERE.glob("*.toml")))


def _section(data: dict[str, Any]) -> TrueSection:
    entries = tuple(TrueEntry(**_tuples(each)) for each in data.pop("entries", []))
    return TrueSection(entries=entries, **_tuples(data))


def _tuples(data: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}


# Signs that typesetters exchange freely: curly quotes for straight ones, hyphens that do not break.
_EQUIVALENT = str.maketrans("\u2018\u2019\u02bc\u201c\u201d\u2010\u2011", "'''\"\"--")


def collapse(text: str | None) -> str:
    """Return `text` for comparison; nothing for None.

    Runs of white space (no-break spaces too) become one space, curly quotes straight ones.
    """
    return " ".join((text or "").translate(_EQUIVALENT).split())


def compare(document: Document, truth: TrueCv) -> list[str]:
    """Return what differs between `document` and the truth, one sentence each; empty when nothing.

    Checked: section kinds and headings in order (within each column where the layout has a side
    column, since either column may rightly be read first), entries with title, organisation,
    location, start and end, the texts of each entry exactly and in order, and the texts of each
    section that stand outside entries. Case of headings is not compared: templates set capitals.
    """
    found = list(document.sections)
    differences = _compare_sections(found, truth)
    for section in truth.sections:
        match = _find(found, section)
        if match is None:
            continue
        where = f"section {section.heading!r}"
        differences += _compare_loose(document, match, section, where)
        differences += _compare_entries(match.entries, section.entries, where)
    if document.contact.name != truth.name:
        differences.append(f"name: {document.contact.name!r}, expected {truth.name!r}")
    if truth.email not in document.contact.emails:
        differences.append(f"e-mail {truth.email!r} not among {document.contact.emails!r}")
    return differences


def _key(kind: str, heading: str) -> tuple[str, str]:
    return str(kind), collapse(heading).casefold()


def _find(found: Sequence[Section], section: TrueSection) -> Section | None:
    wanted = _key(section.kind, section.heading)
    return next((each for each in found if _key(each.kind, each.heading) == wanted), None)


def _compare_sections(found: Sequence[Section], truth: TrueCv) -> list[str]:
    """Compare (kind, heading) in order; with a side column, the order within each column."""
    sided = "sidebar" in truth.layout
    side = {_key(each.kind, each.heading) for each in truth.sections if each.side} if sided else set()
    keys = [_key(each.kind, each.heading) for each in found]
    wanted = [_key(each.kind, each.heading) for each in truth.sections]

    def by_column(these: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        return sorted(these, key=side.__contains__)

    if by_column(keys) == by_column(wanted):
        return []
    return [f"sections: {keys}, expected {wanted}"]


def _compare_loose(document: Document, found: Section, section: TrueSection, where: str) -> list[str]:
    """Compare what stands outside entries."""
    differences = []
    items = [collapse(each.text) for each in found.all_items()]
    whole = {*items, *(collapse(each) for each in found.bullets)}
    differences += [
        f"{where}: no item or bullet {text!r}; it has {sorted(whole)}"
        for text in map(collapse, section.paragraphs + section.bullets)
        if text not in whole
    ]
    expected = [*map(collapse, section.paragraphs + section.bullets + section.publications)]
    split = section.bullets if section.kind in {"skills", "languages", "interests"} else ()
    printed = " ".join(map(collapse, section.lines + split))
    differences += [
        f"{where}: item {text!r} outside entries is not in the source"
        for text in (collapse(each.text) for each in found.items)
        if text not in expected and text not in printed
    ]
    publications = [collapse(each.text) for each in found.all_items() if each.kind == "publication"]
    if publications != [collapse(each) for each in section.publications]:
        differences += _listing(f"{where}: publications", publications, section.publications)
    body = collapse(document.text[found.span.start : found.span.end])
    at = 0
    for line in map(collapse, section.lines):
        place = body.find(line, at)
        if place < 0:
            differences.append(f"{where}: line {line!r} is not in order in {body!r}")
        else:
            at = place + len(line)
    return differences


def _compare_entries(found: Sequence[Entry], truth: Sequence[TrueEntry], where: str) -> list[str]:
    if len(found) != len(truth):
        names = [(each.title, each.organisation, each.start, each.end) for each in found]
        return [f"{where}: {len(found)} entries {names}, expected {len(truth)}"]
    differences = []
    for entry, wanted in zip(found, truth, strict=True):
        here = f"{where}, entry {wanted.title or wanted.organisation!r}"
        for slot in ("title", "organisation", "location"):
            got, want = collapse(getattr(entry, slot)), collapse(getattr(wanted, slot))
            if got != want:
                differences.append(f"{here}: {slot} {got!r}, expected {want!r}")
        if not dates_agree(entry, wanted):
            differences.append(
                f"{here}: dates {entry.start!r} to {entry.end!r}, expected {wanted.start!r} to {wanted.end!r}"
                f" ({wanted.dates!r})"
            )
        texts = [collapse(each.text) for each in entry.items]
        if texts != [collapse(each) for each in wanted.texts]:
            differences += _listing(f"{here}: items", texts, wanted.texts)
    return differences


def dates_agree(entry: Entry, wanted: TrueEntry) -> bool:
    if wanted.start is None and wanted.end is not None:  # one printed date: either slot, or both
        return {entry.start, entry.end} - {None} == {wanted.end}
    return (entry.start, entry.end) == (wanted.start, wanted.end)


def _listing(what: str, found: Sequence[str], truth: Sequence[str]) -> list[str]:
    wanted = [collapse(each) for each in truth]
    missing = [each for each in wanted if each not in found]
    extra = [each for each in found if each not in wanted]
    return [f"{what}: missing {missing}, not in the source {extra}, {len(found)} for {len(wanted)}"]

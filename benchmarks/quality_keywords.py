"""How well keywords are found, where they stand and where the word means something else.

python benchmarks/quality.py keywords [FILE ...] [--wrong] [--cvs FOLDER] [--skillspan DIR]

Each FILE (default: the probes of `tests/keywords/`) holds short texts in TOML:

    [[items]]
    id = "p17"
    text = "Sparked the interest of 40 pupils in robotics"
    term = "Spark"             # looked up by its name or a form in the role with the technology lexicon
    section = "experience"     # kind of the section the text stands in; a text of skills is parted at its commas
    shown = false              # whether the person who writes this has it
    family = "part of a word"  # the trap

Printed: accuracy, precision, recall and F1, in all and for each family, beside those of a plain search of the
term and its name as whole words in any case. Then the same of the CVs of `tests/cvs/`, whose truth is
`tests/keywords/cvs.toml` (each as its file in FOLDER, default `sample_cvs/`, else one of `tests/cvs/rendered/`).

`--skillspan DIR` (train part of SkillSpan, Zhang et al. 2022; not in the repository): the share of the annotated terms that
occur twice or more and are known, and the scores of DIR/score.py. `--wrong` lists what is wrong or not known.
"""

from __future__ import annotations

import argparse
import functools
import importlib.util
import json
import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cvtailor import lexicon, nlp, parsing
from cvtailor.document import Contact, Document, Item, ItemKind, Place, Section, SectionKind, Span
from cvtailor.lexicon.writing import normal
from cvtailor.nlp.matching import find_in
from cvtailor.nlp.pipeline import tokenise

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from types import ModuleType

    from cvtailor.lexicon import Keyword, Lexicon

    Probe = dict[str, Any]

TESTS = Path(__file__).resolve().parent.parent / "tests"
TRUTH = TESTS / "keywords" / "cvs.toml"
PROBES = TESTS / "keywords"
SAMPLES = TESTS.parent / "sample_cvs"
RENDERED = TESTS / "cvs" / "rendered"
_PARTS = re.compile(r"[^,\n]+")


class Figures(NamedTuple):
    """How often told and wanted were yes and no."""

    right: int
    false: int
    missed: int
    silent: int

    @property
    def accuracy(self) -> float:
        """Return the share that was told as wanted; 1 of nothing."""
        return (self.right + self.silent) / (sum(self) or 1) if sum(self) else 1.0

    @property
    def precision(self) -> float:
        """Return the share of what was told that is so; 1 where nothing was told."""
        return self.right / (self.right + self.false) if self.right + self.false else 1.0

    @property
    def recall(self) -> float:
        """Return the share of what is so that was told; 1 where nothing is."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        return 2 * self.right / (2 * self.right + self.false + self.missed) if self.right else 0.0


def figures(wanted: Iterable[bool], told: Iterable[bool]) -> Figures:
    """Count the pairs."""
    pairs = Counter(zip(wanted, told, strict=True))
    return Figures(pairs[True, True], pairs[False, True], pairs[True, False], pairs[False, False])


# Probes


def load(files: Sequence[Path]) -> list[Probe]:
    """Return the items of probe files; KeyError or TOMLDecodeError for files of another form."""
    return [item for path in files for item in tomllib.loads(path.read_text(encoding="utf-8"))["items"]]


@functools.cache
def words() -> Lexicon:
    """Return the role with the technology lexicon beside it."""
    return lexicon.load(technology=True)


def known(term: str) -> tuple[Keyword, ...]:
    """Return the keywords a term stands for: the one of that name, else all that list it as a form."""
    found = words().find_all(term)
    named = [each for each in found if term.casefold() in (each.id, each.name.casefold())]
    return tuple(named[:1]) or found or _written().get(normal(term), ())


@functools.cache
def _written() -> dict[str, tuple[Keyword, ...]]:
    """Return the keywords by what all writings of a name or form share: "recommendation systems"."""
    found: dict[str, tuple[Keyword, ...]] = {}
    for each in words().keywords:
        for form in dict.fromkeys(map(normal, (*names_of(each), *each.forms, *each.cased))):
            found[form] = (*found.get(form, ()), each)
    return found


def document(text: str, section: str = "experience") -> Document:
    """Return a CV of one section that holds this text as its one item; skills are parted at commas.

    A section of "headline" is text before the first section.
    """
    if section == "headline":
        return _document(text, ())
    kind, heading = SectionKind(section), section.capitalize()
    whole = f"{heading}\n{text}"
    start = len(heading) + 1
    parts = [(start, len(whole), ItemKind.BULLET)]
    if kind is SectionKind.SKILLS:
        label = re.match(r"[^:,]{1,40}:\s", text)
        at = start + (label.end() if label else 0)
        parts = [(match.start(), match.end(), ItemKind.SKILL) for match in _PARTS.finditer(whole, at)]
    elif kind is SectionKind.SUMMARY:
        parts = [(start, len(whole), ItemKind.PARAGRAPH)]
    elif kind is SectionKind.PUBLICATIONS:
        parts = [(start, len(whole), ItemKind.PUBLICATION)]
    made = Section(
        kind=kind,
        heading=heading,
        heading_span=Span(start=0, end=len(heading)),
        span=Span(start=0, end=len(whole)),
        place=Place(),
        items=tuple(
            Item(kind=what, text=whole[first:last], span=Span(start=first, end=last), place=Place())
            for first, last, what in parts
        ),
    )
    return _document(whole, (made,))


def _document(text: str, sections: tuple[Section, ...]) -> Document:
    return Document(
        tool_version="0",
        file="probe.txt",
        sha256="0" * 64,
        media_type="text/plain",
        reader="probe",
        pages=None,
        language="en",
        text=text,
        masked=(),
        sections=sections,
        contact=Contact(),
        observations=(),
    )


def shown(probe: Probe) -> bool:
    """Return whether the package says that the text shows the term; not so where it does not know it."""
    wanted = {each.id for each in known(probe["term"])}
    if not wanted:
        return False
    evidence = nlp.read(document(probe["text"], probe.get("section", "experience")), words())
    return any(each.id in wanted and each.standing.shown for each in evidence.keywords)


def searched(text: str, names: Iterable[str]) -> bool:
    """Return whether one of the names stands in the text as whole words, in any case: the baseline."""
    return any(_pattern(name).search(text) is not None for name in names)


@functools.lru_cache(maxsize=65536)
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)


def names_of(keyword: Keyword) -> list[str]:
    """Return a keyword's name, what stands in its brackets apart: "Amazon Web Services (AWS)" is two."""
    return [each for each in re.split(r"\s*[()]\s*", keyword.name) if each]


def report(probes: Sequence[Probe], told: Sequence[bool]) -> str:
    """Return the tables of accuracy, precision, recall and F1."""
    wanted = [probe["shown"] for probe in probes]
    plain = [
        searched(
            probe["text"], {probe["term"], *(n for each in known(probe["term"]) for n in names_of(each))}
        )
        for probe in probes
    ]
    terms = {probe["term"] for probe in probes}
    unknown = sorted(term for term in terms if not known(term))
    lines = [f"{len(probes)} texts over {len(terms)} terms, {sum(wanted)} of them show theirs"]
    if unknown:
        lines.append(f"not in the lexicons: {', '.join(unknown)}")
    head = f"{'accuracy':>10}{'precision':>10}{'recall':>8}{'F1':>8}"
    lines += ["", f"{'':24}{'texts':>6}{head}   plain search:{head}"]
    families: dict[str, list[int]] = {name: [] for name in sorted({probe["family"] for probe in probes})}
    for at, probe in enumerate(probes):
        families[probe["family"]].append(at)
    for name, chosen in {**families, "all": list(range(len(probes)))}.items():
        ours, other = (
            figures([wanted[at] for at in chosen], [way[at] for at in chosen]) for way in (told, plain)
        )
        lines.append(f"{name:24}{len(chosen):6}{_row(ours)}{'':16}{_row(other)}")
    ours = figures(wanted, told)
    lines.append(
        f"right of those that show theirs: {ours.recall:.3f}; of those that do not: "
        f"{ours.silent / (ours.silent + ours.false or 1):.3f}"
    )
    return "\n".join(lines)


def _row(each: Figures) -> str:
    return f"{each.accuracy:10.3f}{each.precision:10.3f}{each.recall:8.3f}{each.f1:8.3f}"


def wrong(probes: Sequence[Probe], told: Sequence[bool]) -> list[str]:
    """Return a line for each text that is judged otherwise than its label says."""
    return [
        f"{probe['id']} [{probe['family']}] {probe['term']}: label {_word(probe['shown'])}, told {_word(is_told)}: "
        f"{probe['text']!r} ({probe.get('section', 'experience')})"
        for probe, is_told in zip(probes, told, strict=True)
        if probe["shown"] is not is_told
    ]


def _word(is_shown: bool) -> str:
    return "shown" if is_shown else "not shown"


# CVs


def cv_files(folder: Path) -> dict[str, Path]:
    """Return the file of each CV with a truth: in the folder, else one that is kept rendered."""
    files = {}
    for stem in sorted(tomllib.loads(TRUTH.read_text(encoding="utf-8"))):
        there = [*sorted(folder.glob(f"{stem}*")), *sorted(RENDERED.glob(f"{stem}.*"))]
        if there:
            files[stem] = there[0]
    return files


def judged_ids(role: Lexicon) -> list[str]:
    """Return the keywords that the truth speaks of: the members of groups, and SQL."""
    members = {member for group in role.groups for member in group.members} | {"sql"}
    return [each.id for each in role.keywords if each.id in members]


def cvs(files: dict[str, Path]) -> tuple[str, list[str]]:
    """Return the table of the CVs, and a line for each keyword told otherwise than the truth has it."""
    role, truths = lexicon.load(), tomllib.loads(TRUTH.read_text(encoding="utf-8"))
    ids = judged_ids(role)
    head = f"{'precision':>10}{'recall':>8}{'F1':>8}"
    lines = [f"{'CV':24}{'shows':>6}{head}   plain search:{head}"]
    faults, sums = [], [Figures(0, 0, 0, 0), Figures(0, 0, 0, 0)]
    for stem, path in files.items():
        truth = truths[stem]
        read = parsing.parse(path)
        told = {each.id for each in nlp.read(read, role).keywords if each.standing.shown}
        asked = [id for id in ids if id not in truth["either"]]
        wanted = [id in truth["shows"] for id in asked]
        ours = figures(wanted, [id in told for id in asked])
        plain = figures(wanted, [searched(read.text, names_of(role.keyword(id))) for id in asked])
        lines.append(f"{stem:24}{sum(wanted):6}{_row(ours)[10:]}{'':16}{_row(plain)[10:]}")
        sums = [Figures(*map(sum, zip(*each, strict=True))) for each in zip(sums, (ours, plain), strict=True)]
        for name, some in (
            ("too much", [id for id in asked if id in told and id not in truth["shows"]]),
            ("missed", [id for id in asked if id not in told and id in truth["shows"]]),
        ):
            faults += [f"{stem}: {name}: {', '.join(some)}"] if some else []
    total = sums[0].right + sums[0].missed
    lines.append(f"{'all':24}{total:6}{_row(sums[0])[10:]}{'':16}{_row(sums[1])[10:]}")
    return "\n".join(lines), faults


# Adverts


def skillspan(folder: Path) -> tuple[str, list[str]]:
    """Return what the lexicons know of the annotated terms, with the scores; and the terms not known."""
    score = module_of(folder / "score.py")
    lines = (folder / "tech_train.jsonl").read_text(encoding="utf-8").splitlines()
    adverts = [json.loads(line) for line in lines]
    counts = Counter(score.norm(span) for advert in adverts for span in _spans(advert))
    often = [term for term, count in counts.items() if count > 1 and term]
    single = [term for term in often if len(term.split()) <= 3 and not {"and", "or"} & set(term.split())]
    listed = score.normset(
        form for each in words().keywords for form in (each.name, *each.forms, *each.cased)
    )
    unknown = [term for term in often if term not in listed and not _covered(term)]
    said = [
        f"annotated terms that occur twice or more: {len(often)}, known {_share(often, unknown)}",
        f"of these up to three words, no and, no or: {len(single)}, known {_share(single, unknown)}",
        f"of these known, or holding what is known: {_share(single, [t for t in unknown if not _holds(score, t, listed)])}",
    ]
    told = {at: terms_in(advert["text"]) for at, advert in enumerate(adverts)}
    for key, value in score.score([set(advert["terms"]) for advert in adverts], told).items():
        said.append(f"{key:14}{value:.3f}" if isinstance(value, float) else f"{key:14}{value}")
    return "\n".join(said), [
        f"not known: {term} ({counts[term]}{'' if term in single else ', no single term'})"
        for term in unknown
    ]


def _holds(score: ModuleType, term: str, listed: set[str]) -> bool:
    return any(score.holds(term, each) for each in listed)


def _spans(advert: dict[str, Any]) -> list[str]:
    return [each if isinstance(each, str) else str(each["text"]) for each in advert["spans"]]


def terms_in(text: str) -> list[str]:
    """Return what the technology lexicon finds in an advert, as written, line by line."""
    broad = lexicon.technology()
    found: list[str] = []
    for line in filter(str.strip, text.splitlines()):
        found += [line[each.start : each.end] for each in find_in(tokenise(line), broad, section="skills")]
    return found


def _covered(term: str) -> bool:
    """Return whether the matcher takes the whole of a term for a keyword."""
    size = len(term)
    return any(each.end - each.start >= size for each in find_in(tokenise(term), words(), section="skills"))


def _share(terms: Sequence[str], unknown: Sequence[str]) -> str:
    there = sum(term not in unknown for term in terms)
    return f"{there} ({there / len(terms):.1%})" if terms else "none"


def module_of(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("skillspan_score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the arguments, measure and print; 2 when a file cannot be used, else 0."""
    parser = argparse.ArgumentParser(
        prog="quality.py keywords",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--wrong", action="store_true", help="list what is wrong")
    parser.add_argument(
        "--cvs", type=Path, default=SAMPLES, metavar="FOLDER", help="where the CVs' files are"
    )
    parser.add_argument("--skillspan", type=Path, metavar="DIR", help="data of SkillSpan with its score.py")
    given = parser.parse_args(arguments)
    files = given.files or sorted(each for each in PROBES.glob("*.toml") if each != TRUTH)
    parts: list[str] = []
    faults: list[str] = []
    try:
        probes = load(files)
        told = [shown(probe) for probe in probes]
        if probes:
            parts.append(report(probes, told))
            faults += wrong(probes, told)
        if not given.files:  # CVs are measured unless only some probes are asked for
            table, more = cvs(cv_files(given.cvs))
            parts.append(table)
            faults += more
        if given.skillspan:
            table, more = skillspan(given.skillspan)
            parts.append(table)
            faults += more
    except (OSError, KeyError, ValueError) as error:
        print(f"{type(error).__name__}: {error}")
        return 2
    print("\n\n".join(parts))
    if given.wrong and faults:
        print("\n".join(["", *faults]))
    return 0

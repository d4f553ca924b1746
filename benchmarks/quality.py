"""How well cvtailor does its work, measured against sources that say what is true.

python benchmarks/quality.py parsing DIR [--reader pdfminer] [--only GLOB] [--worst N] [--jobs N]
                                         [--json FILE] [--against FILE]
python benchmarks/quality.py achievements [FILE ...] [--wrong] [--second FILE]   (see quality_achievements.py)
python benchmarks/quality.py keywords [FILE ...] [--wrong] [--skillspan DIR]   (see quality_keywords.py)
python benchmarks/quality.py rewrites [--wrong] [--number N] [--more N]   (see quality_rewrites.py)
python benchmarks/quality.py score [DIR]   (see quality_score.py)

DIR, searched with its sub-folders, holds PDF and DOCX files. The truth about `NAME.pdf` and `NAME.docx`
stands beside them in `NAME.toml` (the format of `tests/cvs/README.md`); without one, the file is a sample,
or one of those that `python tests/cvs/render.py --all-producers DIR` wrote.

Printed for each producer and layout and in total, in per cent (all but `glued`: the higher the better):

found     words of the truth that stand in the text, each as often as the truth has it
order     pairs of neighbouring words within a text of the truth that are neighbours in the text
section   F1 of (kind, heading); `heading` and `kind`: F1 of each alone; headings over contact facts left out
whole     bullets and paragraphs found exactly; `within`: in a section of their kind; `placed`: in their entry too
dates     entries with their start and end; `named`: entries with their title, organisation and location
glued     words of the truth that are found only within a token made of several of its words
same      files without any difference

Case does not count in headings and words; white space, straight or curly quotes count nowhere. Figures in
total are pooled: of all words, of all bullets. A file that cannot be read gets the worst of each figure.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import re
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from fnmatch import fnmatch
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "cvs"))

import quality_achievements
import quality_jobs
import quality_keywords
import quality_rewrites
import quality_score
import render
import truth

from cvtailor import parsing
from cvtailor.parsing.headings import is_contact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from truth import TrueCv

    from cvtailor.document import Document

    Figures = dict[str, tuple[int, int]]  # measure → (what was right, what could be right)

MEASURES = (
    "found", "order", "section", "heading", "kind", "whole", "within", "placed", "dates", "named", "glued",
    "same",
)  # fmt: skip
LOWER_IS_BETTER = frozenset({"glued"})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of one file: `producer` with its layout, the figures, differences, why it was not read."""

    file: str
    producer: str
    figures: Figures
    differences: tuple[str, ...] = ()
    error: str | None = None


# Which files, and what is true of them


def files(folder: Path, only: str = "*") -> Iterator[tuple[str, Path, TrueCv]]:
    """Yield (producer and layout, path, truth) for each CV under `folder` that `only` fits.

    `only` is a glob for the file's name or its path within `folder`. A file of which no truth is known
    is named on standard error and left out.
    """
    sources = {cv.stem: cv for cv in truth.load_all()}
    layouts = {_label(producer, layout): layout for producer, layout in render.PRODUCERS}
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() not in {".pdf", ".docx"}:
            continue
        if not (fnmatch(path.name, only) or fnmatch(path.relative_to(folder).as_posix(), only)):
            continue
        beside = path.with_suffix(".toml")
        stem, _, name = path.stem.partition(".")
        if beside.exists():
            cv = truth.load(beside)
            yield _label(cv.producer, cv.layout), path, cv
        elif stem in sources and not name:
            yield _label(sources[stem].producer, sources[stem].layout), path, sources[stem]
        elif stem in sources and name in layouts:
            yield name, path, dataclasses.replace(sources[stem], layout=layouts[name])
        else:
            print(f"no truth for {path}", file=sys.stderr)


def _label(producer: str, layout: str) -> str:
    return f"{producer}-{layout}".replace(" ", "-")


# The figures of one file


def measure(document: Document, cv: TrueCv) -> Figures:
    """Return the figures of `MEASURES` for `document`, which should say what `cv` says."""
    told, read = _told(cv), _read(document)
    pairs, words = _pairs(_texts(cv)), _words(_texts(cv))
    read_words = _words([document.text])
    keys, read_keys = _keys(cv.sections), _keys(document.sections)
    jobs = [(each.kind, at, entry) for each in cv.sections for at, entry in enumerate(each.entries)]
    near = [_near(document, *job) for job in jobs]
    return {
        "found": _shared(words, read_words),
        "order": _shared(pairs, _pairs([document.text])),
        "section": _f1(keys, read_keys),
        "heading": _f1(_part(keys, 1), _part(read_keys, 1)),
        "kind": _f1(_part(keys, 0), _part(read_keys, 0)),
        "whole": _shared(_part(told, 2), _part(read, 2)),
        "within": _shared(_part(told, 0, 2), _part(read, 0, 2)),
        "placed": _shared(told, read),
        "dates": (_some(truth.dates_agree, near, jobs), len(jobs)),
        "named": (_some(_same_names, near, jobs), len(jobs)),
        "glued": (glued(words, read_words), words.total()),
        "same": (not truth.compare(document, cv), 1),
    }


def worst(cv: TrueCv) -> Figures:
    """Return the figures of a file of which nothing could be read."""
    words = _words(_texts(cv)).total()
    entries = sum(len(each.entries) for each in cv.sections)
    of = {"found": words, "glued": words, "order": _pairs(_texts(cv)).total(), "same": 1}
    of |= dict.fromkeys(["section", "heading", "kind"], len(cv.sections))
    of |= dict.fromkeys(["whole", "within", "placed"], _told(cv).total())
    of |= dict.fromkeys(["dates", "named"], entries)
    return {each: (of[each] if each in LOWER_IS_BETTER else 0, of[each]) for each in MEASURES}


def glued(words: Counter[str], read: Counter[str]) -> int:
    """Return how many of the true `words` are missing from `read` and stand there inside a longer token.

    Such a token is no word of the truth, and is made of two or more of them and nothing else.
    """
    missing = words - read
    inside = Counter[str]()
    for token, count in (read - words).items():
        if token not in words:
            for word in _split(token, words):
                inside[word] += count
    return (missing & inside).total()


def _split(token: str, words: Counter[str]) -> list[str]:
    """Return `token` as a run of `words`, the fewest that make it; empty when they cannot."""
    best: list[list[str] | None] = [[]] + [None] * len(token)
    longest = max(map(len, words), default=0)
    for end in range(1, len(token) + 1):
        for start in range(max(0, end - longest), end):
            before, word = best[start], token[start:end]
            if before is not None and word in words:
                here = best[end]
                if here is None or len(before) + 1 < len(here):
                    best[end] = [*before, word]
    return best[-1] or []


def _texts(cv: TrueCv) -> Iterator[str]:
    """Yield every text that the file prints; words of different texts need not be neighbours."""
    yield from filter(None, [cv.name, cv.headline, *cv.contact])
    for section in cv.sections:
        yield section.heading
        yield from section.paragraphs + section.lines + section.bullets + section.publications
        for entry in section.entries:
            facts = [entry.title, entry.organisation, entry.location, entry.dates]
            yield from filter(None, [*facts, *entry.texts])


def _tokens(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _words(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in _tokens(text))


def _pairs(texts: Iterable[str]) -> Counter[tuple[str, str]]:
    return Counter(pair for text in texts for pair in pairwise(_tokens(text)))


def _keys(sections: Iterable[Any]) -> Counter[tuple[Any, ...]]:
    return Counter(
        (str(each.kind), truth.collapse(each.heading).casefold())
        for each in sections
        if not is_contact(each.heading)
    )


def _told(cv: TrueCv) -> Counter[tuple[Any, ...]]:
    """Count (section kind, number of the entry, text); number 0 holds what stands outside entries."""
    return Counter(
        (section.kind, number, truth.collapse(text))
        for section in cv.sections
        for number, texts in enumerate(
            [section.paragraphs + section.bullets, *(entry.texts for entry in section.entries)]
        )
        for text in texts
    )


def _read(document: Document) -> Counter[tuple[Any, ...]]:
    """As `_told`, of what was read."""
    return Counter(
        (str(section.kind), number, truth.collapse(text))
        for section in document.sections
        for number, texts in enumerate(
            [_loose(section), *([item.text for item in entry.items] for entry in section.entries)]
        )
        for text in texts
    )


def _loose(section: Any) -> list[str]:
    """Return the texts of a read section that stand outside entries, bullets of skills unsplit."""
    inside = {item.text for entry in section.entries for item in entry.items}
    unsplit = [text for text in section.bullets if text not in inside]
    return unsplit + [item.text for item in section.items if item.text not in unsplit]


def _near(document: Document, kind: str, number: int, wanted: Any) -> list[Any]:
    """Return the read entries that may be `wanted`: in its place, or elsewhere under its name."""
    names = {wanted.title, wanted.organisation} - {None}
    return [
        entry
        for section in document.sections
        if section.kind == kind
        for at, entry in enumerate(section.entries)
        if at == number or {entry.title, entry.organisation} & names
    ]


def _some(agree: Any, near: Sequence[list[Any]], jobs: Sequence[tuple[str, int, Any]]) -> int:
    pairs_of = zip(near, jobs, strict=True)
    return sum(any(agree(each, wanted) for each in these) for these, (_, _, wanted) in pairs_of)


def _same_names(entry: Any, wanted: Any) -> bool:
    slots = ("title", "organisation", "location")
    return all(truth.collapse(getattr(entry, s)) == truth.collapse(getattr(wanted, s)) for s in slots)


def _part(counts: Counter[tuple[Any, ...]], *places: int) -> Counter[tuple[Any, ...]]:
    part = Counter[tuple[Any, ...]]()
    for key, count in counts.items():
        part[tuple(key[place] for place in places)] += count
    return part


def _shared(wanted: Counter[Any], read: Counter[Any]) -> tuple[int, int]:
    return (wanted & read).total(), wanted.total()


def _f1(wanted: Counter[Any], read: Counter[Any]) -> tuple[int, int]:
    return 2 * (wanted & read).total(), wanted.total() + read.total()


# A folder


def measure_file(job: tuple[str, Path, TrueCv], folder: Path, reader: str) -> Result:
    """Read one file and return its figures; whatever stops the reading is the result's `error`."""
    producer, path, cv = job
    file = path.relative_to(folder).as_posix()
    try:
        document = parsing.parse(path, reader=reader)
    except Exception as error:  # noqa: BLE001 - a crash is a result here, as an unreadable file is
        why = f"{type(error).__name__}: {error}"
        return Result(file=file, producer=producer, figures=worst(cv), error=why)
    differences = tuple(truth.compare(document, cv))
    return Result(file=file, producer=producer, figures=measure(document, cv), differences=differences)


def measure_folder(folder: Path, reader: str = "pdfium", only: str = "*", jobs: int = 1) -> list[Result]:
    """Return a result for each file under `folder`, in the order of `files`, read by `jobs` processes."""
    work = partial(measure_file, folder=folder, reader=reader)
    if jobs == 1:
        return [work(job) for job in files(folder, only)]
    with ProcessPoolExecutor(jobs) as pool:
        return list(pool.map(work, files(folder, only)))


def pooled(results: Iterable[Result]) -> Figures:
    """Return the sums of the figures of `results`."""
    sums = dict.fromkeys(MEASURES, (0, 0))
    for result in results:
        for each, (right, of) in result.figures.items():
            sums[each] = sums[each][0] + right, sums[each][1] + of
    return sums


def share(figure: Sequence[int]) -> float | None:
    """Return right / possible; None where nothing was possible (a CV without bullets)."""
    return figure[0] / figure[1] if figure[1] else None


def table(results: Sequence[Result]) -> str:
    """Return the table of all producers, and the total."""
    rows = {name: [each for each in results if each.producer == name] for name in _producers(results)}
    wide = max([len("producer"), *map(len, rows)])
    lines = [f"{'producer':{wide}}{'files':>6}" + "".join(f"{each:>8}" for each in MEASURES)]
    for name, these in {**rows, "total": results}.items():
        figures = [share(figure) for figure in pooled(these).values()]
        cells = "".join(f"{'-':>8}" if each is None else f"{100 * each:8.1f}" for each in figures)
        lines.append(f"{name:{wide}}{len(these):6}{cells}")
    return "\n".join(lines)


def _producers(results: Iterable[Result]) -> list[str]:
    return sorted({each.producer for each in results})


def plain(results: Iterable[Result], reader: str) -> dict[str, Any]:
    """Return what `--json` writes and `--against` reads."""
    kept = ("producer", "figures", "error")
    return {
        "reader": reader,
        "files": {each.file: {key: getattr(each, key) for key in kept} for each in results},
    }


def changes(before: dict[str, Any], results: Iterable[Result]) -> list[str]:
    """Return a line for each figure of a file that differs from `before`, and for each new or lost file."""
    now = {each.file: each.figures for each in results}
    lines = [f"{file}: not measured now" for file in before["files"] if file not in now]
    for file, figures in now.items():
        if file not in before["files"]:
            lines.append(f"{file}: not measured before")
            continue
        for each in MEASURES:
            old, new = share(before["files"][file]["figures"].get(each, (0, 0))), share(figures[each])
            if old is None or new is None or old == new:
                continue
            word = "better" if (new > old) != (each in LOWER_IS_BETTER) else "worse"
            lines.append(f"{file}: {each} {word}, {100 * old:.1f} to {100 * new:.1f}")
    return lines


def main() -> int:
    """Read the arguments, measure and print; 2 when there was nothing to measure, else 0."""
    if sys.argv[1:2] == ["achievements"]:
        return quality_achievements.main(sys.argv[2:])
    if sys.argv[1:2] == ["score"]:
        return quality_score.main(sys.argv[2:])
    if sys.argv[1:2] == ["keywords"]:
        return quality_keywords.main(sys.argv[2:])
    if sys.argv[1:2] == ["jobs"]:
        return quality_jobs.main(sys.argv[2:])
    if sys.argv[1:2] == ["rewrites"]:
        return quality_rewrites.main(sys.argv[2:])
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["parsing", "achievements", "keywords", "jobs", "rewrites", "score"])
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--reader", choices=["pdfium", "pdfminer"], default="pdfium")
    parser.add_argument("--only", default="*", metavar="GLOB", help="only files with such a name or path")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="differences to show for each file")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="processes that read")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures of each file")
    parser.add_argument("--against", type=Path, metavar="FILE", help="an earlier --json to compare with")
    arguments = parser.parse_args()
    # Read first: --json may name the same file.
    before = json.loads(arguments.against.read_text(encoding="utf-8")) if arguments.against else None
    results = measure_folder(arguments.folder, arguments.reader, arguments.only, max(1, arguments.jobs))
    if not results:
        print(f"nothing to measure in {arguments.folder}", file=sys.stderr)
        return 2
    print(table(results))
    lines = [f"{each.file}: could not be read: {each.error}" for each in results if each.error]
    for each in results:
        lines += [f"{each.file}: {difference}" for difference in each.differences[: arguments.worst]]
    lines += changes(before, results) if before else []
    if lines:
        print("\n".join(["", *lines]))
    if arguments.json:
        text = json.dumps(plain(results, arguments.reader), indent=1, sort_keys=True)
        arguments.json.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

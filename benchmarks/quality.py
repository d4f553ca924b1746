"""How well cvtailor does its work, measured against sources that say what is true.

python benchmarks/quality.py parsing DIR [--reader pdfminer] [--worst N]

DIR is `sample_cvs`, or holds what `python tests/cvs/render.py --all-producers DIR` wrote. Printed
for each producer, in per cent: `words`, pairs of neighbouring words of a text that stay neighbours;
`sections`, F1 of (kind, heading); `whole`, bullets and paragraphs found exactly, white space aside;
`placed`, the same in their own section and entry; `dates`, entries with their start and end;
`named`, entries with their title, organisation and location; `same`, files without any difference.
"""

from __future__ import annotations

import argparse
import dataclasses
import re
import sys
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "cvs"))

import render
import truth

from cvtailor import parsing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from truth import TrueCv

    from cvtailor.document import Document

MEASURES = ("words", "sections", "whole", "placed", "dates", "named", "same")


def files(folder: Path) -> Iterator[tuple[str, Path, TrueCv]]:
    """Yield (producer and layout, path, truth) for each rendered CV in `folder`."""
    layouts = {f"{producer}-{layout}".replace(" ", "-"): layout for producer, layout in render.PRODUCERS}
    cvs = {cv.stem: cv for cv in truth.load_all()}
    for path in sorted(folder.iterdir()):
        stem, _, name = path.stem.partition(".")
        if stem in cvs and path.suffix in {".pdf", ".docx"}:
            name = name or f"{cvs[stem].producer}-{cvs[stem].layout}".replace(" ", "-")
            yield name, path, dataclasses.replace(cvs[stem], layout=layouts[name])


def measure(document: Document, cv: TrueCv) -> dict[str, tuple[int, int]]:
    """Return for each of `MEASURES` but `same` (what was right, what could be right)."""
    written = [text for section in cv.sections for text in _texts(section)]
    pairs = _pairs(written)
    headings, read_headings = _headings(cv.sections), _headings(document.sections)
    both = (headings & read_headings).total()
    told = Counter(
        (section.kind, number, truth.collapse(text))
        for section in cv.sections
        for number, texts in enumerate([section.paragraphs + section.bullets, *_told(section)])
        for text in texts
    )
    read = Counter(
        (str(section.kind), number, truth.collapse(text))
        for section in document.sections
        for number, texts in enumerate([_loose(section), *_told(section)])
        for text in texts
    )
    dates = named = 0
    jobs = [
        (section.kind, number, entry)
        for section in cv.sections
        for number, entry in enumerate(section.entries)
    ]
    for kind, number, wanted in jobs:
        near = [  # in its place, or elsewhere under its name
            entry
            for section in document.sections
            if section.kind == kind
            for at, entry in enumerate(section.entries)
            if at == number
            or {entry.title, entry.organisation} & {wanted.title, wanted.organisation} - {None}
        ]
        dates += any(truth.dates_agree(entry, wanted) for entry in near)
        named += any(_names(entry) == _names(wanted) for entry in near)
    return {
        "words": ((pairs & _pairs([document.text])).total(), pairs.total()),
        "sections": (2 * both, headings.total() + read_headings.total()),
        "whole": ((_text_only(told) & _text_only(read)).total(), told.total()),
        "placed": ((told & read).total(), told.total()),
        "dates": (dates, len(jobs)),
        "named": (named, len(jobs)),
    }


def _texts(section: Any) -> Iterator[str]:
    yield section.heading
    yield from section.paragraphs + section.lines + section.bullets + section.publications
    for entry in section.entries:
        yield from filter(None, [entry.title, entry.organisation, entry.location, entry.dates, *entry.texts])


def _pairs(texts: Iterable[str]) -> Counter[tuple[str, str]]:
    rows = [re.findall(r"\w+", text.casefold()) for text in texts]
    return Counter(pair for words in rows for pair in pairwise(words))


def _headings(sections: Iterable[Any]) -> Counter[tuple[str, str]]:
    return Counter((str(each.kind), truth.collapse(each.heading).casefold()) for each in sections)


def _told(section: Any) -> list[tuple[str, ...]]:
    """Return for each entry of a true section or a read one what was done, in order."""
    return [
        entry.texts if isinstance(entry, truth.TrueEntry) else tuple(item.text for item in entry.items)
        for entry in section.entries
    ]


def _loose(section: Any) -> list[str]:
    """Return the texts of a read section that stand outside entries, bullets of skills unsplit."""
    inside = {text for texts in _told(section) for text in texts}
    unsplit = [text for text in section.bullets if text not in inside]
    return unsplit + [item.text for item in section.items if item.text not in unsplit]


def _text_only(texts: Counter[tuple[str, int, str]]) -> Counter[str]:
    return Counter(text for (_, _, text), count in texts.items() for _ in range(count))


def _names(entry: Any) -> tuple[str, ...]:
    return tuple(truth.collapse(each) for each in (entry.title, entry.organisation, entry.location))


def measure_parsing(folder: Path, reader: str, worst: int) -> None:
    """Print the table for `folder`, and per producer the first `worst` differences of each file."""
    sums: dict[str, dict[str, list[int]]] = defaultdict(lambda: {each: [0, 0] for each in MEASURES})
    notes: dict[str, list[str]] = defaultdict(list)
    for name, path, cv in files(folder):
        document = parsing.parse(path, reader=reader)
        differences = truth.compare(document, cv)
        for which, (right, of) in {**measure(document, cv), "same": (not differences, 1)}.items():
            sums[name][which][0] += right
            sums[name][which][1] += of
        notes[name] += [f"{path.name}: {each}" for each in differences[:worst]]
    print(f"{'producer':28}" + "".join(f"{each:>10}" for each in MEASURES))
    for name, row in sums.items():
        print(f"{name:28}" + "".join(f"{100 * right / max(of, 1):10.1f}" for right, of in row.values()))
    for name, lines in ((name, lines) for name, lines in notes.items() if lines):
        print("\n".join(["", name, *lines]))


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["parsing"])
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--reader", choices=["pdfium", "pdfminer"], default="pdfium")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="differences to show for each file")
    arguments = parser.parse_args()
    measure_parsing(arguments.folder, arguments.reader, arguments.worst)


if __name__ == "__main__":
    main()

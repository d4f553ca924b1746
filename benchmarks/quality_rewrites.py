"""How well the guard tells faithful rewrites from broken ones.

python benchmarks/quality.py rewrites [--wrong] [--number N] [--more N]

Pairs of an old and a new text come from `tests/guard/`: written by hand in the manner of a language model
(`*_by_hand.toml`, `*_fresh.toml`), and made by `seeding.py` from the labelled items and small grammars, with a
fixed seed: at least `--number` changed or added figures and as many tools and names, `--more` of each other
kind, as many faithful rewrites as figures, and whole CVs with facts moved between jobs.

Printed: for each kind and source how many of the faults were found, and the share of faithful rewrites on which
the guard raised an alarm; and the verdicts of the reader of `tests/rewrites/judged.toml`. `--wrong` lists the missed faults and the false alarms.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import cvtailor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "guard"
sys.path.insert(0, str(FOLDER))

import seeding  # noqa: E402 - it stands with the test data


@dataclass
class Tally:
    """What came of the pairs of one source: how many of each kind, how many were judged wrongly, and which."""

    all: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)

    def share(self, kind: str) -> float:
        """Return the share of pairs of a kind that were judged wrongly."""
        return self.wrong[kind] / self.all[kind] if self.all[kind] else 0.0


def by_hand(name: str) -> list[list[str]]:
    """Return the rows of a file of pairs written by hand."""
    rows: list[list[str]] = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["pairs"]
    return rows


def judge_faults(pairs: Iterable[Sequence[str]]) -> Tally:
    """Judge rewrites (kind, old, new) that each break a fact."""
    tally = Tally()
    for kind, old, new in pairs:
        tally.all[kind] += 1
        if cvtailor.verify(old, new).faithful:
            tally.wrong[kind] += 1
            tally.lines.append(f"missed {kind}: {old} → {new}")
    return tally


def judge_faithful(pairs: Iterable[Sequence[str]]) -> Tally:
    """Judge rewrites (kind of change, old, new) that are faithful."""
    tally = Tally()
    for kind, old, new in pairs:
        tally.all[kind] += 1
        found = cvtailor.verify(old, new)
        if not found.faithful:
            tally.wrong[kind] += 1
            said = ", ".join(f"{each.kind} “{each.text}”" for each in found.faults)
            tally.lines.append(f"alarm ({said}): {old} → {new}")
    return tally


def judge_cvs(pairs: Iterable[Sequence[str]]) -> tuple[Tally, Tally]:
    """Judge whole CVs in Markdown (kind, old, new); those of kind "reordered" are faithful."""
    broken, kept = Tally(), Tally()
    for kind, old, new in pairs:
        found = cvtailor.verify(old.encode(), new.encode())
        tally = kept if kind == "reordered" else broken
        tally.all[kind] += 1
        if found.verdict == "could_not_judge" or found.faithful != (kind == "reordered"):
            tally.wrong[kind] += 1
            said = ", ".join(f"{each.kind} “{each.text}”" for each in found.faults)
            tally.lines.append(f"CV, {kind} ({said or found.verdict}):\n{old}\n→\n{new}")
    return broken, kept


def verdicts() -> str:
    """Return what the reader of `tests/rewrites/judged.toml` said of the rewrites, as a line."""
    sheet = tomllib.loads((FOLDER.parent / "rewrites" / "judged.toml").read_text(encoding="utf-8"))
    said: Counter[str] = Counter()
    for pair in sheet["pairs"]:
        new = "b" if sheet["key"][pair["id"]]["original"] == "a" else "a"
        said["grammatical"] += pair[f"grammatical_{new}"] == "yes"
        said["better"] += pair["better"] == new
        said["neither"] += pair["better"] == "same"
        said["wrong in fact"] += pair["wrong_in_fact"] == new
    told = ", ".join(f"{said[each]} {each}" for each in ("grammatical", "better", "neither", "wrong in fact"))
    return f"\n{len(sheet['pairs'])} rewrites judged by a reader: {told}"


def table(name: str, tally: Tally, *, faults: bool) -> Iterator[str]:
    """Yield a line for each kind and the total."""
    yield f"\n{name}"
    for kind in [*sorted(tally.all), "total"]:
        total = tally.all.total() if kind == "total" else tally.all[kind]
        wrong = tally.wrong.total() if kind == "total" else tally.wrong[kind]
        right = total - wrong if faults else wrong
        said = "found" if faults else "alarms"
        if faults or kind == "total" or wrong:
            yield f"  {kind:24}{right:6} of {total:5} {said}  {100 * right / max(total, 1):6.2f} %"


def main(arguments: Sequence[str]) -> int:
    """Measure and print; always 0."""
    parser = argparse.ArgumentParser(prog="quality.py rewrites", description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="list what was judged wrongly")
    parser.add_argument("--number", type=int, default=1000, metavar="N")
    parser.add_argument("--more", type=int, default=300, metavar="N")
    given = parser.parse_args(arguments)
    lines: list[str] = []
    for name in ("faults_by_hand", "faults_fresh"):
        tally = judge_faults(by_hand(name))
        print("\n".join(table(name, tally, faults=True)))
        lines += tally.lines
    tally = judge_faults(seeding.faults(given.number, given.more))
    print("\n".join(table("faults made from items and grammars", tally, faults=True)))
    lines += tally.lines
    broken, kept = judge_cvs(seeding.cvs(given.more))
    print("\n".join(table("whole CVs", broken, faults=True)))
    lines += broken.lines
    sources = {
        "faithful_by_hand": [("", *each) for each in by_hand("faithful_by_hand")],
        "faithful_fresh": [("", *each) for each in by_hand("faithful_fresh")],
        "faithful, made from items and grammars": seeding.faithful(given.number),
        "our own rewrites": seeding.rewritten(given.number),
    }
    for name, pairs in sources.items():
        tally = judge_faithful(pairs)
        print("\n".join(table(name, tally, faults=False)))
        lines += tally.lines
    print("\n".join(table("whole CVs, reordered", kept, faults=False)))
    lines += kept.lines
    print(verdicts())
    if given.wrong:
        print("\n".join(["", *lines]))
    return 0

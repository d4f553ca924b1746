"""What is read in job adverts, against labels, and whether a CV finds the advert it was written for.

python benchmarks/quality.py jobs [open|sealed|all|DIR] [--wrong]
python benchmarks/quality.py jobs --skillspan DIR [--dev]

Adverts, labels and CVs stand in `tests/jobs/adverts/` (written without sight of the program; README.md there says how).

- terms: precision, recall and F1 over all adverts of what the adverts name; a told term is right when it equals a label
  but for case, hyphens and a plural, or when one of the two holds the other's words whole ("R" and "R programming" do).
- importance: of the terms found, how many are told essential or desirable as labelled.
- years, degrees: F1 over (minimum) and over (level, equivalent experience).
- pairs: the mean reciprocal rank of the advert that a CV was written for, by the coverage told.
- two baselines: scikit-learn's TF-IDF (the top 20 words or pairs of an advert) and a search for the lexicon's names.
"""

from __future__ import annotations

import argparse
import json
import re
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quality_keywords import module_of

from cvtailor import jobs, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cvtailor.jobs.types import JobDescription
    from cvtailor.lexicon import Lexicon

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "jobs" / "adverts"
_TOP = 20


@dataclass
class Count:
    """True positives, false positives and false negatives."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, told: Iterable[Any], wanted: Iterable[Any]) -> None:
        """Count two collections of things that are equal or not."""
        have, want = Counter(told), Counter(wanted)
        both = (have & want).total()
        self.right += both
        self.wrong += have.total() - both
        self.missed += want.total() - both

    def __str__(self) -> str:
        """Return precision, recall and F1."""
        precision = self.right / max(1, self.right + self.wrong)
        recall = self.right / max(1, self.right + self.missed)
        return f"{precision:9.3f}{recall:9.3f}{2 * precision * recall / max(1e-9, precision + recall):9.3f}"


@dataclass
class Tally:
    """The counts over a set of adverts, and a line for each difference."""

    terms: Count = field(default_factory=Count)
    years: Count = field(default_factory=Count)
    degrees: Count = field(default_factory=Count)
    ranked: Count = field(default_factory=Count)
    searched: Count = field(default_factory=Count)
    importance: Counter[bool] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)


def normal(term: str) -> str:
    """Return a term for comparison: lower case, hyphens as spaces, no plural s."""
    words = re.sub(r"[-–_/]+", " ", term.casefold()).split()
    return " ".join(
        each[:-1] if len(each) > 3 and each.endswith("s") and each[-2] != "s" else each for each in words
    )


def alike(one: str, two: str) -> bool:
    """Return whether two normal terms are equal, or one holds the other's words whole."""
    return one == two or f" {one} " in f" {two} " or f" {two} " in f" {one} "


def compare(
    told: Sequence[str], wanted: Sequence[str]
) -> tuple[Count, list[tuple[str, str]], list[str], list[str]]:
    """Return the counts, the pairs found, what was told in vain, and what was missed; each label is found once."""
    left, pairs, vain = list(wanted), [], []
    for term in sorted(told, key=lambda each: -len(each)):
        same = next((each for each in left if each == term), None) or next(
            (each for each in left if alike(each, term)), None
        )
        if same is not None:
            left.remove(same)
            pairs.append((term, same))
        elif not any(alike(term, each) for each in wanted):
            vain.append(term)
    return Count(len(pairs), len(vain), len(left)), pairs, vain, left


def files(part: str) -> list[Path]:
    """Return the adverts of a part ("open", "sealed" or "all" of the project's own), or of a folder."""
    parts = [FOLDER / each for each in (("open", "sealed") if part == "all" else (part,))]
    return [
        path
        for each in (parts if part in {"open", "sealed", "all"} else [Path(part)])
        for path in sorted(each.iterdir())
        if path.suffix in {".txt", ".md", ".html"}
    ]


def tally(paths: Sequence[Path], words: Lexicon) -> Tally:
    """Read the adverts and compare them with their labels."""
    found = Tally()
    texts = [jobs.read(path, words).text for path in paths]
    names = sorted(
        {normal(form) for each in words.keywords for form in (each.name, *each.forms, *each.cased)}
    )
    tops = _tops(texts)
    for path, text, top in zip(paths, texts, tops, strict=True):
        label = tomllib.loads(path.with_suffix(".toml").read_text("utf-8"))
        read = jobs.read(path, words)
        _one(found, path.stem, read, label)
        wanted = list(dict.fromkeys(normal(each["text"]) for each in label.get("terms", ())))
        sum_up(found.ranked, compare(top, wanted)[0])
        bare = normal(re.sub(r"[^\w+#./-]+", " ", text))
        plain = f" {bare} "
        sum_up(found.searched, compare([each for each in names if f" {each} " in plain], wanted)[0])
    return found


def sum_up(whole: Count, part: Count) -> None:
    whole.right += part.right
    whole.wrong += part.wrong
    whole.missed += part.missed


def _one(found: Tally, name: str, read: JobDescription, label: dict[str, Any]) -> None:
    told = {
        normal(name): str(each.importance)
        for each in read.requirements
        for name in (*(term.text for term in each.terms), *each.languages)
    }
    wanted = {normal(each["text"]): each["importance"] for each in label.get("terms", ())}
    count, pairs, vain, left = compare(list(told), list(wanted))
    sum_up(found.terms, count)
    found.importance.update(told[one] == wanted[two] for one, two in pairs)
    years = [each.years.minimum for each in read.requirements if each.years]
    asked = [float(each["minimum"]) for each in label.get("years", ())]
    found.years.add(years, asked)
    degrees = {
        (str(each.degree.level), each.degree.or_equivalent) for each in read.requirements if each.degree
    }
    wished = {(each["level"], bool(each.get("or_equivalent"))) for each in label.get("degrees", ())}
    found.degrees.add(degrees, wished)
    if vain or left:
        found.lines.append(f"{name}: not asked: {', '.join(vain) or '-'}; missed: {', '.join(left) or '-'}")
    if sorted(years) != sorted(asked):
        found.lines.append(f"{name}: years {sorted(years)}, labelled {sorted(asked)}")
    if degrees != wished:
        found.lines.append(f"{name}: degrees {sorted(degrees)}, labelled {sorted(wished)}")
    off = [f"{two} ({told[one]})" for one, two in pairs if told[one] != wanted[two]]
    if off:
        found.lines.append(f"{name}: importance otherwise: {', '.join(off)}")


def _tops(texts: Sequence[str]) -> list[list[str]]:
    """Return the top words and pairs of each text by TF-IDF among them all."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectoriser = TfidfVectorizer(
        ngram_range=(1, 2), stop_words="english", token_pattern=r"(?u)[\w+#.-]*\w[\w+#]*"
    )
    weights = vectoriser.fit_transform(texts).toarray()
    names = vectoriser.get_feature_names_out()
    return [[normal(names[at]) for at in row.argsort()[::-1][:_TOP]] for row in weights]


def reciprocal_rank(words: Lexicon) -> tuple[float, list[str]]:
    """Return the mean reciprocal rank of the right advert over the pairs, and a line for each that is not first."""
    from cvtailor import nlp, parsing

    pairs = tomllib.loads((FOLDER / "pairs.toml").read_text("utf-8"))["pair"]
    adverts = {path.stem: jobs.read(path, words) for path in files("all")}
    ranks, lines = [], []
    for pair in pairs:
        shown = nlp.read(
            parsing.parse((FOLDER / "cvs" / f"{pair['cv']}.md").read_bytes(), file="cv.md"), words
        )
        scores = {name: jobs.fit(advert, shown).coverage or 0.0 for name, advert in adverts.items()}
        own = scores[pair["advert"]]
        rank = 1 + sum(each > own for each in scores.values())
        ranks.append(1 / rank)
        if rank > 1:
            first = max(scores, key=lambda name: scores[name])
            lines.append(
                f"{pair['cv']}: {pair['advert']} is number {rank} ({own:.2f}), first {first} ({scores[first]:.2f})"
            )
    return sum(ranks) / len(ranks), lines


def skillspan(folder: Path, part: str, words: Lexicon) -> str:
    """Return the scores, by the folder's own `score.py`, of the terms read in its adverts."""
    score = module_of(folder / "score.py")
    adverts = [json.loads(line) for line in (folder / f"tech_{part}.jsonl").read_text("utf-8").splitlines()]
    told = {
        at: [
            term.text
            for each in jobs.read(advert["text"].encode(), words, file="advert.txt").requirements
            for term in each.terms
        ]
        for at, advert in enumerate(adverts)
    }
    result = score.score([set(advert["terms"]) for advert in adverts], told)
    return ", ".join(f"{name} {result[name]:.3f}" for name in ("P", "R", "F1", "relaxed_F1"))


def main(arguments: Sequence[str]) -> int:
    """Measure and print; always 0."""
    parser = argparse.ArgumentParser(prog="quality.py jobs", description=__doc__)
    parser.add_argument(
        "part", nargs="?", default="open", help="open, sealed, all, or a folder of adverts with labels"
    )
    parser.add_argument("--wrong", action="store_true", help="list the differences")
    parser.add_argument(
        "--skillspan", type=Path, help="folder of SkillSpan's adverts: score what is read in them"
    )
    parser.add_argument(
        "--dev", action="store_true", help="its dev part; run rarely, and write the figure down"
    )
    given = parser.parse_args(arguments)
    words = lexicon.load(technology=True)
    if given.skillspan:
        part = "dev" if given.dev else "train"
        print(f"SkillSpan, {part}: " + skillspan(given.skillspan, part, words))
        return 0
    found = tally(files(given.part), words)
    print(f"{len(files(given.part))} adverts ({given.part})\n{'':24}precision   recall       F1")
    for name, count in (
        ("terms", found.terms),
        ("years", found.years),
        ("degrees", found.degrees),
        ("terms (TF-IDF top 20)", found.ranked),
        ("terms (lexicon's names)", found.searched),
    ):
        print(f"{name:24}{count}")
    print(f"essential or desirable  {found.importance[True]} of {found.importance.total()} right")
    rank, lines = reciprocal_rank(words)
    print(f"mean reciprocal rank of the right advert {rank:.3f}")
    if given.wrong:
        print("\n".join(["", *found.lines, *lines]))
    return 0

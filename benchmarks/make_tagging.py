"""Write `[names]` of `lexicons/language/tagging.toml`: which words of an advert's line name what it asks for.

python benchmarks/make_tagging.py [DIR ...] [--skillspan DIR] [--without DIR ...] [--folds N] [-o FILE]

A conditional random field over the words of a line, trained with python-crfsuite (MIT; `pip install python-crfsuite`,
wanted here alone) on the labelled adverts of `tests/jobs/adverts` and of any further DIR: a word is begin or inside of a
term where a label's text stands, else outside. `--skillspan DIR` adds the train part of SkillSpan (Zhang et al. 2022, MIT; not in
the repository): real adverts. `--folds N` writes nothing: it trains N times, each time without every
Nth advert, and prints how the whole reading of adverts does on those that were left out.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pycrfsuite
import quality_jobs
from quality_jobs import FOLDER

from cvtailor import jobs, lexicon
from cvtailor.jobs import tagging
from cvtailor.resources import language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cvtailor.lexicon import Lexicon

TABLE = Path(__file__).resolve().parent.parent / "lexicons" / "language" / "tagging.toml"
# Single lines of other trades.
SHORT = tomllib.loads((FOLDER.parent / "lines.toml").read_text("utf-8"))["lines"]
_L1, _L2 = 0.3, 0.3  # penalties; chosen, with the lean, by `--folds 6`
_ROUNDS = 60
_TIMES = 2  # what an advert of the project's own counts beside one of SkillSpan, whose labellers drew limits otherwise
_LEAST = 3  # hundredths that a weight must have to be kept
_FOLDING = 4  # letters from which a label is looked for in any case
Row = tuple[list[list[str]], list[str]]  # the features of each word of a line, and their labels


def lines(text: str | Path | bytes, words: Lexicon) -> list[tagging.Line]:
    """Return the lines of an advert whose names are told."""
    found: list[tagging.Line] = []
    spans = tagging.spans

    def note(line: tagging.Line) -> Iterator[tuple[int, int]]:
        found.append(line)
        return iter(())

    tagging.spans = note  # type: ignore[assignment]
    try:
        jobs.read(text, words, file="advert.txt" if isinstance(text, bytes) else None)
    finally:
        tagging.spans = spans
    return found


def rows(found: Sequence[tagging.Line], labels: Sequence[str]) -> Iterator[Row]:
    """Yield the rows to train with of an advert's lines: labels are texts that stand in them."""
    for line in found:
        words = tagging.words_of(line.text)
        if words:
            yield list(tagging.features(line, words)), _labelled(line.text, words, labels)


def short_rows(line: dict[str, Any], words: Lexicon) -> Iterator[Row]:
    """Yield the rows of a single labelled line under its heading."""
    text = f"Example\n\n{line['heading']}\n- {line['text']}\n"
    yield from rows(lines(text.encode(), words), line["terms"])


def _labelled(text: str, words: Sequence[tuple[int, int, str]], labels: Sequence[str]) -> list[str]:
    told = ["O"] * len(words)
    taken: list[tuple[int, int]] = []
    for label in sorted(set(labels), key=lambda each: (-len(each), each)):
        words_of_it = r"\s+".join(map(re.escape, label.split()))
        pattern = rf"(?<![^\W_]){words_of_it}(?![^\W_])"
        matches = list(re.finditer(pattern, text))
        if not matches and len(label) >= _FOLDING:
            matches = list(re.finditer(pattern, text, re.IGNORECASE))
        for match in matches:
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            inside = [
                at for at, (start, end, _) in enumerate(words) if start < match.end() and match.start() < end
            ]
            for at in inside:
                told[at] = "B" if at == inside[0] else "I"
    return told


def train(given: Sequence[Row]) -> dict[str, Any]:
    """Return the weights of a model: `moves`, and `weights` by feature."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for found, told in given:
        trainer.append(found, told)
    trainer.set_params(
        {"c1": _L1, "c2": _L2, "max_iterations": _ROUNDS, "feature.possible_transitions": True}
    )
    with tempfile.TemporaryDirectory() as place:
        file = str(Path(place) / "model")
        trainer.train(file)
        tagger = pycrfsuite.Tagger()
        tagger.open(file)
        info = tagger.info()
        tagger.close()
    weights: dict[str, list[int]] = {}
    for (name, label), weight in info.state_features.items():
        weights.setdefault(name, [0, 0, 0])[tagging.LABELS.index(label)] = round(100 * weight)
    moves = [[info.transitions.get((one, two), 0.0) for two in tagging.LABELS] for one in tagging.LABELS]
    kept = {
        name: row
        for name, row in sorted(weights.items())
        if max(map(abs, row)) >= _LEAST and not any(each in name for each in ("\t", "\n", "'''"))
    }
    return {"moves": moves, "weights": kept}


def text_of(model: dict[str, Any], head: str) -> str:
    """Return the table's text."""
    moves = ", ".join("[" + ", ".join(f"{each:.3f}" for each in row) + "]" for row in model["moves"])
    body = "\n".join(f"{name}\t{' '.join(map(str, row))}" for name, row in model["weights"].items())
    return (
        f"{head}# Written by benchmarks/make_tagging.py, not by hand: from each label (outside, begin, inside) to each; then a\n"
        f"# feature (see cvtailor/jobs/tagging.py), a tab, and its weights for the three labels in hundredths.\n"
        f"moves = [{moves}]\nweights = '''\n{body}\n'''\n"
    )


def crossed(
    paths: Sequence[Path], found: dict[Path, list[Row]], short: list[Row], words: Lexicon, folds: int
) -> None:
    """Print how adverts are read by models that have not seen them."""
    whole = quality_jobs.Tally()
    lean = language("tagging")["names"]["lean"]
    for fold in range(folds):
        model = train(
            [row for at, path in enumerate(paths) if at % folds != fold for row in found[path]] + short
        )
        use(model, lean)
        part = quality_jobs.tally([path for at, path in enumerate(paths) if at % folds == fold], words)
        for one, two in ((whole.terms, part.terms), (whole.years, part.years), (whole.degrees, part.degrees)):
            quality_jobs.sum_up(one, two)
        whole.importance.update(part.importance)
        whole.lines += part.lines
    print("\n".join(whole.lines))
    print(f"terms {whole.terms}, importance {whole.importance[True]} of {whole.importance.total()}")


def use(model: dict[str, Any], lean: float) -> None:
    """Let names be told by this model from now on."""
    table = {"lean": lean, "moves": model["moves"], "weights": text_of(model, "").partition("'''\n")[2][:-4]}
    language("tagging")["names"] = table
    tagging.forget()


def main() -> None:
    """Train the model and write its table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("folders", nargs="*", type=Path, help="further folders of labelled adverts")
    parser.add_argument(
        "--skillspan", type=Path, help="folder of SkillSpan, to learn from its train part too"
    )
    parser.add_argument("--without", nargs="*", default=[], help="folders of tests/jobs/adverts to leave out")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("-o", "--output", type=Path, default=TABLE)
    given = parser.parse_args()
    words = lexicon.load(technology=True)
    own = [
        each
        for each in sorted(FOLDER.iterdir())
        if each.is_dir() and each.name not in ("cvs", *given.without)
    ]
    paths = [path for folder in (*own, *given.folders) for path in quality_jobs.files(str(folder))]
    found = {}
    for path in paths:
        labels = [
            each["text"] for each in tomllib.loads(path.with_suffix(".toml").read_text("utf-8"))["terms"]
        ]
        found[path] = list(rows(lines(path, words), labels))
    short = [row for line in SHORT for row in short_rows(line, words)]
    if given.skillspan:
        found = {path: told * _TIMES for path, told in found.items()}
        short *= _TIMES
        for line in (given.skillspan / "tech_train.jsonl").read_text("utf-8").splitlines():
            advert = json.loads(line)
            short += rows(lines(advert["text"].encode(), words), advert["spans"])
    if given.folds:
        crossed(paths, found, short, words, given.folds)
        return
    head = TABLE.read_text("utf-8").partition("# Written by")[0]
    model = train([row for path in paths for row in found[path]] + short)
    given.output.write_text(text_of(model, head), "utf-8")


if __name__ == "__main__":
    main()

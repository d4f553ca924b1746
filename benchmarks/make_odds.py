"""Write `lexicons/language/odds.toml`: how the words of an item and around its numbers go with what it says.

Two linear models are trained on the project's own labelled items (`tests/bullets/*.toml` and the tables
`tests/nlp/achievements*.toml`): multinomial logistic regression on whole items (none, outcome, reach, size) and binary
logistic regression on single numbers (a result or not), both with an L2 penalty; the largest weights are kept, in
hundredths. `python benchmarks/make_odds.py [--without PART ...] [-o FILE]` leaves labelled parts out, to see how a model
does that has not seen them; `[belief]` was chosen so, on the rules' readings at the first run of each part.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from cvtailor.nlp import features, odds, results

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cvtailor.nlp.readings import Group

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "lexicons" / "language" / "odds.toml"
_C = 0.5  # inverse strength of the penalty
_KEPT = {"items": 5000, "numbers": 1500}
_LEAST = 2  # items that a feature stands in
# How many units of log-odds the rules' reading counts: where a prize is named (the words around it say little), where it
# is of high confidence, where it is not, where they say nothing or a size. Chosen on the first runs of parts 4 to 11.
_BELIEF = {"named": 5.0, "sure": 3.0, "unsure": 2.0, "silent": 2.0}
_ROWS = {"o": odds.OUTCOME, "r": odds.REACH, "s": odds.SIZE, "n": odds.NONE}


def labelled(without: Iterable[str]) -> Iterator[tuple[str, int, list[str]]]:
    """Yield text, column, and the amounts of its achievements as written, of each labelled item."""
    for path in sorted((ROOT / "tests" / "bullets").glob("*.toml")):
        if path.stem not in set(without):
            for item in tomllib.loads(path.read_text("utf-8"))["items"]:
                yield item["text"], column(item), amounts(item)
    for path in sorted((ROOT / "tests" / "nlp").glob("achievements*.toml")):
        for rows in tomllib.loads(path.read_text("utf-8")).values():
            yield from ((row[1], _ROWS[row[0][0]], []) for row in rows)


def column(item: dict[str, Any]) -> int:
    """Return what a labelled item says as a column of the weights."""
    if item["kind"] == "scale":
        return odds.REACH if item["measurable"] else odds.SIZE
    return odds.OUTCOME if item["kind"] == "outcome" else odds.NONE


def amounts(item: dict[str, Any]) -> list[str]:
    """Return the figures of the labelled achievements."""
    told = item.get("achievements", ())
    return [each[slot] for each in told for slot in ("amount", "reached") if each.get(slot)]


def is_told(text: str, group: Group, figures: Iterable[str]) -> bool:
    """Return whether a number of the text is one of the labelled figures."""
    return any(
        found.start() < group.last.end and group.first.start < found.end()
        for figure in figures
        for found in re.finditer(re.escape(figure), text)
    )


def fitted(
    found: list[frozenset[str]], wanted: list[int], kept: int
) -> tuple[dict[str, list[int]], list[float]]:
    """Return the largest weights of each feature in hundredths, and the intercepts."""
    vectors = CountVectorizer(analyzer=sorted, binary=True, min_df=_LEAST)
    matrix = vectors.fit_transform(found)
    model = LogisticRegression(C=_C, max_iter=5000).fit(matrix, wanted)
    largest = np.abs(model.coef_).max(axis=0)
    chosen = np.sort(np.argsort(-largest, kind="stable")[:kept])
    names = vectors.get_feature_names_out()
    rows = {str(names[at]): [round(100 * each) for each in model.coef_[:, at]] for at in chosen}
    return {name: row for name, row in rows.items() if any(row)}, [
        round(float(x), 3) for x in model.intercept_
    ]


def written(rows: dict[str, list[int]]) -> str:
    """Return weights as lines of a literal string of TOML."""
    return "\n".join(
        f"{name}\t{' '.join(map(str, row))}" for name, row in sorted(rows.items()) if "'''" not in name
    )


def main() -> None:
    """Train both models and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--without", nargs="*", default=[], help="labelled parts to leave out, as part11")
    parser.add_argument("-o", "--output", type=Path, default=TABLE)
    given = parser.parse_args()
    items: tuple[list[frozenset[str]], list[int]] = ([], [])
    numbers: tuple[list[frozenset[str]], list[int]] = ([], [])
    for text, wanted, figures in labelled(given.without):
        found = results.gathered(text)
        items[0].append(features.item(text, found.clauses, found.numbers))
        items[1].append(wanted)
        if figures or wanted in (odds.NONE, odds.SIZE):
            for at, group in (*found.numbers, *found.spare):
                numbers[0].append(features.number(text, found.clauses, at, group))
                numbers[1].append(int(is_told(text, group, figures)))
    rows, start = fitted(*items, _KEPT["items"])
    number_rows, number_start = fitted(*numbers, _KEPT["numbers"])
    belief = "\n".join(f"{name} = {value}" for name, value in _BELIEF.items())
    given.output.write_text(
        "# How the words of an item go with what it says; written by benchmarks/make_odds.py, not by hand.\n"
        'source = "Trained on the invented, labelled items of tests/bullets and tests/nlp."\n\n'
        f"# How much the reading of the rules counts, in log-odds.\n[belief]\n{belief}\n\n"
        "# Whole items. A line is a feature (see cvtailor/nlp/features.py), a tab, and its weights in hundredths for: nothing,\n"
        f"# an outcome, reach, a size.\n[items]\nstart = {start}\nweights = '''\n{written(rows)}\n'''\n\n"
        "# Single numbers: the weight for being a result.\n"
        f"[numbers]\nstart = {number_start[0]}\nweights = '''\n{written(number_rows)}\n'''\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()

"""Write `[mentions]` of `lexicons/language/context.toml`: how the words around a keyword go with having it.

Binary logistic regression with an L2 penalty, trained on the project's own labelled lines (`tests/keywords/probe_*.toml`,
`tests/lexicon/*.toml`); the mentions that the rules find in the items of `tests/bullets`, which were not written as
traps, are taken for shown and count a tenth each. `python benchmarks/make_context.py [--without PROBES ...] [-o FILE]`
leaves probes out, to see how a model does that has not seen them. `[doubt] below` was chosen so: on each file of probes left out
in turn no line that shows its term fell below it.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import quality_keywords as probes
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from cvtailor import nlp
from cvtailor.nlp import context, showing
from cvtailor.resources import lexicons

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cvtailor.lexicon import Keyword

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "lexicons" / "language" / "context.toml"
_C = 0.5  # inverse strength of the penalty
_UNLABELLED = 0.1  # what a mention counts that nobody labelled
_KEPT, _LEAST = 5000, 2  # features, and lines that a feature stands in


class Line(NamedTuple):
    """The features of a mention, whether it is shown, and what it counts."""

    found: frozenset[str]
    shown: bool
    counts: float


def mention(text: str, section: str, start: int, end: int, kind: str) -> frozenset[str]:
    """Return the features of one mention with those of its sentence."""
    for first, last, words in context.sentences(text):
        if first <= start < last:
            heard = context.Context(first, last, text, section, words, 0.0)
            own = context.of_mention(heard, start, end, kind)
            return frozenset((*context.of_sentence(words, section), *own))
    return frozenset()


def labelled(files: Iterable[Path]) -> Iterator[Line]:
    """Yield the lines of probes in which the term, what implies it, or a form of its keyword is found."""
    seen = set()
    for probe in (*probes.load(sorted(files)), *_table()):
        key = (probe["text"], probe["term"])
        section = probe.get("section", "experience")
        place = _place(probe, section)
        if key in seen or place is None:
            continue
        seen.add(key)
        keyword, start, end = place
        found = mention(probe["text"], section, start, end, keyword.kind)
        yield Line(found, probe["shown"], 1.0)


def _table() -> Iterator[probes.Probe]:
    """Yield the lines of the role's table of cases as probes."""
    table = tomllib.loads((ROOT / "tests" / "lexicon" / "probe.toml").read_text("utf-8"))
    for name, rows in table.items():
        for row in rows:
            term = probes.words().keyword(row["keyword"]).name
            yield {
                "text": row["text"],
                "term": term,
                "section": row.get("in", "experience"),
                "shown": name == "shown",
            }


def unlabelled() -> Iterator[Line]:
    """Yield the mentions in the labelled items for achievements."""
    words = {each.id: each for each in probes.words().keywords}
    for path in sorted((ROOT / "tests" / "bullets").glob("*.toml")):
        for item in tomllib.loads(path.read_text("utf-8"))["items"]:
            for name, start, end in _found(item["text"], "experience"):
                found = mention(item["text"], "experience", start, end, words[name].kind)
                yield Line(found, True, _UNLABELLED)


def _found(text: str, section: str, wanted: frozenset[str] = frozenset()) -> list[tuple[str, int, int]]:
    """Return the shown mentions of a text: keyword, start and end; of `wanted` also what implies them."""
    document = probes.document(text, section)
    offset = document.text.rindex(text)
    evidence = nlp.read(document, probes.words())
    return [
        (told.via[0] if told.via else each.id, told.span.start - offset, told.span.end - offset)
        for each in evidence.keywords
        for told in each.mentions
        if told.standing.shown and told.span.start >= offset
        if (each.id in wanted if wanted else told.form and not told.via)
    ]


def _place(probe: probes.Probe, section: str) -> tuple[Keyword, int, int] | None:
    """Return where the term stands: the mention that shows it, else the longest form that stands there."""
    keywords = probes.known(probe["term"])
    if not keywords:
        return None
    found = _found(probe["text"], section, frozenset(each.id for each in keywords))
    if found:
        name, start, end = found[0]
        return probes.words().keyword(name), start, end
    forms = {
        probe["term"],
        *(form for each in keywords for form in (*probes.names_of(each), *each.forms, *each.cased)),
    }
    for form in sorted(forms, key=lambda each: (-len(each), each)):
        pattern = re.escape(form).replace(r"\ ", r"[\s-]+").replace(r"\-", r"[\s-]?")
        match = re.search(rf"(?<!\w){pattern}s?(?!\w)", probe["text"], re.IGNORECASE)
        if match:
            return keywords[0], *match.span()
    return None


def main() -> None:
    """Train the model and write its part of the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument(
        "--without", nargs="*", default=[], help="files of probes to leave out, as probe_third"
    )
    parser.add_argument("-o", "--output", type=Path, default=TABLE)
    given = parser.parse_args()
    showing.heard_in = lambda _unit, _text: ()  # the rules alone
    files = [
        *(ROOT / "tests" / "keywords").glob("probe_*.toml"),
        *(ROOT / "tests" / "lexicon").glob("keyword_*.toml"),
    ]
    lines = [*labelled(path for path in files if path.stem not in given.without), *unlabelled()]
    vectors = CountVectorizer(analyzer=sorted, binary=True, min_df=_LEAST)
    matrix = vectors.fit_transform([each.found for each in lines])
    model = LogisticRegression(C=_C, max_iter=5000)
    model.fit(matrix, [each.shown for each in lines], sample_weight=[each.counts for each in lines])
    chosen = np.sort(np.argsort(-np.abs(model.coef_[0]), kind="stable")[:_KEPT])
    names = vectors.get_feature_names_out()
    weights = {str(names[at]): round(100 * model.coef_[0, at]) for at in chosen}
    rows = "\n".join(
        f"{name}\t{weight}" for name, weight in sorted(weights.items()) if weight and "'''" not in name
    )
    head = (lexicons() / "language" / "context.toml").read_text("utf-8").partition("# Written by")[0]
    given.output.write_text(
        f"{head}# Written by benchmarks/make_context.py, not by hand: a feature (see cvtailor/nlp/context.py), a tab, and its\n"
        f"# weight in hundredths for being shown.\n[mentions]\nstart = {model.intercept_[0]:.3f}\nweights = '''\n{rows}\n'''\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()

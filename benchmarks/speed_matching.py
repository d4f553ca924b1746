"""What finding keywords costs, as ratios measured in one run: against spaCy's tokenising, and against its import.

python benchmarks/speed.py matching [DIR] [--rounds N]

Texts: the CVs of DIR (default `sample_cvs`), whole, and 60 CVs put together from the labelled items of `tests/bullets`
(25 items a CV, drawn with a fixed seed). Each text is tokenised once and matched once a round. A round runs in a fresh
process, so that the tokenizer and the matcher meet each text for the first time, with what they keep of earlier texts
of the round; English and the matcher are made ready before, on a short text, and the garbage collector has gone through
what was made for that. Both times are processor time, the sum
over all texts, the least of N rounds.

Ready: a fresh process imports spaCy; another makes the matcher of 20,000 more keywords ready (lexicon files are read
before and counted apart).
"""

from __future__ import annotations

import gc
import json
import random
import subprocess
import sys
import time
import tomllib
from pathlib import Path

from cvtailor.lexicon import load
from cvtailor.lexicon.types import Keyword, Lexicon

ROOT = Path(__file__).resolve().parent.parent
SIZES = ("role", "technology", "large")
_MORE = 20_000
_STARTS = (
    "Ab Bri Cor Dal Er Fen Gra Hel Ion Jas Kel Lum Mar Nex Or Pra Quil Ros Sol Tan Ul Ver Wex Xan Yor Zed"
)
_ENDS = "base cast desk flow forge grid hub lake mesh path port scale stack trace vault ware"
_FIRST = "adaptive batch causal data distributed event feature graph log model network query sensor service stream test"
_SECOND = "analysis cleaning detection engineering modelling monitoring optimisation pruning sampling tuning validation"


def lexicon(size: str) -> Lexicon:
    """Return the role's lexicon, with the technology lexicon, or with 20,000 made keywords more ("large")."""
    if size == "role":
        return load()
    found = load(technology=True)
    if size == "technology":
        return found
    keywords = (*found.keywords, *_made())
    return Lexicon(
        id=found.id,
        title=found.title,
        version=found.version,
        language=found.language,
        sha256=found.sha256,
        source=found.source,
        groups=found.groups,
        keywords=keywords,
    )


def _made() -> list[Keyword]:
    """Return made keywords: product names (some with a short form or exact case) and names of work."""
    draw = random.Random(5)
    names: dict[str, None] = {}
    while len(names) < _MORE:
        product = draw.choice(_STARTS.split()) + draw.choice("aeiou") + draw.choice(_ENDS.split())
        kind = draw.random()
        if kind < 0.5:
            names[f"{product.capitalize()} {draw.choice(_STARTS.split())}{draw.choice(_ENDS.split())}"] = None
        elif kind < 0.7:
            names[f"{product.capitalize()}-{draw.randint(2, 99)}"] = None
        else:
            names[f"{product} {draw.choice(_FIRST.split())} {draw.choice(_SECOND.split())}".lower()] = None
    return [
        Keyword(
            id=f"made-{at}",
            name=name,
            forms=(name,) if at % 5 else (),
            cased=() if at % 5 else (name,),
        )
        for at, name in enumerate(names)
    ]


def texts(folder: Path) -> list[str]:
    """Return the texts of the CVs in `folder`, then 60 put together from labelled items."""
    from cvtailor import parsing

    files = (each for each in sorted(folder.rglob("*")) if each.suffix in (".pdf", ".docx"))
    found = [parsing.parse(each.read_bytes()).text for each in files]
    items = [
        item["text"]
        for path in sorted((ROOT / "tests" / "bullets").glob("*.toml"))
        for item in tomllib.loads(path.read_text("utf-8"))["items"]
    ]
    random.Random(5).shuffle(items)
    return found + ["\n".join(items[at : at + 25]) for at in range(0, min(len(items), 60 * 25), 25)]


def work(size: str, file: str) -> None:
    """Print the times of one round in this process as JSON."""
    started = time.process_time()
    if size == "spacy":
        import spacy  # noqa: F401 - its import is what is measured

        print(json.dumps({"ready": time.process_time() - started}))
        return
    words = lexicon(size)
    loaded = time.process_time() - started
    # A matcher needs no tokens to be made, but its module's imports are part of making it.
    started = time.process_time()
    from cvtailor.nlp.terms import matcher

    matcher(words)
    ready = time.process_time() - started
    from cvtailor.nlp.matching import find_in
    from cvtailor.nlp.pipeline import tokenise

    find_in(tokenise("Ready."), words)
    gc.collect()  # what the imports and the lexicon left to look through is due to neither of the two
    tokenising = matching = 0.0
    for text in json.loads(Path(file).read_text("utf-8")):
        started = time.process_time()
        doc = tokenise(text)
        between = time.process_time()
        find_in(doc, words)
        tokenising += between - started
        matching += time.process_time() - between
    print(json.dumps({"loaded": loaded, "ready": ready, "tokenising": tokenising, "matching": matching}))


def measure(folder: Path, rounds: int) -> None:
    """Print the ratios."""
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "texts.json"
        found = texts(folder)
        file.write_text(json.dumps(found), "utf-8")
        best: dict[str, dict[str, float]] = {}
        for _ in range(rounds):
            for size in ("spacy", *SIZES):
                said = subprocess.run(
                    [sys.executable, __file__, size, str(file)], check=True, capture_output=True, text=True
                )
                for name, seconds in json.loads(said.stdout).items():
                    kept = best.setdefault(size, {})
                    kept[name] = min(kept.get(name, seconds), seconds)
    print(f"{len(found)} texts, {sum(map(len, found))} characters")
    for size in SIZES:
        each = best[size]
        print(
            f"{size:11} tokenising {1000 * each['tokenising']:7.1f} ms, matching {1000 * each['matching']:7.1f} ms:"
            f" {each['matching'] / each['tokenising']:5.2f} times"
        )
    base = best["spacy"]["ready"]
    print(f"import of spaCy {1000 * base:.0f} ms")
    for size in SIZES:
        each = best[size]
        print(
            f"{size:11} ready {1000 * each['ready']:7.1f} ms: {each['ready'] / base:5.2f} of the import;"
            f" its files read in {1000 * each['loaded']:.0f} ms"
        )


if __name__ == "__main__":
    work(*sys.argv[1:])

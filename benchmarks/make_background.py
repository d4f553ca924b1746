"""Write `lexicons/language/background.toml`: in how many texts about work each word stands.

The texts are the project's own and invented: each labelled item of `tests/bullets`, each CV of `tests/cvs` and each open
advert of `tests/jobs/adverts` counts as one. Words of the sealed adverts and of real ones are not among them. Run it when
they have grown: `python benchmarks/make_background.py`.
"""

from __future__ import annotations

import collections
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from cvtailor.jobs import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "lexicons" / "language" / "background.toml"
LEAST = 3  # texts: rarer words are told apart by nothing but chance


def texts() -> Iterator[str]:
    """Yield the texts."""
    for path in sorted((ROOT / "tests" / "bullets").glob("*.toml")):
        yield from (item["text"] for item in tomllib.loads(path.read_text("utf-8")).get("items", ()))
    for path in sorted((ROOT / "tests" / "cvs").glob("*.toml")):
        yield " ".join(_strings(tomllib.loads(path.read_text("utf-8"))))
    for path in sorted((ROOT / "tests" / "jobs" / "adverts" / "open").iterdir()):
        if path.suffix in {".txt", ".md"}:
            yield path.read_text("utf-8")


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


def main() -> None:
    """Write the table, words by their first letters."""
    counts: collections.Counter[str] = collections.Counter()
    number = 0
    for text in texts():
        number += 1
        counts.update(set(nearest.words(text)))
    kept = sorted(word for word, count in counts.items() if count >= LEAST)
    lines = [
        "# In how many of so many invented texts about work (labelled items, CVs, adverts) a word stands.",
        f"# Written by benchmarks/make_background.py; words of fewer than {LEAST} texts are left out.",
        'source = "Counted in the invented texts of tests/bullets, tests/cvs and tests/jobs/adverts/open."',
        f"texts = {number}",
        "",
        "[words]",
    ]
    lines += [f'"{word}" = {counts[word]}' for word in kept]
    TABLE.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(kept)} words of {number} texts")


if __name__ == "__main__":
    main()

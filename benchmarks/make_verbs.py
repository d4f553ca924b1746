"""Write the inflections of `lexicons/language/verbs.toml` from its classes, with lemminflect.

Edit the classes (and `irregular`, which wins over the library) by hand, then run
`python benchmarks/make_verbs.py`; lemminflect is needed only here.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import lemminflect

TABLE = Path(__file__).parent.parent / "lexicons" / "language" / "verbs.toml"
SOURCE = (
    "Classes written for this project from general knowledge; inflections generated with lemminflect 0.2.3 "
    "(MIT) by benchmarks/make_verbs.py, doubled consonants and rare forms corrected in [irregular]."
)
TAGS = ("VBZ", "VBD", "VBN", "VBG")


def inflect(lemma: str, irregular: dict[str, list[str]]) -> list[str]:
    """Return third person, past, past participle and -ing of a lemma; a prefix "co-" is kept."""
    if lemma in irregular:
        return irregular[lemma]
    head, dash, last = lemma.rpartition("-")
    if dash:
        return [f"{head}-{each}" for each in inflect(last, irregular)]
    return [lemminflect.getInflection(lemma, tag)[0] for tag in TAGS]


def main() -> None:
    """Rewrite the table in place, sorted."""
    table = tomllib.loads(TABLE.read_text("utf-8"))
    irregular = table.get("irregular", {})
    classes = {
        name: sorted({word for each in lemmas for word in each.split()})
        for name, lemmas in table["classes"].items()
    }
    lemmas = sorted({lemma for each in classes.values() for lemma in each} | set(irregular))
    lines = [f'source = "{SOURCE}"', "", "[classes]"]
    for name, members in classes.items():
        lines.append(f"{name} = [")
        line = "   "
        for member in members:
            if len(line) + len(member) > 104:
                lines.append(line)
                line = "   "
            line += f' "{member}",'
        lines += [line, "]"]
    lines += ["", "[irregular]"]
    lines += [f"{lemma} = {_array(forms)}" for lemma, forms in sorted(irregular.items())]
    lines += [
        "",
        "# Other forms of a lemma (British doubling and the like): read, and written where the source does.",
    ]
    lines += ["[variants]"]
    lines += [f"{lemma} = {_array(forms)}" for lemma, forms in sorted(table.get("variants", {}).items())]
    lines += [
        "",
        "# Generated: lemma, third person, past, past participle, -ing. Rows of one text, as thousands of arrays take",
        "# long to read.",
        "[inflections]",
        "rows = '''",
    ]
    lines += [" ".join((lemma, *inflect(lemma, irregular))) for lemma in lemmas]
    lines += ["'''"]
    TABLE.write_text("\n".join(lines) + "\n", "utf-8")


def _array(words: list[str]) -> str:
    return "[" + ", ".join(f'"{word}"' for word in words) + "]"


if __name__ == "__main__":
    main()

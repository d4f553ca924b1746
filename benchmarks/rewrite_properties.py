"""The properties of rewrites, over more than 10,000 items: from the grammars and the labelled items.

`python benchmarks/quality.py rewrites --properties` runs it over all; the tests take a sample.
"""

from __future__ import annotations

import glob
import itertools
import json
import random
import re
import sys
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cvtailor.advice import facts, figures, splitting
from cvtailor.advice.faithful import verify
from cvtailor.advice.inflection import Form
from cvtailor.advice.rewriting import rewrite_bullet
from cvtailor.nlp.items import read_text
from cvtailor.resources import language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cvtailor.advice.types import Rewrite

ROOT = Path(__file__).parent.parent
SEED = 20_261
_SLOT = re.compile(r"\{(\^?)([A-Za-z_]+)\}")
# Words that say that the work was shared, tried or asked: none may go, none may come.
ROLE = re.compile(
    r"\b(we|our|together|jointly|co-led|colleagues?|team|tried|attempted|asked|hoped|failed|expected|not|without|part of)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item and the shape it is of."""

    text: str
    shape: str


def items() -> list[Item]:
    """Return all items, the generated ones first, without doubles."""
    found = {each.text: each for each in itertools.chain(generated(), labelled())}
    return list(found.values())


def generated() -> Iterator[Item]:
    """Yield the items of the grammars, the same ones every time."""
    table = tomllib.loads((ROOT / "tests/rewrites/grammars.toml").read_text(encoding="utf-8"))
    for shape in table["shapes"]:
        chance = random.Random(f"{SEED} {shape['id']}")
        seen: set[str] = set()
        for _ in range(20 * shape["count"]):
            text = filled(shape["template"], table["lists"], chance.choice)
            if text not in seen:
                seen.add(text)
                yield Item(text=text, shape=shape["id"])
            if len(seen) == shape["count"]:
                break


def filled(template: str, lists: dict[str, list[str]], choose: Callable[[list[str]], str]) -> str:
    """Return a template with each "{list}" replaced by one of its words; "{^list}" with a capital."""

    def word(slot: re.Match[str]) -> str:
        chosen = choose(lists[slot.group(2)])
        return chosen[:1].upper() + chosen[1:] if slot.group(1) else chosen

    return _SLOT.sub(word, template)


def labelled() -> Iterator[Item]:
    """Yield the texts of the labelled items."""
    for path in sorted(glob.glob(str(ROOT / "tests/bullets/*.toml"))):
        for each in tomllib.loads(Path(path).read_text(encoding="utf-8"))["items"]:
            yield Item(text=each["text"], shape="labelled: " + each["stratum"])


def broken(item: Item, present: Form | None = None) -> tuple[Rewrite | None, list[str]]:
    """Return the rewrite of an item, and a sentence for each property that it breaks."""
    bullet = read_text(item.text)
    found = rewrite_bullet(bullet, present=present)
    if found is None:
        return None, []
    faults = []
    for text in (found.after, *found.alternatives):
        bare = facts.without_blanks(text)
        if _facts(item.text) != _facts(bare):
            faults.append("a number or a name was added or dropped")
        if Counter(map(str.lower, ROLE.findall(item.text))) != Counter(map(str.lower, ROLE.findall(bare))):
            faults.append("a word of shared, tried or denied work came or went")
        faults += _words(item.text, bare, bullet.wording.misspelt)
        if not verify(item.text, text).faithful and not bullet.wording.misspelt:
            faults.append("the guard alarms")
        if not set(facts.blanks(text)) <= {each.text for each in found.blanks}:
            faults.append("a bracket has no question")
    if [each.text for each in found.blanks] != list(facts.blanks(found.after)):
        faults.append("a blank is not visible")
    if not all(each.question.endswith("?") for each in found.blanks):
        faults.append("a blank has no question")
    if any(char.isdigit() for each in found.blanks for char in each.text):
        faults.append("a blank holds a figure")
    if not found.changes or not found.rules:
        faults.append("nothing is said of what was changed")
    faults += _again(found, present)
    if not _well_formed(item.text, found.after):
        faults.append("badly formed")
    return found, faults


def _facts(text: str) -> tuple[object, object]:
    """Return the numbers and the names of a text; a capital at its start is no name."""
    found = facts.tokens(text)
    read = figures.numbers(found)
    counted = {at for each in read for at in range(each.at, each.end)}
    numbers = sorted((each.value, each.unit, each.hedge) for each in read)
    usual = {"scikitlearn", "sklearn", "sci-kit", "learn", "scikit-learn", "scikit"}
    names = {
        facts.squash(each.text)
        for at, each in enumerate(found)
        if at not in counted and facts.is_name(each, title_case=False) and not each.first
    }
    known = {facts.squash(each.text) for each in found}
    return numbers, sorted(
        each for each in names if each not in usual and each in known and len(each) > 1 and not _opens(each)
    )


def _words(before: str, after: str, misspelt: Sequence[tuple[object, str]]) -> list[str]:
    """Return what words came and went, beside those of a weak opening and of a tool's usual name."""
    table = language("rewrites")
    usual = {word.lower() for _, name in misspelt for word in name.split()}
    fallen = {word for each in table["openings"] for phrase in each["phrases"] for word in phrase.split()}
    fallen |= {
        *table["lead"]["words"],
        *table["lead"]["past"],
        *table["fillers"]["openings"],
        *table["tool_openings"]["words"],
    }
    fallen |= {word for phrase in table["shared_openings"]["phrases"] for word in phrase.split()}
    fallen |= {
        word
        for key in ("words", "concrete", "phrases")
        for each in table["usual"][key]
        for word in each.split()
    }
    fallen |= {"i've", "i'm", "i"}
    come = {"helped", "help", "using", "used", "use", "with", "by", *usual}
    old, new = _content(before), _content(after)
    known_old = {key for each in old for key in facts.keys(each)}
    known_new = {key for each in new for key in facts.keys(each)}
    added = [each for each in new if facts.keys(each).isdisjoint(known_old) and each.lower() not in come]
    lost = [
        each
        for each in old
        if facts.keys(each).isdisjoint(known_new)
        and each.lower().replace("’", "'") not in fallen
        and not (misspelt or facts.is_function(each.lower()))
    ]
    return [f"“{each}” came" for each in added] + [f"“{each}” went" for each in lost]


def _content(text: str) -> list[str]:
    return [
        each.text
        for each in facts.tokens(text)
        if each.text[0].isalpha() and not facts.is_function(each.lower)
    ]


def _opens(name: str) -> bool:
    """Whether a name may be a verb with the capital of a second bullet."""
    from cvtailor.advice.inflection import readings

    return bool(readings(name))


def _again(found: Rewrite, present: Form | None) -> list[str]:
    """Return what a second run over each part of a rewrite would still change."""
    for part in found.after.split("\n"):
        more = rewrite_bullet(read_text(part), present=present)
        if more and (set(more.rules) & set(found.rules) - {"AC02", "AC04"} or (found.blanks and more.blanks)):
            return [f"a second run changes more: {more.after}"]
    if "\n" in found.after and any(splitting.split(each) for each in found.after.split("\n")):
        return ["a part is split again"]
    return []


_BAD = re.compile(
    r"  | ,|,,|\.\.|\bof of\b|\bby by\b|\bto to\b|\bthe the\b|\ba a\b|\band and\b|(?i:^(?:of|for|with)\b)"
)


def _well_formed(before: str, after: str) -> bool:
    bare = facts.without_blanks(after)
    return not (_BAD.search(bare) and not _BAD.search(before)) and bare[:1].isupper() == before[:1].isupper()


def run(chosen: Iterable[Item] | None = None) -> tuple[Counter[str], list[tuple[Item, str, list[str]]]]:
    """Return how many items and rewrites there were of each shape, and the items that break a property."""
    counts: Counter[str] = Counter()
    bad = []
    for item in items() if chosen is None else chosen:
        counts["items"] += 1
        found, faults = broken(item)
        if found:
            counts["rewrites"] += 1
            counts["rewrites of: " + item.shape.partition(":")[0]] += 1
        if faults and found:
            bad.append((item, found.after, faults))
    return counts, bad


def pairs(number: int = 100, *, of_a_shape: int = 3) -> list[tuple[Item, Rewrite]]:
    """Return rewrites of varied items for people to judge, by a fixed seed, at most three of a shape."""
    table = tomllib.loads((ROOT / "tests/rewrites/grammars.toml").read_text(encoding="utf-8"))
    nonsense = {each["id"] for each in table["shapes"] if each.get("nonsense")}
    pool = [each for each in items() if each.shape not in nonsense]
    random.Random(SEED).shuffle(pool)
    taken: Counter[str] = Counter()
    chosen: list[tuple[Item, Rewrite]] = []
    for item in pool:
        if taken[item.shape] == of_a_shape:
            continue
        found = rewrite_bullet(read_text(item.text))
        if found:
            taken[item.shape] += 1
            chosen.append((item, found))
        if len(chosen) == number:
            break
    return chosen


def sheet(chosen: list[tuple[Item, Rewrite]]) -> str:
    """Return the pairs as TOML, each text on a side by chance, without a verdict; the key stands at the end."""
    side = random.Random(SEED + 1)
    head = (
        "# Rewrites to be judged one by one, blind to which text is the original; README.md says how.\n"
        "# Text in [brackets] is a blank: its author fills it with a figure or deletes it. A line break inside a\n"
        "# text parts two bullets. The key at the end says on which side the original stands.\n"
    )
    parts, key = [head], []
    for number, (item, found) in enumerate(chosen, start=1):
        name = f"r{number:03}"
        original = side.choice("ab")
        one, two = (item.text, found.after) if original == "a" else (found.after, item.text)
        parts.append(
            f'[[pairs]]\nid = "{name}"\na = {json.dumps(one, ensure_ascii=False)}\n'
            f'b = {json.dumps(two, ensure_ascii=False)}\ngrammatical_a = ""\ngrammatical_b = ""\nbetter = ""\nwrong_in_fact = ""\n'
        )
        key.append(f'{name} = {{ original = "{original}", shape = "{item.shape}" }}')
    return "\n".join(parts) + "\n[key]\n" + "\n".join(key) + "\n"


def main() -> int:
    """Print the counts and every broken property; return 1 where there is one."""
    if "--sheet" in sys.argv:
        print(sheet(pairs()), end="")
        return 0
    counts, bad = run()
    for name, number in counts.items():
        print(f"{number:7,}  {name}")
    print(f"{len(bad):7,}  items that break a property")
    for item, after, faults in bad[:40]:
        print(f"\n- {item.text}\n+ {after}\n  {'; '.join(faults)}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

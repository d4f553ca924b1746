"""How well achievements and wording are told, measured against labelled items.

python benchmarks/quality.py achievements [FILE ...] [--wrong] [--second FILE]

Each FILE (default: those of `tests/bullets/`) holds items with labels in TOML, as `tests/bullets/README.md`
describes them. Every item is read alone, as `cvtailor rewrite` reads one, and compared with its labels.

Printed: precision, recall and F1 of `measurable`, of each of the three kinds (and their macro-average), of
weak openings and of stated methods; the F1 of `measurable` per stratum, beside those of two baselines ("has a
digit"; "percent, multiple or currency, and a result verb"); and, of the achievements with a figure in items that
are rightly called measurable, the share whose figure and unit are right, and how often other slots are.

`--second FILE` compares the labels with a second labeller's instead: agreement and Cohen's kappa (Cohen 1960).
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cvtailor import Settings, lexicon, nlp, parsing
from cvtailor.nlp.verbs import inflections
from cvtailor.resources import language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cvtailor.nlp.types import Achievement

    Item = dict[str, Any]

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "bullets"
KINDS = ("outcome", "scale", "none")
SLOTS = ("change", "metric", "baseline", "method", "direction")
_NUMBER = re.compile(r"\d[\d,. ]*\d|\d")
_CURRENCY = re.compile(r"[£$€¥]|\b(?:EUR|GBP|USD|CHF|kr)\b", re.IGNORECASE)
_STRONG = re.compile(r"[%٪×]|\bper ?cent\b|\d ?x\b|-fold\b|[£$€¥]|\b(?:EUR|GBP|USD|CHF)\b", re.IGNORECASE)
_LARGE = {"k": 1e3, "m": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9, "thousand": 1e3, "million": 1e6, "billion": 1e9}


def load(files: Sequence[Path]) -> list[Item]:
    """Return the items of labelled files; KeyError or TOMLDecodeError for files of another form."""
    return [item for path in files for item in tomllib.loads(path.read_text(encoding="utf-8"))["items"]]


@dataclass(frozen=True)
class Told:
    """What the package says of an item; of a list of tools, which it takes for no statement, nothing."""

    kind: str = "none"
    measurable: bool = False
    weak_opening: bool = False
    achievements: tuple[Achievement, ...] = ()


def read(items: Iterable[Item]) -> list[Told]:
    """Return what the package says of each item."""
    role = lexicon.load(Settings().role, [])
    result = []
    for item in items:
        bullets = nlp.read(parsing.parse_item(item["text"]), role, as_of="2025-01-01").bullets
        told = [Told(str(b.kind), b.measurable, b.weak_opening, b.achievements) for b in bullets]
        result.append(told[0] if told else Told())
    return result


def rates(wanted: Sequence[bool], told: Sequence[bool]) -> tuple[float, float, float]:
    """Return precision, recall and F1; 1 where nothing was told or wanted."""
    right = sum(a and b for a, b in zip(wanted, told, strict=True))
    precision = right / sum(told) if any(told) else 1.0
    recall = right / sum(wanted) if any(wanted) else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0


def has_digit(text: str) -> bool:
    """The first baseline."""
    return any(char.isdigit() for char in text)


def has_strong_figure(text: str) -> bool:
    """The second baseline: percent, multiple or currency, and a verb of change or result."""
    lemmas = {verb for name in ("up", "down", "result") for verb in language("verbs")["classes"][name]}
    forms = lemmas | {form for verb in lemmas for form in inflections().get(verb, [])}
    words = set(re.findall(r"[a-z-]+", text.lower()))
    return bool(_STRONG.search(text)) and not words.isdisjoint(forms)


def figure(text: str) -> float | None:
    """Return the number that a figure states: "1,200", "$1.2m", "35K", "half"; null where it states none."""
    plain = text.lower().replace("\u202f", " ").strip()
    quantities = language("quantities")
    match = _NUMBER.search(plain)
    if not match:
        words = {**quantities["number_words"], **quantities["fractions"]}
        found = [value for word, value in words.items() if re.search(rf"\b{re.escape(word)}\b", plain)]
        return float(found[-1]) if found and isinstance(found[-1], (int, float)) else None
    digits = match[0].replace(" ", "")
    digits = re.sub(r"[,.](?=\d{3}(?:\D|$))", "", digits) if not digits.startswith("0") else digits
    try:
        value = float(digits.replace(",", "."))
    except ValueError:
        return None
    suffix = re.match(r"\s*([a-z]+)", plain[match.end() :])
    return value * _LARGE.get(suffix[1], 1.0) if suffix else value


def figure_is_right(wanted: Item, told: Achievement) -> bool:
    """Return whether an achievement states the figure that its label does, with its unit."""
    slots = [slot.text for slot in (told.amount, told.value) if slot]
    said = wanted.get("amount", "")
    if "value" in wanted:
        numbers = [figure(slot) for slot in slots]
        same = any(
            number is not None and abs(number - wanted["value"]) <= 1e-6 + 0.001 * abs(wanted["value"])
            for number in numbers
        )
        same = same or any(plain(slot) in plain(said) or plain(said) in plain(slot) for slot in slots)
    else:
        same = any(plain(slot) in plain(said) or plain(said) in plain(slot) for slot in slots)
    return same and unit_is_right(wanted, told)


def unit_is_right(wanted: Item, told: Achievement) -> bool:
    """Return whether the unit is the label's: in its slot, or told by the amount as printed ("£1.2m", "3×")."""
    unit = plain(wanted.get("unit", ""))
    has = " ".join(plain(slot.text) for slot in (told.unit, told.amount, told.value) if slot)
    if not unit:
        return told.unit is None or plain(told.unit.text) in plain(wanted.get("amount", ""))
    if wanted.get("amount_is") == "count" and not _CURRENCY.search(unit):
        metric = plain(told.metric.text) if told.metric else ""
        return any(unit in part or (part and part in unit) for part in (has, metric, plain(_object(told))))
    return unit in has


def _object(told: Achievement) -> str:
    return told.object.text if told.object else ""


def plain(text: str) -> str:
    """Return a text for comparison: lower case, one space, no article."""
    return " ".join(word for word in text.lower().split() if word not in {"a", "an", "the"})


def slot_is_right(name: str, wanted: Item, told: Achievement) -> bool:
    """Return whether a slot holds the label's text or shares most of its words with it."""
    slot = getattr(told, name)
    if slot is None:
        return False
    label = plain(wanted["method" if name == "method" else name])
    text = plain(slot.text)
    one, other = set(re.findall(r"\w+", label)), set(re.findall(r"\w+", text))
    return label == text or len(one & other) >= 0.5 * max(len(one), len(other), 1)


def paired(wanted: Sequence[Item], told: Sequence[Achievement]) -> list[tuple[Item, Achievement | None]]:
    """Return each labelled achievement with the one told that states its figure, else in order."""
    left = list(told)
    result: list[tuple[Item, Achievement | None]] = []
    waiting = []
    for label in wanted:
        match = next((each for each in left if figure_is_right(label, each)), None)
        if match is None:
            waiting.append(label)
        else:
            left.remove(match)
            result.append((label, match))
    return result + [(label, left.pop(0) if left else None) for label in waiting]


def slots(items: Sequence[Item], bullets: Sequence[Told]) -> dict[str, tuple[int, int]]:
    """Return for figures, and for each slot, how many labels are met and how many there are."""
    counts: dict[str, Counter[bool]] = defaultdict(Counter)
    for item, bullet in zip(items, bullets, strict=True):
        if not (item["measurable"] and bullet.measurable):
            continue
        for label, told in paired(item.get("achievements", []), bullet.achievements):
            if "amount" in label:
                counts["figure and unit"][bool(told and figure_is_right(label, told))] += 1
            for name in SLOTS:
                if name in label:
                    counts[name][bool(told and slot_is_right(name, label, told))] += 1
    return {name: (count[True], count.total()) for name, count in counts.items()}


def report(items: Sequence[Item], bullets: Sequence[Told]) -> str:
    """Return the tables that are printed."""
    lines = [f"{len(items)} items", f"{'':24}{'precision':>10}{'recall':>10}{'F1':>10}"]

    def line(name: str, wanted: Sequence[bool], told: Sequence[bool]) -> float:
        each = rates(wanted, told)
        lines.append(f"{name:24}" + "".join(f"{value:10.3f}" for value in each))
        return each[2]

    measurable = [item["measurable"] for item in items]
    line("measurable", measurable, [bullet.measurable for bullet in bullets])
    single = [
        line(f"kind {kind}", [i["kind"] == kind for i in items], [b.kind == kind for b in bullets])
        for kind in KINDS
    ]
    lines.append(f"{'kinds, macro-average':24}{sum(single) / len(single):30.3f}")
    line("weak opening", [i["weak_opening"] for i in items], [b.weak_opening for b in bullets])
    line(
        "method stated",
        [bool(i["method"]) for i in items],
        [any(each.method for each in b.achievements) for b in bullets],
    )
    baselines: dict[str, Callable[[str], bool]] = {
        "has a digit": has_digit,
        "strong figure and verb": has_strong_figure,
    }
    for name, baseline in baselines.items():
        line(f"({name})", measurable, [baseline(item["text"]) for item in items])
    lines += [
        "",
        f"{'measurable, F1':24}{'items':>7}{'cvtailor':>10}" + "".join(f"{n:>24}" for n in baselines),
    ]
    for stratum in sorted({item["stratum"] for item in items}):
        chosen = [at for at, item in enumerate(items) if item["stratum"] == stratum]
        wanted = [measurable[at] for at in chosen]
        ways = [
            [bullets[at].measurable for at in chosen],
            *([each(items[at]["text"]) for at in chosen] for each in baselines.values()),
        ]
        figures = [rates(wanted, way)[2] for way in ways]
        lines.append(
            f"{stratum:24}{len(chosen):7}{figures[0]:10.3f}"
            + "".join(f"{each:24.3f}" for each in figures[1:])
        )
    lines += ["", f"{'slots, right of all':24}"]
    for name, (right, of) in slots(items, bullets).items():
        lines.append(f"{name:24}{right:7} of {of:4}{right / of:10.3f}")
    return "\n".join(lines)


def wrong(items: Sequence[Item], bullets: Sequence[Told]) -> list[str]:
    """Return a line for each item that is judged otherwise than its label says."""
    lines = []
    for item, bullet in zip(items, bullets, strict=True):
        faults = [
            f"{name} {getattr(bullet, name)!s}, label {item[name]}"
            for name in ("measurable", "kind", "weak_opening")
            if getattr(bullet, name) != item[name]
        ]
        if item["measurable"] and bullet.measurable:
            for label, told in paired(item.get("achievements", []), bullet.achievements):
                if "amount" in label and not (told and figure_is_right(label, told)):
                    said = (
                        [each.text for each in (told.amount, told.value, told.unit) if each] if told else []
                    )
                    faults.append(f"figure {said}, label {label['amount']!r} {label.get('unit', '')!r}")
        if faults:
            lines.append(f"{item['id']} {item['text']!r}: {'; '.join(faults)}")
    return lines


def agreement(items: Sequence[Item], others: Sequence[Item]) -> str:
    """Return agreement and Cohen's kappa of two labellings of the same items."""
    second = {item["id"]: item for item in others}
    lines = [f"{'':16}{'items':>7}{'agree':>8}{'kappa':>8}"]
    for name in ("kind", "measurable", "weak_opening", "method"):
        pairs = [
            (_label(item[name]), _label(second[item["id"]][name])) for item in items if item["id"] in second
        ]
        observed = sum(a == b for a, b in pairs) / len(pairs)
        one, other = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
        chance = sum(one[label] * other[label] for label in one) / len(pairs) ** 2
        kappa = (observed - chance) / (1 - chance) if chance < 1 else 1.0
        lines.append(f"{name:16}{len(pairs):7}{observed:8.3f}{kappa:8.3f}")
    return "\n".join(lines)


def _label(value: object) -> object:
    return value if isinstance(value, bool) or value in KINDS else bool(value)


def main(arguments: Sequence[str]) -> int:
    """Read the arguments after `achievements`, measure and print."""
    parser = argparse.ArgumentParser(
        prog="quality.py achievements",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", type=Path, nargs="*", metavar="FILE")
    parser.add_argument("--wrong", action="store_true", help="list the items judged otherwise than labelled")
    parser.add_argument("--second", type=Path, metavar="FILE", help="labels by a second labeller")
    given = parser.parse_args(arguments)
    items = load(given.files or sorted(FOLDER.glob("*.toml")))
    if given.second:
        print(agreement(items, load([given.second])))
        return 0
    bullets = read(items)
    print(report(items, bullets))
    if given.wrong:
        print("\n".join(["", *wrong(items, bullets)]))
    return 0

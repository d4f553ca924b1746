"""Makes rewrites of which it is known whether they are faithful, from labelled items and small grammars.

Deterministic: the same seed gives the same pairs. `faults` yields (kind, old, new) with one broken fact each,
`faithful` yields (kind of change, old, new) that keep every fact, `cvs` whole CVs with a fact moved or changed.
"""

from __future__ import annotations

import itertools
import random
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import cvtailor
from cvtailor.advice import inflection
from cvtailor.advice.inflection import Form

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Pair = tuple[str, str, str]

HERE = Path(__file__).resolve().parent
BULLETS = HERE.parent / "bullets"
GRAMMAR = tomllib.loads((HERE / "grammar.toml").read_text(encoding="utf-8"))
SEED = 20261123
_DIGITS = re.compile(r"(?<![\w.,/:-])\d[\d,]*(?:\.\d+)?(?![\w/:-])(?!\.\d)")


def items() -> list[str]:
    """Return the texts of the labelled items, in order."""
    return [
        each["text"]
        for path in sorted(BULLETS.glob("part*.toml"))
        for each in tomllib.loads(path.read_text(encoding="utf-8"))["items"]
    ]


def filled(template: str, dice: random.Random) -> str:
    """Return a template with each {slot} (or {slot1}, {slot2}: different ones) filled from the grammar."""
    used: dict[str, str] = {}

    def pick(match: re.Match[str]) -> str:
        slot = match[1]
        if slot not in used:
            pool = [each for each in GRAMMAR["slots"][slot.rstrip("0123456789")] if each not in used.values()]
            used[slot] = dice.choice(pool)
        return used[slot]

    return re.sub(r"\{(\w+)\}", pick, template)


def both(templates: Sequence[str], dice: random.Random) -> list[str]:
    """Fill several templates with the same words for the same slots."""
    joined = filled("\n".join(templates), dice)
    return joined.split("\n")


# Faults


def faults(number: int, more: int, seed: int = SEED) -> Iterator[Pair]:
    """Yield at least `number` changed or added figures and tools or names, and `more` of each other kind."""
    dice = random.Random(seed)
    texts = items()
    yield from itertools.islice(_endless(_numbers, texts, dice), number)
    yield from itertools.islice(_endless(_tools, texts, dice), number)
    for kind in GRAMMAR["faults"]:
        made = 0
        rows = GRAMMAR["faults"][kind]
        changers = _CHANGERS.get(kind)
        while made < more:
            if changers and made % 2:
                pair = changers(dice.choice(texts), dice)
                if pair is None:
                    continue
                old, new = pair
            else:
                row = dice.choice(rows)
                old, new = both(row, dice)
            if old != new:
                made += 1
                yield kind, old, _styled(new, dice)


def _endless(
    make: Callable[[str, random.Random], Pair | None], texts: Sequence[str], dice: random.Random
) -> Iterator[Pair]:
    while True:
        pair = make(dice.choice(texts), dice)
        if pair:
            yield pair


def _numbers(text: str, dice: random.Random) -> Pair | None:
    found = list(_DIGITS.finditer(text))
    if found and dice.random() < 0.6:
        match = dice.choice(found)
        new = _other_figure(match[0], dice)
        changed = text[: match.start()] + new + text[match.end() :]
        same = not (new.replace("0", "") or match[0].replace("0", ""))  # "00" says what "0" does
        return None if same or new in text else ("number changed", text, _styled(changed, dice))
    added = filled(dice.choice(GRAMMAR["added_numbers"]), dice)
    figure = re.search(r"\d[\d,.]*\d|\d", added)
    if figure is None or figure[0] in text:
        return None
    return "number added", text, _styled(text.rstrip(". ") + added, dice)


def _other_figure(figure: str, dice: random.Random) -> str:
    """Return another figure that looks like this one."""
    places = [at for at, char in enumerate(figure) if char.isdigit()]
    at = dice.choice(places)
    choices = [each for each in "123456789" if each != figure[at]]
    new = figure[:at] + dice.choice(choices) + figure[at + 1 :]
    if dice.random() < 0.2 and "." not in figure and "," not in figure:
        new = figure + dice.choice("05")
    return new


def _tools(text: str, dice: random.Random) -> Pair | None:
    tools = GRAMMAR["slots"]["tool"] + GRAMMAR["slots"]["library"]
    held = [each for each in tools if re.search(rf"(?<!\w){re.escape(each)}(?!\w)", text)]
    other = dice.choice(tools)
    if other.lower() in text.lower():
        return None
    if held and dice.random() < 0.7:
        one = dice.choice(held)
        new = re.sub(rf"(?<!\w){re.escape(one)}(?!\w)", other, text)
        return "tool changed", text, _styled(new, dice)
    how = dice.choice([" using {}", " with {}", " in {}", ", based on {}", " via {}"]).format(other)
    return "tool added", text, _styled(text.rstrip(". ") + how, dice)


def _hedges(text: str, dice: random.Random) -> tuple[str, str] | None:
    """Put a hedge in front of a figure, or take one away."""
    for hedge in ("about ", "over ", "more than ", "up to ", "nearly ", "almost ", "around ", "roughly "):
        match = re.search(rf"\b{hedge}(?=[\d$€£])", text)
        if match and not re.match(r"[\d.]+ (?:year|month|week|day|quarter)", text[match.end() :]):
            return text, text[: match.start()] + text[match.end() :]
    found = [
        each
        for each in _DIGITS.finditer(text)
        if re.match(r" ?%|,?\d* [a-z]{4,}", text[each.end() :])
        and re.search(r"\b(?:by|of|to|for|with|a)? $", text[: each.start()])
        and not re.search(
            r"(?:under|below|within|than|about|over|nearly|almost|around|roughly|up to|least|most|approx\.?|~|c\.|ca\.?|first|last|past|top|some|estimated|circa|average of|approximately|close to|beyond|above|exceeding|in|version|level|year|grade|q|h|class|page|no\.|to|from|between|maximum|minimum|another|other|extra) $",
            text[: each.start()].lower(),
        )
        and not (each[0].isdigit() and len(each[0]) == 4)
    ]
    if not found:
        return None
    match = dice.choice(found)
    hedge = dice.choice(["about ", "up to ", "more than ", "nearly "])
    return text, text[: match.start()] + hedge + text[match.start() :]


def _percents(text: str, dice: random.Random) -> tuple[str, str] | None:
    del dice
    match = re.search(r"(\d) ?%(?! ?-?points?| pts?)", text)
    if match:
        return text, text[: match.end(1)] + " percentage points" + text[match.end() :]
    match = re.search(r" (?:pp|percentage points)\b", text)
    return (text, text[: match.start()] + "%" + text[match.end() :]) if match else None


def _negations(text: str, dice: random.Random) -> tuple[str, str] | None:
    for word in (" did not", " was not", " without", " no ", " never", " not "):
        if text.lower().count(word.strip()) == 1 and word in text and dice.random() < 0.8:
            return text, " ".join(text.replace(word, " ").split())
    match = re.match(r"(?:I |We )?([A-Z]?[a-z]+)\b", text)
    verb = match and inflection.reading(match[1], Form.PAST)
    if not match or not verb:
        return None
    base = inflection.inflect(verb, Form.BASE)
    return text, f"Did not {base}{text[match.end() :]}"


def _directions(text: str, dice: random.Random) -> tuple[str, str] | None:
    """Turn the word of change round, or swap the two ends of "from A to B"."""
    swap = re.search(r"\bfrom ([\d.,]+ ?%?) to ([\d.,]+ ?%?)(?=[ ,.;]|$)", text)
    if swap and swap[1].strip() != swap[2].strip() and dice.random() < 0.5:
        return text, f"{text[: swap.start()]}from {swap[2]} to {swap[1]}{text[swap.end() :]}"
    for up, down in GRAMMAR["turns"]:
        for one, two in ((up, down), (down, up)):
            match = re.search(rf"(?<![\w-]){one}(?![\w-])", text)
            if match and not re.search(rf"(?<!\w){two}(?!\w)", text):
                return text, text[: match.start()] + two + text[match.end() :]
    return None


_CHANGERS: dict[str, Callable[[str, random.Random], tuple[str, str] | None]] = {
    "hedge": _hedges,
    "percent": _percents,
    "negation": _negations,
    "direction": _directions,
}


# Faithful rewrites


def faithful(number: int, seed: int = SEED) -> Iterator[Pair]:
    """Yield at least `number` rewrites that keep every fact: one or two changes of form each."""
    dice = random.Random(seed + 1)
    texts = items()
    made = 0
    while made < number:
        if dice.random() < 0.3:
            old, new = both(dice.choice(GRAMMAR["faithful"]), dice)
            made += 1
            yield "grammar", old, new
            continue
        text = dice.choice(texts)
        names, new = [], text
        for name, change in dice.sample(_CHANGES, len(_CHANGES)):
            other = change(new, dice)
            if other and other != new:
                names.append(name)
                new = other
            if len(names) == 2:
                break
        if new != text:
            made += 1
            yield "+".join(names), text, new


def rewritten(limit: int) -> Iterator[Pair]:
    """Yield our own rewrites of the first `limit` items."""
    for text in items()[:limit]:
        for each in cvtailor.rewrite(text):
            yield "own rewriting", each.before, each.after


def _styled(text: str, dice: random.Random) -> str:
    """Now and then change the form too, so that a fault does not stand alone."""
    if dice.random() < 0.5:
        return text
    _, change = dice.choice(_CHANGES)
    return change(text, dice) or text


def _stop(text: str, dice: random.Random) -> str | None:
    del dice
    return text[:-1] if text.endswith(".") else text + "."


def _percent_sign(text: str, dice: random.Random) -> str | None:
    return re.sub(r"(\d) ?%(?!\w)", r"\1" + dice.choice(["%", " %", " percent", " per cent"]), text)


def _spelling(text: str, dice: random.Random) -> str | None:
    del dice
    new = re.sub(r"(?<=[a-z]{3})is(?=(?:e[sd]?|ing|ation)\b)", "iz", text)
    return new if all(inflection.readings(each) or each in text for each in new.split()) else None


def _person(text: str, dice: random.Random) -> str | None:
    del dice
    match = re.match(r"([A-Z][a-z]+) ", text)
    if match and inflection.reading(match[1], Form.PAST):
        return f"I {match[1].lower()}{text[match.end() - 1 :]}"
    match = re.match(r"I ([a-z]+ed) ", text)
    return f"{match[1].capitalize()}{text[match.end() - 1 :]}" if match else None


def _tense(text: str, dice: random.Random) -> str | None:
    match = re.match(r"([A-Z][a-z]+) ", text)
    verb = match and inflection.reading(match[1], Form.PAST)
    if not match or not verb:
        return None
    form = dice.choice([Form.BASE, Form.GERUND, Form.THIRD])
    return inflection.inflect(verb, form).capitalize() + text[match.end() - 1 :]


def _synonym(text: str, dice: random.Random) -> str | None:
    match = re.match(r"(I )?([A-Za-z][a-z]+)\b", text)
    if not match:
        return None
    for group in GRAMMAR["synonyms"]:
        if match[2].lower() in group:
            other = str(dice.choice([each for each in group if each != match[2].lower()]))
            other = other if match[1] else other.capitalize()
            return (match[1] or "") + other + text[match.end() :]
    return None


def _words_of_number(text: str, dice: random.Random) -> str | None:
    del dice
    for word, figure in GRAMMAR["figures"].items():
        if re.search(rf"(?<![\w-]){word} [a-z]", text):
            return re.sub(rf"(?<![\w-]){word}(?= [a-z])", figure, text, count=1)
        if re.search(rf"(?<![\w.,$€£+−–/#-]){figure} [a-z]{{4}}", text):
            return re.sub(rf"(?<![\w.,$€£+−–/#-]){figure}(?= [a-z]{{4}})", word, text, count=1)
    return None


def _hedge_words(text: str, dice: random.Random) -> str | None:
    for group in GRAMMAR["hedge_words"]:
        for each in group:
            if re.search(rf"\b{each} (?=[\d$€£])(?!\d+ (?:year|month|week|day|hour|minute))", text):
                other = dice.choice([it for it in group if it != each])
                return re.sub(rf"\b{each} (?=[\d$€£])", other + " ", text, count=1)
    return None


def _contracted(text: str, dice: random.Random) -> str | None:
    del dice
    return re.sub(r"\b(did|was|were|could|does|do|had|is) not\b", r"\1n't", text)


def _thousands(text: str, dice: random.Random) -> str | None:
    del dice
    return re.sub(r"(?<![\w.,])(\d{1,3}),000(?![\d,.])", r"\1k", text)


def _fronted(text: str, dice: random.Random) -> str | None:
    """Put "by doing …" or "using …" in front."""
    del dice
    match = re.match(r"([A-Z][a-z]+ [^,;.:()]+) ((?:by [a-z]+ing|using) [^,;.:()]+)\.?$", text)
    if not match or " by " in match[1] or not inflection.readings(match[1].split()[0]):
        return None
    return f"{match[2][0].upper()}{match[2][1:]}, {match[1][0].lower()}{match[1][1:]}"


def _split(text: str, dice: random.Random) -> str | None:
    del dice
    match = re.match(r"([^;]+); ([a-z][^;]+)$", text)
    return f"{match[1]}. {match[2][0].upper()}{match[2][1:]}" if match else None


_CHANGES: list[tuple[str, Callable[[str, random.Random], str | None]]] = [
    ("stop", _stop),
    ("percent sign", _percent_sign),
    ("spelling", _spelling),
    ("person", _person),
    ("tense", _tense),
    ("synonym", _synonym),
    ("figures in words", _words_of_number),
    ("hedge words", _hedge_words),
    ("contraction", _contracted),
    ("thousands", _thousands),
    ("fronted", _fronted),
    ("split", _split),
]


# Whole CVs


def cvs(number: int, seed: int = SEED) -> Iterator[Pair]:
    """Yield (kind, old CV, new CV) as Markdown: `number` of each of moved, employer, date, title, faithful."""
    dice = random.Random(seed + 2)
    texts = [each for each in items() if 40 < len(each) < 160 and "\n" not in each and each[0].isupper()]
    for kind in (
        "moved item",
        "moved tool",
        "employer changed",
        "date changed",
        "title changed",
        "reordered",
    ):
        for _ in range(number):
            yield kind, *_cv(kind, texts, dice)


def _cv(kind: str, texts: Sequence[str], dice: random.Random) -> tuple[str, str]:
    slots = GRAMMAR["slots"]
    firms, titles = dice.sample(slots["firm"], 3), dice.sample(slots["title"], 2)
    tools = dice.sample(slots["tool"], 2)
    chosen = dice.sample(texts, 6)
    jobs = [
        [
            titles[0],
            firms[0],
            "Mar 2020",
            "Aug 2023",
            [*chosen[:3], f"Wrote the nightly reports in {tools[0]}."],
        ],
        [
            titles[1],
            firms[1],
            "Jan 2016",
            "Feb 2020",
            [*chosen[3:], f"Kept the test bench running with {tools[1]}."],
        ],
    ]
    old = _markdown(jobs)
    new = [[*job[:4], list(job[4])] for job in jobs]
    if kind == "moved item":
        new[1][4].append(new[0][4].pop(dice.randrange(3)))
    elif kind == "moved tool":
        new[0][4][3] = f"Wrote the nightly reports in {tools[1]}."
    elif kind == "employer changed":
        new[dice.randrange(2)][1] = firms[2]
    elif kind == "date changed":
        job, at = new[dice.randrange(2)], dice.choice([2, 3])
        job[at] = f"{job[at][:4]}{int(job[at][4:]) + dice.choice([-1, 1])}"
    elif kind == "title changed":
        new[dice.randrange(2)][0] = dice.choice(["Head of Research", "Senior Architect", "Chief Engineer"])
    else:
        for job in new:
            dice.shuffle(job[4])
        new[0][4].pop()
    return old, _markdown(new)


def _markdown(jobs: Sequence[Sequence[object]]) -> str:
    lines = ["# Nia Okonjo", "nia.okonjo@example.org", "", "## Experience"]
    for title, firm, start, end, told in jobs:
        lines += [f"### {title}, {firm}", f"{start} – {end}", *(f"- {each}" for each in told), ""]  # type: ignore[attr-defined]
    return "\n".join([*lines, "## Education", "MSc Statistics, University of Eastmoor, 2013 – 2015", ""])

"""Does the score say the same of the same CV, and does advice keep its word?

python benchmarks/quality.py score [DIR]

Three tables:

1. Spread: each invented CV of `tests/cvs` as all the files of DIR that hold it (default `tests/cvs/rendered`), with
   its lowest and highest score, the readability part aside (that part is meant to differ).
2. Stuffing: a thin CV, stuffed with the role's words in ten ways, and the strong sample's lead over each.
3. Gains: each CV as Markdown; its steps are taken one after the other in the order shown, blanks filled with
   made-up figures, and what each step brought is set beside the gain that it promised. A step that asks for work that a
   machine cannot make up ("show … by what you did") ends the series: the gains of later ones reckon with it.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import cvtailor
from cvtailor import lexicon

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "cvs"))

import truth  # noqa: E402 - it stands beside the sources of the CVs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cvtailor.advice.types import Report, Step

STRONG = "henrik-solbakken.pdf"  # of the sample CVs, the one with the highest score


def apart_from_readability(report: Report) -> float | None:
    """Return the total in points of 100 without the readability part; null where nothing could be judged."""
    parts = [each for each in report.score.parts if each.judged and each.id != "readability"]
    possible = sum(each.possible for each in parts)
    return 100 * sum(each.earned for each in parts) / possible if possible else None


# --- the same CV in many files ---------------------------------------------------------


def spread(folder: Path) -> dict[str, list[tuple[float, str]]]:
    """Return for each CV the scores of its files, each with the file's name."""
    found: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for path in sorted(folder.rglob("*")):
        if path.suffix not in {".pdf", ".docx"}:
            continue
        score = apart_from_readability(cvtailor.check(path))
        found[path.name.split(".")[0]].append((-1.0 if score is None else score, path.name))
    return found


# --- stuffed CVs -----------------------------------------------------------------------

THIN = """# Pat Quillfeather
pat@example.org | +1 555-0188

## Summary
{summary}

## Experience
### Data Assistant, Marrow Lane Foods
Jan 2020 – Present
{bullets}

## Education
### BSc Geography, University of Plymwick
2016 – 2019

## Skills
{skills}

## Interests
{interests}
"""
_PLAIN = {
    "summary": "Data assistant who likes tidy spreadsheets.",
    "bullets": "- Typed delivery notes into a spreadsheet\n- Sent the weekly stock list to the buyers\n- Helped the office manager with filing",
    "skills": "Excel, Word",
    "interests": "Hill walking",
}


def stuffed() -> dict[str, str]:
    """Return the thin CV stuffed in ten ways, as Markdown, by the name of the way."""
    names = [each.name for each in lexicon.load().keywords]
    listed = ", ".join(names)
    gained = [f"- Used {each} and improved results by 50 %" for each in names[:40]]
    return {
        way: THIN.format(**{**_PLAIN, **changed})
        for way, changed in {
            "all words in the skills": {"skills": listed},
            "all words three times": {"skills": ", ".join([listed] * 3)},
            "all words in the summary": {"summary": "Expert in " + listed + "."},
            "all words in the interests": {"interests": listed},
            "one bullet of all words": {"bullets": _PLAIN["bullets"] + f"\n- Experienced with {listed}"},
            "a bullet for each word": {
                "bullets": _PLAIN["bullets"] + "".join(f"\n- Proficient in {each}" for each in names)
            },
            "one result for each word": {"bullets": "\n".join(gained)},
            "one bullet twenty times": {
                "bullets": "\n".join(
                    ["- Trained PyTorch and TensorFlow models in Python, raising accuracy by 20 %"] * 20
                )
            },
            "everything everywhere": {
                "skills": listed,
                "summary": "Expert in " + listed + ".",
                "interests": listed,
                "bullets": "\n".join(gained) + f"\n- Responsible for {listed}",
            },
            "words in a hidden comment": {"summary": _PLAIN["summary"] + f"\n<!-- {listed} -->"},
        }.items()
    }


def score_of(markdown: str) -> int:
    """Return the total of a CV given as Markdown; 0 where it could not be judged."""
    return cvtailor.check(markdown.encode(), file="cv.md").score.total or 0


# --- advice taken ----------------------------------------------------------------------


def as_markdown(cv: truth.TrueCv) -> str:
    """Return an invented CV as Markdown."""
    lines = [f"# {cv.name}", cv.headline, " | ".join(cv.contact), ""]
    for section in cv.sections:
        lines += [f"## {section.heading}", *section.paragraphs, *section.lines]
        lines += [f"- {each}" for each in (*section.bullets, *section.publications)]
        for entry in section.entries:
            head = ", ".join(each for each in (entry.title, entry.organisation, entry.location) if each)
            lines += ["", f"### {head}", entry.dates, *entry.paragraphs]
            lines += [f"- {each}" for each in entry.bullets]
        lines.append("")
    return "\n\n".join("\n".join(lines).split("\n\n"))


def filled(text: str, turn: int) -> str:
    """Return a text with its blanks filled with made-up figures, others at each turn."""
    made_up = {"X": str(80 + turn), "Y": str(40 + turn), "Z": str(90 + turn % 9), "N": str(12 + turn)}

    def fill(match: re.Match[str]) -> str:
        return re.sub(r"\b(?:X|Y|Z|N|WHAT)\b", lambda each: made_up.get(each[0], "the error rate"), match[1])

    return re.sub(
        r" ?\[([^\[\]]*)\]", lambda match: ("" if match[1][:1] in ",;" else " ") + fill(match), text
    )


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken: the gain it promised and the one it brought."""

    title: str
    promised: int
    brought: int


def take(report: Report, step: Step, markdown: str, turn: int) -> str | None:
    """Return the CV with the step taken, or None where a machine cannot take it."""
    if step.rewrite is not None:
        rewrite = report.rewrites[step.rewrite]
        parts = filled(rewrite.after, turn).replace("\n", "\n- ")  # a split item has a bullet on each line
        return _put(markdown, rewrite.before, parts)
    bullet = next((each for each in report.bullets if each.span == step.span), None)
    if bullet is None:
        return None
    stop = "." if bullet.text.endswith(".") else ""
    if "AC02" in step.rules:
        more = f", saving {60 + turn} hours a year"  # no more words than the advice reckons with
        return _put(markdown, bullet.text, bullet.text.rstrip(".") + more + stop)
    if step.keyword and step.title.startswith("Say"):
        name = next(each.name for each in report.keywords if each.id == step.keyword)
        return _put(markdown, bullet.text, bullet.text.rstrip(".") + f", using {name}" + stop)
    return None


def _put(markdown: str, old: str, new: str) -> str | None:
    return markdown.replace(old, new, 1) if markdown.count(old) == 1 else None


def gains(cv: truth.TrueCv) -> Iterator[Taken]:
    """Take the advice on a CV in the order shown, until a step that a machine cannot take."""
    markdown = as_markdown(cv)
    report = cvtailor.check(markdown.encode(), file="cv.md")
    first = report
    for turn, step in enumerate(first.steps):
        after = take(first, step, markdown, turn)
        if after is None:
            break  # the gains of later steps reckon with this one
        changed = cvtailor.check(after.encode(), file="cv.md")
        yield Taken(step.title, step.gain, (changed.score.total or 0) - (report.score.total or 0))
        markdown, report = after, changed


def main(arguments: list[str]) -> int:
    """Measure and print; 2 when there was nothing to measure, else 0."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "folder", type=Path, nargs="?", default=ROOT / "tests" / "cvs" / "rendered", metavar="DIR"
    )
    folder = parser.parse_args(arguments).folder
    scores = spread(folder)
    if not scores:
        print(f"nothing to measure in {folder}", file=sys.stderr)
        return 2
    for part in (_spread_table(scores), _stuffing_table(), _gains_table(gains)):
        print(part + "\n")
    return 0


def _spread_table(scores: dict[str, list[tuple[float, str]]]) -> str:
    lines = [f"{'the same CV in many files':34}{'files':>6}{'lowest':>8}{'highest':>9}{'apart':>7}"]
    for name, each in scores.items():
        low, high = min(each), max(each)
        lines.append(f"{name:34}{len(each):6}{low[0]:8.1f}{high[0]:9.1f}{high[0] - low[0]:7.1f}")
        if high[0] - low[0] > 1:
            lines.append(f"    lowest {low[1]}, highest {high[1]}")
    return "\n".join(lines)


def _stuffing_table() -> str:
    strong = cvtailor.check(ROOT / "sample_cvs" / STRONG).score.total or 0
    lines = [f"{'stuffed (' + STRONG + ' has ' + str(strong) + ')':60}{'score':>6}{'below':>7}"]
    plain = score_of(THIN.format(**_PLAIN))
    lines.append(f"{'(not stuffed)':60}{plain:6}{strong - plain:7}")
    for way, text in stuffed().items():
        score = score_of(text)
        lines.append(f"{way:60}{score:6}{strong - score:7}")
    return "\n".join(lines)


def _gains_table(measured: Callable[[truth.TrueCv], Iterator[Taken]]) -> str:
    every = [(cv.stem, each) for cv in truth.load_all() for each in measured(cv)]
    exact = sum(each.promised == each.brought for _, each in every)
    near = sum(abs(each.promised - each.brought) <= 1 for _, each in every)
    lower = [(stem, each) for stem, each in every if each.brought < 0]
    lines = [
        f"advice taken: {len(every)} steps, {exact} brought what they promised, {near} within a point, {len(lower)} lowered the score"
    ]
    lines += [
        f"    {stem}: {each.title}: promised {each.promised}, brought {each.brought}"
        for stem, each in every
        if each.promised != each.brought
    ]
    return "\n".join(lines)

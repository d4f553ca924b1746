"""What a line of an advert asks beside skills: how much it insists, years, degrees, languages, conditions."""

from __future__ import annotations

import functools
import itertools
import re
from typing import TYPE_CHECKING

from cvtailor.jobs.degrees import degree
from cvtailor.jobs.lines import table
from cvtailor.jobs.types import Importance
from cvtailor.jobs.years import years

if TYPE_CHECKING:
    from collections.abc import Iterable


__all__ = ["conditions", "degree", "importance", "languages", "pieces", "seniority", "years"]


def _choice(words: Iterable[str]) -> str:
    return "|".join(re.escape(each) for each in sorted(words, key=len, reverse=True))


@functools.cache
def _cues(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_choice(table()['importance'][name])})(?![\w-])", re.IGNORECASE)


def importance(text: str, kind: str | None) -> Importance:
    """Return how much a piece of a line insists; `kind` is that of the part it stands in."""
    if _cues("desirable").search(text):
        return Importance.DESIRABLE
    if kind == "desirable" and not _cues("essential").search(text):
        return Importance.DESIRABLE
    return Importance.ESSENTIAL


_TURN = re.compile(
    r";\s+|\.\s+(?=[A-Z])|,\s+(?=(?:ideally|preferably|and ideally|with)\b)|\s+(?=but\b)|\s[–—]\s|(?=\()|(?<=\))\s*|,\s+(?=and\s[^,;]{2,60}\s(?:is|are|would be)\s(?:a|an|nice|useful|desirable|preferred)\b)",
    re.IGNORECASE,
)


def pieces(text: str) -> list[tuple[int, str]]:
    """Return the pieces of a line that insist alike, each with its offset: "Python; Rust is a plus" has two."""
    if not _cues("desirable").search(text):
        return [(0, text)]
    cuts = [0, *(match.end() for match in _TURN.finditer(text)), len(text)]
    found = [(start, text[start:end]) for start, end in itertools.pairwise(cuts) if text[start:end].strip()]
    joined: list[tuple[int, str]] = []
    for start, piece in found:  # neighbours that insist alike belong together
        mild = _cues("desirable").search(piece) is not None
        if joined and (_cues("desirable").search(joined[-1][1]) is not None) == mild:
            joined[-1] = joined[-1][0], joined[-1][1] + piece
        else:
            joined.append((start, piece))
    return joined


# --- what is shown and not judged ---------------------------------------------------------------


def seniority(text: str) -> str | None:
    """Return the word of seniority that a title or line names, or None."""
    match = re.search(
        rf"(?<![\w-])(?:{_choice(table()['seniority']['words'])})(?![\w-])", text, re.IGNORECASE
    )
    return match[0].lower() if match else None


def languages(text: str) -> tuple[str, ...]:
    """Return the spoken languages that a piece asks for."""
    cues = table()["languages"]["cues"]
    if not re.search(rf"(?<!\w)(?:{_choice(cues)})(?!\w)", text, re.IGNORECASE):
        return ()
    return tuple(each for each in table()["languages"]["names"] if re.search(rf"\b{each}\b", text))


def conditions(text: str) -> tuple[str, ...]:
    """Return the piece itself where it is about a place, a right to work or the like."""
    cue = re.search(rf"(?<!\w)(?:{_choice(table()['conditions']['cues'])})(?!\w)", text, re.IGNORECASE)
    return (" ".join(text.split()),) if cue else ()

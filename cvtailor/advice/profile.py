"""Whether a CV is an academic or an industry one: guessed from signs that the report names, or set.

The two are read by other people with other habits: an academic CV is as long as its record, puts
education first and lists service; an industry CV is two pages that open with the latest job.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from cvtailor import resources
from cvtailor.advice.types import Profile, ProfileGuess
from cvtailor.document import SectionKind

if TYPE_CHECKING:
    from cvtailor.advice.types import Settings
    from cvtailor.nlp.types import Evidence

# Points of a sign (project conventions): what is done now weighs more than what was done once.
_CURRENT, _PAST, _HEADING, _SECTION = 3.0, 1.0, 1.5, 1.0
_LEAST = 0.5  # points that no academic CV stays at: a section on service alone
_RECORD = 5  # publications that make a list of them the heart of a CV
_MOST = 4  # signs that are named


class Words:
    """Phrases that are looked for as whole words, without case."""

    def __init__(self, phrases: tuple[str, ...]) -> None:
        """Take the phrases."""
        self._pattern = re.compile(rf"(?<![\w-])(?:{resources.any_of(phrases)})(?![\w-])", re.IGNORECASE)

    def first(self, text: str) -> re.Match[str] | None:
        """Return where the first of them stands in `text`."""
        return self._pattern.search(text)

    def within(self, text: str) -> bool:
        """Return whether one of them stands in `text`."""
        return self._pattern.search(text) is not None

    def only(self, text: str) -> bool:
        """Return whether `text` is one of them and nothing else."""
        return self._pattern.fullmatch(text.strip(" :")) is not None


@functools.cache
def words(table: str, key: str = "words") -> Words:
    """Return the phrases of one list of `lexicons/language/profiles.toml`."""
    return Words(tuple(resources.language("profiles")[table][key]))


def of(evidence: Evidence, settings: Settings) -> ProfileGuess:
    """Return the profile a CV is judged by: the one that was set, or the likelier one with its signs."""
    if settings.profile is not Profile.AUTO:
        return ProfileGuess(kind=settings.profile, guessed=False, signs=("It was set.",))
    return _guess(evidence)


def _guess(evidence: Evidence) -> ProfileGuess:
    signs: list[tuple[Profile, float, str]] = []
    for section in evidence.document.sections:
        signs += [
            (kind, _HEADING, f"the heading “{_plain(section.heading)}”")
            for kind in (Profile.ACADEMIC, Profile.INDUSTRY)
            if section.heading and words(kind, "headings").only(section.heading)
        ]
        if section.kind in {SectionKind.TEACHING, SectionKind.SERVICE} and section.all_items():
            weight = _SECTION if section.kind is SectionKind.TEACHING else _LEAST
            signs.append((Profile.ACADEMIC, weight, f"a section on {section.kind}"))
        if section.kind is SectionKind.EXPERIENCE:
            for entry in section.entries:
                signs += _title(entry.title or entry.name or "", current=entry.end == "present")
    papers = sum(
        len(section.all_items())
        for section in evidence.document.sections
        if section.kind is SectionKind.PUBLICATIONS
    )
    if papers:
        weight = 3.0 if papers >= _RECORD else 1.0
        signs.append((Profile.ACADEMIC, weight, f"{papers} publication{'s' if papers > 1 else ''} listed"))
    points = {kind: sum(each[1] for each in signs if each[0] is kind) for kind in Profile}
    academic = points[Profile.ACADEMIC] > max(points[Profile.INDUSTRY], _LEAST)
    kind = Profile.ACADEMIC if academic else Profile.INDUSTRY
    told = sorted((each for each in signs if each[0] is kind), key=lambda each: -each[1])
    said = tuple(dict.fromkeys(each[2] for each in told))[:_MOST]
    return ProfileGuess(kind=kind, guessed=True, signs=said or ("no sign of an academic career",))


def _title(title: str, *, current: bool) -> list[tuple[Profile, float, str]]:
    """Return the sign that the title of a job is; the academic reading of a title goes first."""
    for kind in (Profile.ACADEMIC, Profile.INDUSTRY):
        if words(kind, "titles").within(title):
            weight = _CURRENT if current else _PAST
            return [(kind, weight, f"the {'current ' if current else ''}job “{_plain(title)}”")]
    return []


def _plain(text: str) -> str:
    return " ".join(text.split())

"""An advert as lines, each with the kind of part it stands in: headings, bullets, sentences of prose, pastes run together."""

from __future__ import annotations

import functools
import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cvtailor.nlp.types import Tense
from cvtailor.nlp.verbs import look_up
from cvtailor.resources import language

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = ("essential", "desirable", "duties", "about", "benefits", "salary", "equal_opportunity", "apply")
_LONG = 220  # characters: a longer line is prose, to be read by sentences
_LONGEST = 2_000  # characters of a piece; a longer one is parted at a comma or blank
_CLOSING = 160  # characters from which a line without a bullet is a paragraph, no item of a list
_HEADING_WORDS = 9
_BULLET = re.compile(r"^\s*(?:[-*•·–—▪◦‣●○✔✓➢➤»>]|\(?[A-Z]?\d{1,2}[.)]|[a-z][.)])\s+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"(])|\s*[•·▪●]\s*|(?<=;)\s+")
_ABBREVIATED = re.compile(
    r"\b(?:e\.g|i\.e|etc|incl|approx|min|max|vs|dr|prof|st|no|inc|ltd|co|yrs?)\.$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the advert: its text, where it starts in the canonical text, its heading and that heading's kind.

    `kind` is one of KINDS, or null before the first heading; `title` marks a heading itself.
    """

    text: str
    start: int
    heading: str | None
    kind: str | None
    title: bool = False


def table() -> dict[str, Any]:
    """Return the table of words of adverts."""
    return language("adverts")


def read(text: str) -> tuple[str, tuple[Line, ...]]:
    """Return the canonical text of an advert (a line for each item or sentence) and its lines."""
    pieces: list[str] = []
    lines: list[Line] = []
    at = items = 0
    heading: str | None = None
    kind: str | None = None
    every = text.split("\n")
    for row, line in enumerate(every):
        for number, piece in enumerate(_pieces(line)):
            named = heading_kind(piece) or (_over_list(every, row) if piece == line else None)
            if named is not None:
                heading, kind, items = piece.strip().rstrip(":"), named, 0
            elif number == 0 and items > 0 and len(line) > _CLOSING and _BULLET.match(line) is None:
                heading = kind = None  # a paragraph after a list speaks of something else again
            else:
                items += number == 0
            pieces.append(piece)
            lines.append(Line(piece, at, heading, kind, named is not None))
            at += len(piece) + 1
    return "\n".join(pieces), tuple(lines)


def heading_kind(line: str) -> str | None:
    """Return the kind of part that a line opens, or None where it is no heading."""
    bare = _BULLET.sub("", line).strip().strip("#*_ ").rstrip(":?!–- ").strip()
    if not bare or len(bare.split()) > _HEADING_WORDS:
        return None
    folded = _folded(bare)
    known = _headings().get(folded)
    if known is not None:
        return known
    worded = _worded(bare) if _BULLET.match(line) is None else None
    if worded is not None:
        return worded
    if not line.rstrip().endswith(":") and len(bare.split()) > 5:
        return None
    ends = line.rstrip().endswith((":", "?"))
    for words, named in _headings().items():  # "Essential skills and experience:" holds "essential skills"
        if ends and " " in words and (folded.startswith(words + " ") or folded.endswith(" " + words)):
            return named
    return None


_ITEMS = 2  # items below a line that make it a heading, whatever its words


def _over_list(every: list[str], row: int) -> str | None:
    """Return the kind of a short line over a list of items whose words no table knows: "The task", "Your toolbox".

    A list of which most items begin with a verb tells duties, another what is asked for.
    """
    line = every[row].strip()
    words = line.strip("#*_ ").rstrip(":").split()
    if (
        not 0 < len(words) <= _HEADING_WORDS
        or _BULLET.match(every[row])
        or line.endswith((".", "!", ",", ";"))
    ):
        return None
    before = row > 0 and every[row - 1].strip() != ""
    below = [each for each in every[row + 1 : row + 1 + _NEAR] if each.strip()]
    items = list(itertools.takewhile(_BULLET.match, below))
    if len(items) < _ITEMS or (before and not line.endswith(":")):
        return None
    firsts = [re.match(r"[A-Za-z]+", _BULLET.sub("", each)) for each in items]
    forms = [look_up(each[0]) for each in firsts if each]
    acts = sum(form is not None and (form.tense is Tense.BASE or form.gerund) for form in forms)
    return "duties" if 2 * acts >= len(items) else "essential"


_NEAR = 5  # lines below a heading that are looked at
_SHOUTED = 7  # words of a heading that only its words tell


def _worded(bare: str) -> str | None:
    """Return the kind of a short line wholly of the words of headings ("What we want from you"), else None."""
    said = re.sub(r"\s*\([^()]{0,60}\)\s*$", "", bare)
    words = re.findall(r"[\w'-]+", said.replace("’", "'"))
    if not words or len(words) > _SHOUTED or not words[0][:1].isupper() or re.search(r"[.,;!]", said):
        return None
    folded = [word.casefold() for word in words]
    if any(word not in _heading_words() for word in folded):
        return None
    plain = f" {' '.join(folded)} "
    for row in ("desirable", "doing", "benefits", "apply", "essential", "duties", "about"):
        if any(f" {each} " in plain for each in table()["heading_words"][row]):
            return "duties" if row == "doing" else row
    return None


@functools.cache
def _heading_words() -> frozenset[str]:
    return frozenset(table()["heading_words"]["all"])


@functools.cache
def _headings() -> dict[str, str]:
    return {_folded(words): kind for kind in KINDS for words in table()["headings"][kind]}


def _folded(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.casefold().replace("’", "'").replace("'", "")))


# --- pieces ---------------------------------------------------------------------------------------


@functools.cache
def _inline() -> re.Pattern[str]:
    """Return the pattern of a heading inside a line: "Requirements: …", "RequirementsExperience with …"."""
    words = sorted(
        {w for kind in KINDS for w in table()["headings"][kind] if len(w) > 6}, key=len, reverse=True
    )
    forms = "|".join(re.escape(_cased(word)) for word in words)
    upper = "|".join(re.escape(word.upper()) for word in words)
    return re.compile(
        rf"(?:(?<=^)|(?<=[.!?;)\s])|(?<=[a-z]))(?P<head>{forms}|{upper})(?:\s*:\s*|(?=[A-Z][a-z]))"
    )


def _cased(word: str) -> str:
    return word[:1].upper() + word[1:]


@functools.cache
def _glued() -> re.Pattern[str]:
    """Return the pattern between two items that a paste glued: "SPSSExperience with R", "SQLStrong communication"."""
    starters = "|".join(table()["starters"])
    return re.compile(rf"(?<=[a-z0-9+#)%.])(?=(?:{starters})[a-z ])|(?<=[A-Z]{{2}})(?=(?:{starters})[a-z ])")


_PASTE = 600  # characters: a shorter line is no advert pasted as one paragraph
_JOINS = 4  # glued words from which a long line is such a paste
_JOIN = re.compile(r"(?<=[a-z)])(?=[A-Z\d])|(?<=[A-Z]{2})(?=[A-Z][a-z])|(?<=[A-Z]{2}\))(?=[A-Z])")


def _unglued(line: str) -> str:
    """Return a long line with full stops where a paste glued two items: "on AWSWrite infrastructure", "roleLinux".

    A join is taken for one where both sides are words or capitals and the whole is no name that a lexicon knows
    ("PostgreSQL"); only lines with several joins are changed.
    """
    if len(line) < _PASTE:
        return line
    cuts: list[int] = []
    for token in re.finditer(r"\S+", line):
        if _JOIN.search(token[0]) and token[0].strip(".,;:()").casefold() not in _names():
            joins = [each.start() for each in _JOIN.finditer(token[0])]
            named = max((at for at in joins if token[0][:at].casefold() in _names()), default=0)
            cuts += [
                token.start() + at for at in joins if at >= named and _parts(token[0], at)
            ]  # "FastAPI|Write"
    if len(cuts) < _JOINS:
        return line
    ends = [0, *cuts, len(line)]
    return "\u2022".join(line[start:end] for start, end in itertools.pairwise(ends))


def _parts(token: str, at: int) -> bool:
    """Return whether the words on both sides of a join are words of their own."""
    from cvtailor.parsing import repair

    left = re.search(r"[A-Za-z]+\)?$", token[:at])
    right = re.match(r"[A-Za-z]+|\d+\+?$", token[at:])
    if left is None or right is None:
        return False
    head = (re.findall(r"[A-Z]?[a-z]+|[A-Z]+", left[0]) or [""])[-1]
    tail = (re.findall(r"[A-Z][a-z]+|[A-Z]+|\d+", right[0]) or [""])[0]
    return all(
        part.isupper() or part.isdigit() or part.casefold() in _names() or repair.is_usual(part.casefold())
        for part in (head, tail)
    )


@functools.cache
def _names() -> frozenset[str]:
    """Return the names of the technology lexicon in lower case."""
    from cvtailor import lexicon

    return frozenset(
        form.casefold()
        for each in lexicon.technology().keywords
        for form in (each.name, *each.forms, *each.cased)
    )


def _pieces(line: str) -> Iterator[str]:
    """Yield a line's items: split at glued joins, at headings inside it, and long ones by sentences."""
    line = " ".join(line.split())
    if not line:
        return
    for part in _glued().split(_unglued(line)):
        at = 0
        inside = [match.span() for match in _inline().finditer(part)]
        for start, end in [each for each in inside if each != (0, len(part))]:
            yield from _sentences(part[at:start])
            yield part[start:end].strip()
            at = end
        yield from _sentences(part[at:])


def _sentences(text: str) -> Iterator[str]:
    text = text.strip()
    while len(text) > _LONGEST:
        cut = max(text.rfind(", ", 0, _LONGEST), text.rfind(" ", 0, _LONGEST)) + 1 or _LONGEST
        yield from _sentences(text[:cut])
        text = text[cut:].strip()
    if not text:
        return
    if len(text) < _LONG and "•" not in text:
        yield text
        return
    held = ""
    for part in _SENTENCE.split(text):
        if not part:
            continue
        held = f"{held} {part}" if held else part
        if not _ABBREVIATED.search(held):
            yield held.strip()
            held = ""
    if held:
        yield held.strip()


def unmarked(text: str) -> tuple[str, int]:
    """Return a line without its bullet, and how many characters that took."""
    match = _BULLET.match(text)
    return (text[match.end() :], match.end()) if match else (text, 0)

"""Splits lists of skills, languages and interests into single items."""

from __future__ import annotations

import functools
import re

from cvtailor.resources import any_of, language

_LABEL = re.compile(r"([^:：\t]{1,60})(?:[:：]\s*|\t)(?=\S)")
_TECHNICAL = re.compile(r"[a-z][A-Z]|\b[A-Z]{2,}\d?\b|[A-Za-z][+#]|\b[A-Z]\d\b|\.js\b")
_PAIR = re.compile(r"(\s*[^\s()]+) (?:and|und|et|y) ([^\s()]+(?: \([^()]*\))?\s*\.?)")
_CUTS = ";|•·\t‖◦●▪∙⋅、"
_SIGNS = re.compile(rf"[\[\](){{}},/{re.escape(_CUTS)}]")
_BRACKETS = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}


@functools.cache
def _whole() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(language('roles')['skills']['whole'])})(?!\w)", re.IGNORECASE)


def label_length(text: str) -> int:
    """Return the length of a label at the start ("Languages: "), 0 where there is none.

    A row of a table counts as labelled when only its second part is a list.
    """
    match = _LABEL.match(text)
    if not match or "//" in text[match.start() : match.end() + 2]:
        return 0
    if "\t" in match[0]:
        rest = text[match.end() :]
        return match.end() if "," in rest and "," not in match[1] and "\t" not in rest else 0
    return match.end() if len(match[1].split()) <= 7 else 0


def split(text: str) -> list[tuple[int, int]]:
    """Return the stretches of `text` that are single skills, in order.

    Separators are commas, semicolons, bars, bullets, tabs and slashes, never inside brackets;
    slashes only between plain names ("TensorFlow/PyTorch"), never in "C/C++", "CI/CD" or "TCP/IP".
    """
    start = label_length(text)
    cuts, depth, at = [], 0, start
    kept: set[int] | None = None
    last_close = max(text.rfind(")"), text.rfind("]"), text.rfind("}"))
    for sign in _SIGNS.finditer(text, start):
        index = sign.start()
        depth = max(0, depth + _BRACKETS.get(sign[0], 0)) if index <= last_close else 0
        if depth or not _separates(text, index):
            continue
        if kept is None:
            kept = {at for match in _whole().finditer(text) for at in range(*match.span())}
        if index in kept:
            continue
        cuts.append((at, index))
        at = index + 1
    cuts.append((at, len(text)))
    cuts = _last_pair(text, cuts)
    found: list[tuple[int, int]] = []
    for first, last in cuts:
        stretch = _trim(text, first, last)
        if stretch and text[slice(*stretch)].casefold() not in language("roles")["languages"]["levels"]:
            found.append(stretch)
    return found


def _last_pair(text: str, cuts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Split the end of a list ("Python, R and SQL"), where all its names are short and no fixed pair stands there."""
    first, last = cuts[-1]
    match = _PAIR.fullmatch(text[first:last])
    short = all(len(re.sub(r"\([^()]*\)", "", text[a:b]).split()) <= 2 for a, b in cuts[:-1])
    if len(cuts) < 2 or not match or not short or text[first:last].strip(" .").casefold() in _fixed_pairs():
        return cuts
    return [*cuts[:-1], (first, first + match.end(1)), (first + match.start(2), last)]


@functools.cache
def _fixed_pairs() -> frozenset[str]:
    return frozenset(language("roles")["skills"]["pairs"])


def _separates(text: str, index: int) -> bool:
    char = text[index]
    if char in _CUTS:
        return True
    before, after = text[index - 1 : index], text[index + 1 : index + 2]
    if char == ",":
        return not (before.isdigit() and after.isdigit())
    if char == "/":
        if before == " " and after == " ":
            return True
        near, far = text[max(0, index - 30) : index], text[index + 1 : index + 31]
        left, right = re.search(r"[\w.+#-]*$", near), re.match(r"[\w.+#-]*", far)
        return bool(left and right and len(left[0]) > 3 and len(right[0]) > 3 and "://" not in text[:5000])
    return False


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Strip white space, edge punctuation and a leading "and" off a stretch."""
    while start < end and (text[start].isspace() or text[start] in "-–—•·:,;"):
        start += 1
    match = re.match(r"(?:and|or|&)\s+", text[start:end], re.IGNORECASE)
    if match:
        start += match.end()
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:–—"):
        end -= 1
    if end > start and text[end - 1] == "." and not re.search(r"\b\w\.$|\w\.\w+\.$", text[start:end]):
        end -= 1
        while end > start and text[end - 1].isspace():
            end -= 1
    if not any(char.isalnum() for char in text[start:end]):
        return None
    return start, end


def is_list(text: str) -> bool:
    """Return whether a line of a skills section is a list rather than a sentence."""
    start = label_length(text)
    pieces = split(text)
    body = text[start:]
    if start and pieces:
        return max(last - first for first, last in pieces) <= 90 or len(pieces) > 2
    words = body.split()
    sentence = body.rstrip().endswith(".") and len(words) > 5 and len(pieces) < len(words) / 3
    return not sentence and all(len(text[first:last].split()) <= 9 for first, last in pieces)


def names_languages(text: str) -> bool:
    """Return whether a natural language is named in the text."""
    names = set(language("roles")["languages"]["names"])
    return any(word.casefold() in names for word in re.findall(r"[^\W\d_]+", text))


def names_programming(text: str) -> bool:
    """Return whether a programming language is named in the text."""
    names = set(language("roles")["languages"]["programming"])
    return any(text[first:last].split("(")[0].strip().casefold() in names for first, last in split(text))


def all_languages(text: str) -> bool:
    """Return whether a line lists natural languages, with their levels, and nothing else."""
    names = language("roles")["languages"]["names"]
    label = text[: label_length(text)].rstrip(": \t").casefold()
    pieces = [label] if label in names else [text[first:last] for first, last in split(text)]
    return bool(pieces) and all(
        any(word.casefold() in names for word in re.findall(r"[^\W\d_]+", piece)[:2])
        and len(piece.split()) <= 5
        for piece in pieces
    )


def is_level(text: str) -> bool:
    """Return whether a line only says how well something is known ("Advanced")."""
    return text.strip(" ()").casefold() in language("roles")["languages"]["levels"]


def are_short(lines: list[str]) -> bool:
    """Return whether three lines or more name something in a few words each, without dates or addresses."""
    return len(lines) >= 3 and all(
        len(line.split()) <= 4 and not re.search(r"\d\d|[@.:]", line) and is_list(line) for line in lines
    )


def are_technical(lines: list[str]) -> bool:
    """Return whether lines are lists in which a quarter of the names are written as only names of tools are.

    That is: capitals, digits or signs inside or behind a word ("PostgreSQL", "HTML", "C++", "S3").
    """
    if not lines or not all(is_list(line) for line in lines):
        return False
    names = [line[first:last] for line in lines for first, last in split(line)]
    technical = sum(bool(_TECHNICAL.search(name)) for name in names)
    return len(names) >= 4 and 4 * technical >= len(names) and all(len(name.split()) <= 5 for name in names)

"""What the words of a text tell: whether it names a title, an organisation, a place or a degree."""

from __future__ import annotations

import functools
import re

from cvtailor.resources import language

EDGES = " ,;:|–—-·•\t/"  # stripped off the ends of a part
_SCHOOL = re.compile(
    r"universi|college|school|institut|academy|polytechni|hochschule|faculty|department", re.IGNORECASE
)
_GRADE = re.compile(
    r"(?:[\w.]{1,12}[ ]){0,2}[:=]?[ ]?(?:\d{1,2}[.,:]\d{1,2}|\d{1,3})(?:[ ]?%|[ ]?/[ ]?\d{1,3}(?:[.,]\d{1,2})?|(?<=\d[.,:]\d)|(?<=[.,]\d\d))(?:[ ](?:gpa|cgpa|honours|honors|hons|degree))?"
)
_INITIAL = re.compile(r"\b[A-Z]\. [A-Z]")  # of a person's first name
_TOWN_STATE = re.compile(r"(?:^|(?<=[\t|]))\s*[A-Z][\w.' -]{1,30}, MA\s*(?=$|[\t|])")


@functools.cache
def _phrases(group: str, name: str = "words") -> tuple[frozenset[str], tuple[str, ...]]:
    words = language("roles")[group][name]
    return frozenset(word for word in words if " " not in word), tuple(word for word in words if " " in word)


def _tokens(text: str) -> list[str]:
    return [
        token.strip("()[],;:'’\"")
        for token in re.split(r"[\s/|]+", text.casefold())
        if token.strip("()[],;:'’\"")
    ]


def has_word(text: str, group: str) -> bool:
    """Return whether a word of language/roles.toml's `group` stands in the text."""
    words, phrases = _phrases(group)
    folded = f" {' '.join(_tokens(text))} "
    return any(token in words for token in _tokens(text)) or any(
        f" {phrase} " in folded for phrase in phrases
    )


def is_place(text: str) -> bool:
    """Return whether the whole text is a place the tables know ("Remote", "Austin, TX")."""
    text = text.strip(EDGES + "()")
    parts = [part.strip() for part in text.split(",")]
    words, phrases = _phrases("places")
    if not text or len(parts) > 4:
        return False
    if parts[-1] in language("roles")["places"]["states"] and len(parts) > 1:
        return len(parts) == 2 or not (is_known(parts[0]) or _INITIAL.search(parts[0]))
    states = language("roles")["places"]["states"]
    known = [
        part.casefold() in words or part.casefold() in phrases or (at > 0 and part in states)
        for at, part in enumerate(parts)
    ]
    return all(known) or (len(parts) > 1 and all(known[1:]) and not is_known(parts[0]))


def is_known(text: str) -> bool:
    """Return whether a word of the text names a title, an organisation or a degree."""
    return bool(sort_of(text)) or is_degree(text)


def is_subject(text: str) -> bool:
    """Return whether a text names nothing but a field of work or a unit of no one firm ("Robotics", "Emergency Department")."""
    words, phrases = _phrases("subjects")
    folded = f" {' '.join(_tokens(text))} "
    for phrase in phrases:
        folded = folded.replace(f" {phrase} ", "  ")
    joining = language("roles")["subjects"]["joining"]
    left = folded.split()
    named = len(left) < len(_tokens(text)) or any(token in words for token in left)
    return named and all(token in words or token in joining for token in left)


def is_grade(text: str) -> bool:
    """Return whether a text is nothing but how well a degree was passed ("2:1", "GPA 3.8/4.0", "Distinction")."""
    folded = text.casefold().strip(EDGES + "()")
    return bool(_GRADE.fullmatch(folded)) or folded in language("roles")["degrees"]["honours"]


def sort_of(text: str) -> str:
    """Return "title", "organisation" or "" for one part of a header."""
    if re.match(r"(?:the )?(?:university|institute|college|school|department|faculty) of", text.casefold()):
        return "organisation"
    if is_subject(text):
        return ""
    core = re.split(r"\b(?:of|for|at|in|to|with)\b", text, maxsplit=1, flags=re.IGNORECASE)[0]
    for stretch in (core, text):
        for token in reversed(_tokens(stretch)):
            if token in _phrases("titles")[0]:
                return "title"
            if (
                token in _phrases("organisations")[0]
                and _name_like(text)
                and not (
                    token.isalpha()
                    and len(token) < 4
                    and token.upper() not in text
                    and (
                        token not in language("roles")["organisations"]["short"] or token.title() not in text
                    )
                )
            ):
                return "organisation"
        if has_word(stretch, "titles"):
            return "title"
    return ""


def _name_like(text: str) -> bool:
    """Return whether a text is written like a name: short, most words with a capital letter."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return len(words) <= 9 and 2 * sum(word[0].isupper() for word in words) >= len(words)


def is_link(text: str) -> bool:
    """Return whether the text is nothing but an address on the web."""
    text = text.strip(EDGES + "()")
    return " " not in text and bool(re.fullmatch(r"(?:https?:/|www\.)\S+|[\w.-]+\.[a-z]{2,6}/\S*", text))


def is_degree(text: str) -> bool:
    """Return whether the text names a degree ("MA" in "Amherst, MA" is a state)."""
    text = _TOWN_STATE.sub("", text)
    words, phrases = _phrases("degrees")
    tokens = _tokens(text)
    folded = f" {' '.join(tokens)} "
    return any(
        token.rstrip(".") in words
        or token in words
        or ("." in token[:-1] and token.replace(".", "") in words)
        for token in tokens
        if token not in {"be", "ma", "as"} or token.upper() in text
    ) or any(f" {phrase} " in folded for phrase in phrases)


def sort_in_education(text: str) -> str:
    """Return "title", "organisation", "detail" or "" for one part of a degree's header."""
    if text.casefold().startswith(tuple(language("roles")["degrees"]["honours"])):
        return ""  # it goes with the degree before it
    if is_detail(text) or _GRADE.fullmatch(text.casefold().strip(EDGES + "()")):
        return "detail"
    if is_degree(text) and is_degree(text.split()[-1]):
        return "title"  # "High School Diploma"
    sort = sort_of(text)
    if sort == "organisation" and (_SCHOOL.search(text) or not is_degree(text)):
        return sort
    return "title" if sort == "title" or is_degree(text) else ""


def is_detail(text: str) -> bool:
    """Return whether a line is a detail under a header ("GPA: 3.9", "Technologies: …")."""
    folded = text.casefold().lstrip("(")
    head = re.split(r"[:\-–—(]", folded, maxsplit=1)[0].strip()
    starts = language("roles")["details"]["starts"]
    if head in starts and (":" in text or re.search(r"\d", text) or len(head) < len(folded)):
        return True
    return any(
        folded.startswith(f"{word} ") and re.match(r"[\d:]", folded[len(word) + 1 :]) for word in starts
    )

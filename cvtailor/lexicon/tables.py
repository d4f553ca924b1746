"""One lexicon file, checked by hand: known keys, right types, no duplicates. Nothing is built yet."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from cvtailor.document import SectionKind
from cvtailor.errors import LexiconError
from cvtailor.lexicon.types import Ask, Signal

Table = dict[str, Any]
Check = Callable[[Any], str]  # returns "" or what is wrong

_ID = re.compile(r"[a-z0-9]+(?:[-.+][a-z0-9]+)*")
_VERSION = re.compile(r"[0-9]+(?:\.[0-9]+)*")
SECTIONS = (*(str(each) for each in SectionKind), "headline")
LEVELS = ("essential", "edge")


@dataclass(frozen=True, slots=True)
class Tables:
    """A checked file: `name` is how errors call it, tables hold only the keys that the file sets."""

    name: str
    top: Table
    groups: tuple[Table, ...]
    keywords: tuple[Table, ...]
    remove: Table = field(default_factory=dict)  # ids of entries below that the file takes away
    faulty: frozenset[str] = frozenset()  # ids of entries left out for a mistake


class Mistake(LexiconError):  # noqa: N818 - it is also what lint lists
    """One mistake of a file, in parts that lint shows: `file`, `where` (entry and key), `reason`, `hint`."""

    def __init__(self, file: str, where: str, reason: str, hint: str, problem: str) -> None:
        super().__init__(f"{file}: {where}: {reason}.", hint)
        self.file = file
        self.where = where
        self.reason = reason
        self.problem = problem


def fail(file: str, key: str, reason: str, hint: str = "", *, problem: str = "mistake") -> Mistake:
    """Return the error for one mistake: `file: key: reason`; `problem` is what lint calls its kind."""
    return Mistake(file, key, reason, hint or "Correct that entry.", problem)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return ` (did you mean "…"?)` for the known word nearest to `word`, or an empty string."""
    found = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f' (did you mean "{found[0]}"?)' if found else ""


def check(raw: Table, name: str, found: list[Mistake] | None = None) -> Tables:
    """Check the parsed TOML of one file.

    Args:
        raw: what `tomllib` made of the file.
        name: how errors call the file.
        found: where the mistakes of entries go, which are then left out; without it the first is raised.

    Raises:
        LexiconError: naming the file, the key and the reason.
    """
    _table(name, "top level", raw, _TOP)
    for key, checks in (("source", _SOURCE), ("remove", _REMOVE)):
        if key in raw:
            _table(name, f"[{key}]", raw[key], checks)
    sets = raw.get("sets", {})
    _table(name, "[sets]", sets, dict.fromkeys(sets, _texts) if isinstance(sets, dict) else {})
    faulty: set[str] = set()
    groups = _entries(name, "group", raw, sets, found, faulty)
    keywords = _entries(name, "keyword", raw, sets, found, faulty)
    top = {key: value for key, value in raw.items() if key not in ("group", "keyword", "sets", "remove")}
    return Tables(name, top, groups, keywords, raw.get("remove", {}), frozenset(faulty))


def _entries(
    file: str, kind: str, raw: Table, sets: Table, found: list[Mistake] | None, faulty: set[str]
) -> tuple[Table, ...]:
    seen: set[str] = set()
    kept = []
    for number, entry in enumerate(raw.get(kind, []), 1):
        try:
            _entry(file, kind, number, entry, sets, seen)
            kept.append(entry)
        except Mistake as mistake:
            if found is None:
                raise
            found.append(mistake)
            faulty.add(str(entry.get("id")))
    return tuple(kept)


def _entry(file: str, kind: str, number: int, entry: Table, sets: Table, seen: set[str]) -> None:
    id = entry.get("id")
    if not isinstance(id, str):
        reason = "is missing" if id is None else f"must be text, not {_shown(id)}"
        raise fail(file, f"{kind} number {number} / id", reason, 'Give it one, such as id = "python".')
    where = f'{kind} "{id}"'
    _table(file, where, entry, _GROUP if kind == "group" else _KEYWORD)
    if id in seen:
        raise fail(file, where, "is defined twice in this file", "Join the two tables into one.")
    seen.add(id)
    if "remove" in entry:
        checks = _REMOVE_GROUP if kind == "group" else _REMOVE_KEYWORD
        _table(file, f"{where} / remove", entry["remove"], checks)
    if kind == "keyword":
        _guards(file, entry)
        _patterns(file, entry)
        for each in ("guard", "pattern"):
            for nth, table in enumerate(entry.get(each, ()), 1):
                _expand(file, f"{where} / {each} {nth}", table, sets)


def _guards(file: str, keyword: Table) -> None:
    where = f'keyword "{keyword["id"]}"'
    for number, guard in enumerate(keyword.get("guard", []), 1):
        at = f"{where} / guard {number}"
        _table(file, at, guard, _GUARD)
        if not any(guard.get(key) for key in _GUARD if key != "forms"):
            raise fail(file, at, "sets no condition", "Add near, not_near, sections or another condition.")


def _patterns(file: str, keyword: Table) -> None:
    where = f'keyword "{keyword["id"]}"'
    for number, pattern in enumerate(keyword.get("pattern", []), 1):
        at = f"{where} / pattern {number}"
        _table(file, at, pattern, _PATTERN)
        if not pattern.get("verbs"):
            raise fail(
                file, f"{at} / verbs", "is missing", 'Give bare verbs such as ["explain", "roll out"].'
            )
        if not (pattern.get("objects") or pattern.get("near")):
            raise fail(file, at, "would find its verbs everywhere", "Add objects or near.")


def _expand(file: str, where: str, table: Table, sets: Table) -> None:
    """Put the words of a named set in place of "@name"."""
    for key, value in table.items():
        if not any(each.startswith("@") for each in value):
            continue
        words: list[str] = []
        for each in value:
            if each.startswith("@") and each[1:] not in sets:
                reason = f'there is no set "{each[1:]}"{nearest(each[1:], sets)}'
                raise fail(file, f"{where} / {key}", reason, f"Add {each[1:]} = [...] under [sets].")
            words += sets[each[1:]] if each.startswith("@") else [each]
        table[key] = list(dict.fromkeys(words))


def _table(file: str, where: str, table: Any, checks: dict[str, Check]) -> None:
    if not isinstance(table, dict):
        raise fail(file, where, f"must be a table, not {_shown(table)}")
    for key, value in table.items():
        if key not in checks:
            known = ", ".join(checks)
            raise fail(
                file, f"{where} / {key}", f"is not a known key{nearest(key, checks)}", f"Known: {known}."
            )
        wrong = checks[key](value)
        if wrong:
            problem = "unknown_section" if key in ("sections", "not_sections") else "mistake"
            raise fail(file, f"{where} / {key}", wrong, problem=problem)


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "..."


def _text(value: Any) -> str:
    if not isinstance(value, str):
        return f"must be text, not {_shown(value)}"
    return "" if value.strip() else "is empty"


def _id(value: Any) -> str:
    if isinstance(value, str) and _ID.fullmatch(value):
        return ""
    return f'must be lower-case letters, digits and hyphens such as "deep-learning", not {_shown(value)}'


def _version(value: Any) -> str:
    if isinstance(value, str) and _VERSION.fullmatch(value):
        return ""
    return f'must be a version in quotes such as "1.0", not {_shown(value)}'


def _texts(value: Any) -> str:
    if not isinstance(value, list):
        return f'must be a list of texts such as ["a", "b"], not {_shown(value)}'
    for each in value:
        if not isinstance(each, str):
            return f"must hold only texts, not {_shown(each)}"
        if not each.strip():
            return "holds an empty text"
        if each != each.strip() or "\n" in each:
            return f"holds {_shown(each)} with space around it or a line break inside"
    if len(set(value)) < len(value):
        twice = next(each for each in value if value.count(each) > 1)
        return f"holds {_shown(twice)} twice"
    return ""


def _tables(value: Any) -> str:
    if isinstance(value, list) and all(isinstance(each, dict) for each in value):
        return ""
    return f"must be a list of tables (written with double brackets), not {_shown(value)}"


def _anything(value: Any) -> str:  # noqa: ARG001 - a check of its own follows
    return ""


def _true(value: Any) -> str:
    return "" if value is True else f"must be true where it is set, not {_shown(value)}"


def _need(value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool) and value >= 1:
        return ""
    return f"must be a whole number of at least 1, not {_shown(value)}"


def _weight(value: Any) -> str:
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if number and math.isfinite(value) and 0 <= value <= 1000:
        return ""
    return f"must be a number from 0 to 1000, not {_shown(value)}"


def _one_of(*allowed: str) -> Check:
    def checked(value: Any) -> str:
        if value in allowed:
            return ""
        near = nearest(value, allowed) if isinstance(value, str) else ""
        return f"must be one of {', '.join(allowed)}, not {_shown(value)}{near}"

    return checked


def _all_of(*allowed: str) -> Check:
    one = _one_of(*allowed)

    def checked(value: Any) -> str:
        return _texts(value) or next((wrong for each in value if (wrong := one(each))), "")

    return checked


_TOP: dict[str, Check] = {
    "id": _id,
    "title": _text,
    "version": _version,
    "language": _one_of("en"),
    "source": _anything,
    "group": _tables,
    "keyword": _tables,
    "sets": _anything,
    "remove": _anything,
}
_SOURCE: dict[str, Check] = {"title": _text, "publisher": _text}
_REMOVE: dict[str, Check] = {"keywords": _texts, "groups": _texts}
_REMOVE_GROUP: dict[str, Check] = dict.fromkeys(("members", "source", "questions"), _texts)
_REMOVE_KEYWORD: dict[str, Check] = {
    **dict.fromkeys(("forms", "cased", "implies", "signals"), _texts),
    "guard": _true,
    "pattern": _true,
}
_GROUP: dict[str, Check] = {
    "id": _id,
    "title": _text,
    "need": _need,
    "weight": _weight,
    "level": _one_of(*LEVELS),
    "ask": _one_of(*(str(each) for each in Ask)),
    "members": _texts,
    "source": _texts,
    "evidence": _text,
    "questions": _texts,
    "remove": _anything,
}
_KEYWORD: dict[str, Check] = {
    "id": _id,
    "name": _text,
    "forms": _texts,
    "cased": _texts,
    "implies": _texts,
    "also": _texts,
    "signals": _all_of(*(str(each) for each in Signal)),
    "kind": _text,
    "evidence": _text,
    "source": _text,
    "guard": _tables,
    "pattern": _tables,
    "remove": _anything,
}
_PATTERN: dict[str, Check] = {"verbs": _texts, "objects": _texts, "near": _texts, "not_near": _texts}
_GUARD: dict[str, Check] = {
    "forms": _texts,
    "near": _texts,
    "not_near": _texts,
    "after": _texts,
    "not_after": _texts,
    "before": _texts,
    "not_before": _texts,
    "sections": _all_of(*SECTIONS),
    "not_sections": _all_of(*SECTIONS),
}

"""One lexicon file, checked by hand: known keys, right types, no duplicates. Nothing is built yet."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
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


def fail(file: str, key: str, reason: str, hint: str = "") -> LexiconError:
    """Return the error for one mistake: `file: key: reason`."""
    return LexiconError(f"{file}: {key}: {reason}.", hint or "Correct that entry.")


def nearest(word: str, known: Iterable[str]) -> str:
    """Return ` (did you mean "…"?)` for the known word nearest to `word`, or an empty string."""
    found = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f' (did you mean "{found[0]}"?)' if found else ""


def check(raw: Table, name: str) -> Tables:
    """Check the parsed TOML of one file.

    Args:
        raw: what `tomllib` made of the file.
        name: how errors call the file.

    Raises:
        LexiconError: naming the file, the key and the reason.
    """
    _table(name, "top level", raw, _TOP)
    if "source" in raw:
        _table(name, "[source]", raw["source"], _SOURCE)
    groups = _entries(name, "group", raw.get("group", []), _GROUP)
    keywords = _entries(name, "keyword", raw.get("keyword", []), _KEYWORD)
    sets = raw.get("sets", {})
    _table(name, "[sets]", sets, dict.fromkeys(sets, _texts) if isinstance(sets, dict) else {})
    for keyword in keywords:
        _guards(name, keyword)
        _patterns(name, keyword)
        for kind in ("guard", "pattern"):
            for number, table in enumerate(keyword.get(kind, ()), 1):
                _expand(name, f'keyword "{keyword["id"]}" / {kind} {number}', table, sets)
    top = {key: value for key, value in raw.items() if key not in ("group", "keyword", "sets")}
    return Tables(name, top, groups, keywords)


def _entries(file: str, kind: str, entries: list[Table], checks: dict[str, Check]) -> tuple[Table, ...]:
    seen: set[str] = set()
    for number, entry in enumerate(entries, 1):
        id = entry.get("id")
        if not isinstance(id, str):
            reason = "is missing" if id is None else f"must be text, not {_shown(id)}"
            raise fail(file, f"{kind} number {number} / id", reason, 'Give it one, such as id = "python".')
        where = f'{kind} "{id}"'
        _table(file, where, entry, checks)
        if id in seen:
            raise fail(file, where, "is defined twice in this file", "Join the two tables into one.")
        seen.add(id)
    return tuple(entries)


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
            raise fail(file, f"{where} / {key}", wrong)


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
}
_SOURCE: dict[str, Check] = {"title": _text, "publisher": _text}
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
}
_KEYWORD: dict[str, Check] = {
    "id": _id,
    "name": _text,
    "forms": _texts,
    "cased": _texts,
    "implies": _texts,
    "signals": _all_of(*(str(each) for each in Signal)),
    "kind": _text,
    "evidence": _text,
    "source": _text,
    "guard": _tables,
    "pattern": _tables,
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

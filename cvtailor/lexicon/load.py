"""From TOML files to a `Lexicon`: the role's own file first, a user's files stacked on top."""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from cvtailor import resources
from cvtailor.document import json_text
from cvtailor.errors import LexiconError
from cvtailor.lexicon.tables import Table, Tables, check, fail, nearest
from cvtailor.lexicon.types import Ask, Group, Guard, Keyword, Lexicon, Pattern, Signal

DEFAULT_ROLE = "applied-ml-researcher"

_ROLE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LISTS = ("forms", "cased", "implies", "signals", "members", "source", "questions", "guard", "pattern")


def load(role: str = DEFAULT_ROLE, files: Sequence[str | Path] = ()) -> Lexicon:
    """Return the lexicon of a role, with a user's files stacked on top in the order given.

    In a stacked file an entry with a known id extends that entry: lists (forms, cased, implies,
    signals, members, source, questions, guards, patterns) grow, every other key it sets replaces the old
    value. An entry with a new id is added at the end. docs/lexicon.md has a worked example.

    Args:
        role: the id of a role that comes with cvtailor (`roles()` lists them).
        files: paths of TOML files to stack.

    Raises:
        LexiconError: for an unknown role, an unreadable file or a mistake in one; the message
            names the file, the key and the reason.
    """
    return _load(role, tuple(Path(each) for each in files)) if files else _role(role)


@functools.lru_cache(maxsize=16)
def _role(role: str) -> Lexicon:
    return _load(role, ())


def _load(role: str, files: tuple[Path, ...]) -> Lexicon:
    stack = [_role_tables(role)]
    stack += [_tables(file, str(file)) for file in files]
    return _build(stack)


@functools.cache
def technology() -> Lexicon:
    """Return the broad technology lexicon: all files of `lexicons/technology/`, without groups.

    It is read on the first call only; a role is loaded and checked without it.

    Raises:
        LexiconError: for a mistake in a file, or an id that stands in two files.
    """
    folder = resources.lexicons() / "technology"
    names = sorted(each.name for each in folder.iterdir() if each.name.endswith(".toml"))
    stack = [_tables(folder / name, f"lexicons/technology/{name}") for name in names]
    seen: dict[str, str] = {}
    for tables in stack:
        for keyword in tables.keywords:
            first = seen.setdefault(keyword["id"], tables.name)
            if first != tables.name:
                raise fail(tables.name, f'keyword "{keyword["id"]}"', f"is defined in {first} too")
    top = {**stack[0].top, "id": "technology", "title": "Technology", "source": {}}
    return _build([Tables("lexicons/technology", top, (), ()), *stack], grouped=False)


@functools.cache
def roles() -> tuple[tuple[str, str], ...]:
    """Return id and title of every role that comes with cvtailor, sorted by id.

    Raises:
        LexiconError: when a role's file has a mistake.
    """
    return tuple((id, load(id).title) for id in _role_ids())


@functools.cache
def _role_ids() -> tuple[str, ...]:
    folder = resources.lexicons() / "roles"
    names = (each.name for each in folder.iterdir()) if folder.is_dir() else ()
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def _role_tables(role: str) -> Tables:
    known = _role_ids()
    # Compared with the list, so that no id can reach a file outside the folder.
    if not _ROLE.fullmatch(role) or role not in known:
        message = f"There is no role {role[:60]!r}{nearest(role[:60], known)}."
        raise LexiconError(message, f"Roles: {', '.join(known)}.")
    tables = _tables(resources.lexicons() / "roles" / f"{role}.toml", f"lexicons/roles/{role}.toml")
    for key in ("id", "title", "version", "language", "source"):
        if key not in tables.top:
            raise fail(tables.name, f"top level / {key}", "is missing")
    if tables.top["id"] != role:
        raise fail(tables.name, "top level / id", f'must be the name of the file, "{role}"')
    return tables


def _tables(path: Any, name: str) -> Tables:
    try:
        raw = resources.read_toml(path)
    except RecursionError as error:
        raise LexiconError(f"{name} is nested too deeply.", "A lexicon has two levels of tables.") from error
    except ValueError as error:  # a NUL in the path
        raise LexiconError(f"{name!r} is no file name: {error}.", "Check the path.") from error
    return check(raw, name)


def _build(stack: list[Tables], *, grouped: bool = True) -> Lexicon:
    top: Table = {}
    groups: dict[str, Table] = {}
    keywords: dict[str, Table] = {}
    last: dict[str, str] = {}  # the file that set an entry last: where its mistake is reported
    for tables in stack:
        # A stacked file's id, title and source describe that file, not the role.
        top = top or tables.top
        for kind, known, entries in (
            ("group", groups, tables.groups),
            ("keyword", keywords, tables.keywords),
        ):
            for entry in entries:
                known[entry["id"]] = _stacked(known.get(entry["id"], {}), entry)
                last[f'{kind} "{entry["id"]}"'] = tables.name
    built_keywords = tuple(_keyword(each, last) for each in keywords.values())
    built_groups = tuple(_group(each, last, keywords) for each in groups.values())
    if grouped and not built_groups:
        raise fail(stack[0].name, "group", "there is none", "A lexicon needs at least one [[group]].")
    _check_implies(built_keywords, last)
    content = {
        "id": top["id"],
        "title": top["title"],
        "version": top["version"],
        "language": top["language"],
        "source": ", ".join(top["source"][key] for key in ("title", "publisher") if key in top["source"]),
        "groups": built_groups,
        "keywords": built_keywords,
    }
    sha256 = hashlib.sha256(json_text(content, indent=None).encode()).hexdigest()
    return Lexicon(sha256=sha256, **content)


def _stacked(old: Table, new: Table) -> Table:
    joined = {**old, **new}
    for key in _LISTS:
        if key in old and key in new:
            joined[key] = old[key] + [each for each in new[key] if each not in old[key]]
    return joined


def _keyword(table: Table, last: dict[str, str]) -> Keyword:
    where = f'keyword "{table["id"]}"'
    file = last[where]
    if "name" not in table:
        raise fail(
            file, f"{where} / name", "is missing", 'Give the usual spelling, for example name = "Python".'
        )
    if not any(table.get(key) for key in ("forms", "cased", "signals", "pattern")):
        reason = "is missing: nothing could ever show this keyword"
        raise fail(file, f"{where} / forms", reason, "Add forms, cased, a pattern or signals.")
    forms = (*table.get("forms", ()), *table.get("cased", ()))
    guards = []
    for number, guard in enumerate(table.get("guard", ()), 1):
        for form in guard.get("forms", ()):
            if form not in forms:
                key = f"{where} / guard {number} / forms"
                raise fail(file, key, f'"{form}" is no form of the keyword{nearest(form, forms)}')
        guards.append(Guard(**{key: tuple(value) for key, value in guard.items()}))
    return Keyword(
        id=table["id"],
        name=table["name"],
        forms=tuple(table.get("forms", ())),
        cased=tuple(table.get("cased", ())),
        guards=tuple(guards),
        implies=tuple(table.get("implies", ())),
        signals=tuple(Signal(each) for each in table.get("signals", ())),
        kind=table.get("kind", "technology"),
        evidence=table.get("evidence", ""),
        source=table.get("source", ""),
        patterns=tuple(
            Pattern(**{key: tuple(value) for key, value in each.items()}) for each in table.get("pattern", ())
        ),
    )


def _group(table: Table, last: dict[str, str], keywords: Iterable[str]) -> Group:
    where = f'group "{table["id"]}"'
    file = last[where]
    for key in ("title", "members"):
        if not table.get(key):
            raise fail(file, f"{where} / {key}", "is missing")
    members = tuple(table["members"])
    for member in members:
        if member not in keywords:
            reason = f'there is no keyword "{member}"{nearest(member, keywords)}'
            raise fail(file, f"{where} / members", reason, f'Add a [[keyword]] with id = "{member}".')
    need = table.get("need", 1)
    if need > len(members):
        reason = f"asks for {need} of {len(members)} members"
        raise fail(file, f"{where} / need", reason, "Lower need or add members.")
    ask = Ask(table.get("ask", "name"))
    if table.get("questions") and ask is not Ask.NONE:
        raise fail(file, f"{where} / questions", 'only a group with ask = "none" has questions')
    return Group(
        id=table["id"],
        title=table["title"],
        need=need,
        weight=float(table.get("weight", 1.0)),
        essential=table.get("level", "essential") == "essential",
        ask=ask,
        members=members,
        source=tuple(table.get("source", ())),
        evidence=table.get("evidence", ""),
        questions=tuple(table.get("questions", ())),
    )


def _check_implies(keywords: tuple[Keyword, ...], last: dict[str, str]) -> None:
    implies = {each.id: each.implies for each in keywords}
    for keyword in keywords:
        for target in keyword.implies:
            if target not in implies:
                where = f'keyword "{keyword.id}"'
                reason = f'there is no keyword "{target}"{nearest(target, implies)}'
                raise fail(last[where], f"{where} / implies", reason)
    done: set[str] = set()
    for start in implies:
        path: list[str] = []  # the chain being walked, so that a cycle can be shown
        todo = [iter((start,))]
        while todo:
            id = next(todo[-1], None)
            if id is None:
                todo.pop()
                if path:
                    done.add(path.pop())
            elif id in path:
                where = f'keyword "{id}"'
                chain = " → ".join((*path[path.index(id) :], id))
                raise fail(last[where], f"{where} / implies", f"goes round in a circle: {chain}")
            elif id not in done:
                path.append(id)
                todo.append(iter(implies[id]))

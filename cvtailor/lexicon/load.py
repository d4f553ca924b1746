"""From TOML files to a `Lexicon`: a role, the technology lexicon where asked for, a user's files on top."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cvtailor import resources
from cvtailor.document import Value
from cvtailor.errors import LexiconError
from cvtailor.lexicon.broad import beside
from cvtailor.lexicon.build import Stack, build
from cvtailor.lexicon.tables import Mistake, Tables, check, fail, nearest
from cvtailor.lexicon.types import Lexicon

DEFAULT_ROLE = "applied-ml-researcher"

_ROLE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Value):
    """A file that comes with cvtailor: what it is called, and how much it holds."""

    file: str
    id: str
    title: str
    groups: int
    keywords: int


def load(role: str = DEFAULT_ROLE, files: Sequence[str | Path] = (), *, technology: bool = False) -> Lexicon:
    """Return the lexicon of a role, with a user's files stacked on top in the order given.

    In a stacked file an entry with a known id extends that entry: lists (forms, cased, implies,
    signals, members, source, questions, guards, patterns) grow, every other key it sets replaces the old
    value. An entry with a new id is added at the end. `remove` takes away what stood before.
    docs/lexicon.md has a worked example.

    Args:
        role: the id of a role that comes with cvtailor (`roles()` lists them).
        files: paths of TOML files to stack.
        technology: stack the technology lexicon between the role and the files. A keyword of the role
            wins over one of the same id or name there, which becomes its alias (see `broad.beside`).

    Raises:
        LexiconError: for an unknown role, an unreadable file or a mistake in one; the message
            names the file, the key and the reason.
    """
    if files or technology:
        return _load(role, tuple(Path(each) for each in files), technology)
    return _role(role)


def load_with_mistakes(
    role: str = DEFAULT_ROLE, files: Sequence[str | Path] = (), *, technology: bool = False
) -> tuple[Lexicon, tuple[Mistake, ...]]:
    """Return what `load` returns, but leave faulty entries out and return their mistakes beside it.

    Raises:
        LexiconError: for an unknown role, a file that cannot be read, or a mistake above its entries.
    """
    found: list[Mistake] = []
    lexicon = _load(role, tuple(Path(each) for each in files), technology, found)
    return lexicon, tuple(found)


@functools.lru_cache(maxsize=16)
def _role(role: str) -> Lexicon:
    return _load(role, (), technology=False)


def _load(
    role: str, files: tuple[Path, ...], technology: bool, found: list[Mistake] | None = None
) -> Lexicon:
    own = _role_tables(role)
    stack = [own]
    aliases: dict[str, str] = {}
    broad: tuple[str, ...] = ()
    if technology:
        beyond, aliases = beside(own, _technology_tables(found))
        ids = {each["id"] for each in own.keywords}
        broad = tuple(each["id"] for one in beyond for each in one.keywords if each["id"] not in ids)
        stack += beyond
    stack += [_tables(file, str(file), found) for file in files]
    return build(stack, Stack(found, aliases), broad=broad)


@functools.cache
def technology() -> Lexicon:
    """Return the broad technology lexicon: all files of `lexicons/technology/`, without groups.

    It is read on the first call only; a role is loaded and checked without it.

    Raises:
        LexiconError: for a mistake in a file, or an id that stands in two files.
    """
    stack = _technology_tables(None)
    top = {**stack[0].top, "id": "technology", "title": "Technology", "source": {}}
    return build([Tables("lexicons/technology", top, (), ()), *stack], Stack(), grouped=False)


def _technology_tables(found: list[Mistake] | None) -> list[Tables]:
    folder = resources.lexicons() / "technology"
    names = sorted(each.name for each in folder.iterdir() if each.name.endswith(".toml"))
    stack = [_tables(folder / name, f"lexicons/technology/{name}", found) for name in names]
    seen: dict[str, str] = {}
    for tables in stack:
        for keyword in tables.keywords:
            first = seen.setdefault(keyword["id"], tables.name)
            if first != tables.name:
                where = f'keyword "{keyword["id"]}"'
                hint = "Join the two entries into one."
                raise fail(tables.name, where, f"is defined in {first} too", hint, problem="duplicate")
    return stack


@functools.cache
def roles() -> tuple[tuple[str, str], ...]:
    """Return id and title of every role that comes with cvtailor, sorted by id.

    Raises:
        LexiconError: when a role's file has a mistake.
    """
    return tuple((id, load(id).title) for id in _role_ids())


def sources() -> tuple[Source, ...]:
    """Return every lexicon file that comes with cvtailor: the roles by id, then the technology files.

    Raises:
        LexiconError: when one of them has a mistake.
    """
    stack = [*map(_role_tables, _role_ids()), *_technology_tables(None)]
    return tuple(
        Source(
            file=each.name,
            id=each.top.get("id", ""),
            title=each.top.get("title", ""),
            groups=len(each.groups),
            keywords=len(each.keywords),
        )
        for each in stack
    )


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


def _tables(path: Any, name: str, found: list[Mistake] | None = None) -> Tables:
    try:
        raw = resources.read_toml(path)
    except RecursionError as error:
        raise LexiconError(f"{name} is nested too deeply.", "A lexicon has two levels of tables.") from error
    except ValueError as error:  # a NUL in the path
        raise LexiconError(f"{name!r} is no file name: {error}.", "Check the path.") from error
    return check(raw, name, found)

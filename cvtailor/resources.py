"""Where the TOML data lives: inside the wheel, or beside the package in a checkout."""

from __future__ import annotations

import functools
import hashlib
import importlib.resources
import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from cvtailor.errors import LexiconError


@functools.cache
def lexicons() -> Traversable:
    """Return the folder that holds `roles/`, `technology/` and `language/`.

    Raises:
        LexiconError: when the installation holds no such folder.
    """
    packaged = importlib.resources.files("cvtailor") / "lexicons"
    if packaged.is_dir():
        return packaged
    checkout = Path(__file__).resolve().parent.parent / "lexicons"
    if (checkout / "language" / "headings.toml").is_file():
        return checkout
    raise LexiconError("The lexicons that come with cvtailor are not there.", "Install the package again.")


@functools.cache
def language(name: str) -> dict[str, Any]:
    """Return the parsed `lexicons/language/<name>.toml`; treat it as read-only, it is shared.

    Raises:
        LexiconError: when the table is missing or is no valid TOML.
    """
    return read_toml(lexicons() / "language" / f"{name}.toml")


def read_toml(path: Traversable) -> dict[str, Any]:
    """Parse one TOML file.

    Raises:
        LexiconError: naming the file and the reason, when it is missing or not valid TOML.
    """
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except FileNotFoundError as error:
        raise LexiconError(f"There is no lexicon file {path}.", "Check the name.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path} is not valid TOML: {error}.", "Correct that line.") from error
    except OSError as error:
        raise LexiconError(f"{path} cannot be read: {error.strerror}.", "Check the path.") from error


def any_of(words: Iterable[str]) -> str:
    """Return a regular expression for any of the words, the longest that fits first; any case where asked for so.

    It is a tree of their letters: hundreds of words one after the other ("Jan|Feb|…") make a pattern slow,
    as each is tried at each place. A space in a word fits a tab too. Put it in brackets of its own.
    """
    tree: dict[str, list[str]] = {}
    for word in sorted(set(words)):
        tree.setdefault(word[:1].lower(), []).append(word[1:])
    parts = []
    for first, rests in tree.items():
        letter = r"[ \t]" if first == " " else re.escape(first)
        rest = any_of(rests) if len(rests) > 1 or " " in rests[0] else re.escape(rests[0])
        parts.append(f"{letter}(?:{rest})" if len(rests) > 1 else letter + rest)
    return "|".join(sorted(parts, key=lambda part: not part))


@functools.cache
def fingerprint() -> bytes:
    """Return a SHA-256 over the program's own files and its tables: another program may judge otherwise.

    It takes names, sizes and times of change; where the files have none (in an archive) their contents.
    """
    found = hashlib.sha256()
    for where in (importlib.resources.files("cvtailor"), lexicons()):
        for name, facts in _files(where, ""):
            found.update(f"{name}\0{len(facts)}\0".encode())
            found.update(facts)
    return found.digest()


def _files(where: Traversable, before: str) -> Iterator[tuple[str, bytes]]:
    """Yield the name of each file of code or words in a folder and below it, in order, with what tells a change."""
    for each in sorted(where.iterdir(), key=lambda one: one.name):
        name = f"{before}/{each.name}"
        if each.name.endswith((".py", ".toml")):
            if isinstance(each, Path):
                facts = each.stat()
                yield name, f"{facts.st_size} {facts.st_mtime_ns}".encode()
            else:
                yield name, each.read_bytes()
        elif each.name != "__pycache__" and "." not in each.name and each.is_dir():
            yield from _files(each, name)

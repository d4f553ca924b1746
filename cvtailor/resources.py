"""Where the TOML data lives: inside the wheel, or beside the package in a checkout."""

from __future__ import annotations

import functools
import importlib.resources
import re
import tomllib
from collections.abc import Iterable
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

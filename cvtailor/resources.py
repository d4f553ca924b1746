"""Where the TOML data lives: inside the wheel, or beside the package in a checkout."""

from __future__ import annotations

import functools
import importlib.resources
import tomllib
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

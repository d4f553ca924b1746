"""Settings from a file: `cvtailor.toml`, `.cvtailor.toml` or `[tool.cvtailor]` of pyproject.toml."""

from __future__ import annotations

import dataclasses
import datetime as dt
import difflib
import tomllib
from pathlib import Path
from typing import Any

from cvtailor.advice.types import Settings, Severity
from cvtailor.errors import SettingsError

NAMES = ("cvtailor.toml", ".cvtailor.toml", "pyproject.toml")
_KINDS: dict[str, tuple[tuple[type, ...], str]] = {
    "role": ((str,), "a string"),
    "as_of": ((str, dt.date), "a date"),
    "min_score": ((int,), "a whole number"),
    "fail_on": ((str,), "a string"),
    "min_bullet_words": ((int,), "a whole number"),
    "max_bullet_words": ((int,), "a whole number"),
    "measured_share": ((int, float), "a number"),
    "max_pages": ((int,), "a whole number"),
    "lexicons": ((list,), "a list of paths"),
}


def find(start: Path) -> Path | None:
    """Return the nearest configuration file at or above the folder `start`; stops at a `.git`."""
    for folder in (start, *start.parents):
        for name in NAMES:
            path = folder / name
            if path.is_file() and (name != "pyproject.toml" or _table(path) is not None):
                return path
        if (folder / ".git").exists():
            return None
    return None


def load(path: Path | None) -> dict[str, Any]:
    """Return the settings written in `path` (empty without a file), checked; keys as in `Settings`,
    and `lexicons`, a list of paths relative to the file.

    Raises:
        SettingsError: naming the file, the key and the reason.
    """
    if path is None:
        return {}
    table = _table(path)
    if table is None:
        raise SettingsError(f"{path} has no table [tool.cvtailor].", "Add one, or name another file.")
    for key, value in table.items():
        _check(path, str(key), value)
    values = {str(key).replace("-", "_"): value for key, value in table.items()}
    if "lexicons" in values:
        values["lexicons"] = [str(path.parent / each) for each in values["lexicons"]]
    return values


def settings(values: dict[str, Any]) -> Settings:
    """Build `Settings` from plain values; null values keep the default.

    Raises:
        SettingsError: when a value is out of range.
    """
    names = {each.name for each in dataclasses.fields(Settings)}
    known = {key: value for key, value in values.items() if key in names and value is not None}
    if "fail_on" in known:
        known["fail_on"] = _severity(str(known["fail_on"]))
    if "as_of" in known:
        known["as_of"] = _date(str(known["as_of"]))
    made = Settings(**known)
    if made.min_score is not None and not 0 <= made.min_score <= 100:
        raise SettingsError(f"min-score is {made.min_score}.", "Give a number from 0 to 100.")
    if not 0 < made.measured_share <= 1:
        raise SettingsError(f"measured-share is {made.measured_share}.", "Give a share above 0, up to 1.")
    if not 0 < made.min_bullet_words < made.max_bullet_words:
        raise SettingsError(
            f"min-bullet-words is {made.min_bullet_words}, max-bullet-words {made.max_bullet_words}.",
            "The first must be above 0 and below the second.",
        )
    if made.max_pages < 1:
        raise SettingsError(f"max-pages is {made.max_pages}.", "Give 1 or more.")
    return made


def _table(path: Path) -> dict[str, Any] | None:
    try:
        with path.open("rb") as file:
            data = tomllib.load(file)
    except FileNotFoundError as error:
        raise SettingsError(f"There is no configuration file {path}.", "Check the path.") from error
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}.", "Check the path.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} is not valid TOML: {error}.", "Correct that line.") from error
    if path.name == "pyproject.toml":
        tool = data.get("tool", {})
        table = tool.get("cvtailor") if isinstance(tool, dict) else None
        return table if isinstance(table, dict) else None
    return data


def _check(path: Path, key: str, value: Any) -> None:
    name = key.replace("-", "_")
    if name not in _KINDS:
        known = [each.replace("_", "-") for each in _KINDS]
        near = difflib.get_close_matches(key.replace("_", "-"), known, n=1)
        hint = f'Did you mean "{near[0]}"?' if near else f"Known keys: {', '.join(known)}."
        raise SettingsError(f'{path}: there is no setting "{key}".', hint)
    expected, word = _KINDS[name]
    if isinstance(value, bool) or not isinstance(value, expected):
        raise SettingsError(f'{path}: "{key}" is {value!r}.', f"Give {word}.")
    entries: Any = value
    if name == "lexicons" and not all(isinstance(each, str) for each in entries):
        raise SettingsError(f'{path}: "lexicons" holds something that is no string.', "Give paths.")


def _severity(text: str) -> Severity:
    try:
        return Severity(text)
    except ValueError as error:
        raise SettingsError(f'fail-on is "{text}".', f"Give one of {', '.join(Severity)}.") from error


def _date(text: str) -> str:
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise SettingsError(f'as-of is "{text}".', "Give a date such as 2026-03-31.") from error

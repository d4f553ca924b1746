"""Settings from a file: `cvtailor.toml`, `.cvtailor.toml` or `[tool.cvtailor]` of pyproject.toml."""

from __future__ import annotations

import dataclasses
import datetime as dt
import difflib
import tomllib
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from cvtailor.advice import catalogue
from cvtailor.advice.types import Profile, Settings, Severity
from cvtailor.errors import SettingsError
from cvtailor.workspace import keys
from cvtailor.workspace.suppress import Ignore

NAMES = ("cvtailor.toml", ".cvtailor.toml", "pyproject.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRule:
    """Another role, or an advert, for the files that `pattern` (from the settings file's folder) names."""

    pattern: str
    role: str | None = None
    job: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """What a settings file says beyond settings: its path and folder, rules for some files, ignores."""

    path: Path | None
    folder: Path
    files: tuple[FileRule, ...] = ()
    ignores: tuple[Ignore, ...] = ()

    def name_of(self, file: str) -> str:
        """Return a file's path from the folder, with forward slashes; as named where it lies elsewhere."""
        try:
            return Path(file).resolve().relative_to(self.folder.resolve()).as_posix()
        except (ValueError, OSError):
            return Path(file).as_posix()

    def rule_of(self, file: str) -> FileRule | None:
        """Return the last rule whose pattern the file's path matches, or None."""
        name = self.name_of(file)
        found = [each for each in self.files if fnmatch(name, each.pattern)]
        return found[-1] if found else None


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
    """Return the settings written in `path` (empty without a file), checked; keys as in `Settings`, and `lexicons`
    (paths relative to the file), `files` and `ignores` for `project`.

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
    entries = values.pop("ignore", [])
    values["ignore"] = _codes(path, "ignore", [each for each in entries if isinstance(each, str)])
    values["ignores"] = [_ignore(path, each) for each in entries if not isinstance(each, str)]
    values["select"] = _codes(path, "select", values.pop("select", []))
    values["severity"] = _severities(path, values.pop("severity", {}))
    values["files"] = [_file_rule(path, str(name), each) for name, each in values.pop("files", {}).items()]
    return {key: value for key, value in values.items() if value or key not in _EMPTY}


_EMPTY = {"ignore", "ignores", "select", "severity", "files"}


def project(path: Path | None, values: dict[str, Any]) -> Project:
    """Return what `load` read of `path` beyond settings."""
    return Project(
        path=path,
        folder=path.parent if path else Path.cwd(),
        files=tuple(values.get("files", ())),
        ignores=tuple(values.get("ignores", ())),
    )


def settings(values: dict[str, Any]) -> Settings:
    """Build `Settings` from plain values; null values keep the default.

    Raises:
        SettingsError: when a value is out of range.
    """
    names = {each.name for each in dataclasses.fields(Settings)}
    known = {key: value for key, value in values.items() if key in names and value is not None}
    if "fail_on" in known:
        known["fail_on"] = _severity(str(known["fail_on"]))
    if "profile" in known:
        known["profile"] = _profile(str(known["profile"]))
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
        if "ignore" in str(error):
            raise SettingsError(
                f"{path} holds a list ignore = […] and [[ignore]] tables, which TOML cannot join.",
                "Put the tables into the list, or give each rule a table.",
            ) from error
        raise SettingsError(f"{path} is not valid TOML: {error}.", "Correct that line.") from error
    if path.name == "pyproject.toml":
        tool = data.get("tool", {})
        table = tool.get("cvtailor") if isinstance(tool, dict) else None
        return table if isinstance(table, dict) else None
    return data


def _check(path: Path, key: str, value: Any) -> None:
    known = keys.BY_NAME.get(key.replace("-", "_"))
    if known is None:
        names = [each.name for each in keys.KEYS]
        raise SettingsError(f'{path}: there is no setting "{key}".', _nearest(key.replace("_", "-"), names))
    if isinstance(value, bool) or not isinstance(value, known.types):
        raise SettingsError(f'{path}: "{key}" is {value!r}.', f"Give {known.give}.")
    entries: Any = value
    if known.name == "lexicons" and not all(isinstance(each, str) for each in entries):
        raise SettingsError(f'{path}: "lexicons" holds something that is no string.', "Give paths.")


def _nearest(key: str, names: list[str]) -> str:
    near = difflib.get_close_matches(key, names, n=1)
    return f'Did you mean "{near[0]}"?' if near else f"Known keys: {', '.join(names)}."


def _codes(path: Path, key: str, given: list[Any]) -> tuple[str, ...]:
    for each in given:
        if not isinstance(each, str) or not catalogue.is_code(each):
            raise SettingsError(
                f'{path}: "{key}" names the rule {each!r}, which there is not.', "See `cvtailor explain`."
            )
    return tuple(given)


def _severities(path: Path, given: dict[str, Any]) -> tuple[tuple[str, Severity], ...]:
    _codes(path, "severity", list(given))
    for code, each in given.items():
        if each not in set(Severity):
            raise SettingsError(
                f"{path}: the severity of {code} is {each!r}.", f"Give one of {', '.join(Severity)}."
            )
    return tuple((code, Severity(each)) for code, each in sorted(given.items()))


def _ignore(path: Path, given: Any) -> Ignore:
    if not isinstance(given, dict):
        raise SettingsError(f'{path}: "ignore" holds {given!r}.', "Give rule codes, or [[ignore]] tables.")
    for key in given:
        if key not in keys.IGNORE_KEYS:
            raise SettingsError(
                f'{path}: an [[ignore]] has no "{key}".', _nearest(str(key), list(keys.IGNORE_KEYS))
            )
    texts = {key: value for key, value in given.items() if key != "until"}
    wrong = next((key for key, value in texts.items() if not isinstance(value, str)), None)
    if wrong:
        raise SettingsError(f'{path}: "{wrong}" of an [[ignore]] is {texts[wrong]!r}.', "Give a string.")
    if not str(given.get("reason", "")).strip():
        raise SettingsError(f"{path}: an [[ignore]] gives no reason.", 'Say why: reason = "…".')
    if len(texts) < 2:
        raise SettingsError(
            f"{path}: an [[ignore]] names nothing.", "Give a rule, files, text or fingerprint."
        )
    if texts.get("rule"):
        _codes(path, "ignore", [texts["rule"]])
    until = given.get("until")
    if until is not None and not isinstance(until, dt.date):
        try:
            until = dt.date.fromisoformat(str(until))
        except ValueError as error:
            raise SettingsError(
                f'{path}: "until" of an [[ignore]] is {until!r}.', "Give a date such as 2026-03-31."
            ) from error
    return Ignore(**texts, until=until)


def _file_rule(path: Path, pattern: str, given: Any) -> FileRule:
    if not isinstance(given, dict):
        raise SettingsError(
            f'{path}: files."{pattern}" is {given!r}.', "Give a table with role, job, or both."
        )
    for key, value in given.items():
        if key not in {"role", "job"}:
            raise SettingsError(
                f'{path}: files."{pattern}" has no "{key}".', _nearest(str(key), ["role", "job"])
            )
        if not isinstance(value, str):
            raise SettingsError(f'{path}: "{key}" of files."{pattern}" is {value!r}.', "Give a string.")
    job = given.get("job")
    return FileRule(pattern=pattern, role=given.get("role"), job=str(path.parent / job) if job else None)


def _severity(text: str) -> Severity:
    try:
        return Severity(text)
    except ValueError as error:
        raise SettingsError(f'fail-on is "{text}".', f"Give one of {', '.join(Severity)}.") from error


def _profile(text: str) -> Profile:
    try:
        return Profile(text)
    except ValueError as error:
        raise SettingsError(f'profile is "{text}".', f"Give one of {', '.join(Profile)}.") from error


def _date(text: str) -> str:
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise SettingsError(f'as-of is "{text}".', "Give a date such as 2026-03-31.") from error

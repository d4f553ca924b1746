"""Results kept from one run to the next, private to the user: text by a key, thrown away after a month."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from cvtailor.errors import SettingsError

DAYS = 30  # that a result is kept (project convention)
MOST = 500  # results; the oldest go first
_LARGEST = 5_000_000  # bytes of one result
_SUFFIX = ".json"
_NAME = 64  # characters of a key


def folder(environment: Mapping[str, str]) -> Path:
    """Return the folder of the cache: `CVTAILOR_CACHE_DIR`, else the user's own cache folder."""
    given = environment.get("CVTAILOR_CACHE_DIR")
    if given:
        return Path(given)
    import platformdirs

    return Path(platformdirs.user_cache_dir("cvtailor", appauthor=False))


def wanted(environment: Mapping[str, str], *, asked: bool | None) -> bool:
    """Return whether results are kept: as `asked` for, else wherever `CI` is not set."""
    return asked if asked is not None else environment.get("CI", "").lower() in {"", "0", "false"}


def key(parts: Iterable[bytes]) -> str:
    """Return the name of a result: SHA-256 over all that it hangs on, each part with its length."""
    found = hashlib.sha256()
    for part in parts:
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.hexdigest()


def get(where: Path, name: str) -> str | None:
    """Return what was kept under a key, or None where there is nothing, or it is too old, too large or not readable."""
    path = where / (name + _SUFFIX)
    try:
        facts = path.stat()
        if time.time() - facts.st_mtime > DAYS * 86_400 or facts.st_size > _LARGEST:
            path.unlink(missing_ok=True)
            return None
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def put(where: Path, name: str, text: str) -> None:
    """Keep a text under a key, readable by the user alone; where that cannot be done nothing happens.

    The file appears whole or not at all, so that parallel runs never read half of one.
    """
    temporary = None
    with contextlib.suppress(OSError):
        where.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            handle, temporary = tempfile.mkstemp(dir=where, suffix=".part")  # 0600 by itself
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            os.replace(temporary, where / (name + _SUFFIX))
            temporary = None
            _drop_oldest(where)
        finally:
            if temporary is not None:
                os.unlink(temporary)


def _drop_oldest(where: Path) -> None:
    kept = [path for path in where.iterdir() if path.suffix == _SUFFIX]
    if len(kept) <= MOST:
        return
    with contextlib.suppress(OSError):  # another run may drop them too
        for path in sorted(kept, key=lambda each: each.stat().st_mtime)[: len(kept) - MOST]:
            path.unlink(missing_ok=True)


def clear(where: Path) -> int:
    """Take all kept results away and return how many there were; other files are left alone.

    Raises:
        SettingsError: when one cannot be taken away.
    """
    if not where.is_dir():
        return 0
    count = 0
    for path in sorted(where.iterdir()):
        ours = path.suffix == ".part" or (path.suffix == _SUFFIX and len(path.stem) == _NAME)
        if not ours:
            continue
        try:
            path.unlink()
        except OSError as error:
            raise SettingsError(
                f"{path} cannot be taken away: {error.strerror}.", "Delete it by hand."
            ) from error
        count += path.suffix == _SUFFIX
    return count

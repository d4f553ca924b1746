"""Writing results: new files only, whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from cvtailor.errors import SettingsError


def refuse(path: str, *, force: bool, inputs: Iterable[str] = ()) -> None:
    """Refuse an output path before any work is done for it.

    Raises:
        SettingsError: when `path` is one of the files that are read (also through a link, also with
            `force`), is there and `force` is false, or is no regular file.
    """
    target = Path(path)
    if not target.exists():
        return
    if any(Path(each).exists() and target.samefile(each) for each in inputs):
        raise SettingsError(f"{path} is the file to be read.", "Give the output another name.")
    if not target.is_file():
        raise SettingsError(f"{path} is no regular file.", "Name a file, or use standard output.")
    if not force:
        raise SettingsError(f"{path} is there already.", "Give another name, or --force to replace it.")


def write(path: str, content: str | bytes, *, force: bool, inputs: Iterable[str] = ()) -> None:
    """Write bytes, or text as UTF-8, to `path` in one step; the file appears whole or not at all.

    Raises:
        SettingsError: as `refuse`, or when the file cannot be written.
    """
    refuse(path, force=force, inputs=inputs)
    target = Path(path)
    temporary = None
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(content.encode("utf-8") if isinstance(content, str) else content)
        os.replace(temporary, target)
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        raise SettingsError(f"{path} cannot be written: {error.strerror}.", "Check the folder.") from error

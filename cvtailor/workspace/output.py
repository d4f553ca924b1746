"""Writing results: new files only, whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from cvtailor.errors import SettingsError


def write(path: str, text: str, *, force: bool) -> None:
    """Write `text` as UTF-8 to `path` in one step; the file appears whole or not at all.

    Raises:
        SettingsError: when the file exists and `force` is false, or cannot be written.
    """
    target = Path(path)
    if target.exists() and not force:
        raise SettingsError(f"{path} is there already.", "Give another name, or --force to replace it.")
    temporary = None
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        os.replace(temporary, target)
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        raise SettingsError(f"{path} cannot be written: {error.strerror}.", "Check the folder.") from error

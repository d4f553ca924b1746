"""The results of earlier checks: what a kept result hangs on, and when it may be used."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import re
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from cvtailor import resources
from cvtailor.cli import repository
from cvtailor.document import json_text
from cvtailor.workspace import cache

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cvtailor.advice.types import Report, Settings
    from cvtailor.document import Document
    from cvtailor.workspace.config import Project

_SHAPE = b"1"  # of what is kept; another number makes all that was kept unknown


@dataclass(slots=True)
class Keeper:
    """Finds and keeps reports. `common` is what all of them hang on beside the file and its role."""

    folder: Path
    settings: Settings
    project: Project
    common: tuple[bytes, ...]
    names: dict[str, tuple[str, str]] = field(
        default_factory=dict
    )  # by file: the SHA-256 of its bytes, and its key

    def known(self, file: str) -> Report | None:
        """Return the report of an earlier run on the same bytes, or None."""
        try:
            data = Path(file).read_bytes() if file != "-" else None
        except OSError:
            data = None
        if data is None:
            return None
        own = repository.settings_of(file, self.settings, self.project)
        kind = os.path.splitext(file)[1].lower().encode()
        sha256 = hashlib.sha256(data).hexdigest()
        name = cache.key((*self.common, json_text(own, indent=None).encode(), kind, sha256.encode()))
        self.names[file] = sha256, name
        text = cache.get(self.folder, name)
        if text is None:
            return None
        from cvtailor.reporting import stored

        report = stored.loads(text)
        if report is None or report.sha256 != sha256:
            return None
        return dataclasses.replace(report, file=file)

    def keep(self, document: Document, report: Report) -> None:
        """Keep a report, unless the file changed meanwhile or the report holds a contact fact."""
        from cvtailor.reporting import stored

        sha256, name = self.names.get(document.file, ("", ""))
        if report.sha256 != sha256:
            return
        text = stored.dumps(dataclasses.replace(report, file=""))
        contact = document.contact
        facts = (*contact.emails, *contact.phones, *contact.links)
        # The address of a project is none of the person's, though it may begin as that does.
        if not any(re.search(rf"{re.escape(each)}(?![\w/-])", text) for each in facts if each):
            cache.put(self.folder, name, text)


def keeper(
    settings: Settings,
    lexicons: Sequence[str],
    project: Project,
    choice: repository.Choice,
    reader: str,
    *,
    asked: bool | None,
) -> Keeper | None:
    """Return what finds and keeps the results of a run, or None where none are to be kept."""
    if not cache.wanted(os.environ, asked=asked):
        return None
    try:
        words = [Path(each).read_bytes() for each in lexicons]
    except OSError:
        return None  # the lexicon's own loader says what is wrong
    common = (
        _SHAPE,
        version("cvtailor").encode(),
        reader.encode(),
        str(choice.redact).encode(),
        resources.fingerprint(),
        *words,
    )
    return Keeper(cache.folder(os.environ), settings, project, common)

"""Which files a call means."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cvtailor.errors import ReadError
from cvtailor.workspace import git

if TYPE_CHECKING:
    from collections.abc import Iterable

SUFFIXES = (".docx", ".pdf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The files to read, in order, and the folders in which none was found.

    `single` is true when exactly one file, and no folder, was named.
    """

    files: tuple[str, ...]
    empty: tuple[tuple[str, ReadError], ...]
    single: bool


def select(paths: Iterable[str]) -> Selection:
    """Return what `paths` mean: files as named, folders walked for PDF and DOCX and sorted.

    What `.gitignore` names, hidden files and folders and Word's lock files ("~$cv.docx") are left out; links to folders are
    not followed, so that a loop of links ends. A file named twice is read once.
    """
    named = list(paths)
    files: dict[str, None] = {}
    empty: list[tuple[str, ReadError]] = []
    for path in named:
        if path == "-" or not os.path.isdir(path):
            files[path] = None
            continue
        every = sorted(_walk(path))
        ignored = git.ignored(every, path)
        found = [each for each in every if each not in ignored]
        files |= dict.fromkeys(found)
        if not found:
            problem = ReadError(
                f"There is no PDF or DOCX file in {path}.",
                "Name a file or another folder.",
                kind="nothing_found",
            )
            empty.append((path, problem))
    single = len(named) == 1 and len(files) == 1 and not os.path.isdir(named[0])
    return Selection(files=tuple(files), empty=tuple(empty), single=single)


def _walk(folder: str) -> Iterable[str]:
    for root, folders, names in os.walk(folder):
        folders[:] = [each for each in folders if not each.startswith(".")]
        for name in names:
            if name.lower().endswith(SUFFIXES) and not name.startswith((".", "~$")):
                yield os.path.join(root, name)


def from_root(path: str) -> str:
    """Return a file's path from the root of its git repository, with forward slashes; as named outside of one."""
    if path == "-":
        return "stdin"
    top = git.root(os.path.dirname(os.path.realpath(path)))
    return os.path.relpath(os.path.realpath(path), top).replace(os.sep, "/") if top else path

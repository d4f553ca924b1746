"""What git says of files: which are ignored, which changed. Every call is `git` itself, with a limit of time."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from cvtailor.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable

_SECONDS = 60


def root(path: str) -> str | None:
    """Return the root of the repository that holds `path` (a file or folder), or None."""
    folder = os.path.realpath(path)
    while True:
        if os.path.exists(os.path.join(folder, ".git")):
            return folder
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent


def ignored(paths: Iterable[str], folder: str) -> set[str]:
    """Return those of `paths` that `.gitignore` names; none outside of a repository, or without git."""
    listed = list(paths)
    if not listed or root(folder) is None:
        return set()
    given = "\0".join(os.path.realpath(each) for each in listed) + "\0"
    done = _git(["check-ignore", "--no-index", "-z", "--stdin"], folder, given)
    if done is None or done.returncode > 1:
        return set()
    found = set(done.stdout.split("\0"))
    return {each for each in listed if os.path.realpath(each) in found}


def changed(since: str, folder: str) -> set[str]:
    """Return the real paths of files that changed since a revision, those not yet under git among them.

    Raises:
        SettingsError: outside of a repository, without git, or for an unknown revision.
    """
    top = root(folder)
    if top is None:
        raise SettingsError(f"{folder} is in no git repository.", "Leave --since out.")
    if since.startswith("-"):
        raise SettingsError(f"“{since}” is no git revision.", "Name a branch, a tag or a commit.")
    known = _git(["rev-parse", "--verify", "--quiet", f"{since}^{{commit}}"], top)
    if known is None:
        raise SettingsError(
            "git could not be run, which --since needs.", "Install git, or leave --since out."
        )
    if known.returncode:
        hint = "Name a branch, a tag or a commit; in CI, fetch it (a shallow clone has one commit only)."
        raise SettingsError(f"git knows no revision “{since}”.", hint)
    names: set[str] = set()
    for command in (
        ["diff", "--name-only", "-z", "--diff-filter=d", known.stdout.strip(), "--"],
        ["ls-files", "--others", "--exclude-standard", "-z"],
    ):
        done = _git(command, top)
        if done is None or done.returncode:
            raise SettingsError("git could not say what changed.", "Leave --since out.")
        names |= set(filter(None, done.stdout.split("\0")))
    return {os.path.realpath(os.path.join(top, each)) for each in names}


def _git(
    command: list[str], folder: str, given: str | None = None
) -> subprocess.CompletedProcess[str] | None:
    try:
        return subprocess.run(  # noqa: S603 - a fixed command; paths follow on standard input or after "--"
            ["git", *command],  # noqa: S607 - the person's own git
            cwd=folder,
            input=given,
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return None

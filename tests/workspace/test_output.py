"""Outputs appear whole or not at all, and replace nothing unasked."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvtailor.errors import SettingsError
from cvtailor.workspace import output


def test_new_file_is_written_as_utf8(tmp_path: Path) -> None:
    output.write(str(tmp_path / "a.txt"), "é\n", force=False)
    assert (tmp_path / "a.txt").read_bytes() == "é\n".encode()


def test_existing_file_stays_without_force(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(SettingsError, match="--force"):
        output.write(str(path), "new", force=False)
    assert path.read_text() == "old"
    output.write(str(path), "new", force=True)
    assert path.read_text() == "new"


def test_failure_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be written"):
        output.write(str(tmp_path / "no" / "a.txt"), "x", force=False)
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(SettingsError):
        output.write(str(folder), "x", force=True)
    assert [each.name for each in tmp_path.iterdir()] == ["folder"]


def test_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    output.write(str(tmp_path / "a.docx"), b"PK\r\n\x00", force=False)
    assert (tmp_path / "a.docx").read_bytes() == b"PK\r\n\x00"

"""Which files a call means."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cvtailor.workspace import files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "b.PDF",
        "a.docx",
        "~$a.docx",
        ".hidden.pdf",
        "notes.txt",
        "sub/c.pdf",
        ".git/d.pdf",
        "sub dir/é.pdf",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    return tmp_path


def test_folder_is_walked_sorted_without_hidden_and_lock_files(folder: Path) -> None:
    chosen = files.select([str(folder)])
    names = [os.path.relpath(each, folder) for each in chosen.files]
    assert names == ["a.docx", "b.PDF", "sub dir/é.pdf", "sub/c.pdf"]
    assert not chosen.single


def test_named_files_are_kept_as_named_and_read_once(folder: Path) -> None:
    named = [str(folder / "notes.txt"), "nowhere.pdf", str(folder / "notes.txt")]
    chosen = files.select(named)
    assert chosen.files == (named[0], "nowhere.pdf")
    assert not chosen.single
    assert files.select(named[:1]).single
    assert files.select(["-"]) == files.Selection(files=("-",), empty=(), single=True)


def test_folder_with_one_file_is_not_single(tmp_path: Path) -> None:
    (tmp_path / "cv.pdf").write_bytes(b"x")
    assert not files.select([str(tmp_path)]).single


def test_empty_folder_is_reported(tmp_path: Path) -> None:
    chosen = files.select([str(tmp_path)])
    assert chosen.files == ()
    assert [(path, error.kind) for path, error in chosen.empty] == [(str(tmp_path), "nothing_found")]


def test_loop_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "cv.pdf").write_bytes(b"x")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert [Path(each).name for each in files.select([str(tmp_path)]).files] == ["cv.pdf"]

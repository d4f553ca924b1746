"""Results that are kept: private, whole, not for ever, and never more than were asked for."""

from __future__ import annotations

import os
import stat
import threading
import time
from pathlib import Path

import pytest

from cvtailor.workspace import cache

NAME = cache.key([b"a"])


def test_what_is_kept_is_found_and_private(tmp_path: Path) -> None:
    where = tmp_path / "deep" / "cache"
    assert cache.get(where, NAME) is None
    cache.put(where, NAME, '{"é": 1}')
    assert cache.get(where, NAME) == '{"é": 1}'
    (kept,) = where.iterdir()
    if os.name == "posix":
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
        assert stat.S_IMODE(where.stat().st_mode) == 0o700


def test_parts_do_not_run_into_each_other() -> None:
    names = {cache.key(parts) for parts in ([b"ab", b"c"], [b"a", b"bc"], [b"abc"], [b"abc", b""])}
    assert len(names) == 4


@pytest.mark.parametrize(
    ("environment", "asked", "wanted"),
    [
        ({}, None, True),
        ({"CI": "true"}, None, False),
        ({"CI": "1"}, None, False),
        ({"CI": ""}, None, True),
        ({"CI": "false"}, None, True),
        ({"CI": "true"}, True, True),
        ({}, False, False),
    ],
)
def test_when_results_are_kept(environment: dict[str, str], *, asked: bool | None, wanted: bool) -> None:
    assert cache.wanted(environment, asked=asked) is wanted


def test_the_folder(tmp_path: Path) -> None:
    assert cache.folder({"CVTAILOR_CACHE_DIR": str(tmp_path)}) == tmp_path
    assert cache.folder({}).name == "cvtailor"


def test_old_results_are_thrown_away(tmp_path: Path) -> None:
    cache.put(tmp_path, NAME, "{}")
    path = tmp_path / f"{NAME}.json"
    then = time.time() - (cache.DAYS + 1) * 86_400
    os.utime(path, (then, then))
    assert cache.get(tmp_path, NAME) is None
    assert not path.exists()


def test_the_oldest_go_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST", 3)
    names = [cache.key([bytes([at])]) for at in range(5)]
    for at, name in enumerate(names):
        cache.put(tmp_path, name, str(at))
        os.utime(tmp_path / f"{name}.json", (1e9 + at, 1e9 + at) if at < 4 else None)
    assert {path.stem for path in tmp_path.iterdir()} == set(names[2:])


def test_broken_bytes_and_unwritable_folders_are_no_error(tmp_path: Path) -> None:
    (tmp_path / f"{NAME}.json").write_bytes(b"\xff\xfe\x00")
    assert cache.get(tmp_path, NAME) is None
    (tmp_path / "file").write_text("x")
    cache.put(tmp_path / "file", NAME, "{}")
    assert cache.get(tmp_path / "file", NAME) is None


def test_clearing_takes_only_what_was_kept(tmp_path: Path) -> None:
    cache.put(tmp_path, NAME, "{}")
    (tmp_path / "mine.json").write_text("{}")
    (tmp_path / "cv.pdf").write_text("x")
    assert cache.clear(tmp_path) == 1
    assert {each.name for each in tmp_path.iterdir()} == {"mine.json", "cv.pdf"}
    assert cache.clear(tmp_path / "none") == 0


def test_parallel_writers_never_leave_half_a_file(tmp_path: Path) -> None:
    texts = [str(at) * 20_000 for at in range(8)]
    seen: list[str] = []

    def write(text: str) -> None:
        for _ in range(20):
            cache.put(tmp_path, NAME, text)
            seen.append(cache.get(tmp_path, NAME) or "")

    threads = [threading.Thread(target=write, args=(text,)) for text in texts]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert set(seen) <= set(texts)
    assert [path.name for path in tmp_path.iterdir()] == [f"{NAME}.json"]

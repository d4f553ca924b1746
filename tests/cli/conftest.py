"""Running the command line in this process: exit code, standard output, standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from cvtailor.cli import main


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    code: int
    out: str
    err: str


@pytest.fixture
def cvtailor(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Return a function that runs `cvtailor ARGUMENTS…` at 80 columns without colour."""

    def run(*arguments: str) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["cvtailor", *map(str, arguments)])
        monkeypatch.delenv("COLUMNS", raising=False)
        monkeypatch.delenv("FORCE_COLOR", raising=False)
        capfd.readouterr()
        with pytest.raises(SystemExit) as stop:
            main()
        done = capfd.readouterr()
        assert isinstance(stop.value.code, int)
        assert "Traceback" not in done.out + done.err
        return Outcome(code=stop.value.code, out=done.out, err=done.err)

    return run

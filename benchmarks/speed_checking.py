"""What a second check of an unchanged CV costs, as a ratio of the first: `python benchmarks/speed.py checking [DIR]`.

For each CV of DIR (default `sample_cvs`): processor time of `cvtailor check FILE` with an empty cache, its worker
process included, and of the same call again; each the least of N rounds taken in turns, all in one run.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path


def measure(folder: Path, rounds: int) -> None:
    """Print the costs and their ratios."""
    total = [0.0, 0.0]
    print(f"{'file':44}{'first':>11}{'again':>11}{'ratio':>8}")
    for path in sorted(each for each in folder.rglob("*") if each.suffix in {".pdf", ".docx"}):
        first = again = float("inf")
        for _ in range(rounds):
            with tempfile.TemporaryDirectory() as kept:
                first = min(first, _cost(path, kept))
                again = min(again, _cost(path, kept))
        total = [total[0] + first, total[1] + again]
        print(f"{path.name:44}{1000 * first:8.0f} ms{1000 * again:8.0f} ms{again / first:8.3f}")
    print(
        f"{'all':44}{1000 * total[0]:8.0f} ms{1000 * total[1]:8.0f} ms{total[1] / max(total[0], 1e-9):8.3f}"
    )


def _cost(path: Path, kept: str) -> float:
    """Return the processor time in seconds of a process that checks the file, with its own processes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "cvtailor", "check", "--cache", str(path)],
        env={**os.environ, "CVTAILOR_CACHE_DIR": kept},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)

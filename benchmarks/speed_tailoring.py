"""What one further advert costs beside checking the CV, and how the cost grows: `python benchmarks/speed.py tailoring [DIR]`.

For each CV of DIR (default `sample_cvs`): processor time of checking it, bytes to report, and of setting it, parsed and
read, against one further advert (those of `tests/jobs/adverts/open`), advert's text to advice; the least of N rounds, in
one run. Then all CVs times adverts for growing numbers of both, as the cost of a pair against that of the smallest table.
"""

from __future__ import annotations

import itertools
import time
from pathlib import Path
from typing import TYPE_CHECKING

from cvtailor import api
from cvtailor.advice.types import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

ADVERTS = Path(__file__).resolve().parent.parent / "tests" / "jobs" / "adverts" / "open"
TABLES = (5, 10, 25, 50, 100)


def measure(folder: Path, rounds: int) -> None:
    """Print the costs and their ratios."""
    files = sorted(each for each in folder.rglob("*") if each.suffix in {".pdf", ".docx"})
    adverts = [
        each.read_bytes() for each in sorted(ADVERTS.iterdir()) if each.suffix in {".txt", ".md", ".html"}
    ]
    tailored = api.tailorer(Settings())
    total = [0.0, 0.0]
    print(f"{'file':44}{'check':>11}{'advert':>11}{'ratio':>8}")
    documents = []
    for path in files:
        data = path.read_bytes()
        document = api.parse(data, file=path.name)
        documents.append(document)
        tailored(document, adverts[0], "warm")
        check = further = float("inf")
        for _ in range(rounds):
            check = min(check, _cost(lambda: api.check(data, file=path.name)))  # noqa: B023 - called at once
            each = _cost(lambda: [tailored(document, advert, "job.txt") for advert in adverts])  # noqa: B023
            further = min(further, each / len(adverts))
        total = [total[0] + check, total[1] + further]
        print(f"{path.name:44}{1000 * check:8.1f} ms{1000 * further:8.1f} ms{further / check:8.3f}")
    print(
        f"{'all':44}{1000 * total[0]:8.1f} ms{1000 * total[1]:8.1f} ms{total[1] / max(total[0], 1e-9):8.3f}"
    )
    one = 0.0
    for size in TABLES:
        some = list(itertools.islice(itertools.cycle(documents), size))
        asked = list(itertools.islice(itertools.cycle(adverts), size))
        pairs = _cost(lambda: [tailored(cv, job, "job.txt") for cv in some for job in asked])  # noqa: B023
        pair = pairs / size**2
        one = one or pair
        print(
            f"{size:3} CVs times {size:3} adverts: {pair / one:5.2f} times the cost of a pair in the first table"
        )


def _cost(work: Callable[[], object]) -> float:
    """Return the processor time of a call, in seconds."""
    start = time.process_time()
    work()
    return time.process_time() - start

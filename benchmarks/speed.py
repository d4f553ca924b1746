"""What reading costs, as ratios measured in one run against a named alternative.

python benchmarks/speed.py reading [DIR] [--rounds N]

For each PDF of DIR (default `sample_cvs`): processor time of reading it into a whole `Document` with PDFium, divided
by that of pdfminer.six's `extract_text` on the same bytes, the best of N rounds taken in turns.
Then the cost of a glyph in files of 1 to 50 pages, as multiples of that in the file of one page; the files are made
here with reportlab (`pip install -e '.[render]'`).

python benchmarks/speed.py matching [DIR] [--rounds N]

What finding the keywords costs against spaCy's tokenising and its import: see `speed_matching.py`.

python benchmarks/speed.py checking [DIR] [--rounds N]

What a second check of an unchanged CV costs against the first: see `speed_checking.py`.

python benchmarks/speed.py tailoring [DIR] [--rounds N]

What one further advert costs against checking a CV, and how that grows: see `speed_tailoring.py`.
"""

from __future__ import annotations

import argparse
import functools
import io
import logging
import time
from pathlib import Path
from typing import TYPE_CHECKING

import speed_checking
import speed_matching
import speed_tailoring
from pdfminer.high_level import extract_text

from cvtailor import parsing

if TYPE_CHECKING:
    from collections.abc import Callable

PAGES = (1, 2, 5, 10, 25, 50)
ROOT = Path(__file__).resolve().parent.parent
_LINE = "Trained and evaluated a segmentation model on aerial images, which raised recall from {} to 0.84 in trials."


def cost(*works: Callable[[], object], rounds: int) -> list[float]:
    """Return the least processor time, in seconds, that each work took in `rounds` rounds taken in turns."""
    best = [float("inf")] * len(works)
    for _ in range(rounds):
        for at, work in enumerate(works):
            start = time.process_time()
            work()
            best[at] = min(best[at], time.process_time() - start)
    return best


def long_cv(pages: int) -> bytes:
    """Return a PDF with `pages` pages of jobs and bullets."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    for page in range(pages):
        y = 790.0
        for row in range(48):
            head = row % 8 == 0
            canvas.setFont("Helvetica-Bold" if head else "Helvetica", 11 if head else 9.5)
            said = f"Engineer, Firm {page}-{row}, 2019 – 2021" if head else "• " + _LINE.format(page + row)
            canvas.drawString(60, y, said)
            y -= 15
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["reading", "matching", "checking", "tailoring"])
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "sample_cvs", metavar="DIR")
    parser.add_argument("--rounds", type=int, default=5, metavar="N")
    arguments = parser.parse_args()
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    others = {
        "matching": speed_matching.measure,
        "checking": speed_checking.measure,
        "tailoring": speed_tailoring.measure,
    }
    if arguments.what in others:
        others[arguments.what](arguments.folder, arguments.rounds)
        return
    total = [0.0, 0.0]
    print(f"{'file':44}{'extract_text':>14}{'Document':>12}{'ratio':>8}")
    for path in sorted(arguments.folder.rglob("*.pdf")):
        data = path.read_bytes()
        theirs, ours = cost(
            lambda: extract_text(io.BytesIO(data)),  # noqa: B023 - called at once
            lambda: parsing.parse(data),  # noqa: B023
            rounds=arguments.rounds,
        )
        total = [total[0] + theirs, total[1] + ours]
        print(f"{path.name:44}{1000 * theirs:11.1f} ms{1000 * ours:9.1f} ms{ours / theirs:8.2f}")
    print(
        f"{'all':44}{1000 * total[0]:11.1f} ms{1000 * total[1]:9.1f} ms{total[1] / max(total[0], 1e-9):8.2f}"
    )
    one = 0.0
    for pages in PAGES:
        data = long_cv(pages)
        glyphs = sum(map(len, parsing.parse(data).text.split()))
        (each,) = cost(functools.partial(parsing.parse, data), rounds=max(1, arguments.rounds // 2))
        one = one or each / glyphs
        print(f"{pages:3} pages: {each / glyphs / one:5.2f} times the cost of a glyph in one page")


if __name__ == "__main__":
    main()

"""Searches for files that break the reader: mutates small CVs and reads each in a process that can be stopped.

python benchmarks/fuzz.py --minutes N [--format pdf|pdfminer|docx|text]… [--seed S] [--finds DIR] [--summary FILE]

N minutes go to each format. A find is: an exception other than `CvtailorError`, a crash, more than `SECONDS` a
reading (the mean of two) or `BYTES`, control characters in the text or in the output of `parse`, spans outside the text, items whose span does not
hold their text, a second reading of the same bytes that differs, or silence (no text, no observation, no error).
Finds are saved, made smaller, in DIR (default: a temporary one). Exit code 1 when there was one.
"""

from __future__ import annotations

import argparse
import collections
import contextlib
import dataclasses
import hashlib
import multiprocessing
import random
import re
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import fuzz_mutations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection

    from cvtailor.document import Document, Span

SECONDS = 30
BYTES = 1_000_000_000
FORMATS = {"pdf": "pdfium", "pdfminer": "pdfminer", "docx": "pdfium", "text": "pdfium"}
MINIMISING_SECONDS = 20
ROOT = Path(__file__).resolve().parent.parent
# C0 but tab and line feed, DEL and C1, and the controls that turn the direction of text.
ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def problem(data: bytes, form: str) -> tuple[str, str]:
    """Read `data` as the command line would; return (outcome, details), the outcome "find: …" for a find."""
    from cvtailor import CvtailorError, parsing

    # The suffix asks for Markdown in half of the texts.
    name = "cv.md" if form == "text" and hashlib.sha256(data).digest()[0] % 2 else "cv"
    try:
        document = parsing.parse(data, file=name, reader=FORMATS[form])
        again = parsing.parse(data, file=name, reader=FORMATS[form])
        for fault in faults(document, again):
            return f"find: {fault}", ""
    except CvtailorError as error:
        return f"refused: {getattr(error, 'kind', type(error).__name__)}", ""
    except BaseException as error:  # noqa: BLE001 - any of them is what is looked for
        frames = [each for each in traceback.extract_tb(error.__traceback__) if "cvtailor" in each.filename]
        where = f" at {Path(frames[-1].filename).name}:{frames[-1].name}" if frames else ""
        return f"find: {type(error).__name__}{where}", traceback.format_exc()
    return "read", ""


def faults(document: Document, again: Document) -> Iterator[str]:
    """Yield what a `Document` must not be."""
    from cvtailor.document import json_text
    from cvtailor.reporting import document as report

    if document != again:
        yield "a second reading differs"
    shown = report.render(document, width=100, colour=False, everything=True, compared=False)
    for what, text in (("text", document.text), ("report", shown), ("JSON", json_text(document))):
        found = ACTING.search(text)
        if found:
            yield f"control character U+{ord(found[0]):04X} in the {what}"
    if any(not 0 <= each.start <= each.end <= len(document.text) for each in spans(document)):
        yield "a span outside the text"
    for section in document.sections:
        for item in section.all_items():
            if item.text != document.text[item.span.start : item.span.end]:
                yield "an item whose span does not hold its text"
    if not document.text.strip() and not document.observations:
        yield "silence"


def spans(value: Any) -> Iterator[Span]:
    """Yield every `Span` inside a result."""
    from cvtailor.document import Span

    if isinstance(value, Span):
        yield value
    elif dataclasses.is_dataclass(value):
        for each in dataclasses.fields(value):
            yield from spans(getattr(value, each.name))
    elif isinstance(value, tuple):
        for inner in value:
            yield from spans(inner)


def serve(pipe: Connection) -> None:
    """Answer inputs with outcomes until the pipe closes: the life of a worker."""
    with contextlib.suppress(ImportError, ValueError, OSError):  # no such limit on Windows
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(EOFError):
        while True:
            pipe.send(problem(*pipe.recv()))


class Worker:
    """A process that reads inputs, replaced when it hangs or dies."""

    def __init__(self) -> None:
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=serve, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()
        self.fresh = True

    def read(self, data: bytes, form: str) -> tuple[str, str]:
        """Return the outcome of one input."""
        # An input is read twice, and a fresh worker first imports the reader.
        patience, self.fresh = 2 * SECONDS + (SECONDS if self.fresh else 0), False
        try:
            self.pipe.send((data, form))
            if self.pipe.poll(patience):
                outcome: tuple[str, str] = self.pipe.recv()
                return outcome
            what = f"find: more than {patience} s"
            self.process.kill()
        except (EOFError, OSError):
            self.process.join(5)
            what = f"find: the process died ({self.process.exitcode})"
        self.close()
        self._start()
        return what, ""

    def close(self) -> None:
        """Stop the process."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


def minimised(data: bytes, form: str, outcome: str, worker: Worker) -> bytes:
    """Return `data` with what does not matter for `outcome` cut out, within `MINIMISING_SECONDS`."""
    if outcome.endswith(" s"):
        return data  # each try would take as long
    until, step = time.monotonic() + MINIMISING_SECONDS, len(data) // 2
    while step:
        at = 0
        while at < len(data) and time.monotonic() < until:
            shorter = data[:at] + data[at + step :]
            if worker.read(shorter, form)[0] == outcome:
                data = shorter
            else:
                at += step
        step = step // 2 if time.monotonic() < until else 0
    return data


def seeds(form: str) -> list[bytes]:
    """Return the files to start from: the committed corpus and, for PDF and DOCX, the sample CVs."""
    ending = {"pdf": "pdf", "pdfminer": "pdf", "docx": "docx", "text": "txt"}[form]
    folders = (ROOT / "benchmarks" / "fuzz_corpus", ROOT / "sample_cvs")
    return [path.read_bytes() for folder in folders for path in sorted(folder.glob(f"*.{ending}"))]


def run(form: str, *, minutes: float, seed: int, finds: Path) -> tuple[int, float, collections.Counter[str]]:
    """Fuzz one format; return (inputs, seconds, outcomes)."""
    rng = random.Random(f"{form} {seed}")
    corpus = [fuzz_mutations.load(data, form) for data in seeds(form)]
    # Small files are read faster, so they are chosen more often.
    weights = [len(parts[""]) ** -0.5 for parts in corpus]
    worker, outcomes, count = Worker(), collections.Counter[str](), 0
    start = time.monotonic()
    while time.monotonic() < start + 60 * minutes:
        data = fuzz_mutations.mutated(rng.choices(corpus, weights)[0], form, rng)
        outcome, details = worker.read(data, form)
        count += 1
        outcomes[outcome] += 1
        if outcome.startswith("find") and outcomes[outcome] == 1:
            number = sum(each.startswith("find") for each in outcomes)
            path = finds / f"{form}-{number}.bin"
            path.write_bytes(data)  # first as it is: making it smaller may be interrupted
            path.write_bytes(minimised(data, form, outcome, worker))
            path.with_suffix(".txt").write_text(f"{outcome}\n{details}", encoding="utf-8")
            print(f"{form}: {outcome[6:]}: {path}", flush=True)
    seconds = time.monotonic() - start
    worker.close()
    return count, seconds, outcomes


def row(form: str, seed: int, count: int, seconds: float, outcomes: collections.Counter[str]) -> str:
    """Return a row of the summary, a Markdown table."""
    refused = ", ".join(f"{key[9:]} {n}" for key, n in sorted(outcomes.items()) if key.startswith("refused"))
    found = ", ".join(f"{key[6:]} ({n})" for key, n in sorted(outcomes.items()) if key.startswith("find"))
    cells = (form, seed, f"{seconds / 60:.1f}", count, f"{count / seconds:.1f}", outcomes["read"])
    return "| " + " | ".join(map(str, (*cells, refused or "none", found or "none"))) + " |"


def main() -> int:
    """Run the formats asked for and print the summary."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--format", choices=FORMATS, action="append", dest="formats")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--finds", type=Path)
    parser.add_argument("--summary", type=Path, help="add each row to this file too")
    given = parser.parse_args()
    finds = given.finds or Path(tempfile.mkdtemp(prefix="cvtailor-fuzz-"))
    finds.mkdir(parents=True, exist_ok=True)
    print(f"finds go to {finds}", flush=True)
    rows, found = [], False
    for form in given.formats or FORMATS:
        count, seconds, outcomes = run(form, minutes=given.minutes, seed=given.seed, finds=finds)
        rows.append(row(form, given.seed, count, seconds, outcomes))
        found = found or any(each.startswith("find") for each in outcomes)
        if given.summary:
            with given.summary.open("a", encoding="utf-8") as opened:
                opened.write(rows[-1] + "\n")
    print("| format | seed | minutes | inputs | inputs/s | read | refused | finds |")
    print("|---|---|---|---|---|---|---|---|")
    print("\n".join(rows))
    return int(found)


if __name__ == "__main__":
    sys.exit(main())

"""Uses of the public API that the type checker must accept. Never run."""

from __future__ import annotations

import io
from pathlib import Path

import cvtailor


def parse_takes_a_path_bytes_or_a_file() -> list[str]:
    documents: list[cvtailor.Document] = [
        cvtailor.parse("cv.pdf"),
        cvtailor.parse(Path("cv.pdf"), reader="pdfminer"),
        cvtailor.parse(b"%PDF-", file="cv.pdf", isolated=True),
        cvtailor.parse(io.BytesIO(b"%PDF-")),
    ]
    return [section.heading for each in documents for section in each.sections]


def check_gives_a_typed_report() -> tuple[int | None, list[str]]:
    settings = cvtailor.Settings(min_score=70, fail_on=cvtailor.Severity.ERROR, as_of="2026-03-31")
    report: cvtailor.Report = cvtailor.check("cv.pdf", settings=settings, lexicons=["mine.toml"])
    if report.verdict is cvtailor.Verdict.COULD_NOT_JUDGE:
        return None, [each.why for each in report.could_not_judge]
    return report.score.total, [each.message for each in report.findings]


def rewrite_and_verify_take_strings() -> bool:
    rewrites: tuple[cvtailor.Rewrite, ...] = cvtailor.rewrite("Responsible for training CNN models")
    outcome: cvtailor.Verification = cvtailor.verify(rewrites[0].before, rewrites[0].after)
    return outcome.faithful


def a_copy_is_bytes_or_text() -> list[str]:
    made, copy = cvtailor.tailored_copy("cv.docx", b"Requirements", original=None)
    size: int = len(copy.encode() if isinstance(copy, str) else copy)
    return [f"{each.before} {each.after} {each.applied} {size}" for each in made.changes]


def errors_have_one_root() -> str:
    try:
        cvtailor.parse("nowhere.pdf")
    except cvtailor.CvtailorError as error:
        return error.message + error.hint
    return ""

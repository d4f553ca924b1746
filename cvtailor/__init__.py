"""cvtailor reads a CV, matches it against a role's keywords, and says what to change.

    import cvtailor
    report = cvtailor.check("cv.pdf")
    print(report.score.total, [each.message for each in report.suggestions])

Importing it is cheap: readers and the language pipeline are loaded on first use. Nothing is ever
sent over a network, printed or logged.
"""

from __future__ import annotations

from cvtailor.advice.types import (
    Fault,
    Interview,
    Profile,
    Report,
    Rewrite,
    Settings,
    Severity,
    Topic,
    Verdict,
    Verification,
)
from cvtailor.api import check, interview, parse, rewrite, tailor, tailored_copy, verify
from cvtailor.document import Document, Span
from cvtailor.errors import CvtailorError, LexiconError, ReadError, SettingsError

__all__ = [
    "CvtailorError",
    "Document",
    "Fault",
    "Interview",
    "LexiconError",
    "Profile",
    "ReadError",
    "Report",
    "Rewrite",
    "Settings",
    "SettingsError",
    "Severity",
    "Span",
    "Topic",
    "Verdict",
    "Verification",
    "check",
    "interview",
    "parse",
    "rewrite",
    "tailor",
    "tailored_copy",
    "verify",
]

"""What makes a finding the same one after the CV was edited or exported anew."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cvtailor.advice.types import Finding, Report

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+")
_WORDS = 16  # of the quote that count; more would make every small edit a new finding
_DIGITS = 16  # of the hash, as GitHub's own `primaryLocationLineHash` has


def fingerprints(report: Report) -> tuple[str, ...]:
    """Return a fingerprint for each finding of a report: 16 hex digits, ":", and a count from 1 among equal ones.

    It is made of the rule, the section and entry, and the words at fault; without words, of the message apart from its
    numbers. Pages, lines and the file's name are no part of it, so that a CV may be exported anew and renamed.
    """
    seen: Counter[str] = Counter()
    found = []
    for each in report.findings:
        digest = hashlib.sha256("\n".join(_parts(each)).encode()).hexdigest()[:_DIGITS]
        seen[digest] += 1
        found.append(f"{digest}:{seen[digest]}")
    return tuple(found)


def _parts(finding: Finding) -> list[str]:
    place = finding.place
    text = finding.quote or _NUMBER.sub("#", finding.message)
    words = _WORD.findall(text.casefold())[:_WORDS]
    section, entry = (place.section or "", place.entry or "") if place else ("", "")
    return [finding.rule, section, entry.casefold(), " ".join(words)]

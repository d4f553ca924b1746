"""The endpoint JSON of shields.io (https://shields.io/badges/endpoint-badge)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cvtailor.advice.types import Report
from cvtailor.document import json_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cvtailor.reporting.types import FileError

# From this score on, this colour: the bands of interrogate's badge.
_BANDS = ((95, "brightgreen"), (90, "green"), (75, "yellowgreen"), (60, "yellow"), (40, "orange"), (0, "red"))


def render(results: Sequence[Report | FileError]) -> str:
    """Return a badge with the lowest score among the files; "no answer" where one of them could not be judged."""
    totals = [each.score.total if isinstance(each, Report) else None for each in results]
    known = [each for each in totals if each is not None]
    if not totals or len(known) < len(totals):
        badge = {"message": "no answer", "color": "lightgrey"}
    else:
        lowest = min(known)
        word = str(lowest) if lowest == max(known) else f"{lowest} to {max(known)}"
        badge = {
            "message": f"{word} / 100",
            "color": next(colour for least, colour in _BANDS if lowest >= least),
        }
    return json_text({"schemaVersion": 1, "label": "CV", **badge}) + "\n"

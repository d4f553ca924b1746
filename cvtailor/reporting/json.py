"""JSON and JSON lines: the contracts of the committed schemas (docs/schemas)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cvtailor.document import json_text

if TYPE_CHECKING:
    from collections.abc import Sequence


def render(results: Sequence[Any], *, single: bool) -> str:
    """Return the one result as an object, or all of them as an array, as indented JSON."""
    return json_text(results[0] if single and len(results) == 1 else list(results)) + "\n"


def render_lines(results: Sequence[Any]) -> str:
    """Return one line of JSON per result."""
    return "".join(json_text(each, indent=None) + "\n" for each in results)

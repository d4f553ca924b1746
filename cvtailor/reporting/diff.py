"""Rewrites as a unified diff of the CV's items, one item a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cvtailor.reporting.safe import inert

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cvtailor.advice.types import Rewrite
    from cvtailor.document import Span


def render(file: str, rewrites: Sequence[Rewrite], items: Sequence[Span]) -> str:
    """Return a unified diff without context lines, empty where nothing is rewritten.

    Args:
        file: the name of the CV, as given.
        rewrites: the proposals.
        items: the spans of the CV's items in document order: line n of the text that the diff is for is
            the n-th item. A file with one item a line can be patched with it.

    Control characters are gone from every line; an item that is split gives a line for each part.
    """
    if not rewrites:
        return ""
    name = inert(file).lstrip("/")
    lines = [f"--- a/{name}", f"+++ b/{name}"]
    number = {span: at for at, span in enumerate(items, start=1)}
    shift = 0
    for each in sorted(rewrites, key=lambda one: one.span):
        old = number.get(each.span, 1)
        new = [inert(part) for part in each.after.split("\n")]
        many = f",{len(new)}" if len(new) > 1 else ""
        place = inert(each.place.said())
        lines.append(f"@@ -{old} +{old + shift}{many} @@{' ' + place if place else ''}")
        lines.append("-" + inert(each.before))
        lines += ["+" + part for part in new]
        shift += len(new) - 1
    return "\n".join(lines) + "\n"

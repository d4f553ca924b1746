"""A CV while its structure is put together: lines, and sections as indexes of lines."""

from __future__ import annotations

from dataclasses import dataclass, field

from cvtailor.document import (
    SectionKind,
    Span,
)
from cvtailor.parsing import (
    entries,
)
from cvtailor.parsing.types import Block

K = SectionKind


@dataclass(slots=True)
class DraftSection:
    """A section as indexes of lines: the heading (none for a summary without one), then its body."""

    kind: SectionKind
    heading: str
    head: int | None
    heading_length: int
    body: list[int]
    contact: bool = False
    loose: list[int] = field(default_factory=list)
    groups: list[entries.Group] = field(default_factory=list)


@dataclass(slots=True)
class DraftText:
    """The canonical text while it is put together; `starts[i]` is the offset of line i."""

    lines: list[Block]
    text: str
    starts: list[int]

    def span(self, first: int, last: int | None = None, cut: int = 0) -> Span:
        """Return the span of lines `first` to `last`, without the first `cut` characters."""
        last = first if last is None else last
        return Span(start=self.starts[first] + cut, end=self.starts[last] + len(self.lines[last].text))

"""A way to write a keyword, and where a text has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

OWN = -1  # marks a name of its own that holds a keyword


class Form(NamedTuple):
    """A way to write a keyword; `raws` are its words as written where case counts."""

    keyword: int
    text: str
    cased: bool
    loosest: int  # the loosest gap allowed between its atoms
    raws: tuple[str, ...]
    hyphened: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A form at atoms `first` to `last`."""

    first: int
    last: int  # atoms, inclusive
    form: Form
    how: str

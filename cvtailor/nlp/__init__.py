"""What does the CV show? Facts only: mentions with their standing, achievements, wording."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cvtailor.nlp.types import Bullet, Evidence, Mention, Shown, Standing

if TYPE_CHECKING:
    from cvtailor.nlp.showing import read

__all__ = ["Bullet", "Evidence", "Mention", "Shown", "Standing", "read"]


def __getattr__(name: str) -> Any:
    """Import what is asked for now: the types of this package are wanted where no CV is read."""
    if name == "read":
        from cvtailor.nlp.showing import read

        return read
    raise AttributeError(name)

"""What should change in a CV, and why: findings, suggestions, rewrites, steps and the score."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cvtailor.advice.advising import advise

__all__ = ["advise"]


def __getattr__(name: str) -> Any:
    """Import what is asked for now: the types of this package are wanted where no CV is read."""
    if name == "advise":
        from cvtailor.advice.advising import advise

        return advise
    raise AttributeError(name)

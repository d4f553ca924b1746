"""What should change in a CV, and why: findings, suggestions, rewrites, steps and the score."""

from __future__ import annotations

from cvtailor.advice.advise import advise

__all__ = ["advise"]

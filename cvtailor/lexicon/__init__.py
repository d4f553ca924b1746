"""Which words does a role ask for? TOML files in, a `Lexicon` out."""

from __future__ import annotations

from cvtailor.lexicon.lint import Problem, lint
from cvtailor.lexicon.load import DEFAULT_ROLE, load, roles, technology
from cvtailor.lexicon.table import markdown
from cvtailor.lexicon.types import Ask, Group, Guard, Keyword, Lexicon, Signal

__all__ = [
    "DEFAULT_ROLE",
    "Ask",
    "Group",
    "Guard",
    "Keyword",
    "Lexicon",
    "Problem",
    "Signal",
    "lint",
    "load",
    "markdown",
    "roles",
    "technology",
]

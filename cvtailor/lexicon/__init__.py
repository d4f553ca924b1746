"""Which words does a role ask for? TOML files in, a `Lexicon` out."""

from __future__ import annotations

from cvtailor.lexicon.lint import Problem, lint, problem
from cvtailor.lexicon.load import (
    DEFAULT_ROLE,
    Source,
    load,
    load_with_mistakes,
    roles,
    sources,
    technology,
)
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
    "Source",
    "lint",
    "load",
    "load_with_mistakes",
    "markdown",
    "problem",
    "roles",
    "sources",
    "technology",
]

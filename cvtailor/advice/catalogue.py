"""The rule catalogue: every rule with its check. Codes are never reused."""

from __future__ import annotations

import dataclasses
import difflib
from typing import TYPE_CHECKING

from cvtailor.advice.rules import (
    achievements,
    completeness,
    keywords,
    portfolio,
    readability,
    research,
    structure,
    wording,
)
from cvtailor.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cvtailor.advice.rules.common import Check
    from cvtailor.advice.types import Finding, Rule, Settings
    from cvtailor.nlp.types import Evidence

FAMILIES = {
    "RD": "Readability by machines",
    "ST": "Structure",
    "KW": "Keywords",
    "AC": "Achievements",
    "WD": "Wording",
    "RS": "Research profile",
}
REGISTRY: tuple[tuple[Rule, Check], ...] = (
    *readability.RULES,
    *structure.RULES,
    *completeness.RULES,
    *keywords.RULES,
    *achievements.RULES,
    *wording.RULES,
    *research.RULES,
    *portfolio.RULES,
)


def rules() -> tuple[Rule, ...]:
    """Return all rules, by family and code."""
    return tuple(rule for rule, _ in REGISTRY)


def rule(code: str) -> Rule:
    """Return the rule with this code ("WD01") or name ("weak-opening"), in any case.

    Raises:
        SettingsError: for an unknown one, naming the nearest.
    """
    wanted = code.strip().casefold().replace("_", "-").replace(" ", "-")
    known = {key.casefold(): each for each in rules() for key in (each.code, each.name)}
    if wanted in known:
        return known[wanted]
    padded = wanted[:2] + wanted[2:].zfill(2)  # "wd1" means WD01
    near = [padded] if padded in known else difflib.get_close_matches(wanted[:40], known, n=1, cutoff=0.5)
    hint = (
        f"Did you mean {known[near[0]].code} ({known[near[0]].name})?" if near else "See `cvtailor explain`."
    )
    raise SettingsError(f"There is no rule “{code}”.", hint)


def findings(evidence: Evidence, settings: Settings) -> tuple[Finding, ...]:
    """Return what all rules find: first what concerns the whole CV, then in document order."""
    every = [each for _, check in REGISTRY for each in check(evidence, settings)]
    order = {each.code: n for n, each in enumerate(rules())}
    every.sort(key=lambda each: (each.span.start if each.span else -1, order[each.rule]))
    return tuple(every)


def chosen(found: Iterable[Finding], settings: Settings) -> tuple[Finding, ...]:
    """Return the findings that the settings show, with the severity that they give them."""
    shown = []
    for each in found:
        selected = not settings.select or each.rule.startswith(settings.select)
        if not selected or (settings.ignore and each.rule.startswith(settings.ignore)):
            continue
        given = [pair for pair in settings.severity if each.rule.startswith(pair[0])]
        severity = max(given, key=lambda pair: len(pair[0]))[1] if given else each.severity
        shown.append(each if severity is each.severity else dataclasses.replace(each, severity=severity))
    return tuple(shown)


def is_code(text: str) -> bool:
    """Return whether `text` is a rule's code or the beginning of one ("WD", "WD0", "WD05")."""
    return len(text) >= 2 and any(each.code.startswith(text) for each in rules())


def page() -> str:
    """Return the catalogue as Markdown: what `docs/rules.md` holds."""
    lines = [
        "# Rules",
        "",
        "Every finding carries the code of its rule. `cvtailor explain CODE` prints a rule's page.",
        "This file is made from the catalogue (`cvtailor.advice.catalogue.page`); a test keeps it current.",
    ]
    for family, title in FAMILIES.items():
        lines += ["", f"## {family}: {title}"]
        for each in rules():
            if each.code.startswith(family):
                lines += [
                    "",
                    f"### {each.code} {each.name}",
                    "",
                    f"{each.summary} *{each.severity.capitalize()}, {each.confidence} confidence.*",
                    "",
                    each.why,
                    "",
                    f"- Example: {each.example}",
                    f"- Better: {each.better}",
                    f"- Source: {each.source}",
                ]
    return "\n".join(lines) + "\n"

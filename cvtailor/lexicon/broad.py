"""The technology lexicon beside a role: who wins where a term stands in both."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from cvtailor.lexicon.tables import Table, Tables
from cvtailor.lexicon.writing import normal


def beside(role: Tables, broad: Sequence[Tables]) -> tuple[list[Tables], dict[str, str]]:
    """Return the technology files as they stack on the role, and the ids there that stand for one of the role.

    - The same id or the same name, or an id that the role's keyword lists under `also`: the role's keyword wins. Its name and guards stay; the other is its alias and
      adds only the writings that the role lists nowhere, with their own guards, and implications of keywords that
      the role has not (Git shows version control). What of the role shows what else of the role stays the role's.
    - Any other writing that stands in both (BigQuery, for the role a form of Google Cloud) shows both keywords,
      each by its own guards. No implication is added: it would pass by the guards of the role's form.
    """
    own = {each["id"]: each for each in role.keywords}
    by_name = {normal(each["name"]): each["id"] for each in role.keywords if "name" in each}
    written = {normal(form) for keyword in role.keywords for form in _forms(keyword)}
    also = {other: each["id"] for each in role.keywords for other in each.get("also", ())}
    winners = {
        each["id"]: winner
        for tables in broad
        for each in tables.keywords
        if (
            winner := each["id"]
            if each["id"] in own
            else also.get(each["id"]) or by_name.get(normal(each.get("name", "")))
        )
    }
    back = _leads_back(role, broad, winners)
    stacked: list[Tables] = []
    for tables in broad:
        kept: list[Table] = []
        for keyword in tables.keywords:
            winner = winners.get(keyword["id"])
            if winner is None:
                kept.append(keyword)
                continue
            more = _more(keyword, winner, written)
            shows = [
                each
                for each in keyword.get("implies", ())
                if each not in winners and winner not in back.get(each, ())
            ]
            if shows:
                more = {**(more or {"id": winner}), "implies": shows}
            kept += [more] if more else []
        stacked.append(dataclasses.replace(tables, keywords=tuple(kept)))
    return stacked, winners


def _leads_back(role: Tables, broad: Sequence[Tables], winners: dict[str, str]) -> dict[str, set[str]]:
    """Return for each keyword of the technology lexicon alone all that it shows, through whatever chain."""
    implies: dict[str, list[str]] = {each["id"]: list(each.get("implies", ())) for each in role.keywords}
    alone = [each for tables in broad for each in tables.keywords if each["id"] not in winners]
    for each in alone:
        implies[each["id"]] = [winners.get(one, one) for one in each.get("implies", ())]
    for tables in broad:
        for each in tables.keywords:
            if each["id"] in winners:
                extra = [one for one in each.get("implies", ()) if one not in winners]
                implies.setdefault(winners[each["id"]], []).extend(extra)
    found: dict[str, set[str]] = {}
    for each in alone:
        shown, todo = set[str](), [each["id"]]
        while todo:
            for one in implies.get(todo.pop(), ()):
                if one not in shown:
                    shown.add(one)
                    todo.append(one)
        found[each["id"]] = shown
    return found


def _forms(keyword: Table) -> list[str]:
    return [*keyword.get("forms", ()), *keyword.get("cased", ())]


def _more(alias: Table, winner: str, written: set[str]) -> Table | None:
    """Return what the alias adds to the role's keyword: new writings with the guards that settle them."""
    new = [each for each in _forms(alias) if normal(each) not in written]
    if not new:
        return None
    entry: Table = {"id": winner}
    for key in ("forms", "cased"):
        listed = [each for each in alias.get(key, ()) if each in new]
        if listed:
            entry[key] = listed
    guards = []
    for guard in alias.get("guard", ()):
        forms = [each for each in guard.get("forms", new) if each in new]
        if forms:
            guards.append({**guard, "forms": forms})
    if guards:
        entry["guard"] = guards
    return entry

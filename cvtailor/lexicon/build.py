"""From checked tables, the role's own first, to a `Lexicon`: entries are joined, built and held against each other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from cvtailor.document import json_text
from cvtailor.lexicon.tables import Mistake, Table, Tables, fail, nearest
from cvtailor.lexicon.types import Ask, Group, Guard, Keyword, Lexicon, Pattern, Signal

_LISTS = ("forms", "cased", "implies", "signals", "members", "source", "questions", "guard", "pattern")


class Stack:
    """Entries by id as the files read so far leave them; `last` is the file that set an entry last.

    `aliases` are ids that stand for another keyword. With `found`, mistakes go there and what is faulty is
    left out; without it the first mistake is raised.
    """

    def __init__(self, found: list[Mistake] | None = None, aliases: dict[str, str] | None = None) -> None:
        self.found = found
        self.aliases = aliases or {}
        self.groups: dict[str, Table] = {}
        self.keywords: dict[str, Table] = {}
        self.last: dict[str, str] = {}
        self.faulty: set[str] = set()

    def add(self, tables: Tables) -> None:
        """Stack a file: what it removes goes first, then its entries extend those before or follow them.

        Raises:
            Mistake: when it takes away what is not there, and mistakes are not collected.
        """
        self.faulty |= tables.faulty
        for kind, known in (("group", self.groups), ("keyword", self.keywords)):
            for id in tables.remove.get(f"{kind}s", ()):
                try:
                    self._drop(tables.name, kind, id, known)
                except Mistake as mistake:
                    self.complain(mistake)
        for kind, known, entries in (
            ("group", self.groups, tables.groups),
            ("keyword", self.keywords, tables.keywords),
        ):
            for entry in entries:
                id = str(entry["id"])
                id = self.aliases.get(id, id) if kind == "keyword" else id
                try:
                    known[id] = self._joined(tables.name, kind, known.get(id, {}), {**entry, "id": id})
                except Mistake as mistake:
                    self.complain(mistake)
                    continue
                self.last[f'{kind} "{id}"'] = tables.name

    def complain(self, mistake: Mistake) -> None:
        """Keep the mistake, or raise it."""
        if self.found is None:
            raise mistake
        self.found.append(mistake)

    def _drop(self, file: str, kind: str, id: str, known: dict[str, Table]) -> None:
        id = self.aliases.get(id, id) if kind == "keyword" else id
        if id not in known:
            reason = f'there is no {kind} "{id}" to take away{nearest(id, known)}'
            raise fail(file, f"[remove] / {kind}s", reason, "Look it up: cvtailor lexicon show.")
        del known[id]
        if kind == "group":
            return
        for name, entries, key in (
            ("group", self.groups, "members"),
            ("keyword", self.keywords, "implies"),
        ):
            for other, entry in entries.items():
                if id in entry.get(key, ()):
                    entries[other] = {**entry, key: [each for each in entry[key] if each != id]}
                    self.last[f'{name} "{other}"'] = file

    def _joined(self, file: str, kind: str, old: Table, new: Table) -> Table:
        old = dict(old)
        for key, value in new.get("remove", {}).items():
            if value is True:
                old.pop(key, None)
                continue
            for each in value:
                if each not in old.get(key, ()):
                    where = f'{kind} "{new["id"]}" / remove / {key}'
                    reason = f'there is no "{each}" to take away{nearest(each, old.get(key, ()))}'
                    raise fail(file, where, reason, "Look it up: cvtailor lexicon show.")
            old[key] = [each for each in old[key] if each not in value]
            if key in ("forms", "cased"):
                _forget(old, set(value))
        joined = {**old, **{key: value for key, value in new.items() if key != "remove"}}
        for key in _LISTS:
            if key in old and key in new:
                joined[key] = old[key] + [each for each in new[key] if each not in old[key]]
        for key in ("implies", "members"):
            if key in joined:
                joined[key] = list(dict.fromkeys(self.aliases.get(each, each) for each in joined[key]))
        return joined


def _forget(keyword: Table, forms: set[str]) -> None:
    """Take the forms out of the guards that name them; a guard for nothing else goes."""
    left = []
    for guard in keyword.get("guard", ()):
        kept = [each for each in guard.get("forms", ()) if each not in forms]
        if kept or not guard.get("forms"):
            left.append({**guard, "forms": kept} if "forms" in guard else guard)
    if left or "guard" in keyword:
        keyword["guard"] = left


def build(
    files: Sequence[Tables], stack: Stack, *, grouped: bool = True, broad: Iterable[str] = ()
) -> Lexicon:
    """Return the lexicon that the stacked files make; id, title and source are those of the first.

    `grouped`: whether it must ask for something; `broad`: ids that only the technology lexicon has.

    Raises:
        Mistake: for the first mistake, unless the stack collects them.
    """
    for tables in files:
        stack.add(tables)
    top = files[0].top
    keywords = []
    for table in stack.keywords.values():
        try:
            keywords.append(_keyword(table, stack.last))
        except Mistake as mistake:
            stack.complain(mistake)
            stack.faulty.add(table["id"])
    groups = []
    for table in stack.groups.values():
        try:
            groups.append(_group(table, stack.last, stack.keywords.keys() | stack.faulty))
        except Mistake as mistake:
            stack.complain(mistake)
    if grouped and not groups and not stack.faulty:
        raise fail(files[0].name, "group", "there is none", "A lexicon needs at least one [[group]].")
    for dead in _dead(keywords, stack):
        stack.complain(dead)
    content = {
        "id": top["id"],
        "title": top["title"],
        "version": top["version"],
        "language": top["language"],
        "source": ", ".join(top["source"][key] for key in ("title", "publisher") if key in top["source"]),
        "groups": tuple(groups),
        "keywords": tuple(keywords),
    }
    sha256 = hashlib.sha256(json_text(content, indent=None).encode()).hexdigest()
    return Lexicon(sha256=sha256, files=stack.last, broad=frozenset(broad), **content)


def _keyword(table: Table, last: dict[str, str]) -> Keyword:
    where = f'keyword "{table["id"]}"'
    file = last[where]
    if "name" not in table:
        raise fail(
            file, f"{where} / name", "is missing", 'Give the usual spelling, for example name = "Python".'
        )
    if not any(table.get(key) for key in ("forms", "cased", "signals", "pattern")):
        reason = "is missing: nothing could ever show this keyword"
        hint = "Add forms, cased, a pattern or signals."
        raise fail(file, f"{where} / forms", reason, hint, problem="empty_keyword")
    forms = (*table.get("forms", ()), *table.get("cased", ()))
    guards = []
    for number, guard in enumerate(table.get("guard", ()), 1):
        for form in guard.get("forms", ()):
            if form not in forms:
                key = f"{where} / guard {number} / forms"
                raise fail(file, key, f'"{form}" is no form of the keyword{nearest(form, forms)}')
        guards.append(Guard(**{key: tuple(value) for key, value in guard.items()}))
    return Keyword(
        id=table["id"],
        name=table["name"],
        forms=tuple(table.get("forms", ())),
        cased=tuple(table.get("cased", ())),
        guards=tuple(guards),
        implies=tuple(table.get("implies", ())),
        signals=tuple(Signal(each) for each in table.get("signals", ())),
        kind=table.get("kind", "technology"),
        evidence=table.get("evidence", ""),
        source=table.get("source", ""),
        patterns=tuple(
            Pattern(**{key: tuple(value) for key, value in each.items()}) for each in table.get("pattern", ())
        ),
    )


def _group(table: Table, last: dict[str, str], keywords: Iterable[str]) -> Group:
    where = f'group "{table["id"]}"'
    file = last[where]
    if not table.get("title"):
        raise fail(file, f"{where} / title", "is missing", "Say what the report should call it.")
    if not table.get("members"):
        reason = "is missing: nothing could ever meet this group"
        hint = "Name at least one keyword, or take the group away."
        raise fail(file, f"{where} / members", reason, hint, problem="empty_group")
    members = tuple(table["members"])
    for member in members:
        if member not in keywords:
            reason = f'there is no keyword "{member}"{nearest(member, keywords)}'
            hint = f'Add a [[keyword]] with id = "{member}".'
            raise fail(file, f"{where} / members", reason, hint, problem="dead_member")
    need = table.get("need", 1)
    if need > len(members):
        reason = f"asks for {need} of {len(members)} members"
        raise fail(file, f"{where} / need", reason, "Lower need or add members.", problem="need")
    ask = Ask(table.get("ask", "name"))
    if table.get("questions") and ask is not Ask.NONE:
        raise fail(file, f"{where} / questions", 'only a group with ask = "none" has questions')
    return Group(
        id=table["id"],
        title=table["title"],
        need=need,
        weight=float(table.get("weight", 1.0)),
        essential=table.get("level", "essential") == "essential",
        ask=ask,
        members=members,
        source=tuple(table.get("source", ())),
        evidence=table.get("evidence", ""),
        questions=tuple(table.get("questions", ())),
    )


def _dead(keywords: Sequence[Keyword], stack: Stack) -> Iterator[Mistake]:
    """Find implications that lead nowhere or round in a circle."""
    implies = {each.id: each.implies for each in keywords}
    known = implies.keys() | stack.faulty
    for keyword in keywords:
        for target in keyword.implies:
            if target not in known:
                where = f'keyword "{keyword.id}"'
                reason = f'there is no keyword "{target}"{nearest(target, implies)}'
                hint = f'Correct the id, or add a [[keyword]] with id = "{target}".'
                yield fail(stack.last[where], f"{where} / implies", reason, hint, problem="dead_implies")
    done: set[str] = set()
    for start in implies:
        path: list[str] = []  # the chain being walked, so that a circle can be shown
        todo = [iter((start,))]
        while todo:
            id = next(todo[-1], None)
            if id is None:
                todo.pop()
                if path:
                    done.add(path.pop())
            elif id in path:
                where = f'keyword "{id}"'
                chain = " → ".join((*path[path.index(id) :], id))
                reason = f"goes round in a circle: {chain}"
                hint = "Take one of these implications out."
                yield fail(stack.last[where], f"{where} / implies", reason, hint, problem="circle")
                done.add(id)
            elif id not in done:
                path.append(id)
                todo.append(iter(implies.get(id, ())))

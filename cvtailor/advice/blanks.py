"""Bracketed blanks: where a bullet states no result, the clause that would, and the question that fills it."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Any

from cvtailor.advice import facts, figures
from cvtailor.advice.complement import listed_in
from cvtailor.advice.inflection import Form, lemmas, reading
from cvtailor.advice.types import Blank
from cvtailor.resources import language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cvtailor.advice.facts import Token
    from cvtailor.nlp.types import Bullet

_OF_ITSELF = re.compile(r"\bof (?:the|its|their|that|what|all)\b")
_SECOND_CLAUSE = re.compile(r"; |[.!?] (?=[A-Z])|, (?:which|who|whose|where) ")


def for_work(verb: str, text: str) -> Blank | None:
    """Return the blank that suits the kind of work, or None where the verb cannot carry a result.

    Args:
        verb: the lemma of the opening verb.
        text: the item.
    """
    table: dict[str, Any] = language("rewrites")["blanks"]
    verbs = {verb, verb.rpartition("-")[2], facts.fold(verb)}
    found = facts.tokens(text)
    if verbs & set(table["no_blank"]) or _says_outcome(found, table) or _ends_in_address(text):
        return None
    at = next((at for at, each in enumerate(found[:4]) if verbs & set(lemmas(each.lower))), 0)
    at = _last_verb(found, at)
    after = found[at + 1].lower if at + 1 < len(found) else ""
    if after in table["prepositions"] and not verbs & set(table["no_object"]):
        return None
    words = {each.lower for each in found}
    near = {facts.fold(each.lower) for each in _object(found, at + 1)}
    for kind in table["kinds"]:
        if "verbs" in kind and verbs.isdisjoint(kind["verbs"]):
            continue
        if "words" in kind and words.isdisjoint(kind["words"]):
            continue
        if "objects" in kind and near.isdisjoint(_listed(kind["objects"])):
            continue
        side = "counted_" if "counts" in kind and _counted(found, _listed(kind["counts"])) else ""
        return (
            Blank(text=kind[side + "text"], question=kind[side + "question"]) if kind[side + "text"] else None
        )
    return None


def _ends_in_address(text: str) -> bool:
    last = (text.split() or [""])[-1].rstrip(".")
    return "://" in last or ("/" in last and "." in last)


def _listed(words: str | list[str]) -> set[str]:
    """Return a list of words, given as such or by the name of a list of the table `blanks`."""
    return set(language("rewrites")["blanks"][words] if isinstance(words, str) else words)


def _last_verb(found: Sequence[Token], at: int) -> int:
    """Return the index of the last verb of "built, tested and deployed", given that of the first."""
    here = at
    while here + 2 < len(found) and found[here + 1].lower in {",", "and", "&"}:
        here += 2
        if found[here].lower in {"and", "&"} and here + 1 < len(found):
            here += 1
        if not lemmas(found[here].lower):
            return at
        at = here
    return at


def _object(found: Sequence[Token], at: int) -> list[Token]:
    """Return the words of the verb's object: up to a preposition other than "of", or a sign."""
    words = []
    for token in found[at : at + 12]:
        if token.text in {",", ";", ".", ":", "("}:
            break
        if token.lower in {"in", "on", "for", "with", "to", "from", "by", "at", "as", "using", "via", "that"}:
            break
        words.append(token)
    return words


def _counted(found: tuple[Token, ...], nouns: set[str]) -> bool:
    """Return whether the text says how many of these there are ("four junior scientists")."""
    for number in figures.numbers(found):
        if not nouns.isdisjoint(each.lower for each in found[number.end : number.end + 4]):
            return True
    return False


def _says_outcome(found: Sequence[Token], table: dict[str, Any]) -> bool:
    """Return whether a clause already says what came of it ("two of whom …", "which now …")."""
    text = " " + " ".join(each.lower for each in found) + " "
    return any(f" {phrase} " in text for phrase in table["stated"])


def baseline(bullet: Bullet, text: str) -> tuple[str, Blank] | None:
    """Return `text` with a blank for the value before a change ("Raised AUC [from X] to 0.84"), and the blank.

    Args:
        bullet: the item as read; a change in it has a value reached and none to start from.
        text: its new wording.

    Returns:
        None where the item states no such change, or tells in another way what was before.
    """
    table: dict[str, Any] = language("rewrites")["baseline"]
    if len(bullet.achievements) != 1 or "[" in text:
        return None
    (told,) = bullet.achievements
    if not (told.change and told.direction and told.value) or told.baseline or told.amount or not told.metric:
        return None
    if any(each.lower in table["told"] for each in facts.tokens(text)):
        return None
    if not set(table["factors"]).isdisjoint(lemmas(told.change.text.lower())):
        return None
    unit = told.unit.text if told.unit else ""
    money = unit in {"$", "€", "£"}
    value = re.escape(told.value.text)
    places = list(re.finditer(rf" to (?={re.escape(unit) if money else ''}{value}(?![\w.,]*\d))", text))
    if len(places) != 1 or not told.value.text[0].isdigit():
        return None
    before = text[: places[0].start()]
    if len(before.split()) < 2 or not before[-1].isalnum() or _OF_ITSELF.search(text, places[0].end()):
        return None
    if len(unit) > 7 or " " in unit:
        unit = ""
    shown = f"{unit}X" if money else f"X {unit}".strip()
    blank = Blank(text=table["text"].format(shown), question=table["question"])
    return f"{before} {blank.text}{text[places[0].start() :]}", blank


def _aside(body: str) -> bool:
    """Whether a text ends in an aside or a clause of its own, on which the blank would hang instead of the
    work: ", 14 classes", ", and wrote the report", "and tried to stay friendly".
    """
    found = facts.tokens(body)
    last = max((at for at, each in enumerate(found) if each.text == ","), default=None)
    if any(reading(found[at].text, Form.GERUND) for at in range(1, len(found)) if found[at - 1].text == ","):
        return True  # ", reducing cost": the result is said, in words
    if last is not None:
        rest = [each.lower for each in found[last + 1 :]]
        if rest and rest[0] in language("rewrites")["blanks"]["opens_aside"]:
            return True  # ", mostly taxi drivers and hairdressers"
        if rest[:1] == ["and"] or not {"and", "or", "&"} & set(rest):
            return True
    determiners = listed_in("objects", "determiners")
    if any(
        each.lower in {"that", "which"} and following.lower in determiners
        for each, following in itertools.pairwise(found)
    ):
        return True  # "for a prototype that the library now keeps": a clause about others
    start = _last_verb(found, 0) + 1
    forms = [Form.PAST, *([Form.THIRD] if found and reading(found[0].text, Form.THIRD) else [])]
    base = bool(found) and reading(found[0].text, Form.BASE) is not None
    for at in range(start, len(found)):
        if found[at - 1].lower not in {"and", "but", "then"}:
            continue
        if any(reading(found[at].text, each) for each in forms):
            return True
        after = found[at + 1].lower if at + 1 < len(found) else ""
        if (
            base
            and reading(found[at].text, Form.BASE)
            and after in {"the", "a", "an", "their", "our", "them", "it"}
        ):
            return True
    return False


def own_part() -> Blank:
    """Return the blank that asks for somebody's own part in shared work."""
    return Blank(
        text=language("rewrites")["blanks"]["own_part"], question=language("rewrites")["questions"]["shared"]
    )


def put_in(text: str, blank: Blank) -> str | None:
    """Return `text` with the blank before its final full stop, or None where it cannot stand there.

    It hangs on the first clause, so it has no place after a second one, nor where the text ends in
    the open (":", ",").
    """
    body = text.rstrip()
    stop = ""
    while body and body[-1] in ".;!":
        body, stop = body[:-1], body[-1] + stop
    if not body or body[-1] in ":,-–—(/?…" or "[" in text:
        return None
    if _SECOND_CLAUSE.search(body) or _aside(body):
        return None
    if "of whom" in blank.text and " and " in body:
        return None  # of whom: of which of the two?
    return f"{body} {blank.text}{stop}"

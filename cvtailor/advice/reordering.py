"""Moves the parts of a bullet: what was done before the tool, what changed before the work behind it.

"Used Spark to process 3 TB of logs" → "Processed 3 TB of logs using Spark"; "Pruned CNN models, cutting
latency by 40 %" → "Cut latency by 40 % by pruning CNN models". The article's shape is: what changed, by
how much, using what. Where the grammar is not certain, nothing is moved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cvtailor.advice import facts, figures
from cvtailor.advice.complement import Edits, UnsureError, infinitives, listed_in, table
from cvtailor.advice.inflection import Form, inflect, reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cvtailor.advice.facts import Token

_STOPS = frozenset({",", ";", ".", ":", "(", "–", "—"})


def tool_last(text: str, found: Sequence[Token]) -> tuple[str, str] | None:
    """Return a text that opens "Used X to do Y" as "Did Y using X", and the lemma of its new verb;
    None for any other text.

    Raises:
        UnsureError: where the text opens so, but cannot be turned safely.
    """
    if found[0].lower not in listed_in("tool_openings", "words"):
        return None
    to = next((at for at, each in enumerate(found[:14]) if each.lower == "to" and at > 1), None)
    if to is None or to + 2 >= len(found) or to > table("tool_openings")["longest"] + 1:
        return None
    tool = found[1:to]
    first = reading(found[to + 1].text, Form.BASE)
    listed = {","} if all(_named(each) for each in tool) else set()
    if first is None or any(each.lower in listed_in("tool_openings", "not_in") - listed for each in tool):
        return None
    if tool[0].lower.endswith("ly") or first.lemma in listed_in("tool_openings", "not_done"):
        return None
    if any(each.lower in listed_in("undone", "words") for each in found[to:]):
        raise UnsureError
    if _second_tool(found, to):
        raise UnsureError
    edits = Edits(text, [])
    lemma = infinitives(tuple(found), to + 1, Form.PAST, edits, outcomes=_moved_by(found[to:]))
    border = _clause_end(found, to + 1)
    name = text[tool[0].start : _end(tool[-1])]
    clause = {each.lower for each in found[to:border]}
    if (
        clause & {"that", "which", "who", "whose", "where", "so", "how", "why", "whether", "what"}
        or {"using", "with"} <= clause
    ):
        raise UnsureError  # the tool would seem to belong to another verb
    link = "with" if "using" in clause else "using"
    at = _end(found[_before_people(found, to + 2, border) - 1])
    edits.drop(0, found[to + 1].start)
    edits.found.append((at, at, f" {link} {name}"))
    new = edits.done()
    capital = text[:1].isupper()
    return (new[:1].upper() if capital else new[:1]) + new[1:], lemma


def _before_people(found: Sequence[Token], start: int, border: int) -> int:
    """Return where the tool goes: before people at the end of the clause, who would seem to use it, else there.

    "processed 3 TB of logs using Spark for the finance team", "… with two colleagues".
    """
    people = listed_in("tool_openings", "people")
    for at in range(border - 2, start, -1):
        if found[at].lower in {"with", "for", "as"}:
            named = any(each.lower in people for each in found[at + 1 : border])
            before = reading(found[at - 1].text, Form.BASE)
            return at if named and (before is None or found[at - 1].lower.endswith("s")) else border
    return border


def _second_tool(found: Sequence[Token], to: int) -> bool:
    """Whether a second tool has a purpose of its own ("… and WhatsApp to chat")."""
    for at in range(to + 2, len(found) - 1):
        following = found[at + 1]
        if found[at].lower != "to" or not following.text.islower():
            continue
        if following.lower in listed_in("objects", "determiners"):
            continue
        joined = any(each.lower in {"and", "then", "or"} for each in found[to + 2 : at - 1])
        if joined and found[at - 1].lower not in {"and", "or", ","}:
            return True
    return False


def _named(token: Token) -> bool:
    """Whether a word is a name or a tool, or joins such: then commas between them part a list of tools."""
    if token.text == "," or token.lower in {"and", "or", "&"}:
        return True
    return facts.is_name(token, title_case=False) or token.lower in facts.tools()


def _end(token: Token) -> int:
    return token.start + len(token.text)


def _moved_by(found: Sequence[Token]) -> bool:
    """Whether a figure says by how much, or from where to where, something changed."""
    for each in figures.numbers(tuple(found)):
        before = {one.lower for one in found[max(0, each.start - 2) : each.start]}
        if "by" in before or "from" in before or each.role in {"by", "from"}:
            return True
        if each.unit == "x" or ("to" in before and each.unit):
            return True
    return False


def _clause_end(found: Sequence[Token], at: int) -> int:
    """Return the index at which the clause ends: at a stop, or before ", cutting …".

    Raises:
        UnsureError: where a comma parts a list.
    """
    for here in range(at, len(found)):
        if (found[here].text in _STOPS and found[here].spaced is False) or found[here].text in {
            "(",
            "–",
            "—",
        }:
            following = found[here + 1] if here + 1 < len(found) else None
            if following is None or found[here].text in {";", "."}:
                return here
            if found[here].text == "(" and any(each.text == ")" for each in found[-2:]):
                return here  # an aside at the very end
            if found[here].text == "," and reading(following.text, Form.GERUND):
                return here
            raise UnsureError
    return len(found)


def result_first(text: str, *, late: int = 0) -> str | None:
    """Return a text that tells the work and then ", cutting latency by 40 %" with the result in front.

    Args:
        text: one item that opens with a verb in the past.
        late: the number of words before the result from which on it is moved.

    Returns:
        The new text, or None where there is no such result, no figure in it, or the grammar is not certain.
    """
    found = facts.tokens(text)
    cut = _result_at(found)
    if cut is None or cut < max(late, 2) or len(found) > table("splitting")["most"]:
        return None
    work, result = found[: cut - 1], found[cut:]
    verb = reading(found[cut].text, Form.GERUND)
    opening = reading(found[0].text, Form.PAST)
    if (
        verb is None
        or opening is None
        or opening.prefix + opening.lemma not in listed_in("result_first", "work")
    ):
        return None
    if any(each.text in _STOPS for each in (*work, *result[:-1])):
        return None
    edits = Edits(text, [])
    edits.put(found[0], inflect(opening, Form.GERUND, like=found[0].text))
    for at in range(1, len(work)):
        if work[at - 1].lower in {"and", "or", "&"} and reading(work[at].text, Form.PAST):
            later = reading(work[at].text, Form.PAST)
            following = work[at + 1].lower if at + 1 < len(work) else ""
            if later is None or at > 2 or following in {"by", "in", "with", "for"}:
                return None  # the result may be that of the second part alone
            edits.put(work[at], inflect(later, Form.GERUND, like=work[at].text))
    end = _end(work[-1])
    moved = Edits(text[:end], edits.found).done()
    stop = result[-1].text if result[-1].text in {".", ";"} else ""
    tail = text[_end(found[cut]) :].rstrip().removesuffix(stop)
    new = inflect(verb, Form.PAST, like=found[cut].text)
    if text[:1].isupper():
        new = new[:1].upper() + new[1:]
    return f"{new}{tail} by {moved}{stop}"


def _result_at(found: Sequence[Token]) -> int | None:
    """Return the index of the "-ing" of a final ", cutting latency by 40 %", or None."""
    for at in range(len(found) - 1, 1, -1):
        if found[at - 1].text != ",":
            continue
        verb = reading(found[at].text, Form.GERUND)
        if verb is None or verb.lemma not in listed_in("result_first", "results"):
            return None
        return at if _moved_by(found[at:]) else None
    return None

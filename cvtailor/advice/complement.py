"""Converts what follows a duty phrase ("cleaning and labelling data") into the verbs of a bullet.

Where the grammar is not certain, `UnsureError` is raised and nothing is changed.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cvtailor.advice import facts, objects
from cvtailor.advice.inflection import Form, Verb, inflect, reading
from cvtailor.advice.inflection import verbs as verbs_known
from cvtailor.nlp.verbs import members
from cvtailor.resources import language

if TYPE_CHECKING:
    from cvtailor.advice.facts import Token

_JOINS = frozenset({"and", "&", "or"})


@dataclass(slots=True)
class Edits:
    """Replacements to make in a text, by offset."""

    text: str
    found: list[tuple[int, int, str]]

    def put(self, token: Token, new: str) -> None:
        """Replace a token."""
        self.found.append((token.start, token.start + len(token.text), new))

    def drop(self, start: int, end: int) -> None:
        """Take out the text between two offsets."""
        self.found.append((start, end, ""))

    def done(self) -> str:
        """Return the text with every replacement made."""
        parts, at = [], 0
        for start, end, new in sorted(self.found):
            parts += [self.text[at:start], new]
            at = max(at, end)
        return "".join([*parts, self.text[at:]])


class UnsureError(Exception):
    """The grammar is not certain enough to change the text."""


@functools.cache
def _outcomes() -> frozenset[str]:
    """Return the verbs that state an outcome, so that a duty to do them is not their having been done."""
    classes = language("verbs")["classes"]
    stated = {*classes["up"], *classes["down"], *classes["result"], *classes["hiding"]}
    return frozenset((stated - listed_in("complement", "work")) | listed_in("complement", "outcome"))


def table(name: str) -> dict[str, Any]:
    """Return a table of `rewrites.toml`."""
    table: dict[str, Any] = language("rewrites")[name]
    return table


@functools.cache
def listed_in(section: str, key: str) -> frozenset[str]:
    """Return a list of `rewrites.toml` as a set."""
    return frozenset(table(section)[key])


def complement(
    found: tuple[Token, ...], at: int, takes: list[str], form: Form, edits: Edits, *, own: bool = False
) -> str:
    """Convert what follows a duty phrase; return the lemma of the first verb.

    Args:
        found: the tokens of the item.
        at: where the complement begins.
        takes: "gerund", "noun", "base" ("to train X"), "bare" ("train X"): what may stand there.
        form: the form of the new verbs.
        edits: gets the replacements.
        own: whether the noun of doing opens the item itself ("Introduction of shift plans").

    Raises:
        UnsureError: where the grammar is not certain.
    """
    if "noun" in takes:
        parts = _segments(found, at)
        if len(parts) > 1:
            lemmas = [complement(found[:end], start, takes, form, edits, own=own) for start, end in parts]
            return lemmas[0]
    start = at
    while at < len(found) and found[at].lower in {"also", "both", *listed_in("fillers", "openings")}:
        at += 1
    verb_at = _infinitive(found, at, takes)
    if verb_at is not None:
        if verb_at > at:
            edits.drop(found[start].start, found[min(verb_at, len(found) - 1)].start)
        return infinitives(found, verb_at, form, edits)
    at = _past_articles(found, at)
    if at > start:
        edits.drop(found[start].start, found[at].start)
    with_article = at > start and found[at - 1].lower in listed_in("complement", "articles")
    end, verbs = _chain(found, at, form, edits)
    if not verbs or end >= len(found):
        raise UnsureError
    of = _of(found, at, end, takes, edits, own=own)
    if (with_article or any(noun for _, noun in verbs)) and not of:
        raise UnsureError
    end += of
    if not _object_begins(found, end):
        raise UnsureError
    if not of and not all(objects.takes(verb, found, end) for verb, _ in verbs):
        raise UnsureError
    _later(found, end, form, edits)
    return verbs[0][0].prefix + verbs[0][0].lemma


def _past_articles(found: tuple[Token, ...], at: int) -> int:
    """Return where the words after articles begin; raises UnsureError where none follow."""
    while at < len(found) and found[at].lower in listed_in("complement", "articles"):
        at += 1
    if at >= len(found):
        raise UnsureError
    return at


def _infinitive(found: tuple[Token, ...], at: int, takes: list[str]) -> int | None:
    """Return where the verb of "to train X", or of "train X" alone, stands; None where there is none."""
    if at >= len(found):
        return None
    if found[at].lower == "to" and "base" in takes:
        return at + 1
    return at if "bare" in takes and reading(found[at].text, Form.BASE) else None


def _of(found: tuple[Token, ...], at: int, end: int, takes: list[str], edits: Edits, *, own: bool) -> bool:
    """Drop the "of" after nouns of doing, and return whether there was one."""
    if found[end].lower != "of":
        return False
    nouns = {each.lower for each in found[at:end]}
    unclear = not own and nouns & listed_in("complement", "not_of")
    if "noun" not in takes or end + 1 >= len(found) or unclear:
        raise UnsureError
    edits.drop(found[end].start, found[end + 1].start)
    return True


def _segments(found: tuple[Token, ...], at: int) -> list[tuple[int, int]]:
    """Return the (start, end) of each part of "development of A and (the) maintenance of B".

    One part only, where what stands between could make the second part belong to the first.
    """
    starts = [at]
    # Where the object of the running part began; "training models" has one without "of".
    follows = found[at + 1].lower if at + 1 < len(found) else "of"
    plain = reading(found[at].text, Form.GERUND) is not None if at < len(found) else False
    inner = at + 1 if plain and follows not in {"of", ",", *_JOINS} else 0
    for here in range(at, len(found) - 2):
        if found[here].lower == "of" and not inner:
            inner = here + 1
        if found[here].lower not in {"and", "&"} or not inner:
            continue
        there = here + 1
        while there < len(found) and found[there].lower in listed_in("complement", "articles"):
            there += 1
        if not _chain_of(found, there):
            continue
        if _governed(found, inner, here) or any(each.text in {",", ";", "."} for each in found[inner:here]):
            return [(at, len(found))]
        starts.append(here + 1)
        inner = 0
    ends = [each - 1 for each in starts[1:]]
    return list(zip(starts, [*ends, len(found)], strict=True))


def _chain_of(found: tuple[Token, ...], at: int) -> bool:
    """Whether nouns of doing with an "of" stand here: "design of", "design, testing and delivery of"."""
    derived = facts.guard()["derived"]
    while at + 2 < len(found):
        noun = facts.fold(found[at].lower) in derived or reading(found[at].text, Form.GERUND) is not None
        if not noun:
            return False
        if found[at + 1].lower == "of":
            return True
        at += 1
        while at < len(found) and (found[at].text == "," or found[at].lower in _JOINS):
            at += 1
        if found[at - 1].text != "," and found[at - 1].lower not in _JOINS:
            return False
    return False


def _governed(found: tuple[Token, ...], start: int, end: int) -> bool:
    """Whether an object holds a preposition that may govern what follows it ("a tool for analysis of A and …")."""
    for at in range(start, end):
        if found[at].lower not in listed_in("complement", "governors"):
            continue
        if found[at].lower in listed_in("complement", "binding"):
            return True
        for token in found[at + 1 : min(at + 3, end)]:
            if reading(token.text, Form.GERUND) or facts.fold(token.lower) in facts.guard()["derived"]:
                return True
    return False


def _object_begins(found: tuple[Token, ...], at: int) -> bool:
    """Whether an object can begin at a token: no join or closing sign, and some word stands there."""
    token = found[at]
    if not token.text[0].isalnum() and token.text not in {"$", "€", "£", "(", "“", '"', "~", ">", "."}:
        return False
    return token.lower not in _JOINS and any(each.text[0].isalnum() for each in found[at:])


def _doing(token: Token) -> tuple[Verb, bool] | None:
    """Return the verb in a gerund or a noun of doing (second value true), or None.

    Raises UnsureError for a verb that states an outcome or hides the work.
    """
    verb, noun = reading(token.text, Form.GERUND), False
    if verb is None:
        lemma = facts.guard()["derived"].get(facts.fold(token.lower))
        table = verbs_known()
        if lemma is None or lemma not in table:
            return None
        swap = ("is", "iz") if "iz" in token.lower else None
        verb, noun = Verb(lemma, Form.BASE, swap=swap), True
    if verb.lemma in _outcomes():
        raise UnsureError
    return verb, noun


def _chain(
    found: tuple[Token, ...], at: int, form: Form, edits: Edits
) -> tuple[int, list[tuple[Verb, bool]]]:
    """Convert "cleaning, checking and labelling"; return the index after it and its verbs."""
    verbs: list[tuple[Verb, bool]] = []
    while at < len(found):
        doing = _doing(found[at])
        if not doing:
            break
        verbs.append(doing)
        edits.put(found[at], inflect(doing[0], form, like=found[at].text))
        at += 1
        ahead = at
        while (
            ahead < len(found)
            and ahead - at < 2
            and (found[ahead].text == "," or found[ahead].lower in _JOINS)
        ):
            ahead += 1
        if ahead == at or ahead >= len(found):
            break
        if found[ahead].lower == "the" and verbs[-1][1]:
            edits.drop(
                found[ahead].start, found[ahead + 1].start if ahead + 1 < len(found) else found[ahead].start
            )
            ahead += 1
        if ahead >= len(found) or not _doing(found[ahead]):
            break
        at = ahead
    return at, verbs


def _later(found: tuple[Token, ...], at: int, form: Form, edits: Edits) -> None:
    """Convert what is coordinated with the opening verb further on ("training X and deploying it")."""
    listed: list[int] = []  # gerunds after a comma, a list only if an "and" follows
    open_gerund: int | None = None  # one that belongs to something else ("for cleaning", "using")
    for here in range(at, len(found)):
        token, before = found[here], found[here - 1].lower if here else ""
        if token.text in {".", ";"} and here + 1 < len(found):
            break
        if _further_duty(found, at, here):
            raise UnsureError
        if _also_for(found, here):
            doing = _doing(token)
            if not doing or open_gerund or not objects.takes(doing[0], found, here + 1):
                raise UnsureError
            edits.drop(found[here - 1].start, token.start)
            edits.put(token, inflect(doing[0], form, like=token.text))
            continue
        if reading(token.text, Form.GERUND) is None:
            continue
        joined = before in _JOINS or (before == "as" and here > 2 and found[here - 2].lower == "well")
        if before == "," and here - 1 > at:
            listed.append(here)
        elif joined and here > at + 1:
            if reading(found[here - 2].text, Form.GERUND) and here - 2 >= at and here - 2 not in listed:
                open_gerund = here
                continue
            if _join(found, here, form, edits, listed, open_gerund):
                listed = []
        elif before in listed_in("complement", "governors") or token.lower in listed_in(
            "complement", "aside"
        ):
            open_gerund = here
    _all_said(found, listed)


def _further_duty(found: tuple[Token, ...], at: int, here: int) -> bool:
    """Whether a duty of its own may begin here, which the verb of the first one cannot take over."""
    if found[here].text == ",":
        return _new_list(found, at, here)
    if here <= at or found[here - 1].lower not in _JOINS:
        return False
    return _other_part(found, here) or _other_object(found, at, here)


def _new_list(found: tuple[Token, ...], at: int, comma: int) -> bool:
    """Whether a comma after a preposition may open a further duty ("tests in pytest, pipelines and tools")."""
    following = found[comma + 1] if comma + 1 < len(found) else None
    if following is None or not following.text.islower() or facts.is_function(following.lower):
        return False
    if reading(following.text, Form.GERUND) or reading(following.text, Form.PAST):
        return False
    before = {each.lower for each in found[max(at, comma - 40) : comma]}
    joined = any(each.lower in _JOINS for each in found[comma + 1 : comma + 8])
    return joined and bool(before & listed_in("complement", "governors"))


def _also_for(found: tuple[Token, ...], here: int) -> bool:
    """Whether the gerund of "and for writing" stands here."""
    if here < 2 or found[here - 1].lower != "for" or found[here - 2].lower not in _JOINS:
        return False
    return reading(found[here].text, Form.GERUND) is not None


def _all_said(found: tuple[Token, ...], listed: list[int]) -> None:
    """Raise UnsureError where a list goes on with what may be a noun (", processing plants and storage")."""
    aside = listed_in("complement", "aside")
    if any(not _is_outcome(found[each]) and found[each].lower not in aside for each in listed):
        raise UnsureError


def _join(
    found: tuple[Token, ...],
    here: int,
    form: Form,
    edits: Edits,
    listed: list[int],
    open_gerund: int | None,
) -> bool:
    """Convert the gerund after "and", and those of its list; return whether it was converted."""
    verb = reading(found[here].text, Form.GERUND)
    outcome = [verb is not None and verb.lemma in _outcomes()]
    outcome += [_is_outcome(found[each]) for each in listed]
    if listed and all(outcome):
        if any(_moves(found[each]) for each in (*listed, here)):
            return False  # "…, reducing A and improving B" is a result, and stands as it is
        raise UnsureError  # "greeting guests, handling cash and closing the till": three duties
    tool = open_gerund is not None and found[open_gerund].lower == "using"
    if any(outcome) or (open_gerund is not None and not tool and not _refers_back(found, here)):
        raise UnsureError
    if not _is_verb(found, here):
        raise UnsureError
    for each in (*listed, here):
        doing = _doing(found[each])
        if doing:
            if each + 1 < len(found) and found[each + 1].text != "," and found[each + 1].lower not in _JOINS:
                _sure(doing[0], found, each + 1)
            edits.put(found[each], inflect(doing[0], form, like=found[each].text))
    return True


def _sure(verb: Verb, found: tuple[Token, ...], at: int) -> None:
    if not objects.takes(verb, found, at):
        raise UnsureError


def _is_outcome(token: Token) -> bool:
    verb = reading(token.text, Form.GERUND)
    return verb is not None and verb.lemma in _outcomes()


def _moves(token: Token) -> bool:
    """Return whether a gerund says that something went up or down: "reducing"."""
    verb = reading(token.text, Form.GERUND)
    return verb is not None and verb.lemma in members("up") | members("down")


def _refers_back(found: tuple[Token, ...], here: int) -> bool:
    return here + 1 < len(found) and found[here + 1].lower in {"them", "it", "these", "those"}


def _is_verb(found: tuple[Token, ...], here: int) -> bool:
    """Whether a gerund after "and" is a verb: an object follows, or the noun before is complete."""
    if here + 1 >= len(found):
        return False
    following, left = found[here + 1], found[here - 2]
    if (
        following.lower in listed_in("complement", "determiners")
        or following.text[0].isdigit()
        or following.text[0].isupper()
    ):
        return True
    if found[here].lower in listed_in("complement", "noun_like") and following.lower in listed_in(
        "complement", "artefacts"
    ):
        return False
    complete = (
        left.text in {",", ")"}
        or left.lower in listed_in("complement", "closed")
        or (left.lower.endswith("s") and not left.lower.endswith("ss"))
        or left.text[0].isdigit()
    )
    return complete or (left.text[0].isupper() and len(left.text) > 1)


def _other_object(found: tuple[Token, ...], at: int, here: int) -> bool:
    """Whether "and the lab fridge" may be a duty of its own beside the verb's object."""
    prepositions = listed_in("complement", "governors")
    if any(each.lower in prepositions for each in found[max(at, here - 40) : here]):  # a bound on time
        return False
    return found[here].lower in listed_in("complement", "determiners") - {"it", "them", "these", "those"}


def _other_part(found: tuple[Token, ...], here: int) -> bool:
    """Whether what stands after "and" is coordinated with the duty in a way the verb cannot take over:
    "and the evaluation of", "and for the documentation", "and of annotators", "and to answer the phone".
    """
    following = found[here + 1] if here + 1 < len(found) else None
    if found[here].lower in {"of", "on", "with"}:
        return True
    if found[here].lower == "for":
        return following is None or reading(following.text, Form.GERUND) is None
    if found[here].lower == "to":
        return following is None or bool(reading(following.text, Form.BASE))
    while here < len(found) and found[here].lower in listed_in("complement", "articles"):
        here += 1
    if here >= len(found):
        return False
    if here + 1 < len(found) and found[here + 1].lower == "of":
        named = facts.fold(found[here].lower) in facts.guard()["derived"]
        return named or reading(found[here].text, Form.GERUND) is not None
    if reading(found[here].text, Form.GERUND) and len(objects.phrase(found, here)) > 1:
        return False  # decided as a verb
    return objects.other_duty(found, here)


def infinitives(
    found: tuple[Token, ...], at: int, form: Form, edits: Edits, *, outcomes: bool = False
) -> str:
    """Convert "build and deploy X" after "my role was to"; return the lemma of the first verb.

    With `outcomes`, verbs that state an outcome are converted too: a figure says that it was reached.

    Raises:
        UnsureError: where the grammar is not certain.
    """
    first = at
    lemma = ""
    while at < len(found):
        verb = reading(found[at].text, Form.BASE)
        if not verb or (verb.lemma in _outcomes() and not outcomes):
            break
        lemma = lemma or verb.prefix + verb.lemma
        edits.put(found[at], inflect(verb, form, like=found[at].text))
        at += 1
        ahead = at
        while (
            ahead < len(found)
            and ahead - at < 2
            and (found[ahead].text == "," or found[ahead].lower in _JOINS)
        ):
            ahead += 1
        if ahead == at:
            break
        if ahead >= len(found) or not reading(found[ahead].text, Form.BASE):
            raise UnsureError  # "to analyse and …": a verb that is not known
        at = ahead
    if at == first or at >= len(found) or not lemma:
        raise UnsureError
    _later_infinitives(found, at, form, edits)
    return lemma


def _later_infinitives(found: tuple[Token, ...], at: int, form: Form, edits: Edits) -> None:
    """Convert what is coordinated with the first infinitive ("… and to label images"), all of it or none."""
    commas = [
        here
        for here in range(at + 1, len(found) - 1)
        if found[here].lower == "to" and found[here - 1].text == ","
    ]
    joined = False
    for here in range(at + 1, len(found)):
        if found[here - 1].lower not in _JOINS and here not in commas:
            continue
        verb_at = here
        if found[here].lower == "to":
            verb_at = here + 1
            joined = joined or here not in commas
        later = reading(found[verb_at].text, Form.BASE) if verb_at < len(found) else None
        if verb_at == here:
            if not later:
                if _other_part(found, here) or reading(found[here].text, Form.GERUND):
                    raise UnsureError
                continue
            after = found[here + 1].lower if here + 1 < len(found) else ""
            plain = after in listed_in("complement", "determiners")
            if not plain and not (later and objects.takes(later, found, here + 1)):
                raise UnsureError
        if not later or later.lemma in _outcomes():
            raise UnsureError
        if verb_at > here:
            edits.drop(found[here].start, found[verb_at].start)
        edits.put(found[verb_at], inflect(later, form, like=found[verb_at].text))
    if commas and not joined:
        raise UnsureError

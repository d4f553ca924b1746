"""Turns a weak opening into the verb it hides, where the text itself holds that verb.

"Responsible for cleaning and labelling data" → "Cleaned and labelled data". Where grammar is not
certain (is "and processing pipelines" a verb or a noun?), nothing is changed.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cvtailor.advice import facts, figures, reordering
from cvtailor.advice.complement import Edits, UnsureError, complement, infinitives, listed_in, table
from cvtailor.advice.inflection import Form, inflect, reading, readings
from cvtailor.resources import language

if TYPE_CHECKING:
    from cvtailor.advice.facts import Token


MOST = 300  # tokens; what is longer is no bullet, and time grows faster than the text


@dataclass(frozen=True, slots=True)
class Opened:
    """A text with a new opening: `verb` is the lemma of its first verb, `change` a sentence on what was
    done, `rule` the code it answers, `claims` whether the verb says more than the old wording did.
    """

    text: str
    verb: str
    change: str
    rule: str
    claims: bool


def reopen(
    text: str, *, present: Form | None = None, nouns: bool = True, ended: bool = False
) -> Opened | None:
    """Return `text` with a better opening, or None where there is nothing to do or nothing safe.

    Args:
        text: one item, without its bullet glyph.
        present: for work that still goes on, the form its verbs stand in (BASE or THIRD); None for the past.
        nouns: whether a noun of doing at the start tells work ("Development of a portal"), not a title.
        ended: whether the work is over and the text told as if it went on ("Builds dashboards").
    """
    found = facts.tokens(text)
    if not 3 <= len(found) <= MOST:
        return None
    try:
        opened = _lead_in(text, found, present, nouns=nouns, ended=ended)
    except UnsureError:
        return None
    if opened:
        return opened
    lasting = any(each.lower in listed_in("since", "words") for each in found)
    for way in (_duty, _noun, _shared, _tool, _told_as_current, _pronoun, _filler):
        if (way is _noun and not nouns) or (way is _told_as_current and not ended):
            continue
        if lasting and present is None and way in {_duty, _noun, _told_as_current}:
            continue
        try:
            opened = way(text, found, present)
        except UnsureError:
            return None
        if opened:
            return opened
    return None


def first_verb(text: str) -> str | None:
    """Return the lemma of the verb a text opens with (a filler or "I" passed over), or None."""
    for token in facts.tokens(text)[:4]:
        if token.lower in {"i", "i've", "also"} or token.lower in table("fillers")["openings"]:
            continue
        ranked = sorted(readings(token.text), key=lambda each: _RANK.index(each.form))
        return ranked[0].prefix + ranked[0].lemma if ranked else None
    return None


_RANK = (Form.PAST, Form.BASE, Form.THIRD, Form.GERUND, Form.PARTICIPLE)


def duty(text: str) -> str | None:
    """Return the phrase with which a text opens on a duty ("My main responsibility was"), or None.

    Only where what follows is the work itself: "The work was published in Nature" opens on no duty.
    """
    found = facts.tokens(text)[:MOST]
    matched = _matched(found) if len(found) > 2 else None
    if not matched:
        return None
    at, opening, _ = matched
    last, verb_at = found[at - 1], at + (found[at].text == ":")
    if verb_at < len(found) and found[verb_at].lower in listed_in("complement", "articles"):
        verb_at += 1
    if verb_at >= len(found) or not (found[verb_at].lower == "to" or _doing_at(found, verb_at, opening)):
        return None
    return text[: last.start + len(last.text)]


def helped(text: str) -> bool:
    """Return whether a text says by a verb what was helped to do: "Helped (to) train new cashiers"."""
    found = facts.tokens(text)[:6]
    if len(found) < 3 or not any(
        each.lemma == table("shared_openings")["verb"] for each in readings(found[0].text)
    ):
        return False
    at = 2 if found[1].lower == "to" else 1
    if at + 1 >= len(found) or not reading(found[at].text, Form.BASE):
        return False
    # "Helped staff with the move": a noun unless an object can begin behind it.
    after = found[at + 1].lower
    return found[1].lower == "to" or not (
        facts.is_function(after) and after not in listed_in("complement", "determiners")
    )


def _doing_at(found: tuple[Token, ...], at: int, opening: dict[str, Any]) -> bool:
    """Whether a verb or a noun of doing stands here: "training", "preparation", "train" where that may follow."""
    derived = facts.fold(found[at].lower) in facts.guard()["derived"]
    bare = "bare" in opening["takes"] and reading(found[at].text, Form.BASE) is not None
    return derived or bare or (found[at].lower.endswith("ing") and len(found[at].text) > len("bring"))


@functools.cache
def _openings() -> tuple[tuple[tuple[str, ...], dict[str, Any]], ...]:
    """Return (phrase as words, its opening), longest phrase first."""
    phrases = [(tuple(each.split()), opening) for opening in _table_list() for each in opening["phrases"]]
    return tuple(sorted(phrases, key=lambda each: (-len(each[0]), each[0])))


def _table_list() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = language("rewrites")["openings"]
    return found


def _duty(text: str, found: tuple[Token, ...], present: Form | None) -> Opened | None:
    matched = _matched(found)
    if not matched:
        return None
    at, opening, past = matched
    if not opening["takes"]:
        raise UnsureError
    if any(each.lower in listed_in("undone", "words") for each in found[at:]):
        raise UnsureError
    if at < len(found) and found[at].text == ":":
        at += 1
    elif any(word in opening.get("colon", ()) for word in (found[at - 1].lower,)) and at > 0:
        return None
    if present is None and any(each.lower in listed_in("lead", "present") for each in found[:at]):
        present = Form.BASE
    form = Form.PAST if past or present is None or _told_in_the_past(found, at) else present
    edits = Edits(text, [])
    verb = _manner(found, at, form, edits) or complement(found, at, opening["takes"], form, edits)
    rest = edits.done()
    first = min(edits.found)[0]
    new = rest[first:]
    old = " ".join(text[: found[_last_edit(found, edits)].start].split())
    capital = text[:1].isupper()
    new = (new[:1].upper() if capital else new[:1]) + new[1:]
    words = f"{old} {found[_last_edit(found, edits)].text}".strip()
    shown = new.split()[0].rstrip(",")
    return Opened(new, verb, f"“{words}” became “{shown}”.", "WD01", claims=True)


def _manner(found: tuple[Token, ...], at: int, form: Form, edits: Edits) -> str | None:
    """Convert "the day-to-day running of a ward" to "ran a ward day to day"; return the lemma, or None."""
    if at < len(found) and found[at].lower in listed_in("complement", "articles"):
        at += 1
    words: dict[str, str] = table("manner")["words"]
    if at + 3 >= len(found) or found[at].lower not in words:
        return None
    noun, of = found[at + 1], found[at + 2]
    end = len(found) - 1 if found[-1].text == "." else len(found)
    rest = {each.lower for each in found[at + 3 : end]}
    if noun.lower not in listed_in("manner", "nouns") or of.lower != "of":
        raise UnsureError
    if not rest or rest & listed_in("manner", "stops"):
        raise UnsureError
    verb = reading(noun.text, Form.GERUND)
    lemma = facts.guard()["derived"].get(facts.fold(noun.lower)) if verb is None else None
    verb = verb or (reading(lemma, Form.BASE) if lemma else None)
    if verb is None:
        raise UnsureError
    edits.drop(found[at].start, noun.start)
    edits.put(noun, inflect(verb, form, like=noun.text))
    edits.drop(of.start, found[at + 3].start)
    tail = found[end - 1].start + len(found[end - 1].text)
    edits.found.append((tail, tail, f" {words[found[at].lower]}"))
    return verb.prefix + verb.lemma


def _lead_in(
    text: str, found: tuple[Token, ...], present: Form | None, *, nouns: bool, ended: bool
) -> Opened | None:
    """Let the work stand first in "In this role I managed …"; in "As a team leader, I …" only the "I" goes."""
    at, office = _office(found)
    if not at:
        return None
    rest = text[found[at].start :]
    own = found[at].text in {"I", "I've", "I’ve"}
    opened = reopen(rest, present=present, nouns=nouns, ended=ended) if own or not office else None
    if opened is None:
        verb = reading(found[at].text, Form.PAST)
        if own or office or verb is None:
            return None
        opened = Opened(rest, verb.lemma, "", "WD01", claims=False)
    new = opened.text[:1].upper() + opened.text[1:]
    if office:
        new = f"{office} {new[:1].lower()}{new[1:]}"
        new = new[:1].upper() + new[1:]
    said = text[: found[at].start].rstrip(" ,")
    change = opened.change if office else f"“{said}” says nothing of the work and is left out."
    rule = opened.rule if office else "WD01"
    return Opened(new, opened.verb, change, rule, claims=opened.claims)


def _office(found: tuple[Token, ...]) -> tuple[int, str]:
    """Return where the clause after a lead-in begins (0 without one), and the office that is to be kept."""
    lower = [each.lower for each in found[:20]]
    end = 0
    for phrase in sorted(table("lead_ins")["phrases"], key=len, reverse=True):
        words = phrase.split()
        if lower[: len(words)] == words:
            end = len(words)
            break
    office = ""
    if end < len(lower) and lower[end] in listed_in("lead_ins", "office"):
        comma = next(
            (n for n in range(end, min(len(lower), end + table("lead_ins")["longest"])) if lower[n] == ","), 0
        )
        if not comma:
            return 0, ""
        office = " ".join(each.text for each in found[end:comma]) + ","
        end = comma
    if end and end < len(lower) and lower[end] == ",":
        end += 1
    return (end, office) if 0 < end < len(found) - 2 else (0, "")


def _noun(text: str, found: tuple[Token, ...], present: Form | None) -> Opened | None:
    """Put the verb in the place of the noun of doing: "Development of a portal" → "Developed a portal"."""
    start = 1 if found[0].lower == "the" else 0
    if len(found) < 4:
        return None  # "Analysis of variance": as likely the name of a thing
    of = next((at for at in range(start + 1, min(len(found), 9)) if found[at].lower == "of"), None)
    if of is None or found[of].text != "of" or facts.is_title_case(found) or of + 1 >= len(found):
        return None
    names = {each.lower for each in found[start:of]}
    if " ".join(each.lower for each in found[start : of + 2]) in listed_in("noun_openings", "terms"):
        return None
    doing = facts.fold(found[start].lower) in facts.guard()["derived"]
    if not doing and reading(found[start].text, Form.GERUND) is None:
        return None
    if any(each.lower in listed_in("undone", "words") for each in found):
        raise UnsureError
    after = found[of + 1]
    clear = after.lower in listed_in("objects", "determiners") or after.text[0].isdigit()
    barred = names & listed_in("noun_openings", "barred")
    doings = {each for each in names if facts.fold(each) in facts.guard()["derived"]}
    if (
        barred
        and not doings - barred
        and not (clear and barred <= listed_in("noun_openings", "with_article"))
    ):
        return None
    form = Form.PAST if present is None or _told_in_the_past(found, of) else present
    edits = Edits(text, [])
    if not _noun_of_change(found, start, of, form, edits):
        verb = complement(found, start, ["noun"], form, edits, own=True)
    else:
        verb = _noun_of_change(found, start, of, form, edits) or ""
    if start:
        edits.drop(0, found[start].start)
    _aside(found, of, edits)
    new = edits.done()
    new = (new[:1].upper() if text[:1].isupper() else new[:1]) + new[1:]
    old = text[: found[of].start + 2]
    return Opened(new, verb, f"“{old}” became “{new.split()[0].rstrip(',')}”.", "WD01", claims=True)


def _noun_of_change(found: tuple[Token, ...], at: int, of: int, form: Form, edits: Edits) -> str | None:
    """Convert "Reduction of scrap by 5 t": the figure says that it came about. Return the lemma."""
    lemma = facts.guard()["derived"].get(facts.fold(found[at].lower))
    if of != at + 1 or lemma not in listed_in("result_first", "results"):
        return None
    if not any(each.role in {"by", "from"} for each in figures.numbers(found[of:])):
        raise UnsureError
    if any(each.text in {",", ";"} or each.lower == "and" for each in found[of:]):
        raise UnsureError
    edits.found.clear()
    verb = reading(lemma, Form.BASE)
    if verb is None:
        raise UnsureError
    edits.put(found[at], inflect(verb, form))
    edits.drop(found[of].start, found[of + 1].start)
    return verb.lemma


def _aside(found: tuple[Token, ...], of: int, edits: Edits) -> None:
    """Put "with" before an aside that has no verb (", 17 % fewer calls"), which a verb cannot carry."""
    if any(each.text in {";", ":", "–", "—"} for each in found[of:-1]):
        raise UnsureError  # what follows has no verb of its own more often than not
    for at in range(of + 1, len(found) - 2):
        if found[at].text != ",":
            continue
        if not found[at + 1].text[0].isdigit():
            if not _is_clause(found[at + 1]) and (figures.numbers(found[at + 1 :]) or _apart(found, at + 1)):
                raise UnsureError
            continue
        number = next((each for each in figures.numbers(found[at + 1 :]) if each.start == 0), None)
        here = at + 1 + (number.end if number else 0)
        if (
            number is None
            or here >= len(found)
            or found[here].lower not in listed_in("noun_openings", "fewer")
        ):
            raise UnsureError
        edits.found.append((found[at + 1].start, found[at + 1].start, "with "))


def _apart(found: tuple[Token, ...], at: int) -> bool:
    """Return whether a thing of its own follows a comma, no further object: "preparation of meals, service at the counter"."""
    rest = [each.lower for each in found[at : at + 5]]
    return "and" not in [each.lower for each in found[at:]] and not listed_in(
        "noun_openings", "prepositions"
    ).isdisjoint(rest[1:])


def _is_clause(token: Token) -> bool:
    """Whether what follows a comma hangs on a verb: a gerund, a past form, or a function word."""
    verbal = reading(token.text, Form.GERUND) or reading(token.text, Form.PAST)
    return verbal is not None or facts.is_function(token.lower)


def _shared(text: str, found: tuple[Token, ...], present: Form | None) -> Opened | None:
    """Shorten "Assisted with the development of X" to "Helped develop X": the role stays shared."""
    two = f"{found[0].lower} {found[1].lower}"
    if two not in listed_in("shared_openings", "phrases"):
        return None
    past = found[0].lower.endswith("ed") or present is None
    edits = Edits(text, [])
    lemma = complement(found, 2, ["gerund", "noun"], Form.BASE, edits)
    helping = reading(table("shared_openings")["verb"], Form.BASE)
    if helping is None:
        raise UnsureError
    word = inflect(helping, Form.PAST if past or present is None else present)
    edits.put(found[0], word.capitalize() if text[:1].isupper() else word)
    edits.drop(found[1].start, found[2].start)
    new = edits.done()
    old = text[: found[2].start].strip()
    change = f"“{old}” became “{' '.join(new.split()[:2])}”; the work stays shared."
    return Opened(new, lemma, change, "AC02", claims=False)


def _tool(text: str, found: tuple[Token, ...], _present: Form | None) -> Opened | None:
    """Let what was done stand first in "Used Spark to process logs"."""
    turned = reordering.tool_last(text, found)
    if turned is None:
        return None
    new, lemma = turned
    change = f"What was done stands first: “{' '.join(new.split()[:2])} …”, the tool after it."
    return Opened(new, lemma, change, "WD01", claims=True)


def _last_edit(found: tuple[Token, ...], edits: Edits) -> int:
    start = next(each[0] for each in sorted(edits.found) if each[2])
    return next(at for at, token in enumerate(found) if token.start >= start)


def _matched(found: tuple[Token, ...]) -> tuple[int, dict[str, Any], bool] | None:
    """Return the index after a duty phrase, its opening, and whether it stands in the past."""
    lower = [each.lower for each in found[:12]]
    for start in range(min(7, len(lower))):
        if lower[start] in listed_in("lead", "keep"):
            return None
        for phrase, opening in _openings():
            if tuple(lower[start : start + len(phrase)]) == phrase:
                end = start + len(phrase)
                colon = end < len(found) and found[end].text == ":"
                if phrase[-1] in opening.get("colon", ()) and not colon:
                    continue  # "main responsibility was": a longer phrase begins further on
                spoken = set(lower[:end])
                past = opening.get("tense") == "past" or bool(spoken & listed_in("lead", "past"))
                return (end, opening, past) if end < len(found) else None
        if lower[start] not in listed_in("lead", "words"):
            return None
    return None


def _told_in_the_past(found: tuple[Token, ...], at: int) -> bool:
    """Whether a later clause is told in the past ("…, and improved …"), or how long it took ("for 4 months")."""
    for before, number, token in zip(found[at:], found[at + 1 :], found[at + 2 :], strict=False):
        if before.lower == "for" and number.text[0].isdigit() and token.lower in listed_in("lead", "spells"):
            return True
    for before, token in zip(found[at:], found[at + 1 :], strict=False):
        if before.lower in {"and", ",", "which", "that", ";", "."}:
            verb = reading(token.text, Form.PAST)
            if verb and token.lower != verb.lemma:
                return True
    return False


def _told_as_current(text: str, found: tuple[Token, ...], _present: Form | None) -> Opened | None:
    """Tell ended work in the past: "Builds dashboards", "Building dashboards" → "Built dashboards"."""
    edits = Edits(text, [])
    if reading(found[0].text, Form.PAST):
        return None
    if reading(found[0].text, Form.GERUND):
        lemma = complement(found, 0, ["gerund"], Form.PAST, edits)
    elif reading(found[0].text, Form.BASE):
        lemma = infinitives(found, 0, Form.PAST, edits, outcomes=True)
    else:
        verb = reading(found[0].text, Form.THIRD)
        if verb is None or verb.lemma in {"be", "have", "do"}:
            return None
        joined = [n for n in range(2, len(found)) if found[n - 1].lower in {"and", ",", "or", "but"}]
        if any(reading(found[n].text, Form.THIRD) for n in joined):
            raise UnsureError
        lemma = verb.prefix + verb.lemma
        edits.put(found[0], inflect(verb, Form.PAST))
    new = edits.done()
    new = (new[:1].upper() if text[:1].isupper() else new[:1]) + new[1:]
    change = f"“{found[0].text}” became “{new.split()[0].rstrip(',')}”: the work is over."
    return Opened(new, lemma, change, "WD08", claims=False)


def _pronoun(text: str, found: tuple[Token, ...], _present: Form | None) -> Opened | None:
    """Leave out the pronoun of "I have developed"; "we" stays, the work was shared."""
    if found[0].text not in {"I", "I've", "I’ve", "i"}:
        return None
    at = 1
    perfect = found[0].lower == "i've"
    while at < len(found) - 1 and (
        found[at].lower in listed_in("person", "auxiliaries")
        or found[at].lower in listed_in("person", "adverbs")
    ):
        perfect = perfect or found[at].lower in listed_in("person", "auxiliaries")
        at += 1
    wanted = (Form.PARTICIPLE,) if perfect else (Form.PAST, Form.BASE)
    if _new_subject(found, at + 1):
        return None
    again = [n for n in range(at + 1, len(found)) if found[n].text == "I"]
    if any(found[n - 1].lower not in {"and", ","} for n in again):
        return None  # the first person would stay behind
    if any(each.lower in listed_in("person", "own") for each in found[at:]):
        return None
    verb = next((each for form in wanted if (each := reading(found[at].text, form))), None)
    if not verb or verb.lemma in {"be", "have", "do"}:
        return None
    edits = Edits(text, [(0, found[at].start, "")])
    if perfect:
        edits.put(found[at], inflect(verb, Form.PAST))
    for one, two, three in zip(found[at:], found[at + 1 :], found[at + 2 :], strict=False):
        if one.lower in {"and", ","} and two.text == "I" and readings(three.text):
            edits.drop(two.start, three.start)
    new = edits.done()
    new = new[:1].upper() + new[1:]
    return Opened(new, verb.prefix + verb.lemma, "The pronoun “I” is left out.", "WD02", claims=False)


def _new_subject(found: tuple[Token, ...], start: int) -> bool:
    """Whether "and" opens a clause with a subject of its own ("… and deployment frequency rose …")."""
    for at in range(start, len(found) - 3):
        if found[at].lower != "and" or found[at + 1].text == "I" or readings(found[at + 1].text):
            continue
        after = found[at + 2 : at + 5]
        if any(each.lower in listed_in("person", "be") or reading(each.text, Form.PAST) for each in after):
            return True
    return False


def _filler(text: str, found: tuple[Token, ...], _present: Form | None) -> Opened | None:
    """Leave out the praise of "Successfully led"."""
    if found[0].lower not in listed_in("fillers", "openings") or found[1].lower == "and":
        return None
    verb = first_verb(text)
    ranked = readings(found[1].text)
    if not ranked or verb is None:
        return None
    new = text[found[1].start :]
    new = (new[:1].upper() if text[:1].isupper() else new[:1]) + new[1:]
    return Opened(new, verb, f"“{found[0].text}” says nothing and is left out.", "WD03", claims=False)

"""Proposes a new wording for each bullet that has one which claims nothing new.

Every rewrite is checked by the faithfulness guard; one that it faults is not shown. What a rewrite
cannot say safely becomes a question (`question`).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cvtailor.advice import blanks, facts, openings, spelling
from cvtailor.advice.faithful import verify
from cvtailor.advice.inflection import Form, reading, readings
from cvtailor.advice.types import Blank, Rewrite
from cvtailor.nlp.types import Opening, ResultKind, Tense
from cvtailor.resources import language

if TYPE_CHECKING:
    from cvtailor.nlp.types import Bullet, Evidence


def rewrites(evidence: Evidence) -> tuple[Rewrite, ...]:
    """Return the rewrites for a CV in document order, at most one for a bullet.

    Bullets that hold contact facts or hidden text are left alone.
    """
    found = []
    for at, bullet in enumerate(evidence.bullets):
        if evidence.document.is_masked(bullet.span):
            continue
        # The habit shows in the bullets around; a bound keeps a file of thousands of them linear.
        around = evidence.bullets[max(0, at - 100) : at + 100]
        proposed = rewrite_bullet(bullet, present=present_form(bullet, around))
        if proposed:
            found.append(proposed)
    return tuple(found)


def present_form(bullet: Bullet, others: tuple[Bullet, ...]) -> Form | None:
    """Return the form in which the verbs of a bullet's current job stand in this CV, None for the past.

    The bullets of the same entry decide, else those of all current entries, else it is the base form
    ("Train …"), the usual one for current work (project convention).
    """
    if not bullet.current:
        return None
    for same_entry in (True, False):
        seen: Counter[Form] = Counter()
        for each in others:
            if each is bullet or not each.current or (same_entry and each.entry != bullet.entry):
                continue
            form = _form(each)
            if form:
                seen[form] += 1
        if seen:
            form = max(sorted(seen), key=lambda one: seen[one])
            return None if form is Form.PAST else form
    return Form.BASE


def _form(bullet: Bullet) -> Form | None:
    """Return the form of a strong opening verb: past, base or third person."""
    if bullet.wording.opening is not Opening.STRONG or not bullet.wording.verb:
        return None
    if bullet.wording.tense is Tense.PAST:
        return Form.PAST
    if bullet.wording.tense is Tense.BASE:
        return Form.BASE
    third = any(each.form is Form.THIRD for each in readings(bullet.wording.verb.text))
    return Form.THIRD if third else None


def rewrite_bullet(bullet: Bullet, *, present: Form | None = None) -> Rewrite | None:
    """Return a new wording for one bullet, all its changes combined, or None where nothing safe helps.

    Args:
        bullet: the item with its facts.
        present: the form for verbs of work that still goes on (see `present_form`); None for the past.
    """
    text, spelt = spelling.respell(bullet)
    text, grand = spelling.plain(text)
    named = spelling.usual_names(bullet)
    opened = openings.reopen(text, present=present)
    for way in (opened, None) if opened else (None,):
        new = way.text if way else text
        blank = _blank(bullet, new, way)
        for asked in (blank, None) if blank else (None,):
            proposed = _proposal(bullet, new, way, asked, spelt, grand)
            if proposed and verify(bullet.text, proposed.after, usual=named).faithful:
                return proposed
    return None


def _proposal(
    bullet: Bullet,
    text: str,
    opened: openings.Opened | None,
    blank: Blank | None,
    spelt: tuple[str, ...],
    grand: tuple[str, ...],
) -> Rewrite | None:
    changes, rules = [], []
    confirm = None
    if opened:
        changes.append(opened.change)
        rules.append(opened.rule)
        confirm = language("rewrites")["questions"]["opening"] if opened.claims else None
    changes += [*spelt, *grand]
    if grand and "WD03" not in rules:
        rules.append("WD03")
    if any(slot.text != usual for slot, usual in bullet.wording.misspelt):
        rules.append("KW04")
    after = text
    if blank:
        after = blanks.put_in(text, blank) or ""
        what = "your own part" if blank == blanks.own_part() else "the result"
        changes.append(f"A blank asks for {what}; fill it or delete it.")
        rules.append("AC02")
    if rules == ["AC02"] and blank == blanks.own_part():
        return None  # the weak opening would stay; the question asks for the part
    if not rules or not after or after == bullet.text:
        return None
    return Rewrite(
        span=bullet.span,
        place=bullet.place,
        before=bullet.text,
        after=after,
        blanks=(blank,) if blank else (),
        changes=tuple(changes),
        confirm=confirm,
        rules=tuple(rules),
    )


def _blank(bullet: Bullet, text: str, opened: openings.Opened | None) -> Blank | None:
    """Return the blank for a bullet that states no result and can carry one."""
    table = language("rewrites")["blanks"]
    if bullet.kind is ResultKind.OUTCOME or bullet.measurable or bullet.section not in table["sections"]:
        return None
    if len(text.split()) > table["longest"] or "[" in text:
        return None
    if _hides_doing(text):
        return None
    verb = opened.verb if opened else openings.first_verb(text)
    if not verb or verb in table["no_blank"] or _is_noun(text):
        return None
    if _assisted(text):
        blank: Blank | None = blanks.own_part()
    elif (opened is None and bullet.wording.opening not in {Opening.STRONG, Opening.WEAK}) or (
        opened is None and verb in language("verbs")["classes"]["hiding"]
    ):
        return None
    else:
        blank = blanks.for_work(verb, text)
    return blank if blank and blanks.put_in(text, blank) else None


def _starts_with(text: str, lists: tuple[tuple[str, str], ...], within: int = 4) -> bool:
    """Return whether one of the guard's phrases begins among the first words of `text`."""
    lower = [each.lower for each in facts.tokens(text)[: within + 5]]
    for at in range(min(within, len(lower))):
        forms = facts.keys(lower[at])
        for section, key in lists:
            for phrase in facts.guard()[section][key]:
                words = phrase.split()
                if lower[at : at + len(words)] == words or (len(words) == 1 and words[0] in forms):
                    return True
    return False


def _is_noun(text: str) -> bool:
    """Whether a text opens with a noun in -ing ("Teaching assistant for …") or an office ("Served as …")."""
    found = facts.tokens(text)
    if len(found) > 1 and found[1].lower in language("rewrites")["blanks"]["not_before"]:
        return True
    if len(found) < 2 or reading(found[0].text, Form.GERUND) is None:
        return False
    return found[1].lower not in language("rewrites")["complement"]["determiners"]


def _passive(text: str) -> bool:
    """Whether one of the first words is "was", "were", …: somebody else, or something, is spoken of."""
    opening = {each.lower for each in facts.tokens(text)[1:3]}
    return not opening.isdisjoint(language("rewrites")["person"]["be"])


def _assisted(text: str) -> bool:
    return _starts_with(text, (("role", "assisted"),), within=2)


def _hides_doing(text: str) -> bool:
    """Whether the text opens with something asked, tried or shared, to which no result can be hung."""
    if _passive(text) or text.lower().startswith(("we ", "our ")):
        return True
    return _starts_with(text, (("attempt", "markers"), ("role", "vague"), ("negation", "markers")))


def question(bullet: Bullet) -> str | None:
    """Return the question to put where a bullet needs work and no safe rewrite exists, or None.

    None when there is a rewrite, or when nothing is wrong with the opening.
    """
    if rewrite_bullet(bullet) is not None:
        return None
    table: dict[str, str] = language("rewrites")["questions"]
    if _assisted(bullet.text):
        return table["shared"]
    if _starts_with(bullet.text, (("attempt", "markers"),)):
        return table["attempt"]
    if _starts_with(bullet.text, (("role", "vague"), ("words", "duties"))):
        return table["vague"]
    if bullet.wording.opening is Opening.PASSIVE or _passive(bullet.text):
        return table["passive"]
    if bullet.wording.opening is Opening.NOUN:
        return table["noun"]
    return table["vague"] if bullet.weak_opening else None

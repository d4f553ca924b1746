"""Proposes a new wording for each bullet that has one which claims nothing new.

Every rewrite is checked by the faithfulness guard; one that it faults is not shown. What a rewrite
cannot say safely becomes a question (`question`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cvtailor.advice import blanks, facts, openings, reordering, spelling, splitting
from cvtailor.advice.faithful import verify
from cvtailor.advice.inflection import Form, reading, readings
from cvtailor.advice.types import Blank, Rewrite
from cvtailor.nlp.types import Opening, ResultKind, Tense
from cvtailor.resources import language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cvtailor.nlp.types import Bullet, Evidence


def rewrites(evidence: Evidence) -> tuple[Rewrite, ...]:
    """Return the rewrites for a CV in document order, at most one for a bullet.

    Bullets that hold contact facts or hidden text are left alone.
    """
    found = []
    words = spelling.habit(evidence)
    for at, bullet in enumerate(evidence.bullets):
        if evidence.document.is_masked(bullet.span):
            continue
        # The habit shows in the bullets around; a bound keeps a file of thousands of them linear.
        around = evidence.bullets[max(0, at - 100) : at + 100]
        proposed = rewrite_bullet(bullet, present=present_form(bullet, around), words=words)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A text on its way to a rewrite: what was changed, for which rules, and what to ask."""

    text: str
    changes: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    confirm: str | None = None
    blanks: tuple[Blank, ...] = ()
    opened: openings.Opened | None = None

    def plus(self, text: str, change: str, rule: str) -> _Draft:
        """Return the draft with one more change."""
        return replace(self, text=text, changes=(*self.changes, change), rules=(*self.rules, rule))


def rewrite_bullet(
    bullet: Bullet, *, present: Form | None = None, words: Mapping[str, str] | None = None
) -> Rewrite | None:
    """Return a new wording for one bullet, all its changes combined, or None where nothing safe helps.

    Args:
        bullet: the item with its facts.
        present: the form for verbs of work that still goes on (see `present_form`); None for the past.
        words: word → the same word as the CV mostly spells it (see `spelling.habit`).
    """
    named = spelling.usual_names(bullet)

    def safe(text: str) -> bool:
        return verify(bullet.text, text, usual=named).faithful

    for draft in _drafts(bullet, present, words or {}):
        if draft.rules and draft.text != bullet.text and safe(draft.text):
            others = [each for each in _alternatives(draft) if each != bullet.text and safe(each)]
            return Rewrite(
                span=bullet.span,
                place=bullet.place,
                before=bullet.text,
                after=draft.text,
                blanks=draft.blanks,
                changes=draft.changes,
                confirm=draft.confirm,
                rules=tuple(dict.fromkeys(draft.rules)),
                alternatives=tuple(dict.fromkeys(others)),
            )
    return None


def _drafts(bullet: Bullet, present: Form | None, words: Mapping[str, str]) -> Iterator[_Draft]:
    """Yield drafts, the one with most changes first; later ones leave out what the guard may fault."""
    spelt, opened = _spelt(bullet, words), None
    if not blanks_in(bullet.text):
        nouns = bullet.section.value in language("rewrites")["noun_openings"]["sections"]
        over = bullet.entry is not None and not bullet.current
        ended = over and bullet.wording.tense in {Tense.BASE, Tense.PRESENT}
        opened = openings.reopen(spelt.text, present=present, nouns=nouns, ended=ended)
    if opened:
        opened = replace(opened, text=spelling.as_elsewhere(opened.text, words)[0])
    bases = [_opened(spelt, opened)] if opened else []
    for base in (*bases, spelt):
        shaped = _shaped(base)
        for one in dict.fromkeys((shaped, base)):
            asked = _asked(bullet, one)
            yield from dict.fromkeys((asked, one))


def blanks_in(text: str) -> bool:
    """Return whether a text already holds a blank: it is to be filled before anything else."""
    return bool(facts.blanks(text))


def _spelt(bullet: Bullet, words: Mapping[str, str]) -> _Draft:
    """Return the bullet with usual names and plain words."""
    text, spelt = spelling.respell(bullet)
    text, grand = spelling.plain(text)
    text, same = spelling.as_elsewhere(text, words)
    rules = ["WD03"] if grand else []
    rules += ["WD09"] if same else []
    if any(slot.text != usual for slot, usual in bullet.wording.misspelt):
        rules.append("KW04")
    return _Draft(text=text, changes=(*spelt, *grand, *same), rules=tuple(rules))


def _opened(draft: _Draft, opened: openings.Opened) -> _Draft:
    """Return the draft with its new opening, named first."""
    confirm = language("rewrites")["questions"]["opening"] if opened.claims else None
    return replace(
        draft,
        text=opened.text,
        changes=(opened.change, *draft.changes),
        rules=(opened.rule, *draft.rules),
        confirm=confirm,
        opened=opened,
    )


def _shaped(draft: _Draft) -> _Draft:
    """Return the draft with a late result moved to the front, or split in two where it is too long."""
    moved = reordering.result_first(draft.text, late=language("rewrites")["result_first"]["late"])
    if moved:
        draft = draft.plus(moved, "The result stands first.", "AC02")
    parts = splitting.split(draft.text)
    if parts:
        draft = draft.plus("\n".join(parts), "One long bullet became two; nothing is left out.", "WD04")
    return draft


def _asked(bullet: Bullet, draft: _Draft) -> _Draft:
    """Return the draft with the blank that it needs: for the value before a change, or for a result."""
    from_where = blanks.baseline(bullet, draft.text)
    if from_where:
        text, blank = from_where
        asked = draft.plus(text, "A blank asks where the change began; fill it or delete it.", "AC04")
        return replace(asked, blanks=(blank,))
    if "\n" in draft.text:
        return draft
    wanted = _blank(bullet, draft.text, draft.opened)
    after = blanks.put_in(draft.text, wanted) if wanted else None
    if not wanted or not after:
        return _unasked(draft)
    own = wanted == blanks.own_part()
    if own and not draft.rules:
        return draft  # the weak opening would stay; the question asks for the part
    what = "your own part" if own else "the result"
    asked = draft.plus(after, f"A blank asks for {what}; fill it or delete it.", "AC02")
    return replace(asked, blanks=(wanted,))


def _unasked(draft: _Draft) -> _Draft:
    """Return a draft without a blank: shared work said shorter is no gain by itself."""
    return replace(draft, rules=()) if draft.rules == ("AC02",) and draft.opened else draft


def _alternatives(draft: _Draft) -> Iterator[str]:
    """Yield further wordings of a draft: the result in front."""
    if draft.blanks:
        return
    for part in (draft.text,) if "\n" not in draft.text else ():
        moved = reordering.result_first(part)
        if moved:
            yield moved


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
    if _passive(text) or text.lower().startswith(("we ", "our ", "i ")):
        return True
    return _starts_with(text, (("attempt", "markers"), ("role", "vague"), ("negation", "markers")))


def question(bullet: Bullet) -> str | None:
    """Return the question to put where a bullet needs work and no safe rewrite exists, or None.

    None when there is a rewrite, or when nothing is wrong with the opening.
    """
    return ask(bullet) if rewrite_bullet(bullet) is None else None


def ask(bullet: Bullet) -> str | None:
    """Return the question on a bullet's opening, whether or not there is a rewrite; None for a good one."""
    table: dict[str, str] = language("rewrites")["questions"]
    if _starts_with(bullet.text, (("role", "assisted"),), within=4 if _of_a_person(bullet.text) else 2):
        return table["shared"]
    if _starts_with(bullet.text, (("attempt", "markers"),)):
        return table["attempt"]
    honoured = _of_a_person(bullet.text) and bullet.wording.opening is Opening.OTHER
    if honoured:
        return None  # "Was promoted to team leader"
    if (bullet.weak_opening and _of_a_person(bullet.text)) or _starts_with(
        bullet.text, (("role", "vague"), ("words", "duties"))
    ):
        return table["vague"]
    if bullet.wording.opening is Opening.PASSIVE or _passive(bullet.text):
        return table["passive"]
    if bullet.wording.opening is Opening.NOUN:
        return table["noun"]
    return table["vague"] if bullet.weak_opening else None


def _of_a_person(text: str) -> bool:
    """Whether the person is the subject of "was": "I was involved in", "Was trusted with"."""
    first = [each.lower for each in facts.tokens(text)[:2]]
    be = language("rewrites")["person"]["be"]
    return bool(first) and (first[0] in be or first[0] in {"i", "my"})

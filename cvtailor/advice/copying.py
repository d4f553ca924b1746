"""What a tailored copy of a CV says otherwise than the CV: order of skills, safe wordings, the advert's spelling.

Nothing here needs a word of the person's own, and every change passes the faithfulness guard; what a person
accepted themselves is taken as they want it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cvtailor.advice import skills_order as order
from cvtailor.advice import spelling
from cvtailor.advice.faithful import verify
from cvtailor.advice.tailoring import Change, Piece, asked_terms
from cvtailor.document import ItemKind, SectionKind, Span
from cvtailor.resources import language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cvtailor.advice.types import Rewrite
    from cvtailor.document import Document, Item
    from cvtailor.jobs.types import Fit, Term
    from cvtailor.lexicon.types import Keyword
    from cvtailor.nlp.types import Evidence, Mention

ORDERED = "The skills that the advert asks for stand first."
ACCEPTED = "You accepted this wording."
_SPELT = "The advert writes “{}”."
_QUOTED = re.compile(r"“[^”]{0,300}”|\"[^\"]{0,300}\"|«[^»]{0,300}»|„[^“]{0,300}“")
_LOOSE = re.compile(r"[-‐‑–_.\s]+")
_SPOKEN_OF = frozenset(
    {
        SectionKind.SUMMARY,
        SectionKind.EXPERIENCE,
        SectionKind.SKILLS,
        SectionKind.PROJECTS,
        SectionKind.SERVICE,
    }
)


def proposals(evidence: Evidence) -> tuple[Rewrite, ...]:
    """Return the rewrites that a check of the CV proposes; none where the CV could not be judged."""
    from cvtailor.advice import groups, rewriting

    return () if groups.not_judgeable(evidence) is not None else rewriting.rewrites(evidence)


def needs_no_answer(rewrite: Rewrite) -> bool:
    """Return whether a wording asks the person nothing: no blank to fill, nothing to confirm."""
    return not rewrite.blanks and rewrite.confirm is None


def changes(
    evidence: Evidence, fit: Fit, rewrites: Sequence[Rewrite], accepted: Mapping[Span, str] | None = None
) -> tuple[Change, ...]:
    """Return what a copy for one advert says otherwise, in document order; no two changes overlap.

    Args:
        evidence: what the CV shows, read with the lexicon that the advert was read with.
        fit: how it meets the advert.
        rewrites: as `proposals` gives them; only those that need no answer are taken.
        accepted: the span of each item that the person reworded, and its new text.
    """
    wordings = _wordings(evidence, rewrites, accepted or {})
    names = _spellings(evidence, fit)
    found: list[Change] = []
    done: set[Span] = set()
    for listed in order.lists(evidence, {term.keyword for _, _, term in asked_terms(fit) if term.keyword}):
        change = _ordered(evidence.document, listed, names)
        if change is not None:
            found.append(change)
            done.update(item.span for item in listed.items)
    for section in evidence.document.sections:
        for item in section.all_items():
            new, why = wordings.pop(item.span, (item.text, ""))
            if item.span in done:
                continue
            change = _worded(evidence.document, item.span, new, why, names.get(item.span, {}))
            found += [change] if change else []
    for span, (new, why) in wordings.items():  # a text that is one bullet has no sections
        change = _worded(evidence.document, span, new, why, {})
        found += [change] if change else []
    return _apart(found)


def _apart(found: Sequence[Change]) -> tuple[Change, ...]:
    kept: list[Change] = []
    for each in sorted(found, key=lambda change: change.span):
        if not kept or not kept[-1].span.overlaps(each.span):
            kept.append(each)
    return tuple(kept)


def _change(document: Document, pieces: Sequence[Piece], why: str) -> Change:
    whole = Span(pieces[0].span.start, pieces[-1].span.end)
    return Change(
        span=whole,
        place=document.place(pieces[0].span),
        before="\n".join(each.before for each in pieces),
        after="\n".join(each.after for each in pieces),
        why=why,
        pieces=tuple(pieces),
    )


def _piece(document: Document, span: Span, after: str) -> Piece:
    return Piece(span, document.place(span).paragraph, document.text[span.start : span.end], after)


# --- wording and spelling -----------------------------------------------------------------------


def _wordings(
    evidence: Evidence, rewrites: Sequence[Rewrite], accepted: Mapping[Span, str]
) -> dict[Span, tuple[str, str]]:
    """Return span of an item → its new text and why."""
    bullets = {each.span: each for each in evidence.bullets}
    found: dict[Span, tuple[str, str]] = {}
    for each in rewrites:
        if each.span in accepted or not needs_no_answer(each):
            continue
        named = spelling.usual_names(bullets[each.span]) if each.span in bullets else {}
        if verify(each.before, each.after, usual=named, confirmed_opening=False).faithful:
            found[each.span] = each.after, " ".join(each.changes)
    return found | {span: (text, ACCEPTED) for span, text in accepted.items()}


def _worded(document: Document, span: Span, new: str, why: str, names: Mapping[str, str]) -> Change | None:
    """Return the change of one item: its new wording, and names in it as the advert writes them."""
    text, told = _respelt(new, names)
    if document.text[span.start : span.end] == text or document.is_masked(span):
        return None
    reasons = [why] if why else []
    return _change(document, [_piece(document, span, text)], " ".join([*reasons, *told]))


def _respelt(text: str, names: Mapping[str, str]) -> tuple[str, list[str]]:
    """Return a text with names in another spelling, and a sentence for each; nothing where the guard faults it."""
    new, told = text, []
    for written, wanted in names.items():
        # Not inside an address, a path or a longer name.
        pattern = rf"(?<![\w/@.\\-]){re.escape(written)}(?![\w/@\\]|[-.]\w)"
        put = re.sub(pattern, wanted.replace("\\", r"\\"), new)
        if put != new:
            told.append(_SPELT.format(wanted))
            new = put
    if new != text and not verify(text, new, usual=names).faithful:
        return text, []
    return new, told


def _spellings(evidence: Evidence, fit: Fit) -> dict[Span, dict[str, str]]:
    """Return span of an item → names as written in it and the advert's spelling of the same name."""
    wanted: dict[str, list[Term]] = {}
    for _, _, term in asked_terms(fit):
        wanted.setdefault(term.keyword or "", []).append(term)
    items = [
        item
        for section in evidence.document.sections
        if section.kind in _SPOKEN_OF
        for item in section.all_items()
        if item.kind is not ItemKind.PUBLICATION
    ]
    found: dict[Span, dict[str, str]] = {}
    for shown in evidence.keywords:
        for term in wanted.get(shown.id, ()):
            keyword = evidence.lexicon.keyword(shown.id)
            for mention in shown.mentions:
                item = _around(items, mention.span)
                if item is None or mention.form is None or mention.via:
                    continue
                written = evidence.document.text[mention.span.start : mention.span.end]
                if _same_name(written, term.text, keyword) and not _is_quoted(item, mention):
                    found.setdefault(item.span, {})[written] = term.text
    return found


def _around(items: Sequence[Item], span: Span) -> Item | None:
    """Return the item that holds a span; items are in document order."""
    low, high = 0, len(items)
    while low < high:
        middle = (low + high) // 2
        if items[middle].span.start <= span.start:
            low = middle + 1
        else:
            high = middle
    found = items[low - 1] if low else None
    return found if found is not None and found.span.contains(span) else None


def _is_quoted(item: Item, mention: Mention) -> bool:
    start = mention.span.start - item.span.start
    return any(each.start() <= start < each.end() for each in _QUOTED.finditer(item.text))


def _same_name(written: str, wanted: str, keyword: Keyword) -> bool:
    """Return whether `wanted` is the better writing of the same name: another case, hyphen, dot or space only.

    The usual name stays as it is; nothing is put in capitals or small letters because an advert shouts or hurries.
    Words that are no names ("machine learning") keep the case their sentence gives them.
    """
    usual = keyword.name
    if written in {wanted, usual} or _loose(written) != _loose(wanted):
        return False
    listed = {each for each in (*keyword.forms, *keyword.cased) if not each.islower() and not each.isupper()}
    known = language("toolnames")["names"].get(written)
    if keyword.kind in language("tailoring")["names"]["kinds"]:
        return wanted in (usual, known) or wanted in listed
    # A word: its hyphens and spaces, never its case; the usual name has to be written so.
    joints = _LOOSE.sub("", written) == _LOOSE.sub("", wanted)
    return joints and wanted.casefold() == usual.casefold()


def _loose(text: str) -> str:
    return _LOOSE.sub("", text).casefold()


# --- order of the skills ------------------------------------------------------------------------


def _ordered(
    document: Document, listed: order.Listed, names: Mapping[Span, Mapping[str, str]]
) -> Change | None:
    """Return the change of a list of skills: its new order, and names in it as the advert writes them."""
    told: list[str] = []
    spelt = []
    for item in listed.items:
        text, why = _respelt(item.text, names.get(item.span, {}))
        spelt.append(text)
        told += [each for each in why if each not in told]
    usual = {old: new for item in listed.items for old, new in names.get(item.span, {}).items()}
    texts = order.arranged(listed, spelt)
    old = [each.text for each in listed.items]
    if list(texts) == old or not _keeps(old, spelt, texts, usual):
        return None
    why = [ORDERED] if list(texts) != spelt else []
    return _change(document, _places(document, listed, texts), " ".join([*why, *told]))


def _keeps(old: Sequence[str], spelt: Sequence[str], texts: Sequence[str], usual: Mapping[str, str]) -> bool:
    """Return whether a list holds the same skills as before, each faithful to what it was.

    The order of a list is no fact of it, but the guard takes neighbours that change places for "from A to B" turned
    round: so it compares skill by skill.
    """
    same = sorted(each.casefold() for each in texts) == sorted(each.casefold() for each in spelt)
    changed = [(one, two) for one, two in zip(old, spelt, strict=True) if one != two]
    return same and all(verify(one, two, usual=usual).faithful for one, two in changed)


def _places(document: Document, listed: order.Listed, texts: Sequence[str]) -> list[Piece]:
    """Return the pieces of the CV in which a list stands: its one line, or each of its lines that changes."""
    items = listed.items
    if listed.upright:
        return [
            _piece(document, item.span, text)
            for item, text in zip(items, texts, strict=True)
            if item.text != text
        ]
    parts = [texts[0]]
    for before, item, text in zip(items, items[1:], texts[1:], strict=False):
        parts += [document.text[before.span.end : item.span.start], text]
    return [_piece(document, Span(items[0].span.start, items[-1].span.end), "".join(parts))]

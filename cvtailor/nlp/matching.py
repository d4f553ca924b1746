"""Finds the lexicon's keywords in a text: by a trie over atoms, then by lists, word order and patterns.

A match is whole words only, never crosses the end of a clause or an item, and the longest match at a
place wins. The matcher is made once per lexicon and kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cvtailor.lexicon.types import Lexicon
from cvtailor.nlp import doubts, guards, names
from cvtailor.nlp.actions import worded
from cvtailor.nlp.coordination import joined
from cvtailor.nlp.forms import OWN, Form, Found
from cvtailor.nlp.patterns import told
from cvtailor.nlp.pipeline import english, tokenise
from cvtailor.nlp.terms import Matcher, matcher
from cvtailor.nlp.words import BRACKET, COMMA, HYPHEN, SLASH, SPACE, TIGHT, Words, words_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Match:
    """A keyword at code points `start` to `end` of the text; `form` is the lexicon's form.

    `how` is "exact", "joined" (a shared head or modifier in a list) or "worded" (other inflection
    or order).
    """

    keyword: str
    start: int
    end: int
    form: str
    how: str = "exact"


def find(text: str, lexicon: Lexicon) -> list[Match]:
    """Return the keywords that `text`, read as one bullet of an experience section, mentions.

    Offsets are code points of `text`; in the order of the text, then of the lexicon. Denied and
    planned mentions are included: standing is `read`'s business.
    """
    return find_in(tokenise(text), lexicon)


def find_in(
    doc: Doc, lexicon: Lexicon, *, section: str = "experience", breaks: tuple[int, ...] = ()
) -> list[Match]:
    """Return the matches in a tokenised text that its guards allow.

    `section` is the section's kind (or "headline"), for guards; `breaks` are code points that no
    match may cross (the starts of items).
    """
    return matches(words_of(doc, breaks), lexicon, section=section)


def component(lexicon: Lexicon) -> Language:
    """Return a spaCy pipeline that tokenises and leaves the keywords in `doc.spans["keywords"]`.

    The spans' labels are keyword ids; a span is widened to whole tokens where a match is part of one.
    """
    import spacy
    from spacy.language import Language as SpacyLanguage

    def keywords(doc: Doc) -> Doc:
        found = find_in(doc, lexicon)
        spans = [
            doc.char_span(each.start, each.end, label=each.keyword, alignment_mode="expand") for each in found
        ]
        doc.spans["keywords"] = [span for span in spans if span is not None]
        return doc

    name = f"cvtailor_keywords_{lexicon.sha256}"
    SpacyLanguage.component(name, func=keywords)
    pipeline = spacy.blank("en", vocab=english().vocab)
    pipeline.tokenizer = english().tokenizer
    pipeline.add_pipe(name)
    return pipeline


def matches(words: Words, lexicon: Lexicon, *, section: str = "experience") -> list[Match]:
    """Return the matches among these atoms that the guards allow, longest at each place."""
    ready = matcher(lexicon)
    exact = _exact(words, ready)
    found = exact + worded(words, ready, exact) + told(words, ready.verbs, section)
    if not found:
        return []
    over = names.covering(found)
    own = names.own_names(found)
    kept = [
        each
        for each in found
        if each.form.keyword != OWN
        and names.whole(words, each, over)
        and not names.inside_name(each, own)
        and not names.initial(words, each)
        and doubts.meant(words, each, ready.keywords[each.form.keyword], section, over)
        and not names.of_firm(words, each, ready.keywords[each.form.keyword])
        and guards.allow(
            words, each.first, each.last, ready.keywords[each.form.keyword], each.form.text, section
        )
    ]
    result = {
        Match(
            ready.keywords[each.form.keyword].id,
            words.starts[each.first],
            _end(words, each),
            each.form.text,
            each.how,
        ): each.form.keyword
        for each in _longest(kept)
    }
    order = sorted(result.items(), key=lambda pair: (pair[0].start, pair[0].end, pair[1], pair[0].form))
    unique: dict[tuple[str, int, int], Match] = {}
    for match, _ in order:
        unique.setdefault((match.keyword, match.start, match.end), match)
    return list(unique.values())


def _end(words: Words, found: Found) -> int:
    """Return where the match ends, with a version or size that hangs on it ("ResNet-50")."""
    after = found.last + 1
    if words.gap(after) in (TIGHT, HYPHEN) and after < len(words) and words.raws[after][:1].isdigit():
        return words.ends[after]
    if words.gap(after) == TIGHT and after < len(words):
        return words.ends[after]
    return words.ends[found.last]


def _longest(found: list[Found]) -> list[Found]:
    """Drop what stands inside a longer exact match, and a looser match of the same keyword."""
    over = names.covering([each for each in found if each.how == "exact"])
    kept = []
    for each in found:
        inside = any(
            each.last <= o.last and names.longer(o, each) and each.how != "joined"
            for o in over.get(each.first, ())
        )
        same = each.how != "exact" and any(
            o.form.keyword == each.form.keyword
            for at in range(each.first, each.last + 1)
            for o in over.get(at, ())
        )
        if not inside and not same:
            kept.append(each)
    return kept


def _exact(words: Words, ready: Matcher) -> list[Found]:
    found: list[Found] = []
    starts = ready.starts
    for start in [at for at, keys in enumerate(words.keys) if keys[0] in starts or keys[-1] in starts]:
        if words.gaps[start] == TIGHT and words.raws[start][:1].isdigit():
            continue  # a version
        for key in words.keys[start]:
            _walk(words, ready, key, (start, start), SPACE, found)
    return found


def _walk(
    words: Words, ready: Matcher, term: str, place: tuple[int, int], loosest: int, found: list[Found]
) -> None:
    """Note the forms that end here and follow those that go on.

    `term` is what was read so far, `place` its first and last atom, `loosest` the loosest gap in it.
    """
    first, last = place
    terms, beginnings = ready.terms, ready.beginnings
    if term in terms:
        found += [
            Found(first, last, form, "exact")
            for form in ready.forms(term)
            if loosest <= form.loosest and (not form.cased or _same_case(words, first, last, form))
        ]
    after = last + 1
    if term not in beginnings or after == len(words.gaps):
        return
    gap, keys = words.gaps[after], words.keys[after]
    if gap <= BRACKET:
        for key in keys:
            longer = f"{term} {key}"
            if longer in beginnings or longer in terms:
                _walk(words, ready, longer, (first, after), max(loosest, gap), found)
    if gap in (COMMA, SLASH) or keys[0] in ready.joins:
        joined(words, ready, term, first, last, found)


def _same_case(words: Words, first: int, last: int, form: Form) -> bool:
    raws = tuple(words.raws[first : last + 1])
    if raws == form.raws:
        return True
    if "".join(raws) == "".join(form.raws):
        return True
    if raws == tuple(raw.upper() for raw in form.raws) and words.in_capitals(first):
        return True
    # Only acronyms have a plural under exact case: CNNs, but not Sparks.
    name = form.raws[-1]
    return len(name) > 1 and name.isupper() and raws == (*form.raws[:-1], name + "s")

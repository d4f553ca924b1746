"""A lexicon made ready for matching: its terms by their keys, and an index of its actions."""

from __future__ import annotations

import gc

from cvtailor import resources
from cvtailor.lexicon.types import Keyword, Lexicon
from cvtailor.nlp import patterns, variants
from cvtailor.nlp.forms import OWN, Form
from cvtailor.nlp.words import BRACKET, HYPHEN, SLASH


class Matcher:
    """A lexicon made ready: its terms as keys joined by blanks, all beginnings of these, and its actions.

    A term's beginnings make the flat form of a trie: one look-up says whether to read on.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.keywords: tuple[Keyword, ...] = lexicon.keywords
        self.terms: dict[str, list[Form]] = {}
        self.beginnings: set[str] = set()
        self.actions: dict[str, dict[str, list[tuple[tuple[str, ...], Form]]]] = {}
        self.single_actions: dict[str, list[tuple[Form, bool]]] = {}  # …, whether anywhere
        self.verbs = patterns.index(lexicon.keywords)
        self.compounds: set[str] = set()  # stems of the actions' words that can be written open
        for phrase in resources.language("variants")["own_names"]["phrases"]:
            self._add(phrase, Form(OWN, phrase, cased=False, loosest=SLASH, raws=()))
        for number, keyword in enumerate(lexicon.keywords):
            for text in keyword.forms:
                self._add_form(number, keyword, text, cased=False)
            for text in keyword.cased:
                self._add_form(number, keyword, text, cased=True)

    def _add_form(self, number: int, keyword: Keyword, text: str, *, cased: bool) -> None:
        words = variants.atoms_of_form(text)
        raws = tuple(each.raw for each in words) if cased else ()
        loosest = BRACKET if "(" in text else SLASH if "/" in text or "." in text else HYPHEN
        form = Form(number, text, cased, loosest, raws, "-" in text)
        self._add(text, form)
        if cased or not words:
            return
        last = variants.key(words[-1].raw)
        if not last.isalpha() or not variants.is_action(last):
            return
        if 2 <= len(words) <= 3:
            others = tuple(variants.stem(variants.singular(variants.key(each.raw))) for each in words[:-1])
            by_object = self.actions.setdefault(variants.stem(last), {})
            by_object.setdefault(others[0], []).append((others, form))
            self.compounds.update((*others, variants.stem(last)))
        elif len(words) == 1 and len(last) >= 7 and last.endswith("ing") and text.islower():
            # The name of a method is a verb only where it opens a clause: "Clustered 3,000 recordings".
            stem = variants.stem(last)
            self.single_actions.setdefault(stem, []).append((form, _may_inflect(keyword)))
            self.compounds.add(stem)

    def _add(self, text: str, form: Form) -> None:
        for path in variants.paths(text):
            term = " ".join(path)
            listed = self.terms.get(term)
            if listed is None:
                self.terms[term] = [form]
            else:
                listed.append(form)
            end = term.find(" ")
            while end > 0:
                self.beginnings.add(term[:end])
                end = term.find(" ", end + 1)


def _may_inflect(keyword: Keyword) -> bool:
    return keyword.kind not in resources.language("variants")["actions"]["not_kinds"]


_MATCHERS: dict[tuple[str, int], Matcher] = {}


def matcher(lexicon: Lexicon) -> Matcher:
    """Return the lexicon's matcher, made on first use and kept by the lexicon's sha256."""
    name = (lexicon.sha256, len(lexicon.keywords))
    made = _MATCHERS.get(name)
    if made is None or made.keywords != lexicon.keywords:
        # Nothing of what is built is garbage; looking for some took half of the time for 20,000 forms.
        collects = gc.isenabled()
        gc.disable()
        try:
            made = Matcher(lexicon)
        finally:
            if collects:
                gc.enable()
        if len(_MATCHERS) >= 8:
            _MATCHERS.pop(next(iter(_MATCHERS)), None)
        _MATCHERS[name] = made
    return made

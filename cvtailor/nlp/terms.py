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

    A term's beginnings make the flat form of a trie: one look-up says whether to read on. Forms have numbers
    and are made when a text has them: `forms` returns those of a term, `form` the one with a number.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.keywords: tuple[Keyword, ...] = lexicon.keywords
        self.terms: dict[str, int] = {}  # the first form that is written so
        self.beginnings: set[str] = set()
        self.starts: set[str] = set()  # the first words of all terms
        self.actions: dict[
            str, set[str]
        ] = {}  # stems of the first words of objects, by the stem of the action
        self.single_actions: dict[str, list[tuple[int, bool]]] = {}  # …, whether anywhere
        self.verbs = patterns.index(lexicon.keywords)
        self.compounds: set[str] = set()  # stems of the actions' words that can be written open
        self.joins = frozenset(resources.language("variants")["actions"]["joins"])  # "and", "or", …
        # One dict of numbers and one of further ones: a list for each term would cost time to make and to keep.
        self._more: dict[str, tuple[int, ...]] = {}  # further forms that are written so
        self._actions: dict[str, int] = {}  # the first form with an action and first word of its object
        self._more_actions: dict[str, tuple[int, ...]] = {}
        self._objects: dict[str, tuple[tuple[tuple[str, ...], Form], ...]] = {}
        self._texts: list[str] = []
        self._owners: list[int] = []
        self._cased: set[int] = set()
        self._made: dict[int, Form] = {}
        self._found: dict[str, tuple[Form, ...]] = {}
        for phrase in resources.language("variants")["own_names"]["phrases"]:
            self._add(OWN, phrase, variants.words_of_form(phrase))
        for number, keyword in enumerate(lexicon.keywords):
            for text in keyword.forms:
                self._add_form(number, keyword, text)
            for text in keyword.cased:
                self._cased.add(len(self._texts))
                self._add(number, text, variants.words_of_form(text))
        self.heads = self.actions.keys() | self.single_actions.keys()

    def forms(self, term: str) -> tuple[Form, ...]:
        """Return the forms whose keys are this term, in the lexicon's order."""
        found = self._found.get(term)
        if found is None:
            first = self.terms.get(term)
            if first is None:
                return ()
            found = tuple(self.form(each) for each in (first, *self._more.get(term, ())))
            self._found[term] = found
        return found

    def form(self, number: int) -> Form:
        """Return the form with this number."""
        made = self._made.get(number)
        if made is None:
            owner, text, cased = self._owners[number], self._texts[number], number in self._cased
            raws = tuple(each.raw for each in variants.atoms_of_form(text)) if cased else ()
            loosest = BRACKET if "(" in text else SLASH if "/" in text or "." in text else HYPHEN
            made = (
                Form(OWN, text, cased=False, loosest=SLASH, raws=())
                if owner == OWN
                else Form(owner, text, cased, loosest, raws, "-" in text)
            )
            self._made[number] = made
        return made

    def objects(self, action: str, first: str) -> tuple[tuple[tuple[str, ...], Form], ...]:
        """Return the objects that begin with the stem `first`, as stems, of an action, with their forms."""
        name = f"{action} {first}"
        found = self._objects.get(name)
        if found is None:
            numbers = (
                (self._actions[name], *self._more_actions.get(name, ())) if name in self._actions else ()
            )
            found = tuple(
                (_object(variants.words_of_form(self._texts[each])), self.form(each)) for each in numbers
            )
            self._objects[name] = found
        return found

    def _add_form(self, number: int, keyword: Keyword, text: str) -> None:
        words = variants.words_of_form(text)
        form = self._add(number, text, words)
        if not words:
            return
        last = words[-1][1][0]
        if not last.isalpha() or not variants.is_action(last):
            return
        if 2 <= len(words) <= 3:
            stem, others = variants.stem(last), _object(words)
            objects = self.actions.get(stem)
            if objects is None:
                objects = self.actions[stem] = set()
            objects.add(others[0])
            name = f"{stem} {others[0]}"
            if self._actions.setdefault(name, form) != form:
                self._more_actions[name] = (*self._more_actions.get(name, ()), form)
            self.compounds.add(stem)
            self.compounds.update(others)
        elif len(words) == 1 and len(last) >= 7 and last.endswith("ing") and text.islower():
            # The name of a method is a verb only where it opens a clause: "Clustered 3,000 recordings".
            stem = variants.stem(last)
            self.single_actions.setdefault(stem, []).append((form, _may_inflect(keyword)))
            self.compounds.add(stem)

    def _add(self, owner: int, text: str, words: list[variants.Word]) -> int:
        """Note the ways to write a form and return its number."""
        number, terms, begins, starts = len(self._texts), self.terms, self.beginnings.add, self.starts.add
        self._texts.append(text)
        self._owners.append(owner)
        for path in variants.paths(text, words):
            term = " ".join(path)
            if terms.setdefault(term, number) != number:
                self._more[term] = (*self._more.get(term, ()), number)
            starts(path[0])
            size = len(path)
            if size > 1:
                begins(path[0])
                while size > 2:
                    size -= 1
                    begins(" ".join(path[:size]))
        return number


def _object(words: list[variants.Word]) -> tuple[str, ...]:
    """Return the stems of all words of a form but the last, which names the action."""
    return tuple([variants.stem(each[1][-1]) for each in words[:-1]])


def _may_inflect(keyword: Keyword) -> bool:
    return keyword.kind not in resources.language("variants")["actions"]["not_kinds"]


_MATCHERS: dict[tuple[str, int], Matcher] = {}


def matcher(lexicon: Lexicon) -> Matcher:
    """Return the lexicon's matcher, made on first use and kept by the lexicon's sha256."""
    name = (lexicon.sha256, len(lexicon.keywords))
    made = _MATCHERS.get(name)
    if made is None or (made.keywords is not lexicon.keywords and made.keywords != lexicon.keywords):
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

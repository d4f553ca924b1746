"""Takes a sentence apart into what a rewrite must keep: its words, names and blanks.

Everything runs in time linear in the text. Lists come from `lexicons/language/guard.toml`.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Any

from cvtailor import lexicon
from cvtailor.advice import inflection
from cvtailor.resources import language

_TOKEN = re.compile(
    r"[.]?\w+(?:[-'’.&/@:_‑]\w+|,\d{3}(?!\d)|(?<=\w)[–—]\w+)*(?:[+#](?![\w.]))*(?:[+#]{2})?%?"
    r"|->|<=|>=|[^\w\s]"
)
_TOOL_KINDS = frozenset({"technology", "language", "platform", "model", "architecture"})
_CAMEL = re.compile(r"[a-z][A-Z]")
_BRACKET = re.compile(r"\[([^\[\]]*)\]")
_ENDS = frozenset(".!?:;•")
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)*[^\d\W_]*%?\+?$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign: as written, lower case, offset, whether it opens a sentence, and whether
    white space stands before it.
    """

    text: str
    lower: str
    start: int
    first: bool
    spaced: bool


def guard() -> dict[str, Any]:
    """Return the table `guard.toml`."""
    return language("guard")


def tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of `text` in order."""
    found: list[Token] = []
    first, last_end = True, 0
    for match in _TOKEN.finditer(text):
        for piece, start in _pieces(match.group(), match.start()):
            spaced = start > last_end or not found
            found.append(Token(piece, piece.lower().replace("’", "'"), start, first, spaced))
            last_end = start + len(piece)
            first = piece in _ENDS or (first and not piece[-1].isalnum())
    return tuple(found)


def _pieces(word: str, start: int) -> list[tuple[str, int]]:
    """Split ranges and compounds of numbers ("10-15", "12-week", "2019–2021"); keep names like "GPT-4"."""
    dash = next((at for at, char in enumerate(word) if char in "-–—/‑"), -1)
    if word[0].isdigit() and dash > 0 and _FIGURE.match(word[:dash]):
        rest = word[dash + 1 :]
        return [(word[:dash], start), (word[dash], start + dash), *_pieces(rest, start + dash + 1)]
    return [(word, start)]


@functools.cache
def words(section: str, key: str) -> frozenset[str]:
    """Return a list of `guard.toml` as a set."""
    return frozenset(guard()[section][key])


@functools.cache
def _function() -> frozenset[str]:
    return words("words", "function")


def is_function(lower: str) -> bool:
    """Return whether the word says nothing by itself."""
    return lower in _function() or lower.replace("-", "") in _function()


def _is_initialism(word: str) -> bool:
    """Return whether a word is all capitals (digits and "&" allowed), a plural s aside: "CNNs", "R&D"."""
    core = word.removesuffix("s")
    return sum(each.isupper() for each in core) >= 2 and all(
        each.isupper() or each.isdigit() or each == "&" for each in core
    )


def squash(word: str) -> str:
    """Return a name's key: lower case without hyphens, spaces, dots inside, possessive or the plural s of
    an initialism ("CNNs" → "cnn", "scikit-learn" → "scikitlearn").
    """
    word = word.replace("’", "'")
    word = word.removesuffix("'s")
    if word.endswith("s") and _is_initialism(word):
        word = word[:-1]
    return re.sub(r"[-‑_. ]", "", word.lower().lstrip(".")) or word.lower()


@functools.lru_cache(maxsize=200_000)
def keys(word: str) -> frozenset[str]:
    """Return the keys by which a word is compared: itself, its lemmas, the verb it derives from, its
    singular, American spelling folded into British.
    """
    lower = fold(squash(word))
    spelt = fold(word.lower().replace("’", "'").removesuffix("'s"))
    found = {lower, spelt}
    derived: dict[str, str] = guard()["derived"]
    for form in (lower, spelt):
        found.update(fold(each) for each in inflection.lemmas(form))
        single = _singular(form)
        found.update(derived[each] for each in (form, *sorted(single)) if each in derived)
        found.update(single)
        if len(form) > 5 and not inflection.readings(form):
            found.update(_stems(form))
        if form.endswith("ly") and len(form) > 5 and form not in words("words", "no_adverbs"):
            found.add(form[:-2])
    raw = squash(word)
    if raw not in (lower, spelt):  # "rolled" is folded into "roled"
        found.update(fold(each) for each in inflection.lemmas(raw))
        found.update(_stems(raw) if len(raw) > 5 and not inflection.readings(raw) else ())
    return frozenset(found)


def _stems(word: str) -> set[str]:
    """Return the stems of a verb that the verb table does not hold ("underperformed")."""
    for ending in ("ing", "ed"):
        if word.endswith(ending):
            stem = word[: -len(ending)]
            return {stem, stem + "e", *([stem[:-1]] if stem[-1] == stem[-2] else [])}
    return set()


def _singular(word: str) -> set[str]:
    if len(word) < 4 or word.endswith("ss"):
        return set()
    if word.endswith("ies"):
        return {word[:-3] + "y"}
    if word.endswith(("ses", "xes", "zes", "ches", "shes")):
        return {word[:-2], word[:-1]}
    return {word[:-1]} if word.endswith("s") else set()


def fold(lower: str) -> str:
    """Return the British spelling of a lower-case word where the two differ by rule."""
    lower = re.sub(r"(?<=\w{2})iz(?=(?:e[sdr]?|ing|ations?|ers)$)", "is", lower)
    lower = re.sub(r"yz(?=(?:e[sdr]?|ing)$)", "ys", lower)
    lower = re.sub(r"(?<=[aeiou]l)l(?=(?:ed|ing|er|ers)$)", "", lower)
    for root in sorted(words("words", "our")) if "our" in lower else ():
        if lower.startswith(root):
            lower = root.removesuffix("our") + "or" + lower[len(root) :]
    return lower


def is_name(token: Token, *, title_case: bool) -> bool:
    """Return whether a token looks like a name or a tool: CamelCase, initials, letters with digits or
    signs, or a capital inside a sentence. `title_case` texts write every word with a capital, so there a
    capital says nothing.
    """
    text = token.text.replace("’", "'").removesuffix("'s")
    if not any(each.isalpha() for each in text) or text == "I" or text.startswith("I'"):
        return False
    if _CAMEL.search(text) or _is_initialism(text) or any(each.isdigit() for each in text):
        return True
    if text in tools() or (token.lower in tools() and not inflection.readings(token.lower)):
        return True
    if text[-1] in "+#" or text[0] == "." or (len(text) == 1 and text.isupper() and text != "A"):
        return True
    if any(part[:1].isupper() for part in re.split(r"[-/&.]", text)[1:]):
        return True
    return text[0].isupper() and not token.first and not title_case and not is_function(token.lower)


@functools.cache
def tools() -> frozenset[str]:
    """Return the one-word names of tools in the lexicons of all roles: in lower case where the word means
    nothing else, else as the name is written.
    """
    common = set(language("common_words")["words"])
    found: set[str] = set()
    for role, _ in lexicon.roles():
        for keyword in lexicon.load(role).keywords:
            if keyword.kind not in _TOOL_KINDS:
                continue
            found.update(each for each in keyword.cased if " " not in each)
            if keyword.name.islower() and " " not in keyword.name:
                found.add(keyword.name)  # "pandas": the tool itself is written so
            for form in (keyword.name, *keyword.forms):
                lower = form.lower()
                if " " not in form and lower not in common and not is_function(lower):
                    found.add(lower)
    return frozenset(found)


def is_title_case(found: tuple[Token, ...]) -> bool:
    """Return whether nearly all long words stand with a capital, as in a heading; names of tools, which
    always do, count for nothing.
    """
    long = [each for each in found if len(each.text) > 3 and each.text.isalpha()]
    if len(long) < 4 or sum(each.text[0].isupper() for each in long) <= 0.75 * len(long):
        return False
    plain = [
        each
        for each in found
        if len(each.text) > 2
        and each.text.isalpha()
        and not is_function(each.lower)
        and each.lower not in tools()
    ]
    small = sum(each.text[0].islower() for each in plain)
    return len(plain) >= 4 and small <= len(plain) // 8


def is_blank(inside: str) -> bool:
    """Return whether the inside of a bracket holds a placeholder, so that the bracket is a blank."""
    table = language("rewrites")["placeholders"]
    if any(sign in inside for sign in table["signs"]) or not inside.strip():
        return True
    found = [each.strip("%,.;:?()") for each in inside.replace("/", " ").replace("-", " ").split()]
    return any(each in table["letters"] or each in table["words"] for each in found)


def blanks(text: str) -> tuple[str, ...]:
    """Return the bracketed blanks of `text`, brackets included, in order."""
    return tuple(each.group() for each in _BRACKET.finditer(text) if is_blank(each.group(1)))


def without_blanks(text: str) -> str:
    """Return `text` with its bracketed blanks taken out and white space closed up."""
    if "[" not in text:
        return text
    bare = _BRACKET.sub(lambda each: "" if is_blank(each.group(1)) else each.group(), text)
    return re.sub(r"(?<![ \t])[ \t]+(?=[.;,!?]|$)|(?<= ) +", "", bare)

"""How one term is written in several ways: by rules (lexicons/language/variants.toml), never by listing.

Text and lexicon forms are both read as *atoms*: words without their hyphens, blanks and possessives,
in lower case and American spelling, versions cut off ("Python3.11" is "python", "3.11"). Two
writings of a term are the same when their atoms are.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from cvtailor import resources
from cvtailor.nlp.pipeline import address

# C++ and C# with an optional standard; .NET; R&D; Node.js, Ph.D., 3.11; any other word.
_ATOM = re.compile(
    r"[A-Za-z]\+\+(?![A-Za-z])|[A-Za-z]\#(?!\w)|n['’]t\b|\.(?:NET|Net|net)\b"
    r"|[^\W\d_]+(?:&[^\W\d_]+)+|(?:[A-Za-z]{1,4}\.){2,}(?!\w)|[^\W_]+(?:\.[^\W_]+)+|[^\W_]+|&"
)
_POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)
# Letters, then a version: Python3, YOLOv8, TensorFlow2.x; at least three letters ("S3" and "T5" are names).
_VERSIONED = re.compile(r"([^\W\d_]{3,}?)(v?\d+(?:\.\d+)*(?:\.?x)?)\Z", re.IGNORECASE)
_ABBREVIATION = re.compile(r"[A-Z][A-Za-z]?(?:\.[A-Za-z]{1,4})+\.?\Z")
_CAMEL = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+")
_VERSION_MARK = re.compile(r"v(?=\d)")


Word = tuple[str, tuple[str, ...]]  # as written, and the keys it answers to


class Atom(NamedTuple):
    """A word of a text: where it stands, as written, and the keys it answers to (best first)."""

    start: int
    end: int
    raw: str
    keys: tuple[str, ...]


def atoms(token: str) -> tuple[Atom, ...]:
    """Return the atoms of one token or form (offsets from its start); an address gives only its host."""
    if token.isalpha():
        return (Atom(0, len(token), token, keys(token)),)
    if len(token) == 1 and token != "&" and not token.isalnum():
        return ()
    if token.isdigit() and token.isascii():
        return (Atom(0, len(token), token, (token,)),)
    link = address().match(token) if "/" in token or token[:4].lower() == "www." else None
    if link:
        group = next(n for n in (1, 2, 3) if link.group(n))
        start = link.start(group) + (4 if link.group(group).lower().startswith("www.") else 0)
        end = link.end(group)
        return (Atom(start, end, token[start:end], (token[start:end].lower(),)),)
    if "@" in token[1:] and "." in token:
        return ()
    if token.lower() in {"'s", "’s"}:
        return ()
    found: list[Atom] = []
    for match in _ATOM.finditer(token):
        found.extend(_split(match))
    return tuple(found)


def _split(match: re.Match[str]) -> list[Atom]:
    raw, start, end = match[0], match.start(), match.end()
    version = None if raw.isalpha() else _VERSIONED.match(raw)
    if not version:
        return [Atom(start, end, raw, keys(raw))]
    cut = start + version.end(1)
    number = _VERSION_MARK.sub("", version[2].lower())
    return [Atom(start, cut, version[1], keys(version[1])), Atom(cut, end, version[2], (number,))]


@functools.lru_cache(maxsize=65536)
def keys(word: str) -> tuple[str, ...]:
    """Return the keys of a word in a text: its usual spelling, and its singular where that differs."""
    one = key(word)
    single = singular(one)
    if single != one:
        return (one, single)
    return (one,)


def key(word: str) -> str:
    """Return the word in lower case, without accents, in American spelling; "Ph.D." gives "phd"."""
    if "." in word and _ABBREVIATION.match(word):
        word = word.replace(".", "")
    lower = word.lower()
    if not lower.isascii():
        plain = unicodedata.normalize("NFKD", lower)
        lower = "".join(each for each in plain if not unicodedata.combining(each)).replace("’", "'")
    if len(lower) < 4:
        return "not" if lower == "n't" else "and" if lower == "&" else lower
    if lower == "cannot":
        return "not"
    known, british = _british()
    if lower in known:
        return known[lower]
    plural = lower.endswith("s") and not lower.endswith("ss")
    stem = lower[:-1] if plural else lower
    stem = known.get(stem, stem)
    for ending, to, least in british.get(stem[-1], ()):
        if len(stem) >= least and stem.endswith(ending):
            stem = stem[: -len(ending)] + to
            break
    return stem + "s" if plural else stem


def singular(word: str) -> str:
    """Return the singular of a key, or the key itself; acronyms lose their s too ("llms")."""
    known, not_plural, rules = _plurals()
    if word in known:
        return known[word]
    if len(word) < 3 or word[-1] != "s" or word.endswith(not_plural):
        return word
    for ending, to, least in rules:
        if len(word) >= least and word.endswith(ending):
            return word[: -len(ending)] + to
    return word[:-1]


@functools.cache
def _plurals() -> tuple[dict[str, str], tuple[str, ...], tuple[tuple[str, str, int], ...]]:
    """Return irregular plurals, endings that are none, and rules (ending, what stands for it, least length)."""
    table = resources.language("variants")["plurals"]
    rules = tuple((each["from"], each["to"], each["min"]) for each in table["ends"])
    return table["words"], tuple(table["not_plural"]), rules


@functools.lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return what a verb and its noun share: "tuned", "tuning" → "tun"; "optimization" → "optim"."""
    irregular, rules = _stems()
    word = irregular.get(word, word)
    for ending, to, least in rules.get(word[-1:], ()):
        if word.endswith(ending) and len(word) - len(ending) >= least:
            left = word[: -len(ending)]
            if to == "" and len(left) > 3 and left[-1] == left[-2] and left[-1] not in "sl":
                left = left[:-1]  # tuned/planned: the doubled consonant
            left += to
            # "optimization" and "optimized" meet in "optim", "customization" in "custom".
            return left[:-2] if left.endswith("iz") and len(left) > 5 else left
    return word


def is_action(word: str) -> bool:
    """Return whether a form's last word names an action ("tuning", "optimization", "design")."""
    words, ends, not_actions = _action_words()
    if word in words:
        return True
    return len(word) >= 6 and word.endswith(ends) and word not in not_actions


def paths(form: str, words: Sequence[Word] | None = None) -> list[tuple[str, ...]]:
    """Return every sequence of keys that is this form, of these words: as it stands, closed up, or opened."""
    if words is None:
        words = words_of_form(form)
    if not words:
        return []
    if len(words) == 1:
        own = _one_word(*words[0])
        return list(dict.fromkeys([(own,), *_opened(words[0][0], own)]))
    as_is = tuple([each[1][-1] for each in words])
    found = [as_is]
    if "." in form and any("." in each for each in as_is):
        found.append(tuple(part for each in as_is for part in each.split(".") if part))
    if len(words) > 3:
        return found
    if not (form.replace(" ", "").isalpha() or all(raw.isalpha() for raw, _ in words)):
        return found
    openings = _openings()
    for number, word in enumerate(as_is):
        if word[:2] in openings and (cuts := _cut(word)):
            found += [(*as_is[:number], *cut, *as_is[number + 1 :]) for cut in cuts]
    found.append(("".join(as_is),))
    if len(words) == 3:
        found.append((as_is[0] + as_is[1], as_is[2]))
        found.append((as_is[0], as_is[1] + as_is[2]))
    return found


def words_of_form(form: str) -> list[Word]:
    """Return the words of a lexicon form: those of its atoms, without their places."""
    if form.isascii() and form.replace(" ", "").isalpha():  # as most forms are
        return [(word, keys(word)) for word in form.split()]
    return [(each.raw, each.keys) for each in atoms_of_form(form)]


def atoms_of_form(form: str) -> tuple[Atom, ...]:
    """Return the atoms of a lexicon form, its possessives dropped."""
    return atoms(_POSSESSIVE.sub("", form) if "'" in form or "’" in form else form)


def _one_word(raw: str, keys: tuple[str, ...]) -> str:
    """Return a one-word form's key: its own plural goes only where it can be no name."""
    word = keys[0]
    if not word.endswith("s"):
        return word
    ends = tuple(resources.language("variants")["plurals"]["one_word"])
    acronym = len(raw) > 2 and raw[:-1].isupper() and raw.endswith("s")
    return singular(word) if acronym or (raw[1:].islower() and word.endswith(ends)) else word


def _opened(raw: str, word: str) -> list[tuple[str, ...]]:
    """Return the ways a closed word is written open: "PyTorch" → "py torch", "Ph.D." → "ph d"."""
    if _ABBREVIATION.match(raw):
        parts = raw.lower().strip(".").split(".")
        return [tuple(parts)] if max(map(len, parts)) > 1 else []
    if "." in raw.strip(".") and not _ABBREVIATION.match(raw):
        parts = raw.lower().split(".")
        return [tuple(parts), ("".join(parts),)] if raw[0] != "." and not raw[0].isdigit() else []
    if raw.startswith("."):
        return [("dot" + word[1:],), ("dot", word[1:])]
    camel = _CAMEL.findall(raw)
    if len(camel) == 2 and all(len(each) > 1 for each in camel) and camel[0].lower() != "no":
        return [(camel[0].lower(), word[len(camel[0]) :])] if "".join(camel) == raw else []
    return list(_cut(word)) if raw.isalpha() and raw[1:].islower() else []


@functools.lru_cache(maxsize=65536)
def _cut(word: str) -> tuple[tuple[str, str], ...]:
    """Return a closed compound as two words: "hyperparameter" → "hyper", "parameter"."""
    firsts = compound_firsts()
    return tuple(
        [(word[:cut], word[cut:]) for cut in range(2, min(8, len(word) - 2)) if word[:cut] in firsts]
    )


@functools.cache
def _openings() -> frozenset[str]:
    """Return the first two letters of those words: most words need no further look."""
    return frozenset(word[:2] for word in compound_firsts())


@functools.cache
def compound_firsts() -> frozenset[str]:
    """Return the words with which a closed compound begins that is also written open ("hyper")."""
    return frozenset(resources.language("variants")["compounds"]["first"])


@functools.cache
def _british() -> tuple[dict[str, str], dict[str, tuple[tuple[str, str, int], ...]]]:
    """Return the American spelling of words, and of endings by their last letter (with the least length of a word)."""
    table: dict[str, list[tuple[str, str, int]]] = {}
    for rule in resources.language("variants")["british"]:
        table.setdefault(rule["from"][-1], []).append((rule["from"], rule["to"], rule["min"]))
    # The longest ending first, so that "isation" is tried before "ation"-like ones.
    rules = {last: tuple(sorted(each, key=lambda r: -len(r[0]))) for last, each in table.items()}
    return resources.language("variants")["words"], rules


@functools.cache
def _stems() -> tuple[dict[str, str], dict[str, tuple[tuple[str, str, int], ...]]]:
    """Return irregular forms, and the rules (ending, what stands for it, least length left) by last letter."""
    actions = resources.language("variants")["actions"]
    table: dict[str, list[tuple[str, str, int]]] = {}
    for rule in actions["stems"]:
        table.setdefault(rule["from"][-1], []).append((rule["from"], rule["to"], rule["min"]))
    return actions["irregular"], {last: tuple(rules) for last, rules in table.items()}


@functools.cache
def _action_words() -> tuple[frozenset[str], tuple[str, ...], frozenset[str]]:
    """Return words that name actions, endings that do, and words with such an ending that do not."""
    table = resources.language("variants")["actions"]
    return frozenset(table["words"]), tuple(table["ends"]), frozenset(table["not"])

"""Finds contact facts: e-mail addresses, phone numbers, links, postal addresses, the name."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cvtailor.parsing import dates, headings, wording
from cvtailor.resources import any_of, language

if TYPE_CHECKING:
    from collections.abc import Iterator

_EMAIL = re.compile(
    r"(?<![\w.+\-])[\w.+\-]{1,64}[ ]?(?:@|\[at\]|\(at\))[ ]?[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,6}(?![\w\-])"
)
_PHONE = re.compile(r"(?<![\w.,/\-+])(?:\+|00)?[ ]?\(?\d[\d \u00a0().\-‐‑–/]{5,22}\d(?![\w/])")
_NO_PHONE = re.compile(
    r"(?:19|20)\d\d[ ]*[-–./][ ]*(?:19|20)?\d\d(?:[ ]*[-–./][ ]*\d\d?)?$|\d{4}\.\d{4,5}$|\d\d?[./]\d\d?[./]\d{2,4}"
    r"|\d{4}-\d\d-\d\d|\d{4}-\d{4}-\d{4}-\d{3}|\d{1,3}(?:\.\d{1,3}){3}$|97[89][\d-]{10,}$|(?:19|20)\d\d (?:19|20)\d\d"
)
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"'|,;]{2,300}", re.IGNORECASE)
_BARE = re.compile(
    r"(?<![\w@./\-])[a-z0-9][\w\-]{0,62}(?:\.[a-z0-9][\w\-]{0,62}){1,4}(?:/[^\s<>\"'|,;]{0,300})?(?![\w@])",
    re.IGNORECASE,
)
_DOTTED, _DIGIT = re.compile(r"[\w\-]\.[^\W_]"), re.compile(r"\d")
_FEWEST_DIGITS = 7  # of a phone number
_POSTCODE = re.compile(
    r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|\b[A-Z]{2} \d{5}(?:-\d{4})?\b|\b\d{4} ?[A-Z]{2}\b(?=,| [A-Z])|\b(?:[A-Z]{1,2}-)?\d{5} [A-ZÄÖÜ]\w+"
)
_PAPER = re.compile(
    r"^(?:(?:curriculum vitae|curriculum vitæ|cv|resume|résumé|lebenslauf|currículum|name)\b(?: of| for| von| de)?[ \t:–—|-]*)+"
    r"|(?:['’]s)?[ \t]*[–—|:-]?[ \t]+(?:curriculum vitae|cv|resume|résumé|lebenslauf)$",
    re.IGNORECASE,
)
_TURNED = re.compile(r"([^\W\d_][\w'’-]+), ([^\W\d_][\w'’-]+(?: [A-Z]\.?)?)")
_QUOTES = {0xA0: " ", 0x2009: " ", 0x202F: " "}
_PARTS = re.compile(r"[^\t|•·‖⋄◆∙;]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A contact fact at `start:end` of the text; `kind` is email, phone, link, address or personal."""

    kind: str
    text: str
    start: int
    end: int


@functools.cache
def _lists() -> tuple[frozenset[str], frozenset[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    table = language("contact")
    phones = any_of(table["phones"]["labels"])
    label = re.compile(rf"(?:^|[\s|•(])(?:{phones})\.?[ \t]*[:.]?[ \t]*$", re.IGNORECASE)
    streets, ends, starts = (
        any_of(table["addresses"][name]) for name in ("streets", "street_ends", "street_starts")
    )
    street = re.compile(
        rf"\b\d{{1,5}}[a-z]?,? (?:[\w'’.\-]{{1,30}} ){{1,4}}(?:{streets})\b|\b\w{{2,30}}(?:{ends}) \d{{1,4}}\b|\b\w{{2,30}} (?:{ends}) \d{{1,4}}\b"
        rf"|\b\d{{1,5}}[,]? (?:{starts}) \w|\b(?:{starts}) (?:[\w'’.\-]{{1,30}},? ){{1,4}}\d{{1,4}}\b",
        re.IGNORECASE,
    )
    both = [*table["personal"]["labels"], *table["addresses"]["labels"]]
    personal = any_of(both)
    return (
        frozenset(table["links"]["endings"]),
        frozenset(table["links"]["not_links"]),
        label,
        street,
        re.compile(rf"[ \t]*(?:{personal})[ \t]*[:：][ \t]*\S", re.IGNORECASE),
    )


def facts(text: str, *, head: bool) -> list[Fact]:
    """Return the contact facts of one line, in order, not overlapping.

    `head` says that the line stands where contact facts are expected (before the first section,
    under a contact heading, in a page header): only there bare addresses such as "name.dev", local
    phone numbers and postal addresses count.
    """
    text = text[:5000]
    stretches = [*_emails(text), *_links(text, head=head), *_phones(text, head=head)]
    if head:
        stretches += _addresses(text)
    found: list[Fact] = []
    for kind, start, end in stretches:
        if start < end and all(end <= fact.start or start >= fact.end for fact in found):
            found.append(Fact(kind=kind, text=text[start:end], start=start, end=end))
    return sorted(found, key=lambda fact: fact.start)


def _emails(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _EMAIL.finditer(text) if any(sign in text for sign in ("@", "at]", "at)")) else ():
        yield "email", *match.span()


def _links(text: str, *, head: bool) -> Iterator[tuple[str, int, int]]:
    if "://" not in text and not _DOTTED.search(text):
        return
    endings, not_links, *_ = _lists()
    for match in _URL.finditer(text):
        yield "link", match.start(), match.start() + len(match[0].rstrip(".)]}"))
    for match in _BARE.finditer(text):
        whole = match[0].rstrip(".")
        host, slash, _path = whole.partition("/")
        ending = host.rpartition(".")[2].lower()
        if ending not in endings or host.lower() in not_links or host.replace(".", "").isdigit():
            continue
        if (slash and host.islower()) or (head and host.islower() and len(host.split(".")[0]) > 1):
            yield "link", match.start(), match.start() + len(whole)


def _phones(text: str, *, head: bool) -> Iterator[tuple[str, int, int]]:
    if len(_DIGIT.findall(text)) < _FEWEST_DIGITS:
        return
    label = _lists()[2]
    for match in _PHONE.finditer(text):
        # A number may be glued to a postcode before it: "94588 (555) 123-4567".
        bracket = match[0].find("(")
        start = match.start() + (bracket if bracket > 5 else 0)
        number = text[start : match.end()]
        sure = head or bool(label.search(text[:start]))
        if is_phone(number, sure=sure) and all(each.single for each in dates.find(number)):
            yield "phone", start, match.end()


def _addresses(text: str) -> Iterator[tuple[str, int, int]]:
    *_, street, personal = _lists()
    for part in _PARTS.finditer(text):
        start = part.start() + len(part[0]) - len(part[0].lstrip())
        end = start + len(part[0].strip())
        postal = street.search(part[0]) or _POSTCODE.search(part[0])
        if personal.match(part[0]):
            yield "personal", start, end
        elif postal and len(part[0].split()) <= 16:
            yield "address", start, end


def is_phone(text: str, *, sure: bool) -> bool:
    """Return whether digits are a phone number; `sure` where one is expected at this place."""
    text = text.strip()
    digits = sum(char.isdigit() for char in text)
    if _NO_PHONE.search(text) or digits > 15:
        return False
    if text.startswith(("+", "00")):
        return digits >= 8
    separated = bool(re.search(r"[ \u00a0().\-‐‑–/]", text))
    return sure and digits >= (_FEWEST_DIGITS if separated else 9)


def name_in(text: str, *, loose: bool = False) -> str | None:
    """Return the name when the line, or its first part, looks like a person's name, else null.

    Titles before it stay ("Prof. Dr. Jane Doe"), letters behind it do not ("Jane Doe, PhD, PMP"). `loose` also
    takes one in small letters or a user name ("jane doe", "jdoe42").
    """
    names = language("contact")["names"]
    text = _PAPER.sub("", text.translate(_QUOTES)).strip()
    part = re.split(r"[\t|•·,]| [–—-] |(?<=\w):[ ]", text, maxsplit=1)[0].strip()
    words = [word for word in re.sub(r"[(\[][^()\[\]]*[)\]]$", "", part).split() if word]
    while len(words) > 2 and _is_letters(words[-1]):
        words.pop()
    part = " ".join(words)
    core = [word for word in words if word.casefold().strip("()") not in names["titles"]]
    if (
        not 1 <= sum(word not in names["particles"] for word in core) <= 6
        or len(part) > 80
        or any(char in "@/:_" for char in part if not loose)
    ):
        return None
    if headings.is_paper_title(part) or headings.known(part):
        return None
    if loose:
        handle = len(core) == 1 and bool(re.fullmatch(r"@?[\w.-]{3,30}", part)) and part[:1] != "-"
        spelled = len(core) <= 4 and part.replace(" ", "").replace("-", "").isalpha()
        return part if (handle or spelled) and any(char.isalpha() for char in part) else None
    if any(char.isdigit() for char in part):
        return None
    if not all(_is_name_word(word, at) for at, word in enumerate(core)):
        return None
    return part if any(char.isalpha() for char in part) else None


def turned_name(text: str) -> str | None:
    """Return the name of a line with the family name first ("Doe, Jane"), else null."""
    match = _TURNED.fullmatch(text.strip())
    if (
        not match
        or any(_is_letters(word) for word in text.replace(",", " ").split())
        or wording.is_place(text)
    ):
        return None
    return name_in(f"{match[2]} {match[1]}")


def without_titles(name: str) -> list[str]:
    """Return the words of a name that are no titles ("Prof. Dr. Jane Doe")."""
    titles = language("contact")["names"]["titles"]
    return [word for word in name.split() if word.casefold() not in titles]


def _is_letters(word: str) -> bool:
    """Return whether a word is letters behind a name ("PhD", "M.Sc.", "PMP")."""
    names, bare = language("contact")["names"], word.strip("().,")
    return bare.casefold().replace(".", "") in names["letters"]


def _is_name_word(word: str, at: int) -> bool:
    """Return whether a word may stand in a name at place `at`: with a capital, or a particle."""
    small = language("contact")["names"]["particles"]
    bare = word.strip("()\"'“”„‘’«»")
    if not bare or bare[0].isupper() or not bare[0].isascii() or bare in small:
        return True
    return at > 0 and bool(re.match(r"[dlo]['’][A-Z]|Mc|[a-z]{2,3}-[A-Z]", bare))

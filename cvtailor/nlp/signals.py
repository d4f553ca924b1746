"""Facts of a CV that show a keyword without any of its words: a measured item, a code link, a paper."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cvtailor import resources
from cvtailor.document import Document, ItemKind, SectionKind, Span
from cvtailor.lexicon.types import Signal
from cvtailor.nlp.pipeline import address
from cvtailor.nlp.types import Bullet, Standing

_WORD = re.compile(r"[^\s|·•,;]{4,}")
_LONGEST = 2000  # characters of an address
_MARKS = "()[]{}<>\"'“”‘’.,;:!?"


@dataclass(frozen=True, slots=True)
class Fact:
    """A signal at a span, the standing it gives and the sentence that says why."""

    signal: Signal
    span: Span
    standing: Standing
    reason: str


def facts(document: Document, bullets: tuple[Bullet, ...]) -> tuple[Fact, ...]:
    """Return the signals of a CV in document order."""
    found = [
        Fact(Signal.MEASURED_ITEM, each.span, Standing.PROVEN, "This item states a measured result.")
        for each in bullets
        if each.measurable
    ]
    for section in document.sections:
        if section.kind is SectionKind.PUBLICATIONS:
            found += [
                Fact(Signal.PUBLICATION, each.span, Standing.USED, "This is a publication.")
                for each in section.all_items()
                if each.kind is not ItemKind.SKILL
            ]
    found += _links(document)
    return tuple(sorted(found, key=lambda each: (each.span, each.signal)))


def _links(document: Document) -> list[Fact]:
    """Links to code hosts count also where they are masked: a contact link is the person's own."""
    found: list[Fact] = []
    seen: set[str] = set()
    for match in _WORD.finditer(document.text):
        text = match[0].strip(_MARKS)
        host = _code_host(text) if "." in text and len(text) <= _LONGEST else None
        if host:
            start = match.start() + match[0].index(text)
            span = Span(start=start, end=start + len(text))
            found += _on_host(host, span, f"This links to code on {host}.")
            seen.add(_bare(text))
    for link in document.contact.links:  # addresses behind the words of a link stand in no text
        host = _code_host(link)
        if host and _bare(link) not in seen:
            span = _words_of_link(document.text, host)
            found += _on_host(host, span, f"A link leads to code on {host}.")
            seen.add(_bare(link))
    return found


def _on_host(host: str, span: Span, reason: str) -> list[Fact]:
    """Return what a link to a code host shows: code, and on GitHub the use of it."""
    found = [Fact(Signal.CODE_LINK, span, Standing.USED, reason)]
    if host == "github.com" or host.endswith((".github.com", ".github.io")):
        found.append(Fact(Signal.GITHUB_LINK, span, Standing.USED, reason))
    return found


def _code_host(text: str) -> str | None:
    """Return the host of an address of code in lower case, or None."""
    links = resources.language("links")
    host = host_of(text)
    if host and any(host == each or host.endswith("." + each) for each in links["code"]):
        return host
    lower = text.lower()  # "ann.github.io" without a path is an address too
    return lower if lower.endswith(tuple(f".{each}" for each in links["pages"])) else None


def _bare(link: str) -> str:
    """Return an address without scheme, "www." and closing slash, for comparison."""
    return link.lower().split("://")[-1].removeprefix("www.").rstrip("/")


def _words_of_link(text: str, host: str) -> Span:
    """Return where the name of the host stands in the text ("GitHub"), else the first line."""
    name = host.split(".")[-2]
    found = re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE)
    if found:
        return Span(start=found.start(), end=found.end())
    return Span(start=0, end=len(text.partition("\n")[0]))


def host_of(token: str) -> str | None:
    """Return the host of an address in lower case without "www.", or None."""
    match = address().match(token)
    if match:
        host = next(each for each in match.groups() if each).lower()
        return host.removeprefix("www.")
    return None

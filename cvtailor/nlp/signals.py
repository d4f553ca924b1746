"""Facts of a CV that show a keyword without any of its words: a measured item, a code link, a paper."""

from __future__ import annotations

from dataclasses import dataclass

from cvtailor import resources
from cvtailor.document import Document, ItemKind, SectionKind, Span
from cvtailor.lexicon.types import Signal
from cvtailor.nlp.pipeline import address, tokenise
from cvtailor.nlp.types import Bullet, Standing


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
    hosts = tuple(resources.language("links")["code"])
    found: list[Fact] = []
    seen: list[str] = []
    for token in tokenise(document.text):
        text = token.text
        if "." not in text:
            continue
        host = host_of(text)
        if host and any(host == each or host.endswith("." + each) for each in hosts):
            span = Span(start=token.idx, end=token.idx + len(text))
            found.append(Fact(Signal.CODE_LINK, span, Standing.USED, f"This links to code on {host}."))
            seen.append(text.lower())
    return found


def host_of(token: str) -> str | None:
    """Return the host of an address in lower case without "www.", or None."""
    match = address().match(token)
    if match:
        host = next(each for each in match.groups() if each).lower()
        return host.removeprefix("www.")
    return None

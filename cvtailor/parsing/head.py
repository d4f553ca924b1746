"""The text before the first heading, and contact facts anywhere: name, masked spans, summary."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from cvtailor.document import Contact, Span
from cvtailor.parsing import contact, wording
from cvtailor.parsing.types import Block, Layer
from cvtailor.resources import language

_MOST_WORDS = 12  # of a line of contact facts
_FAR_LARGER = 1.2  # times the size of all other lines that could be the name (project convention)


@dataclass(slots=True)
class Facts:
    """Contact facts gathered from a document, and the spans to mask."""

    emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    elsewhere: dict[str, list[str]] = field(default_factory=dict)
    masked: list[Span] = field(default_factory=list)

    def add(self, fact: contact.Fact, start: int, *, in_head: bool) -> None:
        """Note one fact of a line that starts at offset `start`."""
        lists = {"email": self.emails, "phone": self.phones, "link": self.links}
        if fact.kind == "link" and not in_head:
            return
        into = lists.get(fact.kind)
        text = (
            re.sub(r"\s*(?:\[at\]|\(at\)|@)\s*", "@", fact.text)
            if fact.kind == "email"
            else fact.text.strip()
        )
        if into is not None and not in_head:
            into = self.elsewhere.setdefault(fact.kind, [])
        if into is not None and text not in into:
            into.append(text)
        self.masked.append(Span(start=start + fact.start, end=start + fact.end))

    def contact(self, name: str | None) -> Contact:
        """Return what was gathered as the document's contact.

        What stands in the body may be somebody else's: it counts only where the head has none of its kind.
        """
        return Contact(
            name=name,
            emails=tuple(self.emails or self.elsewhere.get("email", ())),
            phones=tuple(self.phones or self.elsewhere.get("phone", ())),
            links=tuple(self.links),
        )


_WHOLE = 0.6  # of a line's characters, that its contact facts take where it holds nothing else


def is_contact_line(block: Block) -> bool:
    """Return whether a line holds contact facts and next to nothing else."""
    text = block.text.strip()
    if block.bullet or not text or len(text.split()) > _MOST_WORDS:
        return False
    found = contact.facts(text, head=True)
    return sum(each.end - each.start for each in found) >= _WHOLE * len(text)


def reaches_somebody(texts: list[str]) -> bool:
    """Return whether lines hold an e-mail address or a phone number."""
    return any(each.kind in ("email", "phone") for text in texts for each in contact.facts(text, head=True))


def find_name(blocks: list[Block]) -> str | None:
    """Return the person's name: the first prominent line that looks like a name.

    Args:
        blocks: the blocks before the first heading, page headers included, in order.
    """
    visible = [block for block in blocks[:40] if not block.hidden]
    body = [block for block in visible if block.layer is Layer.BODY][:14]
    for group in (body, [block for block in visible if block.layer is Layer.HEADER][:6]):
        found = _name_among(group)
        if found:
            return found
    return None


def _name_among(group: list[Block]) -> str | None:
    named = [(block, name) for block in group if (name := contact.name_in(block.text))]
    largest = max((block.size for block, _ in named), default=0.0)
    top = max(group, key=lambda block: block.size) if group else None
    if top and (not named or top.size > _FAR_LARGER * largest) and (name := _plain_name(top, group)):
        return name
    if not named:
        return None
    likely = [
        (block, name)
        for block, name in named
        if len(name.split()) > 1
        and not _is_job(name, first=block is group[0] or block is top)
        and not wording.is_place(name)
    ]
    for block, name in likely:
        if block.size >= 0.97 * largest:
            return _two_line_name(group, block, name)
    tops = [(block, name) for block, name in named if block.size >= 0.97 * largest]
    if likely and tops and likely[0][0].size < 0.8 * largest:
        whole = _two_line_name(group, *tops[0])
        if len(whole.split()) > 1 and not _is_job(whole, first=True):
            return whole
    block, name = named[0]
    if block is group[0] and (turned := contact.turned_name(block.text)):
        return turned
    if likely:
        return likely[0][1]
    if block is group[0] and not wording.has_word(name, "titles"):
        return _two_line_name(group, block, name)
    return None


def _is_job(name: str, *, first: bool) -> bool:
    """Return whether words name a job rather than a person; `first` where a name is expected.

    There, a family name may be that of a trade ("Mary Porter").
    """
    words = contact.without_titles(name)
    if first and len(words) > 1 and words[-1].casefold() in language("contact")["names"]["trades"]:
        words = words[:-1]
    return not words or wording.has_word(" ".join(words), "titles")


def _plain_name(block: Block, group: list[Block]) -> str | None:
    """Return a name in small letters, or a user name, where the look or the place says that it is one."""
    text = block.text
    if contact.facts(text, head=True) or wording.has_word(text, "titles") or wording.is_place(text):
        return None
    others = [each.size for each in group if each is not block]
    if block is not group[0] and block.size <= _FAR_LARGER * max(others, default=0.0):
        return None
    return contact.name_in(text, loose=True)


def _two_line_name(blocks: list[Block], block: Block, name: str) -> str:
    """Join a first name and a surname that stand on two lines in one large size."""
    at = next(n for n, each in enumerate(blocks) if each is block)
    if len(name.split()) > 1 or not block.size or at + 1 >= len(blocks):
        return name
    second = blocks[at + 1]
    other = contact.name_in(second.text)
    if (
        other
        and len(other.split()) <= 2
        and abs(second.size - block.size) < 0.5
        and not wording.has_word(other, "titles")
    ):
        return f"{name} {other}"
    return name


def is_prose(block: Block) -> bool:
    """Return whether a block before the first heading is a summary rather than a name or headline."""
    text = block.text
    if block.hidden or block.layer is not Layer.BODY or "\t" in text:
        return False
    words = text.split()
    if len(words) < 8 or (len(words) < 16 and contact.facts(text, head=True)):
        return False
    if sum(text.count(mark) for mark in "|•·") > 1:
        return False
    small = sum(word[:1].islower() for word in words)
    return (len(words) >= 12 and 2 * small > len(words) * 0.8) or (text.endswith(".") and small > 3)

"""Reads plain text and Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from cvtailor.document import Observation, ObservationKind
from cvtailor.parsing import marks
from cvtailor.parsing.types import Block, Reading

# Project convention: no CV has more lines.
MAX_LINES = 5_000
MAX_LINE = 20_000

_COMMENT = re.compile(r"<!--(?:[^-]|-(?!->)){0,5000}-->")  # seen by machines only
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\(\s*<?([^\s()<>]{1,500})>?(?:\s+\"[^\"\n]{0,200}\")?\s*\)")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^\s<>]{1,500}|[^\s<>@]{1,64}@[^\s<>@]{1,200})>")
_CODE = re.compile(r"`([^`\n]{1,300})`")
_BOLD = re.compile(r"(\*\*|__)(?=\S)([^\n]{1,400}?)(?<=\S)\1(?![*_])")
_ITALIC = re.compile(
    r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,400})(?<=[^\s*])\*(?![\w*])|(?<![\w_])_(?=[^\s_])([^_\n]{1,400})(?<=[^\s_])_(?![\w_])"
)
_ATX = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")
_SETEXT = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_RULE = re.compile(r"[ \t]*([-=_*~#–—•]|\*)(?:[ \t]*\1){2,}[ \t]*$")
_TABLE_RULE = re.compile(r"[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+[ \t]*:?-*:?[ \t]*$")
_WIDE = re.compile(r"(?<=\S)(?: {3,}|\t+ *)(?=\S)")


@dataclass(slots=True)
class _Draft:
    text: str
    line: int
    indent: int
    gap: int
    bullet: bool = False
    heading: int | None = None
    bold: bool = False
    italic: bool = False
    rule: bool = False
    lines: int = 1
    level: int = 0
    last: str = ""
    links: list[str] = field(default_factory=list)


def read(text: str, *, markdown: bool) -> Reading:
    """Turn text into blocks with line numbers: bullets recognised, wrapped lines joined.

    `markdown` says whether headings, emphasis and links are markup. The result's `size` is always 0.
    """
    if markdown:
        text = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    observations: tuple[Observation, ...] = ()
    if len(lines) > MAX_LINES:
        detail = f"Only the first {MAX_LINES} lines of {len(lines)} were read."
        observations = (Observation(kind=ObservationKind.READ_LIMIT, detail=detail),)
        lines = lines[:MAX_LINES]
    drafts = _drafts(lines, markdown)
    blocks = tuple(
        Block(
            text=draft.text,
            bullet=draft.bullet,
            level=draft.level,
            heading=draft.heading,
            bold=draft.bold,
            italic=draft.italic,
            gap=float(draft.gap),
            rule=draft.rule,
            indent=float(draft.indent),
            line=draft.line,
            lines=draft.lines,
            links=tuple(draft.links),
        )
        for draft in drafts
        if draft.text
    )
    media = "text/markdown" if markdown else "text/plain"
    return Reading(media_type=media, reader="text", pages=None, blocks=blocks, observations=observations)


def _drafts(lines: list[str], markdown: bool) -> list[_Draft]:
    drafts: list[_Draft] = []
    gap, ruled = 0, False
    for number, whole in enumerate(lines, 1):
        raw = whole[:MAX_LINE]
        if not raw.strip():
            gap += 1
            continue
        above = drafts[-1] if drafts and gap == 0 else None
        if markdown and above and _SETEXT.match(raw) and not above.bullet and above.lines == 1:
            above.heading = above.heading or (1 if "=" in raw else 2)
            continue
        if markdown and _TABLE_RULE.match(raw) and "|" in raw:
            continue
        if _RULE.match(raw):
            if above and not above.bullet:
                above.rule = True
            else:
                ruled = True
            continue
        draft = _draft(raw, number, gap, markdown)
        if not draft.text:
            continue
        draft.rule, ruled = ruled, False
        if above and not ruled and _continues(above, draft):
            _join(above, draft)
        else:
            drafts.append(draft)
        gap = 0
    _levels(drafts)
    return drafts


def _draft(raw: str, number: int, gap: int, markdown: bool) -> _Draft:
    line = raw.expandtabs(4)
    indent = len(line) - len(line.lstrip(" \u00a0"))
    draft = _Draft(text="", line=number, indent=indent, gap=gap, last=line.rstrip())
    body = raw.strip()
    if markdown and (atx := _ATX.match(raw)):
        draft.heading, body = len(atx[1]), atx[2]
    else:
        body, draft.bullet = marks.bullet(body)
        if markdown:
            body = body.removeprefix("> ").removeprefix("[ ] ").removeprefix("[x] ")
        # A numbered line in capitals or without more words is a numbered heading, not a list item.
        if draft.bullet and raw.strip()[0].isdigit() and body.isupper():
            draft.bullet = False
    if markdown:
        if body.startswith("|") or (body.count("|") > 1 and body.endswith("|")):
            body = "\t".join(cell.strip() for cell in body.strip("|").split("|"))
        body = _unmark(body, draft)
    draft.text = marks.clean(_WIDE.sub("\t", body))
    return draft


def _unmark(body: str, draft: _Draft) -> str:
    """Take emphasis marks and link targets out of Markdown; note them on the draft."""

    def link(match: re.Match[str]) -> str:
        draft.links.append(match[2])
        return "" if match[0].startswith("!") else match[1]

    def auto(match: re.Match[str]) -> str:
        return match[1].removeprefix("mailto:")

    body = _AUTOLINK.sub(auto, _LINK.sub(link, body))
    bold = sum(len(match[2]) for match in _BOLD.finditer(body))
    body = _BOLD.sub(r"\2", body)
    italic = sum(len(match[1] or match[2]) for match in _ITALIC.finditer(body))
    body = _ITALIC.sub(lambda match: match[1] or match[2], body)
    body = _CODE.sub(r"\1", body)
    body = re.sub(r"\\([\\`*_{}\[\]()#+\-.!|<>~])", r"\1", body)
    body = re.sub(r"(?:<br ?/?>|\\)$", "", body)
    draft.bold = bold * 2 > max(1, len(body))
    draft.italic = italic * 2 > max(1, len(body))
    return body


def _continues(above: _Draft, draft: _Draft) -> bool:
    """Return whether a line with no empty line before it goes on with the block above."""
    if draft.bullet or draft.heading or above.heading or above.rule or above.bold != draft.bold:
        return False
    if above.bullet:
        if draft.indent > above.indent:
            return "\t" not in draft.text
        return marks.goes_on(above.text, draft.text)
    if "\t" in above.text or "\t" in draft.text or draft.indent != above.indent:
        return False
    if marks.goes_on(above.text, draft.text):
        return True
    # Prose set in lines of about one width goes on after a full line.
    full = len(above.last.strip()) >= 60 and above.text[-1] != ":"
    wordy = above.lines > 1 or (above.text.count(" ") > 8 and above.text[-1] not in ".!?)")
    return full and wordy and _prose(above.text) and draft.text[0].isalnum()


def _prose(text: str) -> bool:
    """Return whether most words of a line are in lower case, as in a sentence."""
    words = text.split()
    return sum(word[:1].islower() for word in words) * 2 > len(words)


def _join(above: _Draft, draft: _Draft) -> None:
    above.text = marks.joined(above.text, draft.text)
    above.last = draft.last
    above.lines += 1
    above.links += draft.links


def _levels(drafts: list[_Draft]) -> None:
    """Number the depth of bullets by their indents within one run of bullets."""
    stack: list[int] = []
    for draft in drafts:
        if not draft.bullet:
            stack = []
            continue
        while stack and stack[-1] > draft.indent:
            stack.pop()
        if not stack or stack[-1] < draft.indent:
            stack.append(draft.indent)
        draft.level = len(stack) - 1

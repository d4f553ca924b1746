"""The text of a DOCX paragraph that may be changed, and the replacing of words in it, run by run.

Every run, hyperlink, tab and bookmark stays where it is; only what stands in w:t elements becomes other text.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cvtailor.parsing.docx_text import SKIPPED
from cvtailor.parsing.docx_xml import qn, toggle

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_COMPARED = 250_000  # pairs of words; longer texts are left to the person
_MAX_NESTING = 60
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_WORD = re.compile(r"\w+|\s|[^\w\s]")
_SEPARATOR = re.compile(r"(\s*[,;|•·‖◦●▪∙⋅、/\t]\s*|\.$)")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_LIGATURES = {0xFB00 + n: text for n, text in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))}
_OTHER = "\ufffc"  # stands for what has no letter of its own: a symbol, a picture, a note
_SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:br": " ", "w:cr": " ", "w:noBreakHyphen": "-", "w:sym": _OTHER}
_UNMARKED = ("w:lang", "w:noProof")  # of a run, and not seen


@dataclass(slots=True)
class Stretch:
    """The text of one w:t, or a sign that cannot be changed (`node` null).

    `locked` where Word would put its own text back (fields, bound content controls); `link` is the hyperlink around it.
    """

    text: str
    node: Any = None
    locked: bool = False
    link: Any = None


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `text` in place of the characters `start` to `end` of a stretch."""

    stretch: int
    start: int
    end: int
    text: str


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    shows: bool = False


@dataclass(slots=True)
class _Reader:
    made: list[Stretch] = field(default_factory=list)
    fields: list[_Field] = field(default_factory=list)

    def read(self, element: Any, *, locked: bool = False, link: Any = None, depth: int = 0) -> None:
        """Collect the stretches below an element, those of deleted, hidden and boxed text left out."""
        for child in element:
            tag = child.tag
            if not isinstance(tag, str) or tag in SKIPPED or depth > _MAX_NESTING:
                continue
            if tag == qn("w:r"):
                self._run(child, locked=locked, link=link)
            elif tag == qn("w:fldSimple"):
                own = child.get(qn("w:instr"), "").split(maxsplit=1)[:1] != ["HYPERLINK"]
                self.read(child, locked=locked or own, link=child, depth=depth + 1)
            elif tag == qn("w:hyperlink"):
                self.read(child, locked=locked, link=child, depth=depth + 1)
            elif tag == qn("w:sdt"):
                self.read(child, locked=locked or _is_bound(child), link=link, depth=depth + 1)
            elif tag in _containers():
                self.read(child, locked=locked, link=link, depth=depth + 1)
            elif next(child.iter(qn("w:t"), qn("m:t")), None) is not None:
                self.made.append(Stretch(_OTHER))

    def _run(self, run: Any, *, locked: bool, link: Any) -> None:
        hidden = toggle(run.find(qn("w:rPr")), "w:vanish") is True
        for child in run:
            tag = child.tag
            if tag == qn("w:fldChar"):
                self._field(child.get(qn("w:fldCharType")))
            elif tag == qn("w:instrText"):
                if self.fields:
                    self.fields[-1].instruction += (child.text or "")[:200]
            elif hidden or not all(each.shows for each in self.fields):
                continue
            elif tag == qn("w:t"):
                own = any(each.instruction.split(maxsplit=1)[:1] != ["HYPERLINK"] for each in self.fields)
                linked = link if link is not None else (self.fields[0] if self.fields else None)
                self.made.append(Stretch(child.text or "", child, locked=locked or own, link=linked))
            elif isinstance(tag, str) and tag in _signs():
                self.made.append(Stretch(_signs()[tag]))

    def _field(self, kind: str | None) -> None:
        if kind == "begin" and len(self.fields) < _MAX_NESTING:
            self.fields.append(_Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].shows = True
        elif kind == "end" and self.fields:
            self.fields.pop()


def _signs() -> dict[str, str]:
    return {qn(name): sign for name, sign in _SIGNS.items()}


def _containers() -> frozenset[str]:
    return frozenset(
        qn(name)
        for name in ("w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:sdtContent", "w:dir", "w:bdo")
    )


def _is_bound(control: Any) -> bool:
    """Return whether a content control shows data kept elsewhere, or may not be changed."""
    properties = control.find(qn("w:sdtPr"))
    return properties is not None and any(
        properties.find(qn(name)) is not None for name in ("w:dataBinding", "w:lock")
    )


def read(paragraph: Any) -> list[Stretch]:
    """Return the text of a w:p that a person sees, stretch by stretch."""
    reader = _Reader()
    reader.read(paragraph)
    return reader.made


@dataclass(frozen=True, slots=True)
class Folded:
    """Text with white space collapsed and invisible characters gone; each character with its range in the raw text."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def fold(raw: str) -> Folded:
    """Return text as parsing reads it: composed, ligatures unfolded, one space (or tab) for a run of white space."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    while at < len(raw):
        end = at + 1
        while end < len(raw) and unicodedata.combining(raw[end]):
            end += 1
        part = _UNSEEN.sub("", unicodedata.normalize("NFC", raw[at:end]).translate(_LIGATURES))
        for char in part:
            sign = ("\t" if char == "\t" else " ") if char.isspace() else char
            if sign in " \t" and out and out[-1] in " \t":
                out[-1] = "\t" if "\t" in (sign, out[-1]) else " "
                ends[-1] = end
                continue
            out.append(sign)
            starts.append(at)
            ends.append(end)
        at = end
    return Folded("".join(out), tuple(starts), tuple(ends))


def find(text: str, wanted: str) -> int:
    """Return where `wanted` stands in `text` between word ends; -1 where it does so nowhere or more than once."""
    found, at = -1, text.find(wanted) if wanted else -1
    while at >= 0:
        end = at + len(wanted)
        cut = (text[at - 1 : at].isalnum() and wanted[0].isalnum()) if at else False
        cut = cut or (text[end : end + 1].isalnum() and wanted[-1].isalnum())
        if not cut:
            if found >= 0:
                return -1
            found = at
        at = text.find(wanted, at + 1)
    return found


def plan(stretches: list[Stretch], before: str, after: str) -> list[Edit] | None:
    """Return the edits that make `before` read `after` in a paragraph, word by word; null where that cannot be done.

    Each new piece stands in the run where the old piece began; unchanged words keep their runs.
    """
    raw = fold("".join(each.text for each in stretches))
    old, new = fold(before).text.strip(), fold(after).text.strip()
    base = find(raw.text, old)
    if base < 0 or not new:
        return None
    parts = _slots(old, new) or _words(old, new)
    if parts is None:
        return None
    owners = _owners(stretches)
    edits: list[Edit] = []
    for first, last, text in parts:
        start, end = base + first, base + last
        if any(0 < at < len(raw.text) and raw.starts[at] == raw.starts[at - 1] for at in (start, end)):
            return None  # within a ligature, or between a letter and its accent
        if start == end:
            made = _inserted(stretches, owners, raw, start, text, last=base + len(old))
        else:
            made = _replaced(stretches, owners, raw.starts[start], raw.ends[end - 1], text)
        if made is None:
            return None
        edits += made
    return None if _empties_a_link(stretches, edits) else edits


def is_order(old: str, new: str) -> bool:
    """Return whether two texts hold the same words in another order."""
    one, two = (_WORD.findall(text.casefold()) for text in (old, new))
    return one != two and sorted(one) == sorted(two)


def _slots(old: str, new: str) -> list[tuple[int, int, str]] | None:
    """Return the parts of a list that change where both texts have the same words and the same separators."""
    if not is_order(old, new):
        return None
    one, two = _SEPARATOR.split(old), _SEPARATOR.split(new)
    if one[1::2] != two[1::2]:
        return None
    found, at = [], 0
    for place, (was, now) in enumerate(zip(one, two, strict=True)):
        if place % 2 == 0 and was != now:
            found.append((at, at + len(was), now))
        at += len(was)
    return found


def _words(old: str, new: str) -> list[tuple[int, int, str]] | None:
    """Return the words that change, from place to place of the old text; null where the texts are too long."""
    one, two = _WORD.findall(old), _WORD.findall(new)
    if len(one) * len(two) > MAX_COMPARED:
        return None
    offsets = [0]
    for word in one:
        offsets.append(offsets[-1] + len(word))
    found = difflib.SequenceMatcher(None, one, two, autojunk=False).get_opcodes()
    return [
        (offsets[i1], offsets[i2], "".join(two[j1:j2])) for what, i1, i2, j1, j2 in found if what != "equal"
    ]


def _owners(stretches: list[Stretch]) -> list[tuple[int, int]]:
    """Return, for each character of the paragraph, its stretch and its place there."""
    return [(n, at) for n, each in enumerate(stretches) for at in range(len(each.text))]


def _editable(stretch: Stretch) -> bool:
    return stretch.node is not None and not stretch.locked


def _replaced(
    stretches: list[Stretch], owners: list[tuple[int, int]], start: int, end: int, text: str
) -> list[Edit] | None:
    edits: list[Edit] = []
    at = start
    while at < end:
        number, first = owners[at]
        if not _editable(stretches[number]):
            return None
        length = min(len(stretches[number].text) - first, end - at)
        edits.append(Edit(number, first, first + length, text if at == start else ""))
        at += length
    return edits


def _inserted(
    stretches: list[Stretch], owners: list[tuple[int, int]], raw: Folded, at: int, text: str, *, last: int
) -> list[Edit] | None:
    """Put words between two others: in the run of the one behind, or before, whichever is plainer."""
    sides = []
    if at < last:
        number, place = owners[raw.starts[at]]
        sides.append((number, place))
    if at:
        number, place = owners[raw.ends[at - 1] - 1]
        sides.append((number, place + 1))
    open_ = [each for each in sides if _editable(stretches[each[0]])]
    if not open_:
        return None
    number, place = min(open_, key=lambda side: _loudness(stretches[side[0]]))
    return [Edit(number, place, place, text)]


def _loudness(stretch: Stretch) -> tuple[bool, int]:
    return stretch.link is not None, len(_marks(stretch))


def _marks(stretch: Stretch) -> frozenset[tuple[str, str]]:
    """Return the marks of a run that a person sees: bold, colour, size, …."""
    properties = stretch.node.getparent().find(qn("w:rPr"))
    plain = {qn(name) for name in _UNMARKED}
    return frozenset(
        (each.tag, "|".join(f"{key}={value}" for key, value in sorted(each.attrib.items())))
        for each in (properties if properties is not None else ())
        if isinstance(each.tag, str) and each.tag not in plain
    )


def _empties_a_link(stretches: list[Stretch], edits: list[Edit]) -> bool:
    """Return whether edits would leave a hyperlink without a letter to click on."""
    new = [each.text for each in stretches]
    for each in sorted(edits, key=lambda edit: (edit.stretch, edit.start), reverse=True):
        new[each.stretch] = new[each.stretch][: each.start] + each.text + new[each.stretch][each.end :]
    links: dict[int, list[str]] = {}
    for stretch, text in zip(stretches, new, strict=True):
        if stretch.link is not None:
            both = links.setdefault(id(stretch.link), ["", ""])
            both[0] += stretch.text
            both[1] += text
    return any(old.strip() and not now.strip() for old, now in links.values())


def looks(stretches: list[Stretch], before: str) -> Iterator[tuple[frozenset[tuple[str, str]], int]]:
    """Yield the look, and the link if any, of each letter of `before` in a paragraph in which it stands once."""
    raw = fold("".join(each.text for each in stretches))
    old = fold(before).text.strip()
    base = find(raw.text, old)
    owners = _owners(stretches)
    seen: set[int] = set()
    for at in range(base, base + len(old)) if base >= 0 else ():
        number = owners[raw.starts[at]][0]
        if raw.text[at].isalnum() and number not in seen and stretches[number].node is not None:
            seen.add(number)
            stretch = stretches[number]
            yield _marks(stretch), 0 if stretch.link is None else id(stretch.link)


def apply(stretches: list[Stretch], edits: list[Edit]) -> None:
    """Carry edits out, the last of each stretch first."""
    for each in sorted(edits, key=lambda edit: (edit.stretch, edit.start, edit.end), reverse=True):
        stretch = stretches[each.stretch]
        stretch.text = stretch.text[: each.start] + each.text + stretch.text[each.end :]
        stretch.node.text = stretch.text
        if stretch.text != stretch.text.strip() or "  " in stretch.text:
            stretch.node.set(_SPACE, "preserve")

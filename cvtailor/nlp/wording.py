"""Facts about how one item is worded: opening, tense, person, empty words, blanks, tool names."""

from __future__ import annotations

import functools
import re

from cvtailor.document import Span
from cvtailor.nlp.exclusions import blanks
from cvtailor.nlp.opening import read_opening
from cvtailor.nlp.phrases import any_of, listed
from cvtailor.nlp.types import Opening, Slot, Tense, Wording
from cvtailor.resources import language

_WORDS = re.compile(r"[^\W_]+(?:[-'’./&@+][^\W_]+)*")
# "I" alone, not in "Phase I", "I/O", "Type I"; "my", "we", "our", "me" as words.
_PERSON = re.compile(
    r"(?<![\w/.&'’-])(?:I(?=\s[a-z]|['’](?:m|ve|d|ll)\b|,\s)|[Mm]y|[Ww]e(?=\s|['’](?:ve|re|d|ll)\b)|[Oo]ur|[Mm]yself|me)(?:['’](?:m|ve|d|ll|re))?(?![\w/&-])"
)
_ROMAN = re.compile(
    r"(?:Phase|Type|Part|Level|Grade|Class|Stage|Category|Tier|World War|Analyst|Engineer|Scientist|Calculus|Physics|Volume|Title|Industry)\s$"
)

# "Our World in Data" inside a sentence is a name.
_NAMED = re.compile(r"(?<=[a-z,] )(?:Our|My)\s[A-Z]")


def read_wording(text: str, offset: int = 0) -> Wording:
    """Return the wording facts of one item; `offset` is where it starts in the document."""

    def slot(span: tuple[int, int]) -> Slot:
        return Slot(text=text[span[0] : span[1]], span=Span(start=span[0] + offset, end=span[1] + offset))

    start = read_opening(text)
    exceptions = [match.span() for match in listed("buzzwords", "exceptions").finditer(text)]

    def plain(table: str) -> tuple[Slot, ...]:
        spans = [match.span() for match in listed("buzzwords", table).finditer(text)]
        kept = [one for one in spans if not any(low <= one[0] and one[1] <= high for low, high in exceptions)]
        exceptions.extend(kept)  # "highly" in "highly motivated" is told once
        return tuple(slot(one) for one in kept)

    end = text.rstrip()[-1:]
    return Wording(
        opening=start.kind,
        verb=slot(start.verb) if start.verb is not None else None,
        lemma=start.form.lemma if start.form is not None else None,
        tense=start.form.tense if start.form is not None else Tense.UNKNOWN,
        weak=slot(start.weak) if start.weak is not None else None,
        person=tuple(
            slot(match.span())
            for match in _PERSON.finditer(text)
            if not _ROMAN.search(text[max(0, match.start() - 14) : match.start()])
            and not _NAMED.match(text, match.start())
        ),
        buzzwords=plain("buzzwords"),
        fillers=plain("fillers"),
        blanks=tuple(slot(span) for span in blanks(text)),
        misspelt=_misspelt(text, offset),
        words=len(_WORDS.findall(text)),
        ends_with="" if not end or end.isalnum() or end in "%)]”\"’'€£$+" else end,
    )


def is_weak(wording: Wording) -> bool:
    """Return whether the opening hides who did what: a duty phrase, a hiding verb, or a passive."""
    return wording.opening in (Opening.WEAK, Opening.PASSIVE)


@functools.cache
def _names() -> re.Pattern[str]:
    pattern = any_of(language("toolnames")["names"], cased=True).pattern
    # Not inside an address, a path, a mail or a package name.
    return re.compile(rf"(?<![/@.\\])(?:{pattern})(?!\.(?:com|org|io|net)\b|/|@)")


def _misspelt(text: str, offset: int) -> tuple[tuple[Slot, str], ...]:
    names = language("toolnames")["names"]
    found = []
    for match in _names().finditer(text):
        usual = names.get(match[0])
        if usual is not None:
            span = Span(start=match.start() + offset, end=match.end() + offset)
            found.append((Slot(text=match[0], span=span), usual))
    return tuple(found)

"""Small factories: a CV written as text, and what it shows, without parsing or nlp.

`cv()` takes sections as lines; offsets are worked out from the text, so that spans always hold.
"""

from __future__ import annotations

import dataclasses
from typing import Any

from cvtailor.advice.types import Blank, Rewrite
from cvtailor.document import (
    Contact,
    Document,
    Entry,
    Item,
    ItemKind,
    Observation,
    ObservationKind,
    Place,
    Section,
    SectionKind,
    Span,
)
from cvtailor.lexicon.types import Ask, Group, Keyword, Lexicon, Signal
from cvtailor.nlp.types import (
    Achievement,
    Bullet,
    Evidence,
    Mention,
    Opening,
    Overall,
    ResultKind,
    Shown,
    Slot,
    Standing,
    Tense,
    Wording,
)

BULLET_SECTIONS = {
    SectionKind.EXPERIENCE,
    SectionKind.PROJECTS,
    SectionKind.EDUCATION,
    SectionKind.TEACHING,
    SectionKind.AWARDS,
    SectionKind.SERVICE,
}


def keyword(id: str, name: str | None = None, **fields: Any) -> Keyword:
    return Keyword(id=id, name=name or id.capitalize(), forms=(id,), **fields)


def group(id: str, *members: str, ask: Ask = Ask.NAME, **fields: Any) -> Group:
    values: dict[str, Any] = {
        "need": 1,
        "weight": 1.0,
        "essential": True,
        "evidence": f"work that shows {id}",
    }
    return Group(
        id=id, title=f"The {id}", ask=ask, members=members, source=("article",), **{**values, **fields}
    )


LEXICON = Lexicon(
    id="tester",
    title="Tester",
    version="1",
    language="en",
    sha256="0" * 64,
    source="invented",
    groups=(
        group("language", "python", "julia", weight=4.0),
        group("framework", "torch", "keras", weight=4.0),
        group("deep", "cnn", weight=4.0),
        group("team", "teamwork", ask=Ask.SHOW, weight=2.0),
        group("maths", "algebra", "calculus", need=2, weight=2.0, essential=False),
        group("code", "portfolio", ask=Ask.SHOW, weight=2.0, essential=False),
        group("papers", "paper", "icml", ask=Ask.SHOW, weight=2.0, essential=False),
        group("sharing", "open-source", ask=Ask.SHOW, weight=2.0, essential=False),
        group("talk", "interview", ask=Ask.NONE, weight=5.0),
    ),
    keywords=(
        keyword("python", "Python"),
        keyword("julia", "Julia"),
        keyword("torch", "PyTorch", implies=("cnn",)),
        keyword("keras", "Keras"),
        keyword("cnn", "CNN", kind="method"),
        keyword("teamwork", "teamwork", kind="soft"),
        keyword("algebra", "linear algebra"),
        keyword("calculus", "calculus"),
        keyword("portfolio", "portfolio", signals=(Signal.CODE_LINK,)),
        keyword("paper", "publications", signals=(Signal.PUBLICATION,)),
        keyword("icml", "ICML", kind="venue"),
        keyword("open-source", "open source"),
        keyword("interview", "interview"),
        keyword("fortran", "Fortran"),
    ),
)

EMAIL = "ada@example.org"
Job = tuple[str, str | None, str | None, list[str]]


def cv(
    sections: list[tuple[SectionKind, str, list[Job | str]]] | None = None,
    *,
    email: str | None = EMAIL,
    pages: int | None = 1,
    language: str = "en",
    observations: tuple[Observation, ...] = (),
    paragraph: bool = False,
) -> Document:
    """A document: each section has jobs (name, start, end, bullets) or plain lines."""
    text = "Ada Mensah\n"
    masked = []
    if email:
        masked.append(Span(start=len(text), end=len(text) + len(email)))
        text += email + "\n"
    built = []
    for kind, heading, content in sections or []:
        start = len(text)
        text += heading + "\n"
        heading_span = Span(start=start, end=start + len(heading))
        made_entries, made_items = [], []
        for each in content:
            if isinstance(each, str):
                made_items.append(_item(text, each, kind, None, len(made_items) + 1, paragraph))
                text += each + "\n"
                continue
            name, begin, end, bullets = each
            head = f"{name} {begin or ''} {end or ''}".rstrip()
            top = len(text)
            text += head + "\n"
            header = Span(start=top, end=top + len(head))
            items = []
            for bullet in bullets:
                items.append(_item(text, bullet, kind, name, len(items) + 1, paragraph))
                text += bullet + "\n"
            made_entries.append(
                Entry(
                    title=None,
                    organisation=name,
                    location=None,
                    start=begin,
                    end=end,
                    span=Span(start=top, end=len(text)),
                    place=Place(page=1, section=kind, entry=name),
                    items=tuple(items),
                    header=header,
                )
            )
        built.append(
            Section(
                kind=kind,
                heading=heading,
                span=Span(start=start, end=len(text)),
                place=Place(page=1, section=kind),
                heading_span=heading_span,
                entries=tuple(made_entries),
                items=tuple(made_items),
            )
        )
    return Document(
        tool_version="0",
        file="cv.pdf",
        sha256="1" * 64,
        media_type="application/pdf",
        reader="test",
        pages=pages,
        language=language,
        text=text,
        masked=tuple(masked),
        sections=tuple(built),
        contact=Contact(name="Ada Mensah", emails=(email,) if email else ()),
        observations=observations,
    )


def _item(text: str, words: str, kind: SectionKind, entry: str | None, number: int, paragraph: bool) -> Item:
    shape = (
        ItemKind.SKILL if kind is SectionKind.SKILLS else ItemKind.PARAGRAPH if paragraph else ItemKind.BULLET
    )
    return Item(
        kind=shape,
        text=words,
        span=Span(start=len(text), end=len(text) + len(words)),
        place=Place(page=1, section=kind, entry=entry, item=number),
    )


def observe(kind: ObservationKind, detail: str = "Something was noticed.") -> Observation:
    return Observation(kind=kind, detail=detail)


def slot(document: Document, words: str, start: int = 0) -> Slot:
    at = document.text.index(words, start)
    return Slot(text=words, span=Span(start=at, end=at + len(words)))


def evidence(
    document: Document,
    *,
    shown: dict[str, tuple[Standing, str | None]] | None = None,
    measured: dict[str, str] | None = None,
    wording: dict[str, dict[str, Any]] | None = None,
    weak: tuple[str, ...] = (),
    overall: Overall | None = None,
    lexicon: Lexicon = LEXICON,
) -> Evidence:
    """Evidence on a document.

    `shown` maps keyword ids to a standing and the words they stand at (None: a link, no words);
    `measured` maps bullets that state a result to their amount; `wording` maps bullets to fields of `Wording`;
    `weak` are the bullets that open weakly.
    """
    bullets = []
    entry = -1
    for section in document.sections:
        for item, index, current in _items(section, entry):
            if section.kind not in BULLET_SECTIONS:
                continue
            fields: dict[str, Any] = {
                "opening": Opening.WEAK if item.text in weak else Opening.STRONG,
                "words": len(item.text.split()),
                "tense": Tense.PAST,
            }
            fields |= (wording or {}).get(item.text, {})
            result = (measured or {}).get(item.text)
            achievement = (
                (
                    Achievement(
                        amount=slot(document, result, item.span.start),
                        metric=slot(document, item.text, item.span.start),
                    ),
                )
                if result
                else ()
            )
            bullets.append(
                Bullet(
                    text=item.text,
                    span=item.span,
                    place=item.place,
                    section=section.kind,
                    kind=ResultKind.OUTCOME if result else ResultKind.NONE,
                    measurable=bool(result),
                    weak_opening=item.text in weak,
                    achievements=achievement,
                    wording=Wording(**fields),
                    entry=index,
                    current=current,
                )
            )
        entry += len(section.entries)
    return Evidence(
        document=document,
        lexicon=lexicon,
        as_of="2024-01-01",
        keywords=tuple(_shown(each, document, lexicon, shown or {}) for each in lexicon.keywords),
        bullets=tuple(bullets),
        overall=overall or Overall(),
    )


def _items(section: Section, before: int) -> list[tuple[Item, int | None, bool]]:
    inside = [
        (item, before + n, entry.end == "present")
        for n, entry in enumerate(section.entries, 1)
        for item in entry.items
    ]
    return sorted([*((item, None, False) for item in section.items), *inside], key=lambda each: each[0].span)


def _shown(
    each: Keyword, document: Document, lexicon: Lexicon, shown: dict[str, tuple[Standing, str | None]]
) -> Shown:
    standing, words = shown.get(each.id, (Standing.ABSENT, None))
    mentions = ()
    if each.id in shown:
        span = slot(document, words).span if words else Span(start=0, end=3)
        mentions = (
            Mention(
                keyword=each.id,
                quote=document.quote(span),
                span=span,
                place=document.place(span),
                standing=standing,
                form=None if standing is Standing.IMPLIED or words is None else words,
                reason="tested",
                via=("torch",) if standing is Standing.IMPLIED else (),
            ),
        )
    found = lexicon.group_of(each.id)
    return Shown(
        id=each.id, name=each.name, group=found.id if found else None, standing=standing, mentions=mentions
    )


def rewrite(evidence: Evidence, before: str, after: str, *rules: str, blank: str | None = None) -> Rewrite:
    bullet = next(each for each in evidence.bullets if each.text == before)
    return Rewrite(
        span=bullet.span,
        place=bullet.place,
        before=before,
        after=after,
        blanks=(Blank(text=blank, question="By how much?"),) if blank else (),
        changes=("Reworded.",),
        confirm=None,
        rules=rules,
    )


RESULT = "Raised the recall of the search page by 12 % with a new ranking model"
DUTY = "Responsible for training image models in PyTorch on a cluster of machines"
PLAIN = "Wrote the data pipeline of the search team in Python and tested it well"
PROJECT = "Built a chess engine in Python that learns from its own games at home"


def ordinary(**fields: Any) -> Evidence:
    """An ordinary CV: a current job with three bullets, a project, skills, education."""
    document = cv(
        [
            (SectionKind.EXPERIENCE, "Experience", [("Orbit", "2021", "present", [RESULT, DUTY, PLAIN])]),
            (SectionKind.PROJECTS, "Projects", [("Chess", "2020", "2020", [PROJECT])]),
            (SectionKind.EDUCATION, "Education", [("Somewhere University", "2016", "2020", [])]),
            (SectionKind.SKILLS, "Skills", ["Keras", "linear algebra"]),
        ]
    )
    values: dict[str, Any] = {
        "shown": {
            "python": (Standing.USED, "Python"),
            "torch": (Standing.USED, "PyTorch"),
            "cnn": (Standing.IMPLIED, "PyTorch"),
            "keras": (Standing.LISTED, "Keras"),
            "algebra": (Standing.LISTED, "linear algebra"),
        },
        "measured": {RESULT: "12"},
        "weak": (DUTY,),
    }
    return dataclasses.replace(evidence(document, **{**values, **fields}))

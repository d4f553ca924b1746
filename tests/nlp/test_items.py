from __future__ import annotations

import pytest

from cvtailor.document import Contact, Document, Entry, Item, ItemKind, Place, Section, SectionKind, Span
from cvtailor.nlp.items import read_bullets, read_text
from cvtailor.nlp.overall import read_overall
from cvtailor.nlp.types import ResultKind


def make(*sections: tuple[SectionKind, list[tuple[str, str | None, list[tuple[ItemKind, str]]]]]) -> Document:
    """A document from (kind, [(entry's title or "", end, items)]); an empty title puts items in the section."""
    text, built = "", []
    for kind, groups in sections:
        start, entries, loose = len(text), [], []
        text += f"{kind}\n"
        for title, end, items in groups:
            head = len(text)
            text += f"{title}\n"
            made = []
            for item_kind, words in items:
                span = Span(start=len(text), end=len(text) + len(words))
                text += f"{words}\n"
                made.append(Item(kind=item_kind, text=words, span=span, place=Place()))
            if title:
                entries.append(
                    Entry(title=title, organisation=None, location=None, start=None, end=end, place=Place(),
                          span=Span(start=head, end=len(text)), items=tuple(made),
                          header=Span(start=head, end=head + len(title)))
                )  # fmt: skip
            else:
                loose += made
        built.append(
            Section(kind=kind, heading=str(kind), span=Span(start=start, end=len(text)), place=Place(),
                    entries=tuple(entries), items=tuple(loose))
        )  # fmt: skip
    return Document(
        tool_version="0", file="cv.txt", sha256="0", media_type="text/plain", reader="text", pages=None, language="en",
        text=text, masked=(), sections=tuple(built), contact=Contact(), observations=(),
    )  # fmt: skip


B, P, S = ItemKind.BULLET, ItemKind.PARAGRAPH, ItemKind.SKILL


def test_bullets_of_work_in_document_order_with_entry_and_currency() -> None:
    document = make(
        (SectionKind.EXPERIENCE, [
            ("Analyst (since Jan 2022)", "present", [(B, "Cut costs by 12 %"), (B, "Led audits")]),
            ("Clerk (03/2019)", "2021-12", [(P, "Filed claims and trained two juniors.")]),
        ]),
        (SectionKind.SKILLS, [("", None, [(S, "Python"), (B, "Led by example")])]),
        (SectionKind.EDUCATION, [("BSc Maths", "2018", [(B, "Modules: algebra, topology"), (B, "GPA 3.9"), (B, "Tutored first-year students")])]),
        (SectionKind.PUBLICATIONS, [("", None, [(ItemKind.PUBLICATION, "A. Person. 2020. On things.")])]),
        (SectionKind.LANGUAGES, [("", None, [(B, "German: fluent")])]),
        (SectionKind.OTHER, [("", None, [(B, "Organised a charity run for 300 guests"), (B, "Full driving licence, class B")])]),
    )  # fmt: skip
    bullets = read_bullets(document, as_of="2024-05-01")
    assert [(each.text, each.entry, each.current) for each in bullets] == [
        ("Cut costs by 12 %", 0, True),
        ("Led audits", 0, True),
        ("Filed claims and trained two juniors.", 1, False),
        ("Tutored first-year students", 2, False),
        ("Organised a charity run for 300 guests", None, False),
    ]
    for each in bullets:
        assert document.text[each.span.start : each.span.end] == each.text
    assert bullets[0].achievements[0].amount is not None
    assert (
        document.text[
            slice(bullets[0].achievements[0].amount.span.start, bullets[0].achievements[0].amount.span.end)
        ]
        == "12"
    )
    overall = read_overall(document, bullets)
    assert [style for style, _ in overall.date_styles] == ["Mon YYYY", "MM/YYYY"]
    assert (overall.full_stops, overall.no_full_stops) == (1, 4)


@pytest.mark.parametrize(
    ("end", "as_of", "current"),
    [("present", None, True), ("2024-05", "2024-05-20", True), ("2024", "2024-05-20", True), ("2024-04", "2024-05-20", False),
     ("2024-06", None, False), (None, "2024-05-20", False)],
)  # fmt: skip
def test_current(end: str | None, as_of: str | None, current: bool) -> None:
    document = make((SectionKind.EXPERIENCE, [("Clerk", end, [(B, "Filed claims")])]))
    (bullet,) = read_bullets(document, as_of=as_of)
    assert bullet.current is current


@pytest.mark.parametrize(
    "text",
    ["Relevant coursework: algebra", "Modules: statistics, logic", "GPA 3.9", "GPA: 3.9/4.0", "Grade: 1.3", "First-class honours",
     "Final grade 72 %", "Courses included topology", "Thesis: On knots", "Supervisor: Prof. A. Person"],
)  # fmt: skip
def test_lists_and_grades_of_education_are_no_bullets(text: str) -> None:
    document = make((SectionKind.EDUCATION, [("BSc", "2018", [(B, text)])]))
    assert read_bullets(document, as_of=None) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Grade-school tutoring of twelve pupils",
        "Modules written in Rust",
        "Courses taught: two per year to new staff",
        "Result caching for the API",
        "Tools built for the dispatch desk",
    ],
)
def test_work_that_starts_like_a_list_is_a_bullet(text: str) -> None:
    document = make((SectionKind.EXPERIENCE, [("Clerk", "2018", [(B, text)])]))
    assert len(read_bullets(document, as_of=None)) == 1


def test_one_text() -> None:
    bullet = read_text("Was responsible for a tool used by 40 teams")
    assert (bullet.kind, bullet.measurable, bullet.weak_opening) == (ResultKind.SCALE, True, True)
    assert bullet.span == Span(start=0, end=len(bullet.text))

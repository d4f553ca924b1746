"""Headings told by their look: set apart from all other lines, whatever they say."""

from __future__ import annotations

import pytest

from cvtailor.parsing import display, headings, outline
from cvtailor.parsing.types import Block


def heading(text: str, **more: object) -> Block:
    return Block(text=text, size=13, bold=True, gap=1.2, page=1, **more)  # type: ignore[arg-type]


def line(text: str, **more: object) -> Block:
    return Block(text=text, size=10, gap=0.5, page=1, **more)  # type: ignore[arg-type]


NAME = Block(text="Ilse Marrin", size=24, bold=True, page=1)
PLAIN = [
    NAME,
    line("Harbourmouth, ilse@example.org"),
    heading("Who you would hire"),
    line("I build small, sturdy tools for archives and like to explain how they work."),
    heading("Kitchens I have cooked in"),
    line("Pastry cook, The Grey Heron\tMay 2018 – June 2021"),
    line("Cut waste by a third.", bullet=True),
    line("Commis, Maison Tilleul\t2014 – 2018"),
    heading("How I trained"),
    line("Diploma in Patisserie, École du Lac\t2012 – 2014"),
    heading("People who will vouch for me"),
    line("Mr P. Adair, The Grey Heron"),
]


def found(blocks: list[Block]) -> list[str]:
    body = outline.body_size(blocks)
    looks = [display.Look(each.size / body, each.bold, each.text.isupper()) for each in blocks]
    return [blocks[index].text for index in sorted(display.find(blocks, looks))]


def test_headings_no_list_knows_are_told_by_their_look() -> None:
    assert found(PLAIN) == [
        "Who you would hire",
        "Kitchens I have cooked in",
        "How I trained",
        "People who will vouch for me",
    ]


def test_what_they_open_is_told_by_their_words() -> None:
    kinds = [(each.text, str(each.kind), each.known) for each in outline.find(PLAIN)]
    assert kinds == [
        ("Who you would hire", "summary", False),
        ("Kitchens I have cooked in", "experience", False),
        ("How I trained", "education", False),
        ("People who will vouch for me", "references", False),
    ]


def test_titles_of_jobs_in_a_look_of_their_own_are_no_headings() -> None:
    blocks = [
        NAME,
        heading("Site Manager"),
        line("Apr 2016 – present"),
        heading("Shift Manager"),
        line("Feb 2011 – Mar 2016"),
        heading("Team Leader"),
        line("Sep 2008 – Jan 2011"),
    ]
    assert found(blocks) == []


def test_lines_in_bold_that_follow_each_other_are_no_headings() -> None:
    rows = [
        NAME,
        *[heading(text) for text in ("Tools I use", "Things I made", "Where I studied", "Jobs")],
        line("x"),
    ]
    assert found(rows) == []


def test_lines_with_no_more_white_space_than_others_are_no_headings() -> None:
    blocks = [Block(text=each.text, size=each.size, bold=each.bold, gap=0.5, page=1) for each in PLAIN]
    assert found(blocks) == []


def test_two_are_enough_beside_a_column_whose_headings_are_told() -> None:
    side = [
        heading("I speak", column=1),
        line("Estonian, English", column=1),
        heading("Things I won", column=1),
        line("Silver, Coupe du Lac, 2022", column=1),
    ]
    assert found([*PLAIN, *side])[-2:] == ["I speak", "Things I won"]
    assert found(side) == []


def test_the_look_of_headings_the_lexicon_knows_decides() -> None:
    blocks = [
        NAME,
        heading("Experience"),
        Block(text="Where I cooked", size=15, bold=True, gap=1.2, page=1),
        line("Pastry cook, The Grey Heron\tMay 2018 – June 2021"),
        Block(text="What I made", size=15, bold=True, gap=1.2, page=1),
        line("Bread."),
        Block(text="Who I worked with", size=15, bold=True, gap=1.2, page=1),
        line("Cooks."),
        heading("Education"),
        line("Diploma in Patisserie, École du Lac\t2012 – 2014"),
    ]
    assert found(blocks) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("About my teaching", "summary"),
        ("Hi, I’m Jo", "summary"),
        ("Who you would hire", "summary"),
        ("Where I have worked", "experience"),
        ("Jobs so far", "experience"),
        ("Kitchens I have cooked in", "experience"),
        ("Back at school", "education"),
        ("Where I studied", "education"),
        ("What I work with", "skills"),
        ("Can Do", "skills"),
        ("In print", "publications"),
        ("Things built for fun", "projects"),
        ("Independent work", "projects"),
        ("Courses since then", "certifications"),
        ("Tongues", "languages"),
        ("I speak", "languages"),
        ("Prizes and the like", "awards"),
        ("In the lecture room", "teaching"),
        ("Boards, panels and journals", "service"),
        ("Free time", "interests"),
        ("People who will vouch for me", "references"),
        ("Talks I gave", "other"),
        ("The odd corner", None),
        ("Larkfield Labs", None),
        ("Berlin", None),
    ],
)
def test_words_of_a_heading_tell_its_kind(text: str, kind: str | None) -> None:
    assert headings.by_clue(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "Jobs, 2012",
        "Trained a parser for old maps.",
        "lower case",
        "a@example.org",
        "",
        "One two three four five six seven eight nine",
    ],
)
def test_what_no_heading_is_worded_like(text: str) -> None:
    assert not display.may_head(text)

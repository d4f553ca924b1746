import pytest

from cvtailor.document import Document
from cvtailor.parsing import structure
from cvtailor.parsing.types import Block, Reading


def built(*blocks: Block) -> Document:
    reading = Reading(media_type="application/pdf", reader="test", pages=1, blocks=blocks)
    return structure.build(reading, file="cv.pdf", sha256="0" * 64)


def line(
    text: str, *, head: bool = False, bold: bool = False, bullet: bool = False, gap: float = 0.2
) -> Block:
    return Block(
        text=text, size=14 if head else 10, bold=head or bold, gap=1.2 if head else gap, bullet=bullet
    )


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(str(section.kind), section.heading) for section in document.sections]


def test_an_award_with_its_name_in_bold_is_an_entry() -> None:
    document = built(
        line("Awards", head=True),
        line("Nurse of the Year", bold=True),
        line("Awarded by St Ilm Hospital, May 2022"),
        line("Voted by the graduates of that year."),
        line("Best Poster", bold=True, gap=1),
        line("Reet Conference, 2019"),
    )
    entries = [(e.title, e.organisation, e.end) for e in document.sections[0].entries]
    assert entries == [
        ("Nurse of the Year", "St Ilm Hospital", "2022-05"),
        ("Best Poster", "Reet Conference", "2019"),
    ]
    assert [item.text for item in document.sections[0].entries[0].items] == [
        "Voted by the graduates of that year."
    ]


def test_awards_of_one_line_are_items() -> None:
    document = built(
        line("Awards", head=True),
        line("Best Poster, Reet Conference, 2019"),
        line("Travel Grant, Ilm University, 2018"),
    )
    assert not document.sections[0].entries
    assert len(document.sections[0].items) == 2


def test_a_degree_listed_under_its_school_is_the_title() -> None:
    document = built(
        line("Education", head=True),
        line("Ilm University\t2011 – 2015", bold=True),
        line("PhD in Microbiology", bullet=True),
        line("Reet College\t2006 – 2009", bold=True, gap=1),
        line("BSc in Biology", bullet=True),
    )
    entries = [(e.title, e.organisation, e.items) for e in document.sections[0].entries]
    assert entries == [("PhD in Microbiology", "Ilm University", ()), ("BSc in Biology", "Reet College", ())]


def test_a_place_that_wraps_around_the_date_belongs_to_its_entry() -> None:
    document = built(
        line("Experience", head=True),
        line("Analyst, Globex Ltd, Bilbao,\t2009 – 2010", bold=True),
        line("Spain."),
        line("Kept the books of four shops", bullet=True),
    )
    (entry,) = document.sections[0].entries
    assert (entry.title, entry.organisation, entry.location) == ("Analyst", "Globex Ltd", "Bilbao, Spain")
    assert [item.text for item in entry.items] == ["Kept the books of four shops"]
    for span, text in ((entry.title_span, entry.title), (entry.organisation_span, entry.organisation)):
        assert span
        assert document.text[span.start : span.end] == text


def test_an_order_no_word_tells_is_that_of_the_other_entries() -> None:
    document = built(
        line("Teaching", head=True),
        line("Ilm University", bold=True),
        line("Lecturer in Chemistry\t2019 – present"),
        line("Gave the lectures of the second year", bullet=True),
        line("Institute of Polar Studies", bold=True, gap=1),
        line("Field Methods Summer School\t2016 – 2018"),
        line("Led two weeks of field work", bullet=True),
    )
    assert [(e.title, e.organisation) for e in document.sections[0].entries] == [
        ("Lecturer in Chemistry", "Ilm University"),
        ("Field Methods Summer School", "Institute of Polar Studies"),
    ]


@pytest.mark.parametrize(
    ("heading", "text", "kind"),
    [
        ("Languages", "Python, Go, Rust", "skills"),
        ("Languages", "English (native), German (B2)", "languages"),
        ("Competences", "English (native), German (B2)", "languages"),
        ("Competences", "Python, English", "skills"),
    ],
)
def test_languages_are_told_by_their_names(heading: str, text: str, kind: str) -> None:
    document = built(
        line("Experience", head=True),
        line("Engineer, Globex Ltd\t2019 – 2021", bold=True),
        line("Built a parser for old maps", bullet=True),
        line(heading, head=True),
        line(text),
        line("Awards", head=True),
        line("Best Poster, Reet Conference, 2019"),
    )
    assert kinds(document)[1] == (kind, heading)


def test_a_heading_on_two_lines_is_one() -> None:
    document = built(
        line("Experience", head=True),
        line("Engineer, Globex Ltd\t2019 – 2021", bold=True),
        line("Built a parser for old maps", bullet=True),
        line("Licences and", head=True),
        Block(text="Memberships", size=14, bold=True, gap=0.2),
        line("Chartered Engineer, 2019"),
    )
    assert kinds(document) == [("experience", "Experience"), ("certifications", "Licences and Memberships")]


def test_the_address_of_a_referee_is_not_the_persons() -> None:
    document = built(
        Block(text="Jane Doe", size=20),
        line("jane@example.org | +44 20 7946 0958"),
        line("Experience", head=True),
        line("Engineer, Globex Ltd\t2019 – 2021", bold=True),
        line("Built a parser for old maps", bullet=True),
        line("REFERENCES: Dr M. Ilves, ilves@example.com, +44 20 7946 0111", gap=0.0),
    )
    assert document.contact.name == "Jane Doe"
    assert document.contact.emails == ("jane@example.org",)
    assert document.contact.phones == ("+44 20 7946 0958",)
    assert kinds(document)[-1] == ("references", "REFERENCES")


def test_the_label_of_a_profile_in_the_head_opens_no_section() -> None:
    document = built(
        Block(text="Jane Doe", size=20),
        line("GitHub"),
        line("Summary", head=True),
        line("Reads old maps for a living and writes the programs that do."),
        line("Skills", head=True),
        line("Python, SQL"),
    )
    assert kinds(document) == [("summary", "Summary"), ("skills", "Skills")]


def test_groups_of_skills_that_are_set_like_headings_are_skills() -> None:
    document = built(
        line("Experience", head=True),
        line("Engineer, Globex Ltd\t2019 – 2021", bold=True),
        line("Built a parser for old maps", bullet=True),
        line("Practice", head=True),
        line("Advanced"),
        line("Incident response"),
        line("Capacity planning"),
        line("Education", head=True),
        line("BSc in Biology, Reet College\t2006 – 2009", bold=True),
    )
    assert [kind for kind, _ in kinds(document)] == ["experience", "skills", "education"]


@pytest.mark.parametrize("label", ["Dissertation", "Thesis", "GPA", "Supervisor"])
def test_a_detail_under_a_degree_is_an_item_of_it(label: str) -> None:
    document = built(
        line("Education", head=True),
        line("PhD in Physics, Ilm University, 2022", bold=True),
        line(f"{label}: 3.9 on the light of old stars"),
        line("BSc in Biology, Reet College, 2018", bold=True, gap=1),
    )
    entries = document.sections[0].entries
    assert [(e.title, e.organisation, e.end) for e in entries] == [
        ("PhD in Physics", "Ilm University", "2022"),
        ("BSc in Biology", "Reet College", "2018"),
    ]
    assert [item.text for item in entries[0].items] == [f"{label}: 3.9 on the light of old stars"]

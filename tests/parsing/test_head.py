import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvtailor.parsing import contact, head
from cvtailor.parsing.types import Block, Layer


def B(text: str, size: float = 10, layer: Layer = Layer.BODY) -> Block:  # noqa: N802
    return Block(text=text, size=size, layer=layer)


NAMES = [
    (
        [B("Prof. Dr.-Ing. habil. Anna Müller", 20), B("Lehrstuhl für Informatik")],
        "Prof. Dr.-Ing. habil. Anna Müller",
    ),
    ([B("Jane Doe, PhD, PMP", 20), B("Senior Project Manager", 12)], "Jane Doe"),
    ([B("Jane Doe PhD, PMP", 20)], "Jane Doe"),
    ([B("JANE DOE, RN, BSN", 20)], "JANE DOE"),
    ([B("jane doe", 24), B("designer", 12), B("jane@example.org")], "jane doe"),
    ([B("jdoe42", 24), B("Security researcher", 12), B("jane@example.org")], "jdoe42"),
    ([B("Madonna", 24), B("Singer", 12)], "Madonna"),
    ([B("Ludwig van der Berg", 24)], "Ludwig van der Berg"),
    ([B("María de las Mercedes García y López", 24)], "María de las Mercedes García y López"),
    ([B("Jean d'Arcy", 24)], "Jean d'Arcy"),
    ([B("Jane (Janie) Doe", 24)], "Jane (Janie) Doe"),
    ([B("Jane Doe (she/her)", 24)], "Jane Doe"),
    ([B("Jane “JD” Doe", 24)], "Jane “JD” Doe"),
    ([B("Mary Porter", 24), B("Registered Nurse", 12)], "Mary Porter"),
    ([B("John Cook"), B("Registered Nurse")], "John Cook"),
    ([B("Professor Jane Doe", 24)], "Professor Jane Doe"),
    ([B("Dr. med. Jane Doe", 24)], "Dr. med. Jane Doe"),
    ([B("Doe, Jane", 24), B("London, UK")], "Jane Doe"),
    ([B("London, UK"), B("Jane Doe", 20)], "Jane Doe"),
    ([B("Springfield, Illinois"), B("Jane Doe", 10)], "Jane Doe"),
    ([B("Resume: Jane Doe", 20)], "Jane Doe"),
    ([B("Jane Doe’s CV", 20)], "Jane Doe"),
    ([B("Curriculum Vitae – Jane Doe", 20)], "Jane Doe"),
    ([B("Curriculum Vitae", 20), B("Jane Doe", 14)], "Jane Doe"),
    ([B("Jane", 30), B("Doe", 30), B("Engineer")], "Jane Doe"),
    ([B("Jane Doe\tjane@example.org", 20)], "Jane Doe"),
    ([B("Senior Software Engineer", 14), B("Jane Doe", 14)], "Jane Doe"),
    ([B("Machine Learning", 12), B("jane doe", 20)], "jane doe"),
    ([B("Head Baker", 12), B("12 Acacia Avenue")], None),
    ([B("jane@example.org"), B("+44 20 7946 0958")], None),
    ([B("Jane A. Doe-Smith Jr.", 24)], "Jane A. Doe-Smith Jr."),
    ([B("Anna Müller M.Sc.", 24)], "Anna Müller"),
    ([B("Dipl.-Ing. (FH) Karl Huber", 24)], "Dipl.-Ing. (FH) Karl Huber"),
    ([B("Name: Jane Doe", 12)], "Jane Doe"),
    ([B("李小龙", 24)], "李小龙"),
    ([B("Иван Петров", 24)], "Иван Петров"),
    ([B("Sgt. John Doe, USMC (Ret.)", 24)], "Sgt. John Doe"),
    ([B("Ph.D. candidate in Physics", 14), B("Jane Doe", 14)], "Jane Doe"),
    ([B("Jane Doe • Engineer", 14)], "Jane Doe"),
    ([B("Ahmed bin Said al-Farsi", 14)], "Ahmed bin Said al-Farsi"),
    ([B("Jane Doe, M.D., Ph.D., F.A.C.S.", 14)], "Jane Doe"),
]


@pytest.mark.parametrize(("blocks", "name"), NAMES)
def test_name(blocks: list[Block], name: str | None) -> None:
    assert head.find_name(blocks) == name


def test_a_name_in_the_header_of_the_page() -> None:
    assert head.find_name([B("12 Acacia Avenue"), B("Jane Doe", 9, Layer.HEADER)]) == "Jane Doe"


@given(st.lists(st.text(max_size=30), max_size=5))
def test_any_lines(lines: list[str]) -> None:
    name = head.find_name([B(line) for line in lines])
    assert name is None or name.strip()


def facts_of(lines: list[tuple[str, bool]]) -> head.Facts:
    facts = head.Facts()
    for line, in_head in lines:
        for fact in contact.facts(line, head=in_head):
            facts.add(fact, 0, in_head=in_head)
    return facts


def test_addresses_in_the_body_are_somebody_elses() -> None:
    found = facts_of([("jane@example.org", True), ("Supervisor: Dr Ilves, ilves@example.com", False)])
    assert found.contact(None).emails == ("jane@example.org",)
    assert len(found.masked) == 2


def test_an_address_in_the_body_counts_where_the_head_has_none() -> None:
    assert facts_of([("write to jane@example.org", False)]).contact(None).emails == ("jane@example.org",)

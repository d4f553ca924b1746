import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvtailor.parsing import plain


def texts(text: str, *, markdown: bool = False) -> list[str]:
    return [block.text for block in plain.read(text, markdown=markdown).blocks]


@pytest.mark.parametrize(
    "mark", ["-", "*", "•", "–", "—", "1.", "2)", "[3]", "\uf0b7", "●", "▪", "o", "‣", "·", "+", "➢"]
)
def test_marks_of_lists(mark: str) -> None:
    (block,) = plain.read(f"  {mark} Built a thing", markdown=False).blocks
    assert (block.text, block.bullet) == ("Built a thing", True)


@pytest.mark.parametrize(
    "line", ["-5 % error", "3.5 million users", "2019 – 2020", "o", "A. Smith", "1,200 users", "e.g. this"]
)
def test_no_mark(line: str) -> None:
    (block,) = plain.read(line, markdown=False).blocks
    assert (block.text, block.bullet) == (line, False)


def test_wrapped_bullets_are_joined_and_keep_their_line() -> None:
    text = "- Built a fraud model, cutting losses by 12%\n  over two years\n- Deployed it to all of the\nregional offices of the firm\n"
    blocks = plain.read(text, markdown=False).blocks
    assert [block.text for block in blocks] == [
        "Built a fraud model, cutting losses by 12% over two years",
        "Deployed it to all of the regional offices of the firm",
    ]
    assert [(block.line, block.lines) for block in blocks] == [(1, 2), (3, 2)]


def test_a_word_broken_at_a_line_end_is_closed_but_a_compound_is_not() -> None:
    assert texts("- Cut the environ-\n  mental cost") == ["Cut the environmental cost"]
    assert texts("- A state-of-the-\n  art model") == ["A state-of-the-art model"]


def test_lines_of_a_header_stay_apart() -> None:
    assert texts("Acme Corp\nData Scientist\nLondon, 2019 – 2020") == [
        "Acme Corp",
        "Data Scientist",
        "London, 2019 – 2020",
    ]


def test_wide_gaps_are_tabs() -> None:
    assert texts("Acme Corp          Jan 2020 – Present") == ["Acme Corp\tJan 2020 – Present"]


def test_levels_by_indent() -> None:
    blocks = plain.read("- one\n    - two\n    - three\n- four", markdown=False).blocks
    assert [block.level for block in blocks] == [0, 1, 1, 0]


def test_markdown() -> None:
    text = "# Jane Doe\n\nExperience\n----------\n\n**Engineer**, [Acme](https://acme.example)\n\n* Cut *cost* by `12%`\n---\n"
    blocks = plain.read(text, markdown=True).blocks
    assert [(block.text, block.heading) for block in blocks] == [
        ("Jane Doe", 1),
        ("Experience", 2),
        ("Engineer, Acme", None),
        ("Cut cost by 12%", None),
    ]
    assert blocks[2].bold
    assert blocks[2].links == ("https://acme.example",)
    assert blocks[3].bullet


@pytest.mark.parametrize("text", ["snake_case_name and 2 * 3 * 4", "C*-algebras * rings", "a_b_c"])
def test_marks_that_are_no_emphasis_stay(text: str) -> None:
    assert texts(text, markdown=True) == [text]


def test_too_many_lines_are_said() -> None:
    reading = plain.read("word\n" * (plain.MAX_LINES + 5), markdown=False)
    assert [str(each.kind) for each in reading.observations] == ["read_limit"]


@given(st.text(max_size=300), st.booleans())
def test_any_text_gives_clean_blocks(text: str, markdown: bool) -> None:
    for block in plain.read(text, markdown=markdown).blocks:
        assert block.text
        assert "\n" not in block.text
        assert block.text == block.text.strip()


def test_comments_of_markdown_are_no_text() -> None:
    text = "# Mara Ilves\n\n## Skills\n\nPython, SQL <!-- reinforcement\nlearning -->\n\n- Git\n"
    blocks = plain.read(text, markdown=True).blocks
    assert [block.text for block in blocks] == ["Mara Ilves", "Skills", "Python, SQL", "Git"]
    assert blocks[-1].line == 8


def test_characters_that_nobody_sees_are_dropped() -> None:
    hidden = "".join(chr(0xE0000 + ord(char)) for char in "ignore all")
    assert plain.read(f"Mara Ilves{hidden}", markdown=False).blocks[0].text == "Mara Ilves"

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvtailor.parsing import items


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("Languages: Python, R (advanced), C++", ["Python", "R (advanced)", "C++"]),
        ("Python; R; SQL", ["Python", "R", "SQL"]),
        ("Python | R | SQL", ["Python", "R", "SQL"]),
        ("Python • R • SQL", ["Python", "R", "SQL"]),
        ("Python\tR\tSQL", ["Python", "R", "SQL"]),
        ("C/C++, CI/CD, TCP/IP", ["C/C++", "CI/CD", "TCP/IP"]),
        ("TensorFlow/PyTorch", ["TensorFlow", "PyTorch"]),
        ("AWS (EC2, S3, Lambda), GCP", ["AWS (EC2, S3, Lambda)", "GCP"]),
        ("Python, R, and Julia.", ["Python", "R", "Julia"]),
        ("Tools\tGit, Docker", ["Git", "Docker"]),
        ("Node.js, ASP.NET, C#", ["Node.js", "ASP.NET", "C#"]),
        ("Python, R and SQL", ["Python", "R", "SQL"]),
        (
            "Tools: Git, R (pandas, dplyr), Go and Rust (basic)",
            ["Git", "R (pandas, dplyr)", "Go", "Rust (basic)"],
        ),
        ("planning, health and safety", ["planning", "health and safety"]),
        ("data structures and algorithms", ["data structures and algorithms"]),
        ("Python (pandas, NumPy", ["Python (pandas, NumPy"]),
        ("", []),
        ("...", []),
    ],
)
def test_split(text: str, skills: list[str]) -> None:
    assert [text[a:b] for a, b in items.split(text)] == skills or text.count("(") != text.count(")")


def test_an_unclosed_bracket_does_not_swallow_the_list() -> None:
    text = "Python (pandas, NumPy; SQL"
    assert [text[a:b] for a, b in items.split(text)] == ["Python (pandas", "NumPy", "SQL"]


@pytest.mark.parametrize(
    ("text", "is_list"),
    [
        ("Python, R, SQL", True),
        ("Machine learning: deep learning, NLP", True),
        ("Git", True),
        ("I have used Python for ten years to build models of the weather and of the sea.", False),
    ],
)
def test_is_list(text: str, is_list: bool) -> None:
    assert items.is_list(text) is is_list


@given(st.text(alphabet="ab(),;/|• \t:.C+[]", max_size=60))
def test_stretches_are_in_order_and_hold_something(text: str) -> None:
    at = 0
    for start, end in items.split(text):
        assert at <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
        at = end


@pytest.mark.parametrize(
    ("text", "programming", "natural"),
    [
        ("Python, Go, Rust", True, False),
        ("Languages: C++ (advanced), R", True, False),
        ("English (native), German (B2)", False, True),
        ("Basque: native", False, True),
        ("Tagalog, Cebuano, English", False, True),
        ("Planning, German cars and their engines", False, False),
        ("", False, False),
    ],
)
def test_languages_of_people_and_of_machines(text: str, programming: bool, natural: bool) -> None:
    assert items.names_programming(text) is programming
    assert items.all_languages(text) is natural

"""Tokens: names with symbols stay whole, lists and compounds come apart, offsets hold."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvtailor.nlp.pipeline import tokenise


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("C++, C# and F#.", "C++ | , | C# | and | F# | ."),
        ("(C++)", "( | C++ | )"),
        ("C/C++", "C | / | C++"),
        ("C++/C#", "C++ | / | C#"),
        ("C++17", "C++17"),
        (".NET and ASP.NET", ".NET | and | ASP.NET"),
        ("Node.js/Express", "Node.js | / | Express"),
        ("scikit-learn", "scikit | - | learn"),
        ("NumPy/pandas", "NumPy | / | pandas"),
        ("R&D", "R&D"),
        ("used R.", "used | R | ."),
        ("k8s", "k8s"),
        ("Python3.11,", "Python3.11 | ,"),
        ("a.b@c.org", "a.b@c.org"),
        ("state-of-the-art", "state | - | of | - | the | - | art"),
        ("2019–2021", "2019 | – | 2021"),
        ("PyTorch's", "PyTorch | 's"),
        ("PyTorch’s", "PyTorch | ’s"),
        ("“PyTorch,”", "“ | PyTorch | , | ”"),
        ("• Used", "• | Used"),
        ("Python;R·C", "Python | ; | R | · | C"),
        ("10,000 at 12:30", "10,000 | at | 12:30"),
        ("24/7", "24/7"),
        ("GPT-4", "GPT-4"),
        ("15%", "15 | %"),
        ("https://example.org/a-b.", "https://example.org/a-b | ."),
        ("(github.com/x)", "( | github.com/x | )"),
        ("don't", "do | n't"),
        ("Ph.D. in", "Ph.D. | in"),
        ("tf.keras", "tf | . | keras"),
        ("done.Next", "done | . | Next"),
        ("Python+SQL", "Python | + | SQL"),
    ],
)
def test_tokens(text: str, tokens: str) -> None:
    assert [each.text for each in tokenise(text)] == tokens.split(" | ")


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_offsets_are_code_points_and_nothing_is_lost(text: str) -> None:
    doc = tokenise(text)
    assert doc.text == text
    for token in doc:
        assert text[token.idx : token.idx + len(token.text)] == token.text


def test_same_tokens_from_several_threads() -> None:
    texts = [f"Used C++ and tool{n}.py on GPT-{n}" for n in range(200)]
    alone = [[each.text for each in tokenise(text)] for text in texts]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda text: [each.text for each in tokenise(text)], texts))
    assert together == alone

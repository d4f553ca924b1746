import pytest

from cvtailor.parsing import edges


@pytest.mark.parametrize(
    ("line", "running"),
    [
        ("2", True),
        ("– ii –", True),
        ("Page 1 of 2", True),
        ("Page 1 of 2 – confidential", True),
        ("Ada Mensah · CV · 2/3", True),
        ("22/11/2026, 21:40", True),
        ("11/22/26, 9:40 PM Ada Mensah", True),
        ("file:///home/ada/cv.html 1/2", True),
        ("https://example.org/cv 1/2", True),
        ("Last updated in September 2024", True),
        ("© 2018 Ada Mensah", True),
        ("https://example.org/ada", False),
        ("8 of 9 wins", False),
        ("Page designer", False),
        ("2019 – 2021", False),
        ("Updated the pricing model", False),
        ("Engineer, Firm Ltd, 3/2019", False),
    ],
)
def test_lines_at_the_edge_of_a_page(line: str, *, running: bool) -> None:
    assert edges.is_running(line) is running

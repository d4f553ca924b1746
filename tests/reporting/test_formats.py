"""What the formats show, and that a stranger's text stays inert in each."""

from __future__ import annotations

import json as stdjson
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvtailor.errors import ReadError
from cvtailor.reporting import json, rewrites, table, text
from cvtailor.reporting.safe import inert, short
from cvtailor.reporting.types import file_error
from tests.reporting import samples

STYLE = re.compile(r"\x1b\[[0-9;]*m")
ACTING = "\x00\x07\x08\x1b\x7f\x85\x9b\u200e\u202e\u2028\u2066\ufeff"
HOSTILE = (
    "\x1b[31mred\x1b[0m",
    "\x9b2J",
    "\x1b]8;;http://evil.example\x07link",
    "[bold]x[/bold] [/b]",
    "<script>alert(1)</script>",
    "\u202egnp.exe",
    "a\rb\nc\u2028d",
    ":smile: ::error file=x::y",
)


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("everything", [False, True])
def test_hostile_text_is_inert(hostile: str, everything: bool) -> None:
    made = samples.report(hostile, file=f"{hostile}.pdf")
    for shown in (
        text.render(made, everything=everything),
        table.render([made, file_error(hostile, ReadError(hostile))]),
        rewrites.render(hostile, made.rewrites),
        json.render([made], single=True),
        json.render_lines([made]),
    ):
        assert not any(each in shown for each in ACTING)
    coloured = text.render(made, colour=True, everything=everything)
    assert not any(each in STYLE.sub("", coloured) for each in ACTING)


def test_markup_is_shown_as_written() -> None:
    shown = text.render(samples.report("[bold]x[/bold] [/b] :smile:"))
    assert "[bold]x[/bold] [/b] :smile:" in shown


def test_json_gives_the_text_back() -> None:
    made = samples.report("a\x1b\x9b\u202eb")
    parsed = stdjson.loads(json.render([made], single=True))
    assert parsed["bullets"][0]["text"] == "a\x1b\x9b\u202eb"


def test_json_is_utf8_whatever_the_text() -> None:
    """A lone surrogate, as in a file name that is no UTF-8, has no form in JSON that all parsers take."""
    rendered = json.render([samples.report("a\ud800b")], single=True)
    assert stdjson.loads(rendered.encode())["bullets"][0]["text"] == "a\ufffdb"
    assert "\\ud8" not in rendered.lower()


def test_json_lines_are_one_each() -> None:
    made = samples.report("a\nb\u2028c")
    assert len(json.render_lines([made, made]).splitlines()) == 2


def test_order_of_the_report() -> None:
    shown = text.render(samples.report(), everything=True)
    order = [
        "71 / 100",
        "Keywords",
        "DO FIRST",
        "MISSING FOR THE ROLE",
        "WHAT STANDS",
        "FINDINGS",
        "KEYWORDS BY",
    ]
    places = [shown.index(each) for each in order]
    assert places == sorted(places)


def test_plain_text_carries_all_that_colour_does() -> None:
    made = samples.report()
    coloured = text.render(made, colour=True, everything=True)
    plain = text.render(made, everything=True)
    assert STYLE.sub("", coloured).split() == plain.split()


@given(st.text(max_size=60), st.integers(min_value=40, max_value=120))
def test_any_text_at_any_width_fits(given_text: str, width: int) -> None:
    shown = text.render(samples.report(given_text), width=width, everything=True)
    assert not any(each in shown for each in ACTING)
    assert shown.endswith("\n")


@given(st.text())
def test_inert_keeps_what_does_not_act(given_text: str) -> None:
    made = inert(given_text)
    assert not any(each in made for each in ACTING)
    assert "\n" not in made
    assert inert(made) == made


@given(st.text(), st.integers(min_value=5, max_value=50))
def test_short_is_short(given_text: str, width: int) -> None:
    assert len(short(given_text, width)) <= width

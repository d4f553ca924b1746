"""Repairs to text: each with what must change and what must stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvtailor.parsing import repair
from cvtailor.parsing.glyphs import Glyph, Run


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("e\ufb03cient o\ufb04oad \ufb01ve \ufb02ow", "efficient offload five flow"),
        ("m²", "m²"),
        ("½", "½"),
        ("10\u00a0%", "10 %"),
        ("a\x00b\x07c", "abc"),
        ("\uf0e0mail", "mail"),
        ("(cid:127)Built", "Built"),
        ("zero\u200bwidth", "zerowidth"),
        ("Zürich – naïve", "Zürich – naïve"),
        ("e\u0301te\u0301", "été"),
        ("non\u2011linear", "non-linear"),
    ],
)
def test_characters(raw: str, clean: str) -> None:
    assert repair.characters(raw) == clean


def test_soft_hyphen_within_a_line_is_a_hyphen() -> None:
    assert repair.inside(repair.characters("fine\u00adtuning")) == "fine-tuning"
    assert repair.inside(repair.characters("fine\ufffetuning")) == "fine-tuning"


@pytest.mark.parametrize(
    ("first", "second", "known", "whole"),
    [
        ("differ-", "entially", (), "differentially"),
        ("differ\u00ad", "entially", (), "differentially"),
        ("state-of-the-", "art", (), "state-of-the-art"),
        ("fine-", "tuning", (), "fine-tuning"),
        ("transformer-", "based", (), "transformer-based"),
        ("GPT-", "4", (), "GPT-4"),
        ("Py\u00ad", "Torch", ("pytorch",), "Py-Torch"),
        ("MPI-", "parallel", (), "MPI-parallel"),
        ("post-", "processing", ("postprocessing",), "postprocessing"),
        ("sub-", "word", ("sub-word",), "sub-word"),
        ("sub-", "word", (), "subword"),
        ("click-", "through", ("click",), "click-through"),
        ("held-", "out", ("out",), "held-out"),
        ("paper-", "reading", ("paper", "reading"), "paper-reading"),
        ("for-", "mat", (), "format"),
        ("per-", "form", (), "perform"),
        ("12–", "29.", (), "12–29."),
        ("the", "end", (), "the end"),
        ("https://example.org/", "code", (), "https://example.org/code"),
        ("mara@", "example.org", (), "mara@example.org"),
        ("mara@ilves.example.c", "om", (), "mara@ilves.example.com"),
        ("mara.ilves@exam", "ple.org", (), "mara.ilves@example.org"),
        ("mara@example.org", "Reet", (), "mara@example.org Reet"),
        ("mara@example.org", "github", (), "mara@example.org github"),
        ("github.com/mara\u00ad", "example", (), "github.com/mara-example"),
        ("and/", "or", (), "and/or"),
        ("–", "2020", (), "– 2020"),
        ("-", "item", (), "- item"),
    ],
)
def test_join_over_a_line_end(first: str, second: str, known: tuple[str, ...], whole: str) -> None:
    last, between = repair.join(first, second, frozenset(known))
    assert last + between + second == whole


@pytest.mark.parametrize(
    ("ends", "known", "breaks"),
    [
        ([("record-", "ings")], (), True),
        ([("collective-", "control")], (), False),
        ([("collective-", "control"), ("record-", "ings")], (), True),
        ([("n-", "gram")], (), False),
        ([("GPT-", "4"), ("the", "end")], (), None),
        ([("micro-", "phone")], (), None),
        ([("pre-", "training")], (), None),
        ([("over-", "fitting")], ("overfitting",), True),
        ([("over-", "fitting")], ("over-fitting",), False),
        ([], (), None),
    ],
)
def test_whether_words_are_broken(
    ends: list[tuple[str, str]], known: tuple[str, ...], breaks: bool | None
) -> None:
    assert repair.breaks_words(ends, frozenset(known)) is breaks


@pytest.mark.parametrize(
    ("first", "second", "breaks", "whole"),
    [
        ("hand-", "made", False, "hand-made"),
        ("hand-", "made", None, "handmade"),
        ("record-", "ings", True, "recordings"),
        ("micro-", "phone", None, "microphone"),
        ("collective-", "control", True, "collective-control"),
        ("parylene-", "titanium", True, "parylene-titanium"),
        ("encapsu-", "lation", True, "encapsulation"),
        ("n-", "gram", True, "n-gram"),
    ],
)
def test_join_where_words_are_broken_or_not(first: str, second: str, breaks: bool | None, whole: str) -> None:
    last, between = repair.join(first, second, frozenset(), breaks=breaks)
    assert last + between + second == whole


def _type(text: str, widths: dict[str, float], *, font: str = "Body") -> list[Glyph]:
    x, glyphs, run = 0.0, [], Run(size=10, font=font)
    for order, letter in enumerate(text):
        width = widths.get(letter, 5.0)
        glyphs.append(Glyph(letter, x, 0, x + width, 10, 8, run, order))
        x += width
    return glyphs


def _drawn(*letters: tuple[str, float, float], font: str = "ABCDEF+CMR10") -> list[Glyph]:
    run = Run(size=10, font=font)
    return [Glyph(text, x0, 0, x1, 10, 8, run, order) for order, (text, x0, x1) in enumerate(letters)]


@pytest.mark.parametrize(
    ("letters", "whole"),
    [
        ([("y", 0, 5), ("´", 5.4, 10.4), ("n", 5, 11), ("s", 11, 15)], "yńs"),
        ([("ˆ", 0.5, 4.5), ("o", 0, 5), ("t", 5, 8)], "ôt"),
        ([("´", 0, 2.5), ("ı", 0, 2.8)], "í"),
        ([("s", 0, 4), (" ", 4, 7), ("l", 4, 7), ("a", 7, 12)], "sła"),
        ([("s", 0, 4), (" ", 4, 7), ("a", 7, 12)], "s a"),
        ([("5", 0, 5), ("˚", 5, 9), ("C", 9, 15)], "5˚C"),
        ([("o", 0, 5), ("f", 5, 10), (" ", 7.5, 10), ("V", 10, 16)], "of V"),
    ],
)
def test_accents_drawn_over_their_letters(letters: list[tuple[str, float, float]], whole: str) -> None:
    assert "".join(glyph.text for glyph in repair.accents(_drawn(*letters))) == whole


def test_a_space_under_a_letter_is_no_stroke_in_other_fonts() -> None:
    glyphs = _drawn(("a", 0, 5), (" ", 5, 8), ("l", 5, 8), font="Arial")
    assert "".join(glyph.text for glyph in repair.accents(glyphs)) == "al"


@pytest.mark.parametrize(
    ("raw", "width", "whole"),
    [
        ("scienti\x00c", 6.0, "scientific"),
        ("in\x00uence", 6.0, "influence"),
        ("o\x1bce", 9.0, "office"),
        ("\x0cve", 6.0, "five"),
        ("e\x0bort", 6.6, "effort"),
    ],
)
def test_lost_ligatures_come_back(raw: str, width: float, whole: str) -> None:
    lost = next(letter for letter in raw if not letter.isprintable())
    glyphs = _type(raw + " fil", {"f": 3.3, "i": 2.7, "l": 2.7, lost: width})
    repair.ligatures(glyphs)
    assert "".join(glyph.text for glyph in glyphs) == whole + " fil"


def test_control_characters_that_touch_no_letter_are_no_ligatures() -> None:
    glyphs = _type("\x88 one", {})
    repair.ligatures(glyphs)
    assert glyphs[0].text == "\x88"


@pytest.mark.parametrize(
    ("text", "bad"),
    [
        ("Plain words here", False),
        ("\ufffd\ufffd a", True),
        ("a" * 40, True),
        ("https://example.org/" + "a" * 40, False),
    ],
)
def test_badness(text: str, bad: bool) -> None:
    assert (repair.badness(text) > 0.1) is bad


@given(st.text())
def test_characters_are_clean_and_stay_so(text: str) -> None:
    once = repair.characters(text)
    assert repair.characters(once) == once
    assert not any(repair.is_private(character) for character in once)
    assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in once)


@given(st.text(max_size=12), st.text(max_size=12))
def test_join_keeps_every_letter(first: str, second: str) -> None:
    last, between = repair.join(first, second, frozenset())
    letters = [character for character in first + second if character.isalnum()]
    assert [character for character in last + between + second if character.isalnum()] == letters

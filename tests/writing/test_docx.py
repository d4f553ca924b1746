"""Copies of DOCX files: words change, formatting and all else stay."""

from __future__ import annotations

import collections
import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from cvtailor.advice.tailoring import Change, Piece
from cvtailor.document import Place, Span
from cvtailor.errors import ReadError
from cvtailor.writing import copy_docx, docx_text

Runs = list[tuple[str, str]]  # text, and its marks: "b" bold, "i" italic, "h" hidden


def made(build: Callable[[Any], None]) -> bytes:
    document = docx.Document()
    build(document)
    sink = io.BytesIO()
    document.save(sink)
    return sink.getvalue()


def add_runs(paragraph: Any, runs: Runs) -> None:
    for text, marks in runs:
        run = paragraph.add_run(text)
        run.bold, run.italic = "b" in marks or None, "i" in marks or None
        run.font.hidden = "h" in marks or None


def of_runs(runs: Runs) -> bytes:
    return made(lambda document: add_runs(document.add_paragraph(), runs))


def change(*pieces: tuple[int, str, str]) -> Change:
    return Change(
        span=Span(0, 1),
        place=Place(),
        before="\n".join(before for _, before, _ in pieces),
        after="\n".join(after for _, _, after in pieces),
        why="",
        pieces=tuple(Piece(Span(0, 1), paragraph, before, after) for paragraph, before, after in pieces),
    )


def copied(data: bytes, *changes: Change) -> tuple[Any, tuple[bool, ...]]:
    copy, applied = copy_docx(data, changes, name="cv.docx")
    return docx.Document(io.BytesIO(copy)), applied


def runs_of(paragraph: Any) -> Runs:
    return [
        (
            run.text,
            "b" * bool(run.bold) + "i" * bool(run.italic) + "h" * bool(run.font.hidden),
        )
        for run in paragraph.runs
    ]


@pytest.mark.parametrize(
    ("runs", "before", "after", "expected"),
    [
        ([("Git, Python", "")], "Git, Python", "Python, Git", [("Python, Git", "")]),
        (
            [("Tools: ", "b"), ("Git, Python, SQL", "")],
            "Git, Python, SQL",
            "SQL, Git, Python",
            [("Tools: ", "b"), ("SQL, Git, Python", "")],
        ),
        # A name in two runs of one look stays in two runs.
        ([("Py", ""), ("torch and SQL", "")], "Pytorch", "PyTorch", [("PyTorch", ""), (" and SQL", "")]),
        # Words that stay keep their bold; new words stand plain.
        (
            [("Responsible for training ", ""), ("CNN", "b"), (" models", "")],
            "Responsible for training CNN models",
            "Trained CNN models",
            [("Trained ", ""), ("CNN", "b"), (" models", "")],
        ),
        ([("Utilized ", "i"), ("SQL", "")], "Utilized SQL", "Used SQL", [("Used ", "i"), ("SQL", "")]),
        # White space in the file is not that of the text.
        ([("I  wrote\u00a0tests", "")], "I wrote tests", "Wrote tests", [("Wrote\u00a0tests", "")]),
        # What a person cannot see is no text.
        (
            [("Git, ", ""), ("secret ", "h"), ("SQL", "")],
            "Git, SQL",
            "SQL, Git",
            [("SQL, ", ""), ("secret ", "h"), ("Git", "")],
        ),
    ],
)
def test_words_change_and_runs_stay(runs: Runs, before: str, after: str, expected: Runs) -> None:
    document, applied = copied(of_runs(runs), change((0, before, after)))
    assert applied == (True,)
    found = runs_of(document.paragraphs[0])
    assert [marks for _, marks in found] == [marks for _, marks in runs]
    joined = [(text, marks) for text, marks in found if text]
    assert "".join(text for text, _ in joined) == "".join(text for text, _ in expected)
    assert [pair for pair in joined if pair[1]] == [pair for pair in expected if pair[1]]


@pytest.mark.parametrize(
    ("runs", "before", "after"),
    [
        ([("Git and Git", "")], "Git", "git"),  # twice: which is meant?
        ([("Rust, R", "")], "Ru", "Q"),  # inside a word
        ([("Git, SQL", "")], "Python", "SQL"),  # not there
        ([("Git", "b"), (", SQL", "")], "Git, SQL", "SQL, Git"),  # bold may say what is known best
        ([("Git\tSQL", "")], "Git SQL Python", "Python Git SQL"),
        ([("One two", "")], "One two", "One\nTwo"),  # a second paragraph is for the person to make
    ],
)
def test_what_cannot_be_done_safely_is_left(runs: Runs, before: str, after: str) -> None:
    data = of_runs(runs)
    copy, applied = copy_docx(data, [change((0, before, after))], name="cv.docx")
    assert (copy, applied) == (data, (False,))


def test_a_paragraph_that_is_not_there_is_left() -> None:
    data = of_runs([("Git", "")])
    without = change((0, "Git", "git"))
    pieces = (Piece(Span(0, 1), None, "Git", "git"), Piece(Span(0, 1), 99, "Git", "git"))
    for piece in pieces:
        one = Change(span=Span(0, 1), place=Place(), before="Git", after="git", why="", pieces=(piece,))
        assert copy_docx(data, [one], name="cv.docx")[1] == (False,)
    assert copy_docx(data, [without], name="cv.docx")[1] == (True,)


def add_link(paragraph: Any, text: str) -> None:
    target = paragraph.part.relate_to("https://example.org/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), target)
    run = OxmlElement("w:r")
    words = OxmlElement("w:t")
    words.text = text
    run.append(words)
    link.append(run)
    paragraph._p.append(link)


def linked(document: Any) -> None:
    paragraph = document.add_paragraph("See ")
    add_link(paragraph, "my Pytorch code")
    paragraph.add_run(" and SQL")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("See my Pytorch code and SQL", "See my PyTorch code and SQL", "my PyTorch code"),
        ("See my Pytorch code and SQL", "See all my Pytorch code and SQL", "my Pytorch code"),
        ("my Pytorch code and SQL", "SQL and my Pytorch code", None),  # the link would stand elsewhere
        ("See my Pytorch code and SQL", "See SQL", None),  # the link would have no word left
    ],
)
def test_links_keep_their_words(before: str, after: str, expected: str | None) -> None:
    document, applied = copied(made(linked), change((0, before, after)))
    assert applied == (expected is not None,)
    link = document.paragraphs[0].hyperlinks[0]
    assert link.text == (expected or "my Pytorch code")
    assert link.address == "https://example.org/"


def add_field(paragraph: Any, instruction: str, shown: str) -> None:
    for kind, text in (("begin", ""), ("", instruction), ("separate", ""), ("text", shown), ("end", "")):
        run = paragraph.add_run()
        if kind == "text":
            run.text = text
            continue
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


@pytest.mark.parametrize(
    ("instruction", "can"), [("DOCPROPERTY Skill", False), ('HYPERLINK "https://example.org"', True)]
)
def test_words_that_word_computes_are_left(instruction: str, can: bool) -> None:
    def build(document: Any) -> None:
        paragraph = document.add_paragraph("Wrote ")
        add_field(paragraph, instruction, "Pytorch")
        paragraph.add_run(" code")

    document, applied = copied(made(build), change((0, "Wrote Pytorch code", "Wrote PyTorch code")))
    assert applied == (can,)
    assert document.paragraphs[0].text == ("Wrote PyTorch code" if can else "Wrote Pytorch code")


def wrapped(tag: str, *, inner: str = "") -> Callable[[Any], None]:
    """Return a builder that puts the last run of a paragraph into an element, as tracked changes do."""

    def build(document: Any) -> None:
        paragraph = document.add_paragraph("Git, ")
        run = paragraph.add_run("SQL")
        around = OxmlElement(tag)
        paragraph._p.append(around)
        inside = around
        if tag == "w:sdt":
            properties = OxmlElement("w:sdtPr")
            around.append(properties)
            if inner:
                properties.append(OxmlElement(inner))
            inside = OxmlElement("w:sdtContent")
            around.append(inside)
        inside.append(run._r)

    return build


@pytest.mark.parametrize(
    ("build", "can"),
    [
        (wrapped("w:ins"), True),
        (wrapped("w:del"), False),  # deleted text is no text
        (wrapped("w:moveFrom"), False),
        (wrapped("w:sdt"), True),
        (wrapped("w:sdt", inner="w:dataBinding"), False),  # Word would put its own text back
        (wrapped("w:sdt", inner="w:lock"), False),
        (wrapped("w:smartTag"), True),
    ],
)
def test_tracked_changes_and_content_controls(build: Callable[[Any], None], can: bool) -> None:
    assert copied(made(build), change((0, "Git, SQL", "SQL, Git")))[1] == (can,)


def test_tables_tabs_and_lists() -> None:
    def build(document: Any) -> None:
        document.add_paragraph("Head\t2020")
        table = document.add_table(1, 2)
        table.cell(0, 0).text = "Tools"
        table.cell(0, 1).text = "Git, SQL"
        for text in ("Keras", "Pytorch"):
            document.add_paragraph(text, style="List Number")

    document, applied = copied(
        made(build),
        change((2, "Git, SQL", "SQL, Git")),
        change((3, "Keras", "Pytorch"), (4, "Pytorch", "Keras")),
        change((0, "Head\t2020", "Chief\t2020")),
    )
    assert applied == (True, True, True)
    assert document.tables[0].cell(0, 1).text == "SQL, Git"
    assert [each.text for each in document.paragraphs] == ["Chief\t2020", "Pytorch", "Keras"]
    assert [each.style.name for each in document.paragraphs][1:] == ["List Number"] * 2


def test_a_line_that_runs_on_into_the_next_paragraph() -> None:
    data = made(
        lambda document: [document.add_paragraph(text) for text in ("Keras, Java,", "Git, SQL.", "Git")]
    )
    document, applied = copied(data, change((0, "Keras, Java, Git, SQL", "SQL, Git, Keras, Java")))
    assert applied == (True,)
    assert [each.text for each in document.paragraphs] == ["SQL, Git,", "Keras, Java.", "Git"]


@pytest.mark.parametrize("sign", ["\t", ", ", "; ", " | ", " • ", "/"])
def test_skills_change_places_and_their_separators_stay(sign: str) -> None:
    before, after = (
        sign.join(("Git", "linear algebra", "SQL and R")),
        sign.join(("SQL and R", "Git", "linear algebra")),
    )
    document, applied = copied(of_runs([("Tools: ", "b"), (before, "")]), change((0, before, after)))
    assert (applied, document.paragraphs[0].text) == ((True,), f"Tools: {after}")


def boxed(document: Any) -> None:
    """A text box as Word writes it: once for newer and once for older programs."""
    holder = document.add_paragraph()
    around = parse_xml(
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<mc:Choice><w:txbxContent><w:p><w:r><w:t>Git, SQL</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
        "<mc:Fallback><w:txbxContent><w:p><w:r><w:t>Git, SQL</w:t></w:r></w:p></w:txbxContent></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    holder.add_run()._r.append(around)


def test_a_text_box_is_changed_in_both_its_writings() -> None:
    document, applied = copied(made(boxed), change((1, "Git, SQL", "SQL, Git")))
    assert applied == (True,)
    assert [each.text for each in document.element.body.iter(qn("w:t"))] == ["SQL, Git"] * 2


def test_a_change_is_made_whole_or_not_at_all() -> None:
    data = made(lambda document: [document.add_paragraph(text) for text in ("Keras", "Git and Git")])
    copy, applied = copy_docx(data, [change((0, "Keras", "Git"), (1, "Git", "Keras"))], name="cv.docx")
    assert (copy, applied) == (data, (False,))


def test_other_parts_stay_byte_for_byte() -> None:
    data = of_runs([("Git, SQL", "")])
    copy, _ = copy_docx(data, [change((0, "Git, SQL", "SQL, Git"))], name="cv.docx")
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(copy)) as new:
        assert old.namelist() == new.namelist()
        assert [name for name in old.namelist() if old.read(name) != new.read(name)] == ["word/document.xml"]


def repacked(data: bytes, edit: Callable[[str, bytes], bytes]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, edit(name, old.read(name)))
    return sink.getvalue()


def test_the_strict_variant_stays_strict() -> None:
    plain, strict = (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    data = repacked(of_runs([("Git, SQL", "")]), lambda _, content: content.replace(plain, strict))
    copy, applied = copy_docx(data, [change((0, "Git, SQL", "SQL, Git"))], name="cv.docx")
    assert applied == (True,)
    written = zipfile.ZipFile(io.BytesIO(copy)).read("word/document.xml")
    assert strict in written
    assert plain not in written


def test_a_file_with_macros_is_refused() -> None:
    old, new = (
        b"openxmlformats-officedocument.wordprocessingml.document.main",
        b"ms-word.document.macroEnabled.main",
    )
    data = repacked(of_runs([("Git", "")]), lambda _, content: content.replace(old, new))
    with pytest.raises(ReadError, match="macros"):
        copy_docx(data, [change((0, "Git", "git"))], name="cv.docm")


def test_a_damaged_part_is_an_error() -> None:
    data = of_runs([("Git, SQL", "")])
    start = data.index(b"docProps/thumbnail.jpeg") + 200
    broken = data[:start] + bytes(50) + data[start + 50 :]
    with pytest.raises(ReadError, match="damaged"):
        copy_docx(broken, [change((0, "Git, SQL", "SQL, Git"))], name="cv.docx")


TEXT = st.text(alphabet="abAB ,.\t\u00a0\u00ad\u0301é", min_size=1, max_size=12)


@given(
    runs=st.lists(st.tuples(TEXT, st.sampled_from(["", "b", "i", "h", "bi"])), min_size=1, max_size=6),
    after=st.text(alphabet="abX ,.", min_size=1, max_size=12),
)
def test_any_paragraph(runs: Runs, after: str) -> None:
    stretches = [docx_text.Stretch(text, node=OxmlElement("w:t")) for text, marks in runs if "h" not in marks]
    for each in stretches:
        OxmlElement("w:r").append(each.node)
    whole = "".join(each.text for each in stretches)
    before = docx_text.fold(whole).text.strip()
    edits = docx_text.plan(stretches, before, after)
    wanted = docx_text.fold(after).text.strip()
    if not before or not wanted:
        assert edits is None
        return
    if edits is None:  # an accent that stands on no letter
        assert "\u0301" in whole
        return
    docx_text.apply(stretches, edits)
    assert docx_text.fold("".join(each.text for each in stretches)).text.strip() == wanted
    assert [each.node.text or "" for each in stretches] == [
        each.text if each.node.text is not None else "" for each in stretches
    ]


@given(
    st.lists(
        st.tuples(st.text(alphabet="abc,. ", min_size=1, max_size=8), st.sampled_from(["", "b", "i"])),
        min_size=1,
        max_size=6,
    )
)
def test_the_runs_of_each_look_are_as_many_as_before(runs: Runs) -> None:
    before = " ".join("".join(text for text, _ in runs).split())
    document, _ = copied(of_runs(runs), change((0, before, f"New {before}")))
    counted = collections.Counter(marks for _, marks in runs_of(document.paragraphs[0]))
    assert counted == collections.Counter(marks for _, marks in runs)

"""DOCX files that are unusual, broken or hostile as packages."""

import io
import zipfile
from pathlib import Path

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvtailor.errors import ReadError
from cvtailor.parsing import docx, parse
from cvtailor.parsing.types import Reading

BODY = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"
TRANSITIONAL = "http://schemas.openxmlformats.org/"
SPACE = f'xmlns:w="{TRANSITIONAL}wordprocessingml/2006/main" xmlns:r="{TRANSITIONAL}officeDocument/2006/relationships"'


def parts() -> dict[str, bytes]:
    """Return the parts of a CV as python-docx writes it."""
    cv = python_docx.Document()
    cv.add_paragraph("Mara Ilves")
    cv.add_heading("Experience", 1)
    cv.add_paragraph("Data Scientist, Reet Labs, 2019 – 2021")
    cv.add_paragraph("Built a churn model", style="List Bullet")
    buffer = io.BytesIO()
    cv.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


WHOLE = parts()


def packed(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def changed(name: str, old: str, new: str) -> dict[str, bytes]:
    content = WHOLE[name].decode()
    assert old in content
    return WHOLE | {name: content.replace(old, new).encode()}


def with_body(inside: str) -> bytes:
    return packed(WHOLE | {BODY: f"<w:document {SPACE}><w:body>{inside}</w:body></w:document>".encode()})


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def strict() -> dict[str, bytes]:
    """Return the CV in the Strict variant, with measures that carry a unit."""
    found = {}
    for name, content in WHOLE.items():
        text = content.decode("latin-1")
        for room in ("wordprocessingml", "officeDocument", "drawingml"):
            text = text.replace(f"{TRANSITIONAL}{room}/2006/", f"http://purl.oclc.org/ooxml/{room}/")
        found[name] = text.encode("latin-1")
    found[BODY] = found[BODY].replace(
        b"<w:t>Mara Ilves", b'<w:rPr><w:sz w:val="21pt"/></w:rPr><w:t>Mara Ilves'
    )
    return found


def without(*names: str) -> dict[str, bytes]:
    return {name: content for name, content in WHOLE.items() if name not in names}


MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"


@pytest.mark.parametrize(
    "files",
    [
        WHOLE,
        strict(),
        changed("[Content_Types].xml", MAIN, MACROS),
        changed("[Content_Types].xml", MAIN, TEMPLATE),
        without("[Content_Types].xml"),
        without("_rels/.rels"),
        without("docProps/core.xml", "docProps/app.xml", "word/theme/theme1.xml"),
        changed("_rels/.rels", 'Target="word/document.xml"', 'Target="/word/document.xml"'),
        changed(RELATIONS, 'Target="styles.xml"', 'Target="/word/styles.xml"'),
        changed(RELATIONS, 'Target="styles.xml"', 'Target="../word/./styles.xml"'),
        changed(RELATIONS, 'Target="styles.xml"', 'Target="Styles.XML"'),
        {
            **without(BODY),
            "word/document2.xml": WHOLE[BODY],
            "word/_rels/document2.xml.rels": WHOLE[RELATIONS],
        }
        | {"_rels/.rels": WHOLE["_rels/.rels"].replace(b"word/document.xml", b"word/document2.xml")},
        WHOLE
        | {
            BODY: WHOLE[BODY]
            .decode()
            .replace("encoding='UTF-8'", "encoding='UTF-16'")
            .replace('encoding="UTF-8"', 'encoding="UTF-16"')
            .encode("utf-16")
        },
        WHOLE | {BODY: b"\xef\xbb\xbf" + WHOLE[BODY]},
    ],
)
def test_packages_that_word_opens(files: dict[str, bytes]) -> None:
    (section,) = parse(packed(files), file="cv.docx").sections
    assert (str(section.kind), section.bullets) == ("experience", ("Built a churn model",))


def test_strict_measures_have_units() -> None:
    assert docx.read(packed(strict()), "cv.docx").blocks[0].size == 21.0


@pytest.mark.parametrize(
    "files",
    [
        without("word/styles.xml"),
        without("word/numbering.xml"),
        without(RELATIONS),
        changed(RELATIONS, 'Target="styles.xml"', 'Target="missing.xml"'),
    ],
)
def test_missing_parts_cost_no_text(files: dict[str, bytes]) -> None:
    document = parse(packed(files))
    assert "Data Scientist, Reet Labs, 2019 – 2021" in document.text
    assert "Built a churn model" in document.text


@pytest.mark.parametrize("name", ["word/styles.xml", "word/numbering.xml", RELATIONS])
@pytest.mark.parametrize("content", [b"", b"<w:styles", b"\x00\x01\x02", b"<a><b></a>"])
def test_damaged_parts_are_named(name: str, content: bytes) -> None:
    reading = docx.read(packed(WHOLE | {name: content}), "cv.docx")
    assert [block.text for block in reading.blocks][-1] == "Built a churn model"
    assert [name in each.detail for each in reading.observations] == [True]


def test_the_last_of_two_parts_with_one_name_counts() -> None:
    buffer = io.BytesIO(packed(WHOLE))
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(BODY, WHOLE[BODY].replace(b"churn", b"price"))
    assert "price" in parse(buffer.getvalue()).text


@pytest.mark.parametrize(
    "kind", ["header", "footnotes", "styles", "subDocument", "attachedTemplate", "image"]
)
def test_what_stands_outside_the_file_is_never_opened(kind: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text(f"<w:hdr {SPACE}>{paragraph('a secret')}</w:hdr>")
    links = "".join(
        f'<Relationship Id="x{n}" Type="{TRANSITIONAL}officeDocument/2006/relationships/{kind}" Target="{target}"{mode}/>'
        for n, (target, mode) in enumerate(
            [
                (secret.as_uri(), ' TargetMode="External"'),
                (str(secret), ""),
                (secret.as_uri(), ""),
                ("../../../../../../../../" + str(secret), ""),
                ("http://127.0.0.1:9/x.xml", ' TargetMode="External"'),
            ]
        )
    )
    files = changed(RELATIONS, "</Relationships>", links + "</Relationships>")
    references = "".join(f'<w:headerReference w:type="default" r:id="x{n}"/>' for n in range(5))
    body = f"{paragraph('Mara Ilves')}<w:sectPr>{references}</w:sectPr>"
    files[BODY] = f"<w:document {SPACE}><w:body>{body}</w:body></w:document>".encode()
    assert [block.text for block in docx.read(packed(files), "cv.docx").blocks] == ["Mara Ilves"]


ENTITIES = '<!DOCTYPE x [<!ENTITY e "many">]>'


@pytest.mark.parametrize("name", [BODY, "word/styles.xml", RELATIONS])
@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_document_types_are_refused(name: str, codec: str) -> None:
    text = WHOLE[name].decode()
    text = text[text.index("?>") + 2 :]
    with pytest.raises(ReadError, match="document type") as caught:
        docx.read(packed(WHOLE | {name: (ENTITIES + text).encode(codec)}), "cv.docx")
    assert caught.value.kind == "unsupported"


def read(data: bytes) -> Reading | ReadError:
    try:
        return docx.read(data, "cv.docx")
    except ReadError as error:
        return error


@pytest.mark.parametrize(
    ("open_", "close"),
    [
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"),
        ("<w:p><w:hyperlink>", "</w:hyperlink></w:p>"),
    ],
)
@pytest.mark.parametrize("depth", [10, 50, 100_000])
def test_deep_nesting_is_read_or_refused(open_: str, close: str, depth: int) -> None:
    inside = paragraph("deep") if "hyperlink" not in open_ else ""
    answer = read(with_body(paragraph("Mara Ilves") + open_ * depth + inside + close * depth))
    if depth == 100_000:
        assert isinstance(answer, ReadError)
        assert answer.kind == "too_large"
    else:
        assert isinstance(answer, Reading)
        assert [block.text for block in answer.blocks] == ["Mara Ilves"] + ["deep"] * bool(inside)


@pytest.mark.parametrize(
    "inside",
    [
        "<w:tbl>" + "<w:tr>" + "<w:tc><w:p/></w:tc>" * 30_000 + "</w:tr></w:tbl>",
        "<w:tbl>" + "<w:tr><w:tc><w:p/></w:tc></w:tr>" * 30_000 + "</w:tbl>",
        "<w:p/>" * 100_000,
        paragraph("x") * 8_000,
        "<w:p>" + "<w:r><w:t>word </w:t></w:r>" * 30_000 + "</w:p>",
        "<w:p><w:r>" + "<w:t>x</w:t><w:br/>" * 30_000 + "</w:r></w:p>",
        paragraph("word " * 100_000),
        "<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 20_000 + "</w:p>",
        "<w:p><w:r>" + "<w:footnoteReference w:id='1'/>" * 20_000 + "</w:r></w:p>",
        "<w:p>" + "<w:hyperlink r:id='a'>" * 200 + "</w:hyperlink>" * 200 + "</w:p>",
    ],
)
def test_much_of_one_thing_is_read_within_bounds(inside: str) -> None:
    answer = read(with_body(paragraph("Mara Ilves") + inside))
    assert isinstance(answer, Reading)
    assert answer.blocks[0].text == "Mara Ilves"
    assert len(answer.blocks) <= 5_001
    assert max(len(block.text) for block in answer.blocks) <= 20_000


def test_what_was_cut_is_said() -> None:
    for inside in (paragraph("x") * 8_000, paragraph("word " * 100_000)):
        answer = read(with_body(inside))
        assert isinstance(answer, Reading)
        assert [str(each.kind) for each in answer.observations] == ["read_limit"]


@pytest.mark.parametrize("inside", ["<w:p/>" * 3_000_000, paragraph("x" * 60_000_000)])
def test_more_markup_than_memory_is_refused(inside: str) -> None:
    answer = read(with_body(inside))
    assert isinstance(answer, ReadError)
    assert answer.kind == "too_large"


@pytest.mark.parametrize("value", ["-1", "99999999999", "1e999", "nan", "", "x", "12pt", "٣", "0x10"])
@pytest.mark.parametrize(
    "markup",
    [
        (
            "<w:p><w:pPr><w:numPr><w:ilvl w:val='{0}'/><w:numId w:val='{0}'/></w:numPr><w:outlineLvl w:val='{0}'/>"
            "<w:spacing w:before='{0}' w:after='{0}'/><w:ind w:left='{0}'/><w:shd w:val='{0}' w:fill='{0}'/></w:pPr>"
            "<w:r><w:rPr><w:color w:val='{0}'/></w:rPr><w:t>words</w:t><w:sym w:char='{0}'/></w:r></w:p>"
        ),
        "<w:p><w:r><w:rPr><w:sz w:val='{0}'/><w:w w:val='{0}'/></w:rPr><w:t>words</w:t></w:r></w:p>",
        (
            "<w:tbl><w:tr><w:trPr><w:gridBefore w:val='{0}'/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val='{0}'/>"
            "<w:tcW w:w='{0}'/></w:tcPr><w:p><w:r><w:t>words</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
            "<w:sectPr><w:cols w:num='{0}'/></w:sectPr>"
        ),
    ],
)
def test_numbers_that_are_none(markup: str, value: str) -> None:
    answer = read(with_body(markup.format(value)))
    assert isinstance(answer, Reading)
    assert [block.text.split()[0] for block in answer.blocks] == ["words"]


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_flipped_bytes_give_a_document_or_a_sentence(data: st.DataObject) -> None:
    whole = bytearray(packed(WHOLE | {BODY: WHOLE[BODY]}))
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    answer = read(bytes(whole))
    assert isinstance(answer, Reading) or str(answer).startswith("cv.docx")


@given(st.data())
@settings(max_examples=80, deadline=None)
def test_markup_in_any_order_is_read_or_refused(data: st.DataObject) -> None:
    tags = ["p", "r", "t", "tbl", "tr", "tc", "sdt", "sdtContent", "pPr", "rPr", "hyperlink", "fldSimple"]
    tags += [
        "pict",
        "txbxContent",
        "ins",
        "del",
        "br",
        "sectPr",
        "tcPr",
        "vMerge",
        "numPr",
        "body",
        "instrText",
    ]

    def tree(depth: int) -> str:
        tag = data.draw(st.sampled_from(tags))
        inside = "".join(tree(depth - 1) for _ in range(data.draw(st.integers(0, 3)))) if depth else "word"
        return f"<w:{tag}>{inside}</w:{tag}>"

    answer = read(with_body(paragraph("Mara Ilves") + tree(4)))
    assert isinstance(answer, Reading)
    assert answer.blocks[0].text.startswith("Mara Ilves")

"""Whatever is handed over, the answer is a sentence and an exit code; other files are still read."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from tests.cli.files import bad_files, good_docx, good_pdf, scanned_pdf

KINDS = (
    "empty",
    "truncated",
    "truncated docx",
    "picture",
    "old doc",
    "zip",
    "encrypted",
    "missing",
)


@pytest.mark.parametrize("command", ["check", "parse", "rewrite"])
@pytest.mark.parametrize("what", KINDS)
def test_bad_file_is_a_sentence_and_2(cvtailor, tmp_path: Path, what: str, command: str) -> None:
    path = bad_files(tmp_path)[what]
    outcome = cvtailor(command, str(path))
    assert outcome.code == 2
    assert path.name in outcome.err
    assert outcome.err.startswith("cvtailor: ")
    assert outcome.err.strip().endswith((".", "?"))
    as_json = cvtailor(command, str(path), "--format", "json")
    error = json.loads(as_json.out)
    assert error["schema"] == "cvtailor.error/1"
    assert error["file"] == str(path)
    assert set(error["error"]) == {"kind", "message", "hint"}
    assert error["error"]["hint"]
    assert error["error"]["kind"] != "internal"


def test_other_files_of_the_call_are_processed(cvtailor, tmp_path: Path) -> None:
    bad = bad_files(tmp_path)
    good = [good_docx(tmp_path / "good.docx"), good_pdf(tmp_path / "good.pdf")]
    named = [str(good[0]), *(str(each) for each in bad.values()), str(good[1])]
    outcome = cvtailor("check", *named, "--format", "json")
    results = json.loads(outcome.out)
    assert outcome.code == 2
    assert [each["file"] for each in results] == named
    assert [each["schema"] for each in results] == [
        "cvtailor.report/1",
        *["cvtailor.error/1"] * len(bad),
        "cvtailor.report/1",
    ]
    assert all(each["score"]["total"] is not None for each in (results[0], results[-1]))


def test_scanned_pdf_gives_a_full_report_that_could_not_judge(cvtailor, tmp_path: Path) -> None:
    path = scanned_pdf(tmp_path / "scan.pdf")
    outcome = cvtailor("check", str(path), "--format", "json", "--min-score", "10")
    report = json.loads(outcome.out)
    assert outcome.code == 2
    assert report["schema"] == "cvtailor.report/1"
    assert report["verdict"] == "could_not_judge"
    assert report["score"]["total"] is None
    assert [each["rule"] for each in report["findings"]] == ["RD01"]
    text = cvtailor("check", str(path))
    assert "COULD NOT JUDGE" in text.out
    assert "/ 100" not in text.out


def test_empty_folder(cvtailor, tmp_path: Path) -> None:
    outcome = cvtailor("check", str(tmp_path))
    assert outcome.code == 2
    assert "no PDF or DOCX file" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--role", "astronaut"], ["astronaut", "applied-ml-researcher"]),
        (["--role", "../roles/applied-ml-researcher"], ["role"]),
        (["--lexicon", "{tmp}/broken.toml"], ["broken.toml"]),
        (["--lexicon", "{tmp}/nowhere.toml"], ["nowhere.toml"]),
        (["--config", "{tmp}/nowhere.toml"], ["nowhere.toml"]),
        (["--config", "{tmp}/broken.toml"], ["broken.toml"]),
        (["--config", "{tmp}/unknown.toml"], ["unknown.toml", "min_scores", "min-score"]),
        (["--config", "{tmp}/wrong.toml"], ["wrong.toml", "role"]),
        (["--as-of", "yesterday"], ["yesterday"]),
        (["--min-score", "101"], ["101"]),
        (["--fail-on", "panic"], ["panic"]),
        (["--format", "xml"], ["xml"]),
        (["--reader", "eyes"], ["eyes"]),
        (["-o", "{tmp}/no/such/folder.json"], ["folder.json"]),
        (["-o", "{tmp}/cv.docx"], ["cv.docx", "--force"]),
    ],
)
def test_bad_argument_names_itself(cvtailor, tmp_path: Path, arguments: list[str], words: list[str]) -> None:
    good_docx(tmp_path / "cv.docx")
    (tmp_path / "broken.toml").write_text("id = ")
    (tmp_path / "unknown.toml").write_text("min_scores = 3")
    (tmp_path / "wrong.toml").write_text("role = 3")
    given = [each.format(tmp=tmp_path) for each in arguments]
    outcome = cvtailor("check", str(tmp_path / "cv.docx"), *given)
    assert outcome.code == 2
    assert all(word in outcome.err for word in words), outcome.err
    assert (tmp_path / "cv.docx").read_bytes().startswith(b"PK")


def test_names_that_try_to_be_something_else(
    cvtailor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in (
        "-dash.docx",
        "two words.docx",
        "it's.docx",
        "søker.docx",
        "\x1b[31mred.docx",
        "[bold]x.docx",
    ):
        good_docx(tmp_path / name)
        outcome = cvtailor("check", "--", name)
        assert outcome.code == 0, (name, outcome.err)
        assert "\x1b" not in outcome.out + outcome.err


# What a terminal acts on: C0 but tab and line feed, DEL and C1, and the controls that turn the direction of text.
ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
MARKED = (
    "Mara \x1b[31mIlves\nmara@example.org\x1b]0;owned\x07\n\nExperience\nEngineer\x9b2J, Reet\u202e Labs, 2019 – 2021\n"
    "- Built \x85models\u2066 at \x00Reet\x7f Labs\r- Led\x08\x08\x08 four\n\n\x9dOdd\x9c \u200fheading\nWords here\n"
    + "- Cleaned records of patients in Python and SQL for the imaging team.\n"
    * 8
)


def pages_of(count: int, *lines: str) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for _ in range(count):
        for number, line in enumerate(lines):
            canvas.drawString(60, 780 - 20 * number, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def docx_with(folder: Path, part: str, content: bytes) -> bytes:
    """Return a good DOCX in which `part` is added or replaced."""
    whole = good_docx(folder / "whole.docx").read_bytes()
    (folder / "whole.docx").unlink()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        new.writestr(part, content)
    return out.getvalue()


def entities(folder: Path, declared: str) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>Mara &e9;</w:t></w:r></w:p></w:body></w:document>'
    return docx_with(folder, "word/document.xml", f"<!DOCTYPE x [{declared}]>{body}".encode())


LAUGHS = "<!ENTITY e0 'haha'>" + "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 10))


def hostile(folder: Path, what: str) -> bytes:
    """Return the bytes of one hostile file."""
    match what:
        case "marked text":
            return MARKED.encode()
        case "marked bytes":
            return MARKED.encode("latin-1", "replace")
        case "right to left":
            return "מרה אילבס\n\nExperience\nמהנדסת, Reet Labs, 2019 – 2023\n- \u202eבנתה מודלים\u202c\n".encode()
        case "blank page":
            return pages_of(1)
        case "thousands of pages":
            return pages_of(2000, "Mara Ilves")
        case "bomb in use":
            return docx_with(folder, "word/document.xml", b"<" + b" " * 80_000_000)
        case "bomb aside":
            return docx_with(folder, "word/media/unused.bin", b" " * 80_000_000)
        case "entity bomb":
            return entities(folder, LAUGHS)
        case "entity outside":
            return entities(folder, "<!ENTITY e9 SYSTEM 'file:///etc/passwd'>")
        case "page tree that holds itself":
            return (
                b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages "
                b"/Kids [2 0 R 2 0 R] /Count 99999 >>\nendobj\ntrailer\n<< /Size 3 /Root 1 0 R >>\n%%EOF\n"
            )
    raise AssertionError(what)


@pytest.mark.parametrize("command", ["check", "parse"])
@pytest.mark.parametrize(
    ("what", "code"),
    [
        ("marked text", 0),
        ("marked bytes", 0),
        ("right to left", None),  # `check` may say that it cannot judge the language
        ("blank page", 2),
        ("thousands of pages", None),
        ("bomb in use", 2),
        ("bomb aside", 2),
        ("entity bomb", None),
        ("entity outside", None),
        ("page tree that holds itself", 2),
    ],
)
def test_hostile_file_is_answered(
    cvtailor, tmp_path: Path, what: str, code: int | None, command: str
) -> None:
    path = tmp_path / "cv"
    path.write_bytes(hostile(tmp_path, what))
    for arguments in ([], ["--format", "json"]):
        outcome = cvtailor(command, str(path), *arguments)
        assert outcome.code in ({0, 2} if code is None else {code}), outcome.err
        assert outcome.out.strip() or outcome.err.strip()
        assert not ACTING.search(outcome.out + outcome.err)
        assert "internal" not in outcome.out
        assert "root:" not in outcome.out
        assert "haha" not in outcome.out


def test_limit_of_pages_is_stated(cvtailor, tmp_path: Path) -> None:
    (tmp_path / "cv.pdf").write_bytes(hostile(tmp_path, "thousands of pages"))
    assert "200 of 2000 pages" in " ".join(cvtailor("parse", str(tmp_path / "cv.pdf")).out.split())


def test_pdf_without_a_password_to_open_is_read(cvtailor, tmp_path: Path) -> None:
    path = good_pdf(tmp_path / "cv.pdf", encrypt=StandardEncryption("", ownerPassword="owner", canModify=0))
    outcome = cvtailor("parse", str(path))
    assert outcome.code == 0
    assert "Larkfield Labs" in outcome.out


def test_links_in_a_circle_are_refused(cvtailor, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").symlink_to(tmp_path / "b.pdf")
    (tmp_path / "b.pdf").symlink_to(tmp_path / "a.pdf")
    outcome = cvtailor("parse", str(tmp_path / "a.pdf"))
    assert outcome.code == 2
    assert outcome.err.startswith("cvtailor: ")


@pytest.mark.parametrize("name", ["ROLE", "AS_OF", "PROFILE", "CONFIG", "MIN_SCORE", "FAIL_ON", "FORMAT"])
def test_a_bad_variable_is_blamed_by_its_name(
    cvtailor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    cv = good_docx(tmp_path / "good.docx")
    monkeypatch.setenv(f"CVTAILOR_{name}", "zz")
    outcome = cvtailor("check", str(cv))
    assert outcome.code == 2
    assert f"CVTAILOR_{name}" in outcome.err
    option = cvtailor("check", str(cv), f"--{name.lower().replace('_', '-')}", "yy")
    assert option.code == 2
    assert f"CVTAILOR_{name}" not in option.err


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_bytes_that_are_not_what_the_name_says(cvtailor, tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"cv.{kind}"
    path.write_bytes(bytes(range(256)) * 4)
    outcome = cvtailor("check", str(path))
    assert outcome.code == 2
    assert f"holds no {kind.upper()}" in outcome.err

"""The formats for machines and for pull requests: whole outputs, schemas, and text that tries to break out."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from lxml import etree

import cvtailor
from cvtailor.advice import catalogue
from cvtailor.advice.types import Report
from cvtailor.reporting import badge, github, junit, markdown, rdjson, sarif
from cvtailor.reporting.fingerprint import fingerprints
from cvtailor.reporting.types import ErrorDetail, FileError

HERE = Path(__file__).parent
SAMPLES = HERE.parents[1] / "sample_cvs"
HOSTILE = """# Pat ::error file=x::boom Quill
pat@example.org | +1 555-0188

## Experience
### Engineer ]]> <script>alert(1)</script>, Firm | `Co` & Sons
2019 – 2021
- Responsible for ::error file=x::boom and ]]> for <script>alert(1)</script> <img src=x onerror=alert(1)>
- Worked on | tables | of `code` [/b] [x](javascript:alert(1)) @everyone #1 **bold** $(rm -rf) 100%25
- Helped with \x1b[31mred\x1b[0m and \u202eabc\u202c text, 50% faster, https://evil.example.com/x
- Improved [X%] of things by doing -->::set-output name=a::b<!-- and </details>

## Skills
Python, <b>Tensorflow</b>, Pytorch
"""
FORMATS = ("markdown", "github", "sarif", "junit", "rdjson", "badge")


@cache
def results() -> tuple[Report | FileError, ...]:
    unreadable = FileError(
        file="cvs/old.doc",
        error=ErrorDetail(
            kind="unsupported", message="cvs/old.doc is an old Word file.", hint="Save it as DOCX."
        ),
    )
    return (
        cvtailor.check(SAMPLES / "rahul-devereux.docx", file="cvs/rahul.docx"),
        cvtailor.check(SAMPLES / "yusra-benhaddou.pdf", file="cvs/with space/yüsra.pdf"),
        cvtailor.check(b"# Nobody\n", file="empty.md"),
        unreadable,
    )


@cache
def hostile() -> Report:
    return cvtailor.check(HOSTILE.encode(), file="cvs/a::b,%0A<i>|`.md")


def render(name: str, given: tuple[Report | FileError, ...]) -> str:
    if name == "sarif":
        return sarif.render(given, rules=catalogue.rules(), version="1.2.3")
    module: Any = {"markdown": markdown, "github": github, "junit": junit, "rdjson": rdjson, "badge": badge}[
        name
    ]
    text: str = module.render(given)
    return text


@pytest.mark.parametrize("name", FORMATS)
def test_output_is_as_committed(name: str, request: pytest.FixtureRequest) -> None:
    made = render(name, results())
    golden = HERE / "golden" / f"report.{name}"
    if request.config.getoption("update"):
        golden.write_text(made, encoding="utf-8")
    assert made == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [each for each in FORMATS if each != "github"])
def test_nothing_to_report_is_still_a_whole_output(name: str) -> None:
    assert render(name, ())


@pytest.mark.parametrize("name", FORMATS)
def test_hostile_text_is_inert(name: str) -> None:
    made = render(name, (hostile(),))
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", made)


# --- each format by itself -------------------------------------------------------------


@pytest.mark.parametrize("given", ["results", "hostile"])
def test_sarif_is_what_github_asks_for(given: str) -> None:
    made = json.loads(render("sarif", results() if given == "results" else (hostile(),)))
    schema = json.loads((HERE / "schemas" / "github-sarif.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(made)
    run = made["runs"][0]
    ids = [each["id"] for each in run["tool"]["driver"]["rules"]]
    assert ids == [each.code for each in catalogue.rules()]
    assert all(ids[each["ruleIndex"]] == each["ruleId"] for each in run["results"])


def test_sarif_tells_what_could_not_be_read() -> None:
    invocation = json.loads(render("sarif", results()))["runs"][0]["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert [each["level"] for each in invocation["toolExecutionNotifications"]] == ["error", "error"]


def test_sarif_paths_are_relative_and_encoded() -> None:
    made = sarif.render(
        results(), rules=catalogue.rules(), version="1", paths={"cvs/rahul.docx": "team/rahul.docx"}
    )
    assert '"team/rahul.docx"' in made
    assert '"cvs/with%20space/y%C3%BCsra.pdf"' in made


def test_a_finding_of_a_text_file_has_its_line() -> None:
    run = json.loads(render("sarif", (hostile(),)))["runs"][0]
    lines = {each["locations"][0]["physicalLocation"]["region"]["startLine"] for each in run["results"]}
    assert {7, 8, 9} <= lines


@pytest.mark.parametrize("given", ["results", "hostile"])
def test_junit_is_valid(given: str) -> None:
    made = render("junit", results() if given == "results" else (hostile(),))
    schema = etree.XMLSchema(etree.parse(HERE / "schemas" / "junit.xsd"))
    schema.assertValid(etree.fromstring(made.encode()))
    root = ET.fromstring(made)
    for suite in root:
        assert int(suite.get("failures", "")) == len(suite.findall("./testcase/failure"))
        assert int(suite.get("errors", "")) == len(suite.findall("./testcase/error"))
        assert int(suite.get("tests", "")) == len(suite)


@pytest.mark.parametrize("given", ["results", "hostile"])
def test_rdjson_is_valid(given: str) -> None:
    made = json.loads(render("rdjson", results() if given == "results" else (hostile(),)))
    schema = json.loads((HERE / "schemas" / "rdjson.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(made)


def test_every_annotation_is_one_command_of_ours() -> None:
    lines = render("github", (hostile(), *results())).splitlines()
    for line in lines[:-1]:
        match = re.fullmatch(r"::(error|warning|notice) file=([^:,]+)((?:,[a-z]+=[^:,]*)*)::(.+)", line)
        assert match, line
    assert re.fullmatch(r"\d+ more findings: .*", lines[-1])
    assert sum(line.startswith("::warning ") for line in lines) <= github.EACH
    assert "file=cvs/a%3A%3Bb" not in lines[0]


def test_annotations_begin_with_what_could_not_be_read() -> None:
    first, second, *_ = render("github", results()).splitlines()
    assert "Could not judge" in first
    assert "cvs/old.doc" in second


def test_markdown_shows_text_as_it_is() -> None:
    made = render("markdown", (hostile(), *results()))
    assert "<script" not in made
    assert "<img" not in made
    assert not re.search(r"(?<!\\)\]\(", made)
    assert "::error" not in made
    assert not re.search(r"(?<!\\)@everyone", made)
    assert made.count("<details>") == made.count("</details>") == 3
    for row in made.splitlines():
        if row.startswith("| "):
            assert len(re.findall(r"(?<!\\)\|", row)) == 4


def test_a_long_summary_says_what_it_leaves_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "MOST", 6_000)
    made = render("markdown", results() * 3)
    assert len(made) < 7_000
    assert "left out here" in made


@pytest.mark.parametrize(
    ("score", "colour"),
    [(100, "brightgreen"), (90, "green"), (75, "yellowgreen"), (60, "yellow"), (59, "orange"), (39, "red")],
)
def test_badge(score: int, colour: str) -> None:
    import dataclasses

    report = hostile()
    shown = dataclasses.replace(report, score=dataclasses.replace(report.score, total=score))
    made = json.loads(badge.render((shown,)))
    assert made == {"schemaVersion": 1, "label": "CV", "message": f"{score} / 100", "color": colour}


def test_a_badge_never_hides_a_file_without_an_answer() -> None:
    assert json.loads(badge.render(results()))["message"] == "no answer"
    assert json.loads(badge.render(()))["message"] == "no answer"


# --- fingerprints ----------------------------------------------------------------------


def test_fingerprints_outlive_a_move_to_another_page_and_file() -> None:
    cv = SAMPLES / "ada-mensah.pdf"
    one = cvtailor.check(cv)
    other = cvtailor.check(cv.read_bytes(), file="renamed.pdf")
    assert fingerprints(one) == fingerprints(other)
    assert len(set(fingerprints(one))) == len(one.findings)


def test_fingerprints_do_not_depend_on_the_place_in_the_file() -> None:
    body = "## Experience\n### Engineer, Firm\n2019 – 2021\n- Responsible for training models in PyTorch\n"
    one = cvtailor.check(f"# Ann Quill\nann@example.org\n\n{body}".encode(), file="a.md")
    other = cvtailor.check(
        f"# Ann Quill\nann@example.org\n\n## Summary\nAn engineer.\n\n{body}".encode(), file="a.md"
    )
    weak = [f for f, each in zip(fingerprints(one), one.findings, strict=True) if each.rule == "WD01"]
    assert weak
    assert set(weak) <= set(fingerprints(other))

"""`cvtailor interview`: formats, limits, topics, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from cvtailor.reporting.schema import schema
from tests.cli.files import good_docx, good_pdf, scanned_pdf

CLAIM = "raising accuracy from 81 % to 89 % on held-out scans"


def test_text_says_question_place_and_what_to_name(cvtailor, tmp_path: Path) -> None:
    path = good_docx(tmp_path / "cv.docx")
    outcome = cvtailor("interview", str(path))
    assert outcome.code == 0
    said = " ".join(outcome.out.split())
    assert CLAIM in said
    assert "A good answer names:" in said
    assert "Larkfield Labs, 1st bullet" in said
    assert "How you applied machine learning to a problem" in said
    assert max(map(len, outcome.out.splitlines())) <= 80


def test_json_follows_its_schema(cvtailor, tmp_path: Path) -> None:
    path = good_docx(tmp_path / "cv.docx")
    made = json.loads(cvtailor("interview", str(path), "--format", "json").out)
    jsonschema.validate(made, schema("interview"))
    assert made["schema"] == "cvtailor.interview/1"
    assert made["file"] == str(path)
    assert made["found"] == len(made["questions"])
    first = made["questions"][0]["claim"]
    assert first["achievements"][0]["baseline"]["text"] == "81"
    assert first["organisation"] == "Larkfield Labs"
    assert {"CNN", "PyTorch"} <= {each["quote"] for each in first["keywords"]}
    lines = cvtailor("interview", str(path), "--format", "jsonl").out.splitlines()
    assert [json.loads(each) for each in lines] == [made]


def test_the_same_in_pdf_and_docx(cvtailor, tmp_path: Path) -> None:
    said = []
    for path in (good_docx(tmp_path / "cv.docx"), good_pdf(tmp_path / "cv.pdf")):
        made = json.loads(cvtailor("interview", str(path), "--format", "json", "--limit", "3").out)
        said.append([each["question"] for each in made["questions"]])
    assert said[0] == said[1]


def test_markdown_is_inert(cvtailor, tmp_path: Path) -> None:
    path = tmp_path / "cv.txt"
    path.write_text(
        "Nia\nnia@example.org\n\nExperience\nEngineer, Orbit, 2021 - present\n"
        "- Cut *costs* by 12% with [a link](http://example.com/x) and <b>tags</b>\n",
        encoding="utf-8",
    )
    outcome = cvtailor("interview", str(path), "--format", "markdown")
    assert outcome.code == 0
    assert "## Challenges" in outcome.out
    assert r"\*costs\*" in outcome.out
    assert "<b>" not in outcome.out.replace(r"\<b\>", "")
    assert "](http" not in outcome.out


@pytest.mark.parametrize("topic", ["applied", "current", "challenges", "career"])
def test_one_topic(cvtailor, tmp_path: Path, topic: str) -> None:
    path = good_docx(tmp_path / "cv.docx")
    outcome = cvtailor("interview", str(path), "--topic", topic, "--format", "json")
    made = json.loads(outcome.out)
    assert outcome.code == 0  # no question on a topic is an answer
    assert {each["topic"] for each in made["questions"]} <= {topic}
    assert cvtailor("interview", str(path), "--topic", topic).code == 0


def test_limit_and_all(cvtailor, tmp_path: Path) -> None:
    path = good_docx(tmp_path / "cv.docx")
    two = cvtailor("interview", str(path), "--limit", "2").out
    assert two.count("A good answer names:") == 2
    assert "--all" in two
    every = json.loads(cvtailor("interview", str(path), "--format", "json").out)
    assert cvtailor("interview", str(path), "--all").out.count("A good answer names:") == every["found"]
    assert cvtailor("interview", str(path), "--limit", "0").code == 2


def test_output_goes_to_a_file_of_its_own(cvtailor, tmp_path: Path) -> None:
    path = good_docx(tmp_path / "cv.docx")
    out = tmp_path / "questions.md"
    assert cvtailor("interview", str(path), "--format", "markdown", "-o", str(out)).code == 0
    assert out.read_text(encoding="utf-8").startswith("# Interview questions")
    assert cvtailor("interview", str(path), "-o", str(out)).code == 2
    assert cvtailor("interview", str(path), "-o", str(path), "--force").code == 2


def test_what_cannot_be_judged_leaves_with_2(cvtailor, tmp_path: Path) -> None:
    scan = scanned_pdf(tmp_path / "scan.pdf")
    outcome = cvtailor("interview", str(scan))
    assert outcome.code == 2
    assert "COULD NOT JUDGE" in outcome.out
    made = json.loads(cvtailor("interview", str(scan), "--format", "json").out)
    jsonschema.validate(made, schema("interview"))
    assert (made["verdict"], made["questions"]) == ("could_not_judge", [])
    assert made["could_not_judge"][0]["why"]
    assert cvtailor("interview", str(scan), "--format", "markdown").out.count("Could not judge") == 1
    assert cvtailor("interview", str(tmp_path / "nothing.pdf")).code == 2


def test_a_bad_file_does_not_stop_the_others(cvtailor, tmp_path: Path) -> None:
    path = good_docx(tmp_path / "cv.docx")
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.4 nothing")
    outcome = cvtailor("interview", str(bad), str(path), "--format", "json")
    kinds = [each["schema"] for each in json.loads(outcome.out)]
    assert outcome.code == 2
    assert "cvtailor.interview/1" in kinds


def test_profile_is_a_setting_and_is_said(cvtailor, tmp_path: Path) -> None:
    path = good_docx(tmp_path / "cv.docx")
    report = json.loads(cvtailor("check", str(path), "--format", "json").out)
    assert report["profile"] == {
        "kind": "industry",
        "guessed": True,
        "signs": ["the current job “Research Engineer”"],
    }
    said = " ".join(cvtailor("check", str(path), "--all", "--profile", "academic").out.split())
    assert "Read as an academic CV, as was set" in said
    assert cvtailor("check", str(path), "--profile", "artist").code == 2
    settings = tmp_path / "cvtailor.toml"
    settings.write_text('profile = "academic"\n', encoding="utf-8")
    report = json.loads(cvtailor("check", str(path), "--config", str(settings), "--format", "json").out)
    assert (report["profile"]["kind"], report["profile"]["guessed"]) == ("academic", False)
    settings.write_text('profile = "artist"\n', encoding="utf-8")
    assert cvtailor("check", str(path), "--config", str(settings)).code == 2

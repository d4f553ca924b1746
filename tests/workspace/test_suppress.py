"""Ignores and baselines: what they leave out, and what they never hide."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import cvtailor
from cvtailor.advice.types import Report, Settings, Severity, Verdict
from cvtailor.errors import SettingsError
from cvtailor.workspace import suppress
from cvtailor.workspace.suppress import Ignore

TODAY = dt.date(2026, 3, 1)
GATED = Settings(fail_on=Severity.WARNING)
CV = b"""# Ann Quill
ann@example.org | +1 555-0101

## Experience
### Engineer, Firm
2019 \xe2\x80\x93 2021
- Responsible for training PyTorch models on medical images
- Worked on the nightly reports for the whole sales department
- Trained a classifier, raising accuracy from 81 % to 89 % on held-out scans

## Skills
Python, Git
"""


def report(text: bytes = CV) -> Report:
    return cvtailor.check(text, file="cvs/ann.md", settings=GATED)


def rules(given: Report) -> list[str]:
    return [each.rule for each in given.findings]


@pytest.mark.parametrize(
    ("ignore", "gone"),
    [
        (Ignore(reason="r", rule="WD01"), {"WD01"}),
        (Ignore(reason="r", rule="WD"), {"WD01"}),
        (Ignore(reason="r", rule="WD01", files="cvs/*.md"), {"WD01"}),
        (Ignore(reason="r", rule="WD01", files="other/*.md"), set()),
        (Ignore(reason="r", rule="WD01", text="NIGHTLY reports"), set()),
        (Ignore(reason="r", rule="WD01", until=dt.date(2026, 3, 1)), {"WD01"}),
        (Ignore(reason="r", rule="WD01", until=dt.date(2026, 2, 28)), set()),
        (Ignore(reason="r", rule="RS"), {"RS01", "RS02", "RS03", "RS04", "RS05", "RS06", "RS07"}),
    ],
)
def test_an_ignore_leaves_out_what_it_names(ignore: Ignore, gone: set[str]) -> None:
    before = report()
    assert "WD01" in rules(before)
    after, _ = suppress.apply(before, "cvs/ann.md", GATED, ignores=[ignore], today=TODAY)
    assert set(rules(before)) - set(rules(after)) == gone & set(rules(before))
    assert after.suppressed == len(before.findings) - len(after.findings)
    assert after.score == before.score


def test_words_and_fingerprints_name_single_findings() -> None:
    before = report()
    after, used = suppress.apply(
        before, "cvs/ann.md", GATED, ignores=[Ignore(reason="r", rule="WD01", text="nightly")], today=TODAY
    )
    assert (rules(before).count("WD01"), rules(after).count("WD01"), used) == (2, 1, {0})
    mark = suppress.fingerprints(before)[0]
    after, _ = suppress.apply(
        before, "cvs/ann.md", GATED, ignores=[Ignore(reason="r", fingerprint=mark)], today=TODAY
    )
    assert len(after.findings) == len(before.findings) - 1


def test_expired_and_unused_ignores_are_said() -> None:
    ignores = [
        Ignore(reason="r", rule="WD01"),
        Ignore(reason="r", rule="RD09"),
        Ignore(reason="r", rule="KW01", until=dt.date(2025, 1, 1)),
    ]
    _, used = suppress.apply(report(), "cvs/ann.md", GATED, ignores=ignores, today=TODAY)
    unused, expired = suppress.notes(ignores, used, TODAY)
    assert "RD09" in unused
    assert "not needed" in unused
    assert "KW01" in expired
    assert "2025-01-01" in expired


def test_a_baseline_lets_known_findings_pass_and_new_ones_fail(tmp_path: Path) -> None:
    before = report()
    assert before.verdict is Verdict.FAIL
    path = tmp_path / "b.json"
    path.write_text(suppress.dump([("cvs/ann.md", before)]))
    known = suppress.load(path)
    same, _ = suppress.apply(before, "cvs/ann.md", GATED, baseline=known, today=TODAY)
    assert (same.findings, same.known, same.trend, same.verdict) == (
        (),
        len(before.findings),
        0,
        Verdict.PASS,
    )
    worse = report(CV.replace(b"- Trained a", b"- Helped with the move of the office\n- Trained a"))
    after, _ = suppress.apply(worse, "cvs/ann.md", GATED, baseline=known, today=TODAY)
    assert "WD01" in rules(after)
    assert after.verdict is Verdict.FAIL
    assert after.trend is not None
    assert after.trend < 0


def test_a_baseline_keeps_what_it_knows_of_other_files(tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    path.write_text(suppress.dump([("a.md", report())]))
    both = suppress.dump([("b.md", report())], suppress.load(path))
    path.write_text(both)
    assert set(suppress.load(path).scores) == {"a.md", "b.md"}
    assert suppress.dump([("b.md", report())], suppress.load(path)) == both


def test_what_could_not_be_judged_never_passes(tmp_path: Path) -> None:
    empty = cvtailor.check(b"# Nobody\n", file="x.md", settings=GATED)
    path = tmp_path / "b.json"
    path.write_text(suppress.dump([("x.md", empty)]))
    after, _ = suppress.apply(
        empty,
        "x.md",
        GATED,
        baseline=suppress.load(path),
        ignores=[Ignore(reason="r", rule="RD")],
        today=TODAY,
    )
    assert after.verdict is Verdict.COULD_NOT_JUDGE


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"schema": "other/1"}', '{"schema": "cvtailor.baseline/1", "files": 3}']
)
def test_no_baseline_is_said(tmp_path: Path, text: str) -> None:
    path = tmp_path / "b.json"
    path.write_text(text)
    with pytest.raises(SettingsError, match=r"b\.json"):
        suppress.load(path)
    with pytest.raises(SettingsError, match="no baseline"):
        suppress.load(tmp_path / "none.json")


def test_select_ignore_and_severity_are_settings_and_leave_the_score() -> None:
    plain = cvtailor.check(CV, file="a.md")
    some = cvtailor.check(
        CV, file="a.md", settings=Settings(select=("WD",), severity=(("WD01", Severity.ERROR),))
    )
    assert set(rules(some)) == {each for each in rules(plain) if each.startswith("WD")}
    assert {each.severity for each in some.findings if each.rule == "WD01"} == {Severity.ERROR}
    fewer = cvtailor.check(CV, file="a.md", settings=Settings(ignore=("WD01", "KW")))
    assert not {"WD01", "KW01"} & set(rules(fewer))
    assert plain.score == some.score == fewer.score


def test_a_name_is_left_out_everywhere_but_in_the_path() -> None:
    from cvtailor.document import json_text
    from cvtailor.reporting import redact

    text = CV.replace(
        b"- Trained a", b"- Quill's rule was responsible for Ann Quill and the quilling of paper\n- Trained a"
    )
    hidden = redact.without_name(cvtailor.check(text, file="ann-quill.md"), "Ann Quill")
    said = json_text(hidden)
    assert "Quill" not in said.replace("quilling", "").replace("ann-quill.md", "")
    assert hidden.file == "ann-quill.md"
    assert redact.without_name(hidden, None) == hidden

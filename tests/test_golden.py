"""The whole text report of every sample, as a person sees it. `pytest --update` writes them anew."""

from __future__ import annotations

from pathlib import Path

import pytest

import cvtailor
from cvtailor.reporting import text

SAMPLES = sorted((Path(__file__).parents[1] / "sample_cvs").iterdir())
GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_report_is_as_committed(path: Path, request: pytest.FixtureRequest) -> None:
    made = text.render(cvtailor.check(path, file=path.name), everything=True)
    golden = GOLDEN / f"{path.name}.txt"
    if request.config.getoption("update"):
        GOLDEN.mkdir(exist_ok=True)
        golden.write_text(made, encoding="utf-8")
    assert made == golden.read_text(encoding="utf-8")


def test_every_golden_file_has_its_sample() -> None:
    assert len(SAMPLES) >= 6
    assert {each.stem for each in GOLDEN.iterdir()} == {each.name for each in SAMPLES}

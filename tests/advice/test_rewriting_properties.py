"""What no rewrite may ever do, over a sample of the items that `benchmarks/rewrite_properties.py` runs in full."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import rewrite_properties as properties
from cvtailor.advice.inflection import Form

GRAMMARS = Path(__file__).parent.parent / "rewrites" / "grammars.toml"
TABLE = tomllib.loads(GRAMMARS.read_text(encoding="utf-8"))
ITEMS = properties.items()
STEP = 25  # every 25th item here, all of them in the benchmark


def test_there_are_ten_thousand_items_of_many_shapes() -> None:
    assert len(ITEMS) >= 10_000
    assert len({each.shape for each in ITEMS}) >= 30
    made = Counter(each.shape for each in properties.generated())
    short = {each["id"]: made[each["id"]] for each in TABLE["shapes"] if made[each["id"]] < each["count"] / 2}
    assert short == {}


def test_the_items_are_the_same_every_time() -> None:
    assert list(properties.generated())[:500] == list(properties.generated())[:500]


def test_a_sample_keeps_every_property() -> None:
    counts, bad = properties.run(ITEMS[::STEP])
    assert [(item.text, after, faults) for item, after, faults in bad] == []
    assert counts["rewrites"] > counts["items"] / 4


KEPT = {"asked or tried", "asked for a gain", "shared thing", "compound", "outcome as a duty", "undone"}


@pytest.mark.parametrize("shape", sorted(KEPT))
def test_what_was_not_surely_done_alone_gets_no_new_opening(shape: str) -> None:
    chosen = [each for each in ITEMS if each.shape == shape][::3]
    assert chosen
    for item in chosen:
        found, _ = properties.broken(item)
        assert found is None or found.after.split()[0] == item.text.split()[0], item.text


@settings(max_examples=150, deadline=None)
@given(st.data(), st.sampled_from([None, Form.BASE, Form.THIRD]))
def test_any_item_of_the_grammars_in_any_tense(data: st.DataObject, present: Form | None) -> None:
    shape = data.draw(st.sampled_from(TABLE["shapes"]))
    text = properties.filled(
        shape["template"], TABLE["lists"], lambda words: data.draw(st.sampled_from(words))
    )
    found, faults = properties.broken(properties.Item(text=text, shape=shape["id"]), present)
    assert found is None or faults == []

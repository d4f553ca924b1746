"""The committed schemas are those of the types, and are themselves valid."""

import json
from pathlib import Path

import jsonschema
import pytest

from cvtailor.reporting import schema

FOLDER = Path(__file__).parents[2] / "docs" / "schemas"


@pytest.mark.parametrize("kind", sorted(schema.KINDS))
def test_committed_schema_is_current(kind: str, request: pytest.FixtureRequest) -> None:
    path = FOLDER / f"{kind}-1.schema.json"
    made = json.dumps(schema.schema(kind), indent=2) + "\n"
    if request.config.getoption("update"):
        path.write_text(made, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == made, "run pytest --update and commit docs/schemas"


@pytest.mark.parametrize("kind", sorted(schema.KINDS))
def test_schema_is_valid_and_refuses_an_empty_object(kind: str) -> None:
    made = schema.schema(kind)
    jsonschema.Draft202012Validator.check_schema(made)
    assert not jsonschema.Draft202012Validator(made).is_valid({})

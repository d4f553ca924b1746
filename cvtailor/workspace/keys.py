"""The keys of a settings file: one table, from which it is checked, its schema made and `init` writes its file."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

SCHEMA_ID = "cvtailor.settings/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key: the Python types of its value, what to give in words, what it does, its JSON Schema, and an example as TOML."""

    name: str
    types: tuple[type, ...]
    give: str
    does: str
    schema: dict[str, Any]
    example: str


_CODES = {"type": "array", "items": {"type": "string", "pattern": "^[A-Z]{2}[0-9]{0,2}$"}}
_SEVERITY = {"enum": ["error", "warning", "note"]}
_WHOLE = {"type": "integer", "minimum": 1}
_IGNORE = {
    "type": "object",
    "required": ["reason"],
    "additionalProperties": False,
    "properties": {
        "rule": {"type": "string", "description": "a rule code, or the beginning of one"},
        "files": {"type": "string", "description": "a pattern of paths from this file's folder"},
        "text": {"type": "string", "description": "words that the finding's quote or message holds"},
        "fingerprint": {
            "type": "string",
            "description": "that of one finding, from the SARIF or the baseline",
        },
        "reason": {"type": "string", "minLength": 1},
        "until": {"description": "the last day on which it holds: a date, or one in quotes"},
    },
}
_FILES = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "additionalProperties": False,
        "properties": {"role": {"type": "string"}, "job": {"type": "string"}},
    },
}
KEYS = (
    Key(name="role", types=(str,), give="a string", does="The role to check for; see `cvtailor lexicon list`.",
        schema={"type": "string"}, example='role = "applied-ml-researcher"'),
    Key(name="lexicons", types=(list,), give="a list of paths", does="Lexicons of your own, stacked on the role's; paths from this file's folder.",
        schema={"type": "array", "items": {"type": "string"}}, example='lexicons = ["our-words.toml"]'),
    Key(name="profile", types=(str,), give="a string", does="Whose habits a CV is judged by: academic, industry, or auto.",
        schema={"enum": ["auto", "academic", "industry"]}, example='profile = "auto"'),
    Key(name="as-of", types=(str, dt.date), give="a date", does="Judge as of this date; by default the latest in the CV.",
        schema={}, example="as-of = 2026-03-31"),
    Key(name="min-score", types=(int,), give="a whole number", does="A gate: fail below this score.",
        schema={"type": "integer", "minimum": 0, "maximum": 100}, example="min-score = 70"),
    Key(name="fail-on", types=(str,), give="a string", does="A gate: fail on a finding at least this heavy.",
        schema=_SEVERITY, example='fail-on = "error"'),
    Key(name="select", types=(list,), give="a list of rule codes", does="Show only these rules: codes, or beginnings of codes. The score stays the same.",
        schema=_CODES, example='select = ["AC", "WD01"]'),
    Key(name="ignore", types=(list,), give="a list of rule codes, or [[ignore]] tables", does="Never show these rules.",
        schema={"type": "array", "items": {"anyOf": [_CODES["items"], _IGNORE]}}, example='ignore = ["WD05"]'),
    Key(name="severity", types=(dict,), give="a table of severities", does="Another severity for some rules.",
        schema={"type": "object", "additionalProperties": _SEVERITY}, example='severity = { WD01 = "error", RS = "note" }'),
    Key(name="min-bullet-words", types=(int,), give="a whole number", does="A bullet with fewer words is called short.",
        schema=_WHOLE, example="min-bullet-words = 8"),
    Key(name="max-bullet-words", types=(int,), give="a whole number", does="A bullet with more words is called long.",
        schema=_WHOLE, example="max-bullet-words = 30"),
    Key(name="measured-share", types=(int, float), give="a number", does="The share of bullets with a measured result from which on points are full.",
        schema={"type": "number", "exclusiveMinimum": 0, "maximum": 1}, example="measured-share = 0.5"),
    Key(name="max-pages", types=(int,), give="a whole number", does="A CV with more pages is called long.",
        schema=_WHOLE, example="max-pages = 2"),
    Key(name="files", types=(dict,), give="a table of patterns", does="Another role, or an advert, for some files; paths from this file's folder.",
        schema=_FILES, example='[files]\n"cvs/ada*.pdf" = { role = "applied-ml-researcher", job = "jobs/helix.md" }'),
)  # fmt: skip
BY_NAME = {each.name.replace("-", "_"): each for each in KEYS}
IGNORE_KEYS = ("rule", "files", "text", "fingerprint", "reason", "until")


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a settings file; keys may be written with "-" or "_"."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "Settings of cvtailor: cvtailor.toml, .cvtailor.toml, or [tool.cvtailor] of pyproject.toml",
        "type": "object",
        "additionalProperties": False,
        "properties": {each.name: {"description": each.does, **each.schema} for each in KEYS},
    }


def commented() -> str:
    """Return a settings file in which every key stands as a comment, for a person to take what they need."""
    lines = [
        "# Settings of cvtailor. The nearest file at or above the folder in which cvtailor runs counts; a command's options go before it.",
        "",
    ]
    tables = [each for each in KEYS if each.example.startswith("[")]
    for key in [each for each in KEYS if each not in tables]:
        lines += [f"# {key.does}", f"# {key.example}", ""]
    lines += [
        "# A finding that is right as it is: say why, and until when.",
        "# [[ignore]]",
        '# rule = "WD08"',
    ]
    lines += ['# files = "cvs/ada*.pdf"', '# reason = "the post ends in spring"', "# until = 2026-05-31", ""]
    for key in tables:
        lines += [f"# {key.does}", *(f"# {line}" for line in key.example.splitlines()), ""]
    return "\n".join(lines)


def schema_text() -> str:
    """Return the schema as JSON."""
    return json.dumps(schema(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"

"""JSON Schemas (draft 2020-12) of the outputs, made from the types so that the two cannot drift."""

from __future__ import annotations

import dataclasses
import types
import typing
from enum import StrEnum
from typing import Any

from cvtailor.advice.tailoring import Tailoring
from cvtailor.advice.types import Interview, Report, Verification
from cvtailor.document import Document, is_record
from cvtailor.reporting.types import FileError, RewriteList

KINDS: dict[str, type] = {
    "document": Document,
    "error": FileError,
    "interview": Interview,
    "report": Report,
    "rewrites": RewriteList,
    "tailoring": Tailoring,
    "verification": Verification,
}


def schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of an output kind: "document", "error", "report" or "rewrites".

    Further properties are allowed, because a major version may only add.
    """
    definitions: dict[str, Any] = {}
    root = _of(KINDS[kind], definitions)
    name = KINDS[kind].__name__
    definitions[name]["properties"]["schema"] = {"const": f"cvtailor.{kind}/1"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"cvtailor.{kind}/1",
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def _of(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is types.UnionType:
        inner = next(each for each in arguments if each is not type(None))
        return {"anyOf": [_of(inner, definitions), {"type": "null"}]}
    if origin is tuple:
        if arguments[-1] is Ellipsis:
            return {"type": "array", "items": _of(arguments[0], definitions)}
        return {"type": "array", "prefixItems": [_of(each, definitions) for each in arguments]}
    if dataclasses.is_dataclass(kind) or is_record(kind):
        return _object(kind, definitions)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {"enum": [str(each) for each in kind]}
    words = {str: "string", bool: "boolean", int: "integer", float: "number"}
    return {"type": words[kind]}


def _object(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    name = kind.__name__
    if name not in definitions:
        definitions[name] = {}
        hints = typing.get_type_hints(kind)
        if is_record(kind):
            fields = list(kind._fields)
        else:
            fields = [each.name for each in dataclasses.fields(kind) if each.metadata.get("json", True)]
        definitions[name] |= {
            "type": "object",
            "properties": {each: _of(hints[each], definitions) for each in fields},
            "required": sorted(fields),
        }
    return {"$ref": f"#/$defs/{name}"}

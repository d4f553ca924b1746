"""A report as text to keep, with all its fields, and back: what a cache holds."""

from __future__ import annotations

import dataclasses
import functools
import json
import types
import typing
from enum import Enum
from typing import Any

from cvtailor.advice.types import Report


def dumps(report: Report) -> str:
    """Return a report as JSON with all fields, those too that its own JSON leaves out."""
    return json.dumps(_plain(report), ensure_ascii=False, separators=(",", ":"))


def loads(text: str) -> Report | None:
    """Return the report that `dumps` made, or None where the text is none of this version's."""
    try:
        found = _built(Report, json.loads(text))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return found if isinstance(found, Report) else None


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            each.name: _plain(getattr(value, each.name)) for each in dataclasses.fields(value) if each.init
        }
    if isinstance(value, frozenset | set):
        return sorted(map(_plain, value))
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {str(name): _plain(each) for name, each in value.items()}
    return value


@functools.cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _built(hint: Any, value: Any) -> Any:
    """Return a plain value as what its type says.

    Raises:
        TypeError: when it is not of that type.
    """
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        if value is None and type(None) in arguments:
            return None
        (only,) = [each for each in arguments if each is not type(None)]
        return _built(only, value)
    if origin is not None:
        return _gathered(origin, arguments, value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    if isinstance(hint, type) and (dataclasses.is_dataclass(hint) or issubclass(hint, tuple)):
        return _filled(hint, value)
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if hint is not Any and not isinstance(value, hint):
        raise TypeError(hint)
    return value


def _gathered(origin: Any, arguments: tuple[Any, ...], value: Any) -> Any:
    """Return a list of plain values as a tuple, list or set, or plain names and values as a dictionary."""
    if origin is dict:
        return {name: _built(arguments[1], each) for name, each in value.items()}
    if origin not in (tuple, frozenset, list) or not isinstance(value, list):
        raise TypeError(origin)
    if origin is tuple and arguments[-1:] != (...,):
        return tuple(_built(each, one) for each, one in zip(arguments, value, strict=True))
    return origin(_built(arguments[0], each) for each in value)


def _filled(kind: type, value: Any) -> Any:
    """Return a dataclass from its fields by name, a named tuple from its fields in order."""
    hints = _hints(kind)
    if issubclass(kind, tuple):
        return kind(*(_built(hints[name], each) for name, each in zip(hints, value, strict=True)))
    if not isinstance(value, dict):
        raise TypeError(kind)
    return kind(**{name: _built(hints[name], each) for name, each in value.items()})

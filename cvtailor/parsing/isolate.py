"""Reading an untrusted file in a process of its own, which can be stopped.

The worker gets a path, or the bytes on standard input, and answers with JSON: a `Document` with its
fragments, or an error. JSON rather than pickle, so that a worker overtaken by a hostile file cannot
run code in the caller.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import json
import os
import subprocess
import sys
import types
import typing
from enum import StrEnum
from typing import Any, TypeVar

from cvtailor.document import Document, is_record
from cvtailor.errors import CvtailorError, ReadError

SECONDS = 30
BYTES = 1_000_000_000

T = TypeVar("T")


def parse(source: str | os.PathLike[str] | bytes, *, file: str, reader: str = "pdfium") -> Document:
    """Read one CV in a worker process, within `SECONDS` and `BYTES` of memory.

    Args:
        source: a path, or the file's bytes.
        file: the name to show.
        reader: as in `cvtailor.parsing.parse`.

    Raises:
        ReadError: as `cvtailor.parsing.parse`; also `kind="timeout"` or `"crashed"` when the worker
            was stopped or died.
    """
    given = source if isinstance(source, bytes) else None
    path = "" if isinstance(source, bytes) else os.fspath(source)
    if given is None and not path:
        raise ReadError("The name of the file is empty.", "Name a file.", kind="missing")
    # -P: never import from the current folder, which may hold files of strangers.
    command = [sys.executable, "-P", "-m", "cvtailor.parsing.isolate", file, reader, path]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module, no shell
            command, input=given or b"", capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise ReadError(
            f"{file} took longer than {SECONDS} s to read and was left.",
            "Export the CV again from the program that made it.",
            kind="timeout",
        ) from error
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        raise ReadError(
            f"{file} could not be read: the reader stopped, probably out of memory.",
            "Export the CV again from the program that made it.",
            kind="crashed",
        ) from error
    if "error" in answer:
        raise ReadError(answer["error"], answer["hint"], kind=answer["kind"])
    return decode(Document, answer["document"])


def encode(value: Any) -> Any:
    """Turn a dataclass and all it holds into plain JSON types, fragments included."""
    if dataclasses.is_dataclass(value):
        return {each.name: encode(getattr(value, each.name)) for each in dataclasses.fields(value)}
    if is_record(value):
        return {name: encode(each) for name, each in value._asdict().items()}
    if isinstance(value, tuple):
        return [encode(each) for each in value]
    return value


def decode(kind: type[T], value: Any) -> T:
    """Build a value of type `kind` from what `encode` made of it."""
    result: T = _decode(kind, value)
    return result


def _decode(kind: Any, value: Any) -> Any:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is types.UnionType:
        inner = next(each for each in arguments if each is not type(None))
        return None if value is None else _decode(inner, value)
    if origin is tuple:
        return tuple(_decode(arguments[0], each) for each in value)
    if dataclasses.is_dataclass(kind) or is_record(kind):
        made: Any = kind
        hints = _hints(made)
        return made(**{name: _decode(hints[name], each) for name, each in value.items()})
    if isinstance(kind, type) and issubclass(kind, (StrEnum, float)):
        return kind(value)
    return value


@functools.cache
def _hints(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _work(file: str, reader: str, path: str) -> dict[str, Any]:
    from cvtailor import parsing

    with contextlib.suppress(ImportError, ValueError, OSError):  # no such limit on Windows
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    try:
        source = path or sys.stdin.buffer.read()
        return {"document": encode(parsing.parse(source, file=file, reader=reader))}
    except CvtailorError as error:
        return {"error": error.message, "hint": error.hint, "kind": error.kind}
    except (MemoryError, RecursionError):
        return {
            "error": f"{file} needs more than {BYTES // 1_000_000_000} GB of memory to read and was left.",
            "hint": "Export the CV again from the program that made it.",
            "kind": "too_large",
        }
    except Exception as error:  # noqa: BLE001 - whatever a file does to a reader, the caller gets a sentence
        return {
            "error": f"{file} made the reader fail ({type(error).__name__}).",
            "hint": "This is a fault of cvtailor: please report it, with the file if you may share it.",
            "kind": "internal",
        }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_work(*sys.argv[1:4])))

"""What stands in an output beside reports and documents."""

from __future__ import annotations

from dataclasses import dataclass

from cvtailor.advice.types import Rewrite
from cvtailor.document import Value
from cvtailor.errors import CvtailorError


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorDetail(Value):
    """What is wrong (`kind` for machines, `message` for people) and what to do (`hint`)."""

    kind: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileError(Value):
    """Stands where a result would, for a file that could not be read."""

    schema: str = "cvtailor.error/1"
    file: str
    error: ErrorDetail


@dataclass(frozen=True, slots=True, kw_only=True)
class RewriteList(Value):
    """The rewrites of one file, or of one bullet."""

    schema: str = "cvtailor.rewrites/1"
    file: str
    rewrites: tuple[Rewrite, ...]


def file_error(file: str, error: CvtailorError) -> FileError:
    """Return the result that stands for `file`, which met `error`."""
    return FileError(file=file, error=ErrorDetail(kind=error.kind, message=error.message, hint=error.hint))

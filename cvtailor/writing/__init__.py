"""Copies of a person's own file with some of its text changed; the file itself is never touched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cvtailor.writing.docx import copy_docx

__all__ = ["copy_docx"]


def __getattr__(name: str) -> Any:
    """Import what is asked for now: lxml is wanted only where a file is written."""
    if name == "copy_docx":
        from cvtailor.writing.docx import copy_docx

        return copy_docx
    raise AttributeError(name)

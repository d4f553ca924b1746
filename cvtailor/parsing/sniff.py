"""What is it, and may it be read? Sources become bytes; the type is told by content, not by name."""

from __future__ import annotations

import io
import os
import zipfile
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from cvtailor.errors import ReadError

# Project conventions: far above any CV, far below what hurts a machine.
MAX_FILE_BYTES = 50_000_000
MAX_TEXT_BYTES = 2_000_000
MAX_UNZIPPED_BYTES = 64_000_000
MAX_UNZIP_RATIO = 200
MAX_ZIP_PARTS = 5_000

_OLE = b"\xd0\xcf\x11\xe0"
_EXPORT = "Export it as PDF or DOCX."


class FileType(StrEnum):
    """The kinds of file that can be read."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    MARKDOWN = "text/markdown"
    TEXT = "text/plain"


def load(source: str | os.PathLike[str] | bytes | BinaryIO, *, file: str | None = None) -> tuple[bytes, str]:
    """Return the bytes of a path, of bytes or of a binary file object, and the name to show.

    Raises:
        ReadError: kinds missing, directory, unreadable, too_large.
    """
    if isinstance(source, (bytes, bytearray, memoryview)):
        data, name = bytes(source), file or "<bytes>"
    elif isinstance(source, (str, os.PathLike)):
        name = file or os.fspath(source)
        data = _read_path(os.fspath(source), name)
    else:
        name = file or str(getattr(source, "name", "") or "<bytes>")
        data = source.read(MAX_FILE_BYTES + 1)
        if not isinstance(data, bytes):
            raise ReadError(
                f"{name} was opened as text.", 'Open it in binary mode ("rb").', kind="unsupported"
            )
    if len(data) > MAX_FILE_BYTES:
        raise ReadError(
            f"{name} is larger than {MAX_FILE_BYTES // 1_000_000} MB.",
            "A CV is far smaller: shrink its pictures or export it again.",
            kind="too_large",
        )
    return data, name


def _read_path(path: str, name: str) -> bytes:
    try:
        if Path(path).is_dir():
            raise ReadError(f"{name} is a directory.", "Name a file in it.", kind="directory")
        if Path(path).exists() and not Path(path).is_file():
            raise ReadError(
                f"{name} is no regular file.", "Name a PDF, DOCX or text file.", kind="unsupported"
            )
        with Path(path).open("rb") as opened:
            return opened.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError as error:
        raise ReadError(f"There is no file {name}.", "Check the path.", kind="missing") from error
    except PermissionError as error:
        raise ReadError(f"{name} may not be read.", "Check its permissions.", kind="unreadable") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise ReadError(f"{name} cannot be read: {reason}.", "Check the path.", kind="unreadable") from error


def file_type(data: bytes, name: str) -> FileType:
    """Return what the bytes are; `name` only tells Markdown from plain text and serves messages.

    Raises:
        ReadError: kinds empty, unsupported, encrypted, damaged, too_large.
    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise ReadError(f"{name} is empty.", "Choose the file that holds the CV.", kind="empty")
    if b"%PDF-" in data[:1024]:
        return FileType.PDF
    if data.startswith(_OLE):
        return _ole(data, name)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip(data, name)
    if data.lstrip().startswith(b"{\\rtf"):
        raise ReadError(f"{name} is an RTF file, which cannot be read.", _EXPORT, kind="unsupported")
    if data.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html", b"<?xml", b"<svg")):
        raise ReadError(f"{name} is an HTML or XML file, which cannot be read.", _EXPORT, kind="unsupported")
    if len(data) > MAX_TEXT_BYTES:
        raise ReadError(
            f"{name} holds more than {MAX_TEXT_BYTES // 1_000_000} MB of text.",
            "A CV is far shorter.",
            kind="too_large",
        )
    markdown = name.lower().endswith((".md", ".markdown"))
    return FileType.MARKDOWN if markdown else FileType.TEXT


def _ole(data: bytes, name: str) -> FileType:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise ReadError(
            f"{name} is protected by a password.", "Save it without a password.", kind="encrypted"
        )
    raise ReadError(
        f"{name} is in Word's old .doc format, which cannot be read.",
        "Save it as DOCX or PDF.",
        kind="unsupported",
    )


def _zip(data: bytes, name: str) -> FileType:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, UnicodeError) as error:
        raise ReadError(
            f"{name} is damaged: its ZIP container cannot be opened.",
            "Open it in a word processor and save it again.",
            kind="damaged",
        ) from error
    names = {part.filename.replace("\\", "/").lstrip("/") for part in parts}
    if "word/document.xml" not in names and not (
        "[Content_Types].xml" in names and any(each.startswith("word/") for each in names)
    ):
        raise ReadError(f"{name} is a ZIP file but no DOCX.", _EXPORT, kind="unsupported")
    if any(part.flag_bits & 1 for part in parts):
        raise ReadError(
            f"{name} is protected by a password.", "Save it without a password.", kind="encrypted"
        )
    total = sum(part.file_size for part in parts)
    too_dense = total > 10_000_000 and total > MAX_UNZIP_RATIO * max(1, len(data))
    if total > MAX_UNZIPPED_BYTES or too_dense or len(parts) > MAX_ZIP_PARTS:
        raise ReadError(
            f"{name} would unpack to {total // 1_000_000} MB in {len(parts)} parts, more than a CV needs "
            f"(limit {MAX_UNZIPPED_BYTES // 1_000_000} MB).",
            "Remove large pictures or export it again.",
            kind="too_large",
        )
    return FileType.DOCX


def decode(data: bytes, name: str) -> str:
    """Return the text of a text file: UTF-8, UTF-16 (with its mark), else Windows-1252.

    Raises:
        ReadError: kind unsupported, when the bytes are no text.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = _utf16_without_mark(data) or data.decode("cp1252", errors="replace")
    sample = text[:20_000]
    odd = sum(1 for char in sample if (char < " " and char not in "\t\n\r\f\v\x1b") or char == "\ufffd")
    if sample and odd > max(2, 0.02 * len(sample)):
        kind = next((each for each in ("pdf", "docx") if name.lower().endswith(f".{each}")), None)
        what = f"is named .{kind} but holds no {kind.upper()}" if kind else "is not text but binary data"
        raise ReadError(f"{name} {what}.", _EXPORT, kind="unsupported")
    return text


def _utf16_without_mark(data: bytes) -> str | None:
    sample = data[:2000]
    for codec, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if zeros and zeros.count(0) > 0.6 * len(zeros):
            return data.decode(codec, errors="replace")
    return None

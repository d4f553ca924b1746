"""A copy of a DOCX with other words in some of its paragraphs: formatting, pictures and every other part stay as they are."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

from cvtailor.errors import ReadError
from cvtailor.parsing.docx_package import Package
from cvtailor.parsing.docx_xml import qn
from cvtailor.parsing.sniff import MAX_UNZIPPED_BYTES, MAX_ZIP_PARTS
from cvtailor.writing import docx_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cvtailor.advice.tailoring import Change
    from cvtailor.writing.docx_text import Edit, Stretch

_TRANSITIONAL = re.compile(rb"http://schemas\.openxmlformats\.org/(\w{1,30})/2006/(\w{1,40})")
_WRAPPED = 6  # paragraphs that are the lines of one (project convention)

_Plan = list[tuple[list["Stretch"], list["Edit"]]]


def copy_docx(data: bytes, changes: Sequence[Change], *, name: str) -> tuple[bytes, tuple[bool, ...]]:
    """Return the bytes of a copy, and for each change whether it stands in it.

    Args:
        data: the bytes of the original, a DOCX that has been read as a CV before.
        changes: what the copy shall say otherwise; a change is made whole or not at all.
        name: the name of the original, for messages.

    Raises:
        ReadError: when the original cannot be read, or holds more than a CV does.
    """
    package = Package(data, name)
    _plain(package, name)
    body = package.main.root.find(qn("w:body"))
    paragraphs = list(body.iter(qn("w:p")))
    applied = []
    for change in changes:
        planned = _plan(paragraphs, change)
        for stretches, edits in planned or ():
            docx_text.apply(stretches, edits)
        applied.append(planned is not None)
    if not any(applied):
        return data, tuple(applied)
    return _saved(data, package, name), tuple(applied)


def _plain(package: Package, name: str) -> None:
    """Refuse a template or a file with macros: under the name of a document no word processor opens it."""
    types = package.part("[Content_Types].xml")
    part = "/" + package.main.name.lstrip("/").casefold()
    for each in types.root if types is not None else ():
        kind = (each.get("ContentType") or "").casefold()
        if (each.get("PartName") or "").casefold() == part and ("macroenabled" in kind or "template" in kind):
            raise ReadError(
                f"{name} is a template or holds macros.",
                "Save it as DOCX first, or write the copy as Markdown.",
                kind="unsupported",
            )


def _plan(paragraphs: list[Any], change: Change) -> _Plan | None:
    """Return what to put where for a change; null where a text does not stand once in its paragraph."""
    planned: _Plan = []
    looks: set[Any] = set()
    read: dict[Any, list[Stretch]] = {}
    for piece in change.pieces:
        if piece.paragraph is None or piece.paragraph >= len(paragraphs) or "\n" in piece.after:
            return None
        for each in _same(paragraphs[piece.paragraph]):
            stretches = read[each] if each in read else read.setdefault(each, docx_text.read(each))
            if len(change.pieces) == 1:
                stretches = read[each] = _wrapped(
                    stretches, paragraphs[piece.paragraph + 1 : piece.paragraph + 1 + _WRAPPED], piece.before
                )
            edits = docx_text.plan(stretches, piece.before, piece.after)
            if edits is None:
                return None
            planned.append((stretches, edits))
            looks.update(docx_text.looks(stretches, piece.before))
    # Words that change places must not change their look: bold may say what somebody knows best.
    if docx_text.is_order(change.before, change.after) and len(looks) > 1:
        return None
    return [
        (stretches, [edit for one, some in planned if one is stretches for edit in some])
        for stretches in read.values()
    ]


def _wrapped(stretches: list[Stretch], following: Sequence[Any], before: str) -> list[Stretch]:
    """Return the text of a paragraph with that of the next ones, where a text of the CV runs on into them."""
    whole = list(stretches)
    wanted = len(docx_text.fold(before).text)
    for paragraph in following:
        if sum(len(each.text) for each in whole) >= wanted:
            break
        whole += [docx_text.Stretch(" "), *docx_text.read(paragraph)]
    return whole


def _same(paragraph: Any) -> list[Any]:
    """Return a paragraph and its doubles: a text box is written twice, for newer and for older programs."""
    around = next(paragraph.iterancestors(qn("mc:AlternateContent")), None)
    if around is None:
        return [paragraph]
    own = _text(paragraph)
    return [
        paragraph,
        *(each for each in around.iter(qn("w:p")) if each is not paragraph and _text(each) == own),
    ]


def _text(paragraph: Any) -> str:
    return "".join(each.text for each in docx_text.read(paragraph))


def _saved(data: bytes, package: Package, name: str) -> bytes:
    """Return the package with its main part written anew, all others byte for byte as they were."""
    from lxml import etree

    sink = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(sink, "w") as new:
            members = old.infolist()
            new.comment = old.comment
            if len(members) > MAX_ZIP_PARTS or sum(each.file_size for each in members) > MAX_UNZIPPED_BYTES:
                raise ReadError(
                    f"{name} holds more than a CV needs.", "Write the copy as Markdown.", kind="too_large"
                )
            main = _member(members, package.main.name)
            for each in members:
                content = old.read(each)
                if each is main:
                    content = _as_it_was(
                        etree.tostring(
                            package.main.root.getroottree(),
                            xml_declaration=True,
                            encoding="UTF-8",
                            standalone=True,
                        ),
                        content,
                    )
                new.writestr(each, content)
    except ReadError:
        raise
    except Exception as error:  # zipfile and zlib raise many types on damaged members
        raise ReadError(
            f"{name} cannot be copied: a part of it is damaged.",
            "Open it in a word processor and save it again.",
            kind="damaged",
        ) from error
    return sink.getvalue()


def _member(members: Sequence[zipfile.ZipInfo], part: str) -> zipfile.ZipInfo:
    """Return the last member of a name, which is the one that readers take."""
    wanted = part.replace("\\", "/").lstrip("/").casefold()
    return [each for each in members if each.filename.replace("\\", "/").lstrip("/").casefold() == wanted][-1]


def _as_it_was(content: bytes, original: bytes) -> bytes:
    """Return XML with the names of the Strict variant, where the original was written so."""
    if b"purl.oclc.org" not in original:
        return content
    return _TRANSITIONAL.sub(rb"http://purl.oclc.org/ooxml/\1/\2", content)

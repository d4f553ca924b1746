"""The text of an advert from whatever it comes in: text, Markdown, HTML, PDF, DOCX, or a paste from a web page."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from cvtailor.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 2_000_000  # bytes; the longest adverts have a few thousand words
_LONGEST = 300_000  # characters that are read
_BLOCKS = {
    "p", "div", "section", "article", "li", "ul", "ol", "br", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "footer", "main", "dt", "dd", "dl", "hr", "blockquote", "pre", "body",
}  # fmt: skip
_DROPPED = {"script", "style", "noscript", "template", "head", "nav", "svg", "iframe", "button", "form"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """The text of an advert, where it came from, and what stood hidden in it."""

    file: str
    sha256: str
    media_type: str
    text: str
    hidden: tuple[str, ...] = ()
    cut: int = 0  # characters at the end that are not read


def load(source: str | os.PathLike[str] | bytes | BinaryIO, *, file: str | None = None) -> Text:
    """Return the text of an advert.

    Args:
        source: a path, the bytes, or a binary file object; a string with a line break is the advert itself.
        file: the name to show.

    Raises:
        ReadError: when it cannot be read or holds no text.
    """
    name = file
    if isinstance(source, str) and "\n" in source:
        data, name = source.encode("utf-8", "replace"), name or "<text>"
    elif isinstance(source, (str, os.PathLike)):
        name = name or os.fspath(source)
        data = _bytes(Path(source))
    elif isinstance(source, bytes):
        data, name = source, name or "<bytes>"
    else:
        data, name = source.read(MOST + 1), name or "<file>"
    if len(data) > MOST:
        raise ReadError(
            f"{name} is too large for a job advert.", "Save only the advert's text.", kind="too_large"
        )
    made = _read(data, name)
    if not re.search(r"\w", made.text):
        raise ReadError(f"{name} holds no text.", "Paste the advert's text into a file.", kind="no_text")
    return made


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST + 1)
    except FileNotFoundError as error:
        raise ReadError(f"There is no file {path}.", "Check the name.", kind="not_found") from error
    except IsADirectoryError as error:
        raise ReadError(f"{path} is a folder.", "Name an advert in it.", kind="folder") from error
    except OSError as error:
        raise ReadError(
            f"{path} cannot be read: {error.strerror}.", "Check the file.", kind="unreadable"
        ) from error


def _read(data: bytes, name: str) -> Text:
    digest = hashlib.sha256(data).hexdigest()
    if data.startswith((b"%PDF-", b"PK")):
        from cvtailor import parsing

        document = parsing.parse(data, file=name)
        text = re.sub(r"[•◦▪‣·]\s", "\n- ", document.text)
        return Text(
            file=name,
            sha256=digest,
            media_type=document.media_type,
            text=text[:_LONGEST],
            cut=len(text[_LONGEST:]),
        )
    said = _decoded(data)
    odd = sum((each < " " and each not in "\t\n\r\f") or "\x7f" <= each <= "\x9f" for each in said[:20_000])
    if odd > 0.02 * min(len(said), 20_000):
        raise ReadError(
            f"{name} holds binary data, no advert.",
            "Save the advert as text, HTML, PDF or DOCX.",
            kind="binary",
        )
    if re.search(r"<(?:html|body|div|p|ul|li|br|h[1-6])\b[^>]{0,500}>", said, re.IGNORECASE):
        text, hidden = _of_html(said)
        return Text(
            file=name,
            sha256=digest,
            media_type="text/html",
            text=text[:_LONGEST],
            hidden=hidden,
            cut=len(text[_LONGEST:]),
        )
    markdown = name.lower().endswith((".md", ".markdown"))
    kind = "text/markdown" if markdown else "text/plain"
    hidden = tuple(re.findall(r"<!--(.{1,2000}?)-->", said, re.DOTALL))
    said = _plain(re.sub(r"<!--.{0,5000}?-->", "", said, flags=re.DOTALL))
    return Text(
        file=name,
        sha256=digest,
        media_type=kind,
        text=said[:_LONGEST],
        hidden=hidden,
        cut=len(said[_LONGEST:]),
    )


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _plain(text: str) -> str:
    """Return plain text with the marks of Markdown and controls gone."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ").replace("\u200b", "")
    text = re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", " ", text)
    text = re.sub(r"<[A-Z]{2,}>", " ", text)  # what a data set puts in place of names
    text = re.sub(r"\*\*([^*\n]{1,200})\*\*|__([^_\n]{1,200})__", lambda match: match[1] or match[2], text)
    return re.sub(r"!?\[([^\]\n]{0,200})\]\([^)\n]{0,500}\)", r"\1", text)


def _of_html(text: str) -> tuple[str, tuple[str, ...]]:
    from lxml import etree, html

    parser = html.HTMLParser(no_network=True, remove_comments=False, huge_tree=False)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return _plain(re.sub(r"<[^<>]{0,2000}>", " ", text)), ()
    hidden: list[str] = []
    parts = "".join(_walk(root, hidden))
    lines = [" ".join(line.split()) for line in parts.split("\n")]
    return _plain("\n".join(line for line in lines if line)), tuple(each for each in hidden if each.strip())


def _walk(root: Any, hidden: list[str]) -> Iterator[str]:
    """Yield the text of an HTML tree in order, with line breaks at blocks; depth costs no stack."""
    todo: list[tuple[Any, bool]] = [(root, False)]
    while todo:
        node, done = todo.pop()
        if isinstance(node, str):
            yield node
            continue
        tag = node.tag if isinstance(node.tag, str) else ""
        if done:
            yield "\n" if tag in _BLOCKS else ""
            continue
        tail = [(node.tail, False)] if node.tail else []
        if not tag or tag in _DROPPED or _invisible(node):
            words = node.text or "" if not tag else " ".join(node.itertext()) if _invisible(node) else ""
            hidden += [words[:2000]] if words.strip() else []
            todo += tail
            continue
        yield "\n- " if tag == "li" else "\n" if tag in _BLOCKS else ""
        todo += [*tail, (node, True), *((child, False) for child in reversed(node))]
        if node.text:
            todo.append((node.text, False))


def _invisible(node: Any) -> bool:
    style = (node.get("style") or "").replace(" ", "").lower() if hasattr(node, "get") else ""
    shown = "display:none" not in style and "visibility:hidden" not in style and "font-size:0" not in style
    return not shown or (hasattr(node, "get") and node.get("hidden") is not None)

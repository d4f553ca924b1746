"""Opens the package of a DOCX: parts and their relationships, within bounds, never outside the file."""

from __future__ import annotations

import io
import posixpath
import re
import urllib.parse
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cvtailor.errors import ReadError
from cvtailor.parsing.docx_xml import qn

# Project conventions: the XML of a CV is far smaller. A node takes about 120 bytes of memory.
MAX_XML_BYTES = 40_000_000
MAX_NODES = 2_000_000

# ISO/IEC 29500 Strict names, which Word can save, and the names of the Transitional variant.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w{1,30})/(\w{1,40})")
_DECLARED = re.compile(
    rb"<\x00?!\x00?(?:D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E|E\x00?N\x00?T\x00?I\x00?T\x00?Y)"
)


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part points at: `kind` such as "hyperlink", `target` a part name or an address."""

    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One XML part: its name, its root element, and its relationships by id."""

    name: str
    root: Any
    relations: dict[str, Relation]


class Package:
    """A DOCX file; parts are parsed when they are asked for, each once.

    Only parts inside the file are ever read: a relationship to an address or another file is data.
    `main` is the document part; `lost` names the other parts that are damaged and were left out.
    """

    def __init__(self, data: bytes, name: str) -> None:
        """Open the bytes of a file; `name` serves messages.

        Raises:
            ReadError: kind damaged, when the container or the main part cannot be read; too_large;
                unsupported, when a part declares a document type (a way to smuggle in entities).
        """
        self.name = name
        self.lost: list[str] = []
        self._parts: dict[str, Part | None] = {}
        self._bytes = MAX_XML_BYTES
        self._nodes = MAX_NODES
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self._entries = {_key(entry.filename): entry for entry in self._archive.infolist()}
        except Exception as error:  # zipfile raises many types on damaged files
            raise damaged(name) from error
        self.main = self._main()

    def _main(self) -> Part:
        root = self._relations("")
        named = [each.target for each in root.values() if each.kind == "officeDocument"]
        for name in [*named, "word/document.xml"]:
            if _key(name) in self._entries:
                part = self._read(name, needed=True)
                if part is not None and part.root.find(qn("w:body")) is not None:
                    return part
        raise damaged(self.name)

    def part(self, name: str) -> Part | None:
        """Return a part by its name, null where it is missing or damaged."""
        key = _key(name)
        if key not in self._parts:
            self._parts[key] = self._read(name, needed=False) if key in self._entries else None
        return self._parts[key]

    def related(self, part: Part, kind: str) -> Iterator[Part]:
        """Yield the parts of a kind ("styles", "footnotes") that a part points at."""
        for relation in part.relations.values():
            if relation.kind == kind and not relation.external:
                found = self.part(relation.target)
                if found is not None:
                    yield found

    def _read(self, name: str, *, needed: bool) -> Part | None:
        try:
            root = self._parse(name)
            relations = self._relations(name)
        except ReadError:
            raise
        except Exception as error:  # zipfile, zlib and lxml raise many types on damaged parts
            if not needed:
                self.lost.append(name)
                return None
            if "depth" in str(error):
                raise ReadError(
                    f"{self.name} nests its content deeper than any CV does.",
                    "Open it in a word processor and export it as PDF.",
                    kind="too_large",
                ) from error
            raise damaged(self.name) from error
        return Part(name, root, relations)

    def _parse(self, name: str) -> Any:
        """Return the root element of a part; entities and the network are switched off."""
        from lxml import etree

        entry = self._entries[_key(name)]
        self._bytes -= entry.file_size
        if self._bytes < 0:
            raise self._too_large()
        content = self._archive.read(entry)
        if _DECLARED.search(content):
            raise self._declared(name)
        self._nodes -= content.count(b"<") + content.count(b"=")
        if self._nodes < 0:
            raise self._too_large()
        if b"purl.oclc.org" in content:
            content = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/\2", content)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        root = etree.fromstring(content, parser)
        if root.getroottree().docinfo.internalDTD is not None:
            raise self._declared(name)
        return root

    def _relations(self, name: str) -> dict[str, Relation]:
        folder, base = posixpath.split(name)
        path = posixpath.join(folder, "_rels", f"{base}.rels")
        if _key(path) not in self._entries:
            return {}
        found = {}
        try:
            root = self._parse(path)
        except ReadError:
            raise
        except Exception:  # noqa: BLE001 - a damaged list of relationships costs links, styles and headers, not the text
            self.lost.append(path)
            return {}
        for each in root:
            target = each.get("Target") or ""
            external = each.get("TargetMode") == "External"
            if not external:
                target = urllib.parse.unquote(target.partition("#")[0]).replace("\\", "/")
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = (each.get("Type") or "").rpartition("/")[2]
            found[each.get("Id") or ""] = Relation(kind, target, external)
        return found

    def _too_large(self) -> ReadError:
        return ReadError(
            f"{self.name} holds more than a CV needs (limit {MAX_XML_BYTES // 1_000_000} MB of text and markup).",
            "Export it again, or as PDF.",
            kind="too_large",
        )

    def _declared(self, name: str) -> ReadError:
        return ReadError(
            f"{self.name} declares a document type in {name}, which no word processor writes.",
            "Save it again in a word processor.",
            kind="unsupported",
        )


def damaged(name: str) -> ReadError:
    """Return the error for a file that cannot be read as a DOCX."""
    return ReadError(
        f"{name} is damaged: it cannot be read as a DOCX file.",
        "Open it in a word processor and save it again.",
        kind="damaged",
    )


def _key(name: str) -> str:
    """Return a part name as it is compared: no leading slash, no backslash, any case."""
    return name.replace("\\", "/").lstrip("/").casefold()

"""Reads DOCX: body order with tables, text boxes, content controls, headers, footers, footnotes."""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from cvtailor.document import Observation, ObservationKind
from cvtailor.errors import ReadError
from cvtailor.parsing import dates, headings, marks
from cvtailor.parsing.docx_styles import Styles, qn
from cvtailor.parsing.types import Block, Layer, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Project conventions: no CV nests deeper or is longer.
MAX_DEPTH = 24
MAX_PARAGRAPHS = 5_000

_SKIPPED = frozenset(
    qn(tag)
    for tag in (
        "w:del",
        "w:moveFrom",
        "w:instrText",
        "w:delText",
        "w:delInstrText",
        "w:pPr",
        "w:rPr",
        "w:sdtPr",
        "w:sdtEndPr",
        "mc:Fallback",
        "w:annotationRef",
        "w:footnoteRef",
        "w:endnoteRef",
    )
)
_DRAWINGS = frozenset(qn(tag) for tag in ("w:drawing", "w:pict", "w:object", "mc:AlternateContent"))
_SIGNS = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}


@dataclass(slots=True)
class _Piece:
    """A stretch of one run with its look."""

    text: str
    bold: bool
    italic: bool
    size: float
    hidden: bool


@dataclass(slots=True)
class _Context:
    """What a paragraph inherits from where it stands."""

    layer: Layer = Layer.BODY
    column: int = 0
    row: int | None = None
    depth: int = 0
    shaded: bool = False


@dataclass(slots=True)
class _Paragraph:
    pieces: list[_Piece] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    shaded: bool = False


def read(data: bytes, name: str) -> Reading:
    """Read a DOCX file.

    Args:
        data: the file's bytes; its unzipped size is bounded by `sniff.file_type`.
        name: the file's name for messages.

    Raises:
        ReadError: kind damaged, when the container or its XML cannot be read; unsupported, when its
            XML declares a document type (a way to smuggle in entities).
    """
    _refuse_document_types(data, name)
    import docx as python_docx

    try:
        document = python_docx.Document(io.BytesIO(data))
        reader = _Reader(document)
        reader.run()
    except ReadError:
        raise
    except Exception as error:  # python-docx and lxml raise many types on damaged files
        raise _damaged(name) from error
    return Reading(
        media_type=MEDIA_TYPE,
        reader="python-docx",
        pages=None,
        blocks=tuple(_unwrapped(reader.blocks)),
        observations=tuple(reader.observations()),
    )


def _damaged(name: str) -> ReadError:
    return ReadError(
        f"{name} is damaged: it cannot be read as a DOCX file.",
        "Open it in a word processor and save it again.",
        kind="damaged",
    )


def _refuse_document_types(data: bytes, name: str) -> None:
    marks_ = [b"<!DOCTYPE", b"<!ENTITY"]
    marks_ += [mark.decode().encode(codec) for mark in marks_ for codec in ("utf-16-le", "utf-16-be")]
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in archive.infolist():
                if part.filename.endswith((".xml", ".rels", ".vml")):
                    content = archive.read(part)
                    if any(mark in content for mark in marks_):
                        raise ReadError(
                            f"{name} declares a document type in {part.filename}, which no word processor writes.",
                            "Save it again in a word processor.",
                            kind="unsupported",
                        )
    except ReadError:
        raise
    except Exception as error:  # zipfile and zlib raise many types on damaged files
        raise _damaged(name) from error


class _Reader:
    """Walks the parts of one document and collects blocks."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.styles = Styles(document)
        self.blocks: list[Block] = []
        self.numbers: dict[Any, int] = {}
        self.seen_boxes: set[int] = set()
        self.tables = 0
        self.text_boxes = 0
        self.rows = 0
        self.cut = False
        self.blank = False
        self.part: Any = document.part

    def run(self) -> None:
        body = self.document.element.body
        for number, paragraph in enumerate(body.iter(qn("w:p"))):
            self.numbers[paragraph] = number
        self._margins(Layer.HEADER)
        self._container(body, _Context())
        self._margins(Layer.FOOTER)
        self._footnotes()

    def observations(self) -> Iterator[Observation]:
        if self.tables:
            yield Observation(
                kind=ObservationKind.TABLE,
                detail=f"Text stands in {self.tables} table{'s' * (self.tables > 1)}, which some programs read row by row or not at all.",
            )
        if self.text_boxes:
            yield Observation(
                kind=ObservationKind.TEXT_BOX,
                detail=f"Text stands in {self.text_boxes} text box{'es' * (self.text_boxes > 1)}, which many programs do not read.",
            )
        if any(block.hidden for block in self.blocks):
            yield Observation(
                kind=ObservationKind.HIDDEN_TEXT, detail="The file holds text a person cannot see."
            )
        if self.cut:
            yield Observation(
                kind=ObservationKind.READ_LIMIT,
                detail=f"Only the first {MAX_PARAGRAPHS} paragraphs were read.",
            )

    def _margins(self, layer: Layer) -> None:
        """Read page headers or footers, each part once."""
        seen: set[int] = set()
        texts: set[str] = set()
        for section in self.document.sections:
            kinds = ("first_page_header", "header", "even_page_header")
            if layer is Layer.FOOTER:
                kinds = ("first_page_footer", "footer", "even_page_footer")
            for kind in kinds:
                margin = getattr(section, kind)
                if margin.is_linked_to_previous:
                    continue
                element = margin._element  # noqa: SLF001 - python-docx offers no public way to the XML
                if id(element) in seen:
                    continue
                seen.add(id(element))
                self.part = margin.part
                before = len(self.blocks)
                self._container(element, _Context(layer=layer))
                added = self.blocks[before:]
                self.blocks[before:] = [
                    block for block in added if block.text not in texts and not _page_number(block.text)
                ]
                texts |= {block.text for block in added}
        self.part = self.document.part

    def _footnotes(self) -> None:
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        for relation in self.document.part.rels.values():
            if relation.is_external or not relation.reltype.endswith(("/footnotes", "/endnotes")):
                continue
            self.part = relation.target_part
            root = etree.fromstring(relation.target_part.blob, parser)
            for note in root:
                if note.get(qn("w:type")) in (None, "normal"):
                    self._container(note, _Context(layer=Layer.FOOTNOTE))
        self.part = self.document.part

    def _container(self, element: Any, context: _Context) -> None:
        """Read what a body, cell, text box or content control holds, in order."""
        if context.depth > MAX_DEPTH:
            self.cut = True
            return
        inner = replace(context, depth=context.depth + 1)
        for child in element:
            if len(self.blocks) >= MAX_PARAGRAPHS:
                self.cut = True
                return
            if child.tag == qn("w:p"):
                self._paragraph(child, context)
            elif child.tag == qn("w:tbl"):
                self._table(child, inner)
            elif child.tag == qn("mc:AlternateContent"):
                choice = child.find(qn("mc:Choice"))
                if choice is not None:
                    self._container(choice, inner)
            elif (
                isinstance(child.tag, str)
                and child.tag not in _SKIPPED
                and child.find(f".//{qn('w:p')}") is not None
            ):
                # w:sdt, w:sdtContent, w:ins, w:customXml, w:smartTag and their like.
                self._container(child, inner)

    # Tables -----------------------------------------------------------------------------------

    def _table(self, table: Any, context: _Context) -> None:
        rows = [list(_cells(row)) for row in _rows(table)]
        counted = False
        filled = [[cell for cell in row if _has_text(cell)] for row in rows]
        sidebar = self._sidebar(filled)
        for row, cells in zip(rows, filled, strict=True):
            if not cells:
                continue
            counted = True
            self.rows += 1
            if len(cells) == 1:
                column = (
                    1
                    if sidebar is not None and len(row) > 1 and row.index(cells[0]) == sidebar
                    else context.column
                )
                self._cell(cells[0], replace(context, column=column))
                continue
            if sidebar is not None:
                order = sorted(cells, key=lambda cell: row.index(cell) == sidebar)
                for cell in order:
                    side = row.index(cell) == sidebar
                    self._cell(cell, replace(context, column=1 if side else context.column))
                continue
            self._row(cells, replace(context, row=self.rows))
        self.tables += counted and context.layer is Layer.BODY

    def _cell(self, cell: Any, context: _Context) -> None:
        """Read a cell; one with a fill, or in a table with a style, may hold white text in sight."""
        table = next((each for each in cell.iterancestors(qn("w:tbl"))), None)
        styled = table is not None and table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}") is not None
        shaded = (
            context.shaded
            or styled
            or _is_shaded(cell, "w:tcPr")
            or (table is not None and _is_shaded(table, "w:tblPr"))
        )
        self._container(cell, replace(context, shaded=shaded))

    def _row(self, cells: list[Any], context: _Context) -> None:
        """Read one row: across where its cells are single short paragraphs, else cell by cell."""
        read = []
        for cell in cells:
            before = len(self.blocks)
            self._cell(cell, context)
            read.append(self.blocks[before:])
            del self.blocks[before:]
        read = [blocks for blocks in read if blocks]
        flat = [blocks[0] for blocks in read]
        short = all(
            len(blocks) == 1 and not blocks[0].bullet and len(blocks[0].text) <= 160 for blocks in read
        )
        if len(read) > 1 and headings.known(flat[0].text) and not short:
            # A heading in the margin of what stands beside it.
            self.blocks += [block for blocks in read for block in blocks]
        elif (
            len(read) > 1
            and headings.known(flat[0].text)
            and len(read) == 2
            and len(flat[1].text.split()) > 6
        ):
            self.blocks += flat
        elif short:
            self.blocks.append(_across(flat))
        elif len(read) == 2 and self._paired(read):
            pass
        else:
            self.blocks += [block for blocks in read for block in blocks]

    def _paired(self, read: list[list[Block]]) -> bool:
        """Join a cell of dates (and a place) to the first line of the cell beside it."""
        left, right = read
        for side, main in ((left, right), (right, left)):
            dated = len(side) <= 3 and any(dates.find(block.text) for block in side)
            if (
                dated
                and all(len(block.text) <= 60 and not block.bullet for block in side)
                and not main[0].bullet
            ):
                joined = _across([main[0], *side])
                self.blocks += [joined, *main[1:]]
                return True
        return False

    def _sidebar(self, rows: list[list[Any]]) -> int | None:
        """Return which of two columns is a sidebar, null where the rows are read across."""
        pairs = [row for row in rows if len(row) == 2]
        if not pairs or any(len(row) > 2 for row in rows):
            return None
        counts = [[_paragraphs(cell) for cell in row] for row in pairs]
        if not any(min(count) >= 3 for count in counts) or len(pairs) > 3:
            return None
        sizes = [sum(_length(row[side]) for row in pairs) for side in (0, 1)]
        widths = [_width(pairs[0][side]) for side in (0, 1)]
        if min(widths) > 0 and max(widths) > 1.15 * min(widths):
            return widths.index(min(widths))
        return sizes.index(min(sizes))

    # Paragraphs -------------------------------------------------------------------------------

    def _paragraph(self, element: Any, context: _Context) -> None:
        paragraph = _Paragraph(shaded=context.shaded or _is_shaded(element, "w:pPr"))
        style = self.styles.paragraph(element)
        self._inline(element, paragraph, style, field_depth=[0])
        made = list(self._blocks(element, paragraph, style, context))
        self.blocks += made
        for box in paragraph.boxes:
            if id(box) in self.seen_boxes:
                continue
            self.seen_boxes.add(id(box))
            before = len(self.blocks)
            # A box may have a fill of its own: white text in it can be seen.
            self._container(box, replace(context, depth=context.depth + 1, shaded=True))
            self.text_boxes += len(self.blocks) > before and context.layer is Layer.BODY

    def _inline(self, element: Any, paragraph: _Paragraph, style: Any, field_depth: list[int]) -> None:
        """Collect the runs of a paragraph; `field_depth[0]` is 1 inside a field's instructions."""
        stack = [iter(element)]
        depth = 0
        while stack:
            child = next(stack[-1], None)
            if child is None:
                stack.pop()
                continue
            tag = child.tag
            if not isinstance(tag, str) or tag in _SKIPPED:
                continue
            depth = len(stack)
            if tag == qn("w:r"):
                self._run(child, paragraph, style, field_depth)
            elif tag == qn("w:hyperlink"):
                address = self._address(child)
                if address and address not in paragraph.links:
                    paragraph.links.append(address)
                stack.append(iter(child))
            elif tag == qn("w:fldSimple"):
                stack.append(iter(child))
            elif tag == qn("w:txbxContent"):
                paragraph.boxes.append(child)
            elif depth < 60:
                stack.append(iter(child))

    def _address(self, link: Any) -> str | None:
        relation = self.part.rels.get(link.get(qn("r:id"), "")) if hasattr(self.part, "rels") else None
        if relation is None or not relation.is_external:
            return None
        return str(relation.target_ref)[:500]

    def _run(self, run: Any, paragraph: _Paragraph, style: Any, field_depth: list[int]) -> None:
        look = self.styles.run(run, style)
        text = []
        for child in run:
            tag = child.tag
            if tag == qn("w:fldChar"):
                kind = child.get(qn("w:fldCharType"))
                field_depth[0] = {"begin": 1, "separate": 0, "end": 0}.get(kind, field_depth[0])
            elif tag == qn("w:instrText"):
                found = re.search(r'HYPERLINK\s+"([^"]{1,500})"', child.text or "")
                if found and found[1] not in paragraph.links:
                    paragraph.links.append(found[1])
            elif field_depth[0]:
                continue
            elif tag in _DRAWINGS:
                paragraph.boxes += _boxes(child)
            else:
                text.append(_written(child))
        joined = "".join(text)
        if joined:
            if look.caps:
                joined = joined.upper()
            paragraph.pieces.append(
                _Piece(
                    joined,
                    look.bold,
                    look.italic,
                    look.size,
                    look.hidden or (look.white and not paragraph.shaded),
                )
            )

    def _blocks(self, element: Any, paragraph: _Paragraph, style: Any, context: _Context) -> Iterator[Block]:
        """Make the blocks of one paragraph: one for what is seen, by lines, and one for what is not."""
        shown = [piece for piece in paragraph.pieces if not piece.hidden]
        hidden = marks.clean("".join(piece.text for piece in paragraph.pieces if piece.hidden))
        numbered = style.numbered and style.heading is None
        space = style.before / 240 if style.before else 0.0
        if self.blocks and not _has_text(element):
            self.blank = True
        base = {
            "paragraph": self.numbers.get(element),
            "layer": context.layer,
            "column": context.column,
            "row": context.row,
            "indent": style.indent,
        }
        gap = max(space, 1.0 if self.blank else 0.0)
        first = True
        for pieces in _lines(shown, numbered):
            written = "".join(piece.text for piece in pieces)
            text, glyph = marks.bullet(written.strip(" \n")) if style.heading is None else (written, False)
            if glyph and re.match(r"\d", written.strip()) and (text.isupper() or headings.known(text)):
                glyph = False
            cleaned = marks.clean(text)
            if not cleaned:
                continue
            letters = [(piece, sum(char.isalnum() for char in piece.text)) for piece in pieces]
            total = sum(count for _, count in letters) or 1
            yield Block(
                text=cleaned,
                bullet=(numbered and first) or glyph,
                level=style.level if numbered else 0,
                heading=style.heading if first else None,
                size=max(letters, key=lambda pair: pair[1])[0].size,
                bold=2 * sum(count for piece, count in letters if piece.bold) > total,
                strong=_strong(pieces, cleaned),
                italic=2 * sum(count for piece, count in letters if piece.italic) > total,
                gap=gap if first else 0.0,
                rule=style.rule and first,
                links=tuple(paragraph.links),
                **base,
            )
            first = False
            self.blank = False
        if hidden:
            yield Block(text=hidden, hidden=True, **base)


def _strong(pieces: list[_Piece], text: str) -> int:
    """Return the length of the bold run that `text` begins with, 0 where all or nothing is bold."""
    run = itertools.takewhile(lambda piece: piece.bold or not piece.text.strip(), pieces)
    begin = marks.clean("".join(piece.text for piece in run))
    return len(begin) if text.startswith(begin) and len(begin) < len(text) else 0


def _page_number(text: str) -> bool:
    return bool(
        re.fullmatch(
            r"(?:page|seite|p\.?)?\s*\d{0,3}\s*(?:(?:of|von|/|-)\s*\d{0,3})?\s*", text, re.IGNORECASE
        )
    )


def _is_shaded(element: Any, properties: str) -> bool:
    """Return whether a paragraph, cell or table has a fill that is not white."""
    shading = element.find(f"{qn(properties)}/{qn('w:shd')}")
    return shading is not None and shading.get(qn("w:fill"), "auto").upper() not in ("AUTO", "FFFFFF")


def _rows(table: Any) -> Iterator[Any]:
    """Yield the rows of a table, those in content controls too, inserted ones but no deleted ones."""
    for child in table:
        if child.tag == qn("w:tr"):
            properties = child.find(qn("w:trPr"))
            if properties is None or properties.find(qn("w:del")) is None:
                yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins")):
            yield from child.iter(qn("w:tr"))


def _cells(row: Any) -> Iterator[Any]:
    """Yield the cells of a row; a cell merged with the one above is left out."""
    for child in row:
        if child.tag == qn("w:tc"):
            merge = child.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            if merge is None or merge.get(qn("w:val")) == "restart":
                yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins")):
            yield from (cell for cell in child.iter(qn("w:tc")))


def _has_text(element: Any) -> bool:
    return any((each.text or "").strip() for each in element.iter(qn("w:t")))


def _paragraphs(cell: Any) -> int:
    return sum(_has_text(each) for each in cell.iter(qn("w:p")))


def _length(cell: Any) -> int:
    return sum(len(each.text or "") for each in cell.iter(qn("w:t")))


def _width(cell: Any) -> float:
    width = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
    try:
        return float(width.get(qn("w:w"), 0)) if width is not None else 0.0
    except ValueError:
        return 0.0


def _across(blocks: list[Block]) -> Block:
    """Join the blocks of one row with tabs; the look is that of the first."""
    links = tuple(dict.fromkeys(link for block in blocks for link in block.links))
    return replace(blocks[0], text="\t".join(block.text for block in blocks), links=links)


def _boxes(element: Any) -> list[Any]:
    """Return the outermost text boxes under an element, once each, without fallbacks."""
    found = []
    stack = [element]
    while stack:
        here = stack.pop()
        for child in reversed(here):
            if (
                child.tag == qn("mc:Fallback")
                and here.find(f"{qn('mc:Choice')}//{qn('w:txbxContent')}") is not None
            ):
                continue
            stack.append(child)
        if here.tag == qn("w:txbxContent"):
            found.append(here)
            del stack[len(stack) - len(here) :]
    return found


def _written(element: Any) -> str:
    """Return the text that a child of a run stands for."""
    if element.tag == qn("w:t"):
        return element.text or ""
    if element.tag == qn("w:sym"):
        return _symbol(element)
    return _SIGNS.get(element.tag, "")


def _symbol(element: Any) -> str:
    """Return the character of a w:sym element; symbol fonts' marks become a bullet."""
    try:
        code = int(element.get(qn("w:char"), ""), 16)
    except ValueError:
        return ""
    char = chr(code) if code < 0x110000 else ""
    return char if char in marks.GLYPHS else (" " if 0xE000 <= code <= 0xF8FF else char)


def _lines(pieces: list[_Piece], numbered: bool) -> list[list[_Piece]]:
    """Split runs at line breaks where the parts are lines of their own, not one wrapped sentence."""
    lines: list[list[_Piece]] = [[]]
    for piece in pieces:
        for at, part in enumerate(piece.text.split("\n")):
            if at:
                lines.append([])
            if part:
                lines[-1].append(replace(piece, text=part))
    lines = [line for line in lines if "".join(piece.text for piece in line).strip()]
    joined: list[list[_Piece]] = []
    for line in lines:
        text = "".join(piece.text for piece in line).strip()
        above = "".join(piece.text for piece in joined[-1]).strip() if joined else ""
        mark = marks.bullet(text)[1]
        if joined and not mark and (numbered or marks.bullet(above)[1] or marks.goes_on(above, text)):
            joined[-1] += [replace(line[0], text=" "), *line]
        else:
            joined.append(line)
    return joined


def _unwrapped(blocks: list[Block]) -> Iterator[Block]:
    """Join paragraphs that are the lines of one hard-wrapped sentence."""
    held: Block | None = None
    for block in blocks:
        if held is None:
            held = block
            continue
        alike = (held.layer, held.column, held.row, held.hidden, held.bold) == (
            block.layer,
            block.column,
            block.row,
            block.hidden,
            block.bold,
        )
        plain = (
            not block.bullet
            and block.heading is None
            and held.heading is None
            and block.gap == 0
            and not block.hidden
        )
        one_line = "\t" not in held.text + block.text and len(held.text) > 45
        if alike and plain and one_line and marks.goes_on(held.text.split("\n")[-1], block.text):
            links = tuple(dict.fromkeys(held.links + block.links))
            held = replace(held, text=marks.joined(held.text, block.text), lines=held.lines + 1, links=links)
            continue
        yield held
        held = block
    if held is not None:
        yield held

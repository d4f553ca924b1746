"""Walks one DOCX in the order a person reads it: paragraphs, tables, text boxes, content controls."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from cvtailor.parsing import (
    docx_boxes,
    docx_lines,
    docx_tables,
    docx_text,
    headings,
)
from cvtailor.parsing.docx_package import Package, Part
from cvtailor.parsing.docx_styles import ANY_FILL, ParagraphStyle, Styles
from cvtailor.parsing.docx_xml import has_text, qn, value
from cvtailor.parsing.types import Block, Layer

# Project conventions: no CV nests deeper or is longer.
MAX_DEPTH = 24
MAX_PARAGRAPHS = 5_000
MAX_VISITED = 60_000
MAX_CHARACTERS = 2_000_000

_MOST_CARRIED = 200  # runs
_LINE = 12.0  # points


@dataclass(frozen=True, slots=True)
class Context:
    """What a paragraph inherits from where it stands; `ground` as in `Look.is_hidden`.

    `column` is below 0 in a text box, by its number, until all boxes are known.
    """

    layer: Layer = Layer.BODY
    column: int = 0
    depth: int = 0
    ground: str = ""
    hidden: bool = False
    table: bool = False


class Walker:
    """Collects the blocks of one document, part by part.

    `cut` says that a limit was met; `tables`, `text_boxes`, `graphics` and `embedded` count what holds
    text of the body beside its paragraphs; `pictures` counts images; `notes` are the notes referred to;
    `backed` are the paragraphs that a drawing may lie behind, `paper` is the fill of the pages, both set
    by the caller; `usual_gap` is the white space between plain paragraphs, in lines.
    """

    def __init__(self, package: Package) -> None:
        self.package = package
        self.part: Part = package.main
        styles, numbering = (
            next((part.root for part in package.related(package.main, kind)), None)
            for kind in ("styles", "numbering")
        )
        self.styles = Styles(styles, numbering)
        normal = self.styles.plain()
        self.usual_gap = max(normal.before, normal.after) / _LINE
        body = package.main.root.find(qn("w:body"))
        self.numbers: dict[Any, int] = {each: n for n, each in enumerate(body.iter(qn("w:p")))}
        self.backed: set[int] = set()
        self.paper = ""
        self.notes: dict[tuple[str, str], None] = {}
        self.boxes: list[docx_boxes.TextBox] = []
        self.cut = False
        self.tables = self.text_boxes = self.graphics = self.embedded = self.pictures = 0
        self._made = self._visited = self._characters = self._rows = 0
        self._blank = False
        self._above: ParagraphStyle | None = None
        self._carried = docx_text.Paragraph()
        self._seen: set[Any] = set()

    def read(self, part: Part, element: Any, context: Context) -> list[Block]:
        """Return the blocks of an element of a part: a body, a header, a note."""
        self.part = part
        self._blank, self._above, self._carried = False, None, docx_text.Paragraph()
        made = self._container(element, context)
        self.part = self.package.main
        return made

    def _container(self, element: Any, context: Context) -> list[Block]:
        """Read what a body, cell, text box or content control holds, in order."""
        made: list[Block] = []
        if context.depth > MAX_DEPTH:
            # Too deep to tell rows and boxes: the paragraphs one after the other, so that no text is lost.
            for paragraph in element.iter(qn("w:p")):
                if self._may_go_on():
                    self._paragraph(paragraph, context, made, flat=True)
        else:
            self._children(element, context, made)
        if self._carried.pieces:
            # Nothing follows that the last paragraph could run on into.
            rest, self._carried = self._carried, docx_text.Paragraph()
            made += docx_lines.blocks(rest, self.styles.plain(), 0.0, self._base(None, context))
        return made

    def _children(self, element: Any, context: Context, made: list[Block]) -> None:
        inner = replace(context, depth=context.depth + 1)
        for child in element:
            if not self._may_go_on():
                break
            tag = child.tag
            if tag == qn("w:p"):
                self._paragraph(child, context, made)
            elif tag == qn("w:tbl"):
                made += self._table(child, inner)
            elif tag == qn("mc:AlternateContent"):
                made += self._container(docx_text.alternative(child), inner)
            elif tag == qn("w:altChunk"):
                self.embedded += 1
            elif tag == qn("w:r"):
                made += self._stray(child, inner)
            elif _is_container(child):
                made += self._container(child, inner)

    def _may_go_on(self) -> bool:
        over = self._made >= MAX_PARAGRAPHS or self._visited >= MAX_VISITED
        if over or self._characters >= MAX_CHARACTERS:
            self.cut = True
        return not self.cut

    def _stray(self, run: Any, context: Context) -> list[Block]:
        """Read a run that stands in no paragraph, as broken writers leave them."""
        made: list[Block] = []
        if has_text(run):
            self._paragraph(run.makeelement(qn("w:p")), context, made, run=run)
        return made

    # Paragraphs -----------------------------------------------------------------------------------

    def _paragraph(
        self, element: Any, context: Context, into: list[Block], *, flat: bool = False, run: Any = None
    ) -> None:
        """Read a paragraph and the boxes it anchors; `flat` leaves those to the caller."""
        self._visited += 1
        style = self.styles.paragraph(element)
        ground = style.fill or context.ground
        bare = not style.fill and context.ground in ("", self.paper)
        if bare and context.layer is Layer.BODY and self.numbers.get(element) in self.backed:
            ground = ANY_FILL
        source = element if run is None else [run]
        paragraph = docx_text.read(source, style, self.styles, self.part, ground)
        if style.contents:
            return
        self.cut = self.cut or paragraph.cut
        for note in paragraph.notes:
            self.notes.setdefault(note)
        if context.hidden:
            paragraph.pieces = [replace(piece, hidden=True) for piece in paragraph.pieces]
        paragraph.pieces = self._carried.pieces + paragraph.pieces
        paragraph.links = list(dict.fromkeys(self._carried.links + paragraph.links))
        self._carried = docx_text.Paragraph()
        if _runs_on(element) and 0 < len(paragraph.pieces) <= _MOST_CARRIED:
            self._carried = replace(paragraph, drawings=[])
            paragraph.pieces, paragraph.links = [], []
        before, after = self._boxes(paragraph, context) if not flat else ([], [])
        into += before
        made = list(docx_lines.blocks(paragraph, style, self._gap(style), self._base(element, context)))
        room = max(0, MAX_PARAGRAPHS - self._made)
        if len(made) > room:
            self.cut, made = True, made[:room]
        if not any(not block.hidden for block in made):
            self._blank = self._blank or not self._carried.pieces
            self._rule(element, style, into)
        else:
            if style.fill not in ("", "FFFFFF") and len(made) == 1:
                made[0] = replace(made[0], rule=True)
            self._blank, self._above = False, style
        self._made += len(made)
        self._characters += sum(len(block.text) for block in made)
        into += made
        into += after

    def _base(self, element: Any, context: Context) -> dict[str, Any]:
        return {
            "paragraph": self.numbers.get(element),
            "layer": context.layer,
            "column": context.column,
        }

    def _gap(self, style: ParagraphStyle) -> float:
        """Return the white space above a paragraph in lines: the larger of what it and the last ask for."""
        before, above = style.before, self._above
        if above is not None:
            alike = above.style_id == style.style_id
            before = max(
                0.0 if alike and style.snug else before, 0.0 if alike and above.snug else above.after
            )
        return max(before / _LINE, 1.0 if self._blank else 0.0)

    def _rule(self, element: Any, style: ParagraphStyle, into: list[Block]) -> None:
        """Give the line of an empty paragraph (a border, a drawn rule) to the heading above it."""
        drawn = any(each.get(qn("o:hr")) in ("t", "true") for each in element.iter(qn("v:rect")))
        if (style.rule or drawn) and into and not into[-1].bullet and len(into[-1].text) <= 60:
            into[-1] = replace(into[-1], rule=True)

    # Text boxes -----------------------------------------------------------------------------------

    def _boxes(self, paragraph: docx_text.Paragraph, context: Context) -> tuple[list[Block], list[Block]]:
        """Return the blocks of the boxes a paragraph anchors: those before its text, and those after."""
        before: list[Block] = []
        after: list[Block] = []
        found: list[docx_boxes.TextBox] = []
        for drawing in paragraph.drawings:
            found += docx_boxes.text_boxes(drawing)
            self.pictures += next(drawing.iter(qn("pic:pic"), qn("v:imagedata")), None) is not None
            after += self._graphic(drawing, context)
        for box in docx_boxes.in_order(found):
            if box.content in self._seen:
                continue
            self._seen.add(box.content)
            self.boxes.append(box)
            column = -len(self.boxes) if context.column <= 0 and not context.table else context.column
            ground = box.fill or (ANY_FILL if self.backed or context.ground else "")
            here = replace(context, depth=context.depth + 1, ground=ground, column=column)
            held, self._blank, self._above = (self._blank, self._above), False, None
            carried, self._carried = self._carried, docx_text.Paragraph()
            made = self._container(box.content, here)
            (self._blank, self._above), self._carried = held, carried
            self.text_boxes += bool(made) and context.layer is Layer.BODY
            if len(made) == 1 and headings.known(made[0].text):
                before += made
            else:
                after += made
        return before, after

    def _graphic(self, drawing: Any, context: Context) -> list[Block]:
        """Return the text of the diagrams and charts in a drawing."""
        made: list[Block] = []
        for kind, relation_id in docx_boxes.other_text(drawing):
            relation = self.part.relations.get(relation_id)
            inside = relation is not None and relation.kind == kind and not relation.external
            part = self.package.part(relation.target) if relation is not None and inside else None
            lines = docx_boxes.graphic_lines(part.root) if part is not None else []
            self.graphics += 1
            made += [Block(text=line, layer=context.layer, column=context.column) for line in lines]
        self._made += len(made)
        return made

    # Tables ---------------------------------------------------------------------------------------

    def _table(self, table: Any, context: Context) -> list[Block]:
        filled: list[list[docx_tables.Cell]] = []
        for row in docx_tables.rows(table):
            if not self._may_go_on():
                break
            unseen = context.hidden or docx_tables.is_hidden(row)
            here: list[docx_tables.Cell] = []
            for cell in docx_tables.cells(row):
                if not self._may_go_on():
                    break
                self._visited += 1
                if next(cell.element.iter(qn("w:r"), qn("m:r")), None) is None:
                    continue
                inner = replace(
                    context,
                    ground=docx_tables.ground(table, cell.element, self.styles, context.ground),
                    hidden=unseen or cell.covered,
                    table=True,
                )
                self._blank, self._above = False, None
                cell.blocks = self._container(cell.element, inner)
                if cell.blocks:
                    here.append(cell)
            if len(here) == 1 and len(here[0].blocks) == 1 and docx_tables.is_bar(here[0], context.ground):
                here[0].blocks[0] = replace(here[0].blocks[0], rule=True)
            filled.append(here)
        self._blank, self._above = False, None
        made, count = docx_tables.read(filled, column=context.column, first_row=self._rows + 1)
        self._rows += count
        self.tables += bool(made) and context.layer is Layer.BODY
        return made


def _is_container(element: Any) -> bool:
    """Return whether an element only wraps paragraphs: w:sdt, w:sdtContent, w:ins, w:customXml, …."""
    if not isinstance(element.tag, str) or element.tag in docx_text.SKIPPED or not len(element):
        return False
    return not (element.tag == qn("w:sdt") and _is_contents(element))


def _is_contents(control: Any) -> bool:
    """Return whether a content control holds a table of contents, which only repeats headings."""
    parts = control.find(f"{qn('w:sdtPr')}/{qn('w:docPartObj')}")
    return (value(parts, "w:docPartGallery") or "").casefold() == "table of contents"


def _runs_on(element: Any) -> bool:
    """Return whether the text goes on in the next paragraph: a deleted paragraph end, or a large initial."""
    properties = element.find(qn("w:pPr"))
    if properties is None:
        return False
    frame = properties.find(qn("w:framePr"))
    if frame is not None and frame.get(qn("w:dropCap")) in ("drop", "margin"):
        return True
    end = properties.find(qn("w:rPr"))
    if end is None:
        return False
    return end.find(qn("w:del")) is not None or end.find(qn("w:specVanish")) is not None

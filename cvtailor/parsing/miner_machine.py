"""What pdfminer.six leaves out when it runs a page: opacity, clipping, shadings, and what annotations show.

Imported only where a PDF is read with pdfminer, which takes long to load.
"""

# ruff: noqa: N802 - pdfminer finds the operators by these names

from __future__ import annotations

import io
from typing import Any, NamedTuple

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTRect
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdffont import PDFType3Font
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from pdfminer.psparser import literal_name
from pdfminer.utils import apply_matrix_pt, mult_matrix

from cvtailor.parsing import forms, type3
from cvtailor.parsing.glyphs import FAR

Box = tuple[float, float, float, float]
_PLAIN_BLENDS = frozenset({"Normal", "Compatible"})
_NOWHERE = (2 * FAR, 2 * FAR, 2 * FAR, 2 * FAR)


class Paint(NamedTuple):
    """How what is drawn next is painted: its opacity, what of it may show, and whether it is masked or mixed."""

    alpha: float = 1.0
    clip: Box | None = None
    mixed: bool = False


class Device(PDFPageAggregator):
    """Remembers how each character and shape was painted, and which drawing call it came from.

    The items of the layout get `cv_paint`, characters also `cv_run` (the number of the call) and `cv_mode`
    (the text render mode) and `cv_size` (the size of the type before any matrix).
    """

    run = 0
    mode = 0
    size = 0.0
    paint = Paint()
    interpreter: Interpreter | None = None

    def begin_page(self, page: Any, ctm: Any) -> None:
        """Note the map from the page's own space to the one that is shown."""
        self.whole = ctm
        super().begin_page(page, ctm)

    def end_page(self, page: Any) -> None:
        """Run what annotations show before the page is closed."""
        if self.interpreter is not None:
            self.interpreter.annotations(page, self.whole)
        super().end_page(page)

    def render_string(self, textstate: Any, *rest: Any) -> None:
        """Number the drawing calls."""
        self.run += 1
        self.mode = textstate.render
        self.size = float(textstate.fontsize)
        super().render_string(textstate, *rest)

    def render_char(self, *args: Any, **named: Any) -> float:
        """Note on each character how it is painted."""
        added: Any = self.cur_item._objs  # noqa: SLF001 - pdfminer shows the new character nowhere else
        before = len(added)
        advance = super().render_char(*args, **named)
        for item in added[before:]:
            item.cv_run, item.cv_mode, item.cv_paint = self.run, self.mode, self.paint
            item.cv_size = self.size
        return float(advance)

    def paint_path(self, *args: Any, **named: Any) -> None:
        """Note on each shape how it is painted."""
        added: Any = self.cur_item._objs  # noqa: SLF001
        before = len(added)
        super().paint_path(*args, **named)
        for item in added[before:]:
            item.cv_paint = self.paint

    def shade(self) -> None:
        """Add the area a shading fills: what is not cut off."""
        box = self.paint.clip or self.cur_item.bbox
        if box[2] > box[0] and box[3] > box[1] and all(-FAR < side < FAR for side in box):
            item: Any = LTRect(0, box, fill=True)
            item.cv_paint = self.paint._replace(mixed=True)
            self.cur_item.add(item)


class Interpreter(PDFPageInterpreter):
    """Follows opacity and clipping through a page's operators."""

    device: Device

    def __init__(self, manager: PDFResourceManager, device: Device) -> None:
        super().__init__(manager, device)
        self.first = Paint()
        self.cutting = False

    def subinterp(self) -> Interpreter:
        """Return an interpreter for a form, which goes on as the one that shows it is set."""
        inner: Any = super().subinterp()
        inner.first = self.paint
        return inner  # type: ignore[no-any-return]

    def init_state(self, ctm: Any) -> None:
        """Start a page or a form."""
        super().init_state(ctm)
        self.saved: list[Paint] = []
        self.cutting = False
        self._set(self.first)

    def _set(self, paint: Paint) -> None:
        self.paint = self.device.paint = paint

    def do_q(self) -> None:
        """Save the graphics state."""
        super().do_q()
        self.saved.append(self.paint)

    def do_Q(self) -> None:
        """Restore the graphics state."""
        super().do_Q()
        if self.saved:
            self._set(self.saved.pop())

    def do_gs(self, name: Any) -> None:
        """Take over opacity, soft masks and ways of mixing colours."""
        states = resolve1(self.resources.get("ExtGState"))
        state = resolve1(states.get(literal_name(name))) if isinstance(states, dict) else None
        if not isinstance(state, dict):
            return
        alpha, mask, blend = (resolve1(state.get(key)) for key in ("ca", "SMask", "BM"))
        paint = self.paint
        if isinstance(alpha, int | float):
            paint = paint._replace(alpha=min(self.first.alpha, max(0.0, min(1.0, float(alpha)))))
        if mask is not None or blend is not None:
            named = blend[0] if isinstance(blend, list) and blend else blend
            mixed = isinstance(mask, dict) or (named is not None and literal_name(named) not in _PLAIN_BLENDS)
            paint = paint._replace(mixed=mixed or self.first.mixed)
        self._set(paint)

    def do_sh(self, name: object) -> None:  # noqa: ARG002
        """Fill what is not cut off with a shading."""
        self.device.shade()

    def do_W(self) -> None:
        """Cut off what is painted after the path at hand."""
        self.cutting = True

    def do_W_a(self) -> None:
        """Cut off, by the other rule of what is inside."""
        self.cutting = True

    def do_n(self) -> None:
        """End a path."""
        self._cut()
        super().do_n()

    def do_S(self) -> None:
        """Draw a path's outline."""
        self._cut(PDFPageInterpreter.do_S)

    def do_f(self) -> None:
        """Fill a path."""
        self._cut(PDFPageInterpreter.do_f)

    def do_F(self) -> None:
        """Fill a path, as old files write it."""
        self.do_f()

    def do_f_a(self) -> None:
        """Fill a path, by the other rule."""
        self._cut(PDFPageInterpreter.do_f_a)

    def do_B(self) -> None:
        """Fill a path and draw its outline."""
        self._cut(PDFPageInterpreter.do_B)

    def do_B_a(self) -> None:
        """Fill, by the other rule, and draw the outline."""
        self._cut(PDFPageInterpreter.do_B_a)

    def _cut(self, painting: Any = None) -> None:
        """Paint the path at hand, then let it cut off what follows if it is to do so."""
        path = self.curpath
        if painting is not None:
            painting(self)
        if not self.cutting:
            return
        self.cutting = False
        points = [
            apply_matrix_pt(self.ctm, (float(x), float(y)))
            for step in path
            for x, y in zip(step[1::2], step[2::2], strict=False)
        ]
        if not points:
            return
        xs, ys = [x for x, _ in points], [y for _, y in points]
        own = (min(xs), min(ys), max(xs), max(ys))
        self._set(self.paint._replace(clip=shared(self.paint.clip, own)))

    def do_Do(self, xobjid_arg: Any) -> None:
        """Show a form or a picture; a form is cut off at its box."""
        held = self.paint
        shown = resolve1(self.xobjmap.get(literal_name(xobjid_arg)))
        if isinstance(shown, PDFStream) and literal_name(shown.get("Subtype")) == "Form":
            box = forms.box(shown, "BBox")
            if box is not None:
                matrix = mult_matrix(forms.matrix(shown), self.ctm)
                self._set(held._replace(clip=shared(held.clip, forms.around(box, matrix))))
        super().do_Do(xobjid_arg)
        self._set(held)

    def annotations(self, page: Any, ctm: Any) -> None:
        """Run what the page's fields and notes show, over all else."""
        for shown in forms.appearances(page):
            inner = self.subinterp()
            inner.first = Paint(clip=forms.around(shown.place, ctm))
            matrix = mult_matrix(shown.matrix, ctm)
            self.device.begin_figure("", shown.place, ctm)
            inner.render_contents(shown.resources, [shown.stream], ctm=matrix)
            self.device.end_figure("")
            self.device.set_ctm(ctm)


def shared(one: Box | None, other: Box) -> Box:
    """Return what two boxes share, with no width or height where they share nothing."""
    if one is None:
        return other
    x0, y0 = max(one[0], other[0]), max(one[1], other[1])
    return x0, y0, max(x0, min(one[2], other[2])), max(y0, min(one[3], other[3]))


class Resources(PDFResourceManager):
    """Knows what TeX's characters mean in fonts that a file draws itself."""

    def get_font(self, objid: Any, spec: Any) -> Any:
        """Return a font, once for each object."""
        known = objid is not None and objid in self._cached_fonts
        font = super().get_font(objid, spec)
        if not known and isinstance(font, PDFType3Font):
            type3.learn(font, spec)
        return font


class Objects(PDFDocument):
    """A PDF whose objects are followed to what they stand for here: one that stands for itself is null.

    pdfminer follows references until it meets something else, for ever where an object refers to itself.
    """

    def getobj(self, objid: int) -> object:
        """Return the object of this number, never another reference."""
        seen = {objid}
        found: object = super().getobj(objid)
        while isinstance(found, PDFObjRef):
            if found.objid in seen:
                return None
            seen.add(found.objid)
            found = super().getobj(found.objid)
        return found


def opened(data: bytes) -> Objects:
    """Return a PDF ready for its pages to be asked for; raises what pdfminer does."""
    return Objects(PDFParser(io.BytesIO(data)))


def machine() -> tuple[Device, Interpreter]:
    """Return what collects a page's items, and what runs pages into it."""
    manager = Resources()
    device = Device(manager, laparams=None)
    device.interpreter = interpreter = Interpreter(manager, device)
    return device, interpreter

"""Form fields and free notes of a PDF, as PDFium tells them."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from cvtailor.parsing import forms

_SIZE = re.compile(r"(\d{1,3}(?:\.\d{1,4})?)\s+Tf")
_LONGEST = 20_000  # bytes of a field's text
Note = tuple[forms.Box, str, float]  # a box in PDF user space, what stands in it, the size of the type


def has_any(raw: Any, page: Any) -> bool:
    """Return whether a page has fields or notes that show text."""
    count = raw.FPDFPage_GetAnnotCount(page)
    return 0 < count <= forms.MOST and any(True for _ in _notes(raw, page, count))


def too_many(raw: Any, page: Any) -> bool:
    """Return whether a page has more annotations than are looked at: making them a part of it takes time."""
    return bool(raw.FPDFPage_GetAnnotCount(page) > forms.MOST)


def paint(raw: Any, page: Any) -> None:
    """Make what fields and notes show a part of the page's content, which must then be loaded anew."""
    raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)


def typed(raw: Any, document: Any, page: Any) -> list[Note]:
    """Return fields and notes that show nothing by themselves.

    Args:
        raw: PDFium's raw interface.
        document: the open file.
        page: one of its pages.
    """
    result: list[Note] = []
    with _form(raw, document) as form:
        for note, kind in _notes(raw, page, raw.FPDFPage_GetAnnotCount(page)):
            if raw.FPDFAnnot_HasKey(note, b"AP"):
                continue
            widget = kind == raw.FPDF_ANNOT_WIDGET
            text = forms.plain(_value(raw, form, note) if widget else _string(raw, note, b"Contents"))
            box = raw.FS_RECTF()
            if text and raw.FPDFAnnot_GetRect(note, box):
                found = _SIZE.search(_string(raw, note, b"DA"))
                place = (box.left, box.bottom, box.right, box.top)
                result.append((place, text, float(found[1]) if found else 0.0))
    return result


def _notes(raw: Any, page: Any, count: int) -> Iterator[tuple[Any, int]]:
    """Yield the annotations of a page that show text, with their kind; each is closed after its turn."""
    for index in range(min(count, forms.MOST)):
        note = raw.FPDFPage_GetAnnot(page, index)
        if not note:
            continue
        try:
            kind = raw.FPDFAnnot_GetSubtype(note)
            if kind in (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT) and not (
                raw.FPDFAnnot_GetFlags(note) & forms.HIDDEN
            ):
                yield note, kind
        finally:
            raw.FPDFPage_CloseAnnot(note)


@contextmanager
def _form(raw: Any, document: Any) -> Iterator[Any]:
    """Open a document's form; nothing in it runs."""
    config = raw.FPDF_FORMFILLINFO(version=2)
    form = raw.FPDFDOC_InitFormFillEnvironment(document, config)
    try:
        yield form
    finally:
        if form:
            raw.FPDFDOC_ExitFormFillEnvironment(form)


def _value(raw: Any, form: Any, note: Any) -> str:
    """Return what was typed into a field, or chosen in it."""
    kinds = (raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX)
    if not form or raw.FPDFAnnot_GetFormFieldType(form, note) not in kinds:
        return ""
    return _text(lambda buffer, size: raw.FPDFAnnot_GetFormFieldValue(form, note, buffer, size), raw)


def _string(raw: Any, note: Any, key: bytes) -> str:
    return _text(lambda buffer, size: raw.FPDFAnnot_GetStringValue(note, key, buffer, size), raw)


def _text(call: Callable[[Any, int], int], raw: Any) -> str:
    size = min(call(None, 0), _LONGEST)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    if call(ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size) > size:
        return ""
    return buffer.raw[:size].decode("utf-16-le", "replace").rstrip("\0")

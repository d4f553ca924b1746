"""Files that a person might hand over by mistake or on purpose."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import docx
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

BULLETS = (
    "Trained a CNN in PyTorch, raising accuracy from 81 % to 89 % on held-out scans.",
    "Responsible for cleaning data for the imaging team in Python and SQL.",
)


def good_docx(path: Path) -> Path:
    """Write a small but complete CV."""
    document = docx.Document()
    document.add_paragraph("Nia Okonjo", style="Title")
    document.add_paragraph("nia.okonjo@example.org")
    document.add_heading("Experience", level=1)
    document.add_paragraph("Research Engineer, Larkfield Labs\tJan 2022 – present")
    for bullet in BULLETS:
        document.add_paragraph(bullet, style="List Bullet")
    document.add_heading("Education", level=1)
    document.add_paragraph("MSc Machine Learning, University of Eastmoor\t2019 – 2021")
    document.add_heading("Skills", level=1)
    document.add_paragraph("Python, PyTorch, Git")
    document.save(str(path))
    return path


def good_pdf(path: Path, *, encrypt: StandardEncryption | None = None) -> Path:
    """Write a one-page CV as PDF."""
    canvas = Canvas(str(path), pagesize=A4, encrypt=encrypt, invariant=1)
    lines = (
        ("Helvetica-Bold", 18, "Nia Okonjo"),
        ("Helvetica", 10, "nia.okonjo@example.org"),
        ("Helvetica-Bold", 13, "Experience"),
        ("Helvetica-Bold", 10, "Research Engineer, Larkfield Labs, Jan 2022 – present"),
        *(("Helvetica", 10, f"• {bullet}") for bullet in BULLETS),
        ("Helvetica-Bold", 13, "Skills"),
        ("Helvetica", 10, "Python, PyTorch, Git"),
    )
    top = 800
    for font, size, text in lines:
        canvas.setFont(font, size)
        canvas.drawString(60, top, text)
        top -= size + 10
    canvas.save()
    return path


def scanned_pdf(path: Path) -> Path:
    """Write a page that holds a picture and no text."""
    width, height = 64, 64
    rows = b"".join(b"\0" + bytes((x * y) % 256 for x in range(width)) for y in range(height))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    png = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    canvas.drawImage(ImageReader(io.BytesIO(png)), 0, 0, *A4)
    canvas.save()
    return path


def bad_files(folder: Path) -> dict[str, Path]:
    """Write one file of each bad kind into `folder`; return them by what is wrong."""
    pdf = good_pdf(folder / "source.pdf").read_bytes()
    (folder / "source.pdf").unlink()
    made = {
        "empty": (folder / "empty.pdf", b""),
        "truncated": (folder / "truncated.pdf", pdf[: len(pdf) // 2]),
        "truncated docx": (folder / "truncated.docx", good_docx(folder / "x.docx").read_bytes()[:3000]),
        "picture": (folder / "picture.pdf", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20),
        "old doc": (folder / "old.doc", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000)),
        "zip": (folder / "other.docx", b"PK\x03\x04" + bytes(200)),
    }
    (folder / "x.docx").unlink()
    for path, data in made.values():
        path.write_bytes(data)
    locked = good_pdf(folder / "locked.pdf", encrypt=StandardEncryption("secret", canPrint=0))
    return {what: path for what, (path, _) in made.items()} | {
        "encrypted": locked,
        "missing": folder / "nowhere.pdf",
    }

"""Scans made of the demonstration reports: typeset by LibreOffice, rendered, then turned, greyed and made noisy.

    lines of corpus/2024-demo.txt  →  docx as official papers are set  →  pdf  →  pages of pixels  →  a scan of each

What they hold is known letter by letter, so that recognition can be measured.  The noise is drawn from a fixed seed:
the same text gives the same scans.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import numpy as np
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from compare import paths
from compare.drafts import NUMBER

SOFFICE = shutil.which("soffice")
DRAFT = paths.bundled("corpus") / paths.DRAFT
_SERIF, _SANS = "Noto Serif CJK SC", "Noto Sans CJK SC"
_LONGEST_HEADING = 40


@dataclass(frozen=True, slots=True)
class Scan:
    """How a text is set and what the scanner does to it: `tilt` in degrees, `noise` in grey levels of 255."""

    name: str
    dpi: int = 200
    size: float = 16
    columns: int = 1
    tilt: float = 0
    noise: float = 0
    paper: int = 255
    quality: int | None = None


SCANS = (
    Scan("公文，300 dpi", dpi=300),
    Scan("公文，200 dpi"),
    Scan("公文，150 dpi", dpi=150),
    Scan("公文，200 dpi，倾斜 1°，灰底有噪点", tilt=1, noise=12, paper=225),
    Scan("公文，150 dpi，倾斜 −1°，传真般的 JPEG", dpi=150, tilt=-1, noise=20, paper=235, quality=35),
    Scan("双栏，五号字，200 dpi", size=10.5, columns=2),
    Scan("双栏，五号字，200 dpi，倾斜 0.5°", size=10.5, columns=2, tilt=0.5, noise=8, paper=240),
    Scan("小四号字，200 dpi", size=12),
    Scan("公文，100 dpi，倾斜 1.5°，噪点重，劣质 JPEG", dpi=100, tilt=1.5, noise=35, paper=215, quality=20),
    Scan("双栏，五号字，100 dpi，有噪点，JPEG", dpi=100, size=10.5, columns=2, noise=20, paper=230, quality=30),
)
"""What is measured, and what tests take theirs from."""


def lines(most: int | None = None) -> list[str]:
    """Return the first lines of the demonstration draft."""
    return DRAFT.read_text(encoding="utf-8").split("\n")[:most]


def word(text: Sequence[str], scan: Scan) -> bytes:
    """Return a docx of the lines as official papers are set: title centred, paragraphs indented, pages numbered."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    if scan.columns > 1:
        columns = section._sectPr.find(qn("w:cols"))
        columns.set(qn("w:num"), str(scan.columns))
    _numbered(section.footer.paragraphs[0])
    for at, line in enumerate(text):
        _paragraph(document.add_paragraph(), line, at, scan)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf(document: bytes) -> bytes:
    """Return what LibreOffice makes of a docx."""
    if SOFFICE is None:
        raise RuntimeError("LibreOffice is not installed")
    with tempfile.TemporaryDirectory() as work:
        (Path(work) / "scan.docx").write_bytes(document)
        command = [SOFFICE, "--headless", f"-env:UserInstallation=file://{work}/profile", "--convert-to", "pdf"]
        command += ["--outdir", work, f"{work}/scan.docx"]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return (Path(work) / "scan.pdf").read_bytes()


def pages(document: bytes, scan: Scan) -> list[Any]:
    """Return the pages of a pdf as a scanner gives them, each a picture of Pillow."""
    import pypdfium2

    with pypdfium2.PdfDocument(document) as opened:
        return [_scanned(page.render(scale=scan.dpi / 72).to_pil(), scan, at) for at, page in enumerate(opened)]


def bound(pictures: Sequence[Any], scan: Scan) -> bytes:
    """Return a pdf that holds nothing but the pictures, as scanners write it."""
    out = io.BytesIO()
    pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:], resolution=scan.dpi)
    return out.getvalue()


def _paragraph(paragraph: Any, line: str, at: int, scan: Scan) -> None:
    shape = paragraph.paragraph_format
    shape.line_spacing = Pt(scan.size * 1.75)
    shape.space_after = Pt(0)
    run = paragraph.add_run(line)
    face, size = _SERIF, scan.size
    if at < 3:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        size = size * 1.375 if at == 0 else size
        shape.line_spacing = Pt(size * 1.75)
    else:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        shape.first_line_indent = Pt(2 * size)
        face = _SANS if NUMBER.match(line) and len(line) <= _LONGEST_HEADING else _SERIF
    run.font.size = Pt(size)
    run.font.name = face
    run._element.rPr.rFonts.set(qn("w:eastAsia"), face)


def _numbered(paragraph: Any) -> None:
    """Put — 1 — at the foot of every page."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run("— ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._element.append(field)
    paragraph.add_run(" —")


def _scanned(picture: Any, scan: Scan, seed: int) -> Any:
    from PIL import Image

    picture = picture.convert("L")
    if scan.tilt:
        picture = picture.rotate(scan.tilt, Image.Resampling.BICUBIC, fillcolor=255)
    grey = np.asarray(picture, dtype=np.float32) * (scan.paper / 255)
    if scan.noise:
        grey += np.random.default_rng(seed).normal(0, scan.noise, grey.shape).astype(np.float32)
    picture = Image.fromarray(grey.clip(0, 255).astype(np.uint8))
    if scan.quality:
        packed = io.BytesIO()
        picture.save(packed, "JPEG", quality=scan.quality)
        picture = Image.open(packed)
        picture.load()
    return picture

"""Pages of a pdf, drawn as pictures to be recognised.

page 3, a scan of A4   →  Picture(3, 1654 × 2339 pixels)        a page of ten metres  →  one sentence, not drawn
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pypdfium2
import pypdfium2.raw as pdfium

from .parts import Given
from .pictures import Picture, check_pages, check_picture

_POINTS = 72
"""Points of an inch."""

_COVERED = 0.3
"""Share of a page without text that a picture covers from which on the page is a scan, not a blank with a logo."""


def drawn(document: pypdfium2.PdfDocument, numbers: Sequence[int], given: Given) -> Iterator[Picture]:
    """Yield the pages of those numbers as pictures, none larger than the limits."""
    check_pages(len(numbers), given.name, given.settings)
    scale = given.settings.scan_resolution / _POINTS
    for number in numbers:
        page = document[number - 1]
        try:
            width, height = page.get_size()
            check_picture(round(width * scale), round(height * scale), given.name, given.settings)
            yield Picture(number, page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB"))
        finally:
            page.close()


def is_picture(document: pypdfium2.PdfDocument, number: int) -> bool:
    """Tell whether pictures cover a good part of a page."""
    page = document[number - 1]
    try:
        width, height = page.get_size()
        covered = 0.0
        for each in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,)):
            left, bottom, right, top = each.get_bounds()
            covered += max(0.0, right - left) * max(0.0, top - bottom)
        return bool(covered >= _COVERED * width * height)
    finally:
        page.close()

"""What tests of PDF files need: a Chinese typeface here, and the file opened again by another library.

text(data)  →  all its words without white space, page after page; lines of a page are broken anywhere
"""

from __future__ import annotations

import ctypes
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import typst

from compare.export import FORMATS
from compare.typesetting import SANS, SERIF

HERE = set(typst.Fonts(include_embedded_fonts=False).families())
needs_typeface = pytest.mark.skipif(
    os.environ.get("CI") != "true" and not HERE & {*SERIF, *SANS},
    reason="no Chinese typeface here: `make test` installs Debian's where it may (root and apt-get)",
)
"""Without one the test is skipped, but fails in CI."""
ALL_FORMATS = [pytest.param(name, marks=needs_typeface) if name == "pdf" else name for name in FORMATS]


@dataclass(frozen=True)
class Typeface:
    """A typeface of a file: its name without the letters that mark a part of it, and whether it is in the file."""

    name: str
    embedded: bool


def text(data: bytes) -> str:
    """Return the words of a file without white space, without what holds a sign to its word or breaks a long one."""
    return re.sub("[\\s\u2060\u200b]", "", "".join(pages(data)))


def stands_in(words: str, found: Iterable[str]) -> bool:
    """Tell whether the letters of words are found in their order, whatever else stands between them."""
    letters = iter(found)
    return all(letter in letters for letter in words if letter.isalnum())


def pages(data: bytes) -> Iterator[str]:
    """Yield the text of each page, as one would select it."""
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            yield page.get_textpage().get_text_bounded()


def bookmarks(data: bytes) -> list[tuple[int, str, int]]:
    """Return the bookmarks: level, words, the page to which each leads."""
    with pypdfium2.PdfDocument(data) as document:
        return [
            (each.level, each.get_title(), at.get_index() if (at := each.get_dest()) is not None else -1)
            for each in document.get_toc()
        ]


def widest(data: bytes) -> float:
    """Return how far to the right of a page its text reaches, 1 being the edge."""
    reach = 0.0
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            for each in page.get_objects([pdfium.FPDF_PAGEOBJ_TEXT]):
                reach = max(reach, each.get_bounds()[2] / page.get_width())
    return reach


def typefaces(data: bytes) -> set[Typeface]:
    """Return the typefaces in which the text of a file is set."""
    found = set()
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            for each in page.get_objects([pdfium.FPDF_PAGEOBJ_TEXT]):
                font = pdfium.FPDFTextObj_GetFont(each)
                length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
                name = ctypes.create_string_buffer(length)
                pdfium.FPDFFont_GetBaseFontName(font, name, length)
                found.add(Typeface(name.value.decode().partition("+")[2], bool(pdfium.FPDFFont_GetIsEmbedded(font))))
    return found

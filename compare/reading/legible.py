"""Is what a pdf gives as its text the text that it shows?

各位代表：现在，我代表…    →  legible
\ue001\ue013\ue0f2…      →  garbled: characters of private use, as the fonts have no map to Unicode
瑁呭囧鍒犻… !"#$%&…       →  garbled: rare characters, or signs, though the fonts of the page are Chinese ones
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from contextlib import closing
from itertools import islice

import pypdfium2
import pypdfium2.raw as pdfium

from .encoding import score

_MOST_UNMAPPED = 0.2
"""Largest share of characters of private use, controls and the like; bullets of symbol fonts are one in a hundred."""

_LEAST_SCORE = 0.2
"""Least mean commonness of the Chinese characters (`encoding.score`); reports have 0.6, wrong maps below 0."""

_LEAST_WIDE = 40
"""Fewest wide characters whose commonness tells anything."""

_LEAST_CHINESE = 0.02
"""Least share of wide characters where the fonts are Chinese."""

_PAGES = 3
"""Pages whose fonts are looked at."""

_CHINESE_FONT = re.compile(
    r"song|sun-|fang|kai|hei|ming|CJK|GB2312|GBK|FZ|YaHei|Source Han|(?:Sans|Serif) ?SC|宋|仿|楷|黑|方正|华文",
    re.IGNORECASE,
)


def is_garbled(text: str, document: pypdfium2.PdfDocument) -> bool:
    """Tell whether the text of a pdf is not what its pages show."""
    seen = [character for character in text if not character.isspace()]
    if not seen:
        return False
    unmapped = sum(
        unicodedata.category(character) in ("Co", "Cn", "Cc", "Cs") or character == "\ufffd" for character in seen
    )
    if unmapped > _MOST_UNMAPPED * len(seen):
        return True
    wide = [character for character in seen if character > "\u2e7f"]
    if len(wide) >= _LEAST_WIDE and score("".join(wide)) < _LEAST_SCORE:
        return _has_chinese_fonts(document)
    return len(wide) < _LEAST_CHINESE * len(seen) and _has_chinese_fonts(document)


def _has_chinese_fonts(document: pypdfium2.PdfDocument) -> bool:
    """Tell whether the first pages with text use fonts whose names are those of Chinese ones."""
    for number in islice(range(len(document)), _PAGES):
        try:
            with closing(document[number]) as page, closing(page.get_textpage()) as text:
                names = {_font(text.raw, at) for at in range(0, text.count_chars(), 20)}
        except pypdfium2.PdfiumError:
            continue
        if any(_CHINESE_FONT.search(name) for name in names):
            return True
    return False


def _font(text: ctypes.c_void_p, at: int) -> str:
    """Return the name of the font of a character."""
    buffer, flags = ctypes.create_string_buffer(200), ctypes.c_int()
    length = pdfium.FPDFText_GetFontInfo(text, at, buffer, len(buffer), flags)
    return buffer.raw[: max(0, min(length, len(buffer)) - 1)].decode("utf-8", "replace")

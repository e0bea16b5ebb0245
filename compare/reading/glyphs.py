"""A page of a pdf → its characters, upright, each with the place where it is drawn.

    page                 text runs up the page          vertical text, columns from right to left
    政府  →  0 …          府                             工政
                         政  →  turned: 政府             作府  →  turned: 政府 / 工作

Every character gets `left` and `right` along its line and `base` down the page, all in points, so that what follows
knows one direction only.  Directions are kept apart; what is drawn twice for bold type is read once.  White space
that PDFium made up is not taken.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from .radicals import fold

_HYPHENS = (0x02, 0xFFFE)
"""What PDFium returns for a hyphen at the end of a line."""

_STEP = 0.1
"""Most that the next character of a stretch may be off its line, as a share of its height."""

_Box = tuple[float, float, float, float]
_Point = tuple[float, float]


class Glyph(NamedTuple):
    """One character: where it begins and ends along its line, how far down its line is, and the size of its type."""

    text: str
    left: float
    right: float
    base: float
    size: float


class Characters(NamedTuple):
    """The characters of a page by direction in degrees, the direction with most of them first, and what was folded."""

    turned: tuple[tuple[int, tuple[Glyph, ...]], ...]
    width: float
    height: float
    folded: int


def characters(page: pypdfium2.PdfPage, most: int) -> Characters:
    """Return the characters of a page, `most` of them at most, in the order in which they are drawn."""
    width, height = _unturned_size(page)
    text = page.get_textpage()
    try:
        placed = _parted(list(islice(_placed(text.raw), most)))
    finally:
        text.close()
    vertical = _is_vertical(placed)
    found: dict[int, list[Glyph]] = defaultdict(list)
    folded = 0
    for character, box, origin, angle, size in placed:
        usual = fold(character)
        folded += usual != character
        if vertical and angle in (0, 270):
            found[270].append(_down(usual, box, size, width, height))
        else:
            found[angle].append(_turned(usual, box, origin, angle, size, width, height))
    turned = sorted(found.items(), key=lambda each: (-len(each[1]), each[0]))
    return Characters(tuple((angle, tuple(glyphs)) for angle, glyphs in turned), width, height, folded)


def turned_box(box: _Box, angle: int, width: float, height: float) -> _Box:
    """Return a box (left, bottom, right, top) on a page turned as its text runs: left, top, right, bottom, down."""
    left, bottom, right, top = box
    if angle == 90:
        return bottom, left, top, right
    if angle == 180:
        return width - right, bottom, width - left, top
    if angle == 270:
        return height - top, width - right, height - bottom, width - left
    return left, height - top, right, height - bottom


def stretches(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Yield characters that were drawn one after another on one line, without a gap as wide as a character."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and not _goes_on(run[-1], glyph):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def once(row: Iterable[Glyph]) -> list[Glyph]:
    """Return the characters of one line from left to right, each once: bold type is often drawn twice.

    They stand where their middle is: a mark set close to its neighbour may begin before that does.
    """
    kept: list[Glyph] = []
    for glyph in sorted(row, key=lambda each: each.left + each.right):
        if not any(_same(glyph, other) for other in kept[-2:]):
            kept.append(glyph)
    return kept


def _same(one: Glyph, other: Glyph) -> bool:
    if one.text != other.text or one.text.isspace():
        return False
    near = 0.25 * max(one.right - one.left, 0.2 * one.size)
    return abs(one.left - other.left) < near


def _goes_on(before: Glyph, glyph: Glyph) -> bool:
    size = max(before.size, glyph.size)
    return abs(glyph.base - before.base) <= _STEP * size and -0.3 * size < glyph.left - before.right < size


_Placed = tuple[str, _Box, _Point, int, float]


def _placed(text: ctypes.c_void_p) -> Iterator[_Placed]:
    """Yield each character that the file itself holds: its box (left, bottom, right, top), origin, angle and size.

    Angle and size are asked for where a character does not follow the one before, as each question takes time.
    """
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    before, angle, wide, size, high = (-1.0, -1.0), 0, 0.0, 0.0, 0
    for at in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, at)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if high and 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        high = 0
        character = "-" if code in _HYPHENS else chr(code) if 0 < code < 0x110000 else "\ufffd"
        if character.isspace() and pdfium.FPDFText_IsGenerated(text, at):
            continue
        pdfium.FPDFText_GetLooseCharBox(text, at, box)
        pdfium.FPDFText_GetCharOrigin(text, at, x, y)
        if not math.isfinite(x.value + y.value + box.left + box.bottom + box.right + box.top):
            yield character, (0.0, 0.0, 0.0, 0.0), (0.0, 0.0), 0, 1.0  # drawn nowhere, but not lost
            continue
        if abs(y.value - before[1]) > 0.01 or not 0 <= x.value - before[0] < 100:
            turn = pdfium.FPDFText_GetCharAngle(text, at)
            angle = -round(math.degrees(turn)) % 360 if math.isfinite(turn) else 0
            wide, size = _type_size(text, at) or (0.0, box.top - box.bottom)
        before = x.value, y.value
        left, right = box.left, box.right
        if angle == 0 and wide and left >= before[0] and unicodedata.east_asian_width(character) in "WF":
            # of some, as of folded radicals, PDFium tells the ink alone, and ink hangs over
            left, right = before[0], before[0] + wide if left > before[0] else min(right, before[0] + wide)
        yield character, (left, box.bottom, right, box.top), before, angle, size


def _type_size(text: ctypes.c_void_p, at: int) -> tuple[float, float] | None:
    """Return how wide and how tall a character's type is as it is drawn, None where it is not told."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(text, at, matrix):
        return None
    size = float(pdfium.FPDFText_GetFontSize(text, at))
    wide, tall = size * math.hypot(matrix.a, matrix.b), size * math.hypot(matrix.c, matrix.d)
    return (wide, tall) if math.isfinite(wide + tall) and tall > 0 else None


def _parted(placed: list[_Placed]) -> list[_Placed]:
    """Part the box of one glyph that stands for several characters (a ligature, a dash of two) between them."""
    out: list[_Placed] = []
    start = 0
    for at, each in enumerate(placed, 1):
        if at < len(placed) and placed[at][1:] == each[1:]:
            continue
        if at - start > 1:
            _, box, origin, angle, size = each
            of = at - start
            out += ((placed[start + n][0], _share(box, angle, n, of), origin, angle, size) for n in range(of))
        else:
            out.append(each)
        start = at
    return out


def _share(box: _Box, angle: int, at: int, of: int) -> _Box:
    """Return the part of a box that the character at `at` of several takes up, in the direction of the text."""
    left, bottom, right, top = box
    if angle in (90, 270):
        step = (top - bottom) / of
        at = at if angle == 90 else of - 1 - at
        return left, bottom + at * step, right, bottom + (at + 1) * step
    step = (right - left) / of
    at = at if angle != 180 else of - 1 - at
    return left + at * step, bottom, left + (at + 1) * step, top


def _turned(character: str, box: _Box, origin: _Point, angle: int, size: float, width: float, height: float) -> Glyph:
    """Return a character in a page turned so that its text runs to the right; odd angles are left as they are."""
    x, y = origin
    if angle == 0:
        return Glyph(character, box[0], box[2], height - y, size)
    left, _, right, _ = turned_box(box, angle, width, height)
    base = {90: x, 180: y, 270: width - x}.get(angle, height - y)
    return Glyph(character, left, right, base, size)


def _down(character: str, box: _Box, size: float, width: float, height: float) -> Glyph:
    """Return a character of vertical text, whose lines run down and follow each other to the left."""
    left, bottom, right, top = box
    return Glyph(character, height - top, height - bottom, width - (left + right) / 2, size)


def _is_vertical(placed: Iterable[_Placed]) -> bool:
    """Tell whether most upright characters stand below the one before, not beside it."""
    down = beside = 0
    before: _Point | None = None
    for _, _, (x, y), angle, size in placed:
        if angle:
            continue
        if before is not None:
            below = before[1] - y
            if abs(below) < 0.3 * size:
                beside += 1
            elif abs(x - before[0]) < 0.3 * size and 0.5 * size < below < 2 * size:
                down += 1
        before = x, y
    return down > beside


def _unturned_size(page: pypdfium2.PdfPage) -> tuple[float, float]:
    """Return width and height of a page as its text is placed: before the page is turned to be shown."""
    width, height = page.get_size()
    return (height, width) if page.get_rotation() in (90, 270) else (width, height)

"""Lines drawn on a page of a pdf → the tables they rule, row by row.

    ┌────┬──────┬──────┐
    │指标 │ 2024 │ 2025 │        →  指标⇥2024⇥2025
    ├────┼──────┼──────┤
    │    │ 5.0% │ 5%   │        →  就业⇥5.0%⇥5%左右: a cell of two lines is one text
    │就业 │      │左右   │
    ├    ┼──────┼──────┤        →  5.1%⇥5.5%: a cell that goes on from the row above is not told again
    │    │ 5.1% │ 5.5% │
    └────┴──────┴──────┘

A frame around one column of text is no table.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from .glyphs import Glyph, turned_box
from .typeset import Row, Segment, rows

_NEAR = 3.0
"""Most that rules are apart that meet, and how thick a rule may be, in points."""

_SHORTEST = 6.0
"""Shortest rule that counts, in points; a character's stroke may be drawn as a path."""

_MOST_PATHS = 4000
"""Most drawn objects of a page that are looked at; a page with more holds a drawing, and its tables are not told."""

_MOST_POINTS = 400
"""Most points of one drawn object that are looked at."""

_MOST_RULES = 500
"""Most rules across, and down, that are taken for those of tables; more are a drawing or a grid of squares."""

_MOST_WORK = 20_000_000
"""Most cells times characters of a table; a page with forty rows of ten cells has a million."""

_LONGEST_CELL = 15
"""Most lines of a cell that is a value; a table with a longer one lays out the page and is read as text."""


class Rule(NamedTuple):
    """A straight line: its place across its direction, and where it begins and ends."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class _Grid:
    """Rules that meet."""

    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)

    def lines(self) -> tuple[list[float], list[float]]:
        """Return the places of the rules from the top down and from left to right."""
        return _distinct(rule.at for rule in self.across), _distinct(rule.at for rule in self.down)


def tabled(
    glyphs: Sequence[Glyph], across: Sequence[Rule], down: Sequence[Rule], page: int
) -> tuple[list[Row], list[Glyph]]:
    """Return the rows of the tables that rules make, and the characters outside of them."""
    found: list[Row] = []
    rest = list(glyphs)
    for grid in _grids(across, down):
        inside, outside = _split(rest, grid)
        made = _rows(grid, inside, page)
        if made is not None:
            found += made
            rest = outside
    return found, rest


def rules(page: pypdfium2.PdfPage, angle: int, width: float, height: float) -> tuple[list[Rule], list[Rule]]:
    """Return the rules across and down a page that is turned as its text runs."""
    across: list[Rule] = []
    down: list[Rule] = []
    count = pdfium.FPDFPage_CountObjects(page.raw)
    for at in range(count if count <= _MOST_PATHS else 0):
        drawn = pdfium.FPDFPage_GetObject(page.raw, at)
        if pdfium.FPDFPageObj_GetType(drawn) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        for box in _boxes(drawn):
            left, top, right, bottom = turned_box(box, angle, width, height)
            if bottom - top <= _NEAR and right - left >= _SHORTEST:
                across.append(Rule((top + bottom) / 2, left, right))
            elif right - left <= _NEAR and bottom - top >= _SHORTEST:
                down.append(Rule((left + right) / 2, top, bottom))
    return across, down


_Box = tuple[float, float, float, float]


def _boxes(drawn: ctypes.c_void_p) -> Iterator[_Box]:
    """Yield the box of a thin object, or of each straight side of another: left, bottom, right, top."""
    sides = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(drawn, *sides):
        return
    left, bottom, right, top = (side.value for side in sides)
    if right - left <= _NEAR or top - bottom <= _NEAR:
        yield left, bottom, right, top
        return
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(drawn, matrix)
    for one, two in pairwise(_points(drawn, matrix)):
        if one is not None and two is not None:
            yield min(one[0], two[0]), min(one[1], two[1]), max(one[0], two[0]), max(one[1], two[1])


def _points(drawn: ctypes.c_void_p, matrix: pdfium.FS_MATRIX) -> Iterator[tuple[float, float] | None]:
    """Yield the points of a path on the page; None where the pen is lifted or draws a curve."""
    x, y = ctypes.c_float(), ctypes.c_float()
    first: tuple[float, float] | None = None
    for at in islice(range(pdfium.FPDFPath_CountSegments(drawn)), _MOST_POINTS):
        segment = pdfium.FPDFPath_GetPathSegment(drawn, at)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        place = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        if kind != pdfium.FPDF_SEGMENT_LINETO:
            yield None
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = place
        yield place
        if pdfium.FPDFPathSegment_GetClose(segment) and first is not None:
            yield first


def _grids(across: Sequence[Rule], down: Sequence[Rule]) -> list[_Grid]:
    """Return the groups of rules that meet and part two columns and more, from the top down."""
    grids: list[_Grid] = []
    if max(len(across), len(down)) > _MOST_RULES:
        return grids
    for rule in sorted(across):
        meeting = [each for each in down if _meet(rule, each)]
        touched = [grid for grid in grids if any(each in grid.down for each in meeting)]
        whole = _Grid([rule], list(meeting))
        for grid in touched:
            grids.remove(grid)
            whole.across += grid.across
            whole.down += [each for each in grid.down if each not in whole.down]
        grids.append(whole)
    return [grid for grid in grids if len(grid.lines()[0]) > 1 and len(grid.lines()[1]) > 2]


def _meet(across: Rule, down: Rule) -> bool:
    return across.start - _NEAR <= down.at <= across.end + _NEAR and down.start - _NEAR <= across.at <= down.end + _NEAR


def _distinct(places: Iterable[float]) -> list[float]:
    out: list[float] = []
    for place in sorted(places):
        if not out or place - out[-1] > _NEAR:
            out.append(place)
    return out


def _split(glyphs: Sequence[Glyph], grid: _Grid) -> tuple[list[Glyph], list[Glyph]]:
    """Return the characters inside and outside of a grid."""
    tops, lefts = grid.lines()
    inside: list[Glyph] = []
    outside: list[Glyph] = []
    for glyph in glyphs:
        middle = (glyph.left + glyph.right) / 2
        within = lefts[0] < middle < lefts[-1] and tops[0] < glyph.base - glyph.size / 4 < tops[-1]
        (inside if within else outside).append(glyph)
    return inside, outside


def _rows(grid: _Grid, glyphs: Sequence[Glyph], page: int) -> list[Row] | None:
    """Return the rows of a table, or None where it lays out text."""
    tops, lefts = grid.lines()
    if len(tops) * len(lefts) * len(glyphs) > _MOST_WORK:
        return None
    above: dict[tuple[float, float], list[Glyph]] = {}
    table: list[tuple[float, list[list[Glyph]]]] = []
    for top, bottom in pairwise(tops):
        edges = _distinct(rule.at for rule in grid.down if rule.start - _NEAR <= (top + bottom) / 2 <= rule.end + _NEAR)
        cells: list[list[Glyph]] = []
        row: dict[tuple[float, float], list[Glyph]] = {}
        for span in pairwise(edges):
            goes_on = span in above and not _is_ruled(grid, top, span)
            cell = row[span] = above[span] if goes_on else []
            cell += _within(glyphs, span, (top, bottom))
            cells += [] if goes_on else [cell]
        table.append((bottom, cells))
        above = row
    made = [_row(cells, bottom, page) for bottom, cells in table if any(cells)]
    long = any(len(rows(cell, page)) > _LONGEST_CELL for _, cells in table for cell in cells)
    return None if long else [each for each in made if each.segments]


def _is_ruled(grid: _Grid, at: float, span: tuple[float, float]) -> bool:
    middle = (span[0] + span[1]) / 2
    return any(abs(rule.at - at) <= _NEAR and rule.start <= middle <= rule.end for rule in grid.across)


def _within(glyphs: Iterable[Glyph], span: tuple[float, float], height: tuple[float, float]) -> list[Glyph]:
    return [
        glyph
        for glyph in glyphs
        if span[0] < (glyph.left + glyph.right) / 2 <= span[1] and height[0] < glyph.base - glyph.size / 4 <= height[1]
    ]


def _row(cells: Sequence[Sequence[Glyph]], bottom: float, page: int) -> Row:
    """Return a row of a table with the text of its cells; one cell alone is told as text."""
    lines = [rows(cell, page) for cell in cells]
    texts = tuple("".join(segment.text for line in cell for segment in line.segments) for cell in lines)
    seen = [glyph for cell in cells for glyph in cell if not glyph.text.isspace()]
    if not seen:
        return Row((), page, bottom)
    segment = Segment(tuple(sorted(seen, key=lambda glyph: glyph.left)), page, max(glyph.base for glyph in seen))
    return Row((segment,), page, min(glyph.base for glyph in seen), texts)

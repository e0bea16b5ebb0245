"""Typeset lines of a page → lines in the order in which they are read, each in its column.

    标题（整行）           →  标题; then the left column from the top down, then the right one
    左栏一 │ 右栏一
    左栏二 │ 右栏二
    指标　　2024　　2025    →  one line of a table, 指标⇥2024⇥2025

A gap is the gutter between two columns where several lines in a row leave it free and the lines on both sides are
full ones, as in prose.  Other gaps that stand below each other part the cells of a table.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .typeset import Row, Segment, join

_LEAST_ROWS = 4
"""Fewest lines with text on both sides of a gutter."""

_FULL = 0.8
"""Share of a column's width from which on a line is full."""

_FULL_SHARE = 0.5
"""Least share of full lines on either side of a gutter; cells of a table are shorter."""

_LEAST_TEXT = 6
"""Fewest characters of a usual line of a column."""

_ALIGNED = 1.0
"""Most that cells below each other differ in their left, right or middle, in characters."""

_MOST_CELLS = 30
"""Most cells of a row that no rules part; a line of more segments is a drawing."""

_DEEPEST = 6
"""How often a page is parted anew into bands and columns; real ones take two or three steps."""

_CLOSE = 1.8
"""Most that the second line of a cell is below the first, in characters."""


@dataclass(frozen=True, slots=True)
class Set:
    """One line as it is read: its characters, the flow it belongs to, and its cells if it is a row of a table.

    `flow` is how many columns stand side by side, which of them this is, and the direction of the text.
    """

    segment: Segment
    flow: tuple[int, ...] = (0,)
    cells: tuple[str, ...] = ()
    whole: str | None = None

    @property
    def text(self) -> str:
        """Return the text of the line; that of a lone cell may stand on several lines."""
        if self.cells:
            return "\t".join(self.cells)
        return self.segment.text if self.whole is None else self.whole


def ordered(lines: Sequence[Row], flow: tuple[int, ...] = (0,), depth: int = 0) -> list[Set]:
    """Return the lines in reading order."""
    out: list[Set] = []
    gutter = _gutter(lines) if depth < _DEEPEST else None
    if gutter is None:
        return list(_single(lines, flow))
    for band, parted in _bands(lines, gutter):
        if parted:
            for side, column in enumerate(_sides(band, gutter)):
                out += ordered(column, (*flow, side + 1), depth + 1)
        else:
            out += ordered(band, flow, depth + 1) if len(band) < len(lines) else _single(band, flow)
    return out


# ── columns ───────────────────────────────────────────────────────────────────────────────────


def _gutter(lines: Sequence[Row]) -> float | None:
    """Return where a gutter is that most gaps share, or None."""
    edges = sorted(edge for right, left in _gaps(lines) for edge in ((right, 0), (left, 1)))
    open_, best, at = 0, 0, None
    for here, (x, closing) in enumerate(edges):
        open_ += -1 if closing else 1
        if open_ > best:
            best, at = open_, (x + edges[here + 1][0]) / 2
    return at if best >= _LEAST_ROWS else None


def _gaps(lines: Sequence[Row]) -> Iterator[tuple[float, float]]:
    """Yield the gaps inside lines, and between one line and the next that stands wholly beside it, a little lower."""
    for row in lines:
        yield from ((one.right, two.left) for one, two in pairwise(row.segments))
    for above, below in pairwise(lines):
        if len(above.segments) == len(below.segments) == 1:
            left, right = sorted((above.segments[0], below.segments[0]), key=lambda each: each.left)
            if left.right < right.left:
                yield left.right, right.left


def _bands(lines: Sequence[Row], gutter: float) -> Iterator[tuple[list[Row], bool]]:
    """Yield stretches of lines with whether they are set in two columns parted at `gutter`."""
    band: list[Row] = []
    free = False
    for row in lines:
        crosses = any(each.left < gutter < each.right for each in row.segments)
        if band and crosses == free:
            yield from _band(band, gutter, free)
            band = []
        band.append(row)
        free = not crosses
    if band:
        yield from _band(band, gutter, free)


def _band(band: list[Row], gutter: float, free: bool) -> Iterator[tuple[list[Row], bool]]:
    """Yield a stretch, without the short lines below its columns that are no part of them."""
    if not free or not _is_prose(band, gutter):
        yield band, False
        return
    end = max(at for at, row in enumerate(band) if row.segments[-1].left > gutter) + 1
    pitch = max(map(_pitch, _sides(band, gutter)))
    while end < len(band) and band[end].base - band[end - 1].base < 1.3 * pitch:
        end += 1
    yield band[:end], True
    if band[end:]:
        yield band[end:], False


def _pitch(side: Sequence[Row]) -> float:
    """Return the usual distance of the lines of a column."""
    return statistics.median(two.base - one.base for one, two in pairwise(side))


def _is_prose(band: Sequence[Row], gutter: float) -> bool:
    """Tell whether both sides of a gutter hold running text: enough lines, most of them full."""
    if sum(right < gutter < left for right, left in _gaps(band)) < _LEAST_ROWS:
        return False
    return all(_is_column(side) for side in _sides(band, gutter))


def _is_column(side: Sequence[Row]) -> bool:
    if len(side) < _LEAST_ROWS:
        return False
    left = min(row.segments[0].left for row in side)
    right = max(row.segments[-1].right for row in side)
    full = [row for row in side if row.segments[-1].right - row.segments[0].left >= _FULL * (right - left)]
    usual = statistics.median(sum(len(each.glyphs) for each in row.segments) for row in side)
    return len(full) >= _FULL_SHARE * len(side) and usual >= _LEAST_TEXT


def _sides(band: Sequence[Row], gutter: float) -> tuple[list[Row], list[Row]]:
    """Return the lines left and right of a gutter."""
    sides: tuple[list[Row], list[Row]] = ([], [])
    for row in band:
        for number, side in enumerate(sides):
            part = tuple(each for each in row.segments if (each.left > gutter) == bool(number))
            if part:
                side.append(Row(part, row.page, part[0].base))
    return sides


# ── one column, with tables in it ─────────────────────────────────────────────────────────────


def _single(lines: Sequence[Row], flow: tuple[int, ...]) -> Iterator[Set]:
    """Yield lines as they stand; aligned ones of several segments are rows of a table."""
    aligned = [_is_aligned(one, two) for one, two in pairwise(lines)]
    table: tuple[Row, Set] | None = None
    for at, row in enumerate(lines):
        whole = join(row.segments)
        if table and not row.cells and _goes_on(table[0], row):
            table = Row(table[0].segments, row.page, row.base), _taken_in(table, row)
            continue
        further = table is not None and not row.cells and _is_aligned(table[0], row)
        if table:
            yield table[1]
            table = None
        if row.cells:
            yield Set(whole, flow, row.cells if len(row.cells) > 1 else (), row.cells[0])
        elif further or any(aligned[max(0, at - 1) : at + 1]):
            table = row, Set(whole, flow, tuple(each.text for each in row.segments))
        else:
            yield Set(whole, flow)
    if table:
        yield table[1]


def _is_aligned(one: Row, two: Row) -> bool:
    """Tell whether two lines are rows of one table: each cell of the shorter stands above or below one."""
    if max(len(one.segments), len(two.segments)) > _MOST_CELLS:
        return False
    least = min(len(one.segments), len(two.segments))
    pairs = sum(_below(above, below) for above in one.segments for below in two.segments)
    return least > 1 and pairs >= least


def _below(above: Segment, below: Segment) -> bool:
    near = _ALIGNED * max(above.size, below.size)
    return (
        abs(above.left - below.left) < near
        or abs(above.right - below.right) < near
        or abs(above.left + above.right - below.left - below.right) < 2 * near
    )


def _goes_on(row: Row, line: Row) -> bool:
    """Tell whether a line holds only the second lines of cells of a row: each begins under a cell, none the first."""
    size = line.segments[0].size
    near = line.base - row.base < _CLOSE * size and len(line.segments) < len(row.segments)
    return near and all(
        any(abs(each.left - cell.left) < size / 2 for cell in row.segments[1:]) for each in line.segments
    )


def _taken_in(table: tuple[Row, Set], line: Row) -> Set:
    """Return a row of a table with the further lines of its cells."""
    row, made = table
    cells = list(made.cells)
    for each in line.segments:
        at = min(range(len(cells)), key=lambda at: abs(row.segments[at].left - each.left))
        cells[at] += each.text
    segment = Segment((*made.segment.glyphs, *join(line.segments).glyphs), line.page, line.base)
    return Set(segment, made.flow, tuple(cells))

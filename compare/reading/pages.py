"""Pages, their lines set in type or recognised in a picture → the lines of a document in reading order.

    page 1   某市工会工作报告     title                page 2   京津冀协同发展…   continues
             过去五年，…                                     — 2 —           furniture
             — 1 —              furniture             ①注：…                    note, after all of the text

Both come as characters with their places, so that one set of rules finds columns, heads and feet, and paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from . import running
from .footnotes import apart
from .layout import Set, ordered
from .paragraphs import paragraphs
from .parts import Part
from .ruled import Rule
from .typeset import Row, join


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was read: its lines by direction, its rules across, what is written askew, and how tall it is."""

    number: int
    height: float
    turned: tuple[tuple[int, tuple[Row, ...]], ...]
    rules: tuple[Rule, ...]
    askew: tuple[str, ...]
    letters: int
    folded: int


def lines_of(pages: Sequence[Page]) -> Iterator[Part]:
    """Yield the lines of all pages: heads and feet around the text, notes after all of it."""
    sheets = [running.Sheet(page.number, page.height, page.turned[0][1] if page.turned else ()) for page in pages]
    around = running.furniture(sheets)
    lines: list[Set] = []
    for page, taken in zip(pages, around, strict=True):
        for place, (angle, found) in enumerate(page.turned):
            kept = [row for at, row in enumerate(found) if place or at not in taken]
            lines += ordered(kept, (angle, round(page.height)))
    text, notes = apart(lines, {page.number: page.rules for page in pages})
    body = paragraphs(text)
    at = 0
    for page, sheet, taken in zip(pages, sheets, around, strict=True):
        edges = sorted(taken)
        middle = sheet.height / 2
        yield from (_furniture(sheet.rows[each], page.number) for each in edges if sheet.rows[each].base < middle)
        while at < len(body) and body[at].page == page.number:
            yield body[at]
            at += 1
        yield from (_furniture(sheet.rows[each], page.number) for each in edges if sheet.rows[each].base >= middle)
        yield from (Part(text, "furniture", page.number) for text in page.askew)
    yield from notes


def _furniture(row: Row, page: int) -> Part:
    return Part(" ".join(segment.text for segment in row.segments), "furniture", page, join(row.segments).sure)

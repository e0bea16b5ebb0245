"""A page cut into parts of readable size: a long comparison is shown a part at a time.

    rows ── parts ──▶ Part(0, 31, 19_400, "一、过去五年工作回顾") · Part(31, 58, …) · …

A part ends before a heading where it can; a row is never cut.  A report of the usual length is three or four parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..config import WEB, WebSettings
from .parts import Row


@dataclass(frozen=True, slots=True)
class Part:
    """Rows `start` to `stop` of a page, the characters of both sides in them, and the first heading among them."""

    start: int
    stop: int
    characters: int
    topic: str = ""


def parts(rows: Sequence[Row], settings: WebSettings = WEB) -> tuple[Part, ...]:
    """Return parts that tile the rows; one without rows where there is none."""
    found: list[Part] = []
    start = characters = 0
    for at, row in enumerate(rows):
        full = characters >= settings.part_characters
        if characters and (full or (row.kind == "heading" and characters >= settings.part_characters // 2)):
            found.append(_part(rows, start, at, characters))
            start, characters = at, 0
        characters += _characters(row)
    return (*found, _part(rows, start, len(rows), characters))


def _characters(row: Row) -> int:
    """Return the characters of a row on both sides."""
    return sum(len(cell.block.text) for cell in (*row.old, *row.new))


def occurrences(rows: Sequence[Row], words: str, *, changed: bool = False) -> int:
    """Return how often words stand in the blocks of rows; with `changed`, where a mark covers at least part of them."""
    found = 0
    for row in rows:
        for cell in (*row.old, *row.new):
            marks, at = [], 0
            for segment in cell.segments:
                marks += [(at, at + len(segment.text))] if segment.marked else []
                at += len(segment.text)
            start = cell.block.text.find(words)
            while start >= 0:
                stop = start + len(words)
                found += not changed or any(begin < stop and start < end for begin, end in marks)
                start = cell.block.text.find(words, stop)
    return found


def _part(rows: Sequence[Row], start: int, stop: int, characters: int) -> Part:
    heading = next((row for row in rows[start:stop] if row.kind == "heading"), None)
    cells = (heading.new or heading.old) if heading else ()
    return Part(start, stop, characters, cells[0].block.text if cells else "")

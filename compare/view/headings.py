"""The headings that lead to something: where changes were left out, most sections have nothing to show.

一、回顾                 二、今后五年的任务          (二) is left
二、今后五年的任务   →   （一）…  [4%→5%]            with what stands above what is told
"""

from __future__ import annotations

from collections.abc import Sequence

from .parts import Row

_ANY = 99
"""Deeper than any heading."""


def leading(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows without the headings below which nothing is told; all rows where nothing was left out."""
    found: list[Row] = []
    wanted = 0  # a heading above this level leads to something told
    for row in reversed(rows):
        if row.told:
            wanted = _ANY
        if row.kind == "heading":
            level = row.level or 1
            if level >= wanted:
                continue
            wanted = level
        found.append(row)
    return tuple(reversed(found))

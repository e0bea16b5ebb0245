"""Small charts of a course through editions, as places in a box that a page draws; the numbers stand beside them.

counts 0 21 16 3        bars, one an edition, as high as the count
5% → 4.8% → 5%左右      points joined by a line for results, points alone for targets, on one scale
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..series import IndicatorCourse, SeriesFigure

STEP = 14.0
"""Width of one edition in a chart."""
HEIGHT = 28.0
_EDGE = 4.0
_MOVED = re.compile("[从由]")
_FELL = re.compile("[减降缩]")


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: where it begins, its top, its height."""

    x: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Point:
    """One value: where it stands, and whether it is a target."""

    x: float
    y: float
    target: bool


def bars(counts: Sequence[int]) -> tuple[Bar, ...]:
    """Return a bar for each count, the largest as high as the chart; nothing for nought.

    >>> [(bar.x, bar.height) for bar in bars([0, 2, 1])]
    [(16.0, 28.0), (30.0, 14.0)]
    """
    most = max(counts, default=0)
    heights = [HEIGHT * count / most if most else 0.0 for count in counts]
    return tuple(Bar(STEP * at + 2, round(HEIGHT - high, 1), round(high, 1)) for at, high in enumerate(heights) if high)


def points(course: IndicatorCourse) -> tuple[Point, ...]:
    """Return the values of an indicator on one scale, lowest to highest; all level where they are the same.

    Nothing where the editions count in units that cannot be held against each other.
    """
    numbers = [(each.edition, _number(each), each.role == "target") for each in course.figures]
    if len({each.value.unit for each in course.figures}) > 1:
        return ()
    known = [(edition, number, target) for edition, number, target in numbers if number is not None]
    if not known:
        return ()
    low, high = min(number for _, number, _ in known), max(number for _, number, _ in known)
    room = HEIGHT - 2 * _EDGE
    return tuple(
        Point(
            STEP * edition + STEP / 2,
            round(HEIGHT - _EDGE - room * ((number - low) / (high - low) if high > low else 0.5), 1),
            target,
        )
        for edition, number, target in known
    )


def _number(figure: SeriesFigure) -> float | None:
    """Return the number that stands for a value: its middle, the end that it has, or what it rose or fell to."""
    ends = [end for end in (figure.value.low, figure.value.high) if end is not None]
    if len(ends) > 1 and _MOVED.match(figure.text):
        return min(ends) if _FELL.search(figure.text) else max(ends)
    return sum(ends) / len(ends) if ends else None

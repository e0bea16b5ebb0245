"""Two numbers of one indicator as a pair of bars from one zero.

    1200万人 → 1256万人     ▭▭▭▭▭▭▭▭▭▭▭▭▭▭▭
                            ▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬

The bars are places in a box that a page draws; the numbers stand beside them.  Units that are no more or less than each
other, and places in an order (the first is the highest), have none.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..figures import units
from ..model import Figure

WIDTH = 100.0
_LEAST = 1.0
"""Width of what is too small to be seen: something is there."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: where it begins and how wide it is, in a box of `WIDTH`."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class ChangeBar:
    """The old number over the new one; `zero` is where both begin, to the left of it what is below nought.

    `gap` is how far apart the numbers are, as a part of the larger one: 0 where they are alike, 1 where one is nought,
    more where they lie on both sides of it.
    """

    old: Bar
    new: Bar
    zero: float
    gap: float


def change_bar(old: Figure, new: Figure) -> ChangeBar | None:
    """Return the bars of two figures, or None where their numbers have no common measure."""
    if old.value.unit == units.RANK or not units.comparable(old.value.unit, new.value.unit):
        return None
    first, second = _number(old), _number(new)
    if first is None or second is None:
        return None
    low, high = min(first, second, 0.0), max(first, second, 0.0)
    span = (high - low) or 1.0
    zero = (0.0 - low) / span * WIDTH

    def bar(number: float) -> Bar:
        width = max(abs(number) / span * WIDTH, _LEAST)
        return Bar(round(min(zero if number >= 0 else zero - width, WIDTH - width), 1), round(width, 1))

    largest = max(abs(first), abs(second))
    return ChangeBar(bar(first), bar(second), round(zero, 1), abs(second - first) / largest if largest else 0.0)


def _number(figure: Figure) -> float | None:
    """Return the number that stands for a value: its middle, or the end that it has, in the unit of its dimension."""
    ends = [end for end in (figure.value.low, figure.value.high) if end is not None]
    return sum(ends) / len(ends) * units.ratio(figure.value.unit) if ends else None

"""How a figure moved, for one line of the summary.

    4.06万亿元→5.66万亿元   （+39%）        5.2%→5.1%   （−0.1个百分点，向好）

Nothing is said where the two numbers cannot be set against each other: other units, ranges, ranks.
"""

from __future__ import annotations

from ..errors import Language
from ..figures import units
from ..lookup import Lookup
from ..model import Figure, FigureChange
from .phrases import say

_PERCENT = ("%", "个百分点", "‰")
_ROUND = 10.0
"""From how many per cent on a change is told without a decimal."""

_TIMES = 4.0
"""From how many times on a rise is told as such: +300% is read as three times by many."""


def movement(lookup: Lookup, found: FigureChange, language: Language) -> str:
    """Return by how much a figure moved, and whether for the better where less is better; else nothing."""
    if found.old is None or found.new is None or found.change not in ("up", "down"):
        return ""
    if found.type == "fulfilment":
        return ""
    by = by_how_much(lookup, found, language)
    better = found.for_the_better if found.up_is_good is False else None
    said = [by] if by else []
    if better is not None:
        said.append(say(language, "better" if better else "worse"))
    return say(language, "aside", said=say(language, "comma").join(said)) if said else ""


def by_how_much(lookup: Lookup, found: FigureChange, language: Language) -> str:
    """Return how far the new number of a change lies from the old one, with its sign; else nothing."""
    if found.old is None or found.new is None or found.change not in ("up", "down", "met", "missed"):
        return ""
    by = _by(lookup.old.figures[found.old.figure], lookup.new.figures[found.new.figure], language)
    contrary = found.change in ("up", "down") and by.startswith("−") != (found.change == "down")
    return "" if found.by == "person" and contrary else by  # a person has it the other way than the numbers


def _by(old: Figure, new: Figure, language: Language) -> str:
    before, after = _number(old), _number(new)
    if before is None or after is None or before == after or units.RANK in (old.value.unit, new.value.unit):
        return ""
    if old.value.unit in _PERCENT or new.value.unit in _PERCENT:
        return say(language, "points", n=_signed(after - before)) if old.value.unit == new.value.unit == "%" else ""
    if not units.comparable(old.value.unit, new.value.unit) or before <= 0:
        return ""
    if after / before >= _TIMES:
        return say(language, "times", n=f"{after / before:.1f}".removesuffix(".0"))
    rise = (after / before - 1) * 100
    return f"{_signed(rise if abs(rise) < _ROUND else round(rise))}%"


def _number(figure: Figure) -> float | None:
    """Return the one number that a figure names, in its dimension's base unit; None for a range."""
    low, high = figure.value.low, figure.value.high
    if low is None or high is None:
        low = high = low if low is not None else high
    return low * units.ratio(figure.value.unit) if low is not None and low == high else None


def _signed(number: float) -> str:
    """Return a number with its sign, rounded to what is read.

    >>> _signed(0.3999), _signed(-5), _signed(39.0)
    ('+0.4', '−5', '+39')
    """
    size = abs(round(number, 1))
    return ("+" if number > 0 else "−") + (f"{size:.0f}" if size == int(size) else f"{size}")

"""A comparison as a page: rows side by side, a change list, an outline and a strip, as plain data.

    page(comparison)                        everything
    page(comparison, off=["punctuation"])   punctuation is not marked, and rows that differ in nothing else fold

No markup and no language here: the web page and the exports loop over the same pieces (`parts.py`)
and choose how to show them.  Nothing is found or decided here either.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import cast

from ..chronology import order_warning
from ..lookup import Lookup
from ..model import Comparison
from .items import counts, items
from .parts import (
    CHIP_OF,
    CHIPS,
    Cell,
    Chip,
    FigureMark,
    Item,
    Move,
    Outlined,
    Page,
    Row,
    Segment,
    Stretch,
    Tick,
)
from .rail import outline, ticks
from .rows import place_name, rows
from .segments import Painter

__all__ = [
    "CHIPS",
    "CHIP_OF",
    "Cell",
    "Chip",
    "FigureMark",
    "Item",
    "Move",
    "Outlined",
    "Page",
    "Row",
    "Segment",
    "Stretch",
    "Tick",
    "page",
    "place_name",
]


def page(comparison: Comparison, off: Collection[str] = ()) -> Page:
    """Return the side-by-side page of a comparison without the classes in `off`; unknown names are passed over."""
    hidden = cast(tuple[Chip, ...], tuple(chip for chip in CHIPS if chip in off))
    lookup = Lookup(comparison)
    found, apart = rows(lookup, Painter(lookup, hidden), frozenset(hidden))
    listed = items(lookup, (*found, *apart), frozenset(hidden))
    warning = order_warning(comparison.old.date, comparison.new.date)
    return Page(
        _stretches(found),
        outline(lookup, found, listed),
        ticks(found),
        listed,
        counts(lookup),
        hidden,
        furniture=apart,
        warnings=(warning,) if warning else (),
    )


def _stretches(found: Sequence[Row]) -> tuple[Stretch, ...]:
    """Return the rows in runs: what did not change is folded; headings and titles always stand."""
    out: list[Stretch] = []
    run: list[Row] = []
    folded = False
    for row in found:
        fold = row.unchanged and row.kind == "text"
        if run and fold != folded:
            out.append(_stretch(run, folded))
            run = []
        run.append(row)
        folded = fold
    if run:
        out.append(_stretch(run, folded))
    return tuple(out)


def _stretch(run: Sequence[Row], folded: bool) -> Stretch:
    return Stretch(tuple(run), folded, sum(not row.identical for row in run) if folded else 0)

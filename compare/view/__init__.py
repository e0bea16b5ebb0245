"""A comparison as a page: rows side by side, a change list, an outline and a strip, as plain data.

    page(comparison)                            everything, marked in every class
    stretches(page.rows, off=["punctuation"])   its rows in runs: those that differ in nothing but punctuation fold

No markup and no language here: the web page and the exports loop over the same pieces (`parts.py`)
and choose how to show them; a class that is switched off is only not shown.  Nothing is found or decided here either.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ..chronology import order_warning
from ..lookup import Lookup
from ..model import Comparison
from .items import counts, items
from .parts import (
    CHIP_OF,
    CHIPS,
    LISTS,
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
    "LISTS",
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
    "stretches",
]


def page(comparison: Comparison) -> Page:
    """Return the side-by-side page of a comparison."""
    lookup = Lookup(comparison)
    found, apart = rows(lookup, Painter(lookup))
    listed = items(lookup, (*found, *apart))
    warning = order_warning(comparison.old.date, comparison.new.date)
    return Page(
        found,
        outline(lookup, found, listed),
        ticks(found),
        listed,
        counts(lookup),
        furniture=apart,
        warnings=(warning,) if warning else (),
    )


def stretches(rows: Sequence[Row], off: Collection[str] = ()) -> tuple[Stretch, ...]:
    """Return rows in runs: what shows no change without the classes in `off` is folded; headings always stand."""
    out: list[Stretch] = []
    run: list[Row] = []
    folded = False
    for row in rows:
        fold = row.kind == "text" and row.same(off)
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

"""The figure changes as rows of a table: which are asked for, in which order, and how many each filter leaves.

    Asked(kind="pair", direction="down")           pairs whose number fell
    Asked(words="就业", order="size")               indicators that say 就业, the largest change first

Every change is of exactly one kind, and every pair has exactly one direction.  Sorting is stable: what is alike in one
order stands in that of the comparison; what has no place in it (a new figure by its place in the old report) comes
last, whichever way round.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..kinds import KINDS as CHANGES
from ..lookup import SIDES, Lookup
from ..model import FigureChange, Side
from ..summary.figures import by_how_much
from .change_bars import ChangeBar, change_bar

KINDS: dict[str, tuple[str, str]] = {
    "pair": ("成对", "in both"),
    "new": ("新列", "new"),
    "dropped": ("不再列", "no longer given"),
    "met": ("完成", "met"),
    "missed": ("未完成", "missed"),
    "unclear": ("可对照", "answered"),
}
DIRECTIONS: dict[str, tuple[str, str]] = {
    "up": ("上升", "up"),
    "down": ("下降", "down"),
    "other": ("变化", "changed"),
    "same": ("不变", "same"),
}
ORDERS: dict[str, tuple[str, str]] = {
    "weight": ("分量", "weight"),
    "indicator": ("指标", "indicator"),
    "size": ("变化幅度", "size of change"),
    "old": ("旧版位置", "place in the old report"),
    "new": ("新版位置", "place in the new report"),
}
_OF = ("target", "result", "fulfilment")
"""What kinds of figure changes are of, in `compare.kinds`."""
FALLING = frozenset(("weight", "size"))
"""Orders that begin with the most."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure change with what it is filtered and sorted by; `places` are block and offset on each side.

    `size` is how far the number moved, as a part of the larger one, None where it is not said to have moved;
    `difference` says so in words, as the summary does, (Chinese, English).
    """

    change: FigureChange
    kind: str
    direction: str | None
    weight: float
    places: Mapping[Side, tuple[int, int] | None]
    bar: ChangeBar | None
    size: float | None
    difference: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows a reader asks for, and in which order; an empty word asks for all."""

    kind: str = ""
    direction: str = ""
    words: str = ""
    order: str = "weight"
    reverse: bool = False

    @property
    def arguments(self) -> dict[str, str]:
        """Return what an address says of it; nothing of what is usual."""
        order = "" if self.order == "weight" else self.order
        said = {"kind": self.kind, "direction": self.direction, "q": self.words, "sort": order}
        return {name: value for name, value in said.items() if value} | ({"reverse": "1"} if self.reverse else {})

    @property
    def narrows(self) -> bool:
        """Tell whether some rows may be left out."""
        return bool(self.kind or self.direction or self.words)

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of changes, as the list names them, of the rows asked for by kind or direction; () for all.

        >>> Asked(direction="up").kinds, Asked(kind="new").kinds, Asked(kind="met").kinds, Asked(words="就业").kinds
        (('target_up', 'result_up'), ('target_new', 'result_new'), ('fulfilment_met',), ())
        """
        if not self.kind and not self.direction:
            return ()
        ends = [self.direction] if self.direction else list(DIRECTIONS) if self.kind == "pair" else [self.kind]
        if self.direction and self.kind not in ("", "pair"):
            return ()
        return tuple(name for name in CHANGES if name.partition("_")[::2] in {(of, end) for of in _OF for end in ends})

    @property
    def rising(self) -> bool:
        """Tell whether the rows begin with the least of what they are sorted by."""
        return (self.order not in FALLING) != self.reverse

    def sorted_by(self, order: str) -> Asked:
        """Return the same rows sorted in an order; asked for again, the other way round."""
        return replace(self, order=order, reverse=order == self.order and not self.reverse)

    def shows(self, row: FigureRow) -> bool:
        """Tell whether a row is among those that are asked for."""
        named = _plain(row.change.indicator)
        return (
            self.kind in ("", row.kind)
            and self.direction in ("", row.direction)
            and all(word in named for word in _plain(self.words).split())
        )


def asked(arguments: Mapping[str, str]) -> Asked:
    """Return what the arguments of an address ask for; what is not known is passed over.

    >>> asked({"kind": "met", "sort": "nonsense", "reverse": "1"}).arguments
    {'kind': 'met', 'reverse': '1'}
    """

    def one_of(name: str, known: Mapping[str, object], usual: str = "") -> str:
        return said if (said := arguments.get(name, "")) in known else usual

    return Asked(
        one_of("kind", KINDS),
        one_of("direction", DIRECTIONS),
        " ".join(arguments.get("q", "").split()),
        one_of("sort", ORDERS, "weight"),
        arguments.get("reverse") == "1",
    )


def figure_rows(lookup: Lookup) -> tuple[FigureRow, ...]:
    """Return a row for each figure change of a comparison, in its order."""
    weight = {ref: change.weight for change in lookup.comparison.changes for ref in change.refs[:1]}
    return tuple(_row(lookup, change, weight.get(change.id, 0.0)) for change in lookup.comparison.figure_changes)


def ordered(rows: Sequence[FigureRow], order: str, reverse: bool = False) -> list[FigureRow]:
    """Return the rows in an order."""
    keys = [(_key(order, row), row) for row in rows]
    known = sorted(((key, row) for key, row in keys if key is not None), key=lambda each: each[0], reverse=reverse)
    return [*(row for _, row in known), *(row for key, row in keys if key is None)]


def kind_counts(rows: Sequence[FigureRow], said: Asked) -> dict[str, int]:
    """Return how many rows each kind would leave with the other filters as they are; "" stands for all kinds."""
    left = [row.kind for row in rows if replace(said, kind="").shows(row)]
    return {"": len(left)} | _counted(left, KINDS)


def direction_counts(rows: Sequence[FigureRow], said: Asked) -> dict[str, int]:
    """Return how many rows each direction would leave with the other filters as they are; "" stands for any or none."""
    left = [row.direction for row in rows if replace(said, direction="").shows(row)]
    return {"": len(left)} | _counted([each for each in left if each], DIRECTIONS)


def _row(lookup: Lookup, change: FigureChange, weight: float) -> FigureRow:
    places: dict[Side, tuple[int, int] | None] = {}
    for side in SIDES:
        end = change.old if side == "old" else change.new
        report = lookup.side(side)
        places[side] = (report.order[end.block], report.figures[end.figure].span[0]) if end else None
    paired = change.type.endswith("_pair")
    kind = "pair" if paired else change.type.rpartition("_")[2]
    if change.type == "fulfilment":
        kind = change.change or "unclear"
    bar = None
    if change.old and change.new:
        bar = change_bar(lookup.old.figures[change.old.figure], lookup.new.figures[change.new.figure])
    told = change.change in ("up", "down", "same", "met", "missed")
    return FigureRow(
        change,
        kind,
        change.change if paired else None,
        weight,
        places,
        bar,
        bar.gap if bar and told else None,
        (by_how_much(lookup, change, "zh"), by_how_much(lookup, change, "en")),
    )


def _key(order: str, row: FigureRow) -> Any:
    """Return what a row is sorted by; None where it has no place in the order."""
    if order == "indicator":
        return row.change.indicator.encode("gb18030", "replace")  # its common characters stand by their sound
    if order == "size":
        return None if row.size is None else -row.size
    if order in SIDES:
        return row.places["old" if order == "old" else "new"]
    return row.change.change == "same", -row.weight


def _counted(found: Sequence[str], known: Mapping[str, object]) -> dict[str, int]:
    counted = Counter(found)
    return {name: counted[name] for name in known}


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()

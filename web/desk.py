"""How a reader has the page of a pair: what is switched off, where the text and the list begin, who reviews.

?off=punctuation&only=task&state=check&from=62      the list: its classes, its kind, its reviews, from an entry on
?at=gbd41…    ?part=3                               the text: the part of a row, or the one named
?review=c41d…   ?mend=gab12…                        what is open: the form of a change, of a row
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from flask import current_app, request

from compare.config import WebSettings
from compare.model import Side
from compare.page_store import Listed, Pieces, Wanted
from compare.reviews import STATES
from compare.view import CHIPS, LISTS, Cell, Chip, Row, Segment, Stretch, stretches
from compare.view.inline import inline

from .links import asked
from .reviews import Reviews, reviews_of
from .storage import rows, store

QUIET: tuple[Chip, ...] = ("punctuation",)
"""Switched off until the reader says otherwise."""

VIEWS = ("", "inline", "panes")
"""Side by side, in one column, in two columns that scroll on their own."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A stretch of the change list: its entries, which of all comes first, and how many there are."""

    items: tuple[Listed, ...]
    start: int
    total: int

    @property
    def stop(self) -> int:
        """Return how many entries of the list stand up to its end."""
        return self.start + len(self.items)


@dataclass(frozen=True)
class Desk:
    """The page of a pair as the reader has it."""

    pieces: Pieces
    off: tuple[Chip, ...]
    only: str
    state: str
    view: str
    reviews: Reviews
    settings: WebSettings

    @property
    def unfolded(self) -> bool:
        """Tell whether what did not change is shown."""
        return request.args.get("fold") == "no"

    @property
    def reviewing(self) -> str:
        """Return the change whose form is open."""
        return request.args.get("review", "")

    @property
    def asked(self) -> Mapping[str, str]:
        """Return the arguments that further addresses keep."""
        return asked()

    # ── the text ──────────────────────────────────────────────────────────────────────────────

    @cached_property
    def whole(self) -> bool:
        """Tell whether the text is shown in one piece."""
        return sum(part.characters for part in self.pieces.head.parts) <= self.settings.whole_characters

    @cached_property
    def part(self) -> int:
        """Return the number of the part that was asked for: of a row, or by its number; else the first."""
        for name in ("mend", "at"):
            found = self.pieces.part_of(request.args.get(name, ""))
            if found is not None:
                return found
        last = len(self.pieces.head.parts) - (0 if self.pieces.head.apart else 1)
        return min(max(request.args.get("part", 0, int), 0), last)

    @cached_property
    def inline(self) -> range:
        """Return the parts that stand on the page from the beginning."""
        parts = self.pieces.head.parts
        if self.whole:
            return range(len(parts))
        stop, characters = self.part, 0
        while stop < len(parts) and (stop == self.part or characters < self.settings.first_characters):
            characters += parts[stop].characters
            stop += 1
        return range(self.part, stop)

    @cached_property
    def mended(self) -> Row | None:
        """Return the row whose form is open."""
        asked_for = request.args.get("mend")
        return next((row for row in rows(self.pieces, self.part) if row.id == asked_for), None) if asked_for else None

    def stretches(self, part: int) -> tuple[Stretch, ...]:
        """Return the rows of a part in runs."""
        return stretches(rows(self.pieces, part), self.off)

    def one_text(self, row: Row) -> list[tuple[Side, list[Segment]]] | None:
        """Return a row as one text of both sides, in runs, where the reader wants one column and it can be read so."""
        found = inline(row) if self.view == "inline" else None
        if found is None:
            return None
        return [(side, [segment for _, segment in run]) for side, run in groupby(found, lambda piece: piece[0])]

    def rows(self, part: int) -> tuple[Row, ...]:
        """Return the rows of a part."""
        return rows(self.pieces, part)

    def pane(self, side: Side) -> list[tuple[Row, tuple[Cell, ...]]]:
        """Return what one report has in the parts that stand on the page, in its own order, with the row of each."""
        found = [
            (row, cells)
            for number in self.inline
            for row in self.rows(number)
            if (cells := row.old if side == "old" else row.new)
        ]
        return sorted(found, key=lambda each: each[1][0].block.lines)

    # ── the list ──────────────────────────────────────────────────────────────────────────────

    @property
    def lists(self) -> dict[str, int]:
        """Return how long the list is, and how long narrowed to each kind."""
        shown = {chip: count for chip, count in self.pieces.head.counts.items() if chip not in self.off}
        kinds = {name: sum(shown.get(chip, 0) for chip in chips) for name, chips in LISTS.items()}
        return {"": sum(shown.values()), **kinds}

    @cached_property
    def listing(self) -> Listing:
        """Return the stretch of the change list that was asked for: from an entry on, or the one with a change."""
        wanted = self.wanted()
        total, first = self.pieces.number(wanted), self.settings.first_items
        start = max(request.args.get("from", 0, int), 0)
        change = request.args.get("review") or request.args.get("change")
        if change and self._listed(change):
            before = self.pieces.number(wanted, before=change)
            step = self.settings.more_items
            start = 0 if before < first else first + (before - first) // step * step
        count = first if start == 0 else self.settings.more_items
        return Listing(self.pieces.listed(wanted, start, count), start, total)

    @property
    def chosen(self) -> int:
        """Return how many changes the list holds as it is narrowed."""
        return self.pieces.number(self._in(self.state))

    @property
    def states(self) -> dict[str, int]:
        """Return how many entries of the list, as it is narrowed to classes and a kind, are in each state."""
        return {state: self.pieces.number(self._in(state)) for state in STATES}

    @cached_property
    def crowd(self) -> dict[str, int]:
        """Return the entries that can be reviewed at once (together.py), weightiest first, each with its place."""
        return self.pieces.placed(self._in(self.state or "open"))

    def wanted(self) -> Wanted:
        """Return which entries of the change list are asked for."""
        return replace(self._in(self.state), also=self.reviewing)

    def _listed(self, change: str) -> bool:
        """Tell whether a change is in the list."""
        wanted = self.wanted()
        among = frozenset({change}) if wanted.among is None else wanted.among & {change}
        return self.pieces.number(replace(wanted, among=among)) > 0

    def _in(self, wanted: str) -> Wanted:
        """Return the entries of the list that are in a state, or in any."""
        shown = chips(self.only, self.off)
        state_of = {change: self.reviews.state(change) for change in self.reviews.of}
        if wanted == "open":
            return Wanted(shown, but=frozenset(change for change, state in state_of.items() if state != "open"))
        among = frozenset(change for change, state in state_of.items() if state == wanted) if wanted else None
        return Wanted(shown, among)


def desk_of(old: str, new: str) -> Desk:
    """Return the page of a pair as the address asks for it; what it names wrongly is as if it were not there."""
    pieces = store().page(old, new)
    only, state, view = (request.args.get(name, "") for name in ("only", "state", "view"))
    return Desk(
        pieces,
        switched_off(request.args.get("off")),
        only if only in LISTS else "",
        state if state in STATES else "",
        view if view in VIEWS else "",
        reviews_of(pieces, old, new),
        current_app.config["WEB"],
    )


def chips(only: str, off: tuple[Chip, ...]) -> tuple[Chip, ...]:
    """Return the classes of the list that is narrowed to a kind, without those switched off.

    >>> chips("structure", ("moved",)), chips("nonsense", tuple(CHIPS)[1:])
    (('added', 'removed'), ('figure',))
    """
    return tuple(chip for chip in LISTS.get(only, tuple(CHIPS)) if chip not in off)


def switched_off(said: str | None) -> tuple[Chip, ...]:
    """Return the classes that an `off` argument names, in their order; without one, those that are quiet at first.

    >>> switched_off(None), switched_off(""), switched_off("wording,punctuation,nonsense")
    (('punctuation',), (), ('wording', 'punctuation'))
    """
    if said is None:
        return QUIET
    named = said.split(",")
    return tuple(chip for chip in CHIPS if chip in named)


def toggled(off: tuple[Chip, ...], chip: Chip) -> str:
    """Return the `off` argument after one switch is turned.

    >>> toggled(("punctuation",), "wording"), toggled(("punctuation",), "punctuation")
    ('wording,punctuation', '')
    """
    return ",".join(each for each in CHIPS if (each in off) != (each == chip))

"""The rows of a page: which blocks stand beside which, in what order.

    old  A  B  C  D          A│A'      rows follow the new edition
    new  A' D' C'   (D moved)  D│D'    a moved row stands at its new place …
                              B│–      what is gone follows what stood before it
                              C│C'
                              → D      … and leaves a pointer at the old one

A relation of several blocks is one row with several cells a side.  What stands at the head of one edition
only (another title, a byline) is one row beside the other's head, not a gap each.  Furniture and annexes are
not compared: they are kept apart, each block in a row of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ..describe import shorten
from ..lookup import SIDES, Lookup, ReportLookup
from ..model import Block, Group, Side
from .parts import CHIPS, Cell, Chip, Move, Row
from .segments import Painter

APART = ("furniture", "annex")
"""Kinds of blocks that alignment leaves alone, so that a missing partner says nothing."""

_HEAD = ("title", "byline")
"""Kinds of blocks at the head of a report."""

_PLACE_WORDS = 9
"""Characters of a heading that has no number, where a place is named in passing."""


def rows(lookup: Lookup, painter: Painter) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Return the rows of a comparison in the order in which they are read, and those of what is not compared."""
    arranger = _Arranger(lookup, painter)
    return arranger.arranged(), arranger.apart()


def place_name(report: ReportLookup, block: str) -> str:
    """Return where a block stands in a few characters: 三·（一）, or the heading where there is no number."""
    return "·".join(
        (section.number or "").rstrip("、.．") or shorten(section.heading, _PLACE_WORDS)
        for section in report.path(block)
    )


class _Arranger:
    """Puts each relation of blocks at its place in the new edition."""

    def __init__(self, lookup: Lookup, painter: Painter) -> None:
        self._lookup = lookup
        self._painter = painter
        self._row_of: dict[tuple[Side, str], Row] = {}
        self._rank = {change.id: rank for rank, change in enumerate(lookup.comparison.changes)}
        self._whole = self._whole_changes()
        self._alike = self._alike_characters()
        self._parted = {
            (side, unit)
            for each in lookup.comparison.overruled
            if each.level == "block"
            for side, unit in zip(SIDES, (each.old, each.new), strict=True)
        }
        moves = self._moves()
        for group in lookup.comparison.groups:
            if group.level == "block":
                row = self._row(group.id, group, moves.get(group.id), *(lookup.units(group.id, side) for side in SIDES))
                self._row_of.update({("old", cell.block.id): row for cell in row.old})
                self._row_of.update({("new", cell.block.id): row for cell in row.new})
        for side in SIDES:
            for block in lookup.side(side).report.blocks:
                if (side, block.id) not in self._row_of:
                    units = ((block.id,), ()) if side == "old" else ((), (block.id,))
                    self._row_of[side, block.id] = self._row(f"{side}-{block.id}", None, None, *units)

    def arranged(self) -> tuple[Row, ...]:
        """Return all rows in order."""
        following = self._gone()
        out = following.get("", [])
        placed: set[str] = set()
        previous = ""
        for block in self._lookup.comparison.new.blocks:
            if block.kind in APART:
                continue
            row = self._row_of["new", block.id]
            if row.id not in placed:
                out += [row, *following.get(row.id, ())]
            elif row.id != previous:
                topic = self._lookup.new.topic(row.new[0].block.id)
                target = Move(self._place(row, "old"), self._place(row, "new"), "", row.id, topic)
                out.append(Row(f"again-{row.id}-{len(out)}", "continued", row.group, move=target))
            placed.add(row.id)
            previous = row.id
        return _directed(self._headed(out))

    def apart(self) -> tuple[Row, ...]:
        """Return the rows of furniture and annexes, old before new."""
        return tuple(
            self._row_of[side, block.id]
            for side in SIDES
            for block in self._lookup.side(side).report.blocks
            if block.kind in APART
        )

    def _headed(self, found: Sequence[Row]) -> Sequence[Row]:
        """Return the rows with what only one edition has at its head in one row, the first."""
        heads = [self._head(side) for side in SIDES]
        single = [row for head in heads for row in head]
        if len(single) < 2:
            return found
        first = (heads[1] or heads[0])[0]
        head = replace(
            first,
            kind="title",
            group=None,
            old=tuple(cell for row in heads[0] for cell in row.old),
            new=tuple(cell for row in heads[1] for cell in row.new),
            by_hand=any(row.by_hand for row in single),
            told=any(row.told for row in single),
            classes=tuple(chip for chip in CHIPS if any(chip in row.classes for row in single)),
            changes=tuple(sorted({each for row in single for each in row.changes}, key=self._rank.__getitem__)),
        )
        return [head, *(row for row in found if row not in single)]

    def _head(self, side: Side) -> list[Row]:
        """Return the rows of the titles and bylines with which a report begins, while the other has none of them."""
        out: list[Row] = []
        for block in self._lookup.side(side).report.blocks:
            row = self._row_of[side, block.id]
            if block.kind in APART:
                continue
            if block.kind not in _HEAD or (row.old and row.new):
                break
            out.append(row)
        return out

    def _gone(self) -> dict[str, list[Row]]:
        """Return what stands only in the old edition, and pointers to what moved, by the row that each follows."""
        following: dict[str, list[Row]] = {"": []}
        last = ""
        pointed: set[str] = set()
        for block in self._lookup.comparison.old.blocks:
            if block.kind in APART:
                continue
            row = self._row_of["old", block.id]
            if row.move is not None and row.id not in pointed:
                pointed.add(row.id)
                pointer = Row(
                    row.move.pointer, "pointer", row.group, move=row.move, classes=("moved",), level=row.level
                )
                following.setdefault(last, []).append(pointer)
            elif not row.new:
                following.setdefault(last, []).append(row)
            elif row.move is None:
                last = row.id
        return following

    def _row(
        self, id: str, group: Group | None, move: Move | None, old_units: Sequence[str], new_units: Sequence[str]
    ) -> Row:
        old, new = (
            [report.blocks[unit] for unit in sorted(units, key=report.order.__getitem__)]
            for report, units in ((self._lookup.old, old_units), (self._lookup.new, new_units))
        )
        first = (new or old)[0]
        cells = tuple(self._painter.cell("old", block) for block in old)
        others = tuple(self._painter.cell("new", block) for block in new)
        apart = first.kind in APART
        classes = () if apart else _classes([*cells, *others], bool(old), bool(new), move)
        changes = self._changes(cells, others)
        marked = any(segment.marked for cell in (*cells, *others) for segment in cell.segments)
        links = [link for link in self._lookup.group_links[id] if link.old and link.new] if group else []
        return Row(
            id,
            "apart" if apart else first.kind if first.kind in ("title", "heading") else "text",
            group,
            cells,
            others,
            score=max((link.score for link in links), default=None),
            kept=self._kept(old, new),
            identical=group is not None and group.kind == "same" and not group.moved,
            move=move,
            classes=classes,
            level=first.level,
            role=first.role,
            why=tuple(dict.fromkeys(reason for link in links for reason in link.why)),
            changes=changes,
            told=bool(changes) or marked or self._lookup.comparison.left_out is None,
            by_hand=any(link.by == "person" for link in links)
            or any(("old", unit) in self._parted for unit in old_units)
            or any(("new", unit) in self._parted for unit in new_units),
        )

    def _kept(self, old: Sequence[Block], new: Sequence[Block]) -> float | None:
        """Return the share of the characters of a row that both sides have alike; None where one has nothing."""
        if not (old and new):
            return None
        sides = [("old", block) for block in old] + [("new", block) for block in new]
        alike = sum(min(self._alike[side, block.id], len(block.text)) for side, block in sides)
        return alike / max(sum(len(block.text) for _, block in sides), 1)

    def _alike_characters(self) -> Counter[tuple[str, str]]:
        """Return how many characters of each block stand alike in the sentence that its sentence is linked with."""
        found: Counter[tuple[str, str]] = Counter()
        for edit in self._lookup.comparison.edits:
            if edit.op == "equal":
                for side, place in zip(SIDES, (edit.old, edit.new), strict=True):
                    if place is not None:
                        found[side, place.block] += place.span[1] - place.span[0]
        return found

    def _changes(self, old: Sequence[Cell], new: Sequence[Cell]) -> tuple[str, ...]:
        """Return the changes that stand in a row, weightiest first."""
        found: dict[str, None] = {}
        for side, cells in zip(SIDES, (old, new), strict=True):
            for cell in cells:
                found.update(dict.fromkeys(self._whole.get((side, cell.block.id), ())))
                for segment in cell.segments:
                    found.update(dict.fromkeys(segment.refs))
        return tuple(sorted(found, key=self._rank.__getitem__))

    def _whole_changes(self) -> dict[tuple[Side, str], list[str]]:
        """Return the changes of whole blocks and sections by the block where they begin: the new one where there is."""
        found: dict[tuple[Side, str], list[str]] = {}
        for change in self._lookup.comparison.changes:
            group = self._lookup.groups.get(change.refs[0])
            if group is None or group.level == "sentence":
                continue
            side: Side = "new" if self._lookup.units(group.id, "new") else "old"
            for unit in self._lookup.units(group.id, side)[:1]:
                place = self._lookup.side(side).place(group.level, unit)
                if place is not None:
                    found.setdefault((side, place.block), []).append(change.id)
        return found

    def _moves(self) -> dict[str, Move]:
        """Return the moves by block group: moved blocks, and the first block of each moved section."""
        groups: dict[str, Group] = {}
        block_group = {
            (side, unit): link.group
            for link in self._lookup.comparison.links
            if link.level == "block"
            for side, unit in (("old", link.old), ("new", link.new))
            if unit is not None
        }
        for group in self._lookup.comparison.groups:
            if not group.moved or group.level == "sentence" or not self._lookup.tells(group.id):
                continue
            if group.level == "block":
                groups.setdefault(group.id, group)
                continue
            for unit in self._lookup.units(group.id, "new"):
                place = self._lookup.new.place("section", unit)
                here = block_group.get(("new", place.block)) if place else None
                if here is not None and self._lookup.units(here, "old"):
                    groups.setdefault(here, group)
        moves = {}
        for here in groups:
            old, new = self._lookup.units(here, "old"), self._lookup.units(here, "new")
            places = (place_name(self._lookup.old, old[0]), place_name(self._lookup.new, new[0]))
            moves[here] = Move(*places, f"from-{here}", here, self._lookup.old.topic(old[0]))
        return moves

    def _place(self, row: Row, side: Side) -> str:
        cells = row.old if side == "old" else row.new
        return place_name(self._lookup.side(side), cells[0].block.id) if cells else ""


def _directed(found: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows with the direction of every move, known once all rows have their place."""
    at = {row.id: n for n, row in enumerate(found)}
    return tuple(
        replace(row, move=replace(row.move, later=at[row.move.pointer] < at[row.move.row]))
        if row.move is not None and row.move.pointer
        else row
        for row in found
    )


def _classes(cells: Sequence[Cell], old: bool, new: bool, move: Move | None) -> tuple[Chip, ...]:
    """Return the switches that something in a row belongs to, in their order."""
    found: set[Chip] = set()
    for cell in cells:
        for segment in cell.segments:
            if segment.figure is not None:
                found.add("figure")
            if segment.formulation:
                found.add("formulation")
            if segment.moved:
                found.add("moved")
            if segment.cls == "whole":
                found.add("added" if segment.op == "insert" else "removed")
            elif segment.cls is not None:
                found.add(segment.cls)
    if move is not None:
        found.add("moved")
    if old != new:
        found.add("added" if new else "removed")
    return tuple(chip for chip in CHIPS if chip in found)

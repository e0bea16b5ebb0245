"""The two maps of a page: the outline with its density of change, and the strip of the whole document.

    一、过去五年工作回顾   ▆▆▆▁▁▁▁▁▁▁   改动 71%
    三、今后五年的目标任务 ▆▆▆▆▆▆▆▆▁▁   改动 88%

The share of a section is that of its characters that were edited, added or removed, of both editions.
Periodic reports are rewritten, so most shares are high: the bar shows where a section stands between the
least and the most changed one of this comparison.  A section that only the old edition has stands where
its first paragraph does.
The strip has a tick for every row that shows a change, where it stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ..lookup import SIDES, Lookup
from ..model import GroupKind, Section, Side
from .parts import Cell, Chip, Item, Outlined, Row, Tick

_Place = tuple[Side, str]

_STEPS = 10
_STRIP = 1000
_TICK = 3
"""Least height of a tick, in thousandths of the strip."""

_LOUDEST: tuple[Chip, ...] = (
    "figure", "moved", "formulation", "added", "removed", "intensity", "order", "wording", "task", "punctuation",
)  # fmt: skip
"""Which class colours the tick of a row that has several."""


def outline(lookup: Lookup, rows: Sequence[Row], items: Sequence[Item]) -> tuple[Outlined, ...]:
    """Return the sections of both editions in the order of `rows`, with how much changed in them."""
    home = _home(lookup, rows)
    changed: Counter[_Place] = Counter()
    length: Counter[_Place] = Counter()
    for row in rows:
        for side, cells in zip(SIDES, (row.old, row.new), strict=True):
            for cell in cells:
                edited = sum(len(segment.text) for segment in cell.segments if segment.op != "equal")
                for inside in home[side, cell.block.id]:
                    changed[inside] += edited
                    length[inside] += len(cell.block.text)
    said: Counter[_Place] = Counter()
    for item in items:
        new, old = item.entry.new_block, item.entry.old_block
        said.update(home.get(("new", new) if new else ("old", old or ""), ()))
    at = {(side, cell.block.id): n for n, row in enumerate(rows) for side, cell in _cells(row)}
    found: list[tuple[tuple[int, int], Outlined]] = []
    for side in reversed(SIDES):
        last = 0
        for section, kind, moved in _sections(lookup, side):
            start = lookup.side(side).section_start.get(section.id)
            if start is None:
                continue
            here = at[side, lookup.side(side).report.blocks[start].id]
            last = max(last, here)
            key: _Place = (side, section.id)
            entry = Outlined(
                section.id,
                section.number or "",
                section.heading,
                section.level,
                rows[here].id,
                changed[key] / length[key] if length[key] else 0.0,
                0,
                said[key],
                kind,
                moved,
                side,
            )
            found.append(((last, side == "old"), entry))
    ordered = [entry for _, entry in sorted(found, key=lambda each: each[0])]
    densities = spread([entry.share for entry in ordered])
    return tuple(replace(entry, density=density) for entry, density in zip(ordered, densities, strict=True))


def spread(shares: Sequence[float]) -> list[int]:
    """Return each share as a step from 1, the least changed of them, to 10, the most; 0 where nothing changed.

    >>> spread([0.0, 0.6, 0.7, 1.0]), spread([0.9, 0.9]), spread([0.0])
    ([0, 1, 3, 10], [9, 9], [0])
    """
    touched = [share for share in shares if share]
    least, most = min(touched, default=0.0), max(touched, default=0.0)
    if least == most:
        return [max(round(_STEPS * share), 1) if share else 0 for share in shares]
    return [1 + round((_STEPS - 1) * (share - least) / (most - least)) if share else 0 for share in shares]


def _sections(lookup: Lookup, side: Side) -> list[tuple[Section, GroupKind | None, bool]]:
    """Return the sections of the rail on one side, with what became of them: all new ones, removed old ones."""
    group_of = {
        link.new if side == "new" else link.old: lookup.groups[link.group]
        for link in lookup.comparison.links
        if link.level == "section"
    }
    found: list[tuple[Section, GroupKind | None, bool]] = []
    for section in lookup.side(side).report.sections:
        group = group_of.get(section.id)
        if side == "new" or (group is not None and group.kind == "removed"):
            found.append((section, group.kind if group else None, bool(group and group.moved)))
    return found


def _home(lookup: Lookup, rows: Sequence[Row]) -> dict[_Place, tuple[_Place, ...]]:
    """Return the sections of the rail that each block counts for, by its side and id.

    An old block counts where the new block stands that it is most surely linked to; one that is gone, where the
    reader has got to when it comes, and for its own sections that are gone.
    """
    home: dict[_Place, tuple[_Place, ...]] = {
        ("new", block.id): tuple(("new", section.id) for section in lookup.new.path(block.id))
        for block in lookup.new.report.blocks
    }
    best: dict[str, tuple[float, str]] = {}
    for link in lookup.comparison.links:
        if link.level == "block" and link.old and link.new and (link.score, link.new) > best.get(link.old, (-1.0, "")):
            best[link.old] = (link.score, link.new)
    gone = {section.id for section, _, _ in _sections(lookup, "old")}
    here: tuple[_Place, ...] = ()
    for row in rows:
        for cell in row.old:
            old = cell.block.id
            mine: list[_Place] = [("old", each.id) for each in lookup.old.path(old) if each.id in gone]
            home["old", old] = (*(home["new", best[old][1]] if old in best else here), *mine)
        if row.new:
            here = home["new", row.new[-1].block.id]
    return home


def _cells(row: Row) -> list[tuple[Side, Cell]]:
    return [(side, cell) for side, cells in zip(SIDES, (row.old, row.new), strict=True) for cell in cells]


def ticks(rows: Sequence[Row]) -> tuple[Tick, ...]:
    """Return a tick for every row that shows a change."""
    heights = [max(row.length, 1) for row in rows]
    whole = sum(heights) or 1
    found = []
    above = 0
    for row, height in zip(rows, heights, strict=True):
        if row.classes and not row.unchanged:
            chips = tuple(chip for chip in _LOUDEST if chip in row.classes)
            found.append(Tick(row.id, _STRIP * above // whole, max(_STRIP * height // whole, _TICK), chips))
        above += height
    return tuple(found)

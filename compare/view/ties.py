"""What a reader needs to mend one row: its links and whose they are, what was taken apart, what else could be meant.

    旧 “加强首都职工文化建设。”  ──  nothing        ties     –
                                                  parted   “推进工会高质量发展，…” 0.71, by m1f0c…
                                                  choices  near: “…” 三·（一）, “…”;  others: by section

The likely counterparts come first: those most like the text, and those beside the counterparts of its neighbours.
Every other block follows by section, so that nothing is out of reach.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from ..config import WEB
from ..lookup import Lookup, ReportLookup, section_name
from ..mending import deciding
from ..model import NOT_COMPARED, Block, By, Side
from ..similarity import compared
from .parts import Row
from .rows import place_name


@dataclass(frozen=True, slots=True)
class Tie:
    """A link of two blocks: whose it is, what the machine says of it (nothing: no score), the repair that made it."""

    old: Block
    new: Block
    by: By
    score: float | None
    why: tuple[str, ...]
    repair: str | None


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A block that could be meant, where it stands, and whether it has no link yet."""

    block: Block
    place: str
    alone: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A block of one side, and the blocks of the other that it could belong to."""

    side: Side
    block: Block
    near: tuple[Counterpart, ...]
    others: tuple[tuple[str, tuple[Block, ...]], ...]


@dataclass(frozen=True, slots=True)
class Ties:
    """Everything that can be mended in one row."""

    row: str
    linked: tuple[Tie, ...]
    parted: tuple[Tie, ...]
    choices: tuple[Choice, ...]


def ties(lookup: Lookup, row: Row) -> Ties:
    """Return what can be mended in a row of the page of a comparison."""
    old, new = ([cell.block.id for cell in cells] for cells in (row.old, row.new))
    said = deciding(lookup.comparison.repairs)
    linked = []
    for link in lookup.comparison.links:
        if link.level == "block" and link.old in old and link.new in new:
            found = link.why != ("person",)
            repair = said.get(("block", link.old, link.new)) if link.by == "person" else None
            linked.append(
                Tie(
                    lookup.old.blocks[link.old],
                    lookup.new.blocks[link.new],
                    link.by,
                    link.score if found else None,
                    link.why if found else (),
                    repair.id if repair else None,
                )
            )
    parted = [
        Tie(lookup.old.blocks[each.old], lookup.new.blocks[each.new], "machine", each.score, each.why, each.repair)
        for each in lookup.comparison.overruled
        if each.level == "block" and (each.old in old or each.new in new)
    ]
    choices = (*_choices(lookup, "old", old), *_choices(lookup, "new", new))
    return Ties(row.id, tuple(linked), tuple(parted), choices)


def _choices(lookup: Lookup, side: Side, units: Sequence[str]) -> list[Choice]:
    """Return for each block what it is not linked with yet."""
    ours, theirs = (lookup.old, lookup.new) if side == "old" else (lookup.new, lookup.old)
    partners = _partners(lookup, side)
    linked = {partner for found in partners.values() for partner in found}
    every = [block for block in theirs.report.blocks if block.kind not in NOT_COMPARED]
    alike = compared([ours.blocks[unit].text for unit in units], [block.text for block in every]).rows
    out = []
    for unit, row in zip(units, alike, strict=True):
        free = [j for j, block in enumerate(every) if block.id not in partners.get(unit, ())]
        best = sorted(set(row).intersection(free), key=lambda j: (-row[j], j))[: WEB.likely_counterparts]
        beside = _beside(partners, ours, theirs, unit)
        near = dict.fromkeys([*best, *(j for j in free if every[j].id in beside)])
        out.append(
            Choice(
                side,
                ours.blocks[unit],
                tuple(Counterpart(every[j], place_name(theirs, every[j].id), every[j].id not in linked) for j in near),
                tuple(
                    (section, tuple(blocks))
                    for section, blocks in groupby((every[j] for j in free), lambda block: _section(theirs, block))
                ),
            )
        )
    return out


def _partners(lookup: Lookup, side: Side) -> dict[str, list[str]]:
    """Return the counterparts of each linked block of a side."""
    found: dict[str, list[str]] = defaultdict(list)
    for link in lookup.comparison.links:
        if link.level == "block" and link.old and link.new:
            ours, theirs = (link.old, link.new) if side == "old" else (link.new, link.old)
            found[ours].append(theirs)
    return found


def _beside(partners: Mapping[str, Sequence[str]], ours: ReportLookup, theirs: ReportLookup, unit: str) -> list[str]:
    """Return what follows the counterpart of the linked block before, and what precedes that of the one after."""
    places = {ours.order[block]: [theirs.order[each] for each in found] for block, found in partners.items()}
    before = max((at for at in places if at < ours.order[unit]), default=None)
    after = min((at for at in places if at > ours.order[unit]), default=None)
    found = [] if before is None else [max(places[before]) + 1]
    found += [] if after is None else [min(places[after]) - 1]
    return [theirs.report.blocks[at].id for at in found if 0 <= at < len(theirs.report.blocks)]


def _section(report: ReportLookup, block: Block) -> str:
    path = report.path(block.id)
    return " · ".join(section_name(section) for section in path[:2])

"""What happened in each top section: counted once, by the section where a reader of the new edition finds it.

    三、今后五年的目标任务   24 reworded, 6 added, 4 removed; 3 targets, 9 tasks

What the old edition alone has is counted in the new section that its section is linked with; an old
section without a counterpart keeps its own line, after the new ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..describe import Entry
from ..lookup import SIDES, Lookup
from ..model import Block, Group, Section, Side

_UNCOUNTED = ("title", "byline", "salutation", "heading", "furniture")


@dataclass(slots=True)
class SectionDigest:
    """A top section (None: text outside all), the side it is named from, and its counts by group kind and class."""

    side: Side
    section: Section | None
    paired: bool = False
    kinds: Counter[str] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)


def paragraphs(lookup: Lookup, side: Side) -> list[Block]:
    """Return the blocks that count as paragraphs: body text, not headings, titles or furniture."""
    return [block for block in lookup.side(side).report.blocks if block.kind not in _UNCOUNTED]


def paragraph_groups(lookup: Lookup) -> list[tuple[Group, Side, str]]:
    """Return the groups that join paragraphs, each with its first new block, or its first old one."""
    body = {side: {block.id for block in paragraphs(lookup, side)} for side in SIDES}
    found: list[tuple[Group, Side, str]] = []
    for group in lookup.comparison.groups:
        if group.level == "block":
            side: Side = "new" if lookup.units(group.id, "new") else "old"
            block = next((unit for unit in lookup.units(group.id, side) if unit in body[side]), None)
            if block is not None:
                found.append((group, side, block))
    return found


def tally(groups: Sequence[tuple[Group, Side, str]]) -> Counter[str]:
    """Return how many groups there are of each kind, and under "moved" how many moved."""
    kinds = Counter[str](group.kind for group, _, _ in groups)
    kinds["moved"] = sum(group.moved for group, _, _ in groups)
    return kinds


def digests(lookup: Lookup, entries: Sequence[Entry]) -> list[SectionDigest]:
    """Return a digest of every top section that holds anything, new ones in reading order, then old ones left over."""
    old_to_new: dict[str, str] = {}
    for link in lookup.comparison.links:
        if link.level == "section" and link.old is not None and link.new is not None:
            old_to_new.setdefault(link.old, link.new)
    paired = set(old_to_new.values())
    found: dict[tuple[Side, str | None], SectionDigest] = {}

    def at(side: Side, block: str) -> SectionDigest:
        path = lookup.side(side).path(block)
        section = path[0] if path else None
        if side == "old" and (section is None or section.id in old_to_new):
            twin = None if section is None else lookup.new.section_path(old_to_new[section.id])[0]
            side, section = "new", twin
        key = (side, section.id if section else None)
        return found.setdefault(key, SectionDigest(side, section, section is None or section.id in paired))

    for side in reversed(SIDES):
        for block in paragraphs(lookup, side):
            at(side, block.id)
    for group, side, first in paragraph_groups(lookup):
        digest = at(side, first)
        digest.kinds += tally([(group, side, first)])
    for entry in entries:
        if entry.new_block is not None:
            at("new", entry.new_block).classes[entry.change.cls] += 1
        elif entry.old_block is not None:
            at("old", entry.old_block).classes[entry.change.cls] += 1
    return list(found.values())

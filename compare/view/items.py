"""The change list of a page: what each change says in a few words, and the row where it stands.

    目标下调   居民消费价格涨幅   3%左右 → 2%左右     二·今年发展主要预期目标     #g12ab…

The order is the comparison's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from ..describe import Entry, edit_sides, entries, telling_edits
from ..lookup import Lookup
from ..model import Place, Side
from ..recognition import least
from .parts import CHIP_OF, CHIPS, Chip, Item, Row
from .rows import place_name


def items(lookup: Lookup, rows: Sequence[Row]) -> tuple[Item, ...]:
    """Return the entries of the change list."""
    row_of = rows_by_block(rows)

    @cache
    def place(side: Side, block: str | None) -> str:
        return place_name(lookup.side(side), block) if block else ""

    return tuple(_item(lookup, entry, CHIP_OF[entry.change.cls], row_of, place) for entry in entries(lookup))


def counts(lookup: Lookup) -> dict[Chip, int]:
    """Return how many entries each switch stands for."""
    found: dict[Chip, int] = dict.fromkeys(CHIPS, 0)
    for change in lookup.comparison.changes:
        found[CHIP_OF[change.cls]] += 1
    return found


def rows_by_block(rows: Sequence[Row]) -> dict[tuple[Side, str], str]:
    """Return the row in which each block of each side stands."""
    found: dict[tuple[Side, str], str] = {}
    for row in rows:
        found.update({("old", cell.block.id): row.id for cell in row.old})
        found.update({("new", cell.block.id): row.id for cell in row.new})
    return found


def _item(
    lookup: Lookup,
    entry: Entry,
    chip: Chip,
    row_of: Mapping[tuple[Side, str], str],
    place: Callable[[Side, str | None], str],
) -> Item:
    old_block, new_block = entry.old_block, entry.new_block
    subject, old, new = _said(lookup, entry)
    row = row_of.get(("new", new_block)) if new_block else row_of.get(("old", old_block)) if old_block else None
    return Item(
        entry,
        chip,
        row or "",
        subject,
        old,
        new,
        place("old", old_block),
        place("new", new_block),
        least(lookup, old_block, new_block),
    )


def _said(lookup: Lookup, entry: Entry) -> tuple[str, str, str]:
    """Return subject, old words and new words: numbers, phrases and clauses rather than whole paragraphs."""
    ref = entry.change.refs[0]
    if (figure := lookup.figure_changes.get(ref)) is not None:
        if figure.old is None or figure.new is None:
            return "", figure.old.quote if figure.old else "", figure.new.quote if figure.new else ""
        ends = (lookup.old.figures[figure.old.figure], lookup.new.figures[figure.new.figure])
        return (
            figure.indicator,
            lookup.old.text(Place(ends[0].block, ends[0].span)),
            lookup.new.text(Place(ends[1].block, ends[1].span)),
        )
    if (phrase := lookup.formulations.get(ref)) is not None:
        if phrase.replaced_by:
            return "", phrase.phrase, phrase.replaced_by
        if phrase.change in ("more", "less"):
            return phrase.phrase, str(phrase.old_count), str(phrase.new_count)
        times = max(phrase.old_count, phrase.new_count)
        said = phrase.phrase + (f" ×{times}" if times > 1 else "")
        return ("", "", said) if phrase.change == "new" else ("", said, "")
    if ref in lookup.task_changes:
        return "", entry.old, entry.new
    if ref in lookup.links:
        edits = telling_edits(lookup, entry.change)
        old, new = edit_sides(lookup, edits[0]) if len(edits) == 1 else ("", "")
        return ("", old, new) if old and new else ("", "", entry.brief)
    if entry.change.cls == "removed":
        return "", entry.brief, ""
    return ("", "", entry.brief) if entry.change.cls == "added" else (entry.brief, "", "")

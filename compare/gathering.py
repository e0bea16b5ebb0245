"""What a comparison found, gathered so that each change is told once.

    a new target = a figure change + a task + an inserted sentence + an edit   →   one draft, four references

Findings are taken from the most telling to the least.  Each draft remembers the stretches it
stands on; a later finding on the same stretch joins it instead of making another.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from .config import RankingSettings
from .lookup import SIDES, Lookup
from .model import ChangeClass, Edit, FigureChange, Group, Place, Side, Span, Value

_SILENT = ("furniture", "title", "byline", "salutation")
"""Kinds of blocks whose coming and going is no change of the report's matter."""
_DEEPEST = 3
"""The deepest level of sections."""
_CELL = 128
"""Characters of a block that are looked up at once; most findings are shorter."""
_STRONGEST: tuple[tuple[str, ChangeClass, str], ...] = (
    ("formulation", "formulation", "formulation_edit"),
    ("intensity", "intensity", "intensity"),
    ("order", "order", "order"),
    ("figure", "wording", "figure_edit"),
    ("wording", "wording", "wording"),
    ("punctuation", "punctuation", "punctuation"),
)
"""What a reworded sentence is listed as: by the first of these among its edits (edit class, class, kind)."""


@dataclass(slots=True)
class Draft:
    """A change being gathered: references may still join it."""

    cls: ChangeClass
    kind: str
    size: float
    refs: list[str]
    order: tuple[int, int]


class Gatherer:
    """Turns findings into drafts, strongest kind of finding first, remembering what is already told."""

    def __init__(self, lookup: Lookup, settings: RankingSettings) -> None:
        self._lookup = lookup
        self._settings = settings
        self._told: dict[tuple[Side, str, int], list[tuple[int, tuple[int, int], Draft]]] = defaultdict(list)
        self._count = 0
        self._whole: dict[tuple[Side, str], Draft] = {}

    def figures(self) -> list[Draft]:
        """Targets that were answered, then targets and results that changed, came or went."""
        changes = [change for change in self._lookup.comparison.figure_changes if change.change != "same"]
        drafts = []
        answered: dict[tuple[str, str], Draft] = {}
        for change in sorted(changes, key=lambda change: change.type != "fulfilment"):
            ends = [(side, end) for side, end in (("old", change.old), ("new", change.new)) if end is not None]
            figures = [(_side(name), self._lookup.side(_side(name)).figures[end.figure]) for name, end in ends]
            if change.type in ("target_dropped", "result_new"):
                teller = answered.get((ends[0][0], ends[0][1].figure))
                if teller is not None:
                    teller.refs.append(change.id)
                    continue
            places = [(side, Place(figure.block, figure.span)) for side, figure in figures]
            if len(figures) == 2:
                size = _relative(figures[0][1].value, figures[1][1].value)
            else:
                size = 1.0 if any(figure.deadline for _, figure in figures) else self._settings.plain_figure
            draft = self._draft(*_figure_kind(change), size, [change.id], places)
            if change.type == "fulfilment":
                answered.update({(name, end.figure): draft for name, end in ends})
            drafts.append(draft)
        return drafts

    def formulations(self) -> list[Draft]:
        """Set phrases and their fate."""
        drafts = []
        for item in self._lookup.comparison.formulations:
            if item.change in ("more", "less"):
                size = abs(item.new_count - item.old_count) / self._settings.many_mentions
            else:
                size = item.weight / self._settings.sure_phrase
            places = [(mention.side, Place(mention.block, mention.span)) for mention in item.where]
            drafts.append(self._draft("formulation", f"formulation_{item.change}", size, [item.id], places))
        return drafts

    def tasks(self) -> list[Draft]:
        """Commitments that are new, reworded, unanswered or reported, unless a target in them says so."""
        drafts = []
        for change in self._lookup.comparison.task_changes:
            if change.type == "kept":
                continue
            ends = [(_side(name), end) for name, end in (("old", change.old), ("new", change.new)) if end is not None]
            places = []
            for side, end in ends:
                report = self._lookup.side(side)
                task = report.tasks.get(end.task) if end.task is not None else None
                places.append((side, Place(task.block, task.span) if task else report.quoted(end.block, end.quote)))
            told = [draft for side, place in places for draft in self._telling(side, place, 0.0)]
            teller = next((draft for draft in told if draft.cls in ("target", "fulfilment")), None)
            if teller is not None:
                teller.refs.append(change.id)
                continue
            size = max(self._task_size(side, end.task) for side, end in ends)
            drafts.append(self._draft("task", f"task_{change.type}", size, [change.id], places))
        return drafts

    def _task_size(self, side: Side, task: str | None) -> float:
        found = self._lookup.side(side).tasks.get(task) if task is not None else None
        if found is None:
            return 0.0
        size: float = getattr(self._settings.task_sizes, found.kind, 0.0)
        size += self._settings.definite_size if found.definite else 0.0
        return size + (self._settings.deadline_size if found.deadline else 0.0)

    def structure(self) -> list[Draft]:
        """Sections and blocks that came, went or moved; a block goes with its section where that did the same."""
        drafts = []
        for level in ("section", "block"):
            for group in self._lookup.comparison.groups:
                if group.level == level:
                    drafts += self._moved_or_gone(group)
        return drafts

    def sentences(self) -> list[Draft]:
        """Sentences that came, went or moved inside linked blocks, unless a figure or task in them says so."""
        drafts = []
        for group in self._lookup.comparison.groups:
            if group.level != "sentence" or not (group.moved or group.kind in ("added", "removed")):
                continue
            places = self._unit_places(group)
            teller = next((told for side, place in places for told in self._telling(side, place, 0.0)), None)
            for side, place in places:
                teller = teller or self._whole.get((side, place.block))
            if teller is not None:
                teller.refs.append(group.id)
                continue
            cls: ChangeClass = "added" if group.kind == "added" else "removed" if group.kind == "removed" else "moved"
            length = max(place.span[1] - place.span[0] for _, place in places)
            size = length / self._settings.long_block
            drafts.append(self._draft(cls, f"sentence_{cls}", size, [group.id], places, tell=False))
        return drafts

    def wording(self) -> list[Draft]:
        """The remaining edits, those of one sentence link together."""
        drafts = []
        for link in self._lookup.comparison.links:
            left: list[Edit] = []
            places: list[tuple[Side, Place]] = []
            changed = total = 0
            for edit in self._lookup.link_edits.get(link.id, ()):
                ends = [(side, place) for side, place in (("old", edit.old), ("new", edit.new)) if place is not None]
                length = max(place.span[1] - place.span[0] for _, place in ends)
                total += length
                if not edit.changes:
                    continue
                least = 0.0 if edit.cls in ("figure", "formulation") else self._settings.told_share
                told = [draft for side, place in ends for draft in self._telling(_side(side), place, least)]
                if told:
                    told[0].refs.append(edit.id)
                    continue
                changed += length
                left.append(edit)
                places += [(_side(side), place) for side, place in ends]
            if left:
                classes = {edit.cls for edit in left}
                cls, kind = next((cls, kind) for name, cls, kind in _STRONGEST if name in classes)
                refs = [link.id, *(edit.id for edit in left)]
                drafts.append(self._draft(cls, kind, changed / max(total, 1), refs, places, tell=False))
        return drafts

    def _moved_or_gone(self, group: Group) -> list[Draft]:
        places = self._unit_places(group)
        blocks = [self._lookup.side(side).blocks[place.block] for side, place in places]
        if not blocks or all(block.kind in _SILENT for block in blocks):
            return []
        what = "heading" if group.level == "block" and all(block.kind == "heading" for block in blocks) else group.level
        long = self._settings.long_section if group.level == "section" else self._settings.long_block
        lengths = [
            self._lookup.side(side).length(group.level, unit)
            for side in SIDES
            for unit in self._lookup.units(group.id, side)
        ]
        size = max(lengths) / long
        if group.level == "section":
            size = self._outranking(group, size)
        drafts = []
        if group.kind in ("added", "removed"):
            side, place = places[0]
            above = self._section_teller(group, side)
            if above is not None:
                above.refs.append(group.id)
                self._whole[side, place.block] = above
                return []
            cls: ChangeClass = "added" if group.kind == "added" else "removed"
            draft = self._draft(cls, f"{what}_{cls}", size, [group.id], places, tell=False)
            for unit in self._lookup.units(group.id, side):
                self._whole[side, unit] = draft
            drafts.append(draft)
        elif group.moved:
            tellers = [self._section_teller(group, side) for side in SIDES]
            if tellers[0] is not None and tellers[0] is tellers[1]:
                tellers[0].refs.append(group.id)
                return []
            draft = self._draft("moved", f"{what}_moved", size, [group.id], places, tell=False)
            for side in SIDES:
                if group.level == "section":
                    self._whole.update({(side, unit): draft for unit in self._lookup.units(group.id, side)})
            drafts.append(draft)
        return drafts

    def _section_teller(self, group: Group, side: Side) -> Draft | None:
        """Return the draft that already tells the fate of the section around the group's units, of the same kind."""
        report = self._lookup.side(side)
        for unit in self._lookup.units(group.id, side):
            around = report.sections[unit].parent if group.level == "section" else report.blocks[unit].section
            for section in reversed(report.section_path(around)):
                draft = self._whole.get((side, section.id))
                if draft is not None and draft.cls == (group.kind if group.kind in ("added", "removed") else "moved"):
                    return draft
        return None

    def _outranking(self, group: Group, size: float) -> float:
        """Return the size of a section so that a part outranks any section in it, and that any item."""
        depth = min(
            self._lookup.side(side).sections[unit].level
            for side in SIDES
            for unit in self._lookup.units(group.id, side)
        )
        return (_DEEPEST - min(depth, _DEEPEST) + min(size, 1.0)) / _DEEPEST

    def _unit_places(self, group: Group) -> list[tuple[Side, Place]]:
        found = []
        for side in SIDES:
            for unit in self._lookup.units(group.id, side):
                place = self._lookup.side(side).place(group.level, unit)
                if place is not None:
                    found.append((side, place))
        return found

    def _telling(self, side: Side, place: Place, least: float) -> list[Draft]:
        """Return the drafts whose own place covers at least that share of `place`."""
        length = max(place.span[1] - place.span[0], 1)
        found: dict[int, Draft] = {}
        for cell in _cells(place.span):
            for number, (start, end), draft in self._told.get((side, place.block, cell), ()):
                common = min(end, place.span[1]) - max(start, place.span[0])
                if common > 0 and common / length >= least:
                    found[number] = draft
        return [found[number] for number in sorted(found)]

    def _draft(
        self,
        cls: ChangeClass,
        kind: str,
        size: float,
        refs: list[str],
        places: list[tuple[Side, Place]],
        *,
        tell: bool = True,
    ) -> Draft:
        """Return a draft that stands at its first place on each side, and that tells what lies there if `tell`."""
        first: dict[Side, str] = {}
        for side, place in places:
            first.setdefault(side, place.block)
        order = self._lookup.reading_order(first.get("old"), first.get("new"))
        draft = Draft(cls, kind, size, refs, order)
        if tell:
            for side, place in places:
                self._count += 1
                for cell in _cells(place.span):
                    self._told[side, place.block, cell].append((self._count, place.span, draft))
        return draft


def _cells(span: Span) -> range:
    """Return which parts of its block a stretch touches, so that it meets only what stands near it."""
    return range(span[0] // _CELL, max(span[1] - 1, span[0]) // _CELL + 1)


def _figure_kind(change: FigureChange) -> tuple[ChangeClass, str]:
    if change.type == "fulfilment":
        return "fulfilment", f"fulfilment_{change.change or 'unclear'}"
    cls: ChangeClass = "target" if change.type.startswith("target") else "result"
    return cls, change.type.replace("_pair", "_changed")


def _side(name: str) -> Side:
    return "old" if name == "old" else "new"


def _relative(old: Value, new: Value) -> float:
    """Return by how much of the larger value the two differ, 0–1."""
    before, after = _middle(old), _middle(new)
    largest = max(abs(before), abs(after))
    return abs(after - before) / largest if largest else 0.0


def _middle(value: Value) -> float:
    bounds = [bound for bound in (value.low, value.high) if bound is not None]
    return sum(bounds) / len(bounds) if bounds else 0.0

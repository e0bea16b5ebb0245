"""One block of one side → segments: where its text is marked, and how.

    edits      赤字率拟按[3%→4%左右]安排        sentences without a partner      [统筹安排各类财政资金，……。]
    figures    3% ▲                            formulations                     〔积极的财政政策〕

Marks are collected for each block once, then painted over the stretches between their ends, the
weaker first.  A figure is never cut: number, unit and hedge are one segment.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from ..lookup import SIDES, Lookup
from ..model import Block, EditClass, FigureChange, Op, Place, Side, Span
from .parts import Cell, FigureMark, Segment

_Key = tuple[Side, str]

_SIDE_OP: dict[Side, Op] = {"old": "delete", "new": "insert"}


@dataclass(slots=True)
class _Marks:
    """What is known of one block of one side."""

    whole: list[Span] = field(default_factory=list)
    moved: list[Span] = field(default_factory=list)
    edits: list[tuple[Span, Op, EditClass]] = field(default_factory=list)
    formulations: list[tuple[Span, str]] = field(default_factory=list)
    figures: list[tuple[Span, FigureMark, int]] = field(default_factory=list)
    refs: list[tuple[Span, str]] = field(default_factory=list)


class Painter:
    """Cuts the blocks of a comparison into segments."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._marks: dict[_Key, _Marks] = defaultdict(_Marks)
        self._sentences()
        self._edits()
        self._formulations()
        self._figures()
        self._refs()

    def cell(self, side: Side, block: Block) -> Cell:
        """Return the block with its text cut into segments that tile it."""
        return Cell(block, _segments(block, self._marks[side, block.id], _SIDE_OP[side]))

    # ── what is marked ────────────────────────────────────────────────────────────────────────

    def _sentences(self) -> None:
        """Sentences without a partner, and those that changed places; blocks without one are whole."""
        for link in self._lookup.comparison.links:
            for side, unit, other in (("old", link.old, link.new), ("new", link.new, link.old)):
                if unit is None:
                    continue
                name: Side = "old" if side == "old" else "new"
                place = self._lookup.side(name).place(link.level, unit)
                if place is None or link.level == "section":
                    continue
                if not self._lookup.tells(link.group):
                    continue
                if other is None:
                    self._marks[name, place.block].whole.append(place.span)
                elif link.level == "sentence" and self._lookup.groups[link.group].moved:
                    self._marks[name, place.block].moved.append(place.span)

    def _edits(self) -> None:
        for edit in self._lookup.comparison.edits:
            if not (edit.changes and self._lookup.tells(edit.id)):
                continue
            if edit.old is not None:
                self._marks["old", edit.old.block].edits.append((edit.old.span, edit.op, edit.cls))
            if edit.new is not None:
                self._marks["new", edit.new.block].edits.append((edit.new.span, edit.op, edit.cls))

    def _formulations(self) -> None:
        for item in filter(lambda each: self._lookup.tells(each.id), self._lookup.comparison.formulations):
            for mention in item.where:
                self._marks[mention.side, mention.block].formulations.append((mention.span, item.id))

    def _figures(self) -> None:
        for change in self._lookup.comparison.figure_changes:
            mark = figure_mark(change)
            if mark is None or not self._lookup.tells(change.id):
                continue
            strength = {"pair": 2, "ment": 1}.get(change.type[-4:], 0)
            for side, end in zip(SIDES, (change.old, change.new), strict=True):
                if end is not None:
                    figure = self._lookup.side(side).figures[end.figure]
                    self._marks[side, figure.block].figures.append((figure.span, mark, strength))

    def _refs(self) -> None:
        """Where each entry of the change list stands, for stepping from one to the next."""
        for change in self._lookup.comparison.changes:
            for side, place in places(self._lookup, change.refs):
                self._marks[side, place.block].refs.append((place.span, change.id))


def figure_mark(change: FigureChange) -> FigureMark | None:
    """Return how the numbers of a figure change are marked; None where nothing changed."""
    if change.type.endswith("_new"):
        return "new"
    if change.type.endswith("_dropped"):
        return "gone"
    if change.type == "fulfilment":
        return change.change if change.change in ("met", "missed") else "unclear"
    if change.change == "same":
        return None
    return change.change if change.change in ("up", "down") else "other"


def places(lookup: Lookup, refs: tuple[str, ...]) -> list[tuple[Side, Place]]:
    """Return the stretches inside blocks that a change is about; none where it is about whole blocks."""
    ref = refs[0]
    found: list[tuple[Side, Place]] = []
    if ref in lookup.figure_changes:
        change = lookup.figure_changes[ref]
        for side, end in zip(SIDES, (change.old, change.new), strict=True):
            if end is not None:
                figure = lookup.side(side).figures[end.figure]
                found.append((side, Place(figure.block, figure.span)))
    elif ref in lookup.formulations:
        found += [(each.side, Place(each.block, each.span)) for each in lookup.formulations[ref].where]
    elif ref in lookup.task_changes:
        task = lookup.task_changes[ref]
        for side, clause in zip(SIDES, (task.old, task.new), strict=True):
            if clause is not None:
                found.append((side, lookup.side(side).quoted(clause.block, clause.quote)))
    elif ref in lookup.groups and lookup.groups[ref].level == "sentence":
        for side in SIDES:
            for unit in lookup.units(ref, side):
                place = lookup.side(side).place("sentence", unit)
                found += [(side, place)] if place else []
    elif ref in lookup.links:
        for edit in (lookup.edits[each] for each in refs[1:] if each in lookup.edits):
            found += [(side, place) for side, place in zip(SIDES, (edit.old, edit.new), strict=True) if place]
    return found


# ── painting ──────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _Look:
    """How one stretch is marked, while it is painted."""

    op: Op = "equal"
    cls: EditClass | Literal["whole"] | None = None
    figure: FigureMark | None = None
    formulation: str | None = None
    runin: bool = False
    moved: bool = False
    refs: list[str] = field(default_factory=list)


def _segments(block: Block, marks: _Marks, missing: Op) -> tuple[Segment, ...]:
    """Return the segments of a block; `missing` is the op of a sentence that the other side does not have."""
    figures = _apart(marks.figures)
    spans = [*marks.whole, *marks.moved, *([block.runin] if block.runin else ())]
    spans += [span for span, *_ in (*marks.edits, *marks.formulations, *marks.refs)]
    ends = {0, len(block.text), *(end for span in spans for end in span)}
    for (start, stop), _ in figures:
        ends.difference_update(range(start + 1, stop))
        ends.update((start, stop))
    cuts = sorted(end for end in ends if 0 <= end <= len(block.text))
    looks = [_Look() for _ in range(len(cuts) - 1)]

    def under(span: Span) -> list[_Look]:
        """Return what `span` covers; a figure that it only cuts into is covered whole."""
        start, stop = span
        return looks[bisect_right(cuts, start) - 1 : bisect_left(cuts, stop)] if start < stop else []

    for look in under(block.runin) if block.runin else ():
        look.runin = True
    for span in marks.whole:
        for look in under(span):
            look.op, look.cls = missing, "whole"
    for span, op, cls in marks.edits:
        for look in under(span):
            look.op, look.cls = op, cls
    for span in marks.moved:
        for look in under(span):
            look.moved = True
    for span, phrase in sorted(marks.formulations, key=lambda each: each[0][1] - each[0][0]):
        for look in under(span):
            look.formulation = phrase
    for span, mark in figures:
        for look in under(span):
            look.figure = mark
    for span, ref in marks.refs:
        for look in under(span):
            if ref not in look.refs:
                look.refs.append(ref)
    return tuple(
        Segment(
            block.text[start:stop],
            look.op,
            look.cls,
            look.figure,
            look.formulation,
            look.runin,
            look.moved,
            tuple(look.refs),
        )
        for (start, stop), look in zip(pairwise(cuts), looks, strict=True)
    )


def _apart(figures: list[tuple[Span, FigureMark, int]]) -> list[tuple[Span, FigureMark]]:
    """Return the figures of which none overlaps another: the more telling first, then the longer, then the earlier."""
    chosen: list[tuple[Span, FigureMark]] = []
    starts: list[int] = []
    for span, mark, _ in sorted(figures, key=lambda each: (-each[2], each[0][0] - each[0][1], each[0])):
        at = bisect_left(starts, span[0])
        free_before = at == 0 or chosen[at - 1][0][1] <= span[0]
        if free_before and (at == len(chosen) or span[1] <= starts[at]):
            chosen.insert(at, (span, mark))
            starts.insert(at, span[0])
    return chosen

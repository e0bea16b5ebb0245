"""The pieces of a side-by-side page, as plain data: no markup, no language, no colour.

    Page ── Stretch (shown, or folded because nothing in it changed)
              └─ Row (one relation of blocks: 1:1, split, merged, added, removed; or a pointer to a moved row)
                   ├─ old: Cell ── Segment "赤字率拟按" · Segment "3%" (figure, up) · Segment "安排"
                   └─ new: Cell ── …

The segments of a cell, joined, are the text of its block.  Web pages and exports loop over these
and choose how to show them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from ..describe import Entry
from ..errors import Language
from ..model import Block, ChangeClass, EditClass, Group, GroupKind, Op, Role, Side

Chip = Literal[
    "figure", "task", "formulation", "intensity", "order", "wording", "punctuation", "moved", "added", "removed"
]
"""A class of changes that a reader can switch off."""

FigureMark = Literal["up", "down", "other", "new", "gone", "met", "missed", "unclear"]
"""What became of a number: it changed, it is new or gone, or it is a target that was answered."""

CHIPS: dict[Chip, tuple[str, str]] = {
    "figure": ("目标与数据", "Figures"),
    "task": ("任务", "Tasks"),
    "formulation": ("提法", "Formulations"),
    "intensity": ("程度", "Degree"),
    "order": ("顺序", "Order"),
    "wording": ("措辞", "Wording"),
    "punctuation": ("标点", "Punctuation"),
    "moved": ("移动", "Moved"),
    "added": ("新增", "Added"),
    "removed": ("删除", "Removed"),
}
"""The switches in the order shown, with their Chinese and English names."""

LISTS: dict[str, tuple[Chip, ...]] = {
    "figure": ("figure",),
    "formulation": ("formulation",),
    "structure": ("moved", "added", "removed"),
    "task": ("task",),
    "words": ("intensity", "order", "wording", "punctuation"),
}
"""What the change list can be narrowed to: a thousand entries are walked one kind after another."""

CHIP_OF: dict[ChangeClass, Chip] = {
    "target": "figure",
    "fulfilment": "figure",
    "result": "figure",
    "task": "task",
    "formulation": "formulation",
    "intensity": "intensity",
    "order": "order",
    "wording": "wording",
    "punctuation": "punctuation",
    "moved": "moved",
    "added": "added",
    "removed": "removed",
}
"""Which switch a class of the change list belongs to."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that is marked in one way.

    `cls` is the class of the edit that covers it, or "whole" where its sentence has no partner.  `figure` is set on
    a number of a figure change, whole and alone; `formulation` is the id of the longest one here; `refs` are the ids of
    the changes that the stretch belongs to.
    """

    text: str
    op: Op = "equal"
    cls: EditClass | Literal["whole"] | None = None
    figure: FigureMark | None = None
    formulation: str | None = None
    runin: bool = False
    moved: bool = False
    refs: tuple[str, ...] = ()

    @property
    def marked(self) -> bool:
        """Tell whether anything is shown here besides the text."""
        return self.op != "equal" or self.figure is not None or self.formulation is not None or self.moved


@dataclass(frozen=True, slots=True)
class Cell:
    """One block, cut into segments that tile its text."""

    block: Block
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """A row that stands elsewhere in the old edition: both places, the rows that point at each other, its topic.

    `later` tells whether it went down the report: its new place comes after the pointer at its old one.
    """

    old_place: str
    new_place: str
    pointer: str
    row: str
    topic: str = ""
    later: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Blocks that belong together, side by side; a side without cells has nothing there.

    A "pointer" stands at the old place of a moved row and has no cells; a "continued" row stands where a further
    new block of an earlier row would be.  "apart" is furniture or an annex, which are not compared.  `classes` are
    the switches that something in it belongs to.  `score` is how sure the relation is and `why` what speaks for it;
    `kept` is the share of its characters that both sides have alike.  `changes` are the ids of the entries of the
    change list that stand here, weightiest first.  `by_hand` tells that a person linked something here, or took
    something here apart.  `told` is false where changes were left out and none of the rest stands here.
    """

    id: str
    kind: Literal["title", "heading", "text", "pointer", "continued", "apart"]
    group: Group | None
    old: tuple[Cell, ...] = ()
    new: tuple[Cell, ...] = ()
    score: float | None = None
    kept: float | None = None
    identical: bool = False
    move: Move | None = None
    classes: tuple[Chip, ...] = ()
    level: int | None = None
    role: Role | None = None
    why: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    by_hand: bool = False
    told: bool = True

    @property
    def sure(self) -> float | None:
        """Return that of its least sure block where one was recognised in a picture, else None."""
        return min((each.block.sure for each in (*self.old, *self.new) if each.block.sure is not None), default=None)

    @property
    def length(self) -> int:
        """Return the characters of its longer side."""
        return max(sum(len(cell.block.text) for cell in cells) for cells in (self.old, self.new))

    @property
    def gap(self) -> Side | None:
        """Return the side that has nothing here, if one has."""
        if self.kind in ("pointer", "continued", "apart") or (self.old and self.new):
            return None
        return "new" if self.old else "old"

    @property
    def unchanged(self) -> bool:
        """Tell whether nothing in it changed."""
        return self.same(())

    def same(self, off: Collection[str]) -> bool:
        """Tell whether it shows no change without the classes in `off`; a phrase alone is none, another cut is one."""
        if not self.told:
            return True
        cut = len(self.old) != 1 or len(self.new) != 1
        return set(self.classes).difference(off) <= {"formulation"} and not (self.old and self.new and cut)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows in a run: shown, or folded to one line; `quiet` of the folded ones are not the same letter by letter."""

    rows: tuple[Row, ...]
    folded: bool = False
    quiet: int = 0


@dataclass(frozen=True, slots=True)
class Outlined:
    """A section in the rail: those of the new edition in order, and removed ones of the old at their place.

    `share` is that of its characters which changed; `density` says in ten steps where that lies between the least
    and the most changed section of the comparison, and is 0 only where nothing changed.
    `changes` counts the entries of the change list that stand in it, those of the sections inside it included.
    """

    section: str
    number: str
    heading: str
    level: int
    row: str
    share: float
    density: int
    changes: int
    kind: GroupKind | None = None
    moved: bool = False
    side: Side = "new"


@dataclass(frozen=True, slots=True)
class Tick:
    """A row in the strip of the whole document: its place and size in thousandths, its classes, the loudest first."""

    row: str
    at: int
    size: int
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the change list: what it says, and the row where it stands.

    `subject` is empty where old and new words say it all; `old` and `new` are what changed, not whole sentences.
    `sure` is the least of its paragraphs where one was recognised in a picture, 0 to 1.
    """

    entry: Entry
    chip: Chip
    row: str
    subject: str
    old: str
    new: str
    old_place: str
    new_place: str
    sure: float | None = None

    @property
    def id(self) -> str:
        """Return the id of the change."""
        return self.entry.change.id

    def label(self, language: Language) -> str:
        """Return the name of this kind of change."""
        return self.entry.label(language)


@dataclass(frozen=True, slots=True)
class Page:
    """Everything a side-by-side page shows, in the new edition's reading order.

    `furniture` holds what is not compared, old before new, so that every block of both reports is on the page.
    `warnings` are sentences for the reader, (Chinese, English).
    """

    rows: tuple[Row, ...]
    outline: tuple[Outlined, ...]
    ticks: tuple[Tick, ...]
    items: tuple[Item, ...]
    counts: dict[Chip, int]
    furniture: tuple[Row, ...] = ()
    warnings: tuple[tuple[str, str], ...] = ()

"""Commitments reported on: which clause of the new review tells what became of one, and whether it is done.

制定工会送温暖工作实施办法     出台工会送温暖工作实施办法        done
加快建立生态文明制度           生态文明制度体系加快形成          under way
力争建成工作室近万家           累计建成…工作室1.08万家           done: its target was met (`targets.py`)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ..config import TaskSettings
from ..model import FigureChange, Report, Task
from .clauses import CLAUSE, SHORTEST
from .lexicon import DONE, DONE_FIRST, UNDER_WAY
from .matter import names, parts
from .sides import Sides

State = Literal["done", "under_way"] | None
_STATES: dict[str | None, State] = {"met": "done"}


@dataclass(frozen=True, slots=True)
class Told:
    """A clause of a review: its block and its words."""

    block: str
    text: str


@dataclass(frozen=True, slots=True)
class Reports:
    """The clause that reports on a commitment, by its index; and what came near."""

    found: dict[int, Told]
    near: dict[int, tuple[float, Told]]
    """For a commitment the clause that tells most of it, with its score, where that is worth showing."""
    passed_over: frozenset[str]


def told(report: Report) -> Iterator[Told]:
    """Yield the clauses of a report's review."""
    for block in report.blocks:
        if block.role == "review" and block.kind == "paragraph":
            for clause in CLAUSE.finditer(block.text):
                text = clause.group().strip()
                if len(text) >= SHORTEST and not text.startswith("向"):  # 向全国各族人民表示感谢
                    yield Told(block.id, text)


def reports(tasks: Sequence[Task], asked: Sequence[int], clauses: Sequence[Told], settings: TaskSettings) -> Reports:
    """Return, by the index of a commitment, the clause that says most of it and the least else."""
    theirs = [(clause.block, clause.text) for clause in clauses]
    sides = Sides([(tasks[i].block, tasks[i].quote) for i in asked], theirs, settings)
    near: dict[int, tuple[float, Told]] = {}
    for at, j in sides.meeting():
        task, clause = tasks[asked[at]], clauses[j]
        held = sides.covered(at, j)
        if task.kind == "number":  # the same words often count something else
            held = min(held, sides.likeness(at, j))
        named = names(task.quote)
        if held < settings.reported_cover or not sides.tell(at, j, bool(named)) or not _speaks_of(named, clause.text):
            continue
        score = sides.placed(held, at, j)
        if score >= settings.hint_score and (asked[at] not in near or score > near[asked[at]][0]):
            near[asked[at]] = (score, clause)
    found = {i: clause for i, (score, clause) in near.items() if score >= settings.reported_score}
    return Reports(found, near, sides.passed_over)


def fulfilled(
    tasks: Sequence[Task], clauses: Sequence[Told], figures: Sequence[FigureChange]
) -> Iterator[tuple[int, tuple[Told, State]]]:
    """Yield the commitments whose target the new report answers, with the clause that holds the result."""
    by_block: dict[str, list[int]] = defaultdict(list)
    for i, task in enumerate(tasks):
        by_block[task.block].append(i)
    for change in figures:
        if change.type != "fulfilment" or change.old is None or change.new is None:
            continue
        at = next((i for i in by_block[change.old.block] if _holds(tasks[i].quote, change.old.quote)), None)
        clause = next((c for c in clauses if c.block == change.new.block and _holds(c.text, change.new.quote)), None)
        if at is not None:
            where = clause or Told(change.new.block, change.new.quote)
            yield at, (where, _STATES.get(change.change))


def state(text: str) -> State:
    """Return what a clause says of what it reports: done, under way, or neither.

    >>> state("出台工会送温暖工作实施办法"), state("生态文明制度体系加快形成"), state("覆盖面93.1%")
    ('done', 'under_way', None)
    """
    if DONE_FIRST.match(text):
        return "done"
    if UNDER_WAY.search(text):
        return "under_way"
    return "done" if DONE.search(text) else None


def _speaks_of(named: frozenset[str], clause: str) -> bool:
    """Tell whether a clause speaks of what a commitment names by its name."""
    return all(any(part in clause for part in parts(name)) for name in named)


def _holds(clause: str, quote: str) -> bool:
    return quote in clause or clause in quote

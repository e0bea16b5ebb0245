"""Commitments in the next edition: kept, reworded, reported, unanswered, or new.

    old  制定“十四五”时期职工发展规划   new  制定实施《“十四五”时期职工发展规划》（回顾）  →  reported, done
    old  打通20条断头路                 new  打通50条断头路（任务）                         →  reworded

What counts is what a clause is about (`matter.py`), wherever it stands, and what stands around it (`context.py`).
`again.py` finds what is said again, `told.py` what is reported on; a commitment may be both, and then has both entries.

Precision comes first: a commitment without a sure counterpart is listed as unanswered, for a person to check, with the
clause that comes nearest as a hint.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from ..chronology import follows
from ..config import DEFAULT, TaskSettings
from ..ids import digest
from ..meetings import common_words
from ..model import FigureChange, Limit, Link, Report, Task, TaskChange, TaskSide
from .again import said_again, same_words
from .sides import Sides
from .told import State, Told, fulfilled, reports, state, told


@dataclass(frozen=True, slots=True)
class Paired:
    """What the machine holds to belong together: indices of commitments, and clauses of the new review.

    Whoever knows better (a person) changes these pairs; all else follows from them.
    """

    tasks: tuple[tuple[int, int], ...]
    reports: tuple[tuple[int, Told, State], ...]
    hints: dict[int, TaskSide] = field(default_factory=dict)
    passed_over: int = 0
    """How many pairs of letters stood in too many clauses to be looked at."""


def follow(
    old: Report,
    new: Report,
    links: Sequence[Link],
    figures: Sequence[FigureChange] = (),
    settings: TaskSettings = DEFAULT.tasks,
) -> tuple[tuple[TaskChange, ...], tuple[Limit, ...]]:
    """Return what became of each commitment of `old`, in its order, then what only `new` promises; and limits."""
    found = paired(old, new, links, figures, settings)
    return _changes(old, new, found), common_words(found.passed_over, "tasks", "任务", "commitments")


def changes(
    old: Report, new: Report, links: Sequence[Link], settings: TaskSettings = DEFAULT.tasks
) -> tuple[TaskChange, ...]:
    """Return the changes alone, of two reports whose figures were not compared."""
    return follow(old, new, links, (), settings)[0]


def paired(
    old: Report, new: Report, links: Sequence[Link], figures: Sequence[FigureChange], settings: TaskSettings
) -> Paired:
    """Return which commitments of two reports are one, and which clauses of the new review report on which."""
    again = said_again(old.tasks, new.tasks, links, settings)
    kept = {i for i, j in again.pairs if same_words(old.tasks[i], new.tasks[j])}
    clauses = tuple(told(new)) if follows(old, new, settings.editions) else ()
    reported = reports(old.tasks, [i for i in range(len(old.tasks)) if i not in kept], clauses, settings)
    states = {i: (clause, state(clause.text)) for i, clause in reported.found.items()}
    states.update(fulfilled(old.tasks, clauses, figures))
    hints = {i: (score, _side(new.tasks[j])) for i, (score, j) in again.near.items()}
    for i, (score, clause) in reported.near.items():
        if i not in hints or score > hints[i][0]:
            hints[i] = (score, TaskSide(None, clause.block, clause.text))
    return Paired(
        again.pairs,
        tuple((i, clause, said) for i, (clause, said) in sorted(states.items())),
        {i: side for i, (_, side) in hints.items()},
        len(again.passed_over | reported.passed_over),
    )


def nearest(old: Report, new: Report, task: Task, most: int, settings: TaskSettings = DEFAULT.tasks) -> list[TaskSide]:
    """Return the clauses of the new report that hold most of what a commitment is about, the best first.

    They are for a person to choose from: none of them need answer it.
    """
    ours = [(each.block, each.quote) for each in old.tasks]
    at = next(at for at, each in enumerate(old.tasks) if each.id == task.id)
    ends = [_side(each) for each in new.tasks] + [TaskSide(None, each.block, each.text) for each in told(new)]
    sides = Sides(ours, [(end.block, end.quote) for end in ends], settings)
    scored = [(-sides.placed(held, at, j), j) for j in range(len(ends)) if (held := sides.covered(at, j))]
    return [ends[j] for _, j in sorted(scored)[:most]]


def _changes(old: Report, new: Report, found: Paired) -> tuple[TaskChange, ...]:
    partners: dict[int, list[int]] = defaultdict(list)
    for i, j in found.tasks:
        partners[i].append(j)
    reported = {i: (clause, said) for i, clause, said in found.reports}
    out = []
    for i, task in enumerate(old.tasks):
        for j in partners[i]:
            fate: Literal["kept", "reworded"] = "kept" if same_words(task, new.tasks[j]) else "reworded"
            out.append(_change(fate, _side(task), _side(new.tasks[j])))
        if i in reported:
            clause, said = reported[i]
            out.append(_change("reported", _side(task), TaskSide(None, clause.block, clause.text), said))
        elif not partners[i]:
            out.append(_change("unanswered", _side(task), None, hint=found.hints.get(i)))
    taken = {j for _, j in found.tasks}
    out += [_change("new", None, _side(task)) for j, task in enumerate(new.tasks) if j not in taken]
    return tuple(out)


def _side(task: Task) -> TaskSide:
    return TaskSide(task.id, task.block, task.quote)


def _change(
    fate: Literal["kept", "reworded", "new", "unanswered", "reported"],
    old: TaskSide | None,
    new: TaskSide | None,
    state: State = None,
    hint: TaskSide | None = None,
) -> TaskChange:
    sides = (f"{side.task}:{side.block}:{side.quote}" if side else "" for side in (old, new))
    return TaskChange("d" + digest(fate, *sides), fate, old, new, state, hint)

"""Commitments in the next edition: kept, reworded, reported, unanswered, or new.

    old  制定“十四五”时期职工发展规划   new  制定实施《“十四五”时期职工发展规划》（回顾）  →  reported, done
    old  打通20条断头路                 new  打通50条断头路（任务）                         →  reworded

What counts is what a clause is about (`matter.py`), wherever it stands; that its paragraph is linked helps.
The best pairs are taken one to one; what is left over and very like one that is taken belongs to it as
well: one commitment became two, or two became one.  A commitment with a number is reported on where its target is
(`targets.py`).  One that is taken up again may be reported on as well, and then has both entries.

Precision comes first: a commitment without a sure counterpart is listed as unanswered, for a person to check.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from ..config import DEFAULT, TaskSettings
from ..ids import digest, normal
from ..meetings import common_words
from ..model import FigureChange, Limit, Link, Report, Task, TaskChange, TaskSide
from ..pairing import common, meeting, one_to_one, shared, twins, weigh
from .clauses import CLAUSE, SHORTEST
from .context import Surroundings
from .lexicon import DONE, DONE_FIRST, UNDER_WAY
from .matter import about, covered, likeness, matter, names

_State = Literal["done", "under_way"] | None
_STATES: dict[str | None, _State] = {"met": "done"}
_FUNCTION = re.compile(r"[\W的了和与及]")
"""What does not count when a commitment is said again in the same words."""


@dataclass(frozen=True, slots=True)
class Told:
    """A clause of a review: its block, its words, and where it stands in the block."""

    block: str
    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Paired:
    """What the machine holds to belong together, as indices of commitments and of clauses of the new review.

    Whoever knows better (a person) changes these pairs; all else follows from them.
    """

    tasks: tuple[tuple[int, int], ...]
    reports: tuple[tuple[int, Told, _State], ...]
    passed_over: int
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


def nearest(old: Report, new: Report, task: Task, most: int, settings: TaskSettings = DEFAULT.tasks) -> list[TaskSide]:
    """Return the clauses of the new report that hold most of what a commitment is about, the best first.

    They are for a person to choose from: none of them need answer it.
    """
    ours = [(each.block, each.quote) for each in old.tasks]
    at = next(at for at, each in enumerate(old.tasks) if each.id == task.id)
    ends = [_side(each) for each in new.tasks] + [TaskSide(None, told.block, told.text) for told in _told(new)]
    sides = _Sides(ours, [(end.block, end.quote) for end in ends], settings)
    scored = []
    for j, end in enumerate(ends):
        held = covered(sides.left[at], sides.right[j], sides.weights, settings)
        if held:
            scored.append((-sides.placed(held, at, j), j, end))
    return [end for *_, end in sorted(scored, key=lambda each: each[:2])[:most]]


def paired(
    old: Report, new: Report, links: Sequence[Link], figures: Sequence[FigureChange], settings: TaskSettings
) -> Paired:
    """Return which commitments of two reports are one, and which clauses of the new review report on which."""
    tasks, passed_over = _pairs(old.tasks, new.tasks, links, settings)
    kept = {i for i, j in tasks if _same_words(old.tasks[i], new.tasks[j])}
    told = tuple(_told(new))
    asked = [i for i in range(len(old.tasks)) if i not in kept]
    reports, also_passed_over = _reports(old.tasks, asked, told, settings)
    reports.update(_fulfilled(old.tasks, told, figures))
    states = tuple((i, clause, state) for i, (clause, state) in sorted(reports.items()))
    return Paired(tasks, states, len(passed_over | also_passed_over))


def _changes(old: Report, new: Report, found: Paired) -> tuple[TaskChange, ...]:
    partners: dict[int, list[int]] = defaultdict(list)
    for i, j in found.tasks:
        partners[i].append(j)
    reports = {i: (clause, state) for i, clause, state in found.reports}
    out = []
    for i, task in enumerate(old.tasks):
        for j in partners[i]:
            fate: Literal["kept", "reworded"] = "kept" if _same_words(task, new.tasks[j]) else "reworded"
            out.append(_change(fate, _side(task), _side(new.tasks[j])))
        if i in reports:
            clause, state = reports[i]
            out.append(_change("reported", _side(task), TaskSide(None, clause.block, clause.text), state))
        elif not partners[i]:
            out.append(_change("unanswered", _side(task), None))
    taken = {j for _, j in found.tasks}
    out += [_change("new", None, _side(task)) for j, task in enumerate(new.tasks) if j not in taken]
    return tuple(out)


def _pairs(
    ours: Sequence[Task], theirs: Sequence[Task], links: Sequence[Link], settings: TaskSettings
) -> tuple[tuple[tuple[int, int], ...], frozenset[str]]:
    """Return the pairs of indices of commitments that say the same, in the order of both sides."""
    linked = frozenset((link.old, link.new) for link in links if link.level == "block" and link.old and link.new)
    sides = _Sides([(task.block, task.quote) for task in ours], [(task.block, task.quote) for task in theirs], settings)
    scored = []
    for i, j in meeting(*sides.bags, settings.similarity, least=2):
        alike = likeness(sides.left[i], sides.right[j], sides.weights, settings)
        if (
            alike < settings.reworded_score / 3
            or not sides.tell(i, j)
            or not _names_agree(ours[i].quote, theirs[j].quote)
        ):
            continue
        ratio = fuzz.ratio(ours[i].quote, theirs[j].quote) / 100
        alike = (1 - settings.weight_ratio) * alike + settings.weight_ratio * ratio
        together = (ours[i].block, theirs[j].block) in linked
        alike += settings.link_bonus if together else 0.0
        alike += settings.kind_bonus if _same_sort(ours[i], theirs[j]) else 0.0
        score = sides.placed(alike, i, j, settings.linked_near if together else 0.0)
        if score >= settings.reworded_score:
            scored.append((score, i, j))
    chosen = one_to_one(scored, (len(ours), len(theirs)), twins([a.id for a in ours], [b.id for b in theirs]))
    rewritten = [(i, j) for i, j in chosen if not _same_words(ours[i], theirs[j])]
    free = (set(range(len(ours))) - {i for i, _ in chosen}, set(range(len(theirs))) - {j for _, j in chosen})
    more = _left_over([each for each in scored if each[0] >= settings.taken_score], rewritten, free)
    return tuple(sorted({*chosen, *more})), sides.passed_over


def _left_over(
    scored: Sequence[tuple[float, int, int]], chosen: Sequence[tuple[int, int]], free: tuple[set[int], set[int]]
) -> Iterator[tuple[int, int]]:
    """Yield, for each that is free, the best of those that are `chosen` already; the same from either side."""
    taken = ({i for i, _ in chosen}, {j for _, j in chosen})
    done: tuple[set[int], set[int]] = (set(), set())
    for _, i, j in sorted(scored, key=lambda each: (-each[0], each[1:])):
        if i in free[0] and i not in done[0] and j in taken[1]:
            done[0].add(i)
            yield i, j
        elif j in free[1] and j not in done[1] and i in taken[0]:
            done[1].add(j)
            yield i, j


def _reports(
    tasks: Sequence[Task], asked: Sequence[int], told: Sequence[Told], settings: TaskSettings
) -> tuple[dict[int, tuple[Told, _State]], frozenset[str]]:
    """Return, by the index of a commitment, the clause that says most of it and the least else."""
    theirs = [(clause.block, clause.text) for clause in told]
    sides = _Sides([(tasks[i].block, tasks[i].quote) for i in asked], theirs, settings)
    best: dict[int, tuple[float, int]] = {}
    for at, j in meeting(*sides.bags, settings.similarity, least=2):
        task = tasks[asked[at]]
        held = covered(sides.left[at], sides.right[j], sides.weights, settings)
        if task.kind == "number":  # the same words often count something else
            held = min(held, likeness(sides.left[at], sides.right[j], sides.weights, settings))
        if (
            held < settings.reported_cover
            or not sides.tell(at, j, bool(names(task.quote)))
            or not _answers(task.quote, told[j].text)
        ):
            continue
        score = sides.placed(held, at, j)
        if score >= settings.reported_score and (at not in best or score > best[at][0]):
            best[at] = (score, j)
    return {asked[at]: (told[j], _state(told[j].text)) for at, (_, j) in best.items()}, sides.passed_over


class _Sides:
    """Two lists of clauses, each with its block: what they are about, and where they stand."""

    def __init__(
        self, left: Sequence[tuple[str, str]], right: Sequence[tuple[str, str]], settings: TaskSettings
    ) -> None:
        told = [matter(text) for _, text in left], [matter(text) for _, text in right]
        self._settings = settings
        self._blocks = [block for block, _ in left], [block for block, _ in right]
        self.weights = weigh([*told[0], *told[1]])
        self.left, self.right = ([about(text, self.weights) for text in side] for side in told)
        self.bags = [each.bag for each in self.left], [each.bag for each in self.right]
        self.passed_over = common(*self.bags, settings.similarity)
        self._rare = math.log(1 + (len(left) + len(right) + 1) / settings.single_held)
        self._surroundings = Surroundings(
            list(zip(self._blocks[0], self.bags[0], strict=True)),
            list(zip(self._blocks[1], self.bags[1], strict=True)),
            self.weights,
            self.passed_over,
        )

    def tell(self, i: int, j: int, single: bool = True) -> bool:
        """Tell whether what two clauses share says anything: all, more than one word, or a `single` rare one."""
        ours, theirs = self.bags[0][i].pairs, self.bags[1][j].pairs
        both = ours & theirs
        if len(both) > 1 or ours == theirs:
            return True
        return single and all(self.weights[pair] >= self._rare for pair in both)

    def placed(self, alike: float, i: int, j: int, least: float = 0.0) -> float:
        """Return a likeness with what the places of the two clauses say of it; they are `least` near at least."""
        own = shared(self.bags[0][i], self.bags[1][j], self.weights)
        near = max(least, self._surroundings.near(self._blocks[0][i], self._blocks[1][j], own))
        placed = (1 - self._settings.weight_near) * alike + self._settings.weight_near * near
        return max(placed, alike - self._settings.far_cost)


def _fulfilled(
    tasks: Sequence[Task], told: Sequence[Told], figures: Sequence[FigureChange]
) -> Iterator[tuple[int, tuple[Told, _State]]]:
    """Yield the commitments whose target the new report answers, with the clause that holds the result."""
    by_block: dict[str, list[int]] = defaultdict(list)
    for i, task in enumerate(tasks):
        by_block[task.block].append(i)
    for change in figures:
        if change.type != "fulfilment" or change.old is None or change.new is None:
            continue
        at = next((i for i in by_block[change.old.block] if _holds(tasks[i].quote, change.old.quote)), None)
        clause = next((c for c in told if c.block == change.new.block and _holds(c.text, change.new.quote)), None)
        if at is not None:
            where = clause or Told(change.new.block, change.new.quote, 0)
            yield at, (where, _STATES.get(change.change))


def _holds(clause: str, quote: str) -> bool:
    return quote in clause or clause in quote


def _told(report: Report) -> Iterator[Told]:
    """Yield the clauses of a report's review."""
    for block in report.blocks:
        if block.role == "review" and block.kind == "paragraph":
            for clause in CLAUSE.finditer(block.text):
                text = clause.group().strip()
                if len(text) >= SHORTEST and not text.startswith("向"):  # 向全国各族人民表示感谢
                    yield Told(block.id, text, clause.start())


def _state(text: str) -> _State:
    """Return what a clause says of what it reports: done, under way, or neither.

    >>> _state("出台工会送温暖工作实施办法"), _state("生态文明制度体系加快形成"), _state("覆盖面93.1%")
    ('done', 'under_way', None)
    """
    if DONE_FIRST.match(text):
        return "done"
    if UNDER_WAY.search(text):
        return "under_way"
    return "done" if DONE.search(text) else None


def _answers(asked: str, told: str) -> bool:
    """Tell whether a clause speaks of what the commitment names by its name."""
    return all(any(a in told for a in _parts(name)) for name in names(asked))


def _names_agree(old: str, new: str) -> bool:
    """Tell whether two clauses may be about one thing: where both name something, the names share letters."""
    ours, theirs = names(old), names(new)
    if not ours or not theirs:
        return True
    return any(not _parts(a).isdisjoint(_parts(b)) for a in ours for b in theirs)


def _parts(name: str) -> frozenset[str]:
    return frozenset(name[at : at + 2] for at in range(len(name) - 1))


def _same_sort(old: Task, new: Task) -> bool:
    return old.definite and new.definite and old.kind == new.kind


def _same_words(old: Task, new: Task) -> bool:
    return _FUNCTION.sub("", normal(old.quote)) == _FUNCTION.sub("", normal(new.quote))


def _side(task: Task) -> TaskSide:
    return TaskSide(task.id, task.block, task.quote)


def _change(
    fate: Literal["kept", "reworded", "new", "unanswered", "reported"],
    old: TaskSide | None,
    new: TaskSide | None,
    state: _State = None,
) -> TaskChange:
    sides = (f"{side.task}:{side.block}:{side.quote}" if side else "" for side in (old, new))
    return TaskChange("d" + digest(fate, *sides), fate, old, new, state)

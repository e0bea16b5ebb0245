"""Commitments in the next edition: kept, reworded, reported as done, unanswered, or new.

    old  制定“十四五”时期职工发展规划   new  制定实施《“十四五”时期职工发展规划》（回顾）  →  reported
    old  打通20条断头路                 new  打通50条断头路（任务）                         →  reworded

Precision comes first: a commitment without a sure counterpart is listed as unanswered, for a person
to check.  A commitment that is taken up again in other words may be reported on as well, and then
has both entries.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from rapidfuzz import fuzz

from ..config import DEFAULT, TaskSettings
from ..ids import digest, normal
from ..meetings import common_words
from ..model import Limit, Link, Report, Task, TaskChange, TaskSide
from ..pairing import Bag, bag, common, meeting, one_to_one, shared, twins, weigh
from .clauses import CLAUSE, SHORTEST
from .lexicon import STOCK

_Fate = Literal["kept", "reworded", "new", "unanswered", "reported"]
_MATTER = 4
"""Fewest characters besides stock words with which a commitment can be recognised in a review."""


def changes(
    old: Report, new: Report, links: Sequence[Link], settings: TaskSettings = DEFAULT.tasks
) -> tuple[TaskChange, ...]:
    """Return what became of each commitment of `old`, in its order, then the commitments only `new` makes."""
    pairs = dict(_pairs(old.tasks, new.tasks, links, settings))
    fates = {i: _same_words(old.tasks[i], new.tasks[j]) for i, j in pairs.items()}
    answers = _answers([task for at, task in enumerate(old.tasks) if fates.get(at) != "kept"], new, settings)
    found = []
    for at, task in enumerate(old.tasks):
        if at in pairs:
            found.append(_change(fates[at], _side(task), _side(new.tasks[pairs[at]])))
        if task.id in answers:
            found.append(_change("reported", _side(task), answers[task.id]))
        elif at not in pairs:
            found.append(_change("unanswered", _side(task), None))
    taken = frozenset(pairs.values())
    found += [_change("new", None, _side(task)) for at, task in enumerate(new.tasks) if at not in taken]
    return tuple(found)


def limits(old: Report, new: Report, settings: TaskSettings = DEFAULT.tasks) -> tuple[Limit, ...]:
    """Return what the reader is told of words that were passed over in following commitments."""
    asked, told = _asked(old.tasks), _told(new)
    passed_over = common(*_bags(_matters(old.tasks), _matters(new.tasks))[:2], settings.similarity) | common(
        *_bags([matter for _, matter in asked], [matter for *_, matter in told])[:2], settings.similarity
    )
    return common_words(len(passed_over), "tasks", "任务", "commitments")


def _pairs(
    ours: Sequence[Task], theirs: Sequence[Task], links: Sequence[Link], settings: TaskSettings
) -> list[tuple[int, int]]:
    """Return one-to-one pairs of indices of commitments that say the same."""
    linked = frozenset((link.old, link.new) for link in links if link.level == "block" and link.old and link.new)
    left, right, weights = _bags(_matters(ours), _matters(theirs))
    scored = []
    for i, j in meeting(left, right, settings.similarity, least=2):
        dice = 2 * shared(left[i], right[j], weights) / (left[i].weight + right[j].weight)
        if dice < settings.reworded_score / 2:
            continue
        bonus = settings.link_bonus if (ours[i].block, theirs[j].block) in linked else 0.0
        ratio = fuzz.ratio(ours[i].quote, theirs[j].quote) / 100
        score = (1 - settings.weight_ratio) * dice + settings.weight_ratio * ratio + bonus
        if score >= settings.reworded_score:
            scored.append((score, i, j))
    return one_to_one(scored, (len(ours), len(theirs)), twins([a.id for a in ours], [b.id for b in theirs]))


def _answers(tasks: Sequence[Task], new: Report, settings: TaskSettings) -> dict[str, TaskSide]:
    """Return, by the id of a commitment, the clause of the new review that says most of it."""
    asked, told = _asked(tasks), _told(new)
    left, right, weights = _bags([matter for _, matter in asked], [matter for *_, matter in told])
    best: dict[int, tuple[float, int]] = {}
    for i, j in meeting(left, right, settings.similarity, least=2):
        common = shared(left[i], right[j], weights)
        cover = common / left[i].weight
        # Among clauses that say enough of it, the one that says least else.
        score = cover + 0.2 * common / right[j].weight
        if cover >= settings.reported_cover and (i not in best or score > best[i][0]):
            best[i] = (score, j)
    return {asked[i][0].id: TaskSide(None, *told[j][:2]) for i, (_, j) in sorted(best.items())}


def _asked(tasks: Sequence[Task]) -> list[tuple[Task, str]]:
    """Return the commitments that can be recognised in a review, each with its own words."""
    found = ((task, _matter(task.quote)) for task in tasks)
    return [(task, matter) for task, matter in found if len(matter.replace(" ", "")) >= _MATTER]


def _told(report: Report) -> list[tuple[str, str, str]]:
    """Return the clauses of a report's review: block, text, own words."""
    clauses = (
        (block.id, clause.group().strip())
        for block in report.blocks
        if block.role == "review" and block.kind == "paragraph"
        for clause in CLAUSE.finditer(block.text)
    )
    return [(block, text, _matter(text)) for block, text in clauses if len(text) >= SHORTEST]


def _bags(left: Sequence[str], right: Sequence[str]) -> tuple[list[Bag], list[Bag], dict[str, float]]:
    weights = weigh([*left, *right])
    return [bag(text, weights) for text in left], [bag(text, weights) for text in right], weights


def _matters(tasks: Sequence[Task]) -> list[str]:
    return [_matter(task.quote) for task in tasks]


def _matter(text: str) -> str:
    """Return a commitment's own words, the stock ones blanked."""
    return STOCK.sub(" ", text)


def _same_words(old: Task, new: Task) -> _Fate:
    bare = [re.sub(r"\W", "", normal(task.quote)) for task in (old, new)]
    return "kept" if bare[0] == bare[1] else "reworded"


def _side(task: Task) -> TaskSide:
    return TaskSide(task.id, task.block, task.quote)


def _change(fate: _Fate, old: TaskSide | None, new: TaskSide | None) -> TaskChange:
    sides = (f"{side.task}:{side.block}:{side.quote}" if side else "" for side in (old, new))
    return TaskChange("d" + digest(fate, *sides), fate, old, new)

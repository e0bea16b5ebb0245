"""Commitments said again: which of two editions' commitments are one.

    打通20条断头路        打通50条断头路              one
    整合养老保险和医疗保险制度     完善养老保险制度 … 完善医疗保险制度      one, said in two

The best pairs are taken one to one; what is left over and very like one that was reworded belongs to it as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from ..config import TaskSettings
from ..ids import normal
from ..model import Link, Task
from ..pairing import one_to_one, twins
from .matter import names, parts
from .sides import Sides

_FUNCTION = re.compile(r"[\W的了和与及]")
"""What does not count when a commitment is said again in the same words."""


@dataclass(frozen=True, slots=True)
class Again:
    """The pairs of indices of commitments that are one, in the order of both sides; and what came near."""

    pairs: tuple[tuple[int, int], ...]
    near: dict[int, tuple[float, int]]
    """For an old commitment the new one that is most like it, with its score, where that is worth showing."""
    passed_over: frozenset[str]


def said_again(ours: Sequence[Task], theirs: Sequence[Task], links: Sequence[Link], settings: TaskSettings) -> Again:
    """Return which commitments of two reports are one."""
    linked = frozenset((link.old, link.new) for link in links if link.level == "block" and link.old and link.new)
    sides = Sides([(task.block, task.quote) for task in ours], [(task.block, task.quote) for task in theirs], settings)
    scored = []
    near: dict[int, tuple[float, int]] = {}
    for i, j in sides.meeting():
        score = _score(ours[i], theirs[j], (i, j), sides, (ours[i].block, theirs[j].block) in linked, settings)
        if score >= settings.reworded_score:
            scored.append((score, i, j))
        if score >= settings.hint_score and (i not in near or score > near[i][0]):
            near[i] = (score, j)
    chosen = one_to_one(scored, (len(ours), len(theirs)), twins([a.id for a in ours], [b.id for b in theirs]))
    rewritten = [(i, j) for i, j in chosen if not same_words(ours[i], theirs[j])]
    free = (set(range(len(ours))) - {i for i, _ in chosen}, set(range(len(theirs))) - {j for _, j in chosen})
    more = _left_over([each for each in scored if each[0] >= settings.taken_score], rewritten, free)
    return Again(tuple(sorted({*chosen, *more})), near, sides.passed_over)


def same_words(old: Task, new: Task) -> bool:
    """Tell whether two commitments say the same, function words and marks apart."""
    return _FUNCTION.sub("", normal(old.quote)) == _FUNCTION.sub("", normal(new.quote))


def _score(old: Task, new: Task, at: tuple[int, int], sides: Sides, linked: bool, settings: TaskSettings) -> float:
    """Return how sure it is that two commitments are one, 0–1; 0 for what is not worth a look."""
    alike = sides.likeness(*at)
    if alike < settings.reworded_score / 3 or not sides.tell(*at) or not _names_agree(old.quote, new.quote):
        return 0.0
    ratio = fuzz.ratio(old.quote, new.quote) / 100
    alike = (1 - settings.weight_ratio) * alike + settings.weight_ratio * ratio
    alike += settings.link_bonus if linked else 0.0
    alike += settings.kind_bonus if old.definite and new.definite and old.kind == new.kind else 0.0
    return sides.placed(alike, *at, settings.linked_near if linked else 0.0)


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


def _names_agree(old: str, new: str) -> bool:
    """Tell whether two clauses may be about one thing: where both name something, the names share letters."""
    ours, theirs = names(old), names(new)
    if not ours or not theirs:
        return True
    return any(not parts(a).isdisjoint(parts(b)) for a in ours for b in theirs)

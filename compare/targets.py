"""Figures of two editions side by side: targets kept, moved, new or dropped; results; fulfilment.

    old  城镇新增就业1200万人以上    new  城镇新增就业1200万人以上   →  target_pair, same
    old  打通20条断头路              new  打通53条断头路（回顾）     →  fulfilment, met
    old  治理背街小巷1100条          new  –                          →  target_dropped

Two figures are paired when their folded indicators say the same, their units measure the same
thing, and no better partner is free; blocks that the alignment links count as evidence.  A wrong
pair costs a reader more than a missed one, so doubt means two single entries.  A repetition of a
target already listed is not another target.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from rapidfuzz import fuzz

from .config import DEFAULT, TargetSettings
from .figures import units
from .figures.compared import Move, Outcome, moved, outcome, up_is_good
from .figures.key import direction
from .ids import digest, normal
from .meetings import common_words
from .model import Figure, FigureChange, FigureSide, Limit, Link, Report, Side
from .pairing import Bag, bag, common, meeting, one_to_one, shared, twins, weigh

_Kind = Literal[
    "target_pair", "target_new", "target_dropped", "result_pair", "result_new", "result_dropped", "fulfilment"
]  # fmt: skip
_KINDS: tuple[tuple[str, _Kind, _Kind, _Kind], ...] = (
    ("target", "target_pair", "target_new", "target_dropped"),
    ("result", "result_pair", "result_new", "result_dropped"),
)
_SORTS = ("年均", "人均", "总", "中央", "占")
"""Words that make another indicator of the same name."""

_BASE = re.compile("[比较][12][0-9]{3}年|比.{0,2}上年|比前五年|同比")
_NEAR_UNITS = (frozenset(("people", "bare")), frozenset(("things", "bare")), frozenset(("things", "people")))
_PERIOD = re.compile("今后(?:五|几|一个时期)|未来五年|五年内")


@dataclass(frozen=True, slots=True)
class _Between:
    """What is known of two reports when their figures are paired; `passed_over` collects words too common to count."""

    linked: Collection[tuple[str | None, str | None]]
    settings: TargetSettings
    passed_over: set[str] = field(default_factory=set)

    def pairs(self, ours: Sequence[Figure], theirs: Sequence[Figure], least: float) -> list[tuple[int, int]]:
        """Return one-to-one pairs of indices that score `least`, in the order of `theirs`."""
        weights = weigh(figure.key for figure in (*ours, *theirs))
        left, right = ([bag(figure.key, weights) for figure in side] for side in (ours, theirs))
        self.passed_over.update(common(left, right, self.settings.similarity))
        scored = []
        for i, j in meeting(left, right, self.settings.similarity):
            a, b = ours[i], theirs[j]
            fit = _unit_fit(a.value.unit, b.value.unit)
            if not fit:
                continue
            score = fit * self._likeness(a, b, left[i], right[j], weights) - self._doubt(a, b)
            if score >= least:
                # Of two that are equally alike, the one with the same words and number.
                scored.append((score + (0.01 if (a.quote, a.value) == (b.quote, b.value) else 0.0), i, j))
        return one_to_one(scored, (len(ours), len(theirs)), twins([a.id for a in ours], [b.id for b in theirs]))

    def _likeness(self, a: Figure, b: Figure, ours: Bag, theirs: Bag, weights: Mapping[str, float]) -> float:
        """Return how alike the names of two figures are, 0–1."""
        held = shared(ours, theirs, weights)
        return (
            self.settings.weight_dice * 2 * held / (ours.weight + theirs.weight)
            + self.settings.weight_cover * held / min(ours.weight, theirs.weight)
            + self.settings.weight_ratio * fuzz.ratio(a.key, b.key) / 100
        )

    def _doubt(self, a: Figure, b: Figure) -> float:
        """Return what speaks against two figures being of one indicator, less what speaks for it."""
        settings = self.settings
        doubt = settings.sort_penalty * sum((word in a.indicator) != (word in b.indicator) for word in _SORTS)
        if bool(_BASE.search(a.quote)) != bool(_BASE.search(b.quote)):
            doubt += settings.sort_penalty
        if direction(a.key) != direction(b.key):
            doubt += settings.direction_penalty
        if a.deadline != b.deadline:
            doubt += settings.deadline_penalty
        if (a.block, b.block) in self.linked:
            return doubt - settings.link_bonus
        return doubt + (settings.short_penalty if min(len(a.key), len(b.key)) <= 2 else 0.0)


def changes(
    old: Report, new: Report, links: Sequence[Link], settings: TargetSettings = DEFAULT.targets
) -> tuple[tuple[FigureChange, ...], tuple[Limit, ...]]:
    """Return what became of the targets and results of `old` in `new`, each kind in reading order.

    And what the reader is told of words that were passed over in pairing them.
    """
    linked = frozenset((link.old, link.new) for link in links if link.level == "block" and link.old and link.new)
    between = _Between(linked, settings)
    dated, apart = old.date is not None and new.date is not None, _years_apart(old, new)
    found: list[FigureChange] = []
    for role, pair_kind, new_kind, dropped_kind in _KINDS:
        ours, theirs = _of_role(old, role), _of_role(new, role)
        pairs = between.pairs(ours, theirs, settings.pair_score)
        for i, j in pairs:
            change = moved(ours[i], theirs[j], settings, dated=dated, apart=apart)
            found.append(_pair(pair_kind, ours[i], theirs[j], change))
        found += [_single(new_kind, figure, "new") for figure in _left_over(theirs, {j for _, j in pairs})]
        found += [_single(dropped_kind, figure, "old") for figure in _left_over(ours, {i for i, _ in pairs})]
    found += _fulfilments(old, new, replace(between, linked=frozenset()))
    return tuple(found), common_words(len(between.passed_over), "figures", "数据", "figures")


def _fulfilments(old: Report, new: Report, between: _Between) -> list[FigureChange]:
    """Return the targets of `old` that results of `new` answer, for the period that `old` plans.

    A result in a paragraph that stood in `old` word for word was reported before the period began.
    """
    before = {normal(block.text) for block in old.blocks}
    known = {block.id for block in new.blocks if normal(block.text) in before}
    next_edition = _years_apart(old, new) < 2 or not _annual(old)
    promised = [figure for figure in old.figures if figure.role == "target" and (figure.deadline or next_edition)]
    reached = [figure for figure in new.figures if figure.role == "result" and figure.block not in known]
    return [
        _pair("fulfilment", promised[i], reached[j], outcome(promised[i], reached[j], new.date, between.settings))
        for i, j in between.pairs(promised, reached, between.settings.fulfilment_score)
    ]


def _of_role(report: Report, role: str) -> list[Figure]:
    return [figure for figure in report.figures if figure.role == role]


def _unit_fit(a: str, b: str) -> float:
    """Return 1 for the same unit, a little less for the same dimension, 0 for units that cannot be compared."""
    if a == b:
        return 1.0
    first, second = units.dimension(a), units.dimension(b)
    return 0.97 if first == second else 0.9 if frozenset((first, second)) in _NEAR_UNITS else 0.0


def _left_over(figures: Sequence[Figure], paired: Collection[int]) -> list[Figure]:
    """Return the figures not paired, without those that only repeat another one."""
    said = {_content(figures[at]) for at in sorted(paired)}
    left = []
    for at, figure in enumerate(figures):
        if at not in paired and _content(figure) not in said:
            said.add(_content(figure))
            left.append(figure)
    return left


def _content(figure: Figure) -> tuple[object, ...]:
    return figure.key, figure.value.low, figure.value.high, figure.value.unit


def _years_apart(old: Report, new: Report) -> int:
    """Return the years between two editions, 0 where a date is not known."""
    return abs(int(new.date[:4]) - int(old.date[:4])) if old.date and new.date else 0


def _annual(report: Report) -> bool:
    """Tell whether the report plans for its own year, so that a much later edition does not report on it."""
    plan = "".join(block.text for block in report.blocks if block.role in ("tasks", "requirements"))
    return plan.count("今年") > max(2, len(_PERIOD.findall(plan)))


def _pair(kind: _Kind, old: Figure, new: Figure, change: Move | Outcome) -> FigureChange:
    """Return the entry of a pair, under the longer of both names: it says more, and does so from either side."""
    name = max(old.indicator, new.indicator, key=lambda text: (len(text), text))
    better = {up_is_good(old), up_is_good(new)} - {None}
    good = better.pop() if len(better) == 1 else None
    return FigureChange("n" + digest(kind, old.id, new.id), kind, name, change, _side(old), _side(new), good)


def _single(kind: _Kind, figure: Figure, side: Side) -> FigureChange:
    """Return the entry of a figure that only one edition has."""
    old, new = (_side(figure), None) if side == "old" else (None, _side(figure))
    identity = "n" + digest(kind, figure.id)
    return FigureChange(identity, kind, figure.indicator, None, old, new, up_is_good(figure))


def _side(figure: Figure) -> FigureSide:
    return FigureSide(figure.id, figure.block, figure.quote)

"""Figures of two editions side by side: targets kept, moved, new or dropped; results; fulfilment.

    old  城镇新增就业1200万人以上    new  城镇新增就业1200万人以上   →  target_pair, same
    old  打通20条断头路              new  打通53条断头路（回顾）     →  fulfilment, met
    old  治理背街小巷1100条          new  –                          →  target_dropped

Two figures are paired when they are likely numbers of one indicator (`indicators.py`) and no likelier partner is
free.  A wrong pair costs a reader more than a missed one, so doubt means two single entries.  A repetition of a
target already listed is not another target.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from .chronology import follows
from .config import DEFAULT, TargetSettings
from .figures.compared import Move, Outcome, is_total, moved, outcome, up_is_good
from .finding_repairs import Spoken
from .ids import digest, normal
from .indicators import Between, Indicators, linked, sentences
from .meetings import common_words
from .model import Figure, FigureChange, FigureSide, Limit, Link, Report, Side
from .pairing import one_to_one, twins
from .periods import of_several_years

_Kind = Literal[
    "target_pair", "target_new", "target_dropped", "result_pair", "result_new", "result_dropped", "fulfilment"
]  # fmt: skip
_KINDS: tuple[tuple[_Kind, _Kind, _Kind], ...] = (
    ("target_pair", "target_new", "target_dropped"),
    ("result_pair", "result_new", "result_dropped"),
)
_SAME = 0.01
"""What is added to a chance for the same words and number."""
NOTHING = Spoken()
_PERIOD = re.compile("今后(?:五|几|一个时期)|未来五年|五年内")


def changes(
    old: Report,
    new: Report,
    settings: TargetSettings = DEFAULT.targets,
    said: Spoken = NOTHING,
    links: Iterable[Link] = (),
) -> tuple[tuple[FigureChange, ...], tuple[Limit, ...]]:
    """Return what became of the targets and results of `old` in `new`, each kind in reading order.

    And what the reader is told of words that were passed over in pairing them.
    """
    dated, apart = old.date is not None and new.date is not None, _years_apart(old, new)
    *both, (promised, reached) = sides(old, new, settings)
    years = of_several_years(old) | of_several_years(new)
    found: list[FigureChange] = []
    passed_over: set[str] = set()
    beside = linked(links)
    for (pair_kind, new_kind, dropped_kind), (ours, theirs) in zip(_KINDS, both, strict=True):
        pairs, common = _pairs(Between(ours, theirs, settings, beside), settings.pair_chance, said)
        passed_over |= common
        for a, b in pairs:
            alike = apart > 1 or pair_kind == "target_pair" or _one_period(a, b, years)
            move = moved(a, b, settings, dated=dated, apart=apart)
            if not alike and move != "same":
                move = "other"
            found.append(_pair(pair_kind, a, b, move))
        found += [_single(new_kind, figure, "new") for figure in _left_over(theirs.figures, [b for _, b in pairs])]
        found += [_single(dropped_kind, figure, "old") for figure in _left_over(ours.figures, [a for a, _ in pairs])]
    pairs, common = _pairs(Between(promised, reached, settings, beside), settings.fulfilment_chance, said)
    found += [_pair("fulfilment", a, b, outcome(a, b, new.date, settings)) for a, b in pairs]
    found += _besides(old, new, found, said)
    return tuple(map(said.told, found)), common_words(len(passed_over | common), "figures", "数据", "figures")


def sides(
    old: Report, new: Report, settings: TargetSettings = DEFAULT.targets
) -> tuple[tuple[Indicators, Indicators], ...]:
    """Return which figures may be paired: targets, results, and old targets with the new results that answer them.

    Old targets are answered for the period that `old` plans, by a later edition; a result in a paragraph that stood in
    `old` word for word was reported before that period began.
    """
    said = sentences(old), sentences(new)
    before = {normal(block.text) for block in old.blocks}
    known = {block.id for block in new.blocks if normal(block.text) in before}
    next_edition = _years_apart(old, new) < 2 or not _annual(old)
    later = follows(old, new, settings.editions)
    promised = [figure for figure in _of_role(old, "target") if later and (figure.deadline or next_edition)]
    reached = [figure for figure in _of_role(new, "result") if later and figure.block not in known]
    pairs = (
        (_of_role(old, "target"), _of_role(new, "target")),
        (_of_role(old, "result"), _of_role(new, "result")),
        (promised, reached),
    )
    return tuple((Indicators(ours, said[0]), Indicators(theirs, said[1])) for ours, theirs in pairs)


def _besides(old: Report, new: Report, found: Sequence[FigureChange], said: Spoken) -> Iterator[FigureChange]:
    """Yield the pairs that a person made of figures which the program holds apart by their roles."""
    known = {(each.old.figure, each.new.figure) for each in found if each.old and each.new}
    ours, theirs = ({figure.id: figure for figure in report.figures} for report in (old, new))
    for a, b in said.together:
        if (a, b) not in known and a in ours and b in theirs:
            kind: _Kind = "fulfilment" if ours[a].role == "target" else "result_pair"
            yield _pair(kind, ours[a], theirs[b], "unclear" if kind == "fulfilment" else "other")


def _pairs(between: Between, least: float, said: Spoken) -> tuple[list[tuple[Figure, Figure]], frozenset[str]]:
    """Return one-to-one pairs of a chance of `least`, in the order of the new side, and the words passed over."""
    left, right = between.old.figures, between.new.figures
    scored = [
        # Of two that are equally likely, the one with the same words and number.
        (chance + (_SAME if (left[i].quote, left[i].value) == (right[j].quote, right[j].value) else 0.0), i, j)
        for (i, j), chance in between.chances().items()
        if chance >= least and (left[i].id, right[j].id) not in said.apart
    ]
    forced = said.forced(left, right)
    taken = ({i for i, _ in forced}, {j for _, j in forced})
    alike = twins([a.id for a in left], [b.id for b in right])
    free = ((i, j) for i, j in alike if i not in taken[0] and j not in taken[1])
    settled = [*forced, *((i, j) for i, j in free if (left[i].id, right[j].id) not in said.apart)]
    found = one_to_one(scored, (len(left), len(right)), settled)
    return [(left[i], right[j]) for i, j in found], between.passed_over()


def _one_period(old: Figure, new: Figure, years: frozenset[str]) -> bool:
    """Tell whether two results of yearly editions may be counted over one time; what merely stands does not add up.

    `years` are the blocks that count over several years.
    """
    stands = {"ratio", "rank", "change"} & {old.measure, new.measure}
    return bool(stands) or is_total(old) or is_total(new) or (old.block in years) == (new.block in years)


def _of_role(report: Report, role: str) -> list[Figure]:
    return [figure for figure in report.figures if figure.role == role]


def _left_over(figures: Sequence[Figure], paired: Sequence[Figure]) -> list[Figure]:
    """Return the figures not paired, without those that only repeat another one."""
    said = {_content(figure) for figure in paired}
    taken = {figure.id for figure in paired}
    left = []
    for figure in figures:
        if figure.id not in taken and _content(figure) not in said:
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

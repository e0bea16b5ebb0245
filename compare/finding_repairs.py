"""What a person says of figure changes: these two are one indicator, these are not, it went up, it was met.

    pair     城镇新增就业1200万人 with 新增城镇就业1256万人      whatever the program paired either with
    part     停车位2.5万个 from 立体车库3.5万个                  the two are listed one by one
    verdict  失业率5.5%左右 and 5%以内                          one indicator, and down, whatever the program found

A repair is a statement about two figures, not a change of a result.  It names them as repairs of figures do, by block,
number and mention (`figure_repairs.py`), so it holds whatever the program calls them.  One figure is in one finding of
a type: a pair that a person makes frees the partners that the program gave, which may then be paired anew.  A person
may pair what the program never does, two units or a result with a target.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import get_args

from .errors import DuizhaoError, NotFound
from .figure_anchors import anchors
from .ids import digest
from .link_repairs import unit
from .model import Anchor, Comparison, Figure, FigureChange, FindingRepair, FindingSay, Report, Verdict

SAYS: tuple[FindingSay, ...] = get_args(FindingSay)
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
_OF_TARGETS = frozenset(("met", "missed", "unclear"))
Pair = tuple[str, str]


def repair(
    old: Report, new: Report, say: FindingSay, ours: str, theirs: str, verdict: Verdict | None = None
) -> FindingRepair:
    """Return a statement about a figure of each report, named by id or LINE:WORDS; raises where it makes no sense."""
    if (
        say not in SAYS
        or (say == "verdict") != (verdict is not None)
        or (verdict is not None and verdict not in VERDICTS)
    ):
        raise DuizhaoError(
            "没有说清要做什么：配成一对、拆开，或改变化。", "Say pair, part, or verdict with the change that it was."
        )
    sides = [_figure(report, name) for report, name in ((old, ours), (new, theirs))]
    if verdict is not None and (verdict in _OF_TARGETS) != _answers(sides[0][1], sides[1][1]):
        raise DuizhaoError(
            "完成与否只说上届目标和本届结果，升降只说同类的两个数。",
            "met, missed and unclear are for an old target and a new result, up and down for two of a kind.",
        )
    anchors_of = [Anchor(anchor, figure.quote) for anchor, figure in sides]
    return named(FindingRepair("", say, anchors_of[0], anchors_of[1], verdict))


def named(said: FindingRepair) -> FindingRepair:
    """Return a statement with the id that its content gives it."""
    return replace(said, id="u" + digest(said.say, said.old.unit, said.new.unit, said.verdict or ""))


def heard(repairs: Iterable[FindingRepair]) -> tuple[FindingRepair, ...]:
    """Return the statements that hold, in order: of those on the same two figures, the last that pairs or parts them.

    A verdict stands beside a pair, and falls with a later parting.
    """
    last: dict[tuple[str, str, bool], FindingRepair] = {}
    for each in repairs:
        key = (each.old.unit, each.new.unit)
        last.pop((*key, each.say == "verdict"), None)
        if each.say == "part":
            last.pop((*key, True), None)
        last[*key, each.say == "verdict"] = each
    return tuple(last.values())


def mirrored(repairs: Iterable[FindingRepair]) -> tuple[FindingRepair, ...]:
    """Return the same statements for the same reports the other way round: up is down; what was met is not said."""
    turned: dict[Verdict | None, Verdict] = {"up": "down", "down": "up"}
    return tuple(
        named(replace(each, old=each.new, new=each.old, verdict=turned.get(each.verdict, each.verdict)))
        for each in repairs
        if each.verdict not in _OF_TARGETS
    )


@dataclass(frozen=True, slots=True)
class Spoken:
    """What was said, by the ids of the figures that two reports have now."""

    together: dict[Pair, FindingRepair] = field(default_factory=dict)
    apart: Mapping[Pair, FindingRepair] = field(default_factory=dict)
    verdicts: Mapping[Pair, FindingRepair] = field(default_factory=dict)

    def forced(self, ours: Sequence[Figure], theirs: Sequence[Figure]) -> list[tuple[int, int]]:
        """Return the places of pairs that a person made, each figure in the last that was said of it."""
        left = {figure.id: at for at, figure in enumerate(ours)}
        right = {figure.id: at for at, figure in enumerate(theirs)}
        found: list[tuple[int, int]] = []
        for a, b in reversed(self.together):
            if a in left and b in right and not any(left[a] == i or right[b] == j for i, j in found):
                found.append((left[a], right[b]))
        return found[::-1]

    def told(self, change: FigureChange) -> FigureChange:
        """Return a finding as a person has it."""
        if change.old is None or change.new is None:
            return change
        pair = (change.old.figure, change.new.figure)
        said = self.verdicts.get(pair)
        if said is None:
            return replace(change, by="person") if pair in self.together else change
        return replace(change, change=said.verdict, by="person")


def spoken(old: Report, new: Report, repairs: Iterable[FindingRepair]) -> tuple[Spoken, tuple[FindingRepair, ...]]:
    """Return what was said by the figures of today, and the statements, those without their figures not `attached`."""
    figures = [{anchor: figure for figure, anchor in anchors(report).items()} for report in (old, new)]
    roles = [{figure.id: figure.role for figure in report.figures} for report in (old, new)]

    def kind(pair: Pair) -> bool:
        return roles[0][pair[0]] == "target" and roles[1][pair[1]] == "result"

    together: dict[Pair, FindingRepair] = {}
    apart: dict[Pair, FindingRepair] = {}
    verdicts: dict[Pair, FindingRepair] = {}
    lost = []
    for each in heard(repairs):
        ours, theirs = figures[0].get(each.old.unit), figures[1].get(each.new.unit)
        if ours is None or theirs is None:
            lost.append(replace(each, attached=False))
            continue
        pair = ours, theirs
        if each.say == "part":
            apart[pair] = each
            continue
        apart.pop(pair, None)
        for other in list(together):  # one figure is in one finding of a type: the last word holds
            if other != pair and kind(other) == kind(pair) and (other[0] == ours or other[1] == theirs):
                together.pop(other)
                verdicts.pop(other, None)
        if each.say == "verdict":
            verdicts[pair] = each
        together[pair] = each if each.say == "pair" else together.get(pair, each)
    held = {each.id: replace(each, attached=True) for said in (together, apart, verdicts) for each in said.values()}
    return Spoken(together, apart, verdicts), (*held.values(), *lost)


def with_own(
    old: Report, new: Report, repairs: Sequence[FindingRepair], own: Sequence[FigureChange]
) -> tuple[FindingRepair, ...]:
    """Return statements with what the program says by itself of the two figures."""
    places = anchors(old), anchors(new)
    alone = {(places[0][c.old.figure], places[1][c.new.figure]): c.change for c in own if c.old and c.new}
    return tuple(replace(each, found=alone.get((each.old.unit, each.new.unit))) for each in repairs)


def by_change(comparison: Comparison) -> dict[str, list[FindingRepair]]:
    """Return what was said of the two figures of each figure change that has two, by the change's id."""
    places = anchors(comparison.old), anchors(comparison.new)
    by_pair: dict[Pair, list[FindingRepair]] = {}
    for each in comparison.finding_repairs:
        by_pair.setdefault((each.old.unit, each.new.unit), []).append(each)
    return {
        change.id: by_pair.get((places[0][change.old.figure], places[1][change.new.figure]), [])
        for change in comparison.figure_changes
        if change.old and change.new
    }


def elsewhere(comparison: Comparison) -> list[FindingRepair]:
    """Return what was said of figures that are in no figure change together: taken apart, or gone."""
    shown = {each.id for said in by_change(comparison).values() for each in said}
    return [each for each in comparison.finding_repairs if each.id not in shown]


def _figure(report: Report, name: str) -> tuple[str, Figure]:
    """Return a figure and its anchor, by its id, its anchor, or LINE:WORDS, its number where it stands."""
    places = anchors(report)
    place, colon, words = name.partition(":")
    if colon and words:
        _, block = unit(report, place)
        texts = {each.id: each.text for each in report.blocks}
        here = [each for each in report.figures if each.block == block and texts[block][slice(*each.span)] == words]
        if len(here) > 1:
            raise DuizhaoError(
                f"“{words}”在这一段里是好几项数据，请写编号：{'、'.join(each.id for each in here)}。",
                f"“{words}” is several figures of that paragraph; give an id: {', '.join(each.id for each in here)}.",
            )
        found = here
    else:
        found = [each for each in report.figures if name and name in (each.id, places[each.id])]
    if not found:
        raise NotFound(
            f"《{report.title or report.source.name}》中没有 “{name}” 这项数据；请写数据的编号，或 行号:数字和单位。",
            f"No figure of {report.title or report.source.name} is “{name}”; give its id, or LINE:NUMBER as written.",
        )
    return places[found[0].id], found[0]


def _answers(old: Figure, new: Figure) -> bool:
    return old.role == "target" and new.role == "result"

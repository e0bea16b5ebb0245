"""The machine's links and a person's word: which links hold, and what the machine had found instead.

    found  A──x 0.83   B──x 0.31        said  split A x y       →   A──x 0.83 person   A──y person
                                                                    overruled: B──x 0.31, by that repair

The machine finds its links as if nothing had been said, and a repair decides the pairs it names (`link_repairs.py`),
those that it leaves no room for included, and nothing else.  What follows from links follows from the mended ones:
sections from blocks, sentence pairs from groups, moves, edits, figure changes.  A link that both find is the person's,
with the machine's score and reasons.

Headings stand for their sections: what is said of headings holds for the sections they open.  A sentence is only
linked inside linked blocks.  What cannot be applied, because a unit is gone, is not attached, and does nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from .grouping import Edge
from .ids import digest
from .link_repairs import heard
from .model import Level, LinkRepair, Overruled, Report

Homes = tuple[Mapping[str, str], Mapping[str, str]]
"""The old and the new units of a level in reading order, each with its home: only units of one home can be linked."""

_Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Word:
    """A repair as it bears on one level: it decides the pairs of its units, and all their others where exclusive."""

    repair: str
    level: Level
    together: bool
    exclusive: bool
    old: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def pairs(self) -> tuple[_Pair, ...]:
        return tuple((a, b) for a in self.old for b in self.new)

    def attached(self, homes: Homes) -> bool:
        """Tell whether all its units are there, and where they can be linked."""
        found = {homes[0].get(unit) for unit in self.old} | {homes[1].get(unit) for unit in self.new}
        return len(found) == 1 and None not in found


class Mender:
    """Applies what a person said to the edges of each level, and remembers what that took away."""

    def __init__(self, repairs: Iterable[LinkRepair], old: Report, new: Report) -> None:
        self._repairs = heard(repairs)
        self._words = [word for each in self._repairs for word in _words(each, (_headed(old), _headed(new)))]
        self._overruled: dict[tuple[Level, _Pair], Overruled] = {}
        self._attached: set[str] = set()

    @property
    def repairs(self) -> tuple[LinkRepair, ...]:
        """Return the repairs that hold, each with whether it is attached."""
        return tuple(replace(each, attached=each.id in self._attached) for each in self._repairs)

    @property
    def overruled(self) -> tuple[Overruled, ...]:
        """Return the machine's links that were taken away."""
        return tuple(self._overruled.values())

    def mend(self, level: Level, edges: Sequence[Edge], homes: Homes) -> list[Edge]:
        """Return the edges that hold, in reading order; mending them again changes nothing."""
        words = [word for word in self._words if word.level == level and word.attached(homes)]
        self._attached.update(word.repair for word in words)
        if not words:
            return list(edges)
        found = {(edge.old, edge.new): edge for edge in edges}
        decided: dict[_Pair, _Word] = {}
        for word in words:
            if word.exclusive:
                decided.update({pair: replace(word, together=False) for pair in _touching(word, [*found, *decided])})
            decided.update(dict.fromkeys(word.pairs, word))
        out = [edge for pair, edge in found.items() if pair not in decided]
        for pair, word in decided.items():
            known = found.get(pair)
            if word.together:
                out.append(replace(known, by="person") if known else Edge(*pair, 1.0, ("person",), "person"))
            elif known:
                gone = Overruled(
                    "l" + digest(level, *pair), level, known.old, known.new, known.score, known.why, word.repair
                )
                self._overruled.setdefault((level, pair), gone)
        order = [{unit: at for at, unit in enumerate(side)} for side in homes]
        return sorted(out, key=lambda edge: (order[0][edge.old], order[1][edge.new]))


def deciding(repairs: Iterable[LinkRepair]) -> dict[tuple[Level, str, str], LinkRepair]:
    """Return the repair that speaks last of each pair of units that attached ones name."""
    return {(each.level, a.unit, b.unit): each for each in repairs if each.attached for a in each.old for b in each.new}


def _touching(word: _Word, pairs: Iterable[_Pair]) -> list[_Pair]:
    return [pair for pair in pairs if pair[0] in word.old or pair[1] in word.new]


def _words(said: LinkRepair, headed: tuple[Mapping[str, str], Mapping[str, str]]) -> list[_Word]:
    """Return a repair as a word on its own level, and on sections where it speaks of headings."""
    old, new = (tuple(anchor.unit for anchor in side) for side in (said.old, said.new))
    exclusive = said.op in ("split", "merge") or (said.op == "link" and said.level == "sentence")
    word = _Word(said.id, said.level, said.op != "unlink", exclusive, old, new)
    if said.level != "block" or not (all(a in headed[0] for a in old) and all(b in headed[1] for b in new)):
        return [word]
    sections = (tuple(headed[0][a] for a in old), tuple(headed[1][b] for b in new))
    return [word, replace(word, level="section", old=sections[0], new=sections[1])]


def _headed(report: Report) -> dict[str, str]:
    """Return the section that each heading opens."""
    return {block.id: block.section for block in report.blocks if block.kind == "heading" and block.section}

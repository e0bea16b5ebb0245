"""Where a clause stands: how near the matter around it is to the matter around another clause.

    old  开放 … 稳步推进重大项目合作        new  区域 … 实施一批区域重大项目      far: another matter's paragraph
    old  城乡 … 稳步实施城市更新行动        new  城乡 … 扎实推进城市更新          near: the paragraph most like its own

Two paragraphs are near by what their other clauses share, as a share of what the nearest ones share; so it is told
for reviews and tasks, which the alignment never links.  A paragraph of one clause tells nothing: 0.5.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from ..pairing import Bag

_UNTOLD = 0.5


class Surroundings:
    """The paragraphs of two lists of clauses, each clause given by its paragraph and what it is about."""

    def __init__(
        self,
        left: Sequence[tuple[str, Bag]],
        right: Sequence[tuple[str, Bag]],
        weights: Mapping[str, float],
        passed_over: frozenset[str],
    ) -> None:
        sides = _gathered(left), _gathered(right)
        self._sizes = [{block: math.fsum(sorted(weights[x] for x in held)) for block, held in s.items()} for s in sides]
        holders: dict[str, list[str]] = defaultdict(list)
        for block, held in sides[1].items():
            for pair in sorted(held - passed_over):
                holders[pair].append(block)
        self._shared: dict[tuple[str, str], float] = defaultdict(float)
        self._best: tuple[dict[str, float], dict[str, float]] = (defaultdict(float), defaultdict(float))
        for block, held in sides[0].items():
            for pair in sorted(held):
                for other in holders.get(pair, ()):
                    self._shared[block, other] += weights[pair]
        for (block, other), weight in self._shared.items():
            near = self._share(block, other, weight)
            self._best[0][block] = max(self._best[0][block], near)
            self._best[1][other] = max(self._best[1][other], near)

    def near(self, block: str, other: str, own: float) -> float:
        """Return how near two paragraphs are, 0–1, apart from the weight `own` that the clauses themselves share."""
        best = math.sqrt(self._best[0].get(block, 0.0) * self._best[1].get(other, 0.0))
        if not best or min(self._sizes[0][block], self._sizes[1][other]) <= 2 * own:
            return _UNTOLD
        return min(1.0, self._share(block, other, max(0.0, self._shared.get((block, other), 0.0) - own)) / best)

    def _share(self, block: str, other: str, weight: float) -> float:
        return weight / math.sqrt(self._sizes[0][block] + self._sizes[1][other])


def _gathered(clauses: Sequence[tuple[str, Bag]]) -> dict[str, frozenset[str]]:
    held: dict[str, set[str]] = defaultdict(set)
    for block, bag in clauses:
        held[block] |= bag.pairs
    return {block: frozenset(pairs) for block, pairs in held.items()}

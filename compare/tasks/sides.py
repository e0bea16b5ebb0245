"""Two lists of clauses side by side: what each is about, where it stands, which of them meet.

old  (block, 稳步实施城市更新行动) …     new  (block, 扎实推进城市更新) …     →  (12, 40): share 城市 更新, near
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from ..config import TaskSettings
from ..pairing import common, meeting, shared, weigh
from .context import Surroundings
from .matter import about, covered, likeness, matter


class Sides:
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

    def meeting(self) -> Iterator[tuple[int, int]]:
        """Yield the indices of clauses that share anything worth a look, in order."""
        yield from meeting(*self.bags, self._settings.similarity, least=2)

    def likeness(self, i: int, j: int) -> float:
        """Return how far two clauses are about one thing, 0–1."""
        return likeness(self.left[i], self.right[j], self.weights, self._settings)

    def covered(self, i: int, j: int) -> float:
        """Return how much of what the old clause is about the new one holds, 0–1."""
        return covered(self.left[i], self.right[j], self.weights, self._settings)

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

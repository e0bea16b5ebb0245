"""What a set phrase weighs: how sure it is one, times how much is said of it.

    “两新” ×4, quoted              3 × (1 + log₂ 4) = 9
    首发经济 ×1, in a list          1 × (1 + log₂ 1) = 1

Phrases that a reader follows, that the text quotes or numbers, or that every reader knows are sure; those that recur
less so; enumerations that are even, and items that end as set phrases do, least.  A change of words (replaced,
stronger, reordered) is told by the sentence both editions have, and weighs as a quoted phrase does.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass

from .phrases import Phrases

SURE, RECURRING, EVEN, HEADED = 3.0, 2.0, 1.5, 1.0
_RHYME = 0.5
"""What an enumeration gains whose items all begin or end alike: 政治判断力、政治领悟力、政治执行力."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Where phrases come from; a phrase of several sources counts by the surest."""

    marked: Phrases
    recurring: Collection[str]
    even: Collection[str]

    def weight(self, phrase: str, times: int, *, swapped: bool = False) -> float:
        """Return the weight of a phrase that stands so often in the edition that has more of it."""
        sure = (
            SURE
            if swapped or phrase in self.marked
            else RECURRING
            if phrase in self.recurring
            else self._listed(phrase)
        )
        return round(sure * (1 + math.log2(max(times, 1))), 2)

    def _listed(self, phrase: str) -> float:
        if phrase not in self.even:
            return HEADED
        items = phrase.split("、")
        alike = any(len({item[at] for item in items}) == 1 for at in (0, -1))
        return EVEN + (_RHYME if alike else 0.0)

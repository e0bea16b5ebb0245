"""A phrase and the one that took its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Swap:
    """`old` in the old edition, `new` in its place in the new one."""

    old: str
    new: str
    kind: Literal["replaced", "stronger", "weaker"]

    def within(self, other: Swap) -> bool:
        """Tell whether another swap says the same of more words."""
        return self.old in other.old and self.new in other.new

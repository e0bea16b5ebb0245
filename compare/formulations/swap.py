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

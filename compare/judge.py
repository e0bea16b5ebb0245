"""From evidence to a chance: two logistic regressions whose weights are a small readable file.

    (0.41 of the words shared, best of its row and column, same part, …)  →  0.93

`data/alignment.json` is written by `python -m bench.fit_alignment --write`, which also says how
weights fitted on five labelled pairs do on the sixth.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from .evidence import FIRST, SECOND, Pair


@dataclass(frozen=True, slots=True)
class Judge:
    """One logistic regression: a bias and a weight for each kind of evidence, in order."""

    bias: float
    weights: Mapping[str, float]

    def chance(self, values: tuple[float, ...]) -> float:
        """Return the chance, 0–1, that evidence `values` belongs to a true link."""
        total = self.bias + sum(w * value for w, value in zip(self.weights.values(), values, strict=True))
        return 1 / (1 + math.exp(-min(max(total, -30.0), 30.0)))


@dataclass(frozen=True, slots=True)
class Judges:
    """Both rounds and the chance from which on a pair is linked."""

    first: Judge
    second: Judge
    threshold: float


def chances_of(judge: Judge, evidence: Mapping[Pair, tuple[float, ...]]) -> dict[Pair, float]:
    """Return the chance of every pair, to six places, so that it is the same from either side."""
    return {pair: round(judge.chance(values), 6) for pair, values in evidence.items()}


@lru_cache(maxsize=1)
def fitted() -> Judges:
    """Return the weights that ship with the package."""
    data = json.loads(files(__package__).joinpath("data", "alignment.json").read_text(encoding="utf-8"))
    rounds = []
    for name, kinds in (("first", FIRST), ("second", SECOND)):
        weights = data[name]["weights"]
        rounds.append(Judge(data[name]["bias"], {kind: weights[kind] for kind in kinds}))
    return Judges(rounds[0], rounds[1], data["threshold"])

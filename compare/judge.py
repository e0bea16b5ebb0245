"""From evidence to a chance: two logistic regressions whose weights are a small readable file.

    (0.41 of the words shared, best of its row and column, same part, …)  →  0.93

`data/alignment.json` is written by `python -m bench.fit_alignment --write`, which also says how
weights fitted without a labelled pair do on it.  `plain` is the fall-back that nothing was fitted for: a
handful of weights set by hand, which a test holds the fitted ones against.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from .config import AlignmentSettings
from .context import SECOND
from .evidence import FIRST, Pair


@dataclass(frozen=True, slots=True)
class Judge:
    """One logistic regression: a bias and a weight for each kind of evidence, in order."""

    bias: float
    weights: Mapping[str, float]

    def chances(self, evidence: Mapping[Pair, Sequence[float]]) -> dict[Pair, float]:
        """Return the chance, 0–1, that each pair is a true link, to six places: the same from either side."""
        weights = tuple(self.weights.values())
        out = {}
        for pair, values in evidence.items():
            total = self.bias + sum(weight * value for weight, value in zip(weights, values, strict=True))
            out[pair] = round(1 / (1 + math.exp(-min(max(total, -30.0), 30.0))), 6)
        return out


@dataclass(frozen=True, slots=True)
class Judges:
    """Both rounds, the weights of the path's jumps, and the chance from which on a pair is linked."""

    first: Judge
    second: Judge
    jumps: tuple[float, ...]
    threshold: float


def judges(settings: AlignmentSettings) -> Judges:
    """Return the judges that the settings ask for."""
    return fitted() if settings.judges == "fitted" else plain()


@lru_cache(maxsize=1)
def fitted() -> Judges:
    """Return the weights that ship with the package."""
    data = json.loads(files(__package__).joinpath("data", "alignment.json").read_text(encoding="utf-8"))
    rounds = []
    for name, kinds in (("first", FIRST), ("second", SECOND)):
        weights = data[name]["weights"]
        rounds.append(Judge(data[name]["bias"], {kind: weights[kind] for kind in kinds}))
    return Judges(rounds[0], rounds[1], tuple(data["jumps"]), data["threshold"])


@lru_cache(maxsize=1)
def plain() -> Judges:
    """Return judges that nothing was fitted for: rank among rivals, then the best of row and column, by sections."""
    first = {
        "words": 6.0, "rank": 4.0, "head rank": 1.0, "section rank": 1.5, "part rank": 1.0, "diagonal": 0.5,
        "headings, section rank": 4.0, "heading and text": -3.0, "leads, section rank": 3.0, "place": -2.0,
    }  # fmt: skip
    second = {"first": 1.0, "lead": 1.0, "neighbours": 0.5, "path": 1.0}
    return Judges(
        Judge(-7.5, {kind: first.get(kind, 0.0) for kind in FIRST}),
        Judge(-1.0, {kind: second.get(kind, 0.0) for kind in SECOND}),
        (0.01, 0.02, 0.03, 0.06, 0.1, 0.15, 0.5, 1.0, 0.25, 0.12, 0.06, 0.03, 0.01),
        0.4,
    )

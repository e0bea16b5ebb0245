"""Fit the weights by which alignment judges evidence, and say how they do on pairs not fitted.

    python -m bench.fit_alignment            leave one pair out: F1 on each pair, fitted on the others
    python -m bench.fit_alignment --write    fit on all pairs and write compare/data/alignment.json

Logistic regression by Newton's method with an L2 penalty, twice: the second round sees what a
first round that was fitted without the pair at hand thinks of it (stacking, Wolpert 1992).
Needs the texts and labels in ../shared; nothing of their text is written.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.labels import OWN, PAIRS, UNRELATED, Gold, f1, gold, report
from compare.align import align, judged
from compare.config import DEFAULT
from compare.context import SECOND, second_round
from compare.evidence import FIRST, Pair
from compare.judge import Judge, Judges
from compare.path import jump_weights
from compare.sides import side

PENALTIES = (15.0, 10.0)
UNSURE = 0.3
"""Weight of a pair that the labeller was not sure of."""
THRESHOLDS = (0.25, 0.3, 0.35, 0.4, 0.45)  # above, splits and merges are lost of which the labels hold too few to tell
TARGET = Path(__file__).resolve().parent.parent / "compare" / "data" / "alignment.json"
SETTINGS = DEFAULT.alignment
Evidence = dict[Pair, tuple[float, ...]]
Array = NDArray[np.float64]


class Labelled:
    """One labelled pair: its sides, first-round evidence, and the label and weight of each pair of units."""

    def __init__(self, name: str) -> None:
        self.name = name
        names = (PAIRS | OWN | UNRELATED)[name]
        self.reports = report(names[0]), report(names[1])
        self.old, self.new = (side(one, SETTINGS) for one in self.reports)
        self.gold: Gold = gold(name)
        self.anchors, self.first, _ = judged(self.old, self.new, SETTINGS)
        self.keys = list(self.first)
        self.rows = np.array([self.first[key] for key in self.keys])
        marked = [self._label(pair) for pair in self.keys]
        self.labels = np.array([label for label, _ in marked])
        self.weights = np.array([weight for _, weight in marked])

    def _label(self, pair: Pair) -> tuple[float, float]:
        """Return label and weight of a pair of units."""
        lines = self.lines(pair)
        if lines & self.gold.possible:
            return 1.0, 1.0 if lines & self.gold.sure else UNSURE
        unscored = any(not self.gold.scored(b) or b in self.gold.full for _, b in lines)
        return 0.0, 0.0 if unscored else 1.0

    def lines(self, pair: Pair) -> set[tuple[int, int]]:
        """Return the pairs of source lines of a pair of units."""
        (a, b), (c, d) = self.old.units[pair[0]].block.lines, self.new.units[pair[1]].block.lines
        return {(x, y) for x in range(a, b + 1) for y in range(c, d + 1)}

    def second(self, judge: Judge, jumps: Sequence[float]) -> Array:
        """Return the second round's evidence, in the order of the first's."""
        chances = dict.fromkeys(self.anchors, 1.0) | judge.chances(self.first)
        found = second_round(chances, self.first, self.old, self.new, jumps, SETTINGS)
        return np.array([found[key] for key in self.keys])

    def score(self, judging: Judges) -> float:
        """Return the F1 of the links that the product makes with these judges."""
        blocks = [{block.id: block.lines for block in one.blocks} for one in self.reports]
        links = {
            (a, b)
            for link in align(*self.reports, SETTINGS, judging).links
            if link.level == "block" and link.old and link.new
            for a in range(blocks[0][link.old][0], blocks[0][link.old][1] + 1)
            for b in range(blocks[1][link.new][0], blocks[1][link.new][1] + 1)
        }
        return f1(links, self.gold)[2] if self.gold.sure else float(len(links))

    def steps(self) -> Iterator[tuple[int, int, int]]:
        """Yield the jumps that the labels make from one new unit to the next that is linked, and the other way."""
        places = [
            {
                line: k
                for k, unit in enumerate(side.units)
                for line in range(unit.block.lines[0], unit.block.lines[1] + 1)
            }
            for side in (self.old, self.new)
        ]
        pairs = {(places[0][a], places[1][b]) for a, b in self.gold.possible if a in places[0] and b in places[1]}
        for way in (pairs, {(b, a) for a, b in pairs}):
            rows = len(self.old.units) if way is pairs else len(self.new.units)
            before: list[int] = []
            for column in sorted({column for _, column in way}):
                here = sorted(row for row, other in way if other == column)
                yield from ((at, to, rows) for at in before for to in here)
                before = here


@dataclass(frozen=True, slots=True)
class Regression:
    """A logistic regression in the terms of the rows it was fitted on."""

    bias: float
    weights: Array

    def named(self, names: Sequence[str]) -> Judge:
        """Return it as the judge that ships."""
        pairs = zip(names, self.weights, strict=True)
        return Judge(round(self.bias, 4), {name: round(float(weight), 4) for name, weight in pairs})


def regression(rows: Array, labels: Array, weights: Array, penalty: float) -> Regression:
    """Return the weights by Newton's method; evidence is brought to one scale before the penalty is taken."""
    used = weights > 0
    rows, labels, weights = rows[used], labels[used], weights[used]
    means, scales = rows.mean(0), rows.std(0)
    scales[scales < 1e-9] = 1.0
    scaled = np.c_[np.ones(len(rows)), (rows - means) / scales]
    beta = np.zeros(scaled.shape[1])
    ridge = np.diag([1e-9, *[penalty] * rows.shape[1]])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-np.clip(scaled @ beta, -30, 30)))
        gradient = scaled.T @ (weights * (labels - chance)) - ridge @ beta
        step = np.linalg.solve((scaled * (weights * chance * (1 - chance))[:, None]).T @ scaled + ridge, gradient)
        beta += step
        if abs(step).max() < 1e-6:
            break
    plain = beta[1:] / scales
    return Regression(float(beta[0] - plain @ means), plain)


class Fitting:
    """Fits on the pairs it is given; a first round fitted without two of them serves both."""

    def __init__(self, pairs: Sequence[Labelled]) -> None:
        self.pairs = {pair.name: pair for pair in pairs}
        self.first_without = lru_cache(maxsize=None)(self._first_without)

    def _first_without(self, left_out: frozenset[str]) -> Judge:
        used = [pair for name, pair in self.pairs.items() if name not in left_out]
        return _fit(FIRST, [pair.rows for pair in used], used, PENALTIES[0])

    def judges(self, left_out: str | None = None) -> Judges:
        """Return both rounds, jumps and threshold, fitted on all pairs but the one left out."""
        used = [pair for name, pair in self.pairs.items() if name != left_out]
        apart = frozenset([left_out] if left_out in self.pairs else [])
        jumps = tuple(round(weight, 4) for weight in jump_weights(step for pair in used for step in pair.steps()))
        stacked = [pair.second(self.first_without(apart | {pair.name}), jumps) for pair in used]
        second = _fit(SECOND, stacked, used, PENALTIES[1])
        return Judges(self.first_without(apart), second, jumps, _threshold(second, stacked, used))


def _fit(names: Sequence[str], rows: Sequence[Array], pairs: Sequence[Labelled], penalty: float) -> Judge:
    labels, weights = (np.concatenate([getattr(pair, name) for pair in pairs]) for name in ("labels", "weights"))
    return regression(np.concatenate(list(rows)), labels, weights, penalty).named(names)


def _threshold(second: Judge, stacked: Sequence[Array], pairs: Sequence[Labelled]) -> float:
    """Return the threshold that does best on the mean of the pairs, by stacked evidence."""

    def mean(threshold: float) -> float:
        total = 0.0
        for rows, pair in zip(stacked, pairs, strict=True):
            chances = second.chances(dict(zip(pair.keys, map(tuple, rows), strict=True)))
            linked = [*pair.anchors, *(key for key, chance in chances.items() if chance >= threshold)]
            total += f1({line for key in linked for line in pair.lines(key)}, pair.gold)[2]
        return total

    return max(THRESHOLDS, key=mean)


@lru_cache(maxsize=1)
def labelled() -> dict[str, Labelled]:
    """Return all labelled pairs."""
    return {name: Labelled(name) for name in PAIRS | OWN | UNRELATED}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="fit on all pairs and write the weights")
    args = parser.parse_args()
    pairs = labelled()
    everything = Fitting(list(pairs.values()))
    if args.write:
        TARGET.write_text(
            json.dumps(written(everything.judges()), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
        return 0
    strict = Fitting([pairs[name] for name in PAIRS])
    for title, fitting, names in (
        ("fitted on the other five of ../shared", strict, PAIRS),
        ("fitted on all other pairs", everything, PAIRS | OWN | UNRELATED),
    ):
        print(title)
        scores = {}
        for name in names:
            judging = fitting.judges(name)
            scores[name] = pairs[name].score(judging)
            print(f"  {name:32} {scores[name]:.3f}  threshold {judging.threshold}", flush=True)
        print(f"  mean of {', '.join(PAIRS)} {sum(scores[name] for name in PAIRS) / len(PAIRS):.3f}")
    return 0


def written(judging: Judges) -> dict[str, object]:
    """Return the judges as the file holds them."""
    rounds = {
        name: {"bias": judge.bias, "weights": dict(judge.weights)}
        for name, judge in (("first", judging.first), ("second", judging.second))
    }
    return {
        "made by": "python -m bench.fit_alignment --write",
        "threshold": judging.threshold,
        "jumps": list(judging.jumps),
        **rounds,
    }


if __name__ == "__main__":
    sys.exit(main())

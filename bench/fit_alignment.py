"""Fit the weights by which alignment judges evidence, and say how they do on pairs not fitted.

    python -m bench.fit_alignment            leave one pair out: F1 on each pair, fitted on the other five
    python -m bench.fit_alignment --write    fit on all six pairs and write compare/data/alignment.json

Logistic regression by Newton's method with an L2 penalty, twice: the second round sees what a
first round that was fitted without the pair at hand thinks of it (stacking, Wolpert 1992).
Needs the labelled pairs in ../shared; nothing of their text is written.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from pathlib import Path

from bench.labels import PAIRS, Gold, f1, gold, report
from compare.align import Judge, allowed, chances_of
from compare.config import DEFAULT
from compare.evidence import FIRST, SECOND, Pair, Side, first_round, second_round, side

PENALTY = 1.0
THRESHOLDS = [0.3, 0.35, 0.4, 0.45]  # above, splits and merges are lost of which the labels hold too few to tell
TARGET = Path(__file__).resolve().parent.parent / "compare" / "data" / "alignment.json"
Evidence = dict[Pair, tuple[float, ...]]


class Labelled:
    """One labelled pair: its sides, first-round evidence, and the label and weight of each pair of units."""

    def __init__(self, name: str) -> None:
        old, new = PAIRS[name]
        settings = DEFAULT.alignment
        self.old: Side = side(report(old), settings.head_length)
        self.new: Side = side(report(new), settings.head_length)
        self.gold: Gold = gold(name)
        self.first: Evidence = {
            pair: values
            for pair, values in first_round(self.old, self.new, settings)[0].items()
            if allowed(self.old.units[pair[0]].block, self.new.units[pair[1]].block)
        }
        self.label: dict[Pair, float] = {}
        self.weight: dict[Pair, float] = {}
        for pair in self.first:
            lines = self.lines(pair)
            self.label[pair] = float(bool(lines & self.gold.possible))
            unscored = any(b in self.gold.free for _, b in lines)
            cut_off = any(b in self.gold.full for _, b in lines) and not self.label[pair]
            unsure = self.label[pair] and not lines & self.gold.sure
            self.weight[pair] = 0.0 if unscored or cut_off else 0.3 if unsure else 1.0

    def lines(self, pair: Pair) -> set[tuple[int, int]]:
        (a, b), (c, d) = self.old.units[pair[0]].block.lines, self.new.units[pair[1]].block.lines
        return {(x, y) for x in range(a, b + 1) for y in range(c, d + 1)}

    def score(self, chances: dict[Pair, float], threshold: float) -> float:
        links = {line for pair, chance in chances.items() if chance >= threshold for line in self.lines(pair)}
        return f1(links, self.gold)[2]

    def second(self, judge: Judge) -> Evidence:
        return second_round(chances_of(judge, self.first), len(self.old.units), len(self.new.units))


def fit(names: tuple[str, ...], evidence: list[Evidence], pairs: list[Labelled]) -> Judge:
    """Return the logistic regression of the labels on the evidence."""
    rows, labels, weights = [], [], []
    for values, pair in zip(evidence, pairs, strict=True):
        for key, value in values.items():
            if pair.weight[key]:
                rows.append(value)
                labels.append(pair.label[key])
                weights.append(pair.weight[key])
    means = [sum(row[k] for row in rows) / len(rows) for k in range(len(names))]
    scales = [math.sqrt(sum((row[k] - means[k]) ** 2 for row in rows) / len(rows)) or 1.0 for k in range(len(names))]
    scaled = [(1.0, *((row[k] - means[k]) / scales[k] for k in range(len(names)))) for row in rows]
    solution = _newton(scaled, labels, weights)
    plain = [solution[k + 1] / scales[k] for k in range(len(names))]
    return Judge(
        bias=solution[0] - sum(weight * mean for weight, mean in zip(plain, means, strict=True)),
        weights=dict(zip(names, plain, strict=True)),
    )


def _newton(rows: list[tuple[float, ...]], labels: list[float], weights: list[float]) -> list[float]:
    size = len(rows[0])
    beta = [0.0] * size
    for _ in range(25):
        gradient = [0.0 if k == 0 else -PENALTY * beta[k] for k in range(size)]
        hessian = [[PENALTY if a == b and a else 1e-9 if a == b else 0.0 for b in range(size)] for a in range(size)]
        for row, label, weight in zip(rows, labels, weights, strict=True):
            chance = 1 / (1 + math.exp(-max(-30.0, min(30.0, sum(b * x for b, x in zip(beta, row, strict=True))))))
            error, curve = weight * (label - chance), weight * chance * (1 - chance)
            for a in range(size):
                gradient[a] += error * row[a]
                if curve > 1e-6:
                    scaled = curve * row[a]
                    line = hessian[a]
                    for b in range(a + 1):
                        line[b] += scaled * row[b]
        for a in range(size):
            for b in range(a):
                hessian[b][a] = hessian[a][b]
        step = _solve(hessian, gradient)
        beta = [b + s for b, s in zip(beta, step, strict=True)]
        if max(map(abs, step)) < 1e-7:
            break
    return beta


def _solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Return x of matrix · x = right, by elimination with partial pivoting."""
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for k in range(size):
        pivot = max(range(k, size), key=lambda r: abs(rows[r][k]))
        rows[k], rows[pivot] = rows[pivot], rows[k]
        for r in range(k + 1, size):
            factor = rows[r][k] / rows[k][k]
            if factor:
                rows[r] = [x - factor * y for x, y in zip(rows[r], rows[k], strict=True)]
    out = [0.0] * size
    for k in reversed(range(size)):
        out[k] = (rows[k][size] - sum(rows[k][c] * out[c] for c in range(k + 1, size))) / rows[k][k]
    return out


def fit_both(pairs: list[Labelled]) -> tuple[Judge, Judge, float]:
    """Return both rounds' weights and the threshold that did best on `pairs` by stacked scores."""
    stacked = []
    for pair in pairs:
        others = [other for other in pairs if other is not pair]
        stacked.append(pair.second(fit(FIRST, [other.first for other in others], others)))
    second = fit(SECOND, stacked, pairs)
    threshold = max(
        THRESHOLDS,
        key=lambda t: sum(pair.score(chances_of(second, e), t) for pair, e in zip(pairs, stacked, strict=True)),
    )
    return fit(FIRST, [pair.first for pair in pairs], pairs), second, threshold


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="fit on all pairs and write the weights")
    args = parser.parse_args()
    pairs = {name: Labelled(name) for name in PAIRS}
    if args.write:
        first, second, threshold = fit_both(list(pairs.values()))
        data = {
            "made by": "python -m bench.fit_alignment --write",
            "threshold": threshold,
            **{
                name: {
                    "bias": round(judge.bias, 4),
                    "weights": {key: round(value, 4) for key, value in judge.weights.items()},
                }
                for name, judge in (("first", first), ("second", second))
            },
        }
        TARGET.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return 0
    scores = []
    for name, pair in pairs.items():
        first, second, threshold = fit_both([other for other in pairs.values() if other is not pair])
        one = pair.score(chances_of(first, pair.first), 0.4)
        scores.append(pair.score(chances_of(second, pair.second(first)), threshold))
        print(f"{name}  first round {one:.3f}  both rounds {scores[-1]:.3f}  threshold {threshold}", flush=True)
    print(f"mean {sum(scores) / len(scores):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Fit the weights by which two figures are judged to be of one indicator, and say how they do on pairs not fitted.

    python -m bench.fit_indicators            leave one pair of reports out: figure changes found by the others' weights
    python -m bench.fit_indicators --write    fit on all pairs and write compare/data/indicators.json

A pair of figures counts as true where a label of ../shared, or of those made for this project, holds it.  Targets,
results, and old targets with new results are fitted together: what makes two names one is the same.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from bench.figure_changes import Counts, compared, labels, own, scored, table
from bench.fit_alignment import regression
from bench.labels import PAIRS
from bench.scorers import rules
from compare import indicators, targets
from compare.config import DEFAULT
from compare.indicators import EVIDENCE, Between
from compare.judge import Judge
from compare.model import Comparison, Figure

PENALTY = 60.0
LEAST_SHARED = 0.4  # of the label's indicator, as the scorer has it
TARGET = Path(__file__).resolve().parent.parent / "compare" / "data" / "indicators.json"
TYPES = ("target_pair", "result_pair", "fulfilment")
SETTINGS = DEFAULT.targets


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled pair of reports: its evidence, and which of it is true."""

    comparison: Comparison
    rows: NDArray[np.float64]
    marks: NDArray[np.float64]


def labelled(name: str) -> Labelled:
    """Return the evidence and the labels of a pair of reports."""
    comparison = compared(name)
    gold = labels(name)
    rows: list[tuple[float, ...]] = []
    marks: list[float] = []
    for kind, (ours, theirs) in zip(TYPES, targets.sides(comparison.old, comparison.new), strict=True):
        true = _Truth([row for row in gold if row["type"] == kind], comparison)
        for (i, j), values in Between(ours, theirs, SETTINGS, indicators.linked(comparison.links)).evidence().items():
            rows.append(values)
            marks.append(float(true.holds(ours.figures[i], theirs.figures[j])))
    return Labelled(comparison, np.array(rows).reshape(len(rows), len(EVIDENCE)), np.array(marks))


def fitted(pairs: Sequence[Labelled]) -> Judge:
    """Return weights fitted on these pairs: those of the words and numbers first, then what "alone" adds to them.

    Fitted at one time, "alone" would make a pair without it less likely, which it tells nothing of.
    """
    rows, marks = (np.concatenate([getattr(pair, name) for pair in pairs]) for name in ("rows", "marks"))
    judge = regression(rows[:, :-1], marks, np.ones(len(marks)), PENALTY).named(EVIDENCE[:-1])
    known = judge.bias + rows[:, :-1] @ np.array(list(judge.weights.values()))
    return Judge(judge.bias, {**judge.weights, EVIDENCE[-1]: _added(known, rows[:, -1], marks)})


def _added(known: NDArray[np.float64], values: NDArray[np.float64], marks: NDArray[np.float64]) -> float:
    """Return the weight of one more kind of evidence beside what is known, by Newton's method."""
    weight, ridge = 0.0, PENALTY * float(values.var())
    for _ in range(30):
        chance = 1 / (1 + np.exp(-np.clip(known + weight * values, -30, 30)))
        slope = float(values @ (marks - chance)) - ridge * weight
        weight += slope / (float((values * values) @ (chance * (1 - chance))) + ridge)
    return round(weight, 4)


def counts(name: str, pair: Labelled, judge: Judge) -> Counts:
    """Return what the scorer counts in a pair whose figures these weights pair."""
    with patch.object(indicators, "judge", lambda: judge):
        found, _ = targets.changes(pair.comparison.old, pair.comparison.new, SETTINGS, links=pair.comparison.links)
    return scored(name, replace(pair.comparison, figure_changes=found)).figures


class _Truth:
    """Labels of one type, and the lines of the blocks of both reports."""

    def __init__(self, gold: Sequence[dict[str, Any]], comparison: Comparison) -> None:
        self._gold = gold
        reports = (comparison.old, comparison.new)
        self._lines = [{b.id: range(b.lines[0], b.lines[1] + 1) for b in report.blocks} for report in reports]
        self._rules = rules("score_links")

    def holds(self, old: Figure, new: Figure) -> bool:
        """Tell whether a label says that these two are of one indicator, as the scorer would take them."""
        name = max(old.indicator, new.indicator, key=len)
        sides = [{"block": figure.block, "quote": figure.quote} for figure in (old, new)]
        return any(
            self._rules.shared(row["indicator"], name) >= LEAST_SHARED
            and self._rules.same_side(row["a"], sides[0], self._lines[0])
            and self._rules.same_side(row["b"], sides[1], self._lines[1])
            for row in self._gold
        )


def everything() -> dict[str, Labelled]:
    """Return all labelled pairs."""
    return {name: labelled(name) for name in (*PAIRS, *own())}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="fit on all pairs and write the weights")
    args = parser.parse_args()
    if args.write:
        judge = fitted(list(everything().values()))
        data = {"made by": "python -m bench.fit_indicators --write", "bias": judge.bias, "weights": dict(judge.weights)}
        TARGET.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return 0
    for title, group in unseen():
        print(title, *table(group), sep="\n", end="\n\n")
    return 0


def unseen() -> Iterator[tuple[str, dict[str, Counts]]]:
    """Yield what is counted in each pair by weights that were fitted on all other pairs, in two groups."""
    pairs = everything()
    for title, group in (("labelled in ../shared", PAIRS), ("labelled for this project", own())):
        if not group:
            continue
        yield (
            title,
            {
                name: counts(name, pairs[name], fitted([pair for other, pair in pairs.items() if other != name]))
                for name in group
            },
        )


if __name__ == "__main__":
    sys.exit(main())

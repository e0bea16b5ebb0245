"""The path through the old report that a reader of the new one takes, paragraph by paragraph.

    new   1   2   3   4          old positions   5 → 6 → (none) → 7
    a pair off the path is less likely than its words say, one on it more

A hidden Markov model, as for words in machine translation (Vogel, Ney & Tillmann 1996): each new unit
stands at an old one, or at none; from one to the next the position jumps, mostly by +1.  Given the chances
of the first round, the forward-backward pass tells how likely each pair is on the whole way.

Work is bounded: of each unit only the likeliest counterparts are states, of positions only the likeliest
are carried on; time grows with the number of units.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from .config import AlignmentSettings

EDGES = (-20, -8, -3, -2, -1, 0, 1, 2, 3, 4, 9, 21)
"""Where the classes of jumps begin: 13 classes, from far back over staying (0) and the next (+1) to far ahead."""

_Pair = tuple[int, int]


def paths(
    chances: Mapping[_Pair, float], rows: int, columns: int, jumps: Sequence[float], settings: AlignmentSettings
) -> dict[_Pair, float]:
    """Return how likely (0–1) the path through the rows is at row i when it comes to column j, for likely pairs.

    `jumps` holds the weight of each class of jumps between rows.
    """
    states = _states(chances, columns, settings)
    scale = _scales(rows, jumps)
    ahead: list[tuple[dict[int, float], dict[int, float]]] = []
    carried = {-1: 1.0}
    for column in states:
        here = {
            row: odds * sum(mass * scale[at] * jumps[bisect_right(EDGES, row - at)] for at, mass in carried.items())
            for row, odds in column
        }
        nowhere = {at: mass * settings.path_nowhere for at, mass in carried.items()}
        total = sum(here.values()) + sum(nowhere.values())
        here = {row: mass / total for row, mass in here.items()}
        nowhere = {at: mass / total for at, mass in nowhere.items()}
        carried = _likeliest(here, nowhere, settings.path_positions)
        ahead.append((here, nowhere))
    out: dict[_Pair, float] = {}
    behind: dict[int, float] | None = None
    for j in reversed(range(columns)):
        here, nowhere = ahead[j]
        following = states[j + 1] if j + 1 < columns else []
        later = behind
        behind = {}
        for at in sorted({*here, *nowhere}):
            if later is None:
                behind[at] = 1.0
            else:
                weight = scale[at]
                onward = sum(
                    weight * jumps[bisect_right(EDGES, row - at)] * odds * later.get(row, 0.0)
                    for row, odds in following
                )
                behind[at] = onward + settings.path_nowhere * later.get(at, 0.0)
        highest = max(behind.values(), default=1.0) or 1.0
        behind = {at: value / highest for at, value in behind.items()}
        real = {row: mass * behind[row] for row, mass in here.items()}
        total = sum(real.values()) + sum(mass * behind[at] for at, mass in nowhere.items())
        for row, mass in real.items():
            out[row, j] = mass / total if total else 0.0
    return out


def _states(chances: Mapping[_Pair, float], columns: int, settings: AlignmentSettings) -> list[list[tuple[int, float]]]:
    """Return the likeliest rows of each column with their odds, rows in order."""
    found: list[list[tuple[float, int]]] = [[] for _ in range(columns)]
    for (i, j), chance in chances.items():
        if chance >= settings.path_chance:
            found[j].append((-chance, i))
    out = []
    for column in found:
        likeliest = sorted(column)[: settings.path_states]
        bounded = sorted((i, min(-negative, 0.9999)) for negative, i in likeliest)
        out.append([(i, chance / (1 - chance)) for i, chance in bounded])
    return out


def _scales(rows: int, jumps: Sequence[float]) -> dict[int, float]:
    """Return by what the weights of the jumps from each row are multiplied: a tenth of its even share is no news."""
    out = {}
    for at in range(-1, rows):
        total, reached = 0.0, 0
        for edge, weight in zip((*EDGES, rows + abs(EDGES[0])), jumps, strict=True):
            end = min(max(at + edge, 0), rows)
            total += weight * (end - reached)
            reached = max(reached, end)
        out[at] = rows / (10.0 * total) if total else 0.0
    return out


def _likeliest(here: Mapping[int, float], nowhere: Mapping[int, float], most: int) -> dict[int, float]:
    """Return the likeliest positions to go on from, in order; those that stand at none keep their last one."""
    mass: dict[int, float] = defaultdict(float)
    for at, value in (*here.items(), *nowhere.items()):
        mass[at] += value
    kept = sorted(mass, key=lambda at: (-mass[at], at))[:most]
    return {at: mass[at] for at in sorted(kept)}


def jump_weights(steps: Iterable[tuple[int, int, int]]) -> list[float]:
    """Return the weight of each class of jumps from observed ones: (from row, to row, number of rows).

    How often a class is seen, by how often it could be; the likeliest class has 1.  A class that never could be
    seen is taken to be rare.
    """
    seen = [0.5] * (len(EDGES) + 1)
    possible = [100.0] * (len(EDGES) + 1)
    for at, to, rows in steps:
        seen[bisect_right(EDGES, to - at)] += 1
        for row in range(rows):
            possible[bisect_right(EDGES, row - at)] += 1
    rates = [a / b for a, b in zip(seen, possible, strict=True)]
    return [rate / max(rates) for rate in rates]

"""What the pairs around a pair say of it, as numbers: the second round.

    a wrong link beside the right one fades;  a weak link between two good ones holds

The second round looks at what the first thinks of the rivals in a pair's row and column, of the pairs before
and after it on the diagonal, of the whole path that a reader of one edition takes through the other
(`path.py`), and of how much else the sections of the two exchange.

Every number is the same when old and new are swapped, so links mirror.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from .config import AlignmentSettings
from .evidence import FIRST, Pair
from .path import paths
from .sides import Side

CONTEXT = (
    "chance odds", "chance", "rival", "other rival", "over rival", "over other rival", "neighbours", "next neighbours",
    "supported", "beside", "other beside", "around",
    "path", "other path", "path odds", "other path odds", "both paths",
    "section mass", "section mass of other", "section matter", "part mass", "part mass of other", "part matter",
    "headings, mass", "headings, mass of other", "headings, matter",
    "leads, mass", "leads, mass of other", "short leads, mass",
)  # fmt: skip
SECOND = (*CONTEXT, *FIRST)
_KNOWN = tuple(FIRST.index(name) for name in ("headings", "leads", "short leads"))
_NEAR = (-2, -1, 0, 1, 2)
_LEAST_MATTER = 0.5
"""What every section is taken to exchange, in units of a block with a sure link, so that shares of little are small."""


def second_round(
    chances: Mapping[Pair, float],
    evidence: Mapping[Pair, Sequence[float]],
    old: Side,
    new: Side,
    jumps: Sequence[float],
    settings: AlignmentSettings,
) -> dict[Pair, tuple[float, ...]]:
    """Return the evidence `SECOND` for the pairs of `evidence`: their context in `chances`, then what was known.

    `chances` holds more: the pairs of the same text, which are settled.
    """
    rows, columns = len(old.units), len(new.units)
    row_top, column_top = _two_best(chances, rows, 0), _two_best(chances, columns, 1)
    there = paths(chances, rows, columns, jumps, settings)
    back = paths({(j, i): chance for (i, j), chance in chances.items()}, columns, rows, jumps, settings)
    masses = [_masses(chances, old, new, home) for home in ("section", "part")]
    get = chances.get
    out: dict[Pair, tuple[float, ...]] = {}
    for (i, j), known in evidence.items():
        chance = chances[i, j]
        in_row = row_top[i][1] if chance >= row_top[i][0] else row_top[i][0]
        in_column = column_top[j][1] if chance >= column_top[j][0] else column_top[j][0]
        near = get((i - 1, j - 1), 0.0) + get((i + 1, j + 1), 0.0)
        next_near = get((i - 2, j - 2), 0.0) + get((i + 2, j + 2), 0.0)
        beside = get((i, j - 1), 0.0) + get((i, j + 1), 0.0)
        other_beside = get((i - 1, j), 0.0) + get((i + 1, j), 0.0)
        around = sum(get((i + di, j + dj), 0.0) for di in _NEAR for dj in _NEAR) - chance
        path = sorted((there.get((i, j), 0.0), back.get((j, i), 0.0)))
        section, part = masses[0][i, j], masses[1][i, j]
        headings, leads, short = (known[at] for at in _KNOWN)
        out[i, j] = (
            logit(chance), chance,
            max(in_row, in_column), min(in_row, in_column),
            chance - max(in_row, in_column), chance - min(in_row, in_column),
            near, next_near, chance * (near + next_near / 2),
            max(beside, other_beside), min(beside, other_beside), around,
            path[1], path[0], logit(path[1]), logit(path[0]), math.sqrt(path[0] * path[1]),
            *section, *part,
            headings * section[0], headings * section[1], headings * section[2],
            leads * section[0], leads * section[1], short * section[1],
            *known,
        )  # fmt: skip
    return out


def logit(chance: float) -> float:
    """Return the log odds of a chance, kept within ±9.2."""
    bounded = min(max(chance, 1e-4), 1 - 1e-4)
    return math.log(bounded / (1 - bounded))


def _masses(chances: Mapping[Pair, float], old: Side, new: Side, home: str) -> dict[Pair, tuple[float, float, float]]:
    """Return, for each pair, what else its two homes exchange: as shares of all that either gives, and as it is."""
    given: dict[int, float] = defaultdict(float)
    taken: dict[int, float] = defaultdict(float)
    between: dict[Pair, float] = defaultdict(float)
    own: dict[Pair, float] = {}
    for (i, j), chance in chances.items():
        a, b = getattr(old.units[i], home), getattr(new.units[j], home)
        own[i, j] = chance * min(old.units[i].length, new.units[j].length)
        given[a] += own[i, j]
        taken[b] += own[i, j]
        between[a, b] += own[i, j]
    out = {}
    for (i, j), mass in own.items():
        a, b = getattr(old.units[i], home), getattr(new.units[j], home)
        rest = max(0.0, between[a, b] - mass)
        shares = sorted(rest / max(_LEAST_MATTER, total + _LEAST_MATTER - mass) for total in (given[a], taken[b]))
        out[i, j] = (shares[1], shares[0], math.log1p(rest))
    return out


def _two_best(values: Mapping[Pair, float], size: int, axis: int) -> list[tuple[float, float]]:
    best = [(0.0, 0.0)] * size
    for pair, value in values.items():
        top, second = best[pair[axis]]
        if value > top:
            best[pair[axis]] = (value, top)
        elif value > second:
            best[pair[axis]] = (top, value)
    return best

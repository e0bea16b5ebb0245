"""What is left joins what it went into: the second half of a split, the second part of a merger.

    old  失业率5.2%。  物价上涨0.2%。          0──0   and 1 joins 0: the new sentence holds 物价上涨0.2%
    new  失业率平均为5.1%，物价上涨0.2%。   →              beyond what 失业率5.2% accounts for

Partners are found one to one first.  A unit that is left then joins a unit of the other side that has a
partner, where enough of its weight is what the other holds and the partner does not.  What two units
share by chance or by custom is shared by the partner too, so it joins nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from .similarity import Bag

Pair = tuple[int, int]


def joined(
    pairs: Iterable[Pair],
    partners: tuple[Mapping[int, int], Mapping[int, int]],
    bags: tuple[Sequence[Bag], Sequence[Bag]],
    weigh: Callable[[Bag], float],
    least: float,
) -> Iterator[tuple[Pair, float]]:
    """Yield those of `pairs` of which one unit is left and joins the other, with the share (0–1) that makes it join.

    `partners` are the pairs found one to one, from either side; `least` is the least share.
    """
    for i, j in pairs:
        if i in partners[0] and j not in partners[1]:
            part, rest = bags[1][j], bags[0][i] - bags[1][partners[0][i]]
        elif j in partners[1] and i not in partners[0]:
            part, rest = bags[0][i], bags[1][j] - bags[0][partners[1][j]]
        else:
            continue
        weight = weigh(part)
        share = weigh(part & rest) / weight if weight else 0.0
        if share >= least:
            yield (i, j), share

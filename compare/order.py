"""What moved: the least text whose removal leaves both sides in the same order.

old 1 2 3 4,  new 1 4 2 3   →   4 moved (not 2 and 3)
"""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections.abc import Sequence

Place = tuple[int, int]


def tie_broken(weight: int, *content: str) -> int:
    """Return a weight that ranks as `weight` does, and among equals by content, whichever side is old.

    Of two equal things that changed places either could be said to have moved; it has to be the same one
    when old and new are swapped.
    """
    return (weight + 1 << 40) + zlib.crc32("".join(sorted(content)).encode())


def out_of_order(places: Sequence[Place], weights: Sequence[int]) -> set[Place]:
    """Return the places outside the heaviest chain that rises (not strictly) on both sides; weights are positive.

    Time grows with n log n (a prefix-maximum tree over the new side).

    >>> sorted(out_of_order([(0, 0), (1, 2), (2, 3), (3, 1)], [9, 9, 9, 9]))
    [(3, 1)]
    """
    order = sorted(range(len(places)), key=lambda k: places[k])
    columns = sorted({column for _, column in places})
    tree: list[tuple[int, int]] = [(0, -1)] * (len(columns) + 1)
    total = [0] * len(places)
    before = [-1] * len(places)
    for k in order:
        at = bisect_left(columns, places[k][1]) + 1
        best, link = 0, -1
        here = at
        while here:
            if tree[here][0] > best:
                best, link = tree[here]
            here -= here & -here
        total[k], before[k] = best + weights[k], link
        here = at
        while here < len(tree):
            if total[k] > tree[here][0]:
                tree[here] = (total[k], k)
            here += here & -here
    kept = set()
    end = max(order, key=lambda k: total[k], default=-1)
    while end != -1:
        kept.add(places[end])
        end = before[end]
    return {place for place in places if place not in kept}

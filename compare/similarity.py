"""How much two texts say the same: weighted overlap of character pairs, for many texts at once.

    old: 稳妥推进减量发展     pairs 稳妥 妥推 推进 进减 减量 量发 发展
    new: 坚定推动减量发展     pairs 坚定 定推 推动 动减 减量 量发 发展     →  cosine, coverage

A pair that stands in most texts (发展, 推进) weighs little, one that stands in few (减量) much.
Pairs of characters need no word list, so they are the same on both sides whatever a segmenter
thinks.  Only pairs of texts that share something are looked at, through an inverted index.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

_RUN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+|[^\W_]+(?:\.\d+)?%?")
_LEAST_WEIGHT = 0.05  # a gram that stands everywhere still tells a text from an empty one


class Overlap(NamedTuple):
    """What two texts share: cosine of their weighted grams, and the larger covered share, 0–1."""

    cosine: float
    coverage: float


Row = dict[int, Overlap]


def grams(text: str) -> list[str]:
    """Return the character pairs of each Han run of `text`, and its other words and numbers whole.

    >>> grams("增长5.2%，稳中有进")
    ['增长', '5.2%', '稳中', '中有', '有进']
    """
    out = []
    for match in _RUN.finditer(text):
        run = match[0]
        if len(run) > 1 and run[0] >= "\u3400":
            out += [run[at : at + 2] for at in range(len(run) - 1)]
        else:
            out.append(run)
    return out


Bag = Counter[str]


def bag(text: str) -> Bag:
    """Return how often each gram stands in `text`; bags of parts add up to the bag of the whole."""
    return Counter(grams(text))


def overlaps(old: Sequence[str], new: Sequence[str]) -> list[Row]:
    """Return for each old text the new texts that share anything with it, and how much."""
    return bag_overlaps([bag(text) for text in old], [bag(text) for text in new])


def bag_overlaps(old: Sequence[Bag], new: Sequence[Bag]) -> list[Row]:
    """Return what `overlaps` does, for texts whose grams are already counted.

    Weights are logarithmic inverse frequencies over all the texts given; repeated grams count by
    the logarithm in the cosine and in full in the coverage (Manning et al., ch. 6).
    """
    counts = (old, new)
    weight = _weights([*old, *new])
    index: dict[str, list[tuple[int, float, int]]] = defaultdict(list)
    measured = [[_measure(count, weight) for count in side] for side in counts]
    for j, count in enumerate(counts[1]):
        for gram, n in count.items():
            w = weight[gram]
            index[gram].append((j, w if n == 1 else w * _damped(n), n))
    return [_row(count, weight, index, measured[0][i], measured[1]) for i, count in enumerate(old)]


def _row(
    count: Bag,
    weight: dict[str, float],
    index: dict[str, list[tuple[int, float, int]]],
    own: tuple[float, float],
    others: Sequence[tuple[float, float]],
) -> Row:
    dot: dict[int, float] = defaultdict(float)
    shared: dict[int, float] = defaultdict(float)
    for gram, n in count.items():
        w = weight[gram]
        x = w if n == 1 else w * _damped(n)
        for j, y, m in index.get(gram, ()):
            dot[j] += x * y
            shared[j] += w * (n if n < m else m)
    norm, size = own
    return {j: Overlap(dot[j] / (norm * others[j][0]), shared[j] / min(size, others[j][1])) for j in sorted(dot)}


def _weights(counts: Sequence[Bag]) -> dict[str, float]:
    frequency: Counter[str] = Counter()
    for count in counts:
        frequency.update(count.keys())
    total = len(counts) + 1
    by_frequency = [max(_LEAST_WEIGHT, math.log(total / (n + 0.5))) for n in range(total)]
    return {gram: by_frequency[n] for gram, n in frequency.items()}


def _damped(n: int) -> float:
    return 1.0 + math.log(n)


def _measure(count: Bag, weight: dict[str, float]) -> tuple[float, float]:
    """Return the norm of a bag's weights, and their sum."""
    square = total = 0.0
    for gram, n in count.items():
        w = weight[gram]
        damped = w if n == 1 else w * _damped(n)
        square += damped * damped
        total += w * n
    return math.sqrt(square) or 1.0, total

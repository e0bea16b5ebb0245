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
from dataclasses import dataclass

_RUN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+|[^\W_]+(?:\.\d+)?%?")
_LEAST_WEIGHT = 0.05  # a gram that stands everywhere still tells a text from an empty one


@dataclass(frozen=True, slots=True)
class Overlap:
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


def overlaps(old: Sequence[str], new: Sequence[str]) -> list[Row]:
    """Return for each old text the new texts that share anything with it, and how much.

    Weights are logarithmic inverse frequencies over all the texts given; repeated grams count by
    the logarithm in the cosine and in full in the coverage (Manning et al., ch. 6).
    """
    counts = [[Counter(grams(text)) for text in side] for side in (old, new)]
    weight = _weights(counts[0] + counts[1])
    index: dict[str, list[tuple[int, float, int]]] = defaultdict(list)
    norms = [[_norm(count, weight) for count in side] for side in counts]
    sizes = [[sum(weight[gram] * n for gram, n in count.items()) for count in side] for side in counts]
    for j, count in enumerate(counts[1]):
        for gram, n in count.items():
            index[gram].append((j, _damped(n) * weight[gram], n))
    return [
        _row(count, weight, index, (norms[0][i], sizes[0][i]), norms[1], sizes[1]) for i, count in enumerate(counts[0])
    ]


def _row(
    count: Counter[str],
    weight: dict[str, float],
    index: dict[str, list[tuple[int, float, int]]],
    own: tuple[float, float],
    norms: Sequence[float],
    sizes: Sequence[float],
) -> Row:
    dot: dict[int, float] = defaultdict(float)
    shared: dict[int, float] = defaultdict(float)
    for gram, n in count.items():
        w = weight[gram]
        x = _damped(n) * w
        for j, y, m in index.get(gram, ()):
            dot[j] += x * y
            shared[j] += w * (n if n < m else m)
    norm, size = own
    return {j: Overlap(dot[j] / (norm * norms[j]), shared[j] / min(size, sizes[j])) for j in sorted(dot)}


def _weights(counts: Sequence[Counter[str]]) -> dict[str, float]:
    frequency: Counter[str] = Counter()
    for count in counts:
        frequency.update(count.keys())
    total = len(counts) + 1
    return {gram: max(_LEAST_WEIGHT, math.log(total / (n + 0.5))) for gram, n in frequency.items()}


def _damped(n: int) -> float:
    return 1.0 if n == 1 else 1.0 + math.log(n)


def _norm(count: Counter[str], weight: dict[str, float]) -> float:
    return math.sqrt(sum((_damped(n) * weight[gram]) ** 2 for gram, n in count.items())) or 1.0

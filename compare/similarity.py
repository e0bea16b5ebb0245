"""How much two texts say the same: weighted overlap of character pairs, for many texts at once.

    old: 稳妥推进减量发展     pairs 稳妥 妥推 推进 进减 减量 量发 发展
    new: 坚定推动减量发展     pairs 坚定 定推 推动 动减 减量 量发 发展     →  cosine, coverage

A pair that stands in most texts (发展, 推进) weighs little, one that stands in few (减量) much.
Pairs of characters need no word list, so they are the same on both sides whatever a segmenter
thinks.  Only pairs of texts that share something are looked at, through an inverted index.

Beyond the size of any real report the grams at which most texts meet are passed over (`meetings.py`),
and only the most alike of each text are kept.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from sys import intern

from .config import SimilaritySettings
from .meetings import crowded

_HAN = r"\u3400-\u9fff\U00020000-\U0003ffff"
_RUN = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+(?:\.\d+)?%?")
_LEAST_WEIGHT = 0.05  # a gram that stands everywhere still tells a text from an empty one
_DIGITS = 9  # the order of summing, which is not the same from either side, moves only digits behind these
_EQUAL = 2e-9


Bag = Counter[str]


@dataclass(frozen=True, slots=True)
class Similarity:
    """How alike old and new texts are: `rows[i][j]` is the cosine, 0–1, of every pair that shares anything.

    Of very many texts the rows hold only the pairs that are among the most alike of either.
    """

    rows: list[dict[int, float]]
    unheard: int
    """How many grams stood in too many texts to be looked at."""

    _bags: tuple[Sequence[Bag], Sequence[Bag]]
    _weight: dict[str, float]
    _sizes: tuple[list[float], list[float]]

    def coverage(self, i: int, j: int) -> float:
        """Return the share, 0–1, of the smaller text's weight that the other one holds too."""
        return max(self.coverages(i, j))

    def coverages(self, i: int, j: int) -> tuple[float, float]:
        """Return the shares, 0–1, of the old and of the new text's weight that the other one holds too."""
        shared = self.shared(self._bags[0][i], self._bags[1][j])
        return shared / self._sizes[0][i], shared / self._sizes[1][j]

    def shared(self, a: Bag, b: Bag) -> float:
        """Return the weight of what two of the texts, or parts of them, both hold."""
        few, many = (a, b) if len(a) <= len(b) else (b, a)
        return sum(self._weight[gram] * min(n, many[gram]) for gram, n in few.items() if gram in many)

    def total(self, part: Bag) -> float:
        """Return the weight of all that a text, or a part of one (its heading, say), holds."""
        return sum(self._weight.get(gram, _LEAST_WEIGHT) * n for gram, n in part.items())


def grams(text: str) -> list[str]:
    """Return the character pairs of each Han run of `text`, and its other words and numbers whole.

    >>> grams("增长5.2%，稳中有进")
    ['增长', '5.2%', '稳中', '中有', '有进']
    """
    out = []
    for match in _RUN.finditer(text):
        run = match[0]
        if len(run) > 1 and run[0] >= "\u3400":
            out += [intern(run[at : at + 2]) for at in range(len(run) - 1)]  # one string for all texts that hold it
        else:
            out.append(intern(run))
    return out


def bag(text: str) -> Bag:
    """Return how often each gram stands in `text`; bags of parts add up to the bag of the whole."""
    return Counter(grams(text))


def compared(old: Sequence[str], new: Sequence[str], settings: SimilaritySettings = SimilaritySettings()) -> Similarity:
    """Return how alike two lists of texts are."""
    return compared_bags([bag(text) for text in old], [bag(text) for text in new], settings)


def compared_bags(
    old: Sequence[Bag], new: Sequence[Bag], settings: SimilaritySettings = SimilaritySettings()
) -> Similarity:
    """Return what `compared` does, for texts whose grams are already counted.

    Weights are logarithmic inverse frequencies over all the texts given; repeated grams count by
    the logarithm in the cosine and in full in the coverage (Manning et al., ch. 6).
    """
    weight = _weights([*old, *new])
    unheard = crowded(old, new, settings)
    (old_norms, old_sizes), (new_norms, new_sizes) = (_measures(texts, weight, unheard) for texts in (old, new))
    once: dict[str, list[int]] = defaultdict(list)
    often: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for j, count in enumerate(new):
        for gram, n in count.items():
            if gram in unheard:
                continue
            if n == 1:
                once[gram].append(j)
            else:
                often[gram].append((j, weight[gram] / new_norms[j] * _damped(n)))
    rows = (_row(count, weight, once, often, new_norms, old_norms[i]) for i, count in enumerate(old))
    return Similarity(
        kept(rows, len(old), len(new), settings), len(unheard), (old, new), weight, (old_sizes, new_sizes)
    )


def kept(
    rows: Iterable[dict[int, float]], height: int, width: int, settings: SimilaritySettings
) -> list[dict[int, float]]:
    """Return the rows with the pairs that are among the most alike of their row or of their column, columns in order.

    Where a text has not more than that, all are kept; of equals the nearest, so that both directions agree.
    """
    most = max(settings.most_alike, settings.every_pair**2 // max(height, width, 1))
    if max(height, width) <= most:
        return [_in_order(row) for row in rows]
    out: list[dict[int, float]] = []
    columns: list[list[tuple[int, float]]] = [[] for _ in range(width)]
    floors = [0.0] * width
    for i, row in enumerate(rows):
        out.append(dict(_best(list(row.items()), i, most)))
        for j, cosine in row.items():
            if cosine >= floors[j]:
                columns[j].append((i, cosine))
                if len(columns[j]) == 2 * most:
                    columns[j] = _best(columns[j], j, most)
                    floors[j] = min(cosine for _, cosine in columns[j]) - _EQUAL
    for j, column in enumerate(columns):
        for i, cosine in _best(column, j, most):
            out[i][j] = cosine
    return [_in_order(row) for row in out]


def _best(pairs: list[tuple[int, float]], here: int, most: int) -> list[tuple[int, float]]:
    """Return the `most` highest of (place, cosine); of equals those whose place is nearest to `here`."""
    if len(pairs) <= most:
        return pairs
    least = sorted(cosine for _, cosine in pairs)[-most] - _EQUAL
    high = [pair for pair in pairs if pair[1] >= least]
    if len(high) > most:
        high.sort(key=lambda pair: (-round(pair[1], _DIGITS), abs(pair[0] - here), pair[0] + here))
    return high[:most]


def _in_order(row: dict[int, float]) -> dict[int, float]:
    return {j: row[j] for j in sorted(row)}


def _row(
    count: Bag,
    weight: dict[str, float],
    once: dict[str, list[int]],
    often: dict[str, list[tuple[int, float]]],
    norms: list[float],
    norm: float,
) -> dict[int, float]:
    """Return the cosines of one text with all that it meets: those that hold a gram `once`, and those more `often`."""
    dot: dict[int, float] = defaultdict(float)
    for gram, n in count.items():
        w = weight[gram]
        x = w if n == 1 else w * _damped(n)
        for j in once.get(gram, ()):
            dot[j] += x * (w / norms[j])
        for j, y in often.get(gram, ()):
            dot[j] += x * y
    return {j: value / norm for j, value in dot.items()}


def _weights(counts: Sequence[Bag]) -> dict[str, float]:
    frequency: Counter[str] = Counter()
    for count in counts:
        frequency.update(count.keys())
    total = len(counts) + 1
    by_frequency = [max(_LEAST_WEIGHT, math.log(total / (n + 0.5))) for n in range(total)]
    return {gram: by_frequency[n] for gram, n in frequency.items()}


def _damped(n: int) -> float:
    return 1.0 + math.log(n)


def _measures(
    bags: Sequence[Bag], weight: dict[str, float], unheard: frozenset[str]
) -> tuple[list[float], list[float]]:
    """Return the norm of each bag's weights, without those unheard, and the sum of all."""
    norms, sizes = [], []
    for count in bags:
        square = total = 0.0
        for gram, n in count.items():
            w = weight[gram]
            if gram not in unheard:
                damped = w if n == 1 else w * _damped(n)
                square += damped * damped
            total += w * n
        norms.append(math.sqrt(square) or 1.0)
        sizes.append(total or 1.0)
    return norms, sizes

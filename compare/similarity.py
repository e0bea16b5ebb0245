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
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush, nlargest, nsmallest

_RUN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+|[^\W_]+(?:\.\d+)?%?")
_LEAST_WEIGHT = 0.05  # a gram that stands everywhere still tells a text from an empty one

_SLACK = 1e-8  # cosines nearer than this are equal: sums of the same weights differ in the last digits by their order


Bag = Counter[str]


@dataclass(frozen=True, slots=True)
class Similarity:
    """How alike old and new texts are: `rows[i][j]` is the cosine, 0–1, of every pair that shares anything."""

    rows: list[dict[int, float]]
    unheard: int
    """How many grams stood in too many texts to be looked at."""

    _bags: tuple[Sequence[Bag], Sequence[Bag]]
    _weight: dict[str, float]
    _sizes: tuple[list[float], list[float]]

    def coverage(self, i: int, j: int) -> float:
        """Return the share, 0–1, of the smaller text's weight that the other one holds too."""
        old, new = self._bags[0][i], self._bags[1][j]
        few, many = (old, new) if len(old) <= len(new) else (new, old)
        return self._shared(few, many) / min(self._sizes[0][i], self._sizes[1][j])

    def held(self, part: Bag, whole: Bag) -> float:
        """Return the share, 0–1, of a part's weight (a heading's, say) that a whole text holds."""
        total = self.weigh(part)
        return self._shared(part, whole) / total if total else 0.0

    def weigh(self, part: Bag) -> float:
        """Return the weight of some grams together."""
        return sum(self._weight.get(gram, _LEAST_WEIGHT) * n for gram, n in part.items())

    def _shared(self, few: Bag, many: Bag) -> float:
        return sum(self._weight[gram] * min(n, many[gram]) for gram, n in few.items() if gram in many)


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


def bag(text: str) -> Bag:
    """Return how often each gram stands in `text`; bags of parts add up to the bag of the whole."""
    return Counter(grams(text))


def compared(old: Sequence[str], new: Sequence[str], most: int | None = None) -> Similarity:
    """Return how alike two lists of texts are; `most` as in `compared_bags`."""
    return compared_bags([bag(text) for text in old], [bag(text) for text in new], most)


def compared_bags(
    old: Sequence[Bag], new: Sequence[Bag], most: int | None = None, keep: int | None = None
) -> Similarity:
    """Return what `compared` does, for texts whose grams are already counted.

    With `keep`, a pair has a cosine only where it is among that many best of its row or of its column, so that
    the rows take memory in proportion to the number of texts.

    A gram that stands in more than `most` texts of both sides is passed over in the cosine: it tells next to
    nothing, and would make time grow with the square of the number of texts.

    Weights are logarithmic inverse frequencies over all the texts given; repeated grams count by
    the logarithm in the cosine and in full in the coverage (Manning et al., ch. 6).
    """
    weight = _weights([*old, *new])
    (old_norms, old_sizes), (new_norms, new_sizes) = _measures(old, weight), _measures(new, weight)
    index: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for j, count in enumerate(new):
        norm = new_norms[j]
        for gram, n in count.items():
            w = weight[gram] / norm
            index[gram].append((j, w if n == 1 else w * _damped(n)))
    unheard = _common(old, index, most) if most is not None else []
    for gram in unheard:
        del index[gram]
    rows = (_row(count, weight, index, old_norms[i]) for i, count in enumerate(old))
    kept = list(rows) if keep is None else _best(rows, keep)
    return Similarity(kept, len(unheard), (old, new), weight, (old_sizes, new_sizes))


def _common(old: Sequence[Bag], index: dict[str, list[tuple[int, float]]], most: int) -> list[str]:
    """Return the grams that stand in more than `most` old and `most` new texts."""
    frequency: Counter[str] = Counter()
    for count in old:
        frequency.update(count.keys())
    return [gram for gram, places in index.items() if len(places) > most and frequency[gram] > most]


def _row(
    count: Bag, weight: dict[str, float], index: dict[str, list[tuple[int, float]]], norm: float
) -> dict[int, float]:
    dot: dict[int, float] = defaultdict(float)
    for gram, n in count.items():
        if gram in index:
            x = weight[gram] if n == 1 else weight[gram] * _damped(n)
            for j, y in index[gram]:
                dot[j] += x * y
    return {j: dot[j] / norm for j in sorted(dot)}


def _best(rows: Iterable[dict[int, float]], keep: int) -> list[dict[int, float]]:
    """Return each row with the pairs only that are among the `keep` best of the row or of their column.

    Of equally good ones those nearest the diagonal are kept, which are the same from either side.
    """
    out: list[dict[int, float]] = []
    columns: dict[int, list[tuple[float, int, int, float]]] = defaultdict(list)
    floors: dict[int, float] = {}  # what a pair needs to enter a full column
    for i, row in enumerate(rows):
        cut = nlargest(keep, row.values())[-1] - _SLACK if len(row) > keep else 0.0
        ranked = [(-round(cosine, 9), abs(i - j), i + j, j) for j, cosine in row.items() if cosine >= cut]
        out.append({j: row[j] for *_, j in nsmallest(keep, ranked)})
        for j, cosine in row.items():
            if cosine < floors.get(j, 0.0):
                continue
            column = columns[j]
            heappush(column, (round(cosine, 9), -abs(i - j), -i, cosine))
            if len(column) > keep:
                heappop(column)
                floors[j] = column[0][0] - _SLACK
    for j, column in columns.items():
        for _, _, i, cosine in column:
            out[-i][j] = cosine
    return [dict(sorted(row.items())) for row in out]


def _weights(counts: Sequence[Bag]) -> dict[str, float]:
    frequency: Counter[str] = Counter()
    for count in counts:
        frequency.update(count.keys())
    total = len(counts) + 1
    by_frequency = [max(_LEAST_WEIGHT, math.log(total / (n + 0.5))) for n in range(total)]
    return {gram: by_frequency[n] for gram, n in frequency.items()}


def _damped(n: int) -> float:
    return 1.0 + math.log(n)


def _measures(bags: Sequence[Bag], weight: dict[str, float]) -> tuple[list[float], list[float]]:
    """Return the norm of each bag's weights, and their sum."""
    norms, sizes = [], []
    for count in bags:
        square = total = 0.0
        for gram, n in count.items():
            w = weight[gram]
            damped = w if n == 1 else w * _damped(n)
            square += damped * damped
            total += w * n
        norms.append(math.sqrt(square) or 1.0)
        sizes.append(total or 1.0)
    return norms, sizes

"""Pairing short names and clauses of two editions: weighted character pairs, best match first.

    old  建设高标准农田15万亩      new  建设高标准农田12万亩        →  (0, 1)
    old  治理背街小巷1100条        new  治理污染                    →  no pair: what they share is worth too little

A character pair that many texts hold weighs little, so stock words fade without a list.  Pairs are
found through an index of character pairs, never by comparing everything with everything, and are
taken best first, one to one; ties are broken by place in the same way from either side.  What makes
two things alike is the caller's business.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from .config import SimilaritySettings
from .meetings import crowded


@dataclass(frozen=True, slots=True)
class Bag:
    """The character pairs of a text, and what they weigh together."""

    pairs: frozenset[str]
    weight: float


@lru_cache(maxsize=8192)
def character_pairs(text: str) -> frozenset[str]:
    """Return the neighbouring letters of `text`; the text itself where it has none.  Each text is asked for often."""
    pairs = frozenset(text[at : at + 2] for at in range(len(text) - 1) if text[at : at + 2].isalnum())
    return pairs or frozenset((text,))


def weigh(texts: Iterable[str]) -> dict[str, float]:
    """Return the weight of each character pair: more, the fewer of the `texts` hold it."""
    every = [character_pairs(text) for text in texts]
    held = Counter(pair for pairs in every for pair in pairs)
    return {pair: math.log(1 + (len(every) + 1) / count) for pair, count in held.items()}


def bag(text: str, weights: Mapping[str, float]) -> Bag:
    """Return the weighted character pairs of a text that `weights` was made with."""
    pairs = character_pairs(text)
    return Bag(pairs, math.fsum(weights[pair] for pair in pairs))


def shared(a: Bag, b: Bag, weights: Mapping[str, float]) -> float:
    """Return the weight of what both hold."""
    return math.fsum(weights[pair] for pair in a.pairs & b.pairs)


def meeting(
    left: Sequence[Bag], right: Sequence[Bag], settings: SimilaritySettings, least: int = 1
) -> Iterator[tuple[int, int]]:
    """Yield the indices of bags that share `least` character pairs, or all of a smaller bag, in order.

    Bags do not meet at what is `crowded`; two that share nothing else are passed over.
    """
    passed_over = common(left, right, settings)
    holders: dict[str, list[int]] = defaultdict(list)
    for j, theirs in enumerate(right):
        for pair in theirs.pairs:
            if pair not in passed_over:
                holders[pair].append(j)
    for i, ours in enumerate(left):
        few = min(least, len(ours.pairs))
        met = Counter(chain.from_iterable(holders[pair] for pair in ours.pairs if pair in holders))
        for j in sorted(j for j, times in met.items() if times >= few or times >= len(right[j].pairs)):
            yield i, j


def common(left: Sequence[Bag], right: Sequence[Bag], settings: SimilaritySettings) -> frozenset[str]:
    """Return the character pairs at which `meeting` passes over too many bags."""
    return crowded([ours.pairs for ours in left], [theirs.pairs for theirs in right], settings)


def twins(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Return the pairs of indices of the same id: what stands unchanged in an unchanged block."""
    places = {name: j for j, name in enumerate(right)}
    return [(i, places[name]) for i, name in enumerate(left) if name in places]


def one_to_one(
    scored: Iterable[tuple[float, int, int]], sizes: tuple[int, int], settled: Sequence[tuple[int, int]] = ()
) -> list[tuple[int, int]]:
    """Return the `settled` pairs and those of `scored` (score, i, j), best first, each index once, in the order of j.

    >>> one_to_one([(0.9, 0, 1), (0.8, 0, 0), (0.7, 1, 1), (0.6, 1, 0)], (2, 2))
    [(1, 0), (0, 1)]
    """
    ranked = sorted((-score, abs(i / sizes[0] - j / sizes[1]), i + j, i, j) for score, i, j in scored)
    chosen = list(settled)
    taken = ({i for i, _ in chosen}, {j for _, j in chosen})
    for *_, i, j in ranked:
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            chosen.append((i, j))
    return sorted(chosen, key=lambda pair: pair[1])

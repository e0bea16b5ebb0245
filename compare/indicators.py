"""Are two figures numbers of one indicator?  The evidence, and the chance that it gives.

    old  建设2.5万个停车位      new  新增机动车停车位3.5万个      →  names 0.6 alike, best of both sides, …  →  0.93

A name alone cannot tell: a pair is judged by the words of both names, by the sentences they stand in, by how far the
numbers are apart, and by how much better the pair is than the next best of either figure.  Whether their
paragraphs are linked counts where each of the two is the only one there that is counted so (参赛职工420余万人次, the
only 人次 of its paragraph); else it is not asked, for a number changes its place more easily than a paragraph.

The weights, `data/indicators.json`, are fitted on labelled pairs by `python -m bench.fit_indicators --write`, which
also says how weights fitted without a pair of reports do on it.  Pairs are looked for where two names share
letters, never by holding everything against everything.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from operator import itemgetter

from rapidfuzz import fuzz

from .config import TargetSettings
from .figures import units
from .figures.key import direction
from .figures.measure import way
from .judge import Judge
from .model import Figure, Link, Report, Span
from .pairing import bag, character_pairs, common, meeting, shared, weigh

Pair = tuple[int, int]
EVIDENCE = (
    "names", "shorter name", "letters", "sentences", "direction", "sort", "base", "measure", "short", "apart",
    "same number", "rank", "margin", "alone",
)  # fmt: skip
"""What is known of a pair, in order; each is the same from either side."""

_SORTS = tuple(map(re.compile, ("年均", "人均", "总(?!工会|书记|结|体)", "中央", "占")))
"""Words that make another indicator of the same name."""
_NEAR_UNITS = (frozenset(("people", "bare")), frozenset(("things", "bare")), frozenset(("things", "people")))
_FARTHEST = 3.0
"""Beyond e³ times the other, how far two numbers are apart tells no more; so does a number that is nought."""


@dataclass(frozen=True, slots=True)
class Indicators:
    """The figures of one report that may be paired, and the sentences they stand in."""

    figures: Sequence[Figure]
    sentences: Mapping[str, frozenset[str]]

    def alike(self) -> Counter[tuple[str, str, str]]:
        """Return how many figures each paragraph has of each unit and measure."""
        return Counter(map(_counted, self.figures))


def sentences(report: Report) -> dict[str, frozenset[str]]:
    """Return the character pairs of the sentence of each figure, by the figure's id."""
    texts = {block.id: block.text for block in report.blocks}
    spans: dict[str, list[Span]] = defaultdict(list)
    for sentence in report.sentences:
        spans[sentence.block].append(sentence.span)
    found: dict[str, frozenset[str]] = {}
    pairs: dict[tuple[str, Span], frozenset[str]] = {}
    for figure in report.figures:
        place = bisect_right(spans[figure.block], figure.span[0], key=itemgetter(0))
        before = spans[figure.block][place - 1] if place else (0, 0)
        around = before if figure.span[0] < before[1] else figure.span
        if (figure.block, around) not in pairs:
            pairs[figure.block, around] = character_pairs(texts[figure.block][slice(*around)])
        found[figure.id] = pairs[figure.block, around]
    return found


class Between:
    """Two sides whose figures may be of one indicator; `linked` holds the scores of linked paragraphs."""

    def __init__(
        self, old: Indicators, new: Indicators, settings: TargetSettings, linked: Mapping[tuple[str, str], float]
    ) -> None:
        self.old, self.new, self._settings, self._linked = old, new, settings, linked
        self._weights = weigh(figure.key for figure in (*old.figures, *new.figures))
        self._left, self._right = ([bag(figure.key, self._weights) for figure in side.figures] for side in (old, new))

    def chances(self) -> dict[Pair, float]:
        """Return the chance, 0–1, that two figures are of one indicator, for every pair of places worth a look."""
        return judge().chances(self.evidence())

    def evidence(self) -> dict[Pair, tuple[float, ...]]:
        """Return what is known of every pair worth a look, as `EVIDENCE` lists it."""
        left, right = self._left, self._right
        named: dict[Pair, tuple[float, float, float]] = {}
        for i, j in meeting(left, right, self._settings.similarity):
            a, b = self.old.figures[i], self.new.figures[j]
            if _units_meet(a.value.unit, b.value.unit) and not _growth_and_share(a, b):
                held = shared(left[i], right[j], self._weights)
                names = 2 * held / (left[i].weight + right[j].weight)
                doubt = self._settings.direction_doubt if direction(a.key) != direction(b.key) else 0.0
                named[i, j] = (names, held / min(left[i].weight, right[j].weight), names - doubt)
        rivals = _Rivals({pair: alike for pair, (*_, alike) in named.items()})
        crowds = self.old.alike(), self.new.alike()
        return {
            (i, j): (
                names, shorter, *_besides(self.old, self.new, i, j), *rivals.standing(i, j), self._alone(i, j, crowds)
            )
            for (i, j), (names, shorter, _) in named.items()
        }  # fmt: skip

    def _alone(
        self, i: int, j: int, crowds: tuple[Counter[tuple[str, str, str]], Counter[tuple[str, str, str]]]
    ) -> float:
        """Return how surely two figures are the only ones counted so in two linked paragraphs, 0–1."""
        a, b = _counted(self.old.figures[i]), _counted(self.new.figures[j])
        if a[1:] != b[1:]:
            return 0.0
        return self._linked.get((a[0], b[0]), 0.0) / max(crowds[0][a], crowds[1][b])

    def passed_over(self) -> frozenset[str]:
        """Return the character pairs that too many names hold for two figures to meet at them."""
        return common(self._left, self._right, self._settings.similarity)


@lru_cache(maxsize=1)
def judge() -> Judge:
    """Return the weights that ship with the package; evidence that they were not fitted with weighs nothing."""
    data = json.loads(files(__package__).joinpath("data", "indicators.json").read_text(encoding="utf-8"))
    return Judge(data["bias"], {kind: data["weights"].get(kind, 0.0) for kind in EVIDENCE})


class _Rivals:
    """How a pair stands among the other pairs of both its figures."""

    def __init__(self, alike: Mapping[Pair, float]) -> None:
        self._alike = alike
        self._sides: tuple[dict[int, list[float]], dict[int, list[float]]] = ({}, {})
        for pair, value in alike.items():
            for side, place in zip(self._sides, pair, strict=True):
                side.setdefault(place, []).append(value)
        for side in self._sides:
            for place, values in side.items():
                side[place] = sorted(values, reverse=True)[:2]

    def standing(self, i: int, j: int) -> tuple[float, float]:
        """Return the rank, 1 for the best of both figures, and by how much it is better than the next best."""
        value = self._alike[i, j]
        ranks, margins = [], []
        for side, place in zip(self._sides, (i, j), strict=True):
            best, next_best = (*side[place], 0.0)[:2]
            ranks.append(value / best if best > 0 else 1.0)
            margins.append(value - max(0.0, next_best if value == best else best))
        return min(ranks), max(-1.0, min(margins))


def _counted(figure: Figure) -> tuple[str, str, str]:
    return figure.block, figure.value.unit, figure.measure


def linked(links: Iterable[Link]) -> dict[tuple[str, str], float]:
    """Return the scores of linked paragraphs."""
    return {(each.old, each.new): each.score for each in links if each.level == "block" and each.old and each.new}


def _besides(old: Indicators, new: Indicators, i: int, j: int) -> tuple[float, ...]:
    """Return the evidence of a pair besides the weighted words of both names."""
    a, b = old.figures[i], new.figures[j]
    said, again = old.sentences[a.id], new.sentences[b.id]
    apart = _apart(_middle(a), _middle(b))
    return (
        fuzz.ratio(a.key, b.key) / 100,
        len(said & again) / max(1, min(len(said), len(again))),
        float(direction(a.key) != direction(b.key)),
        float(sum(bool(sort.search(a.indicator)) != bool(sort.search(b.indicator)) for sort in _SORTS)),
        float(way(a.base) != way(b.base)),
        float(a.measure != b.measure),
        float(min(len(a.key), len(b.key)) <= 2),  # it could be anything
        apart,
        float(apart < 1e-9),
    )


def _units_meet(a: str, b: str) -> bool:
    """Tell whether two units may count one thing."""
    first, second = units.dimension(a), units.dimension(b)
    return first == second or frozenset((first, second)) in _NEAR_UNITS


def _growth_and_share(a: Figure, b: Figure) -> bool:
    """Tell whether one figure says by how much a thing grew, and the other which share of another thing it is."""
    return {a.measure, b.measure} == {"growth", "ratio"} and ("占" in a.indicator) != ("占" in b.indicator)


def _apart(a: float, b: float) -> float:
    """Return how far two numbers are apart: the logarithm of their ratio."""
    return min(abs(math.log(abs(a) / abs(b))), _FARTHEST) if a and b else _FARTHEST


def _middle(figure: Figure) -> float:
    """Return the number of a figure in the base unit of its dimension, the middle of a range."""
    bounds = [bound for bound in (figure.value.low, figure.value.high) if bound is not None]
    return sum(bounds) / len(bounds) * units.ratio(figure.value.unit) if bounds else 0.0

"""Evidence that an old and a new block belong together, as numbers: the first round.

    old: 粮食产量1.39万亿斤…（一、回顾）   new: 粮食产量首次跃上1.4万亿斤…（一、回顾）
    →  words shared 0.41, best of its row and column, same part, neighbours agree, …

A pair is looked at by itself: its words, its heading, its sections, its place, and how it ranks among its
rivals.  Headings and the texts that lead a section are often reworded altogether; what speaks for them
is that their sections hold the same matter, so such pairs are looked at whatever words they share.

Every number is the same when old and new are swapped, so links mirror.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .config import AlignmentSettings, SimilaritySettings
from .sides import FRONT, Homes, Side
from .similarity import Similarity, compared_bags

Pair = tuple[int, int]
OF_WORDS = (
    "words", "coverage", "coverage of longer", "rank", "best rank", "lead", "other lead", "mutual",
    "head", "head rank", "head held", "heads held", "diagonal",
)  # fmt: skip
OF_HOMES = (
    "part", "part rank", "part best", "part heading", "part heading rank", "part mutual",
    "section", "section rank", "section best", "section heading", "section heading rank", "section mutual",
)  # fmt: skip
OF_PLACE = (
    "place", "place of part", "place of section", "place in part", "place in section",
    "opening of part", "end of part", "opening", "end of section",
)  # fmt: skip
OF_KIND = (
    "role", "level", "salutation", "headings", "heading and item", "heading and text",
    "leads", "one leads", "short leads", "one short lead",
    "tense", "length", "shorter", "same period", "other period", "kinship",
)  # fmt: skip
TOGETHER = (
    "headings, section rank", "headings, section best", "headings, section mutual", "headings, part rank",
    "headings, level", "leads, section rank", "leads, section best", "leads, section mutual",
    "mutual, section mutual", "rank, section rank", "rank, part rank",
)  # fmt: skip
FIRST = (*OF_WORDS, *OF_HOMES, *OF_PLACE, *OF_KIND, *TOGETHER)
_RANK, _MUTUAL = OF_WORDS.index("rank"), OF_WORDS.index("mutual")
_PART_RANK, _SECTION_RANK = OF_HOMES.index("part rank"), OF_HOMES.index("section rank")
_SECTION_BEST, _SECTION_MUTUAL = OF_HOMES.index("section best"), OF_HOMES.index("section mutual")
_LEVEL, _HEADINGS, _LEADS = (OF_KIND.index(name) for name in ("level", "headings", "leads"))
_FORWARD = {"requirements": "tasks"}
_MOST_BEST = 3.0
"""Beyond this, how much better than the best of its smaller rival a pair is tells no more."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """Similarities with the two best of each row and column, so that a pair can be held against its rivals."""

    rows: Sequence[Mapping[int, float]]
    row_tops: list[tuple[float, float]]
    column_tops: list[tuple[float, float]]

    def value(self, i: int, j: int) -> float:
        """Return the similarity, 0–1, of a pair; 0 where nothing is shared or where it is out of bounds."""
        return self.rows[i].get(j, 0.0) if 0 <= i < len(self.rows) else 0.0

    def rank(self, i: int, j: int) -> float:
        """Return the similarity as a share, 0–1, of the larger of its row's and column's best; 0 out of bounds."""
        value = self.value(i, j)
        return value / max(self.row_tops[i][0], self.column_tops[j][0]) if value else 0.0

    def best(self, i: int, j: int) -> float:
        """Return the similarity as a share of the smaller of its row's and column's best."""
        value = self.value(i, j)
        return value / min(self.row_tops[i][0], self.column_tops[j][0]) if value else 0.0

    def leads(self, i: int, j: int) -> tuple[float, float]:
        """Return by how much the pair beats its stronger and its weaker rival; negative where it does not."""
        value = self.value(i, j)
        rivals = sorted(top[1] if value >= top[0] else top[0] for top in (self.row_tops[i], self.column_tops[j]))
        return value - rivals[1], value - rivals[0]

    def mutual(self, i: int, j: int) -> float:
        """Return 1 where each is the best that the other has, else 0."""
        return float(self.rank(i, j) >= 1.0)

    def mean_best(self) -> float:
        """Return the mean of what rows and columns hold best: how much two reports have to do with each other."""
        tops = [top for top, _ in (*self.row_tops, *self.column_tops)]
        return round(math.fsum(tops) / max(1, len(tops)), 6)


def ranked(similarity: Similarity, columns: int) -> Ranked:
    """Return the similarities with what their rows and columns hold best."""
    row_tops = []
    column_tops = [(0.0, 0.0)] * columns
    for row in similarity.rows:
        top = second = 0.0
        for j, value in row.items():
            if value > top:
                top, second = value, top
            elif value > second:
                second = value
            high, low = column_tops[j]
            if value > high:
                column_tops[j] = value, high
            elif value > low:
                column_tops[j] = high, value
        row_tops.append((top, second))
    return Ranked(similarity.rows, row_tops, column_tops)


@dataclass(frozen=True, slots=True)
class HomesCompared:
    """How alike the parts, or the sections, of two reports are, by all their words and by their headings."""

    words: Ranked
    headings: Ranked
    sizes: tuple[int, int]

    def numbers(self, a: int, b: int) -> tuple[float, float, float, float, float, float]:
        """Return similarity, rank, best rank, that of the headings and its rank, and whether the choice is mutual."""
        return (
            self.words.value(a, b), self.words.rank(a, b), self.words.best(a, b),
            self.headings.value(a, b), self.headings.rank(a, b), self.words.mutual(a, b),
        )  # fmt: skip

    def apart(self, a: int, b: int) -> float:
        """Return how far apart, 0–1, two homes stand in their reports."""
        return abs(a / self.sizes[0] - b / self.sizes[1])


def first_round(
    old: Side, new: Side, settings: AlignmentSettings, settled: Sequence[Pair] = ()
) -> tuple[dict[Pair, tuple[float, ...]], tuple[int, int]]:
    """Return the evidence `FIRST` for every pair of units that is at all worth a look, and what was passed over.

    Units of `settled` pairs are not looked at, nor what stands in front, but they count as rivals and neighbours.
    Passed over are grams that stand in too many units, and pairs where a unit has too many alike.
    """
    words = compared_bags(old.words, new.words, settings.similarity)
    alike = ranked(words, len(new.units))
    heads = ranked(compared_bags(old.heads, new.heads, settings.similarity), len(new.units))
    parts = _compared(old.parts, new.parts, settings.similarity)
    sections = _compared(old.sections, new.sections, settings.similarity)
    outside = [{i for i, unit in enumerate(side.units) if unit.block.kind in FRONT} for side in (old, new)]
    outside[0].update(i for i, _ in settled)
    outside[1].update(j for _, j in settled)
    by_words = [
        (i, j)
        for i, row in enumerate(alike.rows)
        if i not in outside[0]
        for j in row
        if j not in outside[1] and (alike.rank(i, j) >= settings.least_rank or heads.rank(i, j) >= settings.same_head)
    ]
    kept = set(_nearest(by_words, alike, settings.most_candidates))
    passed_over = len(by_words) - len(kept)
    kept.update(_by_section(old, new, sections, settings))
    look = Look(
        old, new, words, alike, heads, parts, sections,
        (tuple(words.weigh(head) or 1.0 for head in old.heads), tuple(words.weigh(head) or 1.0 for head in new.heads)),
        min(alike.mean_best(), settings.kin),
    )  # fmt: skip
    pairs = sorted((i, j) for i, j in kept if i not in outside[0] and j not in outside[1])
    return {pair: look.at(*pair) for pair in pairs}, (words.unheard, passed_over)


@dataclass(frozen=True, slots=True)
class Look:
    """Two sides and what was compared between them; each method tells one group of numbers of a pair."""

    old: Side
    new: Side
    words: Similarity
    alike: Ranked
    heads: Ranked
    parts: HomesCompared
    sections: HomesCompared
    head_totals: tuple[tuple[float, ...], tuple[float, ...]]
    kinship: float

    def at(self, i: int, j: int) -> tuple[float, ...]:
        """Return the evidence `FIRST` of a pair."""
        words, homes, kind = self.of_words(i, j), self.of_homes(i, j), self.of_kind(i, j)
        headings, leads = kind[_HEADINGS], kind[_LEADS]
        of_section = homes[_SECTION_RANK], homes[_SECTION_BEST], homes[_SECTION_MUTUAL]
        together = (
            *(headings * value for value in of_section), headings * homes[_PART_RANK], headings * kind[_LEVEL],
            *(leads * value for value in of_section),
            words[_MUTUAL] * homes[_SECTION_MUTUAL],
            words[_RANK] * homes[_SECTION_RANK], words[_RANK] * homes[_PART_RANK],
        )  # fmt: skip
        return (*words, *homes, *self.of_place(i, j), *kind, *together)

    def of_words(self, i: int, j: int) -> tuple[float, ...]:
        """Return how much the two say the same, beside their rivals."""
        coverage = self.words.coverages(i, j)
        held = (
            self.words.shared(self.old.heads[i], self.new.words[j]) / self.head_totals[0][i],
            self.words.shared(self.new.heads[j], self.old.words[i]) / self.head_totals[1][j],
        )
        alike, heads = self.alike, self.heads
        return (
            alike.value(i, j), max(coverage), min(coverage), alike.rank(i, j), min(alike.best(i, j), _MOST_BEST),
            *alike.leads(i, j), alike.mutual(i, j),
            heads.value(i, j), heads.rank(i, j), max(held), min(held),
            sum(alike.rank(i + d, j + d) / abs(d) for d in (-2, -1, 1, 2)),
        )  # fmt: skip

    def of_homes(self, i: int, j: int) -> tuple[float, ...]:
        """Return how alike the parts and the sections are that the two stand in."""
        a, b = self.old.units[i], self.new.units[j]
        return (*self.parts.numbers(a.part, b.part), *self.sections.numbers(a.section, b.section))

    def of_place(self, i: int, j: int) -> tuple[float, ...]:
        """Return how far apart the two stand in their reports, parts and sections."""
        a, b = self.old.units[i], self.new.units[j]
        return (
            abs(i / len(self.old.units) - j / len(self.new.units)),
            self.parts.apart(a.part, b.part), self.sections.apart(a.section, b.section),
            abs(a.in_part.through - b.in_part.through), abs(a.in_section.through - b.in_section.through),
            float(a.in_part.opens and b.in_part.opens), float(a.in_part.ends and b.in_part.ends),
            float(a.in_section.opens and b.in_section.opens), float(a.in_section.ends and b.in_section.ends),
        )  # fmt: skip

    def of_kind(self, i: int, j: int) -> tuple[float, ...]:
        """Return whether the two are the same kind of statement, about the same kind of period."""
        a, b = self.old.units[i], self.new.units[j]
        roles = [_FORWARD.get(unit.block.role or "", unit.block.role) for unit in (a, b)]
        short = a.leads and a.short, b.leads and b.short
        headed = a.heading != b.heading
        item = headed and (b if a.heading else a).block.runin is not None
        told = a.period is not None and b.period is not None
        return (
            float(roles[0] == roles[1]), float(a.block.kind == b.block.kind and a.block.level == b.block.level),
            float(a.block.kind == b.block.kind == "salutation"),
            float(a.heading and b.heading), float(item), float(headed and not item),
            float(a.leads and b.leads), float(a.leads != b.leads), float(all(short)), float(short[0] != short[1]),
            abs(a.tense - b.tense), abs(a.length - b.length), min(a.length, b.length),
            float(told and a.period == b.period), float(told and a.period != b.period), self.kinship,
        )  # fmt: skip


def _compared(old: Homes, new: Homes, settings: SimilaritySettings) -> HomesCompared:
    columns = len(new.words)
    return HomesCompared(
        ranked(compared_bags(old.words, new.words, settings), columns),
        ranked(compared_bags(old.headings, new.headings, settings), columns),
        (max(1, len(old.words)), max(1, columns)),
    )


def _nearest(pairs: Sequence[Pair], alike: Ranked, most: int) -> list[Pair]:
    """Return the pairs that are among the `most` best of their row or of their column; of equals the nearest ones."""
    by_value = sorted(pairs, key=lambda pair: (-round(alike.value(*pair), 9), abs(pair[0] - pair[1]), sum(pair)))
    rows: Counter[int] = Counter()
    columns: Counter[int] = Counter()
    kept = []
    for pair in by_value:
        if rows[pair[0]] < most or columns[pair[1]] < most:
            kept.append(pair)
        rows[pair[0]] += 1
        columns[pair[1]] += 1
    return kept


def _by_section(old: Side, new: Side, sections: HomesCompared, settings: AlignmentSettings) -> Iterator[Pair]:
    """Yield the pairs of headings, and of what they lead to, of sections much alike, and what stands alike in them."""
    for a, row in enumerate(sections.words.rows):
        for b in row:
            rank = sections.words.rank(a, b)
            left, right = old.sections.units[a], new.sections.units[b]
            if rank >= settings.least_section_rank:
                for name in ("heading", "leads"):
                    heads = [
                        [k for k in units[:2] if getattr(side.units[k], name)]
                        for side, units in ((old, left), (new, right))
                    ]
                    yield from ((i, j) for i in heads[0] for j in heads[1])
            if rank >= 1.0:
                yield from ((left[x], right[y]) for x, y in _alike_places(len(left), len(right), settings))


def _alike_places(rows: int, columns: int, settings: AlignmentSettings) -> Iterator[Pair]:
    """Yield the pairs of places at about the same share of two lists."""
    for x in range(rows):
        middle = round(x / max(1, rows - 1) * (columns - 1))
        for y in range(max(0, middle - settings.same_place), min(columns, middle + settings.same_place + 1)):
            if abs(x / max(1, rows - 1) - y / max(1, columns - 1)) < settings.same_share:
                yield x, y

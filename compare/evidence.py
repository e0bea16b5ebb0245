"""Evidence that an old and a new block belong together, as numbers.

    old: 粮食产量1.39万亿斤…（一、回顾）   new: 粮食产量首次跃上1.4万亿斤…（一、回顾）
    →  words shared 0.41, best of its row and column, same part, neighbours agree, …

Two rounds.  The first looks at a pair by itself: its words, its heading, its sections, its place,
and how it ranks among its rivals.  The second looks at what the first round thinks of the pairs
around it: rivals in its row and column, and the pairs before and after it on the diagonal, so that
a wrong link beside the right one fades and a weak link between two good ones holds.

Every number is the same when old and new are swapped, so links mirror.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .model import Block, Report
from .similarity import Bag, Similarity, compared, compared_bags, grams

Pair = tuple[int, int]
FIRST = (
    "words", "coverage", "rank", "best rank", "heading rank", "part", "part rank", "section", "section rank",
    "diagonal", "place", "role", "kind", "salutation",
)  # fmt: skip
SECOND = (
    "first", "chance", "rival", "other rival", "lead", "other lead", "neighbours", "next neighbours",
    "supported", "beside", "other beside", "around",
)  # fmt: skip
_FORWARD = {"requirements": "tasks"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A block as alignment sees it: its text, its head, and the sections it stands in."""

    block: Block
    head: str
    part: int
    section: int


@dataclass(frozen=True, slots=True)
class Side:
    """One report as alignment sees it: units in reading order with their words, and those of its parts and sections."""

    units: tuple[Unit, ...]
    words: tuple[Bag, ...]
    parts: tuple[Bag, ...]
    sections: tuple[Bag, ...]


def side(report: Report, head_length: int) -> Side:
    """Return what alignment looks at in `report`; furniture and annexes are left out."""
    by_id = {section.id: section for section in report.sections}
    heads: dict[str, int] = {}
    parts: dict[str, int] = {}
    section_words: list[Bag] = []
    part_words: list[Bag] = []
    words = []
    units = []
    first = _first_sentences(report)
    for block in report.blocks:
        if block.kind in ("furniture", "annex"):
            continue
        chain = []
        at = block.section
        while at:
            chain.append(by_id[at])
            at = by_id[at].parent
        top = chain[-1].id if chain else block.kind
        middle = next((section.id for section in chain if section.level == 2), top)
        here = grams(block.text)
        words.append(Bag(here))
        for key, known, collected in ((top, parts, part_words), (middle, heads, section_words)):
            if key not in known:
                known[key] = len(known)
                collected.append(Bag())
            collected[known[key]].update(here)
        runin = block.text[slice(*block.runin)] if block.runin else first.get(block.id, block.text)
        units.append(Unit(block, runin[:head_length], parts[top], heads[middle]))
    return Side(tuple(units), tuple(words), tuple(part_words), tuple(section_words))


def _first_sentences(report: Report) -> dict[str, str]:
    texts = {block.id: block.text for block in report.blocks}
    first: dict[str, str] = {}
    for sentence in report.sentences:
        first.setdefault(sentence.block, texts[sentence.block][slice(*sentence.span)])
    return first


def first_round(old: Side, new: Side, least_rank: float) -> dict[Pair, tuple[float, ...]]:
    """Return the evidence `FIRST` for every pair of units that is at all worth a look.

    A pair is worth a look when it shares at least `least_rank` of what the better of its row's and
    column's best pairs shares, or when its heading's words make it the best on both sides.
    """
    words = compared_bags(old.words, new.words)
    heads = compared([unit.head for unit in old.units], [unit.head for unit in new.units])
    cosine = _flat(words)
    rank, best = _ranks(cosine, len(old.units), len(new.units))
    head_rank, _ = _ranks(_flat(heads), len(old.units), len(new.units))
    part, part_rank = _sections(old.parts, new.parts)
    section, section_rank = _sections(old.sections, new.sections)
    out: dict[Pair, tuple[float, ...]] = {}
    for (i, j), value in cosine.items():
        if rank[i, j] < least_rank and head_rank.get((i, j), 0.0) < 0.9:
            continue
        a, b = old.units[i], new.units[j]
        out[i, j] = (
            value,
            words.coverage(i, j),
            rank[i, j],
            best[i, j],
            head_rank.get((i, j), 0.0),
            part.get((a.part, b.part), 0.0),
            part_rank.get((a.part, b.part), 0.0),
            section.get((a.section, b.section), 0.0),
            section_rank.get((a.section, b.section), 0.0),
            sum(rank.get((i + d, j + d), 0.0) / abs(d) for d in (-2, -1, 1, 2)),
            abs(i / len(old.units) - j / len(new.units)),
            float(_FORWARD.get(a.block.role or "", a.block.role) == _FORWARD.get(b.block.role or "", b.block.role)),
            float(a.block.kind == b.block.kind and a.block.level == b.block.level),
            float(a.block.kind == b.block.kind == "salutation"),
        )
    return out


def second_round(chances: Mapping[Pair, float], rows: int, columns: int) -> dict[Pair, tuple[float, ...]]:
    """Return the evidence `SECOND` for every pair, from what the first round made of it and of its rivals."""
    row_top, column_top = _two_best(chances, rows, 0), _two_best(chances, columns, 1)
    get = chances.get
    out: dict[Pair, tuple[float, ...]] = {}
    for (i, j), chance in chances.items():
        in_row = row_top[i][1] if chance >= row_top[i][0] else row_top[i][0]
        in_column = column_top[j][1] if chance >= column_top[j][0] else column_top[j][0]
        near = get((i - 1, j - 1), 0.0) + get((i + 1, j + 1), 0.0)
        next_near = get((i - 2, j - 2), 0.0) + get((i + 2, j + 2), 0.0)
        beside = get((i, j - 1), 0.0) + get((i, j + 1), 0.0)
        other_beside = get((i - 1, j), 0.0) + get((i + 1, j), 0.0)
        around = sum(get((i + di, j + dj), 0.0) for di in (-2, -1, 0, 1, 2) for dj in (-2, -1, 0, 1, 2)) - chance
        out[i, j] = (
            logit(chance), chance,
            max(in_row, in_column), min(in_row, in_column),
            chance - max(in_row, in_column), chance - min(in_row, in_column),
            near, next_near, chance * (near + next_near / 2),
            max(beside, other_beside), min(beside, other_beside), around,
        )  # fmt: skip
    return out


def logit(chance: float) -> float:
    """Return the log odds of a chance, kept within ±9.2."""
    bounded = min(max(chance, 1e-4), 1 - 1e-4)
    return math.log(bounded / (1 - bounded))


def _ranks(values: Mapping[Pair, float], rows: int, columns: int) -> tuple[dict[Pair, float], dict[Pair, float]]:
    """Return each value as a share of the larger, and of the smaller, of its row's and column's best."""
    row_best, column_best = [0.0] * rows, [0.0] * columns
    for (i, j), value in values.items():
        row_best[i] = max(row_best[i], value)
        column_best[j] = max(column_best[j], value)
    worse, better = {}, {}
    for (i, j), value in values.items():
        worse[i, j] = value / (max(row_best[i], column_best[j]) or 1.0)
        better[i, j] = value / (min(row_best[i], column_best[j]) or 1.0)
    return worse, better


def _two_best(values: Mapping[Pair, float], size: int, axis: int) -> list[tuple[float, float]]:
    best = [(0.0, 0.0)] * size
    for pair, value in values.items():
        top, second = best[pair[axis]]
        if value > top:
            best[pair[axis]] = (value, top)
        elif value > second:
            best[pair[axis]] = (top, value)
    return best


def _flat(similarity: Similarity) -> dict[Pair, float]:
    return {(i, j): cosine for i, row in enumerate(similarity.rows) for j, cosine in row.items()}


def _sections(old: Sequence[Bag], new: Sequence[Bag]) -> tuple[dict[Pair, float], dict[Pair, float]]:
    values = _flat(compared_bags(old, new))
    return values, _ranks(values, len(old), len(new))[0]

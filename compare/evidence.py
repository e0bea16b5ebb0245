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
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .ancestry import ancestors
from .config import AlignmentSettings, SimilaritySettings
from .model import Block, Report
from .similarity import Bag, Similarity, bag, compared_bags, grams

Pair = tuple[int, int]
FIRST = (
    "words", "coverage", "rank", "best rank", "heading rank", "part", "part rank", "section", "section rank",
    "diagonal", "place", "role", "kind", "salutation", "head held", "heads held",
    "place in part", "place in section", "opening", "end of section", "end of part",
)  # fmt: skip
SECOND = (
    "first", "chance", "rival", "other rival", "lead", "other lead", "neighbours", "next neighbours",
    "supported", "beside", "other beside", "around",
)  # fmt: skip
_FORWARD = {"requirements": "tasks"}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a block stands in its part or section: how far through it (0–1), and whether it opens or ends it."""

    through: float
    opens: bool
    ends: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """A block as alignment sees it: its head, the part and section it stands in, and where in them."""

    block: Block
    head: str
    part: int
    section: int
    in_part: Standing
    in_section: Standing


@dataclass(frozen=True, slots=True)
class Side:
    """One report as alignment sees it: units in reading order with their words, and those of its parts and sections."""

    units: tuple[Unit, ...]
    words: tuple[Bag, ...]
    heads: tuple[Bag, ...]
    parts: tuple[Bag, ...]
    sections: tuple[Bag, ...]


def side(report: Report, head_length: int) -> Side:
    """Return what alignment looks at in `report`; furniture and annexes are left out."""
    chains = ancestors(report)
    heads: dict[str, int] = {}
    parts: dict[str, int] = {}
    section_words: list[Bag] = []
    part_words: list[Bag] = []
    words = []
    found: list[tuple[Block, str]] = []
    at_parts: list[int] = []
    at_sections: list[int] = []
    first = _first_sentences(report)
    for block in report.blocks:
        if block.kind in ("furniture", "annex"):
            continue
        chain = chains[block.id]
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
        found.append((block, runin[:head_length]))
        at_parts.append(parts[top])
        at_sections.append(heads[middle])
    in_parts, in_sections = _standings(at_parts), _standings(at_sections)
    units = tuple(
        Unit(block, head, at_parts[i], at_sections[i], in_parts[i], in_sections[i])
        for i, (block, head) in enumerate(found)
    )
    return Side(units, tuple(words), tuple(bag(unit.head) for unit in units), tuple(part_words), tuple(section_words))


def _standings(homes: Sequence[int]) -> list[Standing]:
    """Return where each unit stands among those of the same home; its first two units open a home."""
    sizes = Counter(homes)
    seen: Counter[int] = Counter()
    out = []
    for home in homes:
        at = seen[home]
        seen[home] += 1
        out.append(Standing(at / max(1, sizes[home] - 1), at <= 1, at == sizes[home] - 1))
    return out


def _first_sentences(report: Report) -> dict[str, str]:
    texts = {block.id: block.text for block in report.blocks}
    first: dict[str, str] = {}
    for sentence in report.sentences:
        first.setdefault(sentence.block, texts[sentence.block][slice(*sentence.span)])
    return first


def first_round(
    old: Side, new: Side, settings: AlignmentSettings
) -> tuple[dict[Pair, tuple[float, ...]], tuple[int, int]]:
    """Return the evidence `FIRST` for every pair of units that is at all worth a look, and what was passed over.

    A pair is worth a look when it shares at least `least_rank` of what the better of its row's and
    column's best pairs shares, or when its heading's words make it the best on both sides.  Passed
    over are grams that stand in too many units, and pairs where a unit has too many alike.
    """
    words = compared_bags(old.words, new.words, settings.similarity)
    heads = compared_bags(old.heads, new.heads, settings.similarity)
    cosine = _flat(words)
    rank, best = _ranks(cosine, len(old.units), len(new.units))
    head_rank, _ = _ranks(_flat(heads), len(old.units), len(new.units))
    part, part_rank = _sections(old.parts, new.parts, settings.similarity)
    section, section_rank = _sections(old.sections, new.sections, settings.similarity)
    out: dict[Pair, tuple[float, ...]] = {}
    worth = [
        pair for pair in cosine if rank[pair] >= settings.least_rank or head_rank.get(pair, 0.0) >= settings.same_head
    ]
    kept = _nearest(worth, cosine, settings.most_candidates)
    for i, j in kept:
        value = cosine[i, j]
        a, b = old.units[i], new.units[j]
        held = (words.held(old.heads[i], new.words[j]), words.held(new.heads[j], old.words[i]))
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
            max(held),
            min(held),
            abs(a.in_part.through - b.in_part.through),
            abs(a.in_section.through - b.in_section.through),
            float(a.in_section.opens and b.in_section.opens),
            float(a.in_section.ends and b.in_section.ends),
            float(a.in_part.ends and b.in_part.ends),
        )
    return out, (words.unheard, len(worth) - len(kept))


def _nearest(pairs: Sequence[Pair], cosine: Mapping[Pair, float], most: int) -> list[Pair]:
    """Return the pairs that are among the `most` best of their row or of their column; of equals the nearest ones."""
    ranked = sorted(pairs, key=lambda pair: (-round(cosine[pair], 9), abs(pair[0] - pair[1]), pair[0] + pair[1]))
    rows: Counter[int] = Counter()
    columns: Counter[int] = Counter()
    kept = []
    for pair in ranked:
        if rows[pair[0]] < most or columns[pair[1]] < most:
            kept.append(pair)
        rows[pair[0]] += 1
        columns[pair[1]] += 1
    return sorted(kept)


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
        if value > row_best[i]:
            row_best[i] = value
        if value > column_best[j]:
            column_best[j] = value
    worse, better = {}, {}
    for pair, value in values.items():
        high, low = row_best[pair[0]], column_best[pair[1]]
        if high < low:
            high, low = low, high
        worse[pair] = value / (high or 1.0)
        better[pair] = value / (low or 1.0)
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


def _sections(
    old: Sequence[Bag], new: Sequence[Bag], settings: SimilaritySettings
) -> tuple[dict[Pair, float], dict[Pair, float]]:
    values = _flat(compared_bags(old, new, settings))
    return values, _ranks(values, len(old), len(new))[0]

"""Sentences inside linked blocks: which became which.

    综合考虑发展需要和财政可持续。赤字率拟按3%安排，…     赤字率拟按3%安排，…  ──  今年赤字率拟按4%左右安排，…
    今年赤字率拟按4%左右安排，…。更加给力。          →   综合考虑…  removed        更加给力。  added

Each sentence has at most one partner, the most alike first, where words that are rare in both reports
tell most.  A sentence that is left joins one that took it up beside its partner (`joining.py`).  Sentences
that are not alike enough stay apart and are shown whole: word marks between unlike ones are confetti.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rapidfuzz.distance import Indel

from .config import AlignmentSettings
from .grouping import Edge, Linked, group_edges
from .leftovers import joined
from .mending import Mender
from .model import Report, Sentence
from .order import out_of_order, tie_broken
from .similarity import Bag, bag, compared_bags, weights


def align_sentences(old: Report, new: Report, blocks: Linked, settings: AlignmentSettings, mender: Mender) -> Linked:
    """Return the sentence links inside each group of linked blocks; sentences of unlinked blocks have none."""
    texts = [_texts(old), _texts(new)]
    bags = [{name: bag(text) for name, text in side.items()} for side in texts]
    weight = weights([*bags[0].values(), *bags[1].values()])
    by_block = [_by_block(old), _by_block(new)]
    place = [{s.id: here for here, s in enumerate(report.sentences)} for report in (old, new)]
    groups: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for link in blocks.links:
        if link.old and link.new:
            for side, block in enumerate((link.old, link.new)):
                if block not in groups[link.group][side]:
                    groups[link.group][side].append(block)
    homes: tuple[dict[str, str], dict[str, str]] = ({}, {})
    edges: list[Edge] = []
    for group, (old_blocks, new_blocks) in groups.items():
        a = [
            s
            for block in sorted(old_blocks, key=lambda b: _first(by_block[0], b, place[0]))
            for s in by_block[0].get(block, ())
        ]
        b = [
            s
            for block in sorted(new_blocks, key=lambda b: _first(by_block[1], b, place[1]))
            for s in by_block[1].get(block, ())
        ]
        homes[0].update((s.id, group) for s in a)
        homes[1].update((s.id, group) for s in b)
        edges += _pair(a, b, texts, bags, weight, settings)
    edges = mender.mend("sentence", edges, homes)
    moved = _moved(edges, place)
    left, right = (sorted(home, key=at.__getitem__) for home, at in zip(homes, place, strict=True))
    edges.sort(key=lambda edge: (place[0][edge.old], place[1][edge.new]))
    return group_edges("sentence", left, right, edges, texts[0], texts[1], moved)


def _first(by_block: dict[str, list[Sentence]], block: str, place: dict[str, int]) -> int:
    inside = by_block.get(block)
    return place[inside[0].id] if inside else -1


def _pair(
    old: Sequence[Sentence],
    new: Sequence[Sentence],
    texts: Sequence[dict[str, str]],
    bags: Sequence[dict[str, Bag]],
    weight: dict[str, float],
    settings: AlignmentSettings,
) -> list[Edge]:
    """Return the best one-to-one pairs of sentences, greedily from the most alike on, and what joins them."""
    left = [texts[0][s.id] for s in old]
    right = [texts[1][s.id] for s in new]
    scored = []
    for i, j in _equal(left, right):
        scored.append((-1.0 - settings.sentence_order, abs(i - j), i + j, i, j, 1.0))
    counts = [bags[0][s.id] for s in old], [bags[1][s.id] for s in new]
    similarity = compared_bags(*counts, settings.similarity, weight)
    for i, row in enumerate(similarity.rows):
        for j, cosine in row.items():
            short, long = sorted((len(left[i]), len(right[j])))
            score = max(cosine, similarity.coverage(i, j) * short / long)
            if score >= settings.least_sentence / 2 and short * long <= settings.exact_cells:
                most = 2 * short / (short + long)
                if score + most < 2 * settings.least_sentence:
                    continue
                exact = most if most < settings.lopsided else Indel.normalized_similarity(left[i], right[j])
                score = (score + exact) / 2
            if score >= settings.least_sentence:
                straight = 1 - abs(i / len(left) - j / len(right))
                rank = -round(score + settings.sentence_order * straight, 6)
                scored.append((rank, abs(i - j), i + j, i, j, score))  # the same order from either side
    partners: tuple[dict[int, int], dict[int, int]] = ({}, {})
    edges = []
    for _, _, _, i, j, score in sorted(scored):
        if i not in partners[0] and j not in partners[1]:
            partners[0][i], partners[1][j] = j, i
            edges.append(Edge(old[i].id, new[j].id, round(min(score, 1.0), 4), ("text",)))
    near = ((i, j) for i, row in enumerate(similarity.rows) for j in row if (i in partners[0]) != (j in partners[1]))
    near = (pair for pair in near if similarity.coverage(*pair) >= settings.least_joined)
    for (i, j), share in joined(near, partners, counts, similarity.weigh, settings.least_joined):
        edges.append(Edge(old[i].id, new[j].id, round(min(share, 1.0), 4), ("part of the text",)))
    return edges


def _equal(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Return the pairs of equal texts: the first of a text with the first, the second with the second."""
    places: dict[str, list[int]] = defaultdict(list)
    for j in reversed(range(len(right))):
        places[right[j]].append(j)
    return [(i, places[text].pop()) for i, text in enumerate(left) if places.get(text)]


def _moved(edges: Sequence[Edge], place: Sequence[dict[str, int]]) -> set[tuple[str, str]]:
    """Return the sentence pairs that are out of order."""
    where = [(place[0][edge.old], place[1][edge.new]) for edge in edges]
    crossing = out_of_order(where, [tie_broken(1, edge.old, edge.new) for edge in edges])
    return {(edge.old, edge.new) for edge, at in zip(edges, where, strict=True) if at in crossing}


def _texts(report: Report) -> dict[str, str]:
    blocks = {block.id: block.text for block in report.blocks}
    return {s.id: blocks[s.block][s.span[0] : s.span[1]] for s in report.sentences}


def _by_block(report: Report) -> dict[str, list[Sentence]]:
    out: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in report.sentences:
        out[sentence.block].append(sentence)
    return out

"""Two plain lists → links: articles, clauses, paragraphs or lines of any text in any language.

    old  0 profit tax   1 theft, fraud and damage   2 fees      0──0   1──1   1──2 (split)   2──3
    new  0 profit tax   1 theft and fraud   2 damage   3 fees  →

Units that are equal are linked first, repeated ones in order.  The others are linked one to one, the
most alike first, where likeness counts only as far as it exceeds that of the rivals: a clause that
is like all others says little.  Then a unit that is left joins a linked one that holds much of it
beyond what its partner accounts for; so units merge and split.  What is still left is removed or
added.  Ids are the places in the lists, "0", "1", …; swapping the lists mirrors the links.

Time is near-linear: beyond some hundred units the words at which most units meet are passed over,
and each unit keeps its best counterparts only (`config.SimilaritySettings`).  In long lists, units that
are alike in common words only may therefore be left unlinked.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from heapq import nlargest

from rapidfuzz.distance import Indel

from .config import UnitSettings
from .grouping import Edge, Linked, group_edges
from .ids import normal
from .leftovers import Pair, joined
from .model import Link
from .order import out_of_order, tie_broken
from .similarity import Bag, Similarity, compared_bags

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"
_UNSPACED_FIRST = re.compile(f"[{_UNSPACED}]")
_RUN = re.compile(rf"[{_UNSPACED}]+|(?:(?![{_UNSPACED}])[^\W_])+(?:[.,]\d+)*%?")
_WRAP = re.compile(rf"(?<=[{_UNSPACED}])\s+(?=[{_UNSPACED}])")


def align_units(old: Sequence[str], new: Sequence[str], settings: UnitSettings = UnitSettings()) -> list[Link]:
    """Return the links between two lists of texts; the ids of a link are indices, written as text.

    A unit without a partner has one link with a null side.  Links that share a `group` are one relation: split,
    merged or recut.

    >>> [(link.old, link.new) for link in align_units(["a b c", "x y z"], ["new", "a b c d", "x y z"])]
    [('0', '1'), ('1', '2'), (None, '0')]
    """
    return list(linked_units(old, new, settings).links)


def linked_units(old: Sequence[str], new: Sequence[str], settings: UnitSettings = UnitSettings()) -> Linked:
    """Return what `align_units` does, and the groups: their kind, and whether they moved."""
    edges = _edges(old, new, settings)
    places = sorted(edges)
    moved = out_of_order(places, [tie_broken(min(len(old[i]), len(new[j])), old[i], new[j]) for i, j in places])
    return group_edges(
        "block",
        [str(i) for i in range(len(old))],
        [str(j) for j in range(len(new))],
        [Edge(str(i), str(j), *edges[i, j]) for i, j in places],
        {str(i): text for i, text in enumerate(old)},
        {str(j): text for j, text in enumerate(new)},
        {(str(i), str(j)) for i, j in moved},
    )


def _edges(old: Sequence[str], new: Sequence[str], settings: UnitSettings) -> dict[Pair, tuple[float, tuple[str, ...]]]:
    """Return the linked pairs of places with their score and reasons."""
    equal = _equal([normal(text) for text in old], [normal(text) for text in new])
    out: dict[Pair, tuple[float, tuple[str, ...]]] = dict.fromkeys(equal, (1.0, ("same text",)))
    texts = [_plain(text) for text in old], [_plain(text) for text in new]
    bags = [_bag(text) for text in texts[0]], [_bag(text) for text in texts[1]]
    similarity = compared_bags(*bags, settings.similarity)
    alike = _alike(similarity, texts, settings)
    partners = dict(equal), {j: i for i, j in equal}
    for i, j in _ranked(similarity, alike, (len(old), len(new)), settings):
        if i not in partners[0] and j not in partners[1]:
            partners[0][i], partners[1][j] = j, i
            out[i, j] = (alike[i, j], ("text",))
    for pair, _ in joined(alike, partners, bags, similarity.weigh, settings.least_rest):
        out[pair] = (alike[pair], ("part of the text",))
    return out


# ── equal units ───────────────────────────────────────────────────────────────────────────────


def _equal(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Return the pairs of equal texts: those that stand once, repeated ones in order between these, then the rest."""
    count = Counter(old), Counter(new)
    place = {text: j for j, text in enumerate(new)}
    once = [(i, place[text]) for i, text in enumerate(old) if count[0][text] == 1 == count[1].get(text)]
    crossing = out_of_order(once, [tie_broken(len(old[i]), old[i]) for i, _ in once])
    fixed = [pair for pair in once if pair not in crossing]
    out = dict(once)
    for (i0, j0), (i1, j1) in zip([(-1, -1), *fixed], [*fixed, (len(old), len(new))], strict=True):
        out.update(_in_order(old, new, range(i0 + 1, i1), range(j0 + 1, j1)))
    taken = set(out.values())
    left = [i for i in range(len(old)) if i not in out]
    right = [j for j in range(len(new)) if j not in taken]
    return sorted([*out.items(), *_in_order(old, new, left, right)])


def _in_order(old: Sequence[str], new: Sequence[str], left: Iterable[int], right: Iterable[int]) -> list[Pair]:
    """Return the first of each text with its first counterpart, the second with the second, and so on."""
    places: dict[str, deque[int]] = defaultdict(deque)
    for j in right:
        places[new[j]].append(j)
    return [(i, places[old[i]].popleft()) for i in left if places.get(old[i])]


# ── reworded units ────────────────────────────────────────────────────────────────────────────


def _plain(text: str) -> str:
    """Return the text folded for likeness: width and case unified, lines joined where the script has no spaces."""
    return _WRAP.sub("", unicodedata.normalize("NFKC", text)).casefold()


def _bag(text: str) -> Bag:
    """Return how often each word stands in the text; where the script has no spaces, each pair of characters."""
    out: Bag = Counter()
    for match in _RUN.finditer(text):
        run = match[0]
        unspaced = len(run) > 1 and _UNSPACED_FIRST.match(run)
        out.update((run[at : at + 2] for at in range(len(run) - 1)) if unspaced else (run,))
    return out


def _alike(
    similarity: Similarity, texts: tuple[Sequence[str], Sequence[str]], settings: UnitSettings
) -> dict[Pair, float]:
    """Return the score, 0–1, of every pair that is alike enough to be linked."""
    out = {}
    for i, row in enumerate(similarity.rows):
        for j, cosine in row.items():
            string = Indel.normalized_similarity(texts[0][i], texts[1][j], score_cutoff=settings.least_string)
            if cosine >= settings.least_cosine or string:
                out[i, j] = round(min(1.0, max(cosine, string)), 4)
    return out


def _ranked(
    similarity: Similarity, alike: Mapping[Pair, float], sizes: tuple[int, int], settings: UnitSettings
) -> list[Pair]:
    """Return the pairs, the surest first: by likeness beyond that of the best rivals of either unit, then by place."""
    columns: dict[int, list[float]] = defaultdict(list)
    for row in similarity.rows:
        for j, cosine in row.items():
            columns[j].append(cosine)
    usual = (
        [sum(nlargest(settings.rivals, row.values())) / settings.rivals for row in similarity.rows],
        {j: sum(nlargest(settings.rivals, column)) / settings.rivals for j, column in columns.items()},
    )

    def rank(pair: Pair) -> tuple[float, int, int]:
        i, j = pair
        beyond = similarity.rows[i][j] - (usual[0][i] + usual[1][j]) / 2
        straight = 1 - abs(i / sizes[0] - j / sizes[1])
        return (-round(beyond + settings.order * straight, 6), abs(i - j), i + j)

    return sorted(alike, key=rank)

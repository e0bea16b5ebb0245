"""Blocks that stand inside the partner of a neighbour: the same text, cut into paragraphs in another way.

    old  四要实施“走出去”战略。抓住机遇，…          new  四要实施“走出去”战略 │ 抓住机遇，…
    new's second block is linked with old's block  →  so is its first, and the block is split, nothing is added

One source writes a heading, a salutation or a sentence on a line of its own, another in the line of the text
that follows.  Evidence links the long part only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

Pair = tuple[int, int]
_CLAUSE = re.compile(r"[^\s，。；：！？、,;:!?]+")


def held(
    old: Sequence[str],
    new: Sequence[str],
    pairs: Mapping[Pair, float],
    least: int,
    share: float,
    allowed: Callable[[int, int], bool] = lambda i, j: True,
) -> dict[Pair, float]:
    """Return the pairs of a block without partner and the block that holds its clauses, with the neighbour's score.

    The holder is a partner of a block beside it that does not have those clauses itself; `least` is the fewest
    characters that such a block has, `share` how much of it is held.

    >>> held(["各位代表！过去一年"], ["各位代表！", "过去一年"], {(0, 1): 0.9}, 4, 0.8)
    {(0, 0): 0.9}
    """
    there = {(i, j): score for i, j, score in _held(old, new, pairs, least, share) if allowed(i, j)}
    mirrored = {(j, i): score for (i, j), score in pairs.items()}
    back = {(i, j): score for j, i, score in _held(new, old, mirrored, least, share) if allowed(i, j)}
    return {**there, **back}


def _held(
    holders: Sequence[str], parts: Sequence[str], pairs: Mapping[Pair, float], least: int, share: float
) -> Iterator[tuple[int, int, float]]:
    """Yield (holder, part, score); a part that is found so lets the next one beside it be found."""
    for step in (1, -1):
        partners: dict[int, list[tuple[int, float]]] = {}
        for (i, j), score in sorted(pairs.items()):
            partners.setdefault(j, []).append((i, score))
        for j in range(len(parts))[::step]:
            beside = j - step
            if j in partners or beside not in partners:
                continue
            clauses = [clause for clause in _CLAUSE.findall(parts[j]) if clause not in parts[beside]]
            enough = max(least, share * sum(map(len, _CLAUSE.findall(parts[j]))))
            found = [
                (i, score)
                for i, score in partners[beside]
                if sum(len(clause) for clause in clauses if clause in holders[i]) >= enough
            ]
            if found:
                partners[j] = found
                yield from ((i, j, score) for i, score in found)

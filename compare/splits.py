"""Split and merged sentences: which of a sentence's links tells of which stretch of it.

    甲发展，乙发展。  ⇄  甲发展。 · 乙发展。      the first link tells of 甲发展，  the second of 乙发展。

What another link of the same sentence tells of is no change in this one.  A sentence in more parts than any
writer makes is first cut where its parts lie, so that it is not searched once for each of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, groupby, pairwise

from rapidfuzz.distance import Indel, Levenshtein

from .config import WordingSettings
from .model import Link, Span
from .pieces import Piece


def windows(
    links: Sequence[Link], texts: Sequence[Mapping[str, str]], settings: WordingSettings
) -> dict[str, tuple[Span | None, Span | None]]:
    """Return for each link what of its old and of its new sentence it may tell of; None for all of it."""
    out: dict[str, tuple[Span | None, Span | None]] = dict.fromkeys((link.id for link in links), (None, None))
    for side in (0, 1):
        for unit, several in _together(links, side):
            if len(several) > settings.most_parts:
                parts = [texts[1 - side][(link.new, link.old)[side] or ""] for link in several]
                for link, span in zip(several, _places(texts[side][unit], parts, settings), strict=True):
                    other = out[link.id][1 - side]
                    out[link.id] = (span, other) if side == 0 else (other, span)
    return out


def told_elsewhere(
    links: Sequence[Link], texts: Sequence[Mapping[str, str]], pieces: Mapping[str, Sequence[Piece]]
) -> dict[str, tuple[list[Span], list[Span]]]:
    """Return for each link with a split or merged sentence what of its old and new one another of its links tells."""
    out: dict[str, tuple[list[Span], list[Span]]] = defaultdict(lambda: ([], []))
    for side in (0, 1):
        for unit, several in _together(links, side):
            if len(several) > 1:
                length = len(texts[side][unit])
                own = _own([pieces[link.id] for link in several], side, length)
                for number, link in enumerate(several):
                    out[link.id][side].extend(_between(own[number], length))
    return out


def _together(links: Sequence[Link], side: int) -> Iterator[tuple[str, list[Link]]]:
    """Yield each sentence of one side with its links."""
    together: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        together[(link.old, link.new)[side] or ""].append(link)
    yield from together.items()


def _places(whole: str, parts: Sequence[str], settings: WordingSettings) -> list[Span]:
    """Return where in `whole` each of its parts lies, as the fewest edits between it and all of them have it."""
    joined = "".join(parts)
    method = Indel if len(whole) * len(joined) <= settings.exact_cells else Levenshtein
    ends = [0, *accumulate(map(len, parts))]
    cuts = [0]
    for op in method.opcodes(joined, whole):
        while len(cuts) < len(ends) - 1 and ends[len(cuts)] <= op.src_end:
            cuts.append(min(op.dest_start + ends[len(cuts)] - op.src_start, op.dest_end))
    return list(pairwise([*cuts, len(whole)]))


def _own(links: Sequence[Sequence[Piece]], side: int, length: int) -> dict[int, list[Span]]:
    """Return which stretches of a sentence each of its links tells of."""
    out: dict[int, list[Span]] = defaultdict(list)
    at = 0
    for teller, group in groupby(_tellers(links, side, length)):
        end = at + sum(1 for _ in group)
        out[teller].append((at, end))
        at = end
    return out


def _between(own: Sequence[Span], length: int) -> Iterator[Span]:
    """Yield what of a sentence lies between stretches of it."""
    for (_, end), (start, _) in pairwise([(0, 0), *own, (length, length)]):
        if end < start:
            yield end, start


def _tellers(links: Sequence[Sequence[Piece]], side: int, length: int) -> list[int]:
    """Return which of its links tells of each character of a sentence: who holds it alike, then who replaces it."""
    out = [-1] * length
    left = length
    for ops in (("equal",), ("replace",), ("insert", "delete")):
        for number, pieces in enumerate(links):
            for piece in pieces if left else ():
                if piece.op in ops:
                    for at in range(*(piece.old, piece.new)[side]):
                        if out[at] < 0:
                            out[at] = number
                            left -= 1
    return out

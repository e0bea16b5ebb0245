"""How right plain lists are linked: articles of three pairs of statutes, labelled one to one.

    python -m bench.units        the table of docs/accuracy.md

The baseline is what the labels' own project does: greedy by Jaccard likeness of character pairs.
The labels know no merged and split articles; every link beyond them is read, and the verdict stands in `READ`.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Iterator, Sequence

from bench.labels import SHARED
from compare import align_units

STATUTES = SHARED / "bench" / "statutes"
LEAST_JACCARD = 0.15  # where the baseline's pooled F1 is highest
MOVES = {"security-2012-2025": (58, 88), "security-draft2-2025": (46, 60)}
READ = {
    ("security-2012-2025", 6, 2): "right: the old article is the second paragraph of the new one",
    ("security-2012-2025", 49, 59): "right, split: the damage of property went to an article of its own",
    ("security-2012-2025", 77, 90): "right, merged: reporting (77) and acceptance (78) of cases became one article",
}
Pair = tuple[int, int]


def linked(old: Sequence[str], new: Sequence[str]) -> set[Pair]:
    """Return the linked places."""
    links = align_units(old, new)
    return {(int(link.old), int(link.new)) for link in links if link.old is not None and link.new is not None}


def greedy(old: Sequence[str], new: Sequence[str]) -> set[Pair]:
    """Return the one-to-one pairs, best first, by Jaccard likeness of character pairs."""
    left, right = ([frozenset(itertools.pairwise(text)) for text in side] for side in (old, new))
    scored = [(len(a & b) / (len(a | b) or 1), i, j) for i, a in enumerate(left) for j, b in enumerate(right)]
    out: dict[int, int] = {}
    taken: set[int] = set()
    for score, i, j in sorted(scored, key=lambda item: (-item[0], item[1:])):
        if score >= LEAST_JACCARD and i not in out and j not in taken:
            out[i] = j
            taken.add(j)
    return set(out.items())


def f1(right: int, found: int, labelled: int) -> float:
    """Return the harmonic mean of precision and recall."""
    return 2 * right / (found + labelled)


def table() -> Iterator[str]:
    """Yield the lines of the section: F1 beside the baseline, hand-made links, moves, links beyond the labels."""
    yield "\n## Plain lists: articles of statutes (`compare.align_units`)\n"
    yield "Labels are one to one; places count from 1. Some were made by hand, the others confirmed.\n"
    yield "| statute | F1 | made by hand, found | move found | greedy character-pair Jaccard F1 |"
    yield "|---|---|---|---|---|"
    total = [0] * 5
    hands = [0, 0]
    beyond = []
    for file in sorted(STATUTES.glob("*.json")):
        statute = json.loads(file.read_text("utf-8"))
        gold, hand = ({tuple(pair) for pair in statute[key]} for key in ("links", "links_made_by_hand"))
        ours, theirs = linked(statute["old"], statute["new"]), greedy(statute["old"], statute["new"])
        counts = [len(ours & gold), len(ours), len(theirs & gold), len(theirs), len(gold)]
        total = [a + b for a, b in zip(total, counts, strict=True)]
        hands = [hands[0] + len(ours & hand), hands[1] + len(hand)]
        move = MOVES.get(file.stem)
        said = "–" if not move else f"{move[0]} → {move[1]}" if (move[0] - 1, move[1] - 1) in ours else "no"
        yield (
            f"| {file.stem} | {f1(counts[0], counts[1], counts[4]):.3f} | {len(ours & hand)} / {len(hand)} | {said} | "
            f"{f1(counts[2], counts[3], counts[4]):.3f} |"
        )
        beyond += [(file.stem, i + 1, j + 1) for i, j in sorted(ours - gold)]
    yield (
        f"| pooled | {f1(total[0], total[1], total[4]):.3f} | {hands[0]} / {hands[1]} | | "
        f"{f1(total[2], total[3], total[4]):.3f} |"
    )
    yield "\nLinks beyond the labels, read one by one:\n"
    yield from (f"- {name} {i} → {j}: {READ.get((name, i, j), 'not read yet')}" for name, i, j in beyond)


if __name__ == "__main__":
    sys.exit(print("\n".join(table())) if SHARED.is_dir() else "../shared is absent: nothing can be measured here")

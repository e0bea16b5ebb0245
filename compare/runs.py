"""What two sentences have in common: the stretches that a reader would leave unmarked.

    old  城乡区域发展差距和居民收入分配差距依然较大        城乡区域发展 · 收入分配差距依然较大
    new  城乡区域发展和收入分配差距依然较大          →

Every stretch that stands in both is a candidate, cut back to where both sentences may be cut (between
words, or between the words inside a word: 居民|收入).  Of the candidates the chain is taken, in order on
both sides, that leaves the fewest characters to be marked, where every further edit must save
`edit_cost` characters and a short stretch counts only if it says something by itself.  So a 的 or a
comma that stands by chance in two rewritten clauses does not cut them to pieces, and what is marked
comes close to the least that could be marked (the longest common subsequence).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from .model import Span


class Run(NamedTuple):
    """A stretch of `length` characters that stands at `old` and at `new`."""

    old: int
    new: int
    length: int


Cuts = tuple[bytearray, bytearray]
"""For each place of both sides: 0 inside a word, 1 between the words inside a word, 2 between words."""

Worth = Callable[[int, int], float]
"""What leaving old[a:b] unmarked is worth, in characters; at most 0 where it says nothing by itself."""

Cost = Callable[[int], float]
"""What an edit of so many characters on both sides together costs, in the same measure; 0 costs nothing."""

Candidate = tuple[Run, list[int], float]


def common(old: str, new: str, cuts: Cuts, worth: Worth, cost: Cost, most: int) -> list[Run] | None:
    """Return the best chain of common runs of two texts, in order; None where there are more than `most` candidates.

    `cuts[side][p]` is true where a run may begin or end at place p of a side.  What both texts begin and end with is
    always common.
    """
    head, tail = _ends(old, new, cuts)
    start, end = (head, head), (len(old) - tail, len(new) - tail)
    inner = _candidates(old, new, cuts, (head, end[0]), (head, end[1]), worth, most)
    if inner is None:
        return None
    runs = [Run(0, 0, head), *_chain(inner, start, end, worth, cost), Run(*end, tail)]
    return [run for run in runs if run.length]


def _ends(old: str, new: str, cuts: Cuts) -> tuple[int, int]:
    """Return how much the two texts have in common at their beginning, and how much of the rest at their end."""
    least = min(len(old), len(new))
    head = tail = 0
    while head < least and old[head] == new[head]:
        head += 1
    while not (cuts[0][head] and cuts[1][head]):
        head -= 1
    while tail < least - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    while not (cuts[0][len(old) - tail] and cuts[1][len(new) - tail]):
        tail -= 1
    return head, tail


def _candidates(
    old: str, new: str, cuts: Cuts, here: Span, there: Span, worth: Worth, most: int
) -> list[Candidate] | None:
    """Return the longest stretches that say something, with the offsets where they may be cut, and their worth."""
    places: dict[str, list[int]] = defaultdict(list)
    for j in range(there[0], there[1] - 1):
        places[new[j : j + 2]].append(j)
    out: list[Candidate] = []
    for i in range(here[0], here[1] - 1):
        for j in places.get(old[i : i + 2], ()):
            if i > here[0] and j > there[0] and old[i - 1] == new[j - 1]:
                continue
            length, limit = 2, min(here[1] - i, there[1] - j)
            while length < limit and old[i + length] == new[j + length]:
                length += 1
            offsets = [at for at in range(length + 1) if cuts[0][i + at] and cuts[1][j + at]]
            if len(offsets) > 1:
                value = worth(i + offsets[0], i + offsets[-1])
                if value > 0:
                    out.append((Run(i, j, length), offsets, value))
                    if len(out) > most:
                        return None
    return out


def _chain(
    candidates: Sequence[Candidate], start: tuple[int, int], end: tuple[int, int], worth: Worth, cost: Cost
) -> list[Run]:
    """Return the chain between two places that is worth most; a run that overlaps the one before is cut short."""
    chains: list[tuple[float, int, int, int, int]] = []  # worth, run before, both ends, first offset
    for run, offsets, own in candidates:
        first, last = offsets[0], offsets[-1]
        top, before = own - cost(run.old + first - start[0] + run.new + first - start[1]), -1
        for k, (value, _, old_end, new_end, _) in enumerate(chains):
            ahead = max(old_end - run.old, new_end - run.new)
            if ahead >= last or value + own <= top:
                continue
            at, total = offsets[0], own
            if ahead > at:
                at = offsets[bisect_left(offsets, ahead)]
                total = worth(run.old + at, run.old + last) if at < last else 0.0
            if total > 0:
                total += value - cost(run.old + at - old_end + run.new + at - new_end)
                if total > top:
                    top, before, first = total, k, at
        chains.append((top, before, run.old + last, run.new + last, first))
    best, k = -cost(end[0] - start[0] + end[1] - start[1]), -1
    for here, (value, _, old_end, new_end, _) in enumerate(chains):
        total = value - cost(end[0] - old_end + end[1] - new_end)
        if total > best:
            best, k = total, here
    out = []
    while k != -1:
        run, (_, before, to, _, first) = candidates[k][0], chains[k]
        out.append(Run(run.old + first, run.new + first, to - run.old - first))
        k = before
    return out[::-1]


# ── placing ───────────────────────────────────────────────────────────────────────────────────

_CLAUSE = "，；：。！？,;:!?"
_JOINT = "、和与及或"


def settled(runs: Sequence[Run], old: str, new: str, cuts: Cuts, worth: Worth) -> list[Run]:
    """Return the runs with what only one side has between two of them moved to where a reader would cut.

    特殊教育、继续[教育、专门]教育，  →  特殊教育、继续教育[、专门教育]，
    """
    out = list(runs)
    for k in range(len(out) - 1):
        here, there = out[k], out[k + 1]
        if here.old + here.length == there.old:
            text, side, start, end = new, 1, here.new + here.length, there.new
        elif here.new + here.length == there.new:
            text, side, start, end = old, 0, here.old + here.length, there.old
        else:
            continue
        other = (there.new, there.old)[side]
        best, top = 0, 0
        for shift in _shifts(text, start, end, here.length, there.length):
            at = start + shift, end + shift
            if not (cuts[side][at[0]] and cuts[side][at[1]] and cuts[1 - side][other + shift]):
                continue
            strength = sum(cuts[side][p] + _strength(text, p) for p in at)
            if strength > top and (not shift or _says(k, out, shift, len(old), worth)):
                best, top = shift, strength
        out[k] = Run(here.old, here.new, here.length + best)
        out[k + 1] = Run(there.old + best, there.new + best, there.length - best)
    return [run for run in out if run.length]


def _shifts(text: str, start: int, end: int, back: int, forth: int) -> Iterator[int]:
    """Yield how far text[start:end] can be moved without a change of what it does, nearest first, at most so far."""
    yield 0
    for shift in range(1, back + 1):
        if text[start - shift] != text[end - shift]:
            break
        yield -shift
    for shift in range(1, forth + 1):
        if text[start + shift - 1] != text[end + shift - 1]:
            break
        yield shift


def _strength(text: str, at: int) -> int:
    """Return how good a place is for a cut: at the ends, after or before a mark, after a conjunction."""
    if at in (0, len(text)):
        return 4
    before, after = text[at - 1], text[at]
    return 4 if before in _CLAUSE else 3 if after in _CLAUSE else 2 if before in _JOINT or after in _JOINT else 0


def _says(k: int, runs: Sequence[Run], shift: int, length: int, worth: Worth) -> bool:
    """Tell whether the run that is made shorter by moving what follows runs[k] still says something by itself."""
    if shift < 0:
        return runs[k].old == 0 or worth(runs[k].old, runs[k].old + runs[k].length + shift) > 0
    end = runs[k + 1].old + runs[k + 1].length
    return end == length or worth(runs[k + 1].old + shift, end) > 0

"""Two reports as one text: what both have, what went and what came, in an order from which either can be had back.

    old  赤字率按3%安排。¶        equal 赤字率按 · delete 3% · insert 4% · equal 安排。¶
    new  赤字率按4%安排。¶        without inserts: the old report; without deletes: the new one, block by block

Paragraphs that correspond and stand in the same order are one paragraph; where several correspond, the marks between
them are part of the text and may go or come.  Where others stand between these, only those that share most stay
together.  What changed its place is taken from one and put to the other, with what went and came inside it:

    from 办好职工艺术节， · delete 举办 · from 展演。¶     …     to 办好职工艺术节， · insert 组织 · to 展演。¶
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ..lookup import SIDES, Lookup
from ..model import Block, BlockKind, Comparison, Edit, Side, Span
from ..order import out_of_order

_SHARED, _SHARED_PARTS = 0.2, 0.5
"""Share of the shorter text that has to be common for a relation to be called moved: a whole one, and parts of one that
is cut up by others between.  What shares less is struck out and written anew, which is what happened to it."""
_STEPS = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (2, 2), (2, 0), (0, 2))
"""How many letters of the old and of the new text are passed over where folded texts differ: one for one, a blank, …"""
_CRUMB = 4
"""Characters below which a stretch is too short to be said to have moved."""

StepOp = Literal["equal", "delete", "insert", "from", "to"]


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of the text; "\\n" ends a paragraph.

    `move` names the two ends of a move, on all steps of its paragraphs.  `ends` are the blocks, by side and id, that
    end with this step; `kind` and `level` are those of the block that it is part of, the new one where there is one.
    """

    op: StepOp
    text: str
    kind: BlockKind = "paragraph"
    level: int | None = None
    move: str = ""
    ends: tuple[tuple[Side, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Pair:
    """Blocks that correspond: indices that follow each other, on either side; `whole` if no other belongs to them."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    whole: bool = True


def stream(comparison: Comparison) -> tuple[Step, ...]:
    """Return both reports as one text."""
    return tuple(_Stream(Lookup(comparison)).steps())


def accepted(steps: Sequence[Step]) -> str:
    """Return the new report, its blocks each ended by a line break."""
    return "".join(step.text for step in steps if step.op in ("equal", "insert", "to"))


def rejected(steps: Sequence[Step]) -> str:
    """Return the old report, its blocks each ended by a line break."""
    return "".join(step.text for step in steps if step.op in ("equal", "delete", "from"))


class _Stream:
    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._old, self._new = lookup.comparison.old.blocks, lookup.comparison.new.blocks
        self._moves: dict[tuple[Side, int], str] = {}
        self._kept: dict[tuple[Side, int], list[tuple[int, int]]] = {}
        self._equal: dict[tuple[str, str], list[Edit]] = {}
        for edit in lookup.comparison.edits:
            if edit.op == "equal" and edit.old is not None and edit.new is not None:
                self._equal.setdefault((edit.old.block, edit.new.block), []).append(edit)

    def steps(self) -> Iterator[Step]:
        """Yield the text from its beginning to its end."""
        i = j = 0
        for pair in self._chain():
            yield from self._apart("old", i, pair.old[0])
            yield from self._apart("new", j, pair.new[0])
            yield from self._merged(pair)
            i, j = pair.old[-1] + 1, pair.new[-1] + 1
        yield from self._apart("old", i, len(self._old))
        yield from self._apart("new", j, len(self._new))

    def _chain(self) -> list[_Pair]:
        """Return what corresponds and stands in the same order; what does not, and shares enough, has moved."""
        pairs: list[_Pair] = []
        for group in self._lookup.comparison.groups:
            if group.level != "block":
                continue
            old, new = (
                tuple(sorted(self._lookup.side(side).order[unit] for unit in self._lookup.units(group.id, side)))
                for side in SIDES
            )
            pairs += self._pairs(_runs(old), _runs(new))
        places = [(pair.old[0], pair.new[0]) for pair in pairs]
        weights = [sum(len(self._new[at].text) for at in pair.new) + 1 for pair in pairs]
        moved = out_of_order(places, weights)
        for number, pair in enumerate(pairs):
            if (pair.old[0], pair.new[0]) in moved:
                self._move(pair, f"move{number}")
        return sorted((pair for pair in pairs if (pair.old[0], pair.new[0]) not in moved), key=lambda pair: pair.old[0])

    def _move(self, pair: _Pair, name: str) -> None:
        """Keep what moved together, and which stretches of each block did; blocks that share too little did not."""
        old, new = [self._old[at] for at in pair.old], [self._new[at] for at in pair.new]
        texts = ["\n".join(block.text for block in blocks) for blocks in (old, new)]
        common = self._common(old, new, texts)
        if texts[0] != texts[1]:
            common = [each for each in common if each[2] >= _CRUMB]
        shared = sum(length for _, _, length in common)
        if not shared or shared < (_SHARED if pair.whole else _SHARED_PARTS) * min(map(len, texts)):
            return
        sides: tuple[tuple[Side, tuple[int, ...], list[Block], int], ...] = (
            ("old", pair.old, old, 0),
            ("new", pair.new, new, 1),
        )
        for side, places, blocks, which in sides:
            spans = [(each[which], each[which] + each[2]) for each in common]
            for at, start, block in zip(places, _starts(blocks), blocks, strict=True):
                self._moves[side, at] = name
                self._kept[side, at] = list(_within(spans, start, start + len(block.text)))

    def _pairs(self, old: Sequence[tuple[int, ...]], new: Sequence[tuple[int, ...]]) -> Iterator[_Pair]:
        """Yield what of a group corresponds: where others stand between its blocks, those runs that share most text."""
        if len(old) == len(new) == 1:
            yield _Pair(old[0], new[0])
            return
        shared = [(self._shared(ours, theirs), ours, theirs) for ours in old for theirs in new]
        taken: set[int] = set()
        for held, ours, theirs in sorted(shared, key=lambda each: (-each[0], each[1:])):
            # The first block names a run: a block stands on one side only, so the new ones are told by a sign.
            if held and ours[0] not in taken and ~theirs[0] not in taken:
                taken |= {ours[0], ~theirs[0]}
                yield _Pair(ours, theirs, whole=False)

    def _shared(self, old: Sequence[int], new: Sequence[int]) -> int:
        """Return how many characters of two runs of blocks were found equal."""
        blocks = ((self._old[at].id, self._new[to].id) for at in old for to in new)
        spans = (edit.new.span for pair in blocks for edit in self._equal.get(pair, ()) if edit.new is not None)
        return sum(end - start for start, end in spans)

    def _apart(self, side: Side, start: int, stop: int) -> Iterator[Step]:
        """Yield blocks that have nothing beside them here."""
        for at in range(start, stop):
            block = (self._old if side == "old" else self._new)[at]
            alone: StepOp = "delete" if side == "old" else "insert"
            move = self._moves.get((side, at))
            if move is None:
                yield Step(alone, block.text + "\n", block.kind, block.level, ends=((side, block.id),))
                continue
            moved: StepOp = "from" if side == "old" else "to"
            done = 0
            for begin, end in self._kept[side, at]:
                if begin > done:
                    yield Step(alone, block.text[done:begin], block.kind, block.level, move)
                yield Step(moved, block.text[begin:end], block.kind, block.level, move)
                done = end
            if done < len(block.text):
                yield Step(alone, block.text[done:], block.kind, block.level, move)
            yield Step(moved, "\n", block.kind, block.level, move, ((side, block.id),))

    def _merged(self, pair: _Pair) -> Iterator[Step]:
        """Yield blocks that correspond as one text."""
        old, new = [self._old[at] for at in pair.old], [self._new[at] for at in pair.new]
        texts = ["\n".join(block.text for block in blocks) for blocks in (old, new)]
        kind, level = new[0].kind, new[0].level
        i = j = 0
        for a, c, length in self._common(old, new, texts):
            if a > i:
                yield Step("delete", texts[0][i:a], kind, level)
            if c > j:
                yield Step("insert", texts[1][j:c], kind, level)
            yield Step("equal", texts[1][c : c + length], kind, level)
            i, j = a + length, c + length
        if i < len(texts[0]):
            yield Step("delete", texts[0][i:], kind, level)
        if j < len(texts[1]):
            yield Step("insert", texts[1][j:], kind, level)
        ends = (*(("old", block.id) for block in old), *(("new", block.id) for block in new))
        yield Step("equal", "\n", kind, level, ends=ends)  # type: ignore[arg-type]

    def _common(self, old: Sequence[Block], new: Sequence[Block], texts: Sequence[str]) -> list[tuple[int, int, int]]:
        """Return the stretches that both texts have letter by letter, in an order that rises on both sides."""
        if texts[0] == texts[1]:
            return [(0, 0, len(texts[0]))] if texts[0] else []
        found: list[tuple[int, int, int]] = []
        for a, ours in zip(_starts(old), old, strict=True):
            for c, theirs in zip(_starts(new), new, strict=True):
                for edit in self._equal.get((ours.id, theirs.id), ()):
                    if edit.old is not None and edit.new is not None:
                        spans = [(at + each.span[0], at + each.span[1]) for at, each in ((a, edit.old), (c, edit.new))]
                        found += _alike(texts, *spans)
        moved = out_of_order([(a, c) for a, c, _ in found], [length for _, _, length in found])
        chain: list[tuple[int, int, int]] = []
        for a, c, length in sorted(found):
            free = not chain or (a >= chain[-1][0] + chain[-1][2] and c >= chain[-1][1] + chain[-1][2])
            if (a, c) not in moved and free:
                chain.append((a, c, length))
        return chain


def _runs(places: Sequence[int]) -> list[tuple[int, ...]]:
    """Return rising places in runs that follow each other.

    >>> _runs([3, 4, 7])
    [(3, 4), (7,)]
    """
    runs: list[tuple[int, ...]] = []
    for at in places:
        if runs and runs[-1][-1] + 1 == at:
            runs[-1] = (*runs[-1], at)
        else:
            runs.append((at,))
    return runs


def _starts(blocks: Sequence[Block]) -> list[int]:
    """Return where each block begins in the text of all."""
    found, at = [], 0
    for block in blocks:
        found.append(at)
        at += len(block.text) + 1
    return found


def _within(spans: Sequence[tuple[int, int]], start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of rising spans that lie between two places, counted from the first.

    >>> list(_within([(0, 3), (4, 9)], 2, 6))
    [(0, 1), (2, 4)]
    """
    for begin, end in spans:
        begin, end = max(begin, start), min(end, stop)
        if begin < end:
            yield begin - start, end - start


def _alike(texts: Sequence[str], old: Span, new: Span) -> Iterator[tuple[int, int, int]]:
    """Yield the runs of equal letters of two stretches that are the same once folded.

    >>> list(_alike(("、 过去五年", "、过去五年"), (0, 6), (0, 5)))
    [(0, 0, 1), (2, 1, 4)]
    """
    ours, theirs = texts[0][slice(*old)], texts[1][slice(*new)]
    i = j = run = 0
    while i < len(ours) and j < len(theirs):
        if ours[i] == theirs[j]:
            i, j, run = i + 1, j + 1, run + 1
            continue
        if run:
            yield old[0] + i - run, new[0] + j - run, run
        run = 0
        ahead = ((i + a, j + c) for a, c in _STEPS)
        i, j = next(((a, c) for a, c in ahead if ours[a : a + 1] == theirs[c : c + 1] != ""), (i + 1, j + 1))
    if run:
        yield old[0] + i - run, new[0] + j - run, run

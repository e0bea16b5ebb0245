"""Edits cut where they say different things: a number apart from its phrase, a moved item apart from the rest.

    失业率平均为[5.2% → 5.1%，物价上涨0.2%]      失业率平均为[5.2% → 5.1%][+，物价上涨0.2%]
    妇女儿童、[+青少年、]老龄、[-青少年、]       →  the same, and both are a change of order

What stays unmarked is decided before (`runs.py`); here only the borders inside what is marked are set.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import Indel

from .model import EditClass, Op, Span
from .runs import Run
from .words import rarity

_DIGITS = re.compile(r"[\d.．,，]+")
_ITEM = re.compile(r"[^，；、。：！？,;]+")
_AND = "和与及"
_LISTING = frozenset("、和与及")


@dataclass(frozen=True, slots=True)
class Piece:
    """An op on a pair of sentences: code-point ranges of both, and its class."""

    op: Op
    old: Span
    new: Span
    cls: EditClass = "wording"
    elsewhere: bool = False
    """Another link of the same sentence tells of these words, so that here they are no change."""


def pieces_of(runs: Sequence[Run], old: str, new: str) -> list[Piece]:
    """Return the runs as equal pieces, and what is between them as edits."""
    out: list[Piece] = []
    i = j = 0
    for run in [*runs, Run(len(old), len(new), 0)]:
        out += pieces_between(old, new, (i, run.old), (j, run.new))
        i, j = run.old + run.length, run.new + run.length
        out += pieces_between(old, new, (run.old, i), (run.new, j))
    return out


def pieces_between(old: str, new: str, here: Span, there: Span) -> Iterator[Piece]:
    """Yield what turns a range of the old sentence into one of the new; nothing where both are empty."""
    if here[1] > here[0] or there[1] > there[0]:
        equal = old[slice(*here)] == new[slice(*there)]
        yield Piece("equal" if equal else _op(here, there), here, there)


def shifted(piece: Piece, old: int, new: int) -> Piece:
    """Return a piece of parts of two sentences as one of the sentences, in which the parts begin at `old` and `new`."""
    spans = (piece.old[0] + old, piece.old[1] + old), (piece.new[0] + new, piece.new[1] + new)
    return replace(piece, old=spans[0], new=spans[1])


def _op(here: Span, there: Span) -> Op:
    return "insert" if here[0] == here[1] else "delete" if there[0] == there[1] else "replace"


# ── numbers ───────────────────────────────────────────────────────────────────────────────────


def figures_apart(piece: Piece, old: str, new: str, numbers: Sequence[Sequence[Span]], most_cells: int) -> list[Piece]:
    """Split a replaced phrase at the numbers that stand for each other; beyond `most_cells` pairs of numbers not."""
    if piece.op != "replace":
        return [piece]
    left, right = (
        [span for span in side if where[0] <= span[0] and span[1] <= where[1]]
        for side, where in zip(numbers, (piece.old, piece.new), strict=True)
    )
    if len(left) * len(right) > most_cells:
        return [piece]
    out: list[Piece] = []
    i, j = piece.old[0], piece.new[0]
    for a, b in [*_counterparts(piece, old, new, left, right), ((piece.old[1],) * 2, (piece.new[1],) * 2)]:
        out += pieces_between(old, new, (i, a[0]), (j, b[0]))
        out += pieces_between(old, new, a, b)
        i, j = a[1], b[1]
    return out


def _counterparts(
    piece: Piece, old: str, new: str, left: Sequence[Span], right: Sequence[Span]
) -> list[tuple[Span, Span]]:
    """Return the numbers of a replaced phrase that stand for each other: all in order, else those of one unit."""
    if len(left) == len(right):
        return list(zip(left, right, strict=True))
    if not left or not right:
        return []
    units = [[_DIGITS.sub("", text[slice(*span)]) for span in side] for text, side in ((old, left), (new, right))]
    both_begin = left[0][0] == piece.old[0] and right[0][0] == piece.new[0]
    skip = int(both_begin and units[0][0] == units[1][0])
    out = list(zip(left[:skip], right[:skip], strict=True))
    for op in Indel.opcodes(units[0][skip:], units[1][skip:]):
        if op.tag == "equal":
            out += zip(left[op.src_start + skip : op.src_end + skip], right[op.dest_start + skip :], strict=False)
    return out


# ── order ─────────────────────────────────────────────────────────────────────────────────────


_Part = tuple[Span, bool]
"""A range and whether it is marked by itself."""


@dataclass(frozen=True, slots=True)
class _Item:
    """One member of a list or one clause inside an edit: its letters, and its range with the mark that goes with it."""

    key: str
    span: Span


def moved_apart(pieces: Sequence[Piece], old: str, new: str, least: int) -> list[Piece]:
    """Split edits at the items that are taken out here and put in there: these are changes of order.

    An item has `least` letters, or two beside 、 or a conjunction (甲、乙 → 乙、甲).
    """
    gone = [list(_items(old, p.old, least)) if p.op not in ("equal", "insert") else [] for p in pieces]
    come = [list(_items(new, p.new, least)) if p.op not in ("equal", "delete") else [] for p in pieces]
    left = Counter(item.key for items in gone for item in items)
    left &= Counter(item.key for items in come for item in items)
    if not left:
        return list(pieces)
    right = left.copy()
    out: list[Piece] = []
    for piece, old_items, new_items in zip(pieces, gone, come, strict=True):
        parts = _woven(_parts(piece.old, _taken(old_items, left)), _parts(piece.new, _taken(new_items, right)))
        for here, there, moved in parts:
            found = replace(piece, op=_op(here, there), old=here, new=there, cls="order" if moved else piece.cls)
            out.append(piece if (here, there) == (piece.old, piece.new) and not moved else found)
    return out


def _items(text: str, span: Span, least: int) -> Iterator[_Item]:
    """Yield the items of a range between marks, each with the mark after it, or else the one before."""
    for match in _ITEM.finditer(text, *span):
        start, end = match.span()
        if text[start] in _AND and not rarity(text[start : start + 2]):
            start += 1
        if end > start + 1 and text[end - 1] in _AND and not rarity(text[end - 2 : end]):
            end -= 1
        listed = text[start - 1 : start] in _LISTING or text[end : end + 1] in _LISTING
        if end - start >= (2 if listed else least):
            before, after = match.start(), match.end()
            if after < span[1]:
                after += 1
            elif before > span[0]:
                before -= 1
            yield _Item(text[start:end], (before, after))


def _taken(items: Sequence[_Item], left: Counter[str]) -> list[Span]:
    """Return the ranges of the items that are still to be found, and count them off."""
    out: list[Span] = []
    for item in items:
        if left[item.key] and (not out or out[-1][1] <= item.span[0]):
            left[item.key] -= 1
            out.append(item.span)
    return out


def _parts(whole: Span, moved: Sequence[Span]) -> list[_Part]:
    """Return a range cut at the moved ones, each part with whether it moved; they tile it."""
    out: list[_Part] = []
    at = whole[0]
    for span in moved:
        out += [((at, span[0]), False)] if span[0] > at else []
        out.append((span, True))
        at = span[1]
    return [*out, ((at, whole[1]), False)] if whole[1] > at or not out else out


def _woven(here: Sequence[_Part], there: Sequence[_Part]) -> Iterator[tuple[Span, Span, bool]]:
    """Yield the parts of both sides in order: what is marked by itself, what is not against what is not."""
    left, right = deque(here), deque(there)
    i, j = here[0][0][0], there[0][0][0]
    while left or right:
        a = b = None
        if left and (left[0][1] or not right or not right[0][1]):
            a = left.popleft()
        if right and not (a and a[1]):
            b = right.popleft()
        ends = (a[0][1] if a else i), (b[0][1] if b else j)
        if ends != (i, j):
            yield (i, ends[0]), (j, ends[1]), bool((a and a[1]) or (b and b[1]))
        i, j = ends


# ── split and merged sentences ────────────────────────────────────────────────────────────────


def parted(pieces: Sequence[Piece], old_told: Sequence[Span], new_told: Sequence[Span]) -> list[Piece]:
    """Split edits at the stretches that other links of the same sentences tell of; here these are no change.

    >>> parted([Piece("equal", (0, 2), (0, 2)), Piece("insert", (2, 2), (2, 9))], [], [(4, 9)])[1:]
    ... # doctest: +NORMALIZE_WHITESPACE
    [Piece(op='insert', old=(2, 2), new=(2, 4), cls='wording', elsewhere=False),
     Piece(op='insert', old=(2, 2), new=(4, 9), cls='wording', elsewhere=True)]
    """
    out: list[Piece] = []
    for piece in pieces:
        if piece.op == "equal":
            out.append(piece)
            continue
        parts = _woven(_parts(piece.old, _within(piece.old, old_told)), _parts(piece.new, _within(piece.new, new_told)))
        out += [replace(piece, op=_op(a, b), old=a, new=b, elsewhere=told) for a, b, told in parts]
    return out


def _within(whole: Span, told: Sequence[Span]) -> list[Span]:
    """Return what of stretches that lie apart, in order, is inside a range."""
    out: list[Span] = []
    for start, end in told:
        start, end = max(start, whole[0]), min(end, whole[1])
        if start < end:
            out.append((start, end))
    return out

"""A row as one text: what was taken out stands where it was, before what took its place.

    old  赤字率拟按[3%]安排。        赤字率拟按[3%][4%左右]安排。
    new  赤字率拟按[4%左右]安排。      (side, segment), in reading order

Only where both sides have their common words in the same order; sentences that changed places, paragraphs cut
otherwise, or with nothing in common, are better read one above the other.
"""

from __future__ import annotations

from dataclasses import replace

from ..model import Side
from .parts import Row, Segment

Piece = tuple[Side, Segment]


def inline(row: Row) -> tuple[Piece, ...] | None:
    """Return a row of two blocks as one text; None where it cannot be read as one."""
    if len(row.old) != 1 or len(row.new) != 1:
        return None
    old, new = row.old[0].segments, row.new[0].segments
    kept = [sum(len(each.text) for each in side if each.op == "equal") for side in (old, new)]
    if kept[0] != kept[1] or not kept[0] or any(segment.moved for segment in (*old, *new)):
        return None
    out: list[Piece] = []
    waiting = list(reversed(old))
    for segment in new:
        left = len(segment.text) if segment.op == "equal" else 0
        if left == 0:
            _taken_out(waiting, out)
        while left:
            _taken_out(waiting, out)
            head = waiting.pop()
            length = min(left, len(head.text))
            if length < len(head.text):
                waiting.append(replace(head, text=head.text[length:]))
            at = len(segment.text) - left
            out.append(("new", replace(segment, text=segment.text[at : at + length])))
            left -= length
        if segment.op != "equal":
            out.append(("new", segment))
    _taken_out(waiting, out)
    return tuple(out)


def _taken_out(waiting: list[Segment], out: list[Piece]) -> None:
    """Move what the old side has next that the new one has not to the output."""
    while waiting and waiting[-1].op != "equal":
        out.append(("old", waiting.pop()))

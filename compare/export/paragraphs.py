"""The text of both reports (`stream.py`) cut into its paragraphs, each knowing where in the new report it stands.

equal 赤字率按 · delete 3% · insert 4% · equal 安排。¶  →  one paragraph of four stretches, common as a whole
delete 另有一段。¶                                    →  one that only the old report has, before block 7 of the new
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .stream import Step, StepOp

_OLD_ONLY = ("delete", "from")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Letters that are common, went or came; `at` is where they stand, or would, in the block of the new report."""

    op: StepOp
    text: str
    block: int
    at: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its stretches, and the step that ends it, whose op says what became of its mark.

    `block` is the block of the new report that it is part of, or before which it stands if it is `old` only.  It is
    `fresh` where nothing that ended before it can join it, and `closes` where it joins nothing after it.  `opens` tells
    whether it is the first of its block; `lead` what became of the beginning of its block, where that stands here.
    """

    stretches: tuple[Stretch, ...]
    end: Step
    block: int
    old: bool
    fresh: bool
    closes: bool
    opens: bool
    lead: StepOp | None

    @property
    def ends(self) -> bool:
        """Tell whether its end is that of its block."""
        return self.old or self.end.op not in _OLD_ONLY


def paragraphs(steps: Sequence[Step]) -> Iterator[Paragraph]:
    """Yield the paragraphs of both reports in the order of `steps`."""
    block, at, fresh = 0, 0, True
    opened = begun = -1
    before: StepOp = "equal"
    held: list[Stretch] = []
    for step in steps:
        passes = step.op not in _OLD_ONLY
        *ended, rest = step.text.split("\n")
        for number, line in enumerate(ended):
            if line:
                held.append(Stretch(step.op, line, block, at))
            closes = bool(step.ends) and number == len(ended) - 1
            old = bool(step.ends) and not passes
            lead: StepOp | None = _lead(held, step.op, before)
            if not old and (begun == block or lead in _OLD_ONLY):
                lead = None
            yield Paragraph(tuple(held), step, block, old, fresh, closes, not old and opened != block, lead)
            if not old:
                opened = block
                begun = block if lead else begun
            held, fresh, before = [], closes, "equal" if closes else step.op
            if passes:
                block, at = block + 1, 0
        if rest:
            held.append(Stretch(step.op, rest, block, at))
            at += len(rest) * passes


def _lead(stretches: Sequence[Stretch], end: StepOp, before: StepOp) -> StepOp:
    """Return what became of the beginning of a paragraph: it came with the mark before it, or all of it did or went."""
    if before == "insert":
        return before
    ops = {stretch.op for stretch in stretches} | {end}
    return end if ops <= {*_OLD_ONLY} or ops <= {"insert", "to"} else "equal"

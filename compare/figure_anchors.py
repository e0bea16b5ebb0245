"""By what repairs know a figure: its block, the words of its number, which mention of them, which of those sharing it.

    入园率和普惠率均达到93%      →  q41c0… 入园率, q9be2… 普惠率: two heads of one number

An anchor holds whatever the program calls the figure, and whatever a person says of it or of its neighbours.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from .ids import digest
from .model import Report


def anchors(report: Report) -> dict[str, str]:
    """Return the id under which a repair of each figure is kept, by the figure's id."""
    return {figure: anchor.id for figure, anchor in placed(report).items()}


@dataclass(frozen=True, slots=True)
class Anchor:
    """The place of a figure: its block, its number's words, which mention of them, which of those that share it."""

    block: str
    words: str
    nth: int
    head: int

    @property
    def id(self) -> str:
        return "q" + digest(self.block, self.words, str(self.nth), str(self.head))


def placed(report: Report) -> dict[str, Anchor]:
    """Return the place of each figure, by its id; those that a person took out keep theirs."""
    taken = {
        (each.block, each.words, each.nth, each.head) for each in report.figure_repairs if each.gone and each.found
    }
    texts = {block.id: block.text for block in report.blocks}
    shared: Counter[tuple[str, int, int]] = Counter()
    out = {}
    for figure in report.figures:
        words = texts[figure.block][slice(*figure.span)]
        before = texts[figure.block].count(words, 0, figure.span[0] + len(words) - 1) if words else 0
        place = (figure.block, *figure.span)
        while (figure.block, words, before, shared[place]) in taken:
            shared[place] += 1
        out[figure.id] = Anchor(figure.block, words, before, shared[place])
        shared[place] += 1
    return out

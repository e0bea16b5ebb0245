"""A report as alignment sees it: units in reading order, their words, and where each stands.

    一、回顾        heading, opens its part
    过去一年，…     leads: the first text under a heading
    …              through 0.5 of its part

A unit is a block that is neither furniture nor annex.  It stands in a part (章) and in a section (节, or the
part where there is none); a heading stands in the section that it opens.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .ancestry import ancestors
from .config import AlignmentSettings
from .drafts import SALUTATION
from .model import NOT_COMPARED, Block, Report, Section
from .periods import by_block
from .roles import past_share
from .similarity import Bag, bag, grams

FRONT = ("title", "byline")
"""Kinds of blocks that stand before a report and are linked by place."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a unit stands in its part or section: how far through it (0–1), and whether it opens or ends it."""

    through: float
    opens: bool
    ends: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """A block as alignment sees it; `tense` is the share, 0–1, of its tense words that tell of the past.

    `text` and `head` are without the number of the section that the block opens: sections are numbered anew.
    """

    block: Block
    text: str
    head: str
    part: int
    section: int
    in_part: Standing
    in_section: Standing
    leads: bool
    short: bool
    tense: float
    length: float
    period: str | None

    @property
    def heading(self) -> bool:
        """Tell whether the unit is a heading on a line of its own."""
        return self.block.kind == "heading"


@dataclass(frozen=True, slots=True)
class Homes:
    """The parts or the sections of a report: the words of each, those of its heading, and its units in order."""

    words: tuple[Bag, ...]
    headings: tuple[Bag, ...]
    units: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One report as alignment sees it: units in reading order with their words, and those of its parts and sections."""

    units: tuple[Unit, ...]
    words: tuple[Bag, ...]
    heads: tuple[Bag, ...]
    parts: Homes
    sections: Homes


def side(report: Report, settings: AlignmentSettings) -> Side:
    """Return what alignment looks at in `report`; furniture and annexes are left out."""
    chains = ancestors(report)
    first = _first_sentences(report)
    blocks = [block for block in report.blocks if block.kind not in NOT_COMPARED]
    numbers = {section.id: section.number or "" for section in report.sections}
    texts = [_without_number(block, numbers.get(block.section or "", "")) for block in blocks]
    words = tuple(Bag(grams(text)) for text in texts)
    tops = [chain[-1] if (chain := chains[block.id]) else block.kind for block in blocks]
    middles = [
        next((s for s in chains[block.id] if s.level == 2), top) for block, top in zip(blocks, tops, strict=True)
    ]
    at_part, parts = _homes(tops, words)
    at_section, sections = _homes(middles, words)
    in_parts, in_sections = _standings(at_part, parts), _standings(at_section, sections)
    periods = by_block(report, settings.period_opening)
    units = []
    for i, block in enumerate(blocks):
        head = block.text[slice(*block.runin)] if block.runin else first.get(block.id, block.text)
        head = head.removeprefix(block.text[: len(block.text) - len(texts[i])])
        units.append(
            Unit(
                block, texts[i], head[: settings.head_length], at_part[i], at_section[i], in_parts[i], in_sections[i],
                leads=i > 0 and block.kind != "heading" and blocks[i - 1].kind == "heading",
                short=len(block.text) < settings.short_lead,
                tense=past_share(block.text),
                length=math.log(max(1, len(block.text))),
                period=periods[block.id],
            )
        )  # fmt: skip
    return Side(tuple(units), words, tuple(bag(unit.head) for unit in units), parts, sections)


def _without_number(block: Block, number: str) -> str:
    """Return the text of a block without the number of the section that it opens."""
    opens = block.kind == "heading" or block.runin is not None
    return block.text.removeprefix(number) if opens else block.text


def _homes(of: Sequence[Section | str], words: Sequence[Bag]) -> tuple[list[int], Homes]:
    """Return the home of each unit by number, and the homes; units outside every section share one for each kind."""
    known: dict[str, int] = {}
    collected: list[Bag] = []
    headings: list[Bag] = []
    members: list[list[int]] = []
    at = []
    for i, home in enumerate(of):
        key = home if isinstance(home, str) else home.id
        if key not in known:
            known[key] = len(known)
            collected.append(Bag())
            headings.append(Bag() if isinstance(home, str) else bag(home.heading))
            members.append([])
        at.append(known[key])
        collected[at[-1]].update(words[i])
        members[at[-1]].append(i)
    return at, Homes(tuple(collected), tuple(headings), tuple(map(tuple, members)))


def _standings(at: Sequence[int], homes: Homes) -> list[Standing]:
    """Return where each unit stands in its home; the first two units open it, a heading and what it leads to."""
    seen: Counter[int] = Counter()
    out = []
    for home in at:
        size, here = len(homes.units[home]), seen[home]
        seen[home] += 1
        out.append(Standing(here / max(1, size - 1), here <= 1, here == size - 1))
    return out


def _first_sentences(report: Report) -> dict[str, str]:
    """Return the first sentence of each block that has more to say than 各位代表！"""
    texts = {block.id: block.text for block in report.blocks}
    first: dict[str, str] = {}
    for sentence in report.sentences:
        text = texts[sentence.block][slice(*sentence.span)]
        if not SALUTATION.fullmatch(text.strip()) or text == texts[sentence.block]:
            first.setdefault(sentence.block, text)
    return first

"""How long a report and its sections are: characters, share of the whole, minutes to read them aloud.

    一、过去五年工作回顾      6,120 字   38%   28 分钟
      （一）…                 1,204 字    8%   5 分钟

Sections nest: what stands under a section counts for it too, so the sections of the outermost level and what stands
outside of all sections add up to the whole.  Furniture is not part of the report, and white space is no character.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .config import ALOUD, AloudSettings
from .lookup import ReportLookup
from .model import Block

_HOUR = 60


@dataclass(frozen=True, slots=True)
class Length:
    """Characters, their share of the whole report (0–1), and minutes to read them aloud."""

    characters: int
    share: float
    minutes: float

    @property
    def aloud(self) -> tuple[str, str]:
        """Return the time to read them aloud in Chinese and in English, in whole minutes.

        >>> [Length(0, 0.0, minutes).aloud[0] for minutes in (0.4, 5.6, 83.0, 120.2)]
        ['不到 1 分钟', '6 分钟', '1 小时 23 分钟', '2 小时']
        """
        whole = round(self.minutes)
        if whole < 1:
            return "不到 1 分钟", "< 1 min"
        hours, rest = divmod(whole, _HOUR)
        zh = " ".join([*([f"{hours} 小时"] if hours else []), *([f"{rest} 分钟"] if rest else [])])
        en = " ".join([*([f"{hours} h"] if hours else []), *([f"{rest} min"] if rest else [])])
        return zh, en


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long a report is, what stands outside of its sections (from block `outside_at` on), and each section by id.

    `outside` is None where nothing stands there.
    """

    whole: Length
    outside: Length | None
    outside_at: str | None
    sections: Mapping[str, Length]


def lengths(lookup: ReportLookup, settings: AloudSettings = ALOUD) -> Lengths:
    """Return how long the report of a lookup and its sections are."""
    counted = [(block, characters(block)) for block in lookup.report.blocks if block.kind != "furniture"]
    whole = sum(count for _, count in counted)
    within = {section.id: 0 for section in lookup.report.sections}
    for block, count in counted:
        for section in lookup.path(block.id):
            within[section.id] += count

    def length(count: int) -> Length:
        return Length(count, count / whole if whole else 0.0, count / settings.characters_a_minute)

    apart = [(block.id, count) for block, count in counted if count and not lookup.path(block.id)]
    return Lengths(
        length(whole),
        length(sum(count for _, count in apart)) if apart else None,
        apart[0][0] if apart else None,
        {section: length(count) for section, count in within.items()},
    )


def characters(block: Block) -> int:
    """Return how many characters of a block are not white space.

    >>> characters(Block("b1", "byline", "市长　王 宁", (1, 1)))
    4
    """
    return sum(not each.isspace() for each in block.text)


def percent(share: float) -> str:
    """Return a share in whole percent; what is there is never 0.

    >>> percent(0.376), percent(0.004), percent(0.0)
    ('38%', '<1%', '0%')
    """
    return "<1%" if 0 < share < 0.005 else f"{share:.0%}"

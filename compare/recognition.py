"""What a reader has to know of text that was recognised in a picture, not read: that it was, and where it is doubtful.

Block.sure 0.998   →  识别 99%
Block.sure 0.87    →  识别存疑 87%
a report of such   →  旧报告的文字是从图像上识别的，不是原文：31 段中有 2 段存疑（可信度低于 95%）……
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from .config import DEFAULT, ReadingSettings
from .errors import Language
from .lookup import SIDES, Lookup
from .model import Comparison, Limit, Report

_SIDE = {"old": ("旧报告", "The old report"), "new": ("新报告", "The new report")}


def mark(sure: float | None, doubtful: float, language: Language = "zh") -> str:
    """Return the words that mark recognised text, empty for text that was read; shares are rounded down, 99% at most.

    >>> mark(1.0, 0.95), mark(0.87, 0.95), mark(None, 0.95)
    ('识别 99%', '识别存疑 87%', '')
    """
    if sure is None:
        return ""
    share = min(math.floor(100 * sure), 99)
    if language == "en":
        return f"Doubtful, recognised {share}%" if sure < doubtful else f"Recognised {share}%"
    return f"识别存疑 {share}%" if sure < doubtful else f"识别 {share}%"


@dataclass(frozen=True, slots=True)
class Marks:
    """What marks the paragraphs of one comparison, in one language; below `doubtful` they are in doubt."""

    doubtful: float
    language: Language

    def of(self, sure: float | None) -> str:
        """Return the words that mark a paragraph, empty for one that was read."""
        return mark(sure, self.doubtful, self.language)

    def doubts(self, sure: float | None) -> bool:
        """Tell whether a paragraph was recognised and may be wrong."""
        return sure is not None and sure < self.doubtful


def marks(comparison: Comparison, language: Language) -> Marks:
    """Return what marks the paragraphs of a comparison, as its own settings say what is doubtful."""
    reading = comparison.settings.get("reading")
    doubtful = reading.get("doubtful") if isinstance(reading, Mapping) else None
    return Marks(doubtful if isinstance(doubtful, float) else DEFAULT.reading.doubtful, language)


def least(lookup: Lookup, old: str | None, new: str | None) -> float | None:
    """Return how sure the less sure of two blocks is, where either was recognised in a picture."""
    blocks = ((lookup.old, old), (lookup.new, new))
    sure = [report.blocks[block].sure for report, block in blocks if block]
    return min((each for each in sure if each is not None), default=None)


def is_recognised(report: Report) -> bool:
    """Tell whether any of a report was recognised in pictures."""
    return any(block.sure is not None for block in report.blocks)


def limits(old: Report, new: Report, settings: ReadingSettings) -> tuple[Limit, ...]:
    """Return one sentence for each side with text that was recognised."""
    return tuple(
        found
        for side, report in zip(SIDES, (old, new), strict=True)
        if (found := _limit(side, report, settings)) is not None
    )


def _limit(side: str, report: Report, settings: ReadingSettings) -> Limit | None:
    sure = [block.sure for block in report.blocks if block.sure is not None]
    if not sure:
        return None
    doubtful = sum(each < settings.doubtful for each in sure)
    whole = len(sure) == len(report.blocks)
    zh, en = _SIDE[side]
    return Limit(
        "recognition",
        side,
        f"{zh}{'' if whole else '有一部分'}的文字是从图像上识别的，不是原文：{len(sure)} 段中有 {doubtful} 段存疑"
        f"（可信度低于 {settings.doubtful:.0%}），其改动可能只是识别有误，请对照原件核对。",
        f"{en if whole else f'Part of {en[0].lower()}{en[1:]}'} was recognised in pictures, not read: of {len(sure)} "
        f"paragraphs {doubtful} are doubtful (confidence below {settings.doubtful:.0%}). A change there may be an "
        "error of recognition: check it against the original.",
    )

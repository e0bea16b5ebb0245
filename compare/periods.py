"""Which period a block is about, one year or several: what is counted of one cannot be held against the other.

一、2024年工作回顾                      year, and what stands under it
过去五年，我们坚定疏解非首都功能，…      years
"""

from __future__ import annotations

import re
from typing import Literal

from .ancestry import ancestors
from .config import DEFAULT
from .model import NOT_COMPARED, Report

Period = Literal["year", "years"]

_PERIODS = re.compile(
    r"(?P<years>[五十]年(?!前)|[五十]余?年来|“?十[一二三四五六]五”?|历史性)|(?P<year>过去一年|一年来|去年|上年|今年|明年|本年度|20[0-9]{2}年)"
)
_COUNTED = re.compile(
    r"(?P<years>[五5]年(?:来|的|接续)|的[五5]年|过去[五5]年|这[五5]年|“?十[一二三四五六]五”?(?:时期|期间))"
    r"|(?P<year>过去一年|一年来|去年|上年|20[0-9]{2}年)"
)
"""Words that say over how long results are counted."""


def by_block(
    report: Report, opening: int = DEFAULT.alignment.period_opening, named: re.Pattern[str] = _PERIODS
) -> dict[str, Period | None]:
    """Return what each block is about, as far as its first `opening` characters or what stands above it say.

    A heading says it for its part, a text for itself and what follows it under the same heading.
    """
    chains = ancestors(report)
    of_part: dict[str, Period | None] = {}
    out: dict[str, Period | None] = {}
    at: Period | None = None
    for block in report.blocks:
        if block.kind in NOT_COMPARED:
            continue
        part = chains[block.id][-1] if chains[block.id] else None
        if part is None:
            at = None
        elif part.id not in of_part:
            of_part[part.id] = at = period(part.heading, named)
        elif block.kind == "heading":
            at = of_part[part.id]
        out[block.id] = at = period(block.text[:opening], named) or at
    return out


def of_several_years(report: Report) -> frozenset[str]:
    """Return the blocks that count over several years by their own words or those above them: 五年来, “十四五”时期."""
    return frozenset(block for block, about in by_block(report, named=_COUNTED).items() if about == "years")


def period(text: str, named: re.Pattern[str] = _PERIODS) -> Period | None:
    """Return the period that a text names; one that names both a year and several settles nothing.

    >>> period("“十五五”时期的主要目标"), period("过去一年，我们"), period("2025年和“十四五”时期工作回顾")
    ('years', 'year', None)
    """
    kinds = {match.lastgroup for match in named.finditer(text)}
    if len(kinds) != 1:
        return None
    return "year" if kinds.pop() == "year" else "years"

"""What sort of number a figure is, and against what it is told.

    会员总数621万人            level                     比上年增加1000亿元          increment, 比上年
    增长5%                     growth                    从7666户减少到692户          change
    覆盖率90%                  ratio                     翻一番, 达到3倍              multiple
    居全国第4位                rank                      五年累计新增1200万人         increment, 五年累计

A base is given as the text has it; where the text names none, none is guessed.
"""

from __future__ import annotations

import re
from typing import Literal

from . import units
from .quantities import Quantity
from .stock import GROWTH, one_of

Measure = Literal["level", "growth", "increment", "change", "ratio", "rank", "multiple"]

_ADDED = re.compile(one_of("新增 净增 再增 增加 增长 提高 减少 下降 降低 压减 减量 缩短 扩大 提升") + "了?")
_PACE = re.compile("(?:涨幅|增速|增幅|降幅)$")
_DEALT = re.compile("[0-9.%％、和]+$")
"""Numbers dealt out before this one: 比重分别提高到56.7%、31.6%."""
_AIM = re.compile("目标[是为]?$")
_TO = re.compile("[至到为]了?$")
_YEAR = "(?:[12][0-9]{3}|[一二][零〇○一二三四五六七八九]{3})年[底末]?"
_SPELL = "(?<![0-9])(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,2})年(?:来)?"
_BASE = re.compile(
    rf"(?:[比较]|相比){_YEAR}|(?:[比较]|相比)(?:上年|去年|上届|前[一二三四五六七八九十]年)(?:同期|底|末)?|同比|环比"
    rf"|(?:多年|{_SPELL}|“?十[一二三四五六七八九]五”?(?:时期|期间)?)累计|累计|年均|月均|日均|平均每年|每年平均"
)
_REACH = 160
"""Characters of a clause before a number that may tell of it."""
_CLAUSE_END = re.compile("[，。；：]")


def measure(text: str, quantity: Quantity, indicator: str, *, moved: bool) -> Measure:
    """Return what sort of number a quantity of the sentence `text` is; `moved` where it only tells a change."""
    at, to = quantity.span
    if quantity.unit == units.RANK:
        return "rank"
    if quantity.start is not None:
        return "change"
    if quantity.unit in ("番", "倍"):
        return "multiple"
    clause = _clause_before(text, at)
    if quantity.unit == "个百分点":
        return "increment"
    if units.dimension(quantity.unit) == "share":
        clause = _DEALT.sub("", clause)
        if _PACE.search(indicator) or (_AIM.search(clause) and _ends_in_growth(indicator)):
            return "growth"
        told = GROWTH.search(clause) and not _TO.search(clause)
        return "growth" if told and (moved or _ends_in_growth(indicator) or _ends_in_growth(clause)) else "ratio"
    added = [match.end() for match in _ADDED.finditer(clause)]
    if (
        (moved and GROWTH.search(clause))
        or (added and not _TO.search(clause))
        or re.match("[^，。；]{0,2}(?:新增|净增)", text[to : to + 6])
    ):
        return "increment"
    return "level"


def base(text: str, at: int) -> str | None:
    """Return what the number at `at` of the sentence `text` is told against: the last base named in its clause."""
    found = None
    for match in _BASE.finditer(_clause_before(text, at)):
        found = match.group()
    return found


def way(base: str | None) -> str:
    """Return how what is told against a base is counted: since a time, over a time, each year, or plainly, "".

    >>> way("比2018年"), way("五年累计"), way("平均每年"), way(None)
    ('since', 'over', 'each', '')
    """
    if not base:
        return ""
    return "over" if base.endswith("累计") else "each" if "均" in base else "since"


def _clause_before(text: str, at: int) -> str:
    """Return what stands of a number's clause before it, as far as it may tell of the number."""
    floor = max(0, at - _REACH)
    start = max((match.end() for match in _CLAUSE_END.finditer(text, floor, at)), default=floor)
    return text[start:at]


def _ends_in_growth(words: str) -> bool:
    """Tell whether words end with one of growth: …增长, …下降了."""
    plain = words.rstrip("了约近超过左右分别")
    return any(match.end() == len(plain) for match in GROWTH.finditer(plain))

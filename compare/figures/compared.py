"""Two figures of one indicator: how the number moved, and whether a target was reached.

    1200万人以上 → 1200万人以上     same       新建5个 → 新建5个以上               other (the hedge differs)
    95%以上 → 96%左右               up         惠及1100多万学生 → 3400多万人次     other (people, and times)
    控制在5%以内, reached 4.1%      met        价格涨幅3%左右, reached 0.2%        unclear

A hedged number moves as the number named does.  What is counted in another way cannot have moved: all there is
against what was added, a year against five, a head against the whole.  Nothing is said to be met or missed where
the words leave it open which way is better.
"""

from __future__ import annotations

import math
import re
from typing import Literal

from ..config import DEFAULT, TargetSettings
from ..model import Figure
from . import units
from .key import direction
from .measure import way

Move = Literal["same", "up", "down", "other"]
Outcome = Literal["met", "missed", "unclear"]

_LESS_IS_BETTER = re.compile(
    "失业|能耗|水耗|浓度|死亡|发病率|排放|负债|成本|不良率|不良贷款|事故|违法|犯罪|发案|投诉|贫困|困难|欠薪|火灾|重污染|"
    "隐患|零就业|劣[Ⅴ五V]类|辍学"
)
_NO_DIRECTION = re.compile("价格|物价|货币|预算(?!收入)|赤字|债|汇率|人口自然")
_HELP = re.compile(
    "帮扶|救助|解决|化解|处置|治理|整治|查处|破获|拆除|消除|攻克|慰问|压减|关停|淘汰|疏解|脱贫|减贫|援助"
)
_MORE_IS_BETTER = re.compile(
    "就业|收入|覆盖|满意|合格率|达标|优良|解决率|参保|会员|入会|建会|床位|学位|托位|森林|绿化|绿地|寿命|产量|贡献率|入学率|"
    "普及率|回收利用率|达到率|获得感|受益|惠及|增加值|生产总值|工资"
)
_ALL = re.compile("累计|总数|总量|共(?=[0-9])|合计|(?:达到?|[加高大升长少低小增降减提缩扩][到至])(?=[0-9])")
_ADDED = re.compile("新增|净增|新建|新开|开通|再增")
_ACTS = re.compile("治理|拆除|整治|改造|更新|修缮|腾退|关停|加装|培训|维修|救助|查处|抽检|巡查|处置")
"""What is done to a thing: 500 put in order cannot have become 300 rebuilt."""
_MEAN = re.compile("(?<![年人月日])平均")
_CEILING = re.compile("以内|以下|之内|不超过|不得超过|不高于|不多于|低于(?<!不低于)|少于(?<!不少于)|不足|控制在")
_FLOOR = re.compile("以上|不低于|不得低于|不少于|不得少于|不小于|超|突破|高于|至少|逾|多|余")
_ABOUT = re.compile("左右|上下|约|近")
_YEAR = re.compile("[12][0-9]{3}")


def moved(
    old: Figure, new: Figure, settings: TargetSettings = DEFAULT.targets, *, dated: bool = True, apart: int = 0
) -> Move:
    """Return how the number of an indicator moved; `other` where the two cannot be compared.

    Where not both reports are `dated`, a deadline cannot be told from a base year in one of them, and is not compared.
    `apart` is how many years lie between the editions, 0 where that is not known.
    """
    if not units.comparable(old.value.unit, new.value.unit) or not _counted_alike(old, new, apart):
        return "other"
    due = old.role != "target" or not dated or old.deadline == new.deadline
    (low, high), (low_after, high_after) = _ends(old), _ends(new)
    if math.isclose(low, low_after, rel_tol=1e-9) and math.isclose(high, high_after, rel_tol=1e-9):
        return "same" if due and _bound(old) == _bound(new) else "other"
    if old.role != "target" and _open(old, new, (low_after - low) / (abs(low) or 1.0), settings.open_margin):
        return "other"
    if (low == high) != (low_after == high_after) and (
        low in (low_after, high_after) or high in (low_after, high_after)
    ):
        return "other"  # the same number, once as an end of a range: 5.5% → 5%—5.5%
    if old.value.unit == units.RANK:  # the first place is the highest
        low, high, low_after, high_after = -high, -low, -high_after, -low_after
    if low_after >= low and high_after >= high:
        return "up"
    return "down" if low_after <= low and high_after <= high else "other"


def outcome(target: Figure, result: Figure, date: str | None, settings: TargetSettings) -> Outcome:
    """Return whether `result`, reported on `date`, fulfils `target`."""
    reached = _reached(target, result, settings)
    due = _YEAR.search(target.deadline or "")
    early = due is not None and date is not None and int(due[0]) > int(date[:4])
    return "unclear" if reached == "missed" and early else reached


def up_is_good(figure: Figure) -> bool | None:
    """Tell whether more is better for what a figure counts; None where its words leave it open.

    失业率, 困难户数: less is better; 失业率下降, 帮扶困难户数, 就业: more is.
    """
    if figure.value.unit == units.RANK:
        return True
    if _NO_DIRECTION.search(figure.indicator):
        return None
    falls = direction(figure.key) == "下降"
    if _LESS_IS_BETTER.search(figure.indicator):
        return falls or bool(_HELP.search(figure.quote))
    if _MORE_IS_BETTER.search(figure.indicator):
        return not falls
    return None


def _reached(target: Figure, result: Figure, settings: TargetSettings) -> Outcome:
    """Return the outcome without regard to the deadline."""
    if not units.comparable(target.value.unit, result.value.unit):
        return "unclear"
    hedge, wanted, got = _hedge(target), _ends(target)[0], _ends(result)[0]
    if target.value.unit == units.RANK:
        return "met" if got <= wanted else "missed"
    slack = settings.about if hedge == "about" else 0.0
    if hedge not in ("ceiling", "floor") and _NO_DIRECTION.search(target.indicator):
        return "unclear"
    falls = direction(target.key) == "下降"
    if hedge == "ceiling" or (hedge != "floor" and up_is_good(target) is False and not falls):
        if got > _ends(target)[1] * (1 + slack):
            return "missed"
        return "unclear" if result.value.high is None else "met"
    if got < wanted * (1 - slack):
        return "unclear" if result.value.high is None else "missed"
    nearly = "近" in (result.value.hedge or "") and "近" not in (target.value.hedge or "")
    return "unclear" if (nearly and got <= wanted) or result.value.low is None else "met"


def _open(old: Figure, new: Figure, rise: float, margin: float) -> bool:
    """Tell whether a result may be the other one: 超2000万 may be 2049万, but hardly 3000万."""
    below = old.value.high is None and new.value.high is not None and 0 < rise <= margin
    return below or (new.value.high is None and old.value.high is not None and -margin <= rise < 0)


def _counted_alike(old: Figure, new: Figure, apart: int) -> bool:
    """Tell whether both numbers are counted in the same way, so that one can be more than the other."""
    first, second = old.quote, new.quote
    # What several years count together is what editions of several years mean anyway, unless it is longer still.
    ways = tuple("" if apart > 1 and _over_the_period(each) else way(each.base) for each in (old, new))
    if (ways[0] == "each") != (ways[1] == "each") or ("人均" in first) != ("人均" in second):
        return False
    if old.value.unit.endswith("次") != new.value.unit.endswith("次"):
        return False
    if bool(_MEAN.search(first)) != bool(_MEAN.search(second)) or (
        old.role != "target"
        and (ways[0] == "over") != (ways[1] == "over")
        and "change" not in (old.measure, new.measure)
    ):
        return False
    acts = [{act.replace("整治", "治理") for act in _ACTS.findall(quote)} for quote in (first, second)]
    if acts[0] and acts[1] and not acts[0] & acts[1]:
        return False
    if (_only_added(first) and _only_all(second)) or (_only_all(first) and _only_added(second)):
        return False
    # Editions of one year compare with the year before, whether they say so or not; others mean their whole period.
    return apart <= 1 or (ways[0] == "since") == (ways[1] == "since")


def _over_the_period(figure: Figure) -> bool:
    return way(figure.base) == "over" and not (figure.base or "").startswith("多年")


def is_total(figure: Figure) -> bool:
    """Tell whether a figure counts all there is: 累计, 总数."""
    return bool(_ALL.search(figure.quote))


def _only_added(quote: str) -> bool:
    return bool(_ADDED.search(quote)) and not _ALL.search(quote)


def _only_all(quote: str) -> bool:
    return bool(_ALL.search(quote)) and not _ADDED.search(quote)


def _ends(figure: Figure) -> tuple[float, float]:
    """Return both bounds in the base unit of the figure's dimension, an open one closed at the number named."""
    low, high = figure.value.low, figure.value.high
    factor = units.ratio(figure.value.unit)
    first = low if low is not None else high if high is not None else 0.0
    return first * factor, (high if high is not None else first) * factor


def _bound(figure: Figure) -> str:
    """Return what the hedge means for a number that is the same: of a result, about is as good as exact."""
    hedge = _hedge(figure)
    return "" if hedge == "about" and figure.role != "target" else hedge


def _hedge(figure: Figure) -> str:
    """Return what the hedge means: ceiling, floor, about, or nothing."""
    words = (figure.value.hedge or "") + (figure.modality if figure.modality == "控制在" else "")
    for meaning, pattern in (("ceiling", _CEILING), ("floor", _FLOOR), ("about", _ABOUT)):
        if pattern.search(words):
            return meaning
    return ""

"""Two figures of one indicator: how the number moved, and whether a target was reached.

    1200万人以上 → 1200万人以上   same       新建5个 → 新建5个以上          other (the hedge differs)
    3%左右 → 2%左右               down       超2000万 → 2049万              other (who knows)
    控制在5%以内, reached 4.1%    met        价格涨幅3%左右, reached 0.2%   unclear

Nothing is said to be met or missed where the words leave it open which way is better.
"""

from __future__ import annotations

import math
import re
from typing import Literal

from ..config import TargetSettings
from ..model import Figure
from . import units
from .key import direction

Move = Literal["same", "up", "down", "other"]
Outcome = Literal["met", "missed", "unclear"]

_LESS_IS_BETTER = re.compile(
    "失业|能耗|水耗|浓度|死亡率|死亡人数|发病率|排放|负债|成本|不良率|不良贷款|事故|违法犯罪|发案|投诉|贫困"
)
_NO_DIRECTION = re.compile("价格|物价|货币|预算|赤字|债|汇率|人口自然")
_CEILING = re.compile("以内|以下|之内|不超过|不得超过|不高于|不多于|低于(?<!不低于)|少于(?<!不少于)|不足|控制在")
_FLOOR = re.compile("以上|不低于|不得低于|不少于|不得少于|不小于|超|突破|高于|至少|逾|多|余")
_ABOUT = re.compile("左右|上下|约|近")
_YEAR = re.compile("[12][0-9]{3}")


def moved(old: Figure, new: Figure, *, dated: bool = True) -> Move:
    """Return how the number of an indicator moved; `other` where the two cannot be compared.

    Where not both reports are `dated`, a deadline cannot be told from a base year in one of them, and is not compared.
    """
    if units.dimension(old.value.unit) != units.dimension(new.value.unit):
        return "other"
    alike = old.role != "target" or (_hedge(old) == _hedge(new) and (not dated or old.deadline == new.deadline))
    (low, high), (low_after, high_after) = _ends(old), _ends(new)
    if math.isclose(low, low_after, rel_tol=1e-9) and math.isclose(high, high_after, rel_tol=1e-9):
        return "same" if alike else "other"
    if old.role != "target" and _open(old, new, low_after - low):
        return "other"
    if low_after >= low and high_after >= high:
        return "up"
    return "down" if low_after <= low and high_after <= high else "other"


def outcome(target: Figure, result: Figure, date: str | None, settings: TargetSettings) -> Outcome:
    """Return whether `result`, reported on `date`, fulfils `target`."""
    reached = _reached(target, result, settings)
    due = _YEAR.search(target.deadline or "")
    early = due is not None and date is not None and int(due[0]) > int(date[:4])
    return "unclear" if reached == "missed" and early else reached


def _reached(target: Figure, result: Figure, settings: TargetSettings) -> Outcome:
    """Return the outcome without regard to the deadline."""
    if units.dimension(target.value.unit) != units.dimension(result.value.unit):
        return "unclear"
    hedge, wanted, got = _hedge(target), _ends(target)[0], _ends(result)[0]
    slack = settings.about if hedge == "about" else 0.0
    if hedge not in ("ceiling", "floor") and _NO_DIRECTION.search(target.indicator):
        return "unclear"
    falls = direction(target.key) == "下降"
    if hedge == "ceiling" or (hedge != "floor" and not falls and _LESS_IS_BETTER.search(target.indicator)):
        if got > _ends(target)[1] * (1 + slack):
            return "missed"
        return "unclear" if result.value.high is None else "met"
    if got < wanted * (1 - slack):
        return "unclear" if result.value.high is None else "missed"
    nearly = "近" in (result.value.hedge or "") and "近" not in (target.value.hedge or "")
    return "unclear" if (nearly and got <= wanted) or result.value.low is None else "met"


def _open(old: Figure, new: Figure, rise: float) -> bool:
    """Tell whether one side is open towards the other: 超2000万 may be more than 2049万."""
    below = old.value.high is None and new.value.high is not None and rise > 0
    return below or (new.value.high is None and old.value.high is not None and rise < 0)


def _ends(figure: Figure) -> tuple[float, float]:
    """Return both bounds in the base unit of the figure's dimension, an open one closed at the number named."""
    low, high = figure.value.low, figure.value.high
    factor = units.ratio(figure.value.unit)
    first = low if low is not None else high if high is not None else 0.0
    return first * factor, (high if high is not None else first) * factor


def _hedge(figure: Figure) -> str:
    """Return what the hedge means: ceiling, floor, about, or nothing."""
    words = (figure.value.hedge or "") + (figure.modality if figure.modality == "控制在" else "")
    for meaning, pattern in (("ceiling", _CEILING), ("floor", _FLOOR), ("about", _ABOUT)):
        if pattern.search(words):
            return meaning
    return ""

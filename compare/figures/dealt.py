"""Numbers dealt out: several heads that share one predicate.

    诉求解决率、满意率分别达96.7%和97%    →  诉求解决率 96.7% · 诉求满意率 97%
    适龄儿童入园率和普惠率均达到93%       →  适龄儿童入园率 93% · 适龄儿童普惠率 93%
    食品、药品抽检合格率均超99%           →  食品抽检合格率 99% · 药品抽检合格率 99%

Heads and numbers must fit one to one, or one number must hold for complete heads; else nothing is
dealt and the caller names the numbers one by one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from .quantities import Quantity
from .stock import DEALT, GROWTH, MEASURED, OPENING, SHARED_END

_JOINED = re.compile(r"[、和与及]")
_BOTH = ("城镇", "农村")
"""What 城乡 names in one word, in the order in which numbers are dealt: 城乡居民人均可支配收入分别增长4.3%、6.1%."""
_SHORT_HEAD = 4
"""Longest head, in characters, that takes its beginning from the first: 满意率 after 诉求解决率."""


@dataclass(frozen=True, slots=True)
class Share:
    """One head with its number: the indicator, and the span that proves it."""

    quantity: Quantity
    indicator: str
    quote: tuple[int, int]


def dealt(text: str, quantities: list[Quantity], index: int, start: int, end: int) -> list[Share]:
    """Return the shares of the run that begins with the number at `index` in the clause `start`–`end`, if it is one."""
    quantity = quantities[index]
    left = text[start : quantity.span[0]]
    mark = DEALT.search(left)
    if not mark:
        return []
    verb = left[mark.start() :]
    skip = _opened(left[: mark.start()])
    heads = [(piece.start() + skip, piece.group()) for piece in re.finditer(r"[^、和与及]+", left[skip : mark.start()])]
    run = _run(text, quantities, index, end)
    if len(heads) == 1 and len(run) == len(_BOTH):
        heads = [(at, head.replace("城乡", one)) for at, head in heads for one in _BOTH if "城乡" in head]
    each = "分别" in verb or ("各" in verb and len(run) > 1)
    if len(heads) < 2 or len(run) != (len(heads) if each else 1):
        return []
    titles = _titles([head for _, head in heads])
    if not each and not all(MEASURED.search(title) for title in titles):
        return []
    growth = None if "新增" in verb else GROWTH.search(verb)
    tail = growth.group() if growth else ""
    numbers = _hedged_alike(run) if each else run * len(heads)
    return [
        Share(number, title + tail, (start + offset, number.span[1]))
        for (offset, _), title, number in zip(heads, titles, numbers, strict=True)
    ]


def _opened(head: str) -> int:
    """Return how many characters of stock openings stand before the heads."""
    skip = 0
    while skip < len(head):
        opening = OPENING.match(head[skip:])
        if not opening or not opening.end():
            break
        skip += opening.end()
    return skip


def _run(text: str, quantities: list[Quantity], index: int, end: int) -> list[Quantity]:
    """Return the numbers from `index` on that only 、 or 和 keeps apart."""
    run = [quantities[index]]
    for later in quantities[index + 1 :]:
        if later.span[1] > end or not _JOINED.fullmatch(text[run[-1].span[1] : later.span[0]]):
            break
        run.append(later)
    return run


def _hedged_alike(run: list[Quantity]) -> list[Quantity]:
    """Return numbers that share the bound said before the first: 分别超98.5%和99% are both 超."""
    first = run[0]
    if (first.low is None) == (first.high is None):
        return run
    return [
        replace(
            one,
            hedge=first.hedge,
            low=None if first.low is None else one.low,
            high=None if first.high is None else one.high,
        )
        if one.hedge is None
        else one
        for one in run
    ]


def _titles(heads: list[str]) -> list[str]:
    """Return the heads with what they share spelled out: the end of the last, the beginning of the first."""
    shared = SHARED_END.search(heads[-1])
    titles = []
    for order, head in enumerate(heads):
        title = head
        if order < len(heads) - 1 and shared and not MEASURED.search(head):
            title += shared.group()
        if order and len(head) <= _SHORT_HEAD and MEASURED.search(head) and len(heads[0]) > len(head) + 2:
            title = heads[0][: -len(head)] + head
        titles.append(title)
    return titles
